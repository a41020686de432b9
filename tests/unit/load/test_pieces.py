"""A sheet read piece by piece is the sheet read whole, or it is read whole."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapsheet.load.pieces import Pieces, cut_sheet
from gapsheet.load.sheet import parse_sheet
from gapsheet.load.source import decode

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = [
    (ROOT / "examples" / name / "gapsheet.yaml").read_text(encoding="utf-8")
    for name in ("claims-copilot", "smart-support")
]
HEAD = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0, drift@1.0]\n"


def whole(text, folder=Path("/nowhere")):
    source = decode(text.encode(), folder / "gapsheet.yaml", "gapsheet.yaml")
    return parse_sheet(source, folder, folder, present=False)


def in_pieces(text, pieces=None):
    return (pieces or Pieces()).sheet(text, whole)


def as_read(loaded):
    """What must not depend on how a sheet was read: all but its lines, warnings and digest."""
    return replace(loaded, diagnostics=(), lines={}, sha256=sha256(b"").hexdigest())


def check(text, pieces=None) -> bool:
    """Hold a sheet in pieces against the whole one; tell whether it could be read in pieces."""
    found = in_pieces(text, pieces)
    if found is None:
        return False
    assert as_read(found) == as_read(whole(text))
    return True


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_are_read_in_pieces(text):
    assert check(text)
    assert len(cut_sheet(text).answers) > 70


@pytest.mark.parametrize(
    "answers",
    [
        "  UPD-01: met\n",
        "  UPD-01: met\n\n\n  # remark\n  UPD-02: unmet   # more\n# far left\n",
        "    UPD-01:\n        answer: met\n    UPD-02: unmet\n",
        "  UPD-01:\n    note: |\n      many\n\n      lines\n    answer: met\n  UPD-02: met\n",
        "  UPD-01: {answer: met,\n    note: x}\n  UPD-02: met\n",
        '  UPD-01:\n    note: "on\n      two lines"\n    answer: met\n  UPD-02: met\n',
        "  UPD-01:\n    note: plain\n      on two lines\n    answer: met\n",
        "  UPD-01:\n  UPD-02: met\n",
        "  UPD-01: met\npeople:\n  dana: Dana Ruiz\n",
        "  UPD-01:\n    answer: 符合\n    note: 中文 R&D 5 * 3\n",
        "  UPD-01: {answer: met, evidence: [a.txt, {ref: b}]}\nevidence:\n  b: {file: b.txt}\n  unused: c.txt\n",
        "  UPD-01:\n    answer: met\n    method: [test]\n    reviewed: {by: dana, result: unmet}\n",
    ],
)
def test_ordinary_answers_are_read_in_pieces(answers):
    assert check(HEAD + "answers:\n" + answers)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "answers: {UPD-01: met}\n",
        HEAD + "answers:\n  UPD-01: met",
        HEAD + "answers:\n  UPD-01: met\n  UPD-01: unmet\n",
        HEAD + "answers:\n  UPD-01: met\n  SEC-01: met\n",
        HEAD + "answers:\n  UPD-01: mett\n",
        HEAD + "answers:\n  UPD-01: {answer: met, evidence: {ref: a}}\n",
        HEAD + "evidence: {b: b.txt}\nanswers:\n  UPD-01: {answer: met, evidence: {ref: a}}\n",
        HEAD + "answers:\n  UPD-01: met\n extra: x\n",
        HEAD + "answers:\n  UPD-01: met\n  extra: x\n",
        HEAD + "answers:\n  UPD-01: &a met\n  UPD-02: *a\n",
        HEAD + "answers:\n  UPD-01: !x met\n",
        HEAD + "answers:\r\n  UPD-01: met\r\n",
        HEAD + "answers:\n  UPD-01: met\n---\nx: y\n",
        HEAD + "answers:\n",
        HEAD + "answers:\n  UPD-01: met\nanswers:\n  UPD-02: met\n",
        HEAD + "answers:\n  UPD-01:\n    evidence: ../out.txt\n    answer: met\n",
        HEAD + "answers:\n  UPD-01:\n    evidence: .git/config\n    answer: met\n",
        HEAD.replace("system: S", 'system: "S') + 'answers:\n  UPD-01: met\npeople: {a: b"}\n',
        HEAD + 'answers:\n  UPD-01: "met\n  UPD-02: met"\n',
        HEAD + "answers:\n  UPD-01: [met,\n  UPD-02: met]\n",
        HEAD + "answers:\n  UPD-01: met\n   - x\n",
        HEAD + "answers:\n  - UPD-01: met\n",
        HEAD + "answers:\n  UPD-01: n/a\n",
        HEAD + "answers:\n  UPD-01: met\npolicy: lunch\n",
        "answers:\n  UPD-01: met\n",
        "",
    ],
)
def test_what_is_unusual_or_wrong_is_left_to_be_read_whole(text):
    assert in_pieces(text) is None


LINES = [
    "  UPD-01: met\n",
    "  UPD-02: 部分符合\n",
    "  UPD-03:\n    answer: unmet\n    owner: dana\n",
    "  UPD-04:\n    answer: n/a\n    reason: none\n",
    "  DRI-01: {answer: partial, due: 2026-12-01}\n",
    "  DRI-02:\n    note: |\n      text\n      UPD-09: x\n",
    "  DRI-03:\n    evidence:\n      - a.txt\n      - url: https://example.org\n",
    "  # a remark\n",
    "\n",
    "# far left\n",
    "people:\n  dana: Dana\n",
    "policy: launch\n",
    "  UPD-05: 'it''s\n",
    "    note: loose\n",
    "  UPD-01: unmet\n",
    "  NOT-01: met\n",
    "  x: [\n",
    "  ]\n",
    '  "\n',
    "answers:\n",
    "facts: {llm: yes}\n",
    "  UPD-06: &anchor met\n",
    "  UPD-07: *anchor\n",
    "    answer: met\n",
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(LINES), max_size=9), st.lists(st.sampled_from(LINES), max_size=2))
def test_any_sheet_in_pieces_is_the_whole_one(parts, before):
    check(HEAD + "".join(before) + "answers:\n" + "".join(parts))


@settings(max_examples=60)
@given(st.data())
def test_edits_of_a_real_sheet_in_one_history(data):
    """Revision after revision through the same memory, edited line by line."""
    pieces, lines = Pieces(), data.draw(st.sampled_from(EXAMPLES)).splitlines(keepends=True)
    for _ in range(3):
        place = data.draw(st.integers(0, len(lines) - 1))
        what = data.draw(st.sampled_from(["drop", "repeat", "word", "indent"]))
        line = lines[place]
        if what == "drop":
            lines = lines[:place] + lines[place + 1 :]
        elif what == "repeat":
            lines = [*lines[:place], line, *lines[place:]]
        elif what == "word":
            lines = [*lines[:place], line.replace("met", "unmet").replace("符合", "不符合"), *lines[place + 1 :]]
        else:
            lines = [*lines[:place], " " + line, *lines[place + 1 :]]
        check("".join(lines), pieces)
