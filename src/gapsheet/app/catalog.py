"""The checklists that come with Gapsheet, the sets of them, and their lint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.core.scope import taken_out_by
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.load.catalog import builtin_checklists, load_builtin_checklist
from gapsheet.load.lint import lint_builtin, lint_checklist
from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Checklist
from gapsheet.paths import find_root

CORE = ("security", "privacy", "deployment", "drift", "update")
"""The five checklists that no system is without."""

EXTRA = ("ml-test-score",)
"""Checklists that stand alone and belong to no set."""

SETS = ("core", "recommended", "all")


@dataclass(frozen=True, slots=True)
class Listed:
    """A built-in checklist and the set it belongs to."""

    checklist: Checklist
    set: str


def in_house_order(names: Sequence[str]) -> tuple[str, ...]:
    """Return checklist ids, the core ones first in their order, then the others by name, extras last."""
    rest = sorted((name for name in names if name not in CORE), key=lambda name: (name in EXTRA, name))
    return (*(name for name in CORE if name in names), *rest)


def list_builtin() -> tuple[Listed, ...]:
    """Return every built-in checklist."""
    out = []
    for name in in_house_order(builtin_checklists()):
        kind = "core" if name in CORE else "extra" if name in EXTRA else "all"
        out.append(Listed(load_builtin_checklist(name).checklist, kind))
    return tuple(out)


def in_set(name: str, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the checklists of a set; for `recommended`, a fact that is unknown counts as yes."""
    known = in_house_order(builtin_checklists())
    if name == "core":
        return tuple(one for one in known if one in CORE)
    if name == "all":
        return tuple(one for one in known if one not in EXTRA)
    return tuple(
        one for one in known if one not in EXTRA and _recommended(load_builtin_checklist(one).checklist, facts)
    )


def lint(files: Sequence[str], cwd: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with checklists, or with everything built in when none is named."""
    if not files:
        return lint_builtin()
    found: list[Diagnostic] = []
    for file in dict.fromkeys(files):
        path = cwd / file
        found += lint_checklist(path, find_root(path.parent))
    return in_order(found)


def _recommended(checklist: Checklist, facts: Mapping[str, FactValue]) -> bool:
    when = checklist.recommended_when
    if when is None or when == "always":
        return when == "always"
    return not taken_out_by(when, facts)
