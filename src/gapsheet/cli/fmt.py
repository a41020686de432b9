"""`gapsheet fmt`: sheets in their one form."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common
from gapsheet.exits import ExitCode
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

if TYPE_CHECKING:
    from gapsheet.app.formatting import Formatted

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="The sheets; one is found from this folder if none is given."),
]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when a sheet would change.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what would change, write nothing.")]


@examples("gapsheet fmt", "gapsheet fmt --check services/*/gapsheet.yaml", "gapsheet fmt --diff")
@command
def fmt(common: Common, files: Files = None, check: Check = False, diff: Diff = False) -> ExitCode:
    """Put sheets into one form: order of keys and entries, spelling, quotes, and remarks that are up to date.

    What a sheet says stays the same, and so does every comment of yours. Exit code: 0 done, or nothing to do;
    1 with --check when a sheet would change; 2 when one has mistakes or cannot be opened.
    """
    from gapsheet.app.editing import save, unified_diff
    from gapsheet.app.formatting import formatted
    from gapsheet.errors import ToolError

    found: list[Formatted] = []
    failed = False
    for file in dict.fromkeys(files) if files else (None,):
        try:
            found.append(formatted(file, Path.cwd(), as_of=common.as_of))
        except ToolError as problem:
            if not files or len(files) < 2:
                raise
            console = Console.of(common)
            message = say(console.lang, "errors", problem.key, **problem.params)
            console.error(say(console.lang, "errors", "prefix", message=message))
            failed = True
    console = Console.of(common, common.lang or next((one.opened.loaded.lang for one in found), None))
    for one in found:
        path = visible(one.opened.source.shown)
        if one.text is None:
            _invalid(console, one)
            failed = True
        elif one.differs:
            if diff:
                console.result(unified_diff(path, one.opened.source.text, one.text))
            elif not check:
                save(one.opened, one.text)
            if not diff:
                console.result(_say(console.lang, "fmt.would" if check else "fmt.done", path=path))
    changed = sum(one.differs for one in found)
    console.talk(_summary(console.lang, changed, len(found) - changed, would=check or diff))
    if failed:
        return ExitCode.CANNOT
    return ExitCode.NO if check and changed else ExitCode.OK


def _invalid(console: Console, one: "Formatted") -> None:
    from gapsheet.cli.show import show_diagnostics

    show_diagnostics(console, tuple(d for d in one.opened.loaded.diagnostics if d.severity == "error"))
    console.error(_say(console.lang, "fmt.invalid", path=visible(one.opened.source.shown)))


def _summary(lang: Lang, changed: int, same: int, *, would: bool) -> str:
    parts = []
    if changed:
        parts.append(_say(lang, "fmt.summary.check" if would else "fmt.summary", n=changed))
    if same:
        parts.append(_say(lang, "fmt.unchanged", n=same))
    return say(lang, "terms", "list.comma").join(parts)


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "setting", key, **params)
