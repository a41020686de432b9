"""A comparison for a pull request: short, folded, and inert; and its section in the gap report."""

import re

import pytest

import assessments
import comparisons
from gapsheet.report import markdown
from gapsheet.report.diff_markdown import ROOM, render
from gapsheet.words import LANGS

CASES = ("ordinary", "unlike", "unchanged", "apart", "bare", "many", "hostile")


def before_folds(text):
    """Return the lines that show while every fold is closed."""
    return re.sub(r"</summary>.*?</details>", "</summary>", text, flags=re.DOTALL).splitlines()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_shows_at_most_forty_lines_and_fits_a_comment(name, lang):
    text = render(getattr(comparisons, name)(), lang)
    assert len(before_folds(text)) <= 40
    assert len(text) <= ROOM
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.count("<details>") == text.count("</details>")


def test_the_full_list_is_in_the_fold():
    comparison = comparisons.unlike()
    text = render(comparison, "en")
    fold = text.split(f"<summary>All of it: {len(comparison.changes)} changes</summary>")[1].split("</details>")[0]
    for change in comparison.changes:
        assert f"**{change.id}**" in fold
    assert f"{len(comparison.changes) - 10} more changes are folded below." in text


def test_says_first_what_is_not_like_for_like_then_verdict_and_score():
    text = render(comparisons.unlike(), "en")
    assert text.startswith("## Claims Copilot: what changed\n\nThen main:gapsheet.yaml (20 Aug 2026")
    order = [
        "Not like for like: security",
        "The policies differ",
        "Score 30.7 → 62.5",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "The verdict" not in text  # two policies gave the two verdicts


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_stranger_writes_stays_text(lang):
    text = render(comparisons.hostile(), lang)
    report = markdown.render(comparisons.with_baseline(comparisons.hostile()), lang)
    for shown in (text, report):
        assert not re.search(r"(?<!\\)<(?!/?(details|summary)>)", shown)
        assert not re.search(r"@(?=[A-Za-z])", shown)
        assert not set("\x1b\u202e") & set(shown)
        assert "](javascript" not in shown.replace("\\]", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    starts = {line[:2] for line in text.splitlines() if line}
    assert not starts & {"# ", "::", "| a", "[x"}


def test_the_report_tells_what_changed_between_checklists_and_items():
    text = markdown.render(comparisons.with_baseline(), "en")
    assert text.index("## Checklists") < text.index("## Since last time") < text.index("## All items")
    assert "+9.1 since 20 Aug 2026 · " in text
    assert "| Checklist | All items | Score | Change |" in text
    assert "| Security | 6 gaps, 10 met | 73.1 | +8.4 |" in text
    assert "| Slipped | **DEP-09** " in text
    assert "Compared with 20 Aug 2026" in text


def test_the_report_says_when_there_is_nothing_to_compare():
    text = markdown.render(comparisons.with_baseline(comparisons.NOTHING), "en")
    said = "Nothing to compare yet: main:gapsheet.yaml does not exist at commit 4be91c7."
    assert f"## Since last time\n\n{said}\n" in text


def test_without_a_baseline_nothing_is_said():
    text = markdown.render(assessments.not_ready(), "en")
    assert "Since last time" not in text
    assert "| Change |" not in text
