"""What `check` finds, as a SARIF log and as annotations of GitHub Actions."""

import re
from collections import Counter

import pytest
import sarif.loader
from hypothesis import given
from hypothesis import strategies as st

from gapsheet.codes import catalogue
from gapsheet.diagnostics import Diagnostic
from gapsheet.location import Span
from gapsheet.report import diagnostics_github, diagnostics_sarif
from gapsheet.report.workflow_commands import LONGEST, SHOWN, command
from gapsheet.words import LANGS
from sarif_logs import valid


def test_every_code_is_a_rule_with_its_words():
    for lang in LANGS:
        run = valid(diagnostics_sarif.render([], lang, kind="check", version="0.1.0"))
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(catalogue())
        assert run["results"] == []
        for rule in rules:
            assert rule["help"]["markdown"].count("```") % 2 == 0
            assert rule["defaultConfiguration"]["level"] == catalogue()[rule["id"]].severity
            assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])


def diagnostic(line: int, code: str = "GS104", path: str = "gapsheet.yaml", word: str = "UPD-99") -> Diagnostic:
    params: dict[str, str | int] = {
        "word": word,
        "item": word,
        "path": word,
        "near": "UPD-09",
        "statement": "x",
        "chinese": "符合",
    }
    return Diagnostic(code, path, Span(line, 3, 9), params, excerpt=f"  {word}: met", mark=(2, 8))


def test_a_diagnostic_stands_at_its_columns_and_keeps_its_identity():
    found = [diagnostic(7), diagnostic(9), diagnostic(9, "GS110", word="done")]
    later = [diagnostic(17), diagnostic(19), diagnostic(29, "GS110", word="done")]
    runs = [
        valid(diagnostics_sarif.render(one, "en", kind="check", version="0.1.0", files=("a/gapsheet.yaml",)))
        for one in (found, later)
    ]
    first = runs[0]["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endLine": 7,
        "endColumn": 9,
    }
    assert first["message"]["text"].startswith('unknown item "UPD-99"\nhelp: did you mean UPD-09')
    assert runs[0]["automationDetails"]["id"] == "gapsheet-check/a/gapsheet.yaml/"
    marks = [[found["partialFingerprints"] for found in run["results"]] for run in runs]
    assert marks[0] == marks[1]


def test_several_files_are_one_run_under_one_name(tmp_path):
    found = [diagnostic(7, path="a.yaml"), Diagnostic("GS003", "b :#?.yaml", params={"limit": 5})]
    text = diagnostics_sarif.render(found, "zh-CN", kind="check", version="0.1.0", files=("a.yaml", "b :#?.yaml"))
    run = valid(text)
    assert run["automationDetails"]["id"] == "gapsheet-check/"
    path = tmp_path / "check.sarif"
    path.write_text(text, encoding="utf-8")
    records = sarif.loader.load_sarif_file(str(path)).get_records()
    assert [(record["Code"], record["Severity"], int(record["Line"])) for record in records] == [
        ("GS104", "error", 7),
        ("GS003", "error", 1),
    ]


# ---- workflow commands ----


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: kind, properties, message."""
    assert line.startswith("::")
    head, message = line[2:].split("::", 1)
    kind, _, rest = head.partition(" ")
    pairs = (part.split("=", 1) for part in rest.split(",") if part)
    return kind, {name: plain(value, "%3A:", "%2C,") for name, value in pairs}, plain(message)


def plain(text: str, *more: str) -> str:
    for code in (*more, "%0D\r", "%0A\n", "%25%"):
        text = text.replace(code[:3], code[3:])
    return text


@given(
    st.sampled_from(["error", "warning", "notice"]), st.text(max_size=80), st.text(max_size=80), st.text(max_size=80)
)
def test_any_text_is_one_command_and_comes_back_as_it_was_but_for_what_is_invisible(kind, message, title, file):
    line = command(kind, message, file=file, line=3, col=None, title=title)
    assert len(line.splitlines()) == 1
    found = read(line)
    assert found[0] == kind
    assert set(found[1]) == {"line"} | {name for name, text in (("file", file), ("title", title)) if text}
    for given_, shown in ((message, found[2]), (title, found[1].get("title", "")), (file, found[1].get("file", ""))):
        if given_.isascii() and given_.isprintable():
            assert shown == given_


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("a\n::error::b", "::error file=a%3Ab%2Cc.yaml::a%0A::error::b"),
        ("a\r\nb", "::error file=a%3Ab%2Cc.yaml::a%0Ab"),
        ("100 %0A", "::error file=a%3Ab%2Cc.yaml::100 %250A"),
        ("x, y: z", "::error file=a%3Ab%2Cc.yaml::x, y: z"),
        ("\u202eevil\x1b[1m", "::error file=a%3Ab%2Cc.yaml::\\u{202e}evil\\u{1b}[1m"),
    ],
)
def test_signs_that_act_are_escaped(message, line):
    assert command("error", message, file="a:b,c.yaml") == line


def test_without_properties_there_is_no_space_and_long_messages_are_cut():
    assert command("notice", "x") == "::notice::x"
    assert len(read(command("notice", "x" * 10_000))[2]) == LONGEST


# ---- annotations ----


def test_errors_come_first_with_their_place():
    warning = Diagnostic("GS201", "a.yaml", Span(2, 5, 9), {"path": "gone.txt"}, excerpt="  x: gone", mark=(4, 8))
    lines = diagnostics_github.render([warning, diagnostic(7)], "en").splitlines()
    assert [read(line)[0] for line in lines] == ["error", "warning"]
    _, properties, message = read(lines[0])
    assert properties == {
        "file": "gapsheet.yaml",
        "line": "7",
        "endLine": "7",
        "col": "3",
        "endColumn": "9",
        "title": "GS104 unknown-item",
    }
    assert message.startswith('unknown item "UPD-99"\nhelp: ')


def test_a_mistake_of_a_whole_file_has_no_columns():
    (line,) = diagnostics_github.render([Diagnostic("GS003", "big.yaml", params={"limit": 5})], "en").splitlines()
    assert set(read(line)[1]) == {"file", "line", "endLine", "title"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("errors", "warnings", "more"), [(0, 0, 0), (10, 10, 0), (11, 0, 1), (9, 12, 2), (13, 14, 7), (40, 1, 30)]
)
def test_what_github_does_not_show_is_counted_in_a_last_annotation(errors, warnings, more, lang):
    found = [diagnostic(line, "GS201") for line in range(1, warnings + 1)]
    found += [diagnostic(line) for line in range(100, 100 + errors)]
    lines = [read(line) for line in diagnostics_github.render(found, lang).splitlines()]
    counts = Counter(kind for kind, _, _ in lines)
    assert (counts["error"], counts["warning"], counts["notice"]) == (errors, warnings, 1 if more else 0)
    if more:
        assert lines[-1][0] == "notice"
        assert re.findall(r"\d+", lines[-1][2]) == [str(SHOWN), str(more)]


def test_a_hostile_path_or_word_forges_no_command():
    bad = "x\n::error title=pwned::y,line=1\r::stop-commands::z\u202e"
    text = diagnostics_github.render([diagnostic(1, path=bad, word=bad)], "en")
    assert len(text.splitlines()) == 1
    assert read(text.rstrip("\n"))[1]["title"] == "GS104 unknown-item"
