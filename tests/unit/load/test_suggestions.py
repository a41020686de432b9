"""The nearest right word, or none."""

import pytest

from gapsheet.load.suggest import SHOWN, nearest, nearest_id, shown

ITEMS = ["SEC-01", "SEC-02", "SEC-12", "PRI-02", "DRI-01"]


@pytest.mark.parametrize(
    ("word", "near"),
    [("sec-02", "SEC-02"), ("SEC2", "SEC-02"), ("SEC_012", "SEC-12"), ("ＳＥＣ－０１", "SEC-01"), ("SCE-02", "SEC-02")],
)
def test_an_id_written_otherwise(word, near):
    assert nearest_id(word, ITEMS) == near


@pytest.mark.parametrize("word", ["SEC-77", "DRI-12x", "", "中文", "X" * 500])
def test_never_another_number(word):
    assert nearest_id(word, ITEMS) is None


def test_a_word_of_a_closed_list():
    assert nearest("max_opne", ["max_open", "max_waived"]) == "max_open"
    assert nearest("stars", ["max_open", "max_waived"]) is None


def test_what_is_quoted_is_one_safe_short_line():
    assert shown("a\nb\u202ec") == "a\\u{a}b\\u{202e}c"
    assert len(shown("x" * 10_000)) == SHOWN
    assert shown("x" * 10_000).endswith("…")
