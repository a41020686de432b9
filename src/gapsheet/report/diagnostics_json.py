"""Diagnostics as JSON, `gapsheet/check/v1` and `gapsheet/lint/v1`."""

from collections.abc import Iterable

from gapsheet.codes import code_of
from gapsheet.diagnostics import Diagnostic
from gapsheet.report.diagnostics_text import advice, message
from gapsheet.text import json_document


def render(
    diagnostics: Iterable[Diagnostic], kind: str, *, answered: int | None = None, in_scope: int | None = None
) -> str:
    """Return the document: English in every language, keys sorted, ASCII only, a final line end.

    `kind` is "check" or "lint"; lines and columns count from 1.
    """
    found = list(diagnostics)
    document: dict[str, object] = {
        "schema": f"gapsheet/{kind}/v1",
        "errors": sum(one.severity == "error" for one in found),
        "warnings": sum(one.severity == "warning" for one in found),
        "diagnostics": [
            {
                "code": one.code,
                "slug": code_of(one.code).slug,
                "severity": one.severity,
                "path": one.path,
                "line": one.span.line,
                "column": one.span.column,
                "end_column": one.span.end,
                "message": message(one, "en"),
                "help": advice(one, "en"),
            }
            for one in found
        ],
    }
    if kind == "check":
        document |= {"answered": answered, "in_scope": in_scope}
    return json_document(document)
