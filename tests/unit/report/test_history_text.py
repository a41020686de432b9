"""A history in the terminal: what a reader has to see, in both languages."""

import re

import pytest

import histories
from gapsheet.report.history_text import ROWS_SHOWN, render
from gapsheet.report.layout import Style
from gapsheet.text import width
from gapsheet.words import LANGS

ROW = re.compile(r"\d{4}-\d{2}-\d{2}  ")
CALM = sorted(set(histories.ALL) - {"hostile"})


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if ROW.match(line)]


def test_every_point_is_a_row_newest_first():
    text = render(histories.quarters(), Style("en"))
    dates = [row[:10] for row in rows(text)]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 7
    first = rows(text)[0].split()
    assert first == ["2026-11-18", "62.2", "+11.2", "Not", "ready", "13", "2", "5", "checklists"]


def test_what_changed_is_said_where_it_changed_and_nowhere_else():
    lines = render(histories.quarters(), Style("en")).splitlines()
    (changed,) = [line for line in lines if "security 0.9 → 1.0" in line]
    assert changed.startswith("2026-08-20")
    assert [lines[lines.index(line) - 1][:10] for line in lines if "policy pilot → launch" in line] == ["2026-03-03"]
    assert lines[lines.index("            policy pilot → launch") + 1] == "            renamed from gapsheet.yaml"


def test_a_score_that_does_not_compare_has_a_sign_that_is_explained_once():
    text = render(histories.quarters(), Style("en"))
    assert [row[:10] for row in rows(text) if "≠" in row] == ["2026-08-20"]
    assert text.count("≠  not comparable with the one before") == 1
    assert "≠" not in render(histories.upwards(), Style("en"))


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("quarters", "2026-05-11  Not judged: 3 mistakes (", "2026-05-11  未能判定：有 3 处错误（"),
        ("newest-broken", "2026-11-18  Not judged: 1 mistake (", "2026-11-18  未能判定：有 1 处错误（"),
        ("removed", "2026-11-08  Not judged: the sheet was removed here (", "2026-11-08  未能判定：答卷在此处被删除（"),
        ("all-broken", "2026-09-19  Not judged: the file cannot be read (", "2026-09-19  未能判定：文件无法读取（"),
    ],
)
def test_a_revision_that_could_not_be_judged_is_one_line(name, en, zh):
    history = histories.ALL[name]()
    for lang, start in (("en", en), ("zh-CN", zh)):
        (line,) = [line for line in render(history, Style(lang)).splitlines() if line.startswith(start)]
        lost = next(point for point in history.points if point.date.isoformat() == line[:10])
        assert lost.commit[:10] in line
        assert lost.commit not in line


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        (
            "quarters",
            "7 revisions of services/claims/gapsheet.yaml; 1 could not be judged.",
            "共读取 services/claims/gapsheet.yaml 的 7 个修订版本，其中 1 个未能判定。",
        ),
        (
            "one",
            "1 revision of services/claims/gapsheet.yaml.",
            "共读取 services/claims/gapsheet.yaml 的 1 个修订版本。",
        ),
        (
            "saved",
            "Not saved results, left out: notes.json, package.json.",
            "以下文件不是评估结果，未计入：notes.json、package.json。",
        ),
    ],
)
def test_the_last_line_says_what_was_read(name, en, zh):
    for lang, said in (("en", en), ("zh-CN", zh)):
        assert render(histories.ALL[name](), Style(lang)).splitlines()[-1] == said


def test_a_shallow_clone_is_said():
    shallow = histories.history(histories.quarters().points[::-1], shallow=True)
    assert render(shallow, Style("en")).count("git fetch --unshallow") == 1
    assert "git fetch --unshallow" in render(shallow, Style("zh-CN"))
    assert "unshallow" not in render(histories.quarters(), Style("en"))


def test_saved_results_are_not_revisions_and_their_names_are_no_renames():
    text = render(histories.saved(), Style("en"))
    assert "3 saved results in snapshots." in text
    assert "renamed" not in text


@pytest.mark.parametrize("limit", [1, 5, ROWS_SHOWN, 299, 300, 500])
def test_the_limit_cuts_and_says_how_many_are_left(limit):
    text = render(histories.many(), Style("en"), limit)
    assert len(rows(text)) == min(limit, 300)
    left = 300 - limit
    more = re.findall(r"^(\d+) older rows? (?:is|are) not shown; --limit 0 shows", text, re.MULTILINE)
    assert more == ([str(left)] if left > 0 else [])


def test_no_limit_shows_all():
    text = render(histories.many(), Style("zh-CN"), 0)
    assert len(rows(text)) == 300
    assert "--limit" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CALM)
def test_lines_keep_to_80_columns(name, lang):
    for line in render(histories.ALL[name](), Style(lang), 0).splitlines():
        assert width(line) <= 80, line


def test_columns_line_up_in_chinese():
    table = rows(render(histories.upwards(), Style("zh-CN")))
    assert len({width(row[: row.rindex("5 份检查单")]) for row in table}) == 1
    points = {row.index(".") for row in table if "." in row[:17]}
    assert len(points) == 1


def test_a_console_without_such_signs_gets_others():
    text = render(histories.quarters(), Style("en", unicode=False))
    assert text.isascii()
    assert "security 0.9 -> 1.0" in text
    assert "!=" in text


def test_colour_changes_no_letter():
    colours = {"good": "1", "bad": "2", "quiet": "3", "strong": "4"}
    style = Style("en", paint=lambda role, text: f"\x1b[{colours[role]}m{text}\x1b[0m")
    painted = render(histories.upwards(), style)
    assert re.sub(r"\x1b\[\d+m", "", painted) == render(histories.upwards(), Style("en"))
    assert "\x1b[1mReady with waivers\x1b[0m" in painted
    assert "\x1b[2mNot ready\x1b[0m" in painted


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_begins_with_text_from_a_sheet(lang):
    text = render(histories.hostile(), Style(lang))
    ours = ("History of", "历史记录", "date ", "日期", "≠ ", "4 revisions of", "共读取", " ")
    for line in text.splitlines():
        assert not line or ROW.match(line) or line.startswith(ours), line
    assert not set("\u202e\u2066\x07") & set(text)
    assert "\\u{202e}" in text


@pytest.mark.parametrize("lang", LANGS)
def test_golden(lang, golden):
    golden(f"history.{lang}.txt", render(histories.quarters(), Style(lang)))
