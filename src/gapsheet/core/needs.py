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
from gapsheet.model.comparison import Comparison
from gapsheet.model.policy import Rules

Dimension = tuple[str, str]
"""What is needed: ("open", severity), ("waived", severity), ("score", checklist) or ("score", "") for all."""

OVERALL: Dimension = ("score", "")

SHARED: Dimension = ("drop", "")
"""What the items that the baseline judges too must still gain together, where the two do not judge the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that can be closed: `days` of effort, `gain` in half points of weight, `forced` by a rule.

    `shared`: the baseline judges it too, and some need is about those items alone.
    """

    id: str
    severity: Severity
    checklist: str
    days: int
    gain: int
    waived: bool
    forced: bool
    shared: bool = False

    def gives(self) -> tuple[tuple[Dimension, int], ...]:
        """Return what closing it adds to each need."""
        kind = "waived" if self.waived else "open"
        own: tuple[tuple[Dimension, int], ...] = (
            ((kind, self.severity), 1),
            (("score", self.checklist), self.gain),
            (OVERALL, self.gain),
        )
        return (*own, (SHARED, self.gain)) if self.shared else own


def candidates(case: Case, rules: Rules) -> list[Candidate]:
    """Return every item that can be closed, by id."""
    never = frozenset(rules.unwaivable or ())
    found = case.comparison if isinstance(case.comparison, Comparison) else None
    worse = frozenset(found.worse if found and rules.no_item_worse else ())
    both = frozenset(_shared(found) if found and rules.max_drop is not None and not found.like_for_like else ())
    return [
        Candidate(
            id=item.id,
            severity=item.severity,
            checklist=item.checklist,
            days=EFFORT_DAYS[item.effort],
            gain=item.missing,
            waived=item.waived,
            forced=item.id in worse
            or (item.waived and (item.id in never or too_long(item, rules.max_waiver_days or {}))),
            shared=item.id in both,
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
    floor = _floor(case, rules)
    if floor is not None:
        dimension, items, least = floor
        if not any(item.counted for item in items):
            return None
        out[dimension] = max(out.get(dimension, 0), _missing(items, least))
    minimum_of = rules.min_checklist_score or {}
    if case.absent(minimum_of):
        return None
    for checklist in case.checklists:
        minimum = case.limit_of(checklist, minimum_of)
        if minimum is not None and checklist.numbers.weight:
            out["score", checklist.id] = _missing(checklist.items, minimum)
    return {dimension: amount for dimension, amount in out.items() if amount > 0}


def _shared(comparison: Comparison) -> frozenset[str]:
    """Return the ids of the items that both sides of a comparison judge."""
    return frozenset(m.id for m in comparison.old.marks) & frozenset(m.id for m in comparison.new.marks)


def _floor(case: Case, rules: Rules) -> tuple[Dimension, Sequence[ItemResult], Fraction] | None:
    """Return the score that `max_drop` still allows, and the items it is over; None where it asks nothing.

    Shown scores are cut to tenths, so the least exact score is the limit rounded up to a tenth.
    """
    found = case.comparison
    if rules.max_drop is None or not isinstance(found, Comparison) or found.old_score is None:
        return None
    tenths = 10 * (Fraction(found.old_score) - rules.max_drop)
    least = Fraction(-(-tenths.numerator // tenths.denominator), 10)
    if found.like_for_like:
        return OVERALL, case.items, least
    both = _shared(found)
    return SHARED, [item for item in case.items if item.id in both], least


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
