"""Audit records for tests: of any assessment, of both examples, of sheets that fill in everything or try to act."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import assessments
import judged
from gapsheet.core.audit import Circumstances
from gapsheet.core.audit import audit as record_of
from gapsheet.digest import FileDigest
from gapsheet.model.answers import Evidence
from gapsheet.model.assessment import Assessment, EvidenceResult
from gapsheet.model.audit import Audit, Revision
from gapsheet.model.policy import Rules
from strategies import TODAY, World, checklist, item, sheet_of

COMMAND = "gapsheet report gapsheet.yaml"
COMMIT = "4be91c7d" * 5
REVISION = Revision(COMMIT, dt.date(2026, 11, 17), False, ("gapsheet.yaml",))
DIGEST = "0c" * 32


def record(
    assessment: Assessment,
    rules: Rules | None = None,
    *,
    files: Mapping[str, FileDigest] | None = None,
    revision: Revision | None = None,
    today: dt.date = assessments.AS_OF,
) -> Audit:
    """Return the record of an assessment; `rules` are those of the built-in policy it was judged by, unless given."""
    if rules is None and assessment.gate is not None:
        rules = assessments.policy(assessment.gate.policy).rules
    return record_of(assessment, rules, Circumstances(files or {}, revision, today, COMMAND))


@cache
def example(name: str) -> Audit:
    """Return the record of one of the examples, as if it stood alone."""
    return record(judged.example(name))


@cache
def everything() -> Audit:
    """Return the record of the sheet with every built-in checklist."""
    return record(assessments.everything(), today=assessments.AS_OF + dt.timedelta(3))


@cache
def filled(text: str | None = None) -> Audit:
    """Return the record of a sheet in which every field is filled in, all of them with `text` where it is given."""
    lists = assessments.core(("update", "drift"))
    answers: dict[str, Any] = {}
    for index, asked in enumerate(assessments.items(lists)):
        answers[asked.id] = _answer(index, text)
    files = {f"evidence/{n}.pdf": FileDigest(DIGEST, n) for n in range(0, 40, 2)}
    return record(
        assessments.assessment(answers, lists, policy=assessments.policy("launch"), **_head(text)),
        files=files,
        revision=REVISION if text is None else replace(REVISION, changed=(text,) * 6),
        today=assessments.AS_OF + dt.timedelta(1),
    )


def _answer(index: int, text: str | None) -> dict[str, Any]:
    said = text or f"text {index}"
    piece = {
        "file": f"evidence/{index}.pdf" if text is None or index % 4 else f"{text}.pdf",
        "title": said,
        "date": dt.date(2025 + index % 3 - index % 5 // 4, 11, 18),
        "sha256": (DIGEST, "ab" * 32)[index % 4 // 2],
        "collected_by": text or "dana",
        "source_system": said,
        "retain_until": dt.date(2031, 1, 1),
    }
    waiver = {"compensating_control": said, "residual_risk": said, "reason": said, "by": text or "hana"}
    return {
        "answer": ("met", "partial", "unmet", "n/a")[index % 4],
        "note": said,
        "reason": said,
        "evidence": [piece]
        if index % 2 == 0
        else [{"url": f"https://ci.example.org/{index}?a=1&b=(2)", "title": said}],
        "owner": text or ("dana", None)[index % 2],
        "due": dt.date(2026, 10, 1) + dt.timedelta(20 * index) if index % 3 else None,
        "waiver": assessments.WAIVER | waiver if index % 8 in (1, 2) else None,
        "by": text or "mina",
        "at": dt.date(2026, 11, 1),
        "method": [("interview", "document", "observation", "test")[index % 4]],
        "population": said,
        "sample": said,
        "exceptions": said,
        "reviewed": {"by": text or "liwei", "at": dt.date(2026, 11, 10), "result": ("unmet", said)[index % 2]},
    }


def _head(text: str | None) -> dict[str, Any]:
    said = text or "A text."
    return {
        "system": text or "Claims Copilot",
        "organisation": said,
        "independence": "internal",
        "participants": [text or "dana", "ines"],
        "period": {"from": dt.date(2026, 1, 1), "to": dt.date(2026, 10, 31)},
        "scope": {"text": said, "in": [said, "b"], "out": [said]},
        "assumptions": [said, "Callers keep their keys."],
        "statement": {"text": said, "name": text or "hana", "role": said, "date": dt.date(2026, 11, 17)},
        "signoff": [
            {"role": "prepared", "name": text or "mina", "at": dt.date(2026, 11, 16)},
            {"role": "reviewed", "name": "liwei"},
            {"role": "approved", "name": text or "hana"},
        ],
        "classification": said,
        "distribution": said,
        "subject": {"version": said, "commit": said, "image": said, "models": [said], "environment": said},
        "facts": {"llm": "no", "personal-data": "yes"},
    }


# ---- small sheets by hand ----


def day(n: int) -> dt.date:
    return TODAY + dt.timedelta(n)


def world(answers, *, severities="critical critical high medium low", evidence=None, checked=None, facts=None, **sheet):
    rows = tuple(item(f"ONE-{n:02d}", s) for n, s in enumerate(severities.split(), 1))
    entry = checklist("one", rows)
    head = replace(sheet_of((entry,), answers, facts or {}), **sheet)
    return World(head, (entry,), evidence or {}, checked or {})


def audited(case: World, rules: Rules | None = None, *, files=None, revision=None, today=TODAY, as_of=TODAY) -> Audit:
    around = Circumstances(files or {}, revision, today, COMMAND)
    return record_of(case.assess(rules, as_of=as_of), rules, around)


def link(url: str = "https://e.org", **more) -> EvidenceResult:
    return EvidenceResult(Evidence(url=url, **more), url, "link")


def file(path: str, status: str = "present", **more) -> EvidenceResult:
    return EvidenceResult(Evidence(file=path, **more), path, status, path)
