"""Real git repositories for tests, made with `git fast-import` where there are many commits."""

import datetime as dt
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

AUTHOR = "Mina <mina@example.org>"


def environment() -> dict[str, str]:
    """An environment in which no setting of whoever runs the tests counts."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return env | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


@dataclass(frozen=True)
class Repo:
    """A repository with the branch `main`; commits are dated at noon UTC."""

    root: Path

    @classmethod
    def new(cls, root: Path) -> "Repo":
        root.mkdir(parents=True, exist_ok=True)
        repo = cls(root)
        repo.git("init", "--quiet", "--initial-branch=main")
        return repo

    def git(self, *arguments: str, **env: str) -> str:
        identity = ("-c", "user.name=Mina", "-c", "user.email=mina@example.org", "-c", "commit.gpgSign=false")
        done = subprocess.run(
            ["git", "-C", str(self.root), *identity, *arguments],
            env=environment() | env,
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        return target

    def commit(self, message: str = "change", day: str = "2026-11-01") -> str:
        """Commit everything; return the full object name."""
        date = f"{day}T12:00:00Z"
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)
        return self.git("rev-parse", "HEAD")

    def import_history(self, revisions: list[tuple[dt.date, dict[str, str | None]]]) -> None:
        """Add commits to `main`: for each its day and the files that it writes (None: removes)."""
        out: list[bytes] = []
        for number, (day, files) in enumerate(revisions):
            seconds = int(dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC).timestamp())
            message = f"change {number}".encode()
            out.append(f"commit refs/heads/main\ncommitter {AUTHOR} {seconds} +0000\ndata {len(message)}\n".encode())
            out.append(message + b"\n")
            for path, text in files.items():
                if text is None:
                    out.append(f"D {path}\n".encode())
                    continue
                data = text.encode("utf-8")
                out.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        subprocess.run(
            ["git", "-C", str(self.root), "fast-import", "--quiet", "--date-format=raw"],
            input=b"".join(out),
            env=environment(),
            check=True,
        )
        self.git("reset", "--quiet", "--hard", "main")
