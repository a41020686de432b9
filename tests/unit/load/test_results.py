"""A saved result comes back as the snapshot that it was made from, and anything else is refused with its place."""

import copy
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from gapsheet.core.compare import snapshot_of
from gapsheet.errors import InputError
from gapsheet.load.results import parse_result
from gapsheet.model.policy import Rules
from gapsheet.report.json_v1 import render
from strategies import all_rules, worlds


def bare(snapshot):
    """A snapshot less what a result does not say: texts, lines, and what was named."""
    marks = tuple(replace(mark, statement=None, line=None) for mark in snapshot.marks)
    checklists = tuple(replace(entry, title=None) for entry in snapshot.checklists)
    return replace(snapshot, marks=marks, checklists=checklists, source="r.json", lang=None)


@settings(max_examples=60)
@given(worlds(), all_rules)
def test_what_is_saved_comes_back(world, rules):
    assessment = world.assess(rules)
    found = parse_result(render(assessment), "r.json")
    assert found == bare(snapshot_of(assessment, source="x"))


@pytest.fixture
def saved():
    from gapsheet.model.answers import Answer
    from strategies import TODAY, World, checklist, item, sheet_of

    entry = checklist("one", (item("ONE-01", "critical"), item("ONE-02")))
    world = World(sheet_of((entry,), {"ONE-01": Answer(answer="met")}, {}), (entry,), {}, {})
    return json.loads(render(world.assess(Rules(min_score=Fraction(50)), as_of=TODAY)))


def refused(data) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_result(data if isinstance(data, str) else json.dumps(data), "r.json")
    return caught.value


@pytest.mark.parametrize("text", ["", "{", "nul", "[" * 100_000, '{"a": NaN}', "\x00", '{"schema": 1'])
def test_no_json_is_said(text):
    assert refused(text).key == "result.json"


@pytest.mark.parametrize("text", ["{}", "null", "5", '{"schema": 7}', '{"schema": "gapsheet/result/v2"}'])
def test_another_document_is_said(text):
    assert refused(text).key in ("result.schema", "result.place")


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("checklists",), None, "checklists"),
        (("checklists", 0), 5, "checklists[0]"),
        (("checklists", 0, "id"), "::error::x", "checklists[0].id"),
        (("checklists", 0, "pinned"), "1", "checklists[0].pinned"),
        (("checklists", 0, "items", 1, "id"), "one\nx", "checklists[0].items[1].id"),
        (("checklists", 0, "items", 1, "state"), "fine", "checklists[0].items[1].state"),
        (("checklists", 0, "items", 1, "severity"), "huge", "checklists[0].items[1].severity"),
        (("checklists", 0, "items", 1, "weight"), 50, "checklists[0].items[1]"),
        (("checklists", 0, "items", 1, "credit"), 0.7, "checklists[0].items[1]"),
        (("checklists", 0, "items", 1, "waived"), 1, "checklists[0].items[1].waived"),
        (("checklists", 0, "items", 1, "due"), "soon", "checklists[0].items[1].due"),
        (("checklists", 0, "items", 1, "owner"), 5, "checklists[0].items[1].owner"),
        (("checklists", 0, "items", 1, "waiver"), {"state": "in-force"}, "checklists[0].items[1].waiver.until"),
        (("checklists", 0, "items", 1, "evidence"), {}, "checklists[0].items[1].evidence"),
        (("score",), 101, "score"),
        (("score",), True, "score"),
        (("gate", "verdict"), "fine", "gate.verdict"),
        (("gate", "policy"), None, "gate.policy"),
        (("as_of",), "2026-02-30", "as_of"),
    ],
)
def test_the_first_place_that_is_wrong_is_named(saved, path, value, place):
    data = copy.deepcopy(saved)
    at = data
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    found = refused(data)
    assert (found.key, found.params["place"]) == ("result.place", place)
