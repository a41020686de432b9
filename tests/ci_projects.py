"""Repositories as CI sees them, and the command line of this very environment."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TODAY = dt.datetime.now(dt.UTC).date()
"""The lines of a CI file judge on the day they run, so its sheet has to be of that day too."""
DAY = TODAY.isoformat()

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Mina",
    "GIT_AUTHOR_EMAIL": "mina@example.org",
    "GIT_COMMITTER_NAME": "Mina",
    "GIT_COMMITTER_EMAIL": "mina@example.org",
    "GIT_TERMINAL_PROMPT": "0",
}


def plain_environment(**more: str) -> dict[str, str]:
    """The environment of a CI job: no language, no colour, no variable of a git that called us."""
    named = ("PATH", "HOME", "TMPDIR", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    env = {name: os.environ[name] for name in named if name in os.environ}
    env |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    quick = {"PIP_NO_COMPILE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}  # what pip installs here runs once or twice
    return env | {"LC_ALL": "C.UTF-8"} | quick | GIT | more


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env or plain_environment()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Project:
    """A repository with a sheet in which everything is met, on the branch main."""

    folder: Path

    def git(self, *arguments: str) -> str:
        done = run("git", *arguments, cwd=self.folder)
        assert done.code == 0, done.err
        return done.out.strip()

    def commit(self, message: str = "change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def replace(self, old: str, new: str, name: str = "gapsheet.yaml") -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def lower(self) -> None:
        """Make the sheet worse by one answer of medium severity, which the policy lets pass."""
        self.replace("UPD-07: met", "UPD-07: partial")

    def waive(self) -> None:
        """Open a critical item, and accept that gap in the same breath."""
        granted, until = (TODAY + dt.timedelta(days=days) for days in (-9, 20))
        waiver = f"{{reason: Later., by: mina, granted: {granted}, until: {until}}}"
        self.replace("SEC-01: met", f"SEC-01:\n    answer: unmet\n    waiver: {waiver}\n   ")

    def break_it(self) -> None:
        """Write a word that is no answer."""
        self.replace("SEC-01: met", "SEC-01: perhaps")


def make_project(folder: Path, sheet: str = "gapsheet.yaml") -> Project:
    project = Project(folder)
    folder.mkdir(parents=True, exist_ok=True)
    project.git("init", "--quiet", "--initial-branch=main")
    place = folder / sheet
    done = run(
        *(BIN / "gapsheet", "init", place.parent, "--file", place.name, "--system", "Claims Copilot", "--as-of", DAY),
        cwd=folder,
    )
    assert done.code == 0, done.err
    place.write_text(place.read_text(encoding="utf-8").replace(":        #", ": met    #"), encoding="utf-8")
    project.commit("the sheet")
    return project
