"""Who is one person, however a sheet writes the name."""

import unicodedata

from gapsheet.model.answers import AnswerSheet


class People:
    """The people of a sheet: two handles with one full name are one person, however each is written."""

    def __init__(self, sheet: AnswerSheet) -> None:
        self._sheet = sheet
        self._by_key: dict[str, str] = {}
        for handle, name in sheet.people.items():
            self._by_key.setdefault(_key(handle), name)

    def same(self, one: str, other: str | None) -> bool:
        """Tell whether two handles or names stand for one person."""
        return other is not None and self._full(one) == self._full(other)

    def _full(self, handle: str) -> str:
        return _key(self._sheet.people.get(handle) or self._by_key.get(_key(handle), handle))


def _key(text: str) -> str:
    """Return a name without what two people writing it may do differently: case, spaces, full-width forms."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
