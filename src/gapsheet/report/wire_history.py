"""The models of `gapsheet/history/v1`: what `gapsheet schema history` describes. Loaded for that alone."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gapsheet.model.verdict import Verdict
from gapsheet.report.wire_base import Count, Day, Points, Wire

Change = Annotated[float, Field(ge=-100, le=100, description="Points, shown minus shown before.")]


class Point(Wire):
    """One revision, judged on its own day; `commit` is null for a saved result.

    `problem` says why there is nothing to judge: `broken` (`mistakes` errors in the sheet), `gone` (the sheet was
    removed here), `unreadable`. `new_checklists`: the checklists or their items differ from the point before, so the
    scores do not compare.
    """

    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")] | None
    path: str
    date: Day
    score: Points | None
    change: Change | None
    verdict: Verdict | None
    policy: str | None
    open: Count | None
    blockers: Count | None
    answered: Count | None
    in_scope: Count | None
    checklists: list[str]
    new_checklists: bool
    problem: Literal["broken", "gone", "unreadable"] | None
    mistakes: Count


class History(Wire):
    """The result of `gapsheet history --format json`: every point, newest first.

    `source` is the sheet's path relative to the root, or the folder of saved results. `shallow`: the clone has only
    the newest part of the history. `skipped` are files of the folder that are no saved results.
    """

    schema_: Literal["gapsheet/history/v1"] = Field(alias="schema")
    gapsheet: str
    system: str
    source: str
    as_of: Day
    shallow: bool
    later: Count
    skipped: list[str]
    points: list[Point]


def history_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `gapsheet/history/v1`."""
    schema = History.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gapsheet/history/v1"}
