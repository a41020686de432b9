"""A mistake in a file, as data: a code, a place, and what the sentence needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gapsheet.codes import Severity, code_of
from gapsheet.location import START, Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, or one thing worth a warning, at one place.

    `code` is in the catalogue (`gapsheet.codes`). `path` is relative to the root, with `/`. `params` fill
    the sentences of the word area "diagnostics": `CODE` (the message), `CODE.label` (beside the caret) and
    `CODE.help` (what to type instead); `help_key` picks another help, for example `GS104.help.none`.
    `excerpt` is the line it stands on, control and bidi characters escaped, or None for a whole file;
    a long line is cut around the place. `mark` is the part of the excerpt to underline, as offsets into it.
    """

    code: str
    path: str
    span: Span = START
    params: dict[str, str | int] = field(default_factory=dict)
    help_key: str | None = None
    excerpt: str | None = None
    mark: tuple[int, int] | None = None

    @property
    def severity(self) -> Severity:
        """`error` makes a file invalid; `warning` does not."""
        return code_of(self.code).severity


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics by file, then place, then code: the order of every output."""
    return tuple(sorted(diagnostics, key=lambda d: (d.path, d.span, d.code, sorted(map(str, d.params.items())))))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them makes its file invalid."""
    return any(d.severity == "error" for d in diagnostics)
