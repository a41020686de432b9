"""What of a change does not count under `--trust`, and why. Keys of the lines: what, then why."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "section": "What of the change does not count",
    "heading": (
        "Only answers and evidence were taken from here. {n} thing here does not count, because {revision} decides:",
        "Only answers and evidence were taken from here. {n} things here do not count, because {revision} decides:",
    ),
    "heading.none": "Only answers and evidence were taken from here; everything else is the same at {revision}.",
    "heading.no-sheet": (
        "{revision} has no sheet, so no waiver, n/a or fact counts. {n} thing was left out:",
        "{revision} has no sheet, so no waiver, n/a or fact counts. {n} things were left out:",
    ),
    "heading.no-sheet.none": "{revision} has no sheet, so no waiver, n/a or fact counts.",
    "nothing": "none",
    "waiver.new": "waiver until {new} does not count: {revision} has none",
    "waiver.longer": "waiver until {new} does not count: at {revision} it ends on {old}",
    "waiver.later": "waiver until {new} does not count: at {revision} it starts on {old}",
    "waiver.differs": "waiver counts as {revision} has it ({old})",
    "not-applicable.new": "n/a does not count, so the item stands as not answered: at {revision} it is {old}",
    "fact.new": '"{new}" does not count: {revision} does not say',
    "fact.differs": '"{new}" does not count: {revision} says "{old}"',
    "checklists.new": "does not count: {revision} has no sheet that names it",
    "checklists.missing": "{revision} has it; it still counts",
    "framework-file.differs": "edited here, read as {revision} has it",
    "checklist-file.differs": "edited here, read as {revision} has it",
    "policy.differs": "{revision} decides: {old}; here: {new}",
    "policy-file.differs": "edited here, read as {revision} has it",
    "policy-file.missing": "gone here, read as {revision} has it",
    "key.differs": "edited here, read as {revision} has it",
}
