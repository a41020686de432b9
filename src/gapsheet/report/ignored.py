"""What of a change did not count under `--trust`, in words that every output shares."""

from datetime import date

from gapsheet.model.comparison import Ignored, Trust
from gapsheet.report.labels import day
from gapsheet.text import visible
from gapsheet.words import Lang, say

_STATES = {None: "unanswered", "n/a": "not-applicable"}
"""The states that go by another name than the answer."""

VALUE = 60
"""How many characters of a value from a sheet are shown."""


def ignored_heading(lang: Lang, trust: Trust) -> str:
    """Return the sentence above the list; also where the list is empty."""
    key = "heading" if trust.sheet else "heading.no-sheet"
    if not trust.ignored:
        key += ".none"
    return say(lang, "trust", key, revision=trust.revision, n=len(trust.ignored))


def ignored_name(lang: Lang, entry: Ignored) -> str:
    """Return where it stands: an item's id, a fact, a file or a key, safe to show."""
    return visible(entry.name)[:VALUE]


def ignored_text(lang: Lang, entry: Ignored, trust: Trust) -> str:
    """Return one line about something that did not count, without the name of the place; values are safe to show."""
    if entry.what == "not-applicable":
        old, new = (say(lang, "terms", f"state.{_STATES.get(said, said)}") for said in (entry.old, entry.new))
    elif entry.what == "waiver" and entry.why != "differs":
        old, new = (_day(lang, said) for said in (entry.old, entry.new))
    else:
        old, new = (_value(lang, value) for value in (entry.old, entry.new))
    return say(lang, "trust", f"{entry.what}.{entry.why}", revision=trust.revision, old=old, new=new)


def _day(lang: Lang, said: str | None) -> str:
    try:
        return day(lang, date.fromisoformat(said or ""))
    except ValueError:
        return _value(lang, said)


def _value(lang: Lang, value: str | None) -> str:
    if not value:
        return say(lang, "trust", "nothing")
    shown = visible(value)
    return shown if len(shown) <= VALUE else shown[: VALUE - 1] + "…"
