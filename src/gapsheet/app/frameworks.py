"""How far answers reach on a framework, and which frameworks there are."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from gapsheet.app.catalog import in_house_order
from gapsheet.app.judge import measure, open_sheet
from gapsheet.core.assess import ChecklistInput, SheetInput, assess
from gapsheet.core.coverage import controls_of, reach
from gapsheet.diagnostics import Diagnostic, has_errors
from gapsheet.errors import InputError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import builtin_checklists, load_builtin_checklist, load_facts
from gapsheet.load.frameworks import LoadedFramework, builtin_frameworks, load_builtin_framework, load_framework_file
from gapsheet.load.sheet import LoadedSheet, find_sheet
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.assessment import Assessment, FrameworkResult
from gapsheet.model.framework import Framework
from gapsheet.paths import find_root, shown_path
from gapsheet.text import visible
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class Listed:
    """A built-in framework: how many of its controls some built-in item speaks to, and how many items do."""

    framework: Framework
    addressed: int
    items: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A framework held against a sheet, or, where `assessment` is None, against everything built in."""

    result: FrameworkResult
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class NotReached:
    """Why a framework could not be held against anything: mistakes in its file, or in the sheet."""

    what: str
    diagnostics: tuple[Diagnostic, ...]


def list_frameworks() -> tuple[Listed, ...]:
    """Return every built-in framework, by id."""
    items = [item for name in builtin_checklists() for item in load_builtin_checklist(name).checklist.items()]
    out = []
    for name in builtin_frameworks():
        named = [controls for item in items if (controls := controls_of(item.refs, name))]
        addressed = {control for controls in named for control in controls}
        out.append(Listed(load_builtin_framework(name).framework, len(addressed), len(named)))
    return tuple(out)


def open_for_frameworks(file: str | None, cwd: Path) -> LoadedSheet | None:
    """Return the sheet that is named, or the one found from `cwd`, or None where there is none."""
    if file is None:
        try:
            find_sheet(cwd, find_root(cwd))
        except InputError:
            return None
    return open_sheet(file, cwd)


def show(name: str, loaded: LoadedSheet | None, *, cwd: Path, as_of: dt.date, version: str) -> Reached | NotReached:
    """Return a framework, by id or by path from `cwd`, held against a sheet; without one against everything built in.

    Raises InputError for an unknown id and for a file that cannot be read.
    """
    framework, found = _framework(name, loaded, cwd)
    if framework is None:
        return NotReached("framework", found)
    if loaded is None:
        items = _everything(as_of, version).all_items()
        return Reached(reach(framework.framework, items, sha256=framework.sha256, path=framework.path), None)
    assessment = measure(loaded, as_of=as_of, version=version)
    if assessment is None or has_errors(loaded.diagnostics):
        return NotReached("sheet", loaded.diagnostics)
    result = reach(framework.framework, assessment.all_items(), sha256=framework.sha256, path=framework.path)
    return Reached(result, assessment)


def _framework(
    name: str, loaded: LoadedSheet | None, cwd: Path
) -> tuple[LoadedFramework | None, tuple[Diagnostic, ...]]:
    """Return a framework by path, by the id of one that the sheet names by path, or by a built-in id."""
    if is_path(name):
        path = cwd / name
        if not path.is_file():
            raise InputError("input.missing", path=visible(name))
        path = path.resolve()
        return load_framework_file(path, shown_path(find_root(path.parent), path))
    own = next((one for one in (loaded.frameworks if loaded else ()) if one.framework.id == name), None)
    return own or load_builtin_framework(name), ()


def _everything(as_of: dt.date, version: str) -> Assessment:
    """Return every built-in checklist, with nothing answered and no fact settled."""
    loaded = [load_builtin_checklist(name) for name in in_house_order(builtin_checklists())]
    lang: Lang = "en"
    sheet = AnswerSheet(schema_="gapsheet/answers/v1", system="", lang=lang, checklists=())
    source = SheetInput(sheet=sheet, path="", sha256="", lines={}, evidence={}, checked={})
    inputs = [ChecklistInput(entry.checklist, entry.sha256, None, entry.pinned) for entry in loaded]
    return assess(source, inputs, load_facts(), as_of=as_of, version=version)
