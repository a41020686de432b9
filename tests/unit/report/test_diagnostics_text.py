"""Frames and lines for diagnostics."""

from pathlib import Path

from gapsheet.codes import catalogue
from gapsheet.diagnostics import Diagnostic
from gapsheet.load.source import decode, place
from gapsheet.location import Span
from gapsheet.report.diagnostics_text import frame, render_concise, render_text, summary
from gapsheet.words import LANGS, has, words


def found(text: str, span: Span, code: str = "GS110", path: str = "gapsheet.yaml") -> Diagnostic:
    source = decode(text.encode(), Path(path), path)
    return place(source, code, span, word="done", near="met", chinese="符合")


def test_the_caret_stands_under_the_columns_of_wide_characters():
    text = found("检查项甲: 完成 # x", Span(1, 7, 9))
    assert frame(text, "zh-CN") == (
        "错误[GS110]：“done”不是有效的作答\n"
        "  --> gapsheet.yaml:1:7\n"
        "   |\n"
        " 1 | 检查项甲: 完成 # x\n"
        "   |           ^^^^ 不是四种作答之一\n"
        "   |\n"
        "   = 建议：请写 符合（或 met）；四种作答为：符合、部分符合、不符合、不适用\n"
    )


def test_a_line_number_of_four_digits_widens_the_gutter():
    text = found("\n" * 1233 + "a: done", Span(1234, 4, 8))
    lines = frame(text, "en").splitlines()
    assert lines[1:5] == [
        "    --> gapsheet.yaml:1234:4",
        "     |",
        "1234 | a: done",
        "     |    ^^^^ not one of the four words",
    ]


def test_a_mistake_of_a_whole_file_has_no_line():
    text = render_text([Diagnostic("GS003", "big.yaml", params={"limit": 5})], "en")
    assert text.splitlines() == [
        "error[GS003]: the file is larger than 5 MB",
        "  --> big.yaml",
        "   = help: keep logs and scan results in files of their own and name them as evidence",
    ]


def test_paint_gets_every_styled_part_and_nothing_else_changes():
    text = found("a: done", Span(1, 4, 8))
    roles = set()

    def paint(role: str, part: str) -> str:
        roles.add(role)
        return part

    assert render_text([text], "en", paint=paint) == render_text([text], "en")
    assert roles == {"error", "code", "quiet", "path", "help"}


def test_a_hostile_file_name_stays_one_line():
    text = found("a: done", Span(1, 4, 8), path="a\n::error::\u202e.yaml")
    assert render_concise([text], "en").count("\n") == 1
    assert "\u202e" not in render_text([text], "en")


def test_the_summary_counts():
    error, warning = found("a: b", Span(1, 1, 2)), found("a: b", Span(1, 1, 2), "GS201")
    assert summary([error, error, warning], 1, "en") == "2 errors, 1 warning in 1 file"
    assert summary([warning], 2, "en") == "1 warning in 2 files"
    assert summary([], 1, "en") == "no mistakes in 1 file"
    assert summary([error, warning], 1, "zh-CN") == "1 个文件中共有 1 个错误、1 个警告"


def test_every_code_has_its_sentences_and_its_paragraph():
    for code in catalogue():
        for lang in LANGS:
            assert has(lang, "diagnostics", code)
            assert any(key.startswith(f"{code}.help") for key in words(lang, "diagnostics"))
            assert has(lang, "explain", code)
