"""What comes with Gapsheet: complete, in both languages, and true to the source article."""

from pathlib import Path

import pytest

from gapsheet.load.catalog import (
    builtin_checklists,
    builtin_policies,
    load_builtin_checklist,
    load_facts,
    load_policy,
)
from gapsheet.load.lint import lint_builtin
from gapsheet.model.base import keys_of

ROOT = Path(__file__).resolve().parents[2]

POINTS = (Path(__file__).parent / "source-points.txt").read_text("utf-8").split()
"""The answer points of the source article, by id: thirty questions, and what each of their answers names."""

CORE = ("security", "privacy", "deployment", "drift", "update")
ITEMS = {
    "security": (14, 18),
    "privacy": (10, 14),
    "deployment": (10, 13),
    "drift": (9, 12),
    "update": (10, 13),
    "data-quality": (11, 14),
    "training": (8, 10),
    "evaluation": (9, 12),
    "explainability": (8, 10),
    "reliability": (7, 9),
    "scalability": (6, 8),
    "resources": (10, 13),
    "optimization": (6, 8),
    "cost": (6, 8),
    "llm-safety": (10, 14),
    "governance": (9, 12),
    "ml-test-score": (28, 28),
}
"""Number of items, from and to."""


def checklists():
    return {name: load_builtin_checklist(name).checklist for name in builtin_checklists()}


def test_every_checklist_is_there_and_nothing_else():
    assert set(builtin_checklists()) == set(ITEMS)
    assert set(builtin_policies()) == {"pilot", "launch", "diligence"}


def test_lint_finds_nothing():
    assert lint_builtin() == ()


@pytest.mark.parametrize(("name", "bounds"), ITEMS.items())
def test_number_of_items(name, bounds):
    items = checklists()[name].items()
    assert bounds[0] <= len(items) <= bounds[1]
    prefix = checklists()[name].prefix
    assert sorted(i.id for i in items) == [f"{prefix}-{n:02d}" for n in range(1, len(items) + 1)]


def test_every_point_of_the_source_has_an_item():
    covered = {point for c in checklists().values() for item in c.items() for point in item.source}
    assert len(POINTS) == 119
    assert len({point.partition(".")[0] for point in POINTS}) == 30
    assert set(POINTS) - covered == set()
    assert covered <= set(POINTS)


def test_see_leads_to_items_that_exist():
    items = {i.id for c in checklists().values() for i in c.items()}
    dangling = {
        (i.id, other) for c in checklists().values() for i in c.items() for other in i.see if other not in items
    }
    assert dangling == set()


def test_every_framework_shipped_is_referred_to():
    used = {ref.split(":")[0] for c in checklists().values() for i in c.items() for ref in i.refs}
    shipped = {p.stem for p in (ROOT / "checklists" / "frameworks").glob("*.yaml")}
    assert used == shipped


def test_an_owasp_llm_id_is_never_cited_without_its_year():
    refs = {ref for c in checklists().values() for i in c.items() for ref in i.refs}
    assert not [ref for ref in refs if ref.startswith("owasp-llm:")]
    assert [ref for ref in refs if ref.startswith("owasp-llm-2025:")]


def test_facts_are_the_closed_list_and_conditions_use_no_other():
    known = {fact.id for fact in load_facts().facts}
    used = {name for c in checklists().values() for i in c.items() if i.applies_when for name in i.applies_when.names()}
    assert used <= known
    assert {"llm", "personal-data", "agents", "multi-tenant", "cn-public-opinion"} <= known


def test_policies_are_what_the_contract_says():
    def rules(name):
        loaded, found = load_policy(name, root=ROOT, base=ROOT, sheet_checklists=())
        assert found == ()
        asked = {name: getattr(loaded.policy.rules, name) for name in keys_of(type(loaded.policy.rules))}
        return {name: value for name, value in asked.items() if value is not None}

    pilot, launch, diligence = rules("pilot"), rules("launch"), rules("diligence")
    assert pilot == {"max_open": {"critical": 0}, "min_checklist_score": {"privacy": 50}}
    assert launch["max_open"] == {"critical": 0, "high": 0}
    assert launch["max_waived"] == {"critical": 1, "high": 4}
    assert launch["max_waiver_days"] == {"critical": 30, "high": 90}
    assert launch["min_score"] == 70
    assert launch["min_checklist_score"] == {"default": 50}
    assert launch["max_assessment_age"] == 120
    required = [(r.checklist, r.when) for r in launch["require_checklists"]]
    assert required == [*((name, None) for name in CORE), ("llm-safety", "llm")]
    more = {name: value for name, value in diligence.items() if name not in launch}
    assert more == {
        "max_unanswered": {"default": 0},
        "evidence_for": ("critical", "high"),
        "min_evidence": 90,
        "max_not_applicable": 15,
    }
    assert {name: diligence[name] for name in launch} == launch


@pytest.mark.parametrize("name", ["pilot", "launch", "diligence"])
def test_policies_say_why(name):
    text = (ROOT / "checklists" / "policies" / f"{name}.yaml").read_text(encoding="utf-8")
    assert sum(line.lstrip().startswith("#") for line in text.splitlines()) >= 3


def test_nothing_that_ships_uses_a_word_that_the_contract_bans():
    for path in sorted((ROOT / "checklists").rglob("*.yaml")):
        text = path.read_text("utf-8")
        for word in ("就" + "绪", "豁" + "免", "verif" + "ied"):
            assert word not in text.lower(), path.name
