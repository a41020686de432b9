"""Sheets written by hand: every kind of entry, changed one by one."""

import pytest

from edits import ITEMS, SAMPLES, edited, parsed
from gapsheet.edit.change import EntryChange, RefusedError
from gapsheet.edit.sheet import edit

CHANGES = [
    {"answer": "met"},
    {"answer": "partial", "note": "first\nsecond"},
    {"note": "no"},
    {"note": None},
    {"answer": None},
    {"owner": "@dana", "due": "2026-12-05"},
    {"owner": None, "due": None, "evidence": None, "waiver": None},
    {"evidence": ["a.txt"]},
    {"evidence": ["a.txt", {"file": "b.txt", "title": "a: b", "date": "2026-11-01"}]},
    {"waiver": {"reason": "asked, granted", "by": "hana", "granted": "2026-11-01", "until": "2027-01-31"}},
    dict.fromkeys(("answer", "by", "at", "reason", "evidence", "note", "owner", "due", "waiver")),
]
UNTOUCHABLE = {"SEC-01", "SEC-02", "SEC-07", "SEC-08"}
SHARED = {"SEC-03": {"owner"}, "SEC-04": {"evidence"}}
"""Fields that an alias elsewhere stands for."""
ALIASES = {
    "SEC-03": {"note"},
    "SEC-04": {"owner"},
    "SEC-05": {"evidence"},
    "SEC-06": {"owner"},
    "UPD-02": {"evidence"},
}
"""Fields that are an alias, or hold one: they may be taken away."""


@pytest.mark.parametrize("fields", CHANGES, ids="+".join)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_entry_can_be_changed_alone(path, fields):
    text = path.read_bytes().decode("utf-8")
    lines = dict(parsed(text).spans.key_lines(("answers",)))
    tops = [line for _, line in parsed(text).spans.key_lines(())]
    rows = text.splitlines(keepends=True)
    for item in ITEMS:
        given = {name for name, value in fields.items() if value is not None}
        refused = SHARED.get(item, set()) & set(fields) | ALIASES.get(item, set()) & given
        if path.stem == "anchors" and (item in UNTOUCHABLE or refused):
            with pytest.raises(RefusedError):
                edited(text, EntryChange(item, fields))
            continue
        new = edited(text, EntryChange(item, fields))
        if item not in lines or "braces" in path.stem:
            continue
        here = lines[item]
        following = min((line for line in (*lines.values(), *tops) if line > here), default=len(rows) + 1)
        assert new.startswith("".join(rows[: here - 1]))
        assert new.endswith("".join(rows[following - 1 :]))


def test_a_shared_value_is_never_changed():
    text = next(path for path in SAMPLES if path.stem == "anchors").read_text("utf-8")
    for item, name in (("SEC-03", "owner"), ("SEC-04", "owner"), ("SEC-04", "evidence"), ("SEC-05", "evidence")):
        with pytest.raises(RefusedError) as caught:
            edit(text, parsed(text).spans.top, [EntryChange(item, {name: "x"})], [], chinese=False)
        assert (caught.value.key, caught.value.params["field"]) == ("edit.shared", name)
    for item in ("SEC-01", "SEC-02"):
        with pytest.raises(RefusedError) as caught:
            edit(text, parsed(text).spans.top, [EntryChange(item, {"note": "x"})], [], chinese=False)
        assert (caught.value.key, caught.value.params) == ("edit.shared-entry", {"item": item})
    assert "owner: *who\n" in edited(text, EntryChange("SEC-04", {"answer": "met"}))


def shown(text, *changes, **options):
    return edited(text, *changes, **options).partition("answers:\n")[2]


def sheet(answers):
    return f"schema: gapsheet/answers/v1\nsystem: S\nanswers:\n{answers}"


def test_a_remark_keeps_its_column():
    text = sheet("  SEC-01:        # critical  One\n  SEC-02: met    # high      Two\n  SEC-03: 符合   # 重要\n")
    assert shown(text, EntryChange("SEC-01", {"answer": "met"})).splitlines()[0] == "  SEC-01: met    # critical  One"
    grown = shown(text, EntryChange("SEC-02", {"note": "x"})).splitlines()[1:4]
    assert grown == ["  SEC-02:        # high      Two", "    answer: met", "    note: x"]
    assert shown(text, EntryChange("SEC-03", {"owner": "a"})).splitlines()[2] == "  SEC-03:        # 重要"
    wide = shown(text, EntryChange("SEC-01", {"answer": "partial"})).splitlines()[0]
    assert wide == "  SEC-01: partial  # critical  One"


def test_the_long_form_shrinks_only_when_nothing_else_is_said():
    text = sheet("  SEC-01:        # critical  One\n    answer: met\n    note: x\n")
    assert shown(text, EntryChange("SEC-01", {"note": None})) == "  SEC-01: met    # critical  One\n"
    for remark in ("    # why\n    answer: met\n    note: x\n", "    answer: met  # why\n    note: x\n"):
        kept = shown(sheet(f"  SEC-01:\n{remark}"), EntryChange("SEC-01", {"note": None}))
        assert kept == f"  SEC-01:\n{remark}".replace("    note: x\n", "")
    assert shown(text, EntryChange("SEC-01", {"answer": "unmet"})).count("\n") == 3


def test_answer_words_stay_in_the_language_of_the_file():
    text = sheet("  SEC-01: 符合\n  SEC-02: 不符合\n  SEC-03: met\n")
    assert "SEC-01: 部分符合\n" in edited(text, EntryChange("SEC-01", {"answer": "partial"}))
    assert "SEC-03: partial\n" in edited(text, EntryChange("SEC-03", {"answer": "partial"}))
    assert "SEC-04: 不适用\n" in edited(text, EntryChange("SEC-04", {"answer": "n/a"}))
    assert "SEC-04: 符合\n" in edited(sheet("  SEC-01:\n"), EntryChange("SEC-04", {"answer": "met"}), chinese=True)


def test_new_entries_stand_with_their_neighbours():
    text = sheet(
        "  # Security\n  SEC-02: met    # high      Two\n\n  # about\n  SEC-04:        # high      Four\n\n"
        "  # Update\n  UPD-02: met    # high      Two\n"
    )
    new = shown(text, *(EntryChange(item, {"answer": "met"}) for item in ("UPD-03", "SEC-01", "SEC-03", "UPD-01")))
    assert [line[2:8] for line in new.splitlines() if line.startswith(("  SEC", "  UPD"))] == [
        "SEC-01",
        "SEC-02",
        "SEC-03",
        "SEC-04",
        "UPD-01",
        "UPD-02",
        "UPD-03",
    ]
    assert "  # Security\n  SEC-01: met    # high      Statement of SEC-01\n  SEC-02" in new
    other = shown(sheet("  SEC-01: met\n\n  SEC-02: met\n"), EntryChange("UPD-01", {"answer": "met"}))
    assert other == "  SEC-01: met\n\n  SEC-02: met\n\n  UPD-01: met\n"


def test_a_block_of_lines_and_what_cannot_be_one():
    text = sheet("  SEC-01: met\n")
    assert "note: |-\n      a\n\n        b\n" in edited(text, EntryChange("SEC-01", {"note": "a\n\n  b"}))
    assert 'note: "a \\nb"\n' in edited(text, EntryChange("SEC-01", {"note": "a \nb"}))
    assert 'note: "a\\u202eb"\n' in edited(text, EntryChange("SEC-01", {"note": "a\u202eb"}))
    assert "note: 'say \"yes\": \\o/'\n" in edited(text, EntryChange("SEC-01", {"note": 'say "yes": \\o/'}))
