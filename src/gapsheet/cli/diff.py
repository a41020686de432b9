"""`gapsheet diff`: what changed between two sheets, and what it did to the score."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet import __version__
from gapsheet.cli.completion import choices
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, written_format
from gapsheet.cli.parameters import PolicyName
from gapsheet.exits import ExitCode

if TYPE_CHECKING:
    from gapsheet.cli.console import Console
    from gapsheet.model.comparison import Comparison

FORMATS = ("text", "markdown", "json", "html")
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".html": "html", ".htm": "html"}


@examples(
    "gapsheet diff main:gapsheet.yaml gapsheet.yaml",
    "gapsheet diff v1.4.0:gapsheet.yaml",
    "gapsheet diff before.json after.json --format markdown",
    "gapsheet diff main:gapsheet.yaml -o changes.html",
)
@command
def diff(
    common: Common,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A sheet, REV:FILE, or a saved result.")],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="The same; the sheet found from this folder if not given.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How to write it. Default: as the name after -o ends, else text.",
            autocompletion=choices(FORMATS),
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="PATH", help="Where to write it; - is stdout.")
    ] = None,
    policy: PolicyName = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse where the two do not judge the same items by the same weights.")
    ] = False,
) -> ExitCode:
    """Show what changed from OLD to NEW: what slipped, what improved, and what each change did to the score.

    Exit code: 0 whatever changed, or 2 when one of the two cannot be read or has mistakes.
    """
    from gapsheet.app.diff import diff as compare_sheets
    from gapsheet.cli.console import Console
    from gapsheet.cli.show import lang_of

    chosen = written_format(format, output, FORMATS, _SUFFIXES)
    found = compare_sheets(
        old, new, cwd=Path.cwd(), as_of=common.as_of, version=__version__, policy=policy, strict=strict
    )
    console = Console.of(common, lang_of(common, found.new.lang))
    inputs = tuple(Path.cwd() / name for name in (old, new or found.new.source))
    _show(console, _render(console, common, found, chosen), output, machine=chosen in ("json", "html"), inputs=inputs)
    return ExitCode.OK


def _show(console: "Console", text: str, output: str | None, *, machine: bool, inputs: tuple[Path, ...]) -> None:
    if output is None or output == "-":
        if machine:
            console.machine(text)
        else:
            console.result(text)
        return
    from gapsheet.app.outputs import write_text
    from gapsheet.cli.report import wrote

    console.result(wrote(console.lang, write_text(text, output, cwd=Path.cwd(), inputs=inputs)))


def _render(console: "Console", common: Common, found: "Comparison", format: str) -> str:
    if format == "json":
        from gapsheet.report import diff_json

        return diff_json.render(found)
    if format == "html":
        from gapsheet.report import diff_html

        return diff_html.render(found, console.lang)
    if format == "markdown":
        from gapsheet.report import diff_markdown

        return diff_markdown.render(found, console.lang)
    from gapsheet.cli.show import style
    from gapsheet.report import diff_text

    return diff_text.render(found, style(console), as_of=common.as_of)
