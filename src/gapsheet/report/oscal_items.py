"""An item as OSCAL has it: a finding, its evidence as observations, and a gap as a risk.

A finding is satisfied or not-satisfied and nothing between. `reason` says which not-satisfied it is: fail, partial,
unanswered or contradicted; credit, severity, weight and assurance are properties. A waiver in force never makes a
finding satisfied: the risk behind it is deviation-approved until its last day, and the risk's log says who approved
it; a waiver that is not in force is in the log and in a property, and the risk is open. OSCAL's remediating is never
said: a sheet names an owner and a date, not that work has begun.

Gapsheet looks whether evidence is there and does not open links, so the method of an observation is UNKNOWN unless it
read the file and compared it (TEST); EXAMINE and INTERVIEW are what a person does and are never claimed. Without a
date of its own, evidence is collected on the day of the assessment and says so. `expires` is left out: a sheet does
not say how long evidence holds. Missing evidence and addresses that are no web or mail address have no href.
"""

from collections.abc import Sequence
from typing import Any

from gapsheet.model.assessment import EvidenceResult, ItemResult, WaiverResult
from gapsheet.report.labels import number
from gapsheet.report.oscal import (
    Data,
    Subject,
    begin_of,
    block,
    bullets,
    end_of,
    file_uri,
    filled,
    line,
    plain,
    prop,
    props,
    token,
    web_uri,
)
from gapsheet.report.view_items import evidence_view, state_text
from gapsheet.words import say


def title(subject: Subject, item: ItemResult) -> str:
    """Return the id and the statement of an item."""
    return line(f"{item.id} {item.item.statement.text(subject.lang)}")


def reason(item: ItemResult) -> str:
    """Return why a finding has its state, as a token."""
    if item.assurance == "contradicted":
        return "contradicted"
    return {"met": "pass", "unmet": "fail"}.get(item.state, item.state)


def finding(subject: Subject, item: ItemResult) -> Data:
    """Return what was found about one item that counts."""
    answer = item.answer
    statement = line(item.item.statement.text(subject.lang))
    status = {
        "state": "not-satisfied" if item.gap else "satisfied",
        "reason": reason(item),
        "remarks": state_text(subject.lang, item),
    }
    assured = subject.say(f"assurance.{item.assurance}") if item.assurance else ""
    note = block(answer.note) if answer and answer.note else ""
    return filled(
        {
            "uuid": subject.uid("finding", item.id),
            "title": title(subject, item),
            "description": note or state_text(subject.lang, item),
            "props": item_props(item),
            "origins": subject.origins(subject.answered_by(item)),
            "target": filled(
                {"type": "objective-id", "target-id": token(item.id), "title": statement, "status": status}
            ),
            "related-observations": related_observations(subject, item),
            "related-risks": [{"risk-uuid": subject.uid("risk", item.id)}] if item.gap else [],
            "remarks": assured,
        }
    )


def item_props(item: ItemResult) -> list[Data]:
    """Return what OSCAL has no word for."""
    answer, waiver = item.answer, item.waiver
    return props(
        prop("checklist", item.checklist),
        prop("section", item.section),
        prop("severity", item.severity),
        prop("weight", item.weight),
        prop("effort", item.effort),
        prop("state", item.state),
        prop("credit", f"{float(item.credit):g}"),
        prop("assurance", item.assurance),
        prop("worth", number("en", item.worth_shown)),
        prop("waived", "yes" if item.waived else "no"),
        prop("waiver-state", waiver.state if waiver else None),
        prop("waiver-until", waiver.until if waiver else None),
        prop("answered-at", answer.at if answer else None),
        prop("owner", answer.owner if answer else None),
        prop("due", answer.due if answer else None),
        prop("sheet-line", item.line),
    )


def gap_props(item: ItemResult) -> list[Data]:
    """Return of these what a reader of the gaps alone needs; the finding has them all."""
    kept = ("severity", "state", "waived", "waiver-state", "waiver-until", "owner", "due")
    return [entry for entry in item_props(item) if entry["name"] in kept]


def observations(subject: Subject, item: ItemResult) -> list[Data]:
    """Return one observation for each piece of evidence."""
    return [
        _observation(subject, item, piece, uuid)
        for piece, uuid in zip(item.evidence, _uuids(subject, item), strict=True)
    ]


def related_observations(subject: Subject, item: ItemResult) -> list[Data]:
    """Return the references to an item's evidence."""
    return [{"observation-uuid": uuid} for uuid in _uuids(subject, item)]


def _uuids(subject: Subject, item: ItemResult) -> list[str]:
    """Return the UUIDs of an item's evidence: by what it points to, and the how manieth time it does."""
    seen: dict[str, int] = {}
    found = []
    for piece in item.evidence:
        seen[piece.target] = seen.get(piece.target, 0) + 1
        found.append(subject.uid("evidence", item.id, piece.target, str(seen[piece.target])))
    return found


def _observation(subject: Subject, item: ItemResult, piece: EvidenceResult, uuid: str) -> Data:
    day = piece.evidence.date
    shown = evidence_view(subject.lang, piece)
    read = item.assurance in ("checked", "contradicted") and piece.status != "missing"
    entry = filled(
        {
            "href": href(piece),
            "description": line(shown.title if shown.title == shown.target else f"{shown.title} ({shown.target})"),
            "props": props(
                prop("status", piece.status),
                prop("target", piece.target),
                prop("sha256", piece.evidence.sha256),
            ),
        }
    )
    entry.setdefault("description", "–")
    return filled(
        {
            "uuid": uuid,
            "title": line(f"{item.id} {shown.title}"),
            "description": subject.say(f"evidence.{piece.status}"),
            "props": props(prop("item", item.id), prop("date", "given" if day else "assumed")),
            "methods": ["TEST" if read else "UNKNOWN"],
            "types": ["evidence"],
            "origins": subject.origins(subject.answered_by(item)),
            "subjects": subject.about_system(),
            "relevant-evidence": [entry],
            "collected": begin_of(day) if day else subject.now,
        }
    )


def href(piece: EvidenceResult) -> str | None:
    """Return where evidence can be found, as a URI reference relative to the root; None: nowhere."""
    if piece.status == "missing":
        return None
    if piece.path is not None:
        return file_uri(piece.path)
    shown = evidence_view("en", piece).href
    return web_uri(shown) if shown else None


def risk(subject: Subject, item: ItemResult) -> Data:
    """Return what a gap means, what accepts it, and how it would be closed."""
    waiver, answer = item.waiver, item.answer
    accepted = waiver is not None and item.waived
    due = waiver.until if waiver is not None and item.waived else answer.due if answer else None
    factor = [
        {
            "uuid": subject.uid("mitigation", item.id),
            "description": block(waiver.reason) or "–",
            "props": props(prop("kind", "waiver")),
        }
        for waiver in [waiver]
        if waiver is not None and accepted
    ]
    why = block(item.item.why.text(subject.lang))
    return filled(
        {
            "uuid": subject.uid("risk", item.id),
            "title": title(subject, item),
            "description": f"{state_text(subject.lang, item)}\n\n{why}",
            "statement": why,
            "props": gap_props(item),
            "status": "deviation-approved" if accepted else "open",
            "origins": subject.origins(),
            "mitigating-factors": factor,
            "deadline": end_of(due) if due else None,
            "remediations": [_recommended(subject, item), *_planned(subject, item)],
            "risk-log": {"entries": [_log(subject, item, waiver)]} if waiver else {},
            "related-observations": related_observations(subject, item),
        }
    )


def _recommended(subject: Subject, item: ItemResult) -> Data:
    """Return the first steps that the checklist names."""
    return {
        "uuid": subject.uid("recommendation", item.id),
        "lifecycle": "recommendation",
        "title": subject.say("oscal.recommended"),
        "description": bullets(step.text(subject.lang) for step in item.item.fix),
        "props": props(prop("effort", item.effort)),
        "origins": subject.origins(),
    }


def _planned(subject: Subject, item: ItemResult) -> list[Data]:
    """Return who closes the gap by when, as far as the sheet says it."""
    answer = item.answer
    if answer is None or not (answer.owner or answer.due):
        return []
    owner = [{"role-id": "owner", "party-uuids": [subject.person(answer.owner)]}] if answer.owner else []
    task: dict[str, Any] = {
        "uuid": subject.uid("task", item.id),
        "type": "milestone",
        "title": title(subject, item),
        "timing": {"on-date": {"date": end_of(answer.due)}} if answer.due else {},
        "responsible-roles": owner,
    }
    plan = {
        "uuid": subject.uid("response", item.id),
        "lifecycle": "planned",
        "title": subject.say("oscal.planned"),
        "description": subject.say("oscal.planned.text"),
        "origins": subject.origins(answer.owner or None, "owner"),
        "tasks": [filled(task)],
    }
    return [plan]


def _log(subject: Subject, item: ItemResult, waiver: WaiverResult) -> Data:
    """Return who accepted the gap, when and until when; it changes the status only while it is in force."""
    by = waiver.by or None
    return filled(
        {
            "uuid": subject.uid("waiver", item.id),
            "title": subject.say(f"waiver.{waiver.state}"),
            "description": block(waiver.reason),
            "start": begin_of(waiver.granted),
            "end": end_of(waiver.until),
            "props": props(prop("kind", "waiver"), prop("waiver-state", waiver.state)),
            "logged-by": [{"party-uuid": subject.person(by), "role-id": "approver"}] if by else [],
            "status-change": "deviation-approved" if item.waived else None,
        }
    )


def left_out(subject: Subject, item: ItemResult) -> Data:
    """Return an item that does not count, not applicable or out of scope, as an observation with its reason."""
    answer = item.answer
    if item.state == "out-of-scope":
        told = {fact.id: fact.title.text(subject.lang) for fact in subject.assessment.facts}
        facts = say(subject.lang, "terms", "list.comma").join(line(told.get(name, name)) for name in item.scope_facts)
        why = subject.say("out-of-scope", facts=facts)
    else:
        why = block(answer.reason) if answer and answer.reason else ""
    return filled(
        {
            "uuid": subject.uid("left-out", item.id),
            "title": title(subject, item),
            "description": why or state_text(subject.lang, item),
            "props": item_props(item),
            "methods": ["UNKNOWN"],
            "types": [item.state],
            "origins": subject.origins(subject.answered_by(item) if item.state == "not-applicable" else None),
            "subjects": subject.about_system(),
            "collected": begin_of(answer.at) if answer and answer.at else subject.now,
        }
    )


def objective(subject: Subject, item: ItemResult) -> Data:
    """Return an item as a local control objective, every line of "met when" a part of it."""
    lang, name = subject.lang, token(item.id)
    lines: Sequence[str] = [line(entry.text(lang)) for entry in item.item.met_when]
    parts = [
        {"id": f"{name}.{index}", "name": "assessment-objective", "prose": prose}
        for index, prose in enumerate(lines, 1)
        if prose
    ]
    whole = {
        "id": name,
        "name": "assessment-objective",
        "prose": line(item.item.statement.text(lang)),
        "parts": parts,
    }
    return {
        "control-id": name,
        "description": title(subject, item),
        "props": props(
            prop("checklist", item.checklist),
            prop("severity", item.severity),
            *(prop("reference", plain(ref)) for ref in item.item.refs),
        ),
        "parts": [filled(whole)],
    }
