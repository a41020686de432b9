"""What evidence files are, byte for byte."""

from collections.abc import Mapping
from pathlib import Path

from gapsheet.digest import FileDigest, file_digest
from gapsheet.paths import resolve_inside


def digests(files: Mapping[str, str], root: Path) -> dict[str, FileDigest]:
    """Return the digest of every evidence file that is there, by the name that a report shows for it.

    `files` are the paths from the absolute, resolved `root`, by that name.
    """
    found: dict[str, FileDigest] = {}
    for name, path in files.items():
        target = resolve_inside(root, root, path).path
        digest = file_digest(target) if target is not None else None
        if digest is not None:
            found[name] = digest
    return found
