"""A comparison as text for a terminal (`experience.md` section 8).

No line begins with text from a sheet: every line starts with a word of ours or with a space.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gapsheet.model.comparison import KINDS, BridgeStep, Change, ChecklistChange, Comparison, Kind, Snapshot
from gapsheet.report.bars import axis
from gapsheet.report.diff_sentences import moved_ends, moved_times, sentences, side, unlike, verdict, waiver
from gapsheet.report.labels import day, joined, number
from gapsheet.report.layout import Style, clip, pad, table, wrap
from gapsheet.text import visible, width
from gapsheet.words import Lang, Param, say

ROWS = 12
"""How many lines the list of changes takes where a gate shows it; two for every kind where that is more."""

STATEMENT, MIN_STATEMENT = 60, 12
"""How many columns a statement takes at most; with fewer than the least of them it is left out."""

BAR, MIN_BAR = 24, 10
"""How many columns the bar of a step takes, where there is room for it."""

_WORSE: frozenset[Kind] = frozenset({"slipped", "set-aside", "removed"})


def render(c: Comparison, style: Style, *, as_of: date) -> str:
    """Return the whole comparison."""
    lang = style.lang
    lines = []
    for sentence in unlike(lang, c):
        lines += wrap(sentence, style.width)
    lines.append(style.paint("bad" if c.change is not None and c.change < 0 else "strong", _headline(lang, c)))
    key = "as-of.system" if c.new.system else "as-of"
    lines += wrap(_say(lang, key, system=visible(c.new.system), date=day(lang, as_of)), style.width, first="  ")
    lines += _sides(c, style)
    blocks = [_rows(c, style), _moved(c, style), _waivers(c, style)]
    if not any(blocks):
        blocks = [[_say(lang, "same")]]
    elif c.unchanged:
        blocks.append([_say(lang, "unchanged", n=c.unchanged)])
    for block in (*blocks, _bridge(c, style), _checklists(c, style)):
        lines += ["", *block] if block else []
    return "\n".join(lines) + "\n"


def changes(c: Comparison, style: Style) -> list[str]:
    """Return what a gate says of its baseline: the score then and now, and what changed, in about fifteen lines.

    Every kind of change is there with its most severe items; the rest is counted.
    """
    lang = style.lang
    about = say(lang, "terms", "list.colon").join((_say(lang, "section"), side(lang, c.old)))
    first, *rest = wrap(about, style.width, rest="  ")
    lines = [style.paint("strong", first), *rest]
    gap = "" if lang == "zh-CN" else " "
    said = gap.join((*unlike(lang, c), *sentences(lang, c))).replace("\N{MINUS SIGN}", "-")  # a sign of a keyboard
    lines += wrap(said, style.width, first="  ")
    present = [kind for kind in KINDS if c.of_kind(kind)]
    if not present:
        return [*lines, f"  {_say(lang, 'same' if not (c.moved or c.waivers) else 'same.items')}"]
    left = ROWS
    shown: list[Change] = []
    hidden: dict[Kind, int] = {}
    for place, kind in enumerate(present):
        rows = c.of_kind(kind)
        room = max(2, left - 2 * (len(present) - place - 1))
        fits = len(rows) <= room
        shown += rows if fits else rows[: room - 1]
        if not fits:
            hidden[kind] = len(rows) - room + 1
        left -= len(rows) if fits else room
    return lines + _lines(shown, style, hidden)


def _headline(lang: Lang, c: Comparison) -> str:
    """Return the verdict and the score, then and now; one of the two where the other is not there."""
    parts = []
    if c.old.verdict or c.new.verdict:
        parts.append(_from_to(lang, verdict(lang, c.old.verdict), verdict(lang, c.new.verdict)))
    scores = _from_to(lang, _score(lang, c.old_score), _score(lang, c.new_score))
    parts.append(f"{scores}  ({_signed(lang, c.change)})" if c.change is not None else scores)
    return "    ".join(parts)


def _sides(c: Comparison, style: Style) -> list[str]:
    lang, lines = style.lang, []
    for key, one in (("then", c.old), ("now", c.new)):
        label = pad(_say(lang, key), max(width(_say(lang, name)) for name in ("then", "now")) + 2)
        lines += wrap(_side(lang, one), style.width, first=f"  {label}", rest=" " * (2 + width(label)))
    return lines


def _side(lang: Lang, snapshot: Snapshot) -> str:
    policy = "" if snapshot.policy is None else _say(lang, "side.policy", policy=visible(snapshot.policy))
    return say(lang, "report", "comma").join(part for part in (side(lang, snapshot), policy) if part)


# ---- items ---------------------------------------------------------------------------------------------------------


def _rows(c: Comparison, style: Style) -> list[str]:
    return _lines([change for kind in KINDS for change in c.of_kind(kind)], style, {})


def _lines(shown: Sequence[Change], style: Style, hidden: dict[Kind, int]) -> list[str]:
    """Return one line for each change, under the word for its kind; `hidden` counts what is not listed of a kind."""
    if not shown:
        return []
    lang = style.lang
    labels = {row.kind: _say(lang, f"kind.{row.kind}") for row in shown}
    ids = max(width(visible(row.id)) for row in shown)
    moves = [_move(lang, row) for row in shown]
    effects = [_signed(lang, row.effect) for row in shown]
    first, third, last = (max(map(width, cells)) for cells in (labels.values(), moves, effects))
    room = min(STATEMENT, style.width - first - ids - third - last - 8)
    lines: list[str] = []
    for place, (row, move, effect) in enumerate(zip(shown, moves, effects, strict=True)):
        starts = place == 0 or shown[place - 1].kind != row.kind
        role = "bad" if row.kind in _WORSE else "good" if row.kind == "improved" else "strong"
        label = pad(labels[row.kind] if starts else "", first)
        cells = [style.paint(role, label) if starts else label, pad(visible(row.id), ids)]
        if room >= MIN_STATEMENT and any(one.statement for one in shown):
            cells.append(pad(clip(visible(row.statement.text(lang)) if row.statement else "", room), room))
        lines.append("  ".join((*cells, pad(move, third), pad(effect, last, right=True))).rstrip())
        if row.kind in hidden and (place + 1 == len(shown) or shown[place + 1].kind != row.kind):
            lines.append(f"{' ' * first}  {_say(lang, 'more', n=hidden[row.kind])}")
    return lines


def _move(lang: Lang, row: Change) -> str:
    """Return the state then and now, the one of them that there is."""
    states = [_say(lang, f"state.{state}") for state in (row.old, row.new) if state is not None]
    return " -> ".join(dict.fromkeys(states))


def _moved(c: Comparison, style: Style) -> list[str]:
    """Return what else moved: due dates and owners item by item, the rest by what it moved from and to."""
    lang, rows = style.lang, []
    for what in ("due", "owner", "answer", "assurance"):
        label = _say(lang, f"moved.{what}")
        together: dict[str, list[str]] = {}
        for row in c.moved:
            if row.what != what:
                continue
            text, times = _from_to(lang, *moved_ends(lang, row)), moved_times(lang, row)
            if what in ("due", "owner"):
                rows.append((label, row.id, say(lang, "report", "comma").join(filter(None, (text, times)))))
            else:
                together.setdefault(text, []).append(visible(row.id))
        for text, ids in together.items():
            rows.append((label, "", say(lang, "terms", "list.colon").join((text, joined(lang, ids)))))
    return _labelled(rows, style)


def _waivers(c: Comparison, style: Style) -> list[str]:
    return _labelled([(_say(style.lang, "waiver"), row.id, waiver(style.lang, row)) for row in c.waivers], style)


def _labelled(rows: Sequence[tuple[str, str, str]], style: Style) -> list[str]:
    """Return rows of a label, an item and what is said of it, wrapped; a label that repeats is left out."""
    lines: list[str] = []
    first = max((width(label) for label, _, _ in rows), default=0)
    ids = max((width(visible(name)) for _, name, _ in rows), default=0)
    said = ""
    for label, name, text in rows:
        start = f"{pad('' if label == said else label, first)}  "
        start += f"{pad(visible(name), ids)}  " if name else ""
        lines += wrap(text, style.width, first=start, rest=" " * width(start))
        said = label
    return lines


# ---- numbers -------------------------------------------------------------------------------------------------------


def _bridge(c: Comparison, style: Style) -> list[str]:
    """Return the way from the old score to the new, one row for each kind of change, with bars on one axis."""
    lang = style.lang
    if not c.bridge or all(step.after is None for step in c.bridge):
        return []
    rows = [(_say(lang, "then"), "", "", _score(lang, c.old.score))]
    for step in c.bridge:
        label, count = _say(lang, f"kind.{step.kind}"), _say(lang, "count", n=step.items)
        rows.append((label, count, _signed(lang, step.effect), _score(lang, step.after)))
    rows.append((_say(lang, "now"), "", "", _score(lang, c.new.score)))
    lines = table(rows, right=frozenset({1, 2, 3}))
    size = min(BAR, style.width - max(map(width, lines)) - 2)
    if size >= MIN_BAR:
        bars = ["", *_bars(c.bridge, style, size), ""]
        longest = max(map(width, lines))
        lines = [
            f"{pad(line, longest)}  {style.paint('bar', bar)}" if bar else line
            for line, bar in zip(lines, bars, strict=True)
        ]
    return [style.paint("strong", _say(lang, "bridge")), *lines]


def _bars(steps: Sequence[BridgeStep], style: Style, size: int) -> list[str]:
    """Return the bar of every step: a gain is full, a loss is hollow, and nothing is nothing."""
    full, hollow, rest = ("█", "░", "·") if style.unicode else ("#", "-", ".")
    span = axis([score for step in steps for score in (step.before, step.after) if score is not None])
    bars = []
    for step in steps:
        if step.before is None or step.after is None:
            bars.append("")
            continue
        places = sorted(int(span.place(score) * size / 100) for score in (step.before, step.after))
        start, end = places[0], max(places[1], min(size, places[0] + 1))
        mark = full if step.after >= step.before else hollow
        bars.append(rest * min(start, size - 1) + mark * max(1, end - start) + rest * (size - max(end, 1)))
    return bars


def _checklists(c: Comparison, style: Style) -> list[str]:
    """Return the checklists whose score or version changed."""
    lang = style.lang
    rows = []
    for row in c.checklists:
        if (row.old, row.old_pinned) == (row.new, row.new_pinned):
            continue
        title = clip(visible(row.title.text(lang) if row.title else row.id), 28)
        version = _version(lang, row)
        rows.append((title, _score(lang, row.old), "->", _score(lang, row.new), _signed(lang, row.change), version))
    if not rows:
        return []
    return [style.paint("strong", _say(lang, "checklists")), *table(rows, right=frozenset({1, 3, 4}))]


def _version(lang: Lang, row: ChecklistChange) -> str:
    """Return what became of a checklist's version: nothing where it stayed."""
    if row.old_pinned is None or row.new_pinned is None:
        return _say(lang, "checklist.new" if row.old_pinned is None else "checklist.gone")
    return "" if row.old_pinned == row.new_pinned else f"{visible(row.old_pinned)} -> {visible(row.new_pinned)}"


def _score(lang: Lang, shown: Decimal | None) -> str:
    """Return a score with its decimal, so that a column lines up."""
    return number(lang, None) if shown is None else f"{shown:.1f}"


def _signed(lang: Lang, points: Decimal | None) -> str:
    """Return a difference with sign and decimal, in the signs of a keyboard."""
    return number(lang, None) if points is None else f"{points:+.1f}" if points else "0.0"


def _from_to(lang: Lang, old: str, new: str) -> str:
    return _say(lang, "from-to", old=old, new=new)


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "diff", key, **params)
