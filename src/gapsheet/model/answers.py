"""An answer sheet: what a team says of its system (`product.md` section 2)."""

import datetime as dt
from dataclasses import field
from typing import Literal

from gapsheet.model.base import FactValue, document
from gapsheet.model.record import Independence, Method, Period, Review, Scope, Signoff, Statement
from gapsheet.words import Lang

AnswerWord = Literal["met", "partial", "unmet", "n/a"]
ANSWER_WORDS: dict[str, AnswerWord] = {
    "met": "met",
    "partial": "partial",
    "unmet": "unmet",
    "n/a": "n/a",
    "符合": "met",
    "部分符合": "partial",
    "不符合": "unmet",
    "不适用": "n/a",
}
"""Every word that may stand as an answer, and which answer it is."""


@document
class Evidence:
    """What backs an answer: exactly one of `file` (a path relative to the sheet), `url` and `ref`.

    `ref` is the name of an entry of the sheet's own `evidence`, which then says all the rest. `date` is the day that
    the evidence is of; `retain_until` the last day that it is kept.
    """

    file: str | None = None
    url: str | None = None
    ref: str | None = None
    title: str | None = None
    date: dt.date | None = None
    sha256: str | None = None
    collected_by: str | None = None
    source_system: str | None = None
    retain_until: dt.date | None = None


@document
class Waiver:
    """An accepted gap, in force from `granted` to `until`, both days included, UTC."""

    reason: str
    by: str
    granted: dt.date
    until: dt.date
    compensating_control: str | None = None
    residual_risk: str | None = None

    def state_on(self, day: dt.date) -> Literal["in-force", "not-yet", "expired"]:
        """Return whether it is in force on a day."""
        if day > self.until:
            return "expired"
        return "not-yet" if day < self.granted else "in-force"


@document
class Answer:
    """What is said of one item; `answer` is None while nobody has answered.

    `method` says how it was established; `population`, `sample` and `exceptions` what was looked at and what was found.
    """

    answer: AnswerWord | None = None
    note: str | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None
    due: dt.date | None = None
    waiver: Waiver | None = None
    by: str | None = None
    at: dt.date | None = None
    method: tuple[Method, ...] = ()
    population: str | None = None
    sample: str | None = None
    exceptions: str | None = None
    reviewed: Review | None = None


@document
class Subject:
    """What exactly was assessed."""

    version: str | None = None
    commit: str | None = None
    image: str | None = None
    models: tuple[str, ...] = ()
    environment: str | None = None


@document
class Pin:
    """A checklist that the sheet uses: `id`, or `path` (as written) for one's own, at `major`.`minor`."""

    id: str | None = None
    path: str | None = None
    major: int
    minor: int


@document
class AnswerSheet:
    """One system's answers."""

    schema_: Literal["gapsheet/answers/v1"]
    system: str
    organisation: str | None = None
    assessed: dt.date | None = None
    assessor: str | None = None
    independence: Independence | None = None
    participants: tuple[str, ...] = ()
    period: Period | None = None
    subject: Subject | None = None
    scope: Scope | None = None
    assumptions: tuple[str, ...] = ()
    statement: Statement | None = None
    signoff: tuple[Signoff, ...] = ()
    classification: str | None = None
    distribution: str | None = None
    lang: Lang = "en"
    facts: dict[str, FactValue] = field(default_factory=dict)
    checklists: tuple[Pin, ...]
    policy: str | None = None
    frameworks: tuple[str, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def person(self, handle: str) -> str:
        """Return a person's full name, or the handle where `people` does not name it."""
        return self.people.get(handle, handle)

    def backing(self, piece: Evidence) -> Evidence:
        """Return a piece of evidence as the sheet's own `evidence` has it, where it refers to that."""
        return self.evidence.get(piece.ref, piece) if piece.ref is not None else piece
