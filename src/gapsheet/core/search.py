"""The cheapest set of closings that meets every need, exactly: dynamic programming over groups.

Inside a group (same checklist where that checklist still needs points, same severity, gain and waiver state)
all items do the same for every rule, so only its cheapest-first prefixes can be part of a best set. States are
the needs that remain; for each the best price is kept. A state is dropped when another needs no more anywhere
and costs no more, or when its effort plus a lower bound of what remains exceeds a solution already known.

A *price* compares solutions as the contract asks: total effort; then fewer items; then more critical, high and
medium items; then the smallest sorted list of ids. Each part adds up over disjoint sets (for ids: a bit mask
with the smallest id highest; of two sets of one size, the one that holds the smallest id in which they differ
has the larger mask), so the whole is packed into one integer that adds up too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from gapsheet.core.bounds import TOLERANCE, Relaxed, relax
from gapsheet.core.needs import OVERALL, Candidate, Dimension
from gapsheet.model.base import SEVERITIES

MAX_STATES = 200_000
"""The search stops after it has made this many states and answers with a solution that may not be cheapest."""

FIRST_SLACK = 4
"""Person-days over the lower bound within which the search looks first."""

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A set of closings that meets every need, and whether it is known to be the cheapest."""

    chosen: tuple[Candidate, ...]
    exact: bool


def cheapest(pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> Found:
    """Return the cheapest set from the pool that meets `wanted`; the whole pool must be able to."""
    if not wanted:
        return Found((), exact=True)
    return _Search(pool, wanted).run()


class _Prices:
    """Packs what a set of closings costs into one integer; smaller is better."""

    def __init__(self, pool: Sequence[Candidate]) -> None:
        names = sorted(candidate.id for candidate in pool)
        self.bits = len(names)
        self.bit = {name: 1 << (self.bits - 1 - place) for place, name in enumerate(names)}
        self.radix = 2 * len(names) + 1

    def of(self, candidate: Candidate) -> int:
        """Return the price of one closing."""
        price = candidate.days
        price = price * self.radix + 1
        for severity in SEVERITIES[:3]:
            price = price * self.radix - (candidate.severity == severity)
        return (price << self.bits) - self.bit[candidate.id]

    def days(self, price: int) -> int:
        """Return the effort in a price; the parts below it never reach a whole day, nor fall below zero."""
        return price // (self.radix**4 << self.bits)


class _Search:
    def __init__(self, pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> None:
        self.prices = _Prices(pool)
        self.wanted = dict(wanted)
        self.dimensions = tuple(sorted(wanted, key=lambda d: (d != OVERALL, d)))
        self.groups = _groups(pool, wanted)
        relaxed = relax(pool, wanted)
        places = range(len(self.groups) + 1)
        self.bounds = [_Bound(relaxed, self.dimensions, self.groups[place:]) for place in places]
        self.known = relaxed.solution
        self.limit = 0
        self.made = 0

    def run(self) -> Found:
        """Search below a limit of effort that grows until a solution fits; the first that does is cheapest."""
        start = tuple(self.wanted[dimension] for dimension in self.dimensions)
        least = self.bounds[0].days(start) or 0
        most = sum(candidate.days for candidate in self.known)
        slack = FIRST_SLACK
        while True:
            self.limit = min(least + slack, most)
            layers = self._layers(start)
            if layers is None:
                return Found(self.known, exact=False)
            if layers[-1]:
                return Found(self._trace(layers), exact=True)
            slack *= 2

    def _layers(self, start: State) -> list[dict[State, tuple[int, int, State]]] | None:
        """Return the states after each group, or None when too many were made."""
        layers: list[dict[State, tuple[int, int, State]]] = []
        states: dict[State, int] = {start: 0}
        for place, group in enumerate(self.groups):
            layer = self._step(states, group, self.bounds[place + 1])
            if layer is None:
                return None
            layers.append(layer)
            states = {state: entry[0] for state, entry in layer.items()}
        return layers

    def _step(
        self, states: dict[State, int], group: "_Group", bound: "_Bound"
    ) -> dict[State, tuple[int, int, State]] | None:
        """Return the states after this group, each with its price, how many were taken, and where from."""
        out: dict[State, tuple[int, int, State]] = {}
        gives = group.gives(self.dimensions)
        prefix = [0, *accumulate(self.prices.of(candidate) for candidate in group.members)]
        days = [0, *accumulate(candidate.days for candidate in group.members)]
        for state, price in states.items():
            spent = self.prices.days(price)
            most = max(-(-need // give) if give else 0 for need, give in zip(state, gives, strict=True))
            for taken in range(min(most, len(group.members)) + 1):
                if spent + days[taken] > self.limit:
                    break
                after = tuple(
                    need - taken * give if need > taken * give else 0 for need, give in zip(state, gives, strict=True)
                )
                self.made += 1
                rest = bound.days(after)
                if rest is None or spent + days[taken] + rest > self.limit:
                    continue
                total = price + prefix[taken]
                if after not in out or total < out[after][0]:
                    out[after] = (total, taken, state)
            if self.made > MAX_STATES:
                return None
        return _undominated(out)

    def _trace(self, layers: list[dict[State, tuple[int, int, State]]]) -> tuple[Candidate, ...]:
        chosen: list[Candidate] = []
        state: State = (0,) * len(self.dimensions)
        for group, layer in zip(reversed(self.groups), reversed(layers), strict=True):
            _, taken, state = layer[state]
            chosen += group.members[:taken]
        return tuple(chosen)


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that do the same for every need, cheapest first, then by id."""

    members: tuple[Candidate, ...]

    def gives(self, dimensions: Sequence[Dimension]) -> State:
        """Return what one member adds to each dimension."""
        one = dict(self.members[0].gives())
        return tuple(one.get(dimension, 0) for dimension in dimensions)


def _groups(pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> list[_Group]:
    """Return the pool in groups: checklists that need points first, one by one, then by severity."""
    keyed: dict[tuple[bool, str, int, bool, int], list[Candidate]] = {}
    for candidate in pool:
        own = ("score", candidate.checklist) in wanted
        key = (
            not own,
            candidate.checklist if own else "",
            SEVERITIES.index(candidate.severity),
            candidate.waived,
            candidate.gain,
        )
        keyed.setdefault(key, []).append(candidate)
    return [_Group(tuple(sorted(keyed[key], key=lambda c: (c.days, c.id)))) for key in sorted(keyed)]


class _Bound:
    """What the remaining groups can give, and at least cost, for a state of needs."""

    def __init__(self, relaxed: Relaxed, dimensions: Sequence[Dimension], groups: Sequence[_Group]) -> None:
        gives = [group.gives(dimensions) for group in groups]
        self.most = tuple(
            sum(amounts[place] * len(group.members) for group, amounts in zip(groups, gives, strict=True))
            for place in range(len(dimensions))
        )
        self.multipliers = tuple(relaxed.multipliers[dimension] for dimension in dimensions)
        self.base = sum(relaxed.reduced(candidate) for group in groups for candidate in group.members)

    def days(self, state: State) -> int | None:
        """Return a lower bound in whole person-days, or None when the groups cannot meet the needs."""
        bound = self.base - TOLERANCE
        for need, most, multiplier in zip(state, self.most, self.multipliers, strict=True):
            if need > most:
                return None
            bound += need * multiplier
        return max(0, ceil(bound))


def _undominated(
    states: dict[State, tuple[int, int, State]],
) -> dict[State, tuple[int, int, State]]:
    """Return the states less those that another beats in the first dimension alone: no more need, no dearer."""
    best: dict[State, int] = {}
    out: dict[State, tuple[int, int, State]] = {}
    for state in sorted(states):
        price = states[state][0]
        rest = state[1:]
        if rest in best and best[rest] <= price:
            continue
        best[rest] = price
        out[state] = states[state]
    return out
