"""Names, addresses and links found in free text, and what stands in their place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from gapsheet.model.people import name_key
from gapsheet.words import Lang, say

_UNSPACED = (  # scripts that put no spaces between words, and Hangul, whose particles follow a name directly
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = f"[^\\W_{_UNSPACED}]"
_END = f"(?:(?<!{_LETTER})|(?!{_LETTER}))"
"""Where a word ends; after all texts at once, for a pattern with thousands of them is slow to build otherwise."""
_APOSTROPHES = "'’ʼ＇"
_SHORTEST = 3
"""A shorter handle in letters is not looked for in texts: it would be found in too many words of a sentence."""
_SHORTEST_UNSPACED = 2

_RUN = re.compile(f"[{_UNSPACED}](?:[{_UNSPACED}\\s]*[{_UNSPACED}])?")
_HEAD = re.compile(r"[^,，;；(（/|]+")
_ASIDE = re.compile(f"[(（]\\s*([{_UNSPACED}]{{2,4}})\\s*[)）]")
_HAS_LETTER = re.compile(_LETTER)
_DIGIT = re.compile(r"\d")

_STOPS = "，。；：！？、（）《》「」【】"
_LINK = (
    f"(?:(?<!{_LETTER})(?:mailto:|www\\.)|[a-z][a-z0-9+.-]{{0,30}}://)"
    f'[^\\s<>"{_STOPS}]*[^\\s<>"{_STOPS}\'.,;:!?)\\]}}…]'
)
_LOCAL = f"(?:{_LETTER}|[_.!#$%&*+=?^`{{|}}~-])"
_HOST = f"(?:{_LETTER}|-)+"
_MAIL = f"(?<!{_LOCAL})(?:mailto:)?{_LOCAL}+[@＠]{_HOST}(?:\\.{_HOST})+"


def standing_in(langs: Iterable[Lang], key: str, **params: int) -> str:
    """Return the word that stands for what is gone, in every language of the report."""
    return " / ".join(dict.fromkeys(say(lang, "redact", key, **params) for lang in langs))


def mark(langs: Iterable[Lang], key: str) -> str:
    """Return the word that stands for a piece of text that is gone, in brackets."""
    return f"[{standing_in(langs, key)}]"


def spellings(name: str) -> Iterator[str]:
    """Yield a name and its parts that stand for the person alone.

    "Li Wei 李伟, CTO" is also found as "Li Wei 李伟", "Li Wei" and "李伟".
    """
    yield name
    if _DIGIT.search(name):
        return
    hit = _HEAD.match(name)
    head = hit.group().strip() if hit else name
    yield head
    run = _RUN.search(head)
    rest = _RUN.sub(" ", head).strip()
    if run is None:
        yield from _ASIDE.findall(name)
    elif _HAS_LETTER.search(rest):
        yield run.group()
        yield rest


class Texts:
    """Free texts without what must go.

    `names` are what stands for each spelling of a name; `mails` and `links` what stands for any address of that kind,
    None where they may stay; `known` are addresses and paths that are links wherever they occur.
    """

    def __init__(
        self, names: Mapping[str, str], *, mails: str | None, links: str | None, known: Iterable[str] = (), lost: str
    ) -> None:
        self._mails, self._links, self._lost = mails, links, lost
        self._names: dict[str, str] = {}
        for name, stands in names.items():
            self._names.setdefault(_key(name), stands)
        parts = []
        if links is not None:
            given = sorted((text for text in set(known) if len(text) >= _SHORTEST), key=lambda text: (-len(text), text))
            parts.append(f"(?P<link>{'|'.join([*_any_of(given), _LINK])})")
        if mails is not None:
            parts.append(f"(?P<mail>{_MAIL})")
        if patterns := _any_of(_forms(names)):
            parts.append(f"(?P<name>{'|'.join(patterns)})")
        self._pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def clean(self, text: str) -> str:
        """Return a text with everything replaced that must go."""
        return text if self._pattern is None else self._pattern.sub(self._stands_for, text)

    def found_in(self, text: str) -> bool:
        """Tell whether there is something in a text that must go."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def _stands_for(self, hit: re.Match[str]) -> str:
        known = self._names.get(_key(hit.group()))
        if hit.lastgroup == "name":
            return known or self._lost
        if hit.lastgroup == "mail":
            return known or self._mails or self._lost
        return self._links or self._lost


def _key(name: str) -> str:
    return name_key(re.sub(f"[{_APOSTROPHES}]", "'", name))


def _forms(names: Iterable[str]) -> list[str]:
    """Return the ways in which the names that are long enough may be written, the longest first."""
    forms = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD", "NFKC")} | set(names)
    forms |= {other for form in forms for other in (form.upper(), form.casefold()) if len(other) != len(form)}  # ß, SS
    long_enough = (form for form in forms if len(name_key(form)) >= _shortest(form))
    return sorted(long_enough, key=lambda form: (-len(form), form))


def _any_of(texts: Iterable[str]) -> list[str]:
    """Return patterns that find any of the texts as a whole word, the first of them that fits.

    Most places of a note are ruled out by what stands before them and by their first sign, before any text is tried.
    """
    within: list[str] = []
    bounded: list[str] = []
    for text in filter(None, (text.strip() for text in texts)):
        (bounded if _HAS_LETTER.match(text) else within).append(text)
    groups = ((f"(?<!{_LETTER})", bounded), ("", within))
    return [
        f"{start}(?=[{_firsts(group)}])(?:{'|'.join(map(_blanks, group))}){_END}" for start, group in groups if group
    ]


def _firsts(texts: Iterable[str]) -> str:
    return re.escape("".join(sorted({text[0] for text in texts})))


def _shortest(name: str) -> int:
    return _SHORTEST_UNSPACED if _RUN.search(name) else _SHORTEST


def _blanks(text: str) -> str:
    """Return a pattern for a text, however the blanks in it are written."""
    out = ""
    pieces = text.split()
    for before, after in zip(["", *pieces], pieces, strict=False):
        if before:
            out += "\\s*" if _RUN.match(before[-1]) or _RUN.match(after[0]) else "\\s+"
        out += _spaced(after)
    return out


def _spaced(word: str) -> str:
    """Return a pattern for a word; between two signs of a script without spaces there may be some."""
    out = ""
    for before, sign in zip(["", *word], word, strict=False):
        out += "\\s*" if before and _RUN.match(before) and _RUN.match(sign) else ""
        out += f"[{_APOSTROPHES}]" if sign in _APOSTROPHES else re.escape(sign)
    return out
