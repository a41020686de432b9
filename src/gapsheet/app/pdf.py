"""A page printed to PDF by a Chromium of this machine: nothing is fetched, nothing is left behind, no clock shows."""

import contextlib
import datetime as dt
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any

from gapsheet.app.pdf_file import settled
from gapsheet.errors import OutputError
from gapsheet.text import visible

VARIABLE = "GAPSHEET_CHROMIUM"
SECONDS = 300
"""How long printing may take: several times what all checklists in two languages take, about 400 pages."""

LEAST = 131
"""The first Chromium that prints what a page says of its own margins: the running head, and page numbers."""

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome", "Chromium/Application/chrome", "Microsoft/Edge/Application/msedge")
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

_KEPT = (
    *("PATH", "HOME", "LD_LIBRARY_PATH", "XDG_DATA_HOME", "XDG_DATA_DIRS", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
    *("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "USERPROFILE", "APPDATA", "PROGRAMDATA", *_WINDOWS_ROOTS),
)
"""What a browser needs of the environment to start and to find its fonts."""

_FLAGS = (
    "--headless",
    "--lang=en-US",  # of the browser; what the page says of its language stays
    "--font-render-hinting=none",  # the same spacing whatever the screen of this machine
    *("--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
    *("--no-first-run", "--no-default-browser-check"),
    # Whatever would still ask for something finds no name and no way out, this machine included.
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline"),
)

_NO_SANDBOX = re.compile(rb"no usable sandbox|SUID sandbox|move to new namespace|credentials\.cc", re.IGNORECASE)
_PRODUCER = re.compile(rb"/Producer \(Skia/PDF m(\d+)")


def printed(html: str, day: dt.date, env: Mapping[str, str], seconds: float = SECONDS) -> bytes:
    """Return a page as a tagged PDF with bookmarks; the same page, browser, fonts and day give the same bytes.

    Raises OutputError where there is no Chromium, or it does not print.
    """
    program = browser(env)
    with _folder() as folder:
        page, target, noise = folder / "report.html", folder / "report.pdf", folder / "noise"
        page.write_text(html, encoding="utf-8", newline="\n")
        command = [str(program), *_FLAGS, *_as_root(), f"--user-data-dir={folder / 'profile'}"]
        command += [f"--print-to-pdf={target}", page.as_uri()]
        code = _run(command, folder, noise, _environment(env, folder), seconds)
        content = target.read_bytes() if target.is_file() else b""
        if code != 0 or not content.startswith(b"%PDF-"):
            sandbox = _NO_SANDBOX.search(noise.read_bytes())
            raise OutputError("pdf.sandbox" if sandbox else "pdf.failed", path=_shown(program), code=code)
    return settled(_recent(content, program), day)


def browser(env: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the Chromium to print with: the one that the environment names, else one that is installed.

    One that is found only because of the folder in which somebody happens to stand is not taken.
    """
    asked = env.get(VARIABLE)
    if asked:
        found = shutil.which(asked, path=env.get("PATH", ""))
        if found is None:
            raise OutputError("pdf.program", name=VARIABLE, path=visible(asked)[:160])
        return Path(found).absolute()
    on_path = (shutil.which(name, path=env.get("PATH", "")) for name in _NAMES)
    for path in [Path(found) for found in on_path if found] + _places(env, platform):
        if path.is_absolute() and path.is_file():
            return path
    raise OutputError("pdf.none", name=VARIABLE)


def _places(env: Mapping[str, str], platform: str) -> list[Path]:
    """Return where an installed browser lies on systems that do not put it on PATH."""
    if platform == "darwin":
        home = Path(env["HOME"]) if env.get("HOME") else None
        tops = [Path("/Applications"), *([home / "Applications"] if home else [])]
        return [top / f"{name}.app/Contents/MacOS/{name}" for top in tops for name in _MAC]
    if platform == "win32":
        return [Path(env[root]) / f"{place}.exe" for place in _WINDOWS for root in _WINDOWS_ROOTS if env.get(root)]
    return []


def _as_root() -> list[str]:
    """Return the flag without which Chromium refuses to start as root; anybody else keeps the sandbox."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _environment(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    kept = {name: env[name] for name in _KEPT if name in env}
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(folder))
    return kept | own | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _run(command: list[str], folder: Path, noise: Path, env: dict[str, str], seconds: float) -> int:
    """Return the exit code of a program; it is gone, with all that it started, when this returns or raises."""
    process = None
    try:
        with noise.open("wb") as stderr, _undisturbed():
            process = _started(command, folder, stderr, env)
        return process.wait(seconds)
    except subprocess.TimeoutExpired as late:
        raise OutputError("pdf.time", path=_shown(command[0]), n=int(seconds)) from late
    finally:
        if process is not None:
            _end(process)


def _started(command: list[str], folder: Path, stderr: IO[bytes], env: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Return a program that runs in a session of its own, so that it ends with its children, and by `_end` alone."""
    null = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, cwd=folder, env=env, stdin=null, stdout=null, stderr=stderr, start_new_session=True
        )
    except OSError as problem:
        raise OutputError("pdf.start", path=_shown(command[0]), reason=problem.strerror or "?") from problem


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that still runs, and its children; wait until it is gone."""
    if process.returncode is None:
        with contextlib.suppress(OSError):
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a private folder that is gone afterwards, whatever happens."""
    folder = None
    try:
        with _undisturbed():
            folder = Path(tempfile.mkdtemp(prefix="gapsheet-", dir=_short(tempfile.gettempdir()))).resolve()
        yield folder
    except OSError as problem:
        raise OutputError("pdf.temporary", reason=problem.strerror or "?") from problem
    finally:
        for _ in range(50):  # children that were killed may hold a file a moment longer
            if folder is None or not folder.exists():
                break
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.02)


def _short(folder: str) -> str:
    """Return where temporary folders lie, or /tmp where Chromium's socket would get a longer path than sockets may."""
    return "/tmp" if os.name != "nt" and len(os.path.realpath(folder)) > 39 and os.access("/tmp", os.W_OK) else folder


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C and a request to end back until what is inside is done, so that what it makes is known to us."""
    came: list[tuple[int, FrameType | None]] = []
    before: dict[int, Callable[[int, FrameType | None], Any]] = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        for one, frame in came:
            before[one](one, frame)


def _recent(content: bytes, program: Path) -> bytes:
    """Return a PDF as it is; raises OutputError where a browser printed it that knows no page margins."""
    found = _PRODUCER.search(content)
    if found and int(found[1]) < LEAST:
        raise OutputError("pdf.old", path=_shown(program), version=int(found[1]), least=LEAST)
    return content


def _shown(program: Path | str) -> str:
    return visible(str(program))[:160]
