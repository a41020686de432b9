"""A program on a real pseudo-terminal: what stands on the screen, and somebody who types."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which a text that does not appear is taken to be missing."""

_IN_A_TERMINAL = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes the pseudo-terminal the one that controls the program, so that keys like Ctrl-C reach it as they would."""

_ENDS = (r"^> ", r"^\S.*[)\]）][:：] ?", r"^(?:\S.*)?(?:another|重新输入|name of the system|系统名称)[:：] ?")
PROMPT = re.compile(rf"(?:{'|'.join(_ENDS)})\Z", re.IGNORECASE | re.MULTILINE)
"""A screen that ends so is one that waits for a line."""

CTRL_C = "\x03"
CTRL_D = "\x04"


class Terminal:
    """One command, run on a terminal of 80 columns; `screen` is everything that was shown so far, typing included."""

    def __init__(self, command: list[str | Path], folder: Path, env: dict[str, str]) -> None:
        self.main, side = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_A_TERMINAL, *command],
            cwd=folder,
            env=env,
            stdin=side,
            stdout=side,
            stderr=side,
            start_new_session=True,
        )
        os.close(side)
        self.screen = ""
        self._bytes = b""
        self._read_to = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.main >= 0:
            os.close(self.main)

    def see(self, text: str) -> str:
        """Wait until a text appears behind what was seen before; return what stands before it."""
        while (place := self.screen.find(text, self._read_to)) < 0:
            if not self._more():
                raise AssertionError(f"never saw {text!r} behind:\n{self.screen[self._read_to :]}")
        before = self.screen[self._read_to : place]
        self._read_to = place + len(text)
        return before

    def asked(self) -> None:
        """Wait until there is a new prompt at the end of the screen."""
        while not PROMPT.search(self.screen, self._read_to):
            if not self._more():
                raise AssertionError(f"it ended, and asked for nothing more:\n{self.screen}")
        self._read_to = len(self.screen)

    def type(self, text: str, *, enter: bool = True) -> None:
        """Type a text, and Enter."""
        os.write(self.main, text.encode() + (b"\n" if enter else b""))

    def answer(self, *exchange: tuple[str, str]) -> None:
        """Wait for each prompt and type what answers it."""
        for prompt, text in exchange:
            self.see(prompt)
            self.type(text)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        os.close(self.main)
        self.main = -1

    def end(self) -> int:
        """Wait until the program ends; return its exit code."""
        while self.main >= 0 and self._more():
            pass
        return self.process.wait(PATIENCE)

    def rest(self) -> str:
        """Return what was shown behind what was seen."""
        return self.screen[self._read_to :]

    def _more(self) -> bool:
        """Read what the program has written since; tell whether there is still a program that writes."""
        ready, _, _ = select.select([self.main], [], [], PATIENCE)
        if not ready:
            raise AssertionError(f"nothing happens behind:\n{self.screen}")
        try:
            read = os.read(self.main, 4096)
        except OSError:  # Linux: no program holds the other side any more
            read = b""
        self._bytes += read
        self.screen = self._bytes.decode("utf-8", "ignore").replace("\r\n", "\n")
        return bool(read)
