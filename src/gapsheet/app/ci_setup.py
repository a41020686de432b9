"""CI set up: the files that make GitHub, GitLab or pre-commit run the gate, planned and written.

Files of Gapsheet's own are written, and replaced only when asked. A file that holds what others wrote too
(`.gitlab-ci.yml`, `.pre-commit-config.yaml`) is written only where there is none; else what to add is said.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from gapsheet.errors import ToolError, UsageError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import builtin_policies
from gapsheet.load.sheet import find_sheet, load_sheet
from gapsheet.outfile import make_folders, write_whole
from gapsheet.paths import find_root, shown_path
from gapsheet.report import ci_files
from gapsheet.report.ci_files import GITHUB_PATH, GITLAB_JOB_PATH, GITLAB_PATH, PRE_COMMIT_PATH, Source
from gapsheet.text import visible
from gapsheet.words import Lang

CiSystem = Literal["github", "gitlab", "pre-commit"]
SYSTEMS: tuple[CiSystem, ...] = get_args(CiSystem)

_PLAIN = re.compile(r"(?!-)[\w./@+ -]+")
"""Paths that mean nothing more in YAML, in a shell, in an expression of GitHub's or a variable of GitLab's."""
_ADDRESS = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w.~-]+)+", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CiFile:
    """A file to write; `path` is relative to the top level. `replaces`: there is one, and it will be replaced."""

    path: str
    text: str
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """What somebody has to add to a file of theirs, under `key` or (None) anywhere at its top level.

    `present`: it seems to be there already.
    """

    path: str
    key: str | None
    text: str
    present: bool


@dataclass(frozen=True, slots=True)
class CiPlan:
    """What to write and what to say; `to_fill` are the files in which OWNER still stands.

    `sheet` is the path of the sheet, relative to the top level.
    """

    root: Path
    sheet: str
    files: tuple[CiFile, ...]
    additions: tuple[Addition, ...]
    to_fill: tuple[str, ...]

    def paths(self) -> tuple[str, ...]:
        """Return every file that is written or to be added to."""
        return (*(file.path for file in self.files), *(addition.path for addition in self.additions))


def read_systems(names: Iterable[str]) -> tuple[CiSystem, ...]:
    """Return the CI systems named, each once; raises UsageError for an unknown one."""
    chosen: list[CiSystem] = []
    for name in names:
        found = next((system for system in SYSTEMS if system == name), None)
        if found is None:
            raise UsageError("usage.choice", option="--ci", choices=", ".join(SYSTEMS), value=visible(name)[:80])
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))


def existing_sheet(folder: str, file: str | None, cwd: Path) -> Path | None:
    """Return the sheet that is there already, or None.

    Where neither a folder nor a file was named, it is looked for as every command does: here and in the parents.
    Raises UsageError for several.
    """
    place = cwd / folder
    if file is not None:
        return place / file if (place / file).is_file() else None
    here = folder in (".", "")
    try:
        return find_sheet(place, find_root(place) if here else Path(os.path.realpath(place)))
    except UsageError:
        raise
    except ToolError:
        return None


def said_by(sheet: Path) -> tuple[str | None, Lang | None]:
    """Return the built-in policy and the language that a sheet names, each or None."""
    loaded = load_sheet(sheet, find_root(sheet.parent))
    return builtin(loaded.sheet.policy if loaded.sheet else None), loaded.lang


def builtin(policy: str | None) -> str | None:
    """Return a policy when it is built in, else None: one of the team's own is named by the sheet, where it counts."""
    return policy if policy is not None and not is_path(policy) and policy in builtin_policies() else None


def source_of(direct_url: str | None, version: str) -> Source:
    """Return where this Gapsheet came from, so that CI installs the same; else the place to fill in.

    `version` is that of this Gapsheet. `direct_url` is the text of `direct_url.json` (PEP 610), which pip leaves behind
    when it installs from a git repository. Only an https address without credentials is taken over.
    """
    try:
        found = json.loads(direct_url or "")
        url, commit = found["url"], found["vcs_info"]["commit_id"]
    except (ValueError, KeyError, TypeError):
        return Source(tag=f"v{version}")
    if isinstance(url, str) and isinstance(commit, str) and _ADDRESS.fullmatch(url) and _COMMIT.fullmatch(commit):
        return Source(url, commit, commit)
    return Source(tag=f"v{version}")


def plan(
    systems: Sequence[CiSystem], sheet: Path, policy: str | None, *, source: Source, lang: Lang, force: bool
) -> CiPlan:
    """Return what to write for a sheet; raises UsageError, with nothing written, for what may not be replaced."""
    root = find_root(sheet.parent if sheet.parent.is_dir() else _nearest(sheet.parent))
    if not (root / ".git").exists():
        raise UsageError("init.ci.no-git")
    name = shown_path(root, Path(os.path.realpath(sheet.parent)) / sheet.name)
    if not _PLAIN.fullmatch(name):
        raise UsageError("init.ci.path", path=visible(name)[:160])
    files: list[CiFile] = []
    additions: list[Addition] = []
    for system in systems:
        if system == "github":
            _own(files, root, GITHUB_PATH, ci_files.github_workflow(name, policy, source, lang), force=force)
        elif system == "gitlab":
            _own(files, root, GITLAB_JOB_PATH, ci_files.gitlab_job(name, policy, source, lang), force=force)
            _shared(files, additions, root, GITLAB_PATH, None, ci_files.gitlab_include(lang), GITLAB_JOB_PATH)
        else:
            entry = ci_files.pre_commit_entry(name, source, lang)
            _shared(files, additions, root, PRE_COMMIT_PATH, "repos", entry, "gapsheet-check")
    said = [(file.path, file.text) for file in files]
    said += [(add.path, add.text) for add in additions if not add.present]
    to_fill = tuple(path for path, text in said if f"{ci_files.OWNER}/gapsheet" in text)
    return CiPlan(root, name, tuple(files), tuple(additions), to_fill)


def write(plan: CiPlan) -> None:
    """Write the files of a plan: all, or none."""
    made: list[Path] = []
    try:
        for file in plan.files:
            made += make_folders((plan.root / file.path).parent)
        write_whole(
            [(plan.root / file.path, file.text.encode("utf-8")) for file in plan.files],
            [file.path for file in plan.files],
        )
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _own(files: list[CiFile], root: Path, path: str, text: str, *, force: bool) -> None:
    there = _there(root, path)
    if there and not force:
        raise UsageError("init.ci.exists", path=path)
    files.append(CiFile(path, text, replaces=there))


def _shared(
    files: list[CiFile], additions: list[Addition], root: Path, path: str, key: str | None, text: str, mark: str
) -> None:
    if not _there(root, path):
        files.append(CiFile(path, f"{key}:\n{text}" if key else text))
        return
    try:
        present = mark in (root / path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        present = False
    additions.append(Addition(path, key, text, present))


def _there(root: Path, path: str) -> bool:
    """Tell whether something lies at a path; raises UsageError for one that cannot be written there."""
    if not Path(os.path.realpath(root / path)).is_relative_to(root):
        raise UsageError("init.ci.outside", path=path)
    if any(os.path.lexists(folder) and not folder.is_dir() for folder in (root / path).parents):
        raise UsageError("init.ci.folder", path=path)
    return os.path.lexists(root / path)


def _nearest(folder: Path) -> Path:
    return next((parent for parent in folder.parents if parent.is_dir()), folder)


__all__ = [
    "PRE_COMMIT_PATH",
    "SYSTEMS",
    "Addition",
    "CiFile",
    "CiPlan",
    "CiSystem",
    "Source",
    "builtin",
    "existing_sheet",
    "plan",
    "read_systems",
    "said_by",
    "source_of",
    "write",
]
