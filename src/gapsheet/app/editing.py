"""A sheet opened to be changed, and written only when it then says exactly what was asked."""

import datetime as dt
import difflib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gapsheet.diagnostics import Diagnostic, has_errors
from gapsheet.edit.change import EntryChange, Known, RefusedError, applied
from gapsheet.edit.sheet import edit
from gapsheet.errors import InputError
from gapsheet.load.sheet import LoadedSheet, find_sheet, parse_sheet, sheet_source
from gapsheet.load.source import Source, from_text
from gapsheet.load.yaml_doc import YamlDoc, parse_yaml
from gapsheet.model.checklist import Item
from gapsheet.outfile import replace_unchanged
from gapsheet.paths import find_root
from gapsheet.report.new_sheet import most_severe_first, remark
from gapsheet.text import visible
from gapsheet.words import Lang

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet as read from `path`; `doc` is its YAML."""

    path: Path
    source: Source
    doc: YamlDoc
    loaded: LoadedSheet
    as_of: dt.date

    @property
    def lang(self) -> Lang:
        """The language of the sheet."""
        return self.loaded.lang or "en"

    def items(self) -> dict[str, Item]:
        """Return every item of the sheet's checklists."""
        return {item.id: item for entry in self.loaded.checklists for item in entry.checklist.items()}


@dataclass(frozen=True, slots=True)
class Edited:
    """A sheet as it would be written; `loaded` is what it then says, `found` the mistakes and warnings it has anew."""

    text: str
    doc: YamlDoc
    loaded: LoadedSheet
    found: tuple[Diagnostic, ...]


def open_to_edit(file: str | None, cwd: Path, *, as_of: dt.date) -> Opened:
    """Return the sheet `file`, relative to `cwd`, or the one found from there.

    Raises InputError when it cannot be opened, or is no YAML: then nothing in it can be changed safely.
    """
    path = find_sheet(cwd, find_root(cwd)) if file is None else cwd / file
    root = find_root(path.parent)
    source = sheet_source(path, root)
    loaded = parse_sheet(source, root, Path(os.path.realpath(path.parent)), as_of=as_of)
    doc, found = parse_yaml(source)
    if doc is None or any(one.code in _UNSAFE for one in found):
        raise InputError("edit.yaml", path=visible(source.shown))
    return Opened(path, source, doc, loaded, as_of)


_UNSAFE = frozenset({"GS016", "GS017", "GS018", "GS021"})
"""Merge keys, tags, duplicate keys and keys that are no text: what stands there is not what is read."""


def order_of(opened: Opened, lang: Lang | None = None) -> list[Known]:
    """Return the items of the checklists in the order of the sheet: most severe first, or as the checklists have them.

    The sheet follows the one of the two that fewer of its entries break; a new sheet is most severe first.
    """
    lang = lang or opened.lang
    present = [str(name) for name in _answers(opened)]
    by_severity = [most_severe_first(entry.checklist.items()) for entry in opened.loaded.checklists]
    by_number = [list(entry.checklist.items()) for entry in opened.loaded.checklists]
    orders = sorted((by_severity, by_number), key=lambda order: _breaks(present, order))
    return [
        Known(item.id, entry.checklist.id, remark(item, lang))
        for entry, items in zip(opened.loaded.checklists, orders[0], strict=True)
        for item in items
    ]


def _answers(opened: Opened) -> Sequence[str]:
    data = opened.doc.data
    answers = data.get("answers") if isinstance(data, dict) else None
    return list(answers) if isinstance(answers, dict) else []


def _breaks(present: Sequence[str], order: Sequence[Sequence[Item]]) -> int:
    """Return how many entries stand right behind one of their checklist that belongs behind them."""
    ranks = {item.id: (number, place) for number, items in enumerate(order) for place, item in enumerate(items)}
    known = [ranks[name] for name in present if name in ranks]
    return sum(a > b and a[0] == b[0] for a, b in pairwise(known))


def edited(opened: Opened, changes: Sequence[EntryChange]) -> Edited:
    """Return the sheet with the changes made; raises RefusedError where that would not be safe."""
    before = opened.doc
    text = edit(opened.source.text, before.spans.top, changes, order_of(opened), chinese=opened.lang == "zh-CN")
    again = reread(opened, text)
    if applied(again.doc.data, ()) != applied(before.data, changes):
        raise RefusedError("edit.check", path=visible(opened.source.shown))
    return again


def reread(opened: Opened, text: str) -> Edited:
    """Return a text read in place of the sheet; raises RefusedError when it is no YAML any more."""
    source = from_text(text, opened.source.path, opened.source.shown, "")
    doc, _ = parse_yaml(source)
    if doc is None:
        raise RefusedError("edit.check", path=visible(opened.source.shown))
    loaded = parse_sheet(source, opened.loaded.root, opened.loaded.base, as_of=opened.as_of)
    return Edited(text, doc, loaded, _anew(opened.loaded.diagnostics, loaded.diagnostics))


def _anew(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that were not there before: of each kind, as many as there are more of it now.

    What stands around a place says nothing of what is wrong there; only among several of one kind the line tells which
    one is new.
    """
    left = Counter(map(_kind, before))
    lines = {(_kind(one), one.excerpt) for one in before}
    new = set()
    for number, one in sorted(enumerate(after), key=lambda pair: (_kind(pair[1]), pair[1].excerpt) not in lines):
        kind = _kind(one)
        if left[kind]:
            left[kind] -= 1
        else:
            new.add(number)
    return tuple(one for number, one in enumerate(after) if number in new)


def _kind(one: Diagnostic) -> tuple[object, ...]:
    params = tuple(sorted((key, str(value)) for key, value in one.params.items()))
    return (one.code, one.help_key, params)


def save(opened: Opened, text: str) -> None:
    """Write a sheet back whole: mode and owner stay, so does a byte order mark.

    Raises OutputError when it cannot be written, or was changed by somebody since it was read.
    """
    marked = any(note.code == "GS026" for note in opened.source.notes)
    content = ((_MARK if marked else "") + text).encode("utf-8")
    replace_unchanged(opened.path, content, opened.source.sha256, opened.source.shown)


def invalid(result: Edited) -> bool:
    """Tell whether a sheet with these changes has errors."""
    return has_errors(result.loaded.diagnostics)


def unified_diff(path: str, old: str, new: str) -> str:
    """Return the difference of two texts as a patch, every line safe to show; empty when there is none."""
    before, after = (text.replace("\r\n", "\n").splitlines() for text in (old, new))
    rows = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{visible(row)}\n" for row in rows)
