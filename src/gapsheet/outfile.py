"""Files written whole or not at all."""

import contextlib
import glob
import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.errors import OutputError
from gapsheet.text import visible


def write_whole(files: Sequence[tuple[Path, bytes]], names: Sequence[str] = ()) -> None:
    """Write every file completely, or leave all as they were; `names` are the paths as an error shows them.

    Each content goes to a temporary file in the target's folder first; only when all are on disk are they
    moved into place, each move atomic. Raises OutputError, having touched nothing, when one cannot be
    written. An existing file keeps its mode, and its owner where that is allowed; a link is followed, so that the
    file it names is replaced. A character device (`/dev/null`) is written to as it is. What a killed process left
    behind beside a target is swept up.
    """
    _write(files, names, {})


def replace_unchanged(target: Path, content: bytes, sha256: str, name: str) -> None:
    """Write a file whole, unless it is no longer the one whose digest is `sha256`: then raise OutputError."""
    _write([(target, content)], [name], {Path(os.path.realpath(target)): sha256})


def _write(files: Sequence[tuple[Path, bytes]], names: Sequence[str], digests: Mapping[Path, str]) -> None:
    staged: list[_Staged] = []
    shown = ""
    try:
        for place, (target, content) in enumerate(files):
            shown = names[place] if names else target.name
            target = Path(os.path.realpath(target))
            if target.is_char_device():
                target.write_bytes(content)
            else:
                staged.append(_stage(target, content))
        for target, sha256 in digests.items():
            if hashlib.sha256(target.read_bytes()).hexdigest() != sha256:
                raise OutputError("output.changed", path=visible(shown))
        for ready in staged:
            os.replace(ready.temporary, ready.target)  # noqa: PTH105 - the same call, without building a new Path
    except OSError as problem:
        raise OutputError("output.unwritable", path=visible(shown)[:160], reason=problem.strerror or "?") from problem
    finally:
        for ready in staged:
            ready.release()


@dataclass(frozen=True, slots=True)
class _Staged:
    """A content on disk beside its target; the lock on `handle` tells others that somebody still wants it."""

    temporary: Path
    target: Path
    handle: int | None

    def release(self) -> None:
        """Take the temporary file away where it was not moved, and let go of its lock."""
        with contextlib.suppress(OSError):
            self.temporary.unlink(missing_ok=True)
        if self.handle is not None:
            os.close(self.handle)


def _stage(target: Path, content: bytes) -> _Staged:
    there = target.exists()
    if there and not target.is_file():
        raise OSError(21, "Not a regular file")
    if there and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    _sweep(target)
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        locked = _lock(handle)
        with os.fdopen(handle, "wb", closefd=not locked) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if there:
            _like(temporary, target.stat())
        else:
            temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return _Staged(temporary, target, handle if locked else None)


def _like(path: Path, model: os.stat_result) -> None:
    """Give a file the owner of another, where that is allowed, and its mode."""
    if os.name != "nt" and (path.stat().st_uid, path.stat().st_gid) != (model.st_uid, model.st_gid):
        with contextlib.suppress(OSError):
            os.chown(path, model.st_uid, model.st_gid)
    path.chmod(model.st_mode & 0o7777)


_SUFFIX = ".new"


def _prefix(target: Path) -> str:
    return f".{target.name[:80]}."


def _sweep(target: Path) -> None:
    """Take away what killed processes left beside a target: temporary files on which nobody holds a lock."""
    for left in target.parent.glob(f"{glob.escape(_prefix(target))}????????{_SUFFIX}"):
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            try:
                if _lock(handle):
                    left.unlink()
            finally:
                os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file for this process, and tell whether it could be; a killed process loses its locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def make_folders(folder: Path) -> list[Path]:
    """Create a folder and those above it; return what was created, outermost first."""
    made: list[Path] = []
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
        if not folder.is_dir():
            raise NotADirectoryError(20, "Not a directory")
    except OSError as problem:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise OutputError("output.unwritable", path=visible(folder.name), reason=problem.strerror or "?") from problem
    return made
