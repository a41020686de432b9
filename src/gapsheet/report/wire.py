"""The models of `gapsheet/result/v1`: what `gapsheet schema result` describes. Loaded for that alone."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gapsheet.model.answers import Subject
from gapsheet.model.assessment import Assurance, ControlState, State
from gapsheet.model.base import Effort, FactValue, Severity
from gapsheet.model.record import Method
from gapsheet.model.redaction import Part
from gapsheet.model.verdict import RuleName, Verdict
from gapsheet.report.wire_audit import AuditRecord
from gapsheet.report.wire_base import Count, Day, Digest, Points, RuleValue, Wire
from gapsheet.report.wire_diff import Comparison, NothingToCompare


class Sheet(Wire):
    """The answer sheet that was judged; `path` is relative to the root."""

    path: str
    sha256: Digest


class Split(Wire):
    """100 points by what became of them; the first three add up to the score, all to 100."""

    checked: Points
    referenced: Points
    stated: Points
    unanswered: Points
    accepted: Points
    gap: Points


class Counts(Wire):
    """Items by state; `waived` and `contradicted` are properties on top of the first six."""

    met: Count
    partial: Count
    unmet: Count
    unanswered: Count
    not_applicable: Count
    out_of_scope: Count
    waived: Count
    contradicted: Count


class Progress(Wire):
    """Answers among the items in scope, gaps, gaps without a waiver in force, and claims with evidence."""

    answered: Count
    in_scope: Count
    gaps: Count
    open: Count
    claims: Count
    claims_with_evidence: Count


class Waiver(Wire):
    """An accepted gap; `days_left` is negative when it has ended."""

    reason: str
    by: str
    granted: Day
    until: Day
    state: Literal["in-force", "not-yet", "expired", "no-effect"]
    days_left: int
    compensating_control: str | None
    residual_risk: str | None


class Evidence(Wire):
    """A file (relative to the root) or a link, which is not opened; `ref` is its name in the sheet's `evidence`."""

    file: str | None
    url: str | None
    ref: str | None
    status: Literal["present", "missing", "link"]
    title: str | None
    date: Day | None
    sha256: Digest | None
    collected_by: str | None
    source_system: str | None
    retain_until: Day | None


class Review(Wire):
    """A second look at an answer; a `result` that is an answer word is the reviewer's own answer."""

    by: str | None
    at: Day | None
    result: str | None


class Item(Wire):
    """One item; `worth` is the points that closing it adds to the overall score."""

    id: str
    section: str
    severity: Severity
    effort: Effort
    weight: Literal[1, 2, 3, 5]
    state: State
    credit: Literal[0, 1] | Annotated[float, Field(ge=0.5, le=0.5)]
    assurance: Assurance | None
    worth: Points
    waived: bool
    owner: str | None
    due: Day | None
    note: str | None
    reason: str | None
    by: str | None
    at: Day | None
    method: list[Method]
    population: str | None
    sample: str | None
    exceptions: str | None
    reviewed: Review | None
    waiver: Waiver | None
    evidence: list[Evidence]
    out_of_scope_because: list[str]
    line: Annotated[int, Field(ge=1)] | None


class Scored(Wire):
    """The numbers of a set of items; null where nothing is counted."""

    score: Points | None
    range: Annotated[list[Points], Field(min_length=2, max_length=2)] | None
    split: Split | None
    counts: Counts
    progress: Progress


class Dropped(Wire):
    """An item of the base that an overlay drops, and why."""

    item: str
    reason: str


class Base(Wire):
    """The built-in checklist that an overlay extends, at its pinned MAJOR.MINOR."""

    id: str
    pinned: str
    dropped: list[Dropped]
    overridden: list[str]


class Listed(Wire):
    """A checklist of the sheet; `announced` items came with a later minor version and are not judged."""

    id: str
    version: str
    pinned: str
    path: str | None
    sha256: Digest
    extends: Base | None
    announced: list[str]
    items: list[Item]


class Checklist(Scored, Listed):
    """A checklist that counts."""


Halves = Annotated[float, Field(ge=0, multiple_of=0.5)]


class NativeSection(Wire):
    """The sum of a section's items: met 1, partly met 1/2, of at most `most`."""

    id: str
    score: Halves
    most: Count


class NativeScore(Wire):
    """A rubric's own result: the lowest of its section sums, and what that means; `range` as for the score."""

    aggregate: Literal["min-of-sections"]
    source: str
    score: Halves
    range: Annotated[list[Halves], Field(min_length=2, max_length=2)]
    band: str
    sections: list[NativeSection]


class Standalone(Listed):
    """A checklist with a native score; it takes no part in the score, the gate or the actions."""

    counts: Counts
    progress: Progress
    native_score: NativeScore


class Control(Wire):
    """A control that some item of the sheet speaks to, and the state of those items together."""

    id: str
    state: ControlState
    items: list[str]


class ControlCounts(Wire):
    """Controls by state; `not_addressed` ones have no item in the sheet's checklists, which is no gap of the team."""

    met: Count
    partial: Count
    unmet: Count
    unanswered: Count
    not_applicable: Count
    not_addressed: Count


class Framework(Wire):
    """How far the answers reach on a framework; `named` by the sheet, otherwise made relevant by facts.

    `controls` leaves out those that are not addressed.
    """

    id: str
    version: str
    path: str | None
    sha256: Digest
    named: bool
    counts: ControlCounts
    controls: list[Control]


class Step(Wire):
    """One step towards passing."""

    action: Literal["close", "answer", "add-evidence", "shorten-waiver", "reassess", "add-checklist"]
    item: str | None = None
    checklist: str | None = None
    effort: Effort | None = None


class Action(Step):
    """A row of "Do these first" with the scores before and after it."""

    in_plan: bool
    why: Literal["blocks", "lifts-checklist", "lifts-score"] | None
    before: Points | None
    after: Points | None
    gain: Points | None


class WayToPass(Wire):
    """The cheapest way to pass; `effort_days` in person-days."""

    reachable: bool
    exact: bool
    effort_days: Count
    steps: list[Step]
    blocked_by: list[RuleName]


class PolicyRef(Wire):
    """The policy that was applied; `path` is null for a built-in one."""

    id: str
    sha256: Digest
    path: str | None


class Rule(Wire):
    """What one rule expected and found; `next` says what to do when it failed."""

    rule: RuleName
    passed: bool
    expected: RuleValue
    actual: RuleValue
    items: list[str]
    next: str | None


class Gate(Wire):
    """A policy applied."""

    policy: PolicyRef
    verdict: Verdict
    rules: list[Rule]
    way_to_pass: WayToPass


class Ignored(Wire):
    """Something that the change says and that did not count; `old` is what the trusted revision says."""

    what: Literal[
        "waiver",
        "not-applicable",
        "fact",
        "checklists",
        "checklist-file",
        "framework-file",
        "policy",
        "policy-file",
        "key",
    ]
    name: str
    why: Literal["new", "longer", "later", "differs", "missing"]
    old: str | None
    new: str | None


class Trust(Wire):
    """What was judged by a trusted revision; `sheet` is false where that has none."""

    revision: str
    commit: str
    sheet: bool
    ignored: list[Ignored]


class Result(Scored):
    """The result of `gapsheet score`, `gate` and `report --format json`; `redacted` is what `--redact` took out."""

    schema_: Literal["gapsheet/result/v1"] = Field(alias="schema")
    gapsheet: str
    system: str
    as_of: Day
    assessed: Day | None
    assessor: str | None
    subject: Subject
    sheet: Sheet
    facts: dict[str, FactValue]
    checklists: list[Checklist]
    standalone: list[Standalone]
    frameworks: list[Framework]
    actions: list[Action]
    gate: Gate | None
    comparison: Comparison | NothingToCompare | None
    trust: Trust | None
    redacted: list[Part]
    audit: AuditRecord | None


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `gapsheet/result/v1`."""
    schema = Result.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gapsheet/result/v1"}
