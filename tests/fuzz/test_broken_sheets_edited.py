"""Sheets damaged at random: an edit says what was asked, or is refused with a reason; nothing else ever happens."""

import random

import pytest

from edits import ITEMS, ORDER, SAMPLES, formatted
from gapsheet.edit.change import EntryChange, RefusedError, applied
from gapsheet.edit.sheet import edit
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml

BITS = [
    *(
        "\n",
        "\r\n",
        "  ",
        "    ",
        ": ",
        " ",
        "#",
        " # x",
        "{",
        "}",
        "[",
        "]",
        ",",
        "- ",
        "&a ",
        "*a",
        "|",
        "|-\n",
        ">\n",
    ),
    *(
        "'",
        '"',
        "? ",
        "a",
        "符合",
        "\u2028",
        "\x85",
        "~",
        "---\n",
        "...\n",
        "SEC-01: met\n",
        "    note: x\n",
        "answer: met",
    ),
]
VALUES = {
    "answer": ["met", "n/a", None],
    "note": ["x", "a\nb", "no", None, " lead", ": #"],
    "evidence": [["a"], ["a", {"file": "x", "title": "a: b"}], None],
    "waiver": [{"reason": "r, s", "by": "b", "granted": "2026-01-01", "until": "2026-02-01"}, None],
}
UNREADABLE = {"GS016", "GS017", "GS018", "GS021"}


def damaged(source: random.Random) -> str:
    text = source.choice(SAMPLES).read_bytes().decode("utf-8")
    for _ in range(source.randint(1, 6)):
        place = source.randrange(len(text) + 1)
        cut = place + source.randint(1, 6) if source.random() < 0.5 else place
        text = text[:place] + (source.choice(BITS) if cut == place else "") + text[cut:]
    return text


def read(text):
    doc, found = parse_yaml(from_text(text, SAMPLES[0], "sheet", ""))
    usable = doc is not None and not UNREADABLE.intersection(one.code for one in found)
    return doc if usable and isinstance(doc.data, dict) else None


@pytest.mark.parametrize("seed", range(40))
def test_damaged_sheets(seed):
    source = random.Random(seed)
    tried = right = 0
    while tried < 25:
        text = damaged(source)
        doc = read(text)
        if doc is None:
            continue
        tried += 1
        names = source.sample(sorted(VALUES), source.randint(1, 3))
        change = EntryChange(source.choice(ITEMS), {name: source.choice(VALUES[name]) for name in names})
        try:
            new = edit(text, doc.spans.top, [change], ORDER, chinese=False)
        except RefusedError:
            continue
        # The caller compares too, and writes nothing that says something else.
        after = read(new)
        right += after is not None and applied(after.data, ()) == applied(doc.data, [change])
        try:
            assert applied(read(formatted(text)).data, ()) == applied(doc.data, ())
        except RefusedError:
            continue
    assert right >= 20
