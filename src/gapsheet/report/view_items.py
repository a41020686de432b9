"""Items as a report shows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gapsheet.model.answers import AnswerSheet
from gapsheet.model.assessment import EvidenceResult, ItemResult, State, WaiverResult
from gapsheet.model.base import SEVERITIES
from gapsheet.report.labels import day, joined, number
from gapsheet.text import visible
from gapsheet.words import Lang, say

Shape = Literal["met", "partial", "unmet", "waived", "unanswered", "na"]
STATE_SHAPES: dict[State, Shape] = {
    "met": "met",
    "partial": "partial",
    "unmet": "unmet",
    "unanswered": "unanswered",
    "not-applicable": "na",
    "out-of-scope": "na",
}
"""The shape of a state."""
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+\Z", re.IGNORECASE)
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every item is shown against: the language, the people, the items that block, the facts by title."""

    lang: Lang
    sheet: AnswerSheet
    blockers: frozenset[str]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Prose:
    """Text from a stranger, made visible; `lang` is set when its language is not the report's."""

    text: str
    lang: Lang | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence; `href` only for http, https and mailto links."""

    title: str
    target: str
    href: str | None
    date: str | None
    missing: bool


@dataclass(frozen=True, slots=True)
class DueView:
    """A due date; `late` when it has passed."""

    date: str
    when: str
    late: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person by handle (for the filter) and name."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item; `state_text` carries the waiver ("Not met, waived until 30 Nov 2026"), `flags` what is wrong besides.

    `filters` are the choices of the filter bar that show it, separated by spaces. `good`, `steps` and `why` are
    filled for gaps only.
    """

    id: str
    shape: Shape
    state: State
    state_text: str
    statement: str
    severity: str
    blocks: bool
    filters: str
    answered: bool
    flags: tuple[str, ...]
    note: Prose | None
    reason: Prose | None
    why: str
    good: tuple[str, ...]
    steps: tuple[str, ...]
    owner: PersonView | None
    due: DueView | None
    evidence: tuple[EvidenceView, ...]
    assurance: str | None
    unbacked: bool
    worth: str
    effort: str
    line: int | None


@dataclass(frozen=True, slots=True)
class CellView:
    """An item in its checklist's row of shapes."""

    id: str
    shape: Shape
    label: str


def item_view(setting: Setting, result: ItemResult) -> ItemView:
    """Return one item in words."""
    lang, blocks = setting.lang, result.id in setting.blockers
    answer, gap = result.answer, shows_gap(result)
    return ItemView(
        id=result.id,
        shape=shape(result),
        state=result.state,
        state_text=state_text(lang, result),
        statement=visible(result.item.statement.text(lang)),
        severity=say(lang, "terms", f"severity.{result.severity}"),
        blocks=blocks,
        filters=_filters(result, blocks=blocks),
        answered=result.state in ("met", "partial", "unmet"),
        flags=_flags(lang, result),
        note=prose(lang, answer.note) if answer and answer.note else None,
        reason=_reason(setting, result),
        why=visible(result.item.why.text(lang)) if gap else "",
        good=tuple(visible(line.text(lang)) for line in result.item.met_when) if gap else (),
        steps=tuple(visible(line.text(lang)) for line in result.item.fix) if gap else (),
        owner=person(setting.sheet, answer.owner) if answer and answer.owner else None,
        due=_due(lang, result),
        evidence=tuple(evidence_view(lang, found) for found in result.evidence),
        assurance=None if result.assurance is None else say(lang, "terms", f"assurance.{result.assurance}"),
        unbacked=result.credit > 0 and result.assurance == "stated",
        worth=say(
            lang, "report", "points", points=number(lang, result.worth_shown), n=1 if result.worth_shown == 1 else 2
        ),
        effort=effort(lang, result),
        line=result.line,
    )


def shows_gap(result: ItemResult) -> bool:
    """Tell whether an item gets a full entry: a gap, or a claim that its evidence contradicts."""
    return result.gap or result.assurance == "contradicted"


def shape(result: ItemResult) -> Shape:
    """Return the shape of an item: the shield where a waiver in force stands on it."""
    return "waived" if result.waived else STATE_SHAPES[result.state]


def state_text(lang: Lang, result: ItemResult) -> str:
    """Return the state in words; a waived item keeps its state."""
    state = say(lang, "terms", f"state.{result.state}")
    if result.waived and result.waiver is not None:
        return say(lang, "report", "state.waived", state=state, date=day(lang, result.waiver.until))
    return state


def cell(lang: Lang, result: ItemResult) -> CellView:
    """Return an item as a linked shape with its full label."""
    statement = visible(result.item.statement.text(lang))
    label = say(lang, "report", "cell", id=result.id, state=state_text(lang, result), statement=statement)
    return CellView(result.id, shape(result), label)


def severest_first(result: ItemResult) -> tuple[bool, int, object, str]:
    """Return the key that sorts gaps: not waived first, critical first, then points to gain, then id."""
    return (result.waived, SEVERITIES.index(result.severity), -result.worth, result.id)


def effort(lang: Lang, result: ItemResult) -> str:
    """Return an item's effort in person-days."""
    return say(lang, "report", f"effort.{result.effort}")


def prose(lang: Lang, text: str) -> Prose:
    """Return text from the sheet with its line breaks and, where it differs, its language."""
    shown = visible(text.strip(), keep_newlines=True)
    spoken: Lang | None = "zh-CN" if _HAN.search(shown) else "en" if _LATIN.search(shown) else None
    return Prose(shown, spoken if spoken != lang else None)


def person(sheet: AnswerSheet, handle: str) -> PersonView:
    """Return a person of the sheet, by full name where the sheet gives one."""
    return PersonView(visible(handle), visible(sheet.person(handle)))


def evidence_view(lang: Lang, found: EvidenceResult) -> EvidenceView:
    """Return one piece of evidence; what is no plain web or mail address is text, not a link."""
    target = visible(found.target)
    href = link_of(found.status == "link", found.target)
    date = found.evidence.date
    return EvidenceView(
        title=visible(found.evidence.title) if found.evidence.title else target,
        target=target,
        href=href,
        date=None if date is None else day(lang, date),
        missing=found.status == "missing",
    )


def link_of(is_link: bool, target: str) -> str | None:
    """Return the address that a page may link to: plain web and mail addresses, nothing else."""
    return target if is_link and visible(target) == target and _LINK.match(target) else None


def days_left(lang: Lang, waiver: WaiverResult) -> str:
    """Return how long a waiver still stands, or since when it does not."""
    if waiver.state == "not-yet":
        return say(lang, "report", "waiver.not-yet", date=day(lang, waiver.granted))
    if waiver.days_left < 0:
        return say(lang, "report", "waiver.past", n=-waiver.days_left)
    if waiver.days_left == 0:
        return say(lang, "report", "waiver.last-day")
    return say(lang, "report", "waiver.left", n=waiver.days_left)


def _filters(result: ItemResult, *, blocks: bool) -> str:
    belongs = {
        "gaps": result.gap,
        "blockers": blocks,
        "waived": result.waived,
        "met": result.state == "met",
    }
    return " ".join(name for name, here in belongs.items() if here)


def _flags(lang: Lang, result: ItemResult) -> tuple[str, ...]:
    flags = []
    if result.assurance == "contradicted":
        flags.append(say(lang, "report", "flag.contradicted"))
    if result.waiver is not None and result.waiver.state in ("expired", "not-yet"):
        flags.append(say(lang, "report", f"flag.{result.waiver.state}", when=days_left(lang, result.waiver)))
    elif result.waived and result.waiver is not None and result.waiver.ends_soon:
        flags.append(days_left(lang, result.waiver))
    return tuple(flags)


def _reason(setting: Setting, result: ItemResult) -> Prose | None:
    lang = setting.lang
    if result.state == "out-of-scope":
        facts = joined(lang, [setting.facts.get(fact, visible(fact)) for fact in result.scope_facts])
        return Prose(say(lang, "report", "out-of-scope", facts=facts), None)
    if result.state == "not-applicable" and result.answer is not None and result.answer.reason:
        return prose(lang, result.answer.reason)
    return None


def _due(lang: Lang, result: ItemResult) -> DueView | None:
    if result.answer is None or result.answer.due is None or result.due_in is None:
        return None
    due, left = result.answer.due, result.due_in
    if left == 0:
        when = say(lang, "report", "due.today")
    elif left < 0:
        when = say(lang, "report", "due.late", n=-left)
    else:
        when = say(lang, "report", "due.in", n=left)
    return DueView(day(lang, due), when, left < 0)
