"""The Markdown report: the same content, and nothing in it acts."""

import re

import pytest

import assessments
from gapsheet.report import markdown
from gapsheet.report.markdown import escaped
from gapsheet.words import LANGS

JOINER = "\u2060"


@pytest.mark.parametrize("lang", LANGS)
def test_says_what_the_page_says(lang):
    judged = assessments.not_ready()
    text = markdown.render(judged, lang)
    score = judged.numbers.score
    assert {"en": f"## Not ready · {score} of 100", "zh-CN": f"## 不通过 · {score} / 100 分"}[lang] in text
    for item in judged.items():
        assert item.id in text
    for checklist in judged.checklists:
        assert f"### {checklist.title.text(lang)} · {checklist.numbers.score}" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "build", [assessments.unanswered, assessments.nothing_counted, assessments.no_policy, assessments.all_met]
)
def test_every_state_renders_the_same_twice(build, lang):
    assert markdown.render(build(), lang) == markdown.render(build(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_sheet_opens_nothing(lang):
    text = markdown.render(assessments.hostile(), lang)
    assert not re.search(r"(?<!\\)[<>]", text.replace("\n  > ", "\n"))
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"[@#](?=\w)", text)
    assert not re.search(r"(?<!\\)`", text)
    assert "://" not in text
    headings = [line for line in text.splitlines() if re.match(r"\s*(> )?#", line)]
    assert all(re.match(r"#{1,3} \S", line) for line in headings)
    assert len([line for line in headings if line.startswith("# ")]) == 1
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {4, 5}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("[x](y)", r"\[x\](y)"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("`rm` *x* _y_ ~z~ $m$", r"\`rm\` \*x\* \_y\_ \~z\~ \$m\$"),
        ("@dana and team#12", f"@{JOINER}dana and team#{JOINER}12"),
        ("see https://example.org", f"see https:{JOINER}//example.org"),
        (":warning: at 12:30:45", f":{JOINER}warning: at 12:30:45"),
        ("www.example.org", f"www{JOINER}.example.org"),
        ("two\nlines", "two lines"),
        ("back\\slash", "back\\\\slash"),
        ("安全（一）", "安全（一）"),
    ],
)
def test_signs_that_act_are_escaped(text, shown):
    assert escaped(text) == shown


@pytest.mark.parametrize(
    "line", ["# heading", "- item", "1. item", "1) item", "+ item", "> quote", "=== rule", "--- rule"]
)
def test_a_note_cannot_begin_a_block(line):
    lists = assessments.core(("privacy",))
    name = assessments.items(lists)[0].id
    judged = assessments.assessment({name: {"answer": "unmet", "note": f"first\n{line}"}}, lists)
    (shown,) = [row for row in markdown.render(judged, "en").splitlines() if line.split()[1] in row and "  > " in row]
    assert shown.startswith((f"  > {JOINER}", "  > \\"))
