"""A git repository, read and never written: revisions, the files in them, and the commits that touched a file.

No hook, filter, text conversion, external diff or fetch of missing objects can run: git is asked for objects, and in
`work_tree.py` for the state of files without any of these. Every revision is resolved to an object name before
anything else sees it.
"""

import contextlib
import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from gapsheet.errors import InputError, UsageError
from gapsheet.load.source import MAX_BYTES
from gapsheet.load.suggest import nearest
from gapsheet.text import visible

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)
_REFUSED = re.compile("[\x00-\x20\x7f]")
"""Characters that git allows in no name of a revision, or that would end a line of its protocol."""

_PLAIN = re.compile(r"[\w./-]{1,80}")
_OPERATORS = re.compile(r"[~^:]|@\{")
_HEX = re.compile(r"[0-9a-f]{4,40}", re.ASCII)
_SHEET = re.compile(r"gapsheet\.yaml|.+\.gapsheet\.yaml")

_PINNED = {
    "color.ui": "false",
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "diff.orderFile": os.devnull,
    "diff.relative": "false",
    "diff.renames": "true",
    "log.date": "default",
    "log.follow": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
}
"""Settings of whoever runs this that would change what is read, and the values that they are held at."""

_SETTINGS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # older gits know no GIT_NO_LAZY_FETCH: let a fetch find no way out
    "LC_ALL": "C",
}


_AMBIENT = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
        *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
    }
)
"""What a hook sets for its own repository, or a person for their own use: it is not what is meant here."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched a file: its full object name, the day (UTC) of the commit, and the file's path then.

    `path` is relative to the top level. `status` is git's: A added, M modified, R renamed, D deleted, T type changed.
    """

    id: str
    date: dt.date
    path: str
    status: str


@dataclass(frozen=True, slots=True)
class Blob:
    """A file at a revision: its object name and content, which is None where it is larger than what is read."""

    id: str
    content: bytes | None


class Repository:
    """The repository whose top level is the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def commit(self, revision: str) -> str:
        """Return the full object name of the commit that a revision names.

        Raises UsageError for what looks like an option or is no revision at all, InputError for one that does not
        exist here, where the folder is no repository, or git is missing.
        """
        name = visible(revision)[:80]
        if not revision or revision.startswith("-") or _REFUSED.search(revision):
            raise UsageError("git.revision", name=name)
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = found.stdout.decode("ascii", "replace").strip()
        if found.returncode == 0 and _COMMIT.fullmatch(commit):
            self._one_meaning(revision, name)
            return commit
        if found.returncode == 128 and found.stderr:
            self.refused(found.stderr)
        if self.shallow():
            raise InputError("git.unknown.shallow", name=name)
        known = self._names() if _PLAIN.fullmatch(revision) else []
        remote = f"origin/{revision}"
        near = remote if remote in known else nearest(revision, known)
        if near is not None:
            raise InputError("git.unknown.near", name=name, near=visible(near)[:80])
        raise InputError("git.unknown", name=name)

    def _one_meaning(self, revision: str, name: str) -> None:
        """Raise InputError where a short name means several things, such as a branch and a tag that somebody pushed.

        Git takes the tag before the branch; which of them is meant is not ours to guess.
        """
        short = _OPERATORS.split(revision, maxsplit=1)[0]
        if not short or short.startswith("refs/") or _COMMIT.fullmatch(short):
            return
        wanted = [f"refs/{kind}{short}" for kind in ("", "tags/", "heads/", "remotes/")]
        listed = self.run("for-each-ref", "--format=%(refname)", *wanted).stdout.decode("utf-8", "replace").split()
        meant = [ref for ref in wanted if ref in listed]
        if len(meant) == 1 and _HEX.fullmatch(short):
            meant += self.run("rev-parse", f"--disambiguate={short}").stdout.decode("ascii", "replace").split()
        if len(meant) > 1:
            raise InputError("git.ambiguous", name=name, list=", ".join(visible(one)[:80] for one in meant[:4]))

    def superproject(self) -> bool:
        """Tell whether the repository is a submodule, so that its branches are not those of the one around it."""
        return bool(self.run("rev-parse", "--show-superproject-working-tree").stdout.strip())

    def lists(self, commit: str, path: str) -> bool:
        """Tell whether the tree of a commit names a path, whether or not what it names is here."""
        return bool(self.run("ls-tree", "-z", commit, "--", f":(top,literal){path}").stdout)

    def sheets(self, commit: str) -> tuple[str, ...]:
        """Return the answer sheets anywhere in the tree of a commit, relative to the top level, sorted."""
        listed = self.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).stdout
        paths = listed.decode("utf-8", "surrogateescape").split("\0")
        return tuple(sorted(path for path in paths if _SHEET.fullmatch(path.rpartition("/")[2])))

    def _names(self) -> list[str]:
        """Return the names of all branches and tags, those of servers with the server's name before them."""
        kinds = ("refs/heads", "refs/remotes", "refs/tags")
        return self.run("for-each-ref", "--format=%(refname:short)", *kinds).stdout.decode("utf-8", "replace").split()

    def date(self, commit: str) -> dt.date:
        """Return the day (UTC) of a commit."""
        found = self.run("show", "--no-patch", "--format=%ct", commit)
        return _day(found.stdout.decode("ascii", "replace").strip())

    def shallow(self) -> bool:
        """Tell whether the clone is shallow: older commits exist elsewhere."""
        return self.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def log(self, commit: str, path: str) -> tuple[Commit, ...]:
        """Return the commits of the first-parent line up to `commit` that touched a file, newest first.

        Renames are followed. A merge counts with all that it brought.
        """
        found = self.run(
            *("log", "--first-parent", "-m", "--follow", "--name-status", "--no-color", "--no-ext-diff"),
            *("--no-textconv", "-z", "--format=%x01%H %ct", commit, "--", f":(top,literal){path}"),
        )
        if found.returncode:
            self.refused(found.stderr)
        return tuple(_commits(found.stdout.decode("utf-8", "surrogateescape")))

    def touched(self, path: str) -> tuple[str, ...]:
        """Return every commit of every branch, tag and stash that touched a path, newest first."""
        found = self.run("rev-list", "--all", "--full-history", "--", f":(top,literal){path}")
        return tuple(name for name in found.stdout.decode("ascii", "replace").split() if _COMMIT.fullmatch(name))

    @contextmanager
    def files(self) -> Iterator["Files"]:
        """Yield a reader of files at revisions: one git process for all contents, one for all questions."""
        reader = Files(self.root)
        try:
            yield reader
        finally:
            reader.close()

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[bytes]":
        """Return what git says; `env` is added to the environment that it is asked in.

        Raises InputError where git is missing, or cannot be started.
        """
        command, around = _command(self.root, arguments), _env() | dict(env or {})
        try:
            return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=around, check=False)
        except FileNotFoundError:
            raise InputError("git.missing") from None
        except OSError as problem:
            raise InputError("git.failed", reason=problem.strerror or "?") from problem

    def refused(self, said: bytes) -> None:
        """Raise the InputError for what git said instead of an answer."""
        text = said.decode("utf-8", "replace")
        if "dubious ownership" in text:
            raise InputError("git.ownership", path=visible(self.root.name))
        if "not a git repository" in text:
            raise InputError("git.none")
        line = next((line for line in text.splitlines() if line.strip()), "?")
        said_shortly = line.removeprefix("fatal: ").replace(f"{self.root}/", "").replace(str(self.root), ".")
        raise InputError("git.failed", reason=visible(said_shortly)[:160])


def repository_of(root: Path) -> Repository:
    """Return the repository of a root folder; raises InputError where the folder is in none."""
    if not (root / ".git").exists():
        raise InputError("git.none")
    return Repository(root)


def short_name(revision: str) -> str:
    """Return a revision as it is shown: safe, and a full object name cut to what people read."""
    return revision[:10] if _COMMIT.fullmatch(revision) else visible(revision)[:80]


class Files:
    """Files at revisions. Symbolic links inside the tree are followed, those that lead out of it lead nowhere."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._open: dict[str, subprocess.Popen[bytes]] = {}

    def read(self, commit: str, path: str) -> Blob | None:
        """Return a file at a revision, or None when there is no regular file at that path."""
        header = self._ask("--batch", commit, path)
        if header is None:
            return None
        kind, name, size = header
        stream = self._stream("--batch")
        content = _drain(stream, size)
        return Blob(name, content) if kind == "blob" else None

    def has(self, commit: str, path: str) -> bool:
        """Tell whether there is a regular file at a path of a revision."""
        header = self._ask("--batch-check", commit, path)
        return header is not None and header[0] == "blob"

    def blob(self, commit: str, path: str) -> tuple[str, int] | None:
        """Return the object name and the size of the regular file at a path of a revision, None where there is none."""
        header = self._ask("--batch-check", commit, path)
        return (header[1], header[2]) if header is not None and header[0] == "blob" else None

    def close(self) -> None:
        """End the processes of git."""
        for process in self._open.values():
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):  # what git did not read any more cannot be flushed
                    if stream is not None:
                        stream.close()
            process.wait()
        self._open.clear()

    def _ask(self, mode: Literal["--batch", "--batch-check"], commit: str, path: str) -> tuple[str, str, int] | None:
        """Return type, object name and size of what lies at a path; None where nothing does."""
        if not _COMMIT.fullmatch(commit) or "\n" in path or "\0" in path or not path:
            return None
        process = self._process(mode)
        if process.stdin is None:
            raise ValueError("the process was started with a pipe")
        stream = self._stream(mode)
        try:
            process.stdin.write(f"{commit}:{path}\n".encode("utf-8", "surrogateescape"))
            process.stdin.flush()
            words = stream.readline().split()
        except OSError as problem:
            raise InputError("git.failed", reason=problem.strerror or "?") from problem
        if len(words) == 3 and words[1] in (b"blob", b"tree", b"commit", b"tag") and words[2].isdigit():
            return words[1].decode(), words[0].decode("ascii", "replace"), int(words[2])
        if len(words) == 2 and words[0] in (b"symlink", b"dangling", b"loop", b"notdir") and words[1].isdigit():
            _drain(stream, int(words[1]))  # what the link says; it leads nowhere in this tree
            return None
        if words and words[-1] in (b"missing", b"ambiguous"):
            return None
        raise InputError("git.object", path=visible(path)[:160])

    def _stream(self, mode: str) -> IO[bytes]:
        stream = self._open[mode].stdout
        if stream is None:
            raise ValueError("the process was started with a pipe")
        return stream

    def _process(self, mode: str) -> "subprocess.Popen[bytes]":
        if mode not in self._open:
            command = _command(self.root, ("cat-file", mode, "--follow-symlinks"))
            pipe = subprocess.PIPE
            try:
                self._open[mode] = subprocess.Popen(
                    command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=_env()
                )
            except FileNotFoundError:
                raise InputError("git.missing") from None
            except OSError as problem:
                raise InputError("git.failed", reason=problem.strerror or "?") from problem
        return self._open[mode]


def _drain(stream: IO[bytes], size: int) -> bytes | None:
    """Return the next `size` bytes and pass the line end after them; None for more than is ever read."""
    if size <= MAX_BYTES:
        content = stream.read(size + 1)
        return content[:size]
    left = size + 1
    while left:
        left -= len(stream.read(min(left, 1 << 20))) or left
    return None


def _command(root: Path, arguments: Sequence[str]) -> list[str]:
    settings = [part for name, value in _PINNED.items() for part in ("-c", f"{name}={value}")]
    return ["git", "-C", str(root), "--no-pager", *settings, *arguments]


def _env() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _AMBIENT} | _SETTINGS


_SECONDS = re.compile(r"-?[0-9]{1,20}", re.ASCII)
_EPOCH = dt.date(1970, 1, 1).toordinal()


def _day(seconds: str) -> dt.date:
    """Return the day (UTC) of a time in seconds; whoever makes a commit may write any time, so it is held in range."""
    hit = _SECONDS.match(seconds)
    days = int(hit[0]) // 86_400 if hit else 0
    return dt.date.fromordinal(min(max(days + _EPOCH, 1), dt.date.max.toordinal()))


def _commits(text: str) -> Iterator[Commit]:
    """Yield the commits of a log whose records begin with \\x01 and whose fields end in \\0."""
    for record in text.split("\x01")[1:]:
        head, *rest = record.split("\0")
        fields = [field.lstrip("\n") for field in rest if field.strip("\n")]
        name, _, seconds = head.strip().partition(" ")
        if len(fields) < 2 or not _COMMIT.fullmatch(name):
            continue
        status = fields[0][:1]
        yield Commit(name, _day(seconds), fields[-1], status)
