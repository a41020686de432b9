"""A path of keys finds its line and column, whatever way the document is written."""

from pathlib import Path

import pytest

from gapsheet.load.source import EXCERPT_WIDTH, decode, place
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.location import START, Span

TEXT = """\
schema: s
中文: {a: x, 钥匙: 'y z'}
answers:
  SEC-01: met
  SEC-02:
    note: |
      one
      two
    evidence:
      - file.txt
      - url: u
    owner:
"""


@pytest.fixture
def spans():
    doc, found = parse_yaml(decode(TEXT.encode(), Path("s"), "s"))
    assert doc is not None
    assert found == []
    return doc.spans


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), START, START),
        (("schema",), Span(1, 1, 7), Span(1, 9, 10)),
        (("中文", "a"), Span(2, 6, 7), Span(2, 9, 10)),
        (("中文", "钥匙"), Span(2, 12, 14), Span(2, 16, 21)),
        (("answers", "SEC-01"), Span(4, 3, 9), Span(4, 11, 14)),
        (("answers", "SEC-02"), Span(5, 3, 9), Span(5, 3, 9)),
        (("answers", "SEC-02", "note"), Span(6, 5, 9), Span(6, 11, 12)),
        (("answers", "SEC-02", "evidence", 0), Span(10, 9, 17), Span(10, 9, 17)),
        (("answers", "SEC-02", "evidence", 1, "url"), Span(11, 9, 12), Span(11, 14, 15)),
        (("answers", "SEC-02", "evidence", 1), Span(11, 9, 12), Span(11, 9, 12)),
        (("answers", "SEC-02", "owner"), Span(12, 5, 10), Span(12, 5, 10)),
        (("answers", "SEC-02", "waiver", "until"), Span(5, 3, 9), Span(5, 3, 9)),
        (("answers", "SEC-01", "answer"), Span(4, 3, 9), Span(4, 11, 14)),
    ],
)
def test_finds_key_and_value(spans, path, key, value):
    assert spans.key(path) == key
    assert spans.value(path) == value


def test_lists_the_lines_of_a_mapping(spans):
    assert dict(spans.key_lines(("answers",))) == {"SEC-01": 4, "SEC-02": 5}
    assert dict(spans.key_lines(("schema",))) == {}


def test_a_long_line_is_cut_around_the_place_and_the_mark_still_fits():
    line = "x" * 400 + "MARK" + "y" * 400
    source = decode(line.encode(), Path("s"), "s")
    found = place(source, "GS036", Span(1, 401, 405), key="k")
    assert found.excerpt is not None
    assert found.mark is not None
    assert len(found.excerpt) <= EXCERPT_WIDTH + 2
    assert found.excerpt[slice(*found.mark)] == "MARK"
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("…")


def test_control_and_bidi_characters_are_escaped_and_the_mark_moves_along():
    source = decode("a\u202eb: MARK\u2066".encode(), Path("s"), "s")
    found = place(source, "GS036", Span(1, 6, 10), key="k")
    assert found.excerpt == "a\\u{202e}b: MARK\\u{2066}"
    assert found.mark is not None
    assert found.excerpt[slice(*found.mark)] == "MARK"
