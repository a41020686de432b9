"""The words of a history that the terminal and the page share: what changed at a point, and why one was not judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gapsheet.model.history import History, Point
from gapsheet.report.labels import day, joined, number
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

PARTS_SHOWN = 3
"""How many changed checklists are named; the JSON history has the pins of every point."""

FILES_SHOWN = 5
"""How many files that are no saved results are named."""

COMMIT_SHOWN = 10
"""How much of an object name is shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """A point, with the words for what is not as it was at the judged point before it.

    `before` is that point. `short` names the checklist that changed, or how many did, in two words.
    `broken_off`: scores on both sides do not compare. `changes` are all words, the checklists first.
    """

    point: Point
    before: Point | None
    broken_off: bool
    short: str
    checklists: str
    changes: tuple[str, ...]


def told(lang: Lang, points: Sequence[Point], arrow: str) -> tuple[Told, ...]:
    """Return every point with what changed at it, in the order given: newest first."""
    out: list[Told] = []
    judged: Point | None = None
    path: str | None = None
    for point in reversed(points):
        out.append(_told(lang, point, judged, path, arrow))
        judged = judged if point.problem else point
        path = point.path
    return tuple(reversed(out))


def why_not(lang: Lang, point: Point) -> str:
    """Return why a point could not be judged."""
    return _say(lang, f"why.{point.problem}", n=point.mistakes)


def not_judged(lang: Lang, point: Point) -> str:
    """Return the sentence for a point that could not be judged."""
    return _say(lang, "not-judged", why=why_not(lang, point))


def commit(point: Point) -> str:
    """Return the abbreviated object name; nothing for a saved result."""
    return visible(point.commit or "")[:COMMIT_SHOWN]


def signed(lang: Lang, change: Decimal, minus: str = "-") -> str:
    """Return a change with its sign; 0 has none."""
    sign = "" if not change else "+" if change > 0 else minus
    return sign + number(lang, abs(change))


def newest_policy(history: History) -> str | None:
    """Return the policy of the newest point that could be judged."""
    return next((point.policy for point in history.points if not point.problem), None)


def is_saved(history: History) -> bool:
    """Tell whether the history comes from saved results and not from git."""
    return bool(history.points) and all(point.commit is None for point in history.points)


def what_was_read(lang: Lang, history: History) -> tuple[str, ...]:
    """Return sentences: how much was read, how much of it could not be judged, what was left out, what may exist."""
    said = [_read(lang, history)]
    if history.skipped:
        names = [visible(name) for name in history.skipped]
        files = joined(lang, names[:FILES_SHOWN])
        if len(names) > FILES_SHOWN:
            files = _say(lang, "read.skipped.more", files=files, n=len(names) - FILES_SHOWN)
        said.append(_say(lang, "read.skipped", files=files, n=len(names)))
    if history.later:
        said.append(_say(lang, "read.later", n=history.later, date=day(lang, history.as_of)))
    if history.shallow:
        said.append(_say(lang, "read.shallow"))
    return tuple(said)


def _read(lang: Lang, history: History) -> str:
    source = visible(history.source)
    if not history.points:
        return _say(lang, "read.nothing", source=source)
    key = "read.saved" if is_saved(history) else "read.revisions"
    what = _say(lang, key, n=len(history.points), source=source)
    failed = [point for point in history.points if point.problem]
    return _say(lang, "read.some", what=what, n=len(failed)) if failed else _say(lang, "read.all", what=what)


def _told(lang: Lang, point: Point, judged: Point | None, path: str | None, arrow: str) -> Told:
    renamed = point.commit is not None and path not in (None, point.path)
    moved = _say(lang, "moved", path=visible(path or "")) if renamed else ""
    if point.problem or judged is None:
        return Told(point, judged, False, "", "", (moved,) if moved else ())
    parts, short = _checklists(lang, judged.checklists, point.checklists, arrow)
    if not parts and point.new_checklists:
        parts, short = [_say(lang, "checklists.items")], _say(lang, "label.items")
    words = joined(lang, parts[:PARTS_SHOWN]) if parts else ""
    if len(parts) > PARTS_SHOWN:
        words = _say(lang, "checklists.more", parts=words, n=len(parts) - PARTS_SHOWN)
        short = _say(lang, "label.count", n=len(parts))
    policy = _policy(lang, judged.policy, point.policy, arrow)
    changes = tuple(part for part in (words, policy, moved) if part)
    return Told(point, judged, point.new_checklists, short, words, changes)


def _checklists(lang: Lang, old: Sequence[str], new: Sequence[str], arrow: str) -> tuple[list[str], str]:
    """Return the words for each pin that changed, in the order of the sheet, and a label of two words for them."""
    before, after = dict(map(_pin, old)), dict(map(_pin, new))
    parts, short = [], ""
    for name, version in after.items():
        if name not in before:
            parts.append(_say(lang, "checklists.added", name=name, new=version))
        elif before[name] != version:
            parts.append(_say(lang, "checklists.repinned", name=name, old=before[name], new=version, arrow=arrow))
        else:
            continue
        short = f"{name} {version}"
    for name in before:
        if name not in after:
            parts.append(_say(lang, "checklists.removed", name=name))
            short = f"- {name}"
    return parts, short if len(parts) == 1 else _say(lang, "label.count", n=len(parts))


def _pin(pin: str) -> tuple[str, str]:
    name, _, version = visible(pin).rpartition("@")
    return name, version


def _policy(lang: Lang, old: str | None, new: str | None, arrow: str) -> str:
    if old == new:
        return ""
    none = _say(lang, "policy.none")
    return _say(lang, "policy.changed", old=visible(old or none), new=visible(new or none), arrow=arrow)


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "history", key, **params)
