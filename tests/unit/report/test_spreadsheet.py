"""A form as a spreadsheet and back: nothing lost, nothing computed."""

import csv
import datetime as dt
import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gapsheet.app.editing import open_to_edit
from gapsheet.app.form import open_form
from gapsheet.app.merging import entries_of, read_returned, try_merge
from gapsheet.app.spreadsheet import write
from gapsheet.errors import InputError, OutputError
from gapsheet.model.answers import Answer, Evidence, Waiver
from gapsheet.model.base import keys_of
from gapsheet.model.form_table import COLUMNS, FILLED, FIXED, guarded, line_of, piece_of, unguarded
from gapsheet.model.record import Review
from gapsheet.report.new_sheet import scalar

openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")

DAY = dt.date(2026, 11, 18)
HEAD = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
lang: {lang}
checklists: [update@1.0]
evidence:
  pen-test: {{file: a.json, title: Pen test, collected_by: dana}}
answers:
"""
NASTY = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''+x",
    "-x",
    "@SUM(A1)",
    "＝1",
    "a;=1",
    "a\n=1",
    "a\r\n'-1",
    "#N/A",
    "1.10",
    "2026/12/5",
    "45996",
    "TRUE",
    "_x000D_",
    "a_x0041_",
    "a\rb",
    "a\x01b",
    "tab\there",
    "line\u2028break",
    "bidi \u202e x",
    "\ufffe",
    "emoji 😀",
    '"quoted", and, commas',
    "满足；=1",
    "</t><x>&amp;",
    "::error::x",
    "item",
    "Answer",
]
texts = (st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)).filter(
    lambda text: text.strip() != ""
)
days = st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)) | st.just(DAY)
pieces = st.one_of(
    st.builds(Evidence, file=st.sampled_from(["a.json", "b c.txt", "=x.csv", "-y", "{z}", '"q"', "报告.md"])),
    st.builds(Evidence, url=st.sampled_from(["https://e.org/a;=1", "mailto:a@e.org"])),
    st.builds(Evidence, file=st.just("a.json"), title=texts, date=st.none() | days, sha256=st.just("0" * 64)),
    st.builds(Evidence, url=st.just("https://e.org"), title=texts),
    st.builds(Evidence, ref=st.just("pen-test")),
    st.builds(Evidence, url=st.just("https://e.org"), collected_by=texts, source_system=texts, retain_until=days),
)
reviews = st.builds(Review, by=texts, at=st.none() | days, result=st.none() | texts)
UNASKED = ("by", "at", "method", "population", "sample", "exceptions", "reviewed")
"""What a table has no columns for."""


@st.composite
def answers(draw) -> Answer:
    word = draw(st.sampled_from(["met", "partial", "unmet", "n/a", None]))
    granted = draw(days)
    waiver = Waiver(
        reason=draw(texts),
        by=draw(texts),
        granted=granted,
        until=max(granted, draw(days)),
        residual_risk=draw(st.none() | texts),
    )
    return Answer(
        answer=word,
        note=draw(st.none() | texts),
        reason=draw(texts) if word == "n/a" else None,
        owner=draw(st.none() | texts),
        due=draw(st.none() | days),
        evidence=tuple(draw(st.lists(pieces, max_size=2))),
        waiver=waiver if word in ("unmet", "partial") and draw(st.booleans()) else None,
        by=draw(st.none() | texts),
        at=draw(st.none() | days),
        method=draw(st.sampled_from([(), ("test",), ("document", "interview")])),
        exceptions=draw(st.none() | texts),
        reviewed=draw(st.none() | reviews),
    )


def braces(said: Evidence | Waiver | Review) -> str:
    return "{" + ", ".join(f"{n}: {scalar(str(v))}" for n in keys_of(type(said)) if (v := getattr(said, n))) + "}"


def yaml_of(answer: Answer) -> str:
    """An entry in its long form, as nobody but a test writes it."""
    parts: dict[str, str] = {}
    for name in ("answer", "note", "reason", "owner", "by", "exceptions"):
        if getattr(answer, name) is not None:
            parts[name] = scalar(getattr(answer, name))
    for name in ("due", "at"):
        if getattr(answer, name) is not None:
            parts[name] = getattr(answer, name).isoformat()
    if answer.evidence:
        parts["evidence"] = "[" + ", ".join(map(braces, answer.evidence)) + "]"
    for name in ("waiver", "reviewed"):
        if getattr(answer, name) is not None:
            parts[name] = braces(getattr(answer, name))
    if answer.method:
        parts["method"] = f"[{', '.join(answer.method)}]"
    return "\n".join(f"    {name}: {value}" for name, value in parts.items())


def sheet_of(said: dict[str, Answer], lang: str) -> str:
    return HEAD.format(lang=lang) + "".join(
        f"  {item}:\n{yaml_of(answer)}\n" for item, answer in said.items() if yaml_of(answer)
    )


def replaced(form, said):
    """The form as somebody would send it back who changed these answers."""
    lists = tuple(
        replace(c, items=tuple(replace(i, answer=said.get(i.item.id, i.answer)) for i in c.items))
        for c in form.checklists
    )
    return replace(form, checklists=lists)


class Folder:
    """A folder that is a root, with a sheet in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = Path(path).resolve()
        (self.path / ".git").mkdir()
        (self.path / "gapsheet.yaml").write_text(text, encoding="utf-8", newline="")

    def form(self, lang=None):
        found = open_form(None, self.path, as_of=DAY, lang=lang)
        assert found.form is not None, found.diagnostics
        return found.form

    def merged(self, content: bytes, suffix: str, **how):
        (self.path / f"back{suffix}").write_bytes(content)
        opened = open_to_edit(None, self.path, as_of=DAY)
        return opened, try_merge(opened, read_returned(f"back{suffix}", self.path), self.path, **how)


ITEMS = ("UPD-01", "UPD-02", "UPD-03")
worlds = st.dictionaries(st.sampled_from(ITEMS), answers(), max_size=3)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(said=worlds, lang=st.sampled_from(["en", "zh-CN"]), form_lang=st.sampled_from(["en", "zh-CN"]))
@settings(max_examples=25, deadline=None)
def test_a_spreadsheet_that_nobody_touched_changes_nothing(suffix, said, lang, form_lang):
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(name, sheet_of(said, lang))
        opened, outcome = folder.merged(write(folder.form(form_lang), suffix), suffix)
        assert (outcome.wrong, outcome.others, outcome.conflicts, outcome.returned.troubles) == ((), (), (), ())
        assert outcome.base.kind == "now"
        assert outcome.result.text == opened.source.text


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(said=worlds, new=worlds, lang=st.sampled_from(["en", "zh-CN"]))
@example(said={}, new={"UPD-01": Answer(answer="n/a", reason="item", owner="Answer")}, lang="en")
@settings(max_examples=25, deadline=None)
def test_what_was_filled_in_comes_through_exactly(suffix, said, new, lang):
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(name, sheet_of(said, lang))
        _, outcome = folder.merged(write(replaced(folder.form(), new), suffix), suffix)
        assert (outcome.wrong, outcome.others, outcome.conflicts, outcome.returned.troubles) == ((), (), (), ())
        found = entries_of(outcome.result.doc.data)
        with tempfile.TemporaryDirectory() as other:
            wanted = entries_of(
                open_to_edit(None, Folder(other, sheet_of({**said, **new}, lang)).path, as_of=DAY).doc.data
            )
        before = entries_of(open_to_edit(None, folder.path, as_of=DAY).doc.data)
        for item in ITEMS:
            here, there, was = found.get(item, {}), wanted.get(item, {}), before.get(item, {})
            if "waiver" in there:
                there["waiver"].pop("residual_risk", None)  # a table cannot say it, so the sheet's stays
                risk = was.get("waiver", {}).get("residual_risk")
                there["waiver"] |= {} if risk is None else {"residual_risk": risk}
            asked = {n: v for n, v in there.items() if n not in UNASKED}
            assert here == asked | {n: was[n] for n in UNASKED if n in was}


@given(st.text() | st.sampled_from((*NASTY, "\x85@", "a\u2028=1", "\x0b\x0c+2")))
def test_the_guard_of_a_cell_comes_off_and_leaves_no_formula(text):
    guard = guarded(text)
    assert unguarded(guard) == text
    for cell in (guard, *guard.split(";"), *guard.splitlines()):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.sampled_from(NASTY) | st.text(min_size=1), st.sampled_from(NASTY))
def test_evidence_is_one_line_a_piece(path, title):
    for piece in (path, {"file": path, "title": title}):
        line = line_of(piece)
        assert "\n" not in line
        assert "\r" not in line
        assert piece_of(line) == piece


SMALL = """\
  UPD-01: {answer: unmet, note: "=1+1", owner: dana, due: 2026-12-05}
  UPD-02: met
"""


@pytest.fixture
def folder(tmp_path):
    return Folder(str(tmp_path), HEAD.format(lang="en") + SMALL)


def open_workbook(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_same_form_is_the_same_bytes(folder, suffix):
    assert write(folder.form(), suffix) == write(folder.form(), suffix)


def test_a_workbook_holds_text_dates_and_a_list_of_answers(folder):
    for lang, words in (("en", "met,partial,unmet,n/a"), ("zh-CN", "符合,部分符合,不符合,不适用")):
        items, about = open_workbook(write(folder.form(lang), ".xlsx")).worksheets
        assert tuple(cell.value for cell in items[1]) == COLUMNS
        assert items.row_dimensions[1].hidden
        rows = {row[0].value: dict(zip(COLUMNS, row, strict=True)) for row in items.iter_rows(min_row=3)}
        note, due = rows["UPD-01"]["note"], rows["UPD-01"]["due"]
        assert (note.value, note.data_type, note.quotePrefix) == ("=1+1", "s", True)
        assert due.is_date
        assert due.value == dt.datetime(2026, 12, 5)  # noqa: DTZ001 - a day of a sheet has no zone
        assert [pick.formula1 for pick in items.data_validations.dataValidation] == [f'"{words}"']
        lock = items.protection
        assert lock.sheet
        assert (lock.autoFilter, lock.formatColumns, lock.formatRows) == (False, False, False)  # False: not locked
        assert not any(rows["UPD-01"][key].protection.locked for key in FILLED)
        assert rows["UPD-01"]["statement"].protection.locked
        assert about["A1"].value == "Claims Copilot"
        assert all(cell.data_type != "f" for sheet in (items, about) for row in sheet for cell in row)


def test_every_row_of_a_workbook_is_as_tall_as_its_text(folder):
    heights = {}
    for lang in ("en", "zh-CN"):
        form = folder.form(lang)
        rows = open_workbook(write(form, ".xlsx")).worksheets[0]
        heights[lang] = [rows.row_dimensions[number].height for number in range(3, rows.max_row + 1)]
        assert len(heights[lang]) == len(form.items())
        least = [max(4, len(one.item.met_when)) for one in form.items()]
        assert all(12 * lines < height <= 409 for lines, height in zip(least, heights[lang], strict=True))
    assert heights["en"] != heights["zh-CN"]


def test_a_table_has_a_mark_a_header_in_its_language_and_no_formula(folder):
    for lang, name in (("en", "Item"), ("zh-CN", "检查项")):
        content = write(folder.form(lang), ".csv")
        assert content.startswith(b"\xef\xbb\xbf")
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert header[0] == name
        assert not any(line.startswith("'") for row in rows for cell in row[: len(FIXED)] for line in cell.split("\n"))
        assert {row[COLUMNS.index("good")][:3] for row in rows} == {"1. "}
        assert "'=1+1" in {row[COLUMNS.index("note")] for row in rows}
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_text_too_long_for_a_cell_is_refused_for_a_workbook_only(folder):
    form = replaced(folder.form(), {"UPD-01": Answer(answer="met", note="x" * 32_768)})
    with pytest.raises(OutputError) as problem:
        write(form, ".xlsx")
    assert problem.value.params == {"item": "UPD-01", "field": "note", "n": 32_767}
    assert b"x" * 32_768 in write(form, ".csv")


def test_a_workbook_without_openpyxl_names_the_extra(folder, monkeypatch):
    import sys

    content = write(folder.form(), ".xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InputError) as problem:
        write(folder.form(), ".xlsx")
    assert problem.value.key == "merge.openpyxl"
    with pytest.raises(InputError) as problem:
        folder.merged(content, ".xlsx")
    assert problem.value.key == "merge.openpyxl"


def test_rows_may_be_sorted_columns_moved_and_rows_added_or_left_out(folder):
    book = open_workbook(write(folder.form(), ".xlsx"))
    old = book.worksheets[0]
    grid = [[cell.value for cell in row] for row in old.iter_rows(min_row=1)]
    new = book.create_sheet("sorted")
    order = list(reversed(range(len(COLUMNS))))
    answer = COLUMNS.index("answer")
    grid[2][answer] = "Partial"
    for row in [grid[1], *reversed(grid[2:5]), [None] * len(COLUMNS)]:
        new.append([row[place] for place in order])
    for row in new.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.remove(old)
    out = io.BytesIO()
    book.save(out)
    _, outcome = folder.merged(out.getvalue(), ".xlsx")
    assert outcome.returned.troubles == ()
    assert [(one.item, one.new, one.fields) for one in outcome.changes] == [(grid[2][0], "partial", ())]


def test_a_workbook_becomes_a_table_without_losing_where_it_is_from(folder):
    sheet = open_workbook(write(folder.form(), ".xlsx")).worksheets[0]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in sheet.iter_rows():
        texts = ["" if c.value is None else str(c.value).removesuffix(" 00:00:00") for c in row]
        writer.writerow([text.replace("2026-12-05", "2026/12/5") for text in texts])
    opened, outcome = folder.merged(out.getvalue().encode("utf-8"), ".csv")
    assert (outcome.base.kind, outcome.returned.troubles, outcome.wrong) == ("now", (), ())
    assert outcome.result.text == opened.source.text


def test_no_part_of_a_workbook_holds_a_time_or_a_link(folder):
    with zipfile.ZipFile(io.BytesIO(write(folder.form(), ".xlsx"))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [part for part in archive.namelist() if "externalLink" in part or "vba" in part.lower()]


def test_a_header_that_was_moved_without_the_hidden_one_is_refused(folder):
    book = open_workbook(write(folder.form(), ".xlsx"))
    page = book.worksheets[0]
    note, owner = COLUMNS.index("note") + 1, COLUMNS.index("owner") + 1
    for line in range(2, page.max_row + 1):
        one, other = page.cell(line, note), page.cell(line, owner)
        one.value, other.value = other.value, one.value
    out = io.BytesIO()
    book.save(out)
    _, outcome = folder.merged(out.getvalue(), ".xlsx")
    assert "column.moved" in {trouble.key for trouble in outcome.returned.troubles}
    assert outcome.changes == ()
