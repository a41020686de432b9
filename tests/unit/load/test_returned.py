"""What came back, read: every mistake with its place, and nothing opened that should not be."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

from gapsheet.app.editing import open_to_edit
from gapsheet.app.form import open_form
from gapsheet.app.merging import read_returned, try_merge
from gapsheet.app.spreadsheet import write
from gapsheet.errors import InputError
from gapsheet.load import tables
from gapsheet.load.returned import parse_returned
from gapsheet.load.source import from_text
from gapsheet.location import Span

DAY = dt.date(2026, 11, 18)
SHEET = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
checklists: [update@1.0]
answers:
  UPD-01: {answer: unmet, note: "现状 café", due: 2026-12-05}
  UPD-02: met
"""
ZERO = "0" * 64


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "gapsheet.yaml").write_text(SHEET, encoding="utf-8")
    return tmp_path.resolve()


def merged(folder: Path, name: str, content: bytes | str, **how):
    data = content.encode("utf-8") if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return try_merge(open_to_edit(None, folder, as_of=DAY), read_returned(name, folder), folder, **how)


def refused(folder: Path, name: str, content: bytes | str) -> str:
    with pytest.raises(InputError) as problem:
        merged(folder, name, content)
    return problem.value.key


def form_of(folder: Path, suffix: str, lang="en") -> bytes:
    found = open_form(None, folder, as_of=DAY, lang=lang).form
    assert found is not None
    return write(found, suffix)


# ---- YAML ----------------------------------------------------------------------------------------------------

FORM = f"""\
schema: gapsheet/form/v1
sheet: gapsheet.yaml
base: "{ZERO}"
system: Claims Copilot
lang: en
saved: 2026-11-18T14:02
answers:
"""


def places(outcome):
    return [(one.code, one.span.line, one.span.column) for one in outcome.wrong]


def test_all_mistakes_of_a_form_are_told_with_their_places(folder):
    text = FORM + (
        "  UPD-01:\n    answer: yes\n    due: 2026/12/5\n"
        "  UPD-99:\n    answer: met\n"
        "  UPD-03:\n    answer: n/a\n    remark: x\n"
        "  UPD-04:\n    answer: unmet\n    evidence:\n      - ../../secret\n    waiver:\n      reason: x\n"
    )
    outcome = merged(folder, "back.yaml", text)
    assert outcome.result is None
    assert places(outcome) == [
        ("GS110", 9, 13),
        ("GS140", 10, 10),
        ("GS104", 11, 3),
        ("GS112", 14, 13),
        ("GS030", 15, 5),
        ("GS150", 19, 9),
        *[("GS142", 20, 5)] * 3,
    ]
    assert {one.path for one in outcome.wrong} == {"back.yaml"}


def test_an_item_of_a_checklist_that_the_sheet_does_not_have_is_refused(folder):
    assert places(merged(folder, "back.yaml", FORM + "  SEC-01:\n    answer: met\n")) == [("GS111", 8, 3)]


def test_both_languages_are_read(folder):
    outcome = merged(folder, "back.yaml", FORM + "  UPD-03:\n    answer: 部分符合\n    note: 现状\n")
    assert [(one.item, one.new, one.fields) for one in outcome.changes] == [("UPD-03", "partial", ("note",))]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("lang: en", "colour: red"), "GS030"),
        ((ZERO, "abc"), "GS157"),
        (("saved: 2026-11-18T14:02\n", "answers: {}\n"), "GS018"),
        (("system: Claims Copilot\n", ""), "GS031"),
        (("answers:", "answers: [x]"), "GS034"),
        (("lang: en", "lang: [en"), "GS023"),
    ],
)
def test_a_form_in_another_shape_is_refused_with_the_place(folder, change, code):
    outcome = merged(folder, "back.yaml", FORM.replace(*change))
    assert outcome.result is None
    assert code in {one.code for one in outcome.wrong}


@pytest.mark.parametrize("text", ["schema: gapsheet/policy/v1\n", "- a\n", "x\n", "{}\n"])
def test_what_is_neither_form_nor_sheet_is_refused(folder, text):
    assert refused(folder, "back.yaml", text) == "merge.kind"


def test_files_of_other_kinds_are_refused_with_the_way_out(folder):
    assert refused(folder, "form.html", "<p>x</p>") == "merge.page"
    assert refused(folder, "form.xls", "x") == "merge.suffix"


def test_an_item_that_is_not_there_was_not_asked_and_an_empty_one_is_cleared():
    source = from_text(FORM + "  UPD-01: {}\n", Path("x"), "x", "")
    found = parse_returned(source)
    assert found is not None
    assert (found.kind, dict(found.answers), found.base, found.found) == ("form", {"UPD-01": {}}, ZERO, ())


def test_another_system_and_another_sheet_are_refused_unless_the_base_is_ours(folder):
    assert refused(folder, "back.yaml", FORM.replace("Claims", "Fraud")) == "merge.system"
    assert refused(folder, "back.yaml", FORM.replace("gapsheet.yaml", "other.gapsheet.yaml")) == "merge.sheet"
    digest = open_to_edit(None, folder, as_of=DAY).source.sha256
    text = FORM.replace("Claims", "Fraud").replace("gapsheet.yaml", "old.gapsheet.yaml").replace(ZERO, digest)
    assert merged(folder, "back.yaml", text).base.kind == "now"


# ---- tables --------------------------------------------------------------------------------------------------


def troubles(outcome):
    return [(one.place, one.key) for one in outcome.returned.troubles]


def cells(outcome):
    return [(one.code, one.span) for one in outcome.wrong]


def test_mistakes_in_a_table_have_the_address_of_their_cell(folder):
    text = (
        "Item,Answer,Due,Evidence one a line,evidence,Comment\n"
        'UPD-01,yes,12/5/2026,,"{""file"": 1}",x\n'
        "UPD-02,met,45996,,,\n"
        ",met,,,,\n"
        "UPD-02,met,,,,\n"
        "UPD-77,met,,,,\n"
    )
    outcome = merged(folder, "back.csv", text)
    assert troubles(outcome) == [
        ("F1", "column.unknown"),
        ("E2", "cell.evidence"),
        ("C3", "cell.serial"),
        ("A4", "cell.no-item"),
        ("A5", "cell.twice"),
    ]
    assert cells(outcome) == [
        ("GS110", Span(2, 2, 2)),
        ("GS140", Span(2, 3, 3)),
        ("GS104", Span(6, 1, 1)),
    ]
    assert outcome.result is None


@pytest.mark.parametrize("date", ["2026-12-05", "2026/12/5", "2026.12.05", "2026年12月5日", " 2026-12-5 "])
def test_dates_that_a_spreadsheet_made_of_a_day_are_that_day(folder, date):
    outcome = merged(folder, "back.csv", f"item,answer,due\nUPD-03,partial,{date}\n")
    assert outcome.result is not None
    assert "due: 2026-12-05" in outcome.result.text


def test_a_column_that_was_taken_out_was_not_asked(folder):
    outcome = merged(folder, "back.csv", "item,answer\nUPD-01,partial\n", keep="theirs")
    assert outcome.result is not None
    assert 'UPD-01: {answer: partial, note: "现状 café", due: 2026-12-05}' in outcome.result.text


def test_a_waiver_is_asked_with_all_of_its_columns_or_not_at_all(folder):
    assert troubles(merged(folder, "back.csv", "item,answer,waiver_by\nUPD-01,unmet,hana\n")) == [
        ("C1", "column.waiver")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "lang", "guessed"),
    [
        ("utf-8", "en", False),
        ("utf-8-sig", "zh-CN", False),
        ("utf-16", "en", False),
        ("gb18030", "zh-CN", True),
    ],
)
def test_a_table_as_excel_saves_it_is_read(folder, delimiter, encoding, lang, guessed):
    import csv

    rows = list(csv.reader(io.StringIO(form_of(folder, ".csv", lang).decode("utf-8-sig"), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    outcome = merged(folder, "back.csv", out.getvalue().encode(encoding))
    assert (troubles(outcome), cells(outcome)) == ([], [])
    assert outcome.returned.guessed is guessed
    assert outcome.result is not None
    assert outcome.result.text == SHEET


def test_the_line_that_tells_excel_the_delimiter_is_no_row(folder):
    outcome = merged(folder, "back.csv", "sep=;\nitem;answer\nUPD-03;nonsense\n")
    assert cells(outcome) == [("GS110", Span(3, 2, 2))]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("item,answer\nUPD-01,été\n".encode("cp1252"), "merge.encoding"),
        ("检查项,答案\n".encode("gb18030") + b"\xff\xff", "merge.encoding"),
        (b"item,answer\0\n\xff", "merge.encoding"),
        (b'item,answer\n"UPD-01,met\n', "merge.table.broken"),
        (b"a,b\nc,d\n", "merge.table.none"),
        (b"", "merge.table.none"),
        (b"x" * (5 * 1024 * 1024 + 1), "merge.large"),
    ],
)
def test_what_is_no_table_of_a_form_is_refused(folder, content, key):
    assert refused(folder, "back.csv", content) == key


# ---- workbooks -----------------------------------------------------------------------------------------------


def rezipped(content: bytes, change) -> bytes:
    """A workbook with `change(name, data)` in place of each part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_doctype(name: str, data: bytes) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return entity + data if name == "xl/worksheets/sheet1.xml" else data


def damaged(name: str, data: bytes) -> bytes:
    return data[: len(data) // 2] if name == "xl/worksheets/sheet1.xml" else data


def wide(name: str, data: bytes) -> bytes:
    return data.decode("utf-8").encode("utf-16") if name == "xl/workbook.xml" else data


def far(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    row = b'<row r="30000"><c r="A30000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return data.replace(b"</sheetData>", row)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (with_doctype, "merge.doctype"),
        (wide, "merge.doctype"),
        (damaged, "merge.workbook"),
        (far, "merge.rows"),
        (lambda name, data: b"" if name == "xl/workbook.xml" else data, "merge.workbook"),
    ],
)
def test_a_workbook_that_no_program_writes_is_not_opened(folder, change, key):
    assert refused(folder, "back.xlsx", rezipped(form_of(folder, ".xlsx"), change)) == key


def test_a_workbook_is_not_unpacked_past_its_limit(folder, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda self, name, pwd=None: opened.append(str(name)) or b"")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"xl/{number}.xml", b" " * (10 * 1024 * 1024))
    assert len(out.getvalue()) < tables.MAX_BYTES
    assert refused(folder, "back.xlsx", out.getvalue()) == "merge.unpacked"
    assert opened == []


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "merge.workbook"),
        (b"PK", "merge.workbook"),
        (b"PK\x03\x04 cut short", "merge.workbook"),
        (b"item,answer\n", "merge.is.table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a locked workbook", "merge.is.office"),
    ],
)
def test_what_is_no_workbook_is_refused(folder, content, key):
    assert refused(folder, "back.xlsx", content) == key


def test_a_workbook_by_another_name_is_recognised(folder):
    content = form_of(folder, ".xlsx")
    for name in ("back.yaml", "back.csv", "back"):
        assert refused(folder, name, content) == "merge.is.workbook"
    assert refused(folder, "back.yaml", form_of(folder, ".csv", "zh-CN")) == "merge.is.table"
    assert (
        refused(folder, "back.yaml", form_of(folder, ".csv").decode("utf-8-sig").encode("utf-16")) == "merge.is.table"
    )


def test_rows_of_two_forms_are_refused_with_the_cell_that_says_so(folder):
    outcome = merged(
        folder,
        "back.csv",
        "item,answer,system,base\nUPD-01,met,Claims Copilot,sha256:a\nUPD-02,met,Claims Copilot,sha256:b\nUPD-03,,B,\n",
    )
    assert troubles(outcome) == [("D3", "cell.origin"), ("C4", "cell.origin")]
    assert outcome.result is None


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_what_is_typed_into_a_cell_that_is_only_read_is_told(folder, lang):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(form_of(folder, ".xlsx", lang)))
    sheet = book.worksheets[0]
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "UPD-03")
    good, statement = (sheet[f"{names[name]}{row}"] for name in ("good", "statement"))
    good.value += "\nSeen by dana"
    statement.value = None
    sheet[f"{names['severity']}{row}"].value = 5
    book.create_sheet("Blank")
    book.create_sheet("Notes")["B2"] = "Ask hugo."
    out = io.BytesIO()
    book.save(out)
    outcome = merged(folder, "back.xlsx", out.getvalue())
    assert [(one.place, one.column) for one in outcome.unread] == [
        (f"{names['severity']}{row}", "severity"),
        (f"{names['good']}{row}", "good"),
    ]
    assert outcome.returned.other_sheets == ("Notes",)
    assert outcome.result is not None


def test_read_only_cells_of_an_older_form_or_of_another_encoding_say_nothing(folder):
    text = form_of(folder, ".csv", "zh-CN").decode("utf-8-sig")
    assert merged(folder, "back.csv", re.sub(r'(^|["\n])\d\. ', r"\1'- ", text)).unread == ()
    assert merged(folder, "back.csv", text.encode("gb18030")).unread == ()


def test_cells_that_hold_no_text_are_refused_with_their_address(folder):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(form_of(folder, ".xlsx")))
    sheet = book.worksheets[0]
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "UPD-03")
    wanted = []
    for name, value, key in (
        ("note", "=1+1", "cell.formula"),
        ("reason", 1.5, "cell.number"),
        ("owner", True, "cell.number"),
        ("due", dt.datetime(2026, 12, 5, 9, 30), "cell.time"),  # noqa: DTZ001 - a cell has no zone
    ):
        sheet[f"{names[name]}{row}"] = value
        wanted.append((f"{names[name]}{row}", key))
    out = io.BytesIO()
    book.save(out)
    outcome = merged(folder, "back.xlsx", out.getvalue())
    assert troubles(outcome) == wanted
    assert outcome.result is None


def test_a_date_and_a_whole_number_that_were_typed_are_what_they_say(folder):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(form_of(folder, ".xlsx")))
    sheet = book.worksheets[0]
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "UPD-03")
    sheet[f"{names['due']}{row}"] = dt.date(2026, 12, 5)
    sheet[f"{names['note']}{row}"] = 17
    sheet[f"{names['answer']}{row}"] = "UNMET"
    out = io.BytesIO()
    book.save(out)
    outcome = merged(folder, "back.xlsx", out.getvalue())
    assert outcome.result is not None
    assert outcome.result.doc.data["answers"]["UPD-03"] == {"answer": "unmet", "note": "17", "due": "2026-12-05"}


def test_evidence_in_its_long_form_is_the_same_piece(folder):
    sheet = SHEET.replace("UPD-02: met", "UPD-02: {answer: met, evidence: a.json}")
    (folder / "gapsheet.yaml").write_text(sheet, encoding="utf-8")
    (folder / "a.json").write_text("{}", encoding="utf-8")
    long = '  UPD-02:\n    answer: met\n    evidence:\n      - file: "a.json"\n'
    outcome = merged(folder, "back.yaml", FORM + long)
    assert (outcome.conflicts, outcome.changes) == ((), ())
    outcome = merged(folder, "back.yaml", FORM + long + '        title: "t"\n', keep="theirs")
    assert [(one.item, one.fields) for one in outcome.changes] == [("UPD-02", ("evidence",))]


def test_a_form_saved_with_a_mark_and_windows_line_ends_is_read(folder):
    text = "\ufeff" + (FORM + "  UPD-03:\n    answer: met\n").replace("\n", "\r\n")
    outcome = merged(folder, "back.yaml", text)
    assert [(one.item, one.new) for one in outcome.changes] == [("UPD-03", "met")]
