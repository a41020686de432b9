"""What changed against a baseline, as Markdown: written once, for the job summary, the comment and `diff`.

Every function returns whole lines or table rows; none begins with text from a sheet, and text from outside is
escaped by `report/markdown.py`. With `publish` below `full`, owners and due dates are not named.
"""

import datetime as dt

from gapsheet.model.assessment import State
from gapsheet.model.base import LocalText
from gapsheet.model.comparison import KINDS, Change, Comparison, Kind, Moved, Snapshot, WaiverChange
from gapsheet.report.diff_sentences import NOBODY, People, signed, unlike, verdict
from gapsheet.report.formats import Publish
from gapsheet.report.labels import day, joined, number
from gapsheet.report.markdown import escaped
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

STATEMENT = 300
"""The characters of a statement that a row shows; only statements of a user's own checklist are longer."""

NAME = 120
"""The characters of a name (a system, a file, a person) that a line shows."""

COMMIT = 7
"""The characters of a commit's name that are shown."""


def shown(text: str, most: int = NAME) -> str:
    """Return text from outside for the middle of a line: one line, inert, and of at most so many characters."""
    line = " ".join(visible(text).split())
    return escaped(line if len(line) <= most else line[: most - 1].rstrip() + "…")


def source(lang: Lang, snapshot: Snapshot) -> str:
    """Return what the baseline is: what the user named, and at which commit."""
    named = shown(snapshot.source)
    if snapshot.commit is None:
        return named
    return named + say(lang, "terms", "aside", text=shown(snapshot.commit[:COMMIT]))


def verdict_line(lang: Lang, comparison: Comparison) -> str:
    """Return in bold how many items got worse, what the score did, and how many items changed in which way."""
    worse = _say(lang, "worse" if comparison.worse else "worse.none", n=len(comparison.worse))
    told = [_score(lang, comparison)]
    if comparison.changes:
        told.append(_say(lang, "changed", changes=counts(lang, comparison)))
    # The stop stands outside: behind a full-width one, directly before a word, `**` would close nothing.
    return _say(lang, "opening", worse=f"**{worse}**", rest=_sentences(lang, told))


def notes(lang: Lang, comparison: Comparison) -> tuple[str, ...]:
    """Return what must be known to read the numbers: another verdict before, other items, other versions."""
    old, new = comparison.old.verdict, comparison.new.verdict
    told = []
    if old is not None and new is not None and old != new:
        told.append(say(lang, "diff", "sentence.verdict", old=verdict(lang, old), new=verdict(lang, new)))
    alike = _sentences(lang, list(unlike(lang, comparison)))
    return (*told, shown(alike, 2 * STATEMENT)) if alike else tuple(told)


def counts(lang: Lang, comparison: Comparison) -> str:
    """Return how many items changed, by what became of them."""
    found = [(kind, len(comparison.of_kind(kind))) for kind in KINDS]
    return joined(lang, [_say(lang, f"count.{kind}", n=n) for kind, n in found if n])


def bridge(lang: Lang, comparison: Comparison) -> str:
    """Return the way from the old score to the new in one line, or nothing where no score was."""
    steps, start, end = comparison.bridge, comparison.old.score, comparison.new.score
    if not steps or start is None or end is None or any(step.effect is None for step in steps):
        return ""
    parts = [f"{_kind(lang, step.kind)} {signed(lang, step.effect)}" for step in steps]
    return _say(lang, "bridge", old=number(lang, start), new=number(lang, end), steps=joined(lang, parts))


def table_head(lang: Lang) -> tuple[str, str]:
    """Return the two lines that a table of changes begins with."""
    heads = [_say(lang, f"column.{name}") for name in ("change", "item", "states", "effect")]
    return f"| {' | '.join(heads)} |", "| --- | --- | --- | --: |"


def worst_first(comparison: Comparison) -> tuple[Change, ...]:
    """Return every change, those that made an item worse before all others, else in their order."""
    worse = frozenset(comparison.worse)
    return tuple(sorted(comparison.changes, key=lambda change: change.id not in worse))


def table_row(lang: Lang, change: Change) -> str:
    """Return one change as a table row: what became of the item, its answer then and now, and the points."""
    severity = say(lang, "terms", f"severity.inline.{change.severity}")
    cells = (
        _kind(lang, change.kind),
        item(lang, change.id, change.statement) + say(lang, "terms", "aside", text=severity),
        f"{_state(lang, change.old)} → {_state(lang, change.new)}",
        signed(lang, change.effect),
    )
    return f"| {' | '.join(cells)} |"


def waiver_line(lang: Lang, change: WaiverChange) -> str:
    """Return what became of a waiver, as a line of a list."""
    told = say(lang, "diff", f"waiver.{change.what}", until=day(lang, change.until))
    return f"- {item(lang, change.id, change.statement)} – {say(lang, 'diff', 'waiver')}{_colon(lang)}{told}"


def moved_line(lang: Lang, moved: Moved, publish: Publish = "full", people: People = NOBODY) -> str:
    """Return what else changed about an item, as a line of a list; whose and when only where all is published."""
    told = say(lang, "diff", f"moved.{moved.what}")
    if publish == "full" or moved.what in ("assurance", "answer"):
        old, new = (_moved_value(lang, moved, value, people) for value in (moved.old, moved.new))
        told += f"{_colon(lang)}{old} → {new}"
    else:
        told = _say(lang, f"moved.{moved.what}")
    if moved.what == "due" and moved.times is not None and moved.times > 1:
        told += say(lang, "terms", "aside", text=say(lang, "diff", "moved.times", n=moved.times))
    return f"- {item(lang, moved.id, moved.statement)} – {told}"


def item(lang: Lang, name: str, statement: LocalText | None) -> str:
    """Return an item as its id in bold and its statement, where that is known."""
    text = f" {shown(statement.text(lang), STATEMENT)}" if statement else ""
    return f"**{shown(name)}**{text}"


def _score(lang: Lang, comparison: Comparison) -> str:
    old, new = (number(lang, one) for one in (comparison.old_score, comparison.new_score))
    key = "score" if comparison.change else "score.same" if comparison.change is not None else "score.none"
    change = signed(lang, comparison.change)
    return _say(lang, key, old=old, new=new, change=change, source=source(lang, comparison.old))


def _kind(lang: Lang, kind: Kind) -> str:
    return say(lang, "diff", f"kind.{kind}")


def _state(lang: Lang, state: State | None) -> str:
    return say(lang, "terms", "number.none" if state is None else f"state.{state}")


def _moved_value(lang: Lang, moved: Moved, value: str | None, people: People) -> str:
    if value is None:
        return say(lang, "terms", "number.none")
    if moved.what == "due":
        return day(lang, dt.date.fromisoformat(value))
    if moved.what == "owner":
        return shown(people.get(value, value))
    return say(lang, "terms", f"{'state' if moved.what == 'answer' else 'assurance'}.{value}")


def _sentences(lang: Lang, parts: list[str]) -> str:
    return ("" if lang == "zh-CN" else " ").join(parts)


def _colon(lang: Lang) -> str:
    return say(lang, "terms", "list.colon")


def _say(lang: Lang, key: str, /, **params: Param) -> str:
    return say(lang, "ci", key, **params)
