"""The verdict: every rule of a policy applied to a case (`product.md` section 5)."""

from dataclasses import replace

from gapsheet.core.case import Case, as_decimal
from gapsheet.core.plan import way_to_pass
from gapsheet.core.rules import RULES, Outcome
from gapsheet.model.policy import Policy, Rules
from gapsheet.model.verdict import GateResult, RuleOutcome, Verdict


def outcomes(case: Case, rules: Rules) -> tuple[RuleOutcome, ...]:
    """Return what every rule of the policy found, in the order of the vocabulary; none stops the others."""
    in_force = frozenset(item.id for item in case.items if item.waived)
    results = []
    for name, rule in RULES.items():
        expected = getattr(rules, name)
        if expected is None:
            continue
        found: Outcome = rule(case, expected, in_force)
        without = found.passed if not in_force else rule(case, expected, frozenset()).passed
        results.append(
            RuleOutcome(
                rule=name,
                passed=found.passed,
                expected=found.expected,
                actual=found.actual,
                headline=found.actual if found.headline is None else found.headline,
                failing=found.failing,
                items=found.items,
                next=None if found.passed else found.next,
                passed_without_waivers=without,
            )
        )
    return tuple(results)


def verdict_of(case: Case, results: tuple[RuleOutcome, ...]) -> Verdict:
    """Return the verdict.

    Ready: every rule passes and would pass with all waivers removed. Ready with waivers: every rule passes.
    Not ready: some rule fails. Cannot be judged: nothing is counted.
    """
    if case.overall.weight == 0:
        return "cannot-be-judged"
    if not all(result.passed for result in results):
        return "not-ready"
    return "ready" if all(result.passed_without_waivers for result in results) else "ready-with-waivers"


def verdict_without_baseline(case: Case, rules: Rules) -> Verdict:
    """Return the verdict by the rules that need no baseline: that of a sheet in the past, or of a baseline itself."""
    return verdict_of(case, outcomes(case, replace(rules, max_drop=None, no_item_worse=None)))


def decide(case: Case, policy: Policy, *, sha256: str, path: str | None) -> GateResult:
    """Return the policy's verdict on the case, with every rule and the cheapest way to pass."""
    results = outcomes(case, policy.rules)
    of_checklist = policy.rules.min_checklist_score or {}
    limits = {c.id: case.limit_of(c, of_checklist) for c in case.checklists}
    return GateResult(
        policy=policy.id,
        title=policy.title,
        sha256=sha256,
        path=path,
        verdict=verdict_of(case, results),
        rules=results,
        way_to_pass=way_to_pass(case, policy.rules, results),
        minimum=None if policy.rules.min_score is None else as_decimal(policy.rules.min_score),
        minimum_of={name: as_decimal(limit) for name, limit in limits.items() if limit is not None},
    )
