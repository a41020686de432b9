"""What several commands show alike: diagnostics, and a sheet that cannot be judged."""

from gapsheet import __version__
from gapsheet.app.judge import Invalid, Judged, judge, open_sheet
from gapsheet.cli.console import Console
from gapsheet.cli.options import Common
from gapsheet.diagnostics import Diagnostic
from gapsheet.report.layout import Style
from gapsheet.text import visible
from gapsheet.words import Lang, say


def judged(
    common: Common, file: str | None, policy: str | None, *, required: bool, frameworks: bool = True
) -> tuple[Judged | None, Console]:
    """Return the sheet judged, or None when it is invalid, and the console in the sheet's language.

    Mistakes go to stderr; warnings are one line that says where to see them, or nothing beside a mistake.
    """
    from pathlib import Path

    cwd = Path.cwd()
    loaded = open_sheet(file, cwd)
    console = Console.of(common, common.lang or loaded.lang)
    outcome = judge(
        loaded,
        as_of=common.as_of,
        version=__version__,
        cwd=cwd,
        policy=policy,
        required=required,
        frameworks=frameworks,
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
