"""Whether the evidence that answers name is there. Links are not opened; no file is read."""

from dataclasses import replace
from pathlib import Path

from gapsheet.model.answers import AnswerSheet, Evidence
from gapsheet.model.assessment import EvidenceResult
from gapsheet.paths import resolve_inside, shown_path


def look(sheet: AnswerSheet, root: Path, base: Path) -> dict[str, tuple[EvidenceResult, ...]]:
    """Return, by item id, each piece of evidence and whether it is present, a link, or missing.

    `root` and `base` (the sheet's folder) are absolute and resolved. A path that leads out of the root, into
    `.git` or to anything but a regular file counts as missing.
    """
    return {
        item: tuple(replace(_one(sheet.backing(piece), root, base), ref=piece.ref) for piece in answer.evidence)
        for item, answer in sheet.answers.items()
        if answer.evidence
    }


def _one(piece: Evidence, root: Path, base: Path) -> EvidenceResult:
    if piece.file is None:
        return EvidenceResult(piece, target=piece.url or "", status="link")
    resolved = resolve_inside(root, base, piece.file)
    if resolved.path is None:
        where = shown_path(root, base / piece.file) if resolved.problem == "missing" else None
        return EvidenceResult(piece, target=where or resolved.shown, status="missing", path=where)
    return EvidenceResult(piece, target=resolved.shown, status="present", path=resolved.shown)
