"""The long help of `explain`: headings, and a paragraph for every rule of a policy."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # An item
    "item.about": "{severity}, weight {weight}, {effort}. Checklist {checklist}, section {section}.",
    "why": "Why",
    "example": "It has happened",
    "met-when": "Met when every line holds (some but not all: partial)",
    "evidence": "Evidence that convinces",
    "fix": "First steps",
    "applies": "Applies",
    "applies.always": "always",
    "applies.any": "when one of these is yes or unknown: {facts}",
    "applies.all": "when each of these is yes or unknown: {facts}",
    "applies.none": "unless one of these is yes: {facts}",
    "since": "Since version {version} of the checklist",
    "see": "See also",
    "refs": "Public frameworks",
    "weight.answer": "In the sheet",
    "weight.answer.text": "  {id}: met        or partial, unmet; n/a needs a reason",
    # A checklist
    "checklist.about": ("Version {version}, {n} item: {severities}.", "Version {version}, {n} items: {severities}."),
    "native.min-of-sections": (
        "It stands alone and counts as published ({source}): met 1, partly met ½; the result is the lowest section sum."
    ),
    "native.exactly": "exactly {value}",
    "native.from": "{value} or more",
    "native.above": "above {value}",
    "native.to": ", up to {value}",
    "native.below": ", below {value}",
    "checklist.use": "In the sheet",
    "severity.count": "{n} {severity}",
    # A code, a rule, a policy, a fact
    "code.about": "{severity}, named {slug}",
    "code.severity.error": "An error: the file is invalid",
    "code.severity.warning": "A warning: the file stays valid",
    "rule.about": "A rule of policies",
    "rule.policies": "Built-in policies with it",
    "policy.about": "A built-in policy",
    "policy.rules": "Its rules",
    "policy.use": "In the sheet, or on the command line",
    "fact.about": "A fact: yes, no or unknown",
    "fact.items": ("{n} item depends on it: {items}", "{n} items depend on it: {items}"),
    "fact.items.none": "No built-in item depends on it.",
    # The rules
    "rule.max_open": """\
No more than that many items of a severity may stand open. An item is open when it applies, is partial, unmet,
unanswered or contradicted by its own evidence, and no waiver in force accepts it. A severity that is not
named is not limited.
    max_open: {{critical: 0, high: 2}}""",
    "rule.max_waived": """\
No more than that many items of a severity may stand under a waiver in force. A waiver accepts a gap for a
time; too many of them hide what is missing.
    max_waived: {{critical: 1, high: 4}}""",
    "rule.max_waiver_days": """\
No waiver in force may run longer, from `granted` to `until`, than that many days; `default` is for severities
that are not named. With 0, no waiver of that severity is allowed.
    max_waiver_days: {{critical: 30, default: 90}}""",
    "rule.unwaivable": """\
None of these items may stand under a waiver in force. For gaps that nobody may accept.
    unwaivable: [PRI-01, SEC-01]""",
    "rule.min_score": """\
The overall score has to reach this. The exact score is compared, not the one shown: 59.97 shows as 59.9 and
fails 60.
    min_score: 70""",
    "rule.min_checklist_score": """\
Each checklist of the sheet has to reach its score; `default` is for those that are not named. A checklist in
which nothing is counted passes; a named one that the sheet lacks fails.
    min_checklist_score: {{default: 50, privacy: 60}}""",
    "rule.max_unanswered": """\
No more than that many applicable items of a severity may have no answer; `default` counts all severities
together. "Not met" is an answer, silence is none.
    max_unanswered: {{critical: 0, default: 5}}""",
    "rule.min_evidence": """\
That share of the credited weight, in percent, has to have evidence: a file that is there, or a link. Where
nothing is credited yet, the rule fails.
    min_evidence: 80""",
    "rule.evidence_for": """\
Every item of these severities that earns credit has to name evidence.
    evidence_for: [critical, high]""",
    "rule.max_not_applicable": """\
The items answered n/a may hold at most that share of the weight, in percent: n/a weight / (n/a weight +
counted weight). Items that facts take out do not count here.
    max_not_applicable: 20""",
    "rule.max_assessment_age": """\
At most that many days may lie between `assessed` and today. A date in the future fails, and so does none.
    max_assessment_age: 120""",
    "rule.require_checklists": """\
The sheet has to have these checklists. With `when`, one is required unless that fact is no; unknown counts as
yes.
    require_checklists: [security, {{checklist: privacy, when: personal-data}}]""",
    "rule.max_drop": """\
The score shown may lie at most that many points below the baseline's. Where the two do not judge the same items, only
those that both judge are compared, by today's weights. Needs `--baseline`; passes where the sheet is not there yet.
    max_drop: 0""",
    "rule.no_item_worse": """\
No item may be worse than in the baseline: from met to partly met to not met or not answered, or now n/a, out of
scope or gone. Needs `--baseline`; passes where the sheet is not there yet. `--no-worse` asks for it without a policy.
    no_item_worse: true""",
}
