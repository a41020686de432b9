"""What a gap report shows: selected, ordered, labelled and formatted, so that a template only places it.

No number is computed here: every figure is a field of the assessment, or says how many rows are listed.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gapsheet.model.assessment import Action, Assessment, ChecklistResult, Counts, ItemResult, State
from gapsheet.report.bars import Axis, Bar, StepBar, axis, bar, step_bar
from gapsheet.report.labels import day, number
from gapsheet.report.view_gate import ACTIONS_SHOWN, VerdictView, blockers, headline, verdict_view
from gapsheet.report.view_items import (
    CellView,
    DueView,
    ItemView,
    PersonView,
    Prose,
    Shape,
    cell,
    days_left,
    effort,
    item_view,
    person,
    prose,
    severest_first,
    shape,
    shows_gap,
)
from gapsheet.text import visible
from gapsheet.words import Lang, say

SIDE_SHOWN = 12
"""Checklists in the sidebar before the rest folds; those below their minimum are always listed."""

CORE = frozenset({"security", "privacy", "deployment", "drift", "update"})
"""The core set of checklists (`content.md` section 1)."""

_DIGEST = 12


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
class ActionView:
    """One row of "Do these first"; `gain`, `after` and `bar` only where closing an item moves the score."""

    title: str
    item: str | None
    why: str
    blocks: bool
    first: str
    effort: str
    owner: PersonView | None
    due: DueView | None
    gain: str
    after: str
    bar: StepBar | None


@dataclass(frozen=True, slots=True)
class ActionsView:
    """`clears_after` rows the gate clears; where the plan is longer than the list, `rest` are its other items."""

    rows: tuple[ActionView, ...]
    lede: str
    clears_after: int | None
    rest: tuple[str, ...]
    rest_text: str
    axis: str
    more: str


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
class WaiverView:
    """One waiver on a gap that counts."""

    item: str
    reason: Prose
    by: str
    granted: str
    until: str
    when: str
    warn: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that took items out, or was answered no."""

    title: str
    value: str
    count: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilterView:
    """A choice of the filter bar; `count` is empty where the page does not know it."""

    value: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class GapView:
    """The whole report, in order."""

    lang: Lang
    system: str
    page_title: str
    heading: str
    page_foot: str
    facts_line: tuple[Pair, ...]
    verdict: VerdictView
    tally: tuple[TallyView, ...]
    actions: ActionsView
    checklists: tuple[ChecklistView, ...]
    side: tuple[SideView, ...]
    key: tuple[Pair, ...]
    has_minimum: bool
    has_scores: bool
    unscored: str
    announced: str
    filters: tuple[FilterView, ...]
    owners: tuple[PersonView, ...]
    item_count: int
    waivers: tuple[WaiverView, ...]
    facts: tuple[FactView, ...]
    calculation: str
    range_text: str
    gate_text: str
    provenance: tuple[Pair, ...]


def gap_view(a: Assessment, lang: Lang) -> GapView:
    """Return the gap report of an assessment in one language."""
    blocking = blockers(a.gate)
    verdict = verdict_view(lang, a)
    system = visible(a.sheet.system)
    checklists = tuple(_checklist(lang, a, entry, blocking) for entry in a.checklists)
    unscored = [entry.title for entry in checklists if entry.bar is None]
    announced = [item for entry in a.checklists for item in entry.announced]
    return GapView(
        lang=lang,
        system=system,
        page_title=_title(lang, a, system, verdict),
        heading=say(lang, "report", "heading", system=system),
        page_foot=say(lang, "report", "foot.page", system=system, date=day(lang, a.as_of)),
        facts_line=_facts_line(lang, a),
        verdict=verdict,
        tally=_tally(lang, a.numbers.counts),
        actions=_actions(lang, a),
        checklists=checklists,
        side=_side(lang, checklists),
        key=_key(lang, a),
        has_minimum=any(entry.minimum for entry in checklists),
        has_scores=len(unscored) < len(checklists),
        unscored=_list(lang, "checklists.unscored", "checklists", unscored),
        announced=_announced(lang, announced),
        filters=_filters(lang, a, blocking),
        owners=_owners(checklists),
        item_count=len(a.items()),
        waivers=_waivers(lang, a),
        facts=_facts(lang, a),
        calculation=_calculation(lang, a),
        range_text=_range(lang, a),
        gate_text=_gate(lang, a),
        provenance=_provenance(lang, a),
    )


def _title(lang: Lang, a: Assessment, system: str, verdict: VerdictView) -> str:
    score, date_ = headline(lang, a.numbers.score), day(lang, a.as_of)
    key = "title.unscored" if a.numbers.score is None else "title.verdict" if a.gate else "title.score"
    return say(lang, "report", key, verdict=verdict.word, score=score, system=system, date=date_)


def _facts_line(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
    def pair(key: str, value: str) -> Pair:
        return Pair(say(lang, "report", key), value)

    pairs = [pair("fact.as-of", day(lang, a.as_of))]
    if a.sheet.assessed is not None and a.sheet.assessed != a.as_of:
        pairs.append(pair("fact.assessed", day(lang, a.sheet.assessed)))
    if a.sheet.assessor:
        pairs.append(pair("fact.assessor", person(a.sheet, a.sheet.assessor).name))
    policy = say(lang, "report", "fact.policy.none") if a.gate is None else visible(a.gate.title.text(lang))
    pairs.append(pair("fact.policy", policy))
    subject = a.sheet.subject
    if subject is not None and (subject.version or subject.commit):
        key = "version" if subject.version else "commit"
        pairs.append(pair(f"fact.{key}", visible(subject.version or subject.commit or "")))
    return tuple(pairs)


def _tally(lang: Lang, counts: Counts) -> tuple[TallyView, ...]:
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


def _actions(lang: Lang, a: Assessment) -> ActionsView:
    shown, plan = a.actions[:ACTIONS_SHOWN], [action for action in a.actions if action.in_plan]
    points = [p for action in shown for p in (action.before, action.after) if p is not None]
    minimum = a.gate.minimum if a.gate else None
    span = axis(points + ([minimum] if minimum is not None else [])) if points else None
    results = {item.id: item for item in a.items()}
    rows = tuple(_action(lang, a, action, results, span) for action in shown)
    rest = tuple(action.step.item or action.step.checklist or "" for action in plan[ACTIONS_SHOWN:])
    return ActionsView(
        rows=rows,
        lede=say(lang, "report", "first.lede.gate" if plan else "first.lede.score"),
        clears_after=len(plan) if 0 < len(plan) <= ACTIONS_SHOWN else None,
        rest=tuple(visible(name) for name in rest if name),
        rest_text=say(lang, "report", "first.clears.more", n=len(rest)) if rest else "",
        axis=_axis(lang, span, minimum),
        more=say(lang, "report", "first.more", n=a.numbers.counts.gaps),
    )


def _axis(lang: Lang, span: Axis | None, minimum: Decimal | None) -> str:
    if span is None:
        return ""
    said = [say(lang, "report", "first.steps")]
    if minimum is None:
        said.append(say(lang, "report", "first.axis", low=span.low, high=span.high))
    else:
        limit = number(lang, minimum)
        said.append(say(lang, "report", "first.axis.minimum", low=span.low, high=span.high, minimum=limit))
    return ("" if lang == "zh-CN" else " ").join(said)


def _action(
    lang: Lang, a: Assessment, action: Action, results: dict[str, ItemResult], span: Axis | None
) -> ActionView:
    step = action.step
    result = results.get(step.item) if step.item else None
    statement = visible(result.item.statement.text(lang)) if result else ""
    title = say(
        lang, "report", f"action.{step.action}", statement=statement, checklist=visible(step.checklist or "")
    )
    view = item_view(lang, a.sheet, result, frozenset()) if result else None
    closes = step.action == "close" and result is not None
    drawn = closes and span is not None and action.before is not None and action.after is not None
    minimum = a.gate.minimum if a.gate else None
    return ActionView(
        title=title,
        item=step.item,
        why=say(lang, "report", f"why.{action.why}") if action.why else "",
        blocks=action.why == "blocks",
        first=view.steps[0] if view and closes and view.steps else "",
        effort=effort(lang, result) if result and closes else "",
        owner=view.owner if view else None,
        due=view.due if view else None,
        gain=say(lang, "report", "first.gain", gain=number(lang, action.gain)) if action.gain is not None else "",
        after=number(lang, action.after) if action.after is not None else "",
        bar=step_bar(span, action.before, action.after, minimum) if drawn else None,  # type: ignore[arg-type]  # `drawn` says that none of them is None
    )


def _checklist(
    lang: Lang, a: Assessment, entry: ChecklistResult, blocking: frozenset[str]
) -> ChecklistView:
    minimum = a.gate.minimum_of.get(entry.id) if a.gate else None
    exact, counts = entry.numbers.exact, entry.numbers.counts
    gaps = sorted((i for i in entry.items if shows_gap(i)), key=severest_first)
    others = sorted((i for i in entry.items if not shows_gap(i)), key=severest_first)

    def views(items: list[ItemResult]) -> tuple[ItemView, ...]:
        return tuple(item_view(lang, a.sheet, item, blocking) for item in items)

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
        bar=bar(lang, entry.numbers, minimum),
        cells=tuple(cell(lang, item) for item in entry.items),
        summary=say(lang, "report", "items.summary", gaps=counts.gaps, met=counts.met),
        gaps=views(gaps),
        met=views([item for item in others if item.state == "met"]),
        aside=views([item for item in others if item.state != "met"]),
    )


def _key(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
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


def _side(lang: Lang, checklists: tuple[ChecklistView, ...]) -> tuple[SideView, ...]:
    groups = []
    for key, core in (("side.core", True), ("side.more", False)):
        scored = [entry for entry in checklists if entry.bar is not None and entry.core is core]
        if not scored:
            continue
        rows, folded, free = [], [], SIDE_SHOWN
        for entry in scored:
            (rows if entry.low or free > 0 else folded).append(entry)
            free -= 1
        fold = say(lang, "report", "side.fold", n=len(folded)) if folded else ""
        title = say(lang, "report", key if groups else "side.core")
        groups.append(SideView(title, tuple(rows), tuple(folded), fold))
    return tuple(groups)


def _filters(lang: Lang, a: Assessment, blocking: frozenset[str]) -> tuple[FilterView, ...]:
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


def _owners(checklists: tuple[ChecklistView, ...]) -> tuple[PersonView, ...]:
    found = {i.owner for entry in checklists for i in (*entry.gaps, *entry.met, *entry.aside) if i.owner}
    return tuple(sorted(found, key=lambda owner: (owner.name, owner.handle)))


def _waivers(lang: Lang, a: Assessment) -> tuple[WaiverView, ...]:
    results = {item.id: item for item in a.items()}
    views = []
    for name in a.waivers:
        waiver = results[name].waiver
        if waiver is not None:
            views.append(
                WaiverView(
                    item=name,
                    reason=prose(lang, waiver.reason),
                    by=person(a.sheet, waiver.by).name,
                    granted=day(lang, waiver.granted),
                    until=day(lang, waiver.until),
                    when=days_left(lang, waiver),
                    warn=waiver.ends_soon or waiver.state != "in-force",
                )
            )
    return tuple(views)


def _facts(lang: Lang, a: Assessment) -> tuple[FactView, ...]:
    told = [fact for fact in a.facts if fact.value == "no" or fact.removed]
    return tuple(
        FactView(
            title=visible(fact.title.text(lang)),
            value=say(lang, "terms", f"fact.{fact.value}"),
            count=say(lang, "report", "facts.count", n=len(fact.removed)) if fact.removed else "",
            items=fact.removed,
        )
        for fact in told
    )


def _calculation(lang: Lang, a: Assessment) -> str:
    earned = a.numbers.earned
    whole, rest = divmod(earned, 1)
    shown = f"{whole}.5" if rest else str(whole)
    score = number(lang, a.numbers.score)
    return say(lang, "report", "method.calc", earned=shown, weight=a.numbers.weight, score=score)


def _range(lang: Lang, a: Assessment) -> str:
    if a.numbers.high is None or a.numbers.high == a.numbers.low:
        return ""
    return say(lang, "report", "method.range", high=number(lang, a.numbers.high))


def _gate(lang: Lang, a: Assessment) -> str:
    if a.gate is None:
        return say(lang, "report", "method.gate.none")
    where = visible(a.gate.path) if a.gate.path else say(lang, "report", "method.builtin")
    title = visible(a.gate.title.text(lang))
    return say(lang, "report", "method.gate.text", title=title, id=visible(a.gate.policy), where=where)


def _provenance(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
    comma = say(lang, "report", "comma")

    def digest(sha256: str) -> str:
        return say(lang, "report", "prov.digest", digest=sha256[:_DIGEST])

    def pair(key: str, *parts: str) -> Pair:
        return Pair(say(lang, "report", key), comma.join(part for part in parts if part))

    age = say(lang, "report", "prov.age", n=a.age) if a.age is not None and a.age >= 0 else ""
    pairs = [
        pair("prov.as-of", day(lang, a.as_of), age),
        pair("prov.sheet", visible(a.sheet_path), digest(a.sheet_sha256)),
        *_subject(lang, a),
    ]
    for entry in a.checklists:
        path = visible(entry.path) if entry.path else ""
        pairs.append(pair("prov.checklist", visible(f"{entry.id} {entry.version}"), path, digest(entry.sha256)))
    if a.gate is not None:
        path = visible(a.gate.path) if a.gate.path else ""
        pairs.append(pair("prov.policy", visible(a.gate.policy), path, digest(a.gate.sha256)))
    pairs.append(pair("prov.tool", f"gapsheet {a.gapsheet}"))
    return tuple(pairs)


def _subject(lang: Lang, a: Assessment) -> list[Pair]:
    subject = a.sheet.subject
    if subject is None:
        return []
    given = {
        "version": subject.version,
        "commit": subject.commit,
        "image": subject.image,
        "models": say(lang, "terms", "list.comma").join(subject.models),
        "environment": subject.environment,
    }
    said = [say(lang, "report", f"subject.{key}", value=visible(v)) for key, v in given.items() if v]
    return [Pair(say(lang, "report", "fact.subject"), say(lang, "report", "comma").join(said))] if said else []


def _list(lang: Lang, key: str, name: str, values: list[str]) -> str:
    return say(lang, "report", key, **{name: say(lang, "terms", "list.comma").join(values)}) if values else ""


def _announced(lang: Lang, ids: list[str]) -> str:
    if not ids:
        return ""
    return say(lang, "report", "checklists.announced", n=len(ids), items=say(lang, "terms", "list.comma").join(ids))

