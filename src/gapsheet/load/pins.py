"""The checklists that a sheet pins, loaded, or why they cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gapsheet.diagnostics import Diagnostic
from gapsheet.errors import InputError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import (
    Head,
    LoadedChecklist,
    builtin_checklists,
    builtin_heads,
    find_document,
    load_builtin_checklist,
    load_checklist_file,
)
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.location import DocPath
from gapsheet.model.answers import Pin


@dataclass(frozen=True, slots=True)
class Pinned:
    """The checklists of a sheet in its order, the diagnostics of their own files, and whether all were loaded."""

    checklists: tuple[LoadedChecklist, ...]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


def load_pins(reading: Reading, pins: Sequence[Pin], root: Path, base: Path) -> Pinned:
    """Return the pinned checklists; what is wrong with a pin is noted in `reading`, at the pin."""
    for path, text in reading.pins_to_fix:
        _explain(reading, path, text)
    loaded: list[LoadedChecklist] = []
    diagnostics: list[Diagnostic] = []
    for index, pin in enumerate(pins):
        path = reading.pin_paths[index]
        if pin.path is not None:
            entry, found = _own(reading, path, pin.path, root, base)
            diagnostics += found
        else:
            entry = _builtin(reading, path, pin.id or "")
        if entry is None or not _version_fits(reading, path, pin, entry):
            continue
        if _is_new(reading, path, entry, loaded):
            loaded.append(replace(entry, pinned=f"{pin.major}.{pin.minor}"))
    complete = len(loaded) == len(pins) and not reading.pins_to_fix
    return Pinned(tuple(loaded), tuple(diagnostics), complete)


def _builtin(reading: Reading, path: DocPath, identifier: str) -> LoadedChecklist | None:
    if identifier in builtin_checklists():
        return load_builtin_checklist(identifier)
    reading.unknown("GS120", path, identifier, builtin_checklists())
    return None


def _own(
    reading: Reading, path: DocPath, written: str, root: Path, base: Path
) -> tuple[LoadedChecklist | None, tuple[Diagnostic, ...]]:
    target, name, problem = find_document(root, base, written)
    if target is not None:
        try:
            return load_checklist_file(target, name)
        except InputError:
            problem = "unreadable"
    reading.wrong("GS128", path, "value", f"GS128.help.{problem}", path=shown(written))
    return None, ()


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
        if other.checklist.prefix == entry.checklist.prefix:
            reading.wrong("GS126", path, id=entry.checklist.id, other=other.checklist.id, prefix=entry.checklist.prefix)
            return False
    return True


def _explain(reading: Reading, path: DocPath, text: str) -> None:
    """Note why an entry of `checklists` is no pin: no version at all, or one in another form."""
    name, at, version = text.partition("@")
    head = _head(name)
    if at:
        fixed = f"{name}@{_minor_of(head)}" if head else f"{shown(name)}@1.0"
        reading.wrong("GS122", path, version=shown(version, 30), fixed=shown(fixed))
    elif head is not None:
        reading.wrong("GS121", path, name=shown(name), fixed=f"{name}@{_minor_of(head)}")
    elif is_path(name):
        reading.wrong("GS121", path, name=shown(name), fixed=f"{shown(name)}@1.0")
    else:
        near = reading.nearest(name, builtin_checklists())
        known = _head(near) if near else None
        if known is None:
            reading.unknown("GS120", path, name, builtin_checklists())
        else:
            reading.wrong("GS121", path, name=shown(name), fixed=f"{known.id}@{_minor_of(known)}")


def _head(identifier: str) -> Head | None:
    return next((head for head in builtin_heads() if head.id == identifier), None)


def _minor_of(head: Head) -> str:
    return ".".join(head.version.split(".")[:2])
