"""The same documents at a git revision.

What a sheet names is laid out in a folder of its own, with the paths that it has in the repository, so that a sheet
of the past is read by the very code that reads one of today. Evidence is laid out empty: only its presence counts.
"""

import contextlib
import posixpath
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from gapsheet.errors import InputError
from gapsheet.load.git import Blob, Files, Repository
from gapsheet.load.pieces import Pieces
from gapsheet.load.sheet import LoadedSheet, parse_sheet
from gapsheet.load.source import decode

_NOTHING = "0" * 40


@dataclass(slots=True)
class Layout:
    """A folder that holds what a sheet at a revision names; `folder` stands for the root of the repository."""

    files: Files
    folder: Path
    placed: dict[str, str] = field(default_factory=dict)
    """What lies there: the object name by path, relative to the root."""
    loaded: dict[tuple[tuple[str, str], ...], LoadedSheet] = field(default_factory=dict)
    """Sheets read before, by all that they were read from."""
    pieces: Pieces = field(default_factory=Pieces)

    def quick_sheet(self, commit: str, path: str) -> LoadedSheet | None:
        """Return the sheet at a revision as `sheet` does, without its evidence, and read piece by piece where it can.

        A valid sheet then comes without diagnostics and lines.
        """
        blob = self._blob(commit, path)
        if blob is None:
            return None

        def rest(text: str) -> LoadedSheet:
            content = text.encode()
            return self._whole(commit, path, Blob(sha256(content).hexdigest(), content))

        source = decode(blob.content or b"", self.folder / path, path)
        found = None if source.problems else self.pieces.sheet(source.text, rest)
        return found or self._whole(commit, path, blob)

    def sheet(self, commit: str, path: str, *, more: Iterable[str] = ()) -> LoadedSheet | None:
        """Return the sheet at `path` (relative to the root) of a revision, or None when it is not there.

        `more` are further documents to lay out, relative to the root. Raises InputError for a sheet that is too large
        to read.
        """
        blob = self._blob(commit, path)
        if blob is None:
            return None
        loaded = self._whole(commit, path, blob, more)
        there = {_inside(path, written) for written in loaded.evidence} - {None, *self.placed}
        for name in sorted(filter(None, there)):
            if self.files.has(commit, name):
                self._write(self.folder / name, b"")
                self.placed[name] = _NOTHING
        return loaded

    def _whole(self, commit: str, path: str, blob: Blob, more: Iterable[str] = ()) -> LoadedSheet:
        """Return a sheet with the documents that it names laid out beside it."""
        loaded = self._load(path, blob, {})
        named = {*more, *(_inside(path, written) for written in loaded.documents)} - {None, path}
        others = {name: found for name in sorted(filter(None, named)) if (found := self._blob(commit, name))}
        return self._load(path, blob, others) if others else loaded

    def _blob(self, commit: str, path: str) -> Blob | None:
        blob = self.files.read(commit, path) if _inside("", path) == path else None
        if blob is not None and blob.content is None:
            raise InputError("git.too-large", path=path)
        return blob

    def _load(self, path: str, blob: Blob, others: dict[str, Blob]) -> LoadedSheet:
        key = ((path, blob.id), *sorted((name, other.id) for name, other in others.items()))
        if key not in self.loaded or others:
            self._place(others)
        if key not in self.loaded:
            place = self.folder / path
            source = decode(blob.content or b"", place, path)
            self.loaded[key] = parse_sheet(source, self.folder, place.parent, present=False)
        return self.loaded[key]

    def _place(self, wanted: dict[str, Blob]) -> None:
        """Make the folder hold just these files."""
        for name in [name for name in self.placed if name not in wanted]:
            (self.folder / name).unlink(missing_ok=True)
            del self.placed[name]
        for name, blob in wanted.items():
            if self.placed.get(name) != blob.id:
                self._write(self.folder / name, blob.content or b"")
                self.placed[name] = blob.id

    def _write(self, target: Path, content: bytes) -> None:
        for folder in reversed([parent for parent in target.parents if parent.is_relative_to(self.folder)]):
            if folder.exists() and not folder.is_dir():
                folder.unlink()
            folder.mkdir(exist_ok=True)
        try:
            if target.is_dir():
                shutil.rmtree(target)
            target.write_bytes(content)
        except OSError as problem:
            raise InputError("git.temporary", reason=problem.strerror or "?") from problem


@contextlib.contextmanager
def laid_out(repository: Repository) -> Iterator[Layout]:
    """Yield a layout in a temporary folder, which goes at the end."""
    try:
        temporary = TemporaryDirectory(prefix="gapsheet-")
    except OSError as problem:
        raise InputError("git.temporary", reason=problem.strerror or "?") from problem
    with temporary as name, repository.files() as files:
        yield Layout(files, Path(name).resolve())


def find_at(files: Files, commit: str, written: str, folder: str) -> str | None:
    """Return where a file lies at a revision, relative to the root; None when it is not there.

    As git reads it, `written` starts at the top level, or at `folder` (the current one, relative to the root) where it
    begins with `./` or `../`; what is not found at the top level is looked for from `folder` too.
    """
    return next((path for path in candidates(written, folder) if files.has(commit, path)), None)


def candidates(written: str, folder: str) -> tuple[str, ...]:
    """Return the paths, relative to the root, that `written` may mean; none when it leads out of the root."""
    from_folder = _inside(f"{folder}/x" if folder not in ("", ".") else "", written)
    if written.startswith(("./", "../")):
        return (from_folder,) if from_folder else ()
    found = (_inside("", written), from_folder)
    return tuple(dict.fromkeys(path for path in found if path))


def _inside(sheet: str, written: str) -> str | None:
    """Return a path written in a sheet (which lies at `sheet`), relative to the root; None when it leads elsewhere."""
    if not written or "\\" in written or "\0" in written or "\n" in written or written.startswith(("/", "~")):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), written))
    parts = path.split("/")
    return None if parts[0] in ("..", ".", "") or any(part.lower() == ".git" for part in parts) else path
