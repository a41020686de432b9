"""JSON Schemas of the files: for editors (answers) and for whoever writes checklists and policies.

The answers schema is draft-07, which is what yaml-language-server reads. Free text may also be a number there,
because an editor takes `1.4` for one; Gapsheet reads every value as text.
"""

import json
from collections.abc import Sequence
from typing import Any

from gapsheet.model.adapter import json_schema
from gapsheet.model.answers import ANSWER_WORDS
from gapsheet.model.base import SEVERITIES
from gapsheet.model.checklist import Checklist, Fact, Item, Overlay
from gapsheet.model.framework import Framework
from gapsheet.model.policy import Policy
from gapsheet.words import LANGS, Lang, Param, say

Schema = dict[str, Any]

DAY = r"^\d{4}-\d{2}-\d{2}$"
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def dump(schema: Schema) -> str:
    """Return a schema as a file, keys in the order given: an editor shows properties in it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def answers(checklists: Sequence[Checklist], facts: Sequence[Fact], policies: Sequence[str], lang: Lang) -> Schema:
    """Return the schema of a sheet whose answers are the items of these checklists, with hover text."""

    def said(key: str, **params: Param) -> Schema:
        return {"description": say(lang, "sheet", f"schema.{key}", **params)}

    items = {item.id: _item(item, lang) for checklist in checklists for item in checklist.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": say(lang, "sheet", "schema.title"),
        "type": "object",
        "required": ["schema", "system", "checklists"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": "gapsheet/answers/v1"},
            "system": {**_TEXT, **said("system")},
            "assessed": {**_day(), **said("assessed")},
            "assessor": {**_TEXT, **said("assessor")},
            "subject": {**_subject(), **said("subject")},
            "lang": {"enum": list(LANGS), **said("lang")},
            "facts": {**_facts(facts, lang), **said("facts")},
            "checklists": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "pattern": r"^\S.*@\d+\.\d+$"},
                **said("checklists"),
            },
            "policy": {"type": "string", **said("policy", policies=", ".join(policies))},
            "frameworks": {"type": "array", "items": {"type": "string"}, **said("frameworks")},
            "answers": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": items,
                **said("answers"),
            },
            "people": {"type": "object", "additionalProperties": _TEXT, **said("people")},
        },
        "definitions": {"answer": _answer(), "long": _long(lang), "evidence": _evidence(), "waiver": _waiver()},
    }


def checklist() -> Schema:
    """Return the schema of a checklist, or, where it has `extends`, of an overlay: the models, and patterns of ids."""
    whole, overlay = json_schema(Checklist), json_schema(Overlay)
    parts = overlay.pop("$defs") | whole.pop("$defs") | {"Checklist": whole, "Overlay": overlay}
    for document in (whole, overlay):
        _set(document["properties"], id=r"^[a-z][a-z0-9-]*$", version=r"^\d+\.\d+\.\d+$", prefix=r"^[A-Z]{3}$")
    _set(overlay["properties"], extends=r"^[a-z][a-z0-9-]*@\d+\.\d+$")
    for name in ("from", "above", "to", "below"):
        parts["Band"]["properties"][name] = {"type": "number", "minimum": 0}
    _set(parts["Item"]["properties"], id=r"^[A-Z]{3}-\d{2,}$")
    parts["Item"]["properties"]["since"] = {"type": "string", "pattern": r"^\d+\.\d+$"}
    _set(parts["Section"]["properties"], id=r"^[a-z][a-z0-9-]*$")
    for name in ("en", "zh-CN"):
        parts["LocalText"]["properties"][name]["minLength"] = 1
    schema = {
        "$defs": parts,
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/Overlay"},
        "else": {"$ref": "#/$defs/Checklist"},
    }
    return _headed(schema, "Gapsheet checklist")


def framework() -> Schema:
    """Return the schema of a framework: its model, and the patterns of ids and days."""
    schema = json_schema(Framework)
    _set(schema["properties"], id=r"^[a-z0-9][a-z0-9.-]*$", url=r"^https?://")
    schema["properties"]["controls"]["minItems"] = 1
    for name in ("version", "publisher"):
        schema["properties"][name] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Title"}]}
    return _headed(schema, "Gapsheet framework")


def policy() -> Schema:
    """Return the schema of a policy: its model, and the range of every limit."""
    from pydantic.json_schema import GenerateJsonSchema

    class Exact(GenerateJsonSchema):
        """Writes an exact fraction as what a file has: a number."""

        def is_instance_schema(self, schema: Any) -> Schema:  # noqa: ANN401 - a schema of pydantic's core
            """Return a number for `Fraction`, the only class that a policy's model names."""
            return dict(_PERCENT)

    schema = json_schema(Policy, Exact)
    _set(schema["properties"], id=r"^[a-z][a-z0-9-]*$")
    rules = schema["$defs"]["Rules"]["properties"]
    for name in ("min_score", "min_evidence", "max_not_applicable", "max_drop"):
        rules[name] = dict(_PERCENT)
    rules["max_assessment_age"] = dict(_WHOLE)
    rules["min_checklist_score"] = {"type": "object", "additionalProperties": _PERCENT}
    for name in ("max_open", "max_waived", "max_waiver_days", "max_unanswered"):
        keys = [*SEVERITIES, *(["default"] if name in ("max_waiver_days", "max_unanswered") else [])]
        rules[name] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: dict(_WHOLE) for key in keys},
        }
    rules["evidence_for"] = {"type": "array", "items": {"enum": list(SEVERITIES)}}
    rules["unwaivable"] = {"type": "array", "items": {"type": "string"}}
    rules["require_checklists"] = {
        "type": "array",
        "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/RequiredChecklist"}]},
    }
    return _headed(schema, "Gapsheet policy")


# ---- parts of the answers schema -----------------------------------------------------------------------------------


def hover(item: Item, lang: Lang) -> str:
    """Return what an editor shows of an item: statement, why, conditions, evidence, the answers there are."""

    def said(key: str, **params: Param) -> str:
        return say(lang, "sheet", f"schema.item.{key}", **params)

    severity = say(lang, "terms", f"severity.{item.severity}")
    parts = [f"{item.id} ({severity}) {item.statement.text(lang)}", said("why", text=item.why.text(lang))]
    parts.append("\n".join([said("met"), *(f"- {line.text(lang)}" for line in item.met_when)]))
    parts.append("\n".join([said("evidence"), *(f"- {line.text(lang)}" for line in item.evidence)]))
    parts.append(said("answers"))
    return "\n\n".join(parts)


def _item(item: Item, lang: Lang) -> Schema:
    return {
        "title": item.statement.text(lang),
        "description": hover(item, lang),
        "allOf": [{"$ref": "#/definitions/answer"}],
    }


def _answer() -> Schema:
    """Return the short and the long form; each has its own message, because each type is looked at alone."""
    short = [word for word, answer in ANSWER_WORDS.items() if answer != "n/a"]
    return {
        "anyOf": [{"type": ["string", "null"]}, {"type": "object"}],
        "allOf": [
            {"if": {"type": "string"}, "then": {"enum": short}},
            {"if": {"type": "object"}, "then": {"$ref": "#/definitions/long"}},
        ],
        "defaultSnippets": [
            {"label": "n/a", "body": {"answer": "n/a", "reason": "$1"}},
            {"label": "evidence", "body": {"answer": "met", "evidence": [{"file": "$1", "title": "$2"}]}},
            {
                "label": "waiver",
                "body": {
                    "answer": "unmet",
                    "waiver": {"reason": "$1", "by": "$2", "granted": "$3", "until": "$4"},
                },
            },
        ],
    }


def _long(lang: Lang) -> Schema:
    def said(key: str) -> Schema:
        return {"description": say(lang, "sheet", f"schema.{key}")}

    aside = [word for word, answer in ANSWER_WORDS.items() if answer == "n/a"]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "answer": {"enum": [*ANSWER_WORDS, None], **said("item.answer")},
            "note": {**_TEXT, **said("note")},
            "reason": {**_TEXT, **said("reason")},
            "evidence": {"allOf": [{"$ref": "#/definitions/evidence"}], **said("evidence")},
            "owner": {**_TEXT, **said("owner")},
            "due": {**_day(), **said("due")},
            "waiver": {"allOf": [{"$ref": "#/definitions/waiver"}], **said("waiver")},
            "by": {**_TEXT, **said("by")},
            "at": {**_day(), **said("at")},
        },
        "if": {"required": ["answer"], "properties": {"answer": {"enum": aside}}},
        "then": {"required": ["reason"]},
    }


def _evidence() -> Schema:
    long_form: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "file": {"type": "string"},
            "url": {"type": "string"},
            "title": _TEXT,
            "date": _day(),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "anyOf": [{"required": ["file"]}, {"required": ["url"]}],
        "not": {"required": ["file", "url"]},
    }
    one: Schema = {
        "anyOf": [{"type": "string"}, {"type": "object"}],
        "allOf": [{"if": {"type": "object"}, "then": long_form}],
    }
    return {
        "anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}],
        "allOf": [{"if": {"type": "array"}, "then": {"items": one}, "else": one}],
    }


def _waiver() -> Schema:
    return {
        "type": "object",
        "required": ["reason", "by", "granted", "until"],
        "additionalProperties": False,
        "properties": {"reason": _TEXT, "by": _TEXT, "granted": _day(), "until": _day()},
    }


def _subject() -> Schema:
    texts = dict.fromkeys(("version", "commit", "image"), _TEXT)
    models = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {**texts, "models": models, "environment": _TEXT},
    }


def _facts(facts: Sequence[Fact], lang: Lang) -> Schema:
    def one(fact: Fact) -> Schema:
        text = say(lang, "sheet", "schema.fact", question=fact.question.text(lang), example=fact.example.text(lang))
        return {"title": fact.title.text(lang), "description": text, "enum": ["yes", "no", "unknown"]}

    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {fact.id: one(fact) for fact in facts},
    }


def _day() -> Schema:
    return {"type": "string", "pattern": DAY}


def _set(properties: Schema, **patterns: str) -> None:
    for name, pattern in patterns.items():
        properties[name]["pattern"] = pattern


def _headed(schema: Schema, title: str) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | {"title": title}
