"""`gapsheet form`: a sheet to be filled in by people who never open a terminal."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common
from gapsheet.cli.parameters import SheetFile
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible
from gapsheet.words import say

if TYPE_CHECKING:
    from gapsheet.app.form import OpenedForm
    from gapsheet.model.form import Form

PAGES = (".html", ".htm")
SUFFIXES = (*PAGES, ".xlsx", ".csv")


def _checklists(incomplete: str) -> list[str]:
    """Return the built-in checklists that begin so."""
    from gapsheet.load.catalog import builtin_checklists

    return [name for name in builtin_checklists() if name.startswith(incomplete)]


OutputPath = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Where to write it: .html, .xlsx or .csv; - is stdout. Default: <sheet>-form.html in this folder.",
    ),
]
Checklists = Annotated[
    list[str] | None,
    typer.Option(
        "--checklist",
        metavar="ID",
        help="Only the items of this checklist; may be repeated.",
        autocompletion=_checklists,
    ),
]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Only the items whose owner this is.")]


@examples(
    "gapsheet form",
    "gapsheet form -o counsel.html --checklist privacy --checklist governance",
    "gapsheet form -o dana.html --owner dana",
    "gapsheet form claims.gapsheet.yaml --lang zh-CN -o form.xlsx",
)
@command
def form(
    common: Common,
    file: SheetFile = None,
    output: OutputPath = None,
    checklist: Checklists = None,
    owner: Owner = None,
) -> ExitCode:
    """Write a form to fill in: one file in one language that opens offline in a browser, or in a spreadsheet program.

    It carries the items that apply and their answers. In a browser, whoever fills it in saves a small file and sends
    that back; a spreadsheet is sent back itself.
    Exit code: 0, or 2 when the sheet cannot be read or has mistakes.
    """
    from gapsheet.app.form import open_form

    if output not in (None, "-") and PurePath(output).suffix.lower() not in SUFFIXES:
        raise UsageError("form.suffix", path=visible(output)[:80], suffixes=", ".join(SUFFIXES))
    cwd = Path.cwd()
    opened = open_form(file, cwd, as_of=common.as_of, lang=common.lang, checklists=checklist or (), owner=owner)
    console = Console.of(common, opened.lang)
    if opened.form is None:
        from gapsheet.cli.show import show_diagnostics

        show_diagnostics(console, tuple(one for one in opened.diagnostics if one.severity == "error"))
        console.error(say(console.lang, "errors", "form.invalid"))
        return ExitCode.CANNOT
    if output == "-":
        console.machine(_content(opened.form, ".html").decode("utf-8"))
        _hint(console, opened)
        return ExitCode.OK
    from gapsheet.app.outputs import default_name, write_bytes
    from gapsheet.cli.report import wrote

    path = output or default_name(opened.form.sheet, "form", "html")
    written = write_bytes(_content(opened.form, PurePath(path).suffix.lower()), path, cwd=cwd, inputs=opened.inputs)
    console.result(wrote(console.lang, written))
    key = "form.next" if PurePath(path).suffix.lower() in PAGES else "form.next.table"
    console.talk(say(console.lang, "cli", key, n=len(opened.form.items()), path=visible(path)))
    _hint(console, opened)
    return ExitCode.OK


def _hint(console: Console, opened: "OpenedForm") -> None:
    """Say what to do before the form goes out, where merge would miss the state that it was made from."""
    if opened.uncommitted and opened.form is not None:
        console.talk(say(console.lang, "cli", "form.uncommitted", path=visible(opened.form.sheet)))


def _content(form: "Form", suffix: str) -> bytes:
    """Return the form as a file of its kind."""
    if suffix in PAGES:
        from gapsheet.report.form_html import render

        return render(form).encode("utf-8")
    from gapsheet.app.spreadsheet import write

    return write(form, suffix)
