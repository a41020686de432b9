"""A form as its page shows it: every text ready and safe to show, and the data that the page's script works on."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from gapsheet.model.answers import Answer, Evidence
from gapsheet.model.form import Form, FormChecklist, FormItem
from gapsheet.model.form_table import texts_of
from gapsheet.report.labels import joined
from gapsheet.text import visible
from gapsheet.words import Lang, Param, Template, say, words

FORM_SCHEMA = "gapsheet/form/v1"
"""What a saved form says that it is."""

ANSWERS = (
    ("met", "met"),
    ("partial", "partial"),
    ("unmet", "unmet"),
    ("n/a", "na"),
    ("", "unanswered"),
)
"""The answers in the order of their boxes, each with its shape; the last takes an answer back."""

_STATES = {"met": "met", "partial": "partial", "unmet": "unmet", "n/a": "not-applicable"}
_SUFFIXES = (".gapsheet.yaml", ".gapsheet.yml", ".yaml", ".yml")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be picked: what is saved, its shape, its words."""

    value: str
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item to answer."""

    id: str
    statement: str
    severity: str
    critical: bool
    good: tuple[str, ...]
    why: str
    convincing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A checklist: `anchor` is its address on the page, `count` how much of it is answered."""

    id: str
    anchor: str
    title: str
    count: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A label and a value of the line below the heading."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FormView:
    """A whole form; `data` is JSON that can stand in an HTML script element, `people` are short and full names."""

    lang: Lang
    page_title: str
    page_foot: str
    heading: str
    facts: tuple[FactView, ...]
    choices: tuple[Choice, ...]
    people: tuple[tuple[str, str], ...]
    lists: tuple[ListView, ...]
    progress: str
    data: str


def form_view(form: Form) -> FormView:
    """Return the form ready for its page."""
    lang = form.lang
    system = visible(form.system)
    return FormView(
        lang=lang,
        page_title=_say(lang, "title", system=system),
        page_foot=_say(lang, "foot.page", system=system),
        heading=_say(lang, "heading", system=system),
        facts=_facts(form),
        choices=tuple(Choice(value, shape, _word(lang, value)) for value, shape in ANSWERS),
        people=tuple((handle, visible(name)) for handle, name in form.people.items() if visible(handle) == handle),
        lists=tuple(_list(lang, entry) for entry in form.checklists),
        progress=_say(lang, "foot.start", n=_answered(form.items()), all=len(form.items())),
        data=form_data(form),
    )


def form_data(form: Form) -> str:
    """Return what the script works on as one line of JSON in which nothing can end or begin an HTML element."""
    data: dict[str, object] = {
        "head": {
            "schema": FORM_SCHEMA,
            "sheet": _whole(form.sheet),
            "base": form.base,
            "system": _whole(form.system),
            "lang": form.lang,
        },
        "file": file_name(form),
        "register": {_whole(name): _piece(piece) for name, piece in form.register.items()},
        "items": [
            {"id": entry.item.id, "list": checklist.id, "values": values_of(entry.answer)}
            for checklist in form.checklists
            for entry in checklist.items
        ],
        "text": _script_words(form.lang),
    }
    digest = hashlib.sha256(_json(data).encode("utf-8")).hexdigest()
    return _json({**data, "digest": digest[:32]})


def values_of(answer: Answer) -> dict[str, object]:
    """Return the fields of an answer that have a value, as a saved form has them: keys, order and English words."""
    out: dict[str, object] = {
        "answer": answer.answer,
        "note": answer.note,
        "reason": answer.reason,
        "owner": answer.owner,
        "due": answer.due.isoformat() if answer.due else None,
        "by": answer.by,
        "at": answer.at.isoformat() if answer.at else None,
        "evidence": [_piece(piece) for piece in answer.evidence],
        "waiver": _waiver(answer),
    }
    return {name: _whole(value) if isinstance(value, str) else value for name, value in out.items() if value}


def file_name(form: Form) -> str:
    """Return the name of the file that Save writes: the sheet's, and what the form is limited to."""
    stem = PurePosixPath(form.sheet).name
    ending = next((suffix for suffix in _SUFFIXES if stem.endswith(suffix) and stem != suffix), "")
    parts = [stem.removesuffix(ending), "returned", *form.limited[:3], *([form.owner] if form.owner else [])]
    return re.sub(r"[^\w.-]+", "-", "-".join(parts))[:80].strip("-.") + ".yaml"


def _piece(piece: Evidence) -> dict[str, str]:
    return {name: _whole(text) for name, text in texts_of(piece).items()}


def _waiver(answer: Answer) -> dict[str, str] | None:
    waiver = answer.waiver
    if waiver is None:
        return None
    dates = {"granted": waiver.granted.isoformat(), "until": waiver.until.isoformat()}
    return {"reason": _whole(waiver.reason), "by": _whole(waiver.by), **dates}


def _whole(text: str) -> str:
    """Return text that can be written as UTF-8: half a character becomes the sign for one that is lost."""
    return _SURROGATE.sub("\ufffd", text)


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(char, char) for char in text)


def _script_words(lang: Lang) -> dict[str, Template]:
    return {key.removeprefix("js."): value for key, value in words(lang, "form").items() if key.startswith("js.")}


def _facts(form: Form) -> tuple[FactView, ...]:
    lang, shown = form.lang, len(form.items())
    whole = shown == form.total
    items = _say(lang, "fact.items.all" if whole else "fact.items.some", n=shown, total=form.total)
    rows = [("fact.items", items)]
    if form.limited:
        rows.append(("fact.checklists", joined(lang, [visible(entry.title) for entry in form.checklists])))
    if form.owner is not None:
        rows.append(("fact.owner", visible(form.people.get(form.owner, form.owner))))
    rows.append(("fact.sheet", visible(form.sheet)))
    return tuple(FactView(_say(lang, key), value) for key, value in rows)


def _list(lang: Lang, entry: FormChecklist) -> ListView:
    items = tuple(_item(lang, one) for one in entry.items)
    count = _say(lang, "js.count", done=_answered(entry.items), all=len(items))
    return ListView(entry.id, f"checklist-{entry.id}", visible(entry.title), count, items)


def _item(lang: Lang, entry: FormItem) -> ItemView:
    item = entry.item
    return ItemView(
        id=item.id,
        statement=visible(item.statement.text(lang)),
        severity=say(lang, "terms", f"severity.{item.severity}"),
        critical=item.severity == "critical",
        good=tuple(visible(line.text(lang)) for line in item.met_when),
        why=visible(item.why.text(lang)),
        convincing=tuple(visible(line.text(lang)) for line in item.evidence),
    )


def _answered(items: tuple[FormItem, ...]) -> int:
    return sum(entry.answer.answer is not None for entry in items)


def _word(lang: Lang, value: str) -> str:
    return say(lang, "terms", f"state.{_STATES[value]}") if value else _say(lang, "answer.none")


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "form", key, **params)
