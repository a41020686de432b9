"""The past of one sheet: what every revision of it scored on its own day.

*Shown* numbers are `Decimal`, cut (not rounded) to one decimal place, in points of 100.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gapsheet.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """One revision (or one saved result), judged by the policy it names on its own day, `date`.

    `commit` is the full object name, None for a saved result; `path` is where the sheet lay then, relative to the
    root. `problem`: it could not be judged (`broken`: `mistakes` errors in it; `gone`: the file was removed here;
    `unreadable`: no sheet at all, too large, or not a saved result). `change` is the shown score minus that of the
    point before, None where the two are not comparable. `blockers` are open critical and high items. `checklists`
    are its pins, such as `security@1.0`; `new_checklists` tells that they, or their items, differ from the point
    before, so that no line may join the two.
    """

    commit: str | None
    path: str
    date: date
    score: Decimal | None
    change: Decimal | None
    verdict: Verdict | None
    policy: str | None
    open: int | None
    blockers: int | None
    answered: int | None
    in_scope: int | None
    checklists: tuple[str, ...]
    new_checklists: bool
    problem: Literal["broken", "gone", "unreadable"] | None = None
    mistakes: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """The past of a sheet, newest first. `shallow`: the clone is shallow, so older revisions may exist elsewhere.

    `source` is the sheet's path relative to the root, or the folder of saved results; `skipped` are the files of such
    a folder that are none. `system` is the newest name. `later` counts revisions that
    were left out because they came after `as_of`. All of these are safe to show.
    """

    source: str
    system: str
    as_of: date
    gapsheet: str
    points: tuple[Point, ...]
    shallow: bool = False
    skipped: tuple[str, ...] = ()
    later: int = 0
