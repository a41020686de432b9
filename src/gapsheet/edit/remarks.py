"""The comments that stand beside entries, `# critical  Secrets stay out of code`: kept current, in one column."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapsheet.edit.entry import GAP
from gapsheet.edit.page import Page, Patch, Spot
from gapsheet.edit.places import Remark, remark_of

NEAR = 0.75
"""How alike a remark and a statement must be for the remark to be an older wording of it."""
MUCH_LONGER = 1.15
"""How much longer than the statement a remark may be; what is longer has words of a person in it."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What stands beside each item, every statement that it has in some language, and the words for severities."""

    text: Mapping[str, str]
    statements: Mapping[str, tuple[str, ...]]
    severities: tuple[str, ...]


def current(page: Page, entries: Sequence[Spot], remarks: Remarks) -> list[Patch]:
    """Return the patches that bring remarks up to date; comments of people stay as they are, where they are.

    They stand at the column where most of them do; behind a word that reaches too far, as near as may be.
    """
    ours = [
        (found, text)
        for entry in entries
        if (found := remark_of(page, entry)) is not None and (text := up_to_date(found.text, entry.name, remarks))
    ]
    free = Counter(found.column for found, _ in ours if found.gap > GAP)
    column = max(free, key=lambda place: (free[place], -place), default=0)
    return [patch for found, text in ours if (patch := _moved(page, found, text, column)) is not None]


def _moved(page: Page, found: Remark, text: str, column: int) -> Patch | None:
    gap = max(GAP, column - (found.column - found.gap))
    start, end = found.place - found.gap, found.place + len(found.text)
    new = " " * gap + text
    return Patch(start, end, new) if page.text[start:end] != new else None


def up_to_date(said: str, item: str, remarks: Remarks) -> str | None:
    """Return a remark as it should be, with what somebody added behind it; None for a comment that is not ours."""
    words = "|".join(map(re.escape, remarks.severities))
    hit = re.fullmatch(rf"#[ ]*(?:{words})([ ]+)(.*?)[ ]*", said)
    wanted = remarks.text.get(item)
    if hit is None or wanted is None:
        return None
    rest = hit[2]
    for statement in sorted(remarks.statements.get(item, ()), key=len, reverse=True):
        if rest.startswith(statement):
            return f"# {wanted}{rest[len(statement) :]}"
    old = len(hit[1]) >= GAP and any(_is_near(rest, statement) for statement in remarks.statements.get(item, ()))
    return f"# {wanted}" if old else None


def _is_near(text: str, statement: str) -> bool:
    from difflib import SequenceMatcher

    if not text or len(text) > MUCH_LONGER * len(statement):
        return False
    return SequenceMatcher(None, text, statement, autojunk=False).ratio() >= NEAR
