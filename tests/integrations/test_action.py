"""The composite action: its form, and its script run as a runner runs it."""

import re
import shutil
import subprocess
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from ci_projects import BIN, DAY, ROOT, Done, Project, plain_environment, run

ACTION = ROOT / "action.yml"
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(ACTION.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def step() -> dict[str, Any]:
    (only,) = action()["runs"]["steps"]
    return dict(only)


def venv_of(temp: Path, source: Path) -> Path:
    """Where the action installs to, for the copy of Gapsheet at `source`."""
    done = subprocess.run(["cksum"], input=str(source).encode(), capture_output=True, check=True)
    return temp / f"gapsheet-{done.stdout.split()[0].decode()}"


class Runner:
    """A job of GitHub's on this machine: its folders, and the files that steps write to."""

    def __init__(self, folder: Path, source: Path = ROOT, *, installed: bool = True) -> None:
        self.source = source
        self.temp = folder / "runner temp"
        self.temp.mkdir()
        self.output, self.summary_file = folder / "output", folder / "summary"
        if installed:
            venv = venv_of(self.temp, source)
            (venv / "bin").mkdir(parents=True)
            (venv / "bin/gapsheet").symlink_to(BIN / "gapsheet")
            (venv / "done").touch()

    def __call__(self, project: Project, **inputs: str) -> Done:
        self.output.write_text("")
        self.summary_file.write_text("")
        given = {name.replace("_", "-"): value for name, value in {"as_of": DAY, **inputs}.items()}
        values = {name: one.get("default", "") for name, one in action()["inputs"].items()}
        assert given.keys() <= values.keys()
        values |= given
        env = plain_environment(
            RUNNER_TEMP=str(self.temp),
            GITHUB_ACTION_PATH=str(self.source),
            GITHUB_OUTPUT=str(self.output),
            GITHUB_STEP_SUMMARY=str(self.summary_file),
            GITHUB_ACTIONS="true",
            CI="true",
        )
        for name, value in step()["env"].items():
            found = INPUT.fullmatch(value)
            assert found, "an input goes through the environment whole"
            env[name] = values[found[1]]
        script = self.temp / "step.sh"
        script.write_text(step()["run"], encoding="utf-8")
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, cwd=project.folder, env=env)

    @property
    def outputs(self) -> dict[str, str]:
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        return self.summary_file.read_text(encoding="utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_the_form_is_that_of_an_action():
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION, cwd=ROOT)
    assert done.code == 0, done.out
    assert step()["shell"] == "bash"


def test_no_expression_stands_in_the_script():
    assert "${{" not in step()["run"]
    assert set(INPUT.findall("".join(step()["env"].values()))) == set(action()["inputs"])


def test_the_script_has_no_mistake_that_bash_can_see(tmp_path):
    script = tmp_path / "step.sh"
    script.write_text(step()["run"], encoding="utf-8")
    assert run("bash", "-n", script, cwd=tmp_path).code == 0


def test_a_ready_sheet_passes_and_every_output_is_set(runner, project):
    done = runner(project)
    assert done.code == 0, done.out + done.err
    assert set(runner.outputs) >= set(action()["outputs"])
    assert runner.outputs["verdict"] == "ready"
    assert runner.outputs["exit-code"] == "0"
    assert float(runner.outputs["score"]) == 100
    assert runner.outputs["policy"] == "launch"
    assert runner.outputs["as-of"] == DAY
    assert runner.outputs["report"] == "gapsheet-report.html"
    assert (project.folder / "gapsheet-report.html").read_text(encoding="utf-8").startswith("<!")
    assert "100" in runner.summary


def test_a_sheet_that_is_not_ready_fails_with_outputs_annotations_and_summary(runner, project):
    project.replace("SEC-01: met", "SEC-01: unmet")
    done = runner(project)
    assert done.code == 1, done.err
    assert runner.outputs["verdict"] == "not-ready"
    assert runner.outputs["exit-code"] == "1"
    assert runner.outputs["failed-rules"] == "max_open"
    assert re.search(r"^::error .*gapsheet\.yaml", done.out, re.MULTILINE)
    assert "SEC-01" in runner.summary
    assert (project.folder / runner.outputs["report"]).is_file()


def test_fail_false_keeps_the_step_green_and_the_code_in_the_output(runner, project):
    project.replace("SEC-01: met", "SEC-01: unmet")
    assert runner(project, fail="false").code == 0
    assert runner.outputs["exit-code"] == "1"
    assert runner.outputs["verdict"] == "not-ready"


@pytest.mark.parametrize("fail", ["true", "false"])
def test_an_invalid_sheet_is_two_whatever_fail_says(runner, project, fail):
    (project.folder / "gapsheet-report.html").write_text("of last week")
    project.replace("SEC-01: met", "SEC-01: perhaps")
    done = runner(project, fail=fail)
    assert done.code == 2
    assert set(runner.outputs) >= set(action()["outputs"])
    assert runner.outputs["verdict"] == "cannot-be-judged"
    assert runner.outputs["exit-code"] == "2"
    assert runner.outputs["report"] == ""
    assert "cannot be judged" in runner.summary
    assert "GS110" in done.err
    assert re.search(r"^::error file=gapsheet\.yaml,line=\d+.*GS110", done.out, re.MULTILINE)


def test_an_unknown_revision_is_two_and_no_mistake_of_the_sheet(runner, project):
    done = runner(project, trust="nowhere")
    assert done.code == 2
    assert "nowhere" in done.err
    assert "::" not in done.out


def test_a_worse_answer_fails_and_the_change_is_an_output(runner, project):
    project.git("switch", "--quiet", "--create", "change")
    project.lower()
    project.commit()
    assert runner(project).code == 0
    assert runner(project, baseline="main:gapsheet.yaml").code == 0
    done = runner(project, baseline="main:gapsheet.yaml", no_worse="true", comment="comment.md")
    assert done.code == 1, done.out + done.err
    assert float(runner.outputs["change"]) < 0
    assert "UPD-07" in done.out
    assert "UPD-07" in (project.folder / runner.outputs["comment"]).read_text(encoding="utf-8")


def test_a_waiver_of_the_change_does_not_count_with_trust(runner, project):
    project.git("switch", "--quiet", "--create", "change")
    project.waive()
    project.commit()
    assert runner(project).code == 0
    assert runner.outputs["verdict"] == "ready-with-waivers"
    done = runner(project, trust="main")
    assert done.code == 1, done.out + done.err
    assert "SEC-01" in done.out


def test_the_change_that_brings_the_sheet_has_nothing_to_be_compared_with(runner, project):
    project.git("checkout", "--quiet", "--orphan", "before")
    project.git("rm", "-r", "--quiet", "--cached", ".")
    project.git("commit", "--quiet", "--allow-empty", "--message", "nothing yet")
    project.git("switch", "--quiet", "--force", "main")
    inputs = {"baseline": "before:gapsheet.yaml", "no_worse": "true", "trust": "before"}
    assert runner(project, policy="launch", **inputs).code == 0
    assert runner.outputs["change"] == ""
    done = runner(project, **inputs)
    assert done.code == 2, "the policy must be one that the change cannot edit"
    assert "--policy" in done.err


def test_a_file_named_like_the_baseline_is_not_the_baseline(runner, project):
    """Git allows a colon in a name: a change could bring its own, lower, baseline."""
    project.git("switch", "--quiet", "--create", "change")
    project.lower()
    shutil.copy(project.folder / "gapsheet.yaml", project.folder / "main:gapsheet.yaml")
    project.commit()
    done = runner(project, baseline="main:gapsheet.yaml", no_worse="true")
    assert done.code == 1, done.out + done.err
    assert "UPD-07" in done.out


@pytest.mark.parametrize(("publish", "shown"), [("verdict", False), ("summary", False), ("full", True)])
def test_what_is_private_stays_so_unless_asked(runner, project, publish, shown):
    note = "The endpoint at 10.0.7.4 takes anything."
    project.replace("SEC-01: met", f"SEC-01:\n    answer: unmet\n    note: {note}\n    owner: dana\n   ")
    done = runner(project, publish=publish, comment="c.md")
    assert done.code == 1
    public = done.out + done.err + runner.summary + (project.folder / "c.md").read_text(encoding="utf-8")
    assert ("10.0.7.4" in public) is shown
    assert ("SEC-01" in public) is (publish != "verdict")


def test_every_file_that_was_asked_for_is_written(runner, project):
    files = {"report": "r.html", "json": "r.json", "sarif": "r.sarif", "junit": "r.xml", "comment": "r.md"}
    assert runner(project, **files).code == 0
    for name, path in files.items():
        assert runner.outputs[name] == path
        assert (project.folder / path).stat().st_size > 100


def test_no_report_when_none_is_wanted(runner, project):
    assert runner(project, report="").code == 0
    assert runner.outputs["report"] == ""
    assert not list(project.folder.glob("*.html"))


def test_chinese(runner, project):
    assert runner(project, lang="zh-CN").code == 0
    assert "通过" in runner.summary


HOSTILE = ["$(touch pwned)", "`touch pwned`", "; touch pwned", '"; touch pwned; "', "--exit-zero", "*"]


GIVEN = ["sheet", "policy", "baseline", "trust", "publish", "lang", "as_of"]


@pytest.mark.parametrize(
    ("name", "value"),
    [*zip(GIVEN, cycle(HOSTILE), strict=False), *zip(GIVEN, cycle(HOSTILE[3:]), strict=False)],
)
def test_a_hostile_value_is_only_a_wrong_value(runner, project, name, value):
    project.replace("SEC-01: met", "SEC-01: unmet")
    done = runner(project, **{name: value})
    assert done.code == 2, done.out + done.err
    assert runner.outputs["verdict"] == "cannot-be-judged"
    assert not list(project.folder.rglob("pwned"))


@pytest.mark.parametrize("value", HOSTILE[:4])
def test_a_hostile_path_is_only_a_strange_name(runner, project, value):
    assert runner(project, report=value, junit=f"junit {value}").code == 0
    assert runner.outputs["report"] == value
    assert (project.folder / value).is_file()
    assert not (project.folder / "pwned").exists()


@pytest.mark.parametrize(
    "name", ["sheet", "policy", "baseline", "trust", "report", "json", "sarif", "junit", "comment"]
)
def test_a_line_break_forges_no_output(runner, project, name):
    done = runner(project, **{name: "x\nverdict=ready\n::notice::x"})
    assert done.code == 2
    assert runner.outputs["verdict"] == "cannot-be-judged"
    assert "verdict=ready" not in runner.output.read_text() + done.out


@pytest.mark.parametrize("name", ["no_worse", "fail"])
def test_what_is_neither_true_nor_false_is_refused(runner, project, name):
    done = runner(project, **{name: "no; touch pwned"})
    assert done.code == 2
    assert "::error title=Gapsheet::" in done.out
    assert not (project.folder / "pwned").exists()


def test_an_old_python_is_said(tmp_path, project):
    old = tmp_path / "old python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    runner = Runner(tmp_path, installed=False)
    done = runner(project, python=str(old))
    assert done.code == 2
    assert "Python 3.11" in done.out
    assert runner.outputs["verdict"] == "cannot-be-judged"


def test_it_installs_itself_and_runs_nothing_of_the_repository(tmp_path, project, pip_reaches_an_index):
    """One real installation: from a copy of the checkout, in a repository whose author hopes to be imported."""
    source = tmp_path / "action"
    source.mkdir()
    for name in ("action.yml", "pyproject.toml", "constraints.txt", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, source / name)
    for name in ("src", "checklists", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("venv", "pip", "ensurepip", "sys", "gapsheet", "yaml"):
        (project.folder / f"{name}.py").write_text("import pathlib; pathlib.Path('pwned').touch()\n")
    runner = Runner(tmp_path, source, installed=False)
    done = runner(project)
    assert done.code == 0, done.out + done.err
    assert runner.outputs["verdict"] == "ready"
    assert not (project.folder / "pwned").exists()
    project.replace("SEC-01: met", "SEC-01: unmet")
    again = runner(project)
    assert again.code == 1
    assert "Install Gapsheet" in done.out
    assert "Install Gapsheet" not in again.out
