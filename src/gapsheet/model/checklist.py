"""A checklist: sections of items, each a statement that is met or not (`product.md` section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gapsheet.model.base import Effort, FactValue, LocalText, Severity, document


@document
class Applies:
    """When something applies, by facts: one of `any`, every one of `all`, and none of `none` hold."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return every fact that is asked."""
        return self.any + self.all + self.none

    def settled_out_by(self, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
        """Return the facts that settle that it does not hold, in its own order; empty: it holds, or may.

        Three values: a fact that is unknown or missing settles nothing. `any` fails when every fact named is
        no, `all` when one is no, `none` when one is yes.
        """
        out: list[str] = []
        if self.any and all(facts.get(name) == "no" for name in self.any):
            out += self.any
        out += [name for name in self.all if facts.get(name) == "no"]
        out += [name for name in self.none if facts.get(name) == "yes"]
        return tuple(dict.fromkeys(out))


@document
class Example:
    """A public incident that shows the failure: a sentence and its source."""

    text: LocalText
    url: str


@document
class Item:
    """One statement to be met; `id` is the checklist's prefix, a hyphen and two or more digits."""

    id: str
    severity: Severity
    effort: Effort
    since: str | None = None
    statement: LocalText
    why: LocalText
    example: Example | None = None
    met_when: tuple[LocalText, ...]
    evidence: tuple[LocalText, ...]
    fix: tuple[LocalText, ...]
    applies_when: Applies | None = None
    see: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@document
class Section:
    """A group of items under one heading."""

    id: str
    title: LocalText
    items: tuple[Item, ...]


@document
class Band:
    """What a native score means from one bound to another: `from` and `to` belong to it, `above` and `below` do not.

    Exactly one lower bound; the last band has no upper one.
    """

    from_: Decimal | None = None
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None
    title: LocalText

    def holds(self, score: Decimal) -> bool:
        """Tell whether a score lies in the band."""
        low = score >= self.from_ if self.from_ is not None else self.above is not None and score > self.above
        if self.to is not None:
            return low and score <= self.to
        return low and (self.below is None or score < self.below)


@document
class NativeScore:
    """How a published rubric counts itself; a checklist with one stands alone, outside the overall score and the gate.

    `min-of-sections`: each section is the sum of its items (met 1, partly met 1/2, otherwise 0), and the result is
    the lowest of them. The bands follow one another from 0 without overlap or hole.
    """

    aggregate: Literal["min-of-sections"]
    source: LocalText
    bands: tuple[Band, ...]


@document
class Checklist:
    """One topic; `version` is MAJOR.MINOR.PATCH, `prefix` three capital letters."""

    schema_: Literal["gapsheet/checklist/v1"]
    id: str
    version: str
    prefix: str
    recommended_when: Literal["always"] | Applies | None = None
    title: LocalText
    summary: LocalText | None = None
    native_score: NativeScore | None = None
    sections: tuple[Section, ...]

    def items(self) -> tuple[Item, ...]:
        """Return the items in checklist order."""
        return tuple(item for section in self.sections for item in section.items)


@document
class Override:
    """What an overlay says differently of an item of its base; None: as the base has it."""

    severity: Severity | None = None
    effort: Effort | None = None
    met_when: tuple[LocalText, ...] | None = None
    applies_when: Applies | None = None


@document
class Overlay:
    """A checklist of one's own on top of a built-in one, `extends` being its pin: it stands in the sheet instead.

    Items of the base keep their ids. `override` and `drop` are by the base's item ids, `drop` with the reason that
    every report prints; `sections` are items of the overlay's own prefix.
    """

    schema_: Literal["gapsheet/checklist/v1"]
    id: str
    version: str
    prefix: str
    extends: str
    title: LocalText
    summary: LocalText | None = None
    override: dict[str, Override] = field(default_factory=dict)
    drop: dict[str, LocalText] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item of the base that an overlay drops, and why."""

    item: Item
    reason: LocalText


@dataclass(frozen=True, slots=True)
class Base:
    """What a merged overlay stands on: the base's id, prefix and pinned MAJOR.MINOR, and what was made of its items.

    `overridden` are ids in the base's order; `later` are items that a later minor than the pinned one added.
    """

    id: str
    prefix: str
    pinned: str
    dropped: tuple[Dropped, ...] = ()
    overridden: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@document
class Fact:
    """What can be true of a system, with the yes/no question that settles it."""

    id: str
    title: LocalText
    question: LocalText
    example: LocalText


@document
class Facts:
    """The closed list of facts, in the order in which `init` asks."""

    schema_: Literal["gapsheet/facts/v1"]
    facts: tuple[Fact, ...]
