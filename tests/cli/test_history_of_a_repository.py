"""The past of a sheet in a real repository: 300 commits, a rename, a broken revision, another checklist version."""

import datetime as dt
import json
from collections import Counter

import pytest

from cli.conftest import Tool
from repositories import Repo

FIRST = dt.date(2026, 1, 1)
COMMITS = 300
RENAMED, BROKEN, VERSIONED = 100, 150, 220

OWN = """\
schema: gapsheet/checklist/v1
id: ours
version: {version}
prefix: OUR
title: {{en: Ours, zh-CN: 自有}}
sections:
  - id: all
    title: {{en: All, zh-CN: 全部}}
    items:
      - id: OUR-01
        severity: {severity}
        effort: small
        statement: {{en: Models have an owner, zh-CN: 模型有责任人}}
        why: {{en: Nobody acts otherwise, zh-CN: 否则无人处理}}
        met_when: [{{en: A name is written, zh-CN: 写明姓名}}, {{en: It is current, zh-CN: 保持更新}}]
        evidence: [{{en: The register, zh-CN: 登记表}}]
        fix: [{{en: Write it down, zh-CN: 登记}}]
"""
SHEET = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: {day}
checklists: [update@1.0, ./ours.yaml@{version}]
policy: pilot

answers:
  UPD-01: {first}
  UPD-02:        # changed on even days
    answer: {second}
  OUR-01: met
"""


def sheet(number: int) -> str:
    day = FIRST + dt.timedelta(days=number)
    text = SHEET.format(
        day=day,
        version="2.0" if number >= VERSIONED else "1.0",
        first="met" if number % 3 else "unmet",
        second="met" if number % 2 else "partial",
    )
    return text.replace("UPD-01: ", "UPD-01: not ") if number == BROKEN else text


@pytest.fixture(scope="module")
def past(tmp_path_factory) -> Repo:
    repo = Repo.new(tmp_path_factory.mktemp("past"))
    revisions = []
    for number in range(COMMITS):
        files: dict[str, str | None] = {}
        if number == 0:
            files["ours.yaml"] = OWN.format(version="1.0.0", severity="high")
        if number == RENAMED:
            files["claims.gapsheet.yaml"] = None
        if number == VERSIONED:
            files["ours.yaml"] = OWN.format(version="2.0.0", severity="critical")
        files["claims.gapsheet.yaml" if number < RENAMED else "gapsheet.yaml"] = sheet(number)
        revisions.append((FIRST + dt.timedelta(days=number), files))
    repo.import_history(revisions)
    return repo


@pytest.fixture(scope="module")
def points(past) -> list[dict]:
    done = Tool(past.root)("history", "--format", "json", "-o", "-")
    assert done.code == 0, done.err
    data = json.loads(done.out)
    assert (data["schema"], data["system"]) == ("gapsheet/history/v1", "Claims Copilot")
    return list(reversed(data["points"]))


def test_every_revision_is_there_in_order(past, points):
    commits = past.git("rev-list", "--reverse", "main").split()
    assert [point["commit"] for point in points] == commits
    assert [point["date"] for point in points] == [str(FIRST + dt.timedelta(days=n)) for n in range(COMMITS)]


def test_the_rename_is_followed(points):
    assert Counter(point["path"] for point in points) == {
        "claims.gapsheet.yaml": RENAMED,
        "gapsheet.yaml": COMMITS - RENAMED,
    }


def test_the_broken_revision_is_said_and_stops_nothing(points):
    assert [number for number, point in enumerate(points) if point["problem"]] == [BROKEN]
    assert points[BROKEN]["problem"] == "broken"
    assert points[BROKEN]["mistakes"] == 1
    assert points[BROKEN]["score"] is None
    after = points[BROKEN + 1]
    assert after["change"] == pytest.approx(after["score"] - points[BROKEN - 1]["score"])


def test_scores_are_those_of_a_gate_on_that_day(past, points):
    """Each distinct kind of revision, against the gate run on the file as it was."""
    for number in (0, 1, 2, RENAMED, BROKEN - 1, VERSIONED - 1, VERSIONED, COMMITS - 1):
        point = points[number]
        past.git("checkout", "--quiet", point["commit"])
        done = Tool(past.root)("gate", point["path"], "--as-of", point["date"], "--format", "json")
        result = json.loads(done.out)
        assert point["score"] == result["score"]
        assert point["verdict"] == result["gate"]["verdict"]
        assert point["open"] == result["progress"]["open"]
        assert point["answered"] == result["progress"]["answered"]
        assert point["checklists"] == [f"{c['id']}@{c['pinned']}" for c in result["checklists"]]
    past.git("checkout", "--quiet", "main")


def test_a_new_checklist_version_breaks_the_line(points):
    assert [number for number, point in enumerate(points) if point["new_checklists"]] == [VERSIONED]
    assert points[VERSIONED]["change"] is None
    assert all(point["change"] is not None for point in points[VERSIONED + 1 :])


def test_git_is_started_a_fixed_number_of_times(past, tmp_path, monkeypatch):
    """One process reads every revision; none is started for a single one. Git's own trace counts them."""
    trace = tmp_path / "trace"
    done = Tool(past.root)("history", "--format", "json", "-o", "-", GIT_TRACE2_EVENT=str(trace))
    assert done.code == 0
    events = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    started = [event["argv"] for event in events if event["event"] == "start"]
    assert sum("cat-file" in argv and "--batch" in argv for argv in started) == 1
    assert len(started) < 10


def test_the_screen_names_the_newest_and_counts_the_rest(past):
    done = Tool(past.root)("history", "--lang", "en")
    lines = done.out.splitlines()
    assert len(lines) < 40
    assert "280" in done.out
    assert all(len(line) <= 80 for line in lines)
    whole = Tool(past.root)("history", "--lang", "en", "--limit", "0")
    assert "1 mistake" in whole.out
    assert "≠" in whole.out


def test_a_shallow_clone_says_so(past, tmp_path):
    clone = tmp_path / "clone"
    past.git("clone", "--quiet", "--depth=5", f"file://{past.root}", str(clone))
    done = Tool(clone)("history", "--lang", "en")
    assert done.code == 0
    assert "shallow" in done.out
    assert len(json.loads(Tool(clone)("history", "--format", "json", "-o", "-").out)["points"]) == 5


def test_without_git_a_folder_of_saved_results_tells_the_same(past, points, tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    tool = Tool(past.root)
    for number in (10, 20, 30):
        point = points[number]
        past.git("checkout", "--quiet", point["commit"])
        name = str(folder / f"{number}.json")
        assert tool("gate", point["path"], "--as-of", point["date"], "--save-baseline", name).code in (0, 1)
    past.git("checkout", "--quiet", "main")
    (folder / "notes.json").write_text("{}")
    done = Tool(tmp_path)("history", "--from", "saved", "--format", "json", "-o", "-")
    data = json.loads(done.out)
    assert data["skipped"] == ["notes.json"]
    found = {point["path"]: point for point in data["points"]}
    for number in (10, 20, 30):
        same = ("date", "score", "verdict", "open", "blockers", "answered", "in_scope", "checklists")
        assert {key: found[f"{number}.json"][key] for key in same} == {key: points[number][key] for key in same}


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda repo: None, "this repository has no commit yet"),
        (
            lambda repo: (repo.write("x.txt", "x"), repo.git("add", "x.txt"), repo.git("commit", "-qm", "x")),
            "no commit",
        ),
    ],
    ids=["no commit at all", "none of the sheet"],
)
def test_2_a_past_that_is_not_there(tmp_path, prepare, said):
    repo = Repo.new(tmp_path / "r")
    prepare(repo)
    Tool(repo.root).sheet()
    done = Tool(repo.root)("history")
    assert done.code == 2
    assert said in done.err
