"""Three versions of what is said of items, brought together: pure, per item and field.

`base` is what both sides started from, `ours` what is there now, `theirs` what came back. A field that one side left
as it was becomes what the other made of it. Fields that both changed differently are conflicts, and so, where nobody
knows the base, are fields of which both say something different: then nothing counts as taken away, either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a field holds, as plain as a file has it: text, a list, or a mapping."""

Entry = Mapping[str, Value]
"""What is said of one item: its fields, without those that say nothing."""

Said = Mapping[str, Value | None]
"""The fields of one item that came back, None for one that is empty; what is not named was not asked."""

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each in its own way; None where it is empty, or where no base is known."""

    item: str
    field: str
    base: Value | None
    ours: Value | None
    theirs: Value | None

    def of(self, side: Side) -> Value | None:
        """Return what a side says."""
        return self.ours if side == "ours" else self.theirs


@dataclass(frozen=True, slots=True)
class Merged:
    """What to change in ours, by item and field (None takes a field away), and what nobody but a person can decide."""

    changes: Mapping[str, Said]
    conflicts: tuple[Conflict, ...]

    def resolved(self, side: Side) -> "Merged":
        """Return it without conflicts, each decided for one side."""
        changes = {item: dict(fields) for item, fields in self.changes.items()}
        for conflict in self.conflicts if side == "theirs" else ():
            changes.setdefault(conflict.item, {})[conflict.field] = conflict.theirs
        return Merged(changes, ())


def merge(base: Mapping[str, Entry] | None, ours: Mapping[str, Entry], theirs: Mapping[str, Said]) -> Merged:
    """Return what the answers that came back change; `base` is None where nobody knows what they started from."""
    changes: dict[str, dict[str, Value | None]] = {}
    conflicts: list[Conflict] = []
    for item, said in theirs.items():
        here = ours.get(item, {})
        before = None if base is None else base.get(item, {})
        for name, new in said.items():
            old, now = None if before is None else before.get(name), here.get(name)
            if new == now or (new == old if before is not None else new is None):
                continue
            if now == old:
                changes.setdefault(item, {})[name] = new
            else:
                conflicts.append(Conflict(item, name, old, now, new))
    return Merged(changes, tuple(conflicts))
