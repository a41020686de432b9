"""Fields of one mapping set, taken away and added, in block style and in braces; what is not changed stays as it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.edit.change import PART_ORDER, RefusedError, Value
from gapsheet.edit.lists import edit_list
from gapsheet.edit.page import Page, Patch, Spot, leaf_end, scalar_end, spots
from gapsheet.edit.scalars import block_value, flow_value

_HEADER = re.compile(r"(?:[&!]\S+\s+)*[|>][-+0-9]*")
_COMMA = re.compile(r"\s*,")


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: its line break, how deep it indents, whether answers are Chinese words."""

    newline: str
    step: int
    chinese: bool


Fields = Mapping[str, Value | None]


def edit_mapping(
    page: Page, item: str, node: MappingNode, end: int, fields: Fields, order: Sequence[str], style: Style
) -> list[Patch]:
    """Return the patches that make the changes; `end` is where the mapping's last line ends."""
    if node.flow_style:
        return _edit_flow(page, item, node, fields, order)
    return _edit_block(page, item, node, end, fields, order, style)


# ---- block style -------------------------------------------------------------------------------------------


def measured(page: Page, node: MappingNode, end: int) -> list[Spot]:
    """Return the keys of a block mapping with where each of them ends; its last line ends at `end`."""
    found = list(spots(node))
    for spot, following in zip(found, [*found[1:], None], strict=True):
        last = page.line(following.key.start_mark.index) - 1 if following else page.line(end)
        spot.end = content_end(page, spot, last)
    return found


def refuse_odd(page: Page, item: str, spot: Spot) -> None:
    """Raise RefusedError when a key does not begin its line, as in `? key`, or carries an anchor."""
    start = int(spot.key.start_mark.index)
    if page.text[page.start(page.line(start)) : start].strip() or page.marked(spot.key):
        raise RefusedError("edit.odd", item=item)


def block_spots(page: Page, item: str, node: MappingNode, end: int) -> list[Spot]:
    """Return the keys of a block mapping as `measured`; raises RefusedError for an unusual way to write one."""
    found = measured(page, node, end)
    if len({spot.name for spot in found}) != len(node.value):
        raise RefusedError("edit.odd", item=item)
    for spot in found:
        refuse_odd(page, item, spot)
    return found


def content_end(page: Page, spot: Spot, last: int) -> int:
    """Return the end of the last line of a key's value, of the lines up to `last`; what is said below it counts."""
    column = page.column(spot.key.start_mark.index)
    floor = int(spot.key.end_mark.index)
    alias = page.alias_end(spot.key, spot.value)
    own = page.line(alias if alias is not None else leaf_end(page, spot.value, floor))
    lines = [(number, page.content(number)) for number in range(own + 1, last + 1)]
    said = [number for number, line in lines if line.strip() and not line.lstrip(" ").startswith("#")]
    end = max([own, *said])  # what closes a flow collection, below its last value
    for number, line in lines[end - own :]:
        if not line.strip():
            continue
        if _indent(line) <= column:
            break  # from the first comment at or left of the key on, all speaks of what follows
        end = number
    return page.end(end)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _edit_block(
    page: Page, item: str, node: MappingNode, end: int, fields: Fields, order: Sequence[str], style: Style
) -> list[Patch]:
    found = block_spots(page, item, node, end)
    patches: list[Patch] = []
    kept: list[Spot] = []
    for spot in found:
        if spot.name not in fields:
            kept.append(spot)
            continue
        value = fields[spot.name]
        if value is None:
            patches.append(_remove(page, item, spot))
        else:
            kept.append(spot)
            patches += _replace(page, item, spot, value, style)
    named = {spot.name for spot in found}
    first = found[0].key.start_mark.index
    for name in sorted((name for name in fields if name not in named), key=_rank(order)):
        value = fields[name]
        if value is not None:
            place = _place(page, kept, name, order, first)
            patches.append(Patch(place, place, lines_of(name, value, page.column(first), style)))
    return patches


def lines_of(name: str, value: Value, indent: int, style: Style) -> str:
    """Return a new field as lines, each after a line break."""
    head, body = block_value(value, name, indent, style.step)
    first = f"{' ' * indent}{name}:" + (f" {head}" if head else "")
    return "".join(f"{style.newline}{line}" for line in (first, *body))


def _place(page: Page, kept: list[Spot], name: str, order: Sequence[str], first: int) -> int:
    """Return where a new field goes: after the last one that belongs before it, else above all."""
    rank = _rank(order)
    before = [spot for spot in kept if spot.name in order and rank(spot.name) < rank(name)]
    if before:
        return max(spot.end for spot in before)
    return page.end(page.line(first) - 1)


def _remove(page: Page, item: str, spot: Spot) -> Patch:
    refuse_shared(page, item, spot, aliases=False)
    return Patch(page.end(page.line(spot.key.start_mark.index) - 1), spot.end, "")


def _replace(page: Page, item: str, spot: Spot, value: Value, style: Style) -> list[Patch]:
    refuse_shared(page, item, spot)
    node, colon = spot.value, page.after_colon(spot.key)
    if colon is None:
        raise RefusedError("edit.odd", item=item)
    if isinstance(value, Mapping) and isinstance(node, MappingNode) and node.value:
        return edit_mapping(page, item, node, spot.end, _differing(node, value), PART_ORDER, style)
    if isinstance(node, SequenceNode) and isinstance(value, Sequence) and not isinstance(value, str):
        patches = edit_list(page, node, value, style.newline)
        if patches is not None:
            return patches
    head, body = block_value(value, spot.name, page.column(spot.key.start_mark.index), style.step)
    below = "".join(f"{style.newline}{line}" for line in body)
    start, end, last = _head(page, spot, colon)
    patch = Patch(start, end, f" {head}" if head else "")
    return (
        [patch, Patch(page.end(page.line(end)), last, below)] if below or last > page.end(page.line(end)) else [patch]
    )


def _head(page: Page, spot: Spot, colon: int) -> tuple[int, int, int]:
    """Return what of a value stands on the line of its key, from the colon on, and where the lines below it end."""
    node = spot.value
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        hit = _HEADER.match(page.text, start)
        end = hit.end() if hit else start
        return colon, end, max(scalar_end(page, node), page.end(page.line(end)))
    if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style:
        end = max(end, colon)
        return colon, end, page.end(page.line(end))
    return colon, colon, spot.end


def _differing(node: MappingNode, value: Mapping[str, Value]) -> dict[str, Value | None]:
    """Return the keys that a mapping has otherwise."""
    old = {str(key.value): part for key, part in node.value if isinstance(key, ScalarNode)}
    out: dict[str, Value | None] = {name: None for name in old if name not in value}
    for name, wanted in value.items():
        part = old.get(name)
        if not (isinstance(part, ScalarNode) and isinstance(wanted, str) and part.value == wanted):
            out[name] = wanted
    return out


def refuse_shared(page: Page, item: str, spot: Spot, *, aliases: bool = True) -> None:
    """Raise RefusedError when a value is an alias, holds one, or holds what an alias elsewhere stands for."""
    rest: list[Node] = [spot.value]
    floor = spot.key.end_mark.index
    while rest:
        node = rest.pop()
        alias = node.start_mark.index < floor
        if alias and not aliases:
            continue
        if alias or page.shared(node):
            raise RefusedError("edit.shared", item=item, field=spot.name)
        if isinstance(node, MappingNode):
            rest += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            rest += node.value


# ---- in braces ---------------------------------------------------------------------------------------------


def flow_spots(page: Page, item: str, node: MappingNode) -> list[Spot]:
    """Return the keys of a mapping in braces with where the value of each ends."""
    found = list(spots(node))
    if len({spot.name for spot in found}) != len(node.value):
        raise RefusedError("edit.odd", item=item)
    for spot in found:
        alias = page.alias_end(spot.key, spot.value)
        colon = page.after_colon(spot.key) or int(spot.key.end_mark.index)
        spot.end = alias if alias is not None else max(colon, int(spot.value.end_mark.index))
    return found


def _edit_flow(page: Page, item: str, node: MappingNode, fields: Fields, order: Sequence[str]) -> list[Patch]:
    found = flow_spots(page, item, node)
    patches: list[Patch] = []
    kept: list[Spot] = []
    for number, spot in enumerate(found):
        if spot.name not in fields:
            kept.append(spot)
            continue
        value = fields[spot.name]
        if value is None:
            refuse_shared(page, item, spot, aliases=False)
            following = found[number + 1] if number + 1 < len(found) else None
            patches.append(_remove_flow(spot, found[number - 1] if kept else None, following))
        else:
            kept.append(spot)
            patches += _replace_flow(page, item, spot, value, order)
    named = {spot.name for spot in found}
    rank = _rank(order)
    opening = page.text.index("{", node.start_mark.index) + 1
    added = [name for name in sorted(fields, key=rank) if name not in named and fields[name] is not None]
    first: list[str] = []
    for name in added:
        text = f"{name}: {flow_value(fields[name] or '', name)}"
        before = [spot for spot in kept if spot.name in order and rank(spot.name) < rank(name)]
        if before:
            place = max(spot.end for spot in before)
            patches.append(Patch(place, place, f", {text}"))
        else:
            first.append(text)
    if first:
        patches.append(Patch(opening, opening, ", ".join(first) + (", " if kept else "")))
    elif not kept and found:
        hit = _COMMA.match(page.text, found[-1].end)
        return [Patch(int(found[0].key.start_mark.index), hit.end() if hit else found[-1].end, "")]
    return patches


def _rank(order: Sequence[str]) -> Callable[[str], int]:
    return lambda name: order.index(name) if name in order else len(order)


def _remove_flow(spot: Spot, before: Spot | None, following: Spot | None) -> Patch:
    if before is not None:
        return Patch(before.end, spot.end, "")
    end = following.key.start_mark.index if following is not None else spot.end
    return Patch(int(spot.key.start_mark.index), int(end), "")


def _replace_flow(page: Page, item: str, spot: Spot, value: Value, order: Sequence[str]) -> list[Patch]:
    refuse_shared(page, item, spot)
    node, colon = spot.value, page.after_colon(spot.key)
    if isinstance(value, Mapping) and isinstance(node, MappingNode) and node.value:
        return _edit_flow(page, item, node, _differing(node, value), PART_ORDER)
    text = flow_value(value, spot.name)
    if colon is None:
        return [Patch(spot.end, spot.end, f": {text}")]
    start = int(node.start_mark.index)
    return [Patch(colon, spot.end, f" {text}")] if spot.end <= start else [Patch(start, spot.end, text)]
