"""GS5xx: what a reader of an audit report would miss."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "GS501": "the sheet does not say `{key}`",
    "GS501.label": "of this system",
    "GS501.help.organisation": "whose system is it? Add   organisation: Example Ltd",
    "GS501.help.assessed": "when was it assessed? Add   assessed: {day}",
    "GS501.help.assessor": "who assessed it? Add   assessor: mina",
    "GS501.help.independence": "add   independence: self   (the team itself), or internal, or external",
    "GS501.help.participants": "who was asked or took part? Add   participants: [mina, dana]",
    "GS501.help.scope": "add   scope: {{in: [what was looked at], out: [what was not]}}",
    "GS501.help.assumptions": "what was taken as given? Add   assumptions: [the provider keeps to its contract]",
    "GS501.help.statement": (
        "what does management say of it? Add   statement: {{text: The answers are complete and true., name: hana, "
        "role: CTO, date: {day}}}"
    ),
    "GS501.help.classification": "who may read it? Add   classification: confidential",
    "GS501.help.distribution": "who gets it? Add   distribution: management and the customer's auditor",
    "GS501.help.subject": "what exactly was assessed? Add   subject: {{version: 1.4.0, commit: 4be91c7}}",
    "GS501.help.period": (
        "over which days were controls seen to work? Add   period: {{from: 2026-08-01, to: 2026-10-31}}; without it "
        "every claim is about design only"
    ),
    "GS502": "the statement has no {key}",
    "GS502.label": "by management",
    "GS502.help.plain": (
        "write   statement: {{text: The answers are complete and true., name: hana, role: CTO, date: {day}}}"
    ),
    "GS502.help.text": "write under `statement`   text: The answers are complete and true.",
    "GS502.help.name": "who says it? Write under `statement`   name: hana",
    "GS502.help.role": "in which role? Write under `statement`   role: CTO",
    "GS502.help.date": "when? Write under `statement`   date: {day}",
    "GS503": "nobody is named as having {act} the assessment",
    "GS503.label": "no such entry",
    "GS503.help": "add to `signoff`   - {{role: {role}, name: hana, at: {day}}}",
    "GS503.help.first": "add   signoff: [{{role: {role}, name: hana, at: {day}}}]",
    "GS504": "the sign-off of whoever {act} the assessment has no `{key}`",
    "GS504.label": "an entry is a role, a name and a day",
    "GS504.help.name": "add to this entry   name: hana",
    "GS504.help.at": "add to this entry   at: {day}",
    "GS505": "{name} both prepared and approved the assessment",
    "GS505.label": "also prepared it",
    "GS505.help": "have somebody else approve it; until then an audit report says so on its first page",
    "GS510": "{item} is claimed without evidence",
    "GS510.label": "only stated",
    "GS510.help": "name what shows it, a file or a page:   evidence: path/to/record",
    "GS511": (
        "{item} does not say how its answer was established",
        "none of {n} claims says how its answer was established",
    ),
    "GS511.label": "no `method`",
    "GS511.help": "add to {list}   method: [document, test]   (any of interview, document, observation, test)",
    "GS512": (
        "{item} claims that a control works, and the sheet has no `period`",
        "{n} claims say that a control works, and the sheet has no `period`: {list}",
    ),
    "GS512.label": "over which days?",
    "GS512.help": (
        "add at the top   period: {{from: 2026-08-01, to: 2026-10-31}}   , or an audit report calls this design only"
    ),
    "GS513": "{item} has a sample, and does not say of how many",
    "GS513.label": "no `population` beside it",
    "GS513.help": "add to {item}   population: all 52 releases of the period",
    "GS514": (
        "nobody has reviewed the claim on {item}",
        "none of {n} claims on critical and high items has been reviewed",
    ),
    "GS514.label": "critical or high, not reviewed",
    "GS514.help": "have a second person look, and add to {list}   reviewed: {{by: dana, at: {day}, result: met}}",
    "GS515": "{name} reviewed an answer of their own, {item}",
    "GS515.label": "also gave the answer",
    "GS515.help": "have somebody else review it, and name that person in `by`",
    "GS516": "the review of {item} is not dated after the answer",
    "GS516.label": "no `at`",
    "GS516.label.before": "before the answer of {day}",
    "GS516.help": "it has no date: add under `reviewed`   at: {day}",
    "GS516.help.before": (
        "it comes before the answer of {day}, and so is of another one: review it again, or correct a date"
    ),
    "GS520": ("the evidence {path} has no date", "none of {n} pieces of evidence has a date"),
    "GS520.label": "of which day?",
    "GS520.help": "add beside it   date: {day}   (the day that it is of)",
    "GS520.help.short": "write   {kind}: {target}   and beneath it   date: {day}   (the day that it is of)",
    "GS521": "nothing shows that {path} is still the same file",
    "GS521.label": "no `sha256`",
    "GS521.help": "if it is the right one, add beside it   sha256: {found}",
    "GS521.help.short": "if it is the right one, write   file: {target}   and beneath it   sha256: {found}",
    "GS522": "the evidence {path} is dated {date}",
    "GS522.label": "not of the right time",
    "GS522.label.future": "after {day}",
    "GS522.label.stale": "{age} days old",
    "GS522.label.period": "not between {from} and {to}",
    "GS522.help.future": "that is after {day}, the day of this check: correct the date, or give a later --as-of",
    "GS522.help.stale": "that is {age} days ago, and more than {most} is stale: name newer evidence",
    "GS522.help.period": (
        "the claim is that a control worked from {from} to {to}: name evidence of that time, or correct `period`"
    ),
    "GS523": "the evidence {path} was to be kept until {until} only",
    "GS523.label": "is past",
    "GS523.help": "see that it is still there, and extend `retain_until`, or name newer evidence",
    "GS530": "{item} is a gap without a plan",
    "GS530.label": "who, and by when?",
    "GS530.help.owner": "add to {item}   owner: dana",
    "GS530.help.due": "add to {item}   due: 2026-12-31",
    "GS530.help.both": "add to {item}   owner: dana   and   due: 2026-12-31",
    "GS531": (
        "{item} was due on {due}, {n} day before {day}",
        "{item} was due on {due}, {n} days before {day}",
    ),
    "GS531.label": "past",
    "GS531.help": "answer {item} anew, or agree on a new day and say in `note` why",
    "GS532": "the waiver of {item} does not say what limits the risk and what remains of it",
    "GS532.label": "only a reason",
    "GS532.help.compensating_control": "add to the waiver   compensating_control: what limits the risk until then",
    "GS532.help.residual_risk": "add to the waiver   residual_risk: what may still happen",
    "GS532.help.both": (
        "add to the waiver   compensating_control: what limits the risk until then   and   residual_risk: what may "
        "still happen"
    ),
    "GS540": ("{item} is not answered", "{n} items are not answered: {list}"),
    "GS540.label": "not complete",
    "GS540.help": "answer with   gapsheet fill   ; an audit report lists what is left as not assessed",
}
