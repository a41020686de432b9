"""Markdown that never grows past a limit: whole rows and whole sections are left out, and it is said how many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gapsheet.words import Lang, say

Size = Callable[[str], int]
"""How long a text is to whoever sets the limit: in characters, or in bytes."""


def in_bytes(text: str) -> int:
    """Return the length in UTF-8."""
    return len(text.encode())


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `name` is its key among the words `cut.title.…`, `title` holds no text of a sheet.

    `lead` stands before the rows (a sentence, the head of a table), `after` behind them. `fold`: it opens on a
    click; `title` may be empty then no more than for a heading of its own.
    """

    name: str
    title: str
    lead: tuple[str, ...]
    rows: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    fold: bool = False

    def lines(self, lang: Lang, rows: int) -> tuple[str, ...]:
        """Return the section with its first `rows` rows, and a sentence on those left out."""
        cut = len(self.rows) - rows
        said = ("", say(lang, "ci", "cut.rows", n=cut)) if cut else ()
        after = ("", *self.after) if self.after else ()
        if self.fold:
            before: tuple[str, ...] = ("<details>", f"<summary>{self.title}</summary>", "")
            return (*before, *self.lead, *self.rows[:rows], *said, *after, "", "</details>", "")
        before = (f"### {self.title}", "") if self.title else ()
        return (*before, *self.lead, *self.rows[:rows], *said, *after, "")


def fitted(lang: Lang, sections: Sequence[Section], room: int, size: Size = len) -> list[str]:
    """Return the lines of the sections in their order, line feeds counted, never longer than `room`.

    A section without a row to show is left out whole and named at the end.
    """
    room -= _cost(_left_out(lang, sections), size)
    lines: list[str] = []
    gone: list[Section] = []
    for section in sections:
        chosen = _as_much_as_fits(lang, section, room, size)
        if chosen:
            lines += chosen
            room -= _cost(chosen, size)
        else:
            gone.append(section)
    return lines + (_left_out(lang, gone) if gone else [])


def _as_much_as_fits(lang: Lang, section: Section, room: int, size: Size) -> Sequence[str]:
    whole = section.lines(lang, len(section.rows))
    if _cost(whole, size) <= room:
        return whole
    frame = _cost(section.lines(lang, 0), size)
    spare = size(say(lang, "ci", "cut.rows", n=len(section.rows)))  # the sentence is longest where most is cut
    rows, used = 0, frame + spare
    for row in section.rows:
        used += size(row) + 1
        if used > room:
            break
        rows += 1
    return section.lines(lang, rows) if rows else ()


def _left_out(lang: Lang, sections: Sequence[Section]) -> list[str]:
    names = [say(lang, "ci", f"cut.title.{section.name}") for section in sections]
    listed = say(lang, "terms", "list.comma").join(dict.fromkeys(names))
    return [say(lang, "ci", "cut.sections", sections=listed), ""]


def _cost(lines: Sequence[str], size: Size) -> int:
    return sum(size(line) + 1 for line in lines)
