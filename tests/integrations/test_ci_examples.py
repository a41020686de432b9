"""The files for GitHub, GitLab and Jenkins: equal to what `init --ci` writes, valid, and their lines run."""

import os
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from ci_projects import BIN, DAY, ROOT, Done, Project, plain_environment, run
from gapsheet import __version__
from gapsheet.app.ci_setup import source_of
from gapsheet.report import ci_files
from gapsheet.words import LANGS

DOCS = ROOT / "docs/ci"
OURS = source_of(None, __version__)
EXAMPLES = {
    "github-workflow.yml": ci_files.github_workflow("gapsheet.yaml", "launch", OURS, "en"),
    "github-workflow-with-comment.yml": ci_files.github_workflow("gapsheet.yaml", "launch", OURS, "en", extras=True),
    "gapsheet.gitlab-ci.yml": ci_files.gitlab_job("gapsheet.yaml", "launch", OURS, "en"),
    "pre-commit-config.yaml": "repos:\n" + ci_files.pre_commit_entry("gapsheet.yaml", OURS, "en"),
}


def loaded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((DOCS / name).read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_documentation_shows_what_init_writes(name, update_golden):
    if update_golden:
        (DOCS / name).write_text(EXAMPLES[name], encoding="utf-8", newline="\n")
    assert (DOCS / name).read_text(encoding="utf-8") == EXAMPLES[name]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github-workflow.yml", "vendor.github-workflows"),
        ("github-workflow-with-comment.yml", "vendor.github-workflows"),
        ("gapsheet.gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_published_schemas_agree(name, schema):
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, DOCS / name, cwd=ROOT)
    assert done.code == 0, done.out


def test_pre_commit_agrees(tmp_path):
    home = plain_environment(PRE_COMMIT_HOME=str(tmp_path))
    for command, path in (
        ("validate-config", DOCS / "pre-commit-config.yaml"),
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
    ):
        done = run(BIN / "pre-commit", command, path, cwd=ROOT, env=home)
        assert (done.code, done.err) == (0, ""), done.out


def test_every_variant_is_valid(tmp_path):
    pinned = source_of(
        '{"url": "https://git.example.org/ml/gapsheet.git", "vcs_info": {"vcs": "git", "commit_id": "'
        + "a1" * 20
        + '"}}',
        __version__,
    )
    assert pinned.known
    written: dict[str, list[Path]] = {"vendor.github-workflows": [], "vendor.gitlab-ci": []}
    sheets = ("gapsheet.yaml", "服务 a/b+c@d.gapsheet.yaml")
    for lang, policy, sheet, source in product(LANGS, ("launch", None), sheets, (OURS, pinned)):
        workflow = ci_files.github_workflow(sheet, policy, source, lang, extras=True)
        pipeline = ci_files.gitlab_job(sheet, policy, source, lang)
        for paths, text in zip(written.values(), (workflow, pipeline), strict=True):
            assert sheet in text
            paths.append(tmp_path / f"{len(paths)}-{text is workflow}.yml")
            paths[-1].write_text(text, encoding="utf-8")
        steps = yaml.load(workflow, yaml.BaseLoader)["jobs"]["gapsheet"]["steps"]
        assert steps[1]["with"]["sheet"] == sheet
        assert steps[1]["with"].get("policy") == policy
        job = yaml.load(pipeline, yaml.BaseLoader)["gapsheet"]
        assert job["variables"]["GAPSHEET_SHEET"] == sheet
        assert job["variables"]["GAPSHEET_FROM"] == f"gapsheet @ git+{source.url}@{source.revision}"
    for schema, paths in written.items():
        done = run(BIN / "check-jsonschema", "--builtin-schema", schema, *paths, cwd=tmp_path)
        assert done.code == 0, done.out


@pytest.mark.parametrize("name", ["github-workflow.yml", "github-workflow-with-comment.yml"])
def test_the_workflow_fits_the_action(name):
    workflow = loaded(name)
    action = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert set(workflow["on"]) == {"pull_request", "push"}
    assert workflow["permissions"]["contents"] == "read"
    steps = workflow["jobs"]["gapsheet"]["steps"]
    (gate,) = [one for one in steps if one.get("id") == "gate"]
    assert set(gate["with"]) <= set(action["inputs"])
    used = set(re.findall(r"steps\.gate\.outputs\.([a-z-]+)", (DOCS / name).read_text(encoding="utf-8")))
    assert used
    assert used <= set(action["outputs"])
    assert steps[0]["with"]["fetch-depth"] == "0"
    assert not [one for one in steps if "${{" in one.get("run", "")]


def test_fewer_permissions_where_nothing_is_written_back():
    assert loaded("github-workflow.yml")["permissions"] == {"contents": "read"}


GH = """\
#!/bin/sh
# Stands in for GitHub: answers the listing with two comments of which one has our marker, records the rest.
case "$*" in
  *--jq*) printf '%s\\n' "$*" >>"$CALLS"; printf '%s' "$FOUND" ;;
  *) printf '%s\\n' "$*" >>"$CALLS" ;;
esac
"""


@pytest.mark.parametrize(("found", "method"), [("", "POST"), ("41\n42\n", "PATCH")])
def test_one_comment_is_written_and_then_changed(tmp_path, project, found, method):
    """The step's own lines; only `gh`, which talks to GitHub, is replaced by a script that records."""
    steps = loaded("github-workflow-with-comment.yml")["jobs"]["gapsheet"]["steps"]
    (step,) = [one for one in steps if "Comment" in one.get("name", "")]
    comment = tmp_path / "comment.md"
    done = run(
        *(BIN / "gapsheet", "gate", "--write", f"comment:{comment}", "--publish", "summary", "--as-of", DAY),
        cwd=project.folder,
    )
    assert done.code == 0, done.err
    assert comment.read_text(encoding="utf-8").startswith("<!--")
    gh, calls = tmp_path / "bin/gh", tmp_path / "calls"
    gh.parent.mkdir()
    gh.write_text(GH)
    gh.chmod(0o755)
    env = plain_environment(
        CALLS=str(calls), FOUND=found, COMMENT=str(comment), NUMBER="7", GITHUB_REPOSITORY="acme/claims"
    )
    env["PATH"] = f"{gh.parent}{os.pathsep}{env['PATH']}"
    script = tmp_path / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    assert run("bash", "-e", script, cwd=project.folder, env=env).code == 0
    first, second = calls.read_text(encoding="utf-8").split("api ")[1:]
    assert "repos/acme/claims/issues/7/comments" in first
    assert f"--method {method}" in second
    assert ("comments/42" in second) is (method == "PATCH")
    assert f"body=@{comment}" in second


class Forge:
    """A change against main, checked out as a CI system does it: a clone at the change, no branch."""

    def __init__(self, folder: Path, project: Project, *, edit: str | None) -> None:
        self.base = project.git("rev-parse", "HEAD")
        project.git("switch", "--quiet", "--create", "change")
        if edit is not None:
            getattr(project, edit)()
        change = project.commit()
        project.git("switch", "--quiet", "main")
        (project.folder / "README.md").write_text("main went on\n")
        project.commit("main goes on")
        self.folder = folder / "build"
        self.url = str(project.folder)
        assert run("git", "init", "--quiet", self.folder, cwd=folder).code == 0
        for command in (
            ("remote", "add", "origin", self.url),
            ("fetch", "--quiet", "origin", "+refs/heads/change:refs/pipelines/1"),
            ("checkout", "--quiet", "--detach", change),
        ):
            assert run("git", *command, cwd=self.folder).code == 0

    def sh(self, script: str, *, shell: tuple[str, ...], **env: str) -> Done:
        environment = plain_environment(**env)
        environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
        return run(*shell, "-c", script, cwd=self.folder, env=environment)


CASES = [(None, 0, ""), ("lower", 1, "UPD-07"), ("waive", 1, "SEC-01"), ("break_it", 2, "GS110")]


@pytest.fixture(params=CASES, ids=["nothing", "worse", "self-granted waiver", "broken"])
def case(request, tmp_path, project):
    edit, code, named = request.param
    return Forge(tmp_path, project, edit=edit), code, named


def gitlab_script() -> str:
    return "\n".join(loaded("gapsheet.gitlab-ci.yml")["gapsheet"]["script"])


def gitlab(forge: Forge, **env: str) -> Done:
    variables = loaded("gapsheet.gitlab-ci.yml")["gapsheet"]["variables"]
    assert variables.pop("GIT_DEPTH") == "0"
    return forge.sh(gitlab_script(), shell=("bash", "-eo", "pipefail"), **variables, **env)


def test_gitlab_merge_request(case):
    forge, code, named = case
    done = gitlab(
        forge,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=forge.base,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_PROJECT_ID="1",
        CI_MERGE_REQUEST_PROJECT_ID="1",
    )
    assert done.code == code, done.out + done.err
    assert named in done.out + done.err
    job = loaded("gapsheet.gitlab-ci.yml")["gapsheet"]
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert (forge.folder / path).is_file() is (code != 2)


def test_gitlab_merge_request_from_a_fork_asks_the_project_that_it_goes_to(tmp_path, project):
    forge = Forge(tmp_path, project, edit="waive")
    bare = tmp_path / "claims.git"
    assert run("git", "clone", "--quiet", "--bare", project.folder, bare, cwd=tmp_path).code == 0
    assert run("git", "remote", "set-url", "origin", tmp_path / "nowhere", cwd=forge.folder).code == 0
    done = gitlab(
        forge,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=forge.base,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_PROJECT_ID="2",
        CI_MERGE_REQUEST_PROJECT_ID="1",
        CI_MERGE_REQUEST_PROJECT_URL=str(bare).removesuffix(".git"),
    )
    assert done.code == 1, done.err
    assert "SEC-01" in done.out


def test_gitlab_default_branch(tmp_path, project):
    forge = Forge(tmp_path, project, edit="lower")
    done = gitlab(forge, CI_PROJECT_ID="1")
    assert done.code == 0, done.err
    assert "UPD-07" not in done.out


def jenkins_scripts() -> list[str]:
    return re.findall(r"'''\n(.*?)'''", (DOCS / "Jenkinsfile").read_text(encoding="utf-8"), re.DOTALL)


def jenkins(forge: Forge, **env: str) -> Done:
    text = (DOCS / "Jenkinsfile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^    (GAPSHEET_\w+) = '([^']*)'$", text, re.MULTILINE))
    assert set(variables) == {"GAPSHEET_FROM", "GAPSHEET_SHEET", "GAPSHEET_POLICY"}
    temporary = forge.folder.parent / "workspace tmp"
    (temporary / "gapsheet/bin").mkdir(parents=True)
    (temporary / "gapsheet/bin/gapsheet").symlink_to(BIN / "gapsheet")
    _, script = jenkins_scripts()
    return forge.sh(script, shell=("sh", "-xe"), WORKSPACE_TMP=str(temporary), **variables, **env)


def test_jenkins_change_request(case):
    forge, code, named = case
    done = jenkins(forge, CHANGE_TARGET="main")
    assert done.code == code, done.out + done.err
    assert named in done.out + done.err
    assert (forge.folder / "gapsheet-report.html").is_file() is (code != 2)
    if code != 2:
        assert JUnitXml.fromfile(str(forge.folder / "gapsheet-junit.xml")).tests > 0


def test_jenkins_branch(tmp_path, project):
    done = jenkins(Forge(tmp_path, project, edit="lower"))
    assert done.code == 0, done.err


def test_the_jenkinsfile_is_whole():
    text = (DOCS / "Jenkinsfile").read_text(encoding="utf-8")
    code = re.sub(r"'''.*?'''", "", text, flags=re.DOTALL)
    code = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"|//.*", "", code)
    assert [code.count(one) for one in "({"] == [code.count(one) for one in ")}"]
    assert "code == 1" in code
    assert len(jenkins_scripts()) == 2


def test_the_installation_lines_install(tmp_path, pip_reaches_an_index):
    """Jenkins' lines, in an environment of its own, from this checkout instead of the address to be filled in."""
    (gitlab_line,) = loaded("gapsheet.gitlab-ci.yml")["gapsheet"]["before_script"]
    script = jenkins_scripts()[0]
    assert gitlab_line.removeprefix("python3 ") in script
    env = plain_environment(GAPSHEET_FROM=f"gapsheet @ {ROOT.as_uri()}", WORKSPACE_TMP=str(tmp_path))
    hostile = tmp_path / "repository"
    hostile.mkdir()
    for name in ("pip", "venv"):
        (hostile / f"{name}.py").write_text("raise SystemExit('imported')\n")
    done = run("sh", "-e", "-c", script, cwd=hostile, env=env)
    assert done.code == 0, done.err
    assert __version__ in run(tmp_path / "gapsheet/bin/gapsheet", "--version", cwd=hostile, env=env).out
