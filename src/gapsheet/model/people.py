"""Who is one person, however a sheet writes the name."""

import unicodedata

from gapsheet.model.answers import AnswerSheet


class People:
    """The people of a sheet: two handles with one full name are one person, however each is written."""

    def __init__(self, sheet: AnswerSheet) -> None:
        self._sheet = sheet
        self._by_key: dict[str, str] = {}
        for handle, name in sheet.people.items():
            self._by_key.setdefault(name_key(handle), name)

    def same(self, one: str, other: str | None) -> bool:
        """Tell whether two handles or names stand for one person."""
        return other is not None and self.key(one) == self.key(other)

    def key(self, handle: str) -> str:
        """Return what all handles and names of one person have in common, and those of nobody else."""
        return name_key(self._sheet.people.get(handle) or self._by_key.get(name_key(handle), handle))


def name_key(text: str) -> str:
    """Return a name without what two people writing it may do differently: case, spaces, full-width forms."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
