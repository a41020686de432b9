"""The checklists that come with Gapsheet, the sets of them, and their lint."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from gapsheet.core.scope import taken_out_by
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.errors import UsageError
from gapsheet.load.catalog import builtin_checklists, builtin_heads, load_builtin_checklist
from gapsheet.load.lint import lint_builtin, lint_checklist
from gapsheet.load.suggest import nearest
from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Checklist
from gapsheet.outfile import make_folders, write_whole
from gapsheet.paths import find_root
from gapsheet.report.new_checklist import render
from gapsheet.text import visible
from gapsheet.words import Lang

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


def new_checklist(
    identifier: str, *, prefix: str | None, base: str | None, output: str | None, force: bool, cwd: Path, lang: Lang
) -> str:
    """Write a commented checklist of one's own, or an overlay of the built-in `base`; return its path as it is shown.

    Raises UsageError for a name that is malformed or taken, and for a file that exists, unless `force`.
    """
    heads = builtin_heads()
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", identifier, re.ASCII):
        raise UsageError("new.id", value=visible(identifier)[:80])
    if any(head.id == identifier for head in heads):
        raise UsageError("new.id.taken", value=identifier)
    letters = prefix or _prefix_for(identifier, {head.prefix for head in heads})
    if not re.fullmatch(r"[A-Z]{3}", letters, re.ASCII):
        raise UsageError("new.prefix", value=visible(letters)[:80])
    taken = next((head for head in heads if head.prefix == letters), None)
    if taken is not None:
        raise UsageError("new.prefix.taken", value=letters, id=taken.id)
    if base is not None and base not in builtin_checklists():
        near = nearest(base, builtin_checklists())
        key = "init.checklists.unknown.near" if near else "init.checklists.unknown"
        raise UsageError(key, word=visible(base)[:80], near=near or "", choices=", ".join(builtin_checklists()))
    path = output or f"checklists/{identifier}.yaml"
    if not path.endswith((".yaml", ".yml")):
        raise UsageError("new.suffix", path=visible(path)[:80])
    target = cwd / path
    if target.exists() and not force:
        raise UsageError("new.exists", path=visible(path))
    extended = load_builtin_checklist(base).checklist if base else None
    if extended is not None and extended.native_score is not None:
        raise UsageError("new.base", id=extended.id)
    text = render(identifier, letters, visible(path), extended, lang)
    make_folders(target.parent)
    write_whole([(target, text.encode("utf-8"))])
    return visible(path)


def _prefix_for(identifier: str, taken: Set[str]) -> str:
    """Return three letters for a checklist: the first of its id, or the nearest that is free."""
    letters = "".join(char for char in identifier.upper() if char.isalpha())
    tries = [
        letters[:3],
        *(letters[:2] + char for char in letters[2:]),
        *("X" + letters[:1] + c for c in ascii_uppercase),
    ]
    return next(one for one in tries if len(one) == 3 and one not in taken)


def _recommended(checklist: Checklist, facts: Mapping[str, FactValue]) -> bool:
    when = checklist.recommended_when
    if when is None or when == "always":
        return when == "always"
    return not taken_out_by(when, facts)
