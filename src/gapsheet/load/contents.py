"""What a file that came back is by its content, whatever its name says: people rename what they send."""

import codecs
import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Literal

from gapsheet.load.spreadsheet import header_names, is_header

Content = Literal["page", "workbook", "archive", "office", "pdf", "table", "form"]
FITTING: dict[str, frozenset[Content]] = {
    ".xlsx": frozenset({"workbook", "archive"}),  # what is wrong with it is said where it is opened
    ".csv": frozenset({"table"}),
    ".tsv": frozenset({"table"}),
    ".html": frozenset({"page"}),
    ".htm": frozenset({"page"}),
}
"""What the content may be by the suffix; any other name is one for YAML."""

_HEAD = 16_384
_PAGE = re.compile(r"(?:\s|<!--.*?-->|<\?xml.*?\?>)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_FORM = re.compile(r"^[\"']?schema[\"']?\s*:\s*[\"']?gapsheet/(?:form|answers)/", re.MULTILINE)


def misnamed(data: bytes, suffix: str) -> Content | None:
    """Return what a file is, if that is certain and not what its suffix says."""
    found = content_of(data)
    return None if found is None or found in FITTING.get(suffix, {"form"}) else found


def content_of(data: bytes) -> Content | None:
    """Return what a file is by its first bytes, or None where they do not tell."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # the compound file of [MS-CFB]
        return "office"
    if data.startswith(b"%PDF-"):
        return "pdf"
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data[:_HEAD] and not wide:
        return None
    text = data[:_HEAD].decode("utf-16" if wide else "utf-8-sig", "ignore")
    if _PAGE.match(text):
        return "page"
    if _is_table(data[:_HEAD]):  # first: a note in a table may quote a form
        return "table"
    return "form" if _FORM.search(text) else None


def _zipped(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "workbook" if "xl/workbook.xml" in archive.namelist() else "archive"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "archive"


def _is_table(head: bytes) -> bool:
    """Tell whether one of the first rows is the header of a form, in any of the encodings that tables come in."""
    texts = (head.decode(encoding, "ignore") for encoding in ("utf-8-sig", "gb18030", "utf-16"))
    return any(is_header(dict(enumerate(cells))) for text in texts for cells in _rows(text))


def is_form_table(text: str) -> bool:
    """Tell whether a table is a form that came back: no other says what it was made from, or what good looks like."""
    names = header_names()
    return any({names.get(cell.strip().casefold()) for cell in cells} & {"base", "good"} for cells in _rows(text))


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the first rows of a table, cut at each of the delimiters that there are."""
    for line in text[:_HEAD].splitlines()[:3]:
        for delimiter in ",;\t":
            with contextlib.suppress(csv.Error):
                yield next(csv.reader([line], delimiter=delimiter), [])
