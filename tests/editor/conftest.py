"""A real yaml-language-server, and sheets on disk for it to open as an editor would."""

import itertools
import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path

import pytest

from lsp import Document, Server

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.25.0"
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    }
}
COMMAND = Path(sysconfig.get_path("scripts")) / "gapsheet"
DAY = "2026-11-18"


def _give_up(reason: str) -> None:
    if os.environ.get("GAPSHEET_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and GAPSHEET_REQUIRE_BROWSER=1 asks for it", pytrace=False)
    pytest.skip(reason)


def _installed() -> Path:
    """Return the server's program, fetched once by npm into .cache/, whole or not at all."""
    package = f"yaml-language-server@{VERSION}"
    place = ROOT / ".cache" / f"yaml-language-server-{VERSION}"
    program = Path("node_modules/yaml-language-server/bin/yaml-language-server")
    if not (place / program).is_file():
        npm = shutil.which("npm")
        if npm is None:
            _give_up(f"npm is not on PATH, and {place.name} is not in .cache/")
        place.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as fresh:
            options = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
            done = subprocess.run(
                [npm, "install", "--prefix", fresh, *options, package], capture_output=True, text=True, check=False
            )
            if done.returncode or not (Path(fresh) / program).is_file():
                _give_up(f"npm could not fetch {package}: {done.stderr.strip()[-200:]}")
            Path(fresh).rename(place)
            Path(fresh).mkdir()
    return place / program


@pytest.fixture(scope="session")
def server():
    node = shutil.which("node")
    if node is None:
        _give_up("node is not on PATH")
    started = Server([node, str(_installed()), "--stdio"], SETTINGS)
    assert started.about["serverInfo"] == {"name": "yaml-language-server", "version": VERSION}
    yield started
    started.close()


class Desk:
    """A repository that `gapsheet init` has made, and the editor on it."""

    def __init__(self, server: Server, folder: Path, *args: str) -> None:
        self.server, self.folder = server, folder
        self.sheet = folder / "gapsheet.yaml"
        self._numbers = itertools.count(1)
        (folder / ".git").mkdir()
        self.gapsheet("init", "--system", "S", "--as-of", DAY, "--checklists", "security,update", *args)
        self.gapsheet("check")

    def gapsheet(self, *args: str) -> None:
        """Run the command in the repository; it must succeed."""
        done = subprocess.run(
            [COMMAND, *args], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def open(self) -> Document:
        """Open the sheet from disk."""
        return Document(self.server, self.sheet)

    def type(self, body: str = "answers:\n", head: str = "checklists: [security@1.0, update@1.0]\n") -> Document:
        """Open a sheet that nobody has saved yet: the first lines, then these."""
        modeline, *_ = self.sheet.read_text(encoding="utf-8").splitlines()
        text = f"{modeline}\nschema: gapsheet/answers/v1\nsystem: S\n{head}{body}"
        return Document(self.server, self.folder / f"draft{next(self._numbers)}.yaml", text)


@pytest.fixture(scope="session")
def new_desk(server, tmp_path_factory):
    """Make a repository with a sheet: `new_desk("--lang", "zh-CN")`."""
    return lambda *args: Desk(server, tmp_path_factory.mktemp("desk"), "--policy", "none", *args)


@pytest.fixture(scope="session")
def english(new_desk):
    return new_desk("--facts", "llm=yes")


@pytest.fixture(scope="session")
def chinese(new_desk):
    return new_desk("--lang", "zh-CN")
