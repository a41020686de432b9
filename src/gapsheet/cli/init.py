"""`gapsheet init`: a sheet to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import checklist_sets, choices, fact_answers, policies
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common
from gapsheet.cli.terminal import is_terminal
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.words import Lang, Param, say

if TYPE_CHECKING:
    from gapsheet.app.start import Created

DEFAULT_CHECKLISTS = "core"
DEFAULT_POLICY = "launch"
DEFAULT_FILE = "gapsheet.yaml"

Folder = Annotated[
    str, typer.Argument(metavar="DIR", help="Where to write; this folder if not given.", show_default=False)
]
System = Annotated[
    str | None,
    typer.Option("--system", metavar="NAME", help="The name of the system. Without it, and on a terminal, init asks."),
]
FactAnswers = Annotated[
    str | None,
    typer.Option(
        "--facts",
        metavar="FACT=yes,...",
        help="What is known of the system: llm=yes,personal-data=no.",
        autocompletion=fact_answers,
    ),
]
ChecklistNames = Annotated[
    str | None,
    typer.Option(
        "--checklists",
        metavar="SET|ID,...",
        help="core, recommended (by facts), all, or ids. Default: core.",
        autocompletion=checklist_sets,
    ),
]
Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME|none",
        help="The rules of the gate: pilot, launch, diligence, a path, or none. Default: launch.",
        autocompletion=policies,
    ),
]
SheetName = Annotated[
    str | None,
    typer.Option(
        "--file",
        metavar="NAME",
        help="The name of the sheet: gapsheet.yaml or NAME.gapsheet.yaml. Default: gapsheet.yaml.",
    ),
]
Ci = Annotated[
    list[str] | None,
    typer.Option(
        "--ci",
        metavar="github|gitlab|pre-commit",
        help="Write what makes it run the gate, at the top of the repository; may be repeated. With a sheet that is "
        "there and no --system, --facts, --checklists or --policy, the sheet stays as it is.",
        autocompletion=choices(("github", "gitlab", "pre-commit")),
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@examples(
    "gapsheet init",
    'gapsheet init --system "Claims Copilot" --checklists core --policy launch',
    "gapsheet init --system Triage --facts llm=yes,personal-data=no --checklists recommended",
    "gapsheet init services/search --system Search --file search.gapsheet.yaml",
    "gapsheet init --ci github",
)
@command
def init(
    common: Common,
    folder: Folder = ".",
    system: System = None,
    facts: FactAnswers = None,
    checklists: ChecklistNames = None,
    policy: Policy = None,
    file: SheetName = None,
    ci: Ci = None,
    force: Force = False,
) -> ExitCode:
    """Write a sheet with every item of the checklists, most severe first, and the schema that editors use.

    Nothing that exists is replaced without --force, and a file that you share with others not even then.
    """
    from gapsheet.app import start

    console = Console.of(common)
    cwd = Path.cwd()
    given = {"system": system, "facts": facts, "checklists": checklists, "policy": policy}
    asked_for = {name for name, value in given.items() if value is not None}
    if ci:
        from gapsheet.cli.init_ci import set_up_beside

        if not asked_for and set_up_beside(common, ci, folder, file, force=force):
            return ExitCode.OK
    file = file or DEFAULT_FILE
    start.check_target(folder, file, cwd, force=force)
    asking = system is None
    if asking and not is_terminal():
        raise UsageError("init.not-a-terminal")
    name = start.read_system(system) if system is not None else None
    chosen = start.read_checklists(checklists or DEFAULT_CHECKLISTS)
    rules = start.read_policy(DEFAULT_POLICY if policy is None else policy, cwd / folder)
    known = start.read_facts(facts or "")
    if name is None:
        from gapsheet.cli.asking import ask

        name, chosen, known, rules = ask(console, cwd / folder, chosen, known, rules, asked_for)
    sheet = start.plan(name, chosen, known, rules, lang=console.lang, assessed=common.as_of)
    if ci:
        from gapsheet.cli.init_ci import planned, set_up

        integrations = planned(console, ci, cwd / folder / file, rules, force=force)
    created = start.create(sheet, folder, file, cwd, force=force)
    console.result(_told(console.lang, created))
    console.talk(_next(console.lang, created, folder))
    if ci:
        set_up(console, integrations)
    return ExitCode.OK


def _told(lang: Lang, created: "Created") -> str:
    parts = [
        _say(lang, "init.items", n=created.items),
        _say(lang, "init.checklists.count", n=created.checklists),
    ]
    if created.left_out:
        parts.append(_say(lang, "init.left-out", n=created.left_out))
    first = _say(lang, "init.replaced" if created.replaced else "init.created", path=created.sheet)
    lines = [f"{first}   {say(lang, 'terms', 'list.comma').join(parts)}"]
    if created.added and created.policy is not None:
        added = say(lang, "terms", "list.comma").join(created.added)
        lines.append(_say(lang, "init.added", checklists=added, policy=created.policy))
    if created.schema is not None:
        lines.append(_say(lang, "init.created", path=created.schema))
    return "\n".join(lines)


def _next(lang: Lang, created: "Created", folder: str) -> str:
    from gapsheet.report.layout import table

    minutes = created.items
    key = "init.time" if minutes <= 120 else "init.time.hours"
    time = _say(lang, key, n=minutes, hours=(minutes + 59) // 60)
    tail = "" if folder in (".", "") and created.sheet == "gapsheet.yaml" else f" {created.sheet}"
    last = "score" if created.policy is None else "gate"
    rows = [
        (f"gapsheet fill{tail}", _say(lang, "init.next.fill")),
        (f"gapsheet check{tail}", _say(lang, "init.next.check")),
        (f"gapsheet {last}{tail}", _say(lang, f"init.next.{last}")),
    ]
    head = _say(lang, "init.next") + say(lang, "terms", "list.colon").rstrip()
    return "\n".join([time, "", head, f"  {_say(lang, 'init.next.edit', path=created.sheet)}", *table(rows)])


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "cli", key, **params)
