"""The models of `gapsheet/diff/v1`: what `gapsheet schema diff` describes. Loaded for that alone."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gapsheet.model.assessment import State
from gapsheet.model.base import Severity
from gapsheet.model.comparison import Kind
from gapsheet.model.verdict import Verdict
from gapsheet.report.wire_base import Count, Day, Points, Wire

Difference = Annotated[
    float, Field(ge=-100, le=100, description="New minus old, in points, each cut to one decimal before.")
]
Place = Annotated[int, Field(ge=1)]


class DiffSide(Wire):
    """One side: what the user named, its commit and day, its own score and verdict, and how many gaps are open."""

    source: str
    system: str
    commit: str | None
    date: Day | None
    score: Points | None
    verdict: Verdict | None
    policy: str | None
    open: Count


class DiffChange(Wire):
    """An item that changed; `effect` is what it did to the overall score. Effects add up from one score to the other.

    `old` or `new` is null where only the other side judges the item. `line` is that of the new sheet.
    """

    id: str
    checklist: str
    severity: Severity
    kind: Kind
    old: State | None
    new: State | None
    effect: Difference | None
    line: Place | None


class DiffStep(Wire):
    """All changes of one kind together, in the order in which they are applied to the old score."""

    kind: Kind
    items: Place
    effect: Difference | None
    before: Points | None
    after: Points | None


class DiffMoved(Wire):
    """Something else about an item whose credit stayed: a handle, a day, an assurance or a state, null for nothing.

    `times` counts how often a due date moved, null where that is not known.
    """

    id: str
    what: Literal["owner", "due", "assurance", "answer"]
    old: str | None
    new: str | None
    times: Count | None


class DiffWaiver(Wire):
    """What became of a waiver, and its last day."""

    id: str
    what: Literal["granted", "extended", "shortened", "expired", "closed", "withdrawn"]
    until: Day


class DiffChecklist(Wire):
    """A checklist then and now; `change` is null unless both sides pin one major version and have a score."""

    id: str
    old_pinned: str | None
    new_pinned: str | None
    old: Points | None
    new: Points | None
    change: Difference | None


class Comparison(Wire):
    """Two assessments side by side.

    Where they are not like for like, `old_score`, `new_score` and `change` are over the `shared` items alone, by the
    weights of the new side. `worse` items went down, were set aside, or are gone. `unchanged` counts shared items.
    """

    old: DiffSide
    new: DiffSide
    like_for_like: bool
    shared: Count
    old_score: Points | None
    new_score: Points | None
    change: Difference | None
    changes: list[DiffChange]
    worse: list[str]
    bridge: list[DiffStep]
    moved: list[DiffMoved]
    waivers: list[DiffWaiver]
    checklists: list[DiffChecklist]
    unchanged: Count


class NothingToCompare(Wire):
    """A baseline that has no such file yet at that commit."""

    source: str
    commit: str


class Diff(Comparison):
    """The result of `gapsheet diff --format json`."""

    schema_: Literal["gapsheet/diff/v1"] = Field(alias="schema")


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `gapsheet/diff/v1`."""
    schema = Diff.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gapsheet/diff/v1"}
