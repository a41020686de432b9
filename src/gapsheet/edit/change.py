"""What may be changed of a sheet: the fields of its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gapsheet.errors import InputError
from gapsheet.model.answers import ANSWER_WORDS, Evidence, Waiver
from gapsheet.model.base import keys_of
from gapsheet.model.record import Review

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a field holds, as plain as the file has it: text, a list, or a mapping."""

FIELD_ORDER = (
    *("answer", "by", "at", "reason", "evidence", "note", "owner", "due", "waiver"),
    *("method", "population", "sample", "exceptions", "reviewed"),
)
"""The fields of an answer in the order in which they are written."""

PART_ORDER = tuple(dict.fromkeys((*keys_of(Waiver), *keys_of(Review), *keys_of(Evidence))))
"""The parts of a waiver, a review and a piece of evidence in the order in which they are written."""
DATES = frozenset({"due", "at", "granted", "until", "date", "retain_until"})
"""Fields that are dates: they stand unquoted."""
LISTS = ("evidence", "method")
"""Fields that hold a list, or one element of it as it is."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """Fields of one item to set, or to take away where the value is None; other fields stay.

    The answer is one of met, partial, unmet, n/a; the file decides on the language of the word.
    """

    item: str
    fields: Mapping[str, Value | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """One item in the order of the checklists: where a new entry goes, and the remark that stands beside it."""

    item: str
    checklist: str
    remark: str = ""


class RefusedError(InputError):
    """The text is not safe to change there: an alias, an anchor, a key written in an unusual way."""


def applied(data: object, changes: Sequence[EntryChange]) -> object:
    """Return what a document holds once the changes are made; answer words and empty entries in one spelling."""
    whole: dict[object, object] = dict(data) if isinstance(data, dict) else {}
    said = whole.get("answers")
    answers: dict[object, object] = dict(said) if isinstance(said, dict) else {}
    top = {key: _plain(value) for key, value in whole.items()}
    for change in changes:
        if change.item not in answers and not any(value is not None for value in change.fields.values()):
            continue
        said = answers.get(change.item)
        entry = dict(said) if isinstance(said, dict) else {} if said is None else {"answer": said}
        for name, value in change.fields.items():
            entry[name] = value
        answers[change.item] = entry
    top["answers"] = {item: _settled(said) for item, said in answers.items()}
    return top


def _settled(said: object) -> object:
    """Return an entry as a mapping without empty fields, its answer in English, what may be a list as a list."""
    entry = dict(said) if isinstance(said, dict) else {} if said is None else {"answer": said}
    out: dict[str, object] = {}
    for name, value in entry.items():
        value = _plain(value)
        if name == "answer" and isinstance(value, str):
            value = ANSWER_WORDS.get(value, value)
        if name in LISTS and value is not None and not isinstance(value, list):
            value = [value]
        if value is not None and value not in ([], {}, ""):
            out[name] = value
    return out


def _plain(value: object) -> object:
    """Return a value of standard lists and mappings; blanks around a text say nothing, and no reader keeps them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value
