"""`gapsheet explain`: the long help for anything that has an id."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import terms
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import TEXT_OR_JSON, TextOrJson
from gapsheet.exits import ExitCode

if TYPE_CHECKING:
    from gapsheet.app.explain import Found
    from gapsheet.report.layout import Style


@examples(
    "gapsheet explain SEC-01",
    "gapsheet explain privacy --lang zh-CN",
    "gapsheet explain GS104",
    "gapsheet explain max_open",
)
@command
def explain(
    common: Common,
    term: Annotated[
        str,
        typer.Argument(
            metavar="ITEM|CHECKLIST|CODE|RULE", help="What to explain; a policy or a fact too.", autocompletion=terms
        ),
    ],
    format: TextOrJson = "text",
) -> ExitCode:
    """Explain an item, a checklist, a diagnostic code, a rule of policies, a policy or a fact."""
    from gapsheet.app.explain import find
    from gapsheet.cli.show import style

    choice("--format", format, TEXT_OR_JSON)
    console = Console.of(common)
    found = find(term, Path.cwd())
    if format == "json":
        console.machine(_json(found))
    else:
        console.result(_text(found, style(console)))
    return ExitCode.OK


def _text(found: "Found", style: "Style") -> str:
    from gapsheet.app.explain import FoundFact, FoundItem, FoundRule
    from gapsheet.codes import Code
    from gapsheet.load.catalog import load_facts
    from gapsheet.model.checklist import Checklist
    from gapsheet.report import explain_text

    match found:
        case FoundItem():
            facts = {fact.id: fact for fact in load_facts().facts}
            return explain_text.item(found.item, found.section, found.checklist, facts, style)
        case Checklist():
            return explain_text.checklist(found, style)
        case Code():
            return explain_text.code(found, style)
        case FoundRule():
            return explain_text.rule(found.name, found.policies, style)
        case FoundFact():
            return explain_text.fact(found.fact, found.items, style)
        case _:
            return explain_text.policy(found, style)


def _json(found: "Found") -> str:
    from gapsheet.app.explain import FoundFact, FoundItem, FoundRule
    from gapsheet.codes import Code
    from gapsheet.model.checklist import Checklist
    from gapsheet.report import explain_json

    match found:
        case FoundItem():
            return explain_json.item(found.item, found.section, found.checklist)
        case Checklist():
            return explain_json.checklist(found)
        case Code():
            return explain_json.code(found)
        case FoundRule():
            return explain_json.rule(found.name, found.policies)
        case FoundFact():
            return explain_json.fact(found.fact, found.items)
        case _:
            return explain_json.policy(found)
