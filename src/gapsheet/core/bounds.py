"""A lower bound of what meeting the needs still costs, by Lagrangian relaxation.

For any multipliers m >= 0, one per need, the cheapest set that meets the needs costs at least
sum(m * need) + sum(min(0, days - sum(m * gives)) over the candidates left). Good multipliers come from the
subgradient method with Polyak's step (Held, Wolfe and Crowder, "Validation of subgradient optimization",
Mathematical Programming 6, 1974). They are found once; for a state the bound is then one sum of products.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapsheet.core.needs import Candidate, Dimension, reduce_by

ROUNDS = 120
"""Steps of the subgradient method; more would tighten the bound by little."""

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
    """Return multipliers for the needs and a solution that meets them; the whole pool must be able to."""
    dimensions = list(wanted)
    place = {dimension: number for number, dimension in enumerate(dimensions)}
    rows = [(float(c.days), [(place[d], amount) for d, amount in c.gives() if d in place]) for c in pool]
    best_solution = repair((), pool, wanted)
    cheapest = _days(best_solution)
    multipliers = [0.0] * len(dimensions)
    best, best_multipliers, pace, stale = float("-inf"), multipliers, 1.0, 0
    for _ in range(ROUNDS):
        slope = [float(wanted[dimension]) for dimension in dimensions]
        bound = sum(m * need for m, need in zip(multipliers, slope, strict=True))
        chosen = []
        for number, (days, gives) in enumerate(rows):
            reduced = days - sum(multipliers[at] * amount for at, amount in gives)
            if reduced < 0:
                bound += reduced
                chosen.append(number)
                for at, amount in gives:
                    slope[at] -= amount
        if bound > best + TOLERANCE:
            best, best_multipliers, stale = bound, multipliers, 0
            solution = repair(tuple(pool[number] for number in chosen), pool, wanted)
            if _days(solution) < cheapest:
                best_solution, cheapest = solution, _days(solution)
        else:
            stale += 1
            if stale == 8:
                pace, stale = pace / 2, 0
        steepness = sum(s * s for s in slope)
        if steepness == 0 or cheapest - best < 1 - TOLERANCE:
            break
        step = pace * (cheapest - bound) / steepness
        multipliers = [max(0.0, m + step * s) for m, s in zip(multipliers, slope, strict=True)]
    return Relaxed(dict(zip(dimensions, best_multipliers, strict=True)), best_solution)


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
