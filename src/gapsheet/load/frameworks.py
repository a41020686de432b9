"""The frameworks there are: built in by id, the user's own by path."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gapsheet.diagnostics import Diagnostic, has_errors, in_order
from gapsheet.errors import InputError, InstallError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import builtin_text, fact_ids, load_own, yaml_names
from gapsheet.load.checklists import ChecklistReader
from gapsheet.load.reading import Reading
from gapsheet.load.source import read_source
from gapsheet.load.suggest import nearest, shown
from gapsheet.load.yaml_doc import Plain, parse_trusted, parse_yaml
from gapsheet.location import DocPath
from gapsheet.model.base import FactValue, LocalText, keys_of
from gapsheet.model.framework import Control, Framework, Title, is_relevant

_ID = re.compile(r"[a-z0-9][a-z0-9.\-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class LoadedFramework:
    """A framework; `path` None when built in, else relative to the root. `named`: the sheet asks for it."""

    framework: Framework
    sha256: str
    path: str | None
    named: bool = False


def builtin_frameworks() -> tuple[str, ...]:
    """Return the ids of the built-in frameworks, sorted."""
    return yaml_names("checklists", "frameworks")


@cache
def load_builtin_framework(identifier: str) -> LoadedFramework:
    """Return a built-in framework; raises InputError for an unknown id."""
    known = builtin_frameworks()
    if identifier not in known:
        near = nearest(identifier, known)
        key = "input.framework-near" if near else "input.framework"
        raise InputError(key, name=shown(identifier), near=near or "", list=", ".join(known))
    text, digest = builtin_text("frameworks", f"{identifier}.yaml")
    reading = Reading(None)
    data = parse_trusted(text)
    framework = read_framework(reading, data, fact_ids()) if isinstance(data, dict) else None
    if framework is None or reading.found or framework.id != identifier:
        raise InstallError("install.builtin", name=f"frameworks/{identifier}.yaml")
    return LoadedFramework(framework, digest, None)


def relevant_builtin(facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the built-in frameworks that facts answered yes make relevant; only the heads of the files are parsed."""
    true = {fact for fact, said in facts.items() if said == "yes"}
    maybe = (name for name, asked in _asked_facts().items() if asked & true)
    return tuple(name for name in maybe if is_relevant(load_builtin_framework(name).framework.relevant_when, facts))


@cache
def _asked_facts() -> dict[str, frozenset[str]]:
    """Return the facts in `relevant_when` of every built-in framework; parses none."""
    out = {}
    for name in builtin_frameworks():
        hit = re.search(
            r"^relevant_when:\n((?:[ -].*\n)+)", builtin_text("frameworks", f"{name}.yaml")[0], re.MULTILINE
        )
        out[name] = frozenset(re.findall(r"[a-z][a-z-]*[a-z]", hit[1])) if hit else frozenset()
    return out


def load_framework_file(path: Path, name: str) -> tuple[LoadedFramework | None, tuple[Diagnostic, ...]]:
    """Return a user's own framework, or None, and its diagnostics; raises InputError when it cannot be read."""
    source = read_source(path, name)
    doc, found = parse_yaml(source)
    if doc is None:
        return None, in_order(found)
    reading = Reading(doc)
    top = reading.top("framework")
    framework = read_framework(reading, top, fact_ids()) if top is not None else None
    diagnostics = in_order(found + reading.found)
    if framework is None or has_errors(diagnostics):
        return None, diagnostics
    return LoadedFramework(framework, source.sha256, name), diagnostics


def load_named(
    reading: Reading, value: Plain, root: Path, base: Path
) -> tuple[tuple[LoadedFramework, ...], tuple[Diagnostic, ...]]:
    """Return the frameworks that a sheet's `frameworks` names, by id or by path, and the diagnostics of their files.

    What is wrong with a name is noted in `reading`, at the name.
    """
    loaded: list[LoadedFramework] = []
    diagnostics: list[Diagnostic] = []
    for index, part in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(part, str) or not part.strip():
            continue  # noted where the sheet was read
        path: DocPath = ("frameworks", index)
        name = part.strip()
        entry: LoadedFramework | None = None
        if not is_path(name):
            if name not in builtin_frameworks():
                reading.unknown("GS133", path, name, builtin_frameworks())
                continue
            entry = load_builtin_framework(name)
        else:
            entry, found = load_own(reading, path, name, (root, base), load_framework_file)
            diagnostics += found
        if entry is None:
            continue
        if any(other.framework.id == entry.framework.id for other in loaded):
            reading.wrong("GS134", path, word=shown(entry.framework.id))
            continue
        loaded.append(LoadedFramework(entry.framework, entry.sha256, entry.path, named=True))
    return tuple(loaded), tuple(diagnostics)


def read_framework(reading: Reading, top: dict[str, Plain], facts: Collection[str]) -> Framework | None:
    """Return a framework, or None when a part that it cannot be without is wrong; mistakes are in `reading`."""
    required = ("schema", "id", "title", "version", "controls")
    reading.keys(top, (), keys_of(Framework), required=required)
    reader = ChecklistReader(reading, facts)
    identifier = reader.matching("GS315", top.get("id"), ("id",), _ID)
    version = _title(reading, top.get("version"), ("version",), plain=True)

    def local(key: str) -> LocalText | None:
        return reading.local(top[key], (key,)) if top.get(key) is not None else None

    def text(key: str) -> str | None:
        return reading.text(top.get(key), (key,))

    title = local("title")
    cases = _cases(reading, top.get("cases"))
    controls = _controls(reading, top.get("controls"), cases)
    superseded = reading.choice("GS341", top.get("superseded"), ("superseded",), ("yes", "no", "true", "false"))
    if identifier is None or title is None or version is None:
        return None
    return Framework(
        schema_="gapsheet/framework/v1",
        id=identifier,
        title=title,
        version=version,
        publisher=_title(reading, top.get("publisher"), ("publisher",), plain=True),
        url=_url(reading, text("url")),
        license=text("license"),
        titles=local("titles"),
        relevant_when=reader.applies(top.get("relevant_when"), ("relevant_when",)),
        amended_by=local("amended_by"),
        superseded=superseded in ("yes", "true"),
        followed_by=text("followed_by"),
        note=local("note"),
        left_out=local("left_out"),
        cases=cases,
        controls=controls,
    )


def _url(reading: Reading, url: str | None) -> str | None:
    if url is not None and not re.fullmatch(r"https?://\S+", url):
        reading.wrong("GS155", ("url",), "value", "GS155.help.form", scheme="https", url=shown(url))
        return None
    return url


def _cases(reading: Reading, value: Plain) -> dict[str, LocalText]:
    table = reading.mapping(value, ("cases",)) if value is not None else None
    found = {name: reading.local(said, ("cases", name)) for name, said in (table or {}).items() if said is not None}
    return {name: text for name, text in found.items() if text is not None}


def _controls(reading: Reading, value: Plain, cases: Mapping[str, LocalText]) -> tuple[Control, ...]:
    rows = reading.list_of(value, ("controls",))
    if isinstance(value, list) and not value:
        reading.wrong("GS340", ("controls",))
    found: dict[str, Control] = {}
    lines: dict[str, int] = {}
    for path, part in rows:
        table = reading.mapping(part, path)
        if table is None:
            continue
        reading.keys(table, path, keys_of(Control), required=("id", "title"))
        identifier = reading.text(table.get("id"), (*path, "id"))
        title = _title(reading, table.get("title"), (*path, "title"))
        label = reading.choice("GS341", table.get("label"), (*path, "label"), ("yes", "no", "true", "false"))
        dates = _applies_from(reading, table.get("applies_from"), (*path, "applies_from"), cases)
        if identifier is None or title is None:
            continue
        if identifier in found:
            reading.wrong("GS304", (*path, "id"), id=shown(identifier), line=lines[identifier])
            continue
        lines[identifier] = reading.span((*path, "id")).line
        found[identifier] = Control(id=identifier, title=title, label=label in ("yes", "true"), applies_from=dates)
    return tuple(found.values())


def _title(reading: Reading, value: Plain, path: DocPath, *, plain: bool = False) -> Title | None:
    """Return a title: in English, and in Chinese where there is one; `plain` also takes one text for both."""
    if value is None:
        return None
    if isinstance(value, str) and plain:
        text = reading.text(value, path)
        return Title(en=text) if text else None
    if isinstance(value, str):
        reading.wrong("GS305", path, "value", "GS305.help.plain", lang="en")
        return None
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, ("en", "zh-CN"))
    if table.get("en") is None:
        reading.wrong("GS305", path, "key", lang="en")
        return None
    english = reading.text(table["en"], (*path, "en"))
    chinese = reading.text(table.get("zh-CN"), (*path, "zh-CN"))
    return Title(en=english, zh_cn=chinese) if english else None


def _applies_from(reading: Reading, value: Plain, path: DocPath, cases: Mapping[str, LocalText]) -> dict[str, dt.date]:
    table = reading.mapping(value, path) if value is not None else None
    out = {}
    for case, said in (table or {}).items():
        if case not in cases:
            reading.unknown("GS342", (*path, case), case, cases, "key")
        day = reading.date(said, (*path, case))
        if day is not None:
            out[case] = day
    return out
