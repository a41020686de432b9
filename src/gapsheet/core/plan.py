"""The cheapest way to pass, and what to do first (`product.md` section 5).

A step *close* makes an item met at its full effort and ends its waiver. Closings serve the rules in
`needs.py`; Gapsheet names the set with the smallest total effort so that all of them pass, exactly. After the
closings come steps of other kinds, for the rules that no closing is meant for. Against a baseline, every gap that is
worse than it was has to be closed, and the score lifted back to what `max_drop` allows.
"""

from collections.abc import Iterable, Sequence

from gapsheet.core.case import Case
from gapsheet.core.needs import candidates, force, needs
from gapsheet.core.rules import has_evidence
from gapsheet.core.score import cut_share
from gapsheet.core.search import cheapest
from gapsheet.model.assessment import EFFORT_DAYS, ItemResult
from gapsheet.model.base import SEVERITIES
from gapsheet.model.policy import Rules
from gapsheet.model.verdict import Action, GateResult, Reason, RuleName, RuleOutcome, Step, WayToPass

CLOSING_RULES: tuple[RuleName, ...] = (
    "max_open",
    "max_waived",
    "max_waiver_days",
    "unwaivable",
    "min_score",
    "min_checklist_score",
    "max_drop",
    "no_item_worse",
)
"""The rules that closing items serves."""

_ABOUT_ITEMS: tuple[RuleName, ...] = (
    "max_open",
    "max_waived",
    "max_waiver_days",
    "unwaivable",
    "no_item_worse",
    "max_drop",
)
_ABOUT_SCORES: tuple[RuleName, ...] = ("min_score", "min_checklist_score", "max_drop")


def way_to_pass(case: Case, rules: Rules, outcomes: Sequence[RuleOutcome]) -> WayToPass:
    """Return the cheapest way to pass all rules; when they pass already, it has no steps."""
    failed = {outcome.rule: outcome for outcome in outcomes if not outcome.passed}
    if not failed:
        return WayToPass(reachable=True, exact=True, effort_days=0, steps=())
    pool = candidates(case, rules)
    wanted = needs(case, rules, pool)
    gone = _gone(case, failed)
    if wanted is None or gone:
        stuck: tuple[RuleName, ...] = tuple(name for name in failed if wanted is None and name in _ABOUT_SCORES)
        stuck += ("no_item_worse",) if gone else ()
        return WayToPass(reachable=False, exact=True, effort_days=0, steps=(), blocked_by=stuck)
    forced, rest = force(pool, wanted)
    found = cheapest(rest, wanted)
    closed = frozenset(candidate.id for candidate in (*forced, *found.chosen))
    items = [item for item in case.items if item.id in closed]
    others, stuck = _other_steps(case, rules, failed, closed)
    return WayToPass(
        reachable=not stuck,
        exact=found.exact,
        effort_days=sum(EFFORT_DAYS[item.effort] for item in items),
        steps=(*(_close(item) for item in in_step_order(items)), *others),
        blocked_by=stuck,
    )


def in_step_order(items: Iterable[ItemResult]) -> list[ItemResult]:
    """Return items by severity, then worth (highest first), then id: the order in which steps print."""
    return sorted(items, key=lambda i: (SEVERITIES.index(i.severity), -i.worth, i.id))


def _close(item: ItemResult) -> Step:
    return Step("close", item=item.id, effort=item.effort)


def _other_steps(
    case: Case, rules: Rules, failed: dict[RuleName, RuleOutcome], closed: frozenset[str]
) -> tuple[list[Step], tuple[RuleName, ...]]:
    """Return the steps that close nothing, and the failed rules that no step can make pass."""
    steps: list[Step] = []
    stuck: list[RuleName] = []
    if "max_unanswered" in failed:
        steps += [Step("answer", item=item.id) for item in _to_answer(case, rules, closed)]
    backed = _to_back(case, rules, closed)
    steps += [Step("add-evidence", item=item.id) for item in backed or ()]
    if backed is None:
        stuck.append("min_evidence")
    if "max_not_applicable" in failed:
        stuck.append("max_not_applicable")
    if "max_assessment_age" in failed:
        steps.append(Step("reassess"))
    if "require_checklists" in failed:
        steps += [Step("add-checklist", checklist=name) for name in failed["require_checklists"].failing]
    return steps, tuple(stuck)


def _gone(case: Case, failed: dict[RuleName, RuleOutcome]) -> bool:
    """Tell whether an item that is worse than in the baseline cannot be closed: it was set aside, or is gone."""
    worse = failed["no_item_worse"].items if "no_item_worse" in failed else ()
    return not {item.id for item in case.items if item.gap}.issuperset(worse)


def _to_answer(case: Case, rules: Rules, closed: frozenset[str]) -> list[ItemResult]:
    """Return the fewest unanswered items to answer, most severe first, once the closings are done."""
    limits = rules.max_unanswered or {}
    blank = in_step_order(i for i in case.items if i.state == "unanswered" and i.id not in closed)
    chosen: list[ItemResult] = []
    for severity in SEVERITIES:
        mine = [item for item in blank if item.severity == severity]
        if severity in limits:
            chosen += mine[: max(0, len(mine) - limits[severity])]
    if "default" in limits:
        rest = [item for item in blank if item not in chosen]
        chosen += rest[: max(0, len(rest) - limits["default"])]
    return in_step_order(chosen)


def _to_back(case: Case, rules: Rules, closed: frozenset[str]) -> list[ItemResult] | None:
    """Return the fewest credited items to name evidence for, once the closings are done; None: none can help."""
    credit = {i.id: 2 * i.weight if i.id in closed else i.half_points for i in case.items if i.id in closed or i.credit}
    claims = [item for item in case.items if item.id in credit]
    bare = [item for item in claims if not has_evidence(item)]
    chosen = [item for item in bare if item.severity in (rules.evidence_for or ())]
    if rules.min_evidence is not None:
        total = sum(credit.values())
        if not total:
            return None
        names = {item.id for item in chosen}
        backed = sum(credit[i.id] for i in claims if has_evidence(i) or i.id in names)
        for item in sorted(bare, key=lambda i: (-credit[i.id], SEVERITIES.index(i.severity), i.id)):
            if 100 * backed >= rules.min_evidence * total:
                break
            if item.id not in names:
                chosen.append(item)
                backed += credit[item.id]
    return in_step_order(chosen)


def actions(case: Case, gate: GateResult | None) -> tuple[Action, ...]:
    """Return every row of "Do these first".

    The cheapest way to pass in its order, then the other gaps by worth per person-day, best first (waived
    ones after open ones; ties by severity, then id). Where there is no way to pass, what blocks the gate comes
    before them. Each closing's scores assume those above it are done.
    """
    plan = gate.way_to_pass.steps if gate else ()
    stuck = gate is not None and not gate.way_to_pass.reachable
    planned = {step.item for step in plan if step.action == "close"}
    gaps = {item.id: item for item in case.items if item.gap}

    def rank(item: ItemResult) -> tuple[bool, bool, float, int, str]:
        blocks = stuck and _why(item, gate) == "blocks"
        return (
            item.waived,
            not blocks,
            -item.missing / EFFORT_DAYS[item.effort],
            SEVERITIES.index(item.severity),
            item.id,
        )

    rest = sorted((item for item in gaps.values() if item.id not in planned), key=rank)
    rows, earned, weight = [], int(2 * case.overall.earned), case.overall.weight
    for step, in_plan in [*((step, True) for step in plan), *((_close(item), False) for item in rest)]:
        if step.action != "close" or step.item is None:
            rows.append(Action(step, in_plan, None))
            continue
        item = gaps[step.item]
        before = cut_share(earned, weight)
        earned += item.missing
        after = cut_share(earned, weight)
        rows.append(Action(step, in_plan, _why(item, gate), before, after, after - before))
    return tuple(rows)


def _why(item: ItemResult, gate: GateResult | None) -> Reason | None:
    """Return what the item holds up, the strongest reason first."""
    failed = {outcome.rule: outcome for outcome in gate.rules if not outcome.passed} if gate else {}
    if any(rule in failed and item.id in failed[rule].items for rule in _ABOUT_ITEMS):
        return "blocks"
    if "min_checklist_score" in failed and item.checklist in failed["min_checklist_score"].failing:
        return "lifts-checklist"
    return "lifts-score" if "min_score" in failed else None
