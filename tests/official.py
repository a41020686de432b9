"""Validators of the official schemas: with every pattern (as ECMAScript, which is what they are written in) and format.

The schemas are no part of the repository; they lie beside it. Python's `re` knows no `\\p{L}`, so patterns run on
`regress`, an ECMAScript engine that check-jsonschema brings. jsonschema checks neither URIs nor timestamps without
further packages, so both are checked here against RFC 3986 and RFC 3339.
"""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import regress
from jsonschema.protocols import Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parents[2] / "shared" / "schemas"

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the official schemas are not here: they belong in ../shared/schemas"
)

_PCT = r"%[0-9A-Fa-f]{2}"
_PCHAR = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|{_PCT})"
_HOST = rf"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|{_PCT})*)"
_AUTHORITY = rf"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|{_PCT})*@)?{_HOST}(?::[0-9]*)?"
_HIER = rf"(?://{_AUTHORITY}(?:/{_PCHAR}*)*|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
_TAIL = rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
_FIRST = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|{_PCT})+"
URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:{_HIER}{_TAIL}")
RELATIVE = re.compile(rf"(?://{_AUTHORITY}(?:/{_PCHAR}*)*|(?:/{_PCHAR}+|{_FIRST})?(?:/{_PCHAR}*)*){_TAIL}")

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or URI.fullmatch(value) is not None


@FORMATS.checks("uri-reference")
@FORMATS.checks("iri-reference")
def is_reference(value: object) -> bool:
    return not isinstance(value, str) or is_uri(value) or RELATIVE.fullmatch(value) is not None


@FORMATS.checks("date-time", raises=ValueError)
def is_timestamp(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@cache
def _ecma(pattern: str) -> regress.Regex:
    return regress.Regex(pattern, "u")


def _pattern(validator: Validator, pattern: str, instance: Any, schema: Any) -> Any:
    if validator.is_type(instance, "string") and _ecma(pattern).find(instance) is None:
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def validator(name: str) -> Validator:
    """Return a validator of a schema in ../shared/schemas, draft 7, with the schemas that it refers to."""
    schema = _read(SCHEMAS / name)
    others = [_read(path) for path in SCHEMAS.glob("*.schema.json") if path.name.startswith(("spdx", "jsf"))]
    registry = Registry().with_resources((other["$id"], Resource.from_contents(other)) for other in others)
    strict = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})
    return strict(schema, registry=registry, format_checker=FORMATS)


def mistakes(name: str, document: Any) -> list[str]:
    """Return what a schema finds wrong in a document, with the place."""
    return [f"{error.json_path}: {error.message[:300]}" for error in validator(name).iter_errors(document)]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
