"""The result: one value that holds every number any output shows.

Exact numbers are `Fraction`; *shown* numbers are `Decimal`, cut (not rounded) to one decimal place, in points of
100. A renderer prints shown numbers and never computes one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gapsheet.model.answers import Answer, AnswerSheet, Evidence
from gapsheet.model.base import Effort, LocalText, Severity
from gapsheet.model.checklist import Base, Item
from gapsheet.model.framework import Control, Framework
from gapsheet.model.redaction import Part
from gapsheet.model.verdict import Action, GateResult

if TYPE_CHECKING:
    from gapsheet.model.comparison import Comparison, NothingToCompare, Trust

State = Literal["met", "partial", "unmet", "unanswered", "not-applicable", "out-of-scope"]
STATES: tuple[State, ...] = ("met", "partial", "unmet", "unanswered", "not-applicable", "out-of-scope")

ControlState = Literal["met", "partial", "unmet", "unanswered", "not-applicable", "not-addressed"]
CONTROL_STATES: tuple[ControlState, ...] = (
    "met",
    "partial",
    "unmet",
    "unanswered",
    "not-applicable",
    "not-addressed",
)

Assurance = Literal["stated", "referenced", "checked", "contradicted"]

WEIGHTS: dict[Severity, int] = {"critical": 5, "high": 3, "medium": 2, "low": 1}
"""Weight of an item by severity (`product.md` section 1)."""

EFFORT_DAYS: dict[Effort, int] = {"small": 1, "medium": 5, "large": 20}
"""Upper bound of an effort in person-days (`product.md` section 1)."""

ENDS_SOON_DAYS = 30
"""A waiver in force that ends within this many days is announced."""


@dataclass(frozen=True, slots=True)
class EvidenceResult:
    """One piece of evidence and whether Gapsheet found it; `target` is what to show: a path or a URL.

    `present`: a regular file inside the root. `link`: a URL, not opened. `missing`: no such file; it counts
    for nothing. `path` is relative to the root, with `/`, for files only. `ref` is the name under which the answer
    refers to the sheet's own `evidence`, if it does.
    """

    evidence: Evidence
    target: str
    status: Literal["present", "link", "missing"]
    path: str | None = None
    ref: str | None = None


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
    compensating_control: str | None = None
    residual_risk: str | None = None


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
class NativeSection:
    """One section of a rubric: the sum of its items (met 1, partly met 1/2), of at most `most`."""

    id: str
    title: LocalText
    score: Decimal
    most: int


@dataclass(frozen=True, slots=True)
class NativeResult:
    """A rubric's own result: the lowest of its section sums, and the band that it lies in.

    `high` is the result if every unanswered item turned out met. All values are exact halves, shown as they are.
    """

    aggregate: Literal["min-of-sections"]
    source: LocalText
    score: Decimal
    high: Decimal
    band: LocalText
    sections: tuple[NativeSection, ...]


@dataclass(frozen=True, slots=True)
class ChecklistResult:
    """One checklist of the sheet; `items` in checklist order, items announced for a later minor left out.

    `path` is None for a built-in checklist, else relative to the root. `pinned` is the sheet's MAJOR.MINOR,
    `version` what is installed. `announced` are ids of items that a later minor than the pinned one added.
    `shadows`: the user's own checklist has the id of a built-in one, and so is not what a rule means by that id.
    `base`: what an overlay stands on. `native`: the result of a rubric that stands alone.
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
    base: Base | None = None
    native: NativeResult | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The ids under which a rule may mean it: its own, and that of the checklist that it extends."""
        own = () if self.shadows else (self.id,)
        return own if self.base is None else (*own, self.base.id)


@dataclass(frozen=True, slots=True)
class ControlResult:
    """A control of a framework with the judged items that speak to it, in the order of the sheet's checklists."""

    control: Control
    state: ControlState
    items: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """How far the answers reach on a framework; `counts` are its controls by state.

    `path` is None for a built-in one, else relative to the root. `named`: the sheet asks for it; otherwise facts made
    it relevant.
    """

    framework: Framework
    sha256: str
    path: str | None
    named: bool
    controls: tuple[ControlResult, ...]
    counts: dict[ControlState, int]

    @property
    def addressed(self) -> int:
        """How many controls some item of the sheet speaks to."""
        return len(self.controls) - self.counts["not-addressed"]


@dataclass(frozen=True, slots=True)
class FactResult:
    """One fact of the catalogue as the sheet has it; `removed` are the items that it (answered no or yes) took out."""

    id: str
    title: LocalText
    value: Literal["yes", "no", "unknown"]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything known about one sheet on one day; `gate` is None when no policy was asked.

    `sheet_path` is relative to the root. `age` is the days from `assessed` to today, None without a date.
    `waivers` are the ids of items with a waiver on a counted gap, in force first, then not yet, then expired,
    each by end date. `plan_actions` of `actions` come first and clear the gate. `standalone` are the checklists
    with a native score: no number, rule or action of the rest knows them. `frameworks` are those that facts make
    relevant or the sheet names, where they were asked for. `comparison` is with the baseline, where one was given;
    `trust` says what was taken from a trusted revision instead of the sheet; `redacted` what was taken out of it.
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
    standalone: tuple[ChecklistResult, ...] = ()
    frameworks: tuple[FrameworkResult, ...] = ()
    comparison: "Comparison | NothingToCompare | None" = None
    trust: "Trust | None" = None
    redacted: tuple[Part, ...] = ()

    def items(self) -> tuple[ItemResult, ...]:
        """Return every judged item, in the order of the sheet's checklists."""
        return tuple(item for checklist in self.checklists for item in checklist.items)

    def all_items(self) -> tuple[ItemResult, ...]:
        """Return every judged item, those of the checklists that stand alone last."""
        return (*self.items(), *(item for checklist in self.standalone for item in checklist.items))
