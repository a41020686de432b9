"""JUnit XML: valid for both schemas, read by a real reader, and its counts are those of the assessment."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import junitparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import assessments
import judged
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.report import item_text
from gapsheet.report.junit import GATE, render
from gapsheet.report.view_gate import blockers
from gapsheet.words import LANGS, words
from strategies import all_rules, worlds

SCHEMAS = ("junit-10.xsd", "junit-windyroad.xsd")


@cache
def schema(name):
    path = judged.SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"{name} is kept beside the repository, in ../shared/schemas, and is not there")
    return etree.XMLSchema(etree.parse(str(path)))


def valid(text):
    document = etree.fromstring(text.encode("utf-8"))
    for name in SCHEMAS:
        found = schema(name)
        assert found.validate(document), (name, found.error_log)


def read(text):
    """Return the suites by name, as junitparser reads them."""
    return {suite.name: suite for suite in junitparser.JUnitXml.fromstring(text.encode("utf-8"))}


def kind(case):
    return {
        (): "passed",
        (junitparser.Failure,): "failure",
        (junitparser.Error,): "error",
        (junitparser.Skipped,): "skipped",
    }[tuple(type(entry) for entry in case.result)]


def case_of(text, item):
    return next(case for suite in read(text).values() for case in suite if case.name.startswith(f"{item} "))


def expected(a, item):
    """The kind of an item, said a second time: the first line that holds."""
    if item.id in blockers(a):
        return "failure"
    if item.assurance == "contradicted":
        return "error"
    if item.credit and any(piece.status == "missing" for piece in item.evidence):
        return "error"
    return "passed" if item.state == "met" else "skipped"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("sample", judged.SAMPLES)
def test_samples_keep_both_schemas_and_their_counts(sample, lang):
    a = judged.SAMPLES[sample]()
    text = render(a, lang)
    valid(text)
    assert text == render(a, lang)
    check_counts(a, text)


@given(worlds(), all_rules, st.sampled_from(LANGS))
@settings(max_examples=60)
def test_random_sheets_keep_both_schemas_and_their_counts(world, rules, lang):
    for one in (world, judged.contradicting(world)):
        a = one.assess(rules)
        text = render(a, lang)
        valid(text)
        check_counts(a, text)


def check_counts(a, text):
    suites = read(text)
    lists = (*a.checklists, *a.standalone)
    assert list(suites) == [entry.id for entry in lists] + ([GATE] if a.gate else [])
    for entry in lists:
        suite = suites[entry.id]
        assert suite.tests == len(entry.items) == len(list(suite))
        assert [kind(case) for case in suite] == [expected(a, item) for item in entry.items]
    for suite in suites.values():
        counted = Counter(kind(case) for case in suite)
        told = (suite.failures, suite.errors, suite.skipped)
        assert told == (counted["failure"], counted["error"], counted["skipped"])
    names = [(case.classname, case.name) for suite in suites.values() for case in suite]
    assert len(set(names)) == len(names)
    if a.gate:
        broken = "error" if a.numbers.score is None else None
        rules = [broken or ("passed" if rule.passed else "failure") for rule in a.gate.rules]
        assert [kind(case) for case in suites[GATE]] == rules


@pytest.mark.parametrize("sample", ["ready", "waivers", "smart-support"])
def test_a_gate_that_passes_has_no_failure(sample):
    a = judged.SAMPLES[sample]()
    assert a.gate.verdict in ("ready", "ready-with-waivers")
    assert not ET.fromstring(render(a, "en")).findall(".//failure")


def test_what_cannot_be_judged_is_not_green():
    suite = read(render(assessments.nothing_counted(), "en"))[GATE]
    assert suite.tests == suite.errors > 0
    assert suite.failures == 0
    assert all(case.result[0].message == "Cannot be judged: nothing counts" for case in suite)


def test_a_case_says_who_when_where_and_why():
    text = render(judged.example("claims-copilot"), "en")
    case = case_of(text, "SEC-02")
    assert case.classname == "gapsheet.security"
    (failure,) = case.result
    assert failure.message == "Not met. The gate fails on it: max_open"
    assert failure.type == "unmet"
    line = judged.example("claims-copilot").items()[1].line
    lines = failure.text.splitlines()
    assert lines[0].startswith("Item: SEC-02 ")
    assert "Owner: Dana Ruiz" in lines
    assert "Due: 11 Dec 2026 (in 23 days)" in lines
    assert any(one.startswith("Fails: Open items: at most ") for one in lines)
    assert lines[-1] == f"In the sheet: gapsheet.yaml:{line}"


def test_skipped_cases_say_which_kind_they_are():
    a = assessments.not_ready("pilot")
    text = render(a, "en")
    named = {item.id: case_of(text, item.id) for item in a.items()}
    told = {item.id: case.result[0].message for item in a.items() if kind(case := named[item.id]) == "skipped"}
    for item in a.items():
        if item.id in told:
            start = {
                "not-applicable": "Not applicable: The pilot customer",
                "out-of-scope": "Out of scope by these facts: ",
                "unanswered": "Not answered. No rule of the policy fails on it",
                "partial": "Partly met. No rule of the policy fails on it",
                "unmet": "Not met, waived until 30 Nov 2026" if item.waived else "Not met. No rule of the policy",
            }[item.state]
            assert told[item.id].startswith(start)
    seen = {(item.state, item.waived) for item in a.items() if item.id in told}
    assert len(seen) == 6
    waived = next(item.id for item in a.items() if item.waived)
    assert f"Waiver: 8 Nov 2026 to 30 Nov 2026, approved by Hana Sato, CTO: {assessments.WAIVER['reason']}" in (
        named[waived].result[0].text.splitlines()
    )


def test_a_baseline_that_fails_names_the_items_even_those_set_aside():
    a = judged.compared()
    assert [rule.rule for rule in a.gate.failed] == ["max_drop", "no_item_worse"]
    text = render(a, "en")
    worse = set(next(rule for rule in a.gate.rules if rule.rule == "no_item_worse").items)
    here = {item.id: item.state for item in a.items() if item.id in worse}
    assert set(here) < worse, "llm-safety is gone"
    assert {"unmet", "partial", "unanswered", "not-applicable", "out-of-scope"} == set(here.values())
    for name in here:
        (failure,) = case_of(text, name).result
        assert failure.message.endswith("The gate fails on it: no_item_worse")


def test_what_did_not_count_under_trust_is_told_by_the_gate():
    trust = Trust("main", "4be91c7", True, (Ignored("waiver", "SEC-02", "new", None, "2026-12-31\x00"),))
    text = render(replace(assessments.not_ready(), trust=trust), "en")
    valid(text)
    told = ET.fromstring(text).find(f"testsuite[@name='{GATE}']/system-out").text.splitlines()
    assert len(told) == 2
    assert told[1] == "- SEC-02: waiver until 2026-12-31\\u{0} does not count: main has none"


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_text_stays_text(lang):
    text = render(judged.hostile(), lang)
    valid(text)
    assert "]]>" not in text
    assert "<![CDATA[" not in text
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe]", text
    )
    root = ET.fromstring(text)
    allowed = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped"}
    assert {element.tag for element in root.iter()} == allowed | {"system-out", "system-err"}
    labels = tuple(label for key, label in words(lang, "junit").items() if key.startswith("label."))
    for element in root.iter():
        for value in element.attrib.values():
            assert "\n" not in value
        if element.tag in ("failure", "error", "skipped"):
            for line in element.text.splitlines():
                assert line.startswith(labels), line
                assert len(line) <= 2 * item_text.LONGEST
    assert not root.findall(".//testcase/system-out")


def test_a_thousand_items_stay_far_below_the_limits_of_gitlab():
    a = assessments.many(34, 30)
    assert len(a.items()) == 1020
    text = render(a, "en")
    assert len(text.encode("utf-8")) < 3_000_000
    assert sum(1 for _ in ET.fromstring(text).iter()) < 5_000


def test_two_sheets_of_one_pipeline_have_classes_of_their_own():
    one = assessments.no_policy()
    other = replace(one, sheet_path="services/fraud/gapsheet.yaml")
    classes = [{case.classname for s in read(render(a, "en")).values() for case in s} for a in (one, other)]
    assert "services.claims.gapsheet.security" in classes[0]
    assert not classes[0] & classes[1]


def test_without_a_policy_there_is_no_gate_and_no_failure():
    text = render(assessments.no_policy(), "en")
    assert GATE not in read(text)
    assert "Not met. No policy was applied" in text
    assert {kind(case) for suite in read(text).values() for case in suite} == {"passed", "skipped"}
