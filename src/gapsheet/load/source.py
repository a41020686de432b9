"""Bytes of a file as text, or the reason why they are none."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gapsheet.diagnostics import Diagnostic
from gapsheet.errors import InputError
from gapsheet.location import Span
from gapsheet.text import visible

MAX_BYTES = 5 * 1024 * 1024
"""The largest file that is read: 5 MB."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1; libyaml counts lines by it."""

_MARK = b"\xef\xbb\xbf"
"""The byte-order mark of UTF-8."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML refuses in a text."""


@dataclass(frozen=True)
class Source:
    """A file's text; `shown` is its path relative to the root, `problems` say why there is no text to parse.

    `notes` are warnings about how the file was saved; it is read all the same.
    """

    path: Path
    shown: str
    text: str
    sha256: str
    problems: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines without their ends, as YAML counts them."""
        return _BREAK.split(self.text)


def read_source(path: Path, shown: str) -> Source:
    """Return the text of a regular file; raises InputError when it cannot be opened or is not one.

    What is wrong with the content (encoding, size, control characters) is in `problems`.
    """
    data = read_bytes(path, shown)
    source = decode(data, path, shown)
    return source if source.problems else replace(source, notes=tuple(_how_it_was_saved(data, source)))


def read_bytes(path: Path, shown: str) -> bytes:
    """Return the bytes of a regular file, at most one more than the limit; raises InputError when it cannot be opened.

    A FIFO or a device never blocks, because only a regular file is read.
    """
    name = visible(shown)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise InputError("input.missing", path=name) from None
    except (IsADirectoryError, PermissionError) as problem:
        key = "input.folder" if path.is_dir() else "input.permission"
        raise InputError(key, path=name) from problem
    except (OSError, ValueError) as problem:
        raise InputError("input.unreadable", path=name) from problem
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise InputError("input.folder" if stat.S_ISDIR(mode) else "input.not-a-file", path=name)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise InputError("input.unreadable", path=name) from problem
    finally:
        os.close(handle)


def _how_it_was_saved(data: bytes, source: Source) -> Iterator[Diagnostic]:
    """Yield a warning for a byte-order mark, and one for the first line that ends in CRLF."""
    if data.startswith(_MARK):
        yield place(source, "GS026", Span(1, 1, 1))
    first = source.text.find("\r\n")
    if first >= 0:
        before = _BREAK.split(source.text[:first])
        column = len(before[-1]) + 1
        yield place(source, "GS027", Span(len(before), column, column))


def decode(data: bytes, path: Path, shown: str) -> Source:
    """Return bytes as a source; a byte-order mark is accepted and dropped."""
    digest = hashlib.sha256(data).hexdigest()

    def refused(code: str, help_key: str | None = None, **params: str | int) -> Source:
        problem = Diagnostic(code, shown, params=params, help_key=help_key)
        return Source(path, shown, "", digest, (problem,))

    if len(data) > MAX_BYTES:
        return refused("GS003", limit=MAX_BYTES // (1024 * 1024))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return refused("GS001", "GS001.help.utf16", byte=1)
    if b"\0" in data:
        return refused("GS002")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _not_utf8(data, problem.start, Source(path, shown, data.decode("utf-8", "replace"), digest))
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return refused("GS004")
    return from_text(text, path, shown, digest)


def _not_utf8(data: bytes, start: int, replaced: Source) -> Source:
    """Return a source without text whose problem is placed at the first byte that is not UTF-8."""
    before = _BREAK.split(data[:start].decode("utf-8").removeprefix("\ufeff"))
    span = Span(len(before), len(before[-1]) + 1, len(before[-1]) + 2)
    problem = place(replaced, "GS001", span, byte=start + 1, value=f"0x{data[start]:02X}")
    return Source(replaced.path, replaced.shown, "", replaced.sha256, (problem,))


def from_text(text: str, path: Path, shown: str, sha256: str) -> Source:
    """Return a text as a source, with a problem for each of the first control characters that YAML refuses."""
    source = Source(path, shown, text, sha256)
    problems = []
    for number, hit in enumerate(_CONTROL.finditer(text)):
        if number == 5:
            break
        before = _BREAK.split(text[: hit.start()])
        span = Span(len(before), len(before[-1]) + 1, len(before[-1]) + 2)
        problems.append(place(source, "GS009", span, char=f"U+{ord(hit.group()):04X}"))
    return Source(path, shown, text, sha256, tuple(problems)) if problems else source


EXCERPT_WIDTH = 96
"""How many characters of a long line are shown around the place of a mistake."""


def place(source: Source, code: str, span: Span, help_key: str | None = None, /, **params: str | int) -> Diagnostic:
    """Return a diagnostic at a place, with the line it stands on made safe to show."""
    lines = source.lines
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    start = min(span.column - 1, len(line))
    end = min(max(span.end - 1, start), len(line))
    left, right = 0, len(line)
    if right > EXCERPT_WIDTH:
        left = max(0, min(start - EXCERPT_WIDTH // 3, right - EXCERPT_WIDTH))
        right = min(right, left + EXCERPT_WIDTH)
        end = min(end, right)
    before = ("…" if left else "") + visible(line[left:start])
    marked = visible(line[start:end])
    after = visible(line[end:right]) + ("…" if right < len(line) else "")
    return Diagnostic(
        code,
        source.shown,
        span,
        params=params,
        help_key=help_key,
        excerpt=before + marked + after,
        mark=(len(before), len(before) + len(marked)),
    )
