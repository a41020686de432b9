"""A sheet on the desk while it is filled in: which items are asked, what a value is worth, and each answer saved."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from gapsheet.app.editing import Opened, edited, invalid, open_to_edit, save
from gapsheet.app.explain import FoundItem
from gapsheet.app.filling import About, Said
from gapsheet.app.judge import measure
from gapsheet.app.noticing import Notice, notices
from gapsheet.diagnostics import Diagnostic
from gapsheet.edit.change import EntryChange, Value, applied
from gapsheet.errors import InputError, OutputError, UsageError
from gapsheet.load.answers import read_answers
from gapsheet.load.cross_checks import check_files, check_people
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import nearest
from gapsheet.load.yaml_doc import Plain
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.assessment import ItemResult
from gapsheet.model.base import SEVERITIES
from gapsheet.text import visible

Only = Literal["unanswered", "gaps", "all"]
ONLY: tuple[Only, ...] = ("unanswered", "gaps", "all")

_SAID_BEFORE = frozenset({"GS201", "GS204", "GS210"})
"""Warnings that a question has told of already."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """A valid sheet, opened to be filled in; `items` are those that apply, most severe first."""

    file: str | None
    cwd: Path
    version: str
    opened: Opened
    sheet: AnswerSheet
    items: tuple[ItemResult, ...]
    left_out: Mapping[str, tuple[str, ...]]

    @property
    def answered(self) -> int:
        """How many of the items have an answer."""
        return sum(item.state != "unanswered" for item in self.items)

    def item(self, identifier: str) -> ItemResult | None:
        """Return an item, or None when the sheet does not ask it (any more)."""
        return next((item for item in self.items if item.id == identifier), None)

    def entry(self, identifier: str) -> Mapping[str, Value]:
        """Return what the sheet says of an item, in one shape."""
        top = applied(self.opened.doc.data, ())
        answers = top["answers"] if isinstance(top, dict) else {}
        found: Mapping[str, Value] = answers.get(identifier, {})
        return found

    def about(self, item: ItemResult) -> About:
        """Return an item as it is asked."""
        return About(item.id, item.severity, self.entry(item.id))

    def found(self, identifier: str) -> FoundItem:
        """Return an item where it stands, for its long help."""
        return next(
            FoundItem(item, section, entry.checklist)
            for entry in self.opened.loaded.checklists
            for section in entry.checklist.sections
            for item in section.items
            if item.id == identifier
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an answer, and the desk as it is now.

    `merged`: somebody else had changed the file, and the answer is on top of that; `taken`: they had changed the
    very item, and nothing was written; `wrong`: the sheet would have had the mistakes in `found`. `notices`: what there
    is to know that was not asked about.
    """

    became: Literal["saved", "merged", "taken", "wrong"]
    desk: Desk
    found: tuple[Diagnostic, ...] = ()
    notices: tuple[Notice, ...] = ()


def open_desk(file: str | None, cwd: Path, *, as_of: dt.date, version: str) -> Desk:
    """Return the sheet `file`, or the one found from `cwd`; raises InputError for one that is invalid or not there."""
    opened = open_to_edit(file, cwd, as_of=as_of)
    measured = measure(opened.loaded, as_of=as_of, version=version)
    if measured is None:
        raise InputError("fill.invalid", path=visible(opened.source.shown))
    items = [item for item in measured.all_items() if item.state != "out-of-scope"]
    items.sort(key=lambda item: SEVERITIES.index(item.severity))
    left_out = {item.id: item.scope_facts for item in measured.all_items() if item.state == "out-of-scope"}
    return Desk(file, cwd, version, opened, measured.sheet, tuple(items), left_out)


def again(desk: Desk) -> Desk:
    """Return the desk with the sheet as it is now."""
    return open_desk(desk.file, desk.cwd, as_of=desk.opened.as_of, version=desk.version)


def chosen(
    desk: Desk, only: Only, severities: Collection[str], checklists: Sequence[str], items: Sequence[str]
) -> tuple[str, ...]:
    """Return the ids to ask, most severe first; raises UsageError for a checklist or an item that is not there.

    Items that are named are asked whatever has been said of them.
    """
    of = {item.id: item.checklist for item in desk.items}
    for name in checklists:
        _known(name, [entry.checklist.id for entry in desk.opened.loaded.checklists], "checklist", desk)
    for name in items:
        if name in desk.left_out:
            facts = ", ".join(f"{fact}: {desk.sheet.facts[fact]}" for fact in desk.left_out[name])
            raise UsageError("fill.out-of-scope", item=visible(name), facts=visible(facts))
        _known(name, list(of), "item", desk)
    asked = []
    for item in desk.items:
        wanted = item.id in items if items else only == "all" or item.state == "unanswered"
        wanted = wanted or (not items and only == "gaps" and item.gap)
        if wanted and item.severity in severities and (not checklists or item.checklist in checklists):
            asked.append(item.id)
    return tuple(asked)


def _known(name: str, known: list[str], what: str, desk: Desk) -> None:
    if name in known:
        return
    meant, path = nearest(name, known), visible(desk.opened.source.shown)
    if meant is not None:
        raise UsageError(f"fill.{what}.near", word=visible(name)[:60], near=meant, path=path)
    raise UsageError(f"fill.{what}", word=visible(name)[:60], path=path, list=", ".join(known[:40]))


def problems(desk: Desk, identifier: str, fields: Said) -> tuple[Diagnostic, ...]:
    """Return what the reader of sheets says of some fields of an item, their answer word included."""
    reading = Reading(None)
    said: dict[str, Plain] = {name: value for name, value in fields.items() if isinstance(value, str)}
    answers = read_answers(reading, {identifier: said})
    check_files(reading, desk.opened.loaded.root, desk.opened.loaded.base)
    check_people(reading, replace(desk.sheet, answers=answers, assessor=None))
    return tuple(reading.found)


def write(desk: Desk, identifier: str, said: Said) -> Written:
    """Save an answer; a sheet that was changed in the meantime is read again first.

    Raises ToolError when the sheet cannot be changed, read again or written.
    """
    before, merged = desk.entry(identifier), False
    for _ in range(_TRIES):
        result = edited(desk.opened, [EntryChange(identifier, said)])
        if invalid(result):
            return Written("wrong", desk, tuple(one for one in result.found if one.severity == "error"))
        try:
            if result.text != desk.opened.source.text:
                save(desk.opened, result.text)
        except OutputError as problem:
            if problem.key != "output.changed":
                raise
            desk, merged = again(desk), True
            if desk.item(identifier) is None or desk.entry(identifier) != before:
                return Written("taken", desk)
            continue
        found = tuple(one for one in result.found if one.code not in _SAID_BEFORE)
        told = tuple(one for one in notices(desk.opened, result, [identifier]) if one.key == "due-past")
        return Written("merged" if merged else "saved", again(desk), found, told)
    raise OutputError("output.changed", path=visible(desk.opened.source.shown))
