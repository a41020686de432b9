"""The checklists that a sheet pins, loaded, or why they cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gapsheet.diagnostics import Diagnostic
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import (
    Head,
    LoadedChecklist,
    builtin_checklists,
    builtin_heads,
    load_builtin_checklist,
    load_checklist_file,
    load_own,
)
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.location import DocPath
from gapsheet.model.answers import Pin


@dataclass(frozen=True, slots=True)
class Pinned:
    """The checklists of a sheet in its order, and the diagnostics of their own files.

    `known` are those whose items are known, also where the pin is wrong, so that answers can be looked at all the
    same; `complete` tells that these are all that the sheet means.
    """

    checklists: tuple[LoadedChecklist, ...]
    known: tuple[LoadedChecklist, ...]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


def load_pins(reading: Reading, pins: Sequence[Pin], root: Path, base: Path) -> Pinned:
    """Return the pinned checklists; what is wrong with a pin is noted in `reading`, at the pin."""
    loaded: list[LoadedChecklist] = []
    diagnostics: list[Diagnostic] = []
    known = [entry for path, text in reading.pins_to_fix if (entry := _explain(reading, path, text))]
    complete = len(known) == len(reading.pins_to_fix) and not reading.pins_unread
    for index, pin in enumerate(pins):
        path = reading.pin_paths[index]
        if pin.path is not None:
            entry, found = load_own(reading, path, pin.path, (root, base), load_checklist_file)
            diagnostics += found
        else:
            entry = _builtin(reading, path, pin.id or "")
        if entry is None:
            complete = False
            continue
        entry = replace(entry, pinned=f"{pin.major}.{pin.minor}")
        if _version_fits(reading, path, pin, entry) and _is_new(reading, path, entry, loaded):
            loaded.append(entry)
            _shadows(reading, path, entry)
        known.append(entry)
    return Pinned(tuple(loaded), tuple(known), tuple(diagnostics), complete)


def _builtin(reading: Reading, path: DocPath, identifier: str) -> LoadedChecklist | None:
    if identifier in builtin_checklists():
        return load_builtin_checklist(identifier)
    reading.unknown("GS120", path, identifier, builtin_checklists())
    return None


def _version_fits(reading: Reading, path: DocPath, pin: Pin, entry: LoadedChecklist) -> bool:
    major, minor = (int(part) for part in entry.checklist.version.split(".")[:2])
    facts: dict[str, str | int] = {
        "name": shown(pin.path or entry.checklist.id),
        "pinned": f"{pin.major}.{pin.minor}",
        "installed": f"{major}.{minor}",
    }
    own = "own" if pin.path else None
    if pin.major != major:
        reading.wrong("GS124", path, "value", f"GS124.help.{own}" if own else None, **facts)
    elif pin.minor > minor:
        reading.wrong("GS123", path, "value", f"GS123.help.{own}" if own else None, **facts)
    else:
        return True
    return False


def _is_new(reading: Reading, path: DocPath, entry: LoadedChecklist, loaded: Sequence[LoadedChecklist]) -> bool:
    for other in loaded:
        if other.checklist.id == entry.checklist.id:
            reading.wrong("GS125", path, id=entry.checklist.id)
            return False
        shared = [prefix for prefix in entry.prefixes if prefix in other.prefixes]
        if shared:
            code = "GS126" if entry.base is None and other.base is None else "GS129"
            reading.wrong(code, path, id=entry.checklist.id, other=other.checklist.id, prefix=shared[0])
            return False
    return True


def _shadows(reading: Reading, path: DocPath, entry: LoadedChecklist) -> None:
    """Note a checklist of one's own with the id or the prefix of a built-in one."""
    if entry.path is None:
        return
    own = entry.checklist
    for head in builtin_heads():
        if own.id == head.id or own.prefix == head.prefix:
            variant = None if own.id == head.id else "GS207.help.prefix"
            reading.wrong("GS207", path, "value", variant, name=shown(own.id), other=head.id, prefix=own.prefix)
            return


def _explain(reading: Reading, path: DocPath, text: str) -> LoadedChecklist | None:
    """Note why an entry of `checklists` is no pin: no version at all, or one in another form.

    Returns the checklist that it means, when that is clear.
    """
    name, at, version = text.partition("@")
    head = _head(name)
    if head is None and not at and not is_path(name):
        near = reading.nearest(name, builtin_checklists())
        head = _head(near) if near else None
        if head is None:
            reading.unknown("GS120", path, name, builtin_checklists())
            return None
    fixed = f"{head.id}@{_minor_of(head)}" if head else f"{shown(name)}@1.0"
    if at:
        reading.wrong("GS122", path, version=shown(version, 30), fixed=fixed)
    else:
        reading.wrong("GS121", path, name=shown(name), fixed=fixed)
    return load_builtin_checklist(head.id) if head else None


def _head(identifier: str) -> Head | None:
    return next((head for head in builtin_heads() if head.id == identifier), None)


def _minor_of(head: Head) -> str:
    return ".".join(head.version.split(".")[:2])
