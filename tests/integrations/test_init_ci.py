"""`gapsheet init --ci`: the right file at the right place, and nothing of anybody else's touched."""

import json
from pathlib import Path

import pytest
import yaml

from ci_projects import BIN, DAY, ROOT, Done, Project, make_project, run
from gapsheet import __version__
from gapsheet.app.ci_setup import source_of

GITHUB, JOB, PIPELINE = ".github/workflows/gapsheet.yml", ".gitlab/gapsheet.gitlab-ci.yml", ".gitlab-ci.yml"
HOOKS = ".pre-commit-config.yaml"


def init(folder: Path, *arguments: str) -> Done:
    return run(BIN / "gapsheet", "init", *arguments, cwd=folder)


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.git("init", "--quiet", "--initial-branch=main")
    return project


def test_together_with_the_sheet(empty):
    done = init(empty.folder, "--system", "S", "--ci", "github", "--ci", "gitlab", "--ci", "pre-commit")
    assert done.code == 0, done.err
    for path in ("gapsheet.yaml", GITHUB, JOB, PIPELINE, HOOKS):
        assert f"Created {path}" in done.out
        assert (empty.folder / path).is_file()
    assert yaml.safe_load((empty.folder / PIPELINE).read_text()) == {"include": [{"local": JOB}]}
    assert "policy: launch" in (empty.folder / GITHUB).read_text()


def test_the_example_is_what_is_written(empty):
    assert init(empty.folder, "--system", "S", "--ci", "github", "--ci", "gitlab").code == 0
    for written, shown in ((GITHUB, "github-workflow.yml"), (JOB, "gapsheet.gitlab-ci.yml")):
        assert (empty.folder / written).read_text() == (ROOT / "docs/ci" / shown).read_text()


def test_a_sheet_that_is_there_is_kept(project):
    before = (project.folder / "gapsheet.yaml").read_bytes()
    done = init(project.folder, "--ci", "github")
    assert done.code == 0, done.err
    assert done.out.splitlines()[:2] == ["Kept gapsheet.yaml, the sheet that is there", f"Created {GITHUB}"]
    assert init(project.folder, "--ci", "github", "--force").code == 0
    assert (project.folder / "gapsheet.yaml").read_bytes() == before


def test_options_about_the_sheet_still_want_to_write_it(project):
    done = init(project.folder, "--ci", "github", "--system", "Other")
    assert done.code == 2
    assert "gapsheet.yaml exists already" in done.err
    assert not (project.folder / ".github").exists()


def test_nothing_is_overwritten_without_force(project):
    (project.folder / GITHUB).parent.mkdir(parents=True)
    (project.folder / GITHUB).write_text("mine\n")
    done = init(project.folder, "--ci", "gitlab", "--ci", "github")
    assert done.code == 2
    assert f"{GITHUB} exists already" in done.err
    assert (project.folder / GITHUB).read_text() == "mine\n"
    assert not (project.folder / JOB).exists()
    assert not (project.folder / PIPELINE).exists()
    done = init(project.folder, "--ci", "github", "--force")
    assert done.code == 0
    assert f"Replaced {GITHUB}" in done.out


def test_nor_is_a_sheet_written_where_ci_cannot_be(empty):
    (empty.folder / GITHUB).parent.mkdir(parents=True)
    (empty.folder / GITHUB).write_text("mine\n")
    assert init(empty.folder, "--system", "S", "--ci", "github").code == 2
    assert not (empty.folder / "gapsheet.yaml").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_file_shared_with_others_is_never_replaced(project, force):
    (project.folder / PIPELINE).write_text("build: {script: make}\n")
    (project.folder / HOOKS).write_text("repos: []\n")
    done = init(project.folder, "--ci", "gitlab", "--ci", "pre-commit", *force)
    assert done.code == 0, done.err
    assert (project.folder / PIPELINE).read_text() == "build: {script: make}\n"
    assert (project.folder / HOOKS).read_text() == "repos: []\n"
    assert f"include:\n  - local: {JOB}\n" in done.out
    assert "      - id: gapsheet-check\n" in done.out
    assert (project.folder / JOB).is_file()


def test_what_was_added_by_hand_is_seen(project):
    assert init(project.folder, "--ci", "gitlab", "--ci", "pre-commit").code == 0
    done = init(project.folder, "--ci", "gitlab", "--ci", "pre-commit", "--force")
    assert done.code == 0
    assert f"{PIPELINE} has it already" in done.out
    assert f"{HOOKS} has it already" in done.out


def test_the_sheet_is_found_and_named_from_the_top_level(tmp_path):
    project = make_project(tmp_path / "p", "services/claims/claims.gapsheet.yaml")
    for place in ("services/claims", "services/claims/src"):
        (project.folder / place).mkdir(exist_ok=True)
        done = init(project.folder / place, "--ci", "github", "--force")
        assert done.code == 0, done.err
        workflow = yaml.safe_load((project.folder / GITHUB).read_text())
        gate = workflow["jobs"]["gapsheet"]["steps"][1]["with"]
        assert gate["sheet"] == "services/claims/claims.gapsheet.yaml"
        assert "'services/claims/claims.gapsheet.yaml'" in gate["baseline"]


def test_a_folder_that_is_yet_to_be_made(empty):
    done = init(empty.folder, "services/new", "--system", "S", "--ci", "gitlab")
    assert done.code == 0, done.err
    job = yaml.safe_load((empty.folder / JOB).read_text())["gapsheet"]
    assert job["variables"]["GAPSHEET_SHEET"] == "services/new/gapsheet.yaml"


def test_the_language_is_that_of_the_sheet(empty):
    assert init(empty.folder, "--system", "客服", "--lang", "zh-CN").code == 0
    done = init(empty.folder, "--ci", "github")
    assert done.out.startswith("沿用已有答卷 gapsheet.yaml\n已创建")
    assert "# 每个拉取请求都判定一次答卷" in (empty.folder / GITHUB).read_text(encoding="utf-8")
    assert init(empty.folder, "--ci", "github", "--lang", "en", "--force").out.startswith("Kept")


@pytest.mark.parametrize(("policy", "named"), [("pilot", "pilot"), ("none", None), ("./ours.yaml", None)])
def test_only_a_built_in_policy_is_pinned(empty, policy, named):
    (empty.folder / "ours.yaml").write_text(
        "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 自用}\nrules: {min_score: 10}\n"
    )
    assert init(empty.folder, "--system", "S", "--policy", policy).code == 0
    assert init(empty.folder, "--ci", "github").code == 0
    gate = yaml.safe_load((empty.folder / GITHUB).read_text())["jobs"]["gapsheet"]["steps"][1]["with"]
    assert gate.get("policy") == named


@pytest.mark.parametrize("name", ["a$(x)", "${{ github.token }}", "it's", 'say "x"', "a;b", "-x", "$HOME"])
def test_a_path_that_would_mean_something_is_refused(empty, name):
    done = init(empty.folder, f"./{name}", "--system", "S", "--ci", "github")
    assert done.code == 2
    assert "characters" in done.err
    assert sorted(path.name for path in empty.folder.iterdir()) == [".git"]


def test_outside_a_repository(tmp_path):
    done = init(tmp_path, "--system", "S", "--ci", "github", "--as-of", DAY)
    assert done.code == 2
    assert "git init" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_link_out_of_the_repository_is_not_written_through(tmp_path):
    project = make_project(tmp_path / "p")
    (tmp_path / "elsewhere").mkdir()
    (project.folder / ".github").symlink_to(tmp_path / "elsewhere")
    done = init(project.folder, "--ci", "github")
    assert done.code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_unknown_system_names_those_there_are(project):
    done = init(project.folder, "--ci", "travis")
    assert done.code == 2
    assert "github, gitlab, pre-commit" in done.err


def test_the_place_to_fill_in_is_said(project):
    done = init(project.folder, "--ci", "github")
    if "OWNER" in (project.folder / GITHUB).read_text():
        assert "OWNER" in done.out
        assert GITHUB in done.out.splitlines()[-1]
    else:
        assert "OWNER" not in done.out


COMMIT = "4be91c7" + "0" * 33


def direct_url(url: str, commit: str = COMMIT) -> str:
    """What pip leaves behind (PEP 610) when it installs from a git repository."""
    return json.dumps({"url": url, "vcs_info": {"vcs": "git", "commit_id": commit}})


def test_what_is_installed_is_what_ci_installs():
    source = source_of(direct_url("https://github.com/acme/gapsheet.git"), __version__)
    assert source.known
    assert source.action() == f"acme/gapsheet@{COMMIT}"
    elsewhere = source_of(direct_url("https://git.example.org:8443/ml/tools/gapsheet"), __version__)
    assert elsewhere.known
    assert elsewhere.action() is None


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{}",
        json.dumps({"url": "file:///a/gapsheet", "dir_info": {"editable": True}}),
        direct_url("https://user:secret@github.com/acme/gapsheet"),
        direct_url("ssh://git@github.com/acme/gapsheet"),
        direct_url('https://github.com/acme/x"\nrun: evil'),
        direct_url("https://github.com/acme/gapsheet", "main"),
    ],
)
def test_anything_else_leaves_the_place_open(text):
    source = source_of(text, __version__)
    assert not source.known
    assert source.action() == "OWNER/gapsheet@v0"
    assert source.tag == f"v{__version__}"


def test_a_file_where_a_folder_belongs_stops_it_before_anything_is_written(empty):
    (empty.folder / ".github").mkdir()
    (empty.folder / ".github/workflows").write_text("not a folder")
    before = sorted(path.name for path in empty.folder.iterdir())
    done = init(empty.folder, "--system", "X", "--ci", "github")
    assert done.code == 2
    assert "a file stands where its folder belongs" in done.err
    assert sorted(path.name for path in empty.folder.iterdir()) == before
