"""GitLab Code Quality: every entry keeps the server's schema, and every gap and failing rule is there once."""

import json
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assessments
import judged
from gapsheet.report.gitlab import SEVERITIES, render
from gapsheet.report.view_gate import blockers
from gapsheet.words import LANGS
from strategies import all_rules, worlds

WORDS = ("info", "minor", "major", "critical", "blocker")
LEVELS = dict(zip(("critical", "high", "medium", "low"), ("critical", "major", "minor", "info"), strict=True))


@cache
def official():
    path = judged.SCHEMAS / "gitlab-codequality-item.schema.json"
    if not path.is_file():
        pytest.skip("GitLab's schema is kept beside the repository, in ../shared/schemas, and is not there")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def entries(a, lang="en"):
    """Return the entries by what they check, each held against the schema and what GitLab's documentation asks."""
    text = render(a, lang)
    assert text == render(a, lang)
    assert text.isascii()
    assert text.startswith("[")
    found = json.loads(text)
    for entry in found:
        assert [error.message for error in official().iter_errors(entry)] == []
        assert set(entry) == {"check_name", "description", "fingerprint", "location", "severity"}
        assert entry["severity"] in WORDS
        assert entry["description"]
        assert entry["location"]["lines"]["begin"] >= 1
    prints = [entry["fingerprint"] for entry in found]
    assert len(set(prints)) == len(prints)
    by_name = {entry["check_name"]: entry for entry in found}
    assert len(by_name) == len(found)
    return by_name


def check_entries(a, lang="en"):
    found, named = entries(a, lang), blockers(a)
    items = {item.id: item for item in a.items()}
    told = {name for name, i in items.items() if i.gap or i.assurance == "contradicted" or name in named}
    assert told == set(found) & set(items)
    for name in told:
        item = items[name]
        expected = "blocker" if name in named else "info" if item.waived else LEVELS[item.severity]
        assert found[name]["severity"] == expected
        assert found[name]["location"]["lines"]["begin"] == (item.line or 1)
    others = {name: entry for name, entry in found.items() if name not in items}
    assert all(entry["severity"] == "blocker" for entry in others.values())
    if a.gate is None:
        assert not others
    elif a.numbers.score is None:
        assert set(others) == {"gate"}
    else:
        failed = {rule.rule for rule in a.gate.failed}
        assert set(others) <= failed
        for rule in a.gate.failed:
            assert rule.rule in others or set(rule.items) & told, rule.rule
        assert a.gate.verdict != "not-ready" or "blocker" in {entry["severity"] for entry in found.values()}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("sample", judged.SAMPLES)
def test_samples(sample, lang):
    check_entries(judged.SAMPLES[sample](), lang)


@given(worlds(), st.none() | all_rules, st.sampled_from(LANGS))
@settings(max_examples=60)
def test_random_sheets(world, rules, lang):
    check_entries(world.assess(rules), lang)
    check_entries(judged.contradicting(world).assess(rules), lang)


def test_severities_are_those_of_the_product():
    assert SEVERITIES == LEVELS


def test_an_example_reads_like_a_sentence():
    found = entries(judged.example("claims-copilot"))["SEC-02"]
    assert found["description"] == (
        "SEC-02 Not met: Production model endpoints require authentication and rate limits "
        "(Critical; fails max_open; Owner: Dana Ruiz; Due: 11 Dec 2026)"
    )
    assert found["location"]["path"] == "gapsheet.yaml"


def test_a_waived_item_is_there_as_info_and_says_so():
    a = assessments.all_met(waived=True)
    waived = next(item.id for item in a.items() if item.waived)
    entry = entries(a)[waived]
    assert entry["severity"] == "info"
    assert "Not met, waived until 30 Nov 2026: " in entry["description"]
    assert "waiver approved by Hana Sato, CTO: One pilot customer; " in entry["description"]


def test_rules_about_sums_have_entries_of_their_own():
    found = entries(assessments.not_ready())
    assert found["min_score"]["description"] == (
        "The gate rule min_score fails. Overall score at least 70; found: 67.9. Close gaps worth 2.1 points."
    )
    assert "max_open" not in found
    assert "require_checklists" in found


def test_an_item_that_is_gone_leaves_the_rule_in_its_place():
    found = entries(judged.compared())
    assert {"max_drop", "no_item_worse"} <= set(found)
    assert found["UPD-13"]["severity"] == "blocker"
    assert found["UPD-13"]["description"].startswith("UPD-13 Not applicable: ")


def test_the_fingerprint_is_that_of_the_item_and_not_of_its_line_or_answer():
    answers = {name: answer for name, answer in assessments.not_ready().sheet.answers.items() if answer.answer}
    lists = assessments.core()
    before = entries(assessments.assessment(answers, lists))
    moved = {"SEC-02": {"answer": "unmet", "note": "changed"}} | {k: v for k, v in answers.items() if k != "SEC-02"}
    after = entries(assessments.assessment(moved, lists))
    assert before["SEC-02"] != after["SEC-02"]
    assert {n: e["fingerprint"] for n, e in before.items()} == {n: e["fingerprint"] for n, e in after.items()}
    chinese = entries(assessments.assessment(answers, lists), "zh-CN")
    assert {n: e["fingerprint"] for n, e in before.items()} == {n: e["fingerprint"] for n, e in chinese.items()}


def test_sheets_of_one_repository_have_fingerprints_of_their_own():
    one = assessments.not_ready()
    other = replace(one, sheet_path="services/fraud/gapsheet.yaml")
    prints = [{entry["fingerprint"] for entry in entries(a).values()} for a in (one, other)]
    assert not prints[0] & prints[1]


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_text_is_one_visible_line_and_short(lang):
    found = entries(judged.hostile(), lang)
    assert found
    for entry in found.values():
        assert entry["description"].isprintable()
        assert len(entry["description"]) < 3000
        assert entry["location"]["path"].isprintable()


def test_nothing_to_say_is_an_empty_array():
    lists = assessments.core(("privacy",))
    clean = assessments.assessment({item.id: "met" for item in assessments.items(lists)}, lists)
    assert render(clean, "en") == "[]\n"
