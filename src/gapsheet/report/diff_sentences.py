"""The sentences of a comparison that every format says alike."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from gapsheet.model.comparison import Comparison, Moved, NothingToCompare, Snapshot, WaiverChange
from gapsheet.model.verdict import Verdict
from gapsheet.report.labels import day, joined, number
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

SHORT = 7
"""Characters of a commit that are shown."""

People = Mapping[str, str]
"""Full names by handle."""

NOBODY: People = MappingProxyType({})


def signed(lang: Lang, points: Decimal | None) -> str:
    """Return a difference with its sign and one decimal, or the sign for "nothing to measure"."""
    if points is None:
        return number(lang, None)
    mark = "" if not points else "+" if points > 0 else "\N{MINUS SIGN}"
    return mark + shown(lang, abs(points))


def shown(lang: Lang, points: Decimal | None) -> str:
    """Return a shown number with its decimal, so that a column lines up, or the sign for "nothing to measure"."""
    return number(lang, None) if points is None else f"{points:.1f}"


def source(snapshot: Snapshot | NothingToCompare) -> str:
    """Return what the user named, safe to show."""
    return visible(snapshot.source)


def when(lang: Lang, snapshot: Snapshot) -> str:
    """Return the day that a snapshot speaks of, or what the user named where it has none."""
    return source(snapshot) if snapshot.date is None else day(lang, snapshot.date)


def side(lang: Lang, snapshot: Snapshot) -> str:
    """Return one side of a comparison: what the user named, its day and its commit."""
    about = [] if snapshot.date is None else [day(lang, snapshot.date)]
    if snapshot.commit is not None:
        about.append(_say(lang, "side.commit", commit=visible(snapshot.commit[:SHORT])))
    aside = say(lang, "terms", "aside", text=say(lang, "report", "comma").join(about)) if about else ""
    return _say(lang, "side", source=source(snapshot), when=aside)


def verdict(lang: Lang, given: Verdict | None) -> str:
    """Return a verdict in words, or that there is none."""
    return _say(lang, "verdict.none") if given is None else say(lang, "terms", f"verdict.{given}")


def unlike(lang: Lang, c: Comparison) -> tuple[str, ...]:
    """Return why two assessments are not like for like and what is compared then; nothing where they are."""
    if c.like_for_like:
        return ()
    differences = (_difference(lang, entry.id, entry.old_pinned, entry.new_pinned) for entry in c.checklists)
    why = [difference for difference in differences if difference]
    reasons = joined(lang, why) if why else _say(lang, "alike.items")
    shared = _say(lang, "alike.shared", n=c.shared) if c.shared else _say(lang, "alike.nothing")
    return (_say(lang, "alike.not", why=reasons), shared)


def sentences(lang: Lang, c: Comparison) -> tuple[str, ...]:
    """Return the verdict and the score, then and now, in sentences; the policies where they differ."""
    said = (verdicts(lang, c), _scores(lang, c), policies(lang, c))
    return tuple(sentence for sentence in said if sentence)


def policies(lang: Lang, c: Comparison) -> str:
    """Return that the two verdicts are of different policies, nothing where they are not."""
    if not c.old.verdict or not c.new.verdict or c.old.policy == c.new.policy:
        return ""
    return _say(lang, "policies", old=visible(c.old.policy or ""), new=visible(c.new.policy or ""))


def since(lang: Lang, c: Comparison) -> str:
    """Return the change of the score since the day of the old side; nothing where there is no such change."""
    if c.change is None:
        return ""
    key = "since" + ("" if c.change else ".same") + ("" if c.like_for_like else ".shared")
    return _say(lang, key, change=signed(lang, c.change), when=when(lang, c.old))


def nothing(lang: Lang, told: NothingToCompare) -> str:
    """Return the sentence for a baseline that is not there yet."""
    return _say(lang, "nothing", source=source(told), commit=visible(told.commit[:SHORT]))


def moved_ends(lang: Lang, row: Moved, people: People = NOBODY) -> tuple[str, str]:
    """Return what moved, then and now, in words."""
    return _moved(lang, row, row.old, people), _moved(lang, row, row.new, people)


def moved_times(lang: Lang, row: Moved) -> str:
    """Return how often a due date moved, where that is known."""
    return _say(lang, "moved.times", n=row.times) if row.times else ""


def waiver(lang: Lang, row: WaiverChange) -> str:
    """Return what became of a waiver."""
    return _say(lang, f"waiver.{row.what}", until=day(lang, row.until))


def verdicts(lang: Lang, c: Comparison) -> str:
    """Return the verdict then and now as a sentence; nothing where there was none, or another policy gave it."""
    old, new = c.old.verdict, c.new.verdict
    if (old is None and new is None) or c.old.policy != c.new.policy:
        return ""
    key = "sentence.verdict"
    if old is None:
        key += ".first"
    elif new is None:
        key += ".gone"
    elif old == new:
        key += ".same"
    return _say(lang, key, old=verdict(lang, old), new=verdict(lang, new))


def _scores(lang: Lang, c: Comparison) -> str:
    if c.change is None:
        return "" if not c.shared else _say(lang, "sentence.score.none")
    key = "sentence.score" + ("" if c.like_for_like else ".shared") + ("" if c.change else ".same")
    old, new = shown(lang, c.old_score), shown(lang, c.new_score)
    return _say(lang, key, old=old, new=new, change=signed(lang, c.change))


def _difference(lang: Lang, name: str, old: str | None, new: str | None) -> str:
    if old == new:
        return ""
    key = "alike.new" if old is None else "alike.gone" if new is None else "alike.major"
    return _say(lang, key, checklist=visible(name), old=visible(old or ""), new=visible(new or ""))


def _moved(lang: Lang, row: Moved, value: str | None, people: People) -> str:
    if value is None:
        return say(lang, "terms", "none")
    if row.what == "due":
        return day(lang, dt.date.fromisoformat(value))
    if row.what == "owner":
        return visible(people.get(value, value))
    return say(lang, "terms", f"{'assurance' if row.what == 'assurance' else 'state'}.{value}")


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "diff", key, **params)
