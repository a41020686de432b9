"""The statement of applicability: what was left out, by which facts, by whose word, and why."""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment
from gapsheet.report.view_items import Prose, person, prose
from gapsheet.text import visible
from gapsheet.words import Lang, say


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that took items out, or was answered no; `items` are those that lie on the page."""

    title: str
    value: str
    count: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """An item that does not count: by the team's word (`by` says whose), or dropped by an overlay of its checklist.

    `anchor` tells whether the item lies on the page.
    """

    id: str
    anchor: bool
    statement: str
    reason: Prose
    by: str


@dataclass(frozen=True, slots=True)
class ScopeView:
    """Items out of scope by facts, not applicable by the team's word, and dropped."""

    facts: tuple[FactView, ...]
    not_applicable: tuple[LeftOutView, ...]
    dropped: tuple[LeftOutView, ...]


def scope_view(lang: Lang, a: Assessment) -> ScopeView:
    """Return everything that was left out, with its reason."""
    return ScopeView(_facts(lang, a), _not_applicable(lang, a), _dropped(lang, a))


def _facts(lang: Lang, a: Assessment) -> tuple[FactView, ...]:
    """Return the facts answered no, and any other that took items out."""
    told = [fact for fact in a.facts if fact.value == "no" or fact.removed]
    return tuple(
        FactView(
            title=visible(fact.title.text(lang)),
            value=say(lang, "terms", f"fact.{fact.value}"),
            count=say(lang, "report", "facts.count", n=len(fact.removed)) if fact.removed else "",
            items=fact.removed,
        )
        for fact in told
    )


def _not_applicable(lang: Lang, a: Assessment) -> tuple[LeftOutView, ...]:
    rows = []
    for item in a.all_items():
        if item.state != "not-applicable" or item.answer is None:
            continue
        by = item.answer.by or a.sheet.assessor
        rows.append(
            LeftOutView(
                id=item.id,
                anchor=True,
                statement=visible(item.item.statement.text(lang)),
                reason=prose(lang, item.answer.reason or ""),
                by=person(a.sheet, by).name if by else "",
            )
        )
    return tuple(rows)


def _dropped(lang: Lang, a: Assessment) -> tuple[LeftOutView, ...]:
    return tuple(
        LeftOutView(
            id=dropped.item.id,
            anchor=False,
            statement=visible(dropped.item.statement.text(lang)),
            reason=Prose(visible(dropped.reason.text(lang)), None),
            by=visible(entry.title.text(lang)),
        )
        for entry in a.checklists
        if entry.base is not None
        for dropped in entry.base.dropped
    )
