"""The parts of a pull request's Markdown in the order in which a reviewer reads them."""

from collections.abc import Sequence

from gapsheet.report.changes_markdown import STATEMENT, shown, worst_first
from gapsheet.report.ignored import ignored_heading
from gapsheet.report.markdown_budget import Section
from gapsheet.report.review_lists import checklists, first_actions, open_items, waivers
from gapsheet.report.review_verdict import (
    Review,
    changed_items,
    changed_otherwise,
    changed_waivers,
    failing_rules,
    ignored_line,
    opening,
    passing_rules,
    rules_table,
    rules_title,
)

FIRST_CHANGES, FIRST_WAIVERS, FIRST_IGNORED = 8, 4, 6
"""How many rows of each stand on the first screen of a comment; the rest is folded below."""


def whole(review: Review) -> Sequence[Section]:
    """Return every part, open, for a page of its own; only the list of open items folds."""
    head, rows = rules_table(review)
    sections = [opening(review)]
    if rows:
        sections.append(Section("failing", rules_title(review), head, rows))
    if review.comparison and review.names_items:
        changes = worst_first(review.comparison)
        if changes:
            sections.append(changed_items(review, changes, review.say("changes", n=len(changes))))
        sections += changed_otherwise(review, review.comparison.waivers, fold=False)
    ignored = _ignored(review)
    if ignored:
        sections.append(Section("trust", review.say("trust.all", n=len(ignored)), _trusted(review), ignored))
    sections += first_actions(review, fold=False)
    sections += checklists(review, fold=False)
    sections += waivers(review, fold=False)
    return [*sections, *open_items(review, fold=True)]


def first_screen(review: Review) -> Sequence[Section]:
    """Return what a reviewer must see at once: worse or not, what changed, which rules fail, what does not count."""
    sections = [opening(review)]
    if review.comparison and review.names_items:
        changes, granted = worst_first(review.comparison), review.comparison.waivers
        more = len(changes) - FIRST_CHANGES
        if changes:
            told = review.say("changes.more", n=more) if more > 0 else ""
            sections.append(changed_items(review, changes[:FIRST_CHANGES], more=told))
        if granted:
            sections.append(Section("changes", "", (), changed_waivers(review, granted[:FIRST_WAIVERS])))
    failing = failing_rules(review)
    title = rules_title(review)
    if title:
        sections.append(Section("failing", "", (f"**{title}**", "") if failing else (f"**{title}**",), failing))
    ignored = _ignored(review)
    if ignored:
        left = len(ignored) - FIRST_IGNORED
        after = (review.say("trust.more", n=left),) if left > 0 else ()
        sections.append(Section("trust", "", _trusted(review), ignored[:FIRST_IGNORED], after))
    return sections


def folds(review: Review) -> Sequence[Section]:
    """Return everything else, each part behind a click."""
    sections: list[Section] = []
    if review.comparison and review.names_items:
        rest = worst_first(review.comparison)[FIRST_CHANGES:]
        if rest:
            sections.append(changed_items(review, rest, review.say("changes.rest", n=len(rest)), fold=True))
        sections += changed_otherwise(review, review.comparison.waivers[FIRST_WAIVERS:], fold=True)
    rest_ignored = _ignored(review)[FIRST_IGNORED:]
    if rest_ignored:
        title = review.say("trust.rest", n=len(rest_ignored))
        sections.append(Section("trust", title, (), rest_ignored, fold=True))
    passing = passing_rules(review)
    if passing:
        sections.append(Section("rules", review.say("rules.passing", n=len(passing)), (), passing, fold=True))
    sections += first_actions(review, fold=True)
    sections += checklists(review, fold=True)
    sections += waivers(review, fold=True)
    return [*sections, *open_items(review, fold=True)]


def _ignored(review: Review) -> tuple[str, ...]:
    trust = review.assessment.trust
    if trust is None or not review.names_items:
        return ()
    return tuple(f"- {shown(ignored_line(review, trust, row), STATEMENT)}" for row in trust.ignored)


def _trusted(review: Review) -> tuple[str, ...]:
    trust = review.assessment.trust
    return (f"**{shown(ignored_heading(review.lang, trust), STATEMENT)}**", "") if trust else ()
