"""From a path of keys to a place in the text."""

from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.location import START, DocPath, Span


def span_of(marked: Any, lines: list[str]) -> Span:  # noqa: ANN401 - a node or an event: both carry two marks
    """Return the place of a node or an event; what crosses a line end is marked on its first line."""
    start, end = marked.start_mark, marked.end_mark
    line, column = start.line + 1, start.column + 1
    if end.line == start.line:
        return Span(line, column, max(end.column + 1, column))
    text = lines[start.line] if start.line < len(lines) else ""
    return Span(line, column, max(len(text.rstrip()) + 1, column))


_Found = tuple[Node | None, Node]
"""The key (None in a list and at the top) and the value of one part of a document."""


class SpanIndex:
    """The place of every key and value, found when asked for.

    A path that leads out of the document stops at the last part that is there: a missing key lands on the key
    of the mapping that lacks it.
    """

    def __init__(self, node: Node, lines: list[str]) -> None:
        self.top = node
        self._lines = lines
        self._tables: dict[int, dict[str | int, _Found]] = {}

    def key(self, path: DocPath) -> Span:
        """Return the place of the last key of `path` (in a list: of the element)."""
        return self._span(*self._find(path), prefer_key=True)

    def value(self, path: DocPath) -> Span:
        """Return the place of the value; for one that is empty or a block of several lines, of its key."""
        return self._span(*self._find(path), prefer_key=False)

    def key_lines(self, path: DocPath) -> Iterator[tuple[str, int]]:
        """Yield every key of the mapping at `path` with its line."""
        _, node = self._find(path)
        if isinstance(node, MappingNode):
            for name, (key, _) in self._table(node).items():
                if key is not None:
                    yield str(name), key.start_mark.line + 1

    def _span(self, key: Node | None, value: Node, *, prefer_key: bool) -> Span:
        if key is not None and (prefer_key or _is_nothing(value) or _is_block(value)):
            return span_of(key, self._lines)
        if key is None and value is self.top and not isinstance(value, ScalarNode):
            return START
        if isinstance(value, MappingNode) and value.value and _is_block(value):
            return span_of(value.value[0][0], self._lines)
        return span_of(value, self._lines)

    def _find(self, path: DocPath) -> _Found:
        found: _Found = (None, self.top)
        for part in path:
            following = self._table(found[1]).get(part)
            if following is None:
                break
            found = following
        return found

    def _table(self, node: Node) -> dict[str | int, _Found]:
        table = self._tables.get(id(node))
        if table is None:
            table = {}
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if isinstance(key, ScalarNode):
                        table.setdefault(str(key.value), (key, value))
            elif isinstance(node, SequenceNode):
                table.update((index, (None, part)) for index, part in enumerate(node.value))
            self._tables[id(node)] = table
        return table


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _is_block(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return False
    return not getattr(node, "flow_style", False) or node.start_mark.line != node.end_mark.line
