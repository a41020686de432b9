"""The installed command, run as a process of its own."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = Path(sysconfig.get_path("scripts")) / ("gapsheet.exe" if sys.platform == "win32" else "gapsheet")
DAY = "2026-11-18"


def environment(**changes: str | None) -> dict[str, str]:
    """A clean environment: no language, no colour, no width of whoever runs the tests."""
    taken = ("LANG", "LC_ALL", "LC_MESSAGES", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8")
    env = {name: value for name, value in os.environ.items() if name not in taken}
    env |= {"LC_ALL": "C.UTF-8", "TERM": "xterm"}
    for name, value in changes.items():
        env.pop(name, None)
        if value is not None:
            env[name] = value
    return env


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Tool:
    """Runs `gapsheet` in a folder that is a repository root of its own."""

    folder: Path

    def __call__(self, *args: str, cwd: Path | None = None, **env: str | None) -> Done:
        done = subprocess.run(
            [COMMAND, *args],
            cwd=cwd or self.folder,
            env=environment(**env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr or "--debug" in args
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def sheet(self, answers: str = "", *, name: str = "gapsheet.yaml", head: str = "", policy: str = "launch") -> Path:
        """Write a small sheet on the update checklist."""
        lines = ["schema: gapsheet/answers/v1", "system: Claims Copilot", f"assessed: {DAY}", head.strip()]
        lines += ["checklists: [update@1.0]", f"policy: {policy}" if policy else ""]
        text = "\n".join(line for line in lines if line) + "\nanswers:\n" + (answers or "  UPD-01: unmet\n")
        return self.write(name, text)

    def all_met(self, name: str = "gapsheet.yaml") -> Path:
        """Write a sheet on the core checklists in which every item is met."""
        done = self("init", "--system", "Claims Copilot", "--as-of", DAY, "--file", name)
        assert done.code == 0, done.err
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(":        #", ": met    #"), encoding="utf-8")
        return path


@pytest.fixture
def gapsheet(tmp_path: Path) -> Tool:
    (tmp_path / ".git").mkdir()
    return Tool(tmp_path)


@pytest.fixture
def inside(gapsheet: Tool, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):
    """The same command line within this process: for tests of many cases that need no process of their own."""
    from gapsheet.cli.main import main

    def run(*args: str, **env: str | None) -> Done:
        with monkeypatch.context() as patch:
            patch.chdir(gapsheet.folder)
            wanted = environment(**env)
            for name in [name for name in os.environ if name not in wanted]:
                patch.delenv(name)
            for name, value in wanted.items():
                patch.setenv(name, value)
            capfdbinary.readouterr()
            code = main(list(args))
            out, err = capfdbinary.readouterr()
        return Done(code, out.decode("utf-8"), err.decode("utf-8"))

    return run


@dataclass(frozen=True)
class QuickTool(Tool):
    """The same commands within this process, for tests that run very many of them."""

    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[bytes]

    def __call__(self, *args: str, cwd: Path | None = None, **env: str | None) -> Done:
        from gapsheet.cli.main import main

        wanted = environment(**env)
        with self.patch.context() as patch:
            patch.chdir(cwd or self.folder)
            for name in [name for name in os.environ if name not in wanted]:
                patch.delenv(name)
            for name, value in wanted.items():
                patch.setenv(name, value)
            self.captured.readouterr()
            code = main(list(args))
            out, err = self.captured.readouterr()
        assert b"Traceback" not in err
        return Done(code, out.decode("utf-8"), err.decode("utf-8"))


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> QuickTool:
    (tmp_path / ".git").mkdir()
    return QuickTool(tmp_path, monkeypatch, capfdbinary)
