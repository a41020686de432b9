"""The record of an assessment for a reader outside: everything an audit report says, numbered, graded and counted."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gapsheet.core.criteria import conclude
from gapsheet.core.timeline import strip_of
from gapsheet.digest import FileDigest
from gapsheet.model.answers import ANSWER_WORDS, Answer, AnswerSheet, Evidence
from gapsheet.model.assessment import Assessment, ChecklistResult, EvidenceResult, ItemResult
from gapsheet.model.audit import (
    GRADES,
    STALE_DAYS,
    Applicable,
    Audit,
    Basis,
    Dating,
    EvidenceEntry,
    Finding,
    Grade,
    Limits,
    MatrixRow,
    Opinion,
    Response,
    Revision,
)
from gapsheet.model.base import Severity
from gapsheet.model.people import People
from gapsheet.model.policy import Rules
from gapsheet.model.record import METHODS, OPERATING

_GRADES: dict[tuple[str, Severity], Grade] = {
    ("unmet", "critical"): "major",
    ("unmet", "high"): "major",
    ("unmet", "medium"): "minor",
    ("unmet", "low"): "minor",
    ("partial", "critical"): "major",
    ("partial", "high"): "minor",
    ("partial", "medium"): "minor",
    ("partial", "low"): "observation",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an audit report says of its own making, gathered by whoever knows files, git and the clock.

    `files` are the digests of evidence files by what the assessment shows for their path; `today` is the day of
    writing; `reproduce` the command that gives the report again.
    """

    files: Mapping[str, FileDigest]
    revision: Revision | None
    today: dt.date
    reproduce: str


def audit(assessment: Assessment, rules: Rules | None, around: Circumstances) -> Audit:
    """Return the record of an assessment; `rules` are those of the policy that was applied, None without one. Pure."""
    register = _register(assessment, around.files)
    numbers = {(item, entry.target, entry.evidence): entry.number for entry in register for item in entry.items}
    findings = _findings(assessment, numbers)
    by_item = {finding.item.id: finding.number for finding in findings}
    matrix = tuple(
        _row(assessment.sheet, item, _numbers_of(item, numbers), by_item.get(item.id))
        for item in assessment.all_items()
    )
    due = {f.number: f.item.answer.due for f in findings if f.item.answer and f.item.answer.due}
    items = assessment.items()
    answers = _answers(matrix)
    return Audit(
        assessment=assessment,
        revision=around.revision,
        conclusion=conclude(assessment, rules),
        limits=_limits(assessment, register, matrix),
        findings=findings,
        grades={grade: sum(finding.grade == grade for finding in findings) for grade in GRADES},
        not_assessed=tuple(item.id for item in items if item.state == "unanswered"),
        evidence=register,
        matrix=matrix,
        waived=tuple(item.id for item in items if item.waiver and item.waiver.state != "no-effect"),
        not_applicable=tuple(item.id for item in items if item.state == "not-applicable"),
        out_of_scope=tuple(item.id for item in items if item.state == "out-of-scope"),
        contradicted=tuple(item.id for item in items if item.assurance == "contradicted"),
        opinions=tuple(_opinions(items)),
        applicability=tuple((entry.id, _applicable(entry)) for entry in assessment.checklists),
        strip=strip_of(due, assessment.as_of),
        without_due=tuple(finding.number for finding in findings if finding.number not in due),
        methods={method: sum(method in answer.method for answer in answers) for method in METHODS},
        no_method=sum(not answer.method for answer in answers),
        same_person=_same_person(assessment.sheet),
        dating=_dating(assessment.as_of, around.today),
        reproduce=around.reproduce,
    )


def grade_of(item: ItemResult) -> Grade | None:
    """Return the grade of a finding about an item, None where there is nothing to find."""
    if item.assurance == "contradicted":
        return "major"
    return _GRADES.get((item.state, item.severity))


def _findings(assessment: Assessment, numbers: Mapping[tuple[str, str, Evidence], str]) -> tuple[Finding, ...]:
    graded = [(item, grade) for item in assessment.items() if (grade := grade_of(item)) is not None]
    width = max(2, len(str(len(graded))))
    return tuple(
        Finding(
            number=f"F-{index:0{width}}",
            item=item,
            grade=grade,
            evidence=_numbers_of(item, numbers),
            response=_response(item),
            overdue=item.due_in is not None and item.due_in < 0,
        )
        for index, (item, grade) in enumerate(graded, 1)
    )


def _response(item: ItemResult) -> Response:
    if item.waived:
        return "accepted"
    said = (item.answer.owner, item.answer.due) if item.answer else (None, None)
    if all(said):
        return "planned"
    return "partly-planned" if any(said) else "none"


def _register(assessment: Assessment, files: Mapping[str, FileDigest]) -> tuple[EvidenceEntry, ...]:
    """Return every piece of evidence once, by first mention; pieces that differ in anything are two."""
    named: dict[tuple[str, Evidence], tuple[EvidenceResult, list[str]]] = {}
    for item in assessment.all_items():
        for piece in item.evidence:
            _, ids = named.setdefault((piece.target, piece.evidence), (piece, []))
            if item.id not in ids:
                ids.append(item.id)
    width = max(2, len(str(len(named))))
    names = {piece: name for name, piece in reversed(assessment.sheet.evidence.items())}
    return tuple(
        _entry(f"E-{index:0{width}}", piece, tuple(ids), names.get(piece.evidence), files, assessment.as_of)
        for index, (piece, ids) in enumerate(named.values(), 1)
    )


def _entry(
    number: str,
    piece: EvidenceResult,
    items: tuple[str, ...],
    name: str | None,
    files: Mapping[str, FileDigest],
    as_of: dt.date,
) -> EvidenceEntry:
    said = piece.evidence
    found = files.get(piece.target) if piece.status == "present" else None
    age = (as_of - said.date).days if said.date is not None else None
    digest = found.sha256 if found is not None else None
    return EvidenceEntry(
        number=number,
        evidence=said,
        name=name,
        status=piece.status,
        target=piece.target,
        path=piece.path,
        sha256=digest,
        size=found.size if found is not None else None,
        changed=None not in (digest, said.sha256) and digest != said.sha256,
        age=age,
        stale=age is not None and age > STALE_DAYS,
        items=items,
    )


def _numbers_of(item: ItemResult, numbers: Mapping[tuple[str, str, Evidence], str]) -> tuple[str, ...]:
    found = (numbers[(item.id, piece.target, piece.evidence)] for piece in item.evidence)
    return tuple(dict.fromkeys(found))


def _row(sheet: AnswerSheet, item: ItemResult, evidence: tuple[str, ...], finding: str | None) -> MatrixRow:
    answer = item.answer
    answered = answer is not None and item.state not in ("unanswered", "out-of-scope")
    by = (answer.by or sheet.assessor) if answer and answered else None
    reviewer = answer.reviewed.by if answer and answer.reviewed else None
    return MatrixRow(
        item=item,
        evidence=evidence,
        finding=finding,
        basis=_basis(sheet, item),
        by=by,
        at=(answer.at or sheet.assessed) if answer and answered else None,
        self_reviewed=reviewer is not None and People(sheet).same(reviewer, by),
    )


def _basis(sheet: AnswerSheet, item: ItemResult) -> Basis | None:
    """Return what a claim is about: operation needs a period, and somebody who watched, tried or drew a sample."""
    answer = item.answer
    if answer is None or item.state not in ("met", "partial"):
        return None
    seen = OPERATING.intersection(answer.method) or answer.sample
    return "operating" if sheet.period is not None and seen else "design-only"


def _answers(matrix: tuple[MatrixRow, ...]) -> list[Answer]:
    """Return the answers that count: not those of items that the facts put out of scope."""
    given = (row.item.answer for row in matrix if row.item.state != "out-of-scope")
    return [answer for answer in given if answer is not None and answer.answer]


def _limits(assessment: Assessment, register: tuple[EvidenceEntry, ...], matrix: tuple[MatrixRow, ...]) -> Limits:
    counts = assessment.numbers.counts
    standing = {entry.id for entry in assessment.standalone}
    claims = [row for row in matrix if row.item.credit and row.item.checklist not in standing]
    return Limits(
        unanswered=counts.unanswered,
        claims=counts.claims,
        without_evidence=counts.claims - counts.claims_with_evidence,
        design_only=sum(row.basis == "design-only" for row in claims),
        without_method=sum(not (row.item.answer and row.item.answer.method) for row in claims),
        not_reviewed=sum(not _reviewed(row) for row in claims),
        sampled=sum(answer.sample is not None for answer in _answers(matrix)),
        evidence=len(register),
        missing=sum(entry.status == "missing" for entry in register),
        changed=sum(entry.changed for entry in register),
        stale=sum(entry.stale for entry in register),
        undated=sum(entry.age is None for entry in register),
        not_opened=sum(entry.status == "link" for entry in register),
    )


def _reviewed(row: MatrixRow) -> bool:
    review = row.item.answer.reviewed if row.item.answer else None
    return review is not None and review.by is not None and not row.self_reviewed


def _opinions(items: Iterable[ItemResult]) -> Iterable[Opinion]:
    for item in items:
        review = item.answer.reviewed if item.answer else None
        if item.answer is None or review is None or review.result is None or item.state == "out-of-scope":
            continue
        own = ANSWER_WORDS.get(review.result)
        if own is not None and own != item.answer.answer:
            yield Opinion(item.id, item.state, review.by, review.at, own)


def _applicable(checklist: ChecklistResult) -> tuple[Applicable, ...]:
    """Return the rows of a checklist: what is judged in its order, then what an overlay drops, then what came later."""
    rows = []
    for item in checklist.items:
        state = item.state if item.state in ("not-applicable", "out-of-scope") else "applies"
        reason = item.answer.reason if item.answer and item.state == "not-applicable" else None
        asked = item.item.applies_when.names() if item.item.applies_when and state == "applies" else ()
        rows.append(Applicable(item.id, item.item.statement, state, item.scope_facts, reason, condition=asked))
    for dropped in checklist.base.dropped if checklist.base else ():
        rows.append(Applicable(dropped.item.id, dropped.item.statement, "dropped", dropped=dropped.reason))
    rows += [Applicable(identifier, None, "later") for identifier in checklist.announced]
    return tuple(rows)


def _same_person(sheet: AnswerSheet) -> tuple[str, ...]:
    """Return the names under which one person both prepared and approved."""
    people = People(sheet)
    prepared = [entry.name for entry in sheet.signoff if entry.role == "prepared" and entry.name]
    approved = [entry.name for entry in sheet.signoff if entry.role == "approved" and entry.name]
    return tuple(dict.fromkeys(name for name in prepared if any(people.same(name, other) for other in approved)))


def _dating(as_of: dt.date, today: dt.date) -> Dating:
    if as_of == today:
        return "today"
    return "past" if as_of < today else "future"
