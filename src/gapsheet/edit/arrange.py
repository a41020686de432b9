"""Entries of a sheet in the order of its checklists, with their headings and comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gapsheet.edit.blocks import Block, Blocks
from gapsheet.edit.change import Known


@dataclass(slots=True)
class _Group:
    """The entries of one checklist; `heading` are the lines above the first of them that speak of all."""

    rank: int
    heading: tuple[str, ...] = ()
    blocks: list[tuple[int, tuple[str, ...], Block]] = field(default_factory=list)
    """Rank, what stands above an entry of its own, and the entry."""


def arrange_entries(
    blocks: Blocks, order: Sequence[Known], headings: Mapping[str, tuple[str, ...]]
) -> list[str] | None:
    """Return the lines of all entries in order, or None where they are.

    An entry that `order` does not know stays behind the one before it. A heading stays above its group; a comment
    right above an entry goes where the entry goes.
    """
    ranks = {known.item: number for number, known in enumerate(order)}
    of = {known.item: known.checklist for known in order}
    checklists = list(dict.fromkeys(known.checklist for known in order))
    groups: dict[str, _Group] = {}
    sequence: list[tuple[int, int]] = []
    checklist, rank = "", -1
    for block in blocks.blocks:
        name = block.spot.name
        checklist, rank = of.get(name, checklist), ranks.get(name, rank)
        group = groups.get(checklist)
        lead = block.above()
        if group is None:
            number = checklists.index(checklist) if checklist in checklists else -1
            heading, lead = _cut(block.above(), headings.get(checklist, ()))
            group = groups[checklist] = _Group(number, heading)
        sequence.append((group.rank, rank))
        group.blocks.append((rank, lead, block))
    if sequence == sorted(sequence):
        return None
    above = {block.spot.name: before for before, block in pairwise((None, *blocks.blocks)) if block is not None}
    lines: list[str] = []
    for group in sorted(groups.values(), key=lambda group: group.rank):
        lines += group.heading
        before: Block | None = None
        for _, lead, block in sorted(group.blocks, key=lambda entry: entry[0]):
            moved = above[block.spot.name] is not before
            lines += _without_blanks(lead) if moved else lead
            lines += block.own
            before = block
    return lines


def _cut(lead: tuple[str, ...], titles: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines above a group's first entry as those of the group, and those of the entry.

    A heading is a comment that names the checklist. Without one, what a blank line sets off belongs to the group.
    """
    named = [number for number, line in enumerate(lead) if any(title in line for title in titles)]
    blank = [number for number, line in enumerate(lead) if not line.strip()]
    cut = max([*named, *blank], default=-1) + 1
    return lead[:cut], lead[cut:]


def _without_blanks(lead: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines above an entry without blank ones before its first comment: its neighbour is another now."""
    number = 0
    while number < len(lead) and not lead[number].strip():
        number += 1
    return lead[number:]
