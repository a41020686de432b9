"""The judgement: a policy's rules with what they found, the verdict, and the way to pass.

*Shown* numbers are `Decimal`, cut (not rounded) to one decimal place, in points of 100.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gapsheet.model.base import Effort, LocalText

Verdict = Literal["ready", "ready-with-waivers", "not-ready", "cannot-be-judged"]

RuleName = Literal[
    "max_open",
    "max_waived",
    "max_waiver_days",
    "unwaivable",
    "min_score",
    "min_checklist_score",
    "max_unanswered",
    "min_evidence",
    "evidence_for",
    "max_not_applicable",
    "max_assessment_age",
    "require_checklists",
    "max_drop",
    "no_item_worse",
]

Value = int | Decimal | None | tuple[str, ...] | dict[str, int | Decimal | None]
"""What a rule expects or finds: a number (None: nothing to measure), ids, or a mapping; never prose."""

Reason = Literal["blocks", "lifts-checklist", "lifts-score"]
"""Why an action stands where it does: what it holds up."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next step for a failed rule, without a language: a key of the word area "rules" and its parameters."""

    key: str
    params: dict[str, str | int | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule asked and found; `items` are the ids concerned, most severe first, then by id.

    `headline` is the part of `actual` that one line of output shows: where the rule fails, what fails; for
    checklists that pass, the lowest. `failing` are the severities or checklists that miss their limit.
    """

    rule: RuleName
    passed: bool
    expected: Value
    actual: Value
    headline: Value
    failing: tuple[str, ...]
    items: tuple[str, ...]
    next: Next | None
    passed_without_waivers: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step towards passing; `item` or `checklist` says on what, `effort` only for `close`."""

    action: Literal["close", "answer", "add-evidence", "shorten-waiver", "reassess", "add-checklist"]
    item: str | None = None
    checklist: str | None = None
    effort: Effort | None = None


@dataclass(frozen=True, slots=True)
class WayToPass:
    """The cheapest way to pass: `effort_days` in person-days over the closings among `steps`.

    `exact` is False when the search was cut off: then the steps pass, but a cheaper way may exist.
    `reachable` is False when no step can make some rule pass; `blocked_by` names those rules.
    """

    reachable: bool
    exact: bool
    effort_days: int
    steps: tuple[Step, ...]
    blocked_by: tuple[RuleName, ...] = ()


@dataclass(frozen=True, slots=True)
class GateResult:
    """A policy applied: the verdict, every rule, and the cheapest way to pass.

    `path` is None for a built-in policy, else relative to the root. `minimum` and `minimum_of` are the
    overall minimum and the minimum of each checklist that has one, in points.
    """

    policy: str
    title: LocalText
    sha256: str
    path: str | None
    verdict: Verdict
    rules: tuple[RuleOutcome, ...]
    way_to_pass: WayToPass
    minimum: Decimal | None
    minimum_of: dict[str, Decimal]

    @property
    def failed(self) -> tuple[RuleOutcome, ...]:
        """The rules that fail, in the order of the vocabulary."""
        return tuple(rule for rule in self.rules if not rule.passed)

    @property
    def passed(self) -> tuple[RuleOutcome, ...]:
        """The rules that pass, in the order of the vocabulary."""
        return tuple(rule for rule in self.rules if rule.passed)


@dataclass(frozen=True, slots=True)
class Action:
    """One row of "Do these first".

    For a closing: the score shown `before` and `after` it (when done in this order) and the `gain` between.
    `why`: `blocks` (a failing rule names the item), `lifts-checklist`, `lifts-score`, or None. `in_plan`: the
    row belongs to the cheapest way to pass. Other steps have no scores.
    """

    step: Step
    in_plan: bool
    why: Reason | None
    before: Decimal | None = None
    after: Decimal | None = None
    gain: Decimal | None = None
