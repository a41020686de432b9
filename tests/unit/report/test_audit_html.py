"""The audit report as HTML: it places what the document says, in one language or two, and nothing else."""

import html
import json
import re

import pytest

import assessments
import audits
from gapsheet.report import audit_json
from gapsheet.report.audit_both import Both, paired
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_html import render
from gapsheet.report.labels import number
from gapsheet.words import LANGS

FIGURE = re.compile(r'<(\w+)[^<>]* data-figures="([^"]+)">(.*?)</\1>', re.DOTALL)
HOSTILE = f'{assessments.SCRIPT}</style>\u202e"}}@page{{{{}}}}<!--'


def led_to(data, pointer):
    for step in pointer[1:].split("/"):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


@pytest.mark.parametrize("langs", [("en",), ("zh-CN",), ("zh-CN", "en")], ids="+".join)
@pytest.mark.parametrize("name", ["claims-copilot", "smart-support"])
def test_every_figure_on_the_page_is_that_of_the_result(name, langs):
    made = audits.example(name)
    data = json.loads(audit_json.render(made))
    found = FIGURE.findall(render(made, langs))
    assert len(found) > 100
    for _, pointers, inner in found:
        text = html.unescape(re.sub(r"<[^>]+>", " ", inner))
        for pointer in pointers.split():
            value = led_to(data, pointer)
            shown = number(langs[0], None if value is None else abs(value))
            assert re.search(rf"(?<![\d.]){re.escape(shown)}(?![\d]|\.\d)", text), (text, pointer)


def test_two_languages_stand_together_and_what_is_alike_stands_once():
    made = audits.filled()
    page = render(made, ("en", "zh-CN"))
    assert '<html lang="en">' in page
    assert 'Conclusion<span class="second" lang="zh-CN">结论</span>' in page
    assert page.count('lang="zh-CN"') > 300
    one = paired(audit_document(made, "en"), audit_document(made, "zh-CN"), "zh-CN")
    assert isinstance(one.cover.subtitle, Both)
    assert not isinstance(one.cover.heading, Both)  # the name of the system is the same in both
    assert [section.anchor for section in one.sections] == [
        section.anchor for section in audit_document(made, "en").sections
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_missing_is_a_visible_box(lang):
    page = render(audits.record(assessments.not_ready()), (lang,))
    empty = {"en": "Not stated", "zh-CN": "未填写"}[lang]
    # organisation, classification, distribution, independence, period; names and days of three who sign; the statement
    assert page.count(f'class="empty">{empty}<') > 20


@pytest.mark.parametrize("langs", [("en",), ("zh-CN", "en")], ids="+".join)
def test_text_of_strangers_is_escaped_in_every_place(langs):
    page = render(audits.filled(HOSTILE), langs)
    assert assessments.SCRIPT not in page
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "\u202e" not in page
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert style.count("@page{") == 1
    assert "<" not in style
    assert page.count("<!--") == 0


@pytest.mark.parametrize(("paper", "rule"), [("a4", "size:a4;"), ("letter", "size:letter;"), (None, "")])
def test_the_paper_is_that_which_was_asked_for(paper, rule):
    page = render(audits.example("claims-copilot"), ("en",), paper)
    assert f"@page{{{rule}margin:" in page
