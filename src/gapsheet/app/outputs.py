"""Reports rendered and written, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.errors import UsageError
from gapsheet.model.assessment import Assessment
from gapsheet.outfile import write_whole
from gapsheet.report.formats import BY_SUFFIX, FORMATS
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


def suffixes() -> tuple[str, ...]:
    """Return the usual suffix of each format, with the dot."""
    return tuple(f".{entry.suffix}" for entry in FORMATS.values())


def format_of(path: str) -> str | None:
    """Return the format that a file's name asks for, or None."""
    found = BY_SUFFIX.get(Path(path).suffix.lower().removeprefix("."))
    return found.name if found else None


def default_name(sheet: str, kind: str, format: str) -> str:
    """Return the file name of a report: the sheet's stem, the kind, the format's suffix."""
    stem = Path(sheet).name
    for ending in (".gapsheet.yaml", ".gapsheet.yml", ".yaml", ".yml"):
        if stem.endswith(ending) and stem != ending:
            stem = stem.removesuffix(ending)
            break
    return f"{stem}-{kind}.{FORMATS[format].suffix}"


def render(assessment: Assessment, format: str, lang: Lang) -> str:
    """Return a report in one format."""
    return FORMATS[format].render(assessment, lang)


def write_reports(
    assessment: Assessment, lang: Lang, outputs: Sequence[Output], *, cwd: Path, inputs: Sequence[Path]
) -> tuple[Written, ...]:
    """Write every report whole, or none of them.

    Raises UsageError for an output that is an input or stands twice, OutputError for one that cannot be written.
    """
    read = {path.resolve() for path in inputs}
    targets: set[Path] = set()
    for output in outputs:
        target = (cwd / output.path).resolve()
        if target in read or any(_same(target, path) for path in read):
            raise UsageError("usage.write.input", path=visible(output.path))
        if target in targets:
            raise UsageError("usage.write.twice", path=visible(output.path))
        targets.add(target)
    texts = [render(assessment, output.format, lang).encode("utf-8") for output in outputs]
    files = [(cwd / output.path, text) for output, text in zip(outputs, texts, strict=True)]
    write_whole(files, [output.path for output in outputs])
    return tuple(Written(output.path, len(text)) for output, text in zip(outputs, texts, strict=True))


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file: hard links, or a file system that ignores case."""
    try:
        return one.samefile(other)
    except OSError:
        return False
