"""`gapsheet/history/v1`: every point, as its schema says."""

import json

import jsonschema
import pytest

import histories
from gapsheet.report import history_json
from gapsheet.report.wire_history import History, history_schema

CHECK = jsonschema.Draft202012Validator(history_schema())


@pytest.mark.parametrize("name", sorted(histories.ALL))
def test_every_history_fits_the_schema(name):
    text = history_json.render(histories.ALL[name]())
    data = json.loads(text)
    CHECK.check_schema(CHECK.schema)
    assert list(CHECK.iter_errors(data)) == []
    History.model_validate(data)
    assert text == json.dumps(data, sort_keys=True, indent=2) + "\n"
    assert text.isascii()


def test_every_point_is_there_newest_first():
    data = json.loads(history_json.render(histories.many()))
    dates = [point["date"] for point in data["points"]]
    assert len(dates) == 300
    assert dates == sorted(dates, reverse=True)


def test_numbers_are_the_shown_ones_and_nothing_is_null_and_not_zero():
    points = json.loads(history_json.render(histories.quarters()))["points"]
    assert (points[0]["score"], points[0]["change"], points[1]["score"], points[1]["change"]) == (62.2, 11.2, 51, None)
    lost = next(point for point in points if point["problem"])
    assert (lost["score"], lost["open"], lost["checklists"], lost["mistakes"]) == (None, None, [], 3)
    assert [point["new_checklists"] for point in points] == [False, True, False, False, False, False, False]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "gapsheet/history/v2"},
        {"as_of": "today"},
        {"points": [{}]},
        {"extra": 1},
        {"shallow": None},
    ],
    ids=str,
)
def test_what_is_not_a_history_is_refused(change):
    data = history_json.to_data(histories.quarters())
    assert list(CHECK.iter_errors(data)) == []
    assert list(CHECK.iter_errors(data | change))


def test_golden(golden):
    golden("history.json", history_json.render(histories.quarters()))
