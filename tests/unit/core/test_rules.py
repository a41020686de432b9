"""Every rule of the vocabulary at its edge: what it expects, finds and names."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from gapsheet.core.assess import ChecklistInput, PolicyInput, SheetInput, assess
from gapsheet.model.answers import Answer, Evidence, Waiver
from gapsheet.model.assessment import EvidenceResult
from gapsheet.model.checklist import Facts
from gapsheet.model.policy import RequiredChecklist, Rules
from strategies import TODAY, World, checklist, item, policy_of, sheet_of

LINK = (EvidenceResult(Evidence(url="https://e.org"), "https://e.org", "link"),)
MISSING = (EvidenceResult(Evidence(file="a.json"), "a.json", "missing"),)


def waiver(granted: int = -1, until: int = 10) -> Waiver:
    return Waiver(reason="r", by="b", granted=TODAY + dt.timedelta(granted), until=TODAY + dt.timedelta(until))


def world(answers, evidence=None, facts=None, assessed=TODAY, severities="critical critical high medium low"):
    rows = tuple(item(f"ONE-{n:02d}", s) for n, s in enumerate(severities.split(), 1))
    entry = checklist("one", rows)
    sheet = replace(sheet_of((entry,), answers, facts or {}), assessed=assessed)
    return World(sheet, (entry,), evidence or {}, {})


def outcome(case: World, as_of=TODAY, **rules):
    gate = case.assess(Rules(**rules), as_of=as_of).gate
    (found,) = gate.rules
    return found


met, partial, unmet = Answer(answer="met"), Answer(answer="partial"), Answer(answer="unmet")
aside = Answer(answer="n/a", reason="r")


def waived(answer: Answer, **when) -> Answer:
    return replace(answer, waiver=waiver(**when))


def test_max_open_counts_every_gap_that_is_not_waived():
    case = world({"ONE-01": partial, "ONE-02": waived(unmet), "ONE-03": unmet, "ONE-04": met})
    found = outcome(case, max_open={"critical": 0, "high": 1})
    assert not found.passed
    assert found.expected == {"critical": 0, "high": 1}
    assert found.actual == {"critical": 1, "high": 1}
    assert found.items == ("ONE-01", "ONE-03")
    assert found.failing == ("critical",)
    assert outcome(case, max_open={"critical": 1, "high": 1}).passed


def test_max_open_counts_unanswered():
    assert outcome(world({}), max_open={"low": 0}).actual == {"low": 1}


@pytest.mark.parametrize(
    ("granted", "until", "counts"),
    [(-1, 10, True), (0, 0, True), (0, 5, True), (-5, 0, True), (1, 5, False), (-9, -1, False)],
)
def test_a_waiver_is_in_force_on_both_its_days(granted, until, counts):
    case = world({"ONE-01": waived(unmet, granted=granted, until=until)}, severities="critical")
    assert outcome(case, max_open={"critical": 0}).passed is counts
    assert outcome(case, max_waived={"critical": 0}).passed is not counts


@pytest.mark.parametrize("answer", [met, Answer(answer=None), aside])
def test_a_waiver_elsewhere_than_on_a_gap_has_no_effect(answer):
    case = world({"ONE-01": waived(answer)}, severities="critical high")
    assert outcome(case, max_waived={"critical": 0}).actual == {"critical": 0}
    assert case.assess().items()[0].waiver.state == "no-effect"


def test_max_waived():
    case = world({"ONE-01": waived(unmet), "ONE-02": waived(partial), "ONE-03": waived(unmet)})
    found = outcome(case, max_waived={"critical": 1, "high": 4})
    assert (found.passed, found.actual) == (False, {"critical": 2, "high": 1})
    assert found.items == ("ONE-01", "ONE-02", "ONE-03")
    assert outcome(case, max_waived={"critical": 2}).passed


@pytest.mark.parametrize(
    ("limits", "passed"),
    [({"critical": 30}, True), ({"critical": 29}, False), ({"default": 29}, False), ({"high": 1}, True)],
)
def test_max_waiver_days_is_from_granted_to_until(limits, passed):
    case = world({"ONE-01": waived(unmet, granted=-10, until=20)})
    assert outcome(case, max_waiver_days=limits).passed is passed


def test_max_waiver_days_of_zero_forbids_even_one_day():
    case = world({"ONE-01": waived(unmet, granted=0, until=0)})
    found = outcome(case, max_waiver_days={"critical": 0, "default": 90})
    assert (found.passed, found.actual, found.items) == (False, {"critical": 0}, ("ONE-01",))


def test_unwaivable():
    case = world({"ONE-01": waived(unmet), "ONE-02": unmet})
    assert outcome(case, unwaivable=("ONE-01", "ONE-02")).actual == ("ONE-01",)
    assert outcome(case, unwaivable=("ONE-02",)).passed


def test_min_score_compares_exactly_and_shows_cut():
    # 5 + 3/2 of 8 = 81.25
    case = world({"ONE-01": met, "ONE-02": partial}, severities="critical high")
    assert outcome(case, min_score=Fraction("81.25")).passed
    found = outcome(case, min_score=Fraction("81.26"))
    assert (found.passed, found.actual, found.expected) == (False, Decimal("81.2"), Decimal("81.26"))
    assert found.next.params == {"points": "0.1"}


def test_min_checklist_score_names_the_absent_and_passes_the_empty():
    case = world({"ONE-01": aside, "ONE-02": aside}, severities="high high")
    found = outcome(case, min_checklist_score={"default": Fraction(50), "two": Fraction(60)})
    assert found.actual == {"one": None, "two": None}
    assert found.failing == ("two",)
    assert outcome(case, min_checklist_score={"default": Fraction(50)}).passed
    low = world({"ONE-01": met, "ONE-02": unmet}, severities="high high")
    assert not outcome(low, min_checklist_score={"default": Fraction(10), "one": Fraction(51)}).passed
    assert outcome(low, min_checklist_score={"default": Fraction(90), "one": Fraction(50)}).passed


def test_max_unanswered_default_counts_all_together():
    case = world({"ONE-03": met})
    found = outcome(case, max_unanswered={"critical": 2, "default": 3})
    assert (found.passed, found.actual) == (False, {"critical": 2, "default": 4})
    assert found.items == ("ONE-01", "ONE-02", "ONE-04", "ONE-05")
    assert outcome(case, max_unanswered={"critical": 2, "default": 4}).passed


def test_min_evidence_is_a_share_of_credited_weight():
    case = world({"ONE-01": met, "ONE-02": partial, "ONE-03": met}, {"ONE-01": LINK, "ONE-02": MISSING})
    found = outcome(case, min_evidence=Fraction(48))  # 5 of 5 + 2.5 + 3 = 47.6
    assert (found.passed, found.actual) == (False, Decimal("47.6"))
    assert found.items == ("ONE-02", "ONE-03")
    assert outcome(case, min_evidence=Fraction(47)).passed
    assert not outcome(world({}), min_evidence=Fraction(0)).passed


def test_evidence_for():
    case = world({"ONE-01": met, "ONE-02": unmet, "ONE-03": met}, {"ONE-01": LINK})
    assert outcome(case, evidence_for=("critical",)).passed
    assert outcome(case, evidence_for=("critical", "high")).actual == ("ONE-03",)


def test_max_not_applicable():
    case = world({"ONE-01": aside})  # 5 of 16
    assert outcome(case, max_not_applicable=Fraction("31.25")).passed
    found = outcome(case, max_not_applicable=Fraction(31))
    assert (found.passed, found.actual, found.items) == (False, Decimal("31.2"), ("ONE-01",))


@pytest.mark.parametrize(("days", "passed"), [(0, True), (120, True), (121, False), (-1, False)])
def test_max_assessment_age(days, passed):
    case = world({"ONE-01": met}, assessed=TODAY - dt.timedelta(days))
    found = outcome(case, max_assessment_age=120)
    assert (found.passed, found.actual) == (passed, days)


def test_max_assessment_age_without_a_date_fails():
    assert outcome(world({}, assessed=None), max_assessment_age=120).actual is None


@pytest.mark.parametrize(("value", "passed"), [("yes", False), ("unknown", False), (None, False), ("no", True)])
def test_require_checklists_takes_an_unknown_fact_for_yes(value, passed):
    case = world({}, facts={"alpha": value} if value else {})
    asked = (RequiredChecklist(checklist="one"), RequiredChecklist(checklist="six", when="alpha"))
    found = outcome(case, require_checklists=asked)
    assert found.passed is passed
    assert found.expected == (("one",) if passed else ("one", "six"))
    assert found.actual == ("one",)


def test_verdicts():
    def verdict(answers, **rules):
        return world(answers, severities="critical high").assess(Rules(**rules)).gate.verdict

    both = {"ONE-01": met, "ONE-02": met}
    assert verdict(both, max_open={"critical": 0}) == "ready"
    assert verdict({**both, "ONE-01": waived(unmet)}, max_open={"critical": 0}) == "ready-with-waivers"
    assert verdict({**both, "ONE-01": waived(unmet)}, max_open={"critical": 1}) == "ready"
    assert verdict({**both, "ONE-01": unmet}, max_open={"critical": 0}) == "not-ready"
    assert verdict({"ONE-01": aside, "ONE-02": aside}, max_open={"critical": 0}) == "cannot-be-judged"


def test_require_checklists_is_not_fooled_by_a_look_alike():
    case = world({"ONE-01": met})
    looks_alike = assess(
        SheetInput(case.sheet, "gapsheet.yaml", "0" * 64, {}, {}, {}),
        [ChecklistInput(case.checklists[0], "0" * 64, "one.yaml", "1.0", shadows=True)],
        Facts(schema_="gapsheet/facts/v1", facts=()),
        as_of=TODAY,
        version="0",
        policy=PolicyInput(policy_of(Rules(require_checklists=(RequiredChecklist(checklist="one"),))), "0" * 64, None),
    )
    (found,) = looks_alike.gate.rules
    assert (found.passed, found.actual, found.failing) == (False, (), ("one",))


def test_where_there_is_no_way_to_pass_what_blocks_comes_first():
    case = world({"ONE-03": met, "ONE-04": unmet, "ONE-05": unmet, "ONE-01": met, "ONE-02": unmet})
    result = case.assess(Rules(max_open={"critical": 0}, min_checklist_score={"absent": Fraction(50)}))
    assert result.gate.way_to_pass.blocked_by == ("min_checklist_score",)
    assert result.actions[0].step.item == "ONE-02"
