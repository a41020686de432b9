"""What the rules that closings serve still need, in whole numbers, and who can give it.

A *candidate* is an item that applies and is not met (or is contradicted); closing it makes it met and ends its
waiver. A *need* is an amount that the chosen closings must add up to: open gaps of a severity, waived items of
a severity, or gained weight (in half points of weight, so that every amount is a whole number).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gapsheet.core.case import Case
from gapsheet.core.rules import too_long
from gapsheet.model.assessment import EFFORT_DAYS, ItemResult
from gapsheet.model.base import Severity
from gapsheet.model.policy import Rules

Dimension = tuple[str, str]
"""What is needed: ("open", severity), ("waived", severity), ("score", checklist) or ("score", "") for all."""

OVERALL: Dimension = ("score", "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that can be closed: `days` of effort, `gain` in half points of weight, `forced` by a rule."""

    id: str
    severity: Severity
    checklist: str
    days: int
    gain: int
    waived: bool
    forced: bool

    def gives(self) -> tuple[tuple[Dimension, int], ...]:
        """Return what closing it adds to each need."""
        kind = "waived" if self.waived else "open"
        return (((kind, self.severity), 1), (("score", self.checklist), self.gain), (OVERALL, self.gain))


def candidates(case: Case, rules: Rules) -> list[Candidate]:
    """Return every item that can be closed, by id."""
    never = frozenset(rules.unwaivable or ())
    return [
        Candidate(
            id=item.id,
            severity=item.severity,
            checklist=item.checklist,
            days=EFFORT_DAYS[item.effort],
            gain=item.missing,
            waived=item.waived,
            forced=item.waived and (item.id in never or too_long(item, rules.max_waiver_days or {})),
        )
        for item in sorted(case.items, key=lambda item: item.id)
        if item.gap
    ]


def needs(case: Case, rules: Rules, pool: Sequence[Candidate]) -> dict[Dimension, int] | None:
    """Return the positive needs, or None when no set of closings can make these rules pass."""
    out: dict[Dimension, int] = {}
    for kind, limits in (("open", rules.max_open), ("waived", rules.max_waived)):
        for severity, limit in (limits or {}).items():
            standing = sum(c.severity == severity and c.waived == (kind == "waived") for c in pool)
            out[kind, severity] = standing - limit
    if rules.min_score is not None:
        if not case.overall.weight:
            return None
        out[OVERALL] = _missing(case.items, rules.min_score)
    minimum_of = rules.min_checklist_score or {}
    if case.absent(minimum_of):
        return None
    for checklist in case.checklists:
        minimum = case.limit_of(checklist, minimum_of)
        if minimum is not None and checklist.numbers.weight:
            out["score", checklist.id] = _missing(checklist.items, minimum)
    return {dimension: amount for dimension, amount in out.items() if amount > 0}


def _missing(items: Iterable[ItemResult], limit: Fraction) -> int:
    """Return the half points of weight still needed for 100 * earned / weight >= limit, rounded up."""
    counted = [item for item in items if item.counted]
    weight = sum(item.weight for item in counted)
    exact = limit * weight / 50 - sum(item.half_points for item in counted)
    return -(-exact.numerator // exact.denominator)


def force(pool: list[Candidate], wanted: dict[Dimension, int]) -> tuple[list[Candidate], list[Candidate]]:
    """Split the pool into what must be closed in every solution, and the rest that can still help.

    An item is indispensable when what the others give cannot meet some need without it. `wanted` is reduced
    in place by what the forced closings give, and needs that are met are removed.
    """
    chosen: list[Candidate] = []
    rest = pool
    while must := _indispensable(rest, wanted):
        chosen += must
        gone = {candidate.id for candidate in must}
        rest = [c for c in rest if c.id not in gone]
        for candidate in must:
            reduce_by(candidate, wanted)
    useful = [c for c in rest if any(dimension in wanted for dimension, _ in c.gives())]
    return chosen, useful


def reduce_by(candidate: Candidate, wanted: dict[Dimension, int]) -> None:
    """Take from `wanted`, in place, what closing the candidate gives; a need that is met goes."""
    for dimension, amount in candidate.gives():
        if dimension in wanted:
            wanted[dimension] -= amount
            if wanted[dimension] <= 0:
                del wanted[dimension]


def _indispensable(pool: Sequence[Candidate], wanted: dict[Dimension, int]) -> list[Candidate]:
    total: Counter[Dimension] = Counter()
    for candidate in pool:
        for dimension, amount in candidate.gives():
            total[dimension] += amount
    return [
        c for c in pool if c.forced or any(d in wanted and total[d] - amount < wanted[d] for d, amount in c.gives())
    ]
