"""`frameworks list|show` and `checklists new`: how far answers reach, and what it takes to write one's own."""

import csv
import io
import json

import pytest

OURS = """\
schema: gapsheet/framework/v1
id: ours
title: {en: House rules, zh-CN: 内部规定}
version: "1"
cases: {all: {en: all, zh-CN: 全部}}
controls:
  - {id: A, title: {en: Prompts roll back, zh-CN: 提示词可回滚}, applies_from: {all: 2027-01-01}}
  - {id: B, title: {en: =cmd()}}
"""
OWN = """\
schema: gapsheet/checklist/v1
id: house
version: 1.0.0
prefix: HOU
title: {en: House, zh-CN: 内部}
sections:
  - id: all
    title: {en: All, zh-CN: 全部}
    items:
      - id: HOU-01
        severity: high
        effort: small
        statement: {en: Prompts roll back, zh-CN: 提示词可回滚}
        why: {en: A bad prompt stays, zh-CN: 错误的提示词一直在线}
        met_when: [{en: A drill is recorded, zh-CN: 有演练记录}, {en: It took 5 minutes, zh-CN: 用时 5 分钟}]
        evidence: [{en: Drill, zh-CN: 演练}]
        fix: [{en: Keep versions, zh-CN: 保留版本}]
        refs: ["ours:A"]
"""


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.fixture
def sheet(gapsheet):
    gapsheet.write("frameworks/ours.yaml", OURS)
    gapsheet.write("house.yaml", OWN)
    gapsheet.write(
        "gapsheet.yaml",
        "schema: gapsheet/answers/v1\nsystem: X\nassessed: 2026-11-18\nfacts: {personal-data: yes, users-in-eu: yes}\n"
        "checklists: [./house.yaml@1.0]\nframeworks: [./frameworks/ours.yaml]\nanswers:\n  HOU-01: partial\n",
    )
    return gapsheet


def test_list_names_every_framework_with_what_speaks_to_it(gapsheet):
    done = gapsheet("frameworks", "list", "--format", "json")
    listed = json.loads(done.out)["frameworks"]
    assert done.code == 0
    assert [one["id"] for one in listed] == sorted(one["id"] for one in listed)
    assert all(0 < one["addressed"] <= one["controls"] for one in listed)
    assert "eu-ai-act" in gapsheet("frameworks", "list").out
    rows = list(csv.DictReader(io.StringIO(gapsheet("frameworks", "list", "--format", "csv").out)))
    assert [row["framework"] for row in rows] == [one["id"] for one in listed]


def test_show_without_a_sheet_shows_items_and_no_state(gapsheet):
    done = gapsheet("frameworks", "show", "gdpr", "--format", "json")
    shown = json.loads(done.out)
    assert (done.code, shown["sheet"], shown["counts"]) == (0, None, None)
    assert {item["state"] for control in shown["controls"] for item in control["items"]} == {None}


def test_show_holds_the_sheet_against_ones_own_framework(sheet):
    text = sheet("frameworks", "show", "ours").out
    assert "Partly met: HOU-01" in text
    assert "Applies from 1 Jan 2027" in text
    assert "no gap of the team" in text
    assert "not a proof of conformity" in text
    shown = json.loads(sheet("frameworks", "show", "./frameworks/ours.yaml", "--format", "json").out)
    assert [(c["id"], c["state"]) for c in shown["controls"]] == [("A", "partial"), ("B", "not-addressed")]
    assert shown["counts"]["partial"] == 1


def test_csv_holds_no_formula(sheet):
    rows = list(csv.DictReader(io.StringIO(sheet("frameworks", "show", "ours", "--format", "csv").out)))
    assert [row["title"] for row in rows] == ["Prompts roll back", "'=cmd()"]


def test_dates_of_the_ai_act_and_a_later_standard_are_said(gapsheet):
    assert "2 Dec 2027 (high-risk systems of Annex III)" in " ".join(
        gapsheet("frameworks", "show", "eu-ai-act").out.split()
    )
    assert "cn-gbt-45654" in gapsheet("frameworks", "show", "cn-tc260-003").out


def test_report_shows_relevant_and_named_frameworks_and_no_other(sheet):
    result = json.loads(sheet("score", "--format", "json").out)
    assert [(one["id"], one["named"]) for one in result["frameworks"]][:1] == [("ours", True)]
    assert {one["id"] for one in result["frameworks"]} == {"ours", "gdpr", "eu-ai-act"}
    page = sheet("report", "-o", "-", "--format", "markdown").out
    assert "## Frameworks" in page
    assert "House rules" in page


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("eu-ai-akt",), 'Did you mean "eu-ai-act"?'),
        (("no-such-thing-at-all",), "Built in: "),
        (("./missing.yaml",), "does not exist"),
        (("gdpr", "missing.yaml"), "does not exist"),
    ],
)
def test_what_cannot_be_shown_is_exit_2(gapsheet, args, said):
    done = gapsheet("frameworks", "show", *args)
    assert done.code == 2
    assert said in done.err


def test_a_framework_or_a_sheet_with_mistakes_is_exit_2_with_the_place(sheet):
    sheet.write("frameworks/ours.yaml", OURS.replace("id: B", "id: A"))
    done = sheet("frameworks", "show", "./frameworks/ours.yaml")
    assert done.code == 2
    assert "error[GS304]" in done.err
    assert sheet("gate", "--policy", "pilot").code == 2
    sheet.write("frameworks/ours.yaml", OURS)
    sheet.write("gapsheet.yaml", (sheet.folder / "gapsheet.yaml").read_text("utf-8").replace("partial", "partially"))
    done = sheet("frameworks", "show", "ours")
    assert done.code == 2
    assert "error[GS110]" in done.err


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("extends", [(), ("--extends", "security")])
def test_a_new_checklist_passes_lint_and_loads(gapsheet, lang, extends):
    done = gapsheet("checklists", "new", "fintech", *extends, "--lang", lang)
    assert (done.code, done.out.split()[-1]) == (0, "checklists/fintech.yaml")
    assert gapsheet("checklists", "lint", "checklists/fintech.yaml", "--format", "json").out.count('"code"') == 0
    gapsheet.write(
        "gapsheet.yaml", "schema: gapsheet/answers/v1\nsystem: X\nchecklists: [./checklists/fintech.yaml@1.0]\n"
    )
    assert gapsheet("check").code == 0


def test_new_never_overwrites_without_force(gapsheet):
    gapsheet("checklists", "new", "fintech")
    before = (gapsheet.folder / "checklists/fintech.yaml").read_bytes()
    done = gapsheet("checklists", "new", "fintech", "--prefix", "FNT")
    assert done.code == 2
    assert "--output" in done.err
    assert (gapsheet.folder / "checklists/fintech.yaml").read_bytes() == before
    assert gapsheet("checklists", "new", "fintech", "--prefix", "FNT", "--force").code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Fin Tech",), "is not an id"),
        (("security",), "is the id of a built-in checklist"),
        (("fintech", "--prefix", "fin"), "is not a prefix"),
        (("fintech", "--prefix", "SEC"), "belongs to security"),
        (("fintech", "--extends", "securty"), 'Did you mean "security"?'),
        (("fintech", "--extends", "ml-test-score"), "cannot be extended"),
        (("fintech", "-o", "fintech.txt"), "does not end in .yaml"),
    ],
)
def test_new_refuses_names_that_would_mislead(gapsheet, args, said):
    done = gapsheet("checklists", "new", *args)
    assert done.code == 2
    assert said in done.err


def test_init_adds_what_the_policy_cannot_pass_without(gapsheet):
    done = gapsheet("init", "--system", "X", "--checklists", "core", "--policy", "launch")
    assert "Added llm-safety: the policy launch asks for it" in done.out
    text = (gapsheet.folder / "gapsheet.yaml").read_text("utf-8")
    assert "llm-safety@1.0" in text
    done = gapsheet(
        "init", "--system", "X", "--checklists", "core", "--policy", "launch", "--facts", "llm=no", "--force"
    )
    assert "Added" not in done.out
    assert "llm-safety" not in (gapsheet.folder / "gapsheet.yaml").read_text("utf-8")


def test_a_core_sheet_with_everything_met_passes_launch(gapsheet):
    gapsheet("init", "--system", "X", "--checklists", "core", "--policy", "launch", "--as-of", "2026-11-18")
    path = gapsheet.folder / "gapsheet.yaml"
    lines = [
        line.replace(":", ": met", 1) if line.startswith("  ") and line[2:5].isupper() and line[5] == "-" else line
        for line in path.read_text("utf-8").splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert gapsheet("gate", "--as-of", "2026-11-18").code == 0


def test_recommended_gives_a_language_model_start_up_what_it_needs(gapsheet):
    facts = (
        "llm=yes,rag=yes,user-facing=yes,third-party-model-api=yes,personal-data=yes,trains-models=no,gpu-cluster=no"
    )
    gapsheet("init", "--system", "X", "--checklists", "recommended", "--facts", facts)
    text = (gapsheet.folder / "gapsheet.yaml").read_text("utf-8")
    for name in (
        "security",
        "privacy",
        "deployment",
        "drift",
        "update",
        "llm-safety",
        "evaluation",
        "data-quality",
        "cost",
    ):
        assert f"  - {name}@1.0" in text
    for name in ("training", "ml-test-score"):
        assert f"  - {name}@1.0" not in text


def test_lint_reads_frameworks_beside_a_checklist_as_carefully_as_anything(sheet):
    sheet.write("checklists/house.yaml", OWN)
    sheet.write("checklists/frameworks/named-otherwise.yml", OURS)
    assert sheet("checklists", "lint", "checklists/house.yaml").code == 0
    (sheet.folder / "checklists/frameworks/folder.yaml").mkdir()
    sheet.write("checklists/frameworks/deep.yaml", "a: " + "[" * 5000 + "]" * 5000)
    sheet.write("checklists/frameworks/broken.yaml", "a: [")
    (sheet.folder / "checklists/frameworks/latin.yaml").write_bytes(b"a: \xff\n")
    (sheet.folder / "checklists/frameworks/out.yaml").symlink_to("/etc/passwd")
    done = sheet("checklists", "lint", "checklists/house.yaml", "--format", "concise")
    assert done.code == 1
    assert {line.split(":")[0].rpartition("/")[2] for line in done.out.splitlines() if " error " in line} == {
        "deep.yaml",
        "broken.yaml",
        "latin.yaml",
    }
    assert "root:" not in done.out + done.err
