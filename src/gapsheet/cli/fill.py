"""`gapsheet fill`: the items of a sheet asked one by one on a terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import SheetFile
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.words import Param, say

if TYPE_CHECKING:
    from gapsheet.app.answering import Desk, Only

ONLY = ("unanswered", "gaps", "all")
SEVERITIES = ("critical", "high", "medium", "low")

Which = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="unanswered|gaps|all",
        help="What to ask: what is not answered (the default); every gap: that, not met and partly met; or all.",
        autocompletion=choices(ONLY),
    ),
]
Severities = Annotated[
    list[str] | None,
    typer.Option(
        "--severity",
        metavar="critical,high,...",
        help="Only items of these severities.",
        autocompletion=choices(SEVERITIES),
    ),
]
Checklists = Annotated[
    list[str] | None,
    typer.Option("--checklist", metavar="ID,...", help="Only items of these checklists; may be repeated."),
]
Items = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="ID,...", help="These items, answered or not; may be repeated."),
]


@examples(
    "gapsheet fill",
    "gapsheet fill --severity critical,high",
    "gapsheet fill --only gaps --checklist security",
    "gapsheet fill --item SEC-02 --item SEC-03",
)
@command
def fill(
    common: Common,
    file: SheetFile = None,
    only: Which = None,
    severity: Severities = None,
    checklist: Checklists = None,
    item: Items = None,
) -> ExitCode:
    """Ask item by item on a terminal, most severe first, and save after each; Ctrl-C or q stops, to go on later.

    Exit code: 0 done or stopped by q, 130 stopped by Ctrl-C, 2 not a terminal, or a sheet with mistakes.
    """
    from gapsheet.cli.terminal import is_terminal

    severities, checklists, items = _list(severity), _list(checklist), _list(item)
    choice("--only", only or ONLY[0], ONLY)
    for name in severities:
        choice("--severity", name, SEVERITIES)
    if items and only is not None:
        raise UsageError("fill.item-and-only")
    if not is_terminal():
        raise UsageError("fill.not-a-terminal")
    from gapsheet import __version__
    from gapsheet.app.answering import chosen, open_desk
    from gapsheet.cli.filling import Filling

    desk = open_desk(file, Path.cwd(), as_of=common.as_of, version=__version__)
    console = Console.of(common, common.lang or desk.opened.lang)
    items = [name.upper() for name in items]
    asked = chosen(desk, _only(only), severities or SEVERITIES, [name.lower() for name in checklists], items)
    options = _options(common, only, severities, checklists, items)
    if not asked:
        _nothing(console, desk, options)
        return ExitCode.OK
    return Filling(console, desk, asked, options).run()


def _list(given: list[str] | None) -> list[str]:
    return [name.strip() for part in given or () for name in part.replace("，", ",").split(",") if name.strip()]


def _only(given: str | None) -> "Only":
    from gapsheet.app.answering import Only

    return next((name for name in get_args(Only) if name == given), "unanswered")


def _options(
    common: Common, only: str | None, severities: list[str], checklists: list[str], items: list[str]
) -> list[str]:
    """Return the options that ask the same again."""
    given = [("--lang", common.lang), ("--only", only), ("--severity", ",".join(severities))]
    given += [("--checklist", ",".join(checklists)), ("--item", ",".join(items))]
    return [word for name, value in given if value for word in (name, value)]


def _nothing(console: Console, desk: "Desk", options: list[str]) -> None:
    from gapsheet.cli.filling import command_line, next_command

    kept = [word for pair in zip(options[::2], options[1::2], strict=True) if pair[0] != "--only" for word in pair]
    console.result(_say(console, "none", answered=desk.answered, n=len(desk.items)))
    one = command_line(desk, "fill", ["--item", "ID"])
    every = command_line(desk, "fill", [*kept, "--only", "all"])
    console.talk(_say(console, "none.again", item=one, all=every))
    console.talk("\n" + _say(console, "next", command=next_command(desk)))


def _say(console: Console, key: str, **params: Param) -> str:
    from gapsheet.cli.filling import in_lines

    return in_lines(say(console.lang, "fill", key, **params), console.width())
