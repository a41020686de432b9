"""A history as a table for a terminal, newest first.

No line begins with text from a sheet: every row begins with its date, every line under a row with spaces.
"""

from gapsheet.model.history import History
from gapsheet.report.history_labels import Told, commit, newest_policy, not_judged, signed, told, what_was_read
from gapsheet.report.labels import day, number
from gapsheet.report.layout import Style, pad, wrap
from gapsheet.text import visible, width
from gapsheet.words import Lang, Param, say

ROWS_SHOWN = 20
"""How many rows are shown unless another number is asked for."""

_COLUMNS = ("date", "score", "change", "verdict", "open", "blockers", "checklists")
_RIGHT = frozenset({"score", "change", "open", "blockers"})
_INDENT = " " * 12


def render(history: History, style: Style, limit: int = ROWS_SHOWN) -> str:
    """Return the newest `limit` rows (0: all), what the signs mean, how many rows are left, and what was read."""
    lang = style.lang
    entries = told(lang, history.points, "→" if style.unicode else "->")
    shown = entries[:limit] if limit else entries
    lines = []
    if shown:
        policy = newest_policy(history)
        about = {"system": visible(history.system), "date": day(lang, history.as_of), "policy": visible(policy or "")}
        head = _say(lang, "text.head.policy" if policy else "text.head", **about)
        lines += [style.paint("strong", line) for line in wrap(head, style.width, rest="  ")]
        lines += ["", *_table(shown, style), ""]
        if any(entry.broken_off for entry in shown):
            lines += wrap(_say(lang, "text.not-comparable", sign=_sign(style)), style.width, rest="  ")
        if len(entries) > len(shown):
            lines += wrap(_say(lang, "text.more", n=len(entries) - len(shown)), style.width, rest="  ")
    for sentence in what_was_read(lang, history):
        lines += wrap(sentence, style.width, rest="  ")
    return "\n".join(lines) + "\n"


def _table(shown: tuple[Told, ...], style: Style) -> list[str]:
    lang = style.lang
    heads = {name: _say(lang, f"column.{name}") for name in _COLUMNS}
    rows = [None if entry.point.problem else _cells(entry, style) for entry in shown]
    judged = [row for row in rows if row is not None]
    for name in ("score", "change"):
        _align(judged, name)
    widths = {name: max(width(row[name]) for row in (heads, *judged)) for name in _COLUMNS[:-1]}
    room = style.width - sum(widths.values()) - 2 * len(widths)
    lines = [style.paint("quiet", _line(heads, widths))] if judged else []
    for entry, row in zip(shown, rows, strict=True):
        if row is None:
            lines += _problem(entry, style)
            continue
        under = list(entry.changes)
        if entry.checklists and width(entry.checklists) <= room:
            row |= {"checklists": entry.checklists}
            under.remove(entry.checklists)
        line = _line(row, widths)
        word = row["verdict"]
        role = {"ready": "good", "ready-with-waivers": "good", None: "quiet"}.get(entry.point.verdict, "bad")
        lines.append(line.replace(word, style.paint(role, word), 1))
        lines += _under(under, style)
    return lines


def _cells(entry: Told, style: Style) -> dict[str, str]:
    lang, point = style.lang, entry.point
    change = "" if point.change is None else signed(lang, point.change)
    verdict = say(lang, "terms", f"verdict.{point.verdict}") if point.verdict else _say(lang, "text.verdict.none")
    return {
        "date": point.date.isoformat(),
        "score": number(lang, point.score),
        "change": _sign(style) if entry.broken_off else change,
        "verdict": verdict,
        "open": number(lang, point.open),
        "blockers": number(lang, point.blockers),
        "checklists": _say(lang, "checklists.count", n=len(point.checklists)),
    }


def _align(rows: list[dict[str, str]], name: str) -> None:
    """Let whole numbers end where the others have their point."""
    if any("." in row[name] for row in rows):
        for row in rows:
            row[name] += "" if "." in row[name] or not row[name] else "  "


def _problem(entry: Told, style: Style) -> list[str]:
    text = not_judged(style.lang, entry.point)
    name = commit(entry.point) or visible(entry.point.path)
    text += say(style.lang, "terms", "aside", text=name)
    date = pad(entry.point.date.isoformat(), len(_INDENT))
    lines = wrap(text, style.width, first=date, rest=_INDENT)
    return [style.paint("quiet", line) for line in lines] + _under(list(entry.changes), style)


def _under(changes: list[str], style: Style) -> list[str]:
    lines = [line for text in changes for line in wrap(text, style.width, first=_INDENT, rest=_INDENT)]
    return [style.paint("quiet", line) for line in lines]


def _line(row: dict[str, str], widths: dict[str, int]) -> str:
    cells = [pad(row[name], widths[name], right=name in _RIGHT) for name in widths]
    return "  ".join([*cells, row["checklists"]]).rstrip()


def _sign(style: Style) -> str:
    return "≠" if style.unicode else "!="


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "history", key, **params)
