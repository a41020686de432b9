"""`gapsheet history` as a command: where it writes, what it refuses."""

import json
import os
import shutil
import subprocess

import jsonschema
import pytest

from cli.conftest import Tool

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on PATH")

DAYS = ("2026-09-01", "2026-10-05", "2026-11-18")


def git(folder, *args, day=DAYS[0]):
    when = f"{day}T12:00:00+00:00"
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items() if "AUTHOR" in name}
    env = {**os.environ, **who, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *args], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A repository with three revisions of a sheet, the middle one broken."""
    folder = tmp_path_factory.mktemp("past")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    tool = Tool(folder)
    for day, answers in zip(DAYS, ("  UPD-01: unmet\n", "  UPD-99: met\n", "  UPD-01: met\n"), strict=True):
        tool.sheet(answers)
        git(folder, "add", "gapsheet.yaml")
        git(folder, "commit", "--quiet", "-m", day, day=day)
    return folder


@pytest.fixture
def past(template, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(template, folder)
    return Tool(folder)


def test_text_goes_to_stdout(past):
    done = past("history", "--as-of", DAYS[2])
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "History of Claims Copilot, as of 18 Nov 2026, policy launch"
    assert [line[:10] for line in lines if line[:2] == "20"] == [*reversed(DAYS)]
    assert "Not judged: 1 mistake (" in done.out
    assert lines[-1] == "3 revisions of gapsheet.yaml; 1 could not be judged."


def test_the_limit_and_the_language(past):
    assert "2 older rows are not shown" in past("history", "--limit", "1").out
    assert past("history", "--limit=0", "--lang", "zh-CN").out.startswith("历史记录：Claims Copilot")
    past.sheet(head="lang: zh-CN")
    assert past("history").out.startswith("历史记录：Claims Copilot")


@pytest.mark.parametrize("limit", ["-1", "x", "1.5", "９", "9" * 40])
def test_a_limit_that_is_no_number_is_refused(past, limit):
    done = past("history", f"--limit={limit}")
    assert (done.code, done.out) == (2, "")
    assert "--limit is a whole number" in done.err


def test_a_page_is_a_file_unless_it_goes_to_stdout(past):
    done = past("history", "--format", "html", "--as-of", DAYS[2])
    assert done.out.startswith("Wrote gapsheet-history.html   ")
    page = (past.folder / "gapsheet-history.html").read_text("utf-8")
    assert past("history", "--format", "html", "-o", "-", "--as-of", DAYS[2]).out == page
    assert past("history", "-o", "h.htm", "--as-of", DAYS[2]).code == 0
    assert (past.folder / "h.htm").read_text("utf-8") == page


def test_json_fits_the_schema_that_is_printed(past):
    done = past("history", "--format", "json")
    schema = json.loads(past("schema", "history").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(done.out), schema)
    assert past("history", "-o", "h.json").code == 0
    assert (past.folder / "h.json").read_text("utf-8") == done.out


def test_the_same_past_gives_the_same_bytes(past):
    for form in ("text", "json", "html"):
        outs = {
            past("history", "--format", form, "-o", "-", "--as-of", DAYS[2], PYTHONHASHSEED=seed, TZ=zone).out
            for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("2", "America/Los_Angeles"))
        }
        assert len(outs) == 1


def test_the_sheet_is_never_overwritten(past):
    before = (past.folder / "gapsheet.yaml").read_bytes()
    for args in (
        ("-o", "gapsheet.yaml", "--format", "html"),
        ("gapsheet.yaml", "-o", "./gapsheet.yaml", "--format=json"),
    ):
        done = past("history", *args)
        assert done.code == 2
        assert "is an input of this run" in done.err
    assert (past.folder / "gapsheet.yaml").read_bytes() == before


@pytest.mark.parametrize("args", [("-o", "h.csv"), ("-o", "h"), ("--format", "csv"), ("-o", "none/h.json")])
def test_what_cannot_be_written_is_refused(past, args):
    done = past("history", *args)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) <= 2


def test_saved_results_instead_of_git(past):
    folder = past.folder / "saved"
    folder.mkdir()
    for day in DAYS[::2]:
        assert past("report", "-o", f"saved/{day}.json", "--as-of", day).code == 0
    past.write("saved/notes.json", "{}")
    done = past("history", "--from", "saved", "--as-of", DAYS[2])
    assert done.out.splitlines()[-2:] == [
        "2 saved results in saved.",
        "Not a saved result, left out: notes.json.",
    ]
    assert past("history", "--from", "saved", "--format", "html").out.startswith("Wrote saved-history.html")
    for name in (f"{DAYS[0]}.json", "notes.json"):
        done = past("history", "--from", "saved", "-o", f"saved/{name}")
        assert done.code == 2
        assert "is an input of this run" in done.err
    for more in (("gapsheet.yaml",), ("--policy", "launch")):
        done = past("history", "--from", "saved", *more)
        assert (done.code, done.out) == (2, "")
        assert "leave out" in done.err
