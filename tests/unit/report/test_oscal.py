"""OSCAL: valid by NIST's schemas, every reference leads somewhere, and nothing that counts is missing."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import assessments
import comparisons
from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.report import oscal, oscal_poam, oscal_results
from gapsheet.report.labels import number
from gapsheet.words import LANGS, say
from official import is_reference, is_uri, mistakes, needs_schemas
from strategies import all_rules, worlds

ROOT = Path(__file__).resolve().parents[3]
RESULTS = "oscal-1.2.1/oscal-assessment-results.schema.json"
PLAN = "oscal-1.2.1/oscal-poam.schema.json"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@cache
def example(name: str) -> Assessment:
    loaded = open_sheet(f"examples/{name}/gapsheet.yaml", ROOT)
    result = judge(loaded, as_of=assessments.AS_OF, version="0", cwd=ROOT, policy=None, required=True)
    assert isinstance(result, Judged)
    return result.assessment


SAMPLES = {
    "claims-copilot": lambda: example("claims-copilot"),
    "smart-support": lambda: example("smart-support"),
    "not-ready": assessments.not_ready,
    "everything": assessments.everything,
    "hostile": assessments.hostile,
    "nothing-counted": assessments.nothing_counted,
    "unanswered": assessments.unanswered,
    "no-policy": assessments.no_policy,
    "waived": lambda: assessments.all_met(waived=True),
}


@cache
def sample(name: str) -> Assessment:
    return SAMPLES[name]()


def results(assessment: Assessment, lang: str = "en") -> dict[str, Any]:
    return json.loads(oscal_results.render(assessment, lang))


def plan(assessment: Assessment, lang: str = "en") -> dict[str, Any]:
    return json.loads(oscal_poam.render(assessment, lang))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


def declared(document: Any) -> list[str]:
    return [node["uuid"] for node in objects(document) if "uuid" in node]


def referred(document: Any) -> list[str]:
    found = []
    for node in objects(document):
        for key, value in node.items():
            if key.endswith("-uuid"):
                found.append(value)
            elif key == "party-uuids":
                found += value
            elif key == "href" and value.startswith("#"):
                found.append(value[1:])
    return found


def check_references(document: Any) -> None:
    names = declared(document)
    assert set(referred(document)) <= set(names)
    assert not [name for name in names if not UUID.fullmatch(name)]
    assert len(names) == len(set(names))
    roles = {node["role-id"] for node in objects(document) if "role-id" in node}
    known = next(iter(document.values()))["metadata"].get("roles", [])
    assert roles <= {role["id"] for role in known}


def value(node: dict[str, Any], name: str) -> list[str]:
    assert all(entry["ns"] == oscal.NS for entry in node["props"])
    return [entry["value"] for entry in node["props"] if entry["name"] == name]


def by_item(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {node["target"]["target-id"]: node for node in nodes}


@needs_schemas
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_both_documents_are_valid_and_every_reference_leads_somewhere(name, lang):
    for document, schema in ((results(sample(name), lang), RESULTS), (plan(sample(name), lang), PLAN)):
        assert mistakes(schema, document) == []
        check_references(document)


@needs_schemas
@few
@given(worlds(), st.none() | all_rules)
def test_any_sheet_gives_valid_documents(world, rules):
    assessment = world.assess(rules)
    for document, schema in ((results(assessment), RESULTS), (plan(assessment), PLAN)):
        assert mistakes(schema, document) == []
        check_references(document)


@needs_schemas
def test_the_validator_sees_what_it_must():
    """A check of the check: patterns on ECMAScript, formats, empty lists."""
    document = results(sample("nothing-counted"))
    body = document["assessment-results"]
    result = body["results"][0]
    for node, key, wrong in (
        (body["import-ap"], "href", "a b"),
        (result, "start", "2026-11-18T00:00:00"),
        (result, "observations", []),
        (result["reviewed-controls"]["control-selections"][0]["include-controls"][0], "control-id", "1.2"),
        (body["metadata"]["props"][0], "ns", "no uri"),
    ):
        right = node[key]
        node[key] = wrong
        assert mistakes(RESULTS, document), key
        node[key] = right
    assert mistakes(RESULTS, document) == []


@few
@given(worlds(), st.none() | all_rules)
def test_every_item_has_a_finding_or_a_reason_why_not(world, rules):
    assessment = world.assess(rules)
    body = results(assessment)["assessment-results"]
    result = body["results"][0]
    found = by_item(result.get("findings", []))
    for item in assessment.items():
        assert (item.id in found) == item.counted
        if not item.counted:
            titles = [o["title"] for o in result["observations"] if o["types"] == [item.state]]
            assert any(shown.startswith(f"{item.id} ") for shown in titles)
            continue
        status = found[item.id]["target"]["status"]
        assert status["state"] == ("not-satisfied" if item.gap else "satisfied")
        expected = {"met": "pass", "unmet": "fail"}.get(item.state, item.state)
        assert status["reason"] == ("contradicted" if item.assurance == "contradicted" else expected)
        assert value(found[item.id], "credit") == [{0: "0", 1: "1"}.get(item.credit, "0.5")]
    selected = result["reviewed-controls"]["control-selections"]
    included = [c["control-id"] for s in selected for c in s["include-controls"]]
    excluded = [c["control-id"] for s in selected for c in s.get("exclude-controls", [])]
    assert included == [item.id for item in assessment.items()]
    assert excluded == [item.id for item in assessment.items() if not item.counted]
    objectives = body["local-definitions"]["objectives-and-methods"]
    assert [o["parts"][0]["id"] for o in objectives] == included


@few
@given(worlds(), all_rules)
def test_gaps_are_risks_and_a_waiver_in_force_is_an_approved_deviation(world, rules):
    assessment = world.assess(rules)
    risks = results(assessment)["assessment-results"]["results"][0].get("risks", [])
    gaps = [item for item in assessment.items() if item.gap]
    assert [r["title"].split()[0] for r in risks] == [item.id for item in gaps]
    for item, entry in zip(gaps, risks, strict=True):
        assert (entry["status"] == "deviation-approved") == item.waived
        assert entry["status"] in ("deviation-approved", "open")
        assert bool(entry.get("mitigating-factors")) == item.waived
        assert ("risk-log" in entry) == (item.waiver is not None)
        if item.waived:
            assert entry["deadline"] == f"{item.waiver.until}T23:59:59Z"
            assert value(entry, "waived") == ["yes"]
        for logged in entry.get("risk-log", {}).get("entries", []):
            assert ("status-change" in logged) == item.waived
            assert value(logged, "waiver-state") == [item.waiver.state]


@few
@given(worlds(), st.none() | all_rules)
def test_every_gap_is_in_the_plan_once_in_the_order_of_what_to_do_first(world, rules):
    assessment = world.assess(rules)
    body = plan(assessment)["plan-of-action-and-milestones"]
    rows = body["poam-items"]
    gaps = [row["title"].split()[0] for row in rows if value(row, "kind") == ["gap"]]
    wanted = list(dict.fromkeys(action.step.item for action in assessment.actions if action.step.item))
    counted = {item.id: item for item in assessment.items()}
    assert gaps == [name for name in wanted if counted[name].gap]
    assert sorted(gaps) == sorted(item.id for item in assessment.items() if item.gap)
    steps = [value(row, "action")[0] for row in rows if value(row, "kind") == ["step"]]
    assert "close" not in steps
    assert (value(rows[0], "kind") == ["nothing-to-do"]) == (not assessment.actions)
    if assessment.actions:
        assert [value(row, "position") for row in rows] == [[str(n)] for n in range(1, len(rows) + 1)]
    for row in rows:
        assert bool(row.get("related-findings")) == bool(row.get("related-risks")) == (value(row, "kind") == ["gap"])


def test_a_sheet_without_gaps_has_a_plan_that_says_so():
    lists = assessments.core(("drift",))
    answers = {i.id: {"answer": "met"} for i in assessments.items(lists)}
    body = plan(assessments.assessment(answers, lists))["plan-of-action-and-milestones"]
    assert [row["title"] for row in body["poam-items"]] == ["Nothing to do"]
    assert not {"risks", "findings", "observations"} & set(body)


def test_the_plan_goes_on_with_steps_that_close_nothing():
    rows = plan(sample("not-ready"))["plan-of-action-and-milestones"]["poam-items"]
    added = [row for row in rows if value(row, "action") == ["add-checklist"]]
    assert [(row["title"], value(row, "kind")) for row in added] == [
        ("Add the checklist llm-safety to the sheet and answer it", ["step"])
    ]


def test_gaps_of_a_rubric_come_last_and_say_so():
    assessment = sample("everything")
    rows = plan(assessment)["plan-of-action-and-milestones"]["poam-items"]
    alone = [row["title"].split()[0] for row in rows if value(row, "stands-alone") == ["yes"]]
    assert alone == [item.id for entry in assessment.standalone for item in entry.items if item.gap]
    assert [row["title"].split()[0] for row in rows[-len(alone) :]] == alone
    extra = results(assessment)["assessment-results"]["results"][1:]
    assert [value(entry, "native-score") for entry in extra] == [[str(assessment.standalone[0].native.score)]]


def test_the_two_documents_speak_of_the_same_findings_and_risks():
    first = results(sample("not-ready"))["assessment-results"]["results"][0]
    second = plan(sample("not-ready"))["plan-of-action-and-milestones"]
    for kind in ("findings", "risks", "observations"):
        known = {node["uuid"]: node for node in first[kind]}
        assert second[kind]
        assert all(known[node["uuid"]] == node for node in second[kind])


def test_figures_rules_and_the_verdict_are_properties():
    assessment = sample("not-ready")
    result = results(assessment)["assessment-results"]["results"][0]
    assert value(result, "verdict") == ["not-ready"]
    assert value(result, "score") == [str(assessment.numbers.score)]
    counts = {e["class"]: e["value"] for e in result["props"] if e["name"] == "count"}
    assert counts["waived"] == str(assessment.numbers.counts.waived) != "0"
    rules = [o for o in result["observations"] if o["types"] == ["policy-rule"]]
    assert [value(o, "rule")[0] for o in rules] == [rule.rule for rule in assessment.gate.rules]
    assert [value(o, "passed")[0] for o in rules] == ["yes" if r.passed else "no" for r in assessment.gate.rules]


def test_evidence_is_dated_named_and_never_examined():
    assessment = sample("not-ready")
    seen = results(assessment)["assessment-results"]["results"][0]["observations"]
    pieces = [o for o in seen if o["types"] == ["evidence"]]
    found = [(item, piece) for item in assessment.items() for piece in item.evidence]
    assert len(pieces) == len(found) > 10
    assert {piece.status for _, piece in found} == {"present", "link", "missing"}
    for shown, (item, piece) in zip(pieces, found, strict=True):
        assert value(shown, "item") == [item.id]
        assert shown["methods"] == ["UNKNOWN"]
        date = piece.evidence.date
        assert shown["collected"] == f"{date or assessments.AS_OF}T00:00:00Z"
        assert value(shown, "date") == ["given" if date else "assumed"]
        assert ("href" in shown["relevant-evidence"][0]) == (piece.status != "missing")
        assert "expires" not in shown


def test_people_have_names_and_roles():
    metadata = results(sample("not-ready"))["assessment-results"]["metadata"]
    names = {party["uuid"]: party["name"] for party in metadata["parties"]}
    assert "Hana Sato, CTO" in names.values()
    [assessor] = metadata["responsible-parties"]
    assert [names[uuid] for uuid in assessor["party-uuids"]] == ["Mina Okafor"]
    nobody = results(sample("unanswered"))["assessment-results"]["metadata"]
    assert not {"parties", "roles", "responsible-parties"} & set(nobody)


def test_there_is_no_plan_and_the_document_says_so():
    body = results(sample("not-ready"))["assessment-results"]
    resources = {node["uuid"]: node for node in body["back-matter"]["resources"]}
    assert resources[body["import-ap"]["href"].removeprefix("#")]["title"] == "No assessment plan"


def test_what_an_overlay_drops_and_why_is_said():
    result = results(sample("everything"))["assessment-results"]["results"][0]
    assert (
        "SEC-18 (Read by counsel, outside this sheet.)"
        in result["reviewed-controls"]["control-selections"][0]["remarks"]
    )


def test_what_a_trusted_revision_did_not_have_is_said():
    ignored = (Ignored("waiver", "SEC-11", "new"), Ignored("policy", "launch", "differs", "launch", "pilot"))
    trusted = replace(sample("not-ready"), trust=Trust("main", "4be91c7", sheet=True, ignored=ignored))
    result = results(trusted)["assessment-results"]["results"][0]
    assert value(result, "trusted-commit") == ["4be91c7"]
    [said] = [o for o in result["observations"] if o["types"] == ["ignored"]]
    assert [(e["name"], e["value"], e["class"]) for e in said["props"]] == [
        ("waiver", "SEC-11", "new"),
        ("policy", "launch", "differs"),
    ]


@needs_schemas
def test_the_change_since_the_baseline_is_said():
    compared = comparisons.with_baseline()
    document = results(compared)
    assert mistakes(RESULTS, document) == []
    result = document["assessment-results"]["results"][0]
    assert value(result, "baseline") == [compared.comparison.old.source]
    assert value(result, "baseline-change") == [number("en", compared.comparison.change)]
    assert tuple(value(result, "worse")) == compared.comparison.worse != ()
    first = results(comparisons.with_baseline(comparisons.NOTHING))["assessment-results"]["results"][0]
    assert value(first, "baseline") == []


@pytest.mark.parametrize("render", [oscal_results.render, oscal_poam.render])
def test_same_input_same_bytes_and_identifiers_outlive_a_change(render):
    assert render(assessments.not_ready(), "en") == render(assessments.not_ready(), "en")
    text = render(sample("not-ready"), "zh-CN")
    assert text.isascii()
    assert text.endswith("}\n")
    later = replace(sample("not-ready"), as_of=dt.date(2027, 1, 1), sheet_sha256="0" * 64)
    assert declared(json.loads(render(later, "en"))) == declared(json.loads(render(sample("not-ready"), "en")))
    other = replace(later, sheet_path="other.yaml")
    assert not set(declared(json.loads(render(other, "en")))) & set(declared(json.loads(text)))


@pytest.mark.parametrize("render", [oscal_results.render, oscal_poam.render])
def test_hostile_text_stays_text(render):
    """What OSCAL reads as Markdown holds no HTML, link, image, heading, list or code of a sheet's making."""
    document = json.loads(render(sample("hostile"), "en"))
    allowed = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "bullet_list_open"}
    allowed |= {"bullet_list_close", "list_item_open", "list_item_close"}
    read = 0
    for node in objects(document):
        assert "javascript:" not in node.get("href", "")
        for key in ("title", "description", "remarks", "statement", "prose"):
            text = node.get(key)
            if not isinstance(text, str):
                continue
            read += 1
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
            tokens = MarkdownIt("commonmark").parse(text)
            kinds = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or ()}
            assert kinds <= allowed, (text[:200], kinds - allowed)
    assert read > 100
    for node in objects(document):
        for entry in node.get("props", []):
            assert "\n" not in entry["value"]


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_their_language_and_machines_read_english(lang):
    body = results(sample("not-ready"), lang)["assessment-results"]
    assert body["results"][0]["title"] == say(lang, "interop", "oscal.result.title")
    item = sample("not-ready").items()[0]
    shown = by_item(body["results"][0]["findings"])[item.id]
    assert oscal.line(item.item.statement.text(lang)) in shown["title"]
    assert value(shown, "state") == [item.state]


@pytest.mark.parametrize("text", ["", "1.2", "SEC-01", "a b", "中文", "-x", "é/ü", "²"])
def test_a_token_is_a_token(text):
    regress = pytest.importorskip("regress", reason="check-jsonschema brings the ECMAScript engine")
    assert regress.Regex(r"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$", "u").find(oscal.token(text)) is not None


@given(st.text(alphabet=st.sampled_from("aZ09%-./:?#[]@!$&'()*+,;=<>\"\\^`{|} é中\u202e"), max_size=30))
def test_addresses_and_paths_are_uris(tail):
    assert is_reference(oscal.file_uri(tail))
    for start in ("https://example.org/", "https://example.org", "http://u:p@[::1]", "mailto:"):
        address = oscal.web_uri(start + tail)
        assert address is None or is_uri(address), address


def test_a_plain_address_stays_as_it_is():
    for address in ("https://example.org/a?b=1&c=%20#d", "http://u@example.org:80", "mailto:a@example.org"):
        assert oscal.web_uri(address) == address
    assert oscal.web_uri("javascript:alert(1)") is None
    assert oscal.web_uri("https://例子.cn/路径?a[0]=1") == (
        "https://%E4%BE%8B%E5%AD%90.cn/%E8%B7%AF%E5%BE%84?a%5B0%5D=1"
    )


def test_a_paragraph_of_markdown_starts_nothing():
    text = "# a\n- b\n1. c\n2) d\n===\n+ e\n> f\n    code\n***\n~~~\n| a |\n|---|"
    tokens = MarkdownIt("commonmark").enable("table").parse(oscal.block(text))
    assert {t.type for t in tokens} == {"paragraph_open", "paragraph_close", "inline"}
