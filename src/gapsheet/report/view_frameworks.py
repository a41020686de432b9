"""Frameworks as a report shows them: how many controls stand where, and which items speak to them."""

from dataclasses import dataclass

from gapsheet.model.assessment import CONTROL_STATES, Assessment, ControlResult, FrameworkResult
from gapsheet.report.framework_reach import applies, remarks
from gapsheet.report.labels import joined
from gapsheet.report.view_items import Shape, shape
from gapsheet.text import visible
from gapsheet.words import Lang, say


@dataclass(frozen=True, slots=True)
class ItemRefView:
    """An item that speaks to a control, with its shape."""

    id: str
    shape: Shape
    label: str


@dataclass(frozen=True, slots=True)
class ControlView:
    """A control that some item speaks to; `applies` says from when, where that is confirmed."""

    id: str
    title: str
    applies: str
    state: str
    items: tuple[ItemRefView, ...]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework's row: `counts` in the order of the columns, empty for none; `open` names the list of controls."""

    id: str
    title: str
    why: str
    remarks: tuple[str, ...]
    counts: tuple[str, ...]
    open: str
    controls: tuple[ControlView, ...]


def frameworks_view(lang: Lang, a: Assessment) -> tuple[FrameworkView, ...]:
    """Return the frameworks that the sheet names, then those that facts make relevant."""
    return tuple(_framework(lang, a, result) for result in a.frameworks)


def framework_columns(lang: Lang) -> tuple[str, ...]:
    """Return the heads of the columns that count controls."""
    return tuple(say(lang, "frameworks", f"section.{state}") for state in CONTROL_STATES)


def _framework(lang: Lang, a: Assessment, result: FrameworkResult) -> FrameworkView:
    framework = result.framework
    told = [entry for entry in result.controls if entry.items]
    return FrameworkView(
        id=visible(framework.id),
        title=visible(framework.title.text(lang)),
        why=say(lang, "frameworks", "section.named") if result.named else _facts(lang, a, result),
        remarks=tuple(remarks(lang, framework)),
        counts=tuple(str(result.counts[state]) if result.counts[state] else "" for state in CONTROL_STATES),
        open=say(lang, "frameworks", "section.open", n=len(told)) if told else "",
        controls=tuple(_control(lang, result, entry) for entry in told),
    )


def _facts(lang: Lang, a: Assessment, result: FrameworkResult) -> str:
    """Return the facts, answered yes, that make a framework relevant."""
    when = result.framework.relevant_when
    asked = (*when.any, *when.all) if when else ()
    return joined(
        lang, [visible(fact.title.text(lang)) for fact in a.facts if fact.id in asked and fact.value == "yes"]
    )


def _control(lang: Lang, result: FrameworkResult, entry: ControlResult) -> ControlView:
    star = "*" if entry.control.label else ""
    return ControlView(
        id=visible(entry.control.id),
        title=visible(entry.control.title.text(lang)) + star,
        applies=applies(lang, result.framework, entry.control),
        state=say(lang, "frameworks", f"state.{entry.state}"),
        items=tuple(
            ItemRefView(item.id, shape(item), say(lang, "terms", f"state.{item.state}")) for item in entry.items
        ),
    )
