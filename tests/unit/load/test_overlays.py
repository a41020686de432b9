"""Overlays: what stands in a sheet instead of a built-in checklist."""

import datetime as dt
from pathlib import Path

import pytest

from gapsheet.app.judge import judge
from gapsheet.load.catalog import load_builtin_checklist, load_checklist_file
from gapsheet.load.lint import lint_checklist
from gapsheet.load.sheet import load_sheet

HEAD = """\
schema: gapsheet/checklist/v1
id: ours
version: 1.0.0
prefix: OUR
extends: update@1.0
title: {en: Ours, zh-CN: 自有}
"""
CHANGES = """\
override:
  UPD-07: {severity: critical, effort: large}
  UPD-08:
    met_when:
      - {en: The model id carries a date, zh-CN: 模型标识带日期}
      - {en: A test fails where it does not, zh-CN: 不带日期时测试失败}
  UPD-09: {applies_when: {any: [agents]}}
drop:
  UPD-12: {en: Nothing learns online here, zh-CN: 这里没有在线学习}
sections:
  - id: house
    title: {en: House rules, zh-CN: 内部规定}
    items:
      - id: OUR-01
        severity: low
        effort: small
        statement: {en: Every release has a codename, zh-CN: 每次发布都有代号}
        why: {en: Two releases are mixed up, zh-CN: 两次发布会混淆}
        met_when: [{en: The tag has it, zh-CN: 标签中有代号}, {en: No two are alike, zh-CN: 互不相同}]
        evidence: [{en: Tags, zh-CN: 标签}]
        fix: [{en: Name the next one, zh-CN: 给下一次起名}]
        see: [UPD-05]
"""


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "ours.yaml").write_text(HEAD + CHANGES, "utf-8")
    return tmp_path.resolve()


def sheet(root: Path, answers: str = "", checklists: str = "[./ours.yaml@1.0]"):
    text = (
        f"schema: gapsheet/answers/v1\nsystem: X\nassessed: 2026-11-18\nchecklists: {checklists}\nanswers:\n{answers}"
    )
    (root / "gapsheet.yaml").write_text(text, "utf-8")
    return load_sheet(root / "gapsheet.yaml", root)


def test_is_its_base_as_changed_and_its_own_items(root):
    entry, found = load_checklist_file(root / "ours.yaml", "ours.yaml")
    assert found == ()
    base = load_builtin_checklist("update").checklist
    before, after = {i.id: i for i in base.items()}, {i.id: i for i in entry.checklist.items()}
    assert list(after) == [name for name in before if name != "UPD-12"] + ["OUR-01"]
    assert (after["UPD-07"].severity, after["UPD-07"].effort) == ("critical", "large")
    assert after["UPD-07"].statement == before["UPD-07"].statement
    assert next(line.en for line in after["UPD-08"].met_when) == "The model id carries a date"
    assert after["UPD-08"].severity == before["UPD-08"].severity
    assert after["UPD-09"].applies_when.any == ("agents",)
    assert entry.base.overridden == ("UPD-07", "UPD-08", "UPD-09")
    assert [(d.item.id, d.reason.en) for d in entry.base.dropped] == [("UPD-12", "Nothing learns online here")]
    assert lint_checklist(root / "ours.yaml", root) == ()


def test_stands_in_the_sheet_and_in_the_policy_instead_of_its_base(root):
    loaded = sheet(root, "  UPD-07: unmet\n  OUR-01: met\n  UPD-12: met\n")
    assert [d.code for d in loaded.diagnostics] == ["GS208"]
    (root / "rules.yaml").write_text(
        "schema: gapsheet/policy/v1\nid: p\ntitle: {en: P, zh-CN: 策略}\n"
        "rules:\n  require_checklists: [update]\n  min_checklist_score: {update: 90}\n  max_open: {critical: 0}\n",
        "utf-8",
    )
    judged = judge(loaded, as_of=dt.date(2026, 11, 18), version="0", cwd=root, policy="./rules.yaml")
    rules = {rule.rule: rule for rule in judged.assessment.gate.rules}
    assert rules["require_checklists"].passed
    assert rules["min_checklist_score"].failing == ("ours",)
    assert "UPD-07" in rules["max_open"].items
    assert "UPD-12" not in {item.id for item in judged.assessment.items()}


def test_an_item_that_a_later_minor_of_the_base_added_is_announced(root, monkeypatch):
    from dataclasses import replace

    import gapsheet.load.catalog as catalog

    real = catalog.load_builtin_checklist("update")
    sections = list(real.checklist.sections)
    last = sections[-1].items[-1]
    sections[-1] = replace(sections[-1], items=(*sections[-1].items[:-1], replace(last, since="1.1")))
    newer = replace(real, checklist=replace(real.checklist, version="1.1.0", sections=tuple(sections)))
    monkeypatch.setattr(catalog, "load_builtin_checklist", lambda name: newer)
    entry, found = load_checklist_file(root / "ours.yaml", "ours.yaml")
    assert found == ()
    assert entry.base.later == (last.id,)
    assert last.id not in {item.id for item in entry.checklist.items()}


def test_a_mistake_in_it_is_placed_in_its_own_file(root):
    (root / "ours.yaml").write_text(HEAD + "drop:\n  UPD-99: {en: a, zh-CN: 甲}\n", "utf-8")
    (found,) = sheet(root).diagnostics
    assert (found.code, found.path, found.span.line) == ("GS321", "ours.yaml", 8)
