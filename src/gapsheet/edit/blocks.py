"""Keys of a block mapping as blocks of lines, to be put in another order with all that is said above them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yaml.nodes import MappingNode

from gapsheet.edit.mapping import measured
from gapsheet.edit.page import BREAK, Page, Patch, Spot


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one key: `lead` are those above it, back to the end of the key before; every line has a break."""

    spot: Spot
    lead: tuple[str, ...]
    own: tuple[str, ...]
    column: int

    def above(self) -> tuple[str, ...]:
        """Return the lines above it as they may stand behind any other block: no deeper than the key.

        Behind a text of several lines a comment that is indented deeper would be a part of that text.
        """
        return _no_deeper(self.lead, self.column)


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a mapping, and the place in the text that they fill; `tail` are comments below the last one."""

    blocks: tuple[Block, ...]
    start: int
    end: int
    tail: tuple[str, ...] = ()

    def below(self) -> tuple[str, ...]:
        """Return the comments below the last block as they may stand behind any block."""
        return _no_deeper(self.tail, self.blocks[-1].column)

    def with_tail(self, page: Page, end: int) -> "Blocks":
        """Return the blocks with all lines below the last one that end at `end` or before."""
        lines = range(page.line(self.end) + 1, page.line(end) + 1)
        return replace(self, tail=tuple(page.whole(number) for number in lines), end=max(end, self.end))

    def patch(self, lines: Sequence[str]) -> Patch:
        """Return the patch that puts these lines in place of all blocks; a last line without a break stays so."""
        return Patch(self.start, self.end, _LAST_BREAK.sub("", "".join(lines)))


def blocks_of(page: Page, node: MappingNode, start: int, end: int) -> Blocks | None:
    """Return the blocks of a mapping whose lines begin at `start`, or None where a line holds two keys."""
    newline = page.newline(start)
    out: list[Block] = []
    line = page.line(start)
    for spot in measured(page, node, end):
        first, last = page.line(spot.key.start_mark.index), page.line(spot.end)
        if first < line or page.text[page.start(first) : spot.key.start_mark.index].strip():
            return None
        lead, own = range(line, first), range(first, last + 1)
        out.append(
            Block(
                spot,
                tuple(page.whole(number) for number in lead),
                tuple(_ended(page.whole(number), newline) for number in own),
                page.column(spot.key.start_mark.index),
            )
        )
        line = last + 1
    return Blocks(tuple(out), start, out[-1].spot.end) if out else None


def _no_deeper(lines: Sequence[str], column: int) -> tuple[str, ...]:
    pad = " " * column
    deep = [line.startswith(pad) and line.lstrip(" ").startswith("#") for line in lines]
    return tuple(pad + line.lstrip(" ") if is_deep else line for line, is_deep in zip(lines, deep, strict=True))


def _ended(line: str, newline: str) -> str:
    return line if BREAK.search(line) else line + newline


_LAST_BREAK = re.compile(rf"(?:{BREAK.pattern})\Z")


def arranged(blocks: Blocks, rank: Callable[[Spot], int]) -> list[str] | None:
    """Return the lines with the blocks in the order of `rank`, each with what stands above it; None: they are so."""
    wanted = sorted(blocks.blocks, key=lambda block: rank(block.spot))
    if wanted == list(blocks.blocks):
        return None
    return [line for block in wanted for line in (*block.above(), *block.own)]
