"""`gapsheet report`: the gap report as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import BaselineName, PolicyName, SheetFile
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible
from gapsheet.words import Lang, say

if TYPE_CHECKING:
    from gapsheet.app.outputs import Written

KINDS = ("gap",)
FORMATS = ("html", "markdown", "json", "csv")


@examples(
    "gapsheet report",
    "gapsheet report -o gap.md",
    "gapsheet report --format csv -o - > gaps.csv",
    "gapsheet report claims.gapsheet.yaml --lang zh-CN",
    "gapsheet report --baseline main~30:gapsheet.yaml",
)
@command
def report(
    common: Common,
    file: SheetFile = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="gap", help="Which report.", autocompletion=choices(KINDS))
    ] = "gap",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How to write it. Default: as the name after -o ends, else html.",
            autocompletion=choices(FORMATS),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Where to write it; - is stdout. Default: <sheet>-gap.<suffix> in this folder.",
        ),
    ] = None,
    policy: PolicyName = None,
    baseline: BaselineName = None,
) -> ExitCode:
    """Write the gap report: what is missing, what to do first, and why the score is what it is.

    Exit code: 0 whatever the verdict, or 2 when the sheet cannot be read or has mistakes.
    """
    from gapsheet.app.outputs import Output, default_name, render, write_reports
    from gapsheet.cli.show import Asked, judged

    choice("--kind", kind, KINDS)
    chosen = _format(format, output)
    found, console = judged(common, file, Asked(policy, baseline=baseline))
    if found is None:
        return ExitCode.CANNOT
    if output == "-":
        console.machine(render(found.assessment, chosen, console.lang))
        return ExitCode.OK
    path = output or default_name(found.assessment.sheet_path, kind, chosen)
    target = [Output(chosen, path)]
    written = write_reports(found.assessment, console.lang, target, cwd=Path.cwd(), inputs=found.inputs)
    console.result(wrote(console.lang, written[0]))
    return ExitCode.OK


def wrote(lang: Lang, written: "Written") -> str:
    """Return the line that says what was written."""
    return say(lang, "cli", "wrote", path=visible(written.path), size=(written.size + 1023) // 1024)


def _format(given: str | None, output: str | None) -> str:
    from gapsheet.app.outputs import format_of, suffixes

    if given is not None:
        return choice("--format", given, FORMATS)
    if output is None or output == "-":
        return "html"
    found = format_of(output)
    if found is None:
        raise UsageError(
            "usage.suffix", path=visible(output)[:80], choices=", ".join(FORMATS), suffixes=", ".join(suffixes())
        )
    return found
