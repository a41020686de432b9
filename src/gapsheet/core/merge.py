"""Three versions of what is said of items, brought together: pure, item by item.

`base` is what both sides started from, `ours` what is there now, `theirs` what came back. What is merged as a whole:

- the standing of an item: answer, reason and waiver, which mean nothing without each other,
- the stamp: who answered, and when,
- every other field for itself.

What one side left as it was becomes what the other made of it. What both changed, each in its own way, is a conflict,
and a side decides all of it. A stamp is never a conflict of its own: it goes with the standing that one side changed,
and where both say the same, the earlier day counts, then the smaller name. With a standing in conflict it is decided
as that is.

Where nobody knows the base, what one side lacks may never have been there or may have been taken away:

- what they do not say takes nothing away (`ignored`), whoever decides,
- what only they say of an item that ours says nothing of is taken, whoever decides,
- what only they say of another item is taken (`added`), but not where ours decides: there ours stays as it is,
- everything else that differs is a conflict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a field holds, as plain as a file has it: text, a list, or a mapping."""

Entry = Mapping[str, Value]
"""What is said of one item: its fields, without those that say nothing."""

Said = Mapping[str, Value | None]
"""The fields of one item that came back, None for one that is empty; what is not named was not asked."""

Side = Literal["ours", "theirs"]
STANDING = ("answer", "reason", "waiver")
STAMP = ("by", "at")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides see differently; None where it is empty, or where no base is known.

    Fields of one item with the same `unit` are decided together.
    """

    item: str
    field: str
    base: Value | None
    ours: Value | None
    theirs: Value | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Who answered an item and when, where both sides say so differently, and whose holds.

    `alike`: both give the same standing, so that a side that decides conflicts decides this, too.
    """

    item: str
    theirs: Said
    side: Side
    alike: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What to change in ours, by item and field (None takes a field away), and what nobody but a person can decide.

    `changes` is what is made whoever decides. `added` and `ignored` are empty where a base is known.
    """

    changes: Mapping[str, Said]
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[Settled, ...] = ()
    added: Mapping[str, Said] = field(default_factory=dict)
    ignored: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def decided(self, side: Side | None = None) -> dict[str, dict[str, Value | None]]:
        """Return every change; conflicts are decided for a side, or left as ours has them."""
        out = {item: dict(said) for item, said in self.changes.items()}
        for item, said in self.added.items() if side != "ours" else ():
            out.setdefault(item, {}).update(said)
        for stamp in self.settled:
            if self.stamps(side)[stamp.item] == "theirs":
                out.setdefault(stamp.item, {}).update(stamp.theirs)
        for conflict in self.conflicts if side == "theirs" else ():
            out.setdefault(conflict.item, {})[conflict.field] = conflict.theirs
        return out

    def stamps(self, side: Side | None = None) -> dict[str, Side]:
        """Return whose stamp holds, for every item where both have one of their own."""
        return {one.item: (side if one.alike else None) or one.side for one in self.settled}

    def decisions(self) -> int:
        """Return how many decisions the conflicts need."""
        return len({(one.item, one.unit or one.field) for one in self.conflicts})


def merge(base: Mapping[str, Entry] | None, ours: Mapping[str, Entry], theirs: Mapping[str, Said]) -> Merged:
    """Return what the answers that came back change; `base` is None where nobody knows what they started from."""
    changes: dict[str, Said] = {}
    added: dict[str, Said] = {}
    ignored: dict[str, tuple[str, ...]] = {}
    conflicts: list[Conflict] = []
    settled: list[Settled] = []
    for item, said in theirs.items():
        found = _Item(item, None if base is None else base.get(item, {}), ours.get(item, {}), said)
        found.merge()
        conflicts += found.conflicts
        settled += found.settled
        for parts, whole in ((found.changes, changes), (found.added, added)):
            if parts:
                whole[item] = parts
        if found.ignored:
            ignored[item] = tuple(found.ignored)
    return Merged(changes, tuple(conflicts), tuple(settled), added, ignored)


State = Literal["same", "ours", "theirs", "added", "ignored", "both"]
"""Whose version of a unit holds; `both` where a person has to say."""


class _Item:
    """One item, and what becomes of it."""

    def __init__(self, item: str, before: Entry | None, here: Entry, said: Said) -> None:
        self.item = item
        self.before = before
        self.here = here
        self.said = said
        kept = here if before is None else before
        there = {name: said.get(name) if name in said else kept.get(name) for name in (*STANDING, *STAMP, *said)}
        self.there = {name: value for name, value in there.items() if value is not None}
        self.changes: dict[str, Value | None] = {}
        self.added: dict[str, Value | None] = {}
        self.ignored: list[str] = []
        self.conflicts: list[Conflict] = []
        self.settled: list[Settled] = []

    def merge(self) -> None:
        """Bring every unit together, the stamp last: it goes with the others."""
        standing = self._state(STANDING)
        self._take(standing, STANDING, "standing")
        for name in self.said:
            if name not in (*STANDING, *STAMP):
                self._take(self._state((name,)), (name,), name)
        stamp = self._state(STAMP)
        if standing == "both":
            self._take("both", STAMP, "standing")
        elif stamp == "both" and standing == "added":
            self._take("added", STAMP, "stamp")
        elif stamp == "both" and (standing == "ignored" or not self.conflicts):
            alike = standing == "same"
            later = alike and _stamped(self.here) <= _stamped(self.there)
            side: Side = "ours" if later or standing in ("ours", "ignored") else "theirs"
            said = {name: self.said[name] for name in self._differing(STAMP)}
            self.settled.append(Settled(self.item, said, side, alike))
        else:
            self._take(stamp, STAMP, "stamp")

    def _state(self, unit: Sequence[str]) -> State:
        if not self._differing(unit):
            return "same"
        now, new = _part(self.here, unit), _part(self.there, unit)
        if self.before is not None:
            old = _part(self.before, unit)
            return "ours" if new == old else "theirs" if now == old else "both"
        if not new:
            return "ignored"
        if not now:
            return "added" if self.here else "theirs"
        return "both"

    def _take(self, state: State, unit: Sequence[str], name: str) -> None:
        for one in self._differing(unit):
            if state == "theirs":
                self.changes[one] = self.said[one]
            elif state == "added":
                self.added[one] = self.said[one]
            elif state == "ignored":
                self.ignored.append(one)
            elif state == "both":
                old = None if self.before is None else self.before.get(one)
                self.conflicts.append(Conflict(self.item, one, old, self.here.get(one), self.said[one], name))

    def _differing(self, unit: Sequence[str]) -> list[str]:
        """Return the fields of a unit that were asked and differ from ours."""
        return [name for name in unit if name in self.said and self.said[name] != self.here.get(name)]


def _part(entry: Entry, unit: Sequence[str]) -> Entry:
    return {name: entry[name] for name in unit if name in entry}


def _stamped(entry: Entry) -> tuple[bool, str, bool, str]:
    """Return what to sort stamps by: the day, then the name, what is missing last."""
    day, name = entry.get("at"), entry.get("by")
    return (day is None, str(day), name is None, str(name))
