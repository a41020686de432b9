"""What an audit report records besides the answers: whom it is about, what was looked at, who signed."""

import datetime as dt
from typing import Literal, get_args

from gapsheet.model.base import document

Independence = Literal["self", "internal", "external"]
INDEPENDENCE: tuple[Independence, ...] = get_args(Independence)
"""Who assessed: the team itself, somebody else of the organisation, somebody outside of it."""

SignoffRole = Literal["prepared", "reviewed", "approved"]
SIGNOFF_ROLES: tuple[SignoffRole, ...] = get_args(SignoffRole)

Method = Literal["interview", "document", "observation", "test"]
METHODS: tuple[Method, ...] = get_args(Method)
"""How an answer was established: asking, reading, watching, trying (ISO 19011:2018, A.1 and A.2)."""

OPERATING: frozenset[Method] = frozenset({"observation", "test"})
"""The methods that see a control work, and do not only see that it is planned."""


@document
class Scope:
    """What the assessment covers: in a text, and as lists of what is in and what is out."""

    text: str | None = None
    in_: tuple[str, ...] = ()
    out: tuple[str, ...] = ()


@document
class Period:
    """The days over which controls were seen to operate, both included."""

    from_: dt.date
    to: dt.date


@document
class Statement:
    """What management says of the sheet, and who says it."""

    text: str | None = None
    name: str | None = None
    role: str | None = None
    date: dt.date | None = None


@document
class Signoff:
    """One person who prepared, reviewed or approved the assessment; `at` is the day."""

    role: SignoffRole
    name: str | None = None
    at: dt.date | None = None


@document
class Review:
    """A second look at an answer: by whom, when, and what came of it.

    A `result` that is a word for an answer is the reviewer's own answer.
    """

    by: str | None = None
    at: dt.date | None = None
    result: str | None = None
