"""The CSV table: one row an item, inert in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given

from gapsheet.report import csv_table
from strategies import worlds


@given(worlds())
def test_one_row_an_item(world):
    result = world.assess()
    rows = list(csv.DictReader(io.StringIO(csv_table.render(result, "en"), newline="")))
    assert [row["item"] for row in rows] == [item.id for item in result.items()]
    assert [row["state"] for row in rows] == [item.state for item in result.items()]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\r=1", "\n=1", "\ufeff=1"])
def test_no_cell_is_a_formula(cell):
    shown = csv_table.inert(cell)
    assert not shown.lstrip("\t\r\n \ufeff").startswith(csv_table.FORMULA_STARTS)


def test_a_plain_cell_stays_as_it_is():
    assert csv_table.inert("lines, 2 = 1 + 1") == "lines, 2 = 1 + 1"


def test_a_cell_is_one_line():
    """A reader of a log must not see a line that begins with text from a sheet."""
    assert csv_table.inert("two\n::error::lines\r\nof text") == "two ::error::lines of text"


@given(worlds())
def test_chinese_starts_with_a_byte_order_mark(world):
    assert csv_table.render(world.assess(), "zh-CN").startswith("\ufeffchecklist,")
