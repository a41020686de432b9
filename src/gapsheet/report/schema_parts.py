"""Pieces of the schema that an editor gets: hover text, what is offered, and the types that any plain text fits."""

from collections.abc import Iterable, Mapping, Sequence

from gapsheet.model.answers import ANSWER_WORDS, AnswerWord
from gapsheet.report.new_sheet import scalar
from gapsheet.report.schema import Schema
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
COMPLEX = ["object", "array"]


def described(lang: Lang, key: str, *, titled: bool = False, **params: Param) -> Schema:
    """Return the hover text of a key, and with `titled` its title."""
    title: Schema = {"title": say_it(lang, f"{key}.title")} if titled else {}
    return title | {"description": say_it(lang, key, **params)}


def text(offers: Sequence[Schema] = (), *, needed: bool = False) -> Schema:
    """Return what any plain value fits; `needed`: nothing at all does not."""
    refused = [*COMPLEX, "null"] if needed else COMPLEX
    return {"anyOf": offering(offers), "if": {"type": refused}, "then": {"type": "string"}}


def day(lang: Lang, *, needed: bool = False) -> Schema:
    """Return a date as YYYY-MM-DD; nothing at all fits too unless `needed`."""
    wanted: Schema = {"type": "string", "pattern": DAY, "errorMessage": say_it(lang, "wrong.day")}
    return wanted if needed else {"anyOf": offering(), "if": {"type": "null"}, "else": wanted}


def offering(offers: Sequence[Schema] = ()) -> list[Schema]:
    """Return alternatives that refuse nothing, for `anyOf`: an editor reads what is offered from all of them."""
    return [{}, {"defaultSnippets": list(offers)}] if offers else [{}]


def offer(label: str, body: str | Schema, description: str) -> Schema:
    """Return one thing to pick from a list, and what is then written."""
    return {"label": label, "description": description, "body": body}


def any_of(ids: Iterable[str]) -> str:
    """Return a pattern of ids in ECMA 262, which knows no escape of a hyphen: letters, digits, hyphens, dots."""
    return "|".join(name.replace(".", r"\.") for name in ids)


def choices(words: Iterable[str]) -> list[Schema]:
    """Return words as offers for the elements of a list, where branches of an `anyOf` would be taken for objects."""
    return [{"label": word, "body": word} for word in words]


def handles(people: Mapping[str, str]) -> list[Schema]:
    """Return the people of a sheet as offers: a handle that is plain text, and no placeholder of a template."""
    plain = [handle for handle in people if scalar(handle) == handle]
    return [offer(handle, handle, visible(people[handle])) for handle in plain]


def answer_word(lang: Lang, answer: str) -> str:
    """Return the word for an answer in a language."""
    return next(word for word, meant in ANSWER_WORDS.items() if meant == answer and word.isascii() == (lang == "en"))


def answer_words(lang: Lang, *answers: AnswerWord) -> list[str]:
    """Return the words for these answers in both languages, those of one language first."""
    words = [word for word, answer in ANSWER_WORDS.items() if answer in answers]
    return sorted(words, key=lambda word: word.isascii() != (lang == "en"))


def one_of(lang: Lang, key: str, known: Sequence[str], wrong: str) -> Schema:
    """Return one of some words or nothing; each is offered with what it means."""
    offers = [offer(word, word, say_it(lang, f"offer.{key}.{word}")) for word in known]
    closed: Schema = {"enum": list(known), "errorMessage": say_it(lang, wrong, list=", ".join(known))}
    return {"anyOf": offering(offers), "if": {"type": "null"}, "else": closed}


def one_or_more(part: Schema) -> Schema:
    """Return one text or a list of such."""
    return {"anyOf": offering(), "if": {"type": "array"}, "then": {"items": part}, "else": text()}


def texts(offers: Sequence[Schema] = ()) -> Schema:
    """Return a list of texts, or nothing."""
    part = {"if": {"type": COMPLEX}, "then": {"type": "string"}}
    several: Schema = {"type": "array", "items": part | ({"defaultSnippets": list(offers)} if offers else {})}
    return {"anyOf": offering(), "if": {"type": "null"}, "else": several}


def mapping(properties: Schema, *required: str) -> Schema:
    """Return a mapping with these keys alone, or nothing."""
    whole: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {
        "anyOf": offering(),
        "if": {"type": "null"},
        "else": whole | ({"required": [*required]} if required else {}),
    }


def say_it(lang: Lang, key: str, /, **params: Param) -> str:
    """Return a sentence of the area "editor"."""
    return say(lang, "editor", key, **params)
