"""`gapsheet report --kind audit`: names and formats of the file, two languages, paper, and what is refused."""

import json

import pytest

from cli.conftest import DAY
from gapsheet.report.wire import Result


@pytest.fixture
def gapsheet(quick):
    """Many cases of one command, none of which needs a process of its own."""
    quick.sheet()
    return quick


def listing(folder):
    return sorted(path.name for path in folder.iterdir() if path.name not in (".git", "gapsheet.yaml"))


def audit(tool, *args: str):
    return tool("report", "--kind", "audit", "--as-of", DAY, *args)


@pytest.mark.parametrize(
    ("args", "name", "start"),
    [
        (("--format", "markdown"), "gapsheet-audit.md", "# Audit report: Claims Copilot\n"),
        (("--format", "json"), "gapsheet-audit.json", "{\n"),
        (("-o", "a.md", "--lang", "zh-CN"), "a.md", "# 审计报告：Claims Copilot\n"),
        (("-o", "a.json"), "a.json", "{\n"),
        (("-o", "a.txt", "--format", "markdown"), "a.txt", "# Audit report: Claims Copilot\n"),
    ],
)
def test_the_file_is_named_after_the_sheet_or_as_asked(gapsheet, args, name, start):
    done = audit(gapsheet, *args)
    assert done.code == 0, done.err
    assert listing(gapsheet.folder) == [name]
    assert (gapsheet.folder / name).read_text("utf-8").startswith(start)
    assert name in done.out


def test_the_audit_report_goes_beside_the_gap_report(gapsheet):
    gapsheet.sheet(name="claims.gapsheet.yaml")
    for kind in ("gap", "audit"):
        done = gapsheet("report", "claims.gapsheet.yaml", "--kind", kind, "--format", "json", "--as-of", DAY)
        assert done.code == 0, done.err
    assert listing(gapsheet.folder) == ["claims-audit.json", "claims-gap.json", "claims.gapsheet.yaml"]


def test_json_is_the_result_with_the_record_and_says_how_to_get_it_again(gapsheet):
    done = audit(gapsheet, "--format", "json", "-o", "-", "--policy", "pilot")
    assert done.code == 0, done.err
    data = json.loads(done.out)
    record = Result.model_validate(data).audit
    assert record is not None
    assert [(found.number, found.item, found.grade) for found in record.findings] == [("F-01", "UPD-01", "major")]
    assert len(record.not_assessed) == data["counts"]["unanswered"]
    assert record.revision is None
    assert record.dating == "past"
    again = record.reproduce.split()
    assert again[:5] == ["gapsheet", "report", "gapsheet.yaml", "--kind", "audit"]
    assert again[again.index("--as-of") + 1] == DAY
    assert again[again.index("--policy") + 1] == "pilot"
    gap = json.loads(gapsheet("report", "--format", "json", "-o", "-", "--as-of", DAY, "--policy", "pilot").out)
    assert gap["audit"] is None
    assert {name: value for name, value in data.items() if name != "audit"} == {
        name: value for name, value in gap.items() if name != "audit"
    }
    assert listing(gapsheet.folder) == []


def test_two_languages_in_one_file(gapsheet):
    done = audit(gapsheet, "--format", "markdown", "-o", "-", "--lang", "en,zh-CN")
    assert done.code == 0, done.err
    assert done.out.startswith("# Audit report / 审计报告: Claims Copilot\n")
    turned = audit(gapsheet, "--format", "markdown", "-o", "-", "--lang", "zh-CN,en")
    assert turned.out.startswith("# 审计报告 / Audit report")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--kind", "audit", "--format", "csv"), ["--format", "csv", "html", "pdf", "markdown", "json"]),
        (("--kind", "gap", "--format", "pdf"), ["--format", "pdf", "html", "markdown", "json", "csv"]),
        (("--kind", "audit", "-o", "a.csv"), ["a.csv", ".html", ".pdf", ".md", ".json"]),
        (("--kind", "audit", "--paper", "a5"), ["--paper", "a5", "a4", "letter"]),
        (("--kind", "all"), ["--kind", "all", "gap", "audit"]),
        (("--paper", "a4"), ["--paper", "--kind audit"]),
        (("--lang", "en,zh-CN"), ["--lang", "--kind audit"]),
        (("--kind", "audit", "--lang", "en,en"), ["--lang"]),
        (("--kind", "audit", "--lang", "en,fr"), ["--lang", "fr"]),
    ],
)
def test_what_does_not_fit_the_kind_is_refused(gapsheet, args, said):
    done = gapsheet("report", *args, "--as-of", DAY)
    assert done.code == 2
    assert done.out == ""
    assert all(word in done.err for word in said), done.err
    assert listing(gapsheet.folder) == []


@pytest.mark.parametrize("command", ["score", "gate", "check"])
def test_other_commands_take_one_language(gapsheet, command):
    done = gapsheet(command, "--lang", "en,zh-CN")
    assert done.code == 2
    assert "gapsheet report --kind audit --lang en,zh-CN" in done.err
    assert done.out == ""


def test_a_sheet_with_mistakes_gives_no_report(gapsheet):
    gapsheet.sheet("  UPD-01: maybe\n")
    done = audit(gapsheet, "--format", "markdown")
    assert done.code == 2
    assert "GS110" in done.err
    assert listing(gapsheet.folder) == []


def test_the_command_that_is_printed_gives_the_report_again_from_the_top_level(gapsheet):
    top, folder = gapsheet.folder, gapsheet.folder / "my systems"
    folder.mkdir()
    (top / "gapsheet.yaml").rename(folder / "a $b.gapsheet.yaml")
    rules = "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 本队}\nrules: {min_score: 70}\n"
    (top / "our policy.yaml").write_text(rules, encoding="utf-8")
    name = "a $b.gapsheet.yaml"
    asked = ("report", name, "--kind", "audit", "--as-of", DAY, "--format", "json", "-o", "-")
    done = gapsheet(*asked, "--policy", "../our policy.yaml", "--baseline", name, cwd=folder)
    assert done.code == 0, done.err
    said = json.loads(done.out)["audit"]["reproduce"]
    assert said == (
        f"cd 'my systems' && gapsheet report 'a $b.gapsheet.yaml' --kind audit --as-of {DAY} "
        "--policy '../our policy.yaml' --baseline 'a $b.gapsheet.yaml' --lang en --format json"
    )
    plain = gapsheet(*asked, cwd=folder)
    said = json.loads(plain.out)["audit"]["reproduce"]
    assert said.startswith("gapsheet report 'my systems/a $b.gapsheet.yaml' --kind audit")
    (folder / name).rename(top / "-a.gapsheet.yaml")
    odd = audit(gapsheet, "./-a.gapsheet.yaml", "--format", "json", "-o", "-")
    assert json.loads(odd.out)["audit"]["reproduce"].startswith("gapsheet report ./-a.gapsheet.yaml ")
