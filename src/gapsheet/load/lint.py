"""What `checklists lint` says of a checklist: the rules for an item's wording that a machine can check.

The limits are those of the project's guide to writing an item: one statement of at most 90 characters (40 in
Chinese), two to four conditions, no word that two readers weigh differently, at most a quarter critical.
"""

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gapsheet.assets import asset
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.errors import InputError, InstallError
from gapsheet.load.catalog import (
    builtin_checklists,
    builtin_heads,
    builtin_policies,
    fact_ids,
    find_document,
    load_builtin_checklist,
    read_facts,
    read_own,
)
from gapsheet.load.frameworks import builtin_frameworks, load_builtin_framework, load_framework_file
from gapsheet.load.policies import read_policy
from gapsheet.load.reading import Reading
from gapsheet.load.source import Source, decode, read_source
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain, parse_yaml
from gapsheet.location import DocPath
from gapsheet.model.checklist import Base, Checklist, Item
from gapsheet.model.framework import Framework
from gapsheet.paths import shown_path
from gapsheet.words import Lang

MAX_STATEMENT: dict[Lang, int] = {"en": 90, "zh-CN": 40}
CONDITIONS = range(2, 5)

_VAGUE: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?<!\w)(?:and/or|appropriate(?:ly)?|regularly|sufficient(?:ly)?|adequate(?:ly)?)(?!\w)", re.I),
    "zh-CN": re.compile("适当|定期|充分|合理|和/或|及/或"),
}


def lint_checklist(path: Path, root: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a checklist, its shape and its wording; raises InputError when unreadable."""
    source = read_source(path, shown_path(root, path))
    controls, found = _own_frameworks(Path(os.path.realpath(path.parent)), root)
    return in_order([*_lint(source, controls), *found])


def lint_builtin() -> tuple[Diagnostic, ...]:
    """Return what is wrong with the checklists, facts and policies that come with Gapsheet."""
    found = [part for name in builtin_checklists() for part in _lint(_builtin(f"{name}.yaml"))]

    def facts(reading: Reading, top: dict[str, Plain]) -> None:
        read_facts(reading, top)

    def policy(reading: Reading, top: dict[str, Plain]) -> None:
        read_policy(reading, top, fact_ids())

    found += _read(_builtin("facts.yaml"), "facts", facts)
    for name in builtin_policies():
        found += _read(_builtin("policies", f"{name}.yaml"), "policy", policy)
    return in_order(found)


def _lint(source: Source, own: Mapping[str, frozenset[str]] = MappingProxyType({})) -> tuple[Diagnostic, ...]:
    def read(reading: Reading, top: dict[str, Plain]) -> None:
        checklist, base = read_own(reading, top)
        if checklist is not None:
            _Wording(reading, checklist, base, own).check()

    return in_order(_read(source, "checklist", read))


def _read(source: Source, kind: str, read: Callable[[Reading, dict[str, Plain]], None]) -> list[Diagnostic]:
    doc, found = parse_yaml(source)
    if doc is None:
        return found
    reading = Reading(doc)
    top = reading.top(kind)
    if top is not None:
        read(reading, top)
    return found + reading.found


def _builtin(*parts: str) -> Source:
    place = asset("checklists", *parts)
    try:
        return decode(place.read_bytes(), Path(*parts), "/".join(("checklists", *parts)))
    except OSError as problem:
        raise InstallError("install.builtin", name="/".join(parts)) from problem


class _Wording:
    """The wording of one checklist; items are found in the document by their ids.

    Of an overlay, that is what it says itself: its own items, and the conditions that it overrides.
    """

    def __init__(
        self, reading: Reading, checklist: Checklist, base: Base | None, own: Mapping[str, frozenset[str]]
    ) -> None:
        self.reading = reading
        self.checklist = checklist
        self.places = dict(_item_paths(reading))
        self.overridden = frozenset(base.overridden if base else ())
        self.frameworks = {**frameworks(), **own}

    def check(self) -> None:
        """Note everything in the wording that the guide speaks against."""
        for item in self.checklist.items():
            path = self.places.get(item.id)
            if path is not None:
                self._statement(item, path)
                self._conditions(item, path)
                self._lists(item, path)
                self._refs(item, path)
                self._see(item, path)
            elif item.id in self.overridden and self._says_conditions(item):
                self._conditions(item, ("override", item.id))
        self._critical()

    def _says_conditions(self, item: Item) -> bool:
        top = self.reading.doc.data if self.reading.doc is not None else None
        override = top.get("override") if isinstance(top, dict) else None
        said = override.get(item.id) if isinstance(override, dict) else None
        return isinstance(said, dict) and said.get("met_when") is not None

    def _statement(self, item: Item, path: DocPath) -> None:
        for lang, limit in MAX_STATEMENT.items():
            text = item.statement.text(lang)
            where = (*path, "statement", lang)
            if len(text) > limit:
                self.reading.wrong("GS330", where, item=item.id, n=len(text), limit=limit)
            self._vague(text, lang, where, item)

    def _conditions(self, item: Item, path: DocPath) -> None:
        if len(item.met_when) not in CONDITIONS:
            self.reading.wrong("GS332", (*path, "met_when"), "key", item=item.id, n=len(item.met_when))
        for lang in MAX_STATEMENT:
            for index, condition in enumerate(item.met_when):
                self._vague(condition.text(lang), lang, (*path, "met_when", index, lang), item)

    def _vague(self, text: str, lang: Lang, where: DocPath, item: Item) -> None:
        hit = _VAGUE[lang].search(text)
        if hit is not None:
            self.reading.wrong("GS331", where, item=item.id, word=hit.group())

    def _lists(self, item: Item, path: DocPath) -> None:
        for key, texts in (("evidence", item.evidence), ("fix", item.fix)):
            if not texts:
                self.reading.wrong("GS334", (*path, key), "key", item=item.id, key=key)

    def _refs(self, item: Item, path: DocPath) -> None:
        for index, ref in enumerate(item.refs):
            framework, _, control = ref.partition(":")
            where = (*path, "refs", index)
            known = self.frameworks.get(framework)
            if known is None:
                near = self.reading.nearest(framework, self.frameworks)
                listed = ", ".join(sorted(self.frameworks))
                variant = "GS310.help.framework" if near else "GS310.help.frameworks"
                self.reading.wrong("GS310", where, "value", variant, ref=shown(ref), near=near or "", list=listed)
            elif control.strip() not in known:
                near = self.reading.nearest(control, known)
                variant = "GS310.help" if near else "GS310.help.none"
                target = f"{framework}:{near}" if near else ""
                self.reading.wrong("GS310", where, "value", variant, ref=shown(ref), near=target, list="")

    def _see(self, item: Item, path: DocPath) -> None:
        for index, name in enumerate(item.see):
            where = (*path, "see", index)
            if name == item.id:
                self.reading.wrong("GS309", where, "value", "GS309.help.itself", item=name)
            elif name not in self._items_with(name.partition("-")[0]):
                near = self.reading.nearest_id(name, self._items_with(name.partition("-")[0]))
                self.reading.wrong(
                    "GS309", where, "value", None if near else "GS309.help.none", item=shown(name), near=near or ""
                )

    def _items_with(self, prefix: str) -> frozenset[str]:
        """Return the ids of this checklist, and of the built-in one with this prefix."""
        own = frozenset(item.id for item in self.checklist.items())
        head = next((head for head in builtin_heads() if head.prefix == prefix), None)
        if head is None or head.id == self.checklist.id:
            return own
        return own | {item.id for item in load_builtin_checklist(head.id).checklist.items()}

    def _critical(self) -> None:
        items = self.checklist.items()
        critical = [item for item in items if item.severity == "critical"]
        limit = -(-len(items) // 4)
        if len(critical) > limit:
            named = critical[limit].id
            where = (*self.places.get(named, ("override", named)), "severity")
            self.reading.wrong("GS333", where, n=len(critical), limit=limit, items=len(items))


def _item_paths(reading: Reading) -> list[tuple[str, DocPath]]:
    """Return every item id of the document with the path to its item."""
    out: list[tuple[str, DocPath]] = []
    top = reading.doc.data if reading.doc is not None else None
    sections = top.get("sections") if isinstance(top, dict) else None
    for number, section in enumerate(sections if isinstance(sections, list) else []):
        items = section.get("items") if isinstance(section, dict) else None
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                out.append((str(item["id"]).strip(), ("sections", number, "items", index)))
    return out[::-1]  # of two with one id the first is kept


@cache
def frameworks() -> Mapping[str, frozenset[str]]:
    """Return the ids of the controls of every framework that comes with Gapsheet, by the framework's id."""
    return {name: _ids(load_builtin_framework(name).framework) for name in builtin_frameworks()}


def _own_frameworks(base: Path, root: Path) -> tuple[dict[str, frozenset[str]], tuple[Diagnostic, ...]]:
    """Return the controls of the frameworks in the folder `frameworks` beside a checklist, and their diagnostics.

    What is no regular file inside the root is passed over.
    """
    folder = base / "frameworks"
    known: dict[str, frozenset[str]] = {}
    found: list[Diagnostic] = []
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        target, name, _ = find_document(root, base, f"frameworks/{entry.name}")
        if target is None:
            continue
        try:
            loaded, diagnostics = load_framework_file(target, name)
        except InputError:
            continue
        found += diagnostics
        if loaded is not None:
            known[loaded.framework.id] = _ids(loaded.framework)
    return known, tuple(found)


def _ids(framework: Framework) -> frozenset[str]:
    return frozenset(control.id for control in framework.controls)
