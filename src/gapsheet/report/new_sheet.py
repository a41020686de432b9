"""A new answer sheet as YAML: every item once, most severe first, waiting for its answer."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapsheet.model.base import SEVERITIES, FactValue
from gapsheet.model.checklist import Checklist, Fact, Item
from gapsheet.report.labels import joined
from gapsheet.words import Lang, Param, say

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff _.+-]*[A-Za-z0-9\u4e00-\u9fff]")
_RESERVED = {"yes", "no", "on", "off", "true", "false", "null", "unknown"}


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What a new sheet says; `left_out` are the items that its facts take out, each with those facts.

    `added` are checklists that nobody asked for and the policy cannot pass without.
    """

    system: str
    assessed: dt.date
    lang: Lang
    facts: Mapping[str, FactValue]
    checklists: Sequence[Checklist]
    policy: str | None
    left_out: Mapping[str, tuple[str, ...]]
    added: tuple[str, ...] = ()

    def items(self) -> int:
        """Return how many items wait for an answer."""
        return sum(len(checklist.items()) for checklist in self.checklists) - len(self.left_out)


def render(sheet: NewSheet, catalogue: Sequence[Fact], schema: str) -> str:
    """Return the file; `catalogue` has the facts with their titles, in their order, `schema` is for its modeline."""
    lang = sheet.lang
    intro = _say(lang, "intro", system=comment(sheet.system)).splitlines()
    lines = [f"# yaml-language-server: $schema={schema}", *(f"# {line}".rstrip() for line in intro), ""]
    lines += [
        "schema: gapsheet/answers/v1",
        f"system: {scalar(sheet.system)}",
        f"assessed: {sheet.assessed.isoformat()}",
        f"lang: {lang}",
    ]
    if sheet.facts:
        lines += ["", f"# {_say(lang, 'facts')}", "facts:", *_facts(sheet, catalogue)]
    lines += ["", "checklists:"]
    lines += [f"  - {checklist.id}@{checklist.version.rpartition('.')[0]}" for checklist in sheet.checklists]
    if sheet.policy is not None:
        lines += ["", f"# {_say(lang, 'policy')}", f"policy: {scalar(sheet.policy)}"]
    lines += ["", "answers:"]
    for checklist in sheet.checklists:
        lines += _checklist(sheet, checklist)
    return "\n".join(lines).rstrip("\n") + "\n"


def scalar(text: str) -> str:
    """Return one line of text as a YAML scalar that any reader takes as that text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and "  " not in text:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if _shown(char) else _escape(char) for char in quoted)


def comment(text: str) -> str:
    """Return one line of text as it may stand in a comment: what cannot be seen is left out."""
    return "".join(char for char in text if _shown(char))


def remark(item: Item, lang: Lang) -> str:
    """Return what stands beside an entry: the severity, as wide as any, and the statement."""
    columns = max(len(say(lang, "terms", f"severity.inline.{name}")) for name in SEVERITIES)
    severity = say(lang, "terms", f"severity.inline.{item.severity}")
    return f"{severity:<{columns}}  {item.statement.text(lang)}"


def most_severe_first(items: Sequence[Item]) -> list[Item]:
    """Return items by severity, otherwise in their order."""
    return sorted(items, key=lambda item: SEVERITIES.index(item.severity))


def _facts(sheet: NewSheet, catalogue: Sequence[Fact]) -> list[str]:
    known = [fact for fact in catalogue if fact.id in sheet.facts]
    entries = [f"{fact.id}: {sheet.facts[fact.id]}" for fact in known]
    columns = max(map(len, entries), default=0)
    return [
        f"  {entry:<{columns}}  # {fact.title.text(sheet.lang)}" for entry, fact in zip(entries, known, strict=True)
    ]


def _checklist(sheet: NewSheet, checklist: Checklist) -> list[str]:
    lang = sheet.lang
    kept = [item for item in checklist.items() if item.id not in sheet.left_out]
    title = _say(lang, "checklist", title=checklist.title.text(lang), n=len(kept))
    lines = [f"  # ---- {title} ----"]
    lines += [f"  {item.id}:        # {remark(item, lang)}" for item in most_severe_first(kept)]
    by_facts: dict[tuple[str, ...], list[str]] = {}
    for item in checklist.items():
        if item.id in sheet.left_out:
            by_facts.setdefault(sheet.left_out[item.id], []).append(item.id)
    for facts, items in by_facts.items():
        said = [
            _say(lang, "left-out.fact", fact=fact, value=say(lang, "terms", f"fact.{sheet.facts[fact]}"))
            for fact in facts
        ]
        lines.append(f"  # {_say(lang, 'left-out', facts=joined(lang, said), items=joined(lang, items))}")
    return [*lines, ""]


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "sheet", key, **params)
