"""The wheel made from the sdist, installed elsewhere, has the checklists and the templates."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | more
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the sdist, then the wheel from it, with the build backend that is installed here."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """An environment that holds the wheel; dependencies are those installed here, so that no index is asked."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    run(folder / "env/bin/python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    here = subprocess.run(
        [sys.executable, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (purelib,) = (folder / "env/lib").glob("python*/site-packages")
    (purelib / "dependencies.pth").write_text(here + "\n", encoding="utf-8")
    return folder


def test_the_wheel_lists_the_builtin_checklists(elsewhere):
    done = run(elsewhere / "env/bin/gapsheet", "checklists", "list", "--format", "json", cwd=elsewhere)
    listed = {entry["id"] for entry in json.loads(done.stdout)["checklists"]}
    assert listed == {p.stem for p in (ROOT / "checklists").glob("*.yaml")} - {"facts"}


def test_the_wheel_is_what_runs_there(elsewhere):
    code = "import gapsheet; print(gapsheet.__file__)"
    where = run(elsewhere / "env/bin/python", "-c", code, cwd=elsewhere).stdout
    assert str(elsewhere) in where


def test_the_wheel_writes_a_report(elsewhere):
    project = elsewhere / "project"
    project.mkdir()
    gapsheet = elsewhere / "env/bin/gapsheet"
    run(gapsheet, "init", "--system", "Elsewhere", "--checklists", "core", "--policy", "launch", cwd=project)
    run(gapsheet, "report", "-o", "gap.html", cwd=project)
    assert "<!doctype html>" in (project / "gap.html").read_text(encoding="utf-8").lower()


def test_a_zipped_wheel_works_from_its_path(wheel, elsewhere):
    code = "from gapsheet.load.catalog import builtin_checklists; print(*builtin_checklists())"
    done = run(sys.executable, "-S", "-c", _with_site(code), cwd=elsewhere, PYTHONPATH=str(wheel))
    assert "security" in done.stdout.split()


def _with_site(code: str) -> str:
    """Run code with the installed dependencies last on the path, so that the zip comes first."""
    import sysconfig

    return f"import sys; sys.path.append({sysconfig.get_paths()['purelib']!r}); {code}"


def test_a_bare_source_tree_works(elsewhere):
    code = "from gapsheet.load.catalog import builtin_checklists; print(*builtin_checklists())"
    done = run(sys.executable, "-S", "-c", _with_site(code), cwd=elsewhere, PYTHONPATH=str(ROOT / "src"))
    assert "security" in done.stdout.split()


def test_the_wheel_holds_data_beside_the_code_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "gapsheet/checklists/security.yaml" in names
    assert "gapsheet/templates/html/report.html.j2" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"gapsheet", next(t for t in tops if t.endswith(".dist-info"))}
