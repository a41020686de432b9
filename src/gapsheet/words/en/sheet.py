"""The comments that `init` writes into a sheet."""

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
    evidence: reports/scan.json           a path or a link; or a list of them
    note: what is there and what is missing
    owner: dana
    due: 2026-12-05
What an item asks, in full: gapsheet explain SEC-01""",
    "facts": "What is true of the system: yes, no or unknown. A clear answer can take items out; unknown never does.",
    "policy": "The rules that `gapsheet gate` applies.",
    "checklist": ("{title}: {n} item", "{title}: {n} items"),
    "left-out": "Left out by facts ({facts}): {items}",
    "left-out.fact": "{fact} = {value}",
}
