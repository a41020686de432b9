"""Frameworks as text, JSON and CSV: the list of them, and one with its controls.

JSON has English words for states, and the titles in both languages. CSV has one row a control.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

from gapsheet.model.assessment import CONTROL_STATES, Assessment, ControlResult, FrameworkResult
from gapsheet.model.base import LocalText
from gapsheet.model.framework import Control, Framework
from gapsheet.report.csv_table import inert
from gapsheet.report.labels import day, joined
from gapsheet.report.layout import Style, clip, pad, table, wrap
from gapsheet.text import json_document, visible, width
from gapsheet.words import Lang, Param, say

Rows = Sequence[tuple[Framework, int, int]]
"""Each framework, how many of its controls some item speaks to, and how many items do."""

COLUMNS = ("framework", "control", "title", "applies_from", "state", "items")


def render_list(rows: Rows, style: Style) -> str:
    """Return one line per framework: id, controls addressed, items, title."""
    lang = style.lang
    head = ("", _say(lang, "column.addressed"), _say(lang, "column.items"), _say(lang, "column.title"))
    cells = [(f.id, f"{addressed}/{len(f.controls)}", str(items), "") for f, addressed, items in rows]
    bare = table([(*head[:3], ""), *cells], indent="", right=frozenset({1, 2}))
    room = max(20, style.width - max(map(width, bare)) - 2)
    titled = [(*row[:3], clip(visible(f.title.text(lang)), room)) for row, (f, _, _) in zip(cells, rows, strict=True)]
    lines = table([head, *titled], indent="", right=frozenset({1, 2}))
    return "\n".join([*lines, "", _say(lang, "list.total", n=len(rows)), *_disclaimer(style)]) + "\n"


def render_list_json(rows: Rows) -> str:
    """Return the list as `gapsheet/frameworks/v1`, keys sorted."""
    entries = [{**_head(f), "controls": len(f.controls), "addressed": a, "items": n} for f, a, n in rows]
    return _dump({"schema": "gapsheet/frameworks/v1", "frameworks": entries})


def render_list_csv(rows: Rows, lang: Lang) -> str:
    """Return the list as a table with a header."""
    cells = [(f.id, f.title.text(lang), f.version.text(lang), len(f.controls), a, n) for f, a, n in rows]
    return _csv(("framework", "title", "version", "controls", "addressed", "items"), cells, lang)


def render_text(result: FrameworkResult, assessment: Assessment | None, style: Style) -> str:
    """Return a framework's controls with the items that speak to them and, for a sheet, their state."""
    lang, framework = style.lang, result.framework
    lines = wrap(_say(lang, "head", title=visible(framework.title.text(lang)), id=framework.id), style.width)
    lines[0] = style.paint("strong", lines[0])
    lines += wrap(_about(lang, result, assessment), style.width, first="  ")
    told = [entry for entry in result.controls if entry.items]
    aside = [entry for entry in result.controls if not entry.items]
    lines += [""] if told else []
    columns = max((width(entry.control.id) for entry in told), default=0)
    for entry in told:
        lines += _control(entry, framework, columns, style, judged=assessment is not None)
    if aside:
        lines += ["", *wrap(_say(lang, "not-addressed", n=len(aside)), style.width)]
        for entry in aside:
            title = f"{visible(entry.control.title.text(lang))}{'*' if entry.control.label else ''}"
            lines += wrap(title, style.width, first=f"  {pad(visible(entry.control.id), 12)} ", rest=" " * 15)
    lines += ["", *_notes(framework, style), *_disclaimer(style)]
    return "\n".join(lines) + "\n"


def render_json(result: FrameworkResult, assessment: Assessment | None) -> str:
    """Return a framework with its controls as `gapsheet/framework-reach/v1`, keys sorted; no sheet: states are null."""
    judged = assessment is not None
    data = {
        "schema": "gapsheet/framework-reach/v1",
        "framework": {**_head(result.framework), "path": result.path, "sha256": result.sha256},
        "system": assessment.sheet.system if assessment else None,
        "as_of": assessment.as_of.isoformat() if assessment else None,
        "sheet": {"path": assessment.sheet_path, "sha256": assessment.sheet_sha256} if assessment else None,
        "counts": {s.replace("-", "_"): result.counts[s] for s in CONTROL_STATES} if judged else None,
        "controls": [
            {
                "id": entry.control.id,
                "title": {"en": entry.control.title.en, "zh-CN": entry.control.title.zh_cn},
                "applies_from": {case: date.isoformat() for case, date in entry.control.applies_from.items()},
                "state": _state(entry, judged=judged),
                "items": [{"id": item.id, "state": item.state if judged else None} for item in entry.items],
            }
            for entry in result.controls
        ],
    }
    return _dump(data)


def render_csv(result: FrameworkResult, assessment: Assessment | None, lang: Lang) -> str:
    """Return one row a control, with a header; no cell is a formula."""
    rows = [
        (
            result.framework.id,
            entry.control.id,
            entry.control.title.text(lang),
            "; ".join(f"{date.isoformat()} {case}" for case, date in entry.control.applies_from.items()),
            _state(entry, judged=assessment is not None) or "",
            " ".join(item.id for item in entry.items),
        )
        for entry in result.controls
    ]
    return _csv(COLUMNS, rows, lang)


def applies(lang: Lang, framework: Framework, control: Control) -> str:
    """Return from when a control applies, case by case; nothing where no date is confirmed."""
    parts = [
        day(lang, date)
        if case == "all"
        else _say(lang, "applies.case", date=day(lang, date), case=visible(framework.cases[case].text(lang)))
        for case, date in control.applies_from.items()
    ]
    return _say(lang, "applies", parts=_say(lang, "semicolon").join(parts)) if parts else ""


def remarks(lang: Lang, framework: Framework) -> list[str]:
    """Return what a reader must know of a framework: what came after it, what was changed, what is not listed."""
    said = [("amended", framework.amended_by), ("note", framework.note), ("left-out", framework.left_out)]
    lines = [_say(lang, key, text=visible(text.text(lang))) for key, text in said if text is not None]
    if framework.followed_by or framework.superseded:
        key = "superseded" if framework.superseded else "followed"
        key += "" if framework.followed_by else ".alone"
        lines.insert(0, _say(lang, key, id=visible(framework.followed_by or "")))
    return lines


def _about(lang: Lang, result: FrameworkResult, assessment: Assessment | None) -> str:
    if assessment is None:
        return _say(lang, "about.built-in", addressed=result.addressed, n=len(result.controls))
    counts = [
        _say(lang, f"count.{state}", n=result.counts[state])
        for state in CONTROL_STATES
        if result.counts[state] and state != "not-addressed"
    ]
    system = visible(assessment.sheet.system)
    about: dict[str, Param] = {"system": system, "date": day(lang, assessment.as_of), "n": len(result.controls)}
    if not counts:
        return _say(lang, "about.none", **about)
    return _say(lang, "about", addressed=result.addressed, counts=joined(lang, counts), **about)


def _control(entry: ControlResult, framework: Framework, columns: int, style: Style, *, judged: bool) -> list[str]:
    lang = style.lang
    title = f"{visible(entry.control.title.text(lang))}{'*' if entry.control.label else ''}"
    margin = " " * (columns + 4)
    first = f"  {pad(visible(entry.control.id), columns)}  "
    lines = wrap(title, style.width, first=first, rest=margin)
    items = joined(lang, [item.id for item in entry.items])
    if judged:
        alike = len(entry.items) == 1 and entry.items[0].state == entry.state
        states = [
            i.id if alike else _say(lang, "item", id=i.id, state=say(lang, "terms", f"state.{i.state}"))
            for i in entry.items
        ]
        items = _say(lang, "state", state=_say(lang, f"state.{entry.state}"), items=joined(lang, states))
    when = applies(lang, framework, entry.control)
    lines += wrap(when, style.width, first=margin) if when else []
    return [*lines, *wrap(items, style.width, first=margin)]


def _notes(framework: Framework, style: Style) -> list[str]:
    lang = style.lang
    lines: list[str] = []
    for text in remarks(lang, framework):
        lines += wrap(text, style.width)
    publisher = framework.publisher.text(lang) if framework.publisher else None
    said = [visible(part) for part in (framework.version.text(lang), publisher, framework.url) if part]
    lines += wrap(_say(lang, "source", parts=joined(lang, said)), style.width)
    if framework.titles:
        lines += wrap(_say(lang, "titles", text=visible(framework.titles.text(lang))), style.width)
    return lines


def _disclaimer(style: Style) -> list[str]:
    return wrap(_say(style.lang, "disclaimer"), style.width)


def _state(entry: ControlResult, *, judged: bool) -> str | None:
    if judged:
        return entry.state
    return None if entry.items else "not-addressed"


def _head(framework: Framework) -> dict[str, Any]:
    return {
        "id": framework.id,
        "title": _both(framework.title),
        "version": framework.version.en,
        "publisher": framework.publisher.en if framework.publisher else None,
        "url": framework.url,
        "amended_by": _both(framework.amended_by),
        "superseded": framework.superseded,
        "followed_by": framework.followed_by,
        "note": _both(framework.note),
        "left_out": _both(framework.left_out),
    }


def _both(text: LocalText | None) -> dict[str, str] | None:
    return None if text is None else {"en": text.en, "zh-CN": text.zh_cn}


def _dump(data: dict[str, Any]) -> str:
    return json_document(data)


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]], lang: Lang) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([inert(str(cell)) for cell in row])
    return ("\ufeff" if lang == "zh-CN" else "") + out.getvalue()


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "frameworks", key, **params)
