"""A plain document as a policy: one optional field per rule, and an unknown one is an error."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import SEVERITIES, keys_of
from gapsheet.model.checklist import Checklist
from gapsheet.model.policy import LATER_RULES, Policy, RequiredChecklist, Rules

RULES = keys_of(Rules)
_POLICY_KEYS = ("schema", "id", "title", "summary", "rules")
_BY_SEVERITY = {"max_open": False, "max_waived": False, "max_waiver_days": True, "max_unanswered": True}
"""Rules that count by severity, and whether they have a `default`."""
_PERCENT = ("min_score", "min_evidence", "max_not_applicable", "max_drop")

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_ITEM_ID = re.compile(r"[A-Z]{3}-[0-9]{2,4}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Known:
    """The checklists that a policy's names are looked up in: the sheet's, and the built-in ones by their prefix.

    `load` returns a built-in checklist by its id. Without checklists of a sheet nothing can be looked up.
    """

    sheet: Sequence[Checklist]
    builtin: Mapping[str, str]
    load: Callable[[str], Checklist]

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all these checklists."""
        return (*(checklist.id for checklist in self.sheet), *self.builtin.values())

    def with_prefix(self, prefix: str) -> Iterator[Checklist]:
        """Yield the checklists whose items have this prefix, the sheet's first."""
        yield from (checklist for checklist in self.sheet if checklist.prefix == prefix)
        if prefix in self.builtin:
            yield self.load(self.builtin[prefix])

    def stands_alone(self, identifier: str) -> bool:
        """Tell whether a checklist has a native score, and so no part in any rule."""
        of_sheet = [checklist for checklist in self.sheet if checklist.id == identifier]
        if not of_sheet and identifier not in self.builtin.values():
            return False
        return (of_sheet[0] if of_sheet else self.load(identifier)).native_score is not None

    def items(self) -> Iterator[str]:
        """Yield the ids of all items, the sheet's first."""
        for checklist in (*self.sheet, *map(self.load, self.builtin.values())):
            yield from (item.id for item in checklist.items())


def read_policy(
    reading: Reading, top: dict[str, Plain], facts: Collection[str], known: Known | None = None
) -> Policy | None:
    """Return a policy, or None when it has a mistake that a gate must not overlook; mistakes are in `reading`."""
    reading.keys(top, (), _POLICY_KEYS, required=("schema", "id", "title", "rules"))
    identifier = reading.text(top.get("id"), ("id",))
    if identifier is not None and not _ID.fullmatch(identifier):
        reading.wrong("GS409", ("id",), value=shown(identifier))
        identifier = None
    title = reading.local(top["title"], ("title",)) if top.get("title") is not None else None
    summary = reading.local(top["summary"], ("summary",)) if top.get("summary") is not None else None
    table = reading.mapping(top["rules"], ("rules",)) if top.get("rules") is not None else None
    rules = _Rules(reading, facts, known if known and known.sheet else None).read(table) if table is not None else None
    if identifier is None or title is None or rules is None:
        return None
    return Policy(schema_="gapsheet/policy/v1", id=identifier, title=title, summary=summary, rules=rules)


class _Rules:
    """The rules of one policy, with what they are checked against."""

    def __init__(self, reading: Reading, facts: Collection[str], known: Known | None) -> None:
        self.reading = reading
        self.facts = facts
        self.known = known

    def read(self, table: Mapping[str, Plain]) -> Rules:
        """Return the rules that could be read."""
        if not table:
            self.reading.wrong("GS408", ("rules",))
        values: dict[str, Any] = {}
        for name, value in table.items():
            path = ("rules", name)
            if name in LATER_RULES:
                self.reading.wrong("GS405", path, "key", rule=name)
            elif name not in RULES:
                self.reading.unknown("GS401", path, name, RULES, "key")
            elif value is None:
                self.reading.wrong("GS036", path, "key", key=name)
            else:
                values[name] = self._rule(name, value, path)
        return Rules(**values)

    def _rule(self, name: str, value: Plain, path: DocPath) -> object:
        if name in _BY_SEVERITY:
            return self._by_severity(value, path, with_default=_BY_SEVERITY[name])
        if name in _PERCENT:
            return self._percent(value, path)
        if name == "max_assessment_age":
            return self._whole(value, path)
        if name == "no_item_worse":
            return self.reading.choice("GS412", value, path, ("true", "false")) == "true" or None
        if name == "min_checklist_score":
            table = self.reading.mapping(value, path) or {}
            for key in table:
                self._checklist_name(key, (*path, key), "key", ("default",))
                if self.known and self.known.stands_alone(key):
                    self.reading.wrong("GS411", (*path, key), "key", word=shown(key))
            found = {key: self._percent(part, (*path, key)) for key, part in table.items()}
            return {key: number for key, number in found.items() if number is not None}
        if name == "evidence_for":
            rows = self.reading.list_of(value, path)
            picked = (self.reading.choice("GS404", part, where, SEVERITIES) for where, part in rows)
            return tuple(severity for severity in picked if severity is not None)
        if name == "unwaivable":
            return self._unwaivable(value, path)
        return self._required(value, path)

    def _by_severity(self, value: Plain, path: DocPath, *, with_default: bool) -> dict[str, int]:
        known = (*SEVERITIES, "default") if with_default else SEVERITIES
        out: dict[str, int] = {}
        for key, part in (self.reading.mapping(value, path) or {}).items():
            if key not in known:
                self.reading.unknown("GS404", (*path, key), key, known, "key")
                continue
            number = self._whole(part, (*path, key))
            if number is not None:
                out[key] = number
        return out

    def _whole(self, value: Plain, path: DocPath) -> int | None:
        text = self._number_text(value, path)
        if text is not None and not _WHOLE.fullmatch(text):
            self.reading.wrong("GS402", path, value=shown(text))
            return None
        return int(text) if text is not None else None

    def _percent(self, value: Plain, path: DocPath) -> Fraction | None:
        text = self._number_text(value, path)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text):
            self.reading.wrong("GS402", path, "value", "GS402.help.percent", value=shown(text))
            return None
        number = Fraction(text)
        if number > 100:
            self.reading.wrong("GS403", path, value=shown(text))
            return None
        return number

    def _number_text(self, value: Plain, path: DocPath) -> str | None:
        if value is None:
            self.reading.wrong("GS036", path, "key", key=str(path[-1]))
        return self.reading.text(value, path)

    def _unwaivable(self, value: Plain, path: DocPath) -> tuple[str, ...]:
        out = []
        for where, part in self.reading.list_of(value, path):
            text = self.reading.text(part, where)
            if text is not None:
                self._item(text, where)
                out.append(text)
        return tuple(out)

    def _item(self, text: str, where: DocPath) -> None:
        """Note an item that no checklist has, neither the sheet's nor a built-in one."""
        known, formed = self.known, _ITEM_ID.fullmatch(text) is not None
        if formed and known is None:
            return
        prefix = text.partition("-")[0] if formed else ""
        if known and any(item.id == text for owner in known.with_prefix(prefix) for item in owner.items()):
            return
        owner = next(known.with_prefix(prefix), None) if known else None
        near = self.reading.nearest_id(text, known.items()) if known else None
        params: dict[str, str | int] = {"word": shown(text), "near": near or ""}
        variant = None if near else "GS406.help.none"
        if near is None and owner is not None:
            ids = [item.id for item in owner.items()]
            variant = "GS406.help.range"
            params |= {"id": owner.id, "first": ids[0], "last": ids[-1]}
        self.reading.wrong("GS406", where, "value", variant, **params)

    def _checklist_name(
        self, name: str, where: DocPath, at: Literal["key", "value"] = "value", others: tuple[str, ...] = ()
    ) -> None:
        """Note a name that is nearly that of a checklist; one that is like no other may be a checklist to come."""
        choices = (*self.known.ids(), *others) if self.known else ()
        if name in choices or not choices:
            return
        near = self.reading.nearest(name, choices)
        if near is not None and abs(len(near) - len(name)) <= 1:
            self.reading.wrong("GS410", where, at, word=shown(name), near=near)

    def _required(self, value: Plain, path: DocPath) -> tuple[RequiredChecklist, ...]:
        out = []
        for where, part in self.reading.list_of(value, path):
            if isinstance(part, dict):
                self.reading.keys(part, where, ("checklist", "when"), required=("checklist",))
                spot: DocPath = (*where, "checklist")
                name = self.reading.text(part.get("checklist"), spot)
                fact = self.reading.text(part.get("when"), (*where, "when"))
                if fact is not None and fact not in self.facts:
                    self.reading.unknown("GS407", (*where, "when"), fact, self.facts)
            else:
                spot, name, fact = where, self.reading.text(part, where), None
            if name is not None:
                self._checklist_name(name, spot)
                out.append(RequiredChecklist(checklist=name, when=fact))
        return tuple(out)
