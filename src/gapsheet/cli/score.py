"""`gapsheet score`: the numbers, no judgement."""

from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import TEXT_OR_JSON, SheetFile, TextOrJson
from gapsheet.exits import ExitCode


@examples(
    "gapsheet score",
    "gapsheet score claims.gapsheet.yaml --as-of 2026-11-18",
    "gapsheet score --format json | jq .score",
)
@command
def score(
    common: Common,
    file: SheetFile = None,
    format: TextOrJson = "text",
) -> ExitCode:
    """Show the score, its range and what it is made of. No policy is applied.

    Exit code: 0, or 2 when the sheet cannot be read or has mistakes.
    """
    from dataclasses import replace

    from gapsheet.cli.show import Asked, judged, style

    choice("--format", format, TEXT_OR_JSON)
    found, console = judged(common, file, Asked(None, frameworks=format == "json"))
    if found is None:
        return ExitCode.CANNOT
    assessment = replace(found.assessment, gate=None)
    if format == "json":
        from gapsheet.app.outputs import render

        console.machine(render(assessment, "json", console.lang))
    else:
        from gapsheet.report.text import render_score

        console.result(render_score(assessment, style(console)))
    return ExitCode.OK
