"""What the rules and the plan look at: the judged items with their numbers, before any verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gapsheet.model.assessment import ChecklistResult, ItemResult, Numbers
from gapsheet.model.base import SEVERITIES, FactValue


@dataclass(frozen=True, slots=True)
class Case:
    """One sheet on one day: every judged item, its checklists, the overall numbers, the facts.

    `age` is the days from the assessment to today, None without a date, negative when dated in the future.
    """

    items: tuple[ItemResult, ...]
    checklists: tuple[ChecklistResult, ...]
    overall: Numbers
    facts: Mapping[str, FactValue]
    age: int | None


def by_severity(items: Iterable[ItemResult]) -> list[ItemResult]:
    """Return items most severe first, then by id: the order in which every rule names them."""
    return sorted(items, key=lambda item: (SEVERITIES.index(item.severity), item.id))


def ids(items: Iterable[ItemResult]) -> tuple[str, ...]:
    """Return the ids of items, most severe first, then by id."""
    return tuple(item.id for item in by_severity(items))


def as_decimal(limit: Fraction) -> Decimal:
    """Return a limit as it was written in the policy; limits are decimals, so nothing is lost."""
    return Decimal(limit.numerator) / Decimal(limit.denominator)
