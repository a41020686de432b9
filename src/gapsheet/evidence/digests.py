"""What evidence files are, byte for byte."""

from pathlib import Path

from gapsheet.digest import FileDigest, file_digest
from gapsheet.model.assessment import Assessment
from gapsheet.paths import resolve_inside


def digests(assessment: Assessment, root: Path) -> dict[str, FileDigest]:
    """Return the digest of every evidence file that is there, by its path from the absolute, resolved `root`."""
    found: dict[str, FileDigest] = {}
    for item in assessment.all_items():
        for piece in item.evidence:
            if piece.path is None or piece.status != "present" or piece.path in found:
                continue
            target = resolve_inside(root, root, piece.path).path
            digest = file_digest(target) if target is not None else None
            if digest is not None:
                found[piece.path] = digest
    return found
