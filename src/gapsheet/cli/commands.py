"""The commands that exist, and where each is built; importing this costs nothing."""

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("gapsheet.cli.init", "init"),
    "check": ("gapsheet.cli.check", "check"),
    "fill": ("gapsheet.cli.fill", "fill"),
    "set": ("gapsheet.cli.set", "set_answers"),
    "form": ("gapsheet.cli.form", "form"),
    "merge": ("gapsheet.cli.merge", "merge"),
    "fmt": ("gapsheet.cli.fmt", "fmt"),
    "score": ("gapsheet.cli.score", "score"),
    "gate": ("gapsheet.cli.gate", "gate"),
    "report": ("gapsheet.cli.report", "report"),
    "diff": ("gapsheet.cli.diff", "diff"),
    "history": ("gapsheet.cli.history", "history"),
    "checklists list": ("gapsheet.cli.checklists", "list_checklists"),
    "checklists lint": ("gapsheet.cli.checklists", "lint_checklists"),
    "checklists new": ("gapsheet.cli.checklists", "new_checklist"),
    "frameworks list": ("gapsheet.cli.frameworks", "list_frameworks"),
    "frameworks show": ("gapsheet.cli.frameworks", "show_framework"),
    "explain": ("gapsheet.cli.explain", "explain"),
    "schema": ("gapsheet.cli.schema", "schema"),
}
"""Command line words, then the module and the function; one module per command, loaded when it is asked for."""

GROUPS: dict[str, tuple[str, ...]] = {"checklists": ("list", "lint", "new"), "frameworks": ("list", "show")}
"""Commands that only hold other commands."""


def names() -> list[str]:
    """Return the first words of all commands, in the order of the help."""
    return list(dict.fromkeys(words.split()[0] for words in COMMANDS))
