"""The closed vocabulary of rules, one function each.

A rule takes the case, what the policy expects, and the ids that stand under a waiver in force (passed in, so
that the same rule answers "and without any waiver?"). Scores and shares are compared exactly.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gapsheet.core.case import Case, as_decimal, by_severity, ids
from gapsheet.core.scope import may_hold
from gapsheet.core.score import cut
from gapsheet.model.assessment import ItemResult
from gapsheet.model.base import SEVERITIES
from gapsheet.model.comparison import Comparison
from gapsheet.model.policy import RequiredChecklist
from gapsheet.model.verdict import Next, RuleName, Value

Waived = frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found; see `RuleOutcome`. `headline` None stands for the whole of `actual`."""

    passed: bool
    expected: Value
    actual: Value
    items: tuple[str, ...] = ()
    next: Next | None = None
    failing: tuple[str, ...] = ()
    headline: Value = None


def max_open(case: Case, limits: Mapping[str, int], waived: Waived) -> Outcome:
    """No more than that many gaps of a severity stand open, that is, without a waiver in force."""
    is_open = [i for i in case.items if i.gap and i.id not in waived and i.severity in limits]
    actual, failing = _per_severity(is_open, limits)
    concerned = ids(i for i in is_open if not failing or i.severity in failing)
    step = _step("max_open", concerned, n=len(concerned))
    return Outcome(not failing, dict(limits), actual, ids(is_open), step, failing)


def max_waived(case: Case, limits: Mapping[str, int], waived: Waived) -> Outcome:
    """No more than that many items of a severity stand under a waiver in force."""
    accepted = [i for i in case.items if i.id in waived and i.severity in limits]
    actual, failing = _per_severity(accepted, limits)
    excess = sum(actual[name] - limits[name] for name in failing)
    concerned = ids(i for i in accepted if not failing or i.severity in failing)
    return Outcome(not failing, dict(limits), actual, ids(accepted), _step("max_waived", concerned, n=excess), failing)


def too_long(item: ItemResult, limits: Mapping[Any, int]) -> bool:
    """Tell whether an item's waiver runs longer than allowed; a limit of 0 days forbids any."""
    limit = limits.get(item.severity, limits.get("default"))
    if limit is None or item.waiver is None:
        return False
    return limit == 0 or item.waiver.days > limit


def max_waiver_days(case: Case, limits: Mapping[str, int], waived: Waived) -> Outcome:
    """No waiver in force runs longer, from `granted` to `until`, than its severity allows."""
    longest: dict[str, int] = {}
    for item in by_severity(i for i in case.items if i.id in waived):
        if item.waiver and (item.severity in limits or "default" in limits):
            longest[item.severity] = max(longest.get(item.severity, 0), item.waiver.days)
    over = [i for i in case.items if i.id in waived and too_long(i, limits)]
    failing = tuple(s for s in SEVERITIES if any(i.severity == s for i in over))
    return Outcome(not over, dict(limits), _numbers(longest), ids(over), _step("max_waiver_days", ids(over)), failing)


def unwaivable(case: Case, named: tuple[str, ...], waived: Waived) -> Outcome:
    """None of the named items stands under a waiver in force."""
    found = ids(i for i in case.items if i.id in waived and i.id in named)
    return Outcome(not found, tuple(named), found, found, _step("unwaivable", found))


def min_score(case: Case, limit: Fraction, waived: Waived) -> Outcome:
    """The overall score reaches the limit."""
    exact = case.overall.exact
    if exact is None:
        return Outcome(False, as_decimal(limit), None, next=Next("next.min_score.none", {}))
    missing = -cut(exact - limit)
    return Outcome(
        exact >= limit,
        as_decimal(limit),
        case.overall.score,
        next=Next("next.min_score", {"points": str(missing)}),
    )


def min_checklist_score(case: Case, limits: Mapping[str, Fraction], waived: Waived) -> Outcome:
    """Each checklist of the sheet reaches its limit; one with nothing counted passes, a named absent one fails."""
    actual: dict[str, Decimal | int | None] = {}
    failing: list[str] = []
    for checklist in case.checklists:
        limit = case.limit_of(checklist, limits)
        if limit is None:
            continue
        actual[checklist.id] = checklist.numbers.score
        if checklist.numbers.exact is not None and checklist.numbers.exact < limit:
            failing.append(checklist.id)
    absent = case.absent(limits)
    actual.update(dict.fromkeys(absent))
    key = "min_checklist_score.absent" if absent else "min_checklist_score"
    step = Next(f"next.{key}", {"checklists": tuple(absent or failing)})
    missed = (*failing, *absent)
    return Outcome(
        not missed,
        {name: as_decimal(limit) for name, limit in limits.items()},
        actual,
        next=step,
        failing=missed,
        headline={name: actual[name] for name in missed} or _lowest(actual),
    )


def max_unanswered(case: Case, limits: Mapping[str, int], waived: Waived) -> Outcome:
    """No more items of a severity are unanswered than allowed; `default` counts all severities together."""
    blank = [i for i in case.items if i.state == "unanswered"]
    actual = {name: sum(i.severity == name for i in blank) for name in limits if name != "default"}
    if "default" in limits:
        actual["default"] = len(blank)
    failing = tuple(name for name, limit in limits.items() if actual[name] > limit)
    concerned = ids(i for i in blank if "default" in limits or i.severity in limits)
    pool = ids(i for i in blank if "default" in failing or i.severity in failing)
    excess = max((actual[name] - limits[name] for name in failing), default=0)
    step = _step("max_unanswered", pool, n=excess)
    return Outcome(not failing, dict(limits), _numbers(actual), concerned, step, failing)


def credited(case: Case) -> list[ItemResult]:
    """Return the items with credit, most severe first, then by id."""
    return by_severity(i for i in case.items if i.credit)


def has_evidence(item: ItemResult) -> bool:
    """Tell whether evidence backs an answer: referenced, or read and found to agree."""
    return item.assurance in ("referenced", "checked")


def min_evidence(case: Case, limit: Fraction, waived: Waived) -> Outcome:
    """That share (%) of the credited weight has evidence; where nothing is credited, the rule fails."""
    total = sum(i.half_points for i in credited(case))
    if not total:
        return Outcome(False, as_decimal(limit), None, next=Next("next.min_evidence.none", {}))
    backed = sum(i.half_points for i in credited(case) if has_evidence(i))
    without = tuple(i.id for i in credited(case) if not has_evidence(i))
    share = Fraction(100 * backed, total)
    return Outcome(share >= limit, as_decimal(limit), cut(share), without, _step("min_evidence", without))


def evidence_for(case: Case, severities: tuple[str, ...], waived: Waived) -> Outcome:
    """Every credited item of these severities has evidence."""
    without = tuple(i.id for i in credited(case) if i.severity in severities and not has_evidence(i))
    return Outcome(not without, tuple(severities), without, without, _step("evidence_for", without))


def max_not_applicable(case: Case, limit: Fraction, waived: Waived) -> Outcome:
    """n/a weight / (n/a weight + counted weight) is at most that share (%); 0 where both are 0."""
    aside = [i for i in case.items if i.state == "not-applicable"]
    weight = sum(i.weight for i in aside)
    whole = weight + case.overall.weight
    share = Fraction(100 * weight, whole) if whole else Fraction(0)
    return Outcome(share <= limit, as_decimal(limit), cut(share), ids(aside), _step("max_not_applicable", ids(aside)))


def max_assessment_age(case: Case, limit: int, waived: Waived) -> Outcome:
    """No more than that many days lie between `assessed` and today; a date in the future fails."""
    if case.age is None:
        return Outcome(False, limit, None, next=Next("next.max_assessment_age.none", {}))
    key = "max_assessment_age.future" if case.age < 0 else "max_assessment_age"
    return Outcome(0 <= case.age <= limit, limit, case.age, next=Next(f"next.{key}", {}))


def require_checklists(case: Case, required: tuple[RequiredChecklist, ...], waived: Waived) -> Outcome:
    """The sheet has every checklist asked for, or an overlay of it; a condition on a fact holds unless it is no.

    One's own checklist under the id of a built-in one does not count as that.
    """
    asked = tuple(r.checklist for r in required if r.when is None or may_hold(r.when, case.facts))
    present = (*(checklist.names[-1] for checklist in case.checklists if checklist.names), *case.standalone)
    missing = tuple(name for name in asked if name not in present)
    step = Next("next.require_checklists", {"checklists": missing})
    return Outcome(not missing, asked, present, next=step, failing=missing)


def max_drop(case: Case, limit: Fraction, waived: Waived) -> Outcome:
    """The score shown is at most that many points below the baseline's; `actual` is the drop, negative for a rise.

    Over the items that both judge, where they are not the same. Passes where there is nothing to compare with.
    """
    found = _baseline(case)
    if found is None or found.old_score is None:
        return Outcome(True, as_decimal(limit), None)
    if found.change is None:
        return Outcome(False, as_decimal(limit), None, next=Next("next.max_drop.none", {}))
    drop = -found.change
    slipped = tuple(change.id for change in found.changes if change.effect is not None and change.effect < 0)
    step = _step("max_drop", slipped)
    return Outcome(drop <= limit, as_decimal(limit), drop, slipped if drop > limit else (), step)


def no_item_worse(case: Case, asked: bool, waived: Waived) -> Outcome:
    """No item is worse than in the baseline: lower credit, set aside, or gone."""
    found = _baseline(case)
    if found is None:
        return Outcome(True, (), None)
    return Outcome(not found.worse, (), found.worse, found.worse, _step("no_item_worse", found.worse))


def _baseline(case: Case) -> Comparison | None:
    """Return the comparison with the baseline, None where the baseline has nothing in it."""
    if case.comparison is None:
        raise ValueError("a rule about a baseline needs one")
    return case.comparison if isinstance(case.comparison, Comparison) else None


Rule = Callable[[Case, Any, Waived], Outcome]

RULES: dict[RuleName, Rule] = {
    "max_open": max_open,
    "max_waived": max_waived,
    "max_waiver_days": max_waiver_days,
    "unwaivable": unwaivable,
    "min_score": min_score,
    "min_checklist_score": min_checklist_score,
    "max_unanswered": max_unanswered,
    "min_evidence": min_evidence,
    "evidence_for": evidence_for,
    "max_not_applicable": max_not_applicable,
    "max_assessment_age": max_assessment_age,
    "require_checklists": require_checklists,
    "max_drop": max_drop,
    "no_item_worse": no_item_worse,
}
"""Every rule by name, in the order in which outcomes are reported."""


def _per_severity(items: list[ItemResult], limits: Mapping[str, int]) -> tuple[dict[str, Any], tuple[str, ...]]:
    actual = {name: sum(i.severity == name for i in items) for name in limits}
    return actual, tuple(name for name, limit in limits.items() if actual[name] > limit)


def _numbers(mapping: Mapping[str, int]) -> dict[str, int | Decimal | None]:
    return dict(mapping)


def _lowest(actual: Mapping[str, Decimal | int | None]) -> dict[str, int | Decimal | None]:
    scored = [(score, name) for name, score in actual.items() if score is not None]
    return {min(scored)[1]: min(scored)[0]} if scored else {}


NAMED_AT_MOST = 6
"""A next step names at most this many items; the outcome's `items` has them all."""


def _step(rule: str, concerned: tuple[str, ...], **params: int) -> Next:
    named = (*concerned[:NAMED_AT_MOST], "…") if len(concerned) > NAMED_AT_MOST else concerned
    return Next(f"next.{rule}", {"items": named, **params})
