"""The models of `gapsheet/set/v1` and `gapsheet/merge/v1`: what `gapsheet schema` describes. Loaded for that alone."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gapsheet.model.answers import AnswerWord
from gapsheet.report.wire_base import Wire

FieldName = Literal["answer", "by", "at", "reason", "evidence", "note", "owner", "due", "waiver"]
Side = Literal["ours", "theirs"]
Value = str | list[Any] | dict[str, Any] | None


class ItemChange(Wire):
    """What became of one item; an answer is null where nobody has answered. `fields` are the others that differ.

    `old` may be any word: one that was no answer, and is corrected.
    """

    item: str
    old: str | None
    new: AnswerWord | None
    fields: list[FieldName]


class ItemNotice(Wire):
    """Something to know about a change. `due-past`: a new due date lies in the past. `evidence-stays`: what was
    met is so no more, and the evidence that it was is still there.
    """

    item: str
    kind: Literal["due-past", "evidence-stays"]
    message: str


class NewWarning(Wire):
    """A warning that the sheet did not have before; `gapsheet explain CODE` says more."""

    code: Annotated[str, Field(pattern=r"^GS\d{3}$")]
    slug: str
    line: Annotated[int, Field(ge=1)]
    message: str
    help: str | None


class SetResult(Wire):
    """The result of `gapsheet set --format json`. `written`: the file was changed, which a dry run never does."""

    schema_: Literal["gapsheet/set/v1"] = Field(alias="schema")
    path: str
    written: bool
    changes: list[ItemChange]
    warnings: list[NewWarning]
    notices: list[ItemNotice]


class MergeBase(Wire):
    """What both sides started from: the sheet as it is now, a commit of its history, the one named, or unknown."""

    found: Literal["now", "history", "given", "unknown"]
    commit: str | None


class MergeConflict(Wire):
    """A field that the two sides see differently; null where it is empty, and for `base` where none is known.

    Conflicts of one item with the same `unit` are decided together: `standing` is answer, reason and waiver, with who
    answered and when, `stamp` is who answered and when, and any other unit is a field for itself.
    """

    item: str
    field: FieldName
    unit: Literal["standing", "stamp", "note", "owner", "due", "evidence"]
    base: Value
    ours: Value
    theirs: Value


class ItemFields(Wire):
    """Fields of one item."""

    item: str
    fields: list[FieldName]


class Stamp(Wire):
    """An item of which both sides say differently who answered, or when, and the side that was kept."""

    item: str
    kept: Side


class UnreadCell(Wire):
    """A cell of a table that is there to be read, and says something of its own: it was not taken over."""

    cell: Annotated[str, Field(pattern=r"^[A-Z]+[1-9]\d*$")]
    item: str
    column: Literal["checklist", "severity", "statement", "good"]
    text: str


class MergeResult(Wire):
    """The result of `gapsheet merge --format json`; with conflicts and no side to decide them nothing is changed yet.

    `kept` is the side that decided conflicts, null where there were none. `left_out`: fields that only came back, and
    that `--ours` left out. `ignored`: fields that came back empty and were kept, because nobody knows the base.
    `unread_sheets`: sheets of a workbook beside the form in which something stands.
    """

    schema_: Literal["gapsheet/merge/v1"] = Field(alias="schema")
    path: str
    returned: str
    base: MergeBase
    kept: Side | None
    written: bool
    conflicts: list[MergeConflict]
    changes: list[ItemChange]
    settled: list[Stamp]
    left_out: list[ItemFields]
    ignored: list[ItemFields]
    unread: list[UnreadCell]
    unread_sheets: list[str]
    warnings: list[NewWarning]
    notices: list[ItemNotice]


def set_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `gapsheet/set/v1`."""
    return _schema(SetResult, "gapsheet/set/v1")


def merge_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `gapsheet/merge/v1`."""
    return _schema(MergeResult, "gapsheet/merge/v1")


def _schema(model: type[Wire], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
