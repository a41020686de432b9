"""Hypothesis strategies for small worlds: checklists, answers, facts, waivers and policies."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from gapsheet.core.assess import ChecklistInput, PolicyInput, SheetInput, assess
from gapsheet.core.compare import snapshot_of
from gapsheet.model.answers import Answer, AnswerSheet, Evidence, Pin, Waiver
from gapsheet.model.assessment import Assessment, EvidenceResult
from gapsheet.model.checklist import Applies, Checklist, Fact, Facts, Item, LocalText, Section
from gapsheet.model.comparison import NothingToCompare, Snapshot
from gapsheet.model.policy import Policy, Rules
from gapsheet.model.record import Review

TODAY = dt.date(2026, 11, 18)
TEXT = LocalText(en="x", zh_cn="某")
FACTS = ("alpha", "beta")
SEVERITIES = ("critical", "high", "medium", "low")
PREFIXES = {"one": "ONE", "two": "TWO", "six": "SIX"}


@dataclass(frozen=True)
class World:
    """A sheet with its checklists; `checked` are evidence readings, which no reader produces yet."""

    sheet: AnswerSheet
    checklists: tuple[Checklist, ...]
    evidence: dict[str, tuple[EvidenceResult, ...]]
    checked: dict[str, str]

    def assess(
        self, rules: Rules | None = None, as_of: dt.date = TODAY, baseline: Snapshot | NothingToCompare | None = None
    ) -> Assessment:
        return assess(
            SheetInput(self.sheet, "gapsheet.yaml", "0" * 64, {}, self.evidence, self.checked),
            [ChecklistInput(c, "0" * 64, None, "1.0") for c in self.checklists],
            Facts(
                schema_="gapsheet/facts/v1",
                facts=tuple(Fact(id=f, title=TEXT, question=TEXT, example=TEXT) for f in FACTS),
            ),
            as_of=as_of,
            version="0",
            policy=None if rules is None else PolicyInput(policy_of(rules), "0" * 64, None),
            baseline=baseline,
        )

    def snapshot(self) -> Snapshot:
        return snapshot_of(self.assess(), source="before")


def policy_of(rules: Rules) -> Policy:
    return Policy(schema_="gapsheet/policy/v1", id="p", title=TEXT, rules=rules)


def item(identifier: str, severity: str = "high", effort: str = "small", applies: Applies | None = None) -> Item:
    return Item(
        id=identifier,
        severity=severity,
        effort=effort,
        statement=TEXT,
        why=TEXT,
        met_when=(TEXT, TEXT),
        evidence=(TEXT,),
        fix=(TEXT,),
        applies_when=applies,
    )


def checklist(name: str, items: tuple[Item, ...]) -> Checklist:
    return Checklist(
        schema_="gapsheet/checklist/v1",
        id=name,
        version="1.0.0",
        prefix=PREFIXES[name],
        title=TEXT,
        sections=(Section(id="all", title=TEXT, items=items),),
    )


def sheet_of(checklists: tuple[Checklist, ...], answers: dict[str, Answer], facts: dict[str, str]) -> AnswerSheet:
    return AnswerSheet(
        schema_="gapsheet/answers/v1",
        system="S",
        assessed=TODAY,
        checklists=tuple(Pin(id=c.id, major=1, minor=0) for c in checklists),
        answers=answers,
        facts=facts,
    )


days = st.integers(-40, 40).map(lambda n: TODAY + dt.timedelta(n))


@st.composite
def waivers(draw) -> Waiver:
    granted = draw(days)
    until = granted + dt.timedelta(draw(st.integers(0, 60)))
    more = draw(st.sampled_from([{}, {"compensating_control": "c", "residual_risk": "q"}]))
    return Waiver(reason="r", by="b", granted=granted, until=until, **more)


RECORDED = {
    "by": "b",
    "at": TODAY,
    "method": ("document", "test"),
    "population": "all",
    "sample": "some",
    "exceptions": "none",
    "reviewed": Review(by="c", at=TODAY, result="unmet"),
}
"""What an audit report records of an answer; no number and no verdict may depend on it."""
PIECE = Evidence(url="https://e.org", collected_by="b", source_system="s", retain_until=TODAY)


@st.composite
def answers(draw, waived=True) -> Answer:
    word = draw(st.sampled_from(["met", "partial", "unmet", "n/a", None]))
    waiver = draw(st.none() | waivers()) if waived and word in ("partial", "unmet", "met") else None
    more = draw(st.sampled_from([{}, RECORDED]))
    return Answer(answer=word, reason="r" if word == "n/a" else None, waiver=waiver, **more)


applies = st.none() | st.builds(
    Applies,
    any=st.lists(st.sampled_from(FACTS), max_size=2).map(tuple),
    all=st.lists(st.sampled_from(FACTS), max_size=1).map(tuple),
    none=st.lists(st.sampled_from(FACTS), max_size=1).map(tuple),
)


@st.composite
def worlds(draw, max_items: int = 8, max_checklists: int = 3, with_facts: bool = True) -> World:
    lists = []
    replies: dict[str, Answer] = {}
    evidence: dict[str, tuple[EvidenceResult, ...]] = {}
    checked: dict[str, str] = {}
    for name in list(PREFIXES)[: draw(st.integers(1, max_checklists))]:
        items = []
        for number in range(1, draw(st.integers(1, max(1, max_items // 2))) + 1):
            identifier = f"{PREFIXES[name]}-{number:02d}"
            items.append(
                item(
                    identifier,
                    draw(st.sampled_from(SEVERITIES)),
                    draw(st.sampled_from(["small", "medium", "large"])),
                    draw(applies) if with_facts else None,
                )
            )
            if draw(st.integers(0, 4)):
                replies[identifier] = draw(answers())
                kind = draw(st.sampled_from(["", "", "link", "missing"]))
                if kind:
                    evidence[identifier] = (EvidenceResult(PIECE, "https://e.org", kind, ref="e"),)
                reading = draw(st.sampled_from([None, None, None, "checked", "contradicted"]))
                if reading:
                    checked[identifier] = reading
        lists.append(checklist(name, tuple(items)))
    facts = draw(st.dictionaries(st.sampled_from(FACTS), st.sampled_from(["yes", "no", "unknown"])))
    return World(sheet_of(tuple(lists), replies, facts), tuple(lists), evidence, checked)


def limits(keys: tuple[str, ...], most: int):
    return st.none() | st.dictionaries(st.sampled_from(keys), st.integers(0, most), min_size=1, max_size=3)


percent = st.one_of(st.integers(0, 100).map(Fraction), st.integers(0, 1000).map(lambda n: Fraction(n, 10)))

closing_rules = st.builds(
    Rules,
    max_open=limits(SEVERITIES, 3),
    max_waived=limits(SEVERITIES, 2),
    max_waiver_days=limits((*SEVERITIES, "default"), 40),
    unwaivable=st.none() | st.lists(st.sampled_from(["ONE-01", "TWO-02"]), max_size=2).map(tuple),
    min_score=st.none() | percent,
    min_checklist_score=st.none()
    | st.dictionaries(st.sampled_from(["default", "one", "two"]), percent, min_size=1, max_size=2),
)

all_rules = st.builds(
    replace,
    closing_rules,
    max_unanswered=limits((*SEVERITIES, "default"), 3),
    min_evidence=st.none() | percent,
    evidence_for=st.none() | st.lists(st.sampled_from(SEVERITIES), min_size=1, unique=True).map(tuple),
    max_not_applicable=st.none() | percent,
    max_assessment_age=st.none() | st.integers(0, 100),
)


@st.composite
def changes(draw) -> tuple[World, World]:
    """A world and what a change made of it: other answers and facts, and now and then other items."""
    old = draw(worlds(max_items=8))
    names = [entry.id for one in old.checklists for entry in one.items()]
    answers_now = dict(old.sheet.answers)
    for name in draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
        answers_now[name] = draw(answers())
    facts = draw(st.just(old.sheet.facts) | st.dictionaries(st.sampled_from(FACTS), st.sampled_from(["yes", "no"])))
    lists = old.checklists
    kind = draw(st.sampled_from(["same", "same", "same", "fewer", "more", "reweighted"]))
    if kind == "fewer" and len(lists) > 1:
        lists = lists[:-1]
    elif kind == "more" and len(lists) < len(PREFIXES):
        name = next(name for name in PREFIXES if name not in [one.id for one in lists])
        lists = (*lists, checklist(name, (item(f"{PREFIXES[name]}-01", draw(st.sampled_from(SEVERITIES))),)))
    elif kind == "reweighted":
        first = lists[0].sections[0]
        items = (replace(first.items[0], severity=draw(st.sampled_from(SEVERITIES))), *first.items[1:])
        lists = (replace(lists[0], sections=(replace(first, items=items),)), *lists[1:])
    kept = {entry.id for one in lists for entry in one.items()}
    answers_now = {name: answer for name, answer in answers_now.items() if name in kept}
    return old, World(sheet_of(lists, answers_now, facts), lists, old.evidence, old.checked)


baseline_rules = st.builds(
    replace,
    closing_rules,
    max_drop=st.none() | st.integers(0, 300).map(lambda n: Fraction(n, 10)) | st.just(Fraction(1, 3)),
    no_item_worse=st.none() | st.just(True),
)
