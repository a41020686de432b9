"""What `set` changed as JSON, `gapsheet/set/v1`; `wire_changes.py` holds the models."""

from collections.abc import Iterable

from gapsheet.diagnostics import Diagnostic
from gapsheet.report.changes_json import Change, Notice, change_rows, notice_rows, warning_rows
from gapsheet.text import json_document


def render(
    path: str,
    changes: Iterable[Change],
    warnings: Iterable[Diagnostic],
    notices: Iterable[Notice] = (),
    *,
    written: bool,
) -> str:
    """Return the document: English in every language, keys sorted, ASCII only, a final line end."""
    return json_document(
        {
            "schema": "gapsheet/set/v1",
            "path": path,
            "written": written,
            "changes": change_rows(changes),
            "warnings": warning_rows(warnings),
            "notices": notice_rows(notices),
        }
    )
