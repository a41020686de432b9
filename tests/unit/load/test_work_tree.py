"""Whether what was read is in the commit checked out, by the bytes, and without running anything."""

import hashlib
import os

import pytest
from tests.repositories import Repo

from gapsheet.load.git import Repository
from gapsheet.load.work_tree import is_clean, not_committed


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    """No setting of whoever runs the tests counts."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repo(tmp_path):
    """A repository with two committed files."""
    made = Repo.new(tmp_path.resolve() / "repo")
    made.write("a.txt", "one\n")
    made.write("evidence/b.txt", "two\n")
    made.commit()
    return made


def state(repo: Repo, *paths: str) -> tuple[bool, tuple[str, ...]]:
    found = Repository(repo.root)
    return is_clean(found), not_committed(found, found.commit("HEAD"), paths)


def test_what_is_committed_is_there(repo):
    assert state(repo, "a.txt", "evidence/b.txt") == (True, ())


def test_a_change_is_seen_though_git_was_told_not_to_look(repo):
    repo.git("update-index", "--assume-unchanged", "a.txt")
    repo.git("update-index", "--skip-worktree", "evidence/b.txt")
    assert state(repo, "a.txt", "evidence/b.txt") == (True, ())
    repo.write("a.txt", "another\n")
    repo.write("evidence/b.txt", "another\n")
    assert state(repo, "a.txt", "evidence/b.txt") == (False, ("a.txt", "evidence/b.txt"))


def test_ignored_and_untracked_files_are_named_themselves_and_leave_the_tree_clean(repo):
    repo.write(".gitignore", "kept/\n")
    repo.commit()
    repo.write("kept/c.txt", "c")
    repo.write("new/d.txt", "d")
    assert state(repo, "a.txt", "kept/c.txt", "new/d.txt") == (True, ("kept/c.txt", "new/d.txt"))


def test_a_link_is_followed_to_what_was_read(repo):
    (repo.root / "evidence" / "link.txt").symlink_to("../a.txt")
    repo.commit()
    assert state(repo, "evidence/link.txt") == (True, ())
    repo.write("a.txt", "another\n")
    assert state(repo, "evidence/link.txt") == (False, ("evidence/link.txt",))


def test_a_link_that_leads_elsewhere_is_not_clean_though_it_reads_the_same(repo):
    link = repo.root / "link.txt"
    link.symlink_to("a.txt")
    repo.write("copy.txt", "one\n")
    repo.commit()
    link.unlink()
    link.symlink_to("copy.txt")
    assert state(repo, "link.txt") == (False, ())


def test_what_is_staged_and_a_file_that_is_gone_are_not_clean(repo):
    repo.write("a.txt", "another\n")
    repo.git("add", "a.txt")
    repo.write("a.txt", "one\n")
    assert state(repo, "a.txt") == (False, ())
    repo.git("reset", "--quiet", "--hard")
    (repo.root / "a.txt").unlink()
    assert state(repo, "a.txt", "evidence/b.txt", "never.txt") == (False, ("a.txt",))


def test_line_ends_that_git_converts_make_no_difference_and_a_mode_does(repo):
    (repo.root / "a.txt").write_bytes(b"one\r\n")
    repo.git("config", "core.autocrlf", "true")
    assert state(repo, "a.txt") == (True, ())
    (repo.root / "a.txt").chmod(0o755)
    assert state(repo, "a.txt") == (False, ())


def test_a_file_of_lfs_is_what_its_pointer_says(repo):
    content = b"large\n"
    oid = hashlib.sha256(content).hexdigest()
    repo.write("a.txt", f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(content)}\n")
    repo.commit()
    repo.write("a.txt", "large\n")
    assert state(repo, "a.txt") == (True, ())
    repo.write("a.txt", "other\n")
    assert state(repo, "a.txt") == (False, ("a.txt",))


def test_a_file_of_a_submodule_is_looked_for_in_the_commit_recorded_of_it(repo, tmp_path):
    outer = Repo.new(tmp_path.resolve() / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo.root), "sub")
    outer.commit()
    assert state(outer, "sub/a.txt") == (True, ())
    inner = Repo(outer.root / "sub")
    inner.write("a.txt", "another\n")
    assert state(outer, "sub/a.txt", "sub/evidence/b.txt") == (False, ("sub/a.txt",))
    inner.commit()
    assert state(outer, "sub/a.txt", "sub/evidence/b.txt") == (False, ("sub/a.txt",))


def test_another_work_tree_in_the_settings_is_not_looked_at(repo, tmp_path):
    repo.write("a.txt", "another\n")
    clean = tmp_path.resolve() / "clean"
    repo.git("worktree", "add", "--quiet", "--detach", str(clean))
    repo.git("config", "core.worktree", str(clean))
    assert state(repo, "a.txt") == (False, ("a.txt",))


@pytest.mark.parametrize("setting", ["filter.x.clean", "filter.x.process", "filter.a=b.clean", "core.fsmonitor"])
def test_no_program_of_the_settings_runs(repo, tmp_path, monkeypatch, setting):
    marker, name = tmp_path / "ran", setting.split(".")[1]
    repo.git("config", setting, f"touch {marker}; cat")
    repo.git("config", f"filter.{name}.required", "true")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "filter.x.clean")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"touch {marker}; cat")
    (repo.root / ".git" / "info" / "attributes").write_text(f"*.txt filter={name}\n")
    repo.write("a.txt", "six\n")
    assert state(repo, "a.txt", "evidence/b.txt") == (False, ("a.txt",))
    assert not marker.exists()
