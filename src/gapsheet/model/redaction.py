"""What a report may leave out for a reader who must not see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from gapsheet.words import Lang

Part = Literal["people", "links", "notes"]
PARTS: tuple[Part, ...] = get_args(Part)
"""people: who is who. links: addresses, and paths of evidence. notes: what was written in free words on answers."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What to take out, and the languages of the words that stand in its place."""

    parts: tuple[Part, ...]
    langs: tuple[Lang, ...]


def in_order(parts: Iterable[str]) -> tuple[Part, ...]:
    """Return the parts that are named, each once, in the order of `PARTS`."""
    named = set(parts)
    return tuple(part for part in PARTS if part in named)
