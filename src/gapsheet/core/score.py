"""The numbers: score, range, split and counts of a set of items (`product.md` section 4).

For every item that applies and is not n/a: weight w by severity (5, 3, 2, 1) and credit c (met 1, partly met
1/2, otherwise 0; a contradicted claim 0). score = 100 * sum(w * c) / sum(w), exactly.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from gapsheet.model.assessment import Counts, ItemResult, Numbers, Split, State

CREDIT: dict[State, Fraction] = {"met": Fraction(1), "partial": Fraction(1, 2)}
"""Credit of a claim by state; every other state has none."""


def cut(points: Fraction) -> Decimal:
    """Return `points` cut, not rounded, to one decimal: 59.97 shows 59.9 and so visibly fails 60."""
    tenths = points * 10
    return Decimal(tenths.numerator // tenths.denominator).scaleb(-1)


def cut_share(half_points: int, weight: int) -> Decimal:
    """Return 100 * half_points / (2 * weight) as `cut` does, without building a fraction."""
    return Decimal(500 * half_points // weight).scaleb(-1)


def numbers(items: Sequence[ItemResult]) -> Numbers:
    """Return the numbers of these items; score, range and split are None when nothing is counted."""
    counted = [item for item in items if item.counted]
    weight = sum(item.weight for item in counted)
    earned = sum(item.half_points for item in counted)
    if weight == 0:
        return Numbers(None, None, None, None, None, counts(items), 0, Fraction(0))
    unanswered = sum(item.missing for item in counted if item.state == "unanswered")
    score = cut_share(earned, weight)
    return Numbers(
        exact=Fraction(50 * earned, weight),
        score=score,
        low=score,
        high=cut_share(earned + unanswered, weight),
        split=split_of(counted, weight),
        counts=counts(items),
        weight=weight,
        earned=Fraction(earned, 2),
    )


def split_of(counted: Iterable[ItemResult], weight: int) -> Split:
    """Return 100 points by what became of them.

    Each part is the difference of the cut running totals in the order of the fields, so that the first three
    add up to the score shown, with `unanswered` to the upper end of the range, and all six to 100.
    """
    parts = dict.fromkeys(("checked", "referenced", "stated", "unanswered", "accepted", "gap"), 0)
    for item in counted:
        if item.half_points:
            parts[item.assurance or "stated"] += item.half_points
        if item.state == "unanswered":
            parts["unanswered"] += item.missing
        else:
            parts["accepted" if item.waived else "gap"] += item.missing
    shown, total, last = {}, 0, Decimal(0)
    for name, part in parts.items():
        total += part
        now = cut_share(total, weight)
        shown[name] = now - last
        last = now
    return Split(**shown)


def counts(items: Sequence[ItemResult]) -> Counts:
    """Return how many items are in each state, with the properties on top."""
    by_state = Counter(item.state for item in items)
    claims = [item for item in items if item.half_points]
    waived = [item for item in items if item.waived]
    in_scope = len(items) - by_state["out-of-scope"]
    return Counts(
        met=by_state["met"],
        partial=by_state["partial"],
        unmet=by_state["unmet"],
        unanswered=by_state["unanswered"],
        not_applicable=by_state["not-applicable"],
        out_of_scope=by_state["out-of-scope"],
        waived=len(waived),
        contradicted=sum(item.assurance == "contradicted" for item in items),
        waived_unmet=sum(item.state == "unmet" for item in waived),
        waived_partial=sum(item.state == "partial" for item in waived),
        gaps=sum(item.gap for item in items),
        open=sum(item.open for item in items),
        answered=in_scope - by_state["unanswered"],
        in_scope=in_scope,
        claims=len(claims),
        claims_with_evidence=sum(item.assurance in ("referenced", "checked") for item in claims),
    )
