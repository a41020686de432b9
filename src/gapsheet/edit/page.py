"""A text with its lines, the composed nodes that stand in it, and the patches that change it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1; libyaml counts lines by it."""

_COLON = re.compile(r"[ \t]*:")
_ALIAS = re.compile(r"[ \t]*:\s*\*[^\s,\[\]{}]+")


@dataclass(frozen=True, slots=True)
class Patch:
    """`text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Page:
    """A text, its lines, and the tree that was composed from it. Places are offsets into the text."""

    def __init__(self, text: str, top: Node) -> None:
        self.text = text
        self.top = top
        self._starts = [0]
        self._ends: list[int] = []
        for hit in BREAK.finditer(text):
            self._ends.append(hit.start())
            self._starts.append(hit.end())
        self._ends.append(len(text))
        self._shared = _shared(top)

    def line(self, place: int) -> int:
        """Return the number of the line, from 0, that a place is on."""
        return bisect_right(self._starts, place) - 1

    def start(self, line: int) -> int:
        """Return where a line begins."""
        return self._starts[line]

    def end(self, line: int) -> int:
        """Return where a line ends, before its break."""
        return self._ends[line]

    def lines(self) -> int:
        """Return how many lines there are; an empty one after the last break counts."""
        return len(self._starts)

    def content(self, line: int) -> str:
        """Return a line without its break."""
        return self.text[self._starts[line] : self._ends[line]]

    def whole(self, line: int) -> str:
        """Return a line with its break; the last one may have none."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[line] : end]

    def column(self, place: int) -> int:
        """Return the column of a place, from 0."""
        return place - self._starts[self.line(place)]

    def newline(self, place: int) -> str:
        """Return the break that ends lines here: that of the line, else the first of the file, else a line feed."""
        for line in (self.line(place), 0):
            found = BREAK.match(self.text, self._ends[line])
            if found and found.group() in ("\n", "\r\n", "\r"):
                return found.group()
        return "\n"

    def shared(self, node: Node) -> bool:
        """Tell whether an alias stands for the node somewhere."""
        return id(node) in self._shared

    def has_aliases(self) -> bool:
        """Tell whether anything in the text is an alias."""
        return bool(self._shared)

    def marked(self, node: Node) -> bool:
        """Tell whether the node stands with an anchor or a tag."""
        return self.text[node.start_mark.index : node.start_mark.index + 1] in ("&", "!")

    def after_colon(self, key: Node) -> int | None:
        """Return the place right after the colon of a key, or None where it has none (`{a}`)."""
        hit = _COLON.match(self.text, key.end_mark.index)
        return hit.end() if hit else None

    def alias_end(self, key: Node, value: Node) -> int | None:
        """Return where the alias ends that stands as the value of a key, or None when it is none."""
        if value.start_mark.index >= key.end_mark.index:
            return None
        hit = _ALIAS.match(self.text, key.end_mark.index)
        return hit.end() if hit else key.end_mark.index


def _shared(top: Node) -> set[int]:
    """Return the nodes that are met more than once on a walk; none is walked twice."""
    seen: set[int] = set()
    twice: set[int] = set()
    rest = [top]
    while rest:
        node = rest.pop()
        if id(node) in seen:
            twice.add(id(node))
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            rest += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            rest += node.value
    return twice


def leaf_end(page: Page, node: Node, floor: int) -> int:
    """Return where the last text of a node ends; nodes that stand before `floor` are aliases and do not count."""
    if node.start_mark.index < floor:
        return floor
    if isinstance(node, ScalarNode):
        return scalar_end(page, node)
    if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style:
        return int(node.end_mark.index)
    parts = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
    return max([floor, *(leaf_end(page, part, floor) for part in parts)])


def scalar_end(page: Page, node: ScalarNode) -> int:
    """Return where a scalar ends: a block ends with its last line, and with blank ones that belong to it."""
    end = int(node.end_mark.index)
    if node.style not in ("|", ">"):
        return end
    header = page.text[node.start_mark.index : page.end(page.line(node.start_mark.index))]
    line = page.line(end)
    if page.start(line) == end and line > 0:
        line -= 1  # the mark stands at the start of the line after the block
    if "+" not in header.partition("#")[0]:
        while line > page.line(node.start_mark.index) and not page.content(line).strip():
            line -= 1
    return page.end(line)


def patched(text: str, patches: Iterable[Patch]) -> str:
    """Return the text with patches made; those at one place keep their order, insertions first."""
    out: list[str] = []
    done = 0
    for patch in sorted(patches, key=lambda p: (p.start, p.end)):
        if patch.start < done:
            raise ValueError("two patches overlap")
        out += [text[done : patch.start], patch.text]
        done = patch.end
    return "".join([*out, text[done:]])


@dataclass(slots=True)
class Spot:
    """One key of a mapping with its value, and how far both reach."""

    name: str
    key: Node
    value: Node
    end: int = field(default=0)


def spots(node: MappingNode) -> Iterator[Spot]:
    """Yield the keys of a mapping that are text, in their order."""
    for key, value in node.value:
        if isinstance(key, ScalarNode):
            yield Spot(str(key.value), key, value)
