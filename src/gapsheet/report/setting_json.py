"""What `set` changed as JSON, `gapsheet/set/v1`."""

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from gapsheet.codes import code_of
from gapsheet.diagnostics import Diagnostic
from gapsheet.report.diagnostics_text import advice, message


class Change(Protocol):
    """What became of one item; an answer is None where nobody has answered."""

    @property
    def item(self) -> str:
        """The item."""

    @property
    def old(self) -> str | None:
        """The answer before."""

    @property
    def new(self) -> str | None:
        """The answer after."""

    @property
    def fields(self) -> Sequence[str]:
        """The other fields that differ."""


def render(path: str, changes: Iterable[Change], warnings: Iterable[Diagnostic], *, written: bool) -> str:
    """Return the document: English in every language, keys sorted, ASCII only, a final line end."""
    document = {
        "schema": "gapsheet/set/v1",
        "path": path,
        "written": written,
        "changes": [{"item": one.item, "old": one.old, "new": one.new, "fields": list(one.fields)} for one in changes],
        "warnings": [
            {
                "code": one.code,
                "slug": code_of(one.code).slug,
                "line": one.span.line,
                "message": message(one, "en"),
                "help": advice(one, "en"),
            }
            for one in warnings
        ],
    }
    return json.dumps(document, sort_keys=True, indent=2) + "\n"
