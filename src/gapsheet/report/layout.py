"""Plain text in columns: padded, wrapped and cut by what a terminal shows, so that Chinese lines up too."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gapsheet.text import width
from gapsheet.words import Lang

Paint = Callable[[str, str], str]
"""`paint(role, text)` returns the text in the colour of its role, or as it is."""


def plain(role: str, text: str) -> str:
    """Return the text as it is, whatever its role."""
    return text


@dataclass(frozen=True, slots=True)
class Style:
    """How text is drawn: language, columns of a line, colours, and whether drawing characters can be shown."""

    lang: Lang
    width: int = 80
    paint: Paint = plain
    unicode: bool = True


_OPENING = "“‘《〈（【「『([{"
_CLOSING = "，。、；：？！”’》〉）】」』…—～·％%,.;:?!)]}"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return text filled with spaces to a number of columns; text that is longer stays whole."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def clip(text: str, columns: int) -> str:
    """Return text cut to a number of columns, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    out, used = "", 0
    for char in text:
        used += width(char)
        if used > columns - 1:
            break
        out += char
    return out.rstrip() + "…"


def wrap(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return text as lines of at most so many columns, the first and the others with their indents.

    Breaks at spaces and between Chinese characters, never before a closing mark; a longer word stays whole.
    """
    indent = first if rest is None else rest
    lines, line, used = [], "", width(first)
    start = first
    for piece in _pieces(text):
        size = width(piece.rstrip())
        if line.strip() and used + size > columns:
            lines.append(start + line.rstrip())
            start, line, used = indent, "", width(indent)
        line += piece if line else piece.lstrip()
        used = width(start) + width(line)
    lines.append((start + line).rstrip())
    return lines


def paragraphs(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return a text of several lines, each wrapped; a line that starts with four spaces is an example and stays."""
    indent = first if rest is None else rest
    out: list[str] = []
    for part in text.split("\n"):
        if part.startswith("    "):
            out.append(indent + part)
            continue
        out += wrap(part, columns, first=indent if out else first, rest=indent)
    return out


def table(
    rows: Iterable[Sequence[str]], *, indent: str = "  ", gap: int = 2, right: frozenset[int] = frozenset()
) -> list[str]:
    """Return rows as lines, every column as wide as its widest cell; columns in `right` end together."""
    grid = [tuple(row) for row in rows]
    if not grid:
        return []
    count = max(map(len, grid))
    widths = [max((width(row[index]) for row in grid if index < len(row)), default=0) for index in range(count)]
    lines = []
    for row in grid:
        cells = [pad(cell, widths[index], right=index in right) for index, cell in enumerate(row)]
        lines.append((indent + (" " * gap).join(cells)).rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Split into what must stay together: words with the space after them, single wide characters with their marks."""
    pieces: list[str] = []
    glue = False
    for char in text:
        wide = width(char) == 2 and char not in _CLOSING
        before = pieces[-1][-1] if pieces else " "
        breaks = before == " " if not wide else before not in _OPENING
        after_wide = not wide and char not in _CLOSING and char != " " and width(before) == 2 and before not in _OPENING
        if not pieces or ((breaks or after_wide) and char != " " and not glue):
            pieces.append(char)
        else:
            pieces[-1] += char
        glue = char in _OPENING
    return pieces
