"""The models of the part `audit` of `gapsheet/result/v1`: the record that an audit report shows."""

from typing import Annotated, Literal

from pydantic import Field

from gapsheet.model.answers import AnswerWord
from gapsheet.model.assessment import State
from gapsheet.model.audit import Applicability, Basis, CriterionState, Dating, Grade, Response
from gapsheet.model.record import Independence, SignoffRole
from gapsheet.model.verdict import RuleName
from gapsheet.report.wire_base import Count, Day, Digest, Wire

Percent = Annotated[float, Field(ge=0, le=100)]


class Period(Wire):
    """The days over which controls were seen to operate, both included."""

    from_: Day = Field(alias="from")
    to: Day


class Scope(Wire):
    """What the assessment covers."""

    text: str | None
    in_: list[str] = Field(alias="in")
    out: list[str]


class Statement(Wire):
    """What management says of the sheet."""

    text: str | None
    name: str | None
    role: str | None
    date: Day | None


class Signoff(Wire):
    """Who prepared, reviewed or approved the assessment."""

    role: SignoffRole
    name: str | None
    at: Day | None


class Revision(Wire):
    """The commit checked out; `changed` are the files of the report that are not in it as they were read."""

    commit: str
    date: Day
    clean: bool
    changed: list[str]


class CriterionCounts(Wire):
    """Criteria by state."""

    fulfilled: Count
    fulfilled_with_exceptions: Count
    not_determinable: Count
    not_fulfilled: Count


class Criterion(Wire):
    """One rule of the policy, in auditors' words."""

    rule: RuleName
    state: CriterionState


class Conclusion(Wire):
    """All criteria together; `fulfilled` of `total` are fulfilled, with exceptions or without."""

    state: CriterionState
    fulfilled: Count
    total: Count
    counts: CriterionCounts
    criteria: list[Criterion]


class Limits(Wire):
    """Counts of what a reader must know before relying on the conclusion."""

    unanswered: Count
    claims: Count
    without_evidence: Count
    design_only: Count
    without_method: Count
    not_reviewed: Count
    sampled: Count
    evidence: Count
    missing: Count
    changed: Count
    stale: Count
    undated: Count
    not_opened: Count


class Finding(Wire):
    """One item that is unmet, partly met or contradicted; `due_in` in days, negative when past."""

    number: str
    item: str
    grade: Grade
    evidence: list[str]
    response: Response
    owner: str | None
    due: Day | None
    due_in: int | None
    overdue: bool


class Grades(Wire):
    """Findings by grade."""

    major: Count
    minor: Count
    observation: Count


class Opinion(Wire):
    """A reviewer who came to another answer than the sheet gives."""

    item: str
    answer: State
    reviewer: str | None
    at: Day | None
    own: AnswerWord


class Exceptions(Wire):
    """Items that the score treats differently, by what sets them apart, and diverging opinions."""

    waived: list[str]
    not_applicable: list[str]
    out_of_scope: list[str]
    contradicted: list[str]
    opinions: list[Opinion]


class Row(Wire):
    """How one item's answer was established; `basis` is null where nothing is claimed."""

    item: str
    evidence: list[str]
    finding: str | None
    basis: Basis | None
    by: str | None
    at: Day | None
    self_reviewed: bool


class Month(Wire):
    """A month of the strip, in percent of its width."""

    first: Day
    start: Percent
    width: Percent


class Tick(Wire):
    """A day on which findings are due, in percent of the width of the strip."""

    day: Day
    at: Percent
    findings: list[str]
    overdue: bool


class Plan(Wire):
    """The strip of months; findings due before or beyond it are named apart."""

    months: list[Month]
    ticks: list[Tick]
    today: Percent
    before: list[str]
    beyond: list[str]


class EvidenceEntry(Wire):
    """One piece of the evidence register; `sha256` and `size` (bytes) are those of the file as it lies there.

    `age` is in days, negative for a date after the day of the report. `changed`: the sheet gives another digest.
    """

    number: str
    name: str | None
    status: Literal["present", "link", "missing"]
    file: str | None
    url: str | None
    title: str | None
    date: Day | None
    age: int | None
    stale: bool
    sha256: Digest | None
    size: Count | None
    sha256_in_sheet: Digest | None
    changed: bool
    collected_by: str | None
    source_system: str | None
    retain_until: Day | None
    items: list[str]


class Applicable(Wire):
    """Whether an item applies to this system, and why it does not; `condition` are facts that do not rule it out."""

    item: str
    applicability: Applicability
    facts: list[str]
    condition: list[str]
    reason: str | None


class Methods(Wire):
    """Answers by how they were established; one answer may count under several."""

    interview: Count
    document: Count
    observation: Count
    test: Count


class Scoring(Wire):
    """The weight earned, of the weight that counts: their quotient is the score."""

    earned: Annotated[float, Field(ge=0)]
    weight: Count


class AuditRecord(Wire):
    """What an audit report shows besides the result; texts are as the sheet has them.

    `age` is the days from `assessed` to the day of the report, null without a date.
    """

    organisation: str | None
    classification: str | None
    distribution: str | None
    independence: Independence | None
    participants: list[str]
    assumptions: list[str]
    period: Period | None
    scope: Scope | None
    statement: Statement | None
    signoff: list[Signoff]
    prepared_and_approved_by_same_person: list[str]
    revision: Revision | None
    dating: Dating
    age: int | None
    scoring: Scoring
    conclusion: Conclusion
    limits: Limits
    findings: list[Finding]
    grades: Grades
    not_assessed: list[str]
    exceptions: Exceptions
    matrix: list[Row]
    plan: Plan | None
    without_due: list[str]
    evidence: list[EvidenceEntry]
    applicability: dict[str, list[Applicable]]
    methods: Methods
    no_method: Count
    reproduce: str
