"""A checklist: sections of items, each a statement that is met or not (`product.md` section 3)."""

from collections.abc import Mapping
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
class Checklist:
    """One topic; `version` is MAJOR.MINOR.PATCH, `prefix` three capital letters."""

    schema_: Literal["gapsheet/checklist/v1"]
    id: str
    version: str
    prefix: str
    recommended_when: Literal["always"] | Applies | None = None
    title: LocalText
    summary: LocalText | None = None
    sections: tuple[Section, ...]

    def items(self) -> tuple[Item, ...]:
        """Return the items in checklist order."""
        return tuple(item for section in self.sections for item in section.items)


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
