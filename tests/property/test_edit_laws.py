"""What must hold of any edit of any sheet: it says what was asked, and everything else is the same bytes."""

import re
from collections import Counter

import yaml
from hypothesis import given
from hypothesis import strategies as st

from edits import FIELDS, ITEMS, ORDER, changes_of, dates, edited, fields, parsed, pieces, texts, words, written
from gapsheet.edit.change import EntryChange, applied
from gapsheet.edit.scalars import flow_value, scalar


@given(written(), st.data())
def test_an_edit_touches_only_its_entry(sheet, data):
    text = sheet.text()
    assert parsed(text)
    number = data.draw(st.integers(0, len(sheet.entries) - 1))
    item, _, after = sheet.entries[number]
    new = edited(text, EntryChange(item, data.draw(fields())))
    before = sheet.head + "".join(a + b for _, a, b in sheet.entries[:number])
    behind = after + "".join(a + b for _, a, b in sheet.entries[number + 1 :]) + sheet.tail
    assert new.startswith(before)
    assert new.endswith(behind)
    assert len(new) >= len(before) + len(behind)


@given(written(), st.data())
def test_a_new_entry_is_only_added(sheet, data):
    text = sheet.text()
    missing = [item for item in ITEMS if item not in [name for name, _, _ in sheet.entries]]
    item = data.draw(st.sampled_from(missing))
    new = edited(text, EntryChange(item, {"answer": "met", "note": data.draw(texts)}))
    place = next((n for n, (a, b) in enumerate(zip(text, new, strict=False)) if a != b), min(len(text), len(new)))
    added = len(new) - len(text)
    assert any(text == new[:n] + new[n + added :] for n in range(max(0, place - added), place + 1))
    assert new.endswith("\n") == text.endswith("\n")


@given(written(), st.data())
def test_editing_back_says_what_was_said(sheet, data):
    text = sheet.text()
    change = data.draw(changes_of(item for item, _, _ in sheet.entries))
    before = applied(parsed(text).data, ())["answers"][change.item]
    back = EntryChange(change.item, {name: before.get(name) for name in change.fields})
    new = edited(edited(text, change), back)
    assert applied(parsed(new).data, ()) == applied(parsed(text).data, ())


@given(written(), st.data())
def test_two_edits_of_different_items_give_one_text_in_either_order(sheet, data):
    text = sheet.text()
    one, two = data.draw(st.lists(st.sampled_from(ITEMS), min_size=2, max_size=2, unique=True))
    setting = st.fixed_dictionaries({"answer": words}, optional={"note": texts, "evidence": FIELDS["evidence"]})
    first, second = EntryChange(one, data.draw(setting)), EntryChange(two, data.draw(setting))
    both = edited(text, first, second)
    assert both == edited(text, second, first)
    # The remark of a new entry stands at the column of the others, which an edit may have moved: there blanks differ.
    others = edited(edited(text, first), second), edited(edited(text, second), first)
    new = {one, two} - {item for item, _, _ in sheet.entries}
    for other in others:
        rows = [row for row in zip(both.splitlines(), other.splitlines(), strict=True) if row[0] != row[1]]
        assert all(any(f"Statement of {item}" in ours for item in new) for ours, _ in rows)
        assert [ours.split() for ours, _ in rows] == [theirs.split() for _, theirs in rows]


@given(written(), st.data())
def test_comments_stay(sheet, data):
    """A comment is lost only with the field, or the list of evidence, that it stands in."""
    item, own, _ = data.draw(st.sampled_from(sheet.entries))
    names = data.draw(st.lists(st.sampled_from([n for n in FIELDS if n != "evidence"]), min_size=1, unique=True))
    change = EntryChange(item, {name: data.draw(FIELDS[name]) for name in names})
    new = edited(sheet.text(), change)
    assert set(re.findall(r"# c\d+\.", own)) <= set(re.findall(r"# c\d+\.", new))


@given(written(), st.data())
def test_pieces_of_evidence_that_stay_keep_their_lines(sheet, data):
    item, own, _ = data.draw(st.sampled_from(sheet.entries))
    old = applied(parsed(sheet.text()).data, ())["answers"][item].get("evidence", [])
    more = data.draw(st.lists(pieces, max_size=2))
    wanted = data.draw(st.sampled_from([old + more, more + old, old[:1] + more + old[1:]]))
    new = edited(sheet.text(), EntryChange(item, {"evidence": wanted or ["a.txt"]}))
    assert set(re.findall(r"# c\d+\.", own)) <= set(re.findall(r"# c\d+\.", new))


@given(written(), st.lists(changes_of(), max_size=6))
def test_many_edits_one_after_another_say_what_was_asked(sheet, changes):
    text = sheet.text()
    for change in changes:
        text = edited(text, change)
    lines = {"\r\n" if "\r\n" in sheet.head else "\n"}
    assert set(re.findall(r"\r\n|\n|\r", text)) <= lines


@given(st.lists(changes_of(), min_size=1, max_size=5, unique_by=lambda change: change.item))
def test_a_sheet_without_answers_gets_its_first(changes):
    for text in (
        "schema: gapsheet/answers/v1\nsystem: S\n",
        "schema: gapsheet/answers/v1\r\nsystem: S",
        "system: S\nanswers:\n",
        "system: S\nanswers: {}  # none yet\npeople: {a: B}",
        "system: S\nanswers:  # none yet\n  # still none\n\npeople:\n  a: B\n",
        "system: S\n\n# who\npeople:\n  a: B\n",
    ):
        new = edited(text, *changes)
        assert Counter(new.split()) >= Counter(text.replace("{}", "").split())
        one_by_one = text
        for change in sorted(changes, key=lambda change: ORDER.index(next(k for k in ORDER if k.item == change.item))):
            one_by_one = edited(one_by_one, change)
        assert applied(parsed(one_by_one).data, ()) == applied(parsed(new).data, ())


@given(texts)
def test_a_scalar_is_that_text_for_every_reader(text):
    for written_so in (f"k: {scalar(text)}\n", f"k: {{a: {flow_value(text)}, b: [{flow_value(text)}]}}\n"):
        for read in (yaml.safe_load(written_so), yaml.load(written_so, yaml.CSafeLoader)):
            said = read["k"]
            assert said == text if isinstance(said, str) else said == {"a": text, "b": [text]}
        assert parsed(written_so).data == yaml.safe_load(written_so)


@given(dates)
def test_a_date_stands_unquoted(date):
    assert scalar(date, key="due") == date
    assert scalar(date) == f'"{date}"'
