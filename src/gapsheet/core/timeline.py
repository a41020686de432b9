"""Due dates on a strip of months: where each lies, in percent of the width."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from gapsheet.model.audit import Month, Strip, Tick

MOST_MONTHS = 18
"""The longest strip; what is due later is named beside it."""
MOST_PAST = 3
"""The most months before the day of the report that the strip shows."""


def strip_of(due: Mapping[str, dt.date], as_of: dt.date) -> Strip | None:
    """Return the strip for findings by number with their due dates; None where nothing is due.

    It runs from the month of the first due date or of `as_of`, whichever is earlier, to that of the last.
    """
    if not due:
        return None
    now = _index(as_of)
    first = max(min(now, *map(_index, due.values())), now - MOST_PAST)
    last = min(max(now, *map(_index, due.values())), first + MOST_MONTHS - 1)
    start, end = _first_day(first), _first_day(last + 1)
    days: dict[dt.date, list[str]] = {}
    for number, day in due.items():
        if start <= day < end:
            days.setdefault(day, []).append(number)
    return Strip(
        months=tuple(_month(index, start, end) for index in range(first, last + 1)),
        ticks=tuple(Tick(day, _at(day, start, end), tuple(days[day]), day < as_of) for day in sorted(days)),
        today=_at(as_of, start, end),
        before=tuple(number for number, day in due.items() if day < start),
        beyond=tuple(number for number, day in due.items() if day >= end),
    )


def _month(index: int, start: dt.date, end: dt.date) -> Month:
    first = _first_day(index)
    here = _at(first, start, end)
    return Month(first, here, _at(_first_day(index + 1), start, end) - here)


def _at(day: dt.date, start: dt.date, end: dt.date) -> Decimal:
    """Return where a day lies between two others, in percent, cut to two decimals."""
    share = Fraction(10_000 * (day - start).days, (end - start).days)
    return Decimal(share.numerator // share.denominator).scaleb(-2)


def _index(day: dt.date) -> int:
    return 12 * day.year + day.month - 1


_LAST = 12 * dt.MAXYEAR + 11


def _first_day(index: int) -> dt.date:
    """Return the first day of a month by its number; the last day there is where the calendar ends."""
    if index < 12 * dt.MINYEAR:
        return dt.date.min
    return dt.date.max if index > _LAST else dt.date(index // 12, index % 12 + 1, 1)
