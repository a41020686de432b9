"""What stands around the gate: scripts with unset variables, logs that read commands, policies in the sheet."""

import json
import subprocess
import sys

import pytest

WAIVED = "  UPD-04:\n    answer: unmet\n    waiver: {{reason: r, by: hana, granted: 2026-11-01, until: {until}}}\n"


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.mark.parametrize(
    "args",
    [
        ("gate", "--policy", ""),
        ("report", "--policy", ""),
        ("init", "--checklists", ""),
        ("check", ""),
        ("explain", ""),
    ],
    ids=" ".join,
)
def test_an_empty_value_is_a_usage_error(gapsheet, args):
    """`--policy "$POLICY"` with the variable unset must not fall back to the sheet's own policy."""
    gapsheet.sheet()
    done = gapsheet(*args)
    assert done.code == 2
    assert "empty" in done.err


def test_check_reads_the_policy_that_the_sheet_names(gapsheet):
    gapsheet.write(
        "own.yaml", "schema: gapsheet/policy/v1\nid: own\ntitle: {en: O, zh-CN: 自}\nrules: {max_opn: {critical: 0}}\n"
    )
    gapsheet.sheet(policy="./own.yaml")
    done = gapsheet("check", "--format", "concise")
    assert done.code == 1
    assert done.out.startswith("own.yaml:4:9: error GS401")
    assert "max_open" in done.out


STDOUT = ("report", "-o", "-", "--format")


@pytest.mark.parametrize(
    "args",
    [("score",), ("gate",), ("check",), (*STDOUT, "html"), (*STDOUT, "markdown"), (*STDOUT, "csv")],
    ids=" ".join,
)
def test_no_line_of_output_is_a_workflow_command(gapsheet, args):
    hostile = '  UPD-01:\n    answer: unmet\n    note: "first\\n::error::second\\n##[error]third"\n'
    hostile += '    owner: "::warning::o"\n'
    gapsheet.sheet(hostile + ("  UPD-99: met\n" if args == ("check",) else ""))
    path = gapsheet.folder / "gapsheet.yaml"
    path.write_text(path.read_text().replace("Claims Copilot", '"::error file=x::pwned"'), encoding="utf-8")
    done = gapsheet(*args)
    assert done.code in (0, 1)
    for line in (done.out + done.err).splitlines():
        assert not line.lstrip().startswith(("::", "##[")), line


@pytest.mark.parametrize(
    ("until", "code", "said"),
    [("2026-11-10", "GS212", "ended on"), ("2026-12-01", "GS213", "ends soon"), ("2027-06-01", None, "no mistakes")],
)
def test_check_warns_of_waivers_that_need_a_look(gapsheet, until, code, said):
    gapsheet.sheet(WAIVED.format(until=until))
    done = gapsheet("check", "--as-of", "2026-11-18")
    assert done.code == 0
    assert said in done.out
    assert ("1 warning in 1 file." in done.out) is (code is not None)
    assert done.out.count("UPD-04") == (1 if code else 0)
    found = json.loads(gapsheet("check", "--as-of", "2026-11-18", "--format", "json").out)
    assert [(one["code"], one["column"]) for one in found["diagnostics"]] == ([(code, 63)] if code else [])
    assert found["warnings"] == (1 if code else 0)


def test_check_and_the_gate_count_the_same_warnings_on_a_day(gapsheet):
    gapsheet.sheet(WAIVED.format(until="2026-12-31").replace("    waiver", "    owner: hana\n    waiver"))
    for day, count in (("2026-10-31", 2), ("2026-11-18", 1), ("2026-12-15", 2), ("2027-01-01", 2)):
        concise = gapsheet("check", "--as-of", day, "--format", "concise", "--lang", "zh-CN")
        assert concise.out.count("warning GS") == concise.out.count("UPD-04 的风险接受") == count
        for command in (("gate",), ("score",), ("report", "-o", "-", "--format", "csv")):
            done = gapsheet(*command, "--as-of", day)
            assert f"{count} warning" in done.err, (command, done.err)


def test_the_gate_says_which_file_a_policy_of_ones_own_is(gapsheet):
    gapsheet.write(
        "p.yaml", "schema: gapsheet/policy/v1\nid: launch\ntitle: {en: Easy, zh-CN: 易}\nrules: {min_score: 0}\n"
    )
    gapsheet.sheet(policy="./p.yaml")
    done = gapsheet("gate")
    assert "policy launch (p.yaml)" in done.out


def test_stdout_is_not_a_file_to_write(gapsheet):
    gapsheet.sheet()
    done = gapsheet("gate", "--write", "html:-")
    assert done.code == 2
    assert "-o -" in done.err
    assert not (gapsheet.folder / "-").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/null")
def test_a_device_takes_a_report(gapsheet):
    gapsheet.sheet()
    assert gapsheet("report", "-o", "/dev/null", "--format", "html").code == 0


def test_an_output_that_cannot_be_written_is_named_as_it_was_given(gapsheet):
    gapsheet.sheet()
    done = gapsheet("gate", "--write", "json:no/such/folder.json")
    assert done.code == 2
    assert "no/such/folder.json" in done.err


def test_the_package_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "gapsheet", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("gapsheet ")
