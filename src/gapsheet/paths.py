"""Where paths of a sheet may lead: regular files inside the root, never under `.git`."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_ODD = re.compile(r"[\\:\0\s]")
"""What makes a path worth a closer look."""

PathProblem = Literal["absolute", "outside", "git", "missing", "not-a-file", "bad-name"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A path of a sheet: `path` is set when it leads to a regular file inside the root, else `problem` is.

    `shown` is the path relative to the root, with `/`; for a path that leads elsewhere, as it was written.
    """

    shown: str
    path: Path | None = None
    problem: PathProblem | None = None


def resolve_inside(root: Path, base: Path, written: str) -> Resolved:
    """Return where `written`, relative to the folder `base`, leads; symlinks are followed, then judged.

    Both `root` and `base` are absolute and resolved. Reads only the file's kind, never its content.
    """
    if not written.strip() or "\0" in written or len(written) > 1024:
        return Resolved(written, problem="bad-name")
    if "\\" in written:
        return Resolved(written, problem="bad-name")
    if written.startswith(("/", "~")) or (len(written) > 1 and written[1] == ":"):
        return Resolved(written, problem="absolute")
    try:
        target = Path(os.path.realpath(base / written))
        inside = target.is_relative_to(root)
        if not inside:
            return Resolved(written, problem="outside")
        relative = target.relative_to(root)
        if any(part.lower() == ".git" for part in relative.parts):
            return Resolved(written, problem="git")
        mode = target.stat().st_mode
    except FileNotFoundError:
        return Resolved(written, problem="missing")
    except (OSError, ValueError):
        return Resolved(written, problem="bad-name")
    if not stat.S_ISREG(mode):
        return Resolved(written, problem="not-a-file")
    return Resolved(shown_path(root, base / written), path=target)


def is_file(path: Path) -> bool:
    """Tell whether a path leads to a regular file; a name that the system refuses leads to none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; a name that the system refuses leads to none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def stays_below(written: str) -> bool:
    """Tell whether a path, as it is written, names something below the folder it starts from, links aside."""
    parts = written.split("/")
    plain = not any(part in ("", ".", "..") or part.lower() == ".git" for part in parts)
    return plain and len(written) <= 1024 and not _ODD.search(written) and not written.startswith("~")


def shown_path(root: Path, path: Path) -> str:
    """Return `path` relative to `root` with `/` (unchanged when it lies elsewhere); symlinks stay as written."""
    normal = Path(os.path.normpath(path))
    try:
        return normal.relative_to(root).as_posix()
    except ValueError:
        return normal.as_posix()


def find_root(start: Path) -> Path:
    """Return the git top level above the folder `start`, else `start` itself; both resolved.

    A top level is the nearest folder that has an entry `.git` (a folder, or a file in a work tree).
    """
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return start
