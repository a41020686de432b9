"""`gapsheet frameworks list` and `gapsheet frameworks show`."""

from pathlib import Path
from typing import Annotated

import typer

from gapsheet import __version__
from gapsheet.cli.completion import choices, frameworks
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import SheetFile
from gapsheet.exits import ExitCode
from gapsheet.words import say

FORMATS = ("text", "json", "csv")
TextJsonOrCsv = Annotated[
    str,
    typer.Option(
        "--format", metavar="|".join(FORMATS), help="How to write the result.", autocompletion=choices(FORMATS)
    ),
]


@examples("gapsheet frameworks list", "gapsheet frameworks list --format csv")
@command
def list_frameworks(
    common: Common,
    format: TextJsonOrCsv = "text",
) -> ExitCode:
    """List the public frameworks that items refer to, and how many of their controls items speak to."""
    from gapsheet.app.frameworks import list_frameworks as everything
    from gapsheet.cli.show import style
    from gapsheet.report import framework_reach

    choice("--format", format, FORMATS)
    console = Console.of(common)
    rows = [(entry.framework, entry.addressed, entry.items) for entry in everything()]
    if format == "json":
        console.machine(framework_reach.render_list_json(rows))
    elif format == "csv":
        console.machine(framework_reach.render_list_csv(rows, console.lang))
    else:
        console.result(framework_reach.render_list(rows, style(console)))
    return ExitCode.OK


@examples(
    "gapsheet frameworks show eu-ai-act",
    "gapsheet frameworks show cn-pipl examples/smart-support/gapsheet.yaml --lang zh-CN",
    "gapsheet frameworks show ./frameworks/ours.yaml --format csv",
)
@command
def show_framework(
    common: Common,
    framework: Annotated[
        str,
        typer.Argument(metavar="FRAMEWORK", help="Its id, or the path of one of your own.", autocompletion=frameworks),
    ],
    file: SheetFile = None,
    format: TextJsonOrCsv = "text",
) -> ExitCode:
    """Show how far the answers reach on a framework: each control, the items that speak to it, their state.

    Without a sheet it shows the items alone. Exit code: 0, or 2 when something cannot be read.
    """
    from gapsheet.app.frameworks import NotReached, open_for_frameworks, show
    from gapsheet.cli.show import show_diagnostics, style
    from gapsheet.report import framework_reach

    choice("--format", format, FORMATS)
    cwd = Path.cwd()
    loaded = open_for_frameworks(file, cwd)
    console = Console.of(common, common.lang or (loaded.lang if loaded else None))
    found = show(framework, loaded, cwd=cwd, as_of=common.as_of, version=__version__)
    if isinstance(found, NotReached):
        show_diagnostics(console, tuple(one for one in found.diagnostics if one.severity == "error"))
        console.error(say(console.lang, "frameworks", f"invalid.{found.what}"))
        return ExitCode.CANNOT
    if format == "json":
        console.machine(framework_reach.render_json(found.result, found.assessment))
    elif format == "csv":
        console.machine(framework_reach.render_csv(found.result, found.assessment, console.lang))
    else:
        console.result(framework_reach.render_text(found.result, found.assessment, style(console)))
    return ExitCode.OK
