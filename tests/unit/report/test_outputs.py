"""Outputs for later steps: always every name, one line each, nothing that a sheet could add."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

import assessments
import reviews
import strategies
from gapsheet.model.comparison import NothingToCompare
from gapsheet.report import outputs
from gapsheet.words import LANGS

NAMES = [
    "verdict",
    "score",
    "change",
    "worse",
    "open",
    "blocking",
    "waived",
    "failed-rules",
    "ignored",
    "policy",
    "as-of",
    "sheet",
]


def read(judged, lang="en"):
    text = outputs.render(judged, lang)
    assert text.endswith("\n")
    pairs = [line.partition("=") for line in text[:-1].split("\n")]
    assert len(text.splitlines()) == len(pairs)  # no other line break, as Python and the runner know them
    assert [name for name, _, _ in pairs] == NAMES
    return {name: value for name, _, value in pairs}


def test_says_what_the_gate_found():
    judged = reviews.pull_request()
    found = read(judged)
    assert found["verdict"] == "not-ready"
    assert found["score"] == str(judged.numbers.score)
    assert found["change"] == str(judged.comparison.change)
    assert found["worse"] == "3"
    assert found["open"] == str(judged.numbers.counts.open)
    assert found["failed-rules"] == "max_open,min_score,require_checklists"
    assert found["ignored"] == str(len(judged.trust.ignored))
    assert found["policy"] == "launch"
    assert found["as-of"] == "2026-11-18"
    assert found["sheet"] == "services/claims/gapsheet.yaml"


@pytest.mark.parametrize(
    "build", [assessments.unanswered, assessments.nothing_counted, assessments.no_policy, assessments.all_met]
)
def test_every_name_is_always_there(build):
    found = read(build())
    assert found["change"] == found["worse"] == found["ignored"] == ""


def test_nothing_counted_has_no_score():
    found = read(assessments.nothing_counted())
    assert (found["verdict"], found["score"]) == ("cannot-be-judged", "")


def test_without_a_policy_there_is_no_verdict():
    found = read(assessments.no_policy())
    assert (found["verdict"], found["policy"], found["failed-rules"]) == ("", "", "")


def test_nothing_to_compare_is_no_change():
    judged = replace(assessments.not_ready(), comparison=NothingToCompare("main:gapsheet.yaml", "4be91c7"))
    assert (read(judged)["change"], read(judged)["worse"]) == ("", "")


def test_both_languages_give_the_same():
    assert len({outputs.render(reviews.pull_request(), lang) for lang in LANGS}) == 1


def test_a_path_adds_no_line():
    judged = replace(assessments.not_ready(), sheet_path="a\nverdict=ready\r\x85\u2028\x0bx<<EOF")
    found = read(judged)
    assert found["verdict"] == "not-ready"
    assert found["sheet"].startswith("a\\u{a}verdict=ready")


@given(strategies.worlds(), strategies.all_rules)
@settings(max_examples=30)
def test_any_sheet_has_every_name(world, rules):
    judged = world.assess(rules)
    assert read(judged)["verdict"] == judged.gate.verdict
