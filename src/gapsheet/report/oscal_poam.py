"""The gaps as an OSCAL 1.2.1 plan of action and milestones (NIST, `oscal-poam.schema.json`).

One item of the plan for each gap, in the order of what to do first: the cheapest way to pass, then the best worth per
person-day. Steps of that way that close no gap (name evidence, review the assessment, add a checklist) are items of
their own. Gaps of a rubric that stands alone come last and say that the gate does not know them. Waived gaps stay in
the plan; their risk is deviation-approved. Findings, risks and evidence have the UUIDs of the assessment results
(`oscal_results.py`).

What the plan cannot express: an order (the list has one, and `position` says it), an effort, the points that a step
adds, where the gate clears, and a team's word that work has begun; they are properties or left out. There is no
system security plan: `system-id` stands for the system. OSCAL wants at least one item. Where there is nothing to do,
the one item says that, is of the kind `nothing-to-do` and refers to nothing.
"""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.model.verdict import Action
from gapsheet.report.labels import number
from gapsheet.report.oscal import Data, Subject, block, filled, line, prop, props, written
from gapsheet.report.oscal_items import finding, gap_props, observations, related_observations, risk, title
from gapsheet.report.view_items import state_text
from gapsheet.words import Lang, say


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the plan as one JSON document."""
    subject = Subject(assessment, lang)
    rows = _rows(assessment)
    gaps = [row.gap for row in rows if row.gap is not None]
    steps = [_entry(subject, place, row) for place, row in enumerate(rows, 1)]
    document = {
        "uuid": subject.uid("plan-of-action-and-milestones"),
        "metadata": subject.metadata(subject.say("oscal.poam.title", system=subject.name), gaps),
        "system-id": {"identifier-type": "http://ietf.org/rfc/rfc4122", "id": subject.uid("system")},
        "local-definitions": {"components": [subject.system], "assessment-assets": subject.assets()},
        "observations": [seen for item in gaps for seen in observations(subject, item)],
        "risks": [risk(subject, item) for item in gaps],
        "findings": [finding(subject, item) for item in gaps],
        "poam-items": steps or [_nothing(subject)],
    }
    return written({"plan-of-action-and-milestones": filled(document)})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: a gap, or a step that closes none; without an action it is a gap that the gate does not know."""

    gap: ItemResult | None
    item: ItemResult | None
    action: Action | None


def _rows(a: Assessment) -> list[_Row]:
    """Return every gap once and every further step, in the order in which they are to be done."""
    known = {item.id: item for item in a.items()}
    rows: list[_Row] = []
    seen: set[str] = set()
    for action in a.actions:
        item = known.get(action.step.item) if action.step.item else None
        first = item is not None and item.gap and item.id not in seen
        if item is not None and first:
            seen.add(item.id)
        if first or action.step.action != "close":
            rows.append(_Row(item if first else None, item, action))
    return rows + [_Row(item, item, None) for item in a.all_items() if item.gap and item.id not in seen]


def _entry(subject: Subject, place: int, row: _Row) -> Data:
    item, action = row.gap, row.action
    if item is None:
        return _step(subject, place, row.item, action)
    why = block(item.item.why.text(subject.lang))
    answer = item.answer
    note = block(answer.note) if answer and answer.note else ""
    return filled(
        {
            "uuid": subject.uid("poam-item", item.id),
            "title": title(subject, item),
            "description": f"{state_text(subject.lang, item)}\n\n{why}",
            "props": props(prop("kind", "gap"), *_action(place, action), *gap_props(item)),
            "origins": subject.origins((answer.owner or None) if answer else None, "owner"),
            "related-findings": [{"finding-uuid": subject.uid("finding", item.id)}],
            "related-observations": related_observations(subject, item),
            "related-risks": [{"risk-uuid": subject.uid("risk", item.id)}],
            "remarks": note,
        }
    )


def _step(subject: Subject, place: int, item: ItemResult | None, action: Action | None) -> Data:
    """Return a step of the way to pass that closes no gap."""
    step = action.step if action else None
    name = step.action if step else "close"
    statement = line(item.item.statement.text(subject.lang)) if item else ""
    checklist = line(step.checklist or "") if step else ""
    said = say(subject.lang, "report", f"action.{name}", statement=statement, checklist=checklist)
    return filled(
        {
            "uuid": subject.uid("step", name, item.id if item else (step.checklist or "") if step else ""),
            "title": f"{line(item.id)} {said}" if item else said,
            "description": said,
            "props": props(prop("kind", "step"), *_action(place, action), prop("item", item.id if item else None)),
            "origins": subject.origins(),
        }
    )


def _action(place: int, action: Action | None) -> list[Data | None]:
    """Return where a row stands and why; without an action, the gate does not know it."""
    if action is None:
        return [prop("position", place), prop("stands-alone", "yes")]
    return [
        prop("position", place),
        prop("action", action.step.action),
        prop("in-plan", "yes" if action.in_plan else "no"),
        prop("why", action.why),
        prop("gain", None if action.gain is None else number("en", action.gain)),
        prop("score-after", None if action.after is None else number("en", action.after)),
    ]


def _nothing(subject: Subject) -> Data:
    return {
        "uuid": subject.uid("poam-item"),
        "title": subject.say("oscal.poam.nothing"),
        "description": subject.say("oscal.poam.nothing.text"),
        "props": props(prop("kind", "nothing-to-do")),
        "origins": subject.origins(),
    }
