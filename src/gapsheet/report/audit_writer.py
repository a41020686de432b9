"""The words of an audit report: texts of the sheet made safe, names in full, dates, figures that lead to the result."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gapsheet.model.assessment import ItemResult
from gapsheet.model.audit import Audit
from gapsheet.report.audit_parts import Cell, Line, Pair, Run, Style
from gapsheet.report.labels import day, joined, number
from gapsheet.report.view_items import prose, shape, state_text
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say


@dataclass(frozen=True, slots=True)
class Writer:
    """An audit being written in one language."""

    audit: Audit
    lang: Lang

    def say(self, key: str, **params: Param) -> str:
        """Return a sentence of the audit report."""
        return say(self.lang, "audit", key, **params)

    def term(self, key: str) -> str:
        """Return a word of the common vocabulary."""
        return say(self.lang, "terms", key)

    def listed(self, parts: Iterable[str]) -> str:
        """Return a list as words."""
        return joined(self.lang, list(parts))

    def day(self, date: dt.date) -> str:
        """Return a date as people write it."""
        return day(self.lang, date)

    def person(self, handle: str) -> str:
        """Return a person's full name, safe to show."""
        return visible(self.audit.assessment.sheet.person(handle))

    # ---- cells -----------------------------------------------------------------------------------------

    def plain(self, text: str, style: Style = "plain") -> Cell:
        """Return a cell of one line."""
        return ((Run(text, style),),)

    def lines(self, texts: Iterable[str]) -> Cell:
        """Return a cell of several lines."""
        return tuple((Run(text),) for text in texts)

    def empty(self) -> Cell:
        """Return the box for what the sheet does not say."""
        return ((Run(self.say("empty"), "empty"),),)

    def nothing(self) -> Cell:
        """Return the sign for what does not apply, where nothing is missing."""
        return ((Run(self.term("number.none"), "muted"),),)

    def said(self, text: str | None) -> Cell:
        """Return text of the sheet, or the box where there is none."""
        return (self.prose(text),) if text else self.empty()

    def prose(self, text: str) -> Line:
        """Return text of the sheet with its line ends and, where it differs, its language."""
        shown = prose(self.lang, text)
        return (Run(shown.text, "prose", lang=shown.lang),)

    def named(self, handle: str | None) -> Cell:
        """Return a person's name, or the box."""
        return self.plain(self.person(handle)) if handle else self.empty()

    def on(self, date: dt.date | None) -> Cell:
        """Return a date, or the box."""
        return ((Run(self.day(date), fixed=True),),) if date else self.empty()

    def short(self, date: dt.date) -> str:
        """Return a date for a narrow column: in Chinese in digits, which do not break."""
        return date.isoformat() if self.lang == "zh-CN" else self.day(date)

    def dated(self, date: dt.date | None) -> Cell:
        """Return a date for a narrow column, or the box."""
        return ((Run(self.short(date), fixed=True),),) if date else self.empty()

    def figure(self, value: object, pointer: str) -> Cell:
        """Return a number of the result, which `pointer` leads to."""
        return ((Run(self.shown(value), figures=(pointer,)),),)

    def shown(self, value: object) -> str:
        """Return a number as it is shown."""
        return number(self.lang, value)  # type: ignore[arg-type] # Decimal, int or None: the numbers of the result

    def sentence(self, key: str, figures: Mapping[str, tuple[object, str]], **params: Param) -> Run:
        """Return a sentence with figures: each is a value and where it stands in the result."""
        values: dict[str, Param] = {name: self.shown(value) for name, (value, _) in figures.items()}
        first = next((value for value, _ in figures.values()), 2)
        count = first if isinstance(first, int) else 2
        text = self.say(key, **{**values, "n": count, **params})
        return Run(text, figures=tuple(pointer for _, pointer in figures.values()))

    def pair(self, key: str, cell: Cell) -> Pair:
        """Return a labelled cell."""
        return Pair(self.say(key), cell)

    def points(self, key: str, texts: Iterable[str]) -> Pair:
        """Return a labelled list."""
        return Pair(self.say(key), self.lines(texts), listed=True)

    # ---- references ------------------------------------------------------------------------------------

    def item(self, identifier: str) -> Run:
        """Return an item's id, linked to its row in the matrix."""
        return Run(visible(identifier), href=f"#{identifier}")

    def numbered(self, numbers: Iterable[str]) -> Line:
        """Return numbers of findings or evidence, each linked."""
        runs: list[Run] = []
        for name in numbers:
            runs += [Run(self.term("list.comma"), fixed=True)] if runs else []
            runs.append(Run(name, href=f"#{name}"))
        return tuple(runs)

    def items(self, identifiers: Iterable[str]) -> Line:
        """Return ids of items, each linked."""
        return self.numbered(identifiers)

    def state(self, item: ItemResult) -> Line:
        """Return an item's state as a shape and in words; a waived item keeps its state."""
        return (Run(state_text(self.lang, item), "state", shape=shape(item)),)

    def statement(self, item: ItemResult) -> str:
        """Return an item's statement."""
        return visible(item.item.statement.text(self.lang))
