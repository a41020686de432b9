"""A sheet opened, and judged on one day by one policy."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from gapsheet.core.assess import ChecklistInput, FrameworkInput, PolicyInput, SheetInput, assess
from gapsheet.diagnostics import Diagnostic
from gapsheet.errors import InputError, UsageError
from gapsheet.evidence.presence import look
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import LoadedPolicy, load_policy
from gapsheet.load.frameworks import LoadedFramework, load_builtin_framework, relevant_builtin
from gapsheet.load.git import Repository, repository_of
from gapsheet.load.sheet import LoadedSheet, find_sheet, load_sheet
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.assessment import Assessment
from gapsheet.model.base import LocalText
from gapsheet.model.comparison import NothingToCompare, Snapshot, Trust
from gapsheet.model.policy import Policy, Rules
from gapsheet.model.redaction import Redaction
from gapsheet.paths import find_root
from gapsheet.text import visible
from gapsheet.words import say


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet judged: the assessment, the warnings of the sheet and the policy, and the files that were read.

    `root` is the folder that the paths of the assessment lead from. `files` are the real paths of evidence, from there,
    by what the assessment shows in their place.
    """

    assessment: Assessment
    warnings: tuple[Diagnostic, ...]
    inputs: tuple[Path, ...]
    policy: LoadedPolicy | None
    root: Path
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Invalid:
    """What could not be judged: a sheet, or the policy, with mistakes in it."""

    what: Literal["sheet", "policy"]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Trusted:
    """A sheet of which only answers and evidence are taken from the change; the rest is of a trusted revision.

    `policy` is the one to apply with the mistakes in it, read at that revision.
    """

    loaded: LoadedSheet
    policy: LoadedPolicy | None
    mistakes: tuple[Diagnostic, ...]
    trust: Trust


def open_sheet(file: str | None, cwd: Path, *, as_of: dt.date | None = None, audit: bool = False) -> LoadedSheet:
    """Return the sheet `file`, relative to the folder `cwd`, or the one found from there.

    Its diagnostics are those of the day `as_of`; without one they say nothing of the dates of waivers. With `audit`
    they also say what an audit reader would miss.

    Raises InputError when there is none or it cannot be opened, UsageError when there are several.
    """
    path = find_sheet(cwd, find_root(cwd)) if file is None else cwd / file
    if file is not None and (len(file) > 1024 or len(path.name) > 255):
        raise InputError("input.missing", path=visible(file)[:80])
    return load_sheet(path, find_root(path.parent), as_of=as_of, audit=audit)


def judge(
    loaded: LoadedSheet,
    *,
    as_of: dt.date,
    version: str,
    cwd: Path,
    policy: str | None,
    required: bool = False,
    frameworks: bool = True,
    gate: bool = True,
    no_worse: bool = False,
    baseline: Snapshot | NothingToCompare | None = None,
    trusted: Trusted | None = None,
    evidence: bool = True,
    redact: Redaction | None = None,
) -> Judged | Invalid:
    """Return the assessment of a sheet under `policy` (a built-in id or a path from `cwd`), else its own policy.

    Without any policy there is no verdict; `required` makes that a UsageError. `frameworks` False leaves them out,
    for output that does not show them; `gate` False leaves the policy unapplied, and what
    is to be done untold; `evidence` False looks for none. `no_worse` asks the rule
    `no_item_worse` as well. A rule that compares and no `baseline` to compare with is a UsageError. `redact` takes
    parts out before anything is judged; whether evidence is there is looked up on the whole sheet.
    """
    if loaded.sheet is None:
        return Invalid("sheet", loaded.diagnostics)
    warnings, change = loaded.diagnostics, loaded.sheet
    if trusted is not None:
        loaded, applied, found = trusted.loaded, trusted.policy, trusted.mistakes
    else:
        applied, found = policy_for(loaded, policy, cwd)
    if applied is None and found:
        return Invalid("policy", found)
    if no_worse:
        applied = _no_worse(applied)
    if applied is None and required:
        raise UsageError("usage.policy.nothing" if policy == NO_POLICY else "usage.policy.none")
    if gate and baseline is None and applied is not None and applied.policy.rules.ask_baseline:
        key = "usage.baseline.no-worse" if no_worse else "usage.baseline"
        raise UsageError(key, policy=applied.policy.id)
    if loaded.sheet is None:
        raise ValueError("what is trusted is a valid sheet")
    shown = _frameworks(loaded, loaded.sheet) if frameworks else ()
    trust = trusted.trust if trusted else None
    rules = applied if gate else None
    measured = _Measured(as_of, version, rules, shown, baseline, trust, gate, evidence, redact, change)
    assessment, files = _assess(loaded, loaded.sheet, measured)
    inputs = _inputs(loaded, applied, assessment, files)
    return Judged(assessment, (*warnings, *found), inputs, applied, loaded.root, files)


def repository_around(root: Path, cwd: Path) -> Repository:
    """Return the repository of a sheet, to read a revision of it.

    Raises InputError for a submodule, and for a repository inside that of `cwd`: a change can turn a folder into one,
    and the branches there are not the branches that were meant.
    """
    repository, outer = repository_of(root), find_root(cwd)
    inside = outer != root and root.is_relative_to(outer) and (outer / ".git").exists()
    if inside or repository.superproject():
        raise InputError("git.nested", path=visible(root.name))
    return repository


NO_POLICY = "none"
"""The name that stands for no policy at all, also where the sheet names one."""


def policy_for(
    loaded: LoadedSheet, policy: str | None, cwd: Path
) -> tuple[LoadedPolicy | None, tuple[Diagnostic, ...]]:
    """Return the policy to apply, `policy` (a built-in id, a path from `cwd`, or `none`) before the sheet's own."""
    named = policy or (loaded.sheet.policy if loaded.sheet else None)
    if named is None or policy == NO_POLICY:
        return None, ()
    return _policy(loaded, named, None if policy is None else cwd)


def _no_worse(applied: LoadedPolicy | None) -> LoadedPolicy:
    """Return a policy with the rule `no_item_worse` added; where there is none, one of that rule alone."""
    if applied is not None:
        policy = applied.policy
        return replace(applied, policy=replace(policy, rules=replace(policy.rules, no_item_worse=True)))
    title = LocalText(en=say("en", "text", "policy.no-worse"), zh_cn=say("zh-CN", "text", "policy.no-worse"))
    alone = Policy(schema_="gapsheet/policy/v1", id="no-worse", title=title, rules=Rules(no_item_worse=True))
    return LoadedPolicy(alone, hashlib.sha256(b"no_item_worse: true\n").hexdigest(), None)


def policy_mistakes(loaded: LoadedSheet) -> tuple[Diagnostic, ...]:
    """Return the mistakes in the policy file that a valid sheet names by path."""
    if loaded.sheet is None or loaded.sheet.policy is None or not is_path(loaded.sheet.policy):
        return ()
    return _policy(loaded, loaded.sheet.policy, None)[1]


def measure(loaded: LoadedSheet, *, as_of: dt.date, version: str) -> Assessment | None:
    """Return the numbers of a sheet without any policy, or None for an invalid one."""
    return None if loaded.sheet is None else _assess(loaded, loaded.sheet, _Measured(as_of, version))[0]


@dataclass(frozen=True, slots=True)
class _Measured:
    """All that a sheet is measured by besides what it names itself."""

    as_of: dt.date
    version: str
    policy: LoadedPolicy | None = None
    frameworks: Sequence[LoadedFramework] = ()
    baseline: Snapshot | NothingToCompare | None = None
    trust: Trust | None = None
    plan: bool = True
    evidence: bool = True
    redact: Redaction | None = None
    change: AnswerSheet | None = None


def _assess(loaded: LoadedSheet, sheet: AnswerSheet, by: _Measured) -> tuple[Assessment, dict[str, str]]:
    """Return the assessment, and the real paths of evidence by what it shows in their place."""
    policy = by.policy
    evidence = look(sheet, loaded.root, loaded.base) if by.evidence else {}
    files = {piece.target: piece.path for pieces in evidence.values() for piece in pieces if piece.path is not None}
    baseline, trust = by.baseline, by.trust
    if by.redact is not None:
        from gapsheet.core.redact import redacted

        clean = redacted(sheet, evidence, by.redact, baseline=baseline, trust=trust, change=by.change)
        sheet, evidence, files, baseline, trust = clean.sheet, clean.evidence, clean.files, clean.baseline, clean.trust
    source = SheetInput(
        sheet=sheet,
        path=loaded.source_shown,
        sha256=loaded.sha256,
        lines=loaded.lines,
        evidence=evidence,
        checked={},
    )
    assessment = assess(
        source,
        [ChecklistInput(c.checklist, c.sha256, c.path, c.pinned, c.shadows, c.base) for c in loaded.checklists],
        loaded.facts,
        as_of=by.as_of,
        version=by.version,
        policy=PolicyInput(policy.policy, policy.sha256, policy.path) if policy else None,
        frameworks=[FrameworkInput(f.framework, f.sha256, f.path, f.named) for f in by.frameworks],
        baseline=baseline,
        trust=trust,
        plan=by.plan,
    )
    return (assessment if by.redact is None else replace(assessment, redacted=by.redact.parts)), files


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


def _inputs(
    loaded: LoadedSheet, policy: LoadedPolicy | None, assessment: Assessment, files: Mapping[str, str]
) -> tuple[Path, ...]:
    named = [loaded.source_shown, *(entry.path for entry in loaded.checklists)]
    named += [policy.path] if policy else []
    named += [entry.path for entry in loaded.frameworks]
    named += files.values()
    return tuple(loaded.root / path for path in dict.fromkeys(named) if path is not None)
