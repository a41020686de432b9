"""One command as typer sees it: only the one that was asked for is built."""

import os
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from inspect import Parameter, signature
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from gapsheet.cli.completion import choices
from gapsheet.cli.options import COLORS, Common, common_of
from gapsheet.errors import ToolError, UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import visible

COMMON_PANEL = "Common options"


class AsGiven:
    """Values stay the text they are.

    typer 0.29 builds a pydantic adapter for every parameter (4 ms each); ours are text, flags and lists of text.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - the types of typer's own hook
        """Return the value, and an empty tuple for a list that was not given."""
        return () if value is None and (param.multiple or param.nargs == -1) else value


class Command(TyperCommand):
    """A command whose help groups options by panel, shows its examples as written, and starts fast."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's or click's context
        """Return what is left of the arguments after parsing."""
        for param in self.get_params(ctx):
            if hasattr(param, "_runtime_param"):
                param._runtime_param = AsGiven()
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the arguments and options, each under its panel."""
        panels: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], COMMON_PANEL: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is None:
                continue
            usual = "Arguments" if param.param_type_name == "argument" else "Options"
            name = COMMON_PANEL if param.name == "help" else getattr(param, "rich_help_panel", None) or usual
            # typer ends the name of an argument in its type, which is always text.
            label = record[0].removesuffix(" <str>").removesuffix(" <list[str]>")
            panels.setdefault(name, []).append((label, record[1]))
        for name, rows in panels.items():
            if rows:
                with formatter.section(name):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the examples line by line."""
        if self.epilog:
            formatter.write("\nExamples:\n")
            for line in self.epilog.strip().splitlines():
                formatter.write(f"  {line}\n")


_OPTION_OF = {"snapshots": "from"}
"""Options by the name of their parameter, where the two differ in more than a hyphen."""


def command(function: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Return `function(common, …)` with the common options in place of its first parameter."""
    own = list(signature(function).parameters.values())[1:]

    @wraps(function)
    def wrapper(**values: Any) -> ExitCode:  # noqa: ANN401 - whatever the command takes
        values.pop("debug")
        for name, value in values.items():
            if name != "facts" and (value == "" or (isinstance(value, (list, tuple)) and "" in value)):
                raise UsageError("usage.empty", name=_OPTION_OF.get(name, name.replace("_", "-")))
        common = common_of(
            values.pop("as_of"), values.pop("lang"), values.pop("color"), values.pop("quiet"), os.environ
        )
        if common.second is not None and not getattr(function, "both_languages", False):
            raise UsageError("usage.lang.two")
        return function(common, **values)

    parameters = [*own, *_common_parameters()]
    wrapper.__signature__ = signature(wrapper).replace(parameters=parameters)  # type: ignore[attr-defined] # read by inspect
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    return wrapper


def build(name: str, module: str, attribute: str) -> Any:  # noqa: ANN401 - typer's own command class
    """Return one command, ready to be called; `name` are its words."""
    function = getattr(import_module(module), attribute)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    register(app, name, function)
    return typer.main.get_command(app)


def register(app: typer.Typer, name: str, function: Any) -> None:  # noqa: ANN401 - a function with an attribute
    """Add a command to a typer application."""
    app.command(
        name.split()[-1],
        cls=Command,
        epilog=function.examples,
        context_settings={"help_option_names": ["-h", "--help"]},
    )(function)


def register_all(app: typer.Typer) -> None:
    """Add every command to a typer application, for completion."""
    from gapsheet.cli.commands import COMMANDS, GROUPS

    @app.callback()
    def common(
        as_of: Annotated[str | None, typer.Option("--as-of")] = None,
        lang: Annotated[str | None, typer.Option("--lang", autocompletion=choices(("en", "zh-CN")))] = None,
        color: Annotated[str, typer.Option("--color", autocompletion=choices(COLORS))] = "auto",
        quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
        debug: Annotated[bool, typer.Option("--debug")] = False,
        version: Annotated[bool, typer.Option("--version")] = False,
    ) -> None:
        """Hold the options that may stand before the command."""

    groups = {name: typer.Typer(rich_markup_mode=None) for name in GROUPS}
    for name, group in groups.items():
        app.add_typer(group, name=name)
    for name, (module, attribute) in COMMANDS.items():
        first, _, second = name.partition(" ")
        register(groups[first] if second else app, name, getattr(import_module(module), attribute))


def call(name: str, module: str, attribute: str, args: list[str]) -> int:
    """Run one command on its arguments; raises UsageError, in our words, for what typer refuses."""
    program = f"gapsheet {name}"
    usage_error: Any = typer.BadParameter.__base__  # UsageError, which typer does not export
    try:
        code = build(name, module, attribute).main(args, prog_name=program, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except usage_error as problem:
        raise _in_our_words(problem, program) from None
    if code == ExitCode.INTERRUPTED and not isinstance(code, ExitCode):  # typer's; a command with its own has told why
        raise KeyboardInterrupt
    return ExitCode(code or 0)


def examples(*lines: str) -> Callable[[Callable[..., ExitCode]], Callable[..., ExitCode]]:
    """Give a command the examples that end its help."""

    def mark(function: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
        function.examples = "\n".join(lines)  # type: ignore[attr-defined] # read by register
        return function

    return mark


def both_languages(function: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Mark a command that can write in two languages at once."""
    function.both_languages = True  # type: ignore[attr-defined] # read by command
    return function


def _in_our_words(problem: Any, program: str) -> ToolError:  # noqa: ANN401 - typer's or click's usage error
    from gapsheet.cli.options import near

    kind = type(problem).__name__
    if kind == "NoSuchOption":
        known = [name for param in problem.ctx.command.params for name in param.opts] if problem.ctx else []
        return near(UsageError, "usage.option", visible(problem.option_name), known, command=program)
    if kind == "MissingParameter" and problem.param is not None:
        return UsageError("usage.missing", name=problem.param.metavar or problem.param.name, command=program)
    if kind == "BadOptionUsage":
        return UsageError("usage.value", word=visible(problem.option_name), command=program)
    message = visible(problem.format_message())
    if message.startswith("Got unexpected extra argument"):
        word = message.rpartition("(")[2].rstrip(")").split()
        return UsageError("usage.extra", word=word[0] if word else "", command=program)
    return UsageError("usage.other", message=message[:300], command=program)


def _common_parameters() -> list[Parameter]:
    def option(name: str, kind: object, default: object, *flags: str, **settings: Any) -> Parameter:  # noqa: ANN401
        settings |= {"rich_help_panel": COMMON_PANEL, "show_default": False}
        annotation = Annotated[kind, typer.Option(*flags, **settings)]  # type: ignore[valid-type] # built at run time
        return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    return [
        option(
            "as_of",
            str | None,
            None,
            "--as-of",
            metavar="DATE",
            help="The day to judge on, YYYY-MM-DD; today (UTC) if not given.",
        ),
        option(
            "lang",
            str | None,
            None,
            "--lang",
            metavar="en|zh-CN",
            autocompletion=choices(("en", "zh-CN")),
            help="The language of the output.",
        ),
        option(
            "color",
            str,
            "auto",
            "--color",
            metavar="auto|always|never",
            autocompletion=choices(COLORS),
            help="When to use colour; NO_COLOR and FORCE_COLOR count too.",
        ),
        option("quiet", bool, False, "--quiet", "-q", help="Only the result, no talk beside it."),
        option("debug", bool, False, "--debug", help="Show the trace of a bug."),
    ]


__all__ = ["COMMON_PANEL", "Command", "Common", "build", "call", "command", "examples", "register"]
