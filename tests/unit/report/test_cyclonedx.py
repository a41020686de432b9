"""CycloneDX declarations: valid by the official schema, read by the official library, every reference resolved."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assessments
import comparisons
from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.report import cyclonedx
from gapsheet.report.labels import number
from gapsheet.words import LANGS, say
from official import mistakes, needs_schemas
from strategies import all_rules, worlds

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = "cyclonedx-bom-1.6.schema.json"
NAMES = ("claims-copilot", "smart-support", "not-ready", "everything", "hostile", "nothing-counted", "unanswered")

few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@cache
def sample(name: str) -> Assessment:
    made = {
        "not-ready": assessments.not_ready,
        "everything": assessments.everything,
        "hostile": assessments.hostile,
        "nothing-counted": assessments.nothing_counted,
        "unanswered": assessments.unanswered,
    }
    if name in made:
        return made[name]()
    loaded = open_sheet(f"examples/{name}/gapsheet.yaml", ROOT)
    result = judge(loaded, as_of=assessments.AS_OF, version="0", cwd=ROOT, policy=None, required=True)
    assert isinstance(result, Judged)
    return result.assessment


def bom(assessment: Assessment, lang: str = "en") -> dict[str, Any]:
    return json.loads(cyclonedx.render(assessment, lang))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


REFERENCES = ("parent", "requirement", "assessor", "target")
LISTS = ("claims", "counterClaims", "evidence", "counterEvidence", "mitigationStrategies")


def check_references(document: dict[str, Any]) -> None:
    names = [node["bom-ref"] for node in objects(document) if "bom-ref" in node]
    assert len(names) == len(set(names))
    used = [node[key] for node in objects(document) for key in REFERENCES if key in node]
    used += [
        name for node in objects(document) for key in LISTS for name in node.get(key, []) if not isinstance(name, dict)
    ]
    assert used
    assert set(used) <= set(names)


def mapped(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = [entry for attested in document["declarations"]["attestations"] for entry in attested.get("map", [])]
    return {entry["requirement"]: entry for entry in found}


def properties(node: dict[str, Any], name: str) -> list[str]:
    return [entry["value"] for entry in node["properties"] if entry["name"] == f"gapsheet:{name}"]


@needs_schemas
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_by_the_official_schema(name, lang):
    document = bom(sample(name), lang)
    assert mistakes(SCHEMA, document) == []
    check_references(document)


@needs_schemas
@few
@given(worlds(), st.none() | all_rules)
def test_any_sheet_is_valid(world, rules):
    document = bom(world.assess(rules))
    assert mistakes(SCHEMA, document) == []
    check_references(document)


@needs_schemas
def test_the_validator_sees_what_it_must():
    document = bom(sample("not-ready"))
    entry = document["declarations"]["evidence"][0]
    for node, key, wrong in (
        (document["metadata"], "timestamp", "2026-11-18"),
        (document, "serialNumber", "urn:uuid:1"),
        (entry["data"][0]["contents"], "url", "a b"),
        (document["declarations"]["attestations"][0]["map"][0]["conformance"], "score", 2),
        (document["declarations"], "signatures", {}),
    ):
        right = node.get(key)
        node[key] = wrong
        assert mistakes(SCHEMA, document), key
        if right is None:
            del node[key]
        else:
            node[key] = right
    assert mistakes(SCHEMA, document) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_the_official_library_reads_and_validates_it(name, lang):
    text = cyclonedx.render(sample(name), lang)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    read = Bom.from_json(json.loads(text))
    assert read.metadata.timestamp.date() == assessments.AS_OF
    assert [tool.name for tool in read.metadata.tools.components] == ["gapsheet"]
    assert read.serial_number.version == 5
    wanted = {f"standard:{entry.id}" for entry in (*sample(name).checklists, *sample(name).standalone)}
    assert {str(standard.bom_ref.value) for standard in read.definitions.standards} == wanted | {"policy"}
    identifiers = {need.identifier for standard in read.definitions.standards for need in standard.requirements}
    assert {item.id for item in sample(name).all_items()} <= identifiers


@few
@given(worlds(), st.none() | all_rules)
def test_every_item_is_attested_as_it_stands(world, rules):
    assessment = world.assess(rules)
    document = bom(assessment)
    entries = mapped(document)
    claims = {claim["bom-ref"]: claim for claim in document["declarations"].get("claims", [])}
    evidence = {piece["bom-ref"]: piece for piece in document["declarations"].get("evidence", [])}
    items = assessment.all_items()
    assert [name for name in entries if name.startswith("item:")] == [f"item:{item.id}" for item in items]
    for item in items:
        entry = entries[f"item:{item.id}"]
        assert entry["conformance"].get("score") == (item.credit if item.counted else None)
        assert entry["conformance"]["rationale"]
        assert bool(entry.get("claims")) == (item.state in ("met", "partial"))
        contradicted = item.assurance == "contradicted"
        assert bool(entry.get("counterClaims")) == contradicted
        assert "score" not in entry.get("confidence", {})
        assert ("confidence" in entry) == (item.assurance is not None)
        for name in entry.get("claims", []):
            backed = [piece for piece in item.evidence if piece.status != "missing"]
            assert len(claims[name].get("counterEvidence" if contradicted else "evidence", [])) == len(backed)
            assert claims[name]["target"] == document["declarations"]["targets"]["components"][0]["bom-ref"]
        strategies = entry["conformance"].get("mitigationStrategies", [])
        assert bool(strategies) == item.waived == (f"waiver:{item.id}" in evidence)
        for name in strategies:
            assert evidence[name]["created"] == f"{item.waiver.granted}T00:00:00Z"
            assert evidence[name]["expires"] == f"{item.waiver.until}T23:59:59Z"
            assert item.waiver.reason in evidence[name]["data"][0]["contents"]["attachment"]["content"]
        if item.waiver:
            assert say("en", "interop", f"waiver.{item.waiver.state}") in entry["conformance"]["rationale"] or (
                item.state == "out-of-scope"
            )
    rules_seen = {name.removeprefix("rule:"): entry for name, entry in entries.items() if name.startswith("rule:")}
    judged = assessment.gate.rules if assessment.gate else ()
    assert {name: entry["conformance"]["score"] for name, entry in rules_seen.items()} == {
        rule.rule: int(rule.passed) for rule in judged
    }


def test_each_checklist_is_a_standard_with_its_sections_as_parents():
    assessment = sample("everything")
    document = bom(assessment)
    for entry, standard in zip(
        (*assessment.checklists, *assessment.standalone), document["definitions"]["standards"], strict=False
    ):
        assert (standard["name"], standard["version"]) == (entry.title.en, entry.version)
        parents = {need["bom-ref"]: need for need in standard["requirements"] if "parent" not in need}
        assert [need["title"] for need in parents.values()] == [title.en for _, title in entry.sections]
        shown = {need["identifier"]: need for need in standard["requirements"] if "parent" in need}
        assert list(shown) == [item.id for item in entry.items]
        for item in entry.items:
            assert parents[shown[item.id]["parent"]]["identifier"] == item.section
            assert shown[item.id]["title"] == item.item.statement.en
            assert properties(shown[item.id], "weight") == [str(item.weight)]
    assert "SEC-18, Read by counsel, outside this sheet." in document["definitions"]["standards"][0]["description"]


def test_score_verdict_and_sheet_are_properties():
    assessment = sample("not-ready")
    metadata = bom(assessment)["metadata"]
    assert properties(metadata, "verdict") == ["not-ready"]
    assert properties(metadata, "score") == [str(assessment.numbers.score)]
    assert properties(metadata, "sheet-sha256") == [assessment.sheet_sha256]
    assert metadata["component"]["version"] == "1.4.0"
    assert properties(bom(sample("unanswered"))["metadata"], "score") == ["0"]
    assert properties(bom(sample("nothing-counted"))["metadata"], "score") == []


def test_what_a_trusted_revision_did_not_have_is_said():
    trust = Trust("main", "4be91c7", sheet=True, ignored=(Ignored("waiver", "SEC-11", "new"),))
    metadata = bom(replace(sample("not-ready"), trust=trust))["metadata"]
    assert properties(metadata, "trusted-commit") == ["4be91c7"]
    assert properties(metadata, "ignored") == ["waiver SEC-11 (new)"]


def test_the_change_since_the_baseline_is_said():
    compared = comparisons.with_baseline()
    metadata = bom(compared)["metadata"]
    assert properties(metadata, "baseline") == [compared.comparison.old.source]
    assert properties(metadata, "baseline-change") == [number("en", compared.comparison.change)]


def test_it_is_a_self_assessment_that_nobody_signed():
    declarations = bom(sample("not-ready"))["declarations"]
    [assessor] = declarations["assessors"]
    assert assessor["thirdParty"] is False
    assert assessor["organization"] == {"contact": [{"name": "Mina Okafor"}]}
    assert {entry["assessor"] for entry in declarations["attestations"]} == {assessor["bom-ref"]}
    assert not {"affirmation", "signature"} & {key for node in objects(declarations) for key in node}
    assert bom(sample("unanswered"))["declarations"]["assessors"] == [{"bom-ref": "assessor", "thirdParty": False}]


def test_evidence_leads_where_the_sheet_says_and_nowhere_else():
    pieces = {p["bom-ref"]: p for p in bom(sample("not-ready"))["declarations"]["evidence"]}
    seen = set()
    for item in sample("not-ready").items():
        for index, piece in enumerate(item.evidence, 1):
            shown = pieces[f"evidence:{item.id}:{index}"]
            url = shown["data"][0].get("contents", {}).get("url")
            assert url == (None if piece.status == "missing" else piece.target)
            assert ("created" in shown) == (piece.evidence.date is not None)
            assert say("en", "interop", f"evidence.{piece.status}") in shown["description"]
            seen.add(piece.status)
    assert seen == {"present", "link", "missing"}


def test_same_input_same_bytes_and_other_content_another_serial_number():
    text = cyclonedx.render(assessments.not_ready(), "en")
    assert text == cyclonedx.render(assessments.not_ready(), "en")
    assert text.isascii()
    assert text.endswith("}\n")
    numbers = {bom(sample(name), lang)["serialNumber"] for name in NAMES for lang in LANGS}
    assert len(numbers) == len(NAMES) * len(LANGS)


def test_hostile_text_is_shown_and_leads_nowhere():
    document = bom(sample("hostile"))
    texts = [value for node in objects(document) for value in node.values() if isinstance(value, str)]
    assert not [text for text in texts if re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)]
    assert any("\\u{202e}evil" in text for text in texts)
    urls = [node["url"] for node in objects(document) if "url" in node]
    assert urls
    assert not [url for url in urls if url.startswith("javascript:") or '"' in url]


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_their_language_and_machines_read_english(lang):
    document = bom(sample("not-ready"), lang)
    item = next(item for item in sample("not-ready").items() if item.state == "met")
    claims = {claim["bom-ref"]: claim for claim in document["declarations"]["claims"]}
    statement = item.item.statement.text(lang)
    assert claims[f"claim:{item.id}"]["predicate"] == say(lang, "interop", "cdx.claim.met", statement=statement)
    assert properties(document["metadata"], "verdict") == ["not-ready"]
