"""JSON Schemas for whoever writes checklists, frameworks and policies."""

import json
from typing import Any

from gapsheet.model.adapter import json_schema
from gapsheet.model.base import SEVERITIES
from gapsheet.model.checklist import Checklist, Overlay
from gapsheet.model.framework import Framework
from gapsheet.model.policy import Policy

Schema = dict[str, Any]

_PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def dump(schema: Schema) -> str:
    """Return a schema as a file, keys in the order given."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


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


def _set(properties: Schema, **patterns: str) -> None:
    for name, pattern in patterns.items():
        properties[name]["pattern"] = pattern


def _headed(schema: Schema, title: str) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | {"title": title}
