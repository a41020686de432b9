"""Appendix A.4 of an audit report: how far the answers reach on public frameworks."""

from gapsheet.model.assessment import CONTROL_STATES, ControlResult, FrameworkResult
from gapsheet.report.audit_parts import Block, Column, Paragraph, Row, Run, Table
from gapsheet.report.audit_writer import Writer
from gapsheet.report.framework_reach import remarks
from gapsheet.text import visible
from gapsheet.words import say


def frameworks(w: Writer) -> list[Block]:
    """Return a table of counts, and for each framework a table of the controls that some item speaks to."""
    found = w.audit.assessment.frameworks
    if not found:
        return [Paragraph((Run(w.say("frameworks.none")),))]
    blocks: list[Block] = [Paragraph((Run(w.say("frameworks.lead")),), "note"), _counts(w, found)]
    blocks += [_controls(w, entry) for entry in found if entry.addressed]
    return blocks


def _counts(w: Writer, found: tuple[FrameworkResult, ...]) -> Table:
    rows = []
    for index, entry in enumerate(found):
        title = ((Run(visible(entry.framework.title.text(w.lang))),), *_remarks(w, entry))
        path = f"/frameworks/{index}/counts"
        counts = (w.figure(entry.counts[state], f"{path}/{state.replace('-', '_')}") for state in CONTROL_STATES)
        rows.append(Row((title, *counts)))
    heads = (Column(say(w.lang, "frameworks", f"section.{state}"), "number") for state in CONTROL_STATES)
    columns = (Column(w.say("column.framework"), "wide"), *heads)
    return Table("frameworks", w.say("frameworks"), columns, tuple(rows))


def _remarks(w: Writer, entry: FrameworkResult) -> tuple[tuple[Run, ...], ...]:
    version = visible(entry.framework.version.text(w.lang))
    return ((Run(version, "muted"),), *((Run(text, "muted"),) for text in remarks(w.lang, entry.framework)))


def _controls(w: Writer, entry: FrameworkResult) -> Table:
    columns = (
        Column(w.say("column.control"), "narrow"),
        Column(w.say("column.title"), "wide"),
        Column(w.say("column.state"), "text"),
        Column(w.say("column.items"), "text"),
    )
    rows = tuple(_control(w, control) for control in entry.controls if control.items)
    return Table("controls", visible(entry.framework.title.text(w.lang)), columns, rows)


def _control(w: Writer, entry: ControlResult) -> Row:
    star = "*" if entry.control.label else ""
    return Row(
        (
            w.plain(visible(entry.control.id)),
            w.plain(visible(entry.control.title.text(w.lang)) + star),
            w.plain(say(w.lang, "frameworks", f"state.{entry.state}")),
            (w.items(item.id for item in entry.items),),
        )
    )
