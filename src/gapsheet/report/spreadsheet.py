"""A form as a spreadsheet: a workbook (ECMA-376, by openpyxl) or a table as text (RFC 4180), one row an item.

Every text is a text cell: nothing in it is ever computed, here or there. In a workbook answers are picked from a
list, dates are dates, and what is not to be filled in is locked, without a password. What a table cannot express:
comments of the sheet, who answered and when, the order of entries, and whether evidence is written in its long form.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from gapsheet.errors import InputError, OutputError
from gapsheet.model.answers import ANSWER_WORDS, Answer
from gapsheet.model.checklist import Item
from gapsheet.model.form import Form
from gapsheet.model.form_table import (
    COLUMNS,
    DATES,
    DIGEST,
    FILLED,
    FIXED,
    MAX_CELL,
    ORIGIN,
    escaped,
    guarded,
    line_of,
    shortest,
    texts_of,
)
from gapsheet.report.layout import wrap
from gapsheet.words import Lang, Param, say

Cell = str | dt.date


def table(form: Form) -> str:
    """Return the form as text: a byte order mark (without it Excel shows Chinese garbled), a header, line ends CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_say(form.lang, f"column.{key}") for key in COLUMNS])
    for row in _rows(form):
        writer.writerow([guarded(cell if isinstance(cell, str) else cell.isoformat()) for cell in row])
    return "\ufeff" + out.getvalue()


def answer_words(lang: Lang) -> tuple[str, ...]:
    """Return the four words of an answer in a language."""
    chinese = lang == "zh-CN"
    return tuple(word for word in ANSWER_WORDS if word.isascii() != chinese)


def _rows(form: Form) -> Iterator[list[Cell]]:
    """Yield the cells of each item, in the order of the columns."""
    origin: dict[str, Cell] = {"system": form.system, "sheet": form.sheet, "base": DIGEST + form.base}
    for checklist in form.checklists:
        for entry in checklist.items:
            fixed = {**fixed_cells(entry.item, form.lang), "checklist": checklist.title}
            cells = {**fixed, **_filled(entry.answer, form.lang), **origin}
            yield [cells[key] for key in COLUMNS]


def fixed_cells(item: Item, lang: Lang) -> dict[str, str]:
    """Return what stands in the cells of an item that are only read, but for the title of its checklist."""
    lines = [line.text(lang) for line in item.met_when]
    good = "\n".join(_say(lang, "good", number=number, text=text) for number, text in enumerate(lines, 1))
    severity = say(lang, "terms", f"severity.{item.severity}")
    return {"item": item.id, "severity": severity, "statement": item.statement.text(lang), "good": good}


def _filled(answer: Answer, lang: Lang) -> dict[str, Cell]:
    waiver = answer.waiver
    word = answer.answer
    words = {ANSWER_WORDS[one]: one for one in answer_words(lang)}
    return {
        "answer": words[word] if word else "",
        "note": answer.note or "",
        "reason": answer.reason or "",
        "owner": answer.owner or "",
        "due": answer.due or "",
        "evidence": "\n".join(line_of(shortest(texts_of(piece))) for piece in answer.evidence),
        "waiver_reason": waiver.reason if waiver else "",
        "waiver_by": waiver.by if waiver else "",
        "waiver_granted": waiver.granted if waiver else "",
        "waiver_until": waiver.until if waiver else "",
    }


# ---- a workbook ----------------------------------------------------------------------------------------------

_WIDTHS = {"item": 10, "checklist": 16, "severity": 11, "statement": 44, "good": 52, "answer": 14, "note": 44}
_WIDTHS |= {"reason": 30, "owner": 14, "due": 13, "evidence": 40, "waiver_reason": 30, "waiver_by": 14}
_WIDTHS |= {"waiver_granted": 13, "waiver_until": 13}

_SINCE = dt.date(1900, 3, 1)
"""The first day on which the dates of every spreadsheet program are the same."""

_STAMP = (1980, 1, 1, 0, 0, 0)


def workbook(form: Form) -> bytes:
    """Return the form as a workbook: the items, and a sheet that says what to do; same form, same bytes.

    Raises InputError without openpyxl, OutputError for a text that is too long for a cell.
    """
    try:
        import openpyxl  # type: ignore[import-untyped] # it ships no types
    except ImportError:
        raise InputError("merge.openpyxl") from None
    book: Any = openpyxl.Workbook()
    _items(book.active, form)
    _about(book.create_sheet(_say(form.lang, "sheet.about")), form)
    book.properties.creator = "Gapsheet"
    book.properties.title = escaped(form.system)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _items(sheet: Any, form: Form) -> None:  # noqa: ANN401 - openpyxl types none of its classes
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # type: ignore[import-untyped] # it ships no types
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # it ships no types

    sheet.title = _say(form.lang, "sheet.items")
    top = Alignment(vertical="top", wrap_text=True)
    head, quiet = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="F2F2F2")
    for place, key in enumerate(COLUMNS, 1):
        _put(sheet, 1, place, key)
        label = _put(sheet, 2, place, _say(form.lang, f"column.{key}"))
        label.font, label.fill, label.alignment = Font(bold=True, color="FFFFFF"), head, top
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(key, 12)
        sheet.column_dimensions[letter].hidden = key in ORIGIN
    for number, row in enumerate(_rows(form), 3):
        for place, (key, content) in enumerate(zip(COLUMNS, row, strict=True), 1):
            if isinstance(content, str) and len(escaped(content)) > MAX_CELL:
                raise OutputError("form.cell", item=str(row[0]), field=key, n=MAX_CELL)
            cell = _put(sheet, number, place, content)
            cell.alignment = top
            if key in FILLED:
                cell.protection = Protection(locked=False)
                cell.number_format = "yyyy-mm-dd" if key in DATES else "@"
            else:
                cell.fill = quiet
        sheet.row_dimensions[number].height = _height(row, form.lang)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 2 * _LINES[form.lang]
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(FIXED) + len(FILLED))}{sheet.max_row}"
    _choices(sheet, form)
    _lock(sheet)
    sheet.page_setup.orientation = "landscape"
    _one_page_wide(sheet)
    sheet.print_title_rows = "2:2"


def _one_page_wide(sheet: Any) -> None:  # noqa: ANN401 - as above
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


_LINES: dict[Lang, float] = {"en": 14.0, "zh-CN": 17.0}
"""The height of one line in points."""
_TALLEST = 409.0
"""The greatest height of a row (Excel specifications and limits)."""


def _height(row: list[Cell], lang: Lang) -> float:
    """Return how tall a row must be to show all that it says; LibreOffice would make every one a line high."""
    wrapped = [
        sum(len(wrap(part, _WIDTHS[key] - 1)) for part in content.split("\n"))
        for key, content in zip(COLUMNS, row, strict=True)
        if key in _WIDTHS and isinstance(content, str)
    ]
    return min(_TALLEST, _LINES[lang] * max(wrapped))


def _put(sheet: Any, row: int, column: int, content: Cell) -> Any:  # noqa: ANN401 - as above
    """Return a cell that holds a text as text, whatever it begins with, or a day."""
    cell = sheet.cell(row, column)
    if isinstance(content, dt.date) and content >= _SINCE:
        cell.value = content
    elif content:
        text = escaped(content if isinstance(content, str) else content.isoformat())
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = guarded(text) != text
    return cell


def _choices(sheet: Any, form: Form) -> None:  # noqa: ANN401 - as above
    """Let answers be picked from a list, in the language of the form."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped] # it ships no types

    words = answer_words(form.lang)
    pick = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    pick.errorTitle, pick.error = _say(form.lang, "pick.title"), _say(form.lang, "pick", words=" ".join(words))
    letter = get_column_letter(COLUMNS.index("answer") + 1)
    pick.add(f"{letter}3:{letter}{max(3, sheet.max_row)}")
    sheet.add_data_validation(pick)


def _lock(sheet: Any) -> None:  # noqa: ANN401 - as above
    """Lock what is not to be filled in. Filters and widths stay free; a spreadsheet sorts only cells that are free,
    so whoever wants to sort takes the lock off: there is no password.
    """
    lock = sheet.protection
    lock.sheet = True
    lock.formatCells = lock.formatColumns = lock.formatRows = lock.autoFilter = lock.sort = False


def _about(sheet: Any, form: Form) -> None:  # noqa: ANN401 - as above
    from openpyxl.styles import Alignment, Font

    lang = form.lang
    _put(sheet, 1, 1, form.system).font = Font(bold=True, size=14)
    facts = [("column.sheet", form.sheet), ("about.lang", lang), ("column.base", DIGEST + form.base)]
    for number, (key, text) in enumerate(facts, 3):
        _put(sheet, number, 1, _say(lang, key)).font = Font(bold=True)
        _put(sheet, number, 2, text)
    words = " ".join(answer_words(lang))
    steps = _say(lang, "about.steps", words=words, n=len(form.items()), system=form.system).split("\n")
    for number, text in enumerate(steps, 7):
        _put(sheet, number, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
        sheet.row_dimensions[number].height = 32
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 84
    _one_page_wide(sheet)
    sheet.protection.sheet = True


_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def _without_clock(content: bytes) -> bytes:
    """Return a workbook whose parts and properties carry one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(part.filename, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "merge", key, **params)
