"""An item as it is asked: within the columns in both languages, and nothing of a sheet begins a line."""

import datetime as dt
from dataclasses import replace

import pytest

from assessments import everything
from gapsheet.model.answers import Answer, Evidence, Waiver
from gapsheet.report.layout import Style
from gapsheet.report.question_text import render
from gapsheet.text import width

FULL = Answer(
    answer="partial",
    note="line one\n::error::two",
    owner="dana\u202e",
    due=dt.date(2026, 12, 5),
    evidence=(Evidence(file="a.json"), Evidence(url="https://x.example/b"), Evidence(ref="pen-test")),
    waiver=Waiver(reason="One pilot.", by="hana", granted=dt.date(2026, 11, 1), until=dt.date(2026, 11, 30)),
)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_every_item_keeps_to_the_columns(lang, columns):
    for result in everything().items():
        lines = render(replace(result, answer=FULL), Style(lang, columns)).splitlines()
        words = [word for line in lines for word in line.split()]
        longest = max(width(word) for word in words if word.isascii())
        assert all(width(line) <= max(columns, longest + len(result.id) + 4) for line in lines)
        assert lines[0].startswith(f"{result.id}  ")
        assert all(line.startswith("  ") for line in lines[1:])
        assert sum(line.lstrip().startswith("- ") for line in lines) == len(result.item.met_when)


def test_what_was_said_before_is_shown_after_labels_of_ours():
    result = replace(everything().items()[0], answer=FULL)
    lines = [line.strip() for line in render(result, Style("en", 120)).splitlines()]
    assert lines[-8:] == [
        "Now: Partly met",
        "Note: line one ::error::two",
        "Owner: dana\\u{202e}",
        "Due: 2026-12-05",
        "Evidence: a.json",
        "Evidence: https://x.example/b",
        "Evidence: pen-test",
        "Waiver: until 2026-11-30, One pilot.",
    ]
    bare = render(replace(result, answer=None), Style("en", 120))
    assert "Now" not in bare
    assert "Good looks like:" in bare
