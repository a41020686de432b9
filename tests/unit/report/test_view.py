"""What the gap report chooses to show, in which order, in which words."""

import datetime as dt

import pytest

import assessments
from gapsheet.report.bars import PARTS, axis, percent
from gapsheet.report.view import gap_view
from gapsheet.words import LANGS


def view(judged, lang="en"):
    return gap_view(judged, lang)


def entries(shown):
    return [item for checklist in shown.checklists for item in (*checklist.gaps, *checklist.met, *checklist.aside)]


def test_every_item_is_shown_once():
    judged = assessments.not_ready()
    assert sorted(item.id for item in entries(view(judged))) == sorted(item.id for item in judged.items())


def test_gaps_come_critical_first_then_by_worth_and_waived_last():
    judged = assessments.not_ready()
    results = {item.id: item for item in judged.items()}
    for checklist in view(judged).checklists:
        gaps = [results[item.id] for item in checklist.gaps]
        keys = [(r.waived, ("critical", "high", "medium", "low").index(r.severity), -r.worth) for r in gaps]
        assert keys == sorted(keys)
        assert all(r.gap for r in gaps)


@pytest.mark.parametrize(
    ("build", "word"),
    [
        (assessments.not_ready, "Not ready"),
        (assessments.all_met, "Ready"),
        (lambda: assessments.all_met(waived=True), "Ready with waivers"),
        (assessments.no_policy, "Score"),
        (assessments.unanswered, "Not ready"),
        (assessments.nothing_counted, "Cannot be judged"),
    ],
)
def test_the_verdict_in_a_word_and_a_whole_number_that_is_cut(build, word):
    judged = build()
    verdict = view(judged).verdict
    score = judged.numbers.score
    assert verdict.word == word
    assert verdict.score == ("–" if score is None else str(score).split(".")[0])


def test_the_page_title_begins_with_the_verdict():
    whole = int(assessments.not_ready().numbers.score)
    title = f"Not ready, {whole} of 100: Claims Copilot gap report, 18 Nov 2026"
    assert view(assessments.not_ready()).page_title == title
    assert view(assessments.nothing_counted()).page_title.startswith("Cannot be judged: Claims Copilot")
    assert view(assessments.no_policy()).page_title == title.removeprefix("Not ready, ")
    assert view(assessments.not_ready(), "zh-CN").page_title.startswith(f"不通过，{whole} 分")


def test_not_ready_says_why_and_what_would_change_it():
    judged = assessments.not_ready("pilot")
    (rule,) = [rule for rule in judged.gate.rules if not rule.passed]
    way, count = judged.gate.way_to_pass, rule.actual["critical"]
    assert rule.rule == "max_open"
    assert len(way.steps) == count > 5
    assert view(judged).verdict.sentences == (
        f"{count} critical items are open.",
        f"It takes {count} actions to clear the gate (at most {way.effort_days} person-days of work on gaps).",
    )


def test_a_low_score_and_a_low_checklist_are_named():
    judged = assessments.unanswered(("privacy",))
    reasons = [outcome.rule for outcome in judged.gate.rules if not outcome.passed]
    assert reasons[:3] == ["max_open", "min_score", "min_checklist_score"]
    shown = view(judged)
    assert shown.verdict.sentences[1] == "The score is 0; the policy asks for 70."
    found = {rule.title: rule.found for rule in shown.verdict.failing}
    assert found["Every checklist at least at 50"] == f"{judged.checklists[0].title.en} 0"


def test_ready_with_waivers_says_until_when():
    assert view(assessments.all_met(waived=True)).verdict.sentences == (
        "The rules pass because 1 gap is accepted under a waiver.",
        "The first waiver ends on 30 Nov 2026 (12 days left); after that the gap counts again.",
    )


def test_a_waived_item_keeps_its_state():
    shown = view(assessments.all_met(waived=True))
    (item,) = [item for item in entries(shown) if "waived" in item.filters]
    assert (item.shape, item.state) == ("waived", "unmet")
    assert item.state_text == "Not met, waived until 30 Nov 2026"
    assert "2 not met, of which 1 waived" in [f"{e.count} {e.word}{e.extra}" for e in shown.tally]


def test_an_expired_waiver_is_announced_and_does_not_count():
    shown = view(assessments.not_ready())
    (expired,) = [waiver for waiver in shown.waivers if waiver.when == "ended 18 days ago"]
    (item,) = [item for item in entries(shown) if item.id == expired.item]
    assert item.shape == "unmet"
    assert item.flags == ("Waiver no longer counts: ended 18 days ago",)


@pytest.mark.parametrize(
    ("days", "when", "late"),
    [(-3, "3 days overdue", True), (-1, "1 day overdue", True), (0, "today", False), (1, "in 1 day", False)],
)
def test_a_due_date_says_how_far_away_it_is(days, when, late):
    lists = assessments.core(("privacy",))
    name = assessments.items(lists)[0].id
    due = assessments.AS_OF + dt.timedelta(days=days)
    judged = assessments.assessment({name: {"answer": "unmet", "due": due.isoformat()}}, lists)
    (item,) = [item for item in entries(view(judged)) if item.id == name]
    assert (item.due.when, item.due.late) == (when, late)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("mailto:sec@example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://example.org/\u202e", False),
        (" https://example.org", False),
    ],
)
def test_only_web_and_mail_addresses_become_links(url, linked):
    lists = assessments.core(("privacy",))
    name = assessments.items(lists)[0].id
    judged = assessments.assessment({name: {"answer": "met", "evidence": [{"url": url}]}}, lists)
    (item,) = [item for item in entries(view(judged)) if item.id == name]
    assert (item.evidence[0].href is not None) is linked


def test_missing_evidence_is_marked():
    shown = view(assessments.not_ready())
    missing = [piece.target for item in entries(shown) for piece in item.evidence if piece.missing]
    assert missing == ["evidence/2.json"]


def test_five_actions_and_where_the_gate_clears():
    actions = view(assessments.not_ready()).actions
    assert len(actions.rows) == 5
    assert actions.clears_after is None
    more = len(assessments.not_ready().gate.way_to_pass.steps) - 5
    assert len(actions.rest) == more
    assert actions.rest_text == f"The gate clears after {more} more actions:"
    one = assessments.items(assessments.core(("privacy",)))[0].id
    judged = assessments.assessment(
        {i.id: "met" for i in assessments.items(assessments.core(("privacy",))) if i.id != one},
        assessments.core(("privacy",)),
        policy=assessments.policy("pilot"),
    )
    assert view(judged).actions.clears_after == 1
    assert view(judged).verdict.sentences[-1].startswith("The first action below clears the gate")


def test_without_a_policy_there_is_no_verdict_and_nothing_blocks():
    shown = view(assessments.no_policy())
    assert shown.verdict.key == "none"
    assert shown.verdict.failing == shown.verdict.passing == ()
    assert not any(item.blocks for item in entries(shown))
    assert "blockers" not in [choice.value for choice in shown.filters]
    assert not any(checklist.minimum for checklist in shown.checklists)


def test_checklists_below_their_minimum_never_fold_in_the_sidebar():
    shown = view(assessments.many())
    (group,) = shown.side
    assert len(group.rows) + len(group.folded) == 30
    assert not any(entry.low for entry in group.folded)
    calm = view(assessments.many(policy_name=None)).side[0]
    assert (len(calm.rows), len(calm.folded), calm.fold) == (12, 18, "18 more checklists")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("build", [assessments.not_ready, assessments.unanswered, assessments.many])
def test_the_parts_of_a_bar_follow_each_other_to_the_end(build, lang):
    shown = view(build(), lang)
    for bar in [shown.verdict.bar, *(checklist.bar for checklist in shown.checklists)]:
        kinds = [part.kind for part in bar.parts]
        assert kinds == [kind for kind in PARTS if kind in kinds]
        end = 0.0
        for part in bar.parts:
            assert float(part.x[:-1]) == pytest.approx(end)
            end += float(part.width[:-1])
        assert end == pytest.approx(100)


def test_axis_and_percent():
    from decimal import Decimal

    span = axis([Decimal("61.8"), Decimal("74.2"), Decimal(70)])
    assert (span.low, span.high) == (60, 75)
    assert span.place(Decimal("67.5")) == 50
    assert (axis([Decimal(100)]).low, axis([Decimal(100)]).high) == (90, 100)
    assert (axis([Decimal(0)]).low, axis([Decimal(0)]).high) == (0, 10)
    assert [percent(Decimal(x)) for x in ("50.00", "0", "0.40", "100")] == ["50%", "0%", "0.4%", "100%"]
