"""The first screen of a pull request in Markdown: the verdict, what changed, which rules fail, what does not count.

`publish` decides what a part names: `verdict` no item at all, `summary` items by id and statement, `full` the rest too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Change, Comparison, Ignored, NothingToCompare, Trust, WaiverChange
from gapsheet.model.verdict import RuleOutcome
from gapsheet.report.changes_markdown import (
    COMMIT,
    STATEMENT,
    bridge,
    moved_line,
    notes,
    shown,
    table_head,
    table_row,
    verdict_line,
    waiver_line,
)
from gapsheet.report.formats import Publish
from gapsheet.report.ignored import ignored_heading, ignored_name, ignored_text
from gapsheet.report.labels import joined, rule_found
from gapsheet.report.markdown_budget import Section
from gapsheet.report.view_gate import ITEM_RULES, RuleView, verdict_view
from gapsheet.report.view_lists import tally_view
from gapsheet.words import Lang, Param, say

ITEMS_NAMED = 8
"""How many items the line of a rule names."""


_SAY_IT_ALL = ("min_checklist_score", "require_checklists")
"""Rules whose next step only repeats what was found."""


@dataclass(frozen=True, slots=True)
class Review:
    """An assessment, and for whom it is told: the language, and how much may be published."""

    assessment: Assessment
    lang: Lang
    publish: Publish

    def say(self, key: str, /, **params: Param) -> str:
        """Return a sentence of the word area "ci"."""
        return say(self.lang, "ci", key, **params)

    def colon(self) -> str:
        """Return the colon of the language."""
        return say(self.lang, "terms", "list.colon")

    def aside(self, text: str) -> str:
        """Return a text in the brackets of the language."""
        return say(self.lang, "terms", "aside", text=text)

    @property
    def names_items(self) -> bool:
        """Whether items may be named."""
        return self.publish != "verdict"

    @property
    def comparison(self) -> Comparison | None:
        """What changed, where there is a baseline with something in it."""
        found = self.assessment.comparison
        return found if isinstance(found, Comparison) else None


def headline(review: Review) -> str:
    """Return the verdict, the score and the system as a heading."""
    view = verdict_view(review.lang, review.assessment)
    parts = [view.word, *([f"{view.exact} {say(review.lang, 'report', 'of-100')}"] if view.scored else [])]
    return f"## {' · '.join([*parts, shown(review.assessment.sheet.system, 80)])}"


def opening(review: Review) -> Section:
    """Return what is said at once: worse or not, why it passes or cannot be judged, and the items by state."""
    lang, a = review.lang, review.assessment
    gap = "" if lang == "zh-CN" else " "
    said: list[str] = []
    if review.comparison:
        said += [verdict_line(lang, review.comparison), gap.join(notes(lang, review.comparison))]
    elif isinstance(a.comparison, NothingToCompare):
        commit = shown(a.comparison.commit[:COMMIT])
        said.append(say(lang, "diff", "nothing", source=shown(a.comparison.source), commit=commit))
    if a.gate is None or a.gate.verdict != "not-ready":
        said.append(gap.join(shown(text, STATEMENT) for text in _reasons(review)))
    if a.trust and not a.trust.ignored:
        said.append(shown(ignored_heading(lang, a.trust), STATEMENT))
    elif a.trust and not review.names_items:
        said.append(ignored_count(review, a.trust))
    tally = [f"{entry.count} {entry.word}{entry.extra}" for entry in tally_view(lang, a.numbers.counts)]
    lines = [line for text in said if text for line in (text, "")]
    return Section("head", "", (*lines, " · ".join(tally)))


def _reasons(review: Review) -> Sequence[str]:
    if review.assessment.gate is None:
        return [review.say("no-policy")]
    if review.assessment.numbers.score is None:
        return [review.say("nothing-counted")]
    said = verdict_view(review.lang, review.assessment).sentences
    return said if review.names_items else said[:1]


# ---- what changed ------------------------------------------------------------------------------------------------


def changed_items(
    review: Review, changes: Sequence[Change], title: str = "", *, more: str = "", fold: bool = False
) -> Section:
    """Return changes as a table; a sentence on what is not here, and under a title of its own the way of the score."""
    lang = review.lang
    way = bridge(lang, review.comparison) if review.comparison and title else ""
    rows = tuple(table_row(lang, change) for change in changes)
    after = tuple(text for text in (more, way) if text)
    return Section("more" if fold else "changes", title, table_head(lang), rows, after, fold=fold)


def changed_otherwise(review: Review, waivers: Sequence[WaiverChange], *, fold: bool) -> list[Section]:
    """Return these changes of waivers, and what else moved, as a list."""
    comparison = review.comparison
    if comparison is None:
        return []
    moved = [moved_line(review.lang, row, review.publish, review.assessment.sheet.people) for row in comparison.moved]
    rows = (*changed_waivers(review, waivers), *moved)
    if not rows:
        return []
    after = (review.say("unchanged", n=comparison.unchanged),)
    return [Section("moved", review.say("moved", n=len(rows)), (), rows, after, fold=fold)]


def changed_waivers(review: Review, waivers: Sequence[WaiverChange]) -> tuple[str, ...]:
    """Return what became of waivers, as lines of a list."""
    return tuple(waiver_line(review.lang, change) for change in waivers)


# ---- rules --------------------------------------------------------------------------------------------------------


def rules_title(review: Review) -> str:
    """Return how many rules fail, or that all pass, and of which policy."""
    gate = review.assessment.gate
    if gate is None or review.assessment.numbers.score is None:
        return ""
    failed, every = len(gate.failed), len(gate.rules)
    policy = shown(gate.policy)
    if not failed:
        return review.say("rules.pass", n=every, policy=policy)
    if every == 1:
        return review.say("rules.one", policy=policy)
    return review.say("rules.fail", n=failed, all=every, policy=policy)


def failing_rules(review: Review) -> tuple[str, ...]:
    """Return each rule that fails with what was found, as lines of a list."""
    word = f"**{say(review.lang, 'report', 'rule.fail')}**"
    return tuple(f"- {word}{review.colon()}{_inert(title, found)}" for title, found in rules(review, passed=False))


def passing_rules(review: Review) -> tuple[str, ...]:
    """Return each rule that passes with what was found, as lines of a list."""
    return tuple(f"- {_inert(title, found)}" for title, found in rules(review, passed=True))


def rules_table(review: Review) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the head and the rows of a table of all rules, those that fail first."""
    lang = review.lang
    heads = (say(lang, "report", "verdict"), say(lang, "report", "method.rule"), say(lang, "report", "method.found"))
    rows = []
    for passed, word in ((False, f"**{say(lang, 'report', 'rule.fail')}**"), (True, say(lang, "report", "rule.pass"))):
        rows += [f"| {word} | {_inert(title)} | {_inert(found)} |" for title, found in rules(review, passed=passed)]
    return (f"| {' | '.join(heads)} |", "| --- | --- | --- |"), tuple(rows)


def _inert(*texts: str) -> str:
    return " – ".join(shown(text, 2 * STATEMENT) for text in texts if text)


def rules(review: Review, *, passed: bool) -> list[tuple[str, str]]:
    """Return what each rule asks and what it found, not escaped; for those that pass or those that fail."""
    gate, view = review.assessment.gate, verdict_view(review.lang, review.assessment)
    if gate is None or review.assessment.numbers.score is None:
        return []
    outcomes, views = (gate.passed, view.passing) if passed else (gate.failed, view.failing)
    return [(_title(review, o, v), _found(review, o, v)) for o, v in zip(outcomes, views, strict=True)]


def _title(review: Review, outcome: RuleOutcome, view: RuleView) -> str:
    """Return what a rule asks; where no item may be named, how many it names."""
    if outcome.rule == "unwaivable" and isinstance(outcome.expected, tuple) and not review.names_items:
        return review.say("unwaivable.title", n=len(outcome.expected))
    return view.title


def _found(review: Review, outcome: RuleOutcome, view: RuleView) -> str:
    """Return what a rule found, naming the first items concerned, or how many, where none may be named."""
    listed = outcome.headline if isinstance(outcome.headline, tuple) and outcome.rule != "require_checklists" else ()
    if listed and not review.names_items:
        return review.say("rule.named", n=len(listed))
    if listed:
        short = replace(outcome, headline=listed[:ITEMS_NAMED])
        return _more(review, rule_found(review.lang, short), len(listed) - ITEMS_NAMED)
    if outcome.passed or not review.names_items:
        return view.found
    if outcome.rule in ITEM_RULES and view.items:
        named = joined(review.lang, view.items[:ITEMS_NAMED])
        return review.say("rule.items", found=view.found, items=_more(review, named, len(view.items) - ITEMS_NAMED))
    step = "" if outcome.rule in _SAY_IT_ALL else view.next
    return " – ".join(text for text in (view.found, step) if text)


def _more(review: Review, items: str, n: int) -> str:
    return review.say("rule.more", items=items, n=n) if n > 0 else items


# ---- what was ignored ----------------------------------------------------------------------------------------------


def ignored_count(review: Review, trust: Trust) -> str:
    """Return how many things of which kind do not count, naming none."""
    kinds = dict.fromkeys(row.what for row in trust.ignored)
    counts = {kind: sum(row.what == kind for row in trust.ignored) for kind in kinds}
    parts = [review.say(f"ignored.{kind}", n=n) for kind, n in counts.items()]
    return review.say("ignored", revision=shown(trust.revision), counts=joined(review.lang, parts))


def ignored_line(review: Review, trust: Trust, row: Ignored) -> str:
    """Return what does not count and why, not escaped; who approved a waiver only where all is published."""
    if row.what == "waiver" and row.why == "differs" and review.publish != "full":
        text = review.say("ignored.words", revision=trust.revision)
    else:
        text = ignored_text(review.lang, row, trust)
    return f"{ignored_name(review.lang, row)}{review.colon()}{text}"
