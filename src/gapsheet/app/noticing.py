"""What somebody who changes a sheet should know, and what no rule of a sheet forbids."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gapsheet.app.editing import Edited, Opened
from gapsheet.edit.change import applied


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about a change; `key` is part of the name of a sentence of the word area "setting"."""

    item: str
    key: Literal["due-past", "evidence-stays"]
    params: Mapping[str, str]


def notices(opened: Opened, result: Edited, items: Iterable[str]) -> tuple[Notice, ...]:
    """Return what there is to know about the items that changed: by the day of the opened sheet, in the order given."""
    before, after = _said(opened.doc.data), _said(result.doc.data)
    found: list[Notice] = []
    for item in items:
        old, new = before.get(item, {}), after.get(item, {})
        due = new.get("due")
        if due != old.get("due") and is_past(due, opened.as_of):
            found.append(Notice(item, "due-past", {"item": item, "due": str(due), "day": opened.as_of.isoformat()}))
        if keeps_evidence(old, new):
            found.append(Notice(item, "evidence-stays", {"item": item}))
    return tuple(found)


def is_past(due: object, as_of: dt.date) -> bool:
    """Tell whether a text is a day before a day."""
    try:
        return dt.date.fromisoformat(str(due)) < as_of
    except ValueError:
        return False


def keeps_evidence(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Tell whether what was met is so no more, and the evidence that it was is still there."""
    worse = old.get("answer") == "met" and new.get("answer") in ("partial", "unmet", "n/a")
    return worse and bool(old.get("evidence")) and old.get("evidence") == new.get("evidence")


def _said(data: object) -> Mapping[str, Mapping[str, object]]:
    top = applied(data, ())
    answers = top.get("answers") if isinstance(top, dict) else None
    return answers if isinstance(answers, dict) else {}
