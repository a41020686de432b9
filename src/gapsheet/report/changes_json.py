"""What became of a sheet, as parts of JSON: what `set` and `merge` tell alike, English in every language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from gapsheet.codes import code_of
from gapsheet.diagnostics import Diagnostic
from gapsheet.report.diagnostics_text import advice, message
from gapsheet.words import say

Row = dict[str, object]


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


class Notice(Protocol):
    """Something to know about a change; `key` is its kind, and part of the name of a sentence of "setting"."""

    @property
    def item(self) -> str:
        """The item."""

    @property
    def key(self) -> str:
        """The kind."""

    @property
    def params(self) -> Mapping[str, str]:
        """What the sentence names."""


def change_rows(changes: Iterable[Change]) -> list[Row]:
    """Return what became of each item."""
    return [{"item": one.item, "old": one.old, "new": one.new, "fields": list(one.fields)} for one in changes]


def warning_rows(warnings: Iterable[Diagnostic]) -> list[Row]:
    """Return the warnings that a sheet has anew."""
    return [
        {
            "code": one.code,
            "slug": code_of(one.code).slug,
            "line": one.span.line,
            "message": message(one, "en"),
            "help": advice(one, "en"),
        }
        for one in warnings
    ]


def notice_rows(notices: Iterable[Notice]) -> list[Row]:
    """Return what there is to know about the changes."""
    return [
        {"item": one.item, "kind": one.key, "message": say("en", "setting", f"notice.{one.key}", **one.params)}
        for one in notices
    ]
