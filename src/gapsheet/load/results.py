"""A saved result (`gapsheet/result/v1`) as a snapshot to compare with."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, get_args

from gapsheet.errors import InputError
from gapsheet.model.assessment import STATES, WEIGHTS, Assurance, State
from gapsheet.model.base import SEVERITIES
from gapsheet.model.comparison import Mark, Snapshot, SnapshotChecklist, WaiverState
from gapsheet.model.verdict import Verdict
from gapsheet.text import visible

SCHEMA = "gapsheet/result/v1"

_CREDIT: dict[State, tuple[Decimal, ...]] = {
    "met": (Decimal(1), Decimal(0)),  # 0: its evidence contradicts it
    "partial": (Decimal("0.5"), Decimal(0)),
    "unmet": (Decimal(0),),
    "unanswered": (Decimal(0),),
    "not-applicable": (Decimal(0),),
    "out-of-scope": (Decimal(0),),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)
_ITEM = re.compile(r"[A-Z]{3}-[0-9]{2,4}", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){1,2}", re.ASCII)

T = TypeVar("T")


def parse_result(text: str, shown: str) -> Snapshot:
    """Return a saved result as a snapshot; `shown` is how to name its file, already safe to show.

    Raises InputError, naming the first place that is not as it should be, for anything else.
    """
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise InputError("result.json", path=shown) from problem
    top = _Place(data, "", shown)
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise InputError("result.schema", path=shown, found=visible(str(schema))[:60])
    gate = top.at("gate") if data.get("gate") is not None else None
    checklists = tuple(top.rows("checklists"))
    _once("checklists", [entry.text("id", _NAME) for entry in checklists], shown)
    marks = tuple(mark for entry in checklists for mark in _marks(entry))
    _once("items", [mark.id for mark in marks], shown)
    return Snapshot(
        source=shown,
        commit=None,
        date=top.must_day("as_of"),
        score=top.number("score"),
        verdict=gate.one_of("verdict", get_args(Verdict)) if gate else None,
        policy=visible(gate.at("policy").text("id")) if gate else None,
        open=sum(mark.open for mark in marks),
        checklists=tuple(_checklist(entry) for entry in checklists),
        marks=marks,
        system=top.maybe_text("system") or "",
    )


def _once(place: str, names: Sequence[str], shown: str) -> None:
    """Raise InputError where a name stands twice."""
    if len(set(names)) != len(names):
        raise InputError("result.place", path=shown, place=place)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def _checklist(entry: "_Place") -> SnapshotChecklist:
    version, pinned = entry.text("version", _VERSION), entry.text("pinned", _VERSION)
    own = entry.maybe_text("path") is not None
    return SnapshotChecklist(entry.text("id", _NAME), version, pinned, entry.number("score"), own=own)


def _marks(entry: "_Place") -> Sequence[Mark]:
    return [_mark(item, entry.text("id", _NAME)) for item in entry.rows("items")]


def _mark(item: "_Place", checklist: str) -> Mark:
    severity = item.one_of("severity", SEVERITIES)
    state: State = item.one_of("state", STATES)
    credit = item.number("credit")
    waived = item.flag("waived")
    if item.number("weight") != WEIGHTS[severity] or credit not in _CREDIT[state]:
        raise InputError("result.place", path=item.shown, place=item.where)
    gap = state in ("partial", "unmet", "unanswered") or (state == "met" and credit == 0)
    waiver = item.at("waiver") if item.value.get("waiver") is not None else None
    return Mark(
        id=item.text("id", _ITEM),
        checklist=checklist,
        severity=severity,
        weight=WEIGHTS[severity],
        state=state,
        credit=Fraction(credit),
        assurance=item.optional("assurance", get_args(Assurance)),
        waived=waived,
        open=gap and not waived,
        owner=item.maybe_text("owner"),
        due=item.day("due"),
        waiver=(waiver.one_of("state", get_args(WaiverState)), waiver.must_day("until")) if waiver else None,
        evidence=sum(piece.text("status") != "missing" for piece in item.rows("evidence")),
    )


class _Place:
    """A mapping somewhere in the document; what is not as it should be is an InputError with its place."""

    def __init__(self, value: object, where: str, shown: str) -> None:
        self.where, self.shown = where, shown
        if not isinstance(value, dict):
            raise self._wrong()
        self.value: Mapping[str, Any] = value

    def at(self, key: str) -> "_Place":
        """Return the mapping under a key."""
        return _Place(self.value.get(key), self._under(key), self.shown)

    def rows(self, key: str) -> list["_Place"]:
        """Return the mappings of a list."""
        found = self.value.get(key)
        if not isinstance(found, list):
            raise self._wrong(key)
        return [_Place(row, f"{self._under(key)}[{place}]", self.shown) for place, row in enumerate(found)]

    def text(self, key: str, form: re.Pattern[str] | None = None) -> str:
        """Return a text that must be there, and in this form."""
        found = self.maybe_text(key)
        if not found or (form and not form.fullmatch(found)):
            raise self._wrong(key)
        return found

    def maybe_text(self, key: str) -> str | None:
        """Return a text, or None for null."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, str):
            raise self._wrong(key)
        return found

    def number(self, key: str) -> Decimal | None:
        """Return a number from 0 to 100, or None for null."""
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | Decimal) or not 0 <= found <= 100:
            raise self._wrong(key)
        if 10 * found != int(10 * found):  # numbers are cut to one decimal
            raise self._wrong(key)
        return Decimal(found).quantize(Decimal("0.1"))

    def flag(self, key: str) -> bool:
        """Return true or false."""
        found = self.value.get(key)
        if not isinstance(found, bool):
            raise self._wrong(key)
        return found

    def day(self, key: str) -> dt.date | None:
        """Return a date, or None for null."""
        found = self.maybe_text(key)
        if found is None:
            return None
        try:
            if _DAY.fullmatch(found):
                return dt.date.fromisoformat(found)
        except ValueError:
            pass
        raise self._wrong(key)

    def must_day(self, key: str) -> dt.date:
        """Return a date that must be there."""
        found = self.day(key)
        if found is None:
            raise self._wrong(key)
        return found

    def one_of(self, key: str, choices: Sequence[T]) -> T:
        """Return one of a closed list of words."""
        found = self.optional(key, choices)
        if found is None:
            raise self._wrong(key)
        return found

    def optional(self, key: str, choices: Sequence[T]) -> T | None:
        """Return one of a closed list of words, or None for null."""
        found = self.value.get(key)
        if found is None:
            return None
        if not isinstance(found, str) or found not in choices:
            raise self._wrong(key)
        return next(choice for choice in choices if choice == found)

    def _under(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _wrong(self, key: str | None = None) -> InputError:
        return InputError("result.place", path=self.shown, place=(self._under(key) if key else self.where) or "{}")
