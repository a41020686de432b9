"""Two assessments side by side: what slipped, what improved, and what each change did to the score.

*Shown* numbers are `Decimal`, cut (not rounded) to one decimal place, in points of 100; a shown change is the new
shown number minus the old shown one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from gapsheet.model.assessment import Assurance, State
from gapsheet.model.base import LocalText, Severity
from gapsheet.model.verdict import Verdict
from gapsheet.words import Lang

WaiverState = Literal["in-force", "not-yet", "expired", "no-effect"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One item as one assessment has it: all that two assessments are compared by.

    `credit` is 1, 1/2 or 0. `statement` and `line` are None where only a saved result is known. `evidence` is how
    many pieces of evidence were found (present, or a link).
    """

    id: str
    checklist: str
    severity: Severity
    weight: int
    state: State
    credit: Fraction
    assurance: Assurance | None
    waived: bool
    open: bool
    owner: str | None = None
    due: date | None = None
    waiver: tuple[WaiverState, date] | None = None
    evidence: int = 0
    statement: LocalText | None = None
    line: int | None = None

    @property
    def counted(self) -> bool:
        """Whether the item takes part in the score."""
        return self.state not in ("not-applicable", "out-of-scope")


@dataclass(frozen=True, slots=True)
class SnapshotChecklist:
    """One checklist of a snapshot: `version` as it was installed, `pinned` as the sheet says, its score shown."""

    id: str
    version: str
    pinned: str
    score: Decimal | None
    title: LocalText | None = None
    own: bool = False
    """Whether it is the user's own, named by a path, and not one that comes with Gapsheet."""

    @property
    def major(self) -> str:
        """The major version pinned; a score is never compared across it."""
        return self.pinned.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One assessment, reduced to what can be compared; made from a sheet or from a saved result.

    `source` is what the user named, such as `main:gapsheet.yaml`; `commit` the full object name where it is a
    revision. `date` is the day that it speaks of. `system` is text from a sheet, never safe to show unescaped. `lang`
    is the language that the sheet asks for, None where only a result is known.
    """

    source: str
    commit: str | None
    date: date | None
    score: Decimal | None
    verdict: Verdict | None
    policy: str | None
    open: int
    checklists: tuple[SnapshotChecklist, ...]
    marks: tuple[Mark, ...]
    system: str = ""
    lang: Lang | None = None


Kind = Literal["slipped", "improved", "set-aside", "taken-up", "new", "removed", "reweighted"]
KINDS: tuple[Kind, ...] = ("slipped", "improved", "set-aside", "taken-up", "new", "removed", "reweighted")
"""What can become of an item, in the order in which changes are applied to the score and listed.

slipped, improved: its credit fell or rose while it counted. set-aside: it became n/a or fell out of scope.
taken-up: it was set aside and counts now. new, removed: only the new, or only the old, assessment judges it.
reweighted: the same answer under another severity.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One item that changed; `effect` is what it did to the overall score, in points shown.

    Effects are differences of the running score when changes are applied one by one in the order of `KINDS`, most
    severe first, then by id; so they add up exactly from the old score to the new. None where no score was there
    before or after the step.
    """

    id: str
    checklist: str
    severity: Severity
    kind: Kind
    old: State | None
    new: State | None
    effect: Decimal | None
    statement: LocalText | None
    line: int | None


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """All changes of one kind: how many, and what they did to the score shown `before` them."""

    kind: Kind
    items: int
    effect: Decimal | None
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Something else about an item whose credit stayed: whose it is, when it is due, what backs it, or its word.

    `old` and `new` are handles, ISO dates, assurances or states, None for nothing; `times` counts how often a due
    date moved in the history of the sheet, this time included (None: not known).
    """

    id: str
    what: Literal["owner", "due", "assurance", "answer"]
    old: str | None
    new: str | None
    statement: LocalText | None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class WaiverChange:
    """A waiver that is new (`granted`), ends later (`extended`) or earlier (`shortened`) than before, ran out
    (`expired`), went because the gap was closed (`closed`), or went while the gap stands (`withdrawn`).
    """

    id: str
    what: Literal["granted", "extended", "shortened", "expired", "closed", "withdrawn"]
    until: date
    statement: LocalText | None


@dataclass(frozen=True, slots=True)
class ChecklistChange:
    """One checklist then and now; `change` is None unless it has the same major version and both scores."""

    id: str
    title: LocalText | None
    old_pinned: str | None
    new_pinned: str | None
    old: Decimal | None
    new: Decimal | None
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from `old` to `new`.

    `like_for_like`: both judge the same items by the same weights. Otherwise only the items that both judge are
    compared (`shared` of them): `old_score` and `new_score` are then over those, today's weights on both sides.
    `change` is new_score - old_score, None where one of them is. `worse` are the ids of items that went down in
    credit, became n/a, fell out of scope or are gone, most severe first, then by id. `bridge` leads from the score
    of the old snapshot to that of the new, whatever is shared. `unchanged` counts the shared items without a change.
    """

    old: Snapshot
    new: Snapshot
    like_for_like: bool
    shared: int
    old_score: Decimal | None
    new_score: Decimal | None
    change: Decimal | None
    changes: tuple[Change, ...]
    worse: tuple[str, ...]
    bridge: tuple[BridgeStep, ...]
    moved: tuple[Moved, ...]
    waivers: tuple[WaiverChange, ...]
    checklists: tuple[ChecklistChange, ...]
    unchanged: int

    def of_kind(self, *kinds: Kind) -> tuple[Change, ...]:
        """Return the changes of these kinds, in their order."""
        return tuple(change for change in self.changes if change.kind in kinds)


@dataclass(frozen=True, slots=True)
class NothingToCompare:
    """A baseline that was asked for and has nothing in it: the file is not there yet at that revision."""

    source: str
    commit: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something that the change under review says and that does not count, because the trusted revision does not.

    `what` is the kind, `name` the item, fact, pin, file or key it stands at; `why` is a key of the word area "trust":
    `new` (the trusted revision has none), `longer` (a waiver that ends earlier there: `old` and `new` are the dates),
    `later` (one that starts there only after it ends here), `differs` (another value there: `old` and `new` say which,
    as text of a sheet, never safe to show unescaped), `missing` (gone here, and it still counts).
    """

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
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """A judgement under `--trust`: what was taken from which revision, and what of the change did not count.

    `sheet` False: the trusted revision has no sheet, so no waiver and no n/a counts.
    """

    revision: str
    commit: str
    sheet: bool
    ignored: tuple[Ignored, ...]
