"""Where everything in the drawing of a history stands: across in percent, so that it stretches; down in pixels.

A revision stands on its day; those of one day share it in their order. A score holds until the next revision, so the
line is a staircase. It breaks where scores do not compare and where a revision could not be judged. Labels never
collide: some are drawn only on a wide screen, some not at all. Positions are geometry, not numbers that are shown.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from gapsheet.model.history import History
from gapsheet.model.verdict import Verdict
from gapsheet.report.bars import Anchor, percent
from gapsheet.report.history_labels import Told
from gapsheet.report.labels import day, number
from gapsheet.report.layout import clip
from gapsheet.text import width
from gapsheet.words import Lang, say

TOP, BOTTOM, STRIP, HEIGHT = 42, 222, 240, 284
"""Rows of the drawing: 100 points, 0 points, the strip of verdicts (its middle), the whole, in pixels."""

SHAPES: dict[Verdict, str] = {
    "ready": "met",
    "ready-with-waivers": "waived",
    "not-ready": "unmet",
    "cannot-be-judged": "unanswered",
}
"""The shape of each verdict; the same as in the gap report."""

_NARROW, _WIDE = Fraction(3), Fraction(6, 5)
"""How much of the width a column of text takes, in percent, on the narrowest screen (320 px) and on paper."""

_MARKS_APART, _ROWS_APART = Fraction(7, 2), 20
"""Two marks nearer than this, in percent across and pixels down, would lie on each other."""

_DOTS = 60
"""With more revisions than this, only those get a mark where the verdict turns; no other is even dotted."""

_TICKS = 6
_LABEL = 16


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the staircase, level or upright."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape at a revision; `shape` is `dot` where the revision has no verdict or no room."""

    x: str
    y: str
    shape: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the strip under one verdict."""

    x: str
    width: str
    shape: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place; `wide`: only where there is room."""

    x: str
    anchor: Anchor
    text: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A line across, for so many points; those without a text are only a line."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing. `breaks` are where checklists changed, `lost` the revisions that could not be judged.

    `fine`: there are so many revisions that a bold line would be a blot.
    """

    height: int
    top: int
    bottom: int
    strip: int
    fine: bool
    levels: tuple[Level, ...]
    lines: tuple[Segment, ...]
    bands: tuple[Band, ...]
    breaks: tuple[str, ...]
    break_labels: tuple[Label, ...]
    dots: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    lost: tuple[Mark, ...]
    newest: Mark | None
    newest_label: Label | None
    dates: tuple[Label, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Spot:
    """A point, told, and where it stands; `y` is None without a score."""

    told: Told
    x: Fraction
    y: Decimal | None
    shape: str


def chart(lang: Lang, history: History, entries: Sequence[Told]) -> Chart | None:
    """Return the drawing of these entries (newest first), or None when no revision has a score."""
    spots = _spots(history, entries)
    if all(spot.y is None for spot in spots):
        return None
    marked = _marked(spots)
    breaks = [spot for spot in spots if spot.told.broken_off]
    newest = spots[-1] if spots[-1].y is not None else None
    rest = [spot for spot in spots if spot.y is not None and spot not in marked]
    return Chart(
        height=HEIGHT,
        top=TOP,
        bottom=BOTTOM,
        strip=STRIP,
        fine=len(spots) > _DOTS,
        levels=tuple(Level(_px(_level(n)), str(n) if n % 50 == 0 else "") for n in (0, 25, 50, 75, 100)),
        lines=tuple(_lines(spots)),
        bands=tuple(_bands(spots)),
        breaks=tuple(_pct(spot.x) for spot in breaks),
        break_labels=tuple(_placed([(spot.x, clip(spot.told.short, _LABEL)) for spot in reversed(breaks)])),
        dots=tuple(_mark(spot, "dot") for spot in rest) if len(spots) <= _DOTS else (),
        marks=tuple(_mark(spot, spot.shape) for spot in spots if spot in marked),
        lost=tuple(_lost(spots)),
        newest=None if newest is None else _mark(newest, newest.shape),
        newest_label=None if newest is None else _alone(newest.x, number(lang, newest.told.point.score)),
        dates=tuple(_placed(_dates(lang, *_span(history, spots)))),
    )


def _spots(history: History, entries: Sequence[Told]) -> list[_Spot]:
    """Return the entries, oldest first, each on its day; a day that lies before the day above it is that day."""
    days: list[dt.date] = []
    for entry in reversed(entries):
        days.append(max(entry.point.date, days[-1]) if days else entry.point.date)
    length = (max(history.as_of, days[-1]) - days[0]).days + 1
    shared = Counter(days)
    spots, seen = [], 0
    for place, (entry, date) in enumerate(zip(reversed(entries), days, strict=True)):
        seen = seen + 1 if place and days[place - 1] == date else 0
        x = ((date - days[0]).days + Fraction(seen, shared[date])) * 100 / length
        point = entry.point
        y = None if point.score is None else _level(point.score)
        shape = "problem" if point.problem else SHAPES[point.verdict] if point.verdict else "dot"
        spots.append(_Spot(entry, x, y, shape))
    return spots


def _span(history: History, spots: Sequence[_Spot]) -> tuple[dt.date, dt.date]:
    last = max(spot.told.point.date for spot in spots)
    return spots[0].told.point.date, max(history.as_of, last)


def _lines(spots: Sequence[_Spot]) -> Iterable[Segment]:
    start: tuple[Fraction, Decimal] | None = None
    for spot in spots:
        if start is not None and (spot.y != start[1] or spot.told.broken_off):
            yield from _level_line(start, spot.x)
            if spot.y is not None and not spot.told.broken_off:
                yield Segment(_pct(spot.x), _px(start[1]), _pct(spot.x), _px(spot.y))
            start = None
        if start is None and spot.y is not None:
            start = (spot.x, spot.y)
    if start is not None:
        yield from _level_line(start, Fraction(100))


def _level_line(start: tuple[Fraction, Decimal], end: Fraction) -> Iterable[Segment]:
    x, y = start
    if _pct(x) != _pct(end):
        yield Segment(_pct(x), _px(y), _pct(end), _px(y))


def _bands(spots: Sequence[_Spot]) -> Iterable[Band]:
    starts = [spot for place, spot in enumerate(spots) if not place or spot.shape != spots[place - 1].shape]
    for spot, end in zip(starts, [*(spot.x for spot in starts[1:]), Fraction(100)], strict=True):
        if spot.shape not in ("problem", "dot"):
            yield Band(_pct(spot.x), _pct(max(end - spot.x, Fraction(1, 4))), spot.shape)


def _marked(spots: Sequence[_Spot]) -> list[_Spot]:
    """Return the revisions that get a shape: as many as do not lie on each other, the telling ones first."""
    scored = [spot for spot in spots if spot.y is not None]
    turns = [
        spot
        for place, spot in enumerate(spots)
        if spot.y is not None and (not place or spot.told.broken_off or spot.shape != spots[place - 1].shape)
    ]
    kept: list[_Spot] = []
    others = scored if len(spots) <= _DOTS else scored[:1]
    for spot in (*scored[-1:], *reversed(turns), *reversed(others)):
        if spot.shape != "dot" and not any(_touch(spot, other) for other in kept):
            kept.append(spot)
    return kept


def _touch(one: _Spot, other: _Spot) -> bool:
    if one.y is None or other.y is None:
        return False
    return abs(one.x - other.x) < _MARKS_APART and abs(one.y - other.y) < _ROWS_APART


def _lost(spots: Sequence[_Spot]) -> Iterable[Mark]:
    """Return the marks on the strip for revisions without a score, as many as there is room for."""
    last: Fraction | None = None
    for spot in spots:
        if spot.y is None and (last is None or spot.x - last >= _MARKS_APART):
            last = spot.x
            yield Mark(_pct(spot.x), str(STRIP), spot.shape)


def _mark(spot: _Spot, shape: str) -> Mark:
    return Mark(_pct(spot.x), _px(spot.y or Decimal(0)), shape)


def _dates(lang: Lang, first: dt.date, last: dt.date) -> list[tuple[Fraction, str]]:
    """Return days to write under the drawing, the most telling first: both ends, then beginnings of months."""
    length = (last - first).days + 1
    found = [(Fraction(0), day(lang, first))]
    if last > first:
        found.append((Fraction(100), day(lang, last)))
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= step * _TICKS), 120)
    for n in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if n % step == 0:
            begin = dt.date(n // 12, n % 12 + 1, 1)
            month = say(lang, "terms", f"month.{begin.month}")
            text = say(lang, "history", "month", month=month, year=begin.year)
            found.append((Fraction((begin - first).days * 100, length), text))
    return found


def _placed(labels: Sequence[tuple[Fraction, str]]) -> Iterable[Label]:
    """Return the labels that have room, earlier ones first; `wide` where only a wide screen has it."""
    narrow: list[tuple[Fraction, Fraction]] = []
    every: list[tuple[Fraction, Fraction]] = []
    for x, text in labels:
        stretch, on_wide = _stretch(x, text, _NARROW), _stretch(x, text, _WIDE)
        if _free(stretch, narrow) and _free(on_wide, every):
            narrow.append(stretch)
            every.append(on_wide)
            yield Label(_pct(x), _anchor(x, stretch), text, wide=False)
        elif _free(on_wide, every):
            every.append(on_wide)
            yield Label(_pct(x), _anchor(x, on_wide), text, wide=True)


def _stretch(x: Fraction, text: str, column: Fraction) -> tuple[Fraction, Fraction]:
    half = width(text) * column / 2
    left = max(Fraction(0), min(x - half, 100 - 2 * half))
    return (x, x + 2 * half) if x < half else (x - 2 * half, x) if x > 100 - half else (left, left + 2 * half)


def _anchor(x: Fraction, stretch: tuple[Fraction, Fraction]) -> Anchor:
    return "start" if stretch[0] == x else "end" if stretch[1] == x else "mid"


def _free(stretch: tuple[Fraction, Fraction], taken: Sequence[tuple[Fraction, Fraction]]) -> bool:
    return all(stretch[1] + 2 <= left or stretch[0] - 2 >= right for left, right in taken)


def _alone(x: Fraction, text: str) -> Label:
    return Label(_pct(x), _anchor(x, _stretch(x, text, _NARROW)), text, wide=False)


def _level(score: Decimal | int) -> Decimal:
    return BOTTOM - Decimal(score) * (BOTTOM - TOP) / 100


def _pct(x: Fraction) -> str:
    return percent(Decimal(int(x * 100)) / 100)


def _px(y: Decimal) -> str:
    text = str(y.quantize(Decimal("0.1"), ROUND_DOWN))
    return text.removesuffix(".0")
