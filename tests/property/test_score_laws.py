"""The laws of the score (`product.md` section 4), for sheets nobody has seen."""

import itertools
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gapsheet.core.scope import taken_out_by
from gapsheet.core.score import cut
from gapsheet.model.answers import Answer
from gapsheet.model.assessment import WEIGHTS
from gapsheet.model.checklist import Applies
from strategies import FACTS, World, all_rules, checklist, item, sheet_of, worlds


def with_answers(world: World, answers) -> World:
    return replace(world, sheet=replace(world.sheet, answers=answers))


def naive_score(world: World) -> Fraction | None:
    """The definition, written again in the plainest way, straight from the sheet."""
    top = bottom = Fraction(0)
    for entry in world.checklists:
        for one in entry.items():
            answer = world.sheet.answers.get(one.id)
            word = answer.answer if answer else None
            if taken_out_by(one.applies_when, world.sheet.facts) or word == "n/a":
                continue
            weight = {"critical": 5, "high": 3, "medium": 2, "low": 1}[one.severity]
            credit = {"met": Fraction(1), "partial": Fraction(1, 2)}.get(word, Fraction(0))
            if world.checked.get(one.id) == "contradicted":
                credit = Fraction(0)
            top, bottom = top + weight * credit, bottom + weight
    return 100 * top / bottom if bottom else None


@given(worlds())
def test_score_is_its_definition(world):
    assert world.assess().numbers.exact == naive_score(world)


@given(worlds())
def test_bounds_and_parts(world):
    result = world.assess()
    for numbers in (result.numbers, *(c.numbers for c in result.checklists)):
        if numbers.exact is None:
            assert numbers.score is numbers.low is numbers.high is numbers.split is None
            continue
        assert 0 <= numbers.exact <= 100
        assert numbers.score <= numbers.exact < numbers.score + Decimal("0.1")
        assert numbers.low == numbers.score <= numbers.high <= 100
        split = numbers.split
        parts = [split.checked, split.referenced, split.stated, split.unanswered, split.accepted, split.gap]
        assert all(part >= 0 for part in parts)
        assert sum(parts) == 100
        assert sum(parts[:3]) == numbers.score
        assert sum(parts[:4]) == numbers.high


@given(worlds())
def test_worth_sums_to_what_is_missing(world):
    result = world.assess()
    if result.numbers.exact is not None:
        assert sum(i.worth for i in result.items()) == 100 - result.numbers.exact
        assert all(i.worth == 0 for i in result.items() if not i.counted or (i.state == "met" and not i.gap))


@given(worlds(), st.data())
def test_worth_is_what_closing_adds(world, data):
    result = world.assess()
    gaps = [i for i in result.items() if i.gap]
    if not gaps:
        return
    chosen = data.draw(st.sampled_from(gaps))
    closed = with_answers(world, {**world.sheet.answers, chosen.id: Answer(answer="met")})
    closed = replace(closed, checked={k: v for k, v in world.checked.items() if k != chosen.id})
    assert closed.assess().numbers.exact - result.numbers.exact == chosen.worth


@given(worlds(), st.data())
def test_a_better_answer_never_lowers_the_score(world, data):
    order = ["unmet", "partial", "met"]
    low, high = sorted((data.draw(st.integers(0, 2)), data.draw(st.integers(0, 2))))
    name = data.draw(st.sampled_from([i.id for c in world.checklists for i in c.items()]))
    worse = with_answers(world, {**world.sheet.answers, name: Answer(answer=order[low])}).assess()
    better = with_answers(world, {**world.sheet.answers, name: Answer(answer=order[high])}).assess()
    if worse.numbers.exact is not None:
        assert better.numbers.exact >= worse.numbers.exact
    blank = with_answers(world, {k: v for k, v in world.sheet.answers.items() if k != name}).assess()
    if blank.numbers.exact is not None:
        assert worse.numbers.exact >= blank.numbers.exact


@given(worlds(max_checklists=2), st.integers(1, 3), st.booleans())
def test_items_that_do_not_count_change_nothing(world, extra, by_fact):
    before = world.assess()
    settled = {"alpha": "no", **world.sheet.facts, "beta": "no"}
    applies = Applies(any=("beta",)) if by_fact else None
    more = checklist("six", tuple(item(f"SIX-{n:02d}", "critical", applies=applies) for n in range(1, extra + 1)))
    answers = {} if by_fact else {i.id: Answer(answer="n/a", reason="r") for i in more.items()}
    facts = settled if by_fact else world.sheet.facts
    if by_fact:
        before = replace(world, sheet=replace(world.sheet, facts=facts)).assess()
    lists = (*world.checklists, more)
    wider = replace(world, sheet=sheet_of(lists, {**world.sheet.answers, **answers}, facts), checklists=lists)
    after = wider.assess()
    assert after.numbers.exact == before.numbers.exact
    assert after.numbers.split == before.numbers.split


@given(worlds(), st.data())
def test_unanswered_turned_not_applicable_stays_in_range(world, data):
    before = world.assess()
    blank = [i for i in before.items() if i.state == "unanswered"]
    if not blank:
        return
    name = data.draw(st.sampled_from(blank)).id
    aside = with_answers(world, {**world.sheet.answers, name: Answer(answer="n/a", reason="r")}).assess()
    if aside.numbers.exact is not None:
        unanswered = sum(WEIGHTS[i.severity] for i in blank)
        highest = 100 * (before.numbers.earned + unanswered) / before.numbers.weight
        assert before.numbers.exact <= aside.numbers.exact <= highest


@given(worlds())
def test_order_does_not_matter(world):
    def turned(entry):
        sections = tuple(replace(s, items=s.items[::-1]) for s in entry.sections)
        return replace(entry, sections=sections)

    other = replace(world, checklists=tuple(turned(c) for c in world.checklists[::-1]))
    one, two = world.assess(), other.assess()
    assert one.numbers == two.numbers
    assert {c.id: c.numbers for c in one.checklists} == {c.id: c.numbers for c in two.checklists}
    assert one.actions == two.actions


@given(worlds(), st.integers(2, 9))
def test_multiplying_all_weights_changes_nothing(world, factor):
    from gapsheet.core import score

    items = world.assess().items()
    heavy = [replace(i, weight=i.weight * factor, half_points=i.half_points * factor) for i in items]
    one, two = score.numbers(items), score.numbers(heavy)
    assert (one.exact, one.score, one.low, one.high, one.split) == (two.exact, two.score, two.low, two.high, two.split)


@given(worlds())
def test_states_partition_the_items(world):
    result = world.assess()
    counts = result.numbers.counts
    total = sum(len(c.items()) for c in world.checklists)
    states = (counts.met, counts.partial, counts.unmet, counts.unanswered, counts.not_applicable, counts.out_of_scope)
    assert sum(states) == total == len(result.items())
    assert counts.waived == counts.waived_unmet + counts.waived_partial
    assert counts.in_scope == total - counts.out_of_scope
    assert counts.open <= counts.gaps


@given(worlds())
def test_waivers_never_add_points(world):
    bare = {k: replace(v, waiver=None) for k, v in world.sheet.answers.items()}
    assert with_answers(world, bare).assess().numbers.exact == world.assess().numbers.exact


@given(worlds())
def test_a_contradicted_claim_is_a_gap_no_waiver_accepts(world):
    for one in world.assess().items():
        if one.assurance == "contradicted":
            assert one.credit == 0
            assert one.gap
            assert not one.waived


@given(st.fractions(0, 100))
def test_cut_never_rounds_up(points):
    shown = cut(points)
    assert shown <= points < shown + Decimal("0.1")
    assert shown.as_tuple().exponent == -1


def test_cut_shows_what_fails():
    assert str(cut(Fraction(5997, 100))) == "59.9"
    assert str(cut(Fraction(60))) == "60.0"


@given(worlds(), all_rules)
def test_actions_step_up_to_everything_closed(world, rules):
    result = world.assess(rules)
    rows = [a for a in result.actions if a.step.action == "close"]
    assert {a.step.item for a in rows} == {i.id for i in result.items() if i.gap}
    if rows:
        assert rows[0].before == result.numbers.score
        assert rows[-1].after == 100
        assert all(a.gain == a.after - a.before for a in rows)
        assert all(a.after == b.before for a, b in itertools.pairwise(rows))


@given(worlds(), st.sampled_from(FACTS))
def test_an_unknown_fact_takes_nothing_out(world, fact):
    unknown = replace(world.sheet, facts={**world.sheet.facts, fact: "unknown"})
    absent = replace(world.sheet, facts={k: v for k, v in world.sheet.facts.items() if k != fact})
    one, two = replace(world, sheet=unknown).assess(), replace(world, sheet=absent).assess()
    assert one.numbers == two.numbers
    assert all(fact not in i.scope_facts for i in one.items())
