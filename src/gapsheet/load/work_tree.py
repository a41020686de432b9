"""What of a work tree is in the commit checked out: the bytes themselves are compared.

What git remembers of a file (its time, or that somebody asked not to look) and the programs that a repository's
settings name for converting files are left aside: the first may be wrong, the second would run.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gapsheet.digest import LARGEST
from gapsheet.load.git import Files, Repository
from gapsheet.paths import find_root, is_file

_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_LARGEST_POINTER = 1024
_REGULAR, _SUBMODULE = "100", "160000"
"""How the mode of a regular file begins, and the mode of what is a commit of another repository."""
_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"


def not_committed(repository: Repository, commit: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Return those of some files, relative to the top level, that are not in a commit as they lie; in their order.

    A file that is neither here nor there is no difference.
    Line ends that git converts make no difference, and a file that LFS keeps is what its pointer says. Links are
    followed, here and in the commit, and a file of a submodule is looked for in the commit that is recorded of it.
    """
    with _commits(repository, commit) as there:
        return tuple(path for path in paths if not there.has(path))


def is_clean(repository: Repository) -> bool:
    """Tell whether every tracked file is as it is in the commit checked out, in submodules too.

    Raises InputError where git does not say.
    """
    entries, commit = _tracked(repository), repository.commit("HEAD")
    doubtful = [entry.path for entry in entries if entry.unseen and (repository.root / entry.path).exists()]
    for change in _changes(repository):
        if not change.content_only:
            return False
        doubtful.append(change.path)
    if not_committed(repository, commit, doubtful):
        return False
    inner = (repository.root / entry.path for entry in entries if entry.mode == _SUBMODULE)
    return all(is_clean(Repository(folder)) for folder in inner if (folder / ".git").exists())


# ---- what git says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """A tracked file that is not as it is committed; `content_only`: by git, only the bytes that lie there differ."""

    path: str
    content_only: bool


@dataclass(frozen=True, slots=True)
class _Tracked:
    """A file that git tracks, with its mode; `unseen`: git was told not to look whether it changes."""

    path: str
    mode: str
    unseen: bool


def _changes(repository: Repository) -> Iterator[_Change]:
    """Yield the tracked files that git does not find as they are committed, submodules by their commit alone.

    No program that the settings name for converting files is asked, so a file that needs one is among them.
    """
    arguments = ("--untracked-files=no", "--no-renames", "--ignore-submodules=dirty")
    env = {"GIT_WORK_TREE": str(repository.root), **_without_filters(repository)}
    found = repository.run("status", "--porcelain=v2", "-z", *arguments, env=env)
    if found.returncode:
        repository.refused(found.stderr)
    for entry in filter(None, _names(found.stdout)):
        words = entry.split(" ", 8)
        plain = words[0] == "1" and words[3].startswith(_REGULAR)  # no merge, no link, no submodule
        yield _Change(words[-1], plain and words[1] == ".M" and words[3] == words[4] == words[5])


def _tracked(repository: Repository) -> tuple[_Tracked, ...]:
    found = repository.run("ls-files", "-v", "--stage", "-z")
    if found.returncode:
        repository.refused(found.stderr)
    parts = (entry.partition("\t") for entry in _names(found.stdout) if entry)
    heads = ((head.split(), path) for head, _, path in parts)
    return tuple(_Tracked(path, words[1], words[0].islower() or words[0] == "S") for words, path in heads)


def _recorded(repository: Repository, commit: str, path: str) -> str | None:
    """Return the commit of a submodule that the tree of a commit records at a path, None where there is none."""
    found = repository.run("ls-tree", "-z", commit, "--", f":(top,literal){path}")
    words = _names(found.stdout)[0].partition("\t")[0].split()
    return words[2] if len(words) == 3 and words[1] == "commit" else None


def _without_filters(repository: Repository) -> dict[str, str]:
    """Return an environment in which git finds settings under which no program converts a file.

    They come after those that are there already. The name of a filter may contain any sign, so `-c` does not do.
    """
    asked = repository.run("config", "-z", "--name-only", "--get-regexp", _FILTERS)
    names = dict.fromkeys(filter(None, _names(asked.stdout)))
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    env: dict[str, str] = {}
    for number, name in enumerate(names, int(given) if given.isdecimal() else 0):
        off = "false" if name.endswith(".required") else ""
        env |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": off}
        env["GIT_CONFIG_COUNT"] = str(number + 1)
    return env


def _names(said: bytes) -> list[str]:
    return said.decode("utf-8", "surrogateescape").split("\0")


# ---- what lies there -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Commits:
    """A commit, and the readers of it and of the submodules in it, by their folders."""

    repository: Repository
    commit: str
    readers: dict[Path, tuple[Files, str | None]]

    def has(self, path: str) -> bool:
        """Tell whether the bytes of a file are those that the commit has at its path."""
        place = self.repository.root / path
        top = find_root(place.parent)
        inside = top != self.repository.root and top.is_relative_to(self.repository.root)
        files, commit = self._reader(top if inside else self.repository.root)
        if commit is None:
            return not is_file(place)
        within = place.parent.resolve().relative_to(top) / place.name if inside else None
        return _same(files, commit, within.as_posix() if within else path, place)

    def _reader(self, top: Path) -> tuple[Files, str | None]:
        if top not in self.readers:
            commit: str | None = self.commit
            if top != self.repository.root:
                commit = _recorded(self.repository, self.commit, top.relative_to(self.repository.root).as_posix())
            self.readers[top] = Files(top), commit
        return self.readers[top]


@contextmanager
def _commits(repository: Repository, commit: str) -> Iterator[_Commits]:
    readers: dict[Path, tuple[Files, str | None]] = {}
    try:
        yield _Commits(repository, commit, readers)
    finally:
        for files, _ in readers.values():
            files.close()


def _same(files: Files, commit: str, path: str, place: Path) -> bool:
    found = files.blob(commit, path)
    if found is None or not is_file(place):
        return found is None and not is_file(place)
    name, size = found
    try:
        if place.stat().st_size > LARGEST:
            return False
        content = place.read_bytes()
    except OSError:
        return False
    if name == _name(content, len(name)):
        return True
    if b"\r\n" in content and name == _name(content.replace(b"\r\n", b"\n"), len(name)):
        return True
    pointer = files.read(commit, path) if size < _LARGEST_POINTER else None
    return pointer is not None and _points_to(pointer.content or b"", content)


def _name(content: bytes, digits: int) -> str:
    """Return the object name that git gives to a file with some content."""
    head = b"blob %d\0" % len(content)
    if digits == 64:
        return hashlib.sha256(head + content).hexdigest()
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()


def _points_to(pointer: bytes, content: bytes) -> bool:
    """Tell whether a file of LFS is the one that stands in the commit."""
    line = b"oid sha256:%s" % hashlib.sha256(content).hexdigest().encode()
    return pointer.startswith(_POINTER) and line in pointer.splitlines()
