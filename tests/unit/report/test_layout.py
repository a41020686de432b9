"""Columns are counted as a terminal shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapsheet.report.layout import clip, pad, paragraphs, table, wrap
from gapsheet.text import width

TEXTS = st.text(st.sampled_from("ab ，。、“”（）中文字-…9"), max_size=80)


@given(TEXTS, st.integers(12, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text, columns):
    lines = wrap(text, columns, first="  - ", rest="    ")
    assert "".join("".join(lines).split()).removeprefix("-") == "".join(text.split())
    longest = max((width(word) for word in text.replace("\u3000", " ").split()), default=0)
    assert all(width(line) <= max(columns, longest + 4) for line in lines)


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one():
    text = "一二三四五，六七八九十。“一二三四”（五六七八）九十、一二三四五六。"
    for columns in range(10, 40):
        lines = wrap(text, columns)
        assert not [line for line in lines[1:] if line[0] in "，。、”）"]
        assert not [line for line in lines if line[-1] in "“（"]


def test_words_stay_whole():
    assert wrap("one twothree four", 9) == ["one", "twothree", "four"]
    assert wrap("", 10, first="  ") == [""]
    assert paragraphs("a\nb", 10, first="- ", rest="  ") == ["- a", "  b"]


@pytest.mark.parametrize(("text", "cut"), [("abcdef", "abc…"), ("中文字符", "中…"), ("abcd", "abcd"), ("中文", "中文")])
def test_clip(text, cut):
    assert clip(text, 4) == cut


def test_chinese_takes_two_columns():
    assert pad("安全", 6) == "安全  "
    assert pad("安全", 6, right=True) == "  安全"
    lines = table([("安全", "1"), ("Privacy", "56.2")], right=frozenset({1}))
    assert lines == ["  安全        1", "  Privacy  56.2"]
    assert len({width(line) for line in lines}) == 1
