"""Waivers that need a look: on one day, and for who approved them."""

import datetime as dt
from collections.abc import Container

from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.location import DocPath
from gapsheet.model.answers import Answer, AnswerSheet, Waiver
from gapsheet.model.assessment import ENDS_SOON_DAYS
from gapsheet.model.people import People


def check_waivers(reading: Reading, sheet: AnswerSheet, counted: Container[str], as_of: dt.date | None) -> None:
    """Note waivers that do not count yet or any more, that end soon, or that are self-approved.

    Only waivers on a gap of an item in `counted` are looked at. Without a day, nothing is said of dates.
    """
    same = People(sheet)
    for identifier, answer in sheet.answers.items():
        if answer.waiver is None or answer.answer not in ("unmet", "partial") or identifier not in counted:
            continue
        path: DocPath = ("answers", identifier, "waiver")
        if as_of is not None and answer.waiver.granted <= answer.waiver.until:
            _on_the_day(reading, path, identifier, answer.waiver, as_of)
        _approver(reading, path, identifier, answer.waiver.by, answer, sheet.assessor, same)


def _on_the_day(reading: Reading, path: DocPath, item: str, waiver: Waiver, as_of: dt.date) -> None:
    state, left = waiver.state_on(as_of), (waiver.until - as_of).days
    until = waiver.until.isoformat()
    if state == "not-yet":
        away = (waiver.granted - as_of).days
        reading.wrong("GS211", (*path, "granted"), item=item, granted=waiver.granted.isoformat(), n=away)
    elif state == "expired":
        reading.wrong("GS212", (*path, "until"), item=item, until=until, n=-left)
    elif left <= ENDS_SOON_DAYS:
        help_key = None if left else "GS213.help.last"
        reading.wrong("GS213", (*path, "until"), "value", help_key, item=item, until=until, n=left)


def _approver(
    reading: Reading, path: DocPath, item: str, by: str, answer: Answer, assessor: str | None, same: People
) -> None:
    """Note an approver who owns the item, or who answered it; one who did both is noted once."""
    owner, answered = answer.owner, answer.by or assessor
    owns, judged = same.same(by, owner), same.same(by, answered)
    params = {"item": item, "owner": shown(owner or ""), "assessor": shown(answered or "")}
    if owns:
        reading.wrong("GS214", (*path, "by"), "value", "GS214.help.both" if judged else None, **params)
    elif judged:
        reading.wrong("GS215", (*path, "by"), **params)
