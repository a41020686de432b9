"""The result as JSON, `gapsheet/result/v1` (`product.md` section 7).

English in every language, keys sorted, ASCII only (every other character as an escape), so that the same
inputs give the same bytes on any console. Numbers are the shown ones, cut to one decimal. Not expressed:
the exact fractions. `wire.py` holds the models of this format.
"""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gapsheet.model.answers import Subject
from gapsheet.model.assessment import (
    Assessment,
    ChecklistResult,
    Counts,
    EvidenceResult,
    FrameworkResult,
    ItemResult,
    Numbers,
    Split,
    WaiverResult,
)
from gapsheet.model.checklist import Base
from gapsheet.model.comparison import Trust
from gapsheet.model.record import Review
from gapsheet.model.verdict import Action, GateResult, RuleOutcome, Step, Value
from gapsheet.report.diff_json import to_data as compared
from gapsheet.report.labels import next_step
from gapsheet.text import json_document
from gapsheet.words import Lang

SCHEMA = "gapsheet/result/v1"


def render(assessment: Assessment, lang: Lang = "en") -> str:
    """Return the result as one JSON document with a final line end; `lang` changes nothing."""
    return json_document(to_data(assessment))


def to_data(assessment: Assessment) -> dict[str, Any]:
    """Return the result as plain data: what `render` writes."""
    sheet = assessment.sheet
    return {
        "schema": SCHEMA,
        "gapsheet": assessment.gapsheet,
        "system": sheet.system,
        "as_of": assessment.as_of.isoformat(),
        "assessed": _day(sheet.assessed),
        "assessor": sheet.assessor,
        "subject": _subject(sheet.subject),
        "sheet": {"path": assessment.sheet_path, "sha256": assessment.sheet_sha256},
        "facts": dict(sheet.facts),
        **_numbers(assessment.numbers),
        "checklists": [_checklist(result) for result in assessment.checklists],
        "standalone": [_standing_alone(result) for result in assessment.standalone],
        "frameworks": [_framework(result) for result in assessment.frameworks],
        "actions": [_action(action) for action in assessment.actions],
        "gate": _gate(assessment.gate) if assessment.gate else None,
        "comparison": compared(assessment.comparison) if assessment.comparison else None,
        "trust": _trust(assessment.trust) if assessment.trust else None,
        "redacted": list(assessment.redacted),
        "audit": None,
    }


def _trust(trust: Trust) -> dict[str, Any]:
    return {
        "revision": trust.revision,
        "commit": trust.commit,
        "sheet": trust.sheet,
        "ignored": [asdict(entry) for entry in trust.ignored],
    }


def _subject(subject: Subject | None) -> dict[str, Any]:
    said = asdict(subject) if subject else {}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items() if value}


def _numbers(numbers: Numbers) -> dict[str, Any]:
    counts = numbers.counts
    return {
        "score": _number(numbers.score),
        "range": None if numbers.low is None else [_number(numbers.low), _number(numbers.high)],
        "split": _split(numbers.split) if numbers.split else None,
        "counts": _counts(counts),
        "progress": {
            "answered": counts.answered,
            "in_scope": counts.in_scope,
            "gaps": counts.gaps,
            "open": counts.open,
            "claims": counts.claims,
            "claims_with_evidence": counts.claims_with_evidence,
        },
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "checked": _number(split.checked),
        "referenced": _number(split.referenced),
        "stated": _number(split.stated),
        "unanswered": _number(split.unanswered),
        "accepted": _number(split.accepted),
        "gap": _number(split.gap),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "met": counts.met,
        "partial": counts.partial,
        "unmet": counts.unmet,
        "unanswered": counts.unanswered,
        "not_applicable": counts.not_applicable,
        "out_of_scope": counts.out_of_scope,
        "waived": counts.waived,
        "contradicted": counts.contradicted,
    }


def _checklist(result: ChecklistResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "version": result.version,
        "pinned": result.pinned,
        "path": result.path,
        "sha256": result.sha256,
        "extends": _base(result.base) if result.base else None,
        **_numbers(result.numbers),
        "announced": list(result.announced),
        "items": [_item(item) for item in result.items],
    }


def _base(base: Base) -> dict[str, Any]:
    return {
        "id": base.id,
        "pinned": base.pinned,
        "dropped": [{"item": dropped.item.id, "reason": dropped.reason.en} for dropped in base.dropped],
        "overridden": list(base.overridden),
    }


def _standing_alone(result: ChecklistResult) -> dict[str, Any]:
    native = result.native
    if native is None:
        raise ValueError("a checklist stands alone because it has a native score")
    return {
        **{key: value for key, value in _checklist(result).items() if key not in ("score", "range", "split")},
        "native_score": {
            "aggregate": native.aggregate,
            "source": native.source.en,
            "score": _number(native.score),
            "range": [_number(native.score), _number(native.high)],
            "band": native.band.en,
            "sections": [
                {"id": section.id, "score": _number(section.score), "most": section.most} for section in native.sections
            ],
        },
    }


def _framework(result: FrameworkResult) -> dict[str, Any]:
    return {
        "id": result.framework.id,
        "version": result.framework.version.en,
        "path": result.path,
        "sha256": result.sha256,
        "named": result.named,
        "counts": {state.replace("-", "_"): count for state, count in result.counts.items()},
        "controls": [
            {"id": entry.control.id, "state": entry.state, "items": [item.id for item in entry.items]}
            for entry in result.controls
            if entry.items
        ],
    }


def _item(item: ItemResult) -> dict[str, Any]:
    answer = item.answer
    return {
        "id": item.id,
        "section": item.section,
        "severity": item.severity,
        "effort": item.effort,
        "weight": item.weight,
        "state": item.state,
        "credit": _number(item.credit),
        "assurance": item.assurance,
        "worth": _number(item.worth_shown),
        "waived": item.waived,
        "owner": answer.owner if answer else None,
        "due": _day(answer.due) if answer else None,
        "note": answer.note if answer else None,
        "reason": answer.reason if answer else None,
        "by": answer.by if answer else None,
        "at": _day(answer.at) if answer else None,
        "method": list(answer.method) if answer else [],
        "population": answer.population if answer else None,
        "sample": answer.sample if answer else None,
        "exceptions": answer.exceptions if answer else None,
        "reviewed": _review(answer.reviewed) if answer and answer.reviewed else None,
        "waiver": _waiver(item.waiver) if item.waiver else None,
        "evidence": [_evidence(piece) for piece in item.evidence],
        "out_of_scope_because": list(item.scope_facts),
        "line": item.line,
    }


def _review(review: Review) -> dict[str, Any]:
    return {"by": review.by, "at": _day(review.at), "result": review.result}


def _waiver(waiver: WaiverResult) -> dict[str, Any]:
    return {
        "reason": waiver.reason,
        "by": waiver.by,
        "granted": _day(waiver.granted),
        "until": _day(waiver.until),
        "state": waiver.state,
        "days_left": waiver.days_left,
        "compensating_control": waiver.compensating_control,
        "residual_risk": waiver.residual_risk,
    }


def _evidence(piece: EvidenceResult) -> dict[str, Any]:
    given = piece.evidence
    return {
        "file": piece.path if given.file is not None else None,
        "url": given.url,
        "ref": piece.ref,
        "status": piece.status,
        "title": given.title,
        "date": _day(given.date),
        "sha256": given.sha256,
        "collected_by": given.collected_by,
        "source_system": given.source_system,
        "retain_until": _day(given.retain_until),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        **_step(action.step),
        "in_plan": action.in_plan,
        "why": action.why,
        "before": _number(action.before),
        "after": _number(action.after),
        "gain": _number(action.gain),
    }


def _gate(gate: GateResult) -> dict[str, Any]:
    way = gate.way_to_pass
    return {
        "policy": {"id": gate.policy, "sha256": gate.sha256, "path": gate.path},
        "verdict": gate.verdict,
        "rules": [_rule(outcome) for outcome in gate.rules],
        "way_to_pass": {
            "reachable": way.reachable,
            "exact": way.exact,
            "effort_days": way.effort_days,
            "steps": [_step(step) for step in way.steps],
            "blocked_by": list(way.blocked_by),
        },
    }


def _rule(outcome: RuleOutcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "passed": outcome.passed,
        "expected": _value(outcome.expected),
        "actual": _value(outcome.actual),
        "items": list(outcome.items),
        "next": next_step("en", outcome.next) if outcome.next else None,
    }


def _step(step: Step) -> dict[str, Any]:
    fields = {"action": step.action, "item": step.item, "checklist": step.checklist, "effort": step.effort}
    return {name: value for name, value in fields.items() if value is not None}


def _value(value: Value) -> Any:  # noqa: ANN401 - a JSON value of three shapes
    if isinstance(value, dict):
        return {name: _number(number) for name, number in value.items()}
    return list(value) if isinstance(value, tuple) else _number(value)


def _number(number: Decimal | Fraction | int | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
