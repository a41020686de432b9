"""Answers set from a script: one, or many from a file; all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gapsheet.app.editing import Edited, Opened, edited
from gapsheet.diagnostics import Diagnostic
from gapsheet.edit.change import FIELD_ORDER, EntryChange, Value, applied
from gapsheet.errors import InputError, UsageError
from gapsheet.load.contents import is_form_table
from gapsheet.load.settings import Mistake, Setting, cleared, odd_item, parse_settings
from gapsheet.load.source import read_source
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import Span
from gapsheet.text import visible

SUFFIXES = (".csv", ".json")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one item: its answer before and after (None: not answered), and the other fields that differ."""

    item: str
    old: str | None
    new: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake of the sheet as it would be, with the row or cell that brings it in."""

    place: str
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Outcome:
    """What setting came to: `wrong` are mistakes of what was asked, `others` those of the sheet itself.

    With either, nothing may be written. `warnings` are those that the sheet has anew.
    """

    result: Edited
    changes: tuple[Change, ...]
    wrong: tuple[Wrong, ...] = ()
    others: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=())


def read_settings(path: str, cwd: Path) -> tuple[list[Setting], list[Mistake]]:
    """Return the settings of a file, by its suffix, and the mistakes of its form; raises InputError, UsageError."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError("set.from.suffix", path=visible(path))
    source = read_source(cwd / path, path)
    if source.problems:
        raise _unreadable(source.problems[0], suffix, visible(path))
    if suffix == ".csv" and is_form_table(source.text):
        raise InputError("set.from.form", path=visible(path))
    return parse_settings(source.text, as_json=suffix == ".json")


def _unreadable(problem: Diagnostic, suffix: str, path: str) -> InputError:
    """Return why a file of answers is no text."""
    if problem.code == "GS009":
        place = f"{path}:{problem.span.line}:{problem.span.column}"
        return InputError("set.from.character", place=place, char=problem.params["char"])
    keys = {"GS001": "encoding", "GS003": "large", "GS004": "empty"}
    key = f"set.from.{keys.get(problem.code, 'binary')}"
    return InputError(
        f"{key}.json" if key == "set.from.encoding" and suffix == ".json" else key, path=path, **problem.params
    )


def one_setting(
    item: str, fields: Mapping[str, Plain], parts: Mapping[str, Mapping[str, str]], clear: Sequence[str]
) -> Setting:
    """Return what a command line asks for; raises UsageError when it takes away what it sets, or no such field."""
    setting = Setting(item.strip(), dict(fields), {name: dict(said) for name, said in parts.items()})
    odd = odd_item(setting.item)
    if odd is not None:
        raise UsageError(f"set.{odd.key}", **odd.params)
    for name in clear:
        problem = cleared(setting, name)
        if problem is not None:
            raise UsageError(f"set.{problem.key}", **problem.params)
    return setting


def try_settings(opened: Opened, settings: Sequence[Setting]) -> Outcome:
    """Return what the sheet would be with the settings; writes nothing. Raises RefusedError where it is not safe."""
    before = _entries(opened.doc.data)
    known = {*opened.items(), *before}
    changes = []
    for setting in settings:
        fields = _fields(opened, setting, before)
        if setting.item not in known and all(value is None for value in fields.values()):
            fields = {"answer": "unmet"}  # nothing is said of it, and yet it must be refused: no such item
        changes.append(EntryChange(setting.item, fields))
    result = edited(opened, changes)
    after = _entries(result.doc.data)
    errors = [one for one in result.loaded.diagnostics if one.severity == "error"]
    located = [(one, _setting_at(result, settings, one)) for one in errors]
    return Outcome(
        result=result,
        changes=tuple(_change(setting.item, before, after) for setting in settings),
        wrong=tuple(
            Wrong(_cell(result, setting, one.span), one)
            for setting in settings
            for one, found in located
            if found is setting
        ),
        others=tuple(one for one, found in located if found is None),
        warnings=tuple(one for one in result.found if one.severity == "warning"),
    )


def _entries(data: object) -> Mapping[str, Mapping[str, object]]:
    """Return the entries of a sheet in one shape."""
    top = applied(data, ())
    answers = top.get("answers") if isinstance(top, dict) else None
    return answers if isinstance(answers, dict) else {}


def _fields(opened: Opened, setting: Setting, before: Mapping[str, Mapping[str, object]]) -> dict[str, Value | None]:
    """Return the fields to set, parts completed from those that are there; a new waiver or review is of today."""
    out: dict[str, Value | None] = {name: _value(value) for name, value in setting.fields.items()}
    for name, parts in setting.parts.items():
        there = before.get(setting.item, {}).get(name)
        old = {str(part): str(text) for part, text in there.items()} if isinstance(there, dict) else {}
        out[name] = {**({} if old else {_DAY[name]: opened.as_of.isoformat()}), **old, **parts}
    return out


_DAY = {"waiver": "granted", "reviewed": "at"}
"""The part that says from when, or when."""


def _value(value: Plain) -> Value | None:
    if isinstance(value, list):
        return [part for piece in value if (part := _value(piece)) is not None]
    if isinstance(value, dict):
        return {name: part for name, piece in value.items() if (part := _value(piece)) is not None}
    return value


def _change(item: str, before: Mapping[str, Mapping[str, object]], after: Mapping[str, Mapping[str, object]]) -> Change:
    old, new = before.get(item, {}), after.get(item, {})
    differ = tuple(name for name in FIELD_ORDER if name != "answer" and old.get(name) != new.get(name))
    return Change(item, _word(old), _word(new), differ)


def _word(entry: Mapping[str, object]) -> str | None:
    word = entry.get("answer")
    return word if isinstance(word, str) else None


# ---- whose mistake it is -----------------------------------------------------------------------------------


def _setting_at(result: Edited, settings: Sequence[Setting], one: Diagnostic) -> Setting | None:
    """Return the setting whose entry a mistake stands in, if it stands in one."""
    by_item = {setting.item: setting for setting in settings}
    spans = result.doc.spans
    starts = sorted((spans.key(("answers", name)), name) for name, _ in spans.key_lines(("answers",)))
    tops = sorted(spans.key((name,)) for name, _ in spans.key_lines(()))
    inside = [name for span, name in starts if not _before(one.span, span)]
    if not inside or inside[-1] not in by_item:
        return None
    last = spans.key(("answers", inside[-1]))
    behind = any(_before(last, top) and not _before(one.span, top) for top in tops)
    return None if behind else by_item[inside[-1]]


def _cell(result: Edited, setting: Setting, at: Span) -> str:
    """Return the cell that brought a mistake in: that of the deepest field it stands in, else that of the item."""
    spans = result.doc.spans
    entry = spans.key(("answers", setting.item))
    best, cell = entry, setting.cells.get((), setting.place)
    for path, name in setting.cells.items():
        span = spans.key(("answers", setting.item, *path))
        short = path == ("answer",) and span == entry and _before(entry, at)  # the word stands behind the item
        if (_before(best, span) and not _before(at, span)) or short:
            best, cell = span, name
    return cell


def _before(one: Span, other: Span) -> bool:
    return (one.line, one.column) < (other.line, other.column)
