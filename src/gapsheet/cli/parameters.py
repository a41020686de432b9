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
        help="The rules to apply: pilot, launch, diligence, or a file. Default: the sheet's own.",
        autocompletion=policies,
    ),
]

TextOrJson = Annotated[
    str,
    typer.Option(
        "--format", metavar="text|json", help="How to write the result.", autocompletion=choices(("text", "json"))
    ),
]
TEXT_OR_JSON = ("text", "json")

TextConciseOrJson = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|concise|json",
        help="How to write the result.",
        autocompletion=choices(("text", "concise", "json")),
    ),
]
TEXT_CONCISE_OR_JSON = ("text", "concise", "json")
