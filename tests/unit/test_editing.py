"""Real sheets edited: entries taken out of the examples come back where they were, byte for byte."""

import datetime as dt
import re
from pathlib import Path

import pytest

from gapsheet.app.editing import edited, open_to_edit, order_of, save
from gapsheet.app.formatting import formatted
from gapsheet.edit.change import EntryChange, RefusedError
from gapsheet.errors import InputError, OutputError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = dt.date(2026, 11, 18)
NAMES = ["claims-copilot", "smart-support"]
SHORT = re.compile(r"^  ([A-Z]{3}-\d+): (\S+)( +# .*)?\n", re.MULTILINE)


def opened(path):
    return open_to_edit(path.name, path.parent, as_of=DAY)


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_that_was_taken_out_comes_back_to_its_place(tmp_path, name):
    text = (EXAMPLES / name / "gapsheet.yaml").read_bytes().decode("utf-8")
    path = tmp_path / "gapsheet.yaml"
    found = list(SHORT.finditer(text))
    assert len(found) > 5
    for hit in found:
        path.write_bytes((text[: hit.start()] + text[hit.end() :]).encode("utf-8"))
        sheet = opened(path)
        word = sheet.loaded.sheet and {"符合": "met", "不符合": "unmet", "部分符合": "partial"}.get(hit[2], hit[2])
        assert edited(sheet, [EntryChange(hit[1], {"answer": word})]).text == text


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_entry_can_be_set_and_taken_away_again(name):
    sheet = open_to_edit("gapsheet.yaml", EXAMPLES / name, as_of=DAY)
    answers = sheet.doc.data["answers"]
    for item, said in answers.items():
        if isinstance(said, dict) and "owner" not in said:
            new = edited(sheet, [EntryChange(item, {"owner": "somebody"})]).text
            assert new.replace("    owner: somebody\n", "") == sheet.source.text
        elif said is None:
            new = edited(sheet, [EntryChange(item, {"note": "x"})]).text
            assert new.replace("    note: x\n", "") == sheet.source.text


def test_the_order_is_the_one_that_the_sheet_is_nearer_to(tmp_path):
    path = tmp_path / "gapsheet.yaml"
    head = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0]\nanswers:\n"
    path.write_text(head + "  UPD-01:\n  UPD-02:\n  UPD-03:\n  UPD-04:\n", encoding="utf-8")
    assert [known.item for known in order_of(opened(path))][:4] == ["UPD-01", "UPD-02", "UPD-03", "UPD-04"]
    path.write_text(head + "  UPD-03:\n  UPD-04:\n  UPD-01:\n", encoding="utf-8")
    assert [known.item for known in order_of(opened(path))][:2] == ["UPD-03", "UPD-04"]


@pytest.mark.parametrize(
    "tail", ["\t- x\n", "  UPD-01: met\n", "  <<: {a: b}\n", "  UPD-09: !!str met\n", "  [a]: met\n"]
)
def test_what_is_not_read_as_it_stands_is_not_edited(tmp_path, tail):
    path = tmp_path / "gapsheet.yaml"
    head = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0]\nanswers:\n  UPD-01: met\n"
    path.write_text(head + tail, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        opened(path)
    assert caught.value.key == "edit.yaml"


def test_nothing_is_written_over_the_change_of_somebody_else(tmp_path):
    path = tmp_path / "gapsheet.yaml"
    path.write_bytes((EXAMPLES / NAMES[0] / "gapsheet.yaml").read_bytes())
    sheet = opened(path)
    text = edited(sheet, [EntryChange("SEC-05", {"answer": "unmet"})]).text
    path.write_bytes(path.read_bytes() + b"\n# theirs\n")
    with pytest.raises(OutputError) as caught:
        save(sheet, text)
    assert caught.value.key == "output.changed"
    assert path.read_bytes().endswith(b"# theirs\n")


def test_an_edit_that_would_say_something_else_is_refused(tmp_path, monkeypatch):
    """Were the room of edits ever wrong, its text would not reach the file."""
    path = tmp_path / "gapsheet.yaml"
    path.write_bytes((EXAMPLES / NAMES[0] / "gapsheet.yaml").read_bytes())
    sheet = opened(path)
    for damage in (lambda text: text.replace("owner: dana", "owner: mina", 1), lambda text: text + "\n\t: x"):
        monkeypatch.setattr("gapsheet.app.editing.edit", lambda text, *rest, damage=damage, **more: damage(text))
        monkeypatch.setattr("gapsheet.app.formatting.canonical", lambda text, *rest, damage=damage: damage(text))
        with pytest.raises(RefusedError) as caught:
            edited(sheet, [])
        assert caught.value.key == "edit.check"
        with pytest.raises(RefusedError):
            formatted(path.name, tmp_path, as_of=DAY)
