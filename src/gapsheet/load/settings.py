"""Many answers at once, from a table or a JSON document, for `set --from`: strict, every mistake with its cell.

A table has a header with the names of fields; an empty cell leaves a field as it is, `clear` names fields to take
away. JSON is a list of objects with `item` and fields, or an object of such by item; `null` takes a field away.
Neither can express comments, nor in which form an answer is written.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gapsheet.load.answers import ANSWER_KEYS, WAIVER_EXTRAS, WAIVER_KEYS
from gapsheet.load.suggest import nearest, shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import keys_of
from gapsheet.model.record import Review

PARTS = {
    **{f"waiver_{name}": ("waiver", name) for name in (*WAIVER_KEYS, *WAIVER_EXTRAS)},
    **{f"reviewed_{name}": ("reviewed", name) for name in keys_of(Review)},
}
"""Columns and options for one part of a waiver or a review: the field, and the part of it."""
TEXTS = tuple(name for name in ANSWER_KEYS if name not in ("evidence", "waiver", "method", "reviewed"))
COLUMNS = ("item", *TEXTS, "method", "evidence", "evidence_ref", *PARTS, "clear")
_BETWEEN = re.compile(r"[\s,;，、；]+")


@dataclass(slots=True)
class Setting:
    """What is to be said of one item: fields to set (None takes one away), and parts of a field that replace others.

    `place` is how to name the row, `cells` the cell of every field, by the path below the item.
    """

    item: str
    fields: dict[str, Plain] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    place: str = ""
    cells: dict[DocPath, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a list of settings; `key` names a sentence of the word area "setting"."""

    place: str
    key: str
    params: dict[str, str | int] = field(default_factory=dict)


Parsed = tuple[list[Setting], list[Mistake]]


def parse_settings(text: str, *, as_json: bool) -> Parsed:
    """Return the settings of a file and every mistake of its form; no item and no value is judged here."""
    settings, mistakes = _parse_json(text) if as_json else _parse_table(text)
    first: dict[str, str] = {}
    for setting in settings:
        if setting.item in first:
            mistakes.append(
                Mistake(setting.place, "twice", {"item": shown(setting.item), "first": first[setting.item]})
            )
        first.setdefault(setting.item, setting.place)
    if not settings and not mistakes:
        mistakes.append(Mistake("", "nothing"))
    return settings, mistakes


# ---- a table -----------------------------------------------------------------------------------------------


def _parse_table(text: str) -> Parsed:
    mistakes: list[Mistake] = []
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return [], [Mistake("", "table")]
    columns = [name.strip() for name in rows[0]] if rows else []
    for number, name in enumerate(columns):
        cell = f"{_letters(number)}1"
        if name not in COLUMNS and any(len(row) > number and row[number].strip() for row in rows):
            mistakes.append(_unknown(cell, "column", name, COLUMNS))
        elif name in columns[:number] and name:
            mistakes.append(Mistake(cell, "column-twice", {"name": name}))
    if "item" not in columns and not mistakes:
        mistakes.append(Mistake("A1", "no-item-column"))
    if mistakes:
        return [], mistakes
    settings = [
        _row(number, columns, row, mistakes) for number, row in enumerate(rows[1:], 2) if any(c.strip() for c in row)
    ]
    return settings, mistakes


def _row(number: int, columns: list[str], row: list[str], mistakes: list[Mistake]) -> Setting:
    setting = Setting("", place=str(number))
    clear: tuple[str, str] | None = None
    if len(row) > len(columns):
        mistakes.append(Mistake(f"{_letters(len(columns))}{number}", "cell-too-many"))
    for place, (name, written) in enumerate(zip(columns, row, strict=False)):
        value, cell = "\n".join(written.splitlines()).strip(), f"{_letters(place)}{number}"
        if not value:
            continue
        if name == "item":
            setting.item, setting.cells[()] = value, cell
        elif name in ("evidence", "evidence_ref"):
            _evidence(setting, [part.strip() for part in value.splitlines()], cell, is_ref=name == "evidence_ref")
        elif name == "method":
            setting.fields[name] = methods(value)
            setting.cells[(name,)] = cell
        elif name == "clear":
            clear = value, cell
        elif name in PARTS:
            whole, part = PARTS[name]
            setting.parts.setdefault(whole, {})[part] = value
            setting.cells[whole, part] = cell
        else:
            setting.fields[name] = value
            setting.cells[(name,)] = cell
    if clear is not None:
        _clear(setting, clear[0].replace(",", " ").split(), clear[1], mistakes)
    if not setting.item:
        mistakes.append(Mistake(f"{_letters(columns.index('item'))}{number}", "no-item"))
    return setting


def _evidence(setting: Setting, lines: list[str], cell: str, *, is_ref: bool) -> None:
    """Add the pieces of a cell, paths and URLs or names of the sheet's own evidence, to those of the row."""
    found = setting.fields.setdefault("evidence", [])
    if isinstance(found, list):
        for line in filter(None, lines):
            setting.cells["evidence", len(found)] = cell
            found.append({"ref": line} if is_ref else line)
    setting.cells.setdefault(("evidence",), cell)


def methods(text: str) -> list[Plain]:
    """Return the words of a text that names one or more methods, with blanks, commas or semicolons between them."""
    return [word for word in _BETWEEN.split(text) if word]


def _clear(setting: Setting, names: Iterable[str], cell: str, mistakes: list[Mistake]) -> None:
    for name in names:
        problem = cleared(setting, name)
        if problem is not None:
            mistakes.append(Mistake(cell, problem.key, problem.params))
        setting.cells.setdefault((name,), cell)


def cleared(setting: Setting, name: str) -> Mistake | None:
    """Take a field away in a setting, or return why it cannot be."""
    if name not in ANSWER_KEYS:
        return _unknown("", "field", name, ANSWER_KEYS)
    if name in setting.fields or name in setting.parts:
        return Mistake("", "set-and-cleared", {"name": name})
    setting.fields[name] = None
    return None


def _letters(number: int) -> str:
    """Return the name of a column as a spreadsheet has it: A, B, …, Z, AA."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def _unknown(place: str, key: str, name: str, known: Iterable[str]) -> Mistake:
    choices = list(known)
    near = nearest(name, choices)
    params = {"name": shown(name), "near": near or "", "list": ", ".join(choices)}
    return Mistake(place, f"{key}.near" if near else key, dict(params))


# ---- JSON --------------------------------------------------------------------------------------------------


def _parse_json(text: str) -> Parsed:
    mistakes: list[Mistake] = []
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=str)
    except _TwiceError as problem:
        return [], [Mistake("", "key-twice", {"name": shown(str(problem))})]
    except (ValueError, RecursionError):
        return [], [Mistake("", "json")]
    settings = [_object(place, item, said, mistakes) for place, item, said in _entries(data, mistakes)]
    return settings, mistakes


class _TwiceError(Exception):
    """A key stands twice in one object."""


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out: dict[str, object] = {}
    for name, value in pairs:
        if name in out:
            raise _TwiceError(name)
        out[name] = value
    return out


def _entries(data: object, mistakes: list[Mistake]) -> Iterator[tuple[str, str, dict[str, object]]]:
    if isinstance(data, dict):
        for item, said in data.items():
            if said is None or isinstance(said, str):
                said = {"answer": said}
            if isinstance(said, dict):
                yield shown(item), item, said
            else:
                mistakes.append(Mistake(shown(item), "json-entry"))
    elif isinstance(data, list):
        for number, said in enumerate(data):
            item = said.get("item") if isinstance(said, dict) else None
            if isinstance(said, dict) and isinstance(item, str) and item.strip():
                yield f"[{number}]", item.strip(), {name: value for name, value in said.items() if name != "item"}
            else:
                mistakes.append(Mistake(f"[{number}]", "no-item"))
    else:
        mistakes.append(Mistake("", "json"))


def _object(place: str, item: str, said: dict[str, object], mistakes: list[Mistake]) -> Setting:
    setting = Setting(item, place=place, cells={(): place})
    for name, value in said.items():
        cell = f"{place}.{shown(name)}"
        if name not in ANSWER_KEYS:
            mistakes.append(_unknown(cell, "field", name, ANSWER_KEYS))
            continue
        setting.cells[(name,)] = cell
        if value is None:
            setting.fields[name] = None
        elif name == "evidence":
            pieces = value if isinstance(value, list) else [value]
            plain = [_plain(piece) for piece in pieces]
            if None in plain or not plain:
                mistakes.append(Mistake(cell, "json-evidence"))
            setting.fields[name] = plain
        elif name in ("waiver", "reviewed"):
            setting.fields[name] = _texts(value)
            if setting.fields[name] is None:
                mistakes.append(Mistake(cell, "json-waiver"))
        elif name == "method":
            setting.fields[name] = _words(value)
            if not setting.fields[name]:
                mistakes.append(Mistake(cell, "json-method"))
        elif isinstance(value, str) and value.strip():
            setting.fields[name] = value.strip()
        else:
            mistakes.append(Mistake(cell, "json-text"))
    return setting


def _plain(piece: object) -> Plain:
    return piece.strip() or None if isinstance(piece, str) else _texts(piece)


def _words(value: object) -> list[Plain]:
    """Return a text, or a list of texts, as the words in it; none for anything else."""
    rows = value if isinstance(value, list) else [value]
    texts = [row for row in rows if isinstance(row, str)]
    return [word for text in texts for word in methods(text)] if len(texts) == len(rows) else []


def _texts(value: object) -> Plain:
    """Return an object of texts, or None for anything else."""
    if not isinstance(value, dict) or not value:
        return None
    out: dict[str, Plain] = {}
    for name, text in value.items():
        if not isinstance(text, str) or not text.strip() or not name.replace("_", "").isalnum():
            return None
        out[name] = text.strip()
    return out
