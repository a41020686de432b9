"""A form as a table: its columns, and texts as cells hold them, without loss in either direction.

One row an item. A cell of evidence holds one piece a line: a path or URL as it is, and any other piece (with a title, a
date or a digest, or referring to the sheet's own evidence) as a JSON object. `RFC 4180` is the table as text; ECMA-376
part 1, 22.9.2.19 (ST_Xstring) is how a workbook writes characters that XML does not allow.
"""

import json
import re
from collections.abc import Mapping

from gapsheet.model.answers import Evidence
from gapsheet.model.base import keys_of

FIXED = ("item", "checklist", "severity", "statement", "good")
"""Columns that are there to be read; what is written into them says nothing."""

TEXTS = ("answer", "note", "reason", "owner", "due")
WAIVER = {
    "waiver_reason": "reason",
    "waiver_by": "by",
    "waiver_granted": "granted",
    "waiver_until": "until",
}
"""Columns of the parts of a waiver, and the parts."""

FILLED = (*TEXTS, "evidence", *WAIVER)
"""Columns that are filled in."""

ORIGIN = ("system", "sheet", "base")
"""Columns that say where a row comes from, the same in every row, so that sorting loses nothing."""

COLUMNS = (*FIXED, *FILLED, *ORIGIN)
DATES = frozenset({"due", "waiver_granted", "waiver_until"})

DIGEST = "sha256:"
"""What stands before a digest, so that no spreadsheet takes it for a number."""

MAX_CELL = 32_767
"""The most characters that a cell of a workbook holds (Excel specifications and limits)."""

_SIGNS = "=+@＝＋－＠﹦﹢﹣﹫−-"
_BEFORE = "\\s'\"`‘’“”＇＂"
_ENDS = "\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_OPEN = re.compile(f"(^|;|{_ENDS})(?=[{_BEFORE}]*[{_SIGNS}])")
_GUARDED = re.compile(f"(^|;|{_ENDS})'(?=[{_BEFORE}]*[{_SIGNS}])")


def guarded(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet could take what follows for a formula.

    That is at its start, and after a semicolon or a line end: a spreadsheet that cuts at semicolons begins cells there
    ("CSV Injection" at owasp.org). `unguarded` takes away just these.
    """
    return _OPEN.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """Return a text without the apostrophes that `guarded` put into it; one without a guard stays as it is."""
    return _GUARDED.sub(r"\1", text)


_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """Return a text as a workbook writes it: what XML forbids or changes as `_x000D_`, and what looks so already."""
    return _FORBIDDEN.sub(lambda hit: f"_x{ord(hit[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that a workbook means."""
    return _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text)


def texts_of(piece: Evidence) -> dict[str, str]:
    """Return the parts of a piece of evidence that say something, by name, dates as `YYYY-MM-DD`."""
    said = {name: getattr(piece, name) for name in keys_of(Evidence)}
    return {name: value if isinstance(value, str) else value.isoformat() for name, value in said.items() if value}


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")


def shortest(piece: str | Mapping[str, str]) -> str | Mapping[str, str]:
    """Return a piece of evidence in its short form, where that says all of it and means the same."""
    if isinstance(piece, str) or len(piece) != 1:
        return piece
    (kind, target), *_ = piece.items()
    means = "url" if _SCHEME.match(target) else "file"
    return target if kind == means else piece


def line_of(piece: str | Mapping[str, str]) -> str:
    """Return one piece of evidence as one line."""
    if not isinstance(piece, str):
        return json.dumps(dict(piece), ensure_ascii=False)
    plain = not set(piece) & {"\n", "\r"} and not piece.startswith(("{", '"'))
    return piece if plain else json.dumps(piece, ensure_ascii=False)


def piece_of(line: str) -> str | dict[str, str] | None:
    """Return the piece of evidence that a line means, or None for JSON that is neither a text nor texts by name."""
    if not line.startswith(("{", '"')):
        return line
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, str):
        return found
    if isinstance(found, dict) and all(isinstance(text, str) for text in found.values()):
        return found
    return None
