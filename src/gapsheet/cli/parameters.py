"""Parameters that several commands take, as typer sees them."""

from typing import Annotated

import typer

from gapsheet.cli.completion import choices, policies

SheetFile = Annotated[
    str | None, typer.Argument(metavar="FILE", help="The sheet; found from this folder if not given.")
]

PolicyName = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME|PATH",
        help="The rules to apply: pilot, launch, diligence, a file, or none. Default: the sheet's own.",
        autocompletion=policies,
    ),
]

BaselineName = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE|REV:FILE",
        help="What to compare with: a sheet at a git revision (origin/main:gapsheet.yaml), a sheet, a saved result.",
    ),
]

TextOrJson = Annotated[
    str,
    typer.Option(
        "--format", metavar="text|json", help="How to write the result.", autocompletion=choices(("text", "json"))
    ),
]
TEXT_OR_JSON = ("text", "json")

DIAGNOSTICS = ("text", "concise", "json", "sarif", "github")

DiagnosticsFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(DIAGNOSTICS),
        help="How to write the result; sarif is for code scanning, github for annotations in a workflow.",
        autocompletion=choices(DIAGNOSTICS),
    ),
]
