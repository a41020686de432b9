"""A new sheet, planned from what is known of the system, and written with its schema."""

import contextlib
import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.app.catalog import SETS, in_house_order, in_set
from gapsheet.core.scope import may_hold, taken_out_by
from gapsheet.errors import InputError, UsageError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import builtin_checklists, builtin_policies, load_builtin_checklist, load_builtin_policy
from gapsheet.load.catalog import load_facts as all_facts
from gapsheet.load.sheet import SHEET_NAME, SHEET_SUFFIX
from gapsheet.load.suggest import nearest
from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Applies, Checklist, Fact
from gapsheet.outfile import make_folders, write_whole
from gapsheet.report.new_sheet import NewSheet, render
from gapsheet.text import visible
from gapsheet.words import Lang

MAX_SYSTEM = 120
SCHEMA = "answers.schema.json"
NO_POLICY = "none"
_FACT_VALUES: dict[str, FactValue] = {"yes": "yes", "no": "no", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact worth asking for: `items` are how many items it can take out."""

    fact: Fact
    items: int


@dataclass(frozen=True, slots=True)
class Created:
    """What `init` did: the paths as they are shown; `schema` is None where one was there already and was kept.

    `added` are checklists that nobody asked for and the policy cannot pass without.
    """

    sheet: str
    replaced: bool
    schema: str | None
    items: int
    checklists: int
    left_out: int
    policy: str | None
    added: tuple[str, ...] = ()


def read_system(text: str) -> str:
    """Return the name of a system, trimmed; raises UsageError for one that cannot stand in one line."""
    name = text.strip()
    if not name:
        raise UsageError("init.system.empty")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name):
        raise UsageError("init.system.character")
    if len(name) > MAX_SYSTEM:
        raise UsageError("init.system.long", n=MAX_SYSTEM)
    return name


def read_facts(text: str) -> dict[str, FactValue]:
    """Return facts from `llm=yes,agents=no`; raises UsageError for what is not that."""
    known = [fact.id for fact in all_facts().facts]
    facts: dict[str, FactValue] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if value not in _FACT_VALUES or not name:
            raise UsageError("init.facts.shape", value=visible(part)[:80])
        if name not in known:
            raise _unknown("init.facts.unknown", name, known)
        if name in facts:
            raise UsageError("init.facts.twice", word=name)
        facts[name] = _FACT_VALUES[value]
    return facts


def read_checklists(text: str) -> tuple[str, ...]:
    """Return the names of sets and checklists in a list with commas; raises UsageError for an unknown one."""
    known = in_house_order(builtin_checklists())
    names = tuple(dict.fromkeys(filter(None, (piece.strip() for piece in text.split(",")))))
    if not names:
        raise UsageError("init.checklists.empty")
    for name in names:
        if name not in known and name not in SETS:
            raise _unknown("init.checklists.unknown", name, (*SETS, *known), listed=known)
    return names


def read_policy(text: str, base: Path) -> str | None:
    """Return a built-in policy, a path from the sheet's folder `base`, or None for `none`.

    Raises UsageError for an unknown one, InputError for a path that leads to no file.
    """
    name = text.strip()
    if name in ("", NO_POLICY):
        return None
    if not is_path(name):
        if name not in builtin_policies():
            raise _unknown("init.policy.unknown", name, builtin_policies())
    elif not (base / name).is_file():
        raise InputError("input.missing", path=visible(name))
    return name


def resolve(names: Iterable[str], facts: Mapping[str, FactValue]) -> tuple[Checklist, ...]:
    """Return the checklists that sets and ids stand for, in house order, each once."""
    found: list[str] = []
    for name in names:
        found += in_set(name, facts) if name in SETS else (name,)
    return tuple(load_builtin_checklist(name).checklist for name in in_house_order(tuple(dict.fromkeys(found))))


def worth_asking(names: Sequence[str], policy: str | None) -> tuple[Asked, ...]:
    """Return the facts that can change something for these checklists, those that change most items first."""
    unknown: dict[str, FactValue] = {}
    asked = asked_for(names, policy, unknown)
    chosen = resolve((*names, *asked), unknown)
    weight: Counter[str] = Counter()
    for checklist in chosen:
        for item in checklist.items():
            weight.update(set(item.applies_when.names()) if item.applies_when else ())
        if "recommended" in names and isinstance(checklist.recommended_when, Applies):
            for fact in set(checklist.recommended_when.names()):
                weight[fact] += len(checklist.items())
    if policy is not None and not is_path(policy):
        for required in load_builtin_policy(policy).policy.rules.require_checklists or ():
            if required.when is not None and required.checklist in asked:
                weight[required.when] += len(load_builtin_checklist(required.checklist).checklist.items())
    facts = [Asked(fact, weight[fact.id]) for fact in all_facts().facts if fact.id in weight]
    return tuple(sorted(facts, key=lambda asked: -asked.items))


def asked_for(names: Sequence[str], policy: str | None, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the built-in checklists that a built-in policy cannot pass without; an unknown fact counts as yes.

    Only a set is filled up so: whoever names checklists one by one gets those.
    """
    if policy is None or is_path(policy) or not any(name in SETS for name in names):
        return ()
    rules = load_builtin_policy(policy).policy.rules
    required = [r.checklist for r in rules.require_checklists or () if r.when is None or may_hold(r.when, facts)]
    named = [name for name in rules.min_checklist_score or () if name != "default"]
    return tuple(name for name in dict.fromkeys((*required, *named)) if name in builtin_checklists())


def plan(
    system: str,
    names: Sequence[str],
    facts: Mapping[str, FactValue],
    policy: str | None,
    *,
    lang: Lang,
    assessed: dt.date,
) -> NewSheet:
    """Return the sheet to write: facts that matter or were given, and the items that they leave.

    What the policy cannot pass without is added to a set of checklists.
    """
    asked = asked_for(names, policy, facts)
    chosen, checklists = resolve(names, facts), resolve((*names, *asked), facts)
    added = tuple(checklist.id for checklist in checklists if checklist not in chosen)
    listed: dict[str, FactValue] = {asked.fact.id: "unknown" for asked in worth_asking(names, policy)}
    listed |= dict(facts)
    left_out = {
        item.id: out
        for checklist in checklists
        for item in checklist.items()
        if (out := taken_out_by(item.applies_when, facts))
    }
    return NewSheet(system, assessed, lang, listed, checklists, policy, left_out, added)


def check_target(folder: str, file: str, cwd: Path, *, force: bool) -> Path:
    """Return where the sheet goes; raises UsageError when it is there already, or is no name for a sheet."""
    if (
        "/" in file
        or "\\" in file
        or not (file == SHEET_NAME or (file.endswith(SHEET_SUFFIX) and file != SHEET_SUFFIX))
    ):
        raise UsageError("init.file", value=visible(file)[:80])
    place = cwd / folder
    if place.exists() and not place.is_dir():
        raise UsageError("init.folder", path=visible(folder))
    target = place / file
    if target.exists() and not force:
        raise UsageError("init.exists", path=visible(_shown(folder, file)))
    return target


def schema_path(file: str) -> str:
    """Return where the schema of a sheet lies, from the folder of the sheet: `.gapsheet/answers.schema.json`.

    A sheet with a name has a schema of its own; what a modeline or a path cannot carry is a hyphen in it.
    """
    name = re.sub(r"[^\w.-]", "-", file.removesuffix(SHEET_SUFFIX))
    return f".gapsheet/{SCHEMA}" if file == SHEET_NAME else f".gapsheet/{name}.{SCHEMA}"


def create(sheet: NewSheet, folder: str, file: str, cwd: Path, *, force: bool) -> Created:
    """Write the sheet and the schema of its items beside it: both, or neither."""
    target = check_target(folder, file, cwd, force=force)
    beside = schema_path(file)
    schema = target.parent / beside
    replaced = target.exists()
    files = [(target, render(sheet, all_facts().facts, beside).encode("utf-8"))]
    keep = schema.exists() and not force
    if not keep:
        from gapsheet.app.schemas import schema_of_items

        items = [item for checklist in sheet.checklists for item in checklist.items()]
        files.append((schema, schema_of_items(items, sheet.lang, {}).encode("utf-8")))
    made = make_folders(schema.parent)
    try:
        write_whole(files)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise
    return Created(
        sheet=_shown(folder, file),
        replaced=replaced,
        schema=None if keep else _shown(folder, beside),
        items=sheet.items(),
        checklists=len(sheet.checklists),
        left_out=len(sheet.left_out),
        policy=sheet.policy,
        added=sheet.added,
    )


def _shown(folder: str, file: str) -> str:
    return file if folder in (".", "") else f"{folder.rstrip('/')}/{file}"


def _unknown(key: str, word: str, known: Iterable[str], listed: Iterable[str] | None = None) -> UsageError:
    choices = list(known)
    meant = nearest(word, choices)
    params = {"word": visible(word)[:80], "choices": ", ".join(choices if listed is None else listed)}
    return UsageError(f"{key}.near", near=meant, **params) if meant else UsageError(key, **params)
