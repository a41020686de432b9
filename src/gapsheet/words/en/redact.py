"""What stands in a report for what `--redact` took out, in English."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "person": "Person {n}",
    "evidence": "Untitled evidence {n}",
    "link": "link removed",
    "mail": "e-mail address removed",
    "text": "removed",
    "fact": "Removed",
    "part.people": "people",
    "part.links": "links",
    "part.notes": "notes",
}
