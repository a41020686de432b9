"""A comparison as JSON, `gapsheet/diff/v1`.

English in every language, keys sorted, ASCII only. Numbers are the shown ones. Not expressed: the texts of items, and
who is behind a handle; the result of either side (`gapsheet/result/v1`) has them. `wire_diff.py` holds the models.
"""

from decimal import Decimal
from typing import Any

from gapsheet.model.comparison import (
    BridgeStep,
    Change,
    ChecklistChange,
    Comparison,
    Moved,
    NothingToCompare,
    Snapshot,
    WaiverChange,
)
from gapsheet.text import json_document

SCHEMA = "gapsheet/diff/v1"


def render(comparison: Comparison) -> str:
    """Return the comparison as one JSON document with a final line end."""
    return json_document({"schema": SCHEMA, **to_data(comparison)})


def to_data(told: Comparison | NothingToCompare) -> dict[str, Any]:
    """Return a comparison as plain data, or what was looked for where there is nothing to compare."""
    if isinstance(told, NothingToCompare):
        return {"source": told.source, "commit": told.commit}
    return {
        "old": _snapshot(told.old),
        "new": _snapshot(told.new),
        "like_for_like": told.like_for_like,
        "shared": told.shared,
        "old_score": _number(told.old_score),
        "new_score": _number(told.new_score),
        "change": _number(told.change),
        "changes": [_change(row) for row in told.changes],
        "worse": list(told.worse),
        "bridge": [_step(step) for step in told.bridge],
        "moved": [_moved(row) for row in told.moved],
        "waivers": [_waiver(row) for row in told.waivers],
        "checklists": [_checklist(row) for row in told.checklists],
        "unchanged": told.unchanged,
    }


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "source": snapshot.source,
        "system": snapshot.system,
        "commit": snapshot.commit,
        "date": snapshot.date.isoformat() if snapshot.date else None,
        "score": _number(snapshot.score),
        "verdict": snapshot.verdict,
        "policy": snapshot.policy,
        "open": snapshot.open,
    }


def _change(row: Change) -> dict[str, Any]:
    return {
        "id": row.id,
        "checklist": row.checklist,
        "severity": row.severity,
        "kind": row.kind,
        "old": row.old,
        "new": row.new,
        "effect": _number(row.effect),
        "line": row.line,
    }


def _step(step: BridgeStep) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "items": step.items,
        "effect": _number(step.effect),
        "before": _number(step.before),
        "after": _number(step.after),
    }


def _moved(row: Moved) -> dict[str, Any]:
    return {"id": row.id, "what": row.what, "old": row.old, "new": row.new, "times": row.times}


def _waiver(row: WaiverChange) -> dict[str, Any]:
    return {"id": row.id, "what": row.what, "until": row.until.isoformat()}


def _checklist(row: ChecklistChange) -> dict[str, Any]:
    return {
        "id": row.id,
        "old_pinned": row.old_pinned,
        "new_pinned": row.new_pinned,
        "old": _number(row.old),
        "new": _number(row.new),
        "change": _number(row.change),
    }


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
