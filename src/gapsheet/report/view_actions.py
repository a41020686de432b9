"""What to do first: the cheapest way through the gate, then the best worth per day of work."""

from dataclasses import dataclass
from decimal import Decimal

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.model.verdict import Action
from gapsheet.report.bars import Axis, StepBar, axis, step_bar
from gapsheet.report.labels import number
from gapsheet.report.view_gate import ACTIONS_SHOWN
from gapsheet.report.view_items import DueView, PersonView, Setting, effort, item_view
from gapsheet.text import visible
from gapsheet.words import Lang, say

_LATER_SHOWN = 16
"""Further actions of the plan that are named behind the rows."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """One row of "Do these first"; `gain`, `after` and `bar` only where closing an item moves the score."""

    title: str
    item: str | None
    why: str
    blocks: bool
    first: str
    effort: str
    owner: PersonView | None
    due: DueView | None
    gain: str
    after: str
    bar: StepBar | None


@dataclass(frozen=True, slots=True)
class LaterView:
    """An action that stands behind the rows; `href` where it concerns an item of the page."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ActionsView:
    """`clears_after` rows the gate clears; where the plan is longer, `rest` are its next actions.

    `cut` says that there are still more of them.
    """

    rows: tuple[ActionView, ...]
    lede: str
    clears_after: int | None
    rest: tuple[LaterView, ...]
    rest_text: str
    cut: bool
    axis: str
    more: str


def actions_view(lang: Lang, a: Assessment) -> ActionsView:
    """Return the first rows of what to do, and where among them the gate clears."""
    shown, plan = a.actions[:ACTIONS_SHOWN], [action for action in a.actions if action.in_plan]
    points = [p for action in shown for p in (action.before, action.after) if p is not None]
    minimum = a.gate.minimum if a.gate else None
    span = axis(points + ([minimum] if minimum is not None else [])) if points else None
    results = {item.id: item for item in a.items()}
    rows = tuple(_action(lang, a, action, results, span) for action in shown)
    rest = tuple(_later(lang, action) for action in plan[ACTIONS_SHOWN:])
    return ActionsView(
        rows=rows,
        lede=say(lang, "report", "first.lede.gate" if plan else "first.lede.score"),
        clears_after=len(plan) if 0 < len(plan) <= ACTIONS_SHOWN else None,
        rest=rest[:_LATER_SHOWN],
        cut=len(rest) > _LATER_SHOWN,
        rest_text=say(lang, "report", "first.clears.more", n=len(rest)) if rest else "",
        axis=_axis(lang, span, minimum),
        more=say(lang, "report", "first.more", n=a.numbers.counts.gaps),
    )


def _action(lang: Lang, a: Assessment, action: Action, results: dict[str, ItemResult], span: Axis | None) -> ActionView:
    step = action.step
    result = results.get(step.item) if step.item else None
    statement = visible(result.item.statement.text(lang)) if result else ""
    title = say(lang, "report", f"action.{step.action}", statement=statement, checklist=visible(step.checklist or ""))
    view = item_view(Setting(lang, a.sheet, frozenset(), {}), result) if result else None
    closes = step.action == "close" and result is not None
    drawn = closes and span is not None and action.before is not None and action.after is not None
    minimum = a.gate.minimum if a.gate else None
    return ActionView(
        title=title,
        item=step.item,
        why=say(lang, "report", f"why.{action.why}") if action.why else "",
        blocks=action.why == "blocks",
        first=view.steps[0] if view and closes and view.steps else "",
        effort=effort(lang, result) if result and closes else "",
        owner=view.owner if view else None,
        due=view.due if view else None,
        gain=f"+{number(lang, action.gain)}" if action.gain is not None else "",
        after=number(lang, action.after) if action.after is not None else "",
        bar=step_bar(span, action.before, action.after, minimum) if drawn else None,  # type: ignore[arg-type]  # `drawn` says that none of them is None
    )


def _later(lang: Lang, action: Action) -> LaterView:
    if action.step.item is not None:
        return LaterView(action.step.item, f"#{action.step.item}")
    checklist = visible(action.step.checklist or "")
    return LaterView(say(lang, "report", f"action.{action.step.action}", statement="", checklist=checklist), None)


def _axis(lang: Lang, span: Axis | None, minimum: Decimal | None) -> str:
    if span is None:
        return ""
    said = [say(lang, "report", "first.steps")]
    if minimum is None:
        said.append(say(lang, "report", "first.axis", low=span.low, high=span.high))
    else:
        limit = number(lang, minimum)
        said.append(say(lang, "report", "first.axis.minimum", low=span.low, high=span.high, minimum=limit))
    return ("" if lang == "zh-CN" else " ").join(said)
