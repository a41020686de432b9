"""The nearest of the words that would have been right."""

from collections.abc import Iterable

from gapsheet.text import visible

SHOWN = 60
"""How much of a text from a file a message quotes."""


def shown(text: str, limit: int = SHOWN) -> str:
    """Return `text` in one safe line, cut to `limit` characters."""
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or None when nothing is near.

    Case, hyphens, underscores, spaces and leading zeros do not count: `sec_2` means SEC-02.
    """
    if len(word) > 80:
        return None
    candidates = list(known)
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(_fold(candidate), candidate)
    same = folded.get(_fold(word))
    if same is not None:
        return same
    from difflib import get_close_matches

    found = get_close_matches(_fold(word), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def nearest_id(word: str, known: Iterable[str]) -> str | None:
    """Return the known item id that was most likely meant: another spelling of it, or another prefix.

    Never another number: SEC-77 is as far from SEC-07 as from any other.
    """
    number = _number(word)
    return nearest(word, [identifier for identifier in known if _number(identifier) == number])


def _number(word: str) -> str:
    folded = _fold(word)
    return folded[len(folded.rstrip("0123456789")) :]


def _fold(word: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKC", word).casefold()
    letters = "".join(char for char in plain if char.isalnum() or ord(char) > 127)
    head = letters.rstrip("0123456789")
    return head + letters[len(head) :].lstrip("0")
