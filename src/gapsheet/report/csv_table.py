"""The items as a table for a spreadsheet (RFC 4180), one row an item.

Column names are English in every language; texts are in the reader's. A cell that a spreadsheet could take
for a formula starts with an apostrophe, so that it stays text. For Chinese the file starts with a byte order
mark, without which Excel shows it garbled. Not expressed: rules, the plan, ranges and splits.
"""

import csv
import io

from gapsheet.model.assessment import Assessment, ItemResult
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

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # full-width ones count in some spreadsheets


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the table with a header, rows in checklist order, line ends CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for item in assessment.all_items():
        writer.writerow([inert(cell) for cell in _row(assessment, item, lang)])
    return ("\ufeff" if lang == "zh-CN" else "") + out.getvalue()


def inert(cell: str) -> str:
    """Return a cell of one line that no spreadsheet takes for a formula, with control characters visible.

    One line, because a line of output must not begin with text from a sheet: a log could take it for a command.
    """
    shown = visible(" ".join(cell.split()))
    return f"'{shown}" if shown.lstrip().startswith(FORMULA_STARTS) else shown


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
