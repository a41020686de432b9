"""`gapsheet fmt`: one form, checked in CI, and both examples and new sheets have it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MESSY = """\
people: {dana: Dana}
schema: gapsheet/answers/v1
system: S
checklists: [update@1.0]
answers:
  UPD-04:      # low   Any served model version can be rolled back within 15 minutes
    owner: 'dana'
    answer: met    # sure
  UPD-02: {answer: "unmet"}
  UPD-01:
"""


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.mark.parametrize("example", ["claims-copilot", "smart-support"])
def test_the_examples_are_formatted(gapsheet, example):
    done = gapsheet("fmt", "--check", str(ROOT / "examples" / example / "gapsheet.yaml"))
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_a_new_sheet_is_formatted_and_stays_so(gapsheet, lang):
    assert gapsheet("init", "--system", "S", "--checklists", "all", "--lang", lang).code == 0
    assert gapsheet("fmt", "--check").code == 0
    for args in (("SEC-01", "partial", "--note", "x"), ("SEC-04", "met"), ("UPD-05", "n/a", "--reason", "r")):
        assert gapsheet("set", *args).code == 0
    assert gapsheet("fmt", "--check").code == 0


def test_formatting_and_checking(gapsheet):
    path = gapsheet.write("gapsheet.yaml", MESSY)
    done = gapsheet("fmt", "--check")
    assert (done.code, done.out, done.err) == (1, "Would format gapsheet.yaml\n", "1 sheet would change\n")
    shown = gapsheet("fmt", "--diff")
    assert shown.code == 0
    assert '\n-  UPD-02: {answer: "unmet"}\n' in shown.out
    assert path.read_text("utf-8") == MESSY
    done = gapsheet("fmt")
    assert (done.code, done.out, done.err) == (0, "Formatted gapsheet.yaml\n", "1 sheet formatted\n")
    assert path.read_text("utf-8") == (
        "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0]\nanswers:\n"
        "  UPD-04:      # critical  Any served model version can be rolled back within 15 minutes\n"
        "    answer: met    # sure\n    owner: dana\n  UPD-01:\n  UPD-02: unmet\npeople: {dana: Dana}\n"
    )
    assert gapsheet("fmt", "--check").code == 0


def test_sheets_that_cannot_be_formatted(gapsheet):
    gapsheet.write("a.gapsheet.yaml", MESSY.replace("UPD-02", "UPD-99"))
    gapsheet.write("b.gapsheet.yaml", MESSY)
    done = gapsheet("fmt", "a.gapsheet.yaml", "b.gapsheet.yaml", "gone.yaml")
    assert done.code == 2
    assert "a.gapsheet.yaml has mistakes and was left as it is" in done.err
    assert "gone.yaml does not exist" in done.err
    assert done.out == "Formatted b.gapsheet.yaml\n"
    assert gapsheet("fmt", "--check", "a.gapsheet.yaml").code == 2
