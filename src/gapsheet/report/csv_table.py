"""The items as a table for a spreadsheet (RFC 4180), one row an item.

Column names are English in every language; texts are in the reader's. A cell that a spreadsheet could take
for a formula starts with an apostrophe, so that it stays text ("CSV Injection" at owasp.org); so does what stands
after a semicolon in a cell, for a spreadsheet of a country that writes decimal commas cuts lines at semicolons and
minds quotes only where a field begins. For Chinese the file starts with a byte order mark, without which Excel shows
it garbled. With a baseline a last column has the state there, empty for an item that it did not judge.
Not expressed: rules, the plan, ranges and splits, and items that only the baseline judged.
"""

import csv
import io
import re

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.model.comparison import Comparison
from gapsheet.report.labels import number
from gapsheet.text import visible
from gapsheet.words import Lang

COLUMNS = (
    "checklist",
    "section",
    "item",
    "statement",
    "severity",
    "effort",
    "state",
    "assurance",
    "worth",
    "waiver",
    "waived_until",
    "owner",
    "due",
    "evidence",
    "note",
    "reason",
)

COMPARED = "was"
"""The column with the state in the baseline, where there is one."""

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
"""What starts a formula; full-width signs and their like do in some spreadsheets."""

_FORMULA = re.compile(f"(^|;)(?=[\\s'\"`‘’“”＇＂]*[{re.escape(''.join(FORMULA_STARTS))}])")


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the table with a header, rows in checklist order, line ends CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    found = assessment.comparison
    was = {mark.id: mark.state for mark in found.old.marks} if isinstance(found, Comparison) else None
    writer.writerow(COLUMNS if was is None else (*COLUMNS, COMPARED))
    for item in assessment.all_items():
        row = _row(assessment, item, lang)
        writer.writerow([inert(cell) for cell in (row if was is None else [*row, was.get(item.id, "")])])
    return ("\ufeff" if lang == "zh-CN" else "") + out.getvalue()


def inert(cell: str) -> str:
    """Return a cell of one line that no spreadsheet takes for a formula, with control characters visible.

    One line, because a line of output must not begin with text from a sheet: a log could take it for a command.
    """
    return _FORMULA.sub(r"\1'", visible(" ".join(cell.split())))


def _row(assessment: Assessment, item: ItemResult, lang: Lang) -> list[str]:
    answer = item.answer
    return [
        item.checklist,
        item.section,
        item.id,
        item.item.statement.text(lang),
        item.severity,
        item.effort,
        item.state,
        item.assurance or "",
        number(lang, item.worth_shown),
        item.waiver.state if item.waiver else "",
        item.waiver.until.isoformat() if item.waiver else "",
        assessment.sheet.person(answer.owner) if answer and answer.owner else "",
        answer.due.isoformat() if answer and answer.due else "",
        "; ".join(piece.target for piece in item.evidence),
        (answer.note if answer else None) or "",
        (answer.reason if answer else None) or "",
    ]
