"""The rules of a policy as criteria of an audit: fulfilled, with exceptions, not determinable, not fulfilled."""

from collections import Counter
from dataclasses import replace

from gapsheet.core.case import Case, case_of
from gapsheet.core.gate import outcomes
from gapsheet.core.score import CREDIT, numbers
from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.model.audit import CRITERION_STATES, Conclusion, Criterion, CriterionState
from gapsheet.model.policy import Rules
from gapsheet.model.verdict import RuleOutcome


def conclude(assessment: Assessment, rules: Rules | None) -> Conclusion:
    """Return the criteria of a policy with the state of each, and what follows from all of them.

    `rules` are those that gave the assessment's gate; None where no policy was applied.
    """
    if rules is None or assessment.gate is None:
        return _together(())
    if assessment.numbers.weight == 0:
        return _together(tuple(Criterion(found, "not-determinable") for found in assessment.gate.rules))
    best = {found.rule: found.passed for found in outcomes(_if_all_were_met(assessment), rules)}
    return _together(tuple(Criterion(found, _state(found, best[found.rule])) for found in assessment.gate.rules))


def _state(found: RuleOutcome, passes_at_best: bool) -> CriterionState:
    if found.passed:
        return "fulfilled" if found.passed_without_waivers else "fulfilled-with-exceptions"
    open_ended = (
        passes_at_best and found.rule != "max_unanswered"
    )  # to leave items unanswered is what that rule forbids
    return "not-determinable" if open_ended else "not-fulfilled"


def _together(criteria: tuple[Criterion, ...]) -> Conclusion:
    found = Counter[CriterionState](criterion.state for criterion in criteria)
    worst: CriterionState = next((state for state in reversed(CRITERION_STATES) if found[state]), "not-determinable")
    return Conclusion(
        state=worst,
        criteria=criteria,
        fulfilled=found["fulfilled"] + found["fulfilled-with-exceptions"],
        total=len(criteria),
        counts={state: found[state] for state in CRITERION_STATES},
    )


def _if_all_were_met(assessment: Assessment) -> Case:
    """Return the case in which every unanswered item turned out met, with evidence."""
    checklists = []
    for checklist in assessment.checklists:
        items = tuple(_met(item) for item in checklist.items)
        checklists.append(replace(checklist, items=items, numbers=numbers(items)))
    everything = tuple(item for checklist in checklists for item in checklist.items)
    better = replace(assessment, checklists=tuple(checklists), numbers=numbers(everything))
    return case_of(better, assessment.comparison)


def _met(item: ItemResult) -> ItemResult:
    if item.state != "unanswered":
        return item
    closed = replace(item, state="met", credit=CREDIT["met"], half_points=2 * item.weight)
    return replace(closed, assurance="referenced", gap=False, open=False)
