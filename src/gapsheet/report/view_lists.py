"""Checklists as a report shows them: the table, the sidebar, the tally, and the filter over their items."""

from dataclasses import dataclass
from fractions import Fraction

from gapsheet.model.assessment import Assessment, ChecklistResult, Counts, ItemResult, State
from gapsheet.model.comparison import ChecklistChange, NothingToCompare
from gapsheet.report.bars import Bar, bar
from gapsheet.report.diff_sentences import signed
from gapsheet.report.labels import number
from gapsheet.report.view_gate import headline
from gapsheet.report.view_items import (
    CellView,
    ItemView,
    PersonView,
    Setting,
    Shape,
    cell,
    item_view,
    severest_first,
    shape,
    shows_gap,
)
from gapsheet.text import visible
from gapsheet.words import Lang, say

SIDE_SHOWN = 12
"""Checklists in a group of the sidebar before the rest folds; those below their minimum are always listed."""

CORE = frozenset({"security", "privacy", "deployment", "drift", "update"})
"""The core set of checklists (`content.md` section 1)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it labels."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class TallyView:
    """How many items have a state; `extra` says how many of them are waived."""

    shape: Shape
    count: str
    word: str
    extra: str


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """One checklist: its row in the table and its part of the list of items."""

    id: str
    anchor: str
    title: str
    version: str
    core: bool
    score: str
    exact: str
    low: bool
    minimum: str
    change: str
    fell: bool
    bar: Bar | None
    cells: tuple[CellView, ...]
    summary: str
    gaps: tuple[ItemView, ...]
    met: tuple[ItemView, ...]
    aside: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """A group of the sidebar; `folded` are listed behind `fold`."""

    title: str
    rows: tuple[ChecklistView, ...]
    folded: tuple[ChecklistView, ...]
    fold: str


@dataclass(frozen=True, slots=True)
class FilterView:
    """A choice of the filter bar; `count` is empty where the page does not know it."""

    value: str
    label: str
    count: str


def checklist_view(setting: Setting, a: Assessment, entry: ChecklistResult) -> ChecklistView:
    """Return one checklist: its row in the table and its items, worst first."""
    lang = setting.lang
    minimum = a.gate.minimum_of.get(entry.id) if a.gate else None
    exact, counts = entry.numbers.exact, entry.numbers.counts
    then = last_time(a, entry.id)
    gaps = sorted((i for i in entry.items if shows_gap(i)), key=severest_first)
    others = sorted((i for i in entry.items if not shows_gap(i)), key=severest_first)

    def views(items: list[ItemResult]) -> tuple[ItemView, ...]:
        return tuple(item_view(setting, item) for item in items)

    return ChecklistView(
        id=visible(entry.id),
        anchor=f"c-{entry.id}",
        title=visible(entry.title.text(lang)),
        version=visible(entry.version),
        core=entry.id in CORE,
        score=headline(lang, entry.numbers.score),
        exact=number(lang, entry.numbers.score),
        low=exact is not None and minimum is not None and exact < Fraction(minimum),
        minimum=number(lang, minimum) if minimum is not None else "",
        change=signed(lang, then.change) if then else "",
        fell=then is not None and then.change is not None and then.change < 0,
        bar=bar(lang, entry.numbers, minimum, then.old if then and then.change is not None else None),
        cells=tuple(cell(lang, item) for item in entry.items),
        summary=say(lang, "report", "items.summary", n=counts.gaps, met=counts.met),
        gaps=views(gaps),
        met=views([item for item in others if item.state == "met"]),
        aside=views([item for item in others if item.state != "met"]),
    )


def last_time(a: Assessment, name: str) -> ChecklistChange | None:
    """Return a checklist's row of the comparison with the baseline, where there is one."""
    told = a.comparison
    if told is None or isinstance(told, NothingToCompare):
        return None
    return next((row for row in told.checklists if row.id == name), None)


def tally_view(lang: Lang, counts: Counts) -> tuple[TallyView, ...]:
    """Return the items by state; the first four states are always told."""
    rows: list[tuple[Shape, State, int, int, bool]] = [
        ("met", "met", counts.met, 0, True),
        ("partial", "partial", counts.partial, counts.waived_partial, True),
        ("unmet", "unmet", counts.unmet, counts.waived_unmet, True),
        ("unanswered", "unanswered", counts.unanswered, 0, True),
        ("na", "not-applicable", counts.not_applicable, 0, False),
        ("na", "out-of-scope", counts.out_of_scope, 0, False),
    ]
    tally = []
    for mark, state, count, waived, always in rows:
        if count or always:
            extra = say(lang, "report", "tally.waived", n=waived) if waived else ""
            tally.append(TallyView(mark, str(count), say(lang, "report", f"tally.{state}"), extra))
    if counts.contradicted:
        word = say(lang, "report", "tally.contradicted")
        tally.append(TallyView("unmet", str(counts.contradicted), word, ""))
    return tuple(tally)


def key_view(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
    """Return the shapes that occur, each with its word."""
    states: dict[Shape, str] = {
        "met": "met",
        "partial": "partial",
        "unmet": "unmet",
        "unanswered": "unanswered",
        "na": "not-applicable",
    }
    seen = {shape(item) for item in a.items()}
    key = [Pair(name, say(lang, "terms", f"state.{state}")) for name, state in states.items() if name in seen]
    return (*key, Pair("waived", say(lang, "report", "waived"))) if "waived" in seen else tuple(key)


def side_view(lang: Lang, checklists: tuple[ChecklistView, ...]) -> tuple[SideView, ...]:
    """Return the groups of the sidebar, the core set first."""
    groups: list[SideView] = []
    for key, core in (("side.core", True), ("side.more", False)):
        scored = [entry for entry in checklists if entry.bar is not None and entry.core is core]
        if not scored:
            continue
        rows = [entry for place, entry in enumerate(scored) if entry.low or place < SIDE_SHOWN]
        folded = [entry for place, entry in enumerate(scored) if not entry.low and place >= SIDE_SHOWN]
        fold = say(lang, "report", "side.fold", n=len(folded)) if folded else ""
        title = say(lang, "report", key if groups else "side.core")
        groups.append(SideView(title, tuple(rows), tuple(folded), fold))
    return tuple(groups)


def filters_view(lang: Lang, a: Assessment, blocking: frozenset[str]) -> tuple[FilterView, ...]:
    """Return the choices of the filter bar."""
    counts = a.numbers.counts
    chosen = {
        "all": str(len(a.items())),
        "gaps": str(counts.gaps),
        "blockers": str(len(blocking)),
        "waived": str(counts.waived),
        "met": str(counts.met),
    }
    if a.gate is None:
        del chosen["blockers"]
    return tuple(FilterView(name, say(lang, "report", f"filter.{name}"), n) for name, n in chosen.items())


def owners_view(checklists: tuple[ChecklistView, ...]) -> tuple[PersonView, ...]:
    """Return everybody who owns an item, by name."""
    found = {i.owner for entry in checklists for i in (*entry.gaps, *entry.met, *entry.aside) if i.owner}
    return tuple(sorted(found, key=lambda owner: (owner.name, owner.handle)))
