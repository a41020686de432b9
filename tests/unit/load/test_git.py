"""Reading a real repository: revisions, files in them, and the commits that touched a file."""

import datetime as dt
import shutil
import subprocess

import pytest

from gapsheet.errors import InputError, UsageError
from gapsheet.load.git import Repository, repository_of
from gapsheet.load.revisions import candidates, find_at, laid_out
from repositories import Repo

SHEET = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0]\nanswers:\n  UPD-01: met\n"


@pytest.fixture
def repo(tmp_path):
    return Repo.new(tmp_path / "r")


def key_of(caught) -> str:
    return caught.value.key


def test_a_branch_a_tag_and_a_short_name_are_one_commit(repo):
    repo.write("a.txt", "a")
    name = repo.commit()
    repo.git("tag", "v1")
    found = Repository(repo.root)
    assert {found.commit(one) for one in ("main", "v1", name[:8], "HEAD", "@")} == {name}
    assert found.date(name) == dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    "revision", ["", "-x", "--output=x", "--help", "a b", "a\nb", "a\0b", "\x7f", "--end-of-options"]
)
def test_what_looks_like_an_option_or_no_name_at_all_is_refused(repo, revision):
    repo.commit()
    with pytest.raises(UsageError) as caught:
        Repository(repo.root).commit(revision)
    assert key_of(caught) == "git.revision"


@pytest.mark.parametrize("revision", ["nowhere", "main~9", "main:a.txt", "HEAD^{tree}", ":/none", "x..y", "^main"])
def test_an_unknown_revision_is_said(repo, revision):
    repo.write("a.txt", "a")
    repo.commit()
    with pytest.raises(InputError) as caught:
        Repository(repo.root).commit(revision)
    assert key_of(caught) == "git.unknown"


def test_a_branch_that_only_the_server_has_is_suggested(repo, tmp_path):
    repo.commit()
    repo.git("branch", "release")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", str(repo.root), str(clone))
    with pytest.raises(InputError) as caught:
        Repository(clone).commit("release")
    assert key_of(caught) == "git.unknown.near"
    assert caught.value.params["near"] == "origin/release"


def test_a_shallow_clone_is_named_as_the_cause(repo, tmp_path):
    old = repo.commit()
    repo.commit()
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.root}", str(clone))
    found = Repository(clone)
    assert found.shallow()
    with pytest.raises(InputError) as caught:
        found.commit(old)
    assert key_of(caught) == "git.unknown.shallow"


def test_no_repository_and_no_git_are_said(repo, tmp_path, monkeypatch):
    with pytest.raises(InputError) as caught:
        repository_of(tmp_path)
    assert key_of(caught) == "git.none"
    repo.commit()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as caught:
        Repository(repo.root).commit("main")
    assert key_of(caught) == "git.missing"
    with pytest.raises(InputError) as caught, Repository(repo.root).files() as files:
        files.read("0" * 40, "a")
    assert key_of(caught) == "git.missing"


def test_a_file_git_that_is_no_repository_is_said(tmp_path):
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    with pytest.raises(InputError) as caught:
        repository_of(tmp_path).commit("main")
    assert key_of(caught) in ("git.none", "git.failed")


def test_the_ambient_repository_of_a_hook_does_not_lead_astray(repo, tmp_path, monkeypatch):
    name = repo.commit()
    other = Repo.new(tmp_path / "other")
    other.write("b.txt", "b")
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert Repository(repo.root).commit("main") == name


def test_files_are_read_as_they_were(repo):
    repo.write("a/ä ö.txt", "one\n")
    first = repo.commit()
    repo.write("a/ä ö.txt", "two\n")
    second = repo.commit()
    with Repository(repo.root).files() as files:
        assert files.read(first, "a/ä ö.txt").content == b"one\n"
        assert files.read(second, "a/ä ö.txt").content == b"two\n"
        assert files.read(first, "a") is None
        assert files.read(first, "none") is None
        assert files.read(first, "a/ä ö.txt\nHEAD:x") is None
        assert files.read("main", "a/ä ö.txt") is None
        assert files.has(second, "a/ä ö.txt")
        assert not files.has(second, "a")
        assert files.read(second, "a/ä ö.txt").id != files.read(first, "a/ä ö.txt").id


def test_links_are_followed_inside_the_tree_only(repo):
    repo.write("real.txt", "real\n")
    (repo.root / "good").symlink_to("real.txt")
    (repo.root / "out").symlink_to("../outside")
    (repo.root / "absolute").symlink_to("/etc/hostname")
    (repo.root / "dangling").symlink_to("nowhere")
    (repo.root / "loop").symlink_to("loop")
    name = repo.commit()
    with Repository(repo.root).files() as files:
        assert files.read(name, "good").content == b"real\n"
        for bad in ("out", "absolute", "dangling", "loop"):
            assert files.read(name, bad) is None
            assert not files.has(name, bad)
        assert files.read(name, "real.txt").content == b"real\n"


def test_a_file_over_the_limit_is_passed_over(repo):
    repo.write("big.txt", "x" * (5 * 1024 * 1024 + 1))
    repo.write("small.txt", "small")
    name = repo.commit()
    with Repository(repo.root).files() as files:
        assert files.read(name, "big.txt").content is None
        assert files.read(name, "small.txt").content == b"small"


def test_the_log_follows_renames_and_tells_the_path_of_each_commit(repo):
    repo.write("old.yaml", SHEET)
    repo.commit(day="2026-01-01")
    repo.write("other.txt", "x")
    repo.commit(day="2026-01-02")
    repo.git("mv", "old.yaml", "new.yaml")
    repo.commit(day="2026-01-03")
    repo.write("new.yaml", SHEET + "  UPD-02: met\n")
    repo.commit(day="2026-01-04")
    found = Repository(repo.root)
    log = found.log(found.commit("HEAD"), "new.yaml")
    assert [(one.date.day, one.path, one.status) for one in log] == [
        (4, "new.yaml", "M"),
        (3, "new.yaml", "R"),
        (1, "old.yaml", "A"),
    ]


def test_a_merge_counts_once_with_all_that_it_brought(repo):
    repo.write("s.yaml", SHEET)
    repo.commit(day="2026-01-01")
    repo.git("checkout", "--quiet", "-b", "side")
    for number, day in ((2, "2026-01-02"), (3, "2026-01-03")):
        repo.write("s.yaml", SHEET + f"  UPD-0{number}: met\n")
        repo.commit(day=day)
    repo.git("checkout", "--quiet", "main")
    repo.write("x.txt", "x")
    repo.commit(day="2026-01-04")
    date = "2026-01-05T12:00:00Z"
    repo.git("merge", "--quiet", "--no-ff", "-m", "merge", "side", GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)
    found = Repository(repo.root)
    assert [one.date.day for one in found.log(found.commit("main"), "s.yaml")] == [5, 1]


def test_a_path_with_signs_that_git_gives_a_meaning_is_that_path(repo):
    repo.write("*.yaml", SHEET)
    repo.write("a.yaml", "other\n")
    repo.commit()
    found = Repository(repo.root)
    assert [one.path for one in found.log(found.commit("main"), "*.yaml")] == ["*.yaml"]


def test_no_code_of_the_repository_runs(repo, tmp_path):
    """Hooks, filters, text conversion and external diffs of a hostile configuration stay asleep."""
    seen = tmp_path / "seen"
    script = repo.write("run.sh", f"#!/bin/sh\ntouch {seen}\ncat\n")
    script.chmod(0o755)
    for name, value in {
        "diff.evil.textconv": str(script),
        "diff.external": str(script),
        "filter.evil.smudge": str(script),
        "filter.evil.clean": str(script),
        "core.pager": str(script),
        "core.fsmonitor": str(script),
        "core.hooksPath": str(repo.root),
    }.items():
        repo.git("config", name, value)
    repo.write("s.yaml", SHEET)
    seen.unlink(missing_ok=True)
    repo.git("-c", "core.fsmonitor=false", "-c", "diff.external=", "add", "s.yaml")
    repo.git("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", "x")
    repo.write(".gitattributes", "*.yaml diff=evil filter=evil\n")
    seen.unlink(missing_ok=True)
    found = Repository(repo.root)
    commit = found.commit("HEAD")
    found.log(commit, "s.yaml")
    found.date(commit)
    with laid_out(found) as layout:
        assert layout.sheet(commit, "s.yaml").sheet is not None
    assert not seen.exists()


def test_where_a_path_may_lead():
    assert candidates("a.yaml", "") == ("a.yaml",)
    assert candidates("a.yaml", "services/x") == ("a.yaml", "services/x/a.yaml")
    assert candidates("./a.yaml", "services/x") == ("services/x/a.yaml",)
    assert candidates("../a.yaml", "services/x") == ("services/a.yaml",)
    for bad in ("/a.yaml", "../../../a", "~/a", ".git/config", "x/.GIT/config", "a\\b", "a\nb", ""):
        assert candidates(bad, "services/x") == (), bad


def test_a_sheet_is_laid_out_with_what_it_names(repo):
    own = (
        "schema: gapsheet/checklist/v1\nid: ours\nversion: 1.0.0\nprefix: OUR\ntitle: {en: Ours, zh-CN: 自有}\n"
        "sections:\n  - id: all\n    title: {en: All, zh-CN: 全部}\n    items:\n      - id: OUR-01\n"
        "        severity: high\n        effort: small\n        statement: {en: A is B, zh-CN: 甲是乙}\n"
        "        why: {en: W, zh-CN: 因}\n        met_when: [{en: A, zh-CN: 甲}, {en: B, zh-CN: 乙}]\n"
        "        evidence: [{en: E, zh-CN: 证}]\n        fix: [{en: F, zh-CN: 改}]\n"
    )
    sheet = (
        "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [./lists/ours.yaml@1.0]\nanswers:\n"
        "  OUR-01:\n    answer: met\n    evidence: [proof.txt, gone.txt]\n"
    )
    repo.write("app/gapsheet.yaml", sheet)
    repo.write("app/lists/ours.yaml", own)
    repo.write("app/proof.txt", "secret")
    first = repo.commit()
    repo.write("app/lists/ours.yaml", own.replace("1.0.0", "2.0.0"))
    second = repo.commit()
    found = Repository(repo.root)
    with laid_out(found) as layout:
        old = layout.sheet(first, "app/gapsheet.yaml")
        assert old.sheet is not None
        assert old.checklists[0].path == "app/lists/ours.yaml"
        assert (layout.folder / "app/proof.txt").read_bytes() == b""
        assert not (layout.folder / "app/gone.txt").exists()
        new = layout.sheet(second, "app/gapsheet.yaml")
        assert new.sheet is None
        assert [one.code for one in new.diagnostics if one.severity == "error"] == ["GS124"]
        folder = layout.folder
    assert not folder.exists()


def test_a_file_is_looked_for_from_the_top_and_from_here(repo):
    repo.write("a/gapsheet.yaml", SHEET)
    repo.write("gapsheet.yaml", SHEET)
    name = repo.commit()
    with Repository(repo.root).files() as files:
        assert find_at(files, name, "gapsheet.yaml", "a") == "gapsheet.yaml"
        assert find_at(files, name, "./gapsheet.yaml", "a") == "a/gapsheet.yaml"
        assert find_at(files, name, "a/gapsheet.yaml", "a") == "a/gapsheet.yaml"
        assert find_at(files, name, "none.yaml", "a") is None


def test_git_is_there_for_these_tests():
    assert shutil.which("git")
    assert subprocess.run(["git", "--version"], capture_output=True, check=True).stdout
