"""A comparison in the terminal: what comes first, what fits, and what a stranger's text cannot do."""

import re
from dataclasses import replace

import pytest

import comparisons
from gapsheet.report.diff_text import ROWS, changes, render
from gapsheet.report.layout import Style
from gapsheet.text import width
from gapsheet.words import LANGS

CASES = ("ordinary", "unlike", "unchanged", "apart", "bare", "many")
EN = Style("en", 200)


def shown(comparison, style=EN):
    return render(comparison, style, as_of=comparisons.AS_OF)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_fits_the_terminal(name, lang, columns):
    for style in (Style(lang, columns), Style(lang, columns, unicode=False)):
        found = getattr(comparisons, name)()
        lines = [*shown(found, style).splitlines(), *changes(found, style)]
        # A word that is longer than the line stays whole; at 40 columns a row of numbers may reach a little further.
        assert [line for line in lines if width(line) > max(columns, 64)] == []


def test_says_the_verdict_and_the_score_first():
    comparison = comparisons.ordinary()
    first, second, *_ = shown(comparison).splitlines()
    scores = f"{comparison.old_score:.1f} -> {comparison.new_score:.1f}"
    assert first == f"Not ready -> Not ready    {scores}  ({comparison.change:+.1f})"
    assert second == "  Claims Copilot, as of 18 Nov 2026"


def test_what_is_not_like_for_like_comes_before_everything():
    comparison = comparisons.unlike()
    assert shown(comparison).startswith("Not like for like: security went from 1.0 to 2.0, drift 1.0 is new")
    lines = shown(comparison).splitlines()
    assert lines[1] == f"Only the {comparison.shared} items that both judge are compared, by today's weights."
    assert lines[2].startswith("Not ready -> ")
    assert shown(comparison, Style("zh-CN", 200)).startswith("双方口径不同：security 由 1.0 换为 2.0")


def test_the_same_checklists_that_judge_other_items_are_told_apart():
    found = comparisons.ordinary()
    assert "the same checklists judge other items" in shown(replace(found, like_for_like=False))


def test_every_change_has_its_row_and_its_effect():
    comparison = comparisons.unlike()
    text = shown(comparison)
    for change in comparison.changes:
        assert re.search(rf"\b{change.id}  .*  [+-]?\d+\.\d$", text, re.MULTILINE), change.id
    assert text.index("\nSlipped") < text.index("\nImproved") < text.index("\nNew ") < text.index("\nRemoved")
    assert re.search(r"^Slipped +DEP-12  .+  partial -> no answer +-0\.6$", text, re.MULTILINE)


def test_what_else_moved_is_told_with_how_often():
    text = shown(comparisons.ordinary())
    assert "Due date  PRI-06  30 Oct 2026 -> 14 Jan 2027, moved 3 times so far" in text
    assert "Owner     PRI-06  dana -> liwei" in text
    assert "Evidence  Stated -> Referenced: SEC-01, SEC-13" in text
    assert "Answer    Not answered -> Not met: DEP-05" in text
    assert "Waiver  PRI-12  withdrawn while the gap stands" in text
    assert "SEC-11  granted, until 30 Nov 2026" in text
    assert f"{comparisons.ordinary().unchanged} items unchanged." in text


def test_the_bridge_leads_from_one_score_to_the_other():
    comparison = comparisons.unlike()
    block = shown(comparison).split("What each change did to the score\n")[1].split("\n\n")[0].splitlines()
    assert len(block) == len(comparison.bridge) + 2
    scores = [line.split()[-1] if i in (0, len(block) - 1) else line.split()[-2] for i, line in enumerate(block)]
    assert scores[0] == str(comparison.old.score)
    assert scores[-1] == scores[-2] == str(comparison.new.score)
    assert all(len(line.split()[-1]) == 24 for line in block[1:-1])
    assert "░" in block[1]
    ascii_ = shown(comparison, Style("en", 200, unicode=False))
    assert "░" not in ascii_
    assert "█" not in ascii_


def test_nothing_changed_is_said():
    assert "Nothing changed." in shown(comparisons.unchanged())
    assert "没有变化。" in shown(comparisons.unchanged(), Style("zh-CN"))
    assert "Nothing changed." in "\n".join(changes(comparisons.unchanged(), EN))
    only_moved = replace(comparisons.ordinary(), changes=())
    assert "No answer got better or worse." in "\n".join(changes(only_moved, EN))


def test_without_verdicts_dates_and_statements_the_rest_is_there():
    text = shown(comparisons.bare())
    assert re.match(r"\d+\.\d -> \d+\.\d  \(\+", text)
    assert "Then  main:gapsheet.yaml\n" in text
    assert re.search(r"^Slipped   DEP-09  met -> partial +-1\.3$", text, re.MULTILINE)


@pytest.mark.parametrize("name", CASES)
def test_a_gate_shows_every_kind_in_few_lines(name):
    found = getattr(comparisons, name)()
    lines = changes(found, EN)
    kinds = {row.kind for row in found.changes}
    assert len(lines) <= 5 + max(ROWS, 2 * len(kinds))
    listed = sum(bool(re.search(r"[+-]\d+\.\d$|  0\.0$|  –$", line)) for line in lines)
    counted = sum(int(number) for line in lines for number in re.findall(r"^ +and (\d+) more$", line))
    assert listed + counted == len(found.changes)
    assert lines[0].startswith("Since last time: main:gapsheet.yaml")


def test_colours_say_which_way_it_went():
    def paint(role, text):
        return f"<{role}>{text}</>"

    text = render(comparisons.ordinary(), Style("en", 200, paint), as_of=comparisons.AS_OF)
    assert "<bad>Slipped </>" in text
    assert "<good>Improved</>" in text
    assert text.startswith("<strong>Not ready")


@pytest.mark.parametrize("lang", LANGS)
def test_text_of_a_stranger_starts_no_line_and_moves_no_cursor(lang):
    for columns in (40, 80, 200):
        style = Style(lang, columns)
        lines = [*shown(comparisons.hostile(), style).splitlines(), *changes(comparisons.hostile(), style)]
        assert not [line for line in lines if set(line) & set("\x1b\u202e\r")]
        assert not [line for line in lines if line.startswith(("::", "<", "#", "|", "[", "@", '"', "\\"))]
        assert any("\\u{1b}[31m" in line for line in lines)
