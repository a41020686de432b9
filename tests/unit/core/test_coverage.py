"""How far answers reach on a framework: a part is never the whole, and what nobody speaks to is no gap."""

from dataclasses import replace

import pytest
from hypothesis import given

from gapsheet.core.coverage import controls_of, reach, state_of
from gapsheet.model.answers import Answer
from gapsheet.model.assessment import CONTROL_STATES
from gapsheet.model.checklist import Applies
from gapsheet.model.framework import Control, Framework, Title, is_relevant
from strategies import TEXT, World, checklist, item, sheet_of, worlds

FRAMEWORK = Framework(
    schema_="gapsheet/framework/v1",
    id="law",
    title=TEXT,
    version=Title(en="1"),
    controls=tuple(Control(id=name, title=Title(en=name)) for name in ("Art. 1", "Art. 2")),
)


def judged(*words, contradicted=()):
    """Items ONE-01 … with these answers (None: unanswered), all speaking to Art. 1."""
    items = tuple(replace(item(f"ONE-{n:02d}"), refs=("law:Art. 1", "other:Art. 2")) for n in range(1, len(words) + 1))
    said = {
        f"ONE-{n:02d}": Answer(answer=word, reason="r" if word == "n/a" else None) for n, word in enumerate(words, 1)
    }
    lists = (checklist("one", items),)
    return World(sheet_of(lists, said, {}), lists, {}, dict.fromkeys(contradicted, "contradicted")).assess().items()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (("met", "met"), "met"),
        (("met", "n/a"), "met"),
        (("met", "partial"), "partial"),
        (("met", "unmet"), "partial"),
        (("met", None), "partial"),
        (("partial",), "partial"),
        (("unmet", None), "unmet"),
        ((None, None), "unanswered"),
        ((None, "n/a"), "unanswered"),
        (("n/a", "n/a"), "not-applicable"),
    ],
)
def test_items_of_a_control_together(words, state):
    assert state_of(judged(*words)) == state


def test_a_contradicted_claim_is_never_met():
    assert state_of(judged("met", contradicted=["ONE-01"])) == "unmet"
    assert state_of(judged("met", "met", contradicted=["ONE-01"])) == "partial"


def test_controls_nobody_speaks_to_are_apart():
    result = reach(FRAMEWORK, judged("met"), sha256="0" * 64)
    assert [(entry.control.id, entry.state) for entry in result.controls] == [
        ("Art. 1", "met"),
        ("Art. 2", "not-addressed"),
    ]
    assert result.addressed == 1
    assert [i.id for i in result.controls[0].items] == ["ONE-01"]


def test_references_name_controls_of_one_framework_each_once():
    assert controls_of(("law:1", "law: 1", "law:2", "lawless:3"), "law") == ("1", "2")


@given(worlds())
def test_counts_are_a_partition_and_met_means_met(world):
    lists = tuple(
        replace(
            c,
            sections=tuple(
                replace(s, items=tuple(replace(i, refs=("law:Art. 1",)) for i in s.items)) for s in c.sections
            ),
        )
        for c in world.checklists
    )
    items = replace(world, checklists=lists).assess().items()
    result = reach(FRAMEWORK, items, sha256="0" * 64)
    assert sum(result.counts.values()) == len(FRAMEWORK.controls)
    assert set(result.counts) == set(CONTROL_STATES)
    if result.controls[0].state == "met":
        counted = [i for i in items if i.counted]
        assert counted
        assert all(i.state == "met" for i in counted)


def test_relevance_needs_a_yes():
    when = Applies(any=("users-in-eu", "eu-provider"), all=("personal-data",), none=("agents",))
    assert is_relevant(when, {"eu-provider": "yes", "personal-data": "yes"})
    assert not is_relevant(when, {"eu-provider": "yes"})
    assert not is_relevant(when, {"personal-data": "yes", "eu-provider": "unknown"})
    assert not is_relevant(when, {"eu-provider": "yes", "personal-data": "yes", "agents": "yes"})
    assert not is_relevant(None, {"eu-provider": "yes"})
