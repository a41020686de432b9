"""Two languages on one page: the documents of both, paired text by text, the second beneath the first."""

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from gapsheet.report.audit_parts import Run
from gapsheet.words import Lang

if TYPE_CHECKING:
    from markupsafe import Markup

T = TypeVar("T")


class Both(str):
    """A text in the first language that knows what it is in the second."""

    __slots__ = ("lang", "second")

    second: str
    lang: Lang

    def __new__(cls, first: str, second: str, lang: Lang) -> "Both":
        """Return the first text, with the second and its language."""
        made = super().__new__(cls, first)
        made.second, made.lang = second, lang
        return made

    def __html__(self) -> "Markup":
        """Return both texts, the second marked as what it is."""
        from markupsafe import Markup, escape

        second = Markup('<span class="second" lang="{}">{}</span>').format(self.lang, self.second)
        return escape(str(self)) + second


def paired(first: T, second: T, lang: Lang) -> T:
    """Return a document of which every text that differs in another language `lang` is in both.

    Both are built from one audit, so they have the same shape; raises ValueError where they do not.
    """
    if isinstance(first, str) and isinstance(second, str):
        if first == second:
            return first
        return Both(first, second, lang)  # type: ignore[return-value] # a str for a str
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(paired(one, other, lang) for one, other in zip(first, second, strict=True))  # type: ignore[return-value] # a tuple for a tuple
    if isinstance(first, Run) and first.fixed:
        return first if first.text else second  # Chinese needs no blank between two sentences
    if is_dataclass(first) and not isinstance(first, type) and type(first) is type(second):
        changed = {}
        for entry in fields(first):
            one, other = getattr(first, entry.name), getattr(second, entry.name)
            if entry.name not in _CODES and one != other:
                changed[entry.name] = paired(one, other, lang)
        return replace(first, **changed) if changed else first
    return first


_CODES = frozenset({"anchor", "href", "lang", "x", "width", "block", "kind", "name", "figures", "shape", "style"})
"""Fields that are for the page, not for its reader."""
