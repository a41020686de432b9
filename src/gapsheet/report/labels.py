"""The words for states, rules and dates that every renderer shares."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from gapsheet.model.assessment import Assessment
from gapsheet.model.verdict import Next, RuleOutcome, Value
from gapsheet.text import visible
from gapsheet.words import Lang, has, say

Titles = Mapping[str, str]
"""Titles of checklists by id."""

NO_TITLES: Titles = MappingProxyType({})


def day(lang: Lang, date: dt.date) -> str:
    """Return a date as people write it: 18 Nov 2026, 2026年11月18日."""
    month = say(lang, "terms", f"month.{date.month}")
    return say(lang, "terms", "date", day=date.day, month=month, year=date.year)


def number(lang: Lang, shown: Decimal | int | None) -> str:
    """Return a shown number without a needless `.0`, or the sign for "nothing to measure"."""
    if shown is None:
        return say(lang, "terms", "number.none")
    return str(int(shown)) if shown == int(shown) else str(shown)


def joined(lang: Lang, parts: list[str] | tuple[str, ...]) -> str:
    """Return a list as words, or the word for none."""
    return say(lang, "terms", "list.comma").join(parts) if parts else say(lang, "terms", "none")


def checklist_titles(lang: Lang, assessment: Assessment) -> dict[str, str]:
    """Return the title of every checklist of the sheet, by id, safe to show."""
    return {checklist.id: visible(checklist.title.text(lang)) for checklist in assessment.checklists}


def rule_title(lang: Lang, outcome: RuleOutcome, titles: Titles = NO_TITLES) -> str:
    """Return what the rule asks, with its limits; checklists go by their titles, or by id where they have none."""
    return say(lang, "rules", f"{outcome.rule}.title", expected=_value(lang, outcome, outcome.expected, titles))


def rule_found(lang: Lang, outcome: RuleOutcome, titles: Titles = NO_TITLES) -> str:
    """Return what was found, in the words of the rule; checklists go by their titles, or by id."""
    key, actual = f"{outcome.rule}.found", outcome.headline
    if actual is None and has(lang, "rules", f"{key}.none"):
        return say(lang, "rules", f"{key}.none")
    if outcome.rule == "max_assessment_age" and isinstance(actual, int):
        return say(lang, "rules", f"{key}.future") if actual < 0 else say(lang, "rules", key, n=actual)
    if outcome.rule == "max_drop" and isinstance(actual, int | Decimal) and actual < 0:
        return say(lang, "rules", f"{key}.rise", actual=number(lang, -actual))
    return say(lang, "rules", key, actual=_value(lang, outcome, actual, titles))


def next_step(lang: Lang, step: Next) -> str:
    """Return the sentence that says what to do about a failed rule."""
    params = {name: joined(lang, value) if isinstance(value, tuple) else value for name, value in step.params.items()}
    return say(lang, "rules", step.key, **params)


def _value(lang: Lang, outcome: RuleOutcome, value: Value, titles: Titles) -> str:
    if isinstance(value, tuple):
        if outcome.rule == "evidence_for" and value is outcome.expected:
            return joined(lang, [say(lang, "terms", f"severity.inline.{name}") for name in value])
        return joined(lang, [titles.get(name, visible(name)) for name in value])
    if isinstance(value, dict):
        return joined(lang, [_threshold(lang, outcome, name, limit, titles) for name, limit in value.items()])
    return number(lang, value)


def _threshold(lang: Lang, outcome: RuleOutcome, name: str, limit: int | Decimal | None, titles: Titles) -> str:
    shown = number(lang, limit)
    if outcome.rule == "min_checklist_score":
        key = "threshold.default" if name == "default" else "threshold.checklist"
        return say(lang, "rules", key, checklist=titles.get(name, visible(name)), value=shown)
    if name == "default" and outcome.rule == "max_unanswered":
        return say(lang, "rules", "threshold.all", value=shown)
    severity = say(lang, "terms", f"severity.inline.{name}")
    key = "threshold.days" if outcome.rule == "max_waiver_days" else "threshold.severity"
    return say(lang, "rules", key, severity=severity, value=shown, n=int(limit or 0))
