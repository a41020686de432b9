"""The shipped examples: valid, and judged as their README says; the numbers are counted a second way here."""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.app.schemas import schema_of_sheet
from gapsheet.model.assessment import Assessment
from gapsheet.words import say

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
AS_OF = dt.date(2026, 11, 18)
NAMES = ("claims-copilot", "smart-support")
WEIGHT = {"critical": 5, "high": 3, "medium": 2, "low": 1}
EARNED = {"met": 2, "符合": 2, "partial": 1, "部分符合": 1, "unmet": 0, "不符合": 0, None: 0}


@cache
def judged(name: str) -> Judged:
    loaded = open_sheet(f"examples/{name}/gapsheet.yaml", ROOT)
    assert loaded.diagnostics == ()
    result = judge(loaded, as_of=AS_OF, version="0", cwd=ROOT, policy=None, required=True)
    assert isinstance(result, Judged)
    return result


def of(name: str) -> Assessment:
    return judged(name).assessment


def text_of(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def counted(name: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield checklist, id, weight and half credits of every item that counts, from the YAML files alone."""
    sheet = text_of(EXAMPLES / name / "gapsheet.yaml")
    for pin in sheet["checklists"]:
        checklist = pin.partition("@")[0]
        for section in text_of(ROOT / "checklists" / f"{checklist}.yaml")["sections"]:
            for item in section["items"]:
                if not applies(item.get("applies_when", {}), sheet["facts"]):
                    continue
                said = sheet["answers"].get(item["id"]) or None
                word = said.get("answer") if isinstance(said, dict) else said
                if word not in ("n/a", "不适用"):
                    yield checklist, item["id"], WEIGHT[item["severity"]], EARNED[word]


def applies(when: dict[str, list[str]], facts: dict[str, str]) -> bool:
    one_of = when.get("any")
    return (
        (one_of is None or any(facts.get(fact) != "no" for fact in one_of))
        and all(facts.get(fact) != "no" for fact in when.get("all", ()))
        and all(facts.get(fact) != "yes" for fact in when.get("none", ()))
    )


def shown(rows: list[tuple[str, str, int, int]]) -> str:
    """Return the score of the rows as a report shows it: cut to one decimal."""
    tenths = int(Fraction(1000 * sum(w * half for _, _, w, half in rows), 2 * sum(w for _, _, w, _ in rows)))
    return f"{tenths // 10}.{tenths % 10}"


@pytest.mark.parametrize(
    ("name", "weight", "earned", "score", "by_checklist"),
    [
        ("claims-copilot", 234, 157, "67.0", ["75.0", "70.5", "81.5", "27.1", "81.2", "61.7"]),
        ("smart-support", 243, Fraction(427, 2), "87.8", ["91.0", "81.9", "82.8", "82.8", "93.9", "92.2"]),
    ],
)
def test_the_score_is_the_sum_of_weights(name, weight, earned, score, by_checklist):
    rows = list(counted(name))
    assert sum(w for _, _, w, _ in rows) == weight
    assert sum(w * half for _, _, w, half in rows) == 2 * earned
    assert shown(rows) == score
    assert str(of(name).numbers.score) == score
    assert (of(name).numbers.weight, of(name).numbers.earned) == (weight, earned)
    own = [shown([row for row in rows if row[0] == entry.id]) for entry in of(name).checklists]
    assert own == by_checklist
    assert [str(entry.numbers.score) for entry in of(name).checklists] == by_checklist


def test_claims_copilot_is_not_ready_and_twelve_closings_clear_the_gate():
    result = of("claims-copilot")
    assert result.gate is not None
    assert result.gate.verdict == "not-ready"
    assert [rule.rule for rule in result.gate.rules if not rule.passed] == [
        "max_open",
        "min_score",
        "min_checklist_score",
    ]
    still_open = {severity: [i.id for i in result.items() if i.open and i.severity == severity] for severity in WEIGHT}
    assert still_open["critical"] == ["SEC-02", "PRI-01", "LLM-03"]
    drift, safety = ["DRI-02", "DRI-07", "DRI-09", "DRI-10"], ["LLM-09", "LLM-11", "LLM-14"]
    assert still_open["high"] == ["SEC-13", "SEC-16", *drift, *safety]
    way = result.gate.way_to_pass
    assert (way.reachable, way.exact, way.effort_days) == (True, True, 63)
    assert {step.action for step in way.steps} == {"close"}
    plan = ["SEC-02", "LLM-03", "PRI-01", "DRI-02", "DRI-09", "DRI-10"]
    plan += ["LLM-09", "LLM-14", "SEC-13", "SEC-16", "DRI-07", "LLM-11"]
    assert [step.item for step in way.steps] == plan
    assert (str(result.numbers.low), str(result.numbers.high)) == ("67.0", "68.8")
    counts = result.numbers.counts
    assert (counts.met, counts.partial, counts.unmet, counts.unanswered, counts.not_applicable) == (39, 9, 22, 2, 1)


def test_smart_support_is_ready_with_waivers():
    result = of("smart-support")
    assert result.gate is not None
    assert result.gate.verdict == "ready-with-waivers"
    assert all(rule.passed for rule in result.gate.rules)
    assert result.gate.way_to_pass.steps == ()
    counts = result.numbers.counts
    assert (counts.met, counts.partial, counts.unmet, counts.unanswered, counts.not_applicable) == (56, 12, 6, 1, 1)


@pytest.mark.parametrize(
    ("name", "waivers"),
    [
        (
            "claims-copilot",
            {
                "DRI-01": ("critical", "in-force", 12),
                "PRI-11": ("high", "in-force", 27),
                "DEP-08": ("high", "in-force", 58),
                "UPD-09": ("high", "in-force", 74),
                "SEC-16": ("high", "not-yet", 58),
            },
        ),
        (
            "smart-support",
            {
                "DEP-09": ("critical", "in-force", 17),
                "PRI-11": ("high", "in-force", 27),
                "LLM-11": ("high", "in-force", 58),
                "SEC-16": ("high", "in-force", 58),
            },
        ),
    ],
)
def test_which_waivers_are_in_force(name, waivers):
    found = {item.id: item for item in of(name).items() if item.waiver is not None}
    assert of(name).waivers == tuple(waivers)
    assert {
        id_: (item.severity, item.waiver.state, item.waiver.days_left)
        for id_, item in found.items()
        if item.waiver is not None
    } == waivers
    soon = {id_ for id_, (_, state, left) in waivers.items() if state == "in-force" and left <= 30}
    assert {id_ for id_, item in found.items() if item.waiver and item.waiver.ends_soon} == soon


@pytest.mark.parametrize("name", NAMES)
def test_every_file_in_evidence_is_used_small_and_as_recorded(name):
    folder = EXAMPLES / name / "evidence"
    used = set()
    for item in of(name).items():
        for piece in item.evidence:
            assert piece.status in ("present", "link")
            if piece.path is None:
                continue
            used.add(piece.path)
            content = (ROOT / piece.path).read_bytes()
            if piece.evidence.sha256 is not None:
                assert hashlib.sha256(content).hexdigest() == piece.evidence.sha256
    files = sorted(folder.iterdir())
    assert used == {path.relative_to(ROOT).as_posix() for path in files}
    assert all(path.stat().st_size < 4096 for path in files)


@pytest.mark.parametrize("name", NAMES)
def test_the_comment_beside_an_answer_is_the_severity_and_statement_of_its_item(name, update_golden):
    result = of(name)
    lang = result.sheet.lang
    path = EXAMPLES / name / "gapsheet.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=.gapsheet/answers.schema.json"
    expected = list(lines)
    for item in result.items():
        if item.line is not None:
            answer = lines[item.line - 1].partition("# ")[0]
            severity = say(
                lang, "terms", f"severity.inline.{item.severity}" if lang == "en" else f"severity.{item.severity}"
            )
            statement = item.item.statement.en if lang == "en" else item.item.statement.zh_cn
            expected[item.line - 1] = f"{answer}# {severity.ljust(8 if lang == 'en' else 2)}  {statement}"
    if update_golden:
        path.write_text("\n".join(expected) + "\n", encoding="utf-8")
        return
    assert lines == expected, "renew the comments with: pytest tests/examples --update-golden"


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_beside_an_example_is_the_one_of_its_items(name, update_golden):
    loaded = open_sheet(f"examples/{name}/gapsheet.yaml", ROOT)
    assert loaded.lang is not None
    path = EXAMPLES / name / ".gapsheet/answers.schema.json"
    expected = schema_of_sheet(loaded, loaded.lang)
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(expected, encoding="utf-8", newline="\n")
        return
    assert path.read_text(encoding="utf-8") == expected, "renew it with: make golden"
    described = set(json.loads(expected)["properties"]["answers"]["properties"])
    pinned = [pin.partition("@")[0] for pin in text_of(EXAMPLES / name / "gapsheet.yaml")["checklists"]]
    listed = [text_of(ROOT / "checklists" / f"{checklist}.yaml") for checklist in pinned]
    assert described == {item["id"] for one in listed for section in one["sections"] for item in section["items"]}


@pytest.mark.parametrize("name", NAMES)
def test_check_jsonschema_holds_an_example_against_its_schema(name):
    """It takes patterns as ECMA 262 has them, and reads the YAML its own way."""
    folder = EXAMPLES / name
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", ".gapsheet/answers.schema.json"]
    done = subprocess.run([*command, "gapsheet.yaml"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_gives_the_numbers_of_today(name):
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert text.count(str(of(name).numbers.score)) == 2


def demo(folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", str(EXAMPLES / "demo.sh")],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_demo_runs_from_any_folder_and_writes_both_reports(tmp_path):
    done = demo(tmp_path, BIN=str(Path(sys.executable).parent), OUT=str(tmp_path / "reports"))
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        assert (tmp_path / "reports" / f"{name}-gap.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert done.stdout.index("== Claims Copilot") < done.stdout.index("== 智能客服")


@pytest.mark.parametrize(("code", "command"), [(0, "gate"), (2, "check")])
def test_the_demo_fails_when_a_command_ends_otherwise_than_expected(tmp_path, code, command):
    fake = tmp_path / "gapsheet"
    fake.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    fake.chmod(0o755)
    done = demo(tmp_path, BIN=str(tmp_path), OUT=str(tmp_path / "reports"))
    assert done.returncode == 1
    assert f'"gapsheet {command} examples/claims-copilot/gapsheet.yaml' in done.stderr
    assert f"ended with {code}" in done.stderr
