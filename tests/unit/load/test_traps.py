"""What people really type ends at the place where the hand has to go."""

from pathlib import Path

import pytest

from gapsheet.load.source import decode
from gapsheet.load.traps import spaced
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.report.diagnostics_text import render_concise, render_text


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\tb: 1\n", "GS011", 2, 1),
        ("a: 1\n\tb: 2\n", "GS011", 2, 1),
        ("a:\n  \tb: 1\n", "GS011", 2, 3),
        ("a：1\nb: 2\n", "GS012", 1, 2),
        ("a: 1\n中文：x\nb: 2\n", "GS012", 2, 3),
        ("a:\n  S-03: {answer: met，note: x}\n", "GS012", 2, 21),
        ("a: {llm: yes，agents: no，b: c}\nd: e\n", "GS012", 1, 13),
        ("a: {x: 'p，q'，y: z}\n", "GS012", 1, 13),
        ("a: ['q'，'r']\n", "GS012", 1, 8),
        ("a: {x: y，\n  z: w}\n", "GS012", 1, 9),
        ("a: {x: y，z: w\nb: c\n", "GS012", 1, 9),
        ("a:\n\u3000S-03: met\n", "GS012", 2, 1),
        ("a:\n  S-03: met\n  \u3000\u3000S-04: met\n", "GS012", 3, 3),
        ("a:\n  S-03: met\n \u3000S-04: met\n", "GS012", 3, 2),
        ("a: @dana\n", "GS014", 1, 4),
        ("a: `x`\n", "GS014", 1, 4),
        ("a: %x\n", "GS014", 1, 4),
        ("a: [1,2\nb: 3\n", "GS023", 1, 4),
        ("中文: [1\nb: c\n", "GS023", 1, 5),
        ("a: 'x\nb: 2", "GS023", 1, 4),
        ("a: {note: 你好，世界, b: x\nc: d\n", "GS023", 1, 4),
        ("a: b: c\n", "GS022", 1, 5),
        ("note: see https://x.example: it: fails\n", "GS022", 1, 28),
        ("a: 1\n b: 2\n", "GS024", 2, 2),
        ("- a\nb: c\n", "GS024", 2, 1),
        ("a:\n  S-01: met\n  S-04:met\n", "GS024", 3, 3),
        ("a:\n  S-01: met\n  S-04:met\n  S-05: met\n", "GS024", 3, 3),
        ("a:\n  S-04:met\n  S-05: met\n", "GS024", 2, 3),
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


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", 'full-width "U+3000" where YAML needs " "; U+3000 is a wide space'),
        ("zh-CN", "这里用了全角“U+3000”，YAML 需要半角“ ”；U+3000 是全角空格"),
    ],
)
def test_an_ideographic_space_is_named_because_it_cannot_be_seen(lang, said):
    _, found = parse_yaml(decode("a:\n\u3000S-03: met\n\u3000S-04: met\n".encode(), Path("s"), "s"))
    lines = render_concise(found, lang).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["s", "s"]
    assert all(said in line for line in lines)


@pytest.mark.parametrize(
    "text",
    ["a: 一\u3000二", "a:\n  - \u3000x", "note: |\n  \u3000\u3000第一段\n  \u3000\u3000第二段\n", "a\u3000b: c"],
)
def test_ideographic_spaces_in_a_text_are_fine(text):
    _, found = parse_yaml(decode(text.encode(), Path("s"), "s"))
    assert found == []


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "put a space after the colon: S-04: met"), ("zh-CN", "请在冒号后面加一个空格：S-04: met")]
)
def test_a_colon_without_a_space_is_shown_with_one(lang, said):
    _, found = parse_yaml(decode(b"a:\n  S-01: met\n  S-04:met\n", Path("s"), "s"))
    assert said in render_text(found, lang)
    assert (found[0].excerpt or "")[slice(*found[0].mark or ())] == "S-04:met"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("SEC-04:met", "SEC-04: met"),
        ("SEC-04:met SEC-05:met", "SEC-04: met"),
        ("- answer:met", "answer: met"),
        ("answer:\u3000met", "answer: met"),
        ("https://wiki.example", None),
        ("12:30", None),
        ("SEC-04: met", None),
        ("SEC-04:", None),
        ("a text", None),
    ],
)
def test_what_a_missing_space_makes_one_text(text, fixed):
    assert spaced(text) == fixed
