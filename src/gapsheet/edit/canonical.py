"""A sheet in its one form: order, spelling, quotes and remarks; nothing that it says is changed, no comment lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode

from gapsheet.edit.arrange import arrange_entries
from gapsheet.edit.blocks import arranged, blocks_of
from gapsheet.edit.change import FIELD_ORDER, Known, RefusedError
from gapsheet.edit.entry import shortened
from gapsheet.edit.mapping import measured, refuse_odd
from gapsheet.edit.page import Page, Patch, Spot, patched
from gapsheet.edit.parts import arranged_parts
from gapsheet.edit.remarks import Remarks, current
from gapsheet.edit.spelling import spelled

Compose = Callable[[str], Node]
"""Text to the composed tree of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a sheet depends on: its language, the keys at its top, the order of its items, the remarks."""

    chinese: bool
    top: Sequence[str]
    order: Sequence[Known]
    remarks: Remarks
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By checklist, what a comment says that stands above its entries as a heading."""


def canonical(text: str, compose: Compose, form: Form) -> str:
    """Return the text in its one form; `compose` must take every text that this returns.

    Where the file uses aliases its order stays, for an alias stands behind its anchor. What is written in an unusual
    way (answers in braces, `? key`) stays as it is.
    """
    if text and not text.endswith(("\n", "\r")):
        text += Page(text, compose(text)).newline(0)
    for step in (_top, _entries, _fields, _parts, _short, _spelling, _remarks):
        page = Page(text, compose(text))
        if isinstance(page.top, MappingNode) and not page.top.flow_style:
            text = patched(text, step(page, page.top, form))
    return text


def _top(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    if page.has_aliases():
        return []
    first = page.line(top.start_mark.index)
    while first > 0 and _is_near(page.content(first - 1)):
        first -= 1
    blocks = blocks_of(page, top, page.start(first), _end_of(page, top))
    lines = arranged(blocks, lambda spot: _rank(form.top, spot.name)) if blocks else None
    return [blocks.patch(lines)] if blocks and lines is not None else []


def _is_near(line: str) -> bool:
    """Tell whether a line above the first key is a comment of that key, and not of the file."""
    return line.startswith("#") and "yaml-language-server" not in line


def _end_of(page: Page, top: MappingNode) -> int:
    line = page.line(int(top.end_mark.index))
    return page.end(line - 1 if line and page.start(line) == top.end_mark.index else line)


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _answers(page: Page, top: MappingNode) -> tuple[Spot, MappingNode] | None:
    """Return the key `answers` and its block mapping, if it has one."""
    for spot in measured(page, top, _end_of(page, top)):
        node = spot.value
        if spot.name == "answers" and isinstance(node, MappingNode) and node.value and not node.flow_style:
            alias = page.alias_end(spot.key, node) is not None
            return None if alias or page.shared(node) else (spot, node)
    return None


def _entries(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    found = _answers(page, top)
    if found is None or page.has_aliases():
        return []
    spot, node = found
    start = page.line(spot.key.start_mark.index) + 1
    blocks = blocks_of(page, node, page.start(start), spot.end)
    blocks = blocks.with_tail(page, spot.end) if blocks else None
    lines = arrange_entries(blocks, form.order, form.headings) if blocks else None
    return [blocks.patch(lines)] if blocks and lines is not None else []


def _each(page: Page, top: MappingNode) -> list[Spot]:
    """Return the entries that may be rewritten."""
    found = _answers(page, top)
    out: list[Spot] = []
    for entry in measured(page, found[1], found[0].end) if found else []:
        try:
            refuse_odd(page, entry.name, entry)
        except RefusedError:
            continue
        if page.alias_end(entry.key, entry.value) is None and not page.shared(entry.value):
            out.append(entry)
    return out


def _fields(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    if page.has_aliases():
        return []
    out: list[Patch] = []
    for entry in _each(page, top):
        node = entry.value
        if isinstance(node, MappingNode) and node.value and not node.flow_style:
            start = page.start(page.line(entry.key.start_mark.index) + 1)
            blocks = blocks_of(page, node, start, entry.end)
            lines = arranged(blocks, lambda spot: _rank(FIELD_ORDER, spot.name)) if blocks else None
            if blocks and lines is not None:
                out.append(blocks.patch(lines))
    return out


def _parts(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    return [] if page.has_aliases() else [patch for entry in _each(page, top) for patch in arranged_parts(page, entry)]


def _short(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    return [patch for entry in _each(page, top) for patch in shortened(page, entry)]


def _spelling(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    return [patch for entry in _each(page, top) for patch in spelled(page, entry, chinese=form.chinese)]


def _remarks(page: Page, top: MappingNode, form: Form) -> list[Patch]:
    entries = [entry for entry in _each(page, top) if not _in_braces(entry)]
    return current(page, entries, form.remarks)


def _in_braces(entry: Spot) -> bool:
    node = entry.value
    return not isinstance(node, ScalarNode) and bool(getattr(node, "flow_style", False))
