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

Entry = tuple[int, int, State]
"""How a state was reached: its price, how many of the last group were taken, and the state before that."""


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


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that do the same for every need, cheapest first, then by id.

    `own` is the need of their checklist, None where it needs no points; `opens` tells that the group is the
    first of that checklist.
    """

    members: tuple[Candidate, ...]
    own: Dimension | None
    opens: bool

    def gives(self, shared: Sequence[Dimension]) -> State:
        """Return what one member adds to each shared need, and last to that of its checklist."""
        one = dict(self.members[0].gives())
        return (*(one.get(dimension, 0) for dimension in shared), one.get(self.own, 0) if self.own else 0)


class _Search:
    """The search over groups. A state is what remains of the shared needs, and last of the checklist in work."""

    def __init__(self, pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> None:
        self.prices = _Prices(pool)
        self.wanted = dict(wanted)
        shared = (dimension for dimension in wanted if dimension == OVERALL or dimension[0] != "score")
        self.shared = tuple(sorted(shared, key=lambda d: (d != OVERALL, d)))
        self.groups = _groups(pool, wanted)
        relaxed = relax(pool, wanted)
        self.bounds = [self._bound(relaxed, place) for place in range(len(self.groups) + 1)]
        self.known = relaxed.solution
        self.limit = 0
        self.made = 0

    def _bound(self, relaxed: Relaxed, place: int) -> "_Bound":
        """Return the bound that holds once the first `place` groups are decided."""
        own = self.groups[place - 1].own if place else None
        rest = self.groups[place:]
        later = {group.own for group in rest if group.own and group.own != own}
        return _Bound(
            most=tuple(
                sum(gives[at] * len(group.members) for group, gives in ((g, g.gives(self.shared)) for g in rest))
                for at in range(len(self.shared))
            ),
            most_own=sum(c.gain for group in rest if own and group.own == own for c in group.members),
            multipliers=(*(relaxed.multipliers[d] for d in self.shared), relaxed.multipliers[own] if own else 0.0),
            base=sum(relaxed.reduced(candidate) for group in rest for candidate in group.members)
            + sum(relaxed.multipliers[dimension] * self.wanted[dimension] for dimension in sorted(later)),
        )

    def run(self) -> Found:
        """Search below a limit of effort that grows until a solution fits; the first that does is cheapest."""
        start = (*(self.wanted[dimension] for dimension in self.shared), 0)
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

    def _layers(self, start: State) -> list[dict[State, Entry]] | None:
        """Return the states after each group, or None when too many were made."""
        layers: list[dict[State, Entry]] = []
        states: dict[State, int] = {start: 0}
        for group, bound in zip(self.groups, self.bounds[1:], strict=True):
            if group.opens:  # what the checklist before needed is met: its last bound let nothing else through
                need = self.wanted[group.own] if group.own else 0
                states = {(*state[:-1], need): price for state, price in states.items()}
            layer = self._step(states, group, bound)
            if layer is None:
                return None
            layers.append(layer)
            states = {state: entry[0] for state, entry in layer.items()}
        return layers

    def _step(self, states: dict[State, int], group: _Group, bound: "_Bound") -> dict[State, Entry] | None:
        """Return the states after this group, each with its price, how many were taken, and where from."""
        out: dict[State, Entry] = {}
        gives = group.gives(self.shared)
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

    def _trace(self, layers: list[dict[State, Entry]]) -> tuple[Candidate, ...]:
        chosen: list[Candidate] = []
        state: State = (0,) * (len(self.shared) + 1)
        for group, layer in zip(reversed(self.groups), reversed(layers), strict=True):
            _, taken, state = layer[state]
            chosen += group.members[:taken]
            if group.opens:
                state = (*state[:-1], 0)
        return tuple(chosen)


def _groups(pool: Sequence[Candidate], wanted: Mapping[Dimension, int]) -> list[_Group]:
    """Return the pool in groups: checklists that need points first, one by one, then the rest; by severity."""
    keyed: dict[tuple[bool, str, int, bool, int, bool], list[Candidate]] = {}
    for candidate in pool:
        own = ("score", candidate.checklist) in wanted
        checklist = candidate.checklist if own else ""
        rank = SEVERITIES.index(candidate.severity)
        key = (not own, checklist, rank, candidate.waived, candidate.gain, candidate.shared)
        keyed.setdefault(key, []).append(candidate)
    groups: list[_Group] = []
    for key in sorted(keyed):
        own_need = ("score", key[1]) if key[1] else None
        members = tuple(sorted(keyed[key], key=lambda c: (c.days, c.id)))
        groups.append(_Group(members, own_need, opens=not groups or groups[-1].own != own_need))
    return groups


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the remaining groups can give at most, and must cost at least, for a state of needs.

    `most` is for the shared needs, `most_own` for the checklist in work; `base` is the part of the bound that no
    state changes: reduced costs, and the price of what checklists still to come need.
    """

    most: State
    most_own: int
    multipliers: tuple[float, ...]
    base: float

    def days(self, state: State) -> int | None:
        """Return a lower bound in whole person-days, or None when the groups cannot meet the needs."""
        if state[-1] > self.most_own:
            return None
        bound = self.base - TOLERANCE
        for need, most in zip(state, self.most, strict=False):
            if need > most:
                return None
        for need, multiplier in zip(state, self.multipliers, strict=True):
            bound += need * multiplier
        return max(0, ceil(bound))


def _undominated(states: dict[State, Entry]) -> dict[State, Entry]:
    """Return the states less those that another beats in one need alone: less of it left, and no dearer."""
    for at in range(len(next(iter(states), ()))):
        best: dict[State, int] = {}
        kept: dict[State, Entry] = {}
        for state in sorted(states, key=lambda state: state[at]):
            price = states[state][0]
            rest = state[:at] + state[at + 1 :]
            if rest not in best or price < best[rest]:
                best[rest] = price
                kept[state] = states[state]
        states = kept
    return states
