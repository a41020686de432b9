"""SARIF logs of the gate and of `check`: the standard's schema, a real reader, GitHub's limits, and both editions."""

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sarif.loader
from hypothesis import given, settings
from hypothesis import strategies as st

import assessments
import comparisons
from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.model.assessment import Assessment
from gapsheet.model.base import LocalText
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.model.policy import Rules
from gapsheet.report import sarif_log
from gapsheet.report.sarif import STANDS_FOR_ITSELF, render, render_all
from gapsheet.words import LANGS
from sarif_logs import valid
from strategies import all_rules, worlds

ROOT = Path(__file__).resolve().parents[3]
OFFICIAL = ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.schema.json"
EDITIONS = (render, render_all)
SEVERITY_ORDER = {"critical": 0, "high": 1, "medium": 2, "low": 3}
SAMPLES = (
    assessments.not_ready,
    assessments.all_met,
    assessments.unanswered,
    assessments.nothing_counted,
    assessments.no_policy,
    assessments.everything,
    assessments.hostile,
)


def item_results(run: dict[str, Any]) -> list[dict[str, Any]]:
    return [found for found in run["results"] if "state" in found.get("properties", {})]


def gate_results(run: dict[str, Any]) -> list[str]:
    return [found["ruleId"] for found in run["results"] if "properties" not in found]


def line_of(found: dict[str, Any]) -> int:
    return int(found["locations"][0]["physicalLocation"]["region"]["startLine"])


# ---- what is a result ----


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_is_a_valid_log_with_all_its_rules(sample, edition, lang):
    judged = sample()
    run = valid(edition(judged, lang))
    gaps = [item for item in judged.items() if item.gap and (edition is render_all or not item.waived)]
    assert sorted(found["ruleId"] for found in item_results(run)) == sorted(item.id for item in gaps)
    names = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {item.id for item in judged.items()} <= names
    assert not names & {item.id for checklist in judged.standalone for item in checklist.items}
    if judged.gate is not None:
        assert {outcome.rule for outcome in judged.gate.rules} <= names
        if judged.gate.verdict in ("not-ready", "cannot-be-judged"):
            assert run["results"]


@pytest.mark.parametrize("name", ["claims-copilot", "smart-support"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_examples_are_valid_and_point_to_their_own_lines(name, edition):
    loaded = open_sheet(f"examples/{name}/gapsheet.yaml", ROOT)
    found = judge(loaded, as_of=assessments.AS_OF, version="0.1.0", cwd=ROOT, policy=None, required=True)
    assert isinstance(found, Judged)
    run = valid(edition(found.assessment, loaded.lang or "en"))
    lines = (ROOT / "examples" / name / "gapsheet.yaml").read_text(encoding="utf-8").splitlines()
    pointed = 0
    for result in item_results(run):
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == f"examples/{name}/gapsheet.yaml"
        line = lines[line_of(result) - 1]
        assert place["region"]["endColumn"] <= len(line) + 1
        if result["ruleId"] in line:
            pointed += 1
        else:
            assert (line_of(result), result["properties"]["state"]) == (1, "unanswered")
    assert pointed
    assert run["tool"]["driver"]["semanticVersion"] == "0.1.0"
    assert run["automationDetails"]["id"] == f"gapsheet/examples/{name}/gapsheet.yaml/"


@settings(max_examples=25)
@given(worlds(), all_rules, st.sampled_from(LANGS))
def test_random_sheets_are_valid_and_a_shut_gate_is_never_empty(world, rules, lang):
    judged = world.assess(rules)
    for edition in EDITIONS:
        run = valid(edition(judged, lang))
        shut = judged.gate.verdict in ("not-ready", "cannot-be-judged")
        assert not shut or [found for found in run["results"] if not found.get("suppressions")]
        severities = [SEVERITY_ORDER[found["properties"]["severity"]] for found in item_results(run)]
        assert severities == sorted(severities)


@settings(max_examples=25)
@given(worlds(), all_rules)
def test_a_failed_rule_is_a_result_unless_open_gaps_stand_for_it(world, rules):
    judged = world.assess(rules)
    run = valid(render(judged, "en"))
    said = gate_results(run)
    failed = [outcome for outcome in judged.gate.failed if outcome.rule not in STANDS_FOR_ITSELF]
    unjudged = ["cannot-be-judged"] if judged.gate.verdict == "cannot-be-judged" else []
    assert said == unjudged + [outcome.rule for outcome in failed]
    shown = {found["ruleId"] for found in item_results(run)}
    for outcome in judged.gate.failed:
        if outcome.rule in STANDS_FOR_ITSELF:
            assert outcome.items
            assert set(outcome.items) <= shown


def test_a_failed_rule_points_to_the_top_and_names_the_lines_of_its_items():
    judged = assessments.assessment(
        {"UPD-01": {"answer": "met"}, "UPD-02": {"answer": "met", "evidence": [{"url": "https://e.org"}]}},
        assessments.core(("update",)),
        policy=replace(assessments.policy("pilot"), rules=Rules(evidence_for=("critical", "high", "medium", "low"))),
    )
    run = valid(render(judged, "en"))
    found = run["results"][0]
    assert (found["ruleId"], line_of(found)) == ("evidence_for", 1)
    assert [
        (one["message"]["text"], one["physicalLocation"]["region"]["startLine"]) for one in found["relatedLocations"]
    ] == [("UPD-01", 10)]
    assert found["message"]["text"].startswith("Rule not met (policy pilot): ")


def test_a_real_reader_finds_what_stands_in_it(tmp_path):
    judged = assessments.not_ready()
    path = tmp_path / "out.sarif"
    path.write_text(render(judged, "en"), encoding="utf-8")
    reader = sarif.loader.load_sarif_file(str(path))
    assert reader.get_distinct_tool_names() == ["Gapsheet"]
    records = {record["Code"]: record for record in reader.get_records()}
    for item in judged.items():
        assert (item.id in records) == item.open
        if item.open:
            record = records[item.id]
            assert record["Location"] == "services/claims/gapsheet.yaml"
            assert int(record["Line"]) == (item.line or 1)
            level = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}[item.severity]
            assert record["Severity"] == level
            assert item.item.statement.en in record["Description"]
    assert reader.get_report().get_issue_count_for_severity("error") == sum(
        record["Severity"] == "error" for record in records.values()
    )


# ---- waivers ----


def test_waived_gaps_are_left_out_or_suppressed_and_other_waivers_suppress_nothing():
    judged = assessments.not_ready()
    states = {item.id: item.waiver.state for item in judged.items() if item.waiver is not None}
    assert set(states.values()) == {"in-force", "expired"}
    few, all_ = valid(render(judged, "en")), valid(render_all(judged, "en"))
    left_out = {found["ruleId"] for found in item_results(all_)} - {found["ruleId"] for found in item_results(few)}
    assert left_out == {name for name, state in states.items() if state == "in-force"}
    assert not [found for found in few["results"] if "suppressions" in found]
    assert all("suppressions" in found for found in all_["results"])  # all of a run have them, or none
    for found in all_["results"]:
        if found["ruleId"] not in left_out:
            assert found["suppressions"] == []
            continue
        (suppression,) = found["suppressions"]
        assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
        assert suppression["justification"] == assessments.WAIVER["reason"]
        assert suppression["location"] == found["locations"][0]
        assert suppression["properties"] == {"by": "Hana Sato, CTO", "granted": "2026-11-08", "until": "2026-11-30"}
    expired = next(name for name, state in states.items() if state == "expired")
    text = next(found["message"]["text"] for found in few["results"] if found["ruleId"] == expired)
    assert "The waiver of Hana Sato, CTO ended on 31 Oct 2026 and no longer counts." in text


def test_a_gate_that_only_waivers_shut_is_not_an_empty_file():
    lists = assessments.core(("update",))
    answers: dict[str, Any] = {item.id: "met" for item in assessments.items(lists)}
    answers["UPD-01"] = {"answer": "unmet", "waiver": assessments.WAIVER}
    policy = replace(assessments.policy("pilot"), rules=Rules(max_waived={"critical": 0, "high": 0, "medium": 0}))
    judged = assessments.assessment(answers, lists, policy=policy)
    assert judged.gate.verdict == "not-ready"
    run = valid(render(judged, "en"))
    assert [found["ruleId"] for found in run["results"]] == ["max_waived"]
    assert [one["message"]["text"] for one in run["results"][0]["relatedLocations"]] == ["UPD-01"]


# ---- baseline ----


@pytest.mark.parametrize("edition", EDITIONS)
def test_with_a_baseline_every_result_says_what_it_was(edition):
    earlier = comparisons.before()
    now = replace(assessments.not_ready(), comparison=comparisons.ordinary())
    run = valid(edition(now, "en"))
    before = {found["ruleId"]: found for found in item_results(valid(edition(earlier, "en")))}
    states = {found["ruleId"]: found["baselineState"] for found in run["results"]}
    for found in item_results(run):
        assert (found["baselineState"] == "new") == (found["ruleId"] not in before)
    assert {"new", "updated", "unchanged"} == set(states.values())
    for found in item_results(run):
        if found["baselineState"] == "unchanged":
            was = before[found["ruleId"]]["properties"]
            assert [was[key] for key in ("state", "severity", "due")] == [
                found["properties"][key] for key in ("state", "severity", "due")
            ]
    assert {state for name, state in states.items() if name in gate_results(run)} == {"new"}
    assert run["properties"]["baseline"] == {"source": "main:gapsheet.yaml", "commit": comparisons.COMMIT}


def test_the_same_sheet_twice_is_unchanged():
    now = replace(assessments.not_ready(), comparison=comparisons.unchanged())
    for edition in EDITIONS:
        run = valid(edition(now, "zh-CN"))
        assert {found["baselineState"] for found in item_results(run)} == {"unchanged"}


def test_without_a_baseline_nothing_is_said_of_one():
    for judged in (assessments.not_ready(), replace(assessments.not_ready(), comparison=comparisons.NOTHING)):
        assert not [found for found in valid(render(judged, "en"))["results"] if "baselineState" in found]


def test_what_a_trusted_revision_took_away_is_told():
    ignored = (Ignored("waiver", "SEC-02", "new"), Ignored("fact", "llm", "differs", "yes", "no"))
    judged = replace(assessments.not_ready(), trust=Trust("origin/main", comparisons.COMMIT, True, ignored))
    trust = valid(render(judged, "en"))["properties"]["trust"]
    assert trust["ignored"] == [
        {"what": "waiver", "name": "SEC-02", "why": "new"},
        {"what": "fact", "name": "llm", "why": "differs"},
    ]


# ---- identity ----


def moved(judged: Assessment, by: int, **changes: Any) -> Assessment:
    """The same answers, further down the sheet."""
    lists = tuple(
        replace(c, items=tuple(replace(i, line=None if i.line is None else i.line + by) for i in c.items))
        for c in judged.checklists
    )
    return replace(judged, checklists=lists, **changes)


def prints(judged: Assessment) -> dict[str, str]:
    run = valid(render(judged, "en"))
    return {found["ruleId"]: found["partialFingerprints"]["primaryLocationLineHash"] for found in run["results"]}


def test_an_alert_keeps_its_identity_while_lines_move_and_runs_of_two_sheets_are_told_apart():
    judged = assessments.not_ready()
    other = moved(judged, 7, sheet_path="services/文档 #2?.gapsheet.yaml", as_of=dt.date(2026, 12, 1))
    assert prints(judged) == prints(other)
    runs = [valid(render(one, "en")) for one in (judged, other)]
    assert [run["automationDetails"]["id"] for run in runs] == [
        "gapsheet/services/claims/gapsheet.yaml/",
        "gapsheet/services/%E6%96%87%E6%A1%A3%20%232%3F.gapsheet.yaml/",
    ]
    lines = [[line_of(found) for found in item_results(run)] for run in runs]
    assert lines[1] == [line + 7 if line > 1 else 1 for line in lines[0]]


def test_the_same_assessment_gives_the_same_bytes():
    for edition in EDITIONS:
        assert edition(assessments.everything(), "en") == edition(assessments.everything(), "en")
    text = render(assessments.everything(), "zh-CN")
    assert text.isascii()
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2) + "\n"


@pytest.mark.parametrize(
    ("version", "semantic"), [("1.2.3", True), ("1.2.3-rc.1", True), ("1.2.3rc1", False), ("1", False)]
)
def test_a_version_is_called_semantic_only_if_it_is(version, semantic):
    driver = valid(render(replace(assessments.all_met(), gapsheet=version), "en"))["tool"]["driver"]
    assert driver["version"] == version
    assert driver.get("semanticVersion") == (version if semantic else None)


# ---- text of strangers ----


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_text_of_a_sheet_is_text_and_of_bounded_length(edition, lang):
    text = edition(assessments.hostile(), lang)
    run = valid(text)
    for found in run["results"]:
        message = found["message"]["text"]
        assert len(message) < 20_000
        assert "](" not in message
        assert not re.search(r"@\w|\{\d", message)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", message)


def test_markdown_of_a_strangers_checklist_opens_nothing():
    bad = "# head <img src=x> [a](javascript:b) `c` @team https://evil.example " + "x" * 700
    own = LocalText(en=bad, zh_cn=bad)
    (checklist,) = assessments.core(("update",))
    section = checklist.sections[0]
    item = replace(section.items[0], statement=own, why=own, met_when=(own, own), fix=(own,), refs=("a:\u202eb",) * 30)
    mine = replace(checklist, sections=(replace(section, items=(item, *section.items[1:])),))
    run = valid(render(assessments.assessment({}, [mine]), "en"))
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == item.id)
    shown = rule["help"]["markdown"]
    assert "…" in shown
    assert shown.endswith(f"`gapsheet explain {item.id}`")
    body = shown.removesuffix(f"`gapsheet explain {item.id}`")
    assert not re.search(r"(?<!\\)[<>\[\]`]|://|@(?=\w)|^(- |\d\. )?#", body, re.MULTILINE)
    assert "](" not in rule["fullDescription"]["text"]
    assert "ref/a:\\u{202e}b" in rule["properties"]["tags"]


@given(st.text(max_size=60))
def test_any_path_is_a_relative_reference(path):
    assert re.fullmatch(r"[\w.%/~-]*", sarif_log.uri(path), re.ASCII)
