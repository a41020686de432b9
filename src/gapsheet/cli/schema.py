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

KINDS = ("answers", "checklist", "diff", "framework", "history", "merge", "policy", "result", "set")


@examples(
    "gapsheet schema answers gapsheet.yaml -o .gapsheet/answers.schema.json",
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
        typer.Argument(metavar="FILE", help="For answers: a sheet, to describe its items and no others."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="PATH", help="Where to write it; - is stdout.")
    ] = None,
) -> ExitCode:
    """Print the JSON Schema of a kind of file.

    The schema of answers is for editors with yaml-language-server: completion, hover text, marks. init writes the one
    of the new sheet to .gapsheet/answers.schema.json; write it anew when the sheet pins other checklists.
    """
    from gapsheet.app import schemas

    choice("KIND", kind, KINDS)
    if kind != "answers":
        if file is not None:
            raise UsageError("usage.extra", word=visible(file)[:80], command="gapsheet schema")
        _give(Console.of(common), schemas.other_schema(kind), output, ())
    elif file is None:
        console = Console.of(common)
        _give(console, schemas.schema_of_everything(console.lang), output, ())
    else:
        from gapsheet.app.judge import open_sheet

        loaded = open_sheet(file, Path.cwd())
        console = Console.of(common, common.lang or loaded.lang)
        _give(console, schemas.schema_of_sheet(loaded, console.lang), output, (Path.cwd() / file,))
    return ExitCode.OK


def _give(console: Console, text: str, output: str | None, inputs: tuple[Path, ...]) -> None:
    if output is None or output == "-":
        console.machine(text)
        return
    from gapsheet.app.schemas import write
    from gapsheet.cli.report import wrote

    console.result(wrote(console.lang, write(text, output, cwd=Path.cwd(), inputs=inputs)))
