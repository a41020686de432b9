"""What an editor gets of the keys of a sheet that an audit report records: whom it is about, who looked, who signed."""

from collections.abc import Sequence

from gapsheet.model.record import INDEPENDENCE, SIGNOFF_ROLES
from gapsheet.report.schema import Schema
from gapsheet.report.schema_parts import day, described, mapping, one_of, one_or_more, say_it, text, texts
from gapsheet.words import Lang


def keys(lang: Lang, people: Sequence[Schema]) -> dict[str, Schema]:
    """Return the schema of each key, with hover text in one language; `people` are offered where somebody is named."""
    parts = {
        "organisation": text(),
        "independence": one_of(lang, "independence", INDEPENDENCE, "wrong.independence"),
        "participants": texts(people),
        "period": _keyed(lang, "period", {"from": day(lang, needed=True), "to": day(lang, needed=True)}, "from", "to"),
        "scope": _text_or(
            _keyed(lang, "scope", {"text": text(), "in": one_or_more(text()), "out": one_or_more(text())})
        ),
        "assumptions": texts(),
        "statement": _text_or(
            _keyed(lang, "statement", {"text": text(), "name": text(people), "role": text(), "date": day(lang)})
        ),
        "signoff": _signoff(lang, people),
        "classification": text(),
        "distribution": text(),
    }
    return {key: described(lang, key) | part for key, part in parts.items()}


def _keyed(lang: Lang, key: str, parts: dict[str, Schema], *required: str) -> Schema:
    return mapping({name: described(lang, f"{key}.{name}") | part for name, part in parts.items()}, *required)


def _text_or(whole: Schema) -> Schema:
    """Return a text, or a mapping."""
    return {"anyOf": whole["anyOf"], "if": {"type": "object"}, "then": whole["else"], "else": text()}


def _signoff(lang: Lang, people: Sequence[Schema]) -> Schema:
    said = [say_it(lang, f"offer.signoff.{role}") for role in SIGNOFF_ROLES]
    role: Schema = {"enum": list(SIGNOFF_ROLES), "enumDescriptions": said}
    role["errorMessage"] = say_it(lang, "wrong.signoff", list=", ".join(SIGNOFF_ROLES))
    parts = {"role": role, "name": text(people), "at": day(lang)}
    rows = _keyed(lang, "signoff", parts, "role")["else"]
    return {"anyOf": [{}], "if": {"type": "null"}, "else": {"type": "array", "items": rows}}
