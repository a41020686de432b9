"""The `native_score` of a checklist: how a published rubric counts itself, with bands that leave nothing open."""

import re
from collections.abc import Sequence
from decimal import Decimal

from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import LocalText, keys_of
from gapsheet.model.checklist import Band, NativeScore

AGGREGATES = ("min-of-sections",)
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", re.ASCII)
_BOUNDS = ("from", "above", "to", "below")


def read_native_score(reading: Reading, value: Plain) -> NativeScore | None:
    """Return a native score, or None when it has a mistake; the mistakes are in `reading`."""
    path: DocPath = ("native_score",)
    table = reading.mapping(value, path) if value is not None else None
    if table is None:
        return None
    before = len(reading.found)
    reading.keys(table, path, keys_of(NativeScore), required=keys_of(NativeScore))
    aggregate = reading.choice("GS319", table.get("aggregate"), (*path, "aggregate"), AGGREGATES)
    source = reading.local(table["source"], (*path, "source")) if table.get("source") is not None else None
    rows = reading.list_of(table.get("bands"), (*path, "bands"))
    bands = [_band(reading, part, where) for where, part in rows]
    if isinstance(table.get("bands"), list) and not rows:
        reading.wrong("GS320", (*path, "bands"), "value", "GS320.help.none")
    if len(reading.found) > before or aggregate is None or source is None:
        return None
    whole = tuple(band for band in bands if band is not None)
    _in_a_row(reading, whole, (*path, "bands"))
    return NativeScore(aggregate="min-of-sections", source=source, bands=whole)


def _band(reading: Reading, value: Plain, path: DocPath) -> Band | None:
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, keys_of(Band), required=("title",))
    title = reading.local(table["title"], (*path, "title")) if table.get("title") is not None else None
    bounds = {key: _number(reading, table[key], (*path, key)) for key in _BOUNDS if key in table}
    if sum(key in table for key in ("from", "above")) != 1:
        reading.wrong("GS320", path, "value", "GS320.help.lower")
    elif "to" in table and "below" in table:
        reading.wrong("GS320", path, "value", "GS320.help.upper")
    return Band(
        from_=bounds.get("from"),
        above=bounds.get("above"),
        to=bounds.get("to"),
        below=bounds.get("below"),
        title=title or LocalText(en="", zh_cn=""),
    )


def _number(reading: Reading, value: Plain, path: DocPath) -> Decimal | None:
    text = reading.text(value, path)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        reading.wrong("GS320", path, "value", "GS320.help.number", value=shown(text))
        return None
    return Decimal(text)


def _in_a_row(reading: Reading, bands: Sequence[Band], path: DocPath) -> None:
    """Note the first place where the bands do not follow one another: from 0 to no end, nothing twice, no hole."""
    expected: tuple[str, Decimal] | None = ("from", Decimal(0))
    for index, band in enumerate(bands):
        where = (*path, index)
        lower = ("from", band.from_) if band.from_ is not None else ("above", band.above or Decimal(0))
        if expected is None:
            reading.wrong("GS320", where, "value", "GS320.help.after-the-last")
            return
        if lower != expected:
            variant = "start" if index == 0 else "overlap" if _reaches_back(lower, expected) else "hole"
            said = f"{lower[0]}: {lower[1]}"
            fixed = f"{expected[0]}: {expected[1]}"
            reading.wrong("GS320", where, "value", f"GS320.help.{variant}", value=said, fixed=fixed)
            return
        if _is_empty(band):
            reading.wrong("GS320", where, "value", "GS320.help.empty")
            return
        upper = band.to if band.to is not None else band.below
        expected = None if upper is None else ("above" if band.to is not None else "from", upper)
    if expected is not None:
        reading.wrong("GS320", (*path, len(bands) - 1), "value", "GS320.help.end")


def _reaches_back(lower: tuple[str, Decimal], expected: tuple[str, Decimal]) -> bool:
    """Tell whether a band begins before the one above it has ended."""
    return lower[1] < expected[1] or (lower[1] == expected[1] and lower[0] == "from")


def _is_empty(band: Band) -> bool:
    low = band.from_ if band.from_ is not None else band.above
    high = band.to if band.to is not None else band.below
    if low is None or high is None:
        return False
    closed = band.from_ is not None and band.to is not None
    return high < low or (high == low and not closed)
