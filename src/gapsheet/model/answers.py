"""An answer sheet: what a team says of its system (`product.md` section 2)."""

import datetime as dt
from dataclasses import field
from typing import Literal

from gapsheet.model.base import FactValue, document
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
    """What backs an answer: exactly one of `file` (a path relative to the sheet) and `url`."""

    file: str | None = None
    url: str | None = None
    title: str | None = None
    date: dt.date | None = None
    sha256: str | None = None


@document
class Waiver:
    """An accepted gap, in force from `granted` to `until`, both days included, UTC."""

    reason: str
    by: str
    granted: dt.date
    until: dt.date

    def state_on(self, day: dt.date) -> Literal["in-force", "not-yet", "expired"]:
        """Return whether it is in force on a day."""
        if day > self.until:
            return "expired"
        return "not-yet" if day < self.granted else "in-force"


@document
class Answer:
    """What is said of one item; `answer` is None while nobody has answered."""

    answer: AnswerWord | None = None
    note: str | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None
    due: dt.date | None = None
    waiver: Waiver | None = None
    by: str | None = None
    at: dt.date | None = None


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
    assessed: dt.date | None = None
    assessor: str | None = None
    subject: Subject | None = None
    lang: Lang = "en"
    facts: dict[str, FactValue] = field(default_factory=dict)
    checklists: tuple[Pin, ...]
    policy: str | None = None
    frameworks: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def person(self, handle: str) -> str:
        """Return a person's full name, or the handle where `people` does not name it."""
        return self.people.get(handle, handle)
