"""The strip of months: where due dates lie, what it leaves out, and the ends of the calendar."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from gapsheet.core.timeline import MOST_MONTHS, MOST_PAST, strip_of

NOW = dt.date(2026, 11, 18)


def months(strip) -> list[str]:
    return [month.first.strftime("%Y-%m") for month in strip.months]


def test_nothing_due_is_no_strip():
    assert strip_of({}, NOW) is None


def test_the_strip_runs_from_the_first_to_the_last_due_month():
    strip = strip_of({"F-01": dt.date(2027, 1, 15), "F-02": dt.date(2026, 10, 1), "F-03": dt.date(2027, 1, 15)}, NOW)
    assert months(strip) == ["2026-10", "2026-11", "2026-12", "2027-01"]
    assert [(tick.day, tick.findings, tick.overdue) for tick in strip.ticks] == [
        (dt.date(2026, 10, 1), ("F-02",), True),
        (dt.date(2027, 1, 15), ("F-01", "F-03"), False),
    ]
    assert (strip.before, strip.beyond) == ((), ())


def test_the_day_of_the_report_is_always_on_it():
    assert months(strip_of({"F-01": dt.date(2027, 1, 1)}, NOW)) == ["2026-11", "2026-12", "2027-01"]
    assert months(strip_of({"F-01": dt.date(2026, 10, 31)}, NOW)) == ["2026-10", "2026-11"]


def test_days_are_placed_by_the_share_of_the_days_between():
    strip = strip_of({"F-01": NOW, "F-02": dt.date(2026, 12, 1)}, NOW)
    assert [(float(month.start), float(month.width)) for month in strip.months] == [(0, 49.18), (49.18, 50.82)]
    assert [float(tick.at) for tick in strip.ticks] == [27.86, 49.18]  # 17 of 61 days, 30 of 61 days, cut
    assert float(strip.today) == 27.86


def test_what_is_due_today_is_not_overdue():
    (tick,) = strip_of({"F-01": NOW}, NOW).ticks
    assert not tick.overdue


def test_what_lies_too_far_away_is_named_apart():
    due = {
        "F-01": dt.date(2026, 7, 31),
        "F-02": dt.date(2026, 8, 1),
        "F-03": dt.date(2028, 1, 31),
        "F-04": dt.date(2028, 2, 1),
    }
    strip = strip_of(due, NOW)
    assert months(strip)[0] == "2026-08"
    assert months(strip)[-1] == "2028-01"
    assert len(strip.months) == MOST_MONTHS
    assert (strip.before, strip.beyond) == (("F-01",), ("F-04",))
    assert [tick.findings for tick in strip.ticks] == [("F-02",), ("F-03",)]


def test_the_calendar_has_two_ends():
    for now in (dt.date.min, dt.date(1, 2, 3), dt.date(9998, 12, 31), dt.date.max):
        strip = strip_of({"F-01": dt.date.min, "F-02": dt.date.max, "F-03": now}, now)
        _holds(strip, {"F-01", "F-02", "F-03"})
    assert months(strip_of({"F-01": dt.date.max}, dt.date.max)) == ["9999-12"]


def _holds(strip, names) -> None:
    shown = {name for tick in strip.ticks for name in tick.findings}
    assert shown | set(strip.before) | set(strip.beyond) == names
    assert len(shown) + len(strip.before) + len(strip.beyond) == len(names)
    assert 1 <= len(strip.months) <= MOST_MONTHS
    places = [tick.at for tick in strip.ticks]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in (*places, strip.today))
    assert strip.months[0].start == 0
    assert sum(month.width for month in strip.months) == 100
    assert all(month.start + month.width <= 100 for month in strip.months)


@given(st.dictionaries(st.integers(1, 99).map("F-{:02}".format), st.dates(), min_size=1, max_size=12), st.dates())
def test_every_finding_with_a_date_is_somewhere_and_every_place_within_the_strip(due, now):
    strip = strip_of(due, now)
    _holds(strip, set(due))
    assert strip.months[0].first >= dt.date.min
    first = 12 * strip.months[0].first.year + strip.months[0].first.month
    assert 12 * now.year + now.month - first <= MOST_PAST
