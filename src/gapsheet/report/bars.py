"""Where the marks of a bar stand: percentages of its width, never pixels, so that a bar stretches and text does not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gapsheet.model.assessment import Numbers, Split
from gapsheet.report.labels import number
from gapsheet.words import Lang, say

PartName = Literal["checked", "referenced", "stated", "unanswered", "accepted", "gap"]
PARTS: tuple[PartName, ...] = ("checked", "referenced", "stated", "unanswered", "accepted", "gap")

Anchor = Literal["start", "mid", "end"]
_EDGE = 12
"""A label closer than this to an end, in percent, is set flush with the end's side."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar; `x` and `width` are SVG percentages, `value` the points in words of the language."""

    kind: PartName
    x: str
    width: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A limit on a bar, or the score of last time."""

    x: str
    anchor: Anchor
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """100 points as one bar; `now` is where the score ends, `text` says the same in words.

    `parts` leaves out what is nothing. `was` is the score of last time.
    """

    parts: tuple[Part, ...]
    now: str
    tick: Tick | None
    text: str
    was: Tick | None = None


@dataclass(frozen=True, slots=True)
class StepBar:
    """The gain of one action on the axis that all rows share: it starts where the row above ended."""

    start: str
    width: str
    tick: str | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of the scale that step bars show, in points."""

    low: int
    high: int

    def place(self, points: Decimal) -> Decimal:
        """Return where these points stand, in percent of the axis, within 0 to 100."""
        place = (points - self.low) * 100 / (self.high - self.low)
        return min(Decimal(100), max(Decimal(0), place)).quantize(Decimal("0.01"))


def percent(value: Decimal) -> str:
    """Return an SVG percentage without needless zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def bar(lang: Lang, numbers: Numbers, minimum: Decimal | None, was: Decimal | None = None) -> Bar | None:
    """Return the split of these numbers as a bar with the score of last time on it, None when nothing is counted."""
    if numbers.split is None or numbers.score is None:
        return None
    parts = _parts(lang, numbers.split)
    said = [say(lang, "report", "bar.part", label=part.label, value=part.value) for part in parts]
    if minimum is not None:
        said.append(say(lang, "report", "bar.minimum", value=number(lang, minimum)))
    if was is not None:
        said.append(say(lang, "diff", "bar.was", value=number(lang, was)))
    text = say(lang, "terms", "list.comma").join(said)
    limit = None if minimum is None else tick(lang, minimum)
    return Bar(parts, percent(numbers.score), limit, text, None if was is None else _last_time(lang, was))


def tick(lang: Lang, minimum: Decimal) -> Tick:
    """Return the mark of a minimum."""
    return Tick(percent(minimum), _anchor(minimum), say(lang, "report", "bar.minimum", value=number(lang, minimum)))


def axis(points: list[Decimal]) -> Axis:
    """Return the axis, on multiples of five and at least ten points long, that holds all these points."""
    low = int(min(points)) // 5 * 5
    high = -(-int(max(points) + Decimal("0.9")) // 5) * 5
    high = min(100, max(high, low + 10))
    return Axis(min(low, high - 10), high)


def step_bar(span: Axis, before: Decimal, after: Decimal, minimum: Decimal | None) -> StepBar:
    """Return the bar of a gain; the minimum is marked where the axis reaches it."""
    start, end = span.place(before), span.place(after)
    shown = minimum is not None and span.low <= minimum <= span.high
    return StepBar(
        start=percent(start),
        width=percent(max(end - start, Decimal("0.4"))),
        tick=percent(span.place(minimum)) if shown and minimum is not None else None,
    )


def _last_time(lang: Lang, was: Decimal) -> Tick:
    return Tick(percent(was), _anchor(was), say(lang, "diff", "bar.was", value=number(lang, was)))


def _anchor(points: Decimal) -> Anchor:
    return "start" if points < _EDGE else "end" if points > 100 - _EDGE else "mid"


def _parts(lang: Lang, split: Split) -> tuple[Part, ...]:
    parts, x = [], Decimal(0)
    for kind in PARTS:
        points: Decimal = getattr(split, kind)
        if points:
            label = say(lang, "report", f"part.{kind}")
            parts.append(Part(kind, percent(x), percent(points), label, number(lang, points)))
        x += points
    return tuple(parts)
