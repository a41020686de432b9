"""The long help as JSON, `gapsheet/explain/v1`: content in both languages, everything else in English."""

from collections.abc import Sequence
from dataclasses import is_dataclass
from typing import Any

from gapsheet.codes import Code
from gapsheet.model.adapter import dump
from gapsheet.model.assessment import WEIGHTS
from gapsheet.model.base import keys_of
from gapsheet.model.checklist import Checklist, Fact, Item, Section
from gapsheet.model.policy import Policy
from gapsheet.text import json_document
from gapsheet.words import has, say


def item(found: Item, section: Section, checklist: Checklist) -> str:
    """Return an item."""
    body = dump(found, mode="json", exclude_none=True)
    return _document(
        "item", body | {"checklist": checklist.id, "section": section.id, "weight": WEIGHTS[found.severity]}
    )


def checklist(found: Checklist) -> str:
    """Return a checklist with the ids of its items."""
    body = dump(found, mode="json", exclude={"sections", "schema_"}, exclude_none=True)
    return _document("checklist", body | {"items": [one.id for one in found.items()]})


def code(found: Code) -> str:
    """Return a diagnostic code with its paragraph."""
    text = say("en", "explain", found.code) if has("en", "explain", found.code) else None
    return _document("code", {"id": found.code, "slug": found.slug, "severity": found.severity, "text": text})


def rule(name: str, policies: Sequence[str]) -> str:
    """Return a rule with its paragraph."""
    return _document("rule", {"id": name, "policies": list(policies), "text": say("en", "guide", f"rule.{name}")})


def policy(found: Policy) -> str:
    """Return a policy; limits that are fractions are numbers."""
    rules = {}
    for name in keys_of(type(found.rules)):
        limit = getattr(found.rules, name)
        if limit is not None:
            rules[name] = _plain(limit)
    body = dump(found, exclude={"rules", "schema_"}, exclude_none=True)
    return _document("policy", body | {"rules": rules})


def fact(found: Fact, items: Sequence[str]) -> str:
    """Return a fact with the items that depend on it."""
    return _document("fact", dump(found) | {"items": list(items)})


def _plain(value: Any) -> Any:  # noqa: ANN401 - limits have several shapes
    if isinstance(value, dict):
        return {name: _plain(limit) for name, limit in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return dump(value, exclude_none=True)
    if isinstance(value, (str, int)):
        return value
    return int(value) if value == int(value) else float(value)


def _document(kind: str, body: dict[str, Any]) -> str:
    return json_document({"schema": "gapsheet/explain/v1", "kind": kind} | body)
