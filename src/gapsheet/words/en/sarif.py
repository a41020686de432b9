"""Messages of SARIF logs and of annotations."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "root": "The top of the repository.",
    # An item
    "item": "{state} ({severity}): {statement}.",
    "item.contradicted": "Contradicted by its own evidence ({severity}): {statement}.",
    "item.worth": ("Closing it adds {shown} point.", "Closing it adds {shown} points."),
    "item.owner": "Owner: {owner}.",
    "item.due": "Due {date}.",
    "item.late": ("Due {date}, {n} day ago.", "Due {date}, {n} days ago."),
    "item.missing": "Evidence that is not there: {files}.",
    "waiver.in-force": "Waived by {by} until {date}.",
    "waiver.not-yet": "The waiver of {by} begins on {date} and does not count yet.",
    "waiver.expired": "The waiver of {by} ended on {date} and no longer counts.",
    "waiver.no-effect": "The waiver of {by} has no effect here.",
    "item.note": "Note: {note}",
    "join": " ",
    # The end of every help
    "help.more": "In a terminal: gapsheet explain {name}",
    "help.more.markdown": "In a terminal: `gapsheet explain {name}`",
    # The gate
    "rule": "Rule not met (policy {policy}): {title}.",
    "rule.found": "Found: {found}.",
    "verdict": "Cannot be judged: nothing in the sheet counts towards the score.",
    "verdict.short": "Something counts towards the score",
    "verdict.full": (
        "A gate judges what counts. Where every item is out of scope or not applicable, or no checklist is named, "
        "there is nothing to judge, and that is not a pass."
    ),
    "verdict.help": "Answer at least one item that applies to the system.",
    # What check finds
    "check.more": (
        "GitHub shows {shown} annotations of each kind for a step. {n} more stands in the log of this step.",
        "GitHub shows {shown} annotations of each kind for a step. {n} more stand in the log of this step.",
    ),
    "check.more.title": "Gapsheet: more than shown",
}
