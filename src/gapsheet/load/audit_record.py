"""What an audit reader would miss in a valid sheet: whom it is about, who signed, how each claim was established."""

import datetime as dt
from collections.abc import Iterable, Mapping

from gapsheet.load.cross_checks import comes_later
from gapsheet.load.pins import Pinned
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.location import DocPath
from gapsheet.model.answers import Answer, AnswerSheet
from gapsheet.model.checklist import Item
from gapsheet.model.people import People
from gapsheet.model.record import OPERATING, SIGNOFF_ROLES, SignoffRole

_TOP = (
    "organisation",
    "assessed",
    "assessor",
    "independence",
    "participants",
    "scope",
    "assumptions",
    "statement",
    "classification",
    "distribution",
)
"""What a record says of the whole assessment, besides `subject` and `period`."""
_ACTS: dict[SignoffRole, str] = {"prepared": "编制", "reviewed": "复核", "approved": "批准"}
_MOST_NAMED = 8
"""So many items are named where many have the same defect."""
_HERE: DocPath = ("system",)
"""Where a missing key of the whole sheet is noted."""


def check_record(reading: Reading, sheet: AnswerSheet, pinned: Pinned, as_of: dt.date) -> None:
    """Note what the record of an assessment has and this sheet has not, evidence aside."""
    judged = judged_items(pinned, sheet)
    _whole(reading, sheet, as_of)
    _signoff(reading, sheet, as_of)
    _unanswered(reading, [name for name in judged if name not in sheet.answers or not sheet.answers[name].answer])
    claims = {
        name: (item, answer)
        for name, item in judged.items()
        if (answer := sheet.answers.get(name)) is not None and answer.answer in ("met", "partial")
    }
    _period(reading, sheet, {name: answer for name, (_, answer) in claims.items() if is_operating(answer)})
    _claims(reading, claims)
    _reviews(reading, sheet, claims, as_of)
    for name in judged:
        answer = sheet.answers.get(name)
        if answer is not None and answer.answer in ("unmet", "partial"):
            _gap(reading, name, answer, as_of)


def judged_items(pinned: Pinned, sheet: AnswerSheet) -> dict[str, Item]:
    """Return the items that the sheet is judged by, in the order of its checklists."""
    return {
        item.id: item
        for entry in pinned.checklists
        for item in entry.checklist.items()
        if not comes_later(item, entry.pinned)
        and not (item.applies_when and item.applies_when.settled_out_by(sheet.facts))
    }


def is_operating(answer: Answer) -> bool:
    """Tell whether a claim rests on somebody who watched, tried or counted."""
    return bool(OPERATING.intersection(answer.method) or answer.sample)


def _whole(reading: Reading, sheet: AnswerSheet, as_of: dt.date) -> None:
    day = as_of.isoformat()
    for key in _TOP:
        if not getattr(sheet, key):
            reading.wrong("GS501", _HERE, "key", f"GS501.help.{key}", key=key, day=day)
    subject = sheet.subject
    if subject is None or not (subject.version or subject.commit or subject.image):
        path = _HERE if subject is None else ("subject",)
        key = "subject" if subject is None else "subject.version"
        reading.wrong("GS501", path, "key", "GS501.help.subject", key=key, day=day)
    said = sheet.statement
    if said is not None and not (said.name or said.role or said.date):
        reading.wrong("GS502", ("statement",), "key", "GS502.help.plain", key="`name`, `role`, `date`", day=day)
    elif said is not None:
        for key in ("text", "name", "role", "date"):
            if not getattr(said, key):
                reading.wrong("GS502", ("statement",), "key", f"GS502.help.{key}", key=f"`{key}`", day=day)


def _signoff(reading: Reading, sheet: AnswerSheet, as_of: dt.date) -> None:
    people, day = People(sheet), as_of.isoformat()
    place = ("signoff",) if sheet.signoff else _HERE
    for role in SIGNOFF_ROLES:
        if all(entry.role != role for entry in sheet.signoff):
            help_key = None if sheet.signoff else "GS503.help.first"
            reading.wrong("GS503", place, "key", help_key, role=role, day=day, **_act(role))
    prepared = [entry.name for entry in sheet.signoff if entry.role == "prepared" and entry.name]
    for index, entry in enumerate(sheet.signoff):
        path: DocPath = ("signoff", index)
        for key in ("name", "at"):
            if not getattr(entry, key):
                reading.wrong("GS504", path, "value", f"GS504.help.{key}", key=key, day=day, **_act(entry.role))
        same = [name for name in prepared if people.same(name, entry.name)]
        if entry.role == "approved" and same:
            reading.wrong("GS505", (*path, "name"), name=shown(sheet.person(same[0])))


def _act(role: SignoffRole) -> dict[str, str]:
    return {"act@en": role, "act@zh-CN": _ACTS[role]}


def _unanswered(reading: Reading, items: list[str]) -> None:
    if items:
        path: DocPath = ("answers",) if len(items) > 1 else ("answers", items[0])
        reading.wrong("GS540", path, "key", item=items[0], list=_named(items), n=len(items))


def _period(reading: Reading, sheet: AnswerSheet, operating: Mapping[str, Answer]) -> None:
    """Note a missing period once: at the first claim that needs it, else at the top."""
    if sheet.period is not None:
        return
    if not operating:
        reading.wrong("GS501", _HERE, "key", "GS501.help.period", key="period", day="")
        return
    first, answer = next(iter(operating.items()))
    key = "method" if OPERATING.intersection(answer.method) else "sample"
    params: dict[str, str | int] = {"item": first, "list": _named(operating), "n": len(operating)}
    reading.wrong("GS512", ("answers", first, key), **params)


def _claims(reading: Reading, claims: Mapping[str, tuple[Item, Answer]]) -> None:
    without = [name for name, (_, answer) in claims.items() if not answer.method]
    _each_or_all(reading, "GS511", without, len(claims))
    for name, (item, answer) in claims.items():
        path: DocPath = ("answers", name)
        if not answer.evidence and item.severity != "critical":  # GS210 says it of a critical one, asked or not
            reading.wrong("GS510", (*path, "answer"), item=name)
        if answer.sample is not None and answer.population is None:
            reading.wrong("GS513", (*path, "sample"), "key", item=name)


def _reviews(reading: Reading, sheet: AnswerSheet, claims: Mapping[str, tuple[Item, Answer]], as_of: dt.date) -> None:
    people = People(sheet)
    weighty = {name: answer for name, (item, answer) in claims.items() if item.severity in ("critical", "high")}
    without = [name for name, answer in weighty.items() if answer.reviewed is None or answer.reviewed.by is None]
    _each_or_all(reading, "GS514", without, len(weighty), day=as_of.isoformat())
    for name, answer in sheet.answers.items():
        review = answer.reviewed
        if review is None or review.by is None:
            continue
        path: DocPath = ("answers", name, "reviewed")
        if people.same(review.by, answer.by or sheet.assessor):
            reading.wrong("GS515", (*path, "by"), item=name, name=shown(sheet.person(review.by)))
        answered = answer.at or sheet.assessed
        if review.at is None:
            reading.wrong("GS516", path, "key", item=name, day=as_of.isoformat())
        elif answered is not None and review.at < answered:
            day = answered.isoformat()
            reading.wrong("GS516", (*path, "at"), "value", "GS516.help.before", item=name, day=day)


def _gap(reading: Reading, name: str, answer: Answer, as_of: dt.date) -> None:
    path: DocPath = ("answers", name)
    if answer.owner is None or answer.due is None:
        missing = "both" if answer.owner is None and answer.due is None else "due" if answer.owner else "owner"
        reading.wrong("GS530", path, "key", f"GS530.help.{missing}", item=name)
    if answer.due is not None and answer.due < as_of:
        params = {"item": name, "due": answer.due.isoformat(), "day": as_of.isoformat()}
        reading.wrong("GS531", (*path, "due"), **params, n=(as_of - answer.due).days)
    waiver = answer.waiver
    if waiver is None or (waiver.compensating_control and waiver.residual_risk):
        return
    both = not (waiver.compensating_control or waiver.residual_risk)
    key = "both" if both else "residual_risk" if waiver.compensating_control else "compensating_control"
    reading.wrong("GS532", (*path, "waiver"), "key", f"GS532.help.{key}", item=name)


def _each_or_all(reading: Reading, code: str, without: list[str], of: int, **params: str) -> None:
    """Note a defect at each claim that has it; at `answers`, once, where all of several have it."""
    if len(without) == of > 1:
        reading.wrong(code, ("answers",), "key", None, item=without[0], list=_named(without), n=of, **params)
        return
    for name in without:
        reading.wrong(code, ("answers", name), "key", None, item=name, list=name, n=1, **params)


def _named(items: Iterable[str]) -> str:
    """Return the first of some items, for a message."""
    listed = list(items)
    return ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "")
