"""A public framework: ids and short titles of its controls, which items refer to; no text of any standard."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from gapsheet.model.base import FactValue, LocalText, document
from gapsheet.model.checklist import Applies
from gapsheet.words import Lang


@document
class Title:
    """A title or a name; where there is none in Chinese the English one is shown."""

    en: str
    zh_cn: str | None = None

    def text(self, lang: Lang) -> str:
        """Return the title in this language, or the English one."""
        return self.zh_cn if lang == "zh-CN" and self.zh_cn else self.en


@document
class Control:
    """One control; `label` tells that its title is a label and not the framework's own words.

    `applies_from` is the day from which it applies, by case; a control without it has no confirmed date.
    """

    id: str
    title: Title
    label: bool = False
    applies_from: dict[str, dt.date] = field(default_factory=dict)


@document
class Framework:
    """Controls under one id; `titles` says where they are from, `left_out` what is not listed.

    `relevant_when`: with which facts a report shows it unasked; here a fact must be yes, one that is unknown is not
    enough. `superseded` and `followed_by` name what came after it. `cases` are the words for `applies_from`.
    """

    schema_: Literal["gapsheet/framework/v1"]
    id: str
    title: LocalText
    version: Title
    publisher: Title | None = None
    url: str | None = None
    license: str | None = None
    titles: LocalText | None = None
    relevant_when: Applies | None = None
    amended_by: LocalText | None = None
    superseded: bool = False
    followed_by: str | None = None
    note: LocalText | None = None
    left_out: LocalText | None = None
    cases: dict[str, LocalText] = field(default_factory=dict)
    controls: tuple[Control, ...]


def is_relevant(when: Applies | None, facts: Mapping[str, FactValue]) -> bool:
    """Tell whether facts answered yes make a framework relevant; without a condition it is only shown when named."""
    if when is None:
        return False
    any_of = not when.any or any(facts.get(name) == "yes" for name in when.any)
    all_of = all(facts.get(name) == "yes" for name in when.all)
    return any_of and all_of and not any(facts.get(name) == "yes" for name in when.none)
