"""The CSV table: one row an item, inert in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comparisons
import judged
from gapsheet.report import csv_table
from strategies import worlds

FORMULA = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫SUM(A1)", "−1")
BEFORE = ("", " ", "\t", "\r", "\n", "\r\n", "\u3000", "\xa0", "\x1f", '"', "'", ' " ', "“", "＂", "`")


@given(worlds())
def test_one_row_an_item(world):
    result = world.assess()
    rows = list(csv.DictReader(io.StringIO(csv_table.render(result, "en"), newline="")))
    assert [row["item"] for row in rows] == [item.id for item in result.items()]
    assert [row["state"] for row in rows] == [item.state for item in result.items()]


def starts_a_formula(cell):
    """Tell whether a spreadsheet could take a cell for a formula, however much it strips first; an apostrophe tells."""
    return cell.lstrip(' \t\r\n\u3000\xa0"“＂`').startswith(csv_table.FORMULA_STARTS)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("formula", FORMULA)
def test_no_cell_is_a_formula(formula, before):
    shown = csv_table.inert(before + formula)
    assert shown.startswith("'")
    assert not starts_a_formula(shown)
    assert formula in shown


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\x00", "\u202e"])
def test_what_cannot_be_seen_does_not_hide_a_formula(invisible):
    assert csv_table.inert(f"{invisible}=1") == f"\\u{{{ord(invisible):x}}}=1"


@pytest.mark.parametrize("formula", FORMULA)
@pytest.mark.parametrize("between", [";", "; ", ';"', ";\t'", ";;"])
def test_a_spreadsheet_that_cuts_at_semicolons_finds_no_formula(between, formula):
    shown = csv_table.inert(f"text{between}{formula}")
    assert not [part for part in shown.split(";") if starts_a_formula(part)]


@given(st.text(alphabet="=+-@＝－ ;,\"'\t\r\nab\ufeff|", max_size=12))
def test_no_text_makes_a_formula_whatever_the_separator(text):
    shown = csv_table.inert(text)
    out = io.StringIO()
    csv.writer(out).writerow(["SEC-01", shown, "end"])
    for row in csv.reader(io.StringIO(out.getvalue(), newline="")):
        assert row == ["SEC-01", shown, "end"]
        assert not [cell for cell in row if starts_a_formula(cell)]
    assert not [cell for cell in out.getvalue().removesuffix("\r\n").split(";") if starts_a_formula(cell)]


def test_a_hostile_sheet_makes_an_inert_table():
    text = csv_table.render(judged.hostile(), "en")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(csv_table.COLUMNS)}
    assert not [cell for row in rows for cell in row if starts_a_formula(cell) or not cell.isprintable()]
    assert len(text.splitlines()) == len(rows)


def test_a_baseline_adds_the_state_there():
    a = comparisons.with_baseline()
    rows = list(csv.DictReader(io.StringIO(csv_table.render(a, "en"), newline="")))
    assert list(rows[0]) == [*csv_table.COLUMNS, "was"]
    states = {mark.id: mark.state for mark in a.comparison.old.marks}
    assert [row["was"] for row in rows] == [states.get(item.id, "") for item in a.items()]
    assert any(row["was"] != row["state"] for row in rows)
    nothing = csv_table.render(comparisons.with_baseline(comparisons.NOTHING), "en")
    assert nothing.splitlines()[0] == ",".join(csv_table.COLUMNS)


def test_a_plain_cell_stays_as_it_is():
    assert csv_table.inert("lines, 2 = 1 + 1") == "lines, 2 = 1 + 1"


def test_a_cell_is_one_line():
    """A reader of a log must not see a line that begins with text from a sheet."""
    assert csv_table.inert("two\n::error::lines\r\nof text") == "two ::error::lines of text"


@given(worlds())
def test_chinese_starts_with_a_byte_order_mark(world):
    assert csv_table.render(world.assess(), "zh-CN").startswith("\ufeffchecklist,")
