"""`gapsheet gate`: the verdict."""

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

if TYPE_CHECKING:
    from gapsheet.app.outputs import Output, Written
    from gapsheet.cli.console import Console
    from gapsheet.model.assessment import Assessment
    from gapsheet.report.formats import Publish

FORMATS = ("text", "json", "github")

NoWorse = Annotated[bool, typer.Option("--no-worse", help="Fail too when an item is worse than in the baseline.")]
TrustedRevision = Annotated[
    str | None,
    typer.Option(
        "--trust",
        metavar="REV",
        help="Take only answers and evidence from here; facts, checklists, policy and waivers as REV has them.",
    ),
]
Writes = Annotated[
    list[str] | None,
    typer.Option("--write", metavar="FORMAT:PATH", help="Write a file too, such as junit:junit.xml; may be repeated."),
]
SaveBaseline = Annotated[
    str | None,
    typer.Option("--save-baseline", metavar="PATH", help="Write the result, to compare with another time."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where the gate fails.")]
GateFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help="How to write the result; github: as annotations.",
        autocompletion=choices(FORMATS),
    ),
]
PublishName = Annotated[
    str,
    typer.Option(
        "--publish",
        metavar="verdict|summary|full",
        help="How much github, summary and comment may show: the verdict, also the items, also notes and owners.",
        autocompletion=choices(("verdict", "summary", "full")),
    ),
]


@examples(
    "gapsheet gate",
    "gapsheet gate --policy pilot",
    "gapsheet gate --write html:gap.html --write junit:junit.xml --write sarif:gap.sarif",
    "gapsheet gate --baseline origin/main:gapsheet.yaml --no-worse",
    "gapsheet gate --trust origin/main",
    "gapsheet gate examples/claims-copilot/gapsheet.yaml --as-of 2026-11-18",
)
@command
def gate(
    common: Common,
    file: SheetFile = None,
    policy: PolicyName = None,
    baseline: BaselineName = None,
    no_worse: NoWorse = False,
    trust: TrustedRevision = None,
    write: Writes = None,
    save_baseline: SaveBaseline = None,
    publish: PublishName = "full",
    exit_zero: ExitZero = False,
    format: GateFormat = "text",
) -> ExitCode:
    """Apply a policy to the sheet: may we launch, and what is the cheapest way to get there?

    Exit code: 0 ready, or ready with waivers; 1 not ready; 2 it cannot be judged.
    """
    from gapsheet.app.outputs import publish_level, write_reports
    from gapsheet.cli.show import Asked, judged

    choice("--format", format, FORMATS)
    level = publish_level(choice("--publish", publish, ("verdict", "summary", "full")))
    outputs = [read_write(value) for value in write or ()]
    if save_baseline == "-":
        raise UsageError("usage.save-baseline")
    if save_baseline is not None:
        outputs.append(read_write(f"json:{save_baseline}"))
    frameworks = format == "json" or bool(outputs)
    found, console = judged(common, file, Asked(policy, True, frameworks, baseline, no_worse, trust))
    if found is None or found.assessment.gate is None:
        return ExitCode.CANNOT
    written = write_reports(found.assessment, console.lang, outputs, cwd=Path.cwd(), inputs=found.inputs, publish=level)
    _show(console, found.assessment, format, level)
    _tell(console, written)
    verdict = found.assessment.gate.verdict
    if verdict == "cannot-be-judged":
        return ExitCode.CANNOT
    return ExitCode.NO if verdict == "not-ready" and not exit_zero else ExitCode.OK


def _tell(console: "Console", written: "tuple[Written, ...]") -> None:
    if written:
        from gapsheet.cli.report import wrote

        console.talk("\n".join(wrote(console.lang, one) for one in written))


def _show(console: "Console", assessment: "Assessment", format: str, level: "Publish") -> None:
    from gapsheet.app.outputs import render

    if format == "json":
        console.machine(render(assessment, "json", console.lang))
    elif format == "github":
        console.machine(render(assessment, "github", console.lang, level))
    else:
        from gapsheet.cli.show import style
        from gapsheet.report.text import render_gate

        console.result(render_gate(assessment, style(console)))


def read_write(value: str) -> "Output":
    """Return a report to write from FORMAT:PATH; raises UsageError otherwise."""
    from gapsheet.app.outputs import Output, format_names

    name, colon, path = value.partition(":")
    if not colon or not path or name not in format_names():
        raise UsageError("usage.write", choices=", ".join(format_names()), value=visible(value)[:80])
    if path == "-":
        raise UsageError("usage.write.stdout", format=name)
    return Output(name, path)
