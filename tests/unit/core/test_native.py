"""A rubric's own result: the lowest section sum, the band at every edge, and nothing else touched."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import assessment, built_in
from gapsheet.core.native import band_of
from gapsheet.load.catalog import load_builtin_checklist
from gapsheet.model.answers import Answer
from gapsheet.model.checklist import Band, NativeScore, Section
from strategies import TEXT, all_rules, checklist, item, worlds

RUBRIC = replace(
    checklist("one", ()),
    id="rubric",
    prefix="RUB",
    native_score=NativeScore(
        aggregate="min-of-sections",
        source=TEXT,
        bands=(Band(from_=Decimal(0), to=Decimal(0), title=TEXT), Band(above=Decimal(0), title=TEXT)),
    ),
    sections=(
        Section(id="a", title=TEXT, items=(item("RUB-01"), item("RUB-02", "low"))),
        Section(id="b", title=TEXT, items=(item("RUB-03", "critical"), item("RUB-04"))),
    ),
)
BANDS = [
    ("0", 0),
    ("0.5", 1),
    ("1", 1),
    ("1.5", 2),
    ("2", 2),
    ("2.5", 3),
    ("3", 3),
    ("3.5", 4),
    ("5", 4),
    ("5.5", 5),
    ("7", 5),
]


@pytest.mark.parametrize(("score", "band"), BANDS)
def test_ml_test_score_band_at_every_edge(score, band):
    """0, (0,1], (1,2], (2,3], (3,5], above 5: Breck et al. 2017, section on computing the score."""
    native = load_builtin_checklist("ml-test-score").checklist.native_score
    assert len(native.bands) == 6
    assert band_of(native, Decimal(score)) == native.bands[band].title


def test_ml_test_score_is_the_minimum_of_four_sums_of_seven():
    rubric = built_in("ml-test-score")
    data, model, infrastructure, monitoring = ([i.id for i in s.items] for s in rubric.sections)
    answers = dict.fromkeys([*data, *model], "met") | dict.fromkeys(infrastructure, "partial")
    answers |= dict.fromkeys(monitoring[:4], "met") | {monitoring[4]: "unmet"}
    result = assessment(answers, [rubric])
    native = result.standalone[0].native
    assert [(section.score, section.most) for section in native.sections] == [
        (7, 7),
        (7, 7),
        (Decimal("3.5"), 7),
        (4, 7),
    ]
    assert native.score == Decimal("3.5")
    assert native.band == rubric.native_score.bands[4].title
    assert native.high == Decimal("3.5")
    assert result.numbers.score is None


def test_unanswered_items_widen_the_range_and_not_applicable_earns_nothing():
    result = assessment({"RUB-01": "met", "RUB-03": {"answer": "n/a", "reason": "r"}, "RUB-04": "met"}, [RUBRIC])
    native = result.standalone[0].native
    assert (native.score, native.high) == (1, 1)
    assert assessment({}, [RUBRIC]).standalone[0].native.high == 2


def test_a_waiver_does_nothing_there():
    waiver = {"reason": "r", "by": "b", "granted": "2026-11-01", "until": "2026-11-30"}
    result = assessment({"RUB-01": {"answer": "unmet", "waiver": waiver}}, [RUBRIC])
    one = result.standalone[0].items[0]
    assert (one.waived, one.open, one.waiver.state) == (False, True, "no-effect")
    assert result.waivers == ()


@given(worlds(), all_rules, st.lists(st.sampled_from(["met", "partial", "unmet", None]), min_size=4, max_size=4))
def test_no_number_no_rule_and_no_action_knows_it(world, rules, words):
    said = {f"RUB-{n:02d}": Answer(answer=word) for n, word in enumerate(words, 1)}
    sheet = replace(world.sheet, answers={**world.sheet.answers, **said})
    without = world.assess(rules)
    beside = replace(world, sheet=sheet, checklists=(*world.checklists, RUBRIC)).assess(rules)
    assert len(beside.standalone) == 1
    same = ("numbers", "checklists", "facts", "waivers", "actions")
    assert [getattr(beside, name) for name in same] == [getattr(without, name) for name in same]
    assert beside.gate.verdict == without.gate.verdict
    assert beside.gate.way_to_pass == without.gate.way_to_pass
