"""A comparison for programs: what it says, and that its schema describes it."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import comparisons
from gapsheet.report.diff_json import render, to_data
from gapsheet.report.wire_diff import NothingToCompare, diff_schema

CASES = ("ordinary", "unlike", "unchanged", "apart", "bare", "many", "hostile")


@pytest.mark.parametrize("name", CASES)
def test_the_schema_describes_it(name):
    data = json.loads(render(getattr(comparisons, name)()))
    schema = diff_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)


@given(st.sampled_from(["like_for_like", "changes", "bridge", "worse", "unchanged", "old", "schema"]))
def test_the_schema_misses_nothing(key):
    data = json.loads(render(comparisons.ordinary()))
    del data[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, diff_schema(), jsonschema.Draft202012Validator)


def test_effects_add_up_from_one_score_to_the_other():
    for name in ("ordinary", "unlike"):
        data = json.loads(render(getattr(comparisons, name)()))
        total = round(sum(row["effect"] for row in data["changes"]), 1)
        assert total == round(data["new"]["score"] - data["old"]["score"], 1)
        assert total == round(sum(step["effect"] for step in data["bridge"]), 1)


def test_says_who_is_compared_and_what_changed():
    data = to_data(comparisons.unlike())
    assert data["old"] == {
        "source": "main:gapsheet.yaml",
        "system": "Claims Copilot",
        "commit": comparisons.COMMIT,
        "date": "2026-08-20",
        "score": data["bridge"][0]["before"],
        "verdict": "not-ready",
        "policy": "pilot",
        "open": 45,
    }
    assert data["like_for_like"] is False
    assert {row["kind"] for row in data["changes"]} == {"slipped", "improved", "new", "removed", "reweighted"}
    security = next(row for row in data["checklists"] if row["id"] == "security")
    assert (security["old_pinned"], security["new_pinned"], security["change"]) == ("1.0", "2.0", None)


def test_is_sorted_ascii_and_ends_with_a_line_feed():
    text = render(comparisons.hostile())
    assert text.isascii()
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert "\x1b" not in text


def test_nothing_to_compare_has_a_shape_of_its_own():
    assert NothingToCompare(**to_data(comparisons.NOTHING)).commit == comparisons.COMMIT
