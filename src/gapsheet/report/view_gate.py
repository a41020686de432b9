"""The verdict as a report says it: one word, why, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import NothingToCompare
from gapsheet.model.verdict import GateResult, RuleName, RuleOutcome, Verdict
from gapsheet.report.bars import Bar, bar
from gapsheet.report.diff_sentences import since
from gapsheet.report.labels import checklist_titles, day, joined, next_step, number, rule_found, rule_title
from gapsheet.report.view_items import days_left
from gapsheet.text import visible
from gapsheet.words import Lang, say

ITEM_RULES: frozenset[RuleName] = frozenset(
    {"max_open", "max_waived", "max_waiver_days", "unwaivable", "max_unanswered", "evidence_for", "no_item_worse"}
)
"""Rules that name the very items that make them fail; the others look at sums."""

ACTIONS_SHOWN = 5
"""Rows of "Do these first" (`experience.md` section 2.2)."""

SHAPES: dict[Verdict, str] = {
    "ready": "met",
    "ready-with-waivers": "waived",
    "not-ready": "unmet",
    "cannot-be-judged": "unanswered",
}
"""The shape of a verdict."""

_NAMED = 3
"""A rule on the card names at most this many checklists; the table of checklists has them all."""

_REASONS = 2
"""A verdict gives at most this many reasons in words; all rules stand below it."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule of the policy."""

    passed: bool
    title: str
    found: str
    items: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ChangeOfScore:
    """What the score did since last time; `direction` tells whether it went up or down."""

    text: str
    direction: Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The first card: `key` is a verdict, or `none` when no policy was applied.

    `score` is the headline, a whole number or the sign for nothing counted; `exact` the shown score.
    """

    key: Verdict | Literal["none"]
    shape: str
    word: str
    sentences: tuple[str, ...]
    score: str
    exact: str
    scored: bool
    change: ChangeOfScore | None
    notes: tuple[str, ...]
    bar: Bar | None
    low: bool
    failing: tuple[RuleView, ...]
    passing: tuple[RuleView, ...]
    rules_count: str


def verdict_view(lang: Lang, a: Assessment) -> VerdictView:
    """Return the verdict with its reasons, or the score alone when no policy was applied."""
    gate, score = a.gate, a.numbers.score
    rules = () if gate is None or score is None else tuple(rule_view(lang, a, rule) for rule in gate.rules)
    count = ""
    if gate is not None and score is not None:
        passed = sum(rule.passed for rule in gate.rules)
        count = say(lang, "report", "rules.count", passed=passed, n=len(gate.rules))
    return VerdictView(
        key="none" if gate is None else gate.verdict,
        shape="gauge" if gate is None else SHAPES[gate.verdict],
        word=say(lang, "report", "score") if gate is None else say(lang, "terms", f"verdict.{gate.verdict}"),
        sentences=_sentences(lang, a),
        score=headline(lang, score),
        exact=number(lang, score),
        scored=score is not None,
        change=_change(lang, a),
        notes=_notes(lang, a),
        bar=bar(lang, a.numbers, gate.minimum if gate else None, _score_before(a)),
        low=any(rule.rule == "min_score" and not rule.passed for rule in gate.rules) if gate else False,
        failing=tuple(rule for rule in rules if not rule.passed),
        passing=tuple(rule for rule in rules if rule.passed),
        rules_count=count,
    )


def _change(lang: Lang, a: Assessment) -> ChangeOfScore | None:
    """Return what the score did since the baseline, where there is one that has a score."""
    told = a.comparison
    if told is None or isinstance(told, NothingToCompare) or told.change is None:
        return None
    return ChangeOfScore(since(lang, told), "up" if told.change > 0 else "down" if told.change < 0 else "same")


def _score_before(a: Assessment) -> Decimal | None:
    """Return the score of last time, where it may stand beside today's."""
    told = a.comparison
    comparable = told is not None and not isinstance(told, NothingToCompare) and told.like_for_like
    return told.old_score if comparable else None  # type: ignore[union-attr]  # `comparable` says that it is one


def headline(lang: Lang, score: Decimal | None) -> str:
    """Return the shown score cut to a whole number."""
    return say(lang, "report", "score.none") if score is None else str(int(score))


def blockers(a: Assessment) -> frozenset[str]:
    """Return the items that make a rule fail: those it names, of the severities that miss their limit."""
    return frozenset(blocking(a))


def blocking(a: Assessment) -> dict[str, tuple[RuleOutcome, ...]]:
    """Return the items that make a rule fail, each with those rules in the order of the vocabulary."""
    if a.gate is None:
        return {}
    severity = {item.id: item.severity for item in a.items()}
    found: dict[str, tuple[RuleOutcome, ...]] = {}
    for rule in a.gate.rules:
        if not rule.passed and rule.rule in ITEM_RULES:
            every = not rule.failing or "default" in rule.failing
            for name in rule.items:
                if every or severity.get(name) in rule.failing:
                    found[name] = (*found.get(name, ()), rule)
    return found


def rule_view(lang: Lang, a: Assessment, rule: RuleOutcome) -> RuleView:
    """Return one rule in words; `next` is empty where it passes."""
    return RuleView(
        passed=rule.passed,
        title=rule_title(lang, rule, checklist_titles(lang, a)),
        found=_found(lang, a, rule),
        items=tuple(visible(item) for item in rule.items),
        next=visible(next_step(lang, rule.next)) if rule.next is not None and not rule.passed else "",
    )


def _found(lang: Lang, a: Assessment, rule: RuleOutcome) -> str:
    if rule.rule == "min_checklist_score" and isinstance(rule.headline, dict) and rule.headline:
        titles = checklist_titles(lang, a)
        parts = [f"{titles.get(name, visible(name))} {number(lang, value)}" for name, value in rule.headline.items()]
        if len(parts) <= _NAMED:
            return joined(lang, parts)
        shown = joined(lang, parts[:_NAMED])
        return say(lang, "report", "rule.more", shown=shown, n=len(parts) - _NAMED)
    if rule.rule == "require_checklists":
        if rule.passed:
            return ""
        return say(lang, "report", "rule.missing", checklists=visible(joined(lang, rule.failing)))
    return visible(rule_found(lang, rule))


def _notes(lang: Lang, a: Assessment) -> tuple[str, ...]:
    numbers, counts = a.numbers, a.numbers.counts
    notes = []
    if numbers.high is not None and numbers.high != numbers.low:
        notes.append(say(lang, "report", "range", high=number(lang, numbers.high)))
    if counts.claims:
        notes.append(say(lang, "report", "evidence", backed=counts.claims_with_evidence, claims=counts.claims))
    return tuple(notes)


def _sentences(lang: Lang, a: Assessment) -> tuple[str, ...]:
    if a.numbers.score is None:
        return (say(lang, "report", "nothing-counted"),)
    if a.gate is None:
        return (say(lang, "report", "no-policy"),)
    if a.gate.verdict == "ready":
        return _ready(lang, a, a.gate)
    if a.gate.verdict == "ready-with-waivers":
        return _with_waivers(lang, a)
    failing = [rule for rule in a.gate.rules if not rule.passed]
    reasons = [_reason(lang, a, rule) for rule in failing[:_REASONS]]
    return (*reasons, _way(lang, a.gate))


def _ready(lang: Lang, a: Assessment, gate: GateResult) -> tuple[str, ...]:
    said = [say(lang, "report", "ready.1", n=len(gate.rules))]
    if a.numbers.counts.waived:
        said.append(say(lang, "report", "ready.2"))
    if a.numbers.counts.gaps:
        said.append(say(lang, "report", "ready.gaps", n=a.numbers.counts.gaps))
    return tuple(said)


def _with_waivers(lang: Lang, a: Assessment) -> tuple[str, ...]:
    said = [say(lang, "report", "waivers.1", n=a.numbers.counts.waived)]
    first = next((i.waiver for i in a.items() if i.id == a.waivers[0]), None) if a.waivers else None
    if first is not None and first.state == "in-force":
        said.append(say(lang, "report", "waivers.2", date=day(lang, first.until), when=days_left(lang, first)))
    return tuple(said)


def _way(lang: Lang, gate: GateResult) -> str:
    way = gate.way_to_pass
    if not way.reachable:
        titles = [rule_title(lang, rule) for rule in gate.rules if rule.rule in way.blocked_by]
        return say(lang, "report", "way.unreachable", rules=visible(joined(lang, titles)))
    many = len(way.steps) > ACTIONS_SHOWN
    clears = say(lang, "report", "way.many" if many else "way", n=len(way.steps))
    if way.effort_days:
        return clears + say(lang, "report", "way.days", n=way.effort_days)
    return clears + say(lang, "report", "way.free")


def _reason(lang: Lang, a: Assessment, rule: RuleOutcome) -> str:
    """Return why a failing rule fails, as a sentence."""
    key = f"why.{rule.rule}"
    actual, expected = rule.actual, rule.expected
    if isinstance(actual, Mapping):
        if rule.rule == "min_checklist_score":
            return _low_checklists(lang, a, rule)
        shown = [(name, actual[name]) for name in rule.failing if name in actual]
        one = 1 if [count for _, count in shown] == [1] else 2
        return say(lang, "report", key, n=one, counts=_counts(lang, shown), items=_ids(lang, rule))
    if rule.rule == "require_checklists":
        return say(lang, "report", key, items=visible(joined(lang, rule.failing)))
    if actual is None:
        return say(lang, "report", f"{key}.none", expected=_figure(lang, expected))
    if rule.rule == "max_assessment_age" and isinstance(actual, int) and actual < 0:
        return say(lang, "report", f"{key}.future")
    params = {"actual": _figure(lang, actual), "expected": _figure(lang, expected), "items": _ids(lang, rule)}
    return say(lang, "report", key, **params)


def _low_checklists(lang: Lang, a: Assessment, rule: RuleOutcome) -> str:
    titles, actual, expected = checklist_titles(lang, a), rule.actual, rule.expected
    absent = [name for name in rule.failing if name not in titles]
    if absent:
        return say(lang, "report", "why.min_checklist_score.absent", checklists=visible(joined(lang, absent)))
    if len(rule.failing) > 1:
        low = joined(lang, [titles[name] for name in rule.failing])
        return say(lang, "report", "why.min_checklist_score.more", n=len(rule.failing), checklists=low)
    name = rule.failing[0]
    assert isinstance(actual, Mapping)
    assert isinstance(expected, Mapping)
    return say(
        lang,
        "report",
        "why.min_checklist_score",
        checklist=titles[name],
        actual=number(lang, actual[name]),
        expected=number(lang, expected.get(name, expected.get("default"))),
    )


def _counts(lang: Lang, shown: list[tuple[str, Decimal | int | None]]) -> str:
    parts = []
    for name, count in shown:
        key = "count.all" if name == "default" else "count.severity"
        severity = say(lang, "terms", f"severity.inline.{name}")
        parts.append(say(lang, "report", key, n=number(lang, count), severity=severity))
    return say(lang, "report", "and").join(parts)


def _ids(lang: Lang, rule: RuleOutcome) -> str:
    return visible(joined(lang, rule.items[:6])) + (" …" if len(rule.items) > 6 else "")


def _figure(lang: Lang, value: object) -> str:
    return number(lang, value) if isinstance(value, int | Decimal) else ""
