"""Reports rendered and written, all of them or none."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.errors import OutputError, UsageError
from gapsheet.model.assessment import Assessment
from gapsheet.outfile import write_whole
from gapsheet.paths import find_root
from gapsheet.report.formats import AUDIT_FORMATS, BY_SUFFIX, FORMATS, PUBLISH, Publish
from gapsheet.text import visible
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class Output:
    """A report to write: the name of its format, and the path as it was given."""

    format: str
    path: str


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written; `size` in bytes."""

    path: str
    size: int


def format_names() -> tuple[str, ...]:
    """Return the names of the formats of a report."""
    return tuple(FORMATS)


def report_formats() -> tuple[str, ...]:
    """Return the names of the formats that a whole gap report has."""
    return tuple(entry.name for entry in FORMATS.values() if entry.report)


def suffix_of(format: str) -> str:
    """Return the usual suffix of a format of a report, without the dot."""
    return AUDIT_FORMATS[format].suffix if format in AUDIT_FORMATS else FORMATS[format].suffix


def format_of(path: str) -> str | None:
    """Return the format that a file's name asks for, or None."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    found = BY_SUFFIX.get(suffix)
    return found.name if found else suffix if suffix in AUDIT_FORMATS else None


def default_name(sheet: str, kind: str, format: str) -> str:
    """Return the file name of a report: the sheet's stem, the kind, the format's suffix."""
    stem = Path(sheet).name
    for ending in (".gapsheet.yaml", ".gapsheet.yml", ".yaml", ".yml"):
        if stem.endswith(ending) and stem != ending:
            stem = stem.removesuffix(ending)
            break
    return f"{stem}-{kind}.{suffix_of(format)}"


def publish_level(name: str) -> Publish:
    """Return how much to publish, by its name; raises ValueError for another word."""
    return PUBLISH[PUBLISH.index(name)]


def render(assessment: Assessment, format: str, lang: Lang, publish: Publish = "full") -> str:
    """Return a report in one format."""
    return FORMATS[format].render(assessment, lang, publish)


def write_reports(
    assessment: Assessment,
    lang: Lang,
    outputs: Sequence[Output],
    *,
    cwd: Path,
    inputs: Sequence[Path],
    publish: Publish = "full",
) -> tuple[Written, ...]:
    """Write every report whole, or none of them.

    Raises UsageError for an output that is an input or stands twice, OutputError for one that cannot be written.
    """
    _claim([output.path for output in outputs], cwd, inputs)
    texts = [render(assessment, output.format, lang, publish).encode("utf-8") for output in outputs]
    files = [(cwd / output.path, text) for output, text in zip(outputs, texts, strict=True)]
    write_whole(files, [output.path for output in outputs])
    return tuple(Written(output.path, len(text)) for output, text in zip(outputs, texts, strict=True))


def write_text(text: str, path: str, *, cwd: Path, inputs: Sequence[Path]) -> Written:
    """Write one text whole, or leave what is there; raises as `write_reports` does."""
    return write_bytes(text.encode("utf-8"), path, cwd=cwd, inputs=inputs)


def write_bytes(content: bytes, path: str, *, cwd: Path, inputs: Sequence[Path]) -> Written:
    """Write one file whole, or leave what is there; raises as `write_reports` does."""
    _claim([path], cwd, inputs)
    write_whole([(cwd / path, content)], [path])
    return Written(path, len(content))


def _claim(paths: Sequence[str], cwd: Path, inputs: Sequence[Path]) -> None:
    """Raise UsageError for a path that is an input or stands twice."""
    read = {path.resolve() for path in inputs}
    targets: set[Path] = set()
    for path in paths:
        target = _target(cwd, path)
        if target in read or any(_same(target, one) for one in read):
            raise UsageError("usage.write.input", path=visible(path))
        if target in targets:
            raise UsageError("usage.write.twice", path=visible(path))
        targets.add(target)


def _target(cwd: Path, path: str) -> Path:
    """Return where an output goes; raises UsageError where a link would lead it out of the repository, or into `.git`.

    Who runs this on somebody's change does not want a link of that change to choose what is replaced.
    """
    try:
        here = cwd.resolve()
        root = find_root(here)
        target = (here / path).resolve()
    except OSError as problem:
        raise OutputError("output.unwritable", path=visible(path)[:160], reason=problem.strerror or "?") from problem
    meant = Path(os.path.normpath(here / path))
    leaves = meant.is_relative_to(root) and not target.is_relative_to(root)
    if leaves or (target.is_relative_to(root) and ".git" in (part.lower() for part in target.relative_to(root).parts)):
        raise UsageError("usage.write.link", path=visible(path))
    return target


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file: hard links, or a file system that ignores case."""
    try:
        return one.samefile(other)
    except OSError:
        return False
