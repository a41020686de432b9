"""What the codes of checklists (GS3xx) and policies (GS4xx) mean, and what to do."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "GS301": (
        "The version of a checklist has three numbers, as in 1.0.0. A new patch changes wording only, a "
        "new minor adds items, and a new major may change what an item asks."
    ),
    "GS302": (
        "The prefix is three capital letters, A to Z. It starts the id of every item, must differ from "
        "those of all other checklists, and never changes."
    ),
    "GS303": (
        "The id of an item is the checklist's prefix, a hyphen, and two to four digits: FIN-01. Answers, "
        "waivers and reports refer to it for years, so the form is strict."
    ),
    "GS304": (
        "An id names one thing only. Two items with one id would share an answer; two sections could not "
        "be told apart. Give the later one a new id, and do not reuse the id of an item that was removed."
    ),
    "GS305": (
        "Every text of a checklist or policy is written in English and in Simplified Chinese, because a "
        "report can be asked for in both. Write the pair:\n"
        "    title: {{en: Security, zh-CN: 安全}}"
    ),
    "GS306": (
        "Severity is critical, high, medium or low; it weighs 5, 3, 2 or 1 in the score. Critical means "
        "that a reasonable reviewer would stop the launch."
    ),
    "GS307": (
        "Effort is small (up to 1 person-day), medium (up to 5) or large (up to 20). The gate uses it to "
        "find the cheapest way to pass."
    ),
    "GS308": (
        "A reference names a control of a public framework, as framework:control. Quotes are needed when "
        "the control contains a space.\n"
        '    refs: ["nist-ai-rmf:MEASURE 2.7", "iso-27001:A.8.24"]'
    ),
    "GS309": (
        "`see` points to items that touch the same thing, in this checklist or in a built-in one. A reader follows it, "
        "so it must lead somewhere, and not to the item itself."
    ),
    "GS310": (
        "The reference points to a framework or a control that Gapsheet does not know, so no reader "
        "could follow it. The files in checklists/frameworks/ list the ids. OWASP lists carry their "
        "year, because the numbers change from one edition to the next."
    ),
    "GS311": (
        "A condition asks for a fact that does not exist, so the item could never drop out as intended. "
        "The list of facts is closed; `gapsheet explain` with a fact's id shows its question."
    ),
    "GS312": (
        '`since` is the minor version that first had the item, as in "1.0". Sheets that pin an older '
        "minor are not judged on it. It needs the checklist's own major version and cannot be newer than "
        "the checklist."
    ),
    "GS314": (
        "A checklist without items asks nothing. Add a section with at least one item, or leave the "
        "checklist out of the sheet."
    ),
    "GS315": (
        "Ids of checklists and sections are written in small letters, digits and single hyphens, and "
        "start with a letter, as in data-security. They appear in addresses and file names."
    ),
    "GS316": (
        "`extends` makes a checklist an overlay: it changes a built-in checklist, and stands in the answer sheet "
        "instead "
        "of it. It names the built-in checklist with the minor version that it was written for. Items that a later "
        "minor adds are announced, not judged. A checklist with a native score cannot be extended.\n"
        "    extends: security@1.0"
    ),
    "GS317": (
        "`recommended_when` says when `gapsheet init` proposes the checklist: `always`, or a condition "
        "on facts. Leave it out for a checklist that is only picked by name.\n"
        "    recommended_when: {{any: [llm]}}"
    ),
    "GS318": (
        "A condition without facts decides nothing. `any` holds when one of its facts is yes or unknown, "
        "`all` when each is, `none` when each is no or unknown. Without the key the item always applies."
    ),
    "GS319": (
        "`native_score` says how a published rubric counts itself. One way is known, min-of-sections: a section is the "
        "sum of its items (met 1, partly met ½), and the result is the lowest section."
    ),
    "GS320": (
        "Bands say what a native score means. The first begins with `from: 0`, each next one where the one above ends, "
        "and the last has no end, so that every score lies in exactly one. After `to: 1` (1 belongs to the band) comes "
        "`above: 1`; after `below: 1` comes `from: 1`."
    ),
    "GS321": (
        "An overlay overrides and drops items of the checklist that it extends, by their ids there. An item that "
        "the base "
        "does not have cannot be changed; add it under `sections`, with the overlay's own prefix."
    ),
    "GS322": (
        "An overlay that changes nothing only hides which checklist was answered. Under `override` an item has at "
        "least "
        "one of severity, effort, met_when and applies_when; under `drop` it has the reason, in both languages, which "
        "every report prints. An item stands under one of them.\n"
        "    override: {{SEC-07: {{severity: critical}}}}\n"
        "    drop: {{SEC-17: {{en: …, zh-CN: …}}}}"
    ),
    "GS323": (
        "An overlay has an id and a prefix of its own, and its sections have ids that the base does not use, so that "
        "nobody takes it, or an item of it, for the built-in one."
    ),
    "GS330": (
        "A statement of more than 90 characters (40 in Chinese) usually says two things, and then "
        '"partial" can mean either. Say one thing; details and limits belong under `met_when`.'
    ),
    "GS331": (
        'Words such as "appropriate", "regularly" or "and/or" leave the decision to the reader, so two '
        'people answer differently. Say the number, the interval or the place: "every 90 days", "within '
        '15 minutes", "in the repository".'
    ),
    "GS332": (
        "Two to four conditions let a stranger decide an item from its evidence. With one there is no "
        '"partial"; with more than four the item is really two.'
    ),
    "GS333": (
        "If more than a quarter of a checklist is critical, critical no longer says anything: every "
        "launch needs a waiver. Keep it for what a reasonable reviewer would stop a launch for."
    ),
    "GS334": (
        "`evidence` says what would convince a sceptical reader and `fix` what to do first. An item "
        "without them tells a team that it fails and leaves it alone with that."
    ),
    "GS340": (
        "A framework is a list of controls that items refer to, each with an id and a short title; never the text."
    ),
    "GS341": "The keys `superseded` and `label` of a framework are yes or no.",
    "GS342": (
        "`applies_from` gives the day from which a control applies, by case. Every case is put into words once, under "
        "`cases`, so that reports can say it in both languages.\n"
        "    cases: {{all: {{en: all, zh-CN: 全部}}}}"
    ),
    "GS401": (
        "A policy is made of rules from a closed list. An unknown one is an error: a gate that ignores a "
        "typo would pass what it was meant to stop. `gapsheet explain max_open` explains a rule."
    ),
    "GS402": (
        "The rule takes a number written in digits: a whole number from 0 for counts and days, and for "
        "scores and shares also one with decimals, such as 62.5. No % sign, no unit."
    ),
    "GS403": (
        "Scores and shares run from 0 to 100, so a larger number could never be reached, and the gate "
        "would fail for ever."
    ),
    "GS404": (
        "The rule counts items by severity: critical, high, medium, low. `max_waiver_days` and "
        "`max_unanswered` also take `default`, which stands for the severities that are not named or, "
        "with max_unanswered, for all together."
    ),
    "GS405": (
        "The rule belongs to the vocabulary of policies, but this version of Gapsheet cannot evaluate "
        "it. A policy with it is refused and not applied in part, because its verdict would claim more "
        "than was looked at. Remove the rule until you upgrade."
    ),
    "GS406": (
        "`unwaivable` names items that no waiver may cover. This one is in no checklist of the sheet and in no "
        "built-in one, so the rule would guard nothing. Items of built-in checklists that the sheet does not have may "
        "be named."
    ),
    "GS407": (
        "The condition `when` of a required checklist names a fact that does not exist. Facts that are "
        "unknown count as yes here, so a typo would require the checklist of everyone."
    ),
    "GS408": (
        "A policy without rules would pass every sheet. If nothing is to be judged, run `gapsheet score` "
        "and not `gapsheet gate`."
    ),
    "GS409": (
        "The id of a policy is written in small letters, digits and single hyphens, and starts with a "
        "letter, as in our-launch. It is printed with every verdict."
    ),
    "GS410": (
        "The name is almost that of a checklist: a built-in one, one of the sheet, or, in "
        "`min_checklist_score`, the word default. A gate that takes a typo for a checklist of its own would judge "
        "another thing than its author meant. A name that is like no other is allowed, because a policy may ask for "
        "checklists that a sheet does not have yet."
    ),
    "GS411": (
        "A checklist with a native score, such as ml-test-score, is a published rubric. It is shown with its own "
        "result "
        "and takes no part in the overall score, the rules or the plan. A limit for it would never be looked at."
    ),
    "GS412": "`no_item_worse` is a switch: `true` asks the rule, `false` leaves it out.",
}
