"""Completion in bash, zsh, fish and PowerShell: the scripts are typer's, the words are ours."""

import os
from collections.abc import Callable, Iterable, Sequence

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_FIXED_SHELL = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"


def run_completion(args: list[str]) -> int:
    """Answer a shell that asks for completions, or install or show its script; every command is built for it."""
    import typer

    from gapsheet.cli.frame import register_all

    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)
    register_all(app)
    if len(args) > 1 and args[1] in SHELLS:
        # typer takes the name of a shell only where it is told not to look for the one that is running.
        os.environ[_FIXED_SHELL] = "1"
    return int(app(args, prog_name="gapsheet", standalone_mode=False) or 0)


def choices(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Return the completion of a closed list."""

    def complete(incomplete: str) -> list[str]:
        return _starting(words, incomplete)

    return complete


def policies(incomplete: str) -> list[str]:
    """Return the built-in policies that begin so."""
    from gapsheet.load.catalog import builtin_policies

    return _starting(builtin_policies(), incomplete)


def frameworks(incomplete: str) -> list[str]:
    """Return the built-in frameworks that begin so."""
    from gapsheet.load.frameworks import builtin_frameworks

    return _starting(builtin_frameworks(), incomplete)


def checklist_sets(incomplete: str) -> list[str]:
    """Return the sets and the built-in checklists that begin so, after what stands before the last comma."""
    from gapsheet.app.catalog import SETS
    from gapsheet.load.catalog import builtin_checklists

    return _after_comma((*SETS, *builtin_checklists()), incomplete)


def fact_answers(incomplete: str) -> list[str]:
    """Return `fact=yes`, `fact=no` and `fact=unknown` for the facts that begin so."""
    from gapsheet.load.catalog import fact_ids

    return _after_comma([f"{fact}={value}" for fact in fact_ids() for value in ("yes", "no", "unknown")], incomplete)


def terms(incomplete: str) -> list[tuple[str, str]]:
    """Return what `explain` knows and begins so, in either case, with its title."""
    from gapsheet.app.explain import titles

    wanted = incomplete.lower()
    return [(name, title) for name, title in titles("en") if name.lower().startswith(wanted)]


def _after_comma(words: Iterable[str], incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{word}" for word in _starting(words, last)]


def _starting(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
