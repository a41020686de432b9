"""What several commands show alike: diagnostics, and a sheet that cannot be judged."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gapsheet import __version__
from gapsheet.app.judge import Invalid, Judged, Trusted, judge, open_sheet
from gapsheet.cli.console import Console
from gapsheet.cli.options import Common
from gapsheet.diagnostics import Diagnostic
from gapsheet.load.answers import is_path
from gapsheet.load.sheet import LoadedSheet
from gapsheet.model.redaction import Part, Redaction
from gapsheet.report.layout import Style
from gapsheet.text import visible
from gapsheet.words import Lang, say

if TYPE_CHECKING:
    from gapsheet.model.comparison import NothingToCompare, Snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is to be judged by: a policy, a baseline to compare with, a revision to trust.

    `redact` is what to take out before; `english` tells that what stands for it is in English whoever reads it.
    """

    policy: str | None
    required: bool = False
    frameworks: bool = True
    baseline: str | None = None
    no_worse: bool = False
    trust: str | None = None
    found: bool = False
    redact: tuple[Part, ...] = ()
    english: bool = False


def judged(common: Common, file: str | None, asked: Asked) -> tuple[Judged | None, Console]:
    """Return the sheet judged, or None when it is invalid, and the console in the sheet's language.

    Mistakes go to stderr; warnings are one line that says where to see them, or nothing beside a mistake.
    """
    cwd = Path.cwd()
    loaded = open_sheet(file, cwd, as_of=common.as_of)
    console = Console.of(common, common.lang or loaded.lang)
    outcome = judge(
        loaded,
        as_of=common.as_of,
        version=__version__,
        cwd=cwd,
        policy=asked.policy,
        required=asked.required,
        frameworks=asked.frameworks,
        no_worse=asked.no_worse,
        baseline=_baseline(common, loaded, asked, cwd),
        trusted=_trusted(loaded, replace(asked, found=file is None), cwd),
        redact=_redaction(common, asked, console.lang),
    )
    if isinstance(outcome, Invalid):
        show_diagnostics(console, tuple(d for d in outcome.diagnostics if d.severity == "error"))
        key = "gate.invalid" if outcome.what == "sheet" else "gate.invalid.policy"
        verdict = say(console.lang, "terms", "verdict.cannot-be-judged")
        console.error(say(console.lang, "text", key, verdict=verdict))
        return None, console
    if outcome.warnings and not console.quiet:
        path = visible(outcome.assessment.sheet_path)
        console.talk(say(console.lang, "cli", "warnings", n=len(outcome.warnings), path=path))
    return outcome, console


def _baseline(common: Common, loaded: LoadedSheet, asked: Asked, cwd: Path) -> "Snapshot | NothingToCompare | None":
    if asked.baseline is None or loaded.sheet is None:
        return None
    from gapsheet.app.baseline import open_baseline

    policy = None if asked.trust is not None and is_path(asked.policy or "") else asked.policy
    return open_baseline(
        asked.baseline, cwd=cwd, root=loaded.root, as_of=common.as_of, version=__version__, policy=policy
    )


def _trusted(loaded: LoadedSheet, asked: Asked, cwd: Path) -> Trusted | None:
    if asked.trust is None or loaded.sheet is None:
        return None
    from gapsheet.app.trust import trusted

    return trusted(loaded, asked.trust, policy=asked.policy, cwd=cwd, found=asked.found)


def _redaction(common: Common, asked: Asked, lang: Lang) -> Redaction | None:
    """Return what is to be taken out, with the languages of the report."""
    if not asked.redact:
        return None
    second = (common.second,) if common.second is not None else ()
    return Redaction(asked.redact, ("en",) if asked.english else (lang, *second))


def show_diagnostics(console: Console, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Write diagnostics to stderr, as `check` would show them."""
    from gapsheet.report.diagnostics_text import render_text

    console.error(render_text(diagnostics, console.lang, paint=console.paint_error))


def style(console: Console) -> Style:
    """Return how to draw text on stdout."""
    return Style(console.lang, console.width(), console.paint, console.shows("█▏░·"))


def lang_of(common: Common, sheet: Lang | None = None) -> Lang:
    """Return the language to speak: as asked, else the sheet's, else the environment's."""
    return common.lang or sheet or common.env_lang
