"""The past of a sheet over 300 revisions: the whole command, and how its revisions are read."""

import datetime as dt
import re
import subprocess
import sys
import time
from pathlib import Path

from gapsheet.load.git import Repository

ROOT = Path(__file__).resolve().parent.parent
REVISIONS = 300
START = dt.date(2026, 1, 1)
_ANSWER = re.compile(r"^(  [A-Z]{3}-[0-9]{2}: |    answer: )(met|partial|unmet)\b", re.MULTILINE)


def revisions() -> list[str]:
    """Return the sheet of the example once a day, each day with another answer changed and reviewed anew."""
    text = (ROOT / "examples/claims-copilot/gapsheet.yaml").read_text(encoding="utf-8")
    places = [hit.span(2) for hit in _ANSWER.finditer(text)]
    out = []
    for day in range(REVISIONS):
        start, end = places[day % len(places)]
        changed = text[:start] + ("partial" if text[start:end] != "partial" else "met") + text[end:]
        dated = re.sub(r"^assessed: .*$", f"assessed: {START + dt.timedelta(days=day)}", changed, flags=re.MULTILINE)
        out.append(dated)
    return out


def repository(folder: Path) -> list[str]:
    """Make a repository of these revisions; return the names of its commits, oldest first."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", folder], check=True)
    out: list[bytes] = []
    for number, text in enumerate(revisions()):
        noon = dt.datetime.combine(START + dt.timedelta(days=number), dt.time(12), tzinfo=dt.UTC)
        data = text.encode()
        out.append(b"commit refs/heads/main\ncommitter Bench <bench@example.org> %d +0000\n" % noon.timestamp())
        out.append(b"data 6\nchange\nM 100644 inline gapsheet.yaml\ndata %d\n%s\n" % (len(data), data))
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input=b"".join(out), check=True)
    subprocess.run(["git", "-C", folder, "reset", "--quiet", "--hard", "main"], check=True)
    listed = subprocess.run(["git", "-C", folder, "rev-list", "--reverse", "main"], capture_output=True, check=True)
    return listed.stdout.decode().split()


def measure(folder: Path, rounds: int) -> tuple[float, float, float]:
    """Return seconds: the whole command, `git show` of every revision, and reading them all as the command does.

    Each is the best of its rounds, `git show` of one.
    """
    commits = repository(folder)
    own = Path(sys.executable).parent / "gapsheet"
    command = [own, "history", "--format", "json", "-o", "-"]
    whole = min(_seconds(command, folder) for _ in range(rounds))
    start = time.perf_counter()
    for commit in commits:
        subprocess.run(["git", "show", f"{commit}:gapsheet.yaml"], cwd=folder, capture_output=True, check=True)
    shown = time.perf_counter() - start
    return whole, shown, min(_read(folder, commits) for _ in range(rounds))


def _seconds(command: list[str | Path], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return time.perf_counter() - start


def _read(folder: Path, commits: list[str]) -> float:
    start = time.perf_counter()
    with Repository(folder).files() as files:
        for commit in commits:
            if files.read(commit, "gapsheet.yaml") is None:
                raise SystemExit("a revision could not be read")
    return time.perf_counter() - start
