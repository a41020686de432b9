"""Sheets checked for mistakes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.app.judge import measure, open_sheet, policy_mistakes
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.errors import ToolError
from gapsheet.model.assessment import Assessment
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: every diagnostic, and what could not be opened.

    `answered` of `in_scope` items have an answer, over all sheets; None when some sheet is invalid. `lang` is the
    language of the first sheet that has one.
    """

    files: int
    diagnostics: tuple[Diagnostic, ...]
    unreadable: tuple[ToolError, ...]
    answered: int | None
    in_scope: int | None
    lang: Lang | None
    sheets: tuple[str, ...]
    """The sheets that could be opened, relative to the root."""

    def count(self, severity: str) -> int:
        """Return how many diagnostics are errors, or warnings."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)


def check(files: Sequence[str], *, cwd: Path, as_of: dt.date, version: str, audit: bool = False) -> Checked:
    """Return every mistake of the sheets on the day `as_of`, or of the one found from `cwd` when none is named.

    With `audit` it also says what an audit reader would miss in those that have no errors.
    """
    found: list[Diagnostic] = []
    unreadable: list[ToolError] = []
    assessments: list[Assessment] = []
    sheets: list[str] = []
    complete = True
    lang: Lang | None = None
    for file in dict.fromkeys(files) if files else (None,):
        try:
            loaded = open_sheet(file, cwd, as_of=as_of, audit=audit)
        except ToolError as problem:
            if len(files) < 2:
                raise
            unreadable.append(problem)
            continue
        sheets.append(loaded.source_shown)
        found += [*loaded.diagnostics, *policy_mistakes(loaded)]
        lang = lang or loaded.lang
        measured = measure(loaded, as_of=as_of, version=version)
        if measured is None:
            complete = False
            continue
        assessments.append(measured)
    whole = complete and not unreadable
    return Checked(
        files=max(1, len(dict.fromkeys(files))) - len(unreadable),
        diagnostics=in_order(found),
        unreadable=tuple(unreadable),
        answered=sum(a.numbers.counts.answered for a in assessments) if whole else None,
        in_scope=sum(a.numbers.counts.in_scope for a in assessments) if whole else None,
        lang=lang,
        sheets=tuple(dict.fromkeys(sheets)),
    )
