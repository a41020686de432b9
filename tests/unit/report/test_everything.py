"""A sheet with every checklist: what stands alone, what was left out and how far it reaches, in each format."""

import csv
import io
import json
from functools import cache

import jsonschema
import pytest

import assessments
from gapsheet.model.assessment import CONTROL_STATES
from gapsheet.report import csv_table, html, json_v1, markdown
from gapsheet.report.layout import Style
from gapsheet.report.text import render_score
from gapsheet.report.view import gap_view
from gapsheet.report.wire import result_schema
from gapsheet.words import LANGS


@cache
def everything():
    return assessments.everything()


def test_counts_of_controls_are_fields_of_the_result_in_every_column():
    view = gap_view(everything(), "en")
    for shown, result in zip(view.frameworks, everything().frameworks, strict=True):
        assert shown.counts == tuple(str(result.counts[s]) if result.counts[s] else "" for s in CONTROL_STATES)
        assert [c.id for c in shown.controls] == [c.control.id for c in result.controls if c.items]
    assert [entry.why for entry in view.frameworks][:2] == ["named in the sheet", "Users in the EU"]


def test_statement_of_applicability_names_every_item_left_out_and_why():
    scope = gap_view(everything(), "en").scope
    out = {item.id for item in everything().all_items() if item.state == "out-of-scope"}
    assert {name for fact in scope.facts for name in fact.items} == out
    assert [(row.id, row.reason.text, row.by) for row in scope.not_applicable] == [
        ("GOV-12", "Nothing has been retired yet.", "Li Wei 李伟")
    ]
    assert [(row.id, row.reason.text, row.anchor) for row in scope.dropped] == [
        ("SEC-18", "Read by counsel, outside this sheet.", False)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_rubric_stands_apart_in_every_format(lang):
    result = everything()
    native = result.standalone[0].native
    view = gap_view(result, lang)
    assert [rubric.score for rubric in view.rubrics] == [str(native.score)]
    assert view.rubrics[0].band == native.band.text(lang)
    assert view.item_count == len(result.items()) == len(result.all_items()) - 28
    for page in (html.render(result, lang), markdown.render(result, lang), render_score(result, Style(lang, 200))):
        assert native.band.text(lang) in page
    rows = list(csv.DictReader(io.StringIO(csv_table.render(result, lang).removeprefix("\ufeff"))))
    assert len(rows) == len(result.all_items())


def test_json_has_it_all_and_keeps_its_schema():
    data = json.loads(json_v1.render(everything()))
    jsonschema.validate(data, result_schema(), jsonschema.Draft202012Validator)
    rubric = data["standalone"][0]
    assert rubric["native_score"]["score"] == min(part["score"] for part in rubric["native_score"]["sections"])
    assert "score" not in rubric
    assert data["checklists"][0]["extends"]["dropped"] == [
        {"item": "SEC-18", "reason": "Read by counsel, outside this sheet."}
    ]
    assert [one["id"] for one in data["frameworks"]] == ["cn-tc260-003", "eu-ai-act", "gdpr", "nist-ai-rmf"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_came_after_a_framework_and_what_is_not_proven_is_said(lang):
    page = html.render(everything(), lang)
    assert "cn-gbt-45654" in page
    assert {"en": "not a proof of conformity", "zh-CN": "不是合规证明"}[lang] in page
