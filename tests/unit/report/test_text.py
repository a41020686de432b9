"""`score` and `gate` in the terminal: what a reader has to see, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest

from assessments import AS_OF, assessment, built_in, facts, policy
from gapsheet.core.assess import ChecklistInput, PolicyInput, SheetInput, assess
from gapsheet.report.layout import Style
from gapsheet.report.text import BAR, bar, render_gate, render_score
from gapsheet.text import width

EN, ZH = Style("en"), Style("zh-CN")
ALL = [item.id for item in built_in("update").items()]


def waiver(granted, until):
    return {"reason": "One pilot.", "by": "hana", "granted": dt.date(2026, *granted), "until": dt.date(2026, *until)}


def judged(answers, name="launch", **more):
    return assessment(answers, [built_in("update")], policy=policy(name) if name else None, **more)


def test_each_failed_rule_says_expected_found_items_and_the_next_step():
    text = render_gate(judged({ALL[0]: "unmet"}), Style("en", 200))
    assert text.splitlines()[0].startswith("Not ready: ")
    start = text.index("FAIL  Open items: at most 0 critical, 0 high")
    block = text[start : text.index("FAIL", start + 4)]
    assert "Found: " in block
    assert ALL[0] in block
    assert "Next: Close " in block


def test_rules_that_fail_come_first():
    marks = [
        line.split()[0] for line in render_gate(judged({}), EN).splitlines() if line.startswith(("  FAIL", "  pass"))
    ]
    assert marks == sorted(marks)
    assert set(marks) == {"FAIL", "pass"}


@pytest.mark.parametrize(
    ("dates", "en", "zh"),
    [
        (((11, 1), (12, 31)), "in force, 43 days left", "生效中，还剩 43 天"),
        (((11, 1), (11, 19)), "ends soon: 1 day left", "即将到期，还剩 1 天"),
        (((11, 1), (11, 18)), "ends today", "今天到期"),
        (((11, 1), (11, 17)), "expired on 17 Nov 2026, counts no more", "已于 2026年11月17日到期，不再起作用"),
        (((11, 19), (11, 30)), "not yet in force, from 19 Nov 2026", "尚未生效，自 2026年11月19日起生效"),
    ],
)
def test_waivers_are_announced_whatever_their_state(dates, en, zh):
    result = judged({ALL[0]: {"answer": "unmet", "waiver": waiver(*dates)}})
    for text in (render_gate(result, Style("en", 120)), render_score(result, Style("en", 120))):
        assert f"{ALL[0]}  {en}; until " in text
        assert "approved by Hana Sato, CTO" in text
    assert zh in render_gate(result, Style("zh-CN", 120))


def test_the_way_to_pass_has_steps_days_and_an_end():
    answers = dict.fromkeys(ALL, "met") | {ALL[0]: "unmet"}
    result = judged(answers, "pilot")
    items = {item.id: item for item in result.items()}
    critical = [name for name, item in items.items() if item.severity == "critical"]
    result = assessment(
        dict.fromkeys(ALL, "met") | {critical[0]: "unmet"}, [built_in("update")], policy=policy("launch")
    )
    text = render_gate(result, Style("en", 200))
    days = {"small": 1, "medium": 5, "large": 20}[items[critical[0]].effort]
    assert f"at most {days} person-day" in text
    assert f"close {critical[0]}" in text
    assert "add the checklist security" in text
    assert text.rstrip().endswith("The gate clears here.")
    assert render_gate(result, ZH).rstrip().endswith("至此即可通过。")


def test_a_long_way_is_cut_and_says_so():
    text = render_gate(judged({}), Style("en", 200))
    steps = len(judged({}).gate.way_to_pass.steps)
    assert steps > 10
    assert f"and {steps - 10} more; gapsheet report shows all of them" in text


def test_facts_answered_no_are_named_with_what_they_took_out():
    result = assessment({}, [built_in("security")], policy=policy("launch"), facts={"multi-tenant": "no", "llm": "yes"})
    assert "Taken out by facts: multi-tenant=no (1 item)." in render_score(result, EN)
    assert "因事实而不在范围内：multi-tenant=no（1 项）。" in render_gate(result, ZH)


def test_items_of_a_later_minor_are_announced():
    result = judged({})
    sections = tuple(
        replace(
            section,
            items=tuple(replace(item, since="1.1") if item.id == ALL[0] else item for item in section.items),
        )
        for section in built_in("update").sections
    )
    later = replace(built_in("update"), version="1.1.0", sections=sections)
    source = SheetInput(result.sheet, "gapsheet.yaml", "0" * 64, {}, {}, {})
    newer = assess(
        source,
        [ChecklistInput(later, "0" * 64, None, "1.0")],
        facts(),
        as_of=AS_OF,
        version="0.1.0",
        policy=PolicyInput(policy("launch"), "0" * 64, None),
    )
    for text in (render_gate(newer, Style("en", 200)), render_score(newer, Style("en", 200))):
        assert f"{ALL[0]} (pin update@1.1 to judge them)" in text


def test_the_score_adds_up_on_the_page():
    result = judged({ALL[0]: "met", ALL[1]: "partial"}, None)
    text = render_score(result, Style("en", 200))
    split = result.numbers.split
    assert f"Score {result.numbers.score} of 100, up to {result.numbers.high} " in text
    assert f"Missing: {split.unanswered} not answered" in text
    assert f"Earned: {split.stated} stated only." in text
    assert f"{len(ALL) - 2} not answered" in text


def test_nothing_counted_has_no_score():
    result = judged({name: {"answer": "n/a", "reason": "none"} for name in ALL})
    assert render_score(result, EN).startswith("No score: nothing is counted yet\n")
    assert render_gate(result, EN).startswith("Cannot be judged: ")
    assert "–" in render_score(result, EN)


@pytest.mark.parametrize("style", [EN, ZH, Style("en", unicode=False)], ids=["en", "zh", "ascii"])
def test_bars_are_always_as_wide(style):
    for count in range(len(ALL) + 1):
        numbers = judged(dict.fromkeys(ALL[:count], "met"), None).numbers
        drawn = bar(numbers, style)
        assert width(drawn) == BAR
        assert style.unicode or drawn.isascii()
    full, empty = ("█", "░") if style.unicode else ("#", "?")
    assert bar(judged(dict.fromkeys(ALL, "met"), None).numbers, style) == full * BAR
    assert bar(judged({}, None).numbers, style) == empty * BAR


def test_text_of_a_stranger_cannot_move_the_cursor_or_start_a_line():
    bad = "\x1b[31m\u202e::error::x"
    result = judged({ALL[0]: {"answer": "unmet", "waiver": waiver((11, 1), (11, 30)) | {"by": bad}}}, system=bad)
    for text in (render_gate(result, EN), render_score(result, EN)):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\\u{1b}[31m\\u{202e}::error::x" in text
        assert not [line for line in text.splitlines() if line.startswith(("::", "\\u"))]
