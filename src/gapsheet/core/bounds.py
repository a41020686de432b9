"""A lower bound of what meeting the needs still costs, by Lagrangian relaxation.

For any multipliers m >= 0, one per need, the cheapest set that meets the needs costs at least
sum(m * need) + sum(min(0, days - sum(m * gives)) over the candidates left). Good multipliers come from the
subgradient method with Polyak's step (Held, Wolfe and Crowder, "Validation of subgradient optimization",
Mathematical Programming 6, 1974). They are found once; for a state the bound is then one sum of products.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapsheet.core.needs import OVERALL, Candidate, Dimension, reduce_by

ROUNDS = 100
"""Steps of the subgradient method; more would tighten the bound by little."""

STALE_ROUNDS = 5
"""After so many steps without a better bound, steps become half as long."""

TOLERANCE = 1e-6
"""Taken off the bound, which is computed with floats, so that rounding can never lift it over the truth."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Multipliers by dimension, and the cheapest solution that was met on the way to them."""

    multipliers: Mapping[Dimension, float]
    solution: tuple[Candidate, ...]

    def reduced(self, candidate: Candidate) -> float:
        """Return what a candidate costs beyond what its help is priced at, where that is negative; else 0."""
        priced = sum(self.multipliers.get(d, 0.0) * amount for d, amount in candidate.gives())
        return min(0.0, candidate.days - priced)


def relax(pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> Relaxed:
    """Return multipliers for the needs and a solution that meets them; the whole pool must be able to.

    The subgradient method moves the multipliers of the shared needs only; for those, the best multiplier of each
    checklist's own need is found exactly.
    """
    dual = _Dual(pool, wanted)
    best_solution = repair((), pool, wanted)
    cheapest = _days(best_solution)
    shared = dict.fromkeys(dual.shared, 0.0)
    best, best_multipliers, pace, stale = float("-inf"), dict.fromkeys(wanted, 0.0), 1.0, 0
    for _ in range(ROUNDS):
        bound, multipliers, chosen, left = dual.at(shared)
        if bound > best + TOLERANCE:
            best, best_multipliers, stale = bound, multipliers, 0
            solution = repair(chosen, pool, wanted)
            if _days(solution) < cheapest:
                best_solution, cheapest = solution, _days(solution)
        else:
            stale += 1
            if stale == STALE_ROUNDS:
                pace, stale = pace / 2, 0
        slope = {need: left[need] / wanted[need] for need in shared}  # as shares, so that all needs weigh alike
        steepness = sum(s * s for s in slope.values())
        if steepness == 0 or cheapest - best < 1 - TOLERANCE:
            break
        step = pace * (cheapest - bound) / steepness
        shared = {need: max(0.0, shared[need] + step * slope[need] / wanted[need]) for need in shared}
    return Relaxed(best_multipliers, best_solution)


class _Dual:
    """The relaxed problem for given multipliers of the shared needs."""

    def __init__(self, pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> None:
        self.wanted = wanted
        self.shared = [d for d in wanted if d == OVERALL or d[0] != "score"]
        own: dict[Dimension | None, list[Candidate]] = {}
        for candidate in pool:
            need: Dimension = ("score", candidate.checklist)
            own.setdefault(need if need in wanted else None, []).append(candidate)
        self.own = own

    def at(self, shared: Mapping[Dimension, float]) -> "_Point":
        """Return the bound at these multipliers, with those of the checklists, and what is taken there.

        A checklist's own need is a fractional knapsack: the cheapest by day and point first, the last in part.
        """
        left = {need: float(self.wanted[need]) for need in shared}
        bound = sum(multiplier * left[need] for need, multiplier in shared.items())
        multipliers = dict(shared)
        chosen: list[Candidate] = []
        for own, members in self.own.items():
            rows = [(c.days - sum(shared.get(d, 0.0) * amount for d, amount in c.gives()), c) for c in members]
            missing = float(self.wanted[own]) if own else 0.0
            ratio = 0.0
            for cost, c in sorted(rows, key=lambda row: (row[0] >= 0, row[0] / row[1].gain, row[1].id)):
                if cost >= 0 and missing <= 0:
                    break
                part = 1.0 if cost < 0 else min(1.0, missing / c.gain)
                ratio = max(ratio, cost / c.gain)
                bound += cost * part
                missing -= c.gain
                chosen.append(c)
                for d, amount in c.gives():
                    if d in left:
                        left[d] -= part * amount
            if own:
                multipliers[own] = ratio
        return bound, multipliers, tuple(chosen), left


_Point = tuple[float, dict[Dimension, float], tuple[Candidate, ...], dict[Dimension, float]]


def repair(
    start: Sequence[Candidate], pool: Sequence[Candidate], wanted: Mapping[Dimension, int]
) -> tuple[Candidate, ...]:
    """Return a set that meets every need: `start`, then the most help per day, then without what is needless."""
    left, chosen = dict(wanted), list(start)
    for candidate in chosen:
        reduce_by(candidate, left)
    names = {candidate.id for candidate in chosen}
    rest = [candidate for candidate in pool if candidate.id not in names]
    while left:
        best = min(rest, key=lambda c: (-_help(c, left) / c.days, c.days, c.id))
        chosen.append(best)
        rest.remove(best)
        reduce_by(best, left)
    given: dict[Dimension, int] = dict.fromkeys(wanted, 0)
    for candidate in chosen:
        _add(given, candidate, 1)
    kept = []
    for candidate in sorted(chosen, key=lambda c: (-c.days, c.id)):
        _add(given, candidate, -1)
        if any(given[dimension] < need for dimension, need in wanted.items()):
            _add(given, candidate, 1)
            kept.append(candidate)
    return tuple(kept)


def _add(given: dict[Dimension, int], candidate: Candidate, sign: int) -> None:
    for dimension, amount in candidate.gives():
        if dimension in given:
            given[dimension] += sign * amount


def _help(candidate: Candidate, left: Mapping[Dimension, int]) -> float:
    return sum(min(amount, left[d]) / left[d] for d, amount in candidate.gives() if d in left)


def _days(chosen: Sequence[Candidate]) -> int:
    return sum(candidate.days for candidate in chosen)
