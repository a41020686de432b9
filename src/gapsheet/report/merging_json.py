"""What a merge came to as JSON, `gapsheet/merge/v1`; `wire_changes.py` holds the models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gapsheet.diagnostics import Diagnostic
from gapsheet.report.changes_json import Change, Notice, Row, change_rows, notice_rows, warning_rows
from gapsheet.report.merging import Conflict
from gapsheet.text import json_document

Fields = Mapping[str, Sequence[str]]


class Unread(Protocol):
    """A cell that is there to be read, and says something of its own."""

    @property
    def place(self) -> str:
        """Its address."""

    @property
    def item(self) -> str:
        """The item."""

    @property
    def column(self) -> str:
        """The key of its column."""

    @property
    def text(self) -> str:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a merge: `base` is where the base was found, and the commit."""

    path: str
    returned: str
    base: tuple[str, str]
    written: bool
    kept: str | None = None
    conflicts: Iterable[Conflict] = ()
    changes: Iterable[Change] = ()
    settled: Mapping[str, str] = field(default_factory=dict)
    left_out: Fields = field(default_factory=dict)
    ignored: Fields = field(default_factory=dict)
    unread: Iterable[Unread] = ()
    unread_sheets: Sequence[str] = ()
    warnings: Iterable[Diagnostic] = ()
    notices: Iterable[Notice] = ()


def render(told: Told) -> str:
    """Return the document: English in every language, keys sorted, ASCII only, a final line end."""
    found, commit = told.base
    return json_document(
        {
            "schema": "gapsheet/merge/v1",
            "path": told.path,
            "returned": told.returned,
            "base": {"found": found, "commit": commit or None},
            "kept": told.kept,
            "written": told.written,
            "conflicts": [_conflict(one) for one in told.conflicts],
            "changes": change_rows(told.changes),
            "settled": [{"item": item, "kept": side} for item, side in told.settled.items()],
            "left_out": _fields(told.left_out),
            "ignored": _fields(told.ignored),
            "unread": [
                {"cell": one.place, "item": one.item, "column": one.column, "text": one.text} for one in told.unread
            ],
            "unread_sheets": list(told.unread_sheets),
            "warnings": warning_rows(told.warnings),
            "notices": notice_rows(told.notices),
        }
    )


def _conflict(one: Conflict) -> Row:
    sides = {"base": one.base, "ours": one.ours, "theirs": one.theirs}
    return {"item": one.item, "field": one.field, "unit": one.unit, **sides}


def _fields(fields: Fields) -> list[Row]:
    return [{"item": item, "fields": list(names)} for item, names in fields.items()]
