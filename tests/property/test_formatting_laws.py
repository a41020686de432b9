"""What must hold of the one form of any sheet: it is one, it says the same, and no comment is lost."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edits import ORDER, SAMPLES, changes_of, edited, formatted, parsed, written
from gapsheet.edit.change import applied


def comments(text):
    return Counter(re.findall(r"# ?c\d+\.|# (?!(?:critical|high|medium|low) )[^\n\r]*", text))


@given(written(), st.lists(changes_of(), max_size=2), st.booleans())
def test_formatting_is_done_once_and_says_the_same(sheet, changes, chinese):
    text = sheet.text()
    for change in changes:
        text = edited(text, change)
    once = formatted(text, chinese=chinese)
    assert applied(parsed(once).data, ()) == applied(parsed(text).data, ())
    assert formatted(once, chinese=chinese) == once
    assert once.endswith(("\n", "\r"))


@given(written())
def test_formatting_loses_no_comment_and_keeps_it_with_its_entry(sheet):
    once = formatted(sheet.text())
    assert Counter(re.findall(r"# c\d+\.", once)) == Counter(re.findall(r"# c\d+\.", sheet.text()))
    keys = [(name, line) for name, line in parsed(once).spans.key_lines(("answers",))]
    rows = once.splitlines()
    for item, own, _ in sheet.entries:
        start = dict(keys)[item]
        stop = min((line for _, line in keys if line > start), default=len(rows) + 1)
        assert set(re.findall(r"# c\d+\.", own)) <= set(re.findall(r"# c\d+\.", "\n".join(rows[start - 1 : stop - 1])))
    assert [name for name, _ in keys] == [known.item for known in ORDER if known.item in dict(keys)]
    last = {item[:3]: item for item, _, _ in sheet.entries}
    for (item, _, after), (following, _, _) in pairwise(sheet.entries):
        said = after.splitlines()[1:]
        blank = max((number for number, line in enumerate(said) if not line), default=-1)
        for comment in said[blank + 1 :]:
            found = next(number for number, row in enumerate(rows) if comment.strip() in row)
            assert all(row.lstrip().startswith("#") for row in rows[found : dict(keys)[following] - 1])
            assert found < dict(keys)[following]
        for comment in filter(None, said[: blank + 1] if last[item[:3]] != item else ()):
            found = next(number for number, row in enumerate(rows) if comment.strip() in row)
            assert max((line, name) for name, line in keys if line <= found)[1] == item


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sheets_written_by_hand_keep_their_words(path):
    text = path.read_bytes().decode("utf-8")
    once = formatted(text, chinese=path.stem == "chinese")
    assert applied(parsed(once).data, ()) == applied(parsed(text).data, ())
    assert formatted(once, chinese=path.stem == "chinese") == once
    assert comments(once) == comments(text)
