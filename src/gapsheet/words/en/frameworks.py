"""What is said of frameworks, in the terminal and in reports."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "column.addressed": "Controls",
    "column.items": "Items",
    "column.title": "Title",
    "column.control": "Control",
    "column.state": "State of its items",
    "list.total": (
        "{n} framework. Controls: those that some item speaks to, of those listed.",
        "{n} frameworks. Controls: those that some item speaks to, of those listed.",
    ),
    "head": "{title} ({id})",
    "about": (
        "{system}, as of {date}. The items of the sheet speak to {addressed} of {n} control: {counts}.",
        "{system}, as of {date}. The items of the sheet speak to {addressed} of {n} controls: {counts}.",
    ),
    "about.none": "{system}, as of {date}. No item of the sheet speaks to any of the {n} controls.",
    "about.built-in": "No sheet here. The built-in items speak to {addressed} of {n} controls.",
    "count.met": "{n} with all items met",
    "count.partial": "{n} partly met",
    "count.unmet": "{n} not met",
    "count.unanswered": "{n} not answered",
    "count.not-applicable": "{n} not applicable",
    "state.met": "All items met",
    "state.partial": "Partly met",
    "state.unmet": "Not met",
    "state.unanswered": "Not answered",
    "state.not-applicable": "Not applicable",
    "state.not-addressed": "Not addressed",
    "state": "{state}: {items}",
    "item": "{id} {state}",
    "not-addressed": (
        "Not addressed by these checklists, which is no gap of the team ({n} control):",
        "Not addressed by these checklists, which is no gap of the team ({n} controls):",
    ),
    "applies": "Applies from {parts}",
    "applies.case": "{date} ({case})",
    "semicolon": "; ",
    "amended": "Amended by {text}.",
    "superseded": "Superseded by {id}.",
    "superseded.alone": "Superseded.",
    "followed": "Followed by {id}.",
    "followed.alone": "Followed by a later version.",
    "note": "{text}",
    "left-out": "Not listed: {text}",
    "source": "Source: {parts}.",
    "titles": "{text}",
    "disclaimer": (
        "A crosswalk is a help, not a proof of conformity: an item touches a control and need not be all that the "
        "control asks."
    ),
    "invalid.framework": "error: the framework has mistakes, so it cannot be shown.",
    "invalid.sheet": "error: the sheet has mistakes, so it cannot be held against a framework.",
    # The section of a report
    "section": "Frameworks",
    "section.lede": (
        "Shown because facts make them relevant, or because the sheet names them. Each number counts controls, by the "
        "state of the items that speak to them."
    ),
    "section.framework": "Framework",
    "section.met": "All items met",
    "section.partial": "Partly met",
    "section.unmet": "Not met",
    "section.unanswered": "Not answered",
    "section.not-applicable": "Not applicable",
    "section.not-addressed": "Not addressed",
    "section.note": (
        "Not addressed: no item of the sheet's checklists speaks to the control, which is no gap of the team. Every "
        "control: gapsheet frameworks show ID."
    ),
    "section.open": ("{n} control with its items", "{n} controls with their items"),
    "section.named": "named in the sheet",
}
