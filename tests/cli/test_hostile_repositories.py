"""A change that does not argue with the gate but with git, with paths, and with the log."""

import json
import os
import re
import stat
import subprocess

import pytest

from cli.conftest import DAY
from cli.test_pull_requests import AGAINST, GATE, WAIVED, edit, gapsheet, repo  # noqa: F401 - the fixtures
from repositories import Repo

JUDGE = (*GATE, "--policy", "none", *AGAINST, "--no-worse")


def refused(done, said: str) -> None:
    assert done.code == 2, done.out
    assert done.out == ""
    assert said in done.err
    assert len(done.err.splitlines()) <= 3


@pytest.mark.parametrize("kind", ["tag", "branch"])
def test_a_name_that_somebody_else_may_push_does_not_replace_the_trusted_one(gapsheet, repo, kind):  # noqa: F811
    """Git would take the tag `main` before the branch."""
    edit(repo, ("SEC-01", WAIVED))
    repo.commit()
    if kind == "tag":
        repo.git("tag", "main", "change")
    else:
        repo.git("update-ref", "refs/remotes/main", "change")
    for options in (("--trust", "main"), AGAINST):
        refused(gapsheet(*GATE, *options), '"main" means more than one thing here')
    done = gapsheet(*GATE, "--trust", "refs/heads/main", "--baseline", "refs/heads/main:gapsheet.yaml", "--no-worse")
    assert done.code == 1
    commit = repo.git("rev-parse", "refs/heads/main")
    assert gapsheet(*GATE, "--trust", commit).code == 1


def test_a_tag_named_like_a_short_commit_is_not_taken_for_it(gapsheet, repo):  # noqa: F811
    short = repo.git("rev-parse", "--short=8", "main")
    assert gapsheet(*GATE, "--trust", short).code == 0
    repo.commit()
    repo.git("tag", short, "change")
    refused(gapsheet(*GATE, "--trust", short), "means more than one thing here")


def test_a_folder_that_became_a_submodule_does_not_bring_its_own_main(gapsheet, repo, tmp_path_factory):  # noqa: F811
    evil = Repo.new(tmp_path_factory.mktemp("evil"))
    evil.write("gapsheet.yaml", (repo.root / "gapsheet.yaml").read_text(encoding="utf-8"))
    evil.commit()
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(evil.root), "svc")
    for options in (("--trust", "main"), ("--baseline", "main:gapsheet.yaml")):
        refused(gapsheet(*GATE, "svc/gapsheet.yaml", *options), "svc is a repository inside another")
        refused(gapsheet(*GATE, *options, cwd=repo.root / "svc"), "svc is a repository inside another")


def test_another_sheet_in_the_place_of_the_real_one_is_refused(gapsheet, repo):  # noqa: F811
    small = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    repo.git("mv", "gapsheet.yaml", "x.gapsheet.yaml")
    renamed = gapsheet(*GATE, "--trust", "main", "--policy", "pilot")
    refused(renamed, "x.gapsheet.yaml is not at main, which has gapsheet.yaml")
    repo.git("mv", "x.gapsheet.yaml", "api.gapsheet.yaml")
    repo.commit()
    repo.git("branch", "--force", "main", "change")
    repo.write("gapsheet.yaml", small)
    beside = gapsheet(*GATE, "--trust", "main", "--policy", "pilot")
    refused(beside, "gapsheet.yaml is not at main, which has api.gapsheet.yaml")
    named = gapsheet(*GATE, "gapsheet.yaml", "--trust", "main", "--policy", "pilot")
    assert named.code == 0
    assert "main has no sheet" in named.out


def test_a_checklist_of_ones_own_does_not_make_items_disappear(gapsheet, repo):  # noqa: F811
    done = gapsheet("checklists", "new", "ours", "--prefix", "OUR")
    assert done.code == 0, done.err
    own = repo.root / "checklists/ours.yaml"
    text = own.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 2.0.0")
    own.write_text(text.replace("\nid: ours\n", "\nid: security\n"), encoding="utf-8")
    lines = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("  SEC-")]
    text = "".join(kept).replace("  - security@1.0", "  - ./checklists/ours.yaml@2.0")
    repo.write("gapsheet.yaml", text)
    done = gapsheet(*JUDGE, "--format", "json")
    assert done.code == 1, done.err
    assert "SEC-02" in json.loads(done.out)["comparison"]["worse"]


@pytest.mark.parametrize("target", ["../outside/page.html", ".git/config", "/etc/gapsheet-never"])
def test_no_report_is_written_through_a_link_of_the_change(gapsheet, repo, tmp_path_factory, target):  # noqa: F811
    config = (repo.root / ".git/config").read_bytes()
    outside = repo.root.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "page.html").write_text("mine")
    (repo.root / "report.html").symlink_to(target)
    (repo.root / "out").symlink_to(outside)
    for arguments in (
        (*GATE, "--write", "html:report.html"),
        (*GATE, "--write", "json:out/new.json"),
        (*GATE, "--save-baseline", "report.html"),
        ("report", "-o", "report.html"),
        ("diff", "main:gapsheet.yaml", "-o", "report.html"),
        ("history", "--format", "html", "-o", "report.html"),
        (*GATE, "--write", "html:.git/hooks.html"),
    ):
        refused(gapsheet(*arguments), "leads through a link out of the repository, or into .git")
    assert (repo.root / ".git/config").read_bytes() == config
    assert (outside / "page.html").read_text() == "mine"
    assert not (outside / "new.json").exists()


def test_an_object_that_is_missing_is_not_a_sheet_that_is_new(gapsheet, repo):  # noqa: F811
    edit(repo, ("UPD-01", "unmet"))
    assert gapsheet(*JUDGE).code == 1
    blob = repo.git("rev-parse", "main:gapsheet.yaml")
    path = repo.root / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(path.stat().st_mode | stat.S_IWUSR)
    path.unlink()
    refused(gapsheet(*JUDGE), "gapsheet.yaml is in the tree, but its content is not here")
    refused(gapsheet(*GATE, "--trust", "main", "--policy", "pilot"), "its content is not here")


def test_what_lies_in_git_is_not_quoted(gapsheet, repo):  # noqa: F811
    (repo.root / ".git/credentials").write_text("secret token abc123\n")
    (repo.root / "gapsheet.yaml").unlink()
    (repo.root / "gapsheet.yaml").symlink_to(".git/credentials")
    (repo.root / "d").symlink_to(".git")
    for name in ("gapsheet.yaml", "d/credentials", ".git/credentials"):
        done = gapsheet("check", name)
        assert done.code == 2
        assert "secret" not in done.out + done.err


@pytest.mark.parametrize("seconds", ["253402300800 +0000", "99999999999999 +0000", "-99999999999 +0000", "x +0000", ""])
def test_a_commit_of_an_impossible_day_stops_nothing(gapsheet, repo, seconds):  # noqa: F811
    tree, parent = repo.git("rev-parse", "main^{tree}"), repo.git("rev-parse", "main")
    raw = f"tree {tree}\nparent {parent}\nauthor a <a@b> {seconds}\ncommitter a <a@b> {seconds}\n\nx\n"
    name = (
        subprocess.run(
            ["git", "-C", repo.root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
            input=raw.encode(),
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    assert gapsheet(*GATE, "--baseline", f"{name}:gapsheet.yaml", "--no-worse").code == 0
    repo.git("reset", "--quiet", "--hard", name)
    edit(repo, ("UPD-01", "unmet"))
    repo.commit()
    assert gapsheet("history", "--as-of", DAY).code == 0
    assert gapsheet("diff", f"{name}:gapsheet.yaml").code == 0


LONG = "x" * 10_000


@pytest.mark.parametrize(
    "arguments",
    [
        ("gate", LONG),
        ("check", LONG),
        ("gate", "--baseline", LONG),
        ("gate", "--baseline", f"main:{LONG}"),
        ("gate", "--trust", LONG),
        ("gate", "--policy", f"./{LONG}.yaml", "--trust", "main"),
        ("gate", "--policy", f"./{LONG}.yaml"),
        ("gate", "--write", f"html:{LONG}"),
        ("diff", LONG),
        ("diff", f"main:{LONG}"),
        ("history", LONG),
        ("history", "--from", LONG),
        ("history", "--policy", "nope"),
        ("history", "--policy", "./nope.yaml"),
        ("history", "."),
        ("history", "nope.yaml"),
        ("diff", "main:gapsheet.yaml", "-o", f"{LONG}.html"),
    ],
    ids=lambda value: " ".join(value).replace(LONG, "LONG"),
)
def test_2_names_that_lead_nowhere_are_one_sentence(gapsheet, repo, arguments):  # noqa: F811
    done = gapsheet(*arguments)
    assert done.code == 2, done.err[:500]
    assert "error: " in done.err
    assert len(done.err) < 500


def test_a_log_command_inside_a_line_is_broken(gapsheet, repo):  # noqa: F811
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    text = re.sub(
        r"^system: .*$", 'system: "S ##[set-output name=verdict]ready ##vso[task.x]"', text, flags=re.MULTILINE
    )
    assert "##[" in text
    repo.write("gapsheet.yaml", text)
    for arguments in (GATE, ("score",), (*GATE, "--format", "json"), ("diff", "main:gapsheet.yaml"), ("history",)):
        done = gapsheet(*arguments)
        assert "##[" not in done.out + done.err
        assert "##vso[" not in done.out + done.err
    repo.write("gapsheet.yaml", text.replace("SEC-01: met", 'SEC-01: "##[set-output name=verdict]ready"'))
    done = gapsheet(*GATE)
    assert done.code == 2
    assert "##[" not in done.out + done.err


@pytest.mark.parametrize(
    "settings",
    [
        {"GIT_LITERAL_PATHSPECS": "1"},
        {"GIT_ICASE_PATHSPECS": "1", "GIT_DIFF_OPTS": "-u9"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.showRoot", "GIT_CONFIG_VALUE_0": "false"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "diff.renames", "GIT_CONFIG_VALUE_0": "false"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "color.ui", "GIT_CONFIG_VALUE_0": "always"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "diff.orderFile", "GIT_CONFIG_VALUE_0": "/nowhere"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.date", "GIT_CONFIG_VALUE_0": "junk"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.diffMerges", "GIT_CONFIG_VALUE_0": "combined"},
    ],
    ids=str,
)
def test_settings_of_whoever_runs_it_change_nothing(gapsheet, repo, settings):  # noqa: F811
    repo.git("mv", "gapsheet.yaml", "a.gapsheet.yaml")
    repo.commit()
    plain = gapsheet("history", "--format", "json", "-o", "-", "--as-of", DAY)
    assert len(json.loads(plain.out)["points"]) == 2
    done = gapsheet("history", "--format", "json", "-o", "-", "--as-of", DAY, **settings)
    assert (done.code, done.out) == (0, plain.out)


def test_a_git_that_dies_is_said(gapsheet, repo, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("bin")
    real = subprocess.run(["which", "git"], capture_output=True, check=True, text=True).stdout.strip()
    fake = folder / "git"
    fake.write_text(f'#!/bin/sh\ncase "$*" in *cat-file*) exit 1 ;; esac\nexec {real} "$@"\n')
    fake.chmod(0o755)
    for _ in range(3):
        done = gapsheet(*GATE, *AGAINST, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")
        assert done.code == 2
        assert done.err.startswith("error: ")


def test_a_sheet_dated_after_the_day_is_counted_and_left_out(gapsheet, repo):  # noqa: F811
    edit(repo, ("UPD-01", "unmet"))
    repo.commit(day="2027-01-01")
    done = gapsheet("history", "--as-of", DAY, "--lang", "en")
    assert "1 revision after 18 Nov 2026 is left out." in done.out
