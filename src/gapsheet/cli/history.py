"""`gapsheet history`: the sheet's past, from git or from a folder of saved results."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet import __version__
from gapsheet.cli.completion import choices
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, written_format
from gapsheet.cli.parameters import PolicyName, SheetFile
from gapsheet.errors import ToolError, UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible

if TYPE_CHECKING:
    from gapsheet.cli.console import Console
    from gapsheet.model.history import History
    from gapsheet.words import Lang

FORMATS = ("text", "json", "html")
_SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}

FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help="How to write it. Default: as the name after -o ends, else text.",
        autocompletion=choices(FORMATS),
    ),
]
OutputPath = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Where to write it; - is stdout. Default for html: <sheet>-history.html in this folder, else stdout.",
    ),
]
Snapshots = Annotated[
    str | None, typer.Option("--from", metavar="FOLDER", help="Read a folder of saved results instead of git.")
]
Limit = Annotated[str, typer.Option("--limit", metavar="N", help="How many rows the text has; 0 is all.")]


@examples(
    "gapsheet history",
    "gapsheet history --limit 0",
    "gapsheet history --policy launch -o history.html",
    "gapsheet history --format json | jq '.points[0].score'",
    "gapsheet history --from snapshots",
)
@command
def history(
    common: Common,
    file: SheetFile = None,
    format: FormatName = None,
    output: OutputPath = None,
    policy: PolicyName = None,
    snapshots: Snapshots = None,
    limit: Limit = "20",
) -> ExitCode:
    """Show the past of the sheet: every revision in git, judged on its own day.

    Each one is judged by --policy, else by the policy that it names. Renames are followed, and a revision with
    mistakes is a row that says so. Exit code: 0 whatever the verdicts, or 2 when there is no past to read.
    """
    from gapsheet.app.history import history as read_history
    from gapsheet.cli.console import Console

    chosen, rows = written_format(format, output, FORMATS, _SUFFIXES), _rows(limit)
    for name, given in (("FILE", file), ("--policy", policy)):
        if snapshots is not None and given is not None:
            raise UsageError("usage.from", name=name)
    cwd = Path.cwd()
    found = read_history(file, cwd=cwd, as_of=common.as_of, version=__version__, policy=policy, snapshots=snapshots)
    console = Console.of(common, common.lang or _sheet_lang(file, snapshots, cwd))
    text = _render(console, found, chosen, rows)
    if output == "-" or (output is None and chosen != "html"):
        console.result(text) if chosen == "text" else console.machine(text)
        return ExitCode.OK
    from gapsheet.app.outputs import default_name, write_text
    from gapsheet.cli.report import wrote

    path = output or default_name(Path(found.source).name or "gapsheet.yaml", "history", chosen)
    written = write_text(text, path, cwd=cwd, inputs=_inputs(found, file, snapshots, cwd))
    console.result(wrote(console.lang, written))
    return ExitCode.OK


def _rows(limit: str) -> int:
    if not (limit.isascii() and limit.isdecimal() and len(limit) <= 9):
        raise UsageError("usage.number", option="--limit", value=visible(limit)[:80])
    return int(limit)


def _sheet_lang(file: str | None, snapshots: str | None, cwd: Path) -> "Lang | None":
    """Return the language of the sheet as it is now; None where there is none to read."""
    from gapsheet.app.judge import open_sheet

    if snapshots is not None:
        return None
    try:
        return open_sheet(file, cwd).lang
    except ToolError:
        return None


def _inputs(found: "History", file: str | None, snapshots: str | None, cwd: Path) -> list[Path]:
    if snapshots is not None:
        return [cwd / snapshots / name for name in (*(point.path for point in found.points), *found.skipped)]
    from gapsheet.paths import find_root

    return [cwd / file] if file is not None else [find_root(cwd) / found.source]


def _render(console: "Console", found: "History", format: str, rows: int) -> str:
    if format == "json":
        from gapsheet.report import history_json

        return history_json.render(found)
    if format == "html":
        from gapsheet.report import history_html

        return history_html.render(found, console.lang)
    from gapsheet.cli.show import style
    from gapsheet.report import history_text

    return history_text.render(found, style(console), rows)
