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

from gapsheet.model.answers import ANSWER_WORDS, AnswerWord
from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Fact, Item
from gapsheet.report.new_sheet import scalar
from gapsheet.report.schema import Schema
from gapsheet.text import visible
from gapsheet.words import LANGS, Lang, Param, say

DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_WIDTH = 120
_COMPLEX = ["object", "array"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet may name: ids of policies and frameworks, `checklists` with the version to pin, people by handle."""

    checklists: Mapping[str, str]
    policies: Sequence[str]
    frameworks: Sequence[str]
    people: Mapping[str, str] = field(default_factory=dict)


def answers(items: Iterable[Item], facts: Sequence[Fact], known: Known, lang: Lang) -> Schema:
    """Return the schema of a sheet whose answers are these items, with hover text in one language."""
    people = _handles(known.people)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": _say(lang, "title"),
        "type": "object",
        "required": ["schema", "system", "checklists"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": "gapsheet/answers/v1"},
            "system": _described(lang, "system") | _text(needed=True),
            "assessed": _described(lang, "assessed") | _day(lang),
            "assessor": _described(lang, "assessor") | _text(people),
            "subject": _described(lang, "subject") | _subject(lang),
            "lang": _described(lang, "lang") | {"enum": list(LANGS)},
            "facts": _described(lang, "facts") | _facts(facts, lang),
            "checklists": _described(lang, "checklists") | _checklists(known.checklists, lang),
            "policy": _described(lang, "policy", policies=", ".join(known.policies)) | _policy(known.policies, lang),
            "frameworks": _described(lang, "frameworks") | _frameworks(known.frameworks, lang),
            "answers": {
                **_described(lang, "answers"),
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {item.id: _item(item, lang) for item in items},
            },
            "people": {
                **_described(lang, "people"),
                "type": ["object", "null"],
                "additionalProperties": _text(),
            },
        },
        "definitions": {"offers": _answer_offers(lang), "short": _short(lang), "long": _long(lang, people)},
    }


def dump(schema: Schema) -> str:
    """Return a schema as a file in the order given; what fits into a line stands in one."""
    return _laid_out(schema, "", 0) + "\n"


def hover(item: Item, lang: Lang) -> str:
    """Return what an editor shows of an item: statement, why, what good looks like, evidence, the answers there are."""
    severity = say(lang, "terms", f"severity.{item.severity}")
    why = _say(lang, "item.why", text=item.why.text(lang))
    parts = [f"{item.id} ({severity}) {item.statement.text(lang)}", why]
    parts.append("\n".join([_say(lang, "item.met"), *(f"- {line.text(lang)}" for line in item.met_when)]))
    if item.evidence:
        parts.append("\n".join([_say(lang, "item.evidence"), *(f"- {line.text(lang)}" for line in item.evidence)]))
    parts.append(_say(lang, "item.answers"))
    return visible("\n\n".join(parts), keep_newlines=True)


# ---- an item and its answer ----------------------------------------------------------------------------------------


def _item(item: Item, lang: Lang) -> Schema:
    counted = {"properties": {"answer": {"not": {"enum": _words(lang, "n/a")}}}}
    return {
        "title": visible(item.statement.text(lang)),
        "description": hover(item, lang),
        "anyOf": [{}, {"$ref": "#/definitions/offers"}],
        "if": {"type": ["object", "null"]},
        "then": {"allOf": [{"$ref": "#/definitions/long"}], "if": counted, "else": {"required": ["reason"]}},
        "else": {"$ref": "#/definitions/short"},
    }


def _short(lang: Lang) -> Schema:
    return {"enum": _words(lang, "met", "partial", "unmet"), "errorMessage": _say(lang, "wrong.short")}


def _long(lang: Lang, people: Sequence[Schema]) -> Schema:
    every = _words(lang, *get_args(AnswerWord))
    answer: Schema = {"enum": every, "errorMessage": _say(lang, "wrong.answer")}
    words = [_offer(_word(lang, word), _word(lang, word), _say(lang, f"offer.{word}")) for word in get_args(AnswerWord)]

    def named(key: str) -> Schema:
        return _described(lang, key, titled=True)

    return {
        "additionalProperties": False,
        "properties": {
            "answer": named("answer") | {"anyOf": _offering(words), "if": {"type": "null"}, "else": answer},
            "note": named("note") | _text(),
            "reason": named("reason") | _text(),
            "evidence": named("evidence") | _evidence(lang),
            "owner": named("owner") | _text(people),
            "due": named("due") | _day(lang),
            "waiver": named("waiver") | _waiver(lang, people),
            "by": named("by") | _text(people),
            "at": named("at") | _day(lang),
        },
    }


def _answer_offers(lang: Lang) -> Schema:
    """Return the words of the short form in one language, and the long forms that are worth a template."""
    short: tuple[AnswerWord, ...] = ("met", "partial", "unmet")
    met, unmet, aside = (_word(lang, word) for word in ("met", "unmet", "n/a"))
    evidence = [{"file": "$1", "title": "$2"}]
    waiver = {"reason": "$1", "by": "$2", "granted": "$3", "until": "$4"}
    return {
        "enum": [_word(lang, word) for word in short],
        "enumDescriptions": [_say(lang, f"offer.{word}") for word in short],
        "defaultSnippets": [
            _offer(aside, {"answer": aside, "reason": "$1"}, _say(lang, "offer.n/a")),
            _offer("evidence", {"answer": met, "evidence": evidence}, _say(lang, "offer.evidence")),
            _offer("gap", {"answer": unmet, "note": "$1", "owner": "$2", "due": "$3"}, _say(lang, "offer.gap")),
            _offer("waiver", {"answer": unmet, "waiver": waiver}, _say(lang, "offer.waiver")),
        ],
    }


def _evidence(lang: Lang) -> Schema:
    def named(key: str) -> Schema:
        return _described(lang, key, titled=True)

    both = _say(lang, "wrong.evidence.both")
    long_form: Schema = {
        "additionalProperties": False,
        "properties": {
            "file": named("file") | _text(),
            "url": named("url") | _text(),
            "title": named("name") | _text(),
            "date": named("date") | _day(lang),
            "sha256": named("sha256")
            | _text()
            | {"pattern": "^[0-9a-f]{64}$", "patternErrorMessage": _say(lang, "wrong.sha256")},
        },
        "if": {"required": ["file"]},
        "then": {"properties": {"url": {"doNotSuggest": True, "type": "null", "errorMessage": both}}},
        "else": {"required": ["url"], "errorMessage": _say(lang, "wrong.evidence.none")},
    }
    offers = [
        _offer("file", {"file": "$1", "title": "$2"}, _say(lang, "offer.file")),
        _offer("url", {"url": "https://$1", "title": "$2"}, _say(lang, "offer.url")),
    ]

    def one(*types: str) -> Schema:
        short = {"type": list(types), "errorMessage": _say(lang, "wrong.evidence")}
        return {"if": {"type": "object"}, "then": long_form, "else": short}

    pieces = {"items": one("string", "number", "boolean")}
    rest = one("string", "number", "boolean", "null")
    return {"anyOf": _offering(offers), "if": {"type": "array"}, "then": pieces, "else": rest}


def _waiver(lang: Lang, people: Sequence[Schema]) -> Schema:
    def named(key: str) -> Schema:
        return _described(lang, f"waiver.{key}", titled=True)

    return {
        "type": "object",
        "required": ["reason", "by", "granted", "until"],
        "additionalProperties": False,
        "properties": {
            "reason": named("reason") | _text(needed=True),
            "by": named("by") | _text(people, needed=True),
            "granted": named("granted") | _day(lang, needed=True),
            "until": named("until") | _day(lang, needed=True),
        },
    }


# ---- the head of a sheet -------------------------------------------------------------------------------------------


def _subject(lang: Lang) -> Schema:
    def described(key: str) -> Schema:
        return _described(lang, f"subject.{key}")

    models: Schema = {"anyOf": _offering(), "if": {"type": "array"}, "then": {"items": _text()}, "else": _text()}
    texts = {key: described(key) | _text() for key in ("version", "commit", "image")}
    texts["models"] = described("models") | models
    texts["environment"] = described("environment") | _text()
    return {"type": ["object", "null"], "additionalProperties": False, "properties": texts}


def _facts(facts: Sequence[Fact], lang: Lang) -> Schema:
    offers = [_offer(word, word, _say(lang, f"offer.{word}")) for word in get_args(FactValue)]
    wrong = _say(lang, "wrong.fact")
    value: Schema = {"type": "string", "pattern": "^(yes|no|unknown)$", "errorMessage": wrong}

    def one(fact: Fact) -> Schema:
        question = _say(lang, "fact", question=fact.question.text(lang), example=fact.example.text(lang))
        return {
            "title": fact.title.text(lang),
            "description": f"{question}\n\n{_say(lang, 'fact.words')}",
            "anyOf": _offering(offers),
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
            "pattern": rf"^({_any_of(known)}|.*[/\\].*|.*\.ya?ml)@\d+\.\d+$",
            "errorMessage": _say(lang, "wrong.pin"),
            "defaultSnippets": _choices(pins),
        },
    }


def _policy(known: Sequence[str], lang: Lang) -> Schema:
    choice = _id_or_path(known, _say(lang, "wrong.policy", list=", ".join(known)))
    return choice | {"anyOf": [{}, {"enum": list(known)}]}


def _frameworks(known: Sequence[str], lang: Lang) -> Schema:
    choice = _id_or_path(known, _say(lang, "wrong.framework"))
    return {"type": "array", "items": choice | {"defaultSnippets": _choices(known)}}


def _id_or_path(known: Sequence[str], wrong: str) -> Schema:
    pattern = rf"^({_any_of(known)})$|[/\\]|\.ya?ml$"
    return {"type": "string", "pattern": pattern, "errorMessage": wrong}


# ---- pieces --------------------------------------------------------------------------------------------------------


def _described(lang: Lang, key: str, *, titled: bool = False, **params: Param) -> Schema:
    title: Schema = {"title": _say(lang, f"{key}.title")} if titled else {}
    return title | {"description": _say(lang, key, **params)}


def _text(offers: Sequence[Schema] = (), *, needed: bool = False) -> Schema:
    """Return what any plain value fits; `needed`: nothing at all does not."""
    refused = [*_COMPLEX, "null"] if needed else _COMPLEX
    return {"anyOf": _offering(offers), "if": {"type": refused}, "then": {"type": "string"}}


def _day(lang: Lang, *, needed: bool = False) -> Schema:
    day: Schema = {"type": "string", "pattern": DAY, "errorMessage": _say(lang, "wrong.day")}
    return day if needed else {"anyOf": _offering(), "if": {"type": "null"}, "else": day}


def _offering(offers: Sequence[Schema] = ()) -> list[Schema]:
    """Return alternatives that refuse nothing, for `anyOf`: an editor reads what is offered from all of them."""
    return [{}, {"defaultSnippets": list(offers)}] if offers else [{}]


def _offer(label: str, body: str | Schema, description: str) -> Schema:
    return {"label": label, "description": description, "body": body}


def _any_of(ids: Iterable[str]) -> str:
    """Return a pattern of ids in ECMA 262, which knows no escape of a hyphen: letters, digits, hyphens, dots."""
    return "|".join(name.replace(".", r"\.") for name in ids)


def _choices(words: Iterable[str]) -> list[Schema]:
    """Return words as offers for the elements of a list, where branches of an `anyOf` would be taken for objects."""
    return [{"label": word, "body": word} for word in words]


def _handles(people: Mapping[str, str]) -> list[Schema]:
    """Return the people of a sheet as offers: a handle that is plain text, and no placeholder of a template."""
    plain = [handle for handle in people if scalar(handle) == handle]
    return [_offer(handle, handle, visible(people[handle])) for handle in plain]


def _word(lang: Lang, answer: str) -> str:
    """Return the word for an answer in a language."""
    return next(word for word, meant in ANSWER_WORDS.items() if meant == answer and word.isascii() == (lang == "en"))


def _words(lang: Lang, *answers: AnswerWord) -> list[str]:
    """Return the words for these answers in both languages, those of one language first."""
    words = [word for word, answer in ANSWER_WORDS.items() if answer in answers]
    return sorted(words, key=lambda word: word.isascii() != (lang == "en"))


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


def _say(lang: Lang, key: str, /, **params: Param) -> str:
    return say(lang, "editor", key, **params)
