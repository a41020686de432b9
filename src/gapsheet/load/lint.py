"""What `checklists lint` says of a checklist: the rules for an item's wording that a machine can check.

The limits are those of the project's guide to writing an item: one statement of at most 90 characters (40 in
Chinese), two to four conditions, no word that two readers weigh differently, at most a quarter critical.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from gapsheet.assets import asset, asset_root
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.errors import InstallError
from gapsheet.load.catalog import builtin_checklists, builtin_policies, fact_ids, read_facts
from gapsheet.load.checklists import read_checklist
from gapsheet.load.policies import read_policy
from gapsheet.load.reading import Reading
from gapsheet.load.source import Source, decode, read_source
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain, parse_trusted, parse_yaml
from gapsheet.location import DocPath
from gapsheet.model.checklist import Checklist, Item
from gapsheet.paths import shown_path
from gapsheet.words import Lang

MAX_STATEMENT: dict[Lang, int] = {"en": 90, "zh-CN": 40}
CONDITIONS = range(2, 5)

_VAGUE: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?<!\w)(?:and/or|appropriate(?:ly)?|regularly|sufficient(?:ly)?|adequate(?:ly)?)(?!\w)", re.I),
    "zh-CN": re.compile("适当|定期|充分|合理"),
}


def lint_checklist(path: Path, root: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a checklist, its shape and its wording; raises InputError when unreadable."""
    return _lint(read_source(path, shown_path(root, path)))


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


def _lint(source: Source) -> tuple[Diagnostic, ...]:
    def read(reading: Reading, top: dict[str, Plain]) -> None:
        checklist = read_checklist(reading, top, fact_ids())
        if checklist is not None:
            _Wording(reading, checklist).check()

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
    """The wording of one checklist; items are found in the document by their ids."""

    def __init__(self, reading: Reading, checklist: Checklist) -> None:
        self.reading = reading
        self.checklist = checklist
        self.places = dict(_item_paths(reading))

    def check(self) -> None:
        """Note everything in the wording that the guide speaks against."""
        for item in self.checklist.items():
            path = self.places[item.id]
            self._statement(item, path)
            self._lists(item, path)
            self._refs(item, path)
        self._critical()

    def _statement(self, item: Item, path: DocPath) -> None:
        for lang, limit in MAX_STATEMENT.items():
            text = item.statement.text(lang)
            where = (*path, "statement", lang)
            if len(text) > limit:
                self.reading.wrong("GS330", where, item=item.id, n=len(text), limit=limit)
            self._vague(text, lang, where, item)
            for index, condition in enumerate(item.met_when):
                self._vague(condition.text(lang), lang, (*path, "met_when", index, lang), item)

    def _vague(self, text: str, lang: Lang, where: DocPath, item: Item) -> None:
        hit = _VAGUE[lang].search(text)
        if hit is not None:
            self.reading.wrong("GS331", where, item=item.id, word=hit.group())

    def _lists(self, item: Item, path: DocPath) -> None:
        if len(item.met_when) not in CONDITIONS:
            self.reading.wrong("GS332", (*path, "met_when"), "key", item=item.id, n=len(item.met_when))
        for key, texts in (("evidence", item.evidence), ("fix", item.fix)):
            if not texts:
                self.reading.wrong("GS334", (*path, key), "key", item=item.id, key=key)

    def _refs(self, item: Item, path: DocPath) -> None:
        for index, ref in enumerate(item.refs):
            framework, _, control = ref.partition(":")
            where = (*path, "refs", index)
            known = frameworks().get(framework)
            if known is None:
                near = self.reading.nearest(framework, frameworks())
                listed = ", ".join(sorted(frameworks()))
                variant = "GS310.help.framework" if near else "GS310.help.frameworks"
                self.reading.wrong("GS310", where, "value", variant, ref=shown(ref), near=near or "", list=listed)
            elif control.strip() not in known:
                near = self.reading.nearest(control, known)
                variant = "GS310.help" if near else "GS310.help.none"
                target = f"{framework}:{near}" if near else ""
                self.reading.wrong("GS310", where, "value", variant, ref=shown(ref), near=target, list="")

    def _critical(self) -> None:
        items = self.checklist.items()
        critical = [item for item in items if item.severity == "critical"]
        limit = -(-len(items) // 4)
        if len(critical) > limit:
            where = (*self.places[critical[limit].id], "severity")
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
    out: dict[str, frozenset[str]] = {}
    folder = asset_root("checklists") / "frameworks"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ():
        if not entry.name.endswith(".yaml"):
            continue
        data = parse_trusted(entry.read_text("utf-8"))
        controls = data.get("controls") if isinstance(data, dict) else None
        ids = [part.get("id") for part in controls if isinstance(part, dict)] if isinstance(controls, list) else []
        out[entry.name.removesuffix(".yaml")] = frozenset(name for name in ids if isinstance(name, str))
    return out
