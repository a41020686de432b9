"""`init`: by options, and by questions on a real pseudo-terminal."""

import json
import os
import re
import subprocess

import jsonschema
import pytest
import yaml

from cli.conftest import COMMAND, DAY, environment

pty = pytest.importorskip("pty", reason="a pseudo-terminal is a thing of POSIX")

NAMES = [
    "Claims Copilot",
    "智能客服",
    "a: b",
    '"quoted"',
    "it's",
    "# not a comment",
    "x # cut",
    "- list",
    "{a: b}",
    "[x]",
    "&anchor *alias",
    "!tag",
    "yes",
    "null",
    "1.10",
    "2026-11-18",
    "@home",
    "back\\slash",
    "100%",
    "?",
    "a  b",
    "trailing:",
    "=",
    "\u200bzero width",
    "emoji 👩\u200d💻",
    "名称：全角",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_system_survives(gapsheet, inside, name):
    done = inside("init", "--system", name, "--as-of", DAY, "--checklists", "update")
    assert done.code == 0, done.err
    checked = inside("check")
    assert (checked.code, checked.err) == (0, ""), checked.out
    assert "no mistakes" in checked.out
    assert json.loads(inside("score", "--format", "json").out)["system"] == name.strip()
    text = (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, yaml.BaseLoader)["system"] == name.strip()
    assert text.splitlines()[0] == "# yaml-language-server: $schema=.gapsheet/answers.schema.json"


@pytest.mark.parametrize("name", ["two\nlines", "tab\there", "bell\x07", "   ", "x" * 121, "line\u2028separator"])
def test_a_name_that_is_not_one_line_is_refused(gapsheet, inside, name):
    done = inside("init", "--system", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: --system ")
    assert sorted(path.name for path in gapsheet.folder.iterdir()) == [".git"]


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("checklists", ["core", "all", "recommended", "security,drift"])
@pytest.mark.parametrize("facts", ["", "llm=no,personal-data=no,multi-tenant=no", "llm=yes,agents=unknown"])
def test_every_new_sheet_is_valid(gapsheet, inside, lang, checklists, facts):
    done = inside("init", "--system", "S", "--checklists", checklists, "--facts", facts, "--lang", lang, "--as-of", DAY)
    assert done.code == 0, done.err
    checked = inside("check", "--format", "json")
    found = json.loads(checked.out)
    assert (checked.code, found["errors"], found["warnings"], found["answered"]) == (0, 0, 0, 0)
    assert f"{found['in_scope']} " in done.out
    text = (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8")
    schema = json.loads((gapsheet.folder / ".gapsheet/answers.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    sheet = yaml.load(text, yaml.BaseLoader)
    sheet["answers"] = {item: value or None for item, value in sheet["answers"].items()}
    assert list(jsonschema.Draft7Validator(schema).iter_errors(sheet)) == []


def test_most_severe_items_come_first_and_those_out_of_scope_are_named(gapsheet):
    gapsheet("init", "--system", "S", "--checklists", "security", "--facts", "multi-tenant=no", "--as-of", DAY)
    text = (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8")
    rows = [line.split("# ")[1].split()[0] for line in text.splitlines() if line.startswith("  SEC-")]
    order = ["critical", "high", "medium", "low"]
    assert rows == sorted(rows, key=order.index)
    assert "  # Left out by facts (multi-tenant = no): SEC-09" in text.splitlines()
    assert "assessed: 2026-11-18" in text.splitlines()
    assert any(line.split("#")[0].strip() == "multi-tenant: no" for line in text.splitlines())


def test_comments_are_in_the_language_asked_for(gapsheet):
    done = gapsheet("init", "--system", "智能客服", "--lang", "zh-CN", "--as-of", DAY)
    text = (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8")
    assert "lang: zh-CN" in text.splitlines()
    assert "# 关键  " in text
    assert "# critical" not in text
    assert done.out.startswith("已创建 gapsheet.yaml")
    assert gapsheet("gate", "--as-of", DAY).out.startswith("不通过：")


def test_nothing_is_overwritten_without_force(gapsheet):
    gapsheet.write("gapsheet.yaml", "mine\n")
    done = gapsheet("init", "--system", "S")
    assert done.code == 2
    assert (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8") == "mine\n"
    assert not (gapsheet.folder / ".gapsheet").exists()
    assert gapsheet("init", "--system", "S", "--force").code == 0
    assert "mine" not in (gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8")


def test_a_second_sheet_has_a_schema_of_its_own(gapsheet):
    assert gapsheet("init", "--system", "S", "--checklists", "security", "--policy", "none").code == 0
    done = gapsheet("init", "--system", "T", "--file", "t.gapsheet.yaml", "--checklists", "drift", "--policy", "none")
    assert done.code == 0
    assert "Created .gapsheet/t.answers.schema.json" in done.out
    for sheet, schema, prefix in (("gapsheet.yaml", "", "SEC"), ("t.gapsheet.yaml", "t.", "DRI")):
        path = f".gapsheet/{schema}answers.schema.json"
        first = (gapsheet.folder / sheet).read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={path}"
        described = json.loads((gapsheet.folder / path).read_text(encoding="utf-8"))
        assert {item[:3] for item in described["properties"]["answers"]["properties"]} == {prefix}


@pytest.mark.parametrize("name", ["two words", "line\nbreak", "100%", "a#b", "搜索", "x'y"])
def test_a_modeline_is_one_line_without_blanks_whatever_the_sheet_is_called(gapsheet, inside, name):
    assert inside("init", "--system", "S", "--checklists", "update", "--file", f"{name}.gapsheet.yaml").code == 0
    first, second, *_ = (gapsheet.folder / f"{name}.gapsheet.yaml").read_text(encoding="utf-8").splitlines()
    hit = re.fullmatch(r"# yaml-language-server: \$schema=(\.gapsheet/[\w.-]+\.answers\.schema\.json)", first)
    assert hit is not None
    assert (gapsheet.folder / hit[1]).is_file()
    assert second.startswith("# ")


def test_a_schema_that_is_there_is_kept_without_force(gapsheet):
    gapsheet.write(".gapsheet/answers.schema.json", "{}")
    done = gapsheet("init", "--system", "S", "--checklists", "update")
    assert done.code == 0
    assert "schema" not in done.out
    assert (gapsheet.folder / ".gapsheet/answers.schema.json").read_text(encoding="utf-8") == "{}"
    assert gapsheet("init", "--system", "S", "--checklists", "update", "--force").code == 0
    assert gapsheet("schema", "answers", "gapsheet.yaml").out == (
        gapsheet.folder / ".gapsheet/answers.schema.json"
    ).read_text(encoding="utf-8")


def test_a_folder_is_made_and_unmade(gapsheet):
    assert gapsheet("init", "services/search", "--system", "S").code == 0
    assert (gapsheet.folder / "services/search/gapsheet.yaml").is_file()
    gapsheet.write("other/.gapsheet", "in the way")
    done = gapsheet("init", "other", "--system", "S")
    assert (done.code, done.out) == (2, "")
    assert sorted(path.name for path in (gapsheet.folder / "other").iterdir()) == [".gapsheet"]


def test_not_a_terminal_names_the_options(gapsheet):
    done = gapsheet("init")
    assert (done.code, done.out) == (2, "")
    assert "--system" in done.err
    assert "--checklists" in done.err


def test_the_items_and_the_time_are_said(gapsheet):
    done = gapsheet("init", "--system", "S", "--checklists", "update", "--as-of", DAY)
    assert done.out.splitlines()[0] == "Created gapsheet.yaml   13 items, 1 checklist"
    assert "About 13 minutes to answer, at a minute an item." in done.err
    assert "gapsheet check" in done.err
    assert "gapsheet fill   or answer here" in done.err
    assert gapsheet("init", "--system", "S", "--force", "-q").err == ""


def test_questions_on_a_terminal(gapsheet):
    main, side = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, "init", "--as-of", DAY],
        cwd=gapsheet.folder,
        env=environment(COLUMNS="60"),
        stdin=side,
        stdout=side,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.close(side)
    seen = screen = ""

    def answer(prompt: str, text: str) -> None:
        nonlocal seen, screen
        while prompt not in seen:
            seen += os.read(main, 4096).decode("utf-8")
        screen += seen.split(prompt, 1)[0]
        seen = seen.split(prompt, 1)[1]
        os.write(main, f"{text}\n".encode())

    answer("Name of the system: ", "")
    answer("Name of the system: ", "Claims: Copilot")
    answer("[core]: ", "secrity")
    answer("[core]: ", "security,privacy")
    answer("[launch]: ", "pilot")
    answer("> ", "?")
    answer("> ", "maybe")
    answer("> ", "y")
    answer("> ", "n")
    answer("> ", "s")
    _, err = process.communicate(timeout=60)
    os.close(main)
    assert process.returncode == 0, err
    lines = screen.replace("\r\n", "\n").split("\n")
    assert max(map(len, lines)) <= 60
    assert [lines[number - 1] for number, line in enumerate(lines) if line[1:2] == "/"] == [""] * 3
    sheet = yaml.load((gapsheet.folder / "gapsheet.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert (sheet["system"], sheet["policy"]) == ("Claims: Copilot", "pilot")
    assert sheet["checklists"] == ["security@1.0", "privacy@1.0"]
    values = list(sheet["facts"].values())
    assert sorted(values, key=["yes", "no", "unknown"].index)[:2] == ["yes", "no"]
    assert values.count("unknown") == len(values) - 2
    assert gapsheet("check").code == 0
