"""The JSON Schema of one sheet, made for an editor: completion, hover text and marks by yaml-language-server.

Draft-07, which every release of that server reads; nothing of a later draft is used. `defaultSnippets`,
`enumDescriptions`, `errorMessage` and `patternErrorMessage` are its extensions, and other readers pass over them.
What is written here for its sake, as its release 1.25 behaves:

- It takes YAML 1.2's view of plain text, so that `1.4` is a number: free text may be one. Gapsheet reads all as text.
- A type of `null` or `boolean`, and every word of an `enum`, is offered as a completion, unless it stands under
  `if`/`then`/`else`. Words that are accepted stand there; those of one language are offered, in a branch of `anyOf`
  beside one that refuses nothing.
- A part without a title of its own is shown under the title of whatever used it last. So only what has a title is
  shared (`definitions`); the rest is written out for each item.

What a schema cannot say is left to `gapsheet check`: an answer out of scope, dates that contradict one another or
are not in the calendar, evidence that is not there, people who are not named.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from gapsheet.model.answers import AnswerWord, Subject
from gapsheet.model.base import FactValue, keys_of
from gapsheet.model.checklist import Fact, Item
from gapsheet.model.record import METHODS
from gapsheet.report import record_schema
from gapsheet.report.schema import Schema
from gapsheet.report.schema_parts import (
    answer_word,
    answer_words,
    any_of,
    choices,
    day,
    described,
    handles,
    mapping,
    offer,
    offering,
    one_of,
    say_it,
    text,
)
from gapsheet.text import visible
from gapsheet.words import LANGS, Lang, say

_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet may name: ids of policies and frameworks, `checklists` with the version to pin, people by handle.

    `register` is the sheet's own evidence: what each piece is, by its name.
    """

    checklists: Mapping[str, str]
    policies: Sequence[str]
    frameworks: Sequence[str]
    people: Mapping[str, str] = field(default_factory=dict)
    register: Mapping[str, str] = field(default_factory=dict)


def answers(items: Iterable[Item], facts: Sequence[Fact], known: Known, lang: Lang) -> Schema:
    """Return the schema of a sheet whose answers are these items, with hover text in one language."""
    people, named = handles(known.people), handles(known.register)
    record = record_schema.keys(lang, people)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": say_it(lang, "title"),
        "type": "object",
        "required": ["schema", "system", "checklists"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": "gapsheet/answers/v1"},
            "system": described(lang, "system") | text(needed=True),
            "organisation": record["organisation"],
            "assessed": described(lang, "assessed") | day(lang),
            "assessor": described(lang, "assessor") | text(people),
            **{key: record[key] for key in ("independence", "participants", "period")},
            "subject": described(lang, "subject") | _subject(lang),
            **{key: record[key] for key in ("scope", "assumptions", "statement", "signoff")},
            **{key: record[key] for key in ("classification", "distribution")},
            "lang": described(lang, "lang") | {"enum": list(LANGS)},
            "facts": described(lang, "facts") | _facts(facts, lang),
            "checklists": described(lang, "checklists") | _checklists(known.checklists, lang),
            "policy": described(lang, "policy", policies=", ".join(known.policies)) | _policy(known.policies, lang),
            "frameworks": described(lang, "frameworks") | _frameworks(known.frameworks, lang),
            "evidence": {
                **described(lang, "register"),
                "type": ["object", "null"],
                "additionalProperties": _one_piece(lang, "string", "number", "boolean"),
            },
            "answers": {
                **described(lang, "answers"),
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {item.id: _item(item, lang) for item in items},
            },
            "people": {
                **described(lang, "people"),
                "type": ["object", "null"],
                "additionalProperties": text(),
            },
        },
        "definitions": {"offers": _answer_offers(lang), "short": _short(lang), "long": _long(lang, people, named)},
    }


def dump(schema: Schema) -> str:
    """Return a schema as a file in the order given; what fits into a line stands in one."""
    return _laid_out(schema, "", 0) + "\n"


def hover(item: Item, lang: Lang) -> str:
    """Return what an editor shows of an item: statement, why, what good looks like, evidence, the answers there are."""
    severity = say(lang, "terms", f"severity.{item.severity}")
    why = say_it(lang, "item.why", text=item.why.text(lang))
    parts = [f"{item.id} ({severity}) {item.statement.text(lang)}", why]
    parts.append("\n".join([say_it(lang, "item.met"), *(f"- {line.text(lang)}" for line in item.met_when)]))
    if item.evidence:
        parts.append("\n".join([say_it(lang, "item.evidence"), *(f"- {line.text(lang)}" for line in item.evidence)]))
    parts.append(say_it(lang, "item.answers"))
    return visible("\n\n".join(parts), keep_newlines=True)


# ---- an item and its answer ----------------------------------------------------------------------------------------


def _item(item: Item, lang: Lang) -> Schema:
    counted = {"properties": {"answer": {"not": {"enum": answer_words(lang, "n/a")}}}}
    return {
        "title": visible(item.statement.text(lang)),
        "description": hover(item, lang),
        "anyOf": [{}, {"$ref": "#/definitions/offers"}],
        "if": {"type": ["object", "null"]},
        "then": {"allOf": [{"$ref": "#/definitions/long"}], "if": counted, "else": {"required": ["reason"]}},
        "else": {"$ref": "#/definitions/short"},
    }


def _short(lang: Lang) -> Schema:
    return {"enum": answer_words(lang, "met", "partial", "unmet"), "errorMessage": say_it(lang, "wrong.short")}


def _long(lang: Lang, people: Sequence[Schema], register: Sequence[Schema]) -> Schema:
    every = answer_words(lang, *get_args(AnswerWord))
    answer: Schema = {"enum": every, "errorMessage": say_it(lang, "wrong.answer")}
    words = [
        offer(answer_word(lang, word), answer_word(lang, word), say_it(lang, f"offer.{word}"))
        for word in get_args(AnswerWord)
    ]

    def named(key: str) -> Schema:
        return described(lang, key, titled=True)

    return {
        "additionalProperties": False,
        "properties": {
            "answer": named("answer") | {"anyOf": offering(words), "if": {"type": "null"}, "else": answer},
            "note": named("note") | text(),
            "reason": named("reason") | text(),
            "evidence": named("evidence") | _evidence(lang, register),
            "owner": named("owner") | text(people),
            "due": named("due") | day(lang),
            "waiver": named("waiver") | _waiver(lang, people),
            "by": named("by") | text(people),
            "at": named("at") | day(lang),
            "method": named("method") | _method(lang),
            "population": named("population") | text(),
            "sample": named("sample") | text(),
            "exceptions": named("exceptions") | text(),
            "reviewed": named("reviewed") | _review(lang, people, words),
        },
    }


def _method(lang: Lang) -> Schema:
    one = one_of(lang, "method", METHODS, "wrong.method")
    offers = [found for branch in one["anyOf"] for found in branch.get("defaultSnippets", [])]
    rows = {"items": {**one["else"], "defaultSnippets": offers}}
    return {
        "anyOf": one["anyOf"],
        "if": {"type": "array"},
        "then": rows,
        "else": {"if": one["if"], "else": one["else"]},
    }


def _review(lang: Lang, people: Sequence[Schema], words: Sequence[Schema]) -> Schema:
    parts = {"by": text(people), "at": day(lang), "result": text(words)}
    return mapping({key: described(lang, f"reviewed.{key}", titled=True) | part for key, part in parts.items()})


def _answer_offers(lang: Lang) -> Schema:
    """Return the words of the short form in one language, and the long forms that are worth a template."""
    short: tuple[AnswerWord, ...] = ("met", "partial", "unmet")
    met, unmet, aside = (answer_word(lang, word) for word in ("met", "unmet", "n/a"))
    evidence = [{"file": "$1", "title": "$2"}]
    waiver = {"reason": "$1", "by": "$2", "granted": "$3", "until": "$4"}
    return {
        "enum": [answer_word(lang, word) for word in short],
        "enumDescriptions": [say_it(lang, f"offer.{word}") for word in short],
        "defaultSnippets": [
            offer(aside, {"answer": aside, "reason": "$1"}, say_it(lang, "offer.n/a")),
            offer("evidence", {"answer": met, "evidence": evidence}, say_it(lang, "offer.evidence")),
            offer("gap", {"answer": unmet, "note": "$1", "owner": "$2", "due": "$3"}, say_it(lang, "offer.gap")),
            offer("waiver", {"answer": unmet, "waiver": waiver}, say_it(lang, "offer.waiver")),
        ],
    }


def _evidence(lang: Lang, register: Sequence[Schema]) -> Schema:
    offers = [
        offer("file", {"file": "$1", "title": "$2"}, say_it(lang, "offer.file")),
        offer("url", {"url": "https://$1", "title": "$2"}, say_it(lang, "offer.url")),
        *([offer("ref", {"ref": "$1"}, say_it(lang, "offer.ref"))] if register else []),
    ]
    pieces = {"items": _one_piece(lang, "string", "number", "boolean", refs=register)}
    rest = _one_piece(lang, "string", "number", "boolean", "null", refs=register)
    return {"anyOf": offering(offers), "if": {"type": "array"}, "then": pieces, "else": rest}


def _one_piece(lang: Lang, *types: str, refs: Sequence[Schema] | None = None) -> Schema:
    """Return a piece of evidence: a text of these types, or a mapping; without `refs`, one that refers to no other."""
    short = {"type": list(types), "errorMessage": say_it(lang, "wrong.evidence")}
    return {"if": {"type": "object"}, "then": _piece(lang, refs), "else": short}


def _piece(lang: Lang, refs: Sequence[Schema] | None) -> Schema:
    parts = {
        "file": text(),
        "url": text(),
        "ref": text(refs or ()),
        "name": text(),
        "date": day(lang),
        "sha256": text() | {"pattern": "^[0-9a-f]{64}$", "patternErrorMessage": say_it(lang, "wrong.sha256")},
        "collected_by": text(),
        "source_system": text(),
        "retain_until": day(lang),
    }
    keys = {"title" if key == "name" else key: described(lang, key, titled=True) | one for key, one in parts.items()}
    both = say_it(lang, "wrong.evidence.both")
    target: Schema = {
        "if": {"required": ["file"]},
        "then": {"properties": {"url": _nothing(both)}},
        "else": {"required": ["url"], "errorMessage": say_it(lang, "wrong.evidence.none")},
    }
    if refs is None:
        return {"additionalProperties": False, "properties": {k: v for k, v in keys.items() if k != "ref"}, **target}
    more = say_it(lang, "wrong.evidence.ref")
    beside = {"properties": {key: _nothing(more) for key in keys if key != "ref"}}
    choice: Schema = {"if": {"required": ["ref"]}, "then": beside, "else": target}
    return {"additionalProperties": False, "properties": keys, **choice}


def _nothing(wrong: str) -> Schema:
    return {"doNotSuggest": True, "type": "null", "errorMessage": wrong}


def _waiver(lang: Lang, people: Sequence[Schema]) -> Schema:
    def named(key: str) -> Schema:
        return described(lang, f"waiver.{key}", titled=True)

    return {
        "type": "object",
        "required": ["reason", "by", "granted", "until"],
        "additionalProperties": False,
        "properties": {
            "reason": named("reason") | text(needed=True),
            "by": named("by") | text(people, needed=True),
            "granted": named("granted") | day(lang, needed=True),
            "until": named("until") | day(lang, needed=True),
            "compensating_control": named("compensating_control") | text(),
            "residual_risk": named("residual_risk") | text(),
        },
    }


# ---- the head of a sheet -------------------------------------------------------------------------------------------


def _subject(lang: Lang) -> Schema:
    models: Schema = {"anyOf": offering(), "if": {"type": "array"}, "then": {"items": text()}, "else": text()}
    parts = {key: models if key == "models" else text() for key in keys_of(Subject)}
    keys = {key: described(lang, f"subject.{key}") | part for key, part in parts.items()}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": keys}


def _facts(facts: Sequence[Fact], lang: Lang) -> Schema:
    offers = [offer(word, word, say_it(lang, f"offer.{word}")) for word in get_args(FactValue)]
    wrong = say_it(lang, "wrong.fact")
    value: Schema = {"type": "string", "pattern": "^(yes|no|unknown)$", "errorMessage": wrong}

    def one(fact: Fact) -> Schema:
        question = say_it(lang, "fact", question=fact.question.text(lang), example=fact.example.text(lang))
        return {
            "title": fact.title.text(lang),
            "description": f"{question}\n\n{say_it(lang, 'fact.words')}",
            "anyOf": offering(offers),
            "if": {"type": "null"},
            "else": value,
        }

    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {fact.id: one(fact) for fact in facts},
    }


def _checklists(known: Mapping[str, str], lang: Lang) -> Schema:
    pins = [f"{name}@{version}" for name, version in known.items()]
    return {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "string",
            "pattern": rf"^({any_of(known)}|.*[/\\].*|.*\.ya?ml)@\d+\.\d+$",
            "errorMessage": say_it(lang, "wrong.pin"),
            "defaultSnippets": choices(pins),
        },
    }


def _policy(known: Sequence[str], lang: Lang) -> Schema:
    choice = _id_or_path(known, say_it(lang, "wrong.policy", list=", ".join(known)))
    return choice | {"anyOf": [{}, {"enum": list(known)}]}


def _frameworks(known: Sequence[str], lang: Lang) -> Schema:
    choice = _id_or_path(known, say_it(lang, "wrong.framework"))
    return {"type": "array", "items": choice | {"defaultSnippets": choices(known)}}


def _id_or_path(known: Sequence[str], wrong: str) -> Schema:
    pattern = rf"^({any_of(known)})$|[/\\]|\.ya?ml$"
    return {"type": "string", "pattern": pattern, "errorMessage": wrong}


def _laid_out(value: object, indent: str, used: int) -> str:
    """Return a value as JSON, in one line where it fits behind what stands there before it."""
    flat = json.dumps(value, ensure_ascii=False)
    if used + len(flat) < _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner = f"{indent}  "
    if isinstance(value, dict):
        keys = [f"{inner}{json.dumps(key, ensure_ascii=False)}: " for key in value]
        rows = [key + _laid_out(part, inner, len(key)) for key, part in zip(keys, value.values(), strict=True)]
    else:
        rows = [inner + _laid_out(part, inner, len(inner)) for part in value]
    opened, closed = ("{", "}") if isinstance(value, dict) else ("[", "]")
    joined = ",\n".join(rows)
    return f"{opened}\n{joined}\n{indent}{closed}"
