"""A sheet opened, and judged on one day by one policy."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gapsheet.core.assess import ChecklistInput, FrameworkInput, PolicyInput, SheetInput, assess
from gapsheet.diagnostics import Diagnostic
from gapsheet.errors import UsageError
from gapsheet.evidence.presence import look
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import LoadedPolicy, load_policy
from gapsheet.load.frameworks import LoadedFramework, load_builtin_framework, relevant_builtin
from gapsheet.load.sheet import LoadedSheet, find_sheet, load_sheet
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.assessment import Assessment
from gapsheet.paths import find_root


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet judged: the assessment, the warnings of the sheet and the policy, and the files that were read."""

    assessment: Assessment
    warnings: tuple[Diagnostic, ...]
    inputs: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Invalid:
    """What could not be judged: a sheet, or the policy, with mistakes in it."""

    what: Literal["sheet", "policy"]
    diagnostics: tuple[Diagnostic, ...]


def open_sheet(file: str | None, cwd: Path) -> LoadedSheet:
    """Return the sheet `file`, relative to the folder `cwd`, or the one found from there.

    Raises InputError when there is none or it cannot be opened, UsageError when there are several.
    """
    path = find_sheet(cwd, find_root(cwd)) if file is None else cwd / file
    return load_sheet(path, find_root(path.parent))


def judge(
    loaded: LoadedSheet,
    *,
    as_of: dt.date,
    version: str,
    cwd: Path,
    policy: str | None,
    required: bool = False,
    frameworks: bool = True,
) -> Judged | Invalid:
    """Return the assessment of a sheet under `policy` (a built-in id or a path from `cwd`), else its own policy.

    Without any policy there is no verdict; `required` makes that a UsageError. `frameworks` False leaves them out,
    for output that does not show them.
    """
    if loaded.sheet is None:
        return Invalid("sheet", loaded.diagnostics)
    named = policy or loaded.sheet.policy
    if named is None and required:
        raise UsageError("usage.policy.none")
    applied, found = _policy(loaded, named, None if policy is None else cwd) if named else (None, ())
    if named and applied is None:
        return Invalid("policy", found)
    shown = _frameworks(loaded, loaded.sheet) if frameworks else ()
    assessment = _assess(loaded, loaded.sheet, applied, as_of, version, shown)
    return Judged(assessment, (*loaded.diagnostics, *found), _inputs(loaded, applied, assessment))


def policy_mistakes(loaded: LoadedSheet) -> tuple[Diagnostic, ...]:
    """Return the mistakes in the policy file that a valid sheet names by path."""
    if loaded.sheet is None or loaded.sheet.policy is None or not is_path(loaded.sheet.policy):
        return ()
    return _policy(loaded, loaded.sheet.policy, None)[1]


def measure(loaded: LoadedSheet, *, as_of: dt.date, version: str) -> Assessment | None:
    """Return the numbers of a sheet without any policy, or None for an invalid one."""
    return None if loaded.sheet is None else _assess(loaded, loaded.sheet, None, as_of, version)


def _assess(
    loaded: LoadedSheet,
    sheet: AnswerSheet,
    policy: LoadedPolicy | None,
    as_of: dt.date,
    version: str,
    frameworks: Sequence[LoadedFramework] = (),
) -> Assessment:
    source = SheetInput(
        sheet=sheet,
        path=loaded.source_shown,
        sha256=loaded.sha256,
        lines=loaded.lines,
        evidence=look(sheet, loaded.root, loaded.base),
        checked={},
    )
    return assess(
        source,
        [ChecklistInput(c.checklist, c.sha256, c.path, c.pinned, c.shadows, c.base) for c in loaded.checklists],
        loaded.facts,
        as_of=as_of,
        version=version,
        policy=PolicyInput(policy.policy, policy.sha256, policy.path) if policy else None,
        frameworks=[FrameworkInput(f.framework, f.sha256, f.path, f.named) for f in frameworks],
    )


def _frameworks(loaded: LoadedSheet, sheet: AnswerSheet) -> tuple[LoadedFramework, ...]:
    """Return the frameworks that the sheet names, then those that its facts make relevant, by id."""
    named = {entry.framework.id for entry in loaded.frameworks}
    relevant = (load_builtin_framework(name) for name in relevant_builtin(sheet.facts) if name not in named)
    return (*loaded.frameworks, *relevant)


def _policy(loaded: LoadedSheet, named: str, cwd: Path | None) -> tuple[LoadedPolicy | None, tuple[Diagnostic, ...]]:
    checklists = [entry.checklist for entry in loaded.checklists]
    if cwd is None or not is_path(named):
        return load_policy(named, root=loaded.root, base=loaded.base, sheet_checklists=checklists)
    # Whoever types the command may name any file; only paths that stand in a sheet are kept inside its root.
    path = (cwd / named).resolve()
    root = find_root(path.parent)
    return load_policy(f"./{path.relative_to(root).as_posix()}", root=root, base=root, sheet_checklists=checklists)


def _inputs(loaded: LoadedSheet, policy: LoadedPolicy | None, assessment: Assessment) -> tuple[Path, ...]:
    named = [loaded.source_shown, *(entry.path for entry in loaded.checklists)]
    named += [policy.path] if policy else []
    named += [entry.path for entry in loaded.frameworks]
    named += [piece.path for item in assessment.items() for piece in item.evidence]
    return tuple(loaded.root / path for path in dict.fromkeys(named) if path is not None)
