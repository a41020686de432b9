"""`gapsheet report`: the gap report or the audit report as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.frame import both_languages, command, examples
from gapsheet.cli.options import Common, choice, near
from gapsheet.cli.parameters import BaselineName, PolicyName, SheetFile
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.model.redaction import PARTS, Part, in_order
from gapsheet.report.page import PAPERS
from gapsheet.text import visible
from gapsheet.words import Lang, say

if TYPE_CHECKING:
    from gapsheet.app.outputs import Written
    from gapsheet.cli.show import Asked

KINDS = ("gap", "audit")
FORMATS = ("html", "markdown", "json", "csv")
AUDIT_FORMATS = ("html", "pdf", "markdown", "json")


PaperName = Annotated[
    str | None,
    typer.Option(
        "--paper",
        metavar="a4|letter",
        help="The paper of an audit report. Default: a4 for pdf, else as whoever prints it says.",
        autocompletion=choices(PAPERS),
    ),
]

Redacted = Annotated[
    list[str] | None,
    typer.Option(
        "--redact",
        metavar="people,links,notes",
        help="What to take out of the whole report, which then says so. May be repeated.",
        autocompletion=choices(PARTS),
    ),
]


@examples(
    "gapsheet report",
    "gapsheet report -o gap.md",
    "gapsheet report --format csv -o - > gaps.csv",
    "gapsheet report claims.gapsheet.yaml --lang zh-CN",
    "gapsheet report --baseline main~30:gapsheet.yaml",
    "gapsheet report --kind audit --format pdf --lang en,zh-CN",
    "gapsheet report --kind audit --redact people,links",
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
    paper: PaperName = None,
    redact: Redacted = None,
) -> ExitCode:
    """Write the gap report (what to do, for the team) or the audit report (what was claimed, for a reader outside).

    Exit code: 0 whatever the verdict, or 2 when the sheet cannot be read or has mistakes.
    """
    choice("--kind", kind, KINDS)
    chosen = _format(format, output, FORMATS if kind == "gap" else AUDIT_FORMATS)
    if paper is not None:
        choice("--paper", paper, PAPERS)
    parts = _parts(redact or ())
    if kind == "audit":
        from gapsheet.cli.report_audit import write_audit

        return write_audit(common, file, Wanted(chosen, output, policy, baseline, paper, parts))
    if common.second is not None or paper is not None:
        raise UsageError("usage.lang.two" if common.second else "usage.paper")
    return _write_gap(common, file, Wanted(chosen, output, policy, baseline, redact=parts))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report to write, where, and what the sheet is to be judged by; the names are checked."""

    format: str
    output: str | None
    policy: str | None
    baseline: str | None
    paper: str | None = None
    redact: tuple[Part, ...] = ()


def _write_gap(common: Common, file: str | None, wanted: Wanted) -> ExitCode:
    from gapsheet.app.outputs import Output, default_name, render, write_reports
    from gapsheet.cli.show import judged

    found, console = judged(common, file, asked(wanted))
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


def asked(wanted: Wanted) -> "Asked":
    """Return what the sheet is to be judged by for a report."""
    from gapsheet.cli.show import Asked

    english = wanted.format == "json"  # it is in English whoever asks, so what stands for a name is too
    return Asked(wanted.policy, baseline=wanted.baseline, redact=wanted.redact, english=english)


def wrote(lang: Lang, written: "Written") -> str:
    """Return the line that says what was written."""
    return say(lang, "cli", "wrote", path=visible(written.path), size=(written.size + 1023) // 1024)


def _parts(values: Sequence[str]) -> tuple[Part, ...]:
    """Return what is to be taken out; raises UsageError for a word that is none of the parts."""
    words = [word.strip() for value in values for word in value.split(",")]
    for word in words:
        if word not in PARTS:
            raise near(UsageError, "usage.redact", visible(word), PARTS)
    return in_order(words)


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
