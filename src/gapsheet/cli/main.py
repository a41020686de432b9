"""The entry: find the command, run it, turn whatever happens into an exit code.

`--version` and `--help` answer before anything heavy is imported, which is why this module imports nothing
at its top but `gc`, `os` and `sys`.
"""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gapsheet.cli.options import Early
    from gapsheet.errors import ToolError

COMPLETE_VAR = "_GAPSHEET_COMPLETE"
_COMPLETION_OPTIONS = ("--install-completion", "--show-completion")


def run() -> None:
    """End the process with the command's exit code."""
    gc.disable()  # the process is short: collecting would take a tenth of its time and free next to nothing
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        # Nobody reads on, or there is no stdout: what had to be said about it has been said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def main(argv: list[str]) -> int:
    """Return the exit code of a command line; the one place where errors end."""
    if argv in (["--version"], ["-V"]):
        return _version()
    from gapsheet.cli.options import look_ahead
    from gapsheet.errors import ToolError
    from gapsheet.exits import ExitCode

    early = look_ahead(argv, os.environ)
    try:
        return int(_dispatch(argv, early))
    except KeyboardInterrupt:
        _show(early, "interrupted")
        return ExitCode.INTERRUPTED
    except ToolError as problem:
        _show_error(early, problem)
        return ExitCode.CANNOT
    except Exception as bug:
        if early.debug:
            import traceback

            traceback.print_exc()
        _show(early, "bug", error=_one_line(bug))
        _show(early, "bug.hint")
        return ExitCode.BUG


def _version() -> int:
    from gapsheet import __version__

    sys.stdout.write(f"gapsheet {__version__}\n")
    return 0


def _dispatch(argv: list[str], early: "Early") -> int:
    from gapsheet.cli.commands import COMMANDS, GROUPS, names

    if os.environ.get(COMPLETE_VAR):
        from gapsheet.cli.completion import run_completion

        return run_completion(argv)
    common, rest = early.leading, argv[len(early.leading) :]
    if not rest or rest[0] in ("--help", "-h"):
        return _help(early)
    first = rest[0]
    if first in ("--version", "-V"):
        return _version()
    if first in _COMPLETION_OPTIONS:
        from gapsheet.cli.completion import run_completion

        return run_completion(rest)
    if first.startswith("-") or first not in names():
        raise _unknown(first)
    if first in GROUPS:
        choices = GROUPS[first]
        if len(rest) == 1 or rest[1] in ("--help", "-h"):
            return _group_help(early, first)
        if rest[1] not in choices:
            raise _unknown_in(first, rest[1], choices)
        name, rest = f"{first} {rest[1]}", rest[2:]
    else:
        name, rest = first, rest[1:]
    from gapsheet.cli.frame import call

    return call(name, *COMMANDS[name], [*common, *rest])


def _help(early: "Early") -> int:
    from gapsheet.cli.console import Console
    from gapsheet.words import say

    Console.of(early).result(say(early.lang, "cli", "help"))
    return 0


def _group_help(early: "Early", group: str) -> int:
    from gapsheet.cli.console import Console
    from gapsheet.words import say

    Console.of(early).result(say(early.lang, "cli", f"help.{group}"))
    return 0


def _unknown(word: str) -> "ToolError":
    from gapsheet.cli.commands import names
    from gapsheet.cli.options import near
    from gapsheet.errors import UsageError
    from gapsheet.text import visible

    kind = "usage.option" if word.startswith("-") else "usage.command"
    known = ["--help", "--version", *_COMPLETION_OPTIONS] if kind == "usage.option" else names()
    return near(UsageError, kind, visible(word), known, command="gapsheet")


def _unknown_in(command: str, word: str, choices: tuple[str, ...]) -> "ToolError":
    from gapsheet.errors import UsageError
    from gapsheet.text import visible

    return UsageError("usage.subcommand.unknown", command=command, word=visible(word), choices=", ".join(choices))


def _show_error(early: "Early", problem: "ToolError") -> None:
    from gapsheet.words import has, say

    message = say(early.lang, "errors", problem.key, **problem.params)
    _show(early, "prefix", message=message)
    # "usage.option.near" has the hint of "usage.option"
    for key in (problem.key, problem.key.removesuffix(".near")):
        if has(early.lang, "errors", f"{key}.hint"):
            _show(early, "hint", hint=say(early.lang, "errors", f"{key}.hint", **problem.params))
            break


def _show(early: "Early", key: str, **params: str) -> None:
    from gapsheet.cli.console import Console
    from gapsheet.words import say

    Console.of(early).error(say(early.lang, "errors", key, **params))


def _one_line(bug: Exception) -> str:
    from gapsheet.text import visible

    return visible(f"{type(bug).__name__}: {bug}".splitlines()[0])[:300]
