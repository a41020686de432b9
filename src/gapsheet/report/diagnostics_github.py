"""Mistakes in files as annotations of GitHub Actions (see `workflow_commands.py`), errors first.

GitHub shows ten errors and ten warnings of a step and drops the rest without a word. All are written, because the
log of the step keeps them; when there are more than are shown, a last annotation, of the kind that is not used up,
says how many. Not expressed: the line with its caret, and `gapsheet explain`.
"""

from collections import Counter
from collections.abc import Iterable

from gapsheet.codes import code_of
from gapsheet.diagnostics import Diagnostic
from gapsheet.report.diagnostics_sarif import sentence
from gapsheet.report.workflow_commands import SHOWN, command
from gapsheet.words import Lang, say


def render(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """Return one command a line, errors before warnings, else in the order given; empty for none."""
    found = sorted(diagnostics, key=lambda one: one.severity != "error")
    lines = [_annotation(one, lang) for one in found]
    counts = Counter(one.severity for one in found)
    more = sum(max(0, count - SHOWN) for count in counts.values())
    if more:
        title = say(lang, "sarif", "check.more.title")
        lines.append(command("notice", say(lang, "sarif", "check.more", shown=SHOWN, n=more), title=title))
    return "".join(f"{line}\n" for line in lines)


def _annotation(one: Diagnostic, lang: Lang) -> str:
    placed = one.excerpt is not None
    return command(
        one.severity,
        sentence(one, lang),
        file=one.path,
        line=one.span.line,
        endLine=one.span.line,
        col=one.span.column if placed else None,
        endColumn=one.span.end if placed else None,
        title=f"{one.code} {code_of(one.code).slug}",
    )
