"""Keys of waivers, reviews and pieces of evidence in their one order, each with what stands on its line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.edit.change import PART_ORDER, RefusedError
from gapsheet.edit.mapping import flow_spots
from gapsheet.edit.page import Page, Patch, Spot

HOLDERS = ("evidence", "waiver", "reviewed")
"""Fields of an answer that hold mappings."""

Slice = tuple[str, int, int]
"""A key, and where the text of it with its value begins and ends."""


def arranged_parts(page: Page, entry: Spot) -> Iterator[Patch]:
    """Yield the patches that put the keys in order in each mapping of an entry that holds texts alone.

    Keys change places where each stands on a line of its own, right below the one before, or all on one line in braces;
    a mapping that is written otherwise stays.
    """
    for part in _mappings(entry.value):
        try:
            found = _in_braces(page, entry.name, part) if part.flow_style else _on_lines(page, part)
        except RefusedError:
            continue
        ordered = sorted(found, key=lambda one: PART_ORDER.index(one[0]) if one[0] in PART_ORDER else len(PART_ORDER))
        for (_, start, end), (_, first, last) in zip(found, ordered, strict=True):
            if start != first:
                yield Patch(start, end, page.text[first:last])


def _mappings(entry: Node) -> Iterator[MappingNode]:
    """Yield the mappings of texts that the fields of an entry hold."""
    for key, value in entry.value if isinstance(entry, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value in HOLDERS:
            for part in value.value if isinstance(value, SequenceNode) else [value]:
                if isinstance(part, MappingNode) and all(
                    isinstance(n, ScalarNode) for pair in part.value for n in pair
                ):
                    yield part


def _in_braces(page: Page, item: str, node: MappingNode) -> Sequence[Slice]:
    if page.line(node.start_mark.index) != page.line(node.end_mark.index):
        return ()
    found = [(spot.name, int(spot.key.start_mark.index), spot.end) for spot in flow_spots(page, item, node)]
    return () if any(page.text[end - 1] == ":" for _, _, end in found) else found


def _on_lines(page: Page, node: MappingNode) -> Sequence[Slice]:
    lines = [page.line(key.start_mark.index) for key, _ in node.value]
    if any(after - before != 1 for before, after in pairwise(lines)):
        return ()
    for line, (_, value) in zip(lines, node.value, strict=True):
        if value.style in ("|", ">") or page.line(value.end_mark.index) != line:
            return ()
    rows = zip(node.value, lines, strict=True)
    return [(str(key.value), int(key.start_mark.index), page.end(line)) for (key, _), line in rows]
