"""The hooks, run by pre-commit itself from a repository that holds this checkout."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from ci_projects import BIN, ROOT, Done, Project, make_project, plain_environment, run


def checkout(folder: Path) -> tuple[Path, str]:
    """A repository with the files that this checkout would commit today, and its commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so pre-commit has nothing to clone")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file() and name.partition("/")[0] not in ("tests", "docs", "examples", "bench"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    project = Project(folder)
    project.git("init", "--quiet", "--initial-branch=main")
    return folder, project.commit("Gapsheet as it is here")


class Hooked:
    """A repository with our hooks installed by `pre-commit install`."""

    def __init__(self, project: Project, source: Path, commit: str, home: Path) -> None:
        self.project = project
        self.env = plain_environment(PRE_COMMIT_HOME=str(home))
        self.source, self.revision = source, commit

    def hooks(self, *hooks: dict[str, object]) -> None:
        config = {"repos": [{"repo": str(self.source), "rev": self.revision, "hooks": list(hooks)}]}
        path = self.project.folder / ".pre-commit-config.yaml"
        path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        done = run(BIN / "pre-commit", "install", cwd=self.project.folder, env=self.env)
        assert done.code == 0, done.err

    def commit(self) -> Done:
        self.project.git("add", "--all")
        return run("git", "commit", "--message", "change", cwd=self.project.folder, env=self.env)


@pytest.fixture(scope="module")
def source(tmp_path_factory, pip_reaches_an_index) -> tuple[Path, str, Path]:
    """The repository with the hooks, its commit, and where pre-commit keeps what it installed: once for all tests."""
    folder = tmp_path_factory.mktemp("hooks")
    return (*checkout(folder / "gapsheet"), folder / "home")


@pytest.fixture
def hooked(project, source) -> Hooked:
    return Hooked(project, *source)


def test_a_broken_sheet_is_blocked_and_a_good_one_goes_through(hooked):
    hooked.hooks({"id": "gapsheet-check"})
    project = hooked.project
    before = project.git("rev-parse", "HEAD")
    project.replace("SEC-02: met", "SEC-02: perhaps")
    blocked = hooked.commit()
    assert blocked.code != 0
    assert "gapsheet check" in blocked.out + blocked.err
    assert "GS110" in blocked.out + blocked.err
    assert project.git("rev-parse", "HEAD") == before
    project.replace("SEC-02: perhaps", "SEC-02: partial")
    passed = hooked.commit()
    assert passed.code == 0, passed.out + passed.err
    assert project.git("rev-parse", "HEAD") != before


def test_several_sheets_are_checked_and_other_files_are_not(hooked):
    hooked.hooks({"id": "gapsheet-check"})
    project = hooked.project
    (project.folder / "notes.yaml").write_text("gapsheet: no\n")
    passed = hooked.commit()
    assert passed.code == 0
    assert "Skipped" in passed.out + passed.err
    (project.folder / "services").mkdir()
    (project.folder / "services/search.gapsheet.yaml").write_text("schema: nothing\n")
    blocked = hooked.commit()
    assert blocked.code != 0
    assert "services/search.gapsheet.yaml" in blocked.out + blocked.err


def test_the_gate_blocks_what_its_policy_refuses(hooked):
    project = hooked.project
    hooked.hooks({"id": "gapsheet-gate", "args": ["gapsheet.yaml", "--policy", "launch"]})
    project.replace("SEC-01: met", "SEC-01: unmet")
    blocked = hooked.commit()
    assert blocked.code != 0
    assert "SEC-01" in blocked.out + blocked.err
    project.replace("SEC-01: unmet", "SEC-01: met")
    (project.folder / "evidence").mkdir()
    (project.folder / "evidence/scan.json").write_text("{}\n")
    passed = hooked.commit()
    assert passed.code == 0, passed.out
    assert re.search(r"gapsheet gate\.+Passed", passed.out + passed.err)


def test_the_gate_as_a_ratchet_against_the_last_commit(hooked):
    project = hooked.project
    hooked.hooks(
        {
            "id": "gapsheet-gate",
            "args": ["--policy=none", "--baseline=HEAD:gapsheet.yaml", "--no-worse", "--", "gapsheet.yaml"],
        }
    )
    project.lower()
    blocked = hooked.commit()
    assert blocked.code != 0
    assert "UPD-07" in blocked.out + blocked.err
    project.replace("UPD-07: partial", "UPD-07: met")
    project.replace("UPD-07: met", "UPD-07: met  ")
    passed = hooked.commit()
    assert passed.code == 0, passed.out + passed.err


def test_what_init_writes_is_taken_by_pre_commit(tmp_path, hooked):
    """As written, with the address and the revision filled in."""
    project = make_project(tmp_path / "claims")
    done = run(BIN / "gapsheet", "init", "--ci", "pre-commit", cwd=project.folder)
    assert done.code == 0, done.err
    path = project.folder / ".pre-commit-config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    (entry,) = config["repos"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(entry["repo"], str(hooked.source)).replace(entry["rev"], hooked.revision))
    project.break_it()
    project.git("add", "--all")
    done = run(BIN / "pre-commit", "run", cwd=project.folder, env=hooked.env)
    assert done.code != 0
    assert "GS110" in done.out
    project.replace("SEC-01: perhaps", "SEC-01: met")
    project.git("add", "--all")
    done = run(BIN / "pre-commit", "run", cwd=project.folder, env=hooked.env)
    assert done.code == 0, done.out


def test_the_patterns_name_sheets_and_what_stands_beside_them():

    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(hooks) == {"gapsheet-check", "gapsheet-gate"}
    check, gate = (re.compile(hooks[name]["files"]) for name in ("gapsheet-check", "gapsheet-gate"))
    for sheet in ("gapsheet.yaml", "a/gapsheet.yaml", "search.gapsheet.yaml", "a/b.c.gapsheet.yaml"):
        assert check.search(sheet)
        assert gate.search(sheet)
    for other in ("mygapsheet.yaml", "gapsheet.yaml.bak", ".gapsheet/answers.schema.json", "gapsheet.yml"):
        assert not check.search(other)
        assert not gate.search(other)
    assert gate.search("evidence/scan.json")
    assert hooks["gapsheet-gate"]["pass_filenames"] is False
