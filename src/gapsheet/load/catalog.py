"""The checklists, policies and facts there are: built in by id, the user's own by path."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from gapsheet.assets import asset, asset_root
from gapsheet.diagnostics import Diagnostic, has_errors, in_order
from gapsheet.errors import InputError, InstallError
from gapsheet.load.answers import is_path
from gapsheet.load.checklists import read_checklist
from gapsheet.load.overlays import BuiltIn, read_overlay
from gapsheet.load.policies import Known, read_policy
from gapsheet.load.reading import Reading
from gapsheet.load.source import read_source
from gapsheet.load.suggest import nearest, shown
from gapsheet.load.yaml_doc import Plain, parse_trusted, parse_yaml
from gapsheet.location import DocPath
from gapsheet.model.base import LocalText
from gapsheet.model.checklist import Base, Checklist, Fact, Facts
from gapsheet.model.policy import Policy
from gapsheet.paths import PathProblem, resolve_inside

_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_STEM = re.compile(r"[a-z][a-z0-9.-]*", re.ASCII)
_NOT_CHECKLISTS = frozenset({"facts"})
SUFFIXES = (".yaml", ".yml")

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class LoadedChecklist:
    """A checklist of a sheet: `path` None when built in, else relative to the root; `pinned` is MAJOR.MINOR.

    `shadows` tells that it is a user's own and has the id of a built-in one: it is used, and is still another.
    `base` is what an overlay stands on; its checklist is then the two as one.
    """

    checklist: Checklist
    sha256: str
    path: str | None
    pinned: str
    shadows: bool = False
    base: Base | None = None

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The prefixes of its items."""
        return (self.checklist.prefix,) if self.base is None else (self.base.prefix, self.checklist.prefix)


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """A policy; `path` None when built in, else relative to the root."""

    policy: Policy
    sha256: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """What can be said of a built-in checklist without parsing it."""

    id: str
    version: str
    prefix: str


def builtin_checklists() -> tuple[str, ...]:
    """Return the ids of the built-in checklists, sorted."""
    return tuple(name for name in yaml_names("checklists") if name not in _NOT_CHECKLISTS)


def builtin_policies() -> tuple[str, ...]:
    """Return the ids of the built-in policies, sorted."""
    return yaml_names("checklists", "policies")


@cache
def builtin_heads() -> tuple[Head, ...]:
    """Return id, version and prefix of every built-in checklist; reads the files, parses none."""
    heads = []
    for name in builtin_checklists():
        text, _ = builtin_text(f"{name}.yaml")
        version = re.search(r"^version:\s*[\"']?([0-9.]+)", text, re.MULTILINE)
        prefix = re.search(r"^prefix:\s*[\"']?([A-Z]{3})", text, re.MULTILINE)
        if version is None or prefix is None:
            raise InstallError("install.builtin", name=f"{name}.yaml")
        heads.append(Head(name, version[1], prefix[1]))
    return tuple(heads)


@cache
def load_facts() -> Facts:
    """Return the closed list of facts."""
    text, _ = builtin_text("facts.yaml")
    reading = Reading(None)
    top = reading.mapping(parse_trusted(text), ()) or {}
    facts = read_facts(reading, top)
    if reading.found:
        raise InstallError("install.builtin", name="facts.yaml")
    return facts


def read_facts(reading: Reading, top: dict[str, Plain]) -> Facts:
    """Return the facts of a plain document; the mistakes are in `reading`."""
    reading.keys(top, (), ("schema", "facts"), required=("schema", "facts"))
    reading.schema(top, "facts")
    facts: dict[str, Fact] = {}
    for path, part in reading.list_of(top.get("facts"), ("facts",)):
        table = reading.mapping(part, path)
        if table is None:
            continue
        names = ("id", "title", "question", "example")
        reading.keys(table, path, names, required=names)
        identifier = reading.text(table.get("id"), (*path, "id"))
        texts = [reading.local(table[key], (*path, key)) for key in names[1:] if table.get(key) is not None]
        if identifier is None or len(texts) != 3 or any(text is None for text in texts):
            continue
        if identifier in facts or not _NAME.fullmatch(identifier):
            reading.wrong("GS304", (*path, "id"), "value", "GS304.help.section", id=shown(identifier), line=0)
        title, question, example = (text or LocalText(en="", zh_cn="") for text in texts)
        facts[identifier] = Fact(id=identifier, title=title, question=question, example=example)
    return Facts(schema_="gapsheet/facts/v1", facts=tuple(facts.values()))


@cache
def fact_ids() -> tuple[str, ...]:
    """Return the ids of all facts, in their order."""
    return tuple(fact.id for fact in load_facts().facts)


@cache
def load_builtin_checklist(identifier: str) -> LoadedChecklist:
    """Return a built-in checklist, pinned at its own version; raises KeyError for an unknown id."""
    if identifier not in builtin_checklists():
        raise KeyError(identifier)
    text, digest = builtin_text(f"{identifier}.yaml")
    reading = Reading(None)
    data = parse_trusted(text)
    checklist = read_checklist(reading, data, fact_ids()) if isinstance(data, dict) else None
    if checklist is None or has_errors(reading.found) or checklist.id != identifier:
        raise InstallError("install.builtin", name=f"{identifier}.yaml")
    return LoadedChecklist(checklist, digest, None, pinned=checklist.version.rpartition(".")[0])


def load_checklist_file(path: Path, name: str) -> tuple[LoadedChecklist | None, tuple[Diagnostic, ...]]:
    """Return a user's own checklist, or None, and its diagnostics; raises InputError when it cannot be read."""
    source = read_source(path, name)
    doc, found = parse_yaml(source)
    if doc is None:
        return None, in_order(found)
    reading = Reading(doc)
    top = reading.top("checklist")
    checklist, base = read_own(reading, top) if top is not None else (None, None)
    diagnostics = in_order(found + reading.found)
    if checklist is None or has_errors(diagnostics):
        return None, diagnostics
    pinned, shadows = checklist.version.rpartition(".")[0], checklist.id in builtin_checklists()
    return LoadedChecklist(checklist, source.sha256, name, pinned, shadows, base), diagnostics


def read_own(reading: Reading, top: dict[str, Plain]) -> tuple[Checklist | None, Base | None]:
    """Return a checklist, or an overlay as the checklist that it makes of its base, and that base."""
    if "extends" not in top:
        return read_checklist(reading, top, fact_ids()), None
    merged = read_overlay(reading, top, fact_ids(), BuiltIn(builtin_checklists(), _builtin_content))
    return merged if merged is not None else (None, None)


def _builtin_content(identifier: str) -> Checklist:
    return load_builtin_checklist(identifier).checklist


def find_document(root: Path, base: Path, written: str) -> tuple[Path | None, str, PathProblem | str | None]:
    """Return where a checklist or policy named by path lies, its path to show, and why it cannot be used."""
    resolved = resolve_inside(root, base, written)
    if resolved.problem is None and not written.endswith(SUFFIXES):
        return None, resolved.shown, "suffix"
    return resolved.path, resolved.shown, resolved.problem


def load_own(
    reading: Reading,
    place: DocPath,
    written: str,
    folders: tuple[Path, Path],
    load: Callable[[Path, str], tuple[Loaded | None, tuple[Diagnostic, ...]]],
) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """Return a document that a sheet names by path, and the diagnostics of its file; `folders` are root and base.

    A path that cannot be used is noted in `reading`, at its place.
    """
    target, name, problem = find_document(*folders, written)
    if target is not None:
        try:
            return load(target, name)
        except InputError:
            problem = "unreadable"
    reading.wrong("GS128", place, "value", f"GS128.help.{problem}", path=shown(written))
    return None, ()


def load_policy(
    name_or_path: str, *, root: Path, base: Path, sheet_checklists: Sequence[Checklist] = ()
) -> tuple[LoadedPolicy | None, tuple[Diagnostic, ...]]:
    """Return a policy by built-in id, or by path relative to the folder `base`, and its diagnostics.

    Its names of items and checklists are looked up when `sheet_checklists` are given: those and the built-in ones.
    Raises InputError for an unknown id and for a path that leads nowhere or outside the root.
    """
    if not is_path(name_or_path):
        return load_builtin_policy(name_or_path), ()
    path, name, problem = find_document(root, base, name_or_path)
    if path is None:
        key = "input.missing" if problem == "missing" else "input.policy-path"
        raise InputError(key, path=shown(name_or_path))
    source = read_source(path, name)
    doc, found = parse_yaml(source)
    if doc is None:
        return None, in_order(found)
    reading = Reading(doc)
    top = reading.top("policy")
    known = Known(sheet_checklists, {head.prefix: head.id for head in builtin_heads()}, _builtin_content)
    policy = read_policy(reading, top, fact_ids(), known) if top is not None else None
    diagnostics = in_order(found + reading.found)
    if policy is None or has_errors(diagnostics):
        return None, diagnostics
    return LoadedPolicy(policy, source.sha256, name), diagnostics


@cache
def load_builtin_policy(identifier: str) -> LoadedPolicy:
    """Return a built-in policy; raises InputError for an unknown id."""
    known = builtin_policies()
    if identifier not in known:
        near = nearest(identifier, known)
        key = "input.policy-near" if near else "input.policy"
        raise InputError(key, name=shown(identifier), near=near or "", list=", ".join(known))
    text, digest = builtin_text("policies", f"{identifier}.yaml")
    reading = Reading(None)
    data = parse_trusted(text)
    policy = read_policy(reading, data, fact_ids()) if isinstance(data, dict) else None
    if policy is None or reading.found or policy.id != identifier:
        raise InstallError("install.builtin", name=f"policies/{identifier}.yaml")
    return LoadedPolicy(policy, digest, None)


@cache
def yaml_names(kind: str, *parts: str) -> tuple[str, ...]:
    """Return the names of the built-in documents of a folder, sorted."""
    folder = asset_root("checklists") if not parts else asset("checklists", *parts)
    if not folder.is_dir():
        raise InstallError("install.assets", kind="/".join((kind, *parts)))
    names = (entry.name for entry in folder.iterdir())
    stems = (name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return tuple(sorted(stem for stem in stems if _STEM.fullmatch(stem)))


def builtin_text(*parts: str) -> tuple[str, str]:
    """Return the text and the SHA-256 of a document that comes with Gapsheet."""
    try:
        data = asset("checklists", *parts).read_bytes()
    except OSError as problem:
        raise InstallError("install.builtin", name="/".join(parts)) from problem
    return data.decode("utf-8"), hashlib.sha256(data).hexdigest()
