"""Files that nobody would send back: refused in a sentence, or read; never anything else."""

import datetime as dt
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapsheet.app.editing import open_to_edit
from gapsheet.app.form import open_form
from gapsheet.app.merging import read_returned, try_merge
from gapsheet.app.spreadsheet import write
from gapsheet.errors import ToolError

DAY = dt.date(2026, 11, 18)
SHEET = (
    "schema: gapsheet/answers/v1\nsystem: S\nassessed: 2026-11-18\nchecklists: [update@1.0]\nanswers:\n  UPD-01: met\n"
)


def attempt(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        (folder / ".git").mkdir()
        (folder / "gapsheet.yaml").write_text(SHEET, encoding="utf-8")
        (folder / name).write_bytes(content)
        opened = open_to_edit(None, folder, as_of=DAY)
        try:
            outcome = try_merge(opened, read_returned(name, folder), folder, keep="theirs")
        except ToolError:
            return
        if outcome.result is None:
            assert outcome.wrong or outcome.others or outcome.returned.troubles


cells = st.sampled_from(
    [
        "",
        "Item",
        "answer",
        "UPD-01",
        "UPD-02",
        "met",
        "yes",
        "=1",
        "x",
        "45996",
        "2026/1/1",
        '{"file": 1}',
        '"',
        "\n",
        "\0",
    ]
) | st.text(max_size=5)


@given(
    st.lists(st.lists(cells, max_size=5), max_size=6), st.sampled_from(",;\t"), st.sampled_from(["", "item,answer\n"])
)
@settings(max_examples=150, deadline=None)
def test_tables(rows, delimiter, head):
    attempt("b.csv", (head + "\n".join(delimiter.join(row) for row in rows)).encode("utf-8", "replace"))


@given(st.binary(max_size=60), st.sampled_from(["b.csv", "b.xlsx", "b.yaml", "b.tsv"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes(content, name):
    attempt(name, content)


values = st.recursive(
    st.sampled_from(["met", "yes", '"x"', "", "2026-12-05", "n/a", "../x", "~"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]"),
        st.dictionaries(st.sampled_from(["answer", "note", "waiver", "evidence", "due", "x"]), inner, max_size=3).map(
            lambda parts: "{" + ", ".join(f"{name}: {part}" for name, part in parts.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["UPD-01", "UPD-02", "SEC-01", "x"]), values, max_size=3), values)
@settings(max_examples=150, deadline=None)
def test_forms(said, system):
    text = f"schema: gapsheet/form/v1\nbase: {'0' * 64}\nsystem: {system if system[:1] in '[{' else 'S'}\nanswers:\n"
    attempt("b.yaml", (text + "".join(f"  {item}: {value}\n" for item, value in said.items())).encode())


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """The parts of a workbook that we write."""
    pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    folder = tmp_path_factory.mktemp("form").resolve()
    (folder / ".git").mkdir()
    (folder / "gapsheet.yaml").write_text(SHEET, encoding="utf-8")
    form = open_form(None, folder, as_of=DAY).form
    assert form is not None
    with zipfile.ZipFile(io.BytesIO(write(form, ".xlsx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_workbooks(parts, data):
    name = data.draw(st.sampled_from(sorted(parts)))
    content = parts[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    damaged = (
        content[:start]
        + data.draw(st.binary(max_size=4) | st.sampled_from([b'r="A99"', b"99999999999"]))
        + content[end:]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for other, whole in parts.items():
            archive.writestr(other, damaged if other == name else whole)
    attempt("b.xlsx", out.getvalue())
