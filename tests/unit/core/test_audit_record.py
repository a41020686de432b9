"""The record of an assessment on hand-made sheets: grades, criteria, limits, opinions, applicability."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

import assessments
import audits
from audits import COMMAND, day, file, link, world
from audits import audited as audit
from gapsheet.core.audit import grade_of
from gapsheet.model.answers import Answer, Waiver
from gapsheet.model.audit import CRITERION_STATES, Revision
from gapsheet.model.checklist import Applies
from gapsheet.model.policy import Rules
from gapsheet.model.record import Period, Review, Signoff
from strategies import SEVERITIES, TODAY, World, checklist, item, sheet_of

PERIOD = Period(from_=TODAY - dt.timedelta(200), to=TODAY)


def waiver(granted: int = -1, until: int = 10) -> Waiver:
    return Waiver(reason="r", by="b", granted=day(granted), until=day(until))


met, partial, unmet = Answer(answer="met"), Answer(answer="partial"), Answer(answer="unmet")


# ---- grades ----

GRADE = {
    ("unmet", "critical"): "major",
    ("unmet", "high"): "major",
    ("partial", "critical"): "major",
    ("partial", "high"): "minor",
    ("unmet", "medium"): "minor",
    ("partial", "medium"): "minor",
    ("unmet", "low"): "minor",
    ("partial", "low"): "observation",
}


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("word", ["met", "partial", "unmet", "n/a", None])
@pytest.mark.parametrize("contradicted", [False, True])
def test_the_grade_follows_from_severity_and_answer_and_a_waiver_never_lowers_it(severity, word, contradicted):
    checked = {"ONE-01": "contradicted"} if contradicted and word else {}
    grades = set()
    for accepted in (None, waiver(), waiver(1, 9), waiver(-9, -1)):
        reason = "r" if word == "n/a" else None
        answer = Answer(answer=word, reason=reason, waiver=None if word == "n/a" else accepted)
        case = world({"ONE-01": answer}, severities=severity, checked=checked)
        found = audit(case)
        (row,) = case.assess().items()
        expected = GRADE.get((word, severity))
        if row.assurance == "contradicted":
            expected = "major"
        assert grade_of(row) == expected
        assert [finding.grade for finding in found.findings] == ([expected] if expected else [])
        assert sum(found.grades.values()) == len(found.findings)
        assert found.not_assessed == (("ONE-01",) if word is None else ())
        grades.add(expected)
    assert len(grades) == 1


def test_a_contradicted_claim_is_a_major_finding_even_where_it_is_low():
    found = audit(world({"ONE-05": met}, checked={"ONE-05": "contradicted"}))
    assert [(entry.number, entry.item.id, entry.grade) for entry in found.findings] == [("F-01", "ONE-05", "major")]
    assert found.contradicted == ("ONE-05",)


def test_numbers_run_in_checklist_order_and_are_as_wide_as_the_last():
    def numbered(count: int) -> tuple[list[str], list[str]]:
        names = [f"ONE-{n:02d}" for n in range(1, count + 1)]
        pieces = {name: (link(f"https://e.org/{name}"),) for name in names}
        found = audit(
            world(dict.fromkeys(reversed(names), unmet), severities=" ".join(["low"] * count), evidence=pieces)
        )
        assert [entry.item.id for entry in found.findings] == names
        return [entry.number for entry in found.findings], [entry.number for entry in found.evidence]

    findings, evidence = numbered(99)
    assert (findings[0], findings[-1], evidence[-1]) == ("F-01", "F-99", "E-99")
    findings, evidence = numbered(100)
    assert (findings[0], findings[-1]) == ("F-001", "F-100")
    assert (evidence[0], evidence[98], evidence[99]) == ("E-001", "E-099", "E-100")


# ---- criteria ----


def states(case: World, **rules) -> list[str]:
    return [criterion.state for criterion in audit(case, Rules(**rules)).conclusion.criteria]


def test_a_rule_that_holds_also_without_waivers_is_fulfilled():
    assert states(world({"ONE-01": met, "ONE-02": met}), max_open={"critical": 0}) == ["fulfilled"]


def test_a_rule_that_holds_because_of_a_waiver_is_fulfilled_with_exceptions():
    accepted = world({"ONE-01": replace(unmet, waiver=waiver()), "ONE-02": met})
    assert states(accepted, max_open={"critical": 0}) == ["fulfilled-with-exceptions"]
    assert states(accepted, max_open={"critical": 1}) == ["fulfilled"]
    ended = world({"ONE-01": replace(unmet, waiver=waiver(-9, -1)), "ONE-02": met})
    assert states(ended, max_open={"critical": 0}) == ["not-fulfilled"]


def test_a_rule_that_unanswered_items_could_still_satisfy_is_not_determinable():
    assert states(world({"ONE-01": met}), max_open={"critical": 0}) == ["not-determinable"]
    assert states(world({"ONE-01": unmet}), max_open={"critical": 0}) == ["not-fulfilled"]
    assert states(world({"ONE-01": met}), min_score=Fraction(95)) == ["not-determinable"]
    assert states(world({"ONE-01": unmet}), min_score=Fraction(95)) == ["not-fulfilled"]


def test_evidence_for_unanswered_items_is_taken_as_there():
    assert states(world({}), min_evidence=Fraction(60)) == ["not-determinable"]
    assert states(world({"ONE-01": met, "ONE-02": met}), min_evidence=Fraction(60)) == ["not-fulfilled"]
    assert states(world({"ONE-01": met}), min_evidence=Fraction(60)) == ["not-determinable"]


def test_that_items_are_unanswered_is_never_undetermined():
    found = audit(world({"ONE-01": met}), Rules(max_unanswered={"default": 0}, max_open={"critical": 0}))
    assert {entry.outcome.rule: entry.state for entry in found.conclusion.criteria} == {
        "max_open": "not-determinable",
        "max_unanswered": "not-fulfilled",
    }
    assert found.conclusion.state == "not-fulfilled"


def test_where_nothing_is_counted_nothing_is_determinable():
    aside = Answer(answer="n/a", reason="r")
    case = world({f"ONE-0{n}": aside for n in range(1, 6)})
    found = audit(case, Rules(max_open={"critical": 0}, min_score=Fraction(50))).conclusion
    assert (found.state, [entry.state for entry in found.criteria]) == ("not-determinable", ["not-determinable"] * 2)
    assert (found.fulfilled, found.total) == (0, 2)


def test_without_a_policy_there_are_no_criteria():
    found = audit(world({"ONE-01": met})).conclusion
    assert (found.state, found.criteria, found.fulfilled, found.total) == ("not-determinable", (), 0, 0)
    assert found.counts == dict.fromkeys(CRITERION_STATES, 0)


@pytest.mark.parametrize(
    ("first", "second", "whole", "fulfilled"),
    [
        ({"critical": 2}, {"default": 4}, "fulfilled", 2),
        ({"critical": 0}, {"default": 4}, "fulfilled-with-exceptions", 2),
        ({"critical": 0, "high": 0}, {"default": 4}, "not-determinable", 1),
        ({"critical": 0, "high": 0}, {"default": 2}, "not-fulfilled", 0),
    ],
)
def test_the_conclusion_is_as_bad_as_the_worst_criterion(first, second, whole, fulfilled):
    case = world({"ONE-01": replace(unmet, waiver=waiver()), "ONE-02": met})
    found = audit(case, Rules(max_open=first, max_unanswered=second)).conclusion
    assert (found.state, found.fulfilled, found.total) == (whole, fulfilled, 2)
    assert sum(found.counts.values()) == 2


# ---- limits, basis, reviews ----


def test_what_limits_the_conclusion_is_counted():
    by = {"by": "ana"}
    answers = {
        "ONE-01": Answer(answer="met", method=("observation",), reviewed=Review(by="bo"), **by),
        "ONE-02": Answer(answer="met", method=("document",), reviewed=Review(by="ana"), **by),
        "ONE-03": Answer(answer="partial", sample="5 of 40", reviewed=Review(), **by),
        "ONE-04": Answer(answer="unmet", sample="2 of 2"),
    }
    pieces = {"ONE-01": (link(),), "ONE-02": (file("a", "missing"),)}
    limits = audit(world(answers, evidence=pieces, period=PERIOD)).limits
    assert limits.unanswered == 1
    assert (limits.claims, limits.without_evidence) == (3, 2)
    assert (limits.design_only, limits.without_method, limits.not_reviewed) == (1, 1, 2)
    assert limits.sampled == 2
    assert (limits.evidence, limits.missing, limits.undated, limits.not_opened) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    "said",
    [{"method": ("observation",)}, {"method": ("interview", "test")}, {"population": "40 runs", "sample": "5 of them"}],
)
@pytest.mark.parametrize("word", ["met", "partial"])
def test_a_claim_is_about_operation_with_a_period_and_a_look_at_it(word, said):
    answer = Answer(answer=word, **said)
    for period, basis in ((PERIOD, "operating"), (None, "design-only")):
        assert audit(world({"ONE-01": answer}, period=period)).matrix[0].basis == basis


@pytest.mark.parametrize("said", [{}, {"method": ("interview",)}, {"method": ("document",), "population": "40 runs"}])
def test_what_was_only_told_or_read_is_design_only(said):
    assert audit(world({"ONE-01": replace(met, **said)}, period=PERIOD)).matrix[0].basis == "design-only"


def test_what_is_not_claimed_has_no_basis():
    seen = {"method": ("test",), "sample": "all"}
    answers = {"ONE-01": Answer(answer="unmet", **seen), "ONE-02": Answer(answer="n/a", reason="r", **seen)}
    rows = audit(world(answers, period=PERIOD)).matrix
    assert [row.basis for row in rows] == [None] * 5


@pytest.mark.parametrize(
    ("by", "reviewer", "same"),
    [
        ("ana", "ana", True),
        ("ana", "Ana Ruiz", True),
        ("Ana  ruiz", "ana", True),
        ("Ana", "ana", True),
        ("ana", "bo", False),
        ("ana", None, False),
        (None, "ana", False),
    ],
)
def test_a_review_by_whoever_answered_is_none(by, reviewer, same):
    answer = Answer(answer="met", by=by, reviewed=Review(by=reviewer))
    found = audit(world({"ONE-01": answer}, people={"ana": "Ana Ruiz"}))
    assert found.matrix[0].self_reviewed is same
    assert found.limits.not_reviewed == int(same or reviewer is None)


def test_the_assessor_and_the_day_of_the_sheet_stand_for_an_answer_that_names_none():
    answers = {"ONE-01": met, "ONE-02": Answer(answer="met", by="bo", at=day(-9)), "ONE-03": Answer(note="n")}
    rows = audit(world(answers, assessor="ana", assessed=day(-3))).matrix
    assert [(row.by, row.at) for row in rows[:4]] == [("ana", day(-3)), ("bo", day(-9)), (None, None), (None, None)]
    assert audit(world({"ONE-01": replace(met, reviewed=Review(by="ana"))}, assessor="ana")).matrix[0].self_reviewed


def test_a_reviewer_of_another_opinion_is_named():
    answers = {
        "ONE-01": Answer(answer="met", reviewed=Review(by="bo", at=day(-1), result="partial")),
        "ONE-02": Answer(answer="met", reviewed=Review(by="bo", result="met")),
        "ONE-03": Answer(answer="met", reviewed=Review(by="bo", result="Agreed.")),
        "ONE-04": Answer(answer="partial", reviewed=Review(result="unmet")),
        "ONE-05": Answer(answer="unmet", reviewed=Review(by="bo", result="不适用")),
    }
    assert [(o.item, o.answer, o.reviewer, o.at, o.own) for o in audit(world(answers)).opinions] == [
        ("ONE-01", "met", "bo", day(-1), "partial"),
        ("ONE-04", "partial", None, None, "unmet"),
        ("ONE-05", "unmet", "bo", None, "n/a"),
    ]


def test_one_person_who_prepared_and_approved_is_named():
    def same(*signed: tuple[str, str | None]) -> tuple[str, ...]:
        signoff = tuple(Signoff(role=role, name=name) for role, name in signed)
        return audit(world({}, signoff=signoff, people={"ana": "Ana Ruiz"})).same_person

    assert same(("prepared", "ana"), ("approved", "Ana Ruiz")) == ("ana",)
    assert same(("prepared", "ana"), ("reviewed", "ana"), ("approved", "bo")) == ()
    assert same(("prepared", None), ("approved", None)) == ()
    assert same(("prepared", "bo"), ("prepared", "ana"), ("approved", "ANA")) == ("ana",)


def test_methods_are_counted_over_the_answers_that_count():
    answers = {
        "ONE-01": replace(met, method=("interview", "test")),
        "ONE-02": replace(unmet, method=("test",)),
        "ONE-03": met,
        "ONE-04": Answer(note="not yet", method=("document",)),
    }
    found = audit(world(answers))
    assert found.methods == {"interview": 1, "document": 0, "observation": 0, "test": 2}
    assert found.no_method == 1


# ---- responses, exceptions, dates ----


@pytest.mark.parametrize(
    ("said", "response"),
    [
        ({}, "none"),
        ({"owner": "ana"}, "partly-planned"),
        ({"due": day(9)}, "partly-planned"),
        ({"owner": "ana", "due": day(9)}, "planned"),
        ({"waiver": waiver()}, "accepted"),
        ({"waiver": waiver(), "owner": "ana", "due": day(9)}, "accepted"),
        ({"waiver": waiver(-9, -1), "owner": "ana"}, "partly-planned"),
        ({"waiver": waiver(1, 9)}, "none"),
    ],
)
def test_the_response_to_a_finding(said, response):
    (finding,) = audit(world({"ONE-01": replace(unmet, **said)})).findings
    assert finding.response == response


def test_what_is_late_and_what_has_no_date():
    answers = {"ONE-01": replace(unmet, due=day(-1)), "ONE-02": replace(unmet, due=TODAY), "ONE-03": unmet}
    found = audit(world(answers))
    assert [finding.overdue for finding in found.findings] == [True, False, False]
    assert found.without_due == ("F-03",)
    assert [tick.findings for tick in found.strip.ticks] == [("F-01",), ("F-02",)]


def test_waivers_that_stand_on_a_gap_are_exceptions_in_force_or_not():
    answers = {
        "ONE-01": replace(unmet, waiver=waiver()),
        "ONE-02": replace(partial, waiver=waiver(-9, -1)),
        "ONE-03": replace(met, waiver=waiver()),
    }
    assert audit(world(answers)).waived == ("ONE-01", "ONE-02")


@pytest.mark.parametrize(("today", "dating"), [(0, "today"), (1, "past"), (-1, "future")])
def test_the_day_of_the_report_against_the_day_of_writing(today, dating):
    found = audit(world({}), today=day(today))
    assert found.dating == dating
    assert (found.reproduce, found.revision) == (COMMAND, None)


def test_the_revision_is_that_of_whoever_knows_git():
    revision = Revision("c" * 40, TODAY, True, ())
    assert audit(world({}), revision=revision).revision is revision


# ---- applicability ----


def test_applicability_of_what_facts_and_the_team_set_aside():
    rows = (
        item("ONE-01"),
        item("ONE-02", applies=Applies(any=("alpha",), all=(), none=())),
        item("ONE-03"),
    )
    entry = checklist("one", rows)
    sheet = sheet_of((entry,), {"ONE-03": Answer(answer="n/a", reason="No batch runs.")}, {"alpha": "no"})
    found = audit(World(sheet, (entry,), {}, {}))
    ((name, applicable),) = found.applicability
    assert name == "one"
    assert [(one.id, one.applicability, one.facts, one.reason) for one in applicable] == [
        ("ONE-01", "applies", (), None),
        ("ONE-02", "out-of-scope", ("alpha",), None),
        ("ONE-03", "not-applicable", (), "No batch runs."),
    ]
    assert (found.out_of_scope, found.not_applicable) == (("ONE-02",), ("ONE-03",))


def test_an_answer_to_what_facts_put_out_of_scope_is_no_sample_and_no_opinion():
    rows = (item("ONE-01"), item("ONE-02", applies=Applies(any=("alpha",), all=(), none=())))
    said = Answer(answer="met", method=("test",), sample="all", reviewed=Review(by="Bo", result="unmet"))
    sheet = sheet_of((checklist("one", rows),), {"ONE-01": said, "ONE-02": said}, {"alpha": "no"})
    found = audit(World(sheet, (checklist("one", rows),), {}, {}))
    assert (found.limits.sampled, found.methods["test"], [one.item for one in found.opinions]) == (1, 1, ["ONE-01"])


def test_applicability_of_what_an_overlay_drops():
    found = audits.everything()
    rows = dict(found.applicability)["security"]
    assert [row.applicability for row in rows].count("dropped") == 1
    assert rows[-1].applicability == "dropped"
    assert rows[-1].dropped.zh_cn.startswith("由法务")
    assert rows[-1].id not in [item.id for item in found.assessment.items()]


def test_applicability_of_what_a_later_version_adds():
    lists = assessments.core(("update",))
    judged = assessments.assessment({}, lists)
    (entry,) = judged.checklists
    later = replace(judged, checklists=(replace(entry, announced=("UPD-98", "UPD-99")),))
    ((_, rows),) = audits.record(later).applicability
    assert [(row.id, row.applicability, row.statement) for row in rows[-2:]] == [
        ("UPD-98", "later", None),
        ("UPD-99", "later", None),
    ]
    assert len(rows) == len(entry.items) + 2
