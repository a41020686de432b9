"""What every document has in common.

Documents are frozen standard dataclasses that pydantic validates, dumps and describes (`adapter.py`). pydantic
itself is loaded only for that: its import alone takes longer than judging a sheet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeVar, dataclass_transform

from gapsheet.words import Lang

Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")

Effort = Literal["small", "medium", "large"]

FactValue = Literal["yes", "no", "unknown"]

T = TypeVar("T")

KEYS = {"schema_": "schema", "zh_cn": "zh-CN", "from_": "from", "in_": "in"}
"""Keys of a document that are no Python names, by the name of their field."""

_PYDANTIC: dict[str, Any] = {
    "alias_generator": lambda name: KEYS.get(name, name),
    "populate_by_name": True,
    "extra": "forbid",
    "arbitrary_types_allowed": True,
}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def document(cls: type[T]) -> type[T]:
    """Return the class as a part of a document: frozen, built by name, and for pydantic an unknown key is an error."""
    make: Callable[[type[T]], type[T]] = dataclass(frozen=True, slots=True, kw_only=True)
    made = make(cls)
    made.__pydantic_config__ = _PYDANTIC  # type: ignore[attr-defined] # where pydantic looks on a plain dataclass
    return made


def keys_of(cls: type) -> tuple[str, ...]:
    """Return the keys that a part of a document may have, in order."""
    return tuple(KEYS.get(entry.name, entry.name) for entry in fields(cls))


@document
class LocalText:
    """One text in both languages."""

    en: str
    zh_cn: str

    def text(self, lang: Lang) -> str:
        """Return the text in this language."""
        return self.zh_cn if lang == "zh-CN" else self.en
