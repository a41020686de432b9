"""What must hold of any two assessments side by side."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from gapsheet.core.compare import compare
from gapsheet.model.answers import Answer
from gapsheet.model.comparison import KINDS, Comparison
from gapsheet.model.policy import Rules
from strategies import changes, worlds


def compared(old, new) -> Comparison:
    return compare(old.snapshot(), new.snapshot())


@given(worlds())
def test_a_sheet_does_not_differ_from_itself(world):
    found = compared(world, world)
    assert found.like_for_like
    assert (found.changes, found.worse, found.bridge, found.moved, found.waivers) == ((), (), (), (), ())
    assert found.change in (Decimal(0), None)
    assert found.unchanged == found.shared == len(world.assess().items())


@given(changes())
def test_effects_lead_exactly_from_the_old_score_to_the_new(change):
    found = compared(*change)
    if any(row.effect is None for row in found.changes) or found.old.score is None:
        return
    assert found.old.score + sum(row.effect for row in found.changes) == found.new.score
    assert found.old.score + sum(step.effect for step in found.bridge) == found.new.score


@given(changes())
def test_the_bridge_goes_from_step_to_step_and_counts_every_change(change):
    found = compared(*change)
    assert [step.kind for step in found.bridge] == [kind for kind in KINDS if found.of_kind(kind)]
    for step in found.bridge:
        assert step.items == len(found.of_kind(step.kind))
    for one, following in zip(found.bridge, found.bridge[1:], strict=False):
        assert one.after == following.before
    if found.bridge:
        assert found.bridge[0].before == found.old.score
        assert found.bridge[-1].after == found.new.score


@given(changes())
def test_what_slipped_one_way_improved_the_other(change):
    there, back = compared(*change), compared(*reversed(change))
    opposite = {"slipped": "improved", "set-aside": "taken-up", "new": "removed", "reweighted": "reweighted"}
    opposite |= {value: key for key, value in opposite.items()}
    assert {(row.id, opposite[row.kind]) for row in there.changes} == {(row.id, row.kind) for row in back.changes}
    assert there.like_for_like == back.like_for_like


@given(changes())
def test_every_shared_item_is_changed_moved_or_unchanged(change):
    found = compared(*change)
    changed = {row.id for row in found.changes if row.old is not None and row.new is not None}
    moved = {row.id for row in found.moved}
    assert not changed & moved
    assert found.shared == len(changed) + len(moved) + found.unchanged


@given(changes())
def test_like_for_like_changes_are_those_of_the_scores_shown(change):
    found = compared(*change)
    if found.like_for_like and found.change is not None:
        assert (found.old_score, found.new_score) == (found.old.score, found.new.score)
        assert found.change == found.new.score - found.old.score


@given(worlds())
def test_only_better_answers_make_nothing_worse(world):
    answers = {
        name: Answer(answer="met") if answer.answer in ("unmet", "partial", None) else answer
        for name, answer in world.sheet.answers.items()
    }
    checked = {name: said for name, said in world.checked.items() if said == "checked"}
    better = replace(world, sheet=replace(world.sheet, answers=answers), checked=checked)
    found = compared(world, better)
    assert found.worse == ()
    assert found.like_for_like
    rules = Rules(no_item_worse=True, max_drop=0)
    gate = better.assess(rules, baseline=world.snapshot()).gate
    assert [rule.passed for rule in gate.rules] == [True, True]


@given(changes())
def test_the_rules_say_what_the_comparison_says(change):
    old, new = change
    found = compared(old, new)
    worse, drop = None, None
    for rule in new.assess(Rules(no_item_worse=True, max_drop=0), baseline=old.snapshot()).gate.rules:
        worse = rule if rule.rule == "no_item_worse" else worse
        drop = rule if rule.rule == "max_drop" else drop
    assert worse.passed == (not found.worse)
    assert set(worse.items) == set(found.worse)
    if found.change is not None:
        assert drop.passed == (found.change >= 0)
        assert drop.actual == -found.change
