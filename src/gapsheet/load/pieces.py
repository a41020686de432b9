"""Sheets of one history, read piece by piece, so that what revisions have in common is read once.

A sheet is cut into its answers and the rest. Each piece is read by the code that reads a whole sheet, and remembered by
its text. A cut is only trusted where it cannot be wrong: every piece must be a whole document of its own, with just the
keys expected, so that YAML, which reads from left to right, reads the same in both. Whatever is unusual (anchors, odd
line ends, answers in flow style, a mistake anywhere) is left to be read whole.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from gapsheet.diagnostics import has_errors
from gapsheet.load.answers import read_answers
from gapsheet.load.reading import Reading
from gapsheet.load.sheet import LoadedSheet
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.model.answers import Answer
from gapsheet.paths import stays_below

_ANSWERS = re.compile(r"answers:[ ]*(?:#.*)?")
_ASSESSED = re.compile(r"^assessed: ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.MULTILINE)
_ANY_DAY = "2000-01-01"
_ENTRY = re.compile(r"([ ]+)[A-Z]{3}-[0-9]{2,4}:")
_UNUSUAL = ("\r", "\x85", "\u2028", "\u2029", "\t", "\n---", "\n...", "\n%")
_ANCHOR = re.compile(r"(?:^|[\s\[{,])[&*]\S")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A sheet in pieces: the text without any answer, and the text of each answer with the remarks after it."""

    rest: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One answer: its item, what is said of it, and the evidence files and entries of the sheet's that it names."""

    item: str
    answer: Answer
    files: tuple[str, ...]
    refs: frozenset[str] = frozenset()


@dataclass(slots=True)
class Pieces:
    """What was read so far; `None` marks an answer that has to be read with the whole sheet."""

    known: dict[str, _Piece | None] = field(default_factory=dict)
    rests: dict[str, LoadedSheet] = field(default_factory=dict)

    def sheet(self, text: str, load_rest: Callable[[str], LoadedSheet]) -> LoadedSheet | None:
        """Return a valid sheet, without diagnostics and lines, or None when it has to be read whole.

        `load_rest` returns the sheet that a text without any answer is.
        """
        cut = cut_sheet(text)
        if cut is None:
            return None
        pieces: dict[str, _Piece] = {}
        for part in cut.answers:
            piece = self._piece(part)
            if piece is None or piece.item in pieces:
                return None
            pieces[piece.item] = piece
        rest = self._rest(cut.rest, load_rest)
        if rest is None or rest.sheet is None:
            return None
        judged = {item.id for entry in rest.checklists for item in entry.checklist.items()}
        if not judged.issuperset(pieces):
            return None
        if not all(piece.refs <= rest.sheet.evidence.keys() for piece in pieces.values()):
            return None
        answers = {name: piece.answer for name, piece in pieces.items()}
        files = tuple(name for piece in pieces.values() for name in piece.files)
        sheet = replace(rest.sheet, answers=answers)
        return replace(rest, sheet=sheet, evidence=(*rest.evidence, *files), diagnostics=())

    def _rest(self, text: str, load_rest: Callable[[str], LoadedSheet]) -> LoadedSheet | None:
        """Return the sheet without its answers; one that differs in its date alone is read once."""
        dated = _ASSESSED.search(text)
        undated = text if dated is None else text[: dated.start(1)] + _ANY_DAY + text[dated.end(1) :]
        rest = self.rests.get(undated)
        if rest is None:
            rest = load_rest(undated)
            if rest.lines:  # the key `answers` is not where it was looked for
                return None
            if not rest.documents:  # what it names by path may be another at the next revision
                self.rests[undated] = rest
        if rest.sheet is None or dated is None:
            return rest
        try:
            day = dt.date.fromisoformat(dated[1])
        except ValueError:
            return None
        return replace(rest, sheet=replace(rest.sheet, assessed=day))

    def _piece(self, text: str) -> _Piece | None:
        if text not in self.known:
            self.known[text] = _read(text)
        return self.known[text]


def cut_sheet(text: str) -> _Cut | None:
    """Return a sheet in pieces, or None where a cut might be wrong."""
    if any(mark in text for mark in _UNUSUAL) or text.startswith(("---", "...", "%")) or not text.endswith("\n"):
        return None
    if ("&" in text or "*" in text) and _ANCHOR.search(text):
        return None
    lines = text.splitlines(keepends=True)
    tops = [place for place, line in enumerate(lines) if line[0] not in " #\n"]
    heads = [place for place in tops if lines[place].startswith("answers:")]
    if len(heads) != 1 or not _ANSWERS.fullmatch(lines[heads[0]], 0, len(lines[heads[0]]) - 1):
        return None
    start = heads[0] + 1
    end = next((place for place in tops if place >= start), len(lines))
    first = next((place for place in range(start, end) if lines[place].lstrip(" ")[0] not in "#\n"), end)
    hit = _ENTRY.match(lines[first]) if first < end else None
    if hit is None:
        return None
    entry = hit[1]
    deep = len(entry)
    cuts = [n for n in range(first, end) if lines[n].startswith(entry) and lines[n][deep : deep + 1] not in " #\n"]
    answers = ["".join(lines[one:two]) for one, two in pairwise((*cuts, end))]
    return _Cut("".join(lines[:first] + lines[end:]), tuple(answers))


def _read(text: str) -> _Piece | None:
    """Return one answer read on its own, or None where it has a mistake or is not just one answer."""
    source = from_text(f"answers:\n{text}", Path("answer"), "answer", "")
    doc, found = parse_yaml(source)
    if doc is None or has_errors(found) or not isinstance(doc.data, dict) or list(doc.data) != ["answers"]:
        return None
    said = doc.data["answers"]
    if not isinstance(said, dict) or len(said) != 1:
        return None
    reading = Reading(doc)
    answers = read_answers(reading, said)
    files = tuple(written for _, written in reading.files)
    if has_errors(reading.found) or not all(stays_below(name) for name in files):
        return None
    (item,) = answers
    return _Piece(item, answers[item], files, frozenset(name for _, name in reading.refs))
