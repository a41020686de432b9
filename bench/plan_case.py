"""The plan on 190 random items in 16 checklists: the same items for the same seed, on any machine."""

import datetime as dt
import random
import time
from collections.abc import Iterator
from fractions import Fraction

from gapsheet.core import search
from gapsheet.core.assess import ChecklistInput, PolicyInput, SheetInput, assess
from gapsheet.model.answers import Answer, AnswerSheet, Pin
from gapsheet.model.checklist import Checklist, Facts, Item, LocalText, Section
from gapsheet.model.policy import Policy, Rules

TODAY = dt.date(2026, 11, 18)
TEXT = LocalText(en="x", zh_cn="x")
CASES = {
    "{high: 5, medium: 20}": Rules(max_open={"high": 5, "medium": 20}),
    "{high: 5, medium: 20}, overall 75": Rules(max_open={"high": 5, "medium": 20}, min_score=Fraction(75)),
    "{high: 5, medium: 20}, overall 75, each at 60": Rules(
        max_open={"high": 5, "medium": 20}, min_score=Fraction(75), min_checklist_score={"default": Fraction(60)}
    ),
}


def world(seed: int) -> tuple[list[Checklist], dict[str, Answer]]:
    """Return 16 checklists with 190 items and an answer to about three quarters of them."""
    draw = random.Random(seed)
    lists, answers = [], {}
    for number in range(16):
        prefix = f"B{chr(65 + number)}{chr(65 + number)}"
        rows = []
        for place in range(1, (12 if number < 14 else 11) + 1):
            name = f"{prefix}-{place:02d}"
            severity = draw.choices(["critical", "high", "medium", "low"], [2, 3, 3, 2])[0]
            effort = draw.choices(["small", "medium", "large"], [4, 4, 2])[0]
            rows.append(
                Item(
                    id=name,
                    severity=severity,
                    effort=effort,
                    statement=TEXT,
                    why=TEXT,
                    met_when=(TEXT, TEXT),
                    evidence=(TEXT,),
                    fix=(TEXT,),
                )
            )
            word = draw.choice(["met", "partial", "unmet", None])
            if word:
                answers[name] = Answer(answer=word)
        section = Section(id="all", title=TEXT, items=tuple(rows))
        lists.append(
            Checklist(
                schema_="gapsheet/checklist/v1",
                id=prefix.lower(),
                version="1.0.0",
                prefix=prefix,
                title=TEXT,
                sections=(section,),
            )
        )
    return lists, answers


def plan_on_190_items() -> Iterator[tuple[str, int, bool, int, float]]:
    """Yield for each case: label, the state limit, whether exact, the person-days, and the seconds it took."""
    lists, answers = world(2026)
    sheet = AnswerSheet(
        schema_="gapsheet/answers/v1",
        system="Bench",
        checklists=tuple(Pin(id=c.id, major=1, minor=0) for c in lists),
        answers=answers,
    )
    source = SheetInput(sheet, "gapsheet.yaml", "0" * 64, {}, {}, {})
    entries = [ChecklistInput(c, "0" * 64, None, "1.0") for c in lists]
    facts = Facts(schema_="gapsheet/facts/v1", facts=())
    for label, rules in CASES.items():
        policy = Policy(schema_="gapsheet/policy/v1", id="bench", title=TEXT, rules=rules)
        start = time.perf_counter()
        result = assess(source, entries, facts, as_of=TODAY, version="0", policy=PolicyInput(policy, "0" * 64, None))
        taken = time.perf_counter() - start
        assert result.gate is not None
        way = result.gate.way_to_pass
        yield label, search.MAX_STATES, way.exact, way.effort_days, taken
