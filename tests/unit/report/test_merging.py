"""Conflicts as a table: everything that was said, within the width, and nothing that a terminal obeys."""

import pytest

from gapsheet.core.merge import Conflict
from gapsheet.report.layout import Style
from gapsheet.report.merging import conflict_table
from gapsheet.text import width

LONG = "The scoring endpoint accepts any request from inside the VPC. " * 4
CONFLICTS = [
    Conflict("SEC-02", "note", LONG, "评分接口接受来自 VPC 内部的任何请求，没有限流。" * 4, "x" * 90),
    Conflict("SEC-01", "answer", "met", "n/a", None),
    Conflict("SEC-03", "evidence", None, ["a.json", {"file": "b.json", "title": "t"}], ["::error::\x1b[31m\u202ex"]),
]


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("with_base", [True, False])
def test_the_table_fits_and_loses_nothing(lang, columns, with_base):
    text = conflict_table(CONFLICTS, Style(lang, columns), with_base=with_base)
    assert all(width(line) <= columns for line in text.splitlines())
    assert all(line.startswith("  ") for line in text.splitlines())
    assert text.count("x") >= 90
    assert text.count("评") == 4
    assert not set("\x1b\u202e") & set(text)
    if with_base:
        assert text.count("scoring") == 4


def test_answers_are_said_in_words_and_items_are_in_order():
    lines = conflict_table(CONFLICTS[1:2], Style("en", 120), with_base=True).splitlines()
    assert [part.strip() for part in lines[1].split("  ") if part] == [
        "SEC-01",
        "answer",
        "Met",
        "Not applicable",
        "(empty)",
    ]
    lines = conflict_table(CONFLICTS, Style("en", 120), with_base=True).splitlines()
    assert [line[2:8] for line in lines if line[2:5] == "SEC"] == ["SEC-01", "SEC-02", "SEC-03"]
