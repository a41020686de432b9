"""The comments that `init` writes into a sheet, and the hover text of the answers schema."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # Comments of a new sheet; every line becomes a comment of its own
    "intro": """\
What is true of {system}, item by item. Write an answer after the colon:
  met      every condition holds          partial  some of them, not all
  unmet    none of them                   n/a      does not apply here; needs a reason
The long form carries more:
  SEC-01:
    answer: partial
    note: what is there and what is missing
    evidence: reports/scan.json           a path or a link; or a list of them
    owner: dana
    due: 2026-12-05
What an item asks, in full: gapsheet explain SEC-01""",
    "facts": "What is true of the system: yes, no or unknown. A clear answer can take items out; unknown never does.",
    "policy": "The rules that `gapsheet gate` applies.",
    "checklist": ("{title}: {n} item", "{title}: {n} items"),
    "left-out": "Left out by facts ({facts}): {items}",
    "left-out.fact": "{fact} = {value}",
    # Hover text of the schema
    "schema.title": "Gapsheet answer sheet",
    "schema.system": "The name of the system that is assessed.",
    "schema.assessed": "The day of the assessment, YYYY-MM-DD.",
    "schema.assessor": "Who answered, as a short name; `people` may give the full one.",
    "schema.subject": "What exactly was assessed.",
    "schema.lang": "The language of output: en or zh-CN.",
    "schema.facts": "What is true of the system: yes, no or unknown. What is missing counts as unknown.",
    "schema.checklists": "The checklists, each pinned: security@1.0, or a path: ./checklists/own.yaml@1.0",
    "schema.policy": "The rules that the gate applies: {policies}, or a path.",
    "schema.frameworks": "Public frameworks that reports show: ids (gapsheet frameworks list) or paths of your own.",
    "schema.answers": "The answers by item id.",
    "schema.people": "Full names for the short names used here.",
    "schema.item.why": "Why: {text}",
    "schema.item.met": "Met when:",
    "schema.item.evidence": "Evidence:",
    "schema.item.answers": "Answers: met (every condition holds), partial (some), unmet (none), n/a (with a reason).",
    "schema.item.answer": "met, partial, unmet or n/a",
    "schema.note": "What there is and what is missing.",
    "schema.reason": "Why the item does not apply; needed for n/a.",
    "schema.evidence": "What backs the answer: a path or a link, or a list of them.",
    "schema.owner": "Who closes the gap.",
    "schema.due": "Until when, YYYY-MM-DD.",
    "schema.waiver": "The gap is accepted: by whom, why, and until when. It adds no points.",
    "schema.by": "Who answered this item, if not the assessor.",
    "schema.at": "When, if not on the day of the assessment.",
    "schema.fact": "{question} {example}",
}
