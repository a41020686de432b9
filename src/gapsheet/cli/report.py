"""`gapsheet report`: the gap report or the audit report as a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.frame import both_languages, command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import BaselineName, PolicyName, SheetFile
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.report.page import PAPERS
from gapsheet.text import visible
from gapsheet.words import Lang, say

if TYPE_CHECKING:
    from gapsheet.app.outputs import Written

KINDS = ("gap", "audit")
FORMATS = ("html", "markdown", "json", "csv")
AUDIT_FORMATS = ("html", "pdf", "markdown", "json")


@examples(
    "gapsheet report",
    "gapsheet report -o gap.md",
    "gapsheet report --format csv -o - > gaps.csv",
    "gapsheet report claims.gapsheet.yaml --lang zh-CN",
    "gapsheet report --baseline main~30:gapsheet.yaml",
    "gapsheet report --kind audit --format pdf --lang en,zh-CN",
)
@command
@both_languages
def report(
    common: Common,
    file: SheetFile = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="|".join(KINDS),
            help="gap: what to do, for the team. audit: what was claimed on what basis, for a reader outside.",
            autocompletion=choices(KINDS),
        ),
    ] = "gap",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="html|markdown|json|csv|pdf",
            help="How to write it (csv: gap only, pdf: audit only). Default: as the name after -o ends, else html.",
            autocompletion=choices((*FORMATS, "pdf")),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Where to write it; - is stdout. Default: <sheet>-<kind>.<suffix> in this folder.",
        ),
    ] = None,
    policy: PolicyName = None,
    baseline: BaselineName = None,
    paper: Annotated[
        str | None,
        typer.Option(
            "--paper",
            metavar="a4|letter",
            help="The paper of an audit report. Default: a4 for pdf, else as whoever prints it says.",
            autocompletion=choices(PAPERS),
        ),
    ] = None,
) -> ExitCode:
    """Write the gap report (what to do, for the team) or the audit report (what was claimed, for a reader outside).

    Exit code: 0 whatever the verdict, or 2 when the sheet cannot be read or has mistakes.
    """
    choice("--kind", kind, KINDS)
    chosen = _format(format, output, FORMATS if kind == "gap" else AUDIT_FORMATS)
    if paper is not None:
        choice("--paper", paper, PAPERS)
    if kind == "audit":
        from gapsheet.cli.report_audit import write_audit

        return write_audit(common, file, Wanted(chosen, output, policy, baseline, paper))
    if common.second is not None or paper is not None:
        raise UsageError("usage.lang.two" if common.second else "usage.paper")
    return _write_gap(common, file, Wanted(chosen, output, policy, baseline))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report to write, where, and what the sheet is to be judged by; the names are checked."""

    format: str
    output: str | None
    policy: str | None
    baseline: str | None
    paper: str | None = None


def _write_gap(common: Common, file: str | None, wanted: Wanted) -> ExitCode:
    from gapsheet.app.outputs import Output, default_name, render, write_reports
    from gapsheet.cli.show import Asked, judged

    found, console = judged(common, file, Asked(wanted.policy, baseline=wanted.baseline))
    if found is None:
        return ExitCode.CANNOT
    chosen, output = wanted.format, wanted.output
    if output == "-":
        console.machine(render(found.assessment, chosen, console.lang))
        return ExitCode.OK
    path = output or default_name(found.assessment.sheet_path, "gap", chosen)
    target = [Output(chosen, path)]
    written = write_reports(found.assessment, console.lang, target, cwd=Path.cwd(), inputs=found.inputs)
    console.result(wrote(console.lang, written[0]))
    return ExitCode.OK


def wrote(lang: Lang, written: "Written") -> str:
    """Return the line that says what was written."""
    return say(lang, "cli", "wrote", path=visible(written.path), size=(written.size + 1023) // 1024)


def _format(given: str | None, output: str | None, formats: tuple[str, ...]) -> str:
    from gapsheet.app.outputs import format_of, suffix_of

    if given is not None:
        return choice("--format", given, formats)
    if output is None or output == "-":
        return "html"
    found = format_of(output)
    if found not in formats:
        suffixes = ", ".join(f".{suffix_of(name)}" for name in formats)
        raise UsageError("usage.suffix", path=visible(output)[:80], choices=", ".join(formats), suffixes=suffixes)
    return found
