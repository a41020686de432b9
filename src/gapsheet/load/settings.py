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
from gapsheet.load.source import MAX_BYTES
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

LONGEST = 131_072
"""How many characters one text may have: what Python's csv lets through, four times what a cell of Excel holds."""
LONGEST_ITEM = 200

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What stands in no text that people read: control characters, and half a character."""


def parse_settings(text: str, *, as_json: bool) -> Parsed:
    """Return the settings of a file and every mistake of its form; no item and no value is judged here."""
    settings, mistakes = _parse_json(text) if as_json else _parse_table(text)
    first: dict[str, str] = {}
    for setting in settings:
        problem = odd_item(setting.item)
        if problem is not None:
            mistakes.append(Mistake(setting.cells.get((), setting.place), problem.key, problem.params))
        if setting.item in first:
            mistakes.append(
                Mistake(setting.place, "twice", {"item": shown(setting.item), "first": first[setting.item]})
            )
        first.setdefault(setting.item, setting.place)
    if not settings and not mistakes:
        mistakes.append(Mistake("", "nothing"))
    return settings, mistakes


def odd_item(item: str) -> Mistake | None:
    """Return why a text cannot be the id of an item whatever the checklists; None for what can."""
    if len(item) > LONGEST_ITEM:
        return Mistake("", "item-long", {"item": shown(item), "limit": LONGEST_ITEM})
    if item != item.strip():
        return Mistake("", "item-blank", {"item": shown(item), "near": shown(item.strip())})
    return None


# ---- a table -----------------------------------------------------------------------------------------------


def _parse_table(text: str) -> Parsed:
    mistakes: list[Mistake] = []
    rows, above = _rows(text, mistakes)
    columns = [name.strip() for name in rows[0]] if rows else []
    if not mistakes:
        _check_columns(columns, rows, above + 1, mistakes)
    if mistakes:
        return [], mistakes
    settings = [
        _row(number, columns, row, mistakes)
        for number, row in enumerate(rows[1:], above + 2)
        if any(cell.strip() for cell in row)
    ]
    return settings, mistakes


def _rows(text: str, mistakes: list[Mistake]) -> tuple[list[list[str]], int]:
    """Return the rows of a table, and how many stand above its header: the line by which Excel names the separator."""
    head, _, below = text.partition("\n")
    delimiter, above = max(",;\t", key=head.count), 0
    if re.fullmatch("sep=[,;\t]\r?", head, re.IGNORECASE):
        text, delimiter, above = below, head[4], 1
    rows: list[list[str]] = []
    csv.field_size_limit(MAX_BYTES)  # no file is larger; what is too long for an answer is said below, with its cell
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
    except csv.Error as problem:
        key = "table.quote" if "expected after" in str(problem) else "table"
        mistakes.append(Mistake(str(len(rows) + above + 1), key))
    for number, row in enumerate(rows, above + 1):
        for place, cell in enumerate(row):
            if len(cell) > LONGEST:
                mistakes.append(Mistake(f"{_letters(place)}{number}", "long", {"limit": LONGEST}))
    return rows, above


def _check_columns(columns: list[str], rows: list[list[str]], number: int, mistakes: list[Mistake]) -> None:
    """Note what is wrong with a header; where hardly anything in it is a column, only that."""
    if "item" not in columns and nearest("item", columns) is None:
        mistakes.append(Mistake(str(number), "no-item-column", {"list": ", ".join(COLUMNS)}))
        return
    for place, name in enumerate(columns):
        cell = f"{_letters(place)}{number}"
        if name not in COLUMNS and any(len(row) > place and row[place].strip() for row in rows):
            mistakes.append(_unknown(cell, "column", name, COLUMNS) if name else Mistake(cell, "column-unnamed"))
        elif name in columns[:place] and name:
            mistakes.append(Mistake(cell, "column-twice", {"name": name}))


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
        _clear(setting, re.sub("[,;，、；]", " ", clear[0]).split(), clear[1], mistakes)
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
    try:
        # Numbers are wanted nowhere; as floats they are refused in their place, however many digits they have.
        data = json.loads(text, object_pairs_hook=_Object, parse_constant=float, parse_int=float)
    except json.JSONDecodeError as problem:
        return [], [Mistake(f"{problem.lineno}:{problem.colno}", "json-broken")]
    except RecursionError:
        return [], [Mistake("", "json-deep")]
    mistakes = list(_odd_texts("", data))
    if mistakes:
        return [], mistakes
    settings = [_object(place, item, said, mistakes) for place, item, said in _entries(data, mistakes)]
    return settings, mistakes


class _Object(dict[str, object]):
    """An object of JSON that remembers which keys stand in it twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs] if len(pairs) > len(self) else []
        self.twice = sorted({name for number, name in enumerate(names) if name in names[:number]})


def _odd_texts(place: str, value: object) -> Iterator[Mistake]:
    """Yield what makes a document unfit to be read at all: texts that are none, or too long, and keys that say two."""
    if isinstance(value, str):
        hit = _NO_TEXT.search(value)
        if hit is not None:
            yield Mistake(place, "character", {"char": f"\\u{ord(hit[0]):04x}"})
        elif len(value) > LONGEST:
            yield Mistake(place, "long", {"limit": LONGEST})
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _odd_texts(f"{place}[{number}]", part)
    elif isinstance(value, _Object):
        for name in value.twice:
            yield Mistake(place, "key-twice", {"name": shown(name)})
        for name, part in value.items():
            inside = f"{place}.{shown(name)}" if place else shown(name)
            hit = _NO_TEXT.search(name)
            if hit is not None:
                yield Mistake(inside, "character.key", {"char": f"\\u{ord(hit[0]):04x}"})
            yield from _odd_texts(inside, part)


def _entries(data: object, mistakes: list[Mistake]) -> Iterator[tuple[str, str, dict[str, object]]]:
    if isinstance(data, dict):
        for item, said in data.items():
            if said is None or isinstance(said, str):
                said = {"answer": said}
            if not item.strip():
                mistakes.append(Mistake(f'"{shown(item)}"', "no-item"))
            elif isinstance(said, dict):
                yield shown(item), item, said
            else:
                mistakes.append(Mistake(shown(item), "json-entry"))
    elif isinstance(data, list):
        for number, said in enumerate(data):
            item = said.get("item") if isinstance(said, dict) else None
            if isinstance(said, dict) and isinstance(item, str) and item.strip():
                yield f"[{number}]", item, {name: value for name, value in said.items() if name != "item"}
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
            setting.fields[name] = _pieces(setting, cell, value, mistakes)
        elif name in ("waiver", "reviewed"):
            setting.fields[name] = _texts(value)
            if setting.fields[name] is None:
                mistakes.append(Mistake(cell, "json-waiver"))
            elif isinstance(value, dict):
                setting.cells.update({(name, part): f"{cell}.{shown(part)}" for part in value})
        elif name == "method":
            setting.fields[name] = _words(value)
            if not setting.fields[name]:
                mistakes.append(Mistake(cell, "json-method"))
        elif isinstance(value, str) and value.strip():
            setting.fields[name] = value.strip()
        else:
            mistakes.append(Mistake(cell, "json-text"))
    return setting


def _pieces(setting: Setting, cell: str, value: object, mistakes: list[Mistake]) -> list[Plain]:
    """Return the pieces of evidence that are named."""
    pieces = value if isinstance(value, list) else [value]
    out: list[Plain] = []
    for number, piece in enumerate(pieces):
        plain, place = _plain(piece), f"{cell}[{number}]" if isinstance(value, list) else cell
        out.append(plain)
        setting.cells["evidence", number] = place
        if plain is None:
            mistakes.append(Mistake(place, "json-evidence"))
    if not pieces:
        mistakes.append(Mistake(cell, "json-evidence.none"))
    return out


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
