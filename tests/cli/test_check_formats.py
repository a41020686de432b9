"""`check --format sarif|github` and `checklists lint` in the same formats, by the installed command."""

import json

import pytest

from cli.conftest import DAY
from sarif_logs import valid

BROKEN = "  UPD-99: met\n  UPD-01: {answer: met, evidence: gone.txt}\n"
FORMATS = ("text", "concise", "json", "sarif", "github")


@pytest.fixture
def gapsheet(quick):
    return quick


def commands(text):
    return [line for line in text.splitlines() if line.lstrip().startswith(("::", "##"))]


def test_a_broken_sheet_as_sarif(gapsheet):
    gapsheet.sheet(BROKEN, name="services/a b/gapsheet.yaml")
    done = gapsheet("check", "services/a b/gapsheet.yaml", "--format", "sarif")
    run = valid(done.out)
    assert (done.code, done.err) == (1, "")
    assert [(found["ruleId"], found["level"]) for found in run["results"]] == [("GS104", "error"), ("GS201", "warning")]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "services/a%20b/gapsheet.yaml"
    assert place["region"] == {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 9}
    assert run["automationDetails"]["id"] == "gapsheet-check/services/a%20b/gapsheet.yaml/"
    assert run["language"] == "en"
    chinese = json.loads(gapsheet("check", "services/a b/gapsheet.yaml", "--format", "sarif", "--lang", "zh-CN").out)
    assert "建议：" in chinese["runs"][0]["results"][0]["message"]["text"]
    marks = [[found["partialFingerprints"] for found in one["results"]] for one in (run, chinese["runs"][0])]
    assert marks[0] == marks[1]


def test_a_good_sheet_is_an_empty_list_and_no_annotation(gapsheet):
    gapsheet.sheet("  UPD-01: unmet\n")
    done = gapsheet("check", "--format", "sarif")
    assert (done.code, valid(done.out)["results"]) == (0, [])
    done = gapsheet("check", "--format", "github")
    assert (done.code, done.out) == (0, "")
    assert done.err == "no mistakes in 1 file. 1 of 13 items answered.\n"


def test_several_sheets_are_one_log(gapsheet):
    gapsheet.sheet(BROKEN, name="a.gapsheet.yaml")
    gapsheet.sheet("  UPD-01: done\n", name="b.gapsheet.yaml")
    gapsheet.sheet(name="c.gapsheet.yaml")
    names = ("a.gapsheet.yaml", "b.gapsheet.yaml", "c.gapsheet.yaml")
    done = gapsheet("check", *names, "--format", "sarif")
    run = valid(done.out)
    assert done.code == 1
    assert [found["ruleId"] for found in run["results"]] == ["GS104", "GS201", "GS110"]
    assert [entry["location"]["uri"] for entry in run["artifacts"]] == list(names)
    assert run["automationDetails"]["id"] == "gapsheet-check/"
    lines = gapsheet("check", *names, "--format", "github").out.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "::error file=a.gapsheet.yaml",
        "::error file=b.gapsheet.yaml",
        "::warning file=a.gapsheet.yaml",
    ]


@pytest.mark.parametrize(
    ("answers", "code"),
    [(BROKEN, 1), ("  UPD-01: {answer: met, evidence: gone.txt}\n", 0), ("  UPD-01: met\n", 0), ("  - [\n", 1)],
)
def test_the_exit_code_never_depends_on_the_format(gapsheet, inside, answers, code):
    gapsheet.sheet(answers)
    assert {form: inside("check", "--format", form).code for form in FORMATS} == dict.fromkeys(FORMATS, code)
    assert {inside("check", "gapsheet.yaml", "nowhere.yaml", "--format", form).code for form in FORMATS} == {2}
    assert {inside("check", "nowhere.yaml", "--format", form).code for form in FORMATS} == {2}


def test_a_file_that_cannot_be_opened_is_told_beside_the_log(gapsheet):
    gapsheet.sheet(BROKEN)
    done = gapsheet("check", "gapsheet.yaml", "nowhere.yaml", "--format", "sarif")
    assert done.code == 2
    assert len(valid(done.out)["results"]) == 2
    assert done.err == "error: nowhere.yaml does not exist\n"


def test_only_our_own_annotations_are_commands(gapsheet):
    """The way of annotations is open to them alone: what a sheet says reaches no line start in any format."""
    bad = "::error title=pwned::x"
    text = f'  "{bad}\\n{bad}": met\n  UPD-01: "{bad}"\n  UPD-02: {{answer: met, evidence: "{bad}"}}\n'
    path = gapsheet.sheet(text)
    path.write_text(path.read_text("utf-8").replace("Claims Copilot", f'"{bad}"'), encoding="utf-8")
    done = gapsheet("check", "--format", "github")
    lines = done.out.splitlines()
    assert len(lines) >= 3
    assert all(line.startswith(("::error file=gapsheet.yaml,line=", "::warning file=gapsheet.yaml,")) for line in lines)
    assert not commands(done.err)
    for form in ("text", "concise", "json", "sarif"):
        done = gapsheet("check", "--format", form)
        assert done.out
        assert not commands(done.out + done.err)


def test_what_github_would_drop_is_said_last(gapsheet):
    answers = "".join(f"  UPD-{number}: met\n" for number in range(50, 64))
    gapsheet.sheet(answers + "  UPD-01: {answer: met, evidence: gone.txt}\n")
    lines = gapsheet("check", "--format", "github").out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 14 + ["::warning", "::notice"]
    assert "4 more" in lines[-1]


def test_the_same_sheet_and_day_give_the_same_bytes(gapsheet):
    gapsheet.sheet(BROKEN)
    for form in ("sarif", "github"):
        outs = {
            gapsheet("check", "--format", form, "--as-of", DAY, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale).out
            for seed, zone, locale in (("0", "UTC", "C.UTF-8"), ("1", "Asia/Shanghai", "C"))
        }
        assert len(outs) == 1


def test_lint_speaks_the_same_formats(gapsheet):
    assert gapsheet("checklists", "new", "fintech").code == 0
    path = gapsheet.folder / "checklists" / "fintech.yaml"
    path.write_text(path.read_text("utf-8").replace("severity: ", "severity: x", 1), encoding="utf-8")
    done = gapsheet("checklists", "lint", "checklists/fintech.yaml", "--format", "sarif")
    run = valid(done.out)
    assert done.code == 1
    assert "GS306" in {found["ruleId"] for found in run["results"]}
    assert run["automationDetails"]["id"] == "gapsheet-lint/"
    done = gapsheet("checklists", "lint", "checklists/fintech.yaml", "--format", "github")
    assert done.code == 1
    assert done.out.startswith("::error file=checklists/fintech.yaml,line=")
