"""Whole outputs of both examples, byte for byte, whatever the folder, time zone, locale and hash seed.

`make golden` renews them; read the diff before you commit it.
"""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
GAPSHEET = str(Path(sysconfig.get_path("scripts")) / "gapsheet")

OUTPUTS = {
    "html": ["report", "-o", "-", "--format", "html"],
    "md": ["report", "-o", "-", "--format", "markdown"],
    "json": ["report", "-o", "-", "--format", "json"],
    "csv": ["report", "-o", "-", "--format", "csv"],
    "score.txt": ["score"],
    "gate.txt": ["gate"],
}

PLACES = {
    "here": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "elsewhere": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "1"},
}


def output(folder: Path, command: list[str], place: dict[str, str]) -> bytes:
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "LANG", "LANGUAGE")}
    done = subprocess.run(
        [GAPSHEET, *command, "--as-of", "2026-11-18", "--quiet"],
        cwd=folder,
        env={**environment, **place, "COLUMNS": "80"},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("kind", OUTPUTS)
@pytest.mark.parametrize("example", ["claims-copilot", "smart-support"])
def test_outputs_are_what_they_were(example, kind, tmp_path, request):
    golden = HERE / f"{example}.{kind}"
    for number, (name, place) in enumerate(PLACES.items()):
        folder = tmp_path / name / ("deeper" * number)
        shutil.copytree(EXAMPLES / example, folder, dirs_exist_ok=True)
        found = output(folder, OUTPUTS[kind], place)
        if number == 0 and request.config.getoption("--update-golden"):
            golden.write_bytes(found)
        assert found == golden.read_bytes(), f"{golden.name} differs ({name}); `make golden` renews it"


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
@pytest.mark.parametrize(("example", "langs"), [("claims-copilot", "en,zh-CN"), ("smart-support", "zh-CN")])
def test_audit_reports_are_the_same_everywhere(example, langs, form, tmp_path):
    found = []
    for number, (name, place) in enumerate(PLACES.items()):
        folder = tmp_path / name / ("deeper" * number)
        shutil.copytree(EXAMPLES / example, folder, dirs_exist_ok=True)
        command = ["report", "--kind", "audit", "-o", "-", "--format", form, "--lang", langs]
        found.append(output(folder, command, place))
    assert len(found[0]) > 10_000
    assert found[0] == found[1]
