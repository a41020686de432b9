"""The comments in a new checklist of one's own."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "head": (
        "A checklist of your own. Every text stands in English and in Chinese, because a report can be asked for "
        "in both."
    ),
    "lint": "Check it:  gapsheet checklists lint {path}",
    "use": "Use it, in the answer sheet:  checklists: [{pin}]",
    "version": "A patch changes wording, a minor adds items; whatever can lower a result is a new major.",
    "prefix": "Starts every item's id; never changes. Ids are never reused.",
    "recommended": "When gapsheet init proposes it; always, or by facts. Leave it out to pick it by name only.",
    "item": "An example. Replace its texts, then add items below with the next ids.",
    "severity": (
        "critical: a reasonable reviewer would stop the launch; high, medium, low. At most a quarter is critical."
    ),
    "effort": "small: up to 1 person-day; medium: up to 5; large: up to 20.",
    "statement": (
        "One thing, in the present tense, at most 90 characters (40 in Chinese). Say the number, the interval, the "
        "place."
    ),
    "why": "What goes wrong without it: the failure, not the virtue.",
    "met_when": (
        "Two to four conditions that a stranger can decide from the evidence alone. All hold: met; some: partial."
    ),
    "evidence": "What would convince a sceptical reader.",
    "fix": "First steps in order, naming real tools, at least one of them free.",
    "applies": "Only where facts decide whether it applies; without it the item is for everyone.",
    "see": "Items elsewhere that touch the same thing.",
    "refs": "Controls of public frameworks:  gapsheet frameworks list",
    "overlay": "An overlay: it stands in the answer sheet instead of {base}, and says only what is different.",
    "override": "Changes items of {base}: severity, effort, met_when, applies_when.",
    "drop": "Leaves items of {base} out; the reason is printed in every report.",
    "sections": "Adds items of your own.",
}
