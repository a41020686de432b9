"""A plain document as an overlay, and the checklist that it makes of its base (`product.md` section 3)."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from gapsheet.load.checklists import ChecklistReader
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import SEVERITIES, Effort, LocalText, keys_of
from gapsheet.model.checklist import Base, Checklist, Dropped, Item, Overlay, Override, Section

_PIN = re.compile(r"([a-z][a-z0-9-]*)@([0-9]{1,6})\.([0-9]{1,6})", re.ASCII)
_FORM = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The checklists that an overlay can extend: their ids, and how to load one."""

    ids: tuple[str, ...]
    load: Callable[[str], Checklist]


def read_overlay(
    reading: Reading, top: dict[str, Plain], facts: Collection[str], builtin: BuiltIn
) -> tuple[Checklist, Base] | None:
    """Return the checklist that stands in a sheet, and its base; None when something is wrong."""
    reading.keys(top, (), keys_of(Overlay), required=("schema", "id", "version", "prefix", "extends", "title"))
    reader = ChecklistReader(reading, facts)
    identifier, version, prefix = reader.head(top)
    title = reading.local(top["title"], ("title",)) if top.get("title") is not None else None
    base = _base(reading, top.get("extends"), builtin)
    if base is not None:
        _own_names(reading, identifier, prefix, base[0], builtin)
    items = {item.id: item for item in base[0].items()} if base else None
    overrides = _overrides(reader, top.get("override"), items)
    dropped = _drops(reading, top.get("drop"), items, overrides)
    sections = reader.sections(top.get("sections"), may_be_empty=True)
    if base is not None:
        _sections_apart(reading, top.get("sections"), base[0])
    if not overrides and not dropped and not sections and not _said(top):
        reading.wrong("GS322", (), "value", "GS322.help.overlay")
    if base is None or identifier is None or version is None or prefix is None or title is None:
        return None
    own = Checklist(
        schema_="gapsheet/checklist/v1",
        id=identifier,
        version=version,
        prefix=prefix,
        title=title,
        summary=reader.optional_local(top.get("summary"), ("summary",)),
        sections=sections,
    )
    merged = _merge(own, base[0], base[1], overrides, dropped)
    if not merged[0].items():
        reading.wrong("GS314", ("drop",))
    return merged


def _said(top: Mapping[str, Plain]) -> bool:
    """Tell whether an overlay at least tries to change something: what is wrong with it is said there."""
    return any(top.get(key) for key in ("override", "drop", "sections"))


def _base(reading: Reading, value: Plain, builtin: BuiltIn) -> tuple[Checklist, str] | None:
    """Return the built-in checklist that is extended, and the pinned MAJOR.MINOR."""
    path: DocPath = ("extends",)
    text = reading.text(value, path)
    if text is None:
        return None
    hit = _PIN.fullmatch(text)
    name = hit[1] if hit else text.partition("@")[0]
    if name not in builtin.ids:
        near = reading.nearest(name, builtin.ids) if _FORM.fullmatch(name) else None
        variant = None if near else "GS316.help.built-in"
        reading.wrong("GS316", path, "value", variant, word=shown(text), near=near or "", list=", ".join(builtin.ids))
        return None
    checklist = builtin.load(name)
    installed = checklist.version.rpartition(".")[0]
    if checklist.native_score is not None:
        reading.wrong("GS316", path, "value", "GS316.help.stands-alone", word=shown(text))
        return None
    if hit is None:
        reading.wrong("GS316", path, "value", "GS316.help.pin", word=shown(text), fixed=f"{name}@{installed}")
        return None
    major, minor = (int(part) for part in installed.split("."))
    if int(hit[2]) != major or int(hit[3]) > minor:
        fixed = f"{name}@{installed}"
        reading.wrong("GS316", path, "value", "GS316.help.version", word=shown(text), fixed=fixed, installed=installed)
        return None
    return checklist, f"{hit[2]}.{hit[3]}"


def _own_names(reading: Reading, identifier: str | None, prefix: str | None, base: Checklist, builtin: BuiltIn) -> None:
    if identifier is not None and identifier in builtin.ids:
        reading.wrong("GS323", ("id",), word=identifier, id=base.id)
    if prefix is not None and prefix == base.prefix:
        reading.wrong("GS323", ("prefix",), "value", "GS323.help.prefix", word=prefix, id=base.id)


def _sections_apart(reading: Reading, rows: Plain, base: Checklist) -> None:
    """Note sections that have the id of a section of the base: an item must lie in one place."""
    taken = {section.id for section in base.sections}
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        name = row.get("id") if isinstance(row, dict) else None
        if isinstance(name, str) and name.strip() in taken:
            where = ("sections", index, "id")
            reading.wrong("GS323", where, "value", "GS323.help.section", word=shown(name), id=base.id)


def _overrides(reader: ChecklistReader, value: Plain, items: Mapping[str, Item] | None) -> dict[str, Override]:
    reading = reader.reading
    out: dict[str, Override] = {}
    table = reading.mapping(value, ("override",)) if value is not None else None
    for name, said in (table or {}).items():
        path: DocPath = ("override", name)
        _known(reading, path, name, items)
        part = reading.mapping(said, path) if said is not None else {}
        if part is None:
            continue
        reading.keys(part, path, keys_of(Override))
        if not any(part.get(key) is not None for key in keys_of(Override)):
            reading.wrong("GS322", path, "key", item=shown(name))
            continue
        conditions = part.get("met_when")
        efforts: tuple[Effort, ...] = ("small", "medium", "large")
        out[name] = Override(
            severity=reading.choice("GS306", part.get("severity"), (*path, "severity"), SEVERITIES),
            effort=reading.choice("GS307", part.get("effort"), (*path, "effort"), efforts),
            met_when=None if conditions is None else reading.locals(conditions, (*path, "met_when")),
            applies_when=reader.applies(part.get("applies_when"), (*path, "applies_when")),
        )
    return out


def _drops(
    reading: Reading, value: Plain, items: Mapping[str, Item] | None, overrides: Mapping[str, Override]
) -> dict[str, LocalText]:
    out: dict[str, LocalText] = {}
    table = reading.mapping(value, ("drop",)) if value is not None else None
    for name, said in (table or {}).items():
        path: DocPath = ("drop", name)
        _known(reading, path, name, items)
        if name in overrides:
            reading.wrong("GS322", path, "key", "GS322.help.both", item=shown(name))
        if said is None:
            reading.wrong("GS036", path, "key", key=shown(name))
            continue
        reason = reading.local(said, path)
        if reason is not None:
            out[name] = reason
    return out


def _known(reading: Reading, path: DocPath, name: str, items: Mapping[str, Item] | None) -> None:
    if items is None or name in items:
        return
    near = reading.nearest_id(name, items)
    first, last = next(iter(items)), next(reversed(list(items)))
    variant = None if near else "GS321.help.range"
    reading.wrong("GS321", path, "key", variant, item=shown(name), near=near or "", first=first, last=last)


def _merge(
    own: Checklist, base: Checklist, pinned: str, overrides: Mapping[str, Override], dropped: Mapping[str, LocalText]
) -> tuple[Checklist, Base]:
    """Return the overlay as one checklist: the base's sections as changed, then its own."""
    minor = int(pinned.split(".")[1])
    sections: list[Section] = []
    later: list[str] = []
    for section in base.sections:
        kept = []
        for item in section.items:
            if item.since is not None and int(item.since.split(".")[1]) > minor:
                later.append(item.id)
            elif item.id not in dropped:
                kept.append(_overridden(item, overrides.get(item.id)))
        if kept:
            sections.append(replace(section, items=tuple(kept)))
    everything = base.items()
    return replace(own, sections=(*sections, *own.sections)), Base(
        id=base.id,
        prefix=base.prefix,
        pinned=pinned,
        dropped=tuple(Dropped(item, dropped[item.id]) for item in everything if item.id in dropped),
        overridden=tuple(item.id for item in everything if item.id in overrides),
        later=tuple(name for name in later if name not in dropped),
    )


def _overridden(item: Item, said: Override | None) -> Item:
    """Return an item of the base as the overlay has it; which version of the base it came with no longer matters."""
    if said is None:
        return replace(item, since=None)
    return replace(
        item,
        since=None,
        severity=said.severity or item.severity,
        effort=said.effort or item.effort,
        met_when=item.met_when if said.met_when is None else said.met_when,
        applies_when=said.applies_when or item.applies_when,
    )
