"""Sheets put into their one form."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yaml.nodes import Node

from gapsheet.app.editing import Opened, open_to_edit, order_of, reread
from gapsheet.edit.canonical import Form, canonical
from gapsheet.edit.change import RefusedError
from gapsheet.edit.remarks import Remarks
from gapsheet.load.answers import TOP_KEYS
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.model.base import SEVERITIES
from gapsheet.report.new_sheet import remark
from gapsheet.text import visible
from gapsheet.words import LANGS, say


@dataclass(frozen=True, slots=True)
class Formatted:
    """A sheet and its text in the one form; `text` is None for a sheet with errors, which is left as it is."""

    opened: Opened
    text: str | None

    @property
    def differs(self) -> bool:
        """Whether the file would change."""
        return self.text is not None and self.text != self.opened.source.text


def formatted(file: str | None, cwd: Path, *, as_of: dt.date) -> Formatted:
    """Return a sheet in its one form; writes nothing. Raises as `open_to_edit` does, and RefusedError.

    The text is read again and must say the same, answer for answer.
    """
    opened = open_to_edit(file, cwd, as_of=as_of)
    if opened.loaded.sheet is None:
        return Formatted(opened, None)
    text = canonical(opened.source.text, partial(_compose, opened), _form(opened))
    if reread(opened, text).loaded.sheet != opened.loaded.sheet:
        raise RefusedError("edit.check", path=visible(opened.source.shown))
    return Formatted(opened, text)


def _compose(opened: Opened, text: str) -> Node:
    doc, _ = parse_yaml(from_text(text, opened.source.path, opened.source.shown, ""))
    if doc is None:
        raise RefusedError("edit.check", path=visible(opened.source.shown))
    return doc.spans.top


def _form(opened: Opened) -> Form:
    items = opened.items()
    remarks = Remarks(
        text={name: remark(item, opened.lang) for name, item in items.items()},
        statements={name: (item.statement.en, item.statement.zh_cn) for name, item in items.items()},
        severities=tuple(say(lang, "terms", f"severity.inline.{name}") for lang in LANGS for name in SEVERITIES),
    )
    headings = {
        entry.checklist.id: (entry.checklist.title.en, entry.checklist.title.zh_cn)
        for entry in opened.loaded.checklists
    }
    return Form(opened.lang == "zh-CN", TOP_KEYS, order_of(opened), remarks, headings)
