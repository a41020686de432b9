"""Pieces of a list added and taken away, line by line; those that stay keep their text and their comments."""

from collections.abc import Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.edit.change import Value
from gapsheet.edit.page import Page, Patch, leaf_end
from gapsheet.edit.scalars import listed


def edit_list(page: Page, node: SequenceNode, value: Sequence[Value], newline: str) -> list[Patch] | None:
    """Return the patches that turn a block list into `value`, or None where nothing of it would stay."""
    kept = _kept(node, value)
    if node.flow_style or not kept:
        return None
    first = [page.line(part.start_mark.index) for part in node.value]
    for line, part in zip(first, node.value, strict=True):
        if page.text[page.start(line) : part.start_mark.index].strip() != "-":
            return None
    ends = [page.end(page.line(leaf_end(page, part, part.start_mark.index))) for part in node.value]
    patches = [
        Patch(page.end(first[number] - 1), ends[number], "")
        for number in range(len(node.value))
        if number not in kept.values()
    ]
    pad = " " * page.column(node.start_mark.index)
    place = page.end(first[0] - 1)
    for number, piece in enumerate(value):
        if number in kept:
            place = ends[kept[number]]
        else:
            patches.append(Patch(place, place, "".join(f"{newline}{line}" for line in listed(piece, pad))))
    return patches


def _kept(node: SequenceNode, value: Sequence[Value]) -> dict[int, int]:
    """Return which pieces of the new list stand in the old one already, in the same order."""
    out: dict[int, int] = {}
    following = 0
    for number, piece in enumerate(value):
        for old in range(following, len(node.value)):
            if _says(node.value[old], piece):
                out[number], following = old, old + 1
                break
    return out


def _says(node: Node, piece: Value) -> bool:
    if isinstance(node, ScalarNode):
        return isinstance(piece, str) and node.value == piece
    if not isinstance(node, MappingNode) or not isinstance(piece, dict):
        return False
    said = {str(key.value): part for key, part in node.value if isinstance(key, ScalarNode)}
    return said.keys() == piece.keys() and all(_says(said[name], piece[name]) for name in piece)
