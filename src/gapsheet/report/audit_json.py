"""The audit record as JSON: `gapsheet/result/v1` with the part `audit`, so that no figure of it is only on paper.

`wire_audit.py` holds the models of this part. Not expressed: the texts of checklists, which have versions and digests.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gapsheet.model.assessment import Numbers
from gapsheet.model.audit import (
    Applicable,
    Audit,
    Conclusion,
    EvidenceEntry,
    Finding,
    Limits,
    MatrixRow,
    Opinion,
    Revision,
    Strip,
)
from gapsheet.model.record import Period, Scope, Signoff, Statement
from gapsheet.report.json_v1 import to_data as result
from gapsheet.report.page import Paper
from gapsheet.text import json_document
from gapsheet.words import Lang


def render(audit: Audit, langs: Sequence[Lang] = ("en",), paper: Paper | None = None) -> str:
    """Return the result with its audit record as one JSON document; languages and paper change nothing."""
    return json_document(to_data(audit))


def to_data(audit: Audit) -> dict[str, Any]:
    """Return the result with its audit record as plain data: what `render` writes."""
    return {**result(audit.assessment), "audit": _audit(audit)}


def _audit(audit: Audit) -> dict[str, Any]:
    sheet = audit.assessment.sheet
    return {
        "organisation": sheet.organisation,
        "classification": sheet.classification,
        "distribution": sheet.distribution,
        "independence": sheet.independence,
        "participants": list(sheet.participants),
        "assumptions": list(sheet.assumptions),
        "period": _period(sheet.period) if sheet.period else None,
        "scope": _scope(sheet.scope) if sheet.scope else None,
        "statement": _statement(sheet.statement) if sheet.statement else None,
        "signoff": [_signoff(entry) for entry in sheet.signoff],
        "prepared_and_approved_by_same_person": list(audit.same_person),
        "revision": _revision(audit.revision) if audit.revision else None,
        "dating": audit.dating,
        "age": audit.assessment.age,
        "scoring": _scoring(audit.assessment.numbers),
        "conclusion": _conclusion(audit.conclusion),
        "limits": _limits(audit.limits),
        "findings": [_finding(entry) for entry in audit.findings],
        "grades": dict(audit.grades),
        "not_assessed": list(audit.not_assessed),
        "exceptions": {
            "waived": list(audit.waived),
            "not_applicable": list(audit.not_applicable),
            "out_of_scope": list(audit.out_of_scope),
            "contradicted": list(audit.contradicted),
            "opinions": [_opinion(entry) for entry in audit.opinions],
        },
        "matrix": [_row(entry) for entry in audit.matrix],
        "plan": _strip(audit.strip) if audit.strip else None,
        "without_due": list(audit.without_due),
        "evidence": [_evidence(entry) for entry in audit.evidence],
        "applicability": {
            checklist: [_applicable(entry) for entry in entries] for checklist, entries in audit.applicability
        },
        "methods": dict(audit.methods),
        "no_method": audit.no_method,
        "reproduce": audit.reproduce,
    }


def _scoring(numbers: Numbers) -> dict[str, Any]:
    return {"earned": float(numbers.earned), "weight": numbers.weight}


def _period(period: Period) -> dict[str, Any]:
    return {"from": period.from_.isoformat(), "to": period.to.isoformat()}


def _scope(scope: Scope) -> dict[str, Any]:
    return {"text": scope.text, "in": list(scope.in_), "out": list(scope.out)}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "name": statement.name,
        "role": statement.role,
        "date": _day(statement.date),
    }


def _signoff(entry: Signoff) -> dict[str, Any]:
    return {"role": entry.role, "name": entry.name, "at": _day(entry.at)}


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "commit": revision.commit,
        "date": revision.date.isoformat(),
        "clean": revision.clean,
        "changed": list(revision.changed),
    }


def _conclusion(conclusion: Conclusion) -> dict[str, Any]:
    return {
        "state": conclusion.state,
        "fulfilled": conclusion.fulfilled,
        "total": conclusion.total,
        "counts": {state.replace("-", "_"): count for state, count in conclusion.counts.items()},
        "criteria": [{"rule": entry.outcome.rule, "state": entry.state} for entry in conclusion.criteria],
    }


def _limits(limits: Limits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in Limits.__slots__}


def _finding(finding: Finding) -> dict[str, Any]:
    answer = finding.item.answer
    return {
        "number": finding.number,
        "item": finding.item.id,
        "grade": finding.grade,
        "evidence": list(finding.evidence),
        "response": finding.response,
        "owner": answer.owner if answer else None,
        "due": _day(answer.due) if answer else None,
        "due_in": finding.item.due_in,
        "overdue": finding.overdue,
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "item": opinion.item,
        "answer": opinion.answer,
        "reviewer": opinion.reviewer,
        "at": _day(opinion.at),
        "own": opinion.own,
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "item": row.item.id,
        "evidence": list(row.evidence),
        "finding": row.finding,
        "basis": row.basis,
        "by": row.by,
        "at": _day(row.at),
        "self_reviewed": row.self_reviewed,
    }


def _strip(strip: Strip) -> dict[str, Any]:
    return {
        "months": [
            {"first": month.first.isoformat(), "start": _number(month.start), "width": _number(month.width)}
            for month in strip.months
        ],
        "ticks": [
            {
                "day": tick.day.isoformat(),
                "at": _number(tick.at),
                "findings": list(tick.findings),
                "overdue": tick.overdue,
            }
            for tick in strip.ticks
        ],
        "today": _number(strip.today),
        "before": list(strip.before),
        "beyond": list(strip.beyond),
    }


def _evidence(entry: EvidenceEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "name": entry.name,
        "status": entry.status,
        "file": entry.path,
        "url": entry.evidence.url,
        "title": entry.evidence.title,
        "date": _day(entry.evidence.date),
        "age": entry.age,
        "stale": entry.stale,
        "sha256": entry.sha256,
        "size": entry.size,
        "sha256_in_sheet": entry.evidence.sha256,
        "changed": entry.changed,
        "collected_by": entry.evidence.collected_by,
        "source_system": entry.evidence.source_system,
        "retain_until": _day(entry.evidence.retain_until),
        "items": list(entry.items),
    }


def _applicable(entry: Applicable) -> dict[str, Any]:
    return {
        "item": entry.id,
        "applicability": entry.applicability,
        "facts": list(entry.facts),
        "condition": list(entry.condition),
        "reason": entry.dropped.en if entry.dropped else entry.reason,
    }


def _number(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
