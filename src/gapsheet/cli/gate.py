"""`gapsheet gate`: the verdict."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import TEXT_OR_JSON, PolicyName, SheetFile, TextOrJson
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible

if TYPE_CHECKING:
    from gapsheet.app.outputs import Output


@examples(
    "gapsheet gate",
    "gapsheet gate --policy pilot",
    "gapsheet gate --write html:gap.html --write json:result.json",
    "gapsheet gate examples/claims-copilot/gapsheet.yaml --as-of 2026-11-18",
)
@command
def gate(
    common: Common,
    file: SheetFile = None,
    policy: PolicyName = None,
    write: Annotated[
        list[str] | None,
        typer.Option(
            "--write", metavar="FORMAT:PATH", help="Write a report too (html, markdown, json or csv); may be repeated."
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where the gate fails.")] = False,
    format: TextOrJson = "text",
) -> ExitCode:
    """Apply a policy to the sheet: may we launch, and what is the cheapest way to get there?

    Exit code: 0 ready, or ready with waivers; 1 not ready; 2 it cannot be judged.
    """
    from gapsheet.app.outputs import render, write_reports
    from gapsheet.cli.show import judged, style

    choice("--format", format, TEXT_OR_JSON)
    outputs = [read_write(value) for value in write or ()]
    found, console = judged(common, file, policy, required=True, frameworks=format == "json" or bool(outputs))
    if found is None or found.assessment.gate is None:
        return ExitCode.CANNOT
    assessment = found.assessment
    written = write_reports(assessment, console.lang, outputs, cwd=Path.cwd(), inputs=found.inputs)
    if format == "json":
        console.machine(render(assessment, "json", console.lang))
    else:
        from gapsheet.report.text import render_gate

        console.result(render_gate(assessment, style(console)))
    if written:
        from gapsheet.cli.report import wrote

        console.talk("\n".join(wrote(console.lang, one) for one in written))
    verdict = found.assessment.gate.verdict
    if verdict == "cannot-be-judged":
        return ExitCode.CANNOT
    return ExitCode.NO if verdict == "not-ready" and not exit_zero else ExitCode.OK


def read_write(value: str) -> "Output":
    """Return a report to write from FORMAT:PATH; raises UsageError otherwise."""
    from gapsheet.app.outputs import Output, format_names

    name, colon, path = value.partition(":")
    if not colon or not path or name not in format_names():
        raise UsageError("usage.write", choices=", ".join(format_names()), value=visible(value)[:80])
    if path == "-":
        raise UsageError("usage.write.stdout", format=name)
    return Output(name, path)
