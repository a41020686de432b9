"""The words for states, rules and dates that every renderer shares."""

import datetime as dt
from decimal import Decimal

from gapsheet.model.assessment import Next, RuleOutcome, Value
from gapsheet.words import Lang, has, say


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


def rule_title(lang: Lang, outcome: RuleOutcome) -> str:
    """Return what the rule asks, with its limits."""
    return say(lang, "rules", f"{outcome.rule}.title", expected=_value(lang, outcome, outcome.expected))


def rule_found(lang: Lang, outcome: RuleOutcome) -> str:
    """Return what was found, in the words of the rule."""
    key, actual = f"{outcome.rule}.found", outcome.headline
    if actual is None and has(lang, "rules", f"{key}.none"):
        return say(lang, "rules", f"{key}.none")
    if outcome.rule == "max_assessment_age" and isinstance(actual, int):
        return say(lang, "rules", f"{key}.future") if actual < 0 else say(lang, "rules", key, n=actual)
    return say(lang, "rules", key, actual=_value(lang, outcome, actual))


def next_step(lang: Lang, step: Next) -> str:
    """Return the sentence that says what to do about a failed rule."""
    return say(lang, "rules", step.key, **step.params)


def _value(lang: Lang, outcome: RuleOutcome, value: Value) -> str:
    if isinstance(value, tuple):
        if outcome.rule == "evidence_for" and value is outcome.expected:
            return joined(lang, [say(lang, "terms", f"severity.inline.{name}") for name in value])
        return joined(lang, value)
    if isinstance(value, dict):
        return joined(lang, [_threshold(lang, outcome, name, limit) for name, limit in value.items()])
    return number(lang, value)


def _threshold(lang: Lang, outcome: RuleOutcome, name: str, limit: int | Decimal | None) -> str:
    shown = number(lang, limit)
    if outcome.rule == "min_checklist_score":
        key = "threshold.default" if name == "default" else "threshold.checklist"
        return say(lang, "rules", key, checklist=name, value=shown)
    if name == "default" and outcome.rule == "max_unanswered":
        return say(lang, "rules", "threshold.all", value=shown)
    severity = say(lang, "terms", f"severity.inline.{name}")
    return say(lang, "rules", "threshold.severity", severity=severity, value=shown)
