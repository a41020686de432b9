"""What people really type ends at the place where the hand has to go."""

from pathlib import Path

import pytest

from gapsheet.load.source import decode
from gapsheet.load.yaml_doc import parse_yaml


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\tb: 1\n", "GS011", 2, 1),
        ("a: 1\n\tb: 2\n", "GS011", 2, 1),
        ("a:\n  \tb: 1\n", "GS011", 2, 3),
        ("a：1\nb: 2\n", "GS012", 1, 2),
        ("a: 1\n中文：x\nb: 2\n", "GS012", 2, 3),
        ("a: @dana\n", "GS014", 1, 4),
        ("a: `x`\n", "GS014", 1, 4),
        ("a: %x\n", "GS014", 1, 4),
        ("a: [1,2\nb: 3\n", "GS023", 1, 4),
        ("中文: [1\nb: c\n", "GS023", 1, 5),
        ("a: 'x\nb: 2", "GS023", 1, 4),
        ("a: b: c\n", "GS022", 1, 5),
        ("note: see https://x.example: it: fails\n", "GS022", 1, 28),
        ("a: 1\n b: 2\n", "GS024", 2, 2),
        ("- a\nb: c\n", "GS024", 2, 1),
        ("a:\n  - b\n  c: d\n", "GS024", 3, 3),
        ('a: "\\q"\n', "GS010", 1, 5),
        ("a: *very* much\n", "GS019", 1, 4),
        ("? [a]\n: b\n", "GS021", 1, 3),
        ("<<: {a: 1}\n", "GS016", 1, 1),
    ],
)
def test_is_placed_where_the_hand_has_to_go(text, code, line, column):
    _, found = parse_yaml(decode(text.encode(), Path("s"), "s"))
    assert [(d.code, d.span.line, d.span.column) for d in found] == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("note: see #12 now", "#12 now"),
        ("reason: #12", "#12"),
        ("note: see # a remark", None),
        ("answer: met #12", None),
        ("note: 'see #12'", None),
        ("note: a#b", None),
        ("note: |\n  see #12\n", None),
    ],
)
def test_a_text_cut_by_a_comment_is_a_warning(text, cut):
    _, found = parse_yaml(decode(text.encode(), Path("s"), "s"))
    assert [d.params["cut"] for d in found] == ([cut] if cut else [])
    assert {d.severity for d in found} <= {"warning"}


@pytest.mark.parametrize("text", ["note: 全角：标点，都可以", "note: |\n  第一行：x\n  第二行：y\n", "中文键: 1"])
def test_full_width_marks_inside_a_text_are_fine(text):
    _, found = parse_yaml(decode(text.encode(), Path("s"), "s"))
    assert found == []
