"""`gapsheet schema`: JSON Schema of the files."""

from pathlib import Path
from typing import Annotated

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible

KINDS = ("answers", "checklist", "diff", "framework", "history", "policy", "result")


@examples(
    "gapsheet schema answers > .gapsheet/answers.schema.json",
    "gapsheet schema answers gapsheet.yaml --lang zh-CN",
    "gapsheet schema result > result.schema.json",
)
@command
def schema(
    common: Common,
    kind: Annotated[
        str,
        typer.Argument(metavar="|".join(KINDS), help="Which file.", autocompletion=choices(KINDS)),
    ],
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="For answers: a sheet, to describe the items of its checklists only."),
    ] = None,
) -> ExitCode:
    """Print the JSON Schema of a kind of file.

    The schema of answers describes every item in its hover text; init writes it to .gapsheet/answers.schema.json,
    where editors with yaml-language-server find it.
    """
    from gapsheet.app.schemas import answers_schema, other_schema, sheet_checklists

    choice("KIND", kind, KINDS)
    if kind != "answers":
        if file is not None:
            raise UsageError("usage.extra", word=visible(file)[:80], command="gapsheet schema")
        Console.of(common).machine(other_schema(kind))
        return ExitCode.OK
    checklists, lang = sheet_checklists(file, Path.cwd()) if file is not None else (None, None)
    console = Console.of(common, common.lang or lang)
    console.machine(answers_schema(checklists, console.lang))
    return ExitCode.OK
