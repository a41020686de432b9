"""Reports and results as files and streams: names, atomic writes, consoles of every kind."""

import json
import os
import subprocess

import pytest

from cli.conftest import COMMAND, DAY, environment
from gapsheet.text import width


def listing(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".git")


# ---- names ----


@pytest.mark.parametrize(
    ("sheet", "args", "name"),
    [
        ("gapsheet.yaml", (), "gapsheet-gap.html"),
        ("claims.gapsheet.yaml", (), "claims-gap.html"),
        ("claims.gapsheet.yaml", ("--format", "markdown"), "claims-gap.md"),
        ("gapsheet.yaml", ("--format", "json"), "gapsheet-gap.json"),
        ("gapsheet.yaml", ("--format", "csv"), "gapsheet-gap.csv"),
    ],
)
def test_default_names(gapsheet, inside, sheet, args, name):
    gapsheet.sheet(name=sheet)
    done = inside("report", *args)
    assert done.code == 0, done.err
    assert listing(gapsheet.folder) == sorted([sheet, name])
    assert done.out.startswith(f"Wrote {name}   ")


def test_the_default_lies_in_the_current_folder(gapsheet):
    gapsheet.sheet()
    below = gapsheet.folder / "below"
    below.mkdir()
    assert gapsheet("report", cwd=below).code == 0
    assert listing(below) == ["gapsheet-gap.html"]
    assert listing(gapsheet.folder) == ["below", "gapsheet.yaml"]


def test_the_suffix_chooses_the_format(gapsheet, inside):
    gapsheet.sheet()
    for name, start in (("a.md", "#"), ("b.json", "{"), ("c.html", "<!doctype html>"), ("d.HTM", "<!doctype html>")):
        assert inside("report", "-o", name).code == 0
        assert (gapsheet.folder / name).read_text(encoding="utf-8").lower().startswith(start)
    assert inside("report", "-o", "e.txt", "--format", "csv").code == 0
    assert inside("report", "-o", "-", "--format", "json").out == (gapsheet.folder / "b.json").read_text("utf-8")


def test_a_report_is_0_whatever_the_verdict(gapsheet):
    gapsheet.sheet()
    assert gapsheet("gate").code == 1
    assert gapsheet("report", "-o", "a.json").code == 0
    assert json.loads((gapsheet.folder / "a.json").read_text("utf-8"))["gate"]["verdict"] == "not-ready"


# ---- finding the sheet ----


def test_the_sheet_is_found_in_a_parent(gapsheet):
    gapsheet.sheet()
    below = gapsheet.folder / "a" / "b"
    below.mkdir(parents=True)
    done = gapsheet("score", "--format", "json", cwd=below)
    assert json.loads(done.out)["sheet"]["path"] == "gapsheet.yaml"


def test_several_sheets_are_listed(gapsheet):
    gapsheet.sheet(name="a.gapsheet.yaml")
    gapsheet.sheet(name="b.gapsheet.yaml")
    done = gapsheet("gate")
    assert (done.code, done.out) == (2, "")
    assert "a.gapsheet.yaml, b.gapsheet.yaml" in done.err
    assert gapsheet("check", "a.gapsheet.yaml", "b.gapsheet.yaml").code == 0


def test_no_sheet(gapsheet):
    done = gapsheet("gate")
    assert done.code == 2
    assert "gapsheet init" in done.err


# ---- all or nothing ----


def test_all_reports_are_written_or_none(gapsheet):
    gapsheet.sheet()
    done = gapsheet("gate", "--write", "html:a.html", "--write", "json:none/b.json")
    assert (done.code, done.out) == (2, "")
    assert listing(gapsheet.folder) == ["gapsheet.yaml"]
    gapsheet.write("a.html", "old")
    assert gapsheet("gate", "--write", "html:a.html", "--write", "json:none/b.json").code == 2
    assert (gapsheet.folder / "a.html").read_text("utf-8") == "old"
    done = gapsheet("gate", "--write", "html:a.html", "--write", "json:b.json", "--write", "csv:c.csv")
    assert done.code == 1
    assert listing(gapsheet.folder) == ["a.html", "b.json", "c.csv", "gapsheet.yaml"]
    assert [line.split()[1] for line in done.err.splitlines() if line.startswith("Wrote")] == [
        "a.html",
        "b.json",
        "c.csv",
    ]


@pytest.mark.parametrize("target", ["gapsheet.yaml", "./gapsheet.yaml", "proof.txt", "link.yaml", "ours.yaml"])
def test_an_input_is_never_overwritten(gapsheet, target):
    gapsheet.write("proof.txt", "proof")
    rules = "rules:\n  max_open: {critical: 0}\n"
    gapsheet.write("ours.yaml", f"schema: gapsheet/policy/v1\nid: ours\ntitle: {{en: Ours, zh-CN: 自定}}\n{rules}")
    gapsheet.sheet("  UPD-01: {answer: met, evidence: proof.txt}\n", policy="./ours.yaml")
    (gapsheet.folder / "link.yaml").symlink_to("gapsheet.yaml")
    before = (gapsheet.folder / target).read_bytes()
    for args in (("gate", "--write", f"json:{target}"), ("report", "--format", "json", "-o", target)):
        done = gapsheet(*args)
        assert done.code == 2
        assert f"{target} is an input of this run" in done.err
    assert (gapsheet.folder / target).read_bytes() == before


def test_two_outputs_never_share_a_file(gapsheet):
    gapsheet.sheet()
    done = gapsheet("gate", "--write", "html:x", "--write", "json:./x")
    assert done.code == 2
    assert listing(gapsheet.folder) == ["gapsheet.yaml"]


# ---- streams ----


def test_results_go_to_stdout_and_talk_to_stderr(gapsheet):
    gapsheet.sheet("  UPD-01: {answer: met, evidence: gone.txt}\n")
    done = gapsheet("gate", "--write", "json:r.json")
    assert done.out.startswith("Not ready: ")
    assert done.err.startswith("1 warning in gapsheet.yaml; ")
    assert "Wrote r.json" in done.err
    quiet = gapsheet("gate", "--write", "json:r.json", "-q")
    assert (quiet.out, quiet.err, quiet.code) == (done.out, "", 1)
    assert gapsheet("-q", "gate").err == ""
    gapsheet.sheet("  UPD-99: met\n")
    assert "error[GS104]" in gapsheet("gate", "-q").err


def test_a_reader_that_leaves_is_no_error(gapsheet):
    gapsheet.sheet()
    for args in (["gate"], ["gate", "--format", "json"], ["check"], ["schema", "answers"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [COMMAND, *args],
            cwd=gapsheet.folder,
            env=environment(),
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(write)
        assert done.stderr == b""
        assert done.returncode == (1 if args[0] == "gate" else 0)


def test_no_line_begins_with_text_from_the_sheet(gapsheet):
    bad = "::error title=x::pwned"
    lines = ["  UPD-01:", "    answer: unmet", f'    note: "{bad}\\n{bad}"', f'    owner: "{bad}"']
    lines.append(f'    waiver: {{reason: "{bad}", by: "{bad}", granted: 2026-11-01, until: 2026-11-30}}')
    path = gapsheet.sheet("\n".join(lines) + "\n")
    path.write_text(path.read_text("utf-8").replace("Claims Copilot", f'"{bad}"'), encoding="utf-8")
    for args in (
        ("gate",),
        ("score",),
        ("check",),
        ("gate", "--lang", "zh-CN"),
        ("report", "-o", "-", "--format", "markdown"),
    ):
        done = gapsheet(*args, "--as-of", DAY)
        assert done.code in (0, 1)
        assert not [line for line in (done.out + done.err).splitlines() if line.startswith("::")]


# ---- consoles ----


@pytest.mark.parametrize(
    ("lang", "args"),
    [
        ("en", ("gate",)),
        ("en", ("score",)),
        ("zh-CN", ("check",)),
        ("zh-CN", ("gate",)),
        ("zh-CN", ("explain", "UPD-01")),
    ],
)
def test_a_console_that_is_not_utf8(gapsheet, lang, args):
    gapsheet.sheet("  UPD-01: {answer: partial, note: 中文备注}\n")
    for env in ({"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}):
        done = subprocess.run(
            [COMMAND, *args, "--lang", lang],
            cwd=gapsheet.folder,
            env=environment(PYTHONCOERCECLOCALE="0", **env),
            capture_output=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        assert done.stdout
        if env.get("PYTHONIOENCODING") == "gbk":
            done.stdout.decode("gbk")
        else:
            assert done.stdout.isascii()


def test_bars_fall_back_to_ascii(gapsheet):
    gapsheet.sheet("  UPD-01: met\n")
    assert "█" in gapsheet("score").out
    plain = gapsheet("score", PYTHONIOENCODING="ascii").out
    assert "#" in plain
    assert "\\u2588" not in plain


def test_programs_get_utf8_whatever_the_console(gapsheet):
    gapsheet.sheet("  UPD-01: {answer: partial, note: 中文备注}\n")
    for form in ("json", "csv", "markdown", "html"):
        first = gapsheet("report", "-o", "-", "--format", form, "--as-of", DAY)
        other = gapsheet("report", "-o", "-", "--format", form, "--as-of", DAY, PYTHONIOENCODING="ascii", LC_ALL="C")
        assert first.code == other.code == 0
        assert first.out == other.out


def test_lines_keep_to_the_width_also_in_chinese(gapsheet):
    gapsheet.sheet()
    for lang in ("en", "zh-CN"):
        for columns in ("60", "100"):
            out = gapsheet("gate", "--lang", lang, COLUMNS=columns).out
            assert max(map(width, out.splitlines())) <= int(columns)
    assert max(map(width, gapsheet("gate", "--lang", "zh-CN").out.splitlines())) <= 80


def test_columns_line_up_in_chinese(gapsheet):
    gapsheet.all_met()
    rows = [line for line in gapsheet("score", "--lang", "zh-CN", "--as-of", DAY).out.splitlines() if "█" in line]
    assert len(rows) == 6
    assert len({width(row.split("█")[0]) for row in rows}) == 1


def test_colour_is_asked_for_or_not_there(gapsheet, inside):
    gapsheet.sheet()
    assert "\x1b[" not in inside("gate").out
    assert "\x1b[" in inside("gate", "--color", "always").out
    assert "\x1b[" in inside("--color=always", "gate").out
    assert "\x1b[" in inside("gate", FORCE_COLOR="1").out
    assert "\x1b[" not in inside("gate", NO_COLOR="1", FORCE_COLOR="1").out
    assert "\x1b[" in inside("gate", "--color", "always", NO_COLOR="1").out
    assert "\x1b[" not in inside("gate", "--color", "never", FORCE_COLOR="1").out
    plain = inside("gate").out
    colored = inside("gate", "--color", "always").out
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


# ---- language and date ----


def test_the_language_is_asked_for_then_the_sheet_then_the_environment(gapsheet, inside):
    gapsheet.sheet(head="lang: zh-CN")
    assert inside("gate").out.startswith("不通过")
    assert inside("gate", "--lang", "en").out.startswith("Not ready")
    assert inside("--lang", "en", "gate").out.startswith("Not ready")
    gapsheet.sheet("  UPD-99: met\n", head="lang: zh-CN")
    assert "错误[GS104]" in inside("check").out
    assert "错误[GS104]" in inside("gate").err
    gapsheet.sheet()
    assert inside("gate", LC_ALL="zh_CN.UTF-8").out.startswith("Not ready")
    assert inside("gaet", LC_ALL="zh_CN.UTF-8").err.startswith("错误：没有名为“gaet”的命令")
    assert inside("explain", "UPD-01", LC_ALL=None, LANG="zh_CN.UTF-8").out.find("为什么") > 0


def test_the_same_inputs_and_date_give_the_same_bytes(gapsheet):
    gapsheet.sheet("  UPD-01: {answer: partial, owner: dana, due: 2026-12-05}\n")
    for args in (("gate",), ("score",), ("gate", "--format", "json"), ("report", "-o", "-")):
        outs = {
            gapsheet(*args, "--as-of", DAY, PYTHONHASHSEED=seed, TZ=zone).out
            for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("2", "America/Los_Angeles"))
        }
        assert len(outs) == 1


def test_as_of_is_printed_and_decides_the_age(gapsheet):
    gapsheet.sheet()
    assert "as of 18 Nov 2026" in gapsheet("gate", "--as-of", DAY).out
    late = gapsheet("gate", "--as-of", "2027-11-18").out
    assert "365 days ago" in late
    assert json.loads(gapsheet("--as-of=2027-11-18", "gate", "--format", "json").out)["as_of"] == "2027-11-18"


# ---- check ----


def test_check_as_json(gapsheet):
    gapsheet.sheet("  UPD-99: met\n  UPD-01: {answer: met, evidence: gone.txt}\n")
    done = gapsheet("check", "--format", "json", "--lang", "zh-CN")
    found = json.loads(done.out)
    assert (found["schema"], found["errors"], found["answered"]) == ("gapsheet/check/v1", 1, None)
    assert done.out == json.dumps(found, sort_keys=True, indent=2) + "\n"
    first = found["diagnostics"][0]
    assert (first["code"], first["severity"], first["path"], first["line"]) == ("GS104", "error", "gapsheet.yaml", 7)
    assert first["message"].isascii()


def test_check_sums_up(gapsheet):
    gapsheet.sheet("  UPD-01: unmet\n  UPD-02: unmet\n")
    assert gapsheet("check").out.endswith("no mistakes in 1 file. 2 of 13 items answered.\n")
    gapsheet.sheet("  UPD-99: met\n", name="b.yaml")
    done = gapsheet("check", "gapsheet.yaml", "b.yaml", "--format", "concise")
    assert done.out.startswith("b.yaml:7:3: error GS104 ")
    assert done.err == "1 error in 2 files.\n"


# ---- explain, lists, schemas ----


@pytest.mark.parametrize("term", ["UPD-01", "upd-01", "update", "max_open", "MAX-OPEN", "launch", "llm", "gs104"])
def test_everything_with_an_id_is_explained(inside, term):
    for lang in ("en", "zh-CN"):
        done = inside("explain", term, "--lang", lang)
        assert done.code == 0, done.err
        assert len(done.out.splitlines()) > 3
    data = json.loads(inside("explain", term, "--format", "json").out)
    assert data["schema"] == "gapsheet/explain/v1"
    assert data["id"].lower() == term.lower().replace("max-", "max_")


def test_the_items_of_ones_own_checklist_are_explained(gapsheet):
    from gapsheet.assets import asset

    text = asset("checklists", "update.yaml").read_text("utf-8")
    own = text.replace("id: update\n", "id: ours\n", 1).replace("prefix: UPD", "prefix: OUR").replace("UPD-", "OUR-")
    gapsheet.write("ours.yaml", own)
    path = gapsheet.sheet("  OUR-01: unmet\n")
    path.write_text(path.read_text("utf-8").replace("update@1.0", "./ours.yaml@1.0"), encoding="utf-8")
    assert gapsheet("check").code == 0
    assert gapsheet("explain", "OUR-01").out.startswith("OUR-01  ")


def test_checklists_list(gapsheet):
    rows = gapsheet("checklists", "list").out.splitlines()
    assert [row.split()[0] for row in rows[:5]] == ["security", "privacy", "deployment", "drift", "update"]
    data = json.loads(gapsheet("checklists", "list", "--format", "json").out)
    assert data["schema"] == "gapsheet/checklists/v1"
    assert sum(entry["items"]["total"] for entry in data["checklists"]) == int(rows[-1].split(", ")[1].split()[0])


def test_only_commands_that_exist_are_advertised(inside):
    from gapsheet.cli.commands import COMMANDS

    later = ("scan", "upgrade", "portfolio", "bundle")
    for lang in ("en", "zh-CN"):
        out = inside("--help", "--lang", lang).out
        assert all(f"  {name} " in out for name in COMMANDS)
        assert not [name for name in later if f"  {name} " in out or f"gapsheet {name}" in out]
    for name in COMMANDS:
        done = inside(*name.split(), "--help")
        assert done.code == 0
        assert done.out.startswith(f"Usage: gapsheet {name} ")
        assert "\nCommon options:\n" in done.out
        assert f"\nExamples:\n  gapsheet {name}" in done.out
        assert not [later_name for later_name in later if f"gapsheet {later_name}" in done.out]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(gapsheet, shell):
    done = gapsheet("--show-completion", shell)
    assert done.code == 0
    assert "_GAPSHEET_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gapsheet ga", {"gate"}),
        ("gapsheet checklists l", {"list", "lint"}),
        ("gapsheet gate --pol", {"--policy"}),
        ("gapsheet gate --policy la", {"launch"}),
        ("gapsheet explain SEC-0", {f"SEC-0{n}" for n in range(1, 10)}),
        ("gapsheet explain GS10", {"GS104", "GS109"}),
        ("gapsheet init --checklists security,pri", {"security,privacy"}),
        ("gapsheet report --format m", {"markdown"}),
        ("gapsheet --lang zh", {"zh-CN"}),
        ("gapsheet schema re", {"result"}),
    ],
)
def test_completion(gapsheet, line, expected):
    words = line.split(" ")
    done = gapsheet(
        _GAPSHEET_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), _TYPER_COMPLETE_ARGS=line
    )
    assert set(done.out.split()) == expected
