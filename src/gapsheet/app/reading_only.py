"""Cells of a form's table that are there to be read, and in which somebody wrote all the same."""

import re
from collections.abc import Iterator

from gapsheet.app.editing import Opened
from gapsheet.load.catalog import LoadedChecklist
from gapsheet.load.returned import ReadOnly, Returned
from gapsheet.model.checklist import Item
from gapsheet.report.spreadsheet import fixed_cells
from gapsheet.words import LANGS


def written_into(opened: Opened, returned: Returned) -> tuple[ReadOnly, ...]:
    """Return the cells whose text is not what a form has there, in either language."""
    if not returned.read_only:
        return ()
    known = {item.id: (entry, item) for entry in opened.loaded.checklists for item in entry.checklist.items()}
    return tuple(cell for cell in returned.read_only if _differs(cell, known.get(cell.item), guessed=returned.guessed))


def _differs(cell: ReadOnly, found: tuple[LoadedChecklist, Item] | None, *, guessed: bool) -> bool:
    if found is None or (guessed and "?" in cell.text):  # what another encoding lacks is a question mark
        return False
    return _plain(cell.text) not in {_plain(text) for text in _texts(*found, cell.column)}


def _texts(entry: LoadedChecklist, item: Item, column: str) -> Iterator[str]:
    for lang in LANGS:
        yield entry.checklist.title.text(lang) if column == "checklist" else fixed_cells(item, lang)[column]


def _plain(text: str) -> str:
    """Return a text without what a spreadsheet, or an older form, has of its own: blanks, bullets, numbers of lines."""
    lines = (re.sub(r"^\s*(?:[-•·]|\d+\.)\s+", "", line) for line in text.splitlines())
    return " ".join(" ".join(lines).split()).casefold()
