"""Items and rules as single lines of plain text, for formats that list findings and have no layout of their own.

Every line begins with words of ours and never with text from a sheet, so that a log that shows it takes no line of
it for a command. Long texts are cut: a list of findings names the gap, the report has the whole note.
"""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment, EvidenceResult, ItemResult, WaiverResult
from gapsheet.model.verdict import RuleOutcome
from gapsheet.report.labels import day, joined
from gapsheet.report.view_gate import blocking, rule_view
from gapsheet.report.view_items import EvidenceView, ItemView, Setting, item_view
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

LONGEST = 1000
"""The characters that are kept of a text from a sheet."""

SHORTEST = 200
"""The characters that are kept of it where a whole item is one line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One item with the failing rules that name it, and its words."""

    result: ItemResult
    view: ItemView
    rules: tuple[RuleOutcome, ...]

    @property
    def missing(self) -> tuple[EvidenceResult, ...]:
        """The files that a claim names as its evidence and that are not there."""
        return tuple(piece for piece in self.result.evidence if self.result.credit and piece.status == "missing")


def findings(lang: Lang, a: Assessment, items: tuple[ItemResult, ...]) -> tuple[Finding, ...]:
    """Return items with their words, in the order given."""
    named = blocking(a)
    facts = {fact.id: visible(fact.title.text(lang)) for fact in a.facts}
    setting = Setting(lang, a.sheet, frozenset(named), facts)
    return tuple(Finding(item, item_view(setting, item), named.get(item.id, ())) for item in items)


def one_line(text: str, most: int = LONGEST) -> str:
    """Return text as one line of at most `most` characters; control and bidi characters in it are visible."""
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def labelled(lang: Lang, label: str, value: str) -> str:
    """Return a value after its label."""
    return f"{label}{say(lang, 'report', 'colon')}{value}"


def rule_names(lang: Lang, rules: tuple[RuleOutcome, ...]) -> str:
    """Return the names of rules as a policy spells them."""
    return joined(lang, [rule.rule for rule in rules])


def place(a: Assessment, line: int | None) -> str:
    """Return where the sheet says it: its path, with the line where there is one."""
    path = visible(a.sheet_path)
    return path if line is None else f"{path}:{line}"


def summary(lang: Lang, a: Assessment, found: Finding) -> str:
    """Return an item in one line: id, state, statement, and in brackets what else a reviewer asks first."""
    view, waiver = found.view, found.result.waiver
    parts = [view.severity]
    if found.rules:
        parts.append(say(lang, "junit", "fails", rules=rule_names(lang, found.rules)))
    parts += view.flags
    if found.result.waived and waiver is not None:
        by, reason = one_line(a.sheet.person(waiver.by), SHORTEST), one_line(waiver.reason, SHORTEST).rstrip(".。")
        parts.append(say(lang, "junit", "waiver.short", by=by, reason=reason))
    if view.owner is not None:
        parts.append(labelled(lang, say(lang, "report", "owner"), one_line(view.owner.name, SHORTEST)))
    if view.due is not None:
        parts.append(labelled(lang, say(lang, "report", "due"), view.due.date))
    statement = one_line(view.statement)
    text = say(lang, "report", "cell", id=view.id, state=view.state_text, statement=statement)
    return text + say(lang, "terms", "aside", text=say(lang, "junit", "parts").join(parts))


def details(lang: Lang, a: Assessment, found: Finding) -> tuple[str, ...]:
    """Return an item in lines of a label and a value: what is asked, what is answered, who, when, where."""
    view, result = found.view, found.result
    rows = [
        _row(lang, "item", one_line(f"{view.id} {view.statement}")),
        _row(lang, "state", view.state_text),
        _row(lang, "severity", view.severity),
    ]
    rows += [_row(lang, "rule", rule_view(lang, a, rule).title) for rule in found.rules]
    rows += [_row(lang, "flag", flag) for flag in view.flags]
    if result.gap and view.steps:
        rows.append(_row(lang, "step", one_line(view.steps[0])))
    if view.owner is not None:
        rows.append(_row(lang, "owner", one_line(view.owner.name)))
    if view.due is not None:
        when = say(lang, "terms", "aside", text=view.due.when)
        rows.append(_row(lang, "due", view.due.date + when))
    if result.waiver is not None:
        rows.append(_row(lang, "waiver", _waiver(lang, a, result.waiver)))
    rows += [_row(lang, "evidence", _evidence(lang, piece)) for piece in view.evidence]
    if view.note is not None:
        rows.append(_row(lang, "note", one_line(view.note.text)))
    if view.reason is not None:
        rows.append(_row(lang, "reason", one_line(view.reason.text)))
    rows.append(_row(lang, "place", place(a, view.line)))
    return tuple(rows)


def rule_summary(lang: Lang, a: Assessment, rule: RuleOutcome) -> str:
    """Return a failing rule in one line: what it asks, what was found, what to do next."""
    view = rule_view(lang, a, rule)
    params: dict[str, Param] = {
        "rule": rule.rule,
        "title": one_line(view.title),
        "found": one_line(view.found, SHORTEST),
    }
    text = say(lang, "junit", "rule.summary" if view.found else "rule.summary.bare", **params)
    gap = "" if lang == "zh-CN" or not view.next else " "
    return f"{text}{gap}{one_line(view.next)}"


def rule_details(lang: Lang, a: Assessment, rule: RuleOutcome) -> tuple[str, ...]:
    """Return a failing rule in lines of a label and a value."""
    view = rule_view(lang, a, rule)
    rows = [_row(lang, "rule", one_line(view.title))]
    if view.found:
        rows.append(_row(lang, "found", one_line(view.found)))
    if view.items:
        rows.append(_row(lang, "items", one_line(joined(lang, view.items))))
    if view.next:
        rows.append(_row(lang, "next", one_line(view.next)))
    rows.append(_row(lang, "place", place(a, None)))
    return tuple(rows)


def _row(lang: Lang, key: str, value: str) -> str:
    return labelled(lang, say(lang, "junit", f"label.{key}"), value)


def _waiver(lang: Lang, a: Assessment, waiver: WaiverResult) -> str:
    return say(
        lang,
        "junit",
        f"waiver.{waiver.state}",
        granted=day(lang, waiver.granted),
        until=day(lang, waiver.until),
        by=one_line(a.sheet.person(waiver.by), SHORTEST),
        reason=one_line(waiver.reason),
    )


def _evidence(lang: Lang, piece: EvidenceView) -> str:
    shown = one_line(piece.title, SHORTEST)
    if piece.title != piece.target:
        shown += f" {one_line(piece.target)}"
    if piece.date is not None:
        shown += say(lang, "terms", "aside", text=piece.date)
    return shown + say(lang, "terms", "aside", text=say(lang, "report", "item.missing")) if piece.missing else shown
