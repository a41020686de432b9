"""Where output goes: results to stdout, talk to stderr, on whatever console there is."""

import errno
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from gapsheet.cli.options import Common, Early
from gapsheet.errors import OutputError
from gapsheet.text import no_commands
from gapsheet.words import Lang

_ROLES = {
    "error": "1;31",
    "warning": "1;33",
    "help": "36",
    "path": "34",
    "code": "1",
    "fail": "1;31",
    "pass": "32",
    "good": "1;32",
    "bad": "1;31",
    "strong": "1",
    "quiet": "2",
    "bar": "36",
}
"""The colour of each role, as the numbers of an ANSI escape."""

MIN_WIDTH, MAX_WIDTH = 40, 120
PIPED_WIDTH = 80


@dataclass(frozen=True)
class Console:
    """The two streams of a process; `lang` is the language of what is said on them."""

    lang: Lang
    color: str
    quiet: bool
    env: Mapping[str, str]

    @classmethod
    def of(cls, options: Early | Common, lang: Lang | None = None) -> "Console":
        """Return the console for a command line; `lang` when a sheet has said it."""
        asked = (options.lang or options.env_lang) if isinstance(options, Common) else options.lang
        return cls(lang or asked, options.color, options.quiet, options.env)

    def result(self, text: str) -> None:
        """Write a result for people to stdout; what the console cannot show becomes escapes."""
        _write(sys.stdout, text)

    def machine(self, text: str) -> None:
        """Write a result for programs to stdout: always UTF-8 with line feeds, whatever the console."""
        stream = sys.stdout
        buffer = getattr(stream, "buffer", None)
        if stream is None or buffer is None or (stream.isatty() and os.name == "nt"):
            return _write(stream, text)
        return self.binary(text.encode("utf-8"))

    def binary(self, content: bytes) -> None:
        """Write bytes to stdout as they are."""
        stream = sys.stdout
        buffer = getattr(stream, "buffer", None)
        if stream is None or buffer is None:
            return _write(stream, content.decode("utf-8", "replace"))
        with _Guarded(stream):
            stream.flush()
            buffer.write(content)
            buffer.flush()
        return None

    def talk(self, text: str) -> None:
        """Write what is not the result to stderr, unless it should be quiet."""
        if not self.quiet:
            self.error(text)

    def ask(self, prompt: str) -> None:
        """Write a prompt to stdout, where the answer is typed behind it."""
        _write(sys.stdout, prompt, end="")

    def error(self, text: str) -> None:
        """Write to stderr; when nobody listens there, nothing happens."""
        try:
            _write(sys.stderr, text)
        except OutputError:
            return

    def width(self) -> int:
        """Return how many columns a line may take: the terminal's, COLUMNS, or 80 for a pipe."""
        if self.env.get("COLUMNS", "").isdecimal() or _is_terminal(sys.stdout):
            return max(MIN_WIDTH, min(MAX_WIDTH, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns))
        return PIPED_WIDTH

    def shows(self, text: str, *, to_stderr: bool = False) -> bool:
        """Tell whether the console's encoding has these characters."""
        stream = sys.stderr if to_stderr else sys.stdout
        try:
            text.encode(getattr(stream, "encoding", None) or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def colored(self, *, to_stderr: bool = False) -> bool:
        """Tell whether to colour: `--color`, then NO_COLOR, then FORCE_COLOR, then a terminal that can."""
        if self.color != "auto":
            return self.color == "always"
        if self.env.get("NO_COLOR"):
            return False
        if self.env.get("FORCE_COLOR"):
            return True
        stream = sys.stderr if to_stderr else sys.stdout
        capable = "WT_SESSION" in self.env or "ANSICON" in self.env or bool(self.env.get("TERM"))
        return _is_terminal(stream) and capable and self.env.get("TERM") != "dumb"

    def paint(self, role: str, text: str) -> str:
        """Return text in the colour of its role on stdout."""
        return _painted(role, text) if self.colored() else text

    def paint_error(self, role: str, text: str) -> str:
        """Return text in the colour of its role on stderr."""
        return _painted(role, text) if self.colored(to_stderr=True) else text


def _painted(role: str, text: str) -> str:
    return f"\x1b[{_ROLES[role]}m{text}\x1b[0m" if text.strip() and role in _ROLES else text


class _Guarded:
    """Writing to a stream: a reader that left is no error, anything else that fails is an OutputError."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> bool:
        if not isinstance(problem, (OSError, ValueError)):
            return False
        gone = isinstance(problem, BrokenPipeError) or (
            os.name == "nt" and isinstance(problem, OSError) and problem.errno == errno.EINVAL
        )
        _silence(self.stream)
        if gone:
            return True
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise OutputError("output.stdout", reason=reason or "closed") from problem


def _write(stream: TextIO | None, text: str, end: str = "\n") -> None:
    if stream is None:
        raise OutputError("output.stdout", reason="closed")
    text = no_commands(text)
    if text and not text.endswith("\n"):
        text += end
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with _Guarded(stream):
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()


def _silence(stream: TextIO) -> None:
    """Send what is left in the stream's buffer nowhere, so that the interpreter's exit does not trip over it."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
