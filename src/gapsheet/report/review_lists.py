"""What stands behind the first screen of a pull request: what to do first, checklists, waivers, open items."""

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.report.changes_markdown import STATEMENT, shown
from gapsheet.report.diff_sentences import signed
from gapsheet.report.labels import day, joined, number
from gapsheet.report.markdown_budget import Section
from gapsheet.report.review_verdict import Review
from gapsheet.report.view_actions import ActionView, actions_view
from gapsheet.report.view_gate import blockers
from gapsheet.report.view_items import Setting, days_left, item_view, severest_first
from gapsheet.report.view_lists import checklist_view
from gapsheet.words import say

NOTE = 500
"""The characters of a note or a reason that a row shows."""


def first_actions(review: Review, *, fold: bool) -> list[Section]:
    """Return the first actions of the way through the gate as a table, with where it clears."""
    view = actions_view(review.lang, review.assessment)
    if not view.rows or not review.names_items:
        return []
    heads = ("#", review.say("first.column"), review.say("first.effort"), review.say("first.after"))
    rows = tuple(f"| {place} | {' | '.join(_action(review, row))} |" for place, row in enumerate(view.rows, 1))
    after = []
    if view.clears_after is not None:
        after.append(review.say("first.clears", n=view.clears_after))
    elif view.rest:
        later = joined(review.lang, [shown(entry.text) for entry in view.rest] + ["…"] * view.cut)
        after.append(view.rest_text + ("" if review.lang == "zh-CN" else " ") + later)
    title = review.say("first", n=len(rows))
    return [Section("first", title, _head(heads, 3), rows, tuple(after), fold=fold)]


def _action(review: Review, row: ActionView) -> tuple[str, str, str]:
    name = f"**{shown(row.item)}** " if row.item else ""
    said = [row.why]
    if review.publish == "full":
        said += [row.owner.name if row.owner else "", row.due.date if row.due else ""]
    told = " · ".join(shown(part) for part in said if part)
    score = f"{row.gain} → {row.after}" if row.gain else ""
    return f"{name}{shown(row.title, STATEMENT)}" + (f" – {told}" if told else ""), row.effort, score


def checklists(review: Review, *, fold: bool) -> list[Section]:
    """Return the checklists with their scores, and what changed in each."""
    a = review.assessment
    if not review.names_items or not a.checklists:
        return []
    changes = {row.id: row.change for row in review.comparison.checklists} if review.comparison else None
    heads = [say(review.lang, "report", f"checklists.{name}") for name in ("column", "items")]
    heads += [say(review.lang, "report", "score"), *([] if changes is None else [review.say("checklists.change")])]
    rows = []
    for entry in a.checklists:
        view = checklist_view(_setting(review), a, entry)
        low = review.aside(say(review.lang, "report", "checklists.low")) if view.low else ""
        cells = [shown(view.title), view.summary, view.exact + low]
        rows.append(cells + ([] if changes is None else [signed(review.lang, changes.get(entry.id))]))
    lines = tuple(f"| {' | '.join(cells)} |" for cells in rows)
    return [Section("checklists", review.say("checklists", n=len(rows)), _head(heads, 2, 3), lines, fold=fold)]


def waivers(review: Review, *, fold: bool) -> list[Section]:
    """Return the waivers, what became of each, and when it ends; reason and approver only where all is published."""
    lang, a = review.lang, review.assessment
    found = {item.id: item for item in a.items()}
    listed = [found[name] for name in a.waivers]
    if not listed or not review.names_items:
        return []
    look = sum(item.waiver is not None and (item.waiver.ends_soon or not item.waived) for item in listed)
    heads = [review.say("column.item"), review.say("waivers.state"), say(lang, "report", "waivers.ends")]
    if review.publish == "full":
        heads += [say(lang, "report", "waivers.reason"), say(lang, "report", "waivers.by")]
    rows = tuple(f"| {' | '.join(_waiver(review, item))} |" for item in listed)
    title = review.say("waivers.soon", n=len(rows), soon=look) if look else review.say("waivers", n=len(rows))
    return [Section("waivers", title, _head(heads), rows, fold=fold)]


def _waiver(review: Review, item: ItemResult) -> list[str]:
    waiver = item.waiver
    if waiver is None:
        raise ValueError("the list of waivers holds an item without one")
    state = "ends-soon" if waiver.ends_soon else waiver.state
    ends = day(review.lang, waiver.until) + review.aside(days_left(review.lang, waiver))
    cells = [_named(review, item), review.say(f"waiver.{state}"), ends]
    if review.publish == "full":
        cells += [shown(waiver.reason, NOTE), shown(review.assessment.sheet.person(waiver.by))]
    return cells


def open_items(review: Review, *, fold: bool) -> list[Section]:
    """Return the open items, those that block the gate first, then the most severe."""
    if not review.names_items:
        return []
    blocking = blockers(review.assessment)
    found = sorted(
        (item for item in review.assessment.items() if item.open),
        key=lambda item: (item.id not in blocking, severest_first(item)),
    )
    if not found:
        return []
    names = ["item", "severity", "state", "worth", *(("owner", "due", "note") if review.publish == "full" else ())]
    heads = [review.say(f"column.{name}") for name in names]
    rows = tuple(f"| {' | '.join(_open(review, item, item.id in blocking))} |" for item in found)
    return [Section("open", review.say("open", n=len(rows)), _head(heads, 3), rows, fold=fold)]


def _open(review: Review, item: ItemResult, blocks: bool) -> list[str]:
    view = item_view(_setting(review), item)
    flags = [*([review.say("open.blocks")] if blocks else []), *view.flags]
    state = view.state_text + (review.aside(joined(review.lang, flags)) if flags else "")
    cells = [_named(review, item), view.severity, state, number(review.lang, item.worth_shown)]
    if review.publish == "full":
        cells += [
            shown(view.owner.name) if view.owner else "",
            view.due.date if view.due else "",
            shown(view.note.text, NOTE) if view.note else "",
        ]
    return cells


def foot(review: Review) -> str:
    """Return the day, the sheet and the tool."""
    a = review.assessment
    return review.say("foot", date=day(review.lang, a.as_of), sheet=shown(a.sheet_path), version=shown(a.gapsheet))


def _named(review: Review, item: ItemResult) -> str:
    return f"**{shown(item.id)}** {shown(item.item.statement.text(review.lang), STATEMENT)}"


def _setting(review: Review) -> Setting:
    a: Assessment = review.assessment
    return Setting(review.lang, a.sheet, frozenset(), {})


def _head(heads: list[str] | tuple[str, ...], *right: int) -> tuple[str, str]:
    """Return the two lines that begin a table; the columns in `right` hold numbers."""
    marks = ["--:" if place in right else "---" for place in range(len(heads))]
    return f"| {' | '.join(heads)} |", f"| {' | '.join(marks)} |"
