"""What the page of a history shows: selected, labelled and formatted, so that a template only places it.

No number is computed here: every figure is a field of the history, or says how many points are listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gapsheet.model.history import History, Point
from gapsheet.report.history_chart import SHAPES, Chart, chart
from gapsheet.report.history_labels import (
    Told,
    commit,
    is_saved,
    newest_policy,
    not_judged,
    signed,
    told,
    what_was_read,
    why_not,
)
from gapsheet.report.labels import day, number
from gapsheet.report.view_lists import Pair
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

_MINUS = "−"
_ARROW = "→"


@dataclass(frozen=True, slots=True)
class NewestView:
    """The first card: what the newest point says, in words of the language."""

    shape: str
    word: str
    sentences: tuple[str, ...]
    score: str
    scored: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One point. `problem` stands in place of its numbers; `trend` is up, down or nothing.

    `whole` are the columns in which it has a whole number and another row has a fraction.
    """

    date: str
    iso: str
    score: str
    change: str
    trend: str
    shape: str
    verdict: str
    open: str
    blockers: str
    changes: tuple[str, ...]
    broken_off: bool
    revision: str
    problem: str
    whole: frozenset[str]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The whole page, in order."""

    lang: Lang
    page_title: str
    heading: str
    page_foot: str
    facts_line: tuple[Pair, ...]
    newest: NewestView
    chart: Chart | None
    chart_lede: str
    key: tuple[Pair, ...]
    has_breaks: bool
    has_changes: bool
    table_title: str
    revision_title: str
    rows: tuple[RowView, ...]
    foot: str


def history_view(history: History, lang: Lang) -> HistoryView:
    """Return the page of a history in one language; raises ValueError for one without a point."""
    if not history.points:
        raise ValueError("a history without a point has no page")
    entries = told(lang, history.points, _ARROW)
    system = visible(history.system)
    newest = _newest(lang, entries)
    drawn = chart(lang, history, entries)
    saved = is_saved(history)
    return HistoryView(
        lang=lang,
        page_title=_title(lang, history, system, newest),
        heading=_say(lang, "heading", system=system),
        page_foot=_say(lang, "foot.page", system=system, date=day(lang, history.as_of)),
        facts_line=_facts(lang, history, saved=saved),
        newest=newest,
        chart=drawn,
        chart_lede=_lede(lang, entries, drawn),
        key=_key(lang, entries),
        has_breaks=any(entry.broken_off for entry in entries),
        has_changes=any(entry.broken_off or entry.changes for entry in entries),
        table_title=_say(lang, "table.saved" if saved else "table"),
        revision_title=_say(lang, "row.path" if saved else "row.revision"),
        rows=_rows(lang, entries, saved=saved),
        foot=_say(lang, "sentences").join((*what_was_read(lang, history), _say(lang, "foot"))),
    )


def _title(lang: Lang, history: History, system: str, newest: NewestView) -> str:
    point = history.points[0]
    key = "title.unscored" if point.score is None else "title.verdict" if point.verdict else "title.score"
    params = {"verdict": newest.word, "score": newest.score, "system": system, "date": day(lang, history.as_of)}
    return _say(lang, key, **params)


def _facts(lang: Lang, history: History, *, saved: bool) -> tuple[Pair, ...]:
    points = history.points
    first, last = day(lang, points[-1].date), day(lang, points[0].date)
    key = "fact.day" if first == last else "fact.span"
    policy = newest_policy(history)
    return (
        Pair(say(lang, "report", "fact.as-of"), day(lang, history.as_of)),
        Pair(_say(lang, "fact.saved" if saved else "fact.sheet"), visible(history.source)),
        Pair(say(lang, "report", "fact.policy"), visible(policy or say(lang, "report", "fact.policy.none"))),
        Pair(_say(lang, "kind" if saved else "fact.revisions"), _say(lang, key, n=len(points), first=first, last=last)),
    )


def _newest(lang: Lang, entries: Sequence[Told]) -> NewestView:
    point = entries[0].point
    if point.problem:
        return _unjudged(lang, entries)
    word = say(lang, "terms", f"verdict.{point.verdict}") if point.verdict else say(lang, "report", "score")
    return NewestView(
        shape=SHAPES[point.verdict] if point.verdict else "gauge",
        word=word,
        sentences=(*_standing(lang, entries), *_open(lang, point)),
        score=_whole(lang, point),
        scored=point.score is not None,
        notes=_notes(lang, entries[0]),
    )


def _unjudged(lang: Lang, entries: Sequence[Told]) -> NewestView:
    point = entries[0].point
    gone = point.problem == "gone"
    said = [_say(lang, "unjudged", why=why_not(lang, point))]
    last = next((entry.point for entry in entries if not entry.point.problem), None)
    if last is not None:
        said.append(_say(lang, "unjudged.last", date=day(lang, last.date), result=_result(lang, last)))
    return NewestView(
        shape="na" if gone else "unanswered",
        word=_say(lang, "removed") if gone else say(lang, "terms", "verdict.cannot-be-judged"),
        sentences=tuple(said),
        score=say(lang, "report", "score.none"),
        scored=False,
        notes=(),
    )


def _standing(lang: Lang, entries: Sequence[Told]) -> tuple[str, ...]:
    """Return how long the newest verdict has stood, or which one it replaced."""
    verdict = entries[0].point.verdict
    judged = [entry.point for entry in entries if not entry.point.problem]
    if len(judged) == 1:
        return (_say(lang, "only"),)
    if verdict is None:
        return ()
    stood = 0
    while stood < len(judged) and judged[stood].verdict == verdict:
        stood += 1
    if stood > 1:
        return (_say(lang, "stood", date=day(lang, judged[stood - 1].date), n=stood),)
    before = judged[1].verdict
    word = say(lang, "terms", f"verdict.{before}") if before else _say(lang, "row.verdict.none")
    return (_say(lang, "turned", verdict=word),)


def _open(lang: Lang, point: Point) -> tuple[str, ...]:
    if point.open is None or point.score is None:
        return ()
    if not point.open:
        return (_say(lang, "open.none"),)
    blockers = point.blockers or 0
    key = "open.minor" if not blockers else "open.all" if blockers == point.open else "open.some"
    return (_say(lang, key, n=point.open, blockers=blockers),)


def _notes(lang: Lang, entry: Told) -> tuple[str, ...]:
    point, notes = entry.point, []
    if entry.broken_off:
        notes.append(_say(lang, "change.none"))
    elif entry.before is not None and point.change is not None:
        key, since = "change.since" if point.change else "change.same", day(lang, entry.before.date)
        notes.append(_say(lang, key, change=signed(lang, point.change, _MINUS), date=since))
    if point.answered is not None and point.in_scope is not None:
        notes.append(_say(lang, "answered", answered=point.answered, in_scope=point.in_scope))
    return tuple(notes)


def _result(lang: Lang, point: Point) -> str:
    verdict = say(lang, "terms", f"verdict.{point.verdict}") if point.verdict else ""
    if point.score is None:
        return verdict or say(lang, "report", "score.none")
    return _say(lang, "result" if verdict else "result.score", verdict=verdict, score=number(lang, point.score))


def _whole(lang: Lang, point: Point) -> str:
    return say(lang, "report", "score.none") if point.score is None else str(int(point.score))


def _lede(lang: Lang, entries: Sequence[Told], drawn: Chart | None) -> str:
    if drawn is None:
        return _say(lang, "chart.nothing")
    breaks = [entry for entry in entries if entry.broken_off]
    said = [_say(lang, "chart.lede"), *([_say(lang, "chart.breaks", n=len(breaks))] if breaks else [])]
    return _say(lang, "sentences").join(said)


def _key(lang: Lang, entries: Sequence[Told]) -> tuple[Pair, ...]:
    """Return the shapes that the drawing has, with their words."""
    points = [entry.point for entry in entries]
    pairs = [
        Pair(shape, say(lang, "terms", f"verdict.{verdict}"))
        for verdict, shape in SHAPES.items()
        if any(point.verdict == verdict for point in points)
    ]
    if any(point.verdict is None and not point.problem for point in points):
        pairs.append(Pair("dot", _say(lang, "key.none")))
    if any(point.problem for point in points):
        pairs.append(Pair("problem", _say(lang, "key.problem")))
    return tuple(pairs)


def _rows(lang: Lang, entries: Sequence[Told], *, saved: bool) -> tuple[RowView, ...]:
    rows = [_row(lang, entry, saved=saved) for entry in entries]
    mixed = [name for name in ("score", "change") if any("." in getattr(row, name) for row in rows)]

    def whole(row: RowView) -> frozenset[str]:
        return frozenset(name for name in mixed if getattr(row, name) and "." not in getattr(row, name))

    return tuple(replace(row, whole=whole(row)) for row in rows)


def _row(lang: Lang, entry: Told, *, saved: bool) -> RowView:
    point = entry.point
    judged = not point.problem
    change = point.change if judged else None
    return RowView(
        date=day(lang, point.date),
        iso=point.date.isoformat(),
        score=number(lang, point.score) if judged else "",
        change="" if change is None else signed(lang, change, _MINUS),
        trend="" if not change else "up" if change > 0 else "down",
        shape="problem" if not judged else SHAPES[point.verdict] if point.verdict else "dot",
        verdict=say(lang, "terms", f"verdict.{point.verdict}") if point.verdict else _say(lang, "row.verdict.none"),
        open=number(lang, point.open) if judged else "",
        blockers=number(lang, point.blockers) if judged else "",
        changes=entry.changes,
        broken_off=entry.broken_off,
        revision=visible(point.path) if saved else commit(point),
        problem="" if judged else not_judged(lang, point),
        whole=frozenset(),
    )


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "history", key, **params)
