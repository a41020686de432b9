"""Lines asked for and read on a terminal: plain prompts, so that they work over SSH and in screen readers."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from gapsheet.cli.console import Console


def is_terminal() -> bool:
    """Tell whether somebody can read questions on stdout and answer them on stdin."""
    try:
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    except ValueError:
        return False


def read_any_bytes() -> None:
    """Let bytes that are no text come through as lone surrogates, to be refused in words where they are read."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")


def read_line(console: Console, prompt: str) -> str:
    """Return what is typed behind a prompt; raises EOFError at the end of input."""
    console.ask(prompt)
    try:
        line = sys.stdin.readline()
    except OSError as problem:  # the terminal is gone
        raise EOFError from problem
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


LONGEST = 4094
"""How many bytes of one line a terminal lets through: POSIX's MAX_CANON is as low as 255, Linux cuts after 4095."""


def may_be_cut(line: str) -> bool:
    """Tell whether a line is as long as a terminal lets through, so that the rest of it may be gone."""
    return is_terminal() and len(line.encode("utf-8", "surrogateescape")) >= LONGEST


_NAMES = ("SIGINT", "SIGHUP", "SIGTERM")
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))  # Windows has no SIGHUP


class Interrupts:
    """While it is entered, Ctrl-C, a lost connection or a request to end raise KeyboardInterrupt, and only once.

    So whoever catches it has the time to save; and inside `held` it waits until that is done.
    """

    def __init__(self) -> None:
        self._held = self._came = self._raised = False
        self._before: dict[int, object] = {}

    def __enter__(self) -> "Interrupts":
        for number in _SIGNALS:
            before = signal.getsignal(number)
            if before not in (signal.SIG_IGN, None):  # ignored on purpose, as by nohup
                self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type] # what signal.signal returned

    @contextmanager
    def held(self) -> Iterator[None]:
        """Do what is inside as a whole."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._came:
            self._interrupt()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._held:
            self._came = True
        else:
            self._interrupt()

    def _interrupt(self) -> None:
        if not self._raised:
            self._raised = True
            raise KeyboardInterrupt
