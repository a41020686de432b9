"""The schema of a sheet accepts what Gapsheet accepts, refuses what it refuses, and says what an editor shows."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from gapsheet.app.schemas import schema_of_sheet
from gapsheet.load.catalog import builtin_policies, load_builtin_checklist, load_facts
from gapsheet.load.sheet import load_sheet
from gapsheet.model.answers import ANSWER_WORDS, Answer, AnswerSheet, Evidence, Waiver
from gapsheet.model.base import LocalText, keys_of
from gapsheet.model.record import Review
from gapsheet.report import answers_schema

LANGS = ("en", "zh-CN")
DIAGNOSTICS = Path(__file__).parents[2] / "diagnostics"
ITEMS = [item for name in ("security", "update") for item in load_builtin_checklist(name).checklist.items()]
KNOWN = answers_schema.Known({"security": "1.0", "update": "1.0"}, builtin_policies(), ("eu-ai-act",))


@pytest.fixture(scope="module", params=LANGS)
def answers(request):
    made = answers_schema.answers(ITEMS, load_facts().facts, KNOWN, request.param)
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def sheet(answer, **more):
    base = {"schema": "gapsheet/answers/v1", "system": "S", "checklists": ["security@1.0"]}
    return base | more | {"answers": {"SEC-01": answer}}


WAIVER = {"reason": "r", "by": "hana", "granted": "2026-11-01", "until": "2026-11-30"}
RECORD = {
    "organisation": "Example Care Ltd",
    "independence": "internal",
    "participants": ["mina", "Dana Ruiz"],
    "period": {"from": "2026-08-01", "to": "2026-10-31"},
    "scope": {"text": "The service.", "in": "all of it", "out": ["the model", "the network"]},
    "assumptions": ["The provider does as it says."],
    "statement": {"text": "True.", "name": "hana", "role": "CTO", "date": "2026-11-20"},
    "signoff": [{"role": "prepared", "name": "mina", "at": "2026-11-18"}, {"role": "approved"}],
    "classification": "internal",
    "distribution": None,
    "evidence": {"pen-test": {"file": "reports/pen-test.pdf", "collected_by": "dana"}, "wiki": "https://e.org/wiki"},
}
GOOD = [
    None,
    "met",
    "部分符合",
    {"answer": "unmet", "note": "x", "owner": "dana", "due": "2026-12-05"},
    {"answer": "n/a", "reason": "no tenants"},
    {"answer": "不适用", "reason": "无"},
    {"answer": "met", "evidence": "a/b.json"},
    {"answer": "met", "evidence": ["a.json", {"url": "https://example.org", "title": "T", "date": "2026-11-12"}]},
    {"answer": "met", "evidence": {"file": "a", "sha256": "0" * 64}},
    {"answer": "unmet", "waiver": {"reason": "r", "by": "hana", "granted": "2026-11-01", "until": "2026-11-30"}},
    {"note": "not answered yet", "by": "mina", "at": "2026-11-18"},
    {"answer": None, "note": "nor here", "evidence": None, "due": None},
    {"answer": "met", "evidence": ["a.json", {"file": "b.json", "date": None}]},
    {"answer": "met", "evidence": {"ref": "pen-test"}},
    {"answer": "met", "evidence": ["a", {"ref": "b"}, {"url": "https://e.org", "retain_until": "2029-12-31"}]},
    {"answer": "met", "method": "test", "population": "412", "sample": 25, "exceptions": None},
    {
        "answer": "met",
        "method": ["document", "test"],
        "reviewed": {"by": "dana", "at": "2026-11-19", "result": "unmet"},
    },
    {"answer": "met", "method": None, "reviewed": None},
    {"answer": "unmet", "waiver": WAIVER | {"compensating_control": "read daily", "residual_risk": "small"}},
]
BAD = [
    "yes",
    "done",
    "n/a",
    "不适用",
    3,
    ["met"],
    {"answer": "n/a"},
    {"answer": "不适用"},
    {"answer": "ok"},
    {"answer": "met", "ower": "dana"},
    {"answer": "met", "due": "soon"},
    {"answer": "met", "due": "2026-13-01"},
    {"answer": "met", "note": ["x"]},
    {"answer": "unmet", "waiver": {"reason": "r", "by": None, "granted": "2026-11-01", "until": "2026-11-30"}},
    {"answer": "unmet", "waiver": None},
    {"answer": "met", "evidence": {"title": "T"}},
    {"answer": "met", "evidence": [{"file": "a", "url": "https://example.org"}]},
    {"answer": "met", "evidence": {"file": "a", "sha256": "abc"}},
    {"answer": "unmet", "waiver": {"reason": "r", "by": "hana", "granted": "2026-11-01"}},
    {"answer": "met", "evidence": {"ref": "a", "title": "T"}},
    {"answer": "met", "evidence": [{"ref": "a", "file": "b"}]},
    {"answer": "met", "evidence": {"file": "a", "collected": "dana"}},
    {"answer": "met", "evidence": {"file": "a", "retain_until": "soon"}},
    {"answer": "met", "method": "asked"},
    {"answer": "met", "method": ["test", "guess"]},
    {"answer": "met", "reviewed": "dana"},
    {"answer": "met", "reviewed": {"by": "dana", "at": "soon"}},
    {"answer": "met", "sample": ["a"]},
    {"answer": "unmet", "waiver": WAIVER | {"residual": "x"}},
]


@pytest.mark.parametrize("answer", GOOD, ids=str)
def test_answers_that_are_accepted(answers, answer):
    assert list(answers.iter_errors(sheet(answer))) == []


@pytest.mark.parametrize("answer", BAD, ids=str)
def test_answers_that_are_refused(answers, answer):
    assert list(answers.iter_errors(sheet(answer)))


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"llm": "maybe"}},
        {"facts": {"lllm": "yes"}},
        {"checklists": ["security"]},
        {"checklists": []},
        {"lang": "de"},
        {"assesed": "2026-11-18"},
        {"assessed": "18 Nov"},
        {"schema": "gapsheet/answers/v2"},
        {"checklists": ["secrity@1.0"]},
        {"policy": "lanch"},
        {"frameworks": ["eu-act"]},
        {"system": None},
        {"subject": {"versoin": "1"}},
        {"independence": "none"},
        {"participants": "mina"},
        {"period": {"from": "2026-08-01"}},
        {"period": "2026"},
        {"scope": ["x"]},
        {"scope": {"inn": "x"}},
        {"assumptions": "x"},
        {"statement": {"text": "x", "at": "2026-11-20"}},
        {"signoff": [{"name": "mina"}]},
        {"signoff": [{"role": "author"}]},
        {"signoff": {"role": "prepared"}},
        {"evidence": {"a": {"ref": "b"}}},
        {"evidence": {"a": {"title": "b"}}},
        {"evidence": {"a": None}},
        {"evidence": ["a"]},
    ],
    ids=str,
)
def test_sheets_that_are_refused(answers, change):
    assert list(answers.iter_errors(sheet("met"))) == []
    assert list(answers.iter_errors(sheet("met") | change))


def test_what_an_audit_report_records_is_accepted_in_every_form(answers):
    short = {"scope": "The service.", "statement": "True.", "independence": None, "signoff": None, "period": None}
    for more in (RECORD, short):
        assert list(answers.iter_errors(sheet("met", **more))) == []


def test_every_key_that_a_sheet_may_have_is_in_the_schema_in_the_order_of_a_sheet(answers):
    made = answers.schema
    assert tuple(made["properties"]) == keys_of(AnswerSheet)
    long = made["definitions"]["long"]["properties"]
    assert tuple(long) == keys_of(Answer)
    assert tuple(long["waiver"]["properties"]) == keys_of(Waiver)
    assert tuple(long["reviewed"]["else"]["properties"]) == keys_of(Review)
    assert tuple(long["evidence"]["else"]["then"]["properties"]) == keys_of(Evidence)


def test_an_unknown_item_is_refused(answers):
    assert list(answers.iter_errors(sheet("met") | {"answers": {"SEC-99": "met"}}))


@pytest.mark.parametrize("lang", LANGS)
def test_every_item_is_a_property_with_its_title_its_text_and_the_words(lang):
    made = answers_schema.answers(ITEMS, load_facts().facts, KNOWN, lang)
    properties = made["properties"]["answers"]["properties"]
    assert list(properties) == [item.id for item in ITEMS]
    for item in ITEMS:
        entry = properties[item.id]
        assert entry["title"] == item.statement.text(lang)
        for part in (item.statement, item.why, *item.met_when, *item.evidence):
            assert part.text(lang) in entry["description"]
        words = [word for word in ANSWER_WORDS if lang == "zh-CN" or word.isascii()]
        assert all(word in entry["description"].splitlines()[-1] for word in words)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_used_that_came_after_draft_07_or_is_read_in_two_ways(lang):
    made = answers_schema.answers(ITEMS, load_facts().facts, KNOWN, lang)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    keywords = set()

    def walk(schema):
        keywords.update(schema)
        assert "$ref" not in schema or list(schema) == ["$ref"], "draft-07 passes over what stands beside a $ref"
        for name in ("properties", "definitions"):
            for part in schema.get(name, {}).values():
                walk(part)
        for name in ("items", "additionalProperties", "if", "then", "else", "not"):
            if isinstance(schema.get(name), dict):
                walk(schema[name])
        for name in ("allOf", "anyOf"):
            for part in schema.get(name, ()):
                walk(part)

    walk(made)
    standard = set(jsonschema.Draft7Validator.META_SCHEMA["properties"])
    extensions = {"defaultSnippets", "enumDescriptions", "errorMessage", "patternErrorMessage", "doNotSuggest"}
    assert keywords <= standard | extensions
    assert keywords.isdisjoint({"oneOf", "format"})


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_offered_for_an_answer_is_accepted(answers, lang):
    made = answers_schema.answers(ITEMS, load_facts().facts, KNOWN, lang)
    offers = made["definitions"]["offers"]
    days = {"$3": "2026-12-05", "$4": "2026-12-31"}
    bodies = [json.dumps(snippet["body"]) for snippet in offers["defaultSnippets"]]
    for place, day in days.items():
        bodies = [body.replace(place, day) for body in bodies]
    for answer in [*offers["enum"], *map(json.loads, bodies)]:
        assert list(answers.iter_errors(sheet(answer))) == [], answer


def test_people_are_offered_by_handles_that_are_plain_text_and_no_template():
    people = {"dana": "Dana Ruiz", "周敏": "周\u202e敏", "no": "N. O.", "a$1": "A", "x: y": "X", "1": "One"}
    known = replace(KNOWN, people=people)
    made = answers_schema.answers(ITEMS, load_facts().facts, known, "en")
    for where in (made["properties"]["assessor"], made["definitions"]["long"]["properties"]["owner"]):
        offers = where["anyOf"][1]["defaultSnippets"]
        assert [(offer["body"], offer["description"]) for offer in offers] == [
            ("dana", "Dana Ruiz"),
            ("周敏", "周\\u{202e}敏"),
        ]


def test_text_of_a_checklist_cannot_hide_or_turn_around_what_is_shown():
    text = LocalText(en="a\u202eb\x1b[31mc", zh_cn="甲\u202e乙")
    item = replace(ITEMS[0], statement=text, why=text, met_when=(text,))
    made = answers_schema.answers([item], (), KNOWN, "en")
    shown = made["properties"]["answers"]["properties"][item.id]
    for part in (shown["title"], shown["description"]):
        assert "a\\u{202e}b\\u{1b}[31mc" in part
        assert not set(part) & {"\u202e", "\x1b"}


def test_the_file_says_the_same_as_the_schema_in_lines_that_can_be_read():
    made = answers_schema.answers(ITEMS, load_facts().facts, KNOWN, "zh-CN")
    text = answers_schema.dump(made)
    assert json.loads(text) == made
    assert text.endswith("}\n")
    assert "符合" in text
    texts = ("title", "description", "errorMessage", "pattern", "patternErrorMessage")
    long = [line for line in text.splitlines() if len(line) > 121 and line.split('"')[1] not in texts]
    assert long == []


def core(text):
    """A document as an editor reads it, by YAML 1.2: `yes` is text, `1.10` a number."""

    def value(node):
        if isinstance(node, yaml.MappingNode):
            return {value_of_key.value: value(part) for value_of_key, part in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(part) for part in node.value]
        plain = node.style is None
        if plain and node.value in ("", "~", "null", "Null", "NULL"):
            return None
        if plain and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?", node.value):
            return float(node.value)
        return node.value == "true" if plain and node.value in ("true", "false") else node.value

    return value(yaml.compose(text, yaml.SafeLoader))


WARNED = sorted(DIAGNOSTICS.glob("GS2*/**/bad.yaml"))


@pytest.mark.parametrize("path", WARNED, ids=lambda path: str(path.parent.relative_to(DIAGNOSTICS)))
def test_a_sheet_that_has_warnings_only_fits_but_for_answers_on_no_item(path):
    """The sheets of the folders of warnings are valid; only an answer that no item waits for is marked besides."""
    loaded = load_sheet(path, DIAGNOSTICS)
    assert loaded.sheet is not None
    made = json.loads(schema_of_sheet(loaded, "en"))
    described = set(made["properties"]["answers"]["properties"])
    document = core(path.read_text(encoding="utf-8"))
    extra = set(document.get("answers") or ()) - described
    marks = list(jsonschema.Draft7Validator(made).iter_errors(document))
    assert [list(mark.path) for mark in marks] == ([["answers"]] if extra else [])
    assert not extra or path.relative_to(DIAGNOSTICS).parts[0].startswith(("GS205", "GS208"))
