"""Answers of a sheet changed in its text, everything outside of the changed entries kept byte for byte."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from yaml.nodes import MappingNode, Node, ScalarNode

from gapsheet.edit.change import EntryChange, Known, RefusedError
from gapsheet.edit.entry import GAP, answer_node, edit_entry, new_entry, new_flow_entry
from gapsheet.edit.mapping import Style, flow_spots, measured, refuse_odd
from gapsheet.edit.page import Page, Patch, Spot, patched
from gapsheet.edit.places import remark_of
from gapsheet.model.answers import ANSWER_WORDS

INDENT = 2


def edit(text: str, top: Node, changes: Sequence[EntryChange], order: Sequence[Known], *, chinese: bool) -> str:
    """Return the text with the changes made; `top` is its composed tree, `order` the items of its checklists.

    A new entry goes after the item before it in `order` that the file has. `chinese` says which words a file without
    answers takes. Raises RefusedError where a change would not be safe. Each item may be changed once.
    """
    page = Page(text, top)
    if not isinstance(top, MappingNode):
        raise RefusedError("edit.no-mapping")
    tops = {spot.name: spot for spot in _top_spots(page, top)}
    found = tops.get("answers")
    node = found.value if found is not None else None
    if found is not None and (page.alias_end(found.key, found.value) is not None or page.shared(found.value)):
        raise RefusedError("edit.shared-entry", item="answers")
    if found is not None and isinstance(node, MappingNode) and node.value:
        return patched(text, _Answers(page, node, found, order, chinese).patches(changes))
    fresh = [change for change in changes if any(value is not None for value in change.fields.values())]
    if not fresh:
        return text
    return patched(text, _first(page, top, tops, fresh, order, chinese))


def _top_spots(page: Page, top: MappingNode) -> list[Spot]:
    if top.flow_style:
        return flow_spots(page, "answers", top)
    end = int(top.end_mark.index)
    line = page.line(end)
    return measured(page, top, page.end(line - 1 if line and page.start(line) == end else line))


def style_of(page: Page, entries: Sequence[Spot], *, chinese: bool) -> Style:
    """Return how the answers of a file are written."""
    words = [node.value for spot in entries if (node := answer_node(spot.value)) is not None]
    known = [str(word).isascii() for word in words if word in ANSWER_WORDS]
    ours = known.count(False) - known.count(True)
    steps = Counter(
        page.column(spot.value.value[0][0].start_mark.index) - page.column(spot.key.start_mark.index)
        for spot in entries
        if isinstance(spot.value, MappingNode) and spot.value.value and not spot.value.flow_style
    )
    step = max(steps, key=lambda deep: (steps[deep], -deep)) if steps else INDENT
    place = int(entries[0].key.start_mark.index) if entries else 0
    return Style(page.newline(place), step if step > 0 else INDENT, chinese if ours == 0 else ours > 0)


@dataclass(slots=True)
class _Group:
    """New entries that go to one place: behind an entry (`after`), or in front of one."""

    place: int
    after: bool
    parted: bool = False
    changes: list[EntryChange] = field(default_factory=list)


class _Answers:
    """The answers of a file that has some."""

    def __init__(self, page: Page, node: MappingNode, top: Spot, order: Sequence[Known], chinese: bool) -> None:
        self.page = page
        self.start = int(top.key.start_mark.index)
        self.flow = bool(node.flow_style)
        self.node = node
        self.entries = flow_spots(page, "answers", node) if self.flow else measured(page, node, top.end)
        self.by_name = {spot.name: spot for spot in self.entries}
        self.order = list(order)
        self.style = style_of(page, self.entries, chinese=chinese)

    def patches(self, changes: Sequence[EntryChange]) -> list[Patch]:
        """Return what changes the entries that are there, and adds the others."""
        counted = Counter(spot.name for spot in self.entries)
        out: list[Patch] = []
        new: dict[str, EntryChange] = {}
        for change in changes:
            spot = self.by_name.get(change.item)
            if spot is None:
                if any(value is not None for value in change.fields.values()):
                    new[change.item] = change
                continue
            if counted[change.item] > 1:
                raise RefusedError("edit.odd", item=change.item)
            if not self.flow:
                refuse_odd(self.page, change.item, spot)
            out += edit_entry(self.page, spot, change.fields, self.style, flow=self.flow)
        return out + (self._new_in_braces(new) if self.flow else self._new(new))

    def _new_in_braces(self, new: dict[str, EntryChange]) -> list[Patch]:
        """Return new entries behind the last one in braces, in the order of the checklists."""
        ranks = {known.item: number for number, known in enumerate(self.order)}
        names = sorted(new, key=lambda item: (ranks.get(item, len(ranks)), item))
        place = self.entries[-1].end
        return [Patch(place, place, ", " + new_flow_entry(n, new[n].fields, self.style)) for n in names]

    def _new(self, new: dict[str, EntryChange]) -> list[Patch]:
        groups: list[_Group] = []
        placed: dict[str, _Group] = {}
        known = {entry.item for entry in self.order}
        wanted = [entry for entry in self.order if entry.item in new]
        for entry in [*wanted, *(Known(item, "") for item in new if item not in known)]:
            group = self._group(entry, placed)
            if group not in groups:
                groups.append(group)
            placed[entry.item] = group
            group.changes.append(new[entry.item])
        return [self._patch(group) for group in groups]

    def _group(self, entry: Known, placed: dict[str, _Group]) -> _Group:
        """Return where an entry goes: behind the nearest before it, else in front of the nearest behind it.

        Items of its own checklist come first; next to another checklist it is set off.
        """
        here = self.order.index(entry) if entry in self.order else len(self.order)
        before, behind = self.order[:here][::-1], self.order[here + 1 :]
        for own in (True, False):
            for other in before:
                if (other.checklist == entry.checklist) is own and (found := self._behind(other, placed, own=own)):
                    return found
            for other in behind:
                spot = self.by_name.get(other.item)
                if (other.checklist == entry.checklist) is own and spot is not None:
                    return _Group(self._front(spot, own=own), after=False, parted=not own)
        return _Group(self.entries[-1].end, after=True)

    def _behind(self, other: Known, placed: dict[str, _Group], *, own: bool) -> _Group | None:
        group, spot = placed.get(other.item), self.by_name.get(other.item)
        if group is not None and (own or not group.after):
            return group if own else _Group(group.place, after=False, parted=True)
        return _Group(spot.end, after=True, parted=not own) if spot is not None else None

    def _front(self, spot: Spot, *, own: bool) -> int:
        """Return where a line begins: that of an entry, or for another checklist that of the remarks above it."""
        page = self.page
        line = page.line(spot.key.start_mark.index)
        above = [page.line(other.end) for other in self.entries if other.end < spot.key.start_mark.index]
        last = max(above, default=page.line(self.start))
        while not own and line - 1 > last and page.content(line - 1).lstrip(" ").startswith("#"):
            line -= 1
        return page.start(line)

    def _patch(self, group: _Group) -> Patch:
        page, style = self.page, self.style
        indent = page.column(self.entries[0].key.start_mark.index)
        column = self._remark_column()
        remarks = {entry.item: entry.remark for entry in self.order} if column else {}
        text = "".join(
            new_entry(change.item, change.fields, style, indent, (column, remarks.get(change.item, "")))
            for change in group.changes
        )
        apart = style.newline if group.parted and self._has_blank_lines() else ""
        if not group.after:
            return Patch(group.place, group.place, text.removeprefix(style.newline) + style.newline + apart)
        return Patch(group.place, group.place, apart + text)

    def _remark_column(self) -> int:
        """Return the column at which most remarks stand, or 0 where fewer than half of the entries have one.

        1 where all stand as close as they can.
        """
        found = [remark for spot in self.entries if (remark := remark_of(self.page, spot)) is not None]
        if 2 * len(found) < len(self.entries) or not found:
            return 0
        free = Counter(remark.column for remark in found if remark.gap > GAP)
        return max(free, key=lambda column: (free[column], -column), default=1)

    def _has_blank_lines(self) -> bool:
        """Tell whether blank lines set entries off from one another."""
        page = self.page
        gaps = (
            range(page.line(spot.end) + 1, page.line(following.key.start_mark.index))
            for spot, following in pairwise(self.entries)
        )
        return any(not page.content(line).strip() for gap in gaps for line in gap)


def _first(
    page: Page,
    top: MappingNode,
    tops: dict[str, Spot],
    new: Sequence[EntryChange],
    order: Sequence[Known],
    chinese: bool,
) -> list[Patch]:
    """Return the patches that give a file its first answers."""
    if top.flow_style:
        raise RefusedError("edit.odd", item=new[0].item)
    style = style_of(page, [], chinese=chinese)
    ranks = {known.item: number for number, known in enumerate(order)}
    remarks = {known.item: known.remark for known in order}
    column = INDENT + max((len(item) for item in ranks), default=0) + 9
    names = sorted(new, key=lambda change: (ranks.get(change.item, len(ranks)), change.item))
    text = "".join(
        new_entry(change.item, change.fields, style, INDENT, (column, remarks.get(change.item, ""))) for change in names
    )
    found = tops.get("answers")
    if found is None:
        above = [spot for spot in tops.values() if spot.name != "people"]
        if not above:
            raise RefusedError("edit.no-mapping")
        place = max(spot.end for spot in above)
        blank = style.newline if page.content(page.line(place)).strip() else ""  # else it may be one of a text above
        return [Patch(place, place, f"{blank}{style.newline}answers:{text}")]
    colon = page.after_colon(found.key)
    node = found.value
    nothing = isinstance(node, (MappingNode, ScalarNode)) and not node.value and not getattr(node, "style", None)
    if colon is None or page.marked(node) or not nothing:
        raise RefusedError("edit.odd", item="answers")
    end = max(colon, int(found.value.end_mark.index))
    place = max(found.end, page.end(page.line(end)))
    return [Patch(colon, end, ""), Patch(place, place, text)] if end > colon else [Patch(place, place, text)]
