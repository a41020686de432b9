"""A form that comes back as a spreadsheet (ECMA-376 workbook, or RFC 4180 table), and where each cell stands.

Rows are told by their item and columns by their header, in either language or by key, so that sorting, moving and
leaving out are fine. What a spreadsheet program makes of a text is undone where that is certain, and refused with its
cell where it is not. A table cannot say that an item was not looked at: an empty row says that nothing is said.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import ScalarNode

from gapsheet.load.returned import ReadOnly, Returned, Trouble
from gapsheet.load.source import Source
from gapsheet.load.spans import SpanIndex
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath, Span
from gapsheet.model.answers import ANSWER_WORDS
from gapsheet.model.form_table import COLUMNS, DATES, DIGEST, FILLED, FIXED, ORIGIN, WAIVER, piece_of
from gapsheet.words import LANGS, words


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that holds no text: `key` says what it is."""

    key: str
    text: str


Content = str | dt.date | Odd
Row = tuple[int, Mapping[int, Content]]
"""The number of a row, and its cells that are not empty, by their column from 0."""


class CellIndex(SpanIndex):
    """The cell of every part of the answers: its line is the row, its column that of the cell, both from 1."""

    def __init__(self, cells: Mapping[DocPath, Span]) -> None:
        super().__init__(ScalarNode("text", ""), [])
        self._cells = cells

    def key(self, path: DocPath) -> Span:
        """Return the cell of a path, or of the nearest part above it."""
        while path and path not in self._cells:
            path = path[:-1]
        return self._cells.get(path, Span(1, 1, 1))

    def value(self, path: DocPath) -> Span:
        """Return the same cell as for the key."""
        return self.key(path)

    def key_lines(self, path: DocPath) -> Iterator[tuple[str, int]]:
        """Yield every item with its row."""
        for found, span in self._cells.items():
            if len(found) == len(path) + 1 and found[: len(path)] == path:
                yield str(found[-1]), span.line


def cell_name(span: Span) -> str:
    """Return the address of a cell, like C5."""
    number, out = span.column, ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("A") + rest) + out
    return f"{out}{span.line}"


def read_rows(path: Path, name: str, sha256: str, rows: Sequence[Row], *, guessed: bool = False) -> Returned | None:
    """Return what a table says, with every mistake of its form; None where there is no table of a form."""
    source = Source(path, name, "", sha256)
    heads = [row for row in rows if is_header(row[1])]
    if not heads:
        return None
    body = [row for row in rows if row not in heads]
    reader = _Rows(_columns(heads[0]))
    reader.agree(heads)
    reader.headers(heads[-1], body)
    for line, cells in body:
        reader.row(line, cells)
    origin = reader.origin
    base = origin.get("base")
    return Returned(
        "table",
        source,
        reader.answers,
        CellIndex(reader.cells),
        system=origin.get("system"),
        sheet=origin.get("sheet"),
        base=base.removeprefix(DIGEST) if base else None,
        asked=reader.asked(),
        troubles=tuple(reader.troubles),
        read_only=tuple(reader.read_only),
        guessed=guessed,
    )


def is_about(rows: Sequence[Row]) -> bool:
    """Tell whether a sheet of a workbook is the one that says how to fill in: it names a digest, as tables do."""
    return any(isinstance(text := cells.get(1), str) and text.startswith(DIGEST) for _, cells in rows)


# ---- the header ----------------------------------------------------------------------------------------------


def header_names() -> dict[str, str]:
    """Return the key of a column by everything that may stand in its header: the key, and its name in each language."""
    names = {key: key for key in COLUMNS}
    for lang in LANGS:
        table = words(lang, "merge")
        names |= {str(table[f"column.{key}"]).casefold(): key for key in COLUMNS}
    return names


_ITEM = re.compile(r"[A-Z]{3}-[0-9]{2,}", re.ASCII)


def is_header(cells: Mapping[int, Content]) -> bool:
    """Tell whether a row names columns of a form; what is said of an item may name some of them, too."""
    texts = [text.strip() for text in cells.values() if isinstance(text, str)]
    if any(_ITEM.fullmatch(text) for text in texts):
        return False
    names = header_names()
    found = {names.get(text.casefold()) for text in texts}
    return {"item", "answer"} <= found or ("item" in found and len(found - {None}) >= 4)


def _columns(row: Row) -> dict[int, str]:
    names = header_names()
    found = {place: names.get(text.strip().casefold()) for place, text in row[1].items() if isinstance(text, str)}
    return {place: key for place, key in found.items() if key is not None}


# ---- the rows ------------------------------------------------------------------------------------------------

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0*)?", re.ASCII)
_DAY_ZERO = dt.date(1899, 12, 30)


class _Rows:
    """Rows as answers, and the mistakes in their cells."""

    def __init__(self, columns: Mapping[int, str]) -> None:
        self.columns = columns
        self.present = {key: place for place, key in columns.items()}
        self.answers: dict[str, Plain] = {}
        self.cells: dict[DocPath, Span] = {}
        self.troubles: list[Trouble] = []
        self.read_only: list[ReadOnly] = []
        self.origin: dict[str, str] = {}

    def asked(self) -> tuple[str, ...]:
        """Return the fields that have their columns; a waiver counts only with all of its parts."""
        fields = [key for key in FILLED if key in self.present and key not in WAIVER]
        return (*fields, "waiver") if all(key in self.present for key in WAIVER) else tuple(fields)

    def agree(self, heads: Sequence[Row]) -> None:
        """Note columns that the hidden and the visible header name differently: one of the two was moved alone."""
        for head in heads[1:]:
            for place, key in sorted(_columns(head).items()):
                if self.columns.get(place, key) != key:
                    self.wrong(head[0], place, "column.moved", name=self.columns[place])

    def headers(self, head: Row, body: Sequence[Row]) -> None:
        """Note columns that nobody reads although something stands in them, and those that are there twice."""
        seen: set[str] = set()
        for place, key in sorted(self.columns.items()):
            if key in seen:
                self.wrong(head[0], place, "column.twice", name=key)
            seen.add(key)
        for place in sorted({place for _, cells in body for place in cells} - set(self.columns)):
            line = next(line for line, cells in body if place in cells)
            named = head[1].get(place)
            if isinstance(named, str):
                self.wrong(head[0], place, "column.unknown", name=shown(named))
            else:
                self.wrong(line, place, "column.none")
        parts = [key for key in WAIVER if key in self.present]
        if parts and len(parts) < len(WAIVER):
            self.wrong(head[0], self.present[parts[0]], "column.waiver")

    def row(self, line: int, cells: Mapping[int, Content]) -> None:
        """Read one row."""
        by_key = {key: cells[place] for place, key in self.columns.items() if place in cells}
        self._from(line, by_key)
        item = by_key.get("item")
        if not isinstance(item, str) or not item.strip():
            filled = [key for key in by_key if key not in ORIGIN]
            if filled:
                self.wrong(line, self.present["item"], "cell.no-item")
            return
        item = item.strip()
        if item in self.answers:
            first = self.cells["answers", item].line
            self.wrong(line, self.present["item"], "cell.twice", item=shown(item), row=first)
            return
        self.cells["answers", item] = self._span(line, "item")
        fields: dict[str, Plain] = {}
        for key in FILLED:
            if key in self.present:
                self._field(item, key, line, by_key.get(key), fields)
        self.answers[item] = fields
        for key in FIXED[1:]:
            if key in by_key:
                cell = by_key[key]
                place, text = cell_name(self._span(line, key)), cell.text if isinstance(cell, Odd) else str(cell)
                self.read_only.append(ReadOnly(place, item, key, text))

    def _from(self, line: int, by_key: Mapping[str, Content]) -> None:
        """Note where a row comes from, and a cell that says something else than the rows above."""
        for key in ORIGIN:
            cell = by_key.get(key)
            if cell is None:
                continue
            text = cell.text if isinstance(cell, Odd) else str(cell).strip()
            first = self.origin.setdefault(key, text)
            if text != first:
                self.wrong(line, self.present[key], "cell.origin", text=shown(text), first=shown(first))

    def _field(self, item: str, key: str, line: int, content: Content | None, fields: dict[str, Plain]) -> None:
        place = self.present[key]
        part = WAIVER.get(key)
        path: DocPath = ("answers", item, "waiver", part) if part else ("answers", item, key)
        self.cells[path] = self._span(line, key)
        if part:
            self.cells.setdefault(("answers", item, "waiver"), self._span(line, key))
        text = self._text(line, place, key, content)
        if text is None:
            return
        if part:
            waiver = fields.setdefault("waiver", {})
            if isinstance(waiver, dict):
                waiver[part] = text
        elif key == "evidence":
            fields[key] = self._evidence(line, place, text)
        elif key == "answer":
            fields[key] = _word(text)
        else:
            fields[key] = text

    def _text(self, line: int, place: int, key: str, content: Content | None) -> str | None:
        """Return what a cell says as the text that a sheet would have, or note why it cannot be known."""
        if isinstance(content, Odd):
            self.wrong(line, place, content.key, text=shown(content.text))
            return None
        if isinstance(content, dt.date):
            return content.isoformat()
        text = content.strip() if content else ""
        if key in DATES and text:
            hit = _YEAR_FIRST.fullmatch(text)
            if hit is not None:
                return f"{hit[1]}-{int(hit[2]):02d}-{int(hit[3]):02d}"
            if _SERIAL.fullmatch(text):
                day = _DAY_ZERO + dt.timedelta(int(text[:5]))
                self.wrong(line, place, "cell.serial", text=shown(text), day=day.isoformat())
                return None
        return text or None

    def _evidence(self, line: int, place: int, text: str) -> list[Plain]:
        pieces: list[Plain] = []
        for part in re.split("\r\n?|\n", text):
            if not part.strip():
                continue
            piece = piece_of(part.strip())
            if piece is None:
                self.wrong(line, place, "cell.evidence", text=shown(part.strip()))
            else:
                pieces.append(piece if isinstance(piece, str) else dict(piece))
        return pieces

    def _span(self, line: int, key: str) -> Span:
        column = self.present[key] + 1
        return Span(line, column, column)

    def wrong(self, line: int, place: int, key: str, **params: str | int) -> None:
        """Note a mistake in a cell."""
        self.troubles.append(Trouble(cell_name(Span(line, place + 1, place + 1)), key, params))


def _word(text: str) -> str:
    """Return an answer as sheets write it: spreadsheets like to begin a cell with a capital letter."""
    return text if text in ANSWER_WORDS else text.casefold() if text.casefold() in ANSWER_WORDS else text
