"""`docs/ci.md` in both languages: its commands run, its excerpts are of the files, its tables are complete."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from ci_projects import BIN, ROOT, run
from gapsheet.report.formats import FORMATS, PUBLISH

PAGES = [ROOT / "docs/ci.md", ROOT / "docs/ci.zh-CN.md"]
BLOCK = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, info: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(text_of(page)) if kind == info]


@pytest.fixture(params=PAGES, ids=lambda page: page.name)
def page(request) -> Path:
    found: Path = request.param
    return found


def test_every_command_of_the_page_runs(page, project, tmp_path):
    clone = tmp_path / "clone"
    assert run("git", "clone", "--quiet", project.folder, clone, cwd=tmp_path).code == 0
    lines = [line for text in blocks(page, "sh") for line in text.splitlines()]
    assert len(lines) >= 6
    for line in lines:
        name, *arguments = shlex.split(line)
        assert name == "gapsheet"
        done = run(BIN / name, *arguments, cwd=clone)
        assert done.code == 0, f"{line}\n{done.out}{done.err}"
    for written in ("gap.html", "junit.xml", "out.sarif", "last.json", ".gitlab-ci.yml"):
        assert (clone / written).is_file()


def in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


def test_every_excerpt_is_of_a_file_that_is_tested(page):
    files = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/ci").iterdir())]
    files.append(f"include:\n  - local: {'.gitlab/gapsheet.gitlab-ci.yml'}\n")
    shown = blocks(page, "yaml")
    assert len(shown) == 4
    for text in shown:
        if "args:" in text:  # the ratchet, run in test_pre_commit
            continue
        assert any(in_order(text.splitlines(), whole.splitlines()) for whole in files), text


def test_the_ratchet_is_the_one_that_is_run(page):
    (text,) = [text for text in blocks(page, "yaml") if "args:" in text]
    (hook,) = yaml.safe_load(text)
    ran = (ROOT / "tests/integrations/test_pre_commit.py").read_text(encoding="utf-8")
    assert ", ".join(f'"{argument}"' for argument in hook["args"]) in ran


def test_every_format_level_input_and_output_is_named(page):
    named = set(re.findall(r"`([a-z-]+)`", text_of(page)))
    action = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert set(FORMATS) <= named
    assert set(PUBLISH) <= named
    assert set(action["inputs"]) <= named
    assert set(action["outputs"]) <= named


def test_the_defaults_of_the_inputs_are_those_of_the_action(page):
    action = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    rows = re.findall(r"^\| (`[^|]*) \| (`[^|]*`|none|空) \|", text_of(page), re.MULTILINE)
    told = {name: default.strip("`") for names, default in rows for name in re.findall(r"`([a-z-]+)`", names)}
    assert {name: told[name] for name in action["inputs"]} == {
        name: one["default"] or told[name] for name, one in action["inputs"].items()
    }
    assert {told[name] for name, one in action["inputs"].items() if not one["default"]} <= {"none", "空"}


def test_what_cannot_be_stopped_is_said(page):
    text = text_of(page)
    for word in ("pull_request_target", "CODEOWNERS", "`met`" if page.name == "ci.md" else "“符合”", "--trust"):
        assert word in text
    assert text.count("\n") < 250


def test_chinese_has_chinese_punctuation():
    prose = BLOCK.sub("", text_of(PAGES[1]))
    plain = re.sub(r"`[^`\n]*`|\[[^\]]*\]\([^)]*\)|<!--.*?-->", "·", prose)
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!](?!\w)", plain)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", plain)
