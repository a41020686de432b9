"""Keys, answer words and quotes of an entry in their one spelling; blocks of lines and aliases stay as they are."""

from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.edit.entry import word
from gapsheet.edit.page import Page, Patch, Spot
from gapsheet.edit.scalars import scalar
from gapsheet.model.answers import ANSWER_WORDS


def spelled(page: Page, entry: Spot, *, chinese: bool) -> Iterator[Patch]:
    """Yield the patches that spell an entry as it should be, answers as Chinese words or as English ones."""
    yield from _pair(page, entry.key, entry.value, "answer", chinese=chinese, flow=False)


def _pair(page: Page, key: Node, value: Node, name: str, *, chinese: bool, flow: bool) -> Iterator[Patch]:
    """Yield the patches of one key and its value; `name` is what the value is when it is a text."""
    if isinstance(key, ScalarNode) and key.value and not page.marked(key) and _one_line(page, key):
        yield from _text(page, key, scalar(str(key.value), flow=flow))
    colon = page.after_colon(key)
    if colon is None:
        return
    yield from _patch(page, int(key.end_mark.index), colon - 1, "")
    start = int(value.start_mark.index)
    if page.alias_end(key, value) is not None:
        return
    blank = page.text[colon:start]
    if start > colon and not blank.strip(" ") and value.end_mark.index > start:
        yield from _patch(page, colon, start, " ")
    yield from _value(page, value, name, int(key.end_mark.index), chinese=chinese, flow=flow)


def _value(page: Page, node: Node, name: str, floor: int, *, chinese: bool, flow: bool) -> Iterator[Patch]:
    if node.start_mark.index < floor or page.shared(node):
        return
    if isinstance(node, MappingNode):
        for key, value in node.value:
            inside = str(key.value) if isinstance(key, ScalarNode) else ""
            if inside == "answer" and name != "answer":
                inside = ""  # no answer of an item
            if key.start_mark.index >= floor:
                yield from _pair(page, key, value, inside, chinese=chinese, flow=flow or bool(node.flow_style))
    elif isinstance(node, SequenceNode):
        for part in node.value:
            yield from _value(page, part, "", floor, chinese=chinese, flow=flow or bool(node.flow_style))
    elif isinstance(node, ScalarNode) and not page.marked(node) and _one_line(page, node):
        text = str(node.value)
        if name == "answer" and text in ANSWER_WORDS:
            yield from _text(page, node, word(text, chinese=chinese))
        elif text or node.style:
            yield from _text(page, node, scalar(text, flow=flow, key=name))


def _one_line(page: Page, node: ScalarNode) -> bool:
    return node.style not in ("|", ">") and page.line(node.start_mark.index) == page.line(node.end_mark.index)


def _text(page: Page, node: Node, text: str) -> Iterator[Patch]:
    yield from _patch(page, int(node.start_mark.index), int(node.end_mark.index), text)


def _patch(page: Page, start: int, end: int, text: str) -> Iterator[Patch]:
    if page.text[start:end] != text:
        yield Patch(start, end, text)
