"""The record of an assessment for a reader outside: criteria, findings, evidence register, exceptions, actions.

Every number that an audit report prints is a field here or of the `Assessment` that it is made from.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from gapsheet.model.answers import AnswerWord, Evidence
from gapsheet.model.assessment import Assessment, ItemResult, State
from gapsheet.model.base import LocalText
from gapsheet.model.record import Method
from gapsheet.model.redaction import Part
from gapsheet.model.verdict import RuleOutcome

CriterionState = Literal["fulfilled", "fulfilled-with-exceptions", "not-determinable", "not-fulfilled"]
CRITERION_STATES: tuple[CriterionState, ...] = get_args(CriterionState)

Grade = Literal["major", "minor", "observation"]
GRADES: tuple[Grade, ...] = get_args(Grade)

Response = Literal["accepted", "planned", "partly-planned", "none"]
"""What the team says to a finding: the risk is accepted; an owner and a day are named; one of the two; neither."""

Basis = Literal["operating", "design-only"]
"""Whether a claim says that a control worked over the sheet's period, or only that it is set up."""

Dating = Literal["today", "past", "future"]
"""How the day of the report lies to the day on which it was written."""

Applicability = Literal["applies", "not-applicable", "out-of-scope", "dropped", "later"]

STALE_DAYS = 365
"""Evidence is stale when its date lies more than this many days before the day of the report."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule of the policy in auditors' words.

    `fulfilled`: it passes, also with every waiver removed. `fulfilled-with-exceptions`: it passes with the waivers.
    `not-determinable`: it fails, and would pass if every unanswered item turned out met with evidence; or nothing is
    counted. `not-fulfilled`: it fails whatever the unanswered items are.
    """

    outcome: RuleOutcome
    state: CriterionState


@dataclass(frozen=True, slots=True)
class Conclusion:
    """All criteria together, as bad as the worst of them: not fulfilled, not determinable, with exceptions, fulfilled.

    `fulfilled` of `total` criteria are fulfilled, with exceptions or without; `counts` has them by state. Without a
    policy there are no criteria, and nothing can be determined.
    """

    state: CriterionState
    criteria: tuple[Criterion, ...]
    fulfilled: int
    total: int
    counts: dict[CriterionState, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader must know before relying on the conclusion, as counts.

    `claims` are the items with credit; of them `without_evidence` are only stated, `design_only` are not shown to
    operate over a period, `without_method` do not say how they were established, `not_reviewed` had no second look by
    another person. `sampled` answers rest on a sample. Of the `evidence` pieces, `missing` were not found, `changed`
    have another digest than the sheet says, `stale` are older than `STALE_DAYS`, `undated` have no date, `not_opened`
    are links.
    """

    unanswered: int
    claims: int
    without_evidence: int
    design_only: int
    without_method: int
    not_reviewed: int
    sampled: int
    evidence: int
    missing: int
    changed: int
    stale: int
    undated: int
    not_opened: int


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence of the register, and the items that name it, in the order of the checklists.

    `number` is like E-01, by first mention; `name` that of the sheet's own `evidence`, None for a piece of one answer.
    `path` is relative to the root. `size` in bytes and `sha256` are those of the file as it lies there, None for a
    link or a file that is not there; `changed`: the sheet gives another digest. `age` in days from the evidence's date
    to the day of the report, None without a date, negative when dated later.
    """

    number: str
    evidence: Evidence
    name: str | None
    status: Literal["present", "link", "missing"]
    target: str
    path: str | None
    sha256: str | None
    size: int | None
    changed: bool
    age: int | None
    stale: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One item that is unmet, partly met or contradicted by its evidence; `number` like F-01, in checklist order.

    The grade: critical or high unmet, critical partial and contradicted are major; high partial, medium unmet or
    partial and low unmet are minor; low partial is an observation. A waiver never lowers it. `evidence` are numbers of
    the register.
    """

    number: str
    item: ItemResult
    grade: Grade
    evidence: tuple[str, ...]
    response: Response
    overdue: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reviewer who came to another answer than the sheet gives."""

    item: str
    answer: State
    reviewer: str | None
    at: date | None
    own: AnswerWord


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """How one item's answer was established; `by` and `at` default to the sheet's, None where neither says.

    `basis` is None where nothing is claimed. `self_reviewed`: the reviewer is the one who answered.
    """

    item: ItemResult
    evidence: tuple[str, ...]
    finding: str | None
    basis: Basis | None
    by: str | None
    at: date | None
    self_reviewed: bool


@dataclass(frozen=True, slots=True)
class Applicable:
    """One row of the statement of applicability: whether an item applies to this system, and why it does not.

    `statement` is None for an item that a later minor version added. `facts` settled that it is out of scope;
    `reason` is the sheet's for n/a, `dropped` an overlay's for an item that it drops. `condition` are the facts on
    which one that applies depends: none of them rules it out.
    """

    id: str
    statement: LocalText | None
    applicability: Applicability
    facts: tuple[str, ...] = ()
    reason: str | None = None
    dropped: LocalText | None = None
    condition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the strip: its first day, and where it starts and how wide it is, in percent of the width."""

    first: date
    start: Decimal
    width: Decimal


@dataclass(frozen=True, slots=True)
class Tick:
    """One day of the strip on which findings are due; `at` in percent of the width."""

    day: date
    at: Decimal
    findings: tuple[str, ...]
    overdue: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The months of the action plan; `today` is the day of the report, in percent of the width.

    Findings due `before` its first or `beyond` its last month are named apart.
    """

    months: tuple[Month, ...]
    ticks: tuple[Tick, ...]
    today: Decimal
    before: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Where in git the sheet was read: the commit checked out (full name) and its day (UTC).

    `clean`: no tracked file of the work tree differs from it. `changed` are the files that this report was made from
    and that are not in the commit as they were read, relative to the root.
    """

    commit: str
    date: date
    clean: bool
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole record of one assessment.

    `revision` is None outside of git. `findings`, `not_assessed` (unanswered items), `waived` (a waiver stands on a
    counted gap, in force or not), `not_applicable`, `out_of_scope` and `contradicted` are in checklist order, the last
    five as item ids. `applicability` is by checklist id. `without_due` are numbers of findings without a date;
    `methods` counts the answers that were established by each method (an answer may have several), `no_method` those
    that name none. `same_person` are the names under which one person both prepared and approved. `dating` says how
    the day of the report lies to the day of writing. `reproduce` is the command that gives this report again.
    """

    assessment: Assessment
    revision: Revision | None
    conclusion: Conclusion
    limits: Limits
    findings: tuple[Finding, ...]
    grades: dict[Grade, int]
    not_assessed: tuple[str, ...]
    evidence: tuple[EvidenceEntry, ...]
    matrix: tuple[MatrixRow, ...]
    waived: tuple[str, ...]
    not_applicable: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    contradicted: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    applicability: tuple[tuple[str, tuple[Applicable, ...]], ...]
    strip: Strip | None
    without_due: tuple[str, ...]
    methods: dict[Method, int]
    no_method: int
    same_person: tuple[str, ...]
    dating: Dating
    reproduce: str

    @property
    def redacted(self) -> tuple[Part, ...]:
        """What was taken out of the sheet before it was judged."""
        return self.assessment.redacted
