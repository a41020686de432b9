"""What a comparison shows: selected, labelled and formatted, so that a template or a Markdown writer only places it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from gapsheet.model.assessment import State
from gapsheet.model.comparison import (
    KINDS,
    BridgeStep,
    Change,
    ChecklistChange,
    Comparison,
    Kind,
    Moved,
    Snapshot,
    WaiverChange,
)
from gapsheet.model.verdict import Verdict
from gapsheet.report.bars import Axis, axis, percent
from gapsheet.report.diff_sentences import (
    NOBODY,
    People,
    moved_ends,
    moved_times,
    sentences,
    shown,
    side,
    signed,
    unlike,
    verdict,
    waiver,
    when,
)
from gapsheet.report.view_gate import SHAPES
from gapsheet.report.view_items import STATE_SHAPES
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

Href = Callable[[str], str | None]
"""The address of an item on the page, None where it is not there."""


@dataclass(frozen=True, slots=True)
class EndView:
    """One side: its verdict, its own score, its policy and how many gaps are open."""

    label: str
    shape: str
    verdict: str
    exact: str
    policy: str
    open: str


@dataclass(frozen=True, slots=True)
class StateView:
    """A state as a shape and a word."""

    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One item that changed; `href` where it lies on the page, `old` and `new` None on the side that has it not."""

    id: str
    href: str | None
    severity: str
    statement: str
    old: StateView | None
    new: StateView | None
    effect: str
    loss: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """All items of one kind of change."""

    kind: Kind
    title: str
    about: str
    count: str
    effect: str
    loss: bool
    rows: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the score bridge; the bar lies between the scores before and after it, hollow for a loss."""

    kind: Kind
    label: str
    count: str
    effect: str
    score: str
    loss: bool
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """Something else about an item whose credit stayed."""

    id: str
    href: str | None
    statement: str
    what: str
    old: str
    new: str
    times: str


@dataclass(frozen=True, slots=True)
class WaiverMoveView:
    """What became of a waiver."""

    id: str
    href: str | None
    statement: str
    text: str


@dataclass(frozen=True, slots=True)
class DumbbellView:
    """A checklist then and now; places are SVG percentages, `old_x` empty where no line may join the two."""

    title: str
    note: str
    old: str
    new: str
    change: str
    loss: bool
    old_x: str
    new_x: str


@dataclass(frozen=True, slots=True)
class DiffView:
    """A whole comparison, in order; `judged`: one side has a verdict; `same`: nothing at all changed.

    `was` and `is_` are the scores that are compared: of both sides, or over the items that both judge.
    """

    lang: Lang
    heading: str
    page_title: str
    page_foot: str
    facts: tuple[tuple[str, str], ...]
    old: EndView
    new: EndView
    notices: tuple[str, ...]
    sentences: tuple[str, ...]
    judged: bool
    was: str
    is_: str
    change: str
    loss: bool
    bridge: tuple[StepView, ...]
    axis: str
    groups: tuple[GroupView, ...]
    moved: tuple[MovedView, ...]
    waivers: tuple[WaiverMoveView, ...]
    checklists: tuple[DumbbellView, ...]
    unchanged: str
    same: bool
    size: int


def diff_view(lang: Lang, c: Comparison, *, on_page: Collection[str] = (), people: People = NOBODY) -> DiffView:
    """Return a comparison in one language; items `on_page` are linked."""
    system = visible(c.new.system)
    heading = _say(lang, "heading.system", system=system) if system else _say(lang, "heading")
    spread = _spread(c)
    steps = {step.kind: step for step in c.bridge}

    def href(name: str) -> str | None:
        return f"#{name}" if name in on_page else None

    return DiffView(
        lang=lang,
        heading=heading,
        page_title=_say(lang, "title", headline=_title(lang, c), heading=heading),
        page_foot=_say(lang, "foot.page", heading=heading, date=when(lang, c.new)),
        facts=tuple((_say(lang, key), side(lang, one)) for key, one in (("then", c.old), ("now", c.new))),
        old=_end(lang, "then", c.old),
        new=_end(lang, "now", c.new),
        notices=unlike(lang, c),
        sentences=sentences(lang, c),
        judged=c.old.verdict is not None or c.new.verdict is not None,
        was=shown(lang, c.old_score),
        is_=shown(lang, c.new_score),
        change="" if c.change is None else signed(lang, c.change),
        loss=c.change is not None and c.change < 0,
        bridge=tuple(_step(lang, step, spread) for step in c.bridge) if spread else (),
        axis=_say(lang, "bridge.axis", low=spread.low, high=spread.high) if spread else "",
        groups=tuple(_group(lang, kind, rows, steps[kind].effect, href) for kind in KINDS if (rows := c.of_kind(kind))),
        moved=tuple(_moved(lang, row, href(row.id), people) for row in c.moved),
        waivers=tuple(_waiver(lang, row, href(row.id)) for row in c.waivers),
        checklists=tuple(_dumbbell(lang, row) for row in c.checklists if row.old is not None or row.new is not None),
        unchanged=_say(lang, "unchanged", n=c.unchanged) if c.unchanged else "",
        same=not (c.changes or c.moved or c.waivers),
        size=len(c.changes) + len(c.moved) + len(c.waivers),
    )


def _title(lang: Lang, c: Comparison) -> str:
    """Return the beginning of a page's title: the verdict as it is now, and the change of the score."""
    parts = [verdict(lang, c.new.verdict)] if c.new.verdict else []
    if c.change is not None:
        parts.append(_say(lang, "points", points=signed(lang, c.change)))
    elif not parts:
        parts.append(shown(lang, None))
    return say(lang, "report", "comma").join(parts)


def _end(lang: Lang, key: str, snapshot: Snapshot) -> EndView:
    given: Verdict | None = snapshot.verdict
    return EndView(
        label=_say(lang, key),
        shape="gauge" if given is None else SHAPES[given],
        verdict=verdict(lang, given),
        exact=shown(lang, snapshot.score),
        policy=_say(lang, "side.policy", policy=visible(snapshot.policy)) if snapshot.policy else "",
        open=_say(lang, "side.open", n=snapshot.open),
    )


# ---- the score bridge ----------------------------------------------------------------------------------------------


def _spread(c: Comparison) -> Axis | None:
    """Return the stretch of the scale that the bridge shows, None where there is no score to walk from."""
    points = [score for step in c.bridge for score in (step.before, step.after) if score is not None]
    return axis(points) if points else None


def _step(lang: Lang, step: BridgeStep, span: Axis) -> StepView:
    ends = [span.place(score) for score in (step.before, step.after) if score is not None]
    low, high = (min(ends), max(ends)) if len(ends) == 2 else (Decimal(0), Decimal(0))
    return StepView(
        kind=step.kind,
        label=_say(lang, f"kind.{step.kind}"),
        count=_say(lang, "count", n=step.items),
        effect=signed(lang, step.effect),
        score=shown(lang, step.after),
        loss=step.effect is not None and step.effect < 0,
        start=percent(low),
        width=percent(max(high - low, Decimal("0.4"))) if len(ends) == 2 else "",
    )


# ---- rows ----------------------------------------------------------------------------------------------------------


def _group(lang: Lang, kind: Kind, rows: tuple[Change, ...], effect: Decimal | None, href: Href) -> GroupView:
    return GroupView(
        kind=kind,
        title=_say(lang, f"kind.{kind}"),
        about=_say(lang, f"about.{kind}"),
        count=_say(lang, "count", n=len(rows)),
        effect=signed(lang, effect),
        loss=effect is not None and effect < 0,
        rows=tuple(_change(lang, row, href(row.id)) for row in rows),
    )


def _change(lang: Lang, row: Change, href: str | None) -> ChangeView:
    return ChangeView(
        id=visible(row.id),
        href=href,
        severity=say(lang, "terms", f"severity.{row.severity}"),
        statement=visible(row.statement.text(lang)) if row.statement else "",
        old=_state(lang, row.old) if row.old else None,
        new=_state(lang, row.new) if row.new else None,
        effect=signed(lang, row.effect),
        loss=row.effect is not None and row.effect < 0,
    )


def _state(lang: Lang, state: State) -> StateView:
    return StateView(STATE_SHAPES[state], say(lang, "terms", f"state.{state}"))


def _moved(lang: Lang, row: Moved, href: str | None, people: People) -> MovedView:
    old, new = moved_ends(lang, row, people)
    return MovedView(
        id=visible(row.id),
        href=href,
        statement=visible(row.statement.text(lang)) if row.statement else "",
        what=_say(lang, f"moved.{row.what}"),
        old=old,
        new=new,
        times=moved_times(lang, row),
    )


def _waiver(lang: Lang, row: WaiverChange, href: str | None) -> WaiverMoveView:
    statement = visible(row.statement.text(lang)) if row.statement else ""
    return WaiverMoveView(visible(row.id), href, statement, waiver(lang, row))


def _dumbbell(lang: Lang, row: ChecklistChange) -> DumbbellView:
    joins = row.change is not None and row.old is not None
    return DumbbellView(
        title=visible(row.title.text(lang) if row.title else row.id),
        note=_note(lang, row),
        old=shown(lang, row.old),
        new=shown(lang, row.new),
        change=signed(lang, row.change),
        loss=row.change is not None and row.change < 0,
        old_x=percent(row.old) if joins and row.old is not None else "",
        new_x="" if row.new is None else percent(row.new),
    )


def _note(lang: Lang, row: ChecklistChange) -> str:
    if row.old_pinned is None or row.new_pinned is None:
        return _say(lang, "checklist.new" if row.old_pinned is None else "checklist.gone")
    if row.old_pinned == row.new_pinned:
        return ""
    moved = _say(lang, "checklist.versions", old=visible(row.old_pinned), new=visible(row.new_pinned))
    if row.change is not None or row.old is None or row.new is None:
        return moved
    return say(lang, "report", "comma").join((moved, _say(lang, "checklist.apart")))


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "diff", key, **params)
