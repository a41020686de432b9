"""Every diagnostic has a folder: a file with that mistake, and what Gapsheet says of it in both languages.

`bad.yaml` is a sheet, `checklist.yaml` a checklist to lint, `policy.yaml` a policy, `framework.yaml` a framework;
`repeat.txt` is a sheet too large to keep: a number of times, then the line to repeat. `more/` holds further ways to
make the mistake. `args.txt` has the options of `gapsheet check` that a sheet is checked with. The day is AS_OF.
`--update-golden` writes the expected files anew.
"""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from gapsheet.codes import catalogue
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.load.catalog import load_checklist_file, load_policy
from gapsheet.load.frameworks import load_framework_file
from gapsheet.load.lint import lint_checklist
from gapsheet.load.sheet import load_sheet
from gapsheet.report.diagnostics_text import render_concise, render_text
from gapsheet.words import LANGS

HERE = Path(__file__).parents[2] / "diagnostics"
AS_OF = dt.date(2026, 11, 18)
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name.startswith("GS"))
MORE = sorted(HERE.glob("GS*/more/*"))
EXPECTED = {"en": "expected.txt", "zh-CN": "expected.zh-CN.txt"}


def diagnose(folder: Path, root: Path) -> tuple[Diagnostic, ...]:
    if (folder / "policy.yaml").exists():
        tiny, _ = load_checklist_file(root / "tiny.yaml", "tiny.yaml")
        assert tiny is not None
        return load_policy("./policy.yaml", root=root, base=folder, sheet_checklists=(tiny.checklist,))[1]
    if (folder / "framework.yaml").exists():
        return load_framework_file(folder / "framework.yaml", f"{folder.name}/framework.yaml")[1]
    if (folder / "checklist.yaml").exists():
        return lint_checklist(folder / "checklist.yaml", root)
    said = folder / "args.txt"
    args = said.read_text("utf-8").split() if said.exists() else []
    assert args in ([], ["--for", "audit"])
    loaded = load_sheet(folder / "bad.yaml", root, as_of=AS_OF, audit=bool(args))
    return loaded.diagnostics


@pytest.fixture
def case(tmp_path, request):
    """A copy of the folder beside the checklist that it answers, in a root of its own."""
    folder: Path = request.param
    root = Path(os.path.realpath(tmp_path)) / "root"
    root.mkdir()
    shutil.copy(HERE / "tiny.yaml", root)
    shutil.copytree(folder, root / folder.name)
    recipe = root / folder.name / "repeat.txt"
    if recipe.exists():
        times, line = recipe.read_text("utf-8").split("\n", 1)
        (root / folder.name / "bad.yaml").write_text(line * int(times), "utf-8")
    return folder, root / folder.name, root


def _code(folder: Path) -> str:
    """Return the folder's code; one in `more/` has that of the folder above."""
    return (folder.parents[1] if folder.parent.name == "more" else folder).name.partition("-")[0]


@pytest.mark.parametrize(
    "case", [*FOLDERS, *MORE], indirect=True, ids=[f"{_code(folder)}-{folder.name}" for folder in (*FOLDERS, *MORE)]
)
def test_says_what_is_expected(case, update_golden):
    folder, copy, root = case
    found = diagnose(copy, root)
    assert _code(folder) in {diagnostic.code for diagnostic in found}
    assert found == in_order(found)
    for lang in LANGS:
        said = render_concise(found, lang)
        if update_golden:
            (folder / EXPECTED[lang]).write_text(said, "utf-8")
        assert said == (folder / EXPECTED[lang]).read_text("utf-8")
        for line in render_text(found, lang).splitlines():
            assert not line or line.startswith(("error[", "warning[", "错误[", "警告[", " ")) or line[0].isdigit()


def test_every_code_has_its_folder_and_no_other():
    expected = [f"{code.code}-{code.slug}" for code in catalogue().values()]
    assert [folder.name for folder in FOLDERS] == sorted(expected)


def test_tiny_is_a_good_checklist():
    assert lint_checklist(HERE / "tiny.yaml", HERE) == ()
