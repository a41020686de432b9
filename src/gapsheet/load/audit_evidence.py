"""What an audit reader would miss in the evidence of a valid sheet: when each piece is of, whether it is the same."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gapsheet.digest import file_digest
from gapsheet.load.audit_record import is_operating, judged_items
from gapsheet.load.pins import Pinned
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.answers import AnswerSheet, Evidence
from gapsheet.model.audit import STALE_DAYS
from gapsheet.paths import resolve_inside
from gapsheet.text import visible


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of evidence where the sheet describes it; `short`: as a path or an address alone.

    `operating`: some claim that a control operates rests on it.
    """

    evidence: Evidence
    path: DocPath
    short: bool
    operating: bool

    @property
    def target(self) -> str:
        """The path or the address, for a message."""
        return shown(self.whole)

    @property
    def whole(self) -> str:
        """The path or the address, to be typed again."""
        return visible(self.evidence.file or self.evidence.url or "")

    @property
    def kind(self) -> str:
        """The key that the path or the address stands under in long form."""
        return "file" if self.evidence.file is not None else "url"


def check_pieces(
    reading: Reading, sheet: AnswerSheet, pinned: Pinned, as_of: dt.date, folders: tuple[Path, Path]
) -> None:
    """Note evidence that is not dated, not of the right time, not kept, or a file that could be exchanged unseen.

    `folders` are the root and the sheet's own.
    """
    pieces = [*_registered(reading, sheet, pinned), *_of_answers(reading, sheet, pinned)]
    undated = [piece for piece in pieces if piece.evidence.date is None]
    if len(undated) == len(pieces) > 1:
        _wrong(reading, "GS520", undated[0], n=len(undated), day=as_of.isoformat())
        undated = []
    for piece in undated:
        _wrong(reading, "GS520", piece, n=1, day=as_of.isoformat())
    for piece in pieces:
        _digest(reading, piece, folders)
        _time(reading, piece, sheet, as_of)
        kept = piece.evidence.retain_until
        if kept is not None and kept < as_of:
            reading.wrong("GS523", (*piece.path, "retain_until"), path=piece.target, until=kept.isoformat())


def _registered(reading: Reading, sheet: AnswerSheet, pinned: Pinned) -> Iterator[_Piece]:
    """Yield the pieces of the sheet's own `evidence` that some judged answer refers to."""
    used: dict[str, bool] = {}
    for name in judged_items(pinned, sheet):
        answer = sheet.answers.get(name)
        for piece in answer.evidence if answer is not None else ():
            if answer is not None and piece.ref is not None:
                claimed = answer.answer in ("met", "partial") and is_operating(answer)
                used[piece.ref] = used.get(piece.ref, False) or claimed
    for name, piece in sheet.evidence.items():
        if name in used:
            path: DocPath = ("evidence", name)
            yield _Piece(piece, path, isinstance(_said(reading, path), str), used[name])


def _of_answers(reading: Reading, sheet: AnswerSheet, pinned: Pinned) -> Iterator[_Piece]:
    """Yield the pieces that judged answers describe themselves."""
    for name in judged_items(pinned, sheet):
        answer = sheet.answers.get(name)
        if answer is None:
            continue
        path: DocPath = ("answers", name, "evidence")
        listed = isinstance(_said(reading, path), list)
        operating = answer.answer in ("met", "partial") and is_operating(answer)
        for index, piece in enumerate(answer.evidence):
            where = (*path, index) if listed else path
            if piece.ref is None:
                yield _Piece(piece, where, isinstance(_said(reading, where), str), operating)


def _said(reading: Reading, path: DocPath) -> Plain:
    """Return what the document has at a path, None for nothing."""
    value: Plain = reading.doc.data if reading.doc is not None else None
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _wrong(reading: Reading, code: str, piece: _Piece, **params: str | int) -> None:
    """Note what a piece lacks; where it is a path or an address alone, the help writes it out."""
    help_key = f"{code}.help.short" if piece.short else None
    path = piece.path if piece.short else (*piece.path, piece.kind)
    reading.wrong(
        code,
        path,
        "value" if piece.short else "key",
        help_key,
        path=piece.target,
        target=piece.whole,
        kind=piece.kind,
        **params,
    )


def _digest(reading: Reading, piece: _Piece, folders: tuple[Path, Path]) -> None:
    written = piece.evidence.file
    if written is None or piece.evidence.sha256 is not None:
        return
    found = resolve_inside(*folders, written).path
    digest = file_digest(found) if found is not None else None
    if digest is not None and digest.sha256 is not None:
        _wrong(reading, "GS521", piece, found=digest.sha256)


def _time(reading: Reading, piece: _Piece, sheet: AnswerSheet, as_of: dt.date) -> None:
    """Note a piece that is of a time which it should not be of; what is wrong first is noted alone."""
    date, period = piece.evidence.date, sheet.period
    if date is None:
        return
    params: dict[str, str | int] = {"path": piece.target, "date": date.isoformat(), "day": as_of.isoformat()}
    if date > as_of:
        help_key = "GS522.help.future"
    elif (age := (as_of - date).days) > STALE_DAYS:
        help_key = "GS522.help.stale"
        params |= {"age": age, "most": STALE_DAYS}
    elif piece.operating and period is not None and not period.from_ <= date <= period.to:
        help_key = "GS522.help.period"
        params |= {"from": period.from_.isoformat(), "to": period.to.isoformat()}
    else:
        return
    reading.wrong("GS522", (*piece.path, "date"), "value", help_key, **params)
