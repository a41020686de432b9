"""A comparison as Markdown for a pull request: at most forty lines, the full list in folds.

Not expressed: bars and dumbbells; the score bridge is one sentence. What a comment has no room for is left out row by
row and counted. Text from outside is escaped by `report/markdown.py`.
"""

from gapsheet.model.comparison import ChecklistChange, Comparison, NothingToCompare
from gapsheet.report.changes_markdown import (
    STATEMENT,
    bridge,
    moved_line,
    shown,
    table_head,
    table_row,
    verdict_line,
    waiver_line,
    worst_first,
)
from gapsheet.report.diff_sentences import nothing, policies, side, signed, unlike, verdicts
from gapsheet.report.diff_sentences import shown as points
from gapsheet.report.markdown_budget import Section, fitted
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

ROWS, SLACK = 10, 3
"""Changes that are listed before the folds, and how many more of them are listed too rather than folded."""

ROOM = 60_000
"""The characters of the whole text: GitHub takes 65 536 of a comment, and a mark to find it again has to fit too."""

SENTENCE = 1000
"""The characters of a sentence that names checklists of a user's own."""


def render(comparison: Comparison, lang: Lang) -> str:
    """Return the comparison; it ends with one line feed."""
    lines = fitted(lang, [_head(comparison, lang), *sections(comparison, lang)], ROOM)
    return "\n".join(lines).rstrip("\n") + "\n"


def sections(comparison: Comparison, lang: Lang) -> list[Section]:
    """Return what changed: the worst changes, and everything in folds."""
    changes = worst_first(comparison)
    rows = len(changes) if len(changes) <= ROWS + SLACK else ROWS
    found: list[Section] = []
    if changes:
        left = len(changes) - rows
        more = say(lang, "ci", "changes.more", n=left) if left > 0 else ""
        after = [text for text in (more, bridge(lang, comparison)) if text]
        spaced = tuple(line for text in after for line in (text, ""))[:-1]
        listed = tuple(table_row(lang, change) for change in changes)
        found.append(Section("changes", "", table_head(lang), listed[:rows], spaced))
        if left > 0:
            title = _say(lang, "fold", n=len(changes))
            found.append(Section("more", title, table_head(lang), listed, fold=True))
    others = [waiver_line(lang, row) for row in comparison.waivers]
    others += [moved_line(lang, row) for row in comparison.moved]
    if others:
        title = say(lang, "ci", "moved", n=len(others))
        found.append(Section("moved", title, (), tuple(others), fold=True))
    return found + _checklists(comparison, lang)


def section(told: Comparison | NothingToCompare, lang: Lang) -> list[str]:
    """Return the lines about the baseline in a gap report: nothing folded, nothing left out."""
    if isinstance(told, NothingToCompare):
        return [shown(nothing(lang, told), SENTENCE)]
    lines = [line for text in sentences(told, lang) for line in (text, "")]
    if told.changes:
        lines += [*table_head(lang), *(table_row(lang, change) for change in worst_first(told)), ""]
        way = bridge(lang, told)
        lines += [way, ""] if way else []
    others = [*(waiver_line(lang, row) for row in told.waivers), *(moved_line(lang, row) for row in told.moved)]
    lines += [*others, ""] if others else []
    if told.unchanged:
        lines += [_say(lang, "unchanged", n=told.unchanged), ""]
    return lines[:-1]


def sentences(comparison: Comparison, lang: Lang) -> list[str]:
    """Return what must be said in words: why they are not like for like, then the verdict and the score."""
    gap = "" if lang == "zh-CN" else " "
    judged = (text for text in (verdicts(lang, comparison), policies(lang, comparison)) if text)
    said = (gap.join(unlike(lang, comparison)), gap.join(judged))
    return [*(shown(text, SENTENCE) for text in said if text), verdict_line(lang, comparison)]


def _head(comparison: Comparison, lang: Lang) -> Section:
    named = shown(comparison.new.system)
    heading = _say(lang, "heading.system", system=named) if named else _say(lang, "heading")
    ends = [
        f"{_say(lang, key)} {shown(side(lang, one), STATEMENT)}"
        for key, one in (("then", comparison.old), ("now", comparison.new))
    ]
    said = sentences(comparison, lang)
    if comparison.unchanged:
        said.append(_say(lang, "unchanged", n=comparison.unchanged))
    lines = [line for text in said for line in (text, "")]
    return Section("head", "", (f"## {heading}", "", " · ".join(ends), "", *lines[:-1]))


def _checklists(comparison: Comparison, lang: Lang) -> list[Section]:
    changed = [row for row in comparison.checklists if (row.old, row.old_pinned) != (row.new, row.new_pinned)]
    if not changed:
        return []
    heads = [
        say(lang, "report", "checklists.column"),
        _say(lang, "then"),
        _say(lang, "now"),
        _say(lang, "checklists.change"),
    ]
    head = (f"| {' | '.join(heads)} |", "| --- | --: | --: | --: |")
    rows = tuple(_checklist(lang, row) for row in changed)
    return [Section("checklists", say(lang, "ci", "checklists", n=len(rows)), head, rows, fold=True)]


def _checklist(lang: Lang, row: ChecklistChange) -> str:
    title = shown(visible(row.title.text(lang)) if row.title else row.id)
    if row.old_pinned and row.new_pinned and row.old_pinned != row.new_pinned:
        pins = {"old": shown(row.old_pinned), "new": shown(row.new_pinned)}
        title += say(lang, "terms", "aside", text=_say(lang, "checklist.versions", **pins))
    return f"| {title} | {points(lang, row.old)} | {points(lang, row.new)} | {signed(lang, row.change)} |"


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "diff", key, **params)
