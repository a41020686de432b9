"""Entries of a sheet in the order of its checklists, with their headings and comments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gapsheet.edit.blocks import Block, Blocks
from gapsheet.edit.change import Known
from gapsheet.edit.gaps import Piece, Titles, between, heading_of, is_rule, pieces_of, sections_of
from gapsheet.edit.page import BREAK

_KEEPS = re.compile(r"[|>][0-9]*\+")
"""A block whose blank lines below are a part of the text."""


@dataclass(slots=True)
class _Entry:
    """An entry, or one that is commented out; `before` is the one that it stood below."""

    rank: int
    blanks: list[str]
    lines: list[str]
    before: "_Entry | None"
    after: list[str] = field(default_factory=list)
    """Entries of no known place that are commented out below it."""
    below: list[str] = field(default_factory=list)
    """Comments below it that are set off from what follows."""


@dataclass(slots=True)
class _Group:
    """The entries of one checklist; `blanks` are the empty lines above it in the file."""

    rank: int
    blanks: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    end: list[str] = field(default_factory=list)


def arrange_entries(blocks: Blocks, order: Sequence[Known], titles: Titles) -> list[str] | None:
    """Return the lines of all entries in order, or None where they are in order or cannot be moved.

    Comments right above an entry go with it. Those that a blank line sets off belong to the heading above the first
    entry of a checklist, to the end of the checklist below its last one, else to the entry above them. An entry that
    is commented out has the place of its item, or stays behind the entry above it. So does an entry that `order` does
    not know.
    """
    arrangement = _Arrangement(order, titles, BREAK.findall(blocks.blocks[0].own[0])[-1])
    places = arrangement.places(blocks.blocks)
    lines = [line for block in blocks.blocks for line in block.lead] + list(blocks.tail)
    if places == sorted(places) or any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        return None
    for block, place in zip(blocks.blocks, places, strict=True):
        arrangement.take(block, *place)
    arrangement.finish(list(blocks.below()))
    return arrangement.lines()


class _Arrangement:
    """The groups of a sheet, filled from top to bottom."""

    def __init__(self, order: Sequence[Known], titles: Titles, newline: str) -> None:
        self.ranks = {known.item: number for number, known in enumerate(order)}
        self.checklist = {known.item: known.checklist for known in order}
        self.checklists = list(dict.fromkeys([*(known.checklist for known in order), *titles]))
        self.titles = titles
        self.newline = newline
        self.groups: dict[int, _Group] = {}
        self.last: _Entry | None = None
        self.here = -1
        """The place of the checklist of the last entry."""

    def places(self, blocks: Sequence[Block]) -> list[tuple[int, int]]:
        """Return, for each entry, the place of its checklist and its own."""
        out: list[tuple[int, int]] = []
        number, rank = -1, -1
        for block in blocks:
            name = block.spot.name
            if name in self.ranks:
                number, rank = self.checklists.index(self.checklist[name]), self.ranks[name]
            out.append((number, rank))
        return out

    def take(self, block: Block, number: int, rank: int) -> None:
        """Take in an entry with all that stands above it."""
        group = self.groups.get(number)
        lines = list(block.above())
        fresh = group is None or not group.entries
        if fresh or (number != self.here and self._has_heading(lines, number)):
            lines = self._open(lines, number)
        pieces, blanks = pieces_of(lines)
        lead = pieces.pop().lines if pieces and not pieces[-1].item and not blanks else None
        if lead is not None:
            blanks = _blanks_above(lines, lead)
        group = self.groups.setdefault(number, _Group(number))
        if fresh:
            taken = self._heading_pieces(group, pieces)
            if taken == len(pieces):
                group.heading += blanks if group.heading else []
                group.blanks = group.blanks or blanks
                blanks = []
            pieces = pieces[taken:]
        for piece in pieces:
            self._piece(piece, number)
        self._append(group, rank, blanks, [*(lead or ()), *block.own])
        self.here = number

    def _has_heading(self, lines: Sequence[str], number: int) -> bool:
        return any(heading_of(line, self.titles) == self._name(number) for line in lines)

    def _name(self, number: int) -> str:
        return self.checklists[number] if number >= 0 else ""

    def _open(self, lines: list[str], number: int) -> list[str]:
        """Take in what stands above the first entry of a checklist, down to its heading; return what is below it."""
        parts = between(lines, self._name(number), self.titles, first=self.last is None)
        blanks, above = self._above(parts.above)
        for name, said in parts.sections:
            blanks, above = self._heading(self.checklists.index(name), [*blanks, *above, *said]), []
        said = [*blanks, *above, *parts.heading]
        if any(line.strip() for line in said):
            return [*self._heading(number, said), *parts.rest]
        self._group(number, [*said, *parts.rest])
        return parts.rest[_leading(parts.rest) :]

    def _above(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Take in what belongs to the entry above; return the blank lines at its end, and what is still to be taken in.

        What a blank line sets off from the first heading of all speaks of all, and stays above it.
        """
        if self.last is not None:
            return self._section(lines, self.here), []
        body, blanks = _parted(lines)
        if not body or not blanks:
            return [], lines
        self._group(-1, body).heading += body[_leading(body) :]
        return blanks, []

    def _heading(self, number: int, lines: list[str]) -> list[str]:
        """Take in the heading of a checklist, with what is said below it; return the blank lines at its end."""
        if number == self.here:
            return self._section(lines, number)
        body, blanks = _parted(lines)
        self._group(number, body).heading += body[_leading(body) :]
        return blanks

    def _group(self, number: int, lines: list[str]) -> _Group:
        if number not in self.groups:
            self.groups[number] = _Group(number, lines[: _leading(lines)])
        return self.groups[number]

    def _section(self, lines: list[str], number: int) -> list[str]:
        """Take in comments below the last entry; return the blank lines at their end."""
        pieces, blanks = pieces_of(lines)
        for piece in pieces:
            self._piece(piece, number)
        return blanks

    def _heading_pieces(self, group: _Group, pieces: list[Piece]) -> int:
        """Add to the heading what is set off from the first entry; return how many pieces that were.

        Entries that are commented out above all headings belong to the entries above.
        """
        for number, piece in enumerate(pieces):
            if self._place(piece.item) == group.rank:
                group.heading += piece.blanks if group.heading else []
                piece.blanks = []
                return number
            if piece.item and not group.heading and self.last is not None:
                self._piece(piece, self.here)
            else:
                group.heading += [*(piece.blanks if group.heading else []), *piece.lines]
        return len(pieces)

    def _place(self, item: str) -> int | None:
        """Return the place of the checklist of an item."""
        return self.checklists.index(self.checklist[item]) if item in self.checklist else None

    def _piece(self, piece: Piece, number: int) -> None:
        """Take in a comment that is set off from the entry below it, above an entry of the checklist `number`."""
        own = self._place(piece.item)
        if own is not None and own in (number, self.here):
            group = self._group(own, [])
            self._append(group, self.ranks[piece.item], piece.blanks, piece.lines)
        elif self.last is None:
            self._group(number, []).heading += [*piece.blanks, *piece.lines]
        elif piece.item and not self.last.below:
            self.last.after += [*piece.blanks, *piece.lines]
        else:
            self.last.below += [*piece.blanks, *piece.lines]

    def _append(self, group: _Group, rank: int, blanks: list[str], lines: list[str]) -> None:
        self.last = _Entry(rank, blanks, lines, self.last)
        group.entries.append(self.last)

    def finish(self, tail: list[str]) -> None:
        """Take in what stands below the last entry, and give each checklist what stands at its end."""
        above, sections = sections_of(tail, self._name(self.here), self.titles)
        blanks = self._section(above, self.here)
        for name, said in sections:
            blanks = self._heading(self.checklists.index(name), [*blanks, *said])
        for group in self.groups.values():
            if group.entries:
                group.end, group.entries[-1].below = group.entries[-1].below, []

    def lines(self) -> list[str]:
        """Return all lines in their new order; blank lines between checklists keep their places."""
        gaps = [group.blanks for group in self.groups.values()]
        out: list[str] = []
        text: list[str] = []
        open_end = False
        for gap, group in zip(gaps, sorted(self.groups.values(), key=lambda group: group.rank), strict=True):
            known = not group.heading or any(heading_of(line, self.titles) is not None for line in group.heading)
            self._blank(out, gap, text, needed=bool(out) and (open_end or not known))
            out += group.heading
            text = [] if group.heading else text
            before: _Entry | None = None
            open_end = bool(group.heading) and not self._is_heading(group.heading[-1])
            for entry in sorted(group.entries, key=lambda entry: entry.rank):
                self._blank(out, entry.blanks if entry.before is before else [], text, needed=open_end)
                text = [] if entry.after or entry.below else entry.lines
                out += [*entry.lines, *entry.after, *entry.below]
                open_end = bool(entry.after or entry.below)
                before = entry
            if group.end:
                self._blank(out, group.end[: _leading(group.end)], text, needed=open_end)
                out += group.end[_leading(group.end) :]
                text, open_end = [], True
        return out

    def _is_heading(self, line: str) -> bool:
        return not line.strip() or is_rule(line) or heading_of(line, self.titles) is not None

    def _blank(self, out: list[str], blanks: Sequence[str], above: list[str], *, needed: bool) -> None:
        """Add blank lines, at least one where it is needed; none below an entry that would take it into its text."""
        if not any(map(_KEEPS.search, above)):
            out += blanks or ([self.newline] if needed else [])


def _blanks_above(lines: Sequence[str], lead: Sequence[str]) -> list[str]:
    """Return the blank lines right above the last comment, which is `lead`."""
    stop = len(lines) - len(lead)
    start = stop
    while start > 0 and not lines[start - 1].strip():
        start -= 1
    return list(lines[start:stop])


def _leading(lines: Sequence[str]) -> int:
    """Return how many blank lines come first."""
    return next((number for number, line in enumerate(lines) if line.strip()), len(lines))


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines without the blank ones at their end, and those."""
    stop = len(lines)
    while stop > 0 and not lines[stop - 1].strip():
        stop -= 1
    return lines[:stop], lines[stop:]
