"""The summary of a job: everything open on one page, below GitHub's limit."""

import re

import pytest

import assessments
import reviews
from gapsheet.report import summary
from gapsheet.report.formats import PUBLISH
from gapsheet.report.labels import number
from gapsheet.report.markdown_budget import Section, fitted, in_bytes
from gapsheet.words import LANGS, say

MIB = 1024 * 1024


@pytest.mark.parametrize("lang", LANGS)
def test_shows_rules_changes_what_does_not_count_and_what_to_do(lang):
    judged = reviews.pull_request(12, 6)
    text = summary.render(judged, lang)
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert headings[0] == say(lang, "ci", "rules.fail", n=3, all=7, policy="launch")
    assert headings[1] == say(lang, "ci", "changes", n=len(judged.comparison.changes))
    assert say(lang, "ci", "trust.all", n=len(judged.trust.ignored)) in headings
    assert say(lang, "ci", "first", n=5) in headings
    assert say(lang, "ci", "checklists", n=5) in headings
    assert text.count(f"| **{say(lang, 'report', 'rule.fail')}** |") == 3
    assert text.count(f"| {say(lang, 'report', 'rule.pass')} |") == 4
    for change in judged.comparison.changes:
        assert f" | **{change.id}** " in text
    assert say(lang, "ci", "open", n=judged.numbers.counts.open) in text


def test_effects_in_the_table_add_up_to_the_bridge():
    judged = reviews.pull_request(12, 6)
    text = summary.render(judged, "en")
    rows = re.findall(r"^\| (?:Slipped|Improved) .* \| (\S+) \|$", text, re.MULTILINE)
    assert sum(map(reviews.points, rows)) == judged.comparison.new.score - judged.comparison.old.score
    old, new = (number("en", one.score) for one in (judged.comparison.old, judged.comparison.new))
    assert f"The overall score from {old} to {new}: Slipped" in text


@pytest.mark.parametrize("lang", LANGS)
def test_waivers_say_when_they_end(lang):
    text = summary.render(assessments.all_met(waived=True), lang)
    assert say(lang, "ci", "waivers.soon", n=1, soon=1) in text
    assert {"en": "30 Nov 2026 (12 days left)", "zh-CN": "2026年11月30日（剩余 12 天）"}[lang] in text


def test_the_gate_clears_where_the_plan_ends():
    text = summary.render(assessments.not_ready("pilot"), "en")
    plan = assessments.not_ready("pilot").gate.way_to_pass.steps
    assert f"The gate clears after {len(plan) - 5} more actions: " in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("publish", PUBLISH)
def test_a_large_sheet_stays_below_the_limit(publish, lang):
    assert len(summary.render(reviews.long(), lang, publish).encode()) < MIB


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("budget", [4_000, 9_999, 12_000])
def test_the_limit_is_one_of_bytes(budget, lang, monkeypatch):
    monkeypatch.setattr(summary, "BUDGET", budget)
    text = summary.render(reviews.pull_request(30, 10), lang, "full")
    assert budget / 3 < len(text.encode()) <= budget
    assert text.count("</details>") == text.count("<details>")
    assert {"en": "eft out for length", "zh-CN": "篇幅所限"}[lang] in text


def test_sections_fit_to_the_last_character():
    rows = tuple(f"- row {n}" for n in range(100, 200))
    section = Section("open", "Open", ("lead", ""), rows, ("after",), fold=True)
    whole = "\n".join(fitted("en", [section], 10_000))
    for room in range(0, len(whole) + 200):
        lines = fitted("en", [section], room)
        text = "\n".join(lines) + "\n"
        shown = text.count("- row ")
        cut = re.search(r"(\d+) more rows? (?:is|are) left out", text)
        assert shown + (int(cut[1]) if cut else 0) in (0, 100)
        assert len(text) <= room or not shown
    assert fitted("en", [section], len(whole) + 200)[-3:] == ["", "</details>", ""]


def test_bytes_are_bytes():
    assert in_bytes("安全") == 6
