"""Files written whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gapsheet.errors import OutputError
from gapsheet.text import visible


def write_whole(files: Sequence[tuple[Path, bytes]], names: Sequence[str] = ()) -> None:
    """Write every file completely, or leave all as they were; `names` are the paths as an error shows them.

    Each content goes to a temporary file in the target's folder first; only when all are on disk are they
    moved into place, each move atomic. Raises OutputError, having touched nothing, when one cannot be
    written. An existing file keeps its mode; a link is followed, so that the file it names is replaced. A
    character device (`/dev/null`) is written to as it is.
    """
    staged: list[tuple[Path, Path]] = []
    shown = ""
    try:
        for place, (target, content) in enumerate(files):
            shown = names[place] if names else target.name
            target = Path(os.path.realpath(target))
            if target.is_char_device():
                target.write_bytes(content)
            else:
                staged.append((_stage(target, content), target))
        for temporary, target in staged:
            os.replace(temporary, target)  # noqa: PTH105 - the same call, without building a new Path
    except OSError as problem:
        raise OutputError("output.unwritable", path=visible(shown)[:160], reason=problem.strerror or "?") from problem
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _stage(target: Path, content: bytes) -> Path:
    if target.exists() and not target.is_file():
        raise OSError(21, "Not a regular file")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


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
