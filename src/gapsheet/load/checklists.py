"""A plain document as a checklist."""

import re
from collections.abc import Collection
from typing import Any, Literal, get_args

from gapsheet.load.native import read_native_score
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import SEVERITIES, Effort, LocalText, keys_of
from gapsheet.model.checklist import Applies, Checklist, Example, Item, Section

EFFORTS: tuple[Effort, ...] = get_args(Effort)
CHECKLIST_KEYS = keys_of(Checklist)
ITEM_KEYS = keys_of(Item)

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})", re.ASCII)
_SINCE = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})", re.ASCII)
_PREFIX = re.compile(r"[A-Z]{3}", re.ASCII)
_ITEM_ID = re.compile(r"([A-Z]{3})-[0-9]{2,4}", re.ASCII)
_REF = re.compile(r"([a-z0-9][a-z0-9.\-]*):\s?(\S.*)", re.ASCII)


def read_checklist(reading: Reading, top: dict[str, Plain], facts: Collection[str]) -> Checklist | None:
    """Return a checklist, or None when a part that it cannot be without is wrong; mistakes are in `reading`."""
    reading.keys(top, (), CHECKLIST_KEYS, required=("schema", "id", "version", "prefix", "title", "sections"))
    reader = ChecklistReader(reading, facts)
    identifier, version, prefix = reader.head(top)
    title = reading.local(top.get("title"), ("title",)) if top.get("title") is not None else None
    sections = reader.sections(top.get("sections"))
    if identifier is None or version is None or prefix is None or title is None:
        return None
    return Checklist(
        schema_="gapsheet/checklist/v1",
        id=identifier,
        version=version,
        prefix=prefix,
        recommended_when=reader.recommended(top.get("recommended_when")),
        title=title,
        summary=reader.optional_local(top.get("summary"), ("summary",)),
        native_score=read_native_score(reading, top.get("native_score")),
        sections=sections,
    )


class ChecklistReader:
    """The parts of one checklist, with what they are checked against."""

    def __init__(self, reading: Reading, facts: Collection[str]) -> None:
        self.reading = reading
        self.facts = facts
        self.version: str | None = None
        self.prefix: str | None = None
        self.items: dict[str, int] = {}
        self.section_ids: set[str] = set()

    def head(self, top: dict[str, Plain]) -> tuple[str | None, str | None, str | None]:
        """Return id, version and prefix, each None where it is wrong; items are held against the last two."""
        self.version = self.matching("GS301", top.get("version"), ("version",), _VERSION)
        self.prefix = self.matching("GS302", top.get("prefix"), ("prefix",), _PREFIX)
        return self.matching("GS315", top.get("id"), ("id",), _ID), self.version, self.prefix

    def matching(self, code: str, value: Plain, path: DocPath, pattern: re.Pattern[str]) -> str | None:
        """Return a text that matches a pattern."""
        text = self.reading.text(value, path)
        if text is not None and not pattern.fullmatch(text):
            self.reading.wrong(code, path, value=shown(text))
            return None
        return text

    def optional_local(self, value: Plain, path: DocPath) -> LocalText | None:
        """Return a text in both languages, or None where there is none."""
        return self.reading.local(value, path) if value is not None else None

    def recommended(self, value: Plain) -> Literal["always"] | Applies | None:
        """Return when `init` recommends the checklist."""
        if isinstance(value, str):
            if value != "always":
                self.reading.wrong("GS317", ("recommended_when",), value=shown(value))
            return "always"
        return self.applies(value, ("recommended_when",))

    def applies(self, value: Plain, path: DocPath) -> Applies | None:
        """Return a condition on facts."""
        table = self.reading.mapping(value, path) if value is not None else None
        if table is None:
            return None
        self.reading.keys(table, path, ("any", "all", "none"))
        found = {}
        for how in ("any", "all", "none"):
            where = (*path, how)
            names = []
            for spot, part in self.reading.list_of(table.get(how), where):
                name = self.reading.text(part, spot)
                if name is not None and name not in self.facts:
                    self.reading.unknown("GS311", spot, name, self.facts)
                elif name is not None:
                    names.append(name)
            found[how] = tuple(names)
        if not any(table.get(how) for how in ("any", "all", "none")):
            self.reading.wrong("GS318", path)
        return Applies(any=found["any"], all=found["all"], none=found["none"])

    def sections(self, value: Plain, *, may_be_empty: bool = False) -> tuple[Section, ...]:
        """Return the sections with their items."""
        out = []
        for path, part in self.reading.list_of(value, ("sections",)):
            table = self.reading.mapping(part, path)
            if table is None:
                continue
            self.reading.keys(table, path, ("id", "title", "items"), required=("id", "title", "items"))
            identifier = self.matching("GS315", table.get("id"), (*path, "id"), _ID)
            title = self.optional_local(table.get("title"), (*path, "title"))
            items = tuple(
                item
                for where, row in self.reading.list_of(table.get("items"), (*path, "items"))
                if (item := self.item(row, where)) is not None
            )
            if identifier is not None and identifier in self.section_ids:
                self.reading.wrong("GS304", (*path, "id"), "value", "GS304.help.section", id=shown(identifier), line=0)
            if identifier is not None and title is not None:
                self.section_ids.add(identifier)
                out.append(Section(id=identifier, title=title, items=items))
        if isinstance(value, list) and not self.items and not (may_be_empty and not value):
            self.reading.wrong("GS314", ("sections",))
        return tuple(out)

    def item(self, value: Plain, path: DocPath) -> Item | None:
        """Return an item, or None when its id or a text is wrong."""
        reading = self.reading
        table = reading.mapping(value, path)
        if table is None:
            return None
        required = ("id", "severity", "effort", "statement", "why", "met_when", "evidence", "fix")
        reading.keys(table, path, ITEM_KEYS, required=required)
        identifier = self._item_id(table.get("id"), (*path, "id"))
        severity = reading.choice("GS306", table.get("severity"), (*path, "severity"), SEVERITIES)
        effort = reading.choice("GS307", table.get("effort"), (*path, "effort"), EFFORTS)
        statement = self.optional_local(table.get("statement"), (*path, "statement"))
        why = self.optional_local(table.get("why"), (*path, "why"))
        lists: dict[str, Any] = {
            key: reading.locals(table.get(key), (*path, key)) for key in ("met_when", "evidence", "fix")
        }
        item = Item(
            id=identifier or "",
            severity=severity or "low",
            effort=effort or "small",
            since=self._since(table.get("since"), (*path, "since")),
            statement=statement or LocalText(en="", zh_cn=""),
            why=why or LocalText(en="", zh_cn=""),
            example=self._example(table.get("example"), (*path, "example")),
            applies_when=self.applies(table.get("applies_when"), (*path, "applies_when")),
            see=reading.texts(table.get("see"), (*path, "see")),
            source=reading.texts(table.get("source"), (*path, "source")),
            refs=self._refs(table.get("refs"), (*path, "refs")),
            **lists,
        )
        return item if identifier and statement and why else None

    def _item_id(self, value: Plain, path: DocPath) -> str | None:
        text = self.reading.text(value, path)
        if text is None:
            return None
        hit = _ITEM_ID.fullmatch(text)
        if hit is None:
            self.reading.wrong("GS303", path, value=shown(text), prefix=self.prefix or "ABC")
            return None
        if self.prefix is not None and hit[1] != self.prefix:
            self.reading.wrong("GS303", path, "value", "GS303.help.prefix", value=text, prefix=self.prefix)
        if text in self.items:
            self.reading.wrong("GS304", path, id=text, line=self.items[text])
            return None
        self.items[text] = self.reading.span(path).line
        return text

    def _since(self, value: Plain, path: DocPath) -> str | None:
        text = self.reading.text(value, path)
        if text is None:
            return None
        hit = _SINCE.fullmatch(text)
        if hit is None:
            self.reading.wrong("GS312", path, value=shown(text), version=self.version or "1.0.0")
        elif self.version is not None:
            major, minor = (int(part) for part in self.version.split(".")[:2])
            if int(hit[1]) != major or int(hit[2]) > minor:
                self.reading.wrong("GS312", path, "value", "GS312.help.newer", value=text, version=self.version)
        return text if hit else None

    def _example(self, value: Plain, path: DocPath) -> Example | None:
        table = self.reading.mapping(value, path) if value is not None else None
        if table is None:
            return None
        self.reading.keys(table, path, ("text", "url"), required=("text", "url"))
        text = self.optional_local(table.get("text"), (*path, "text"))
        url = self.reading.text(table.get("url"), (*path, "url"))
        if url is not None and not re.fullmatch(r"https?://\S+", url):
            self.reading.wrong("GS155", (*path, "url"), "value", "GS155.help.form", scheme="https", url=shown(url))
            return None
        return Example(text=text, url=url) if text and url else None

    def _refs(self, value: Plain, path: DocPath) -> tuple[str, ...]:
        out = []
        for where, part in self.reading.list_of(value, path):
            text = self.reading.text(part, where)
            if text is not None and not _REF.fullmatch(text):
                self.reading.wrong("GS308", where, value=shown(text))
            elif text is not None:
                out.append(text)
        return tuple(out)
