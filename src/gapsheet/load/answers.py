"""A plain document as an answer sheet: everything that can be said without knowing the checklists."""

import re
from collections.abc import Iterable
from typing import get_args

from gapsheet.load.evidence_refs import read_evidence, read_register
from gapsheet.load.reading import Reading
from gapsheet.load.record import read_methods, read_period, read_review, read_scope, read_signoff, read_statement
from gapsheet.load.suggest import shown
from gapsheet.load.traps import spaced
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.answers import ANSWER_WORDS, Answer, AnswerSheet, AnswerWord, Pin, Subject, Waiver
from gapsheet.model.base import FactValue, keys_of
from gapsheet.model.record import INDEPENDENCE
from gapsheet.words import LANGS

TOP_KEYS = keys_of(AnswerSheet)
ANSWER_KEYS = keys_of(Answer)
WAIVER_KEYS = ("reason", "by", "granted", "until")
"""What a waiver must have."""
WAIVER_EXTRAS = ("compensating_control", "residual_risk")
"""What it may have besides."""
FACT_VALUES: tuple[FactValue, ...] = get_args(FactValue)

_YES = "yes y true done ok pass passed complete completed 完成 已完成 是 通过 满足"
_PARTLY = "partly partially half wip ongoing 部分 部分完成 部分满足 进行中"
_NO = "no n false fail failed todo open missing 否 未完成 未满足 不满足"
_NOT_APPLICABLE = "na n.a. n\\a none 不涉及 无关"
_MEANT_ANSWER: dict[str, AnswerWord] = {
    **dict.fromkeys(_YES.split(), "met"),
    **dict.fromkeys(("partly met", "in progress", *_PARTLY.split()), "partial"),
    **dict.fromkeys(("not met", *_NO.split()), "unmet"),
    **dict.fromkeys(("not applicable", *_NOT_APPLICABLE.split()), "n/a"),
}
_CHINESE: dict[AnswerWord, str] = {value: word for word, value in ANSWER_WORDS.items() if not word.isascii()}

_MEANT_FACT: dict[str, FactValue] = {
    **dict.fromkeys(("true", "y", "on", "1", "是", "有", "对"), "yes"),
    **dict.fromkeys(("false", "n", "off", "0", "none", "否", "无", "没有", "不是"), "no"),
    **dict.fromkeys(("?", "maybe", "tbd", "unclear", "null", "~", "未知", "不清楚", "不确定"), "unknown"),
}

_PIN = re.compile(r"(?P<what>.+)@(?P<major>[0-9]{1,6})\.(?P<minor>[0-9]{1,6})")


def read_answer_sheet(reading: Reading, top: dict[str, Plain], fact_ids: Iterable[str]) -> AnswerSheet:
    """Return the sheet with every value that could be read; the mistakes are in `reading`."""
    reading.keys(top, (), TOP_KEYS, required=("schema", "system", "checklists"))
    return AnswerSheet(
        schema_="gapsheet/answers/v1",
        system=reading.text(top.get("system"), ("system",)) or "",
        organisation=reading.text(top.get("organisation"), ("organisation",)),
        assessed=reading.date(top.get("assessed"), ("assessed",)),
        assessor=reading.text(top.get("assessor"), ("assessor",)),
        independence=reading.choice("GS114", top.get("independence"), ("independence",), INDEPENDENCE),
        participants=reading.texts(top.get("participants"), ("participants",)),
        period=read_period(reading, top.get("period")),
        subject=_subject(reading, top.get("subject")),
        scope=read_scope(reading, top.get("scope")),
        assumptions=reading.texts(top.get("assumptions"), ("assumptions",)),
        statement=read_statement(reading, top.get("statement")),
        signoff=read_signoff(reading, top.get("signoff")),
        classification=reading.text(top.get("classification"), ("classification",)),
        distribution=reading.text(top.get("distribution"), ("distribution",)),
        lang=reading.choice("GS109", top.get("lang"), ("lang",), LANGS) or "en",
        facts=_facts(reading, top.get("facts"), tuple(fact_ids)),
        checklists=_pins(reading, top),
        policy=reading.text(top.get("policy"), ("policy",)),
        frameworks=reading.texts(top.get("frameworks"), ("frameworks",)),
        evidence=read_register(reading, top.get("evidence")),
        answers=read_answers(reading, top.get("answers")),
        people=_people(reading, top.get("people")),
    )


def _subject(reading: Reading, value: Plain) -> Subject | None:
    path: DocPath = ("subject",)
    table = reading.mapping(value, path) if value is not None else None
    if table is None:
        return None
    reading.keys(table, path, keys_of(Subject))
    models = table.get("models")
    return Subject(
        version=reading.text(table.get("version"), (*path, "version")),
        commit=reading.text(table.get("commit"), (*path, "commit")),
        image=reading.text(table.get("image"), (*path, "image")),
        models=reading.texts([models] if isinstance(models, str) else models, (*path, "models")),
        environment=reading.text(table.get("environment"), (*path, "environment")),
    )


def _facts(reading: Reading, value: Plain, known: tuple[str, ...]) -> dict[str, FactValue]:
    out: dict[str, FactValue] = {}
    table = reading.mapping(value, ("facts",)) if value is not None else {}
    for name, said in (table or {}).items():
        path = ("facts", name)
        if name not in known:
            if not reading.wide(name, path, "key"):
                reading.unknown("GS130", path, name, known, "key")
        elif said is not None:
            answer = _fact_value(reading, said, path)
            if answer is not None:
                out[name] = answer
    return out


def _fact_value(reading: Reading, said: Plain, path: DocPath) -> FactValue | None:
    text = reading.text(said, path)
    for word in FACT_VALUES:
        if text == word:
            return word
    if text is not None:
        meant = _MEANT_FACT.get(text.casefold()) or reading.nearest(text, FACT_VALUES)
        reading.wrong("GS131", path, "value", None if meant else "GS131.help.list", word=shown(text), near=meant or "")
    return None


def _pins(reading: Reading, top: dict[str, Plain]) -> tuple[Pin, ...]:
    value = top.get("checklists")
    rows = reading.list_of(value, ("checklists",))
    reading.pins_unread = not isinstance(value, list)
    if isinstance(value, list) and not value:
        reading.wrong("GS127", ("checklists",))
    pins: list[Pin] = []
    for path, part in rows:
        text = reading.text(part, path)
        if text is None or ("，" in text and reading.wide(text, path)):
            reading.pins_unread = True
            continue
        hit = _PIN.fullmatch(text)
        if hit is None:
            reading.pins_to_fix.append((path, text))
            continue
        what = hit["what"]
        own = is_path(what)
        pin = Pin(
            id=None if own else what, path=what if own else None, major=int(hit["major"]), minor=int(hit["minor"])
        )
        reading.pin_paths[len(pins)] = path
        pins.append(pin)
    return tuple(pins)


def is_path(name: str) -> bool:
    """Tell whether a checklist or a policy is named by a path and not by an id."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def _people(reading: Reading, value: Plain) -> dict[str, str]:
    table = reading.mapping(value, ("people",)) if value is not None else {}
    found = {handle: reading.text(name, ("people", handle)) for handle, name in (table or {}).items()}
    return {handle: name if name is not None else handle for handle, name in found.items()}


def read_answers(reading: Reading, value: Plain) -> dict[str, Answer]:
    """Return every answer by its item; the mistakes are in `reading`."""
    table = reading.mapping(value, ("answers",)) if value is not None else {}
    return {item: _answer(reading, said, ("answers", item)) for item, said in (table or {}).items()}


def _answer(reading: Reading, said: Plain, path: DocPath) -> Answer:
    if said is None:
        return Answer()
    if isinstance(said, str) and said.partition(":")[0] in ANSWER_KEYS and spaced(said):
        reading.mapping(said, path)  # `answer:met` is no answer word: the mapping lacks a space
        return Answer()
    if isinstance(said, str):
        word = _word(reading, said, path)
        if word == "n/a":
            reading.wrong("GS112", path, item=_item_of(path))
        return Answer(answer=word)
    table = reading.mapping(said, path)
    if table is None:
        return Answer()
    reading.keys(table, path, ANSWER_KEYS)
    said = table.get("answer")
    answer = Answer(
        note=reading.text(table.get("note"), (*path, "note")),
        reason=reading.text(table.get("reason"), (*path, "reason")),
        owner=reading.text(table.get("owner"), (*path, "owner")),
        by=reading.text(table.get("by"), (*path, "by")),
        answer=_word(reading, said, (*path, "answer")) if said is not None else None,
        evidence=read_evidence(reading, table.get("evidence"), (*path, "evidence")),
        due=reading.date(table.get("due"), (*path, "due")),
        at=reading.date(table.get("at"), (*path, "at")),
        waiver=_waiver(reading, table.get("waiver"), (*path, "waiver")) if "waiver" in table else None,
        method=read_methods(reading, table.get("method"), (*path, "method")),
        population=reading.text(table.get("population"), (*path, "population")),
        sample=reading.text(table.get("sample"), (*path, "sample")),
        exceptions=reading.text(table.get("exceptions"), (*path, "exceptions")),
        reviewed=read_review(reading, table.get("reviewed"), (*path, "reviewed")),
    )
    _fits_together(reading, answer, path, waived="waiver" in table, word_missing=said is None)
    return answer


def _fits_together(reading: Reading, answer: Answer, path: DocPath, *, waived: bool, word_missing: bool) -> None:
    """Note reasons and waivers that do not go with the answer."""
    if answer.answer is None and not word_missing:
        return  # the word itself is wrong: nobody knows yet what would fit
    if answer.answer == "n/a" and answer.reason is None:
        reading.wrong("GS112", (*path, "answer"), item=_item_of(path))
    if answer.reason is not None and answer.answer not in ("n/a", None):
        reading.wrong("GS206", (*path, "reason"), "key", answer=answer.answer)
    if waived and answer.answer not in ("unmet", "partial"):
        variant = None if answer.answer is not None else "GS202.help.unanswered"
        reading.wrong("GS202", (*path, "waiver"), "key", variant, answer=answer.answer or "")


def _item_of(path: DocPath) -> str:
    return shown(str(path[1]))


def _word(reading: Reading, said: Plain, path: DocPath) -> AnswerWord | None:
    text = reading.text(said, path)
    if text is None:
        return None
    known = ANSWER_WORDS.get(text)
    if known is not None:
        return known
    meant = _MEANT_ANSWER.get(text.casefold())
    if meant is None:
        near = reading.nearest(text, ANSWER_WORDS)
        meant = ANSWER_WORDS[near] if near else None
    help_key = "GS110.help.list"
    if meant is not None:
        help_key = "GS110.help.na" if meant == "n/a" else "GS110.help"
    elif text.casefold() in ("null", "~", "none", "unknown", "unanswered", "tbd", "未作答"):
        help_key = "GS110.help.empty"
    near_word = meant or ""
    chinese = _CHINESE[meant] if meant else ""
    reading.wrong("GS110", path, "value", help_key, word=shown(text), near=near_word, chinese=chinese)
    return None


def _waiver(reading: Reading, value: Plain, path: DocPath) -> Waiver | None:
    if value is None:
        for key in WAIVER_KEYS:
            reading.wrong("GS142", path, "key", f"GS142.help.{key}", key=key)
        return None
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, (*WAIVER_KEYS, *WAIVER_EXTRAS))
    for key in WAIVER_KEYS:
        if table.get(key) is None:
            reading.wrong("GS142", path, "key", f"GS142.help.{key}", key=key)
    reason = reading.text(table.get("reason"), (*path, "reason"))
    by = reading.text(table.get("by"), (*path, "by"))
    granted = reading.date(table.get("granted"), (*path, "granted"))
    until = reading.date(table.get("until"), (*path, "until"))
    if granted is not None and until is not None and until < granted:
        reading.wrong("GS143", (*path, "until"), granted=granted.isoformat(), until=until.isoformat())
    control, risk = (reading.text(table.get(key), (*path, key)) for key in WAIVER_EXTRAS)
    if reason is None or by is None or granted is None or until is None:
        return None
    return Waiver(reason=reason, by=by, granted=granted, until=until, compensating_control=control, residual_risk=risk)
