"""What the rules and the plan look at: the judged items with their numbers, before any verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gapsheet.model.assessment import Assessment, ChecklistResult, ItemResult, Numbers
from gapsheet.model.base import SEVERITIES, FactValue
from gapsheet.model.comparison import Comparison, NothingToCompare


@dataclass(frozen=True, slots=True)
class Case:
    """One sheet on one day: every judged item, its checklists, the overall numbers, the facts.

    `age` is the days from the assessment to today, None without a date, negative when dated in the future.
    `standalone` are the ids of checklists that are in the sheet and take no part in any number. `comparison` is with
    the baseline, None where none was given.
    """

    items: tuple[ItemResult, ...]
    checklists: tuple[ChecklistResult, ...]
    overall: Numbers
    facts: Mapping[str, FactValue]
    age: int | None
    standalone: tuple[str, ...] = ()
    comparison: Comparison | NothingToCompare | None = None

    def limit_of(self, checklist: ChecklistResult, limits: Mapping[str, Fraction]) -> Fraction | None:
        """Return the limit that is meant for a checklist: by its id, by that of its base, or the default."""
        base = (checklist.base.id,) if checklist.base else ()
        names = (checklist.id, *base, "default")
        return next((limits[name] for name in names if name in limits), None)

    def absent(self, limits: Mapping[str, Fraction]) -> list[str]:
        """Return the checklists that limits name and the sheet does not have, nor an overlay of them."""
        present = {name for checklist in self.checklists for name in (checklist.id, *checklist.names)}
        return [name for name in limits if name != "default" and name not in present]


def case_of(assessment: Assessment, comparison: Comparison | NothingToCompare | None = None) -> Case:
    """Return what the rules look at of an assessment, compared with a baseline or not."""
    return Case(
        items=assessment.items(),
        checklists=assessment.checklists,
        overall=assessment.numbers,
        facts=assessment.sheet.facts,
        age=assessment.age,
        standalone=tuple(entry.id for entry in assessment.standalone if not entry.shadows),
        comparison=comparison,
    )


def by_severity(items: Iterable[ItemResult]) -> list[ItemResult]:
    """Return items most severe first, then by id: the order in which every rule names them."""
    return sorted(items, key=lambda item: (SEVERITIES.index(item.severity), item.id))


def ids(items: Iterable[ItemResult]) -> tuple[str, ...]:
    """Return the ids of items, most severe first, then by id."""
    return tuple(item.id for item in by_severity(items))


def as_decimal(limit: Fraction) -> Decimal:
    """Return a limit as it was written in the policy; limits are decimals, so nothing is lost."""
    return Decimal(limit.numerator) / Decimal(limit.denominator)
