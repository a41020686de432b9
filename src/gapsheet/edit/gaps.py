"""What stands between two entries, told apart: headings, entries that are commented out, and other comments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapsheet.model.answers import ANSWER_WORDS

Titles = Mapping[str, tuple[str, ...]]
"""By checklist, what a comment may say that stands above its entries as a heading."""

_RULE = r"-=*#~_+─━═—–"
_RULED = re.compile(rf"[ \t]*#[ \t]*[{_RULE}]{{3,}}")
_COUNT = re.compile(r"[\s:：,，(（@]+[0-9].*")
_OUT = re.compile(r"""([ \t]*#[ \t]*)(["']?)([A-Z]{3}-[0-9]{2,4})\2[ \t]*:(?:[ \t]+(.*))?""", re.ASCII)
_DEEPER = re.compile(r"([ \t]*#[ \t]*)\S")


@dataclass(slots=True)
class Piece:
    """Comment lines without a blank one among them; `item` is set where they are an entry that is commented out.

    What is said above such an entry belongs to it.
    """

    item: str
    blanks: list[str]
    lines: list[str]


def pieces_of(lines: Sequence[str]) -> tuple[list[Piece], list[str]]:
    """Return the comments in pieces, each with the blank lines above it, and the blank lines below the last."""
    out: list[Piece] = []
    blanks: list[str] = []
    number, joins = 0, False
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            blanks.append(line)
            number, joins = number + 1, False
            continue
        item, length = _commented_out(lines, number)
        if joins and not out[-1].item:
            out[-1].lines += lines[number : number + length]
            out[-1].item = item
        else:
            out.append(Piece(item, blanks, list(lines[number : number + length])))
        blanks, joins = [], True
        number += length
    return out, blanks


def _commented_out(lines: Sequence[str], number: int) -> tuple[str, int]:
    """Return the item of an entry that is commented out from this line on, or none, and how many lines it has."""
    hit = _OUT.match(lines[number].rstrip())
    if hit is None or not _is_value(hit[4] or ""):
        return "", 1
    length = 1
    for line in lines[number + 1 :]:
        deeper = _DEEPER.match(line)
        if deeper is None or len(deeper[1]) <= len(hit[1]):
            break
        length += 1
    return hit[3], length


def _is_value(text: str) -> bool:
    value = re.sub(r"(?:^|[ \t]+)#.*", "", text).strip()
    return not value or value.strip("\"'") in ANSWER_WORDS or (value[0] == "{" and value[-1] == "}")


def heading_of(line: str, titles: Titles) -> str | None:
    """Return the checklist that a comment is a heading of, "" where it is one of something else, None where of none.

    A heading begins with the title of a checklist, is the beginning of the title, or stands behind a rule (`# ---`).
    """
    if not line.lstrip().startswith("#") or is_rule(line):
        return None
    said = line.strip().strip(f"{_RULE} \t:：|")
    short = _COUNT.sub("", said).casefold()
    for checklist, names in titles.items():
        if short.replace(" ", "-") == checklist.casefold() or any(_names(said, short, name) for name in names):
            return checklist
    return "" if _RULED.match(line) else None


def _names(said: str, short: str, title: str) -> bool:
    whole = title.casefold()
    if len(short) > 1 and whole.startswith(short) and not _goes_on(whole[len(short) :]):
        return True
    return said.casefold().startswith(whole) and not _goes_on(said[len(title) :].lstrip())


def _goes_on(rest: str) -> bool:
    """Tell whether a word goes on, or another one follows."""
    return rest[:1].isalpha()


def is_rule(line: str) -> bool:
    """Tell whether a comment is a line of dashes or the like, without a word."""
    said = line.strip()
    return said.startswith("#") and not said.strip(f"{_RULE} \t")


@dataclass(slots=True)
class Between:
    """The lines between the entries of one checklist and the first of the next, by what they belong to."""

    above: list[str]
    """What still belongs to the entries above."""
    sections: list[tuple[str, list[str]]]
    """Checklists that have a heading here and no entry."""
    heading: list[str]
    rest: list[str]
    """What stands below the heading; without a heading, what stands above the entry."""


def between(lines: Sequence[str], checklist: str, titles: Titles, *, first: bool) -> Between:
    """Return the lines above the first entry of a checklist in their parts; `first`: there is no entry above."""
    marks = [(number, named) for number, line in enumerate(lines) if (named := heading_of(line, titles)) is not None]
    last = max((number for number, line in enumerate(lines) if not line.strip()), default=-1)
    own = [number for number, named in marks if named in (checklist, "") or number > last]
    if own:
        own = [own[0], *(number for number, _ in marks if number > own[0])]
    others = [(number, named) for number, named in marks if not own or number < own[0]]
    starts = [_start(lines, number) for number, _ in others]
    start = _start(lines, own[0]) if own else _end_of_run(lines, others[-1][0]) if others else 0
    sections = [
        (named, list(lines[begin:end]))
        for (_, named), begin, end in zip(others, starts, [*starts[1:], start], strict=False)
    ]
    if own:
        stop = own[-1] + 1
        while stop < len(lines) and is_rule(lines[stop]):
            stop += 1
        return Between(list(lines[: min([*starts, start])]), sections, list(lines[start:stop]), list(lines[stop:]))
    if not others and not first and lines and lines[0].strip():
        start = _end_of_run(lines, 0)
        start = 0 if start == len(lines) else start  # right above the entry: it is the entry's
    return Between(list(lines[: min([*starts, start])]), sections, [], list(lines[start:]))


def sections_of(lines: Sequence[str], checklist: str, titles: Titles) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return what stands above the first heading of another checklist, and each of those with all below it."""
    marks = [(number, named) for number, line in enumerate(lines) if (named := heading_of(line, titles))]
    others = [(_start(lines, number), named) for number, named in marks if named != checklist]
    ends = [*(start for start, _ in others), len(lines)]
    return list(lines[: ends[0]]), [
        (named, list(lines[start:end])) for (start, named), end in zip(others, ends[1:], strict=True)
    ]


def _start(lines: Sequence[str], number: int) -> int:
    while number > 0 and is_rule(lines[number - 1]):
        number -= 1
    return number


def _end_of_run(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and lines[number].strip():
        number += 1
    return number
