"""`gapsheet checklists list`, `lint` and `new`."""

from pathlib import Path
from typing import Annotated

import typer

from gapsheet.cli.check import show_found, show_sarif
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import DIAGNOSTICS, TEXT_OR_JSON, DiagnosticsFormat, TextOrJson
from gapsheet.exits import ExitCode
from gapsheet.words import say


@examples("gapsheet checklists list", "gapsheet checklists list --lang zh-CN", "gapsheet explain security")
@command
def list_checklists(
    common: Common,
    format: TextOrJson = "text",
) -> ExitCode:
    """List the checklists that come with Gapsheet.

    The set says which of `gapsheet init --checklists core|all` picks it.
    """
    from gapsheet.app.catalog import list_builtin
    from gapsheet.report.catalog_list import render_json, render_text

    choice("--format", format, TEXT_OR_JSON)
    console = Console.of(common)
    rows = [(entry.checklist, entry.set) for entry in list_builtin()]
    if format == "json":
        console.machine(render_json(rows))
    else:
        console.result(render_text(rows, console.lang))
    return ExitCode.OK


@examples("gapsheet checklists lint", "gapsheet checklists lint checklists/fintech.yaml")
@command
def lint_checklists(
    common: Common,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="The checklists; everything built in if none is given."),
    ] = None,
    format: DiagnosticsFormat = "text",
) -> ExitCode:
    """Check checklists: their form, and the rules for items that a machine can check.

    Exit code: 0 no errors, 1 errors found, 2 a file cannot be opened.
    """
    from gapsheet.app.catalog import lint
    from gapsheet.report import diagnostics_json, diagnostics_text

    choice("--format", format, DIAGNOSTICS)
    console = Console.of(common)
    found = lint(files or (), Path.cwd())
    if format == "json":
        console.machine(diagnostics_json.render(found, "lint"))
    elif format == "sarif":
        show_sarif(console, found, "lint")
    elif files:
        counts = diagnostics_text.summary(found, len(dict.fromkeys(files)), console.lang)
        show_found(console, found, format, say(console.lang, "cli", "check.summary", counts=counts))
    else:
        key = "lint.builtin" if found else "lint.builtin.clean"
        show_found(console, found, format, say(console.lang, "cli", key, n=len(found)))
    return ExitCode.NO if any(one.severity == "error" for one in found) else ExitCode.OK


@examples(
    "gapsheet checklists new fintech",
    "gapsheet checklists new fintech --prefix FIN -o checks/fintech.yaml --lang zh-CN",
    "gapsheet checklists new our-security --extends security",
)
@command
def new_checklist(
    common: Common,
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters, digits, hyphens.")],
    prefix: Annotated[
        str | None, typer.Option("--prefix", metavar="ABC", help="Three capital letters. Default: from the id.")
    ] = None,
    extends: Annotated[
        str | None,
        typer.Option("--extends", metavar="CHECKLIST", help="Write an overlay of this built-in checklist."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to write it. Default: checklists/ID.yaml."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> ExitCode:
    """Start a checklist of your own: a commented file that passes lint.

    Exit code: 0, or 2 when the file exists or a name is taken.
    """
    from gapsheet.app.catalog import new_checklist as write

    console = Console.of(common)
    path = write(id, prefix=prefix, base=extends, output=output, force=force, cwd=Path.cwd(), lang=console.lang)
    console.result(say(console.lang, "cli", "new.created", path=path))
    console.talk(say(console.lang, "cli", "new.next", path=path, pin=f"./{path}@1.0"))
    return ExitCode.OK
