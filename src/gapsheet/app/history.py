"""The past of one sheet, from git, or from a folder of saved results."""

import datetime as dt
import os
from dataclasses import dataclass, replace
from pathlib import Path

from gapsheet.app.baseline import Named, folder_of, past_snapshot
from gapsheet.app.judge import NO_POLICY, Invalid, judge
from gapsheet.core.compare import like_for_like
from gapsheet.errors import InputError, ToolError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import load_builtin_policy
from gapsheet.load.git import Commit, Repository, repository_of
from gapsheet.load.results import parse_result
from gapsheet.load.revisions import Layout, find_at, laid_out
from gapsheet.load.sheet import LoadedSheet, find_sheet
from gapsheet.load.source import read_source
from gapsheet.model.comparison import Snapshot
from gapsheet.model.history import History, Point
from gapsheet.paths import find_root, is_file, is_folder, shown_path
from gapsheet.text import visible


@dataclass(frozen=True, slots=True)
class _Seen:
    """One revision as it was judged: its point, without what only its neighbour tells, and its snapshot."""

    point: Point
    snapshot: Snapshot | None
    system: str | None


def history(
    file: str | None, *, cwd: Path, as_of: dt.date, version: str, policy: str | None, snapshots: str | None
) -> History:
    """Return the past of a sheet up to the commit that is checked out, newest first.

    Every revision of the first-parent line is judged on the day of its commit by `policy`, else by the policy that it
    names; renames are followed, and what came after `as_of` is left out. `snapshots` is a folder of saved results to
    read instead. Raises InputError where there is no repository, no commit, or no revision of the sheet.
    """
    if snapshots is not None:
        return _from_results(snapshots, cwd, as_of, version)
    _check_policy(policy, cwd)
    path = find_sheet(cwd, find_root(cwd)) if file is None else cwd / file
    if is_folder(path):
        raise InputError("input.folder", path=visible(file or "")[:160])
    folder = Path(os.path.realpath(path.parent))
    root = find_root(folder)
    name = shown_path(root, folder / path.name)
    repository = repository_of(root)
    every = repository.log(_head(repository), name)
    commits = [one for one in every if one.date <= as_of]
    if not every and not is_file(path):
        raise InputError("input.missing", path=visible(name)[:160])
    if not commits:
        raise InputError("history.none", path=visible(name))
    with laid_out(repository) as layout:
        seen = [_judged(layout, commit, as_of, version, cwd, policy) for commit in reversed(commits)]
    told = _told(seen, visible(name), as_of, version, shallow=repository.shallow())
    return replace(told, later=len(every) - len(commits))


def due_dates_moved(named: Named, commit: str | None, cwd: Path) -> dict[str, list[str]]:
    """Return the due dates that every item of a sheet has had, oldest first; empty where there is no past to read.

    `commit` is that of a sheet at a revision, None for one on disk, whose past ends at the commit checked out.
    """
    place = cwd if named.revision is not None else Path(os.path.realpath((cwd / named.file).parent))
    root = find_root(place)
    dates: dict[str, list[str]] = {}
    try:
        repository = repository_of(root)
        last = commit or _head(repository)
        with laid_out(repository) as layout:
            path = shown_path(root, place / Path(named.file).name)
            if named.revision is not None:
                path = find_at(layout.files, last, named.file, folder_of(root, cwd)) or named.file
            for one in reversed(repository.log(last, path)):
                loaded = layout.quick_sheet(one.id, one.path) if one.status != "D" else None
                answers = loaded.sheet.answers if loaded is not None and loaded.sheet is not None else {}
                for item, answer in answers.items():
                    known = dates.setdefault(item, [])
                    if answer.due is not None and known[-1:] != [answer.due.isoformat()]:
                        known.append(answer.due.isoformat())
    except InputError:
        return {}
    return {item: known for item, known in dates.items() if known}


def _check_policy(policy: str | None, cwd: Path) -> None:
    """Raise InputError for a policy that is not there, before every revision seems to be at fault."""
    if policy is None or policy == NO_POLICY:
        return
    if not is_path(policy):
        load_builtin_policy(policy)
    elif not is_file(cwd / policy):
        raise InputError("input.missing", path=visible(policy)[:160])


def _head(repository: Repository) -> str:
    try:
        return repository.commit("HEAD")
    except InputError as problem:
        if problem.key in ("git.unknown", "git.unknown.shallow"):
            raise InputError("history.no-commit") from problem
        raise


def _judged(layout: Layout, commit: Commit, as_of: dt.date, version: str, cwd: Path, policy: str | None) -> _Seen:
    empty = Point(
        commit.id, visible(commit.path), commit.date, None, None, None, None, None, None, None, None, (), False
    )
    if commit.status == "D":
        return _Seen(replace(empty, problem="gone"), None, None)
    try:
        loaded = layout.quick_sheet(commit.id, commit.path)
        looked = loaded is not None and _asks_evidence(loaded, policy)
        if looked:
            loaded = layout.sheet(commit.id, commit.path)
    except InputError:
        return _Seen(replace(empty, problem="unreadable"), None, None)
    if loaded is None:
        return _Seen(replace(empty, problem="unreadable"), None, None)
    return _point(loaded, empty, version, cwd, policy, evidence=looked)


def _point(loaded: LoadedSheet, empty: Point, version: str, cwd: Path, policy: str | None, *, evidence: bool) -> _Seen:
    try:
        found = judge(
            loaded,
            as_of=empty.date,
            version=version,
            cwd=cwd,
            policy=policy,
            frameworks=False,
            gate=False,
            evidence=evidence,
        )
    except ToolError:
        found = Invalid("policy", ())  # the policy that it named is not there
    if isinstance(found, Invalid):
        mistakes = sum(diagnostic.severity == "error" for diagnostic in found.diagnostics)
        return _Seen(replace(empty, problem="broken", mistakes=max(1, mistakes)), None, None)
    snapshot = past_snapshot(found, empty.path, empty.commit, empty.date)
    return _Seen(_of_snapshot(snapshot, empty), snapshot, visible(snapshot.system))


def _of_snapshot(snapshot: Snapshot, empty: Point) -> Point:
    in_scope = [mark for mark in snapshot.marks if mark.state != "out-of-scope"]
    return replace(
        empty,
        score=snapshot.score,
        verdict=snapshot.verdict,
        policy=snapshot.policy,
        open=snapshot.open,
        blockers=sum(mark.open and mark.severity in ("critical", "high") for mark in snapshot.marks),
        answered=sum(mark.state != "unanswered" for mark in in_scope),
        in_scope=len(in_scope),
        checklists=tuple(f"{entry.id}@{entry.pinned}" for entry in snapshot.checklists),
    )


def _asks_evidence(loaded: LoadedSheet, policy: str | None) -> bool:
    """Tell whether a rule may look at evidence: the built-in policies that do not are known."""
    named = policy or (loaded.sheet.policy if loaded.sheet else None)
    return named not in (None, "none", "pilot", "launch")


def _told(seen: list[_Seen], source: str, as_of: dt.date, version: str, *, shallow: bool = False) -> History:
    """Return the history of points in order of time, each with what it is against the one before."""
    points: list[Point] = []
    before: Snapshot | None = None
    system = source
    for one in seen:
        point = one.point
        if one.snapshot is not None:
            if before is not None:
                alike = like_for_like(before, one.snapshot)
                scores = (before.score, one.snapshot.score)
                both = alike and None not in scores
                change = one.snapshot.score - before.score if both else None  # type: ignore[operator] # both are there
                point = replace(point, change=change, new_checklists=not alike)
            before = one.snapshot
        system = one.system or system
        points.append(point)
    return History(source, system, as_of, version, tuple(reversed(points)), shallow)


def _from_results(folder: str, cwd: Path, as_of: dt.date, version: str) -> History:
    place = cwd / folder
    if not is_folder(place):
        raise InputError("history.folder", path=visible(folder)[:160])
    seen: list[_Seen] = []
    skipped: list[str] = []
    for path in sorted(path for path in place.glob("*.json") if path.is_file()):
        found = _result(path)
        if found is None:
            skipped.append(visible(path.name))
        else:
            seen.append(found)
    if not seen:
        raise InputError("history.empty", path=visible(folder))
    seen.sort(key=lambda one: (one.point.date, one.point.path))
    return replace(_told(seen, visible(folder), as_of, version), skipped=tuple(skipped))


def _result(path: Path) -> _Seen | None:
    """Return a saved result as a point of the past, or None where it is none."""
    name = visible(path.name)
    try:
        source = read_source(path, path.name)
        snapshot = parse_result("" if source.problems else source.text, name)
    except InputError:
        return None
    if snapshot.date is None:
        return None
    empty = Point(None, name, snapshot.date, None, None, None, None, None, None, None, None, (), False)
    return _Seen(_of_snapshot(snapshot, empty), snapshot, visible(snapshot.system))
