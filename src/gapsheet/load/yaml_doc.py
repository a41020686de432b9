"""YAML as plain text, lists and mappings, with the place of every key and value.

Values are never interpreted: `no`, `1.10` and `12:30` stay the text they are. libyaml's composer crashes the
process on deep nesting, so the event stream is walked first, without recursion, and refused past the limits.
"""

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gapsheet.diagnostics import Diagnostic
from gapsheet.load.source import Source, place
from gapsheet.load.spans import SpanIndex, span_of
from gapsheet.load.traps import WIDE_SPACE, cut_by_comment, explain_error, wide_space
from gapsheet.text import visible

MAX_DEPTH = 64
MAX_ALIASES = 50
MAX_EXPANSION = 10_000
"""How many values all aliases of a file together may stand for."""

Plain = str | None | list["Plain"] | dict[str, "Plain"]

# The C parser when PyYAML was built with it; the pure one reads the same, only slower.
_Base: Any = getattr(yaml, "CLoader", yaml.Loader)


class _TextLoader(_Base):  # type: ignore[misc] # the base class is chosen when the module loads
    """Composes nodes and resolves nothing: every scalar is text."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:
        """Return one tag for everything; nobody reads it."""
        return "text"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Do nothing: there are no paths to resolve."""

    def ascend_resolver(self) -> None:
        """Do nothing: there are no paths to resolve."""


@dataclass(frozen=True, slots=True)
class YamlDoc:
    """A parsed file: its values, and where each of them stands."""

    source: Source
    data: Plain
    spans: SpanIndex


def parse_yaml(source: Source) -> tuple[YamlDoc | None, list[Diagnostic]]:
    """Return the document of a source, or None, and every mistake of its YAML."""
    doc, found = _parse(source)
    return doc, [*source.notes, *found]


def _parse(source: Source) -> tuple[YamlDoc | None, list[Diagnostic]]:
    if source.problems:
        return None, list(source.problems)
    walk = _Walk(source)
    try:
        walk.run()
        if walk.stopped:
            return None, walk.found
        node = _TextLoader(source.text).get_single_node()
    except yaml.YAMLError as problem:
        return None, [*walk.found, explain_error(problem, source)]
    if node is None:
        return None, [Diagnostic("GS004", source.shown)]
    build = _Build(source)
    data = build.plain(node)
    return YamlDoc(source, data, SpanIndex(node, source.lines)), walk.found + build.found


def parse_trusted(text: str) -> Plain:
    """Return the values of a file that comes with Gapsheet: one compose, no limits, no places."""
    return _Build(None).plain(_TextLoader(text).get_single_node())


_STARTS = frozenset({yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent})
_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})


class _Walk:
    """One iterative walk over the event stream, for limits and for what is refused."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.stopped = False
        self.documents = 0
        self.aliases = 0
        self.expansion = 0
        self.count = 0
        self.open: list[tuple[str | None, int]] = []
        self.sizes: dict[str, int] = {}

    def run(self) -> None:
        """Walk until the end, or until something is found that makes composing unsafe or useless."""
        next_event = _TextLoader(self.source.text).get_event
        while not self.stopped:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                self.count += 1  # nearly every event there is
            elif kind in _STARTS:
                self._node(event)
            elif kind in _ENDS:
                anchor, before = self.open.pop()
                if anchor is not None:
                    self.sizes[anchor] = self.count - before
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    self._stop("GS015", event)
            elif kind is yaml.StreamEndEvent:
                return

    def _node(self, event: yaml.NodeEvent) -> None:
        self.count += 1
        anchor = event.anchor
        if event.tag is not None:  # type: ignore[attr-defined] # every node event but an alias has a tag
            written = str(event.tag).replace("tag:yaml.org,2002:", "!!")  # type: ignore[attr-defined] # as above
            self._add("GS017", event, tag=visible(written)[:60])
        if anchor is not None:
            if anchor in self.sizes or any(anchor == name for name, _ in self.open):
                return self._stop("GS020", event, name=visible(anchor)[:60])
            self.sizes[anchor] = 1
        if isinstance(event, yaml.CollectionStartEvent):
            if anchor is not None:
                del self.sizes[anchor]
            self.open.append((anchor, self.count))
            if len(self.open) > MAX_DEPTH:
                return self._stop("GS005", event, limit=MAX_DEPTH)
        return None

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        self.aliases += 1
        size = self.sizes.get(name)
        if size is None:
            cyclic = any(name == anchor for anchor, _ in self.open)
            return self._stop("GS007" if cyclic else "GS019", event, name=visible(name)[:60])
        self.count += size
        self.expansion += size
        if self.aliases > MAX_ALIASES:
            return self._stop("GS006", event, limit=MAX_ALIASES)
        if self.expansion > MAX_EXPANSION:
            return self._stop("GS008", event, limit=MAX_EXPANSION)
        return None

    def _add(self, code: str, event: yaml.Event, **params: str | int) -> None:
        self.found.append(place(self.source, code, span_of(event, self.source.lines), **params))

    def _stop(self, code: str, event: yaml.Event, **params: str | int) -> None:
        self._add(code, event, **params)
        self.stopped = True


class _Build:
    """Nodes to plain values; finds duplicate, complex and merge keys on the way. At most MAX_DEPTH deep."""

    def __init__(self, source: Source | None) -> None:
        self.source = source
        self.found: list[Diagnostic] = []

    def plain(self, node: Node) -> Plain:
        """Return the value of a node: text, None for nothing at all, a list or a mapping."""
        if isinstance(node, ScalarNode):
            return str(node.value) if node.value or node.style else None
        if isinstance(node, SequenceNode):
            return [self.plain(part) for part in node.value]
        return self._mapping(node) if isinstance(node, MappingNode) else None

    def _mapping(self, node: MappingNode) -> dict[str, Plain]:
        out: dict[str, Plain] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._add("GS021", key)
                continue
            name = str(key.value)
            if name.startswith(WIDE_SPACE):
                self._wide_space(key)
            elif name == "<<" and not key.style:
                self._add("GS016", key)
            elif name in out:
                self._add("GS018", key, key=visible(name)[:60], line=first[name])
            else:
                first[name] = key.start_mark.line + 1
                out[name] = self.plain(value)
                self._check_comment(name, value)
        return out

    def _check_comment(self, key: str, value: Node) -> None:
        if self.source is not None and isinstance(value, ScalarNode) and not value.style:
            found = cut_by_comment(key, value, self.source)
            if found is not None:
                self.found.append(found)

    def _wide_space(self, key: Node) -> None:
        """Note a key that is indented with ideographic spaces: YAML takes them for a part of its name."""
        if self.source is not None:
            self.found.append(wide_space(self.source, key.start_mark.line, key.start_mark.column))

    def _add(self, code: str, node: Node, **params: str | int) -> None:
        if self.source is not None:
            self.found.append(place(self.source, code, span_of(node, self.source.lines), **params))
