"""Comparisons for tests of renderers, made by the core from two sheets; nothing here sets a number."""

import datetime as dt
from dataclasses import replace
from typing import Any

import assessments
from assessments import AS_OF, PEOPLE, WAIVER
from gapsheet.core.compare import compare, snapshot_of
from gapsheet.model.assessment import Assessment
from gapsheet.model.checklist import Checklist
from gapsheet.model.comparison import Comparison, NothingToCompare, Snapshot

EARLIER = dt.date(2026, 8, 20)
COMMIT = "4be91c7d2b07ae1f4c41077f90a5be2d88c6e4d1"
NOTHING = NothingToCompare("main:gapsheet.yaml", COMMIT)


def old_side(assessment: Assessment, source: str = "main:gapsheet.yaml") -> Snapshot:
    return snapshot_of(assessment, source=source, commit=COMMIT)


def new_side(assessment: Assessment, source: str = "gapsheet.yaml") -> Snapshot:
    return snapshot_of(assessment, source=source)


def before() -> Assessment:
    """The half-way sheet of `assessments.not_ready()` three months earlier: most of it worse, some of it better."""
    now = assessments.not_ready()
    lists = assessments.core()
    answers: dict[str, Any] = {
        name: {"answer": a.answer, "owner": a.owner, "due": a.due, "evidence": a.evidence} for name, a in _given(now)
    }
    met = [name for name, answer in answers.items() if answer["answer"] == "met"]
    partial = [name for name, answer in answers.items() if answer["answer"] == "partial"]
    unmet = [name for name, answer in answers.items() if answer["answer"] == "unmet"]
    for name in met[1::5]:
        answers[name]["answer"] = "unmet"
    for name in met[2::17]:
        answers[name]["answer"] = "n/a"
        answers[name]["reason"] = "Not built yet."
    for name in partial[1::5]:
        answers[name]["answer"] = "met"
    for name in unmet[4:5]:
        answers[name]["answer"] = "partial"
    answers[unmet[3]].update(due="2026-10-30", owner="dana")
    answers[unmet[2]].update(owner="hana")
    answers[unmet[4]]["waiver"] = WAIVER | {"granted": "2026-08-01", "until": "2026-08-31"}
    del answers[unmet[5]]
    for name in met[:1] + met[6:8]:
        answers[name]["evidence"] = ()
    return assessments.assessment(
        {name: {key: value for key, value in one.items() if value} for name, one in answers.items()},
        lists,
        policy=assessments.policy("launch"),
        as_of=EARLIER,
        assessed=EARLIER,
        facts=now.sheet.facts,
    )


def ordinary() -> Comparison:
    """The same checklists three months apart: every kind of change that one can have then."""
    found = compare(old_side(before()), new_side(assessments.not_ready()))
    moved = tuple(replace(row, times=3) if row.what == "due" else row for row in found.moved)
    return replace(found, moved=moved)


def unlike() -> Comparison:
    """Other checklists, another major version, another severity, and another policy."""
    lists = assessments.core()
    first = _assessed(lists[:3], "pilot", EARLIER, "partial")
    second = _assessed([_major(lists[0]), *lists[2:]], "launch", AS_OF, "met")
    return compare(old_side(first), new_side(second))


def unchanged() -> Comparison:
    """Twice the same sheet."""
    now = assessments.not_ready()
    return compare(old_side(now), new_side(now))


def apart() -> Comparison:
    """No item in common."""
    lists = assessments.core()
    return compare(
        old_side(_assessed(lists[:1], None, EARLIER, "met")), new_side(_assessed(lists[1:2], "launch", AS_OF, "unmet"))
    )


def bare() -> Comparison:
    """Two saved results: no statements, no dates, no titles."""
    found = ordinary()

    def stripped(snapshot: Snapshot) -> Snapshot:
        return replace(
            snapshot,
            date=None,
            commit=None,
            verdict=None,
            policy=None,
            system="",
            checklists=tuple(replace(entry, title=None) for entry in snapshot.checklists),
            marks=tuple(replace(mark, statement=None, line=None) for mark in snapshot.marks),
        )

    return compare(stripped(found.old), stripped(found.new))


def many() -> Comparison:
    """Thirty checklists, and an answer to every second item in place of none."""
    return compare(
        old_side(assessments.many(answered=False)),
        new_side(assessments.many()),
    )


def hostile() -> Comparison:
    """Names, ids, handles and statements that try to act."""
    evil = (
        f'{assessments.SCRIPT}\n::error::x\n# h\n| a | b |\n[x](javascript:alert(1)) @team \u202e\x1b[31m"}}{{</style>'
    )
    found = ordinary()
    text = replace(found.changes[0].statement, en=evil, zh_cn=evil)  # type: ignore[type-var] # a statement of the core

    def twisted(snapshot: Snapshot) -> Snapshot:
        return replace(
            snapshot,
            source=evil,
            system=evil,
            policy=evil if snapshot is found.old else "launch",
            commit=evil if snapshot is found.old else None,
            checklists=tuple(replace(entry, title=text, pinned="1.0" + evil) for entry in snapshot.checklists),
            marks=tuple(
                replace(mark, id=mark.id + evil, statement=text, owner=evil if mark.owner else None)
                for mark in snapshot.marks
            ),
        )

    new = twisted(found.new)
    old = twisted(found.old)
    return compare(
        replace(old, checklists=tuple(replace(entry, pinned=f"{entry.pinned}2") for entry in old.checklists)), new
    )


def with_baseline(told: Comparison | NothingToCompare | None = None) -> Assessment:
    """The half-way sheet with its baseline."""
    return replace(assessments.not_ready(), comparison=told or ordinary())


def _given(now: Assessment) -> list[tuple[str, Any]]:
    return [(name, answer) for name, answer in now.sheet.answers.items() if answer.answer]


def _assessed(lists: list[Checklist], policy: str | None, day: dt.date, word: str) -> Assessment:
    answers = {
        item.id: word if number % 3 else "unmet" for number, item in enumerate(assessments.items(lists)) if number % 7
    }
    judged = assessments.policy(policy) if policy else None
    return assessments.assessment(answers, lists, policy=judged, as_of=day, assessed=day, people=PEOPLE)


def _major(checklist: Checklist) -> Checklist:
    """The checklist as its next major version: its last item gone, its first one less severe."""
    sections = []
    for index, section in enumerate(checklist.sections):
        kept = list(section.items)
        if index == 0:
            kept[0] = replace(kept[0], severity="low")
        if index == len(checklist.sections) - 1:
            kept.pop()
        sections.append(replace(section, items=tuple(kept)))
    return replace(checklist, version="2.0.0", sections=tuple(sections))
