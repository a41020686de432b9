"""The items and checklists that a policy names are looked up among the sheet's and the built-in ones."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gapsheet.load.catalog import load_builtin_checklist, load_checklist_file, load_policy

TINY = Path(__file__).parents[2] / "diagnostics" / "tiny.yaml"
HEAD = "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 自有}\nrules:\n  "


@pytest.fixture
def said(tmp_path):
    """Return the codes and suggestions for a rule, held against a sheet's checklists."""
    root = Path(os.path.realpath(tmp_path))

    def ask(rule, *checklists):
        (root / "ours.yaml").write_text(f"{HEAD}{rule}\n", "utf-8")
        loaded, found = load_policy("./ours.yaml", root=root, base=root, sheet_checklists=checklists)
        assert (loaded is None) == bool(found)
        return [(one.code, one.params["near"]) for one in found]

    return ask


@pytest.fixture
def tiny():
    loaded, _ = load_checklist_file(TINY, "tiny.yaml")
    assert loaded is not None
    return loaded.checklist


@pytest.mark.parametrize(
    ("item", "near"),
    [("SCE-01", "SEC-01"), ("PRI-99", ""), ("TIN-99", ""), ("sec-1", "SEC-01"), ("TIM-02", "TIN-02"), ("anything", "")],
)
def test_an_item_that_no_checklist_has_is_an_error(said, tiny, item, near):
    assert said(f"unwaivable: [{item}]", tiny) == [("GS406", near)]


@pytest.mark.parametrize("item", ["TIN-01", "PRI-01", "SEC-01"])
def test_an_item_of_the_sheet_or_of_a_built_in_checklist_is_fine(said, tiny, item):
    assert said(f"unwaivable: [{item}]", tiny) == []


def test_an_item_of_ones_own_checklist_with_a_built_in_prefix_is_fine(said, tiny):
    first = replace(tiny.sections[0].items[0], id="SEC-9999")
    own = replace(tiny, prefix="SEC", sections=(replace(tiny.sections[0], items=(first,)),))
    assert said("unwaivable: [SEC-9999, SEC-01]", own) == []


def test_without_a_sheet_only_the_form_is_looked_at(said):
    assert said("unwaivable: [SCE-01, PRI-99]") == []
    assert said("unwaivable: [sec-1]") == [("GS406", "")]
    assert said("require_checklists: [secruity]") == []


@pytest.mark.parametrize(
    ("rule", "near"),
    [
        ("require_checklists: [secruity]", "security"),
        ("require_checklists: [Security]", "security"),
        ("require_checklists: [{checklist: privcy, when: llm}]", "privacy"),
        ("require_checklists: [tyny]", "tiny"),
        ("min_checklist_score: {defalt: 50}", "default"),
        ("min_checklist_score: {securty: 50}", "security"),
    ],
)
def test_a_name_that_is_nearly_a_checklist_is_an_error(said, tiny, rule, near):
    assert said(rule, tiny) == [("GS410", near)]


@pytest.mark.parametrize("name", ["security", "tiny", "llm-safety", "fintech", "security-extras", "defalt"])
def test_a_name_that_is_right_or_like_no_other_is_fine(said, tiny, name):
    assert said(f"require_checklists: [{name}]", tiny) == []


def test_an_own_checklist_says_whether_it_shadows_a_built_in_one(tmp_path):
    assert not load_builtin_checklist("security").shadows
    for name in ("security", "ours"):
        (tmp_path / "own.yaml").write_text(TINY.read_text("utf-8").replace("id: tiny", f"id: {name}"), "utf-8")
        loaded, found = load_checklist_file(tmp_path / "own.yaml", "own.yaml")
        assert loaded is not None
        assert (loaded.shadows, found) == (name == "security", ())
