"""A history as `gapsheet/history/v1`: every point, newest first; sorted keys, ASCII.

Keys and values are English in every language. Numbers are the shown ones, cut to one decimal. Not expressed: the
items, which the result of one revision has (`gapsheet report --format json`). `wire_history.py` holds the models.
"""

from decimal import Decimal
from typing import Any

from gapsheet.model.history import History, Point
from gapsheet.text import json_document

SCHEMA = "gapsheet/history/v1"


def render(history: History) -> str:
    """Return the history as one JSON document with a final line end."""
    return json_document(to_data(history))


def to_data(history: History) -> dict[str, Any]:
    """Return the history as plain data: what `render` writes."""
    return {
        "schema": SCHEMA,
        "gapsheet": history.gapsheet,
        "system": history.system,
        "source": history.source,
        "as_of": history.as_of.isoformat(),
        "shallow": history.shallow,
        "later": history.later,
        "skipped": list(history.skipped),
        "points": [_point(point) for point in history.points],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "commit": point.commit,
        "path": point.path,
        "date": point.date.isoformat(),
        "score": _number(point.score),
        "change": _number(point.change),
        "verdict": point.verdict,
        "policy": point.policy,
        "open": point.open,
        "blockers": point.blockers,
        "answered": point.answered,
        "in_scope": point.in_scope,
        "checklists": list(point.checklists),
        "new_checklists": point.new_checklists,
        "problem": point.problem,
        "mistakes": point.mistakes,
    }


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
