"""Whatever has an id, found by it: item, checklist, code, rule, policy or fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from gapsheet.app.catalog import in_house_order
from gapsheet.app.judge import open_sheet
from gapsheet.codes import Code, catalogue
from gapsheet.errors import ToolError, UsageError
from gapsheet.load.catalog import (
    builtin_checklists,
    builtin_heads,
    builtin_policies,
    load_builtin_checklist,
    load_builtin_policy,
    load_facts,
)
from gapsheet.load.suggest import nearest
from gapsheet.model.checklist import Checklist, Fact, Item, Section
from gapsheet.model.policy import Policy
from gapsheet.model.verdict import RuleName
from gapsheet.text import visible
from gapsheet.words import Lang

RULES: tuple[str, ...] = get_args(RuleName)


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item where it stands."""

    item: Item
    section: Section
    checklist: Checklist


@dataclass(frozen=True, slots=True)
class FoundRule:
    """A rule, and the built-in policies that have it."""

    name: str
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact, and the built-in items that depend on it."""

    fact: Fact
    items: tuple[str, ...]


Found = FoundItem | Checklist | Code | FoundRule | Policy | FoundFact


def find(term: str, cwd: Path) -> Found:
    """Return what a term names, upper or lower case; raises UsageError with the nearest for an unknown one.

    Items and checklists of the sheet's own files are known too, when there is a valid sheet in the folder `cwd`.
    """
    word = term.strip()
    found = _builtin(word) or _own(word, cwd)
    if found is not None:
        return found
    meant = nearest(word, [name for name, _ in titles("en")])
    shown = visible(word)[:80]
    raise UsageError("usage.explain.near", word=shown, near=meant) if meant else UsageError("usage.explain", word=shown)


def titles(lang: Lang) -> Iterator[tuple[str, str]]:
    """Return every term with a few words on it: checklists, items, policies, rules, facts, codes."""
    names = in_house_order(builtin_checklists())
    checklists = [load_builtin_checklist(name).checklist for name in names]
    for checklist in checklists:
        yield checklist.id, checklist.title.text(lang)
    for checklist in checklists:
        for item in checklist.items():
            yield item.id, item.statement.text(lang)
    for name in builtin_policies():
        yield name, load_builtin_policy(name).policy.title.text(lang)
    for rule in RULES:
        yield rule, rule.replace("_", " ")
    for fact in load_facts().facts:
        yield fact.id, fact.title.text(lang)
    for code in catalogue().values():
        yield code.code, code.slug.replace("-", " ")


def _builtin(word: str) -> Found | None:
    lower, upper = word.lower(), word.upper()
    if lower in builtin_checklists():
        return load_builtin_checklist(lower).checklist
    for head in builtin_heads():
        if upper.startswith(f"{head.prefix}-"):
            return _item(load_builtin_checklist(head.id).checklist, upper)
    if upper in catalogue():
        return catalogue()[upper]
    if lower.replace("-", "_") in RULES:
        return _rule(lower.replace("-", "_"))
    if lower in builtin_policies():
        return load_builtin_policy(lower).policy
    return next((_fact(fact) for fact in load_facts().facts if fact.id == lower), None)


def _own(word: str, cwd: Path) -> Found | None:
    try:
        loaded = open_sheet(None, cwd)
    except ToolError:
        return None
    for entry in loaded.checklists:
        if entry.checklist.id == word.lower():
            return entry.checklist
        found = _item(entry.checklist, word.upper())
        if found is not None:
            return found
    return None


def _item(checklist: Checklist, identifier: str) -> FoundItem | None:
    for section in checklist.sections:
        for item in section.items:
            if item.id == identifier:
                return FoundItem(item, section, checklist)
    return None


def _rule(name: str) -> FoundRule:
    policies = [load_builtin_policy(policy).policy for policy in builtin_policies()]
    return FoundRule(name, tuple(policy.id for policy in policies if getattr(policy.rules, name) is not None))


def _fact(fact: Fact) -> FoundFact:
    items = [
        item.id
        for name in in_house_order(builtin_checklists())
        for item in load_builtin_checklist(name).checklist.items()
        if item.applies_when is not None and fact.id in item.applies_when.names()
    ]
    return FoundFact(fact, tuple(items))
