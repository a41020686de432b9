"""The evidence register on hand-made sheets: order, duplicates, digests, age."""

import datetime as dt
from dataclasses import replace

import pytest

from audits import audited as audit
from audits import day, file, link, world
from gapsheet.digest import FileDigest
from gapsheet.model.answers import Answer, Evidence
from gapsheet.model.assessment import EvidenceResult
from strategies import TODAY

met, partial = Answer(answer="met"), Answer(answer="partial")


def test_the_register_goes_by_first_mention_and_names_every_item_once():
    scan, log, named = file("scan.json"), link(), Evidence(url="https://e.org/pentest", title="Pen test")
    pieces = {
        "ONE-03": (link(title="Another title"),),
        "ONE-02": (scan, EvidenceResult(named, "https://e.org/pentest", "link")),
        "ONE-01": (log, scan, log),
    }
    answers = dict.fromkeys(pieces, met) | {"ONE-02": partial}
    case = world(answers, evidence=pieces)
    found = audit(replace(case, sheet=replace(case.sheet, evidence={"pentest": named, "again": named})))
    assert [(e.number, e.target, e.name, e.items) for e in found.evidence] == [
        ("E-01", "https://e.org", None, ("ONE-01",)),
        ("E-02", "scan.json", None, ("ONE-01", "ONE-02")),
        ("E-03", "https://e.org/pentest", "pentest", ("ONE-02",)),
        ("E-04", "https://e.org", None, ("ONE-03",)),
    ]
    assert {row.item.id: row.evidence for row in found.matrix if row.evidence} == {
        "ONE-01": ("E-01", "E-02"),
        "ONE-02": ("E-02", "E-03"),
        "ONE-03": ("E-04",),
    }
    assert [(entry.item.id, entry.evidence) for entry in found.findings] == [("ONE-02", ("E-02", "E-03"))]


def test_a_file_has_its_digest_and_is_changed_where_the_sheet_gives_another():
    ours, theirs = "ab" * 32, "cd" * 32
    pieces = (
        file("same.txt", sha256=ours),
        file("other.txt", sha256=theirs),
        file("untold.txt"),
        file("large.bin", sha256=theirs),
        file("gone.txt", "missing", sha256=theirs),
        link(sha256=theirs),
    )
    files = {name: FileDigest(ours, 7) for name in ("same.txt", "other.txt", "untold.txt", "gone.txt")}
    files["large.bin"] = FileDigest(None, 1 << 32)
    found = audit(world({"ONE-01": met}, evidence={"ONE-01": pieces}), files=files)
    assert [(e.target, e.sha256, e.size, e.changed) for e in found.evidence] == [
        ("same.txt", ours, 7, False),
        ("other.txt", ours, 7, True),
        ("untold.txt", ours, 7, False),
        ("large.bin", None, 1 << 32, False),
        ("gone.txt", None, None, False),
        ("https://e.org", None, None, False),
    ]
    limits = found.limits
    assert (limits.evidence, limits.changed, limits.missing, limits.not_opened) == (6, 1, 1, 1)


@pytest.mark.parametrize(
    ("days", "age", "stale"),
    [(0, 0, False), (-365, 365, False), (-366, 366, True), (3, -3, False), (None, None, False)],
)
def test_the_age_of_evidence_is_counted_to_the_day_of_the_report(days, age, stale):
    dated = link(date=None if days is None else day(days))
    found = audit(world({"ONE-01": met}, evidence={"ONE-01": (dated,)}))
    (entry,) = found.evidence
    assert (entry.age, entry.stale) == (age, stale)
    assert (found.limits.stale, found.limits.undated) == (int(stale), int(days is None))


def test_the_age_may_span_the_whole_calendar():
    dated = link(date=dt.date.min), link(date=dt.date.max)
    found = audit(world({"ONE-01": met}, evidence={"ONE-01": dated}))
    ages = [entry.age for entry in found.evidence]
    assert ages == [(TODAY - dt.date.min).days, (TODAY - dt.date.max).days]
