"""Two sheets, or saved results, side by side."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from gapsheet.app.baseline import open_file, open_revision, read_name
from gapsheet.app.history import due_dates_moved
from gapsheet.core.compare import compare
from gapsheet.errors import InputError
from gapsheet.load.sheet import find_sheet
from gapsheet.model.comparison import Comparison, Moved, NothingToCompare, Snapshot
from gapsheet.paths import find_root, shown_path


def diff(
    old: str, new: str | None, *, cwd: Path, as_of: dt.date, version: str, policy: str | None, strict: bool
) -> Comparison:
    """Return what changed from `old` to `new`, each a sheet, a sheet at a revision (REV:FILE), or a saved result.

    Without `new`, it is the sheet found from `cwd`. A sheet at a revision is judged on the day of its commit, one on
    disk on the day `as_of`; both by `policy` where one is given, else by the policy that each names. `strict` refuses
    to compare what is not like for like. Raises InputError and UsageError as `open_baseline` does.
    """
    if new is None:
        new = shown_path(cwd.resolve(), find_sheet(cwd, find_root(cwd)))
    sides = [
        _open(name, option, cwd=cwd, as_of=as_of, version=version, policy=policy)
        for name, option in ((old, "OLD"), (new, "NEW"))
    ]
    found = compare(sides[0], sides[1])
    if strict and not found.like_for_like:
        raise InputError("diff.strict")
    return replace(found, moved=_with_times(found, new, cwd))


def _with_times(found: Comparison, new: str, cwd: Path) -> tuple[Moved, ...]:
    """Return what moved, each due date with how often it did so in the past of the new sheet."""
    dates = {row.id: row for row in found.moved if row.what == "due" and row.old and row.new}
    if not dates or new.endswith(".json"):
        return found.moved
    past = due_dates_moved(read_name(new, "NEW"), found.new.commit, cwd)
    times = {
        name: sum(one != other for one, other in pairwise((*past[name], row.new)))
        for name, row in dates.items()
        if name in past
    }
    return tuple(replace(row, times=times.get(row.id)) if row.what == "due" else row for row in found.moved)


def _open(value: str, option: str, *, cwd: Path, as_of: dt.date, version: str, policy: str | None) -> Snapshot:
    named = read_name(value, option)
    if named.revision is None:
        return open_file(named.file, cwd=cwd, as_of=as_of, version=version, policy=policy)
    found = open_revision(named, cwd=cwd, root=find_root(cwd), as_of=as_of, version=version, policy=policy)
    if isinstance(found, NothingToCompare):
        raise InputError("diff.nothing", source=found.source)
    return found
