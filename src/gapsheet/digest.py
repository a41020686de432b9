"""What a file is, byte for byte: its SHA-256 and its size."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

LARGEST = 1 << 31
"""The largest file in bytes that is read for its digest: 2 GiB."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileDigest:
    """The SHA-256 of a file in lower-case hex, None where it is larger than what is read, and its size in bytes."""

    sha256: str | None
    size: int


def file_digest(path: Path) -> FileDigest | None:
    """Return the digest of a regular file, read in pieces; None where it cannot be read."""
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            if size > LARGEST:
                return FileDigest(None, size)
            stream.seek(0)
            found, size = hashlib.sha256(), 0
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
                size += len(chunk)
    except OSError:
        return None
    return FileDigest(found.hexdigest(), size)
