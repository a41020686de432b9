"""The table of exit codes, row by row."""

import os
import signal
import subprocess
import sys

import pytest

from cli.conftest import COMMAND, DAY, environment

pty = pytest.importorskip("pty", reason="a pseudo-terminal is a thing of POSIX")


def test_0_ready(gapsheet):
    gapsheet.all_met()
    done = gapsheet("gate", "--as-of", DAY)
    assert (done.code, done.out.splitlines()[0]) == (0, "Ready: all 7 rules pass")


def test_0_ready_with_waivers(gapsheet):
    path = gapsheet.all_met()
    waived = "{answer: unmet, waiver: {reason: Pilot., by: hana, granted: 2026-11-01, until: 2026-11-20}}"
    text = path.read_text(encoding="utf-8").replace("UPD-01: met", f"UPD-01: {waived}")
    path.write_text(text, encoding="utf-8")
    done = gapsheet("gate", "--as-of", DAY)
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "Ready with waivers: all 7 rules pass, because of waivers",
    )
    assert "UPD-01  ends soon: 2 days left; until 20 Nov 2026, approved by hana" in done.out
    assert gapsheet("gate", "--as-of", "2026-11-21").code == 1
    assert "expired on 20 Nov 2026, counts no more" in gapsheet("gate", "--as-of", "2026-11-21").out
    assert "not yet in force, from 1 Nov 2026" in gapsheet("gate", "--as-of", "2026-10-31").out


def test_0_warnings_alone(gapsheet):
    gapsheet.sheet("  UPD-01:\n    answer: met\n    evidence: gone.txt\n")
    done = gapsheet("check")
    assert done.code == 0
    assert "warning[" in done.out
    assert "1 warning in 1 file" in done.out
    scored = gapsheet("score")
    assert scored.code == 0
    assert scored.err == "1 warning in gapsheet.yaml; `gapsheet check` shows it.\n"
    assert "warning[" not in scored.out


@pytest.mark.parametrize(
    "args",
    [
        ("score",),
        ("report",),
        ("check",),
        ("explain", "SEC-01"),
        ("checklists", "list"),
        ("checklists", "lint"),
        ("schema", "result"),
        ("--help",),
        ("--version",),
        ("gate", "--help"),
        (),
    ],
    ids=" ".join,
)
def test_0_it_did_its_job(gapsheet, args):
    gapsheet.sheet()
    assert gapsheet(*args).code == 0


def test_1_the_gate_fails_and_exit_zero_turns_that_into_0(gapsheet):
    gapsheet.sheet()
    assert gapsheet("gate").code == 1
    assert gapsheet("gate", "--format", "json").code == 1
    assert gapsheet("gate", "--exit-zero").code == 0


def test_1_check_finds_errors(gapsheet):
    gapsheet.sheet("  UPD-99: met\n")
    for form in ("text", "concise", "json"):
        assert gapsheet("check", "--format", form).code == 1


def test_1_lint_finds_errors(gapsheet):
    gapsheet.write("own.yaml", "schema: gapsheet/checklist/v1\nid: own\n")
    assert gapsheet("checklists", "lint", "own.yaml").code == 1


@pytest.mark.parametrize("command", ["gate", "score", "report"])
def test_2_an_invalid_sheet_is_never_1(gapsheet, command):
    gapsheet.sheet("  UPD-99: met\n")
    done = gapsheet(command)
    assert (done.code, done.out) == (2, "")
    assert "error[GS104]" in done.err
    assert "Cannot be judged: the sheet has mistakes" in done.err
    assert [path.name for path in gapsheet.folder.iterdir() if path.suffix == ".html"] == []
    if command == "gate":
        assert gapsheet(command, "--exit-zero").code == 2


def test_2_nothing_is_counted(gapsheet):
    path = gapsheet.all_met()
    text = path.read_text(encoding="utf-8").replace(": met    #", ": {answer: n/a, reason: none}    #")
    path.write_text(text, encoding="utf-8")
    done = gapsheet("gate", "--as-of", DAY, "--exit-zero")
    assert done.code == 2
    assert done.out.startswith("Cannot be judged: nothing is counted")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("gaet",), 'error: no command "gaet". Did you mean "gate"?'),
        (("xyzzy",), 'error: no command "xyzzy"'),
        (("--polcy",), 'error: no option "--polcy"'),
        (("gate", "--polcy", "x"), 'error: no option "--polcy". Did you mean "--policy"?'),
        (("gate", "a", "b"), 'error: one argument too many: "b"'),
        (("gate", "--policy"), 'error: "--policy" needs a value'),
        (("explain",), "error: missing ITEM|CHECKLIST|CODE|RULE"),
        (("explain", "SEC-1x"), 'error: nothing is called "SEC-1x". Did you mean SEC-01?'),
        (("checklists", "lst"), 'error: "checklists" has no command "lst"; it has: list, lint'),
        (("score", "--format", "xml"), 'error: --format is one of text, json, not "xml"'),
        (("score", "--as-of", "yesterday"), 'error: --as-of is a date like 2026-11-18, not "yesterday"'),
        (("score", "--lang", "de"), 'error: --lang is one of en, zh-CN, not "de"'),
        (("gate", "--policy", "lanch"), 'error: there is no policy "lanch". Did you mean "launch"?'),
        (("gate", "--policy", "./none.yaml"), "error: ./none.yaml does not exist"),
        (("gate", "--write", "pdf:x"), "error: --write takes FORMAT:PATH"),
        (("report", "-o", "gap.txt"), 'error: "gap.txt" does not say which format to write'),
        (("report", "--kind", "audits"), 'error: --kind is one of gap, audit, not "audits"'),
        (
            ("schema", "sheet"),
            "error: KIND is one of answers, checklist, diff, framework, history, merge, policy, result, set, "
            'not "sheet"',
        ),
        (("check", "none.yaml"), "error: none.yaml does not exist"),
        (("init", "--system", "X"), "error: gapsheet.yaml exists already; nothing was changed"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_2_usage_and_unreadable_input(gapsheet, inside, args, said):
    gapsheet.sheet()
    done = inside(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)


def test_2_no_policy_anywhere(gapsheet):
    gapsheet.sheet(policy="")
    done = gapsheet("gate")
    assert done.code == 2
    assert "no policy is named" in done.err
    assert "policy: launch" in done.err
    assert "--policy" in done.err
    assert gapsheet("gate", "--policy", "pilot").code == 1
    assert gapsheet("score").code == 0


def test_2_a_policy_with_mistakes(gapsheet):
    gapsheet.sheet(policy="")
    title = "title: {en: Ours, zh-CN: 自定}"
    head = f"schema: gapsheet/policy/v1\nid: ours\n{title}\nrules:\n"
    gapsheet.write("ours.yaml", head + "  max_opne: {critical: 0}\n")
    done = gapsheet("gate", "--policy", "ours.yaml")
    assert done.code == 2
    assert "error[GS401]" in done.err
    gapsheet.write("ours.yaml", head + "  max_drop: 0\n")
    done = gapsheet("gate", "--policy", "ours.yaml")
    assert done.code == 2
    assert "--baseline REV:FILE" in done.err
    gapsheet.write("ours.yaml", head + "  min_checked: 0\n")
    done = gapsheet("gate", "--policy", "ours.yaml")
    assert done.code == 2
    assert "min_checked" in done.err


def test_2_one_file_of_several_cannot_be_opened(gapsheet):
    gapsheet.sheet("  UPD-99: met\n")
    done = gapsheet("check", "none.yaml", "gapsheet.yaml")
    assert done.code == 2
    assert "GS104" in done.out
    assert "none.yaml does not exist" in done.err


def test_2_output_that_cannot_be_written(gapsheet):
    gapsheet.sheet()
    (gapsheet.folder / "taken").mkdir()
    for path in ("none/gap.html", "taken"):
        done = gapsheet("report", "--format", "html", "-o", path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: cannot write ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_2_stdout_that_cannot_be_written(gapsheet):
    gapsheet.sheet()
    for args in (["score"], ["score", "--format", "json"], ["report", "-o", "-"], ["--help"]):
        with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
            done = subprocess.run(
                [COMMAND, *args],
                cwd=gapsheet.folder,
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr.startswith(b"error: cannot write the output: ")


def test_70_a_bug_is_one_line_and_a_trace_with_debug(monkeypatch, capsys, tmp_path):
    import gapsheet.app.judge
    from gapsheet.cli.main import main

    def broken(file, cwd, *, as_of):
        raise RuntimeError("the floor is gone\nsecond line")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(gapsheet.app.judge, "open_sheet", broken)
    monkeypatch.setattr("gapsheet.cli.show.open_sheet", broken)
    assert main(["score", "--lang", "en"]) == 70
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "error: a bug in Gapsheet: RuntimeError: the floor is gone"
    assert said[1].endswith("and report it.")
    assert len(said) == 2
    assert main(["score", "--debug", "--lang", "en"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_130_interrupted_at_a_prompt(gapsheet):
    main, side = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, "init"],
        cwd=gapsheet.folder,
        env=environment(),
        stdin=side,
        stdout=side,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.close(side)
    seen = b""
    while b"Name of the system" not in seen:
        seen += os.read(main, 1024)
    err = _interrupted(process)
    os.close(main)
    assert process.returncode == 130
    assert err.decode() == "Interrupted. Nothing was written.\n"
    assert sorted(path.name for path in gapsheet.folder.iterdir()) == [".git"]


def _interrupted(process: subprocess.Popen) -> bytes:
    """Interrupt as a person does: again, when nothing happens. Python loses a signal that comes while it cleans up."""
    for _ in range(12):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=5)[1]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    raise AssertionError("an interrupted prompt did not end")


def test_the_module_imports_almost_nothing():
    """`--version` has to answer before anything heavy is loaded."""
    code = "import sys, gapsheet.cli.main as m; m.main(['--version']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "gapsheet.cli.main" in loaded
    heavy = {"typer", "pydantic", "yaml", "jinja2", "dataclasses", "datetime", "enum", "re", "gapsheet.cli.options"}
    before = {"re", "enum"} if "re" in _bare_modules() else set()
    assert not (heavy - before) & loaded


def _bare_modules() -> set[str]:
    code = "import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())
