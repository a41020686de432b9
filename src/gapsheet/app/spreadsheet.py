"""A form as a spreadsheet, by the suffix of its name."""

from gapsheet.model.form import Form

SUFFIXES = (".xlsx", ".csv")


def write(form: Form, suffix: str) -> bytes:
    """Return the bytes of a spreadsheet that `merge` reads back; `suffix` is one of `SUFFIXES`.

    Raises InputError without openpyxl, OutputError for a text that is too long for a cell of a workbook.
    """
    from gapsheet.report.spreadsheet import table, workbook

    return workbook(form) if suffix == ".xlsx" else table(form).encode("utf-8")
