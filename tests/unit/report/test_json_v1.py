"""The result JSON: what it says is what the assessment holds, and its schema accepts it."""

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from gapsheet.model.answers import Answer, Waiver
from gapsheet.model.assessment import EvidenceResult
from gapsheet.report import json_v1, wire
from strategies import PIECE, RECORDED, TODAY, World, all_rules, checklist, item, sheet_of, worlds

SCHEMA = wire.result_schema()


@given(worlds(), st.none() | all_rules)
def test_any_result_validates_and_is_deterministic(world, rules):
    result = world.assess(rules)
    text = json_v1.render(result)
    assert text == json_v1.render(world.assess(rules))
    data = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    wire.Result.model_validate(data)
    assert text.isascii()
    assert text == json.dumps(data, sort_keys=True, indent=2) + "\n"


@given(worlds(), all_rules)
def test_figures_are_those_of_the_assessment(world, rules):
    result = world.assess(rules)
    data = json.loads(json_v1.render(result))
    numbers = result.numbers
    assert data["score"] == (None if numbers.score is None else float(numbers.score))
    assert data["counts"]["waived"] == numbers.counts.waived
    assert [c["id"] for c in data["checklists"]] == [c.id for c in result.checklists]
    states = [i["state"] for c in data["checklists"] for i in c["items"]]
    assert states == [i.state for i in result.items()]
    assert data["gate"]["verdict"] == result.gate.verdict
    assert [r["rule"] for r in data["gate"]["rules"]] == [o.rule for o in result.gate.rules]
    assert data["gate"]["way_to_pass"]["effort_days"] == result.gate.way_to_pass.effort_days


@given(worlds())
def test_shown_parts_add_up_in_the_file(world):
    data = json.loads(json_v1.render(world.assess()))
    if data["score"] is None:
        assert data["range"] is data["split"] is None
        return
    tenths = {name: round(part * 10) for name, part in data["split"].items()}
    assert sum(tenths.values()) == 1000
    assert tenths["checked"] + tenths["referenced"] + tenths["stated"] == round(data["score"] * 10)
    assert round(data["range"][1] * 10) == round(data["score"] * 10) + tenths["unanswered"]


def test_what_an_audit_report_records_is_in_the_result():
    waiver = Waiver(reason="r", by="b", granted=TODAY, until=TODAY, compensating_control="c", residual_risk="q")
    answers = {"ONE-01": Answer(answer="unmet", waiver=waiver, **RECORDED)}
    lists = (checklist("one", (item("ONE-01"), item("ONE-02"))),)
    found = {"ONE-01": (EvidenceResult(PIECE, "https://e.org", "link", ref="e"),)}
    data = json.loads(json_v1.render(World(sheet_of(lists, answers, {}), lists, found, {}).assess()))
    first, second = data["checklists"][0]["items"]
    day = TODAY.isoformat()
    wanted = {**RECORDED, "at": day, "method": ["document", "test"]}
    wanted["reviewed"] = {"by": "c", "at": day, "result": "unmet"}
    assert {name: first[name] for name in RECORDED} == wanted
    assert {name: second[name] for name in RECORDED} == {**dict.fromkeys(RECORDED), "method": []}
    assert (first["waiver"]["compensating_control"], first["waiver"]["residual_risk"]) == ("c", "q")
    (piece,) = first["evidence"]
    assert (piece["ref"], piece["url"], piece["collected_by"]) == ("e", "https://e.org", "b")
    assert (piece["source_system"], piece["retain_until"]) == ("s", day)


def test_schema_is_a_schema_and_refuses_unknown_keys():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["required"]) >= {"schema", "score", "range", "split", "counts", "checklists", "gate"}
