"""The bytes of a spreadsheet as rows of cells: RFC 4180 text with any of three delimiters, or an ECMA-376 workbook.

A workbook is opened only when it is small, unpacks to little, and declares no document type, so that no entity of any
kind is ever expanded. Formulas are never computed, and their cached results never read.
"""

import csv
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from gapsheet.errors import InputError
from gapsheet.load.source import MAX_BYTES
from gapsheet.load.spreadsheet import Content, Odd, Row, header_names
from gapsheet.model.form_table import unescaped, unguarded
from gapsheet.text import visible

MAX_UNPACKED = 50 * 1024 * 1024
"""How much a workbook may unpack to."""
MAX_PARTS = 1000
MAX_ROWS = 20_000
MAX_COLUMNS = 200

_MB = 1024 * 1024
_UTF8_MARK = b"\xef\xbb\xbf"


def csv_rows(data: bytes, name: str) -> tuple[list[Row], bool]:
    """Return the rows of a table as text, and whether its encoding was guessed; raises InputError for none."""
    text, guessed = _decoded(data, name)
    first, _, rest = text.partition("\n")
    delimiter = max(",;\t", key=first.count)
    skipped = 0
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        text, delimiter, skipped = rest, first[4], 1
    rows: list[Row] = []
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1 + skipped):
            cells: dict[int, Content] = {place: unguarded(cell) for place, cell in enumerate(row) if cell.strip()}
            if cells:
                rows.append((number, cells))
    except csv.Error:
        raise InputError("merge.table.broken", path=visible(name)) from None
    return rows, guessed


def _decoded(data: bytes, name: str) -> tuple[str, bool]:
    """Return the text of a table, and whether its encoding was guessed.

    GB18030 is believed only where a header in Chinese comes out of it: other bytes make some text of it, too.
    """
    if len(data) > MAX_BYTES:
        raise InputError("merge.large", path=visible(name), limit=MAX_BYTES // _MB)
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), False
        if b"\0" not in data or data.startswith(_UTF8_MARK):
            return data.decode("utf-8-sig"), False
        raise InputError("merge.encoding", path=visible(name))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise InputError("merge.encoding", path=visible(name)) from None
    head = text.partition("\n")[0]
    if sum(label in head for label in header_names() if not label.isascii()) < 3:
        raise InputError("merge.encoding", path=visible(name))
    return text, True


# ---- a workbook ----------------------------------------------------------------------------------------------


def workbook_rows(data: bytes, name: str) -> list[tuple[str, list[Row]]]:
    """Return the title and the rows of every sheet of a workbook.

    Raises InputError for what is no workbook, or is not safe to open.
    """
    _check(data, name)
    try:
        import openpyxl  # type: ignore[import-untyped] # it ships no types
    except ImportError:
        raise InputError("merge.openpyxl") from None
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of parts that it leaves out; none of them is read here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheets = list(book.worksheets)
            for sheet in sheets:
                sheet.reset_dimensions()
            found = [
                (str(sheet.title), list(_rows(sheet.iter_rows(max_col=MAX_COLUMNS + 1), name))) for sheet in sheets
            ]
            book.close()
    except InputError:
        raise
    except Exception as problem:  # whatever a damaged workbook makes a library of that size raise
        raise InputError("merge.workbook", path=visible(name)) from problem
    return found


def _check(data: bytes, name: str) -> None:
    """Raise InputError for a file that is no workbook, or one that would cost too much to look into."""
    shown = visible(name)
    if len(data) > MAX_BYTES:
        raise InputError("merge.large", path=shown, limit=MAX_BYTES // _MB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise InputError("merge.unpacked", path=shown, limit=MAX_UNPACKED // _MB)
            for part in parts:
                is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
                _check_part(archive.read(part), shown, is_xml=is_xml)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise InputError("merge.workbook", path=shown) from None


def _check_part(content: bytes, shown: str, *, is_xml: bool) -> None:
    """Raise InputError for XML with a document type; only UTF-8 is looked into, which is all that programs write."""
    coded = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content
    other = b"encoding=" in content[:200] and b"utf-8" not in content[:200].lower()
    if b"<!DOCTYPE" in content or (is_xml and (coded or other)):
        raise InputError("merge.doctype", path=shown)


MOST_ROWS = 1_048_576
"""How many rows a sheet can have (Excel specifications and limits)."""


def _rows(rows: Iterable[Any], name: str) -> Iterator[Row]:
    """Yield the rows that hold something."""
    for number, row in enumerate(rows, 1):
        cells = {place: content for place, cell in enumerate(row) if (content := _content(cell)) is not None}
        if number > MOST_ROWS or (cells and (number > MAX_ROWS or max(cells) >= MAX_COLUMNS)):
            raise InputError("merge.rows", path=visible(name), rows=MAX_ROWS, columns=MAX_COLUMNS)
        if cells:
            yield number, cells


def _content(cell: Any) -> Content | None:  # noqa: ANN401 - openpyxl types none of its cells
    """Return what a cell holds: its text, its day, or what else it is; None for nothing but blanks."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Odd("cell.formula", str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Odd("cell.error", str(value))
    if isinstance(value, str):
        text = unescaped(value)
        return text if text.strip() else None
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else Odd("cell.time", str(value))
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return Odd("cell.number", str(value).upper())
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return Odd("cell.number", str(value))
