"""What a merge came to, for people: conflicts as a table, and fields by item in one line."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from gapsheet.model.answers import ANSWER_WORDS
from gapsheet.model.form_table import line_of
from gapsheet.report.layout import Style, pad, wrap
from gapsheet.text import visible, width
from gapsheet.words import Lang, say

Value = str | Sequence["Value"] | Mapping[str, "Value"]
SIDES = ("base", "ours", "theirs")


class Conflict(Protocol):
    """A field that both sides changed."""

    @property
    def item(self) -> str:
        """The item."""

    @property
    def field(self) -> str:
        """The field."""

    @property
    def unit(self) -> str:
        """What it is decided with."""

    @property
    def base(self) -> Value | None:
        """What both started from."""

    @property
    def ours(self) -> Value | None:
        """What the sheet says."""

    @property
    def theirs(self) -> Value | None:
        """What came back."""


def conflict_table(conflicts: Sequence[Conflict], style: Style, *, with_base: bool) -> str:
    """Return the conflicts as rows of item, field and what each side says, wrapped to the width of the style."""
    sides = SIDES if with_base else SIDES[1:]
    head = [say(style.lang, "merge", f"head.{name}") for name in ("item", "field", *sides)]
    rows = [
        [visible(one.item), one.field, *(_cell(one, side, style.lang) for side in sides)]
        for one in sorted(conflicts, key=lambda one: one.item)
    ]
    fixed = [max(width(row[place]) for row in [head, *rows]) for place in (0, 1)]
    rest = max(12, (style.width - 2 - sum(fixed) - 2 * (len(head) - 1)) // len(sides))
    columns = [*fixed, *(min(rest, max(width(row[place]) for row in [head, *rows])) for place in range(2, len(head)))]
    lines = _lines(head, columns)
    for row in rows:
        lines += _lines(row, columns)
    return "\n".join([style.paint("strong", lines[0]), *lines[1:]]) + "\n"


def _lines(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    cells = [_wrapped(text, size) for text, size in zip(row, columns, strict=True)]
    height = max(map(len, cells))
    grid = [[cell[line] if line < len(cell) else "" for cell in cells] for line in range(height)]
    return [("  " + "  ".join(map(pad, line, columns))).rstrip() for line in grid]


def _wrapped(text: str, columns: int) -> list[str]:
    """Return a text as lines of at most so many columns; words longer than that are cut."""
    out: list[str] = []
    for line in wrap(text, columns):
        piece = ""
        for char in line:
            if width(piece + char) > columns:
                out.append(piece)
                piece = ""
            piece += char
        out.append(piece)
    return out


def _cell(conflict: Conflict, side: str, lang: Lang) -> str:
    value = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}[side]
    if value is None:
        return say(lang, "merge", "empty")
    if conflict.field == "answer" and isinstance(value, str):
        state = {"n/a": "not-applicable"}.get(ANSWER_WORDS.get(value, ""), value)
        return say(lang, "terms", f"state.{state}")
    return visible(" ".join(shown(value, lang).split()))


def shown(value: Value, lang: Lang) -> str:
    """Return a value of a sheet in one line."""
    if isinstance(value, str):
        return value
    comma = say(lang, "terms", "list.comma")
    if isinstance(value, Mapping):
        colon = say(lang, "terms", "list.colon")
        return comma.join(f"{name}{colon}{shown(part, lang)}" for name, part in value.items())
    return comma.join(_piece(part, lang) for part in value)


def _piece(value: Value, lang: Lang) -> str:
    return line_of(value) if isinstance(value, str) else f"({shown(value, lang)})"


MOST_NAMED = 8
"""How many items one line names."""


def fields_named(fields: Mapping[str, Sequence[str]], lang: Lang) -> str:
    """Return fields by item in one line, like "SEC-01 note, owner; SEC-02 due"; of many items the first."""
    comma, semicolon = say(lang, "terms", "list.comma"), say(lang, "merge", "list.semicolon")
    named = [f"{visible(item)} {comma.join(names)}".rstrip() for item, names in sorted(fields.items())[:MOST_NAMED]]
    rest = len(fields) - MOST_NAMED
    return semicolon.join([*named, say(lang, "merge", "list.more", n=rest)] if rest > 0 else named)
