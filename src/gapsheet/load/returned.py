"""What came back from somebody who filled in a form: the form's own file, or a whole answer sheet.

The form's file is YAML, `gapsheet/form/v1`: where it comes from, and under `answers` every item that was asked, with
the fields that have a value. What is not under an item is empty; an item that is not there was not asked. In a sheet
an item that is not there says nothing either. Neither can say that an item is to be taken out of a sheet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gapsheet.diagnostics import Diagnostic
from gapsheet.load.answers import ANSWER_KEYS
from gapsheet.load.reading import Reading
from gapsheet.load.source import Source
from gapsheet.load.spans import SpanIndex
from gapsheet.load.yaml_doc import Plain, YamlDoc, parse_yaml

Kind = Literal["form", "sheet", "table"]

FORM_KEYS = ("schema", "sheet", "base", "system", "lang", "saved", "answers")
ASKED = ("answer", "note", "reason", "evidence", "owner", "due", "waiver", "by", "at")
"""The fields that a form asks."""
_DIGEST = re.compile("[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong in a table; `key` names a sentence of the word area "merge"."""

    place: str
    key: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """What stands in a cell of a table that is there to be read, such as the statement of an item."""

    place: str
    item: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back; `answers` are as written, and `spans` the place of every part of them.

    `asked` are the fields that a form asks, or that a table has columns for; what is not among them was not asked,
    unless it stands there. `base` is the digest of the sheet that a form was made from. With `troubles`, or an error in
    `found`, it cannot be used.
    """

    kind: Kind
    source: Source
    answers: Mapping[str, Plain]
    spans: SpanIndex | None = None
    system: str | None = None
    sheet: str | None = None
    base: str | None = None
    asked: tuple[str, ...] = ANSWER_KEYS
    found: tuple[Diagnostic, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    read_only: tuple[ReadOnly, ...] = ()
    other_sheets: tuple[str, ...] = ()
    """Sheets of a workbook beside the form in which something stands."""
    guessed: bool = False
    """Whether the encoding of a table was guessed from its header."""


def parse_returned(source: Source) -> Returned | None:
    """Return what came back as YAML with every mistake of its form; None for a file that is something else."""
    doc, found = parse_yaml(source)
    if doc is None:
        return Returned("form", source, {}, found=tuple(found))
    data = doc.data
    kind = _kind(data)
    if kind is None or not isinstance(data, dict):
        return None
    reading = Reading(doc)
    if kind == "form":
        reading.keys(data, (), FORM_KEYS, required=("schema", "base", "system"))
    base = reading.text(data.get("base"), ("base",)) if kind == "form" and data.get("base") is not None else None
    if base is not None and not _DIGEST.fullmatch(base):
        reading.wrong("GS157", ("base",), n=len(base))
    answers = data.get("answers")
    table = reading.mapping(answers, ("answers",)) if answers is not None else {}
    return Returned(
        kind,
        source,
        table or {},
        doc.spans,
        system=_text(reading, doc, "system"),
        sheet=_text(reading, doc, "sheet") if kind == "form" else None,
        base=base,
        asked=ASKED if kind == "form" else ANSWER_KEYS,
        found=(*found, *reading.found),
    )


def _kind(data: Plain) -> Kind | None:
    schema = data.get("schema") if isinstance(data, dict) else None
    return "form" if schema == "gapsheet/form/v1" else "sheet" if schema == "gapsheet/answers/v1" else None


def _text(reading: Reading, doc: YamlDoc, name: str) -> str | None:
    value = doc.data.get(name) if isinstance(doc.data, dict) else None
    return reading.text(value, (name,)) if value is not None else None
