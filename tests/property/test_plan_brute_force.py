"""The cheapest way to pass, against every subset of closings tried one by one."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gapsheet.core import search
from gapsheet.core.bounds import Relaxed, relax, repair
from gapsheet.core.needs import Candidate
from gapsheet.core.plan import CLOSING_RULES
from gapsheet.model.answers import Answer
from gapsheet.model.assessment import EFFORT_DAYS
from gapsheet.model.comparison import Snapshot
from gapsheet.model.policy import Rules
from strategies import (
    TODAY,
    World,
    all_rules,
    baseline_rules,
    changes,
    checklist,
    closing_rules,
    item,
    sheet_of,
    worlds,
)


def closed(world: World, chosen: tuple[str, ...]) -> World:
    answers = {**world.sheet.answers, **{name: Answer(answer="met") for name in chosen}}
    checked = {k: v for k, v in world.checked.items() if k not in chosen or v == "checked"}
    return replace(world, sheet=replace(world.sheet, answers=answers), checked=checked)


def passes(world: World, rules: Rules, baseline: Snapshot | None = None) -> bool:
    gate = world.assess(rules, baseline=baseline).gate
    return all(outcome.passed for outcome in gate.rules if outcome.rule in CLOSING_RULES)


def brute_force(world: World, rules: Rules, baseline: Snapshot | None = None) -> tuple | None:
    """The best price over all subsets of gaps: effort, count, -critical, -high, -medium, sorted ids."""
    gaps = [i for i in world.assess().items() if i.gap]
    best = None
    for size in range(len(gaps) + 1):
        for chosen in combinations(gaps, size):
            price = (
                sum(EFFORT_DAYS[i.effort] for i in chosen),
                size,
                *(-sum(i.severity == s for i in chosen) for s in ("critical", "high", "medium")),
                sorted(i.id for i in chosen),
            )
            if (best is None or price < best) and passes(closed(world, tuple(i.id for i in chosen)), rules, baseline):
                best = price
    return best


def check_against_brute_force(world: World, rules: Rules, baseline: Snapshot | None = None) -> None:
    assessment = world.assess(rules, baseline=baseline)
    way = assessment.gate.way_to_pass
    best = brute_force(world, rules, baseline)
    if best is None:
        assert not way.reachable
        assert way.steps == ()
        assert way.blocked_by
        return
    assert way.exact
    assert way.reachable
    assert way.effort_days == best[0]
    assert sorted(step.item for step in way.steps) == best[-1]
    items = {i.id: i for i in assessment.items()}
    order = [(-items[s.item].weight, -items[s.item].worth, s.item) for s in way.steps]
    assert order == sorted(order)


@settings(max_examples=120)
@given(worlds(max_items=6), closing_rules)
def test_plan_is_the_cheapest(world, rules):
    check_against_brute_force(world, rules)


@settings(max_examples=120)
@given(changes(), baseline_rules)
def test_plan_is_the_cheapest_against_a_baseline_too(change, rules):
    old, new = change
    check_against_brute_force(new, rules, old.snapshot())


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["high", "medium"]), st.sampled_from(["small", "medium"])), min_size=3, max_size=8
    ),
    st.integers(0, 4),
    st.integers(0, 100),
)
def test_plan_breaks_ties_as_the_contract_says(rows, most, score):
    """Few severities and efforts, so that many sets cost the same."""
    entry = checklist("one", tuple(item(f"ONE-{n:02d}", s, e) for n, (s, e) in enumerate(rows, 1)))
    world = World(sheet_of((entry,), {}, {}), (entry,), {}, {})
    check_against_brute_force(world, Rules(max_open={"high": most, "medium": most}, min_score=Fraction(score)))


@given(worlds(max_items=6), closing_rules, st.integers(1, 6))
def test_a_search_that_is_cut_off_still_passes(world, rules, most):
    saved, search.MAX_STATES = search.MAX_STATES, most
    try:
        way = world.assess(rules).gate.way_to_pass
    finally:
        search.MAX_STATES = saved
    best = brute_force(world, rules)
    if best is None:
        return
    chosen = tuple(step.item for step in way.steps)
    assert passes(closed(world, chosen), rules)
    assert way.effort_days >= best[0]
    assert not way.exact or way.effort_days == best[0]


@settings(max_examples=120)
@given(worlds(max_items=6), all_rules)
def test_doing_every_step_passes_the_gate(world, rules):
    gate = world.assess(rules).gate
    way = gate.way_to_pass
    if not way.reachable:
        assert way.blocked_by
        assert all(not o.passed for o in gate.rules if o.rule in way.blocked_by)
        return
    done = closed(world, tuple(s.item for s in way.steps if s.action == "close"))
    answers = dict(done.sheet.answers)
    evidence, checked = dict(done.evidence), dict(done.checked)
    sheet = done.sheet
    for step in way.steps:
        if step.action == "answer":
            answers[step.item] = Answer(answer="unmet")
        elif step.action == "add-evidence":
            checked[step.item] = "checked"
        elif step.action == "reassess":
            sheet = replace(sheet, assessed=TODAY)
    done = replace(done, sheet=replace(sheet, answers=answers), evidence=evidence, checked=checked)
    after = done.assess(rules).gate
    failed = [o.rule for o in after.rules if not o.passed]
    # An answer that turns out unmet may open a gap of its own; nothing else may still fail.
    assert set(failed) <= ({"max_open"} if any(s.action == "answer" for s in way.steps) else set())


@example(Rules(max_open={"high": 0}))
@given(closing_rules)
def test_a_sheet_of_met_answers_needs_no_step_for_open_items(rules):
    entry = checklist("one", (item("ONE-01"), item("ONE-02", "critical")))
    world = World(sheet_of((entry,), {i.id: Answer(answer="met") for i in entry.items()}, {}), (entry,), {}, {})
    gate = world.assess(rules).gate
    assert all(step.action != "close" for step in gate.way_to_pass.steps)
    assert gate.verdict == ("ready" if "two" not in (rules.min_checklist_score or {}) else "not-ready")


candidates = st.builds(
    lambda number, severity, checklist, days, gain, waived: Candidate(
        id=f"X-{number:03d}",
        severity=severity,
        checklist=checklist,
        days=days,
        gain=gain,
        waived=waived,
        forced=False,
    ),
    st.integers(0, 999),
    st.sampled_from(["critical", "high", "medium", "low"]),
    st.sampled_from(["one", "two", "six"]),
    st.sampled_from([1, 5, 20]),
    st.integers(1, 10),
    st.booleans(),
)


@st.composite
def problems(draw):
    """A pool too large for brute force, and needs that the whole pool can meet."""
    pool = draw(st.lists(candidates, min_size=8, max_size=22, unique_by=lambda c: c.id))
    most: dict = {}
    for candidate in pool:
        for dimension, amount in candidate.gives():
            most[dimension] = most.get(dimension, 0) + amount
    wanted = {d: draw(st.integers(0, amount)) for d, amount in sorted(most.items()) if draw(st.booleans())}
    return pool, {d: amount for d, amount in wanted.items() if amount}


@settings(max_examples=120)
@given(problems())
def test_pruning_changes_no_solution(problem):
    """The bounds only save work: without any of them the same set is found."""
    pool, wanted = problem
    quick = search.cheapest(pool, wanted)
    assert quick.exact
    saved = search.relax
    search.relax = lambda pool, wanted: Relaxed(dict.fromkeys(wanted, 0.0), repair((), pool, wanted))
    try:
        slow = search.cheapest(pool, wanted)
    finally:
        search.relax = saved
    assert slow.exact
    assert sorted(c.id for c in quick.chosen) == sorted(c.id for c in slow.chosen)


@settings(max_examples=120)
@given(problems())
def test_no_bound_exceeds_the_cheapest(problem):
    pool, wanted = problem
    if not wanted:
        return
    relaxed = relax(pool, wanted)
    bound = sum(relaxed.multipliers[d] * need for d, need in wanted.items()) + sum(map(relaxed.reduced, pool))
    assert all(multiplier >= 0 for multiplier in relaxed.multipliers.values())
    assert bound <= sum(c.days for c in search.cheapest(pool, wanted).chosen) + 1e-6
