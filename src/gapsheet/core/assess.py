"""One sheet against its checklists and a policy, on one day: the assessment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from gapsheet.core.case import case_of
from gapsheet.core.compare import compare, snapshot_of
from gapsheet.core.coverage import reach
from gapsheet.core.gate import decide
from gapsheet.core.native import native_result
from gapsheet.core.plan import actions
from gapsheet.core.scope import taken_out_by
from gapsheet.core.score import CREDIT, cut, cut_share, numbers
from gapsheet.model.answers import Answer, AnswerSheet, Waiver
from gapsheet.model.assessment import (
    ENDS_SOON_DAYS,
    WEIGHTS,
    Assessment,
    Assurance,
    ChecklistResult,
    EvidenceResult,
    FactResult,
    ItemResult,
    State,
    WaiverResult,
)
from gapsheet.model.checklist import Base, Checklist, Facts, Item
from gapsheet.model.comparison import Comparison, NothingToCompare, Snapshot, Trust
from gapsheet.model.framework import Framework
from gapsheet.model.policy import Policy

Checked = Mapping[str, Literal["checked", "contradicted"]]
"""Items whose evidence Gapsheet read, and whether it agrees with the claim."""


@dataclass(frozen=True, slots=True)
class ChecklistInput:
    """A checklist of the sheet: `pinned` is MAJOR.MINOR, `path` None when built in, else relative to the root.

    `shadows` tells that it is the user's own but has the id of a built-in one; `base` is what an overlay stands on.
    """

    checklist: Checklist
    sha256: str
    path: str | None
    pinned: str
    shadows: bool = False
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class FrameworkInput:
    """A framework to hold the answers against; `path` None when built in; `named` by the sheet, else by its facts."""

    framework: Framework
    sha256: str
    path: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class PolicyInput:
    """A policy to apply; `path` None when built in, else relative to the root."""

    policy: Policy
    sha256: str
    path: str | None


@dataclass(frozen=True, slots=True)
class SheetInput:
    """An answer sheet as read: where it lies, its digest, the lines of its answers, and what its evidence is."""

    sheet: AnswerSheet
    path: str
    sha256: str
    lines: Mapping[str, int]
    evidence: Mapping[str, tuple[EvidenceResult, ...]]
    checked: Checked


def assess(
    source: SheetInput,
    checklists: Sequence[ChecklistInput],
    facts: Facts,
    *,
    as_of: dt.date,
    version: str,
    policy: PolicyInput | None = None,
    frameworks: Sequence[FrameworkInput] = (),
    baseline: Snapshot | NothingToCompare | None = None,
    trust: Trust | None = None,
    plan: bool = True,
) -> Assessment:
    """Return everything known about a sheet on the day `as_of`; pure, exact, and linear in the items.

    Without `plan`, what is to be done is left out: the worth of items and the actions. `baseline` is what to compare
    with; a policy whose rules ask for one must have it. `trust` is noted as it is.
    """
    judged = [_checklist(source, entry, as_of) for entry in checklists if entry.checklist.native_score is None]
    alone = [_standing_alone(source, entry, as_of) for entry in checklists if entry.checklist.native_score is not None]
    overall_weight = sum(item.weight for _, items, _ in judged for item in items if item.counted)
    results = [_with_worth(entry, items, later, overall_weight if plan else None) for entry, items, later in judged]
    everything = tuple(item for result in results for item in result.items)
    with_rubrics = (*everything, *(item for entry in alone for item in entry.items))
    plain = Assessment(
        as_of=as_of,
        gapsheet=version,
        sheet=source.sheet,
        sheet_path=source.path,
        sheet_sha256=source.sha256,
        age=(as_of - source.sheet.assessed).days if source.sheet.assessed else None,
        numbers=numbers(everything),
        checklists=tuple(results),
        facts=_facts(facts, source.sheet, with_rubrics),
        waivers=_waivers(everything),
        actions=(),
        gate=None,
        standalone=tuple(alone),
        frameworks=tuple(
            reach(entry.framework, with_rubrics, sha256=entry.sha256, path=entry.path, named=entry.named)
            for entry in frameworks
        ),
        trust=trust,
    )
    return _judged(plain, policy, baseline, plan)


def _judged(
    plain: Assessment, policy: PolicyInput | None, baseline: Snapshot | NothingToCompare | None, plan: bool
) -> Assessment:
    """Return an assessment with what changed since the baseline, the verdict, and what to do."""
    compared = (
        compare(baseline, snapshot_of(plain, source=plain.sheet_path)) if isinstance(baseline, Snapshot) else baseline
    )
    case = case_of(plain, compared)
    gate = decide(case, policy.policy, sha256=policy.sha256, path=policy.path) if policy else None
    if isinstance(compared, Comparison) and gate:
        compared = replace(compared, new=replace(compared.new, verdict=gate.verdict, policy=gate.policy))
    return replace(plain, actions=actions(case, gate) if plan else (), gate=gate, comparison=compared)


NOTHING = Fraction(0)
NOTHING_SHOWN = cut(NOTHING)
HALVES: dict[State, int] = {state: int(2 * credit) for state, credit in CREDIT.items()}

_Judged = tuple[ChecklistInput, list[ItemResult], tuple[str, ...]]


def _checklist(source: SheetInput, entry: ChecklistInput, as_of: dt.date) -> _Judged:
    pinned = _minor(entry.pinned)
    items, later = [], []
    for section in entry.checklist.sections:
        for item in section.items:
            if item.since is not None and _minor(item.since) > pinned:
                later.append(item.id)
            else:
                items.append(_item(source, entry.checklist.id, section.id, item, as_of))
    return entry, items, (*(entry.base.later if entry.base else ()), *later)


def _standing_alone(source: SheetInput, entry: ChecklistInput, as_of: dt.date) -> ChecklistResult:
    """Return a rubric with its native result; none of its items is worth points, and no waiver acts there."""
    _, items, later = _checklist(source, entry, as_of)
    plain = [
        replace(item, waived=False, open=item.gap, waiver=replace(item.waiver, state="no-effect", ends_soon=False))
        if item.waiver
        else item
        for item in items
    ]
    return replace(_with_worth(entry, plain, later, None), native=native_result(entry.checklist, plain))


def _item(source: SheetInput, checklist: str, section: str, item: Item, as_of: dt.date) -> ItemResult:
    answer = source.sheet.answers.get(item.id)
    out_by = taken_out_by(item.applies_when, source.sheet.facts)
    state = _state(answer, out_by)
    evidence = source.evidence.get(item.id, ())
    assurance = _assurance(state, evidence, source.checked.get(item.id))
    contradicted = assurance == "contradicted"
    acceptable = state in ("unmet", "partial") and not contradicted
    waiver = _waiver(answer.waiver, acceptable, as_of) if answer and answer.waiver else None
    waived = waiver is not None and waiver.state == "in-force"
    credit = NOTHING if contradicted else CREDIT.get(state, NOTHING)
    weight = WEIGHTS[item.severity]
    gap = state in ("unmet", "partial", "unanswered") or contradicted
    return ItemResult(
        item=item,
        checklist=checklist,
        section=section,
        severity=item.severity,
        weight=weight,
        effort=item.effort,
        state=state,
        credit=credit,
        half_points=0 if contradicted else HALVES.get(state, 0) * weight,
        assurance=assurance,
        worth=NOTHING,
        worth_shown=NOTHING_SHOWN,
        answer=answer,
        evidence=evidence,
        waiver=waiver,
        waived=waived,
        open=gap and not waived,
        gap=gap,
        due_in=(answer.due - as_of).days if answer and answer.due else None,
        line=source.lines.get(item.id),
        scope_facts=out_by,
    )


def _state(answer: Answer | None, out_by: tuple[str, ...]) -> State:
    if out_by:
        return "out-of-scope"
    if answer is None or answer.answer is None:
        return "unanswered"
    return "not-applicable" if answer.answer == "n/a" else answer.answer


def _assurance(
    state: State, evidence: tuple[EvidenceResult, ...], checked: Literal["checked", "contradicted"] | None
) -> Assurance | None:
    if state not in ("met", "partial", "unmet"):
        return None
    if checked is not None and not (checked == "contradicted" and state == "unmet"):  # nothing is claimed there
        return checked
    found = any(piece.status in ("present", "link") for piece in evidence)
    return "referenced" if found else "stated"


def _waiver(waiver: Waiver, acceptable: bool, as_of: dt.date) -> WaiverResult:
    left = (waiver.until - as_of).days
    state = waiver.state_on(as_of) if acceptable else "no-effect"
    return WaiverResult(
        reason=waiver.reason,
        by=waiver.by,
        granted=waiver.granted,
        until=waiver.until,
        state=state,
        days=(waiver.until - waiver.granted).days,
        days_left=left,
        ends_soon=state == "in-force" and left <= ENDS_SOON_DAYS,
        compensating_control=waiver.compensating_control,
        residual_risk=waiver.residual_risk,
    )


def _with_worth(
    entry: ChecklistInput, items: list[ItemResult], later: tuple[str, ...], overall_weight: int | None
) -> ChecklistResult:
    final = tuple(_priced(item, overall_weight) if item.gap and overall_weight else item for item in items)
    checklist = entry.checklist
    return ChecklistResult(
        id=checklist.id,
        version=checklist.version,
        pinned=entry.pinned,
        prefix=checklist.prefix,
        title=checklist.title,
        sha256=entry.sha256,
        path=entry.path,
        sections=tuple((section.id, section.title) for section in checklist.sections),
        numbers=numbers(final),
        items=final,
        announced=later,
        shadows=entry.shadows,
        base=entry.base,
    )


def _priced(item: ItemResult, overall_weight: int) -> ItemResult:
    worth = Fraction(50 * item.missing, overall_weight)
    return replace(item, worth=worth, worth_shown=cut_share(item.missing, overall_weight))


def _facts(facts: Facts, sheet: AnswerSheet, items: Sequence[ItemResult]) -> tuple[FactResult, ...]:
    removed: dict[str, list[str]] = {}
    for item in items:
        for fact in item.scope_facts:
            removed.setdefault(fact, []).append(item.id)
    return tuple(
        FactResult(fact.id, fact.title, sheet.facts.get(fact.id, "unknown"), tuple(removed.get(fact.id, ())))
        for fact in facts.facts
    )


def _waivers(items: Sequence[ItemResult]) -> tuple[str, ...]:
    order = {"in-force": 0, "not-yet": 1, "expired": 2}
    rows = [
        (order[item.waiver.state], item.waiver.until, item.id)
        for item in items
        if item.waiver and item.waiver.state in order
    ]
    return tuple(identifier for _, _, identifier in sorted(rows))


def _minor(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)
