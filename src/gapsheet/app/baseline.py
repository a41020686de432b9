"""What to compare with: a sheet at a revision, a sheet on disk, or a saved result."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from gapsheet.app.judge import Invalid, Judged, judge, open_sheet, repository_around
from gapsheet.core.case import case_of
from gapsheet.core.compare import snapshot_of
from gapsheet.core.gate import verdict_without_baseline
from gapsheet.errors import InputError, UsageError
from gapsheet.load.git import short_name
from gapsheet.load.results import parse_result
from gapsheet.load.revisions import candidates, find_at, laid_out
from gapsheet.load.sheet import LoadedSheet
from gapsheet.load.source import read_source
from gapsheet.model.comparison import NothingToCompare, Snapshot
from gapsheet.paths import is_file, shown_path
from gapsheet.text import visible

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<file>.+)", re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
LONGEST = 1024
"""How long a name of a revision and a file may be, in characters."""
_PLAINLY_A_FILE = ("./", "../", "/")


@dataclass(frozen=True, slots=True)
class Named:
    """What `REV:FILE` or `FILE` names; `revision` is None for a file on disk."""

    revision: str | None
    file: str


def read_name(value: str, option: str) -> Named:
    """Return what a value of `--baseline`, or an operand of `diff`, names.

    What has a colon is a revision, whatever files there are, so that a change cannot bring a file of that name to be
    compared with; `./a:b` is a file. Raises UsageError for a value that can be neither.
    """
    if not value or "\0" in value or value.startswith("-") or len(value) > LONGEST:
        raise UsageError("usage.named", option=option, value=visible(value)[:80])
    hit = None if value.startswith(_PLAINLY_A_FILE) or _DRIVE.match(value) else _REVISION.fullmatch(value)
    return Named(None, value) if hit is None else Named(hit["revision"], hit["file"])


def open_baseline(
    value: str, *, cwd: Path, root: Path, as_of: dt.date, version: str, policy: str | None = None
) -> Snapshot | NothingToCompare:
    """Return what `--baseline` names; `root` is that of the sheet under judgement.

    A sheet of the past is judged on its own day (of the commit, but never later than `as_of`), by `policy` or the
    policy that it names. Raises InputError for what does not exist, cannot be read, or has mistakes; UsageError for
    a value that makes no sense.
    """
    named = read_name(value, "--baseline")
    if named.revision is None:
        return open_file(named.file, cwd=cwd, as_of=as_of, version=version, policy=policy)
    return open_revision(named, cwd=cwd, root=root, as_of=as_of, version=version, policy=policy)


def open_file(file: str, *, cwd: Path, as_of: dt.date, version: str, policy: str | None) -> Snapshot:
    """Return a sheet, or a saved result, on disk; a sheet is judged on the day `as_of`."""
    path, shown = cwd / file, visible(file)[:160]
    if not is_file(path):
        raise InputError("baseline.missing", path=shown)
    source = read_source(path, file)
    if path.suffix.lower() == ".json" or source.text.startswith("{"):
        if source.problems:
            raise InputError("result.json", path=shown)
        return parse_result(source.text, shown)
    return judge_past(open_sheet(file, cwd), shown, None, as_of, version=version, cwd=cwd, policy=policy)


def open_revision(
    named: Named, *, cwd: Path, root: Path, as_of: dt.date, version: str, policy: str | None
) -> Snapshot | NothingToCompare:
    """Return the sheet at a revision, judged on the day of its commit."""
    repository = repository_around(root, cwd)
    commit = repository.commit(named.revision or "")
    shown = f"{short_name(named.revision or '')}:{visible(named.file)}"
    folder = folder_of(root, cwd)
    with laid_out(repository) as layout:
        path = find_at(layout.files, commit, named.file, folder)
        if path is None:
            maybe = candidates(named.file, folder)
            if any(repository.lists(commit, one) for one in maybe):
                raise InputError("git.object", path=shown)
            if any(is_file(root / one) for one in maybe):
                return NothingToCompare(shown, commit)
            raise InputError("git.no-file", path=visible(named.file), name=visible(named.revision or ""))
        day = min(as_of, repository.date(commit))
        if path.endswith(".json"):
            blob = layout.files.read(commit, path)
            if blob is None or blob.content is None:
                raise InputError("git.too-large", path=shown)
            return parse_result(blob.content.decode("utf-8", "replace"), shown)
        loaded = layout.sheet(commit, path)
        if loaded is None:
            raise InputError("git.no-file", path=visible(named.file), name=visible(named.revision or ""))
        return judge_past(loaded, shown, commit, day, version=version, cwd=cwd, policy=policy)


def folder_of(root: Path, cwd: Path) -> str:
    """Return the current folder relative to the root, from which a path may be meant; empty when it lies elsewhere."""
    return shown_path(root, cwd.resolve()) if cwd.resolve().is_relative_to(root) else ""


def judge_past(
    loaded: LoadedSheet,
    shown: str,
    commit: str | None,
    day: dt.date,
    *,
    version: str,
    cwd: Path,
    policy: str | None,
) -> Snapshot:
    """Return a sheet that is only compared with, judged by the rules that need no baseline themselves.

    Raises InputError where it, or its policy, has mistakes.
    """
    outcome = judge(loaded, as_of=day, version=version, cwd=cwd, policy=policy, frameworks=False, gate=False)
    if isinstance(outcome, Invalid):
        mistakes = sum(diagnostic.severity == "error" for diagnostic in outcome.diagnostics)
        raise InputError("baseline.invalid", path=shown, n=mistakes)
    return past_snapshot(outcome, shown, commit, day)


def past_snapshot(judged: Judged, shown: str, commit: str | None, day: dt.date) -> Snapshot:
    """Return a judged sheet of the past as a snapshot with its verdict."""
    policy = judged.policy
    verdict = verdict_without_baseline(case_of(judged.assessment), policy.policy.rules) if policy else None
    name = policy.policy.id if policy else None
    return snapshot_of(judged.assessment, source=shown, commit=commit, day=day, verdict=verdict, policy=name)
