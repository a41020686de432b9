"""`gapsheet check`: mistakes in sheets, placed and explained."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet import __version__
from gapsheet.cli.completion import choices
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import DIAGNOSTICS, DiagnosticsFormat
from gapsheet.exits import ExitCode
from gapsheet.words import say

if TYPE_CHECKING:
    from gapsheet.app.check import Checked
    from gapsheet.cli.console import Console
    from gapsheet.diagnostics import Diagnostic

PURPOSES = ("audit",)
"""What a sheet may be checked for besides mistakes."""


@examples(
    "gapsheet check",
    "gapsheet check services/*/gapsheet.yaml",
    "gapsheet check --format concise",
    "gapsheet check --format sarif > check.sarif",
    "gapsheet check --for audit",
    "gapsheet explain GS104",
)
@command
def check(
    common: Common,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="The sheets; one is found from this folder if none is given."),
    ] = None,
    format: DiagnosticsFormat = "text",
    purpose: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="audit",
            help="Also list what a reader of the audit report would miss, once there are no errors.",
            autocompletion=choices(PURPOSES),
        ),
    ] = None,
) -> ExitCode:
    """Check answer sheets: every mistake in one run, with its place and what to type instead.

    Exit code: 0 no errors (warnings may stand), 1 errors found, 2 a file cannot be opened.
    """
    from gapsheet.app.check import check as check_sheets
    from gapsheet.cli.console import Console
    from gapsheet.cli.show import lang_of

    choice("--format", format, DIAGNOSTICS)
    if purpose is not None:
        choice("--for", purpose, PURPOSES)
    audit = purpose == "audit"
    found = check_sheets(files or (), cwd=Path.cwd(), as_of=common.as_of, version=__version__, audit=audit)
    console = Console.of(common, lang_of(common, found.lang))
    _show(console, found, format)
    for problem in found.unreadable:
        message = say(console.lang, "errors", problem.key, **problem.params)
        console.error(say(console.lang, "errors", "prefix", message=message))
    if found.unreadable:
        return ExitCode.CANNOT
    return ExitCode.NO if found.count("error") else ExitCode.OK


def show_found(console: "Console", diagnostics: "tuple[Diagnostic, ...]", format: str, summary: str) -> None:
    """Write diagnostics to stdout for people or as annotations, and the summary."""
    from gapsheet.report import diagnostics_text

    if format == "concise":
        if diagnostics:
            console.result(diagnostics_text.render_concise(diagnostics, console.lang))
        console.talk(summary)
    elif format == "github":
        from gapsheet.report import diagnostics_github

        # What is for a runner goes the way of what is for programs: the other way takes commands out of every text.
        console.machine(diagnostics_github.render(diagnostics, console.lang))
        console.talk(summary)
    else:
        if diagnostics:
            console.result(diagnostics_text.render_text(diagnostics, console.lang, paint=console.paint) + "\n")
        console.result(summary)


def show_sarif(
    console: "Console", diagnostics: "tuple[Diagnostic, ...]", kind: str, files: tuple[str, ...] = ()
) -> None:
    """Write diagnostics to stdout as a SARIF log."""
    from gapsheet.report.diagnostics_sarif import render

    console.machine(render(diagnostics, console.lang, kind=kind, version=__version__, files=files))


def _show(console: "Console", found: "Checked", format: str) -> None:
    if format == "json":
        from gapsheet.report.diagnostics_json import render

        console.machine(render(found.diagnostics, "check", answered=found.answered, in_scope=found.in_scope))
        return
    if format == "sarif":
        show_sarif(console, found.diagnostics, "check", found.sheets)
        return
    from gapsheet.report import diagnostics_text

    lang = console.lang
    summary = diagnostics_text.summary(found.diagnostics, found.files, lang)
    if found.answered is None or found.in_scope is None:
        summary = say(lang, "cli", "check.summary", counts=summary)
    else:
        summary = say(lang, "cli", "check.summary.answered", counts=summary, answered=found.answered, n=found.in_scope)
    show_found(console, found.diagnostics, format, summary)
