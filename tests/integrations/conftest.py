"""A repository with a sheet, and whether pip can install anything here."""

import shutil
import sys
from pathlib import Path

import pytest

from ci_projects import Project, make_project, run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("template") / "project").folder


@pytest.fixture
def project(tmp_path: Path, template: Path) -> Project:
    """A repository with a sheet in which everything is met, on the branch main."""
    return Project(Path(shutil.copytree(template, tmp_path / "project")))


@pytest.fixture(scope="session")
def pip_reaches_an_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where pip cannot fetch what an installation from source needs."""
    folder = tmp_path_factory.mktemp("index")
    done = run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "hatchling"), cwd=folder
    )
    if done.code:
        pytest.skip(f"pip reaches no package index here: {done.err.strip().splitlines()[-1:]}")
