"""The result: one value that holds every number any output shows.

Exact numbers are `Fraction`; *shown* numbers are `Decimal`, cut (not rounded) to one decimal place, in points of
100. A renderer prints shown numbers and never computes one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from gapsheet.model.answers import Answer, AnswerSheet, Evidence
from gapsheet.model.base import Effort, LocalText, Severity
from gapsheet.model.checklist import Item

State = Literal["met", "partial", "unmet", "unanswered", "not-applicable", "out-of-scope"]
STATES: tuple[State, ...] = ("met", "partial", "unmet", "unanswered", "not-applicable", "out-of-scope")

Assurance = Literal["stated", "referenced", "checked", "contradicted"]

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
]

Value = int | Decimal | None | tuple[str, ...] | dict[str, int | Decimal | None]
"""What a rule expects or finds: a number (None: nothing to measure), ids, or a mapping; never prose."""

WEIGHTS: dict[Severity, int] = {"critical": 5, "high": 3, "medium": 2, "low": 1}
"""Weight of an item by severity (`product.md` section 1)."""

EFFORT_DAYS: dict[Effort, int] = {"small": 1, "medium": 5, "large": 20}
"""Upper bound of an effort in person-days (`product.md` section 1)."""

Reason = Literal["blocks", "lifts-checklist", "lifts-score"]
"""Why an action stands where it does: what it holds up."""

ENDS_SOON_DAYS = 30
"""A waiver in force that ends within this many days is announced."""


@dataclass(frozen=True, slots=True)
class EvidenceResult:
    """One piece of evidence and whether Gapsheet found it; `target` is what to show: a path or a URL.

    `present`: a regular file inside the root. `link`: a URL, not opened. `missing`: no such file; it counts
    for nothing. `path` is relative to the root, with `/`, for files only.
    """

    evidence: Evidence
    target: str
    status: Literal["present", "link", "missing"]
    path: str | None = None


@dataclass(frozen=True, slots=True)
class WaiverResult:
    """A waiver on the day of the assessment.

    `in-force`: it accepts the gap today. `not-yet`: granted later than today. `expired`: past its last day.
    `no-effect`: the answer is not unmet or partial, the item is out of scope, or its evidence contradicts it.
    `days` is from `granted` to `until`; `days_left` from today to `until`, negative when past.
    """

    reason: str
    by: str
    granted: date
    until: date
    state: Literal["in-force", "not-yet", "expired", "no-effect"]
    days: int
    days_left: int
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item with what is said of it and what that is worth.

    `credit` is 1, 1/2 or 0; `half_points` is 2 * weight * credit, a whole number, so that sums stay whole;
    `worth` is the points of the overall score that closing it adds (0 for an item
    that does not count). `assurance` is None where nothing is claimed (unanswered, n/a, out of scope).
    `waived`: a waiver in force stands on it. `open`: it applies, is not met (or is contradicted) and is not
    waived. `gap`: it applies and is not met, waived or not. `due_in` is in days, negative when overdue.
    `line` is the line of the sheet that answers it. `scope_facts` are the facts that took it out of scope.
    """

    item: Item
    checklist: str
    section: str
    severity: Severity
    weight: int
    effort: Effort
    state: State
    credit: Fraction
    half_points: int
    assurance: Assurance | None
    worth: Fraction
    worth_shown: Decimal
    answer: Answer | None
    evidence: tuple[EvidenceResult, ...]
    waiver: WaiverResult | None
    waived: bool
    open: bool
    gap: bool
    due_in: int | None
    line: int | None
    scope_facts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def counted(self) -> bool:
        """Whether the item takes part in the score."""
        return self.state not in ("not-applicable", "out-of-scope")

    @property
    def missing(self) -> int:
        """What closing the item would add, in half points of weight; 0 where it does not count."""
        return 2 * self.weight - self.half_points if self.counted else 0


@dataclass(frozen=True, slots=True)
class Split:
    """100 points by what became of them; the shown parts sum to exactly 100."""

    checked: Decimal
    referenced: Decimal
    stated: Decimal
    unanswered: Decimal
    accepted: Decimal
    gap: Decimal


@dataclass(frozen=True, slots=True)
class Counts:
    """Items by state (the first six partition them); waived and contradicted are properties on top.

    `waived_unmet` and `waived_partial` split `waived` by the state below. `gaps` = partial + unmet +
    unanswered (contradicted ones included); `open` = gaps not under a waiver in force. `answered` counts the
    answers among the items in scope (n/a included), `in_scope` those items. `claims` are items with credit,
    `claims_with_evidence` those of them that are referenced or checked.
    """

    met: int
    partial: int
    unmet: int
    unanswered: int
    not_applicable: int
    out_of_scope: int
    waived: int
    contradicted: int
    waived_unmet: int
    waived_partial: int
    gaps: int
    open: int
    answered: int
    in_scope: int
    claims: int
    claims_with_evidence: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The score of a set of items: exact and shown; all None when nothing is counted.

    `weight` is the sum of the weights that count, `earned` the weighted credit; score = 100 * earned / weight.
    `low` and `high` are the shown range: the score, and the score if every unanswered item turned out met.
    """

    exact: Fraction | None
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    split: Split | None
    counts: Counts
    weight: int
    earned: Fraction


@dataclass(frozen=True, slots=True)
class ChecklistResult:
    """One checklist of the sheet; `items` in checklist order, items announced for a later minor left out.

    `path` is None for a built-in checklist, else relative to the root. `pinned` is the sheet's MAJOR.MINOR,
    `version` what is installed. `announced` are ids of items that a later minor than the pinned one added.
    `shadows`: the user's own checklist has the id of a built-in one, and so is not what a rule means by that id.
    """

    id: str
    version: str
    pinned: str
    prefix: str
    title: LocalText
    sha256: str
    path: str | None
    sections: tuple[tuple[str, LocalText], ...]
    numbers: Numbers
    items: tuple[ItemResult, ...]
    announced: tuple[str, ...]
    shadows: bool = False


@dataclass(frozen=True, slots=True)
class FactResult:
    """One fact of the catalogue as the sheet has it; `removed` are the items that it (answered no or yes) took out."""

    id: str
    title: LocalText
    value: Literal["yes", "no", "unknown"]
    removed: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything known about one sheet on one day; `gate` is None when no policy was asked.

    `sheet_path` is relative to the root. `age` is the days from `assessed` to today, None without a date.
    `waivers` are the ids of items with a waiver on a counted gap, in force first, then not yet, then expired,
    each by end date. `plan_actions` of `actions` come first and clear the gate.
    """

    as_of: date
    gapsheet: str
    sheet: AnswerSheet
    sheet_path: str
    sheet_sha256: str
    age: int | None
    numbers: Numbers
    checklists: tuple[ChecklistResult, ...]
    facts: tuple[FactResult, ...]
    waivers: tuple[str, ...]
    actions: tuple[Action, ...]
    gate: GateResult | None

    def items(self) -> tuple[ItemResult, ...]:
        """Return every judged item, in the order of the sheet's checklists."""
        return tuple(item for checklist in self.checklists for item in checklist.items)
