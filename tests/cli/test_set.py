"""`gapsheet set`: one answer or many, strict, and nothing else in the file touched."""

import json
import os
import signal
import subprocess
import time

import pytest

from cli.conftest import COMMAND, DAY, environment

SHEET = """\
schema: gapsheet/answers/v1
system: Claims Copilot   # the name
assessed: 2026-11-18
checklists: [update@1.0]

answers:
  # Updates
  UPD-01: unmet     # high      Every model version records its data, code, parameters and metrics
  UPD-02:           # high      not answered

  UPD-04: {answer: partial, note: 'half'}
people: {dana: Dana}
"""


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.fixture
def sheet(gapsheet):
    return gapsheet.write("gapsheet.yaml", SHEET)


def test_one_answer(gapsheet, sheet):
    done = gapsheet("set", "UPD-02", "met", "--note", "see: #12", "--owner", "dana", "--as-of", DAY)
    assert (done.code, done.out) == (0, "UPD-02  Not answered -> Met   note, owner\n")
    assert done.err.startswith("Wrote gapsheet.yaml: 1 item changed\n")
    wanted = SHEET.replace("not answered\n", 'not answered\n    answer: met\n    note: "see: #12"\n    owner: dana\n')
    assert sheet.read_text("utf-8") == wanted
    again = gapsheet("set", "UPD-02", "met", "--as-of", DAY)
    assert (again.code, again.out) == (0, "UPD-02  unchanged\n")
    assert "nothing was written" in again.err


def test_fields_without_an_answer_and_fields_taken_away(gapsheet, sheet):
    assert gapsheet("set", "UPD-04", "--due", "2026-12-05", "--clear", "note").code == 0
    assert "  UPD-04: {answer: partial, due: 2026-12-05}\n" in sheet.read_text("utf-8")
    assert gapsheet("set", "UPD-04", "gapsheet.yaml", "--clear", "due").code == 0
    assert "  UPD-04: partial\n" in sheet.read_text("utf-8")
    assert gapsheet("set", "UPD-04", "--clear", "answer").code == 0
    assert "  UPD-04:\n" in sheet.read_text("utf-8")


def test_a_waiver_in_parts(gapsheet, sheet):
    first = ("--waiver-reason", "Few, and known.", "--waiver-by", "hana", "--waiver-until", "2026-12-30")
    assert gapsheet("set", "UPD-01", *first, "--as-of", DAY).code == 0
    text = sheet.read_text("utf-8")
    assert 'waiver: {reason: "Few, and known.", by: hana, granted: 2026-11-18, until: 2026-12-30}\n' in text
    assert gapsheet("set", "UPD-01", "--waiver-until", "2027-01-15", "--as-of", "2026-12-01").code == 0
    assert sheet.read_text("utf-8") == text.replace("2026-12-30", "2027-01-15")


def test_evidence_is_replaced_and_a_missing_file_is_a_warning(gapsheet, sheet):
    gapsheet.write("proof.txt", "x")
    done = gapsheet("set", "UPD-01", "met", "--evidence", "proof.txt", "--evidence", "https://e.org/1")
    assert (done.code, done.err.count("warning")) == (0, 0)
    assert "    evidence:\n      - proof.txt\n      - https://e.org/1\n" in sheet.read_text("utf-8")
    done = gapsheet("set", "UPD-01", "--evidence", "gone.txt")
    assert done.code == 0
    assert "warning GS201" in done.err
    assert gapsheet("set", "UPD-01", "--evidence", "../out.txt").code == 2


RECORDED = """\
    method: [document, test]
    population: 412 changes
    sample: 25 of them
    exceptions: None found.
    reviewed: {by: dana, at: 2026-11-18, result: partial}
"""


def test_what_an_audit_report_records(gapsheet, sheet):
    gapsheet.write("pen-test.pdf", "x")
    sheet.write_text(SHEET.replace("\nanswers:", "evidence:\n  pen-test: pen-test.pdf\n\nanswers:"), "utf-8")
    said = ("--method", "document, test", "--population", "412 changes", "--sample", "25 of them")
    said += ("--exceptions", "None found.", "--reviewed-by", "dana", "--reviewed-result", "partial")
    done = gapsheet("set", "UPD-01", "met", *said, "--evidence-ref", "pen-test", "--as-of", DAY)
    assert (done.code, done.err.count("warning")) == (0, 0), done.err
    text = sheet.read_text("utf-8")
    assert "    evidence:\n      - ref: pen-test\n" in text
    assert RECORDED in text
    assert gapsheet("set", "UPD-01", "--reviewed-result", "met", "--method", "test", "--as-of", "2026-12-01").code == 0
    now = text.replace("result: partial", "result: met").replace("[document, test]", "test")
    assert sheet.read_text("utf-8") == now
    assert gapsheet("set", "UPD-01", "--clear", "reviewed", "--clear", "method").code == 0
    assert "reviewed" not in sheet.read_text("utf-8")
    risk = ("--waiver-compensating-control", "Read daily.", "--waiver-residual-risk", "Small.")
    first = ("--waiver-reason", "Few.", "--waiver-by", "hana", "--waiver-until", "2026-12-30")
    assert gapsheet("set", "UPD-04", *first, *risk, "--as-of", DAY).code == 0
    assert "until: 2026-12-30, compensating_control: Read daily., residual_risk: Small.}" in sheet.read_text("utf-8")
    before = sheet.read_text("utf-8")
    for args, message in (
        (("--evidence-ref", "pentest"), 'did you mean "pen-test"?'),
        (("--method", "tset"), "write method: test"),
        (("--reviewed-at", "soon"), "--reviewed-at is a date like"),
    ):
        done = gapsheet("set", "UPD-02", *args)
        assert (done.code, message in done.err) == (2, True), done.err
    assert sheet.read_text("utf-8") == before


def test_a_table_and_json_say_the_same_of_what_an_audit_report_records(gapsheet, sheet):
    whole = SHEET.replace("\nanswers:", "evidence:\n  wiki: https://e.org/wiki\n\nanswers:")
    gapsheet.write("a.csv", (
        "item,answer,method,evidence,evidence_ref,reviewed_by,reviewed_at,exceptions,waiver_residual_risk\n"
        "UPD-01,met,document; test,https://e.org/1,wiki,dana,2026-11-19,None.,\n"
    ))  # fmt: skip
    entry = {"answer": "met", "method": ["document", "test"], "evidence": ["https://e.org/1", {"ref": "wiki"}]}
    entry |= {"reviewed": {"by": "dana", "at": "2026-11-19"}, "exceptions": "None."}
    gapsheet.write("a.json", json.dumps({"UPD-01": entry}))
    found = []
    for name in ("a.csv", "a.json"):
        sheet.write_text(whole, "utf-8")
        done = gapsheet("set", "--from", name, "--as-of", DAY)
        assert done.code == 0, done.err
        found.append(sheet.read_text("utf-8"))
    assert found[0] == found[1]
    assert "    evidence:\n      - https://e.org/1\n      - ref: wiki\n" in found[0]
    before = sheet.read_text("utf-8")
    for name, text, place in (
        ("b.csv", "item,evidence,evidence_ref\nUPD-01,https://e.org/1,wikki\n", "b.csv:C2: "),
        ("b.csv", "item,method\nUPD-01,guess\n", "b.csv:B2: "),
        ("b.json", '{"UPD-01": {"method": 3}}', "b.json:UPD-01.method: "),
        ("b.json", '{"UPD-01": {"reviewed": "dana"}}', "b.json:UPD-01.reviewed: "),
    ):
        gapsheet.write(name, text)
        done = gapsheet("set", "--from", name)
        assert done.code == 2
        assert f"error: {place}" in done.err
    assert sheet.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("UPD-4", "met"), 'unknown item "UPD-4"'),
        (("UPD-04", "yes"), "write met (or 符合)"),
        (("UPD-04", "n/a"), '"n/a" without a reason'),
        (("UPD-04", "--due", "5.12.2026"), "--due is a date like"),
        (("UPD-04", "--clear", "ownr"), 'Did you mean "owner"?'),
        (("UPD-04", "--owner", "x", "--clear", "owner"), "set and cleared at once"),
        (("UPD-04",), "nothing to set for UPD-04"),
        ((), "missing ITEM"),
        (("UPD-04", "--waiver-by", "hana"), 'the waiver has no "until"'),
        (("UPD-04", "met", "--evidence", "javascript:x"), "javascript"),
        (("--from", "a.csv", "UPD-04", "met"), "--from takes everything from the file"),
        (("--from", "a.txt"), "ends neither in .csv nor in .json"),
        (("UPD-04", "met", "gone.yaml"), "gone.yaml does not exist"),
    ],
)
def test_mistakes_leave_the_file_alone(gapsheet, inside, sheet, args, said):
    done = inside("set", *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sheet.read_text("utf-8") == SHEET


def test_a_sheet_with_mistakes_of_its_own_is_not_written(gapsheet):
    path = gapsheet.write("gapsheet.yaml", SHEET.replace("UPD-04", "UPD-99"))
    done = gapsheet("set", "UPD-01", "met")
    assert done.code == 2
    assert "mistakes of its own" in done.err
    assert "UPD-99" in done.err
    before = path.read_bytes()
    gapsheet.write("gapsheet.yaml", SHEET.replace("unmet  ", "no     "))
    assert gapsheet("set", "UPD-01", "unmet").code == 0
    gapsheet.write("gapsheet.yaml", SHEET + "\t- x")
    assert "mistake in its YAML" in gapsheet("set", "UPD-01", "met").err
    assert before == SHEET.replace("UPD-04", "UPD-99").encode()


def test_aliases_are_refused(gapsheet):
    text = SHEET.replace("partial, note: 'half'}", "partial, note: &n half}").replace("UPD-02:", "UPD-02: &x")
    text = text.replace("people:", "  UPD-05:\n    note: *n\npeople:")
    path = gapsheet.write("gapsheet.yaml", text.replace("UPD-02: &x", "UPD-02:"))
    done = gapsheet("set", "UPD-04", "--note", "other")
    assert done.code == 2
    assert "note of UPD-04 is an alias" in done.err
    assert path.read_text("utf-8") == text.replace("UPD-02: &x", "UPD-02:")


def test_a_table(gapsheet, sheet):
    rows = 'item,answer,note,evidence,due,clear,waiver_until\r\nUPD-01,met,"two\r\nlines","a.txt\r\nhttps://e.org/1",,,\r\n'
    gapsheet.write("answers.csv", "\ufeff" + rows + "UPD-04,,,,2026-12-05,note,\r\n,,,,,,\r\n")
    done = gapsheet("set", "--from", "answers.csv")
    assert done.out == "UPD-01  Not met -> Met   evidence, note\nUPD-04  Partly met   note, due\n"
    text = sheet.read_text("utf-8")
    assert "    evidence:\n      - a.txt\n      - https://e.org/1\n    note: |-\n      two\n      lines\n" in text
    assert "UPD-04: {answer: partial, due: 2026-12-05}\n" in text


def test_a_table_with_mistakes_names_every_cell(gapsheet, inside, sheet):
    gapsheet.write("a.csv", "item;answer;due\nUPD-01;yes;2026-13-01\nUPD-99;met;\nUPD-04;n/a;\n")
    done = inside("set", "--from", "a.csv")
    assert done.code == 2
    places = [line.split(": ")[1] for line in done.err.splitlines() if line.startswith("error: ")]
    assert places == ["a.csv:B2", "a.csv:C2", "a.csv:A3", "a.csv:B4"]
    gapsheet.write("a.csv", "item,answr,note\nUPD-01,met,\nUPD-01,met,x,y\n,met,\n")
    done = inside("set", "--from", "a.csv")
    assert (done.code, done.err) == (2, 'error: a.csv:B1: no column "answr"; did you mean answer?\n')
    gapsheet.write("a.csv", "item,answer,note\nUPD-01,met,\nUPD-01,met,x,y\n,met,\n")
    done = inside("set", "--from", "a.csv")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["a.csv:D3", "a.csv:A4", "a.csv:3"]
    assert sheet.read_text("utf-8") == SHEET


def test_json(gapsheet, inside, sheet):
    gapsheet.write("a.json", json.dumps({"UPD-01": "met", "UPD-04": {"note": None, "evidence": [{"file": "a.txt"}]}}))
    done = gapsheet("set", "--from", "a.json", "--format", "json")
    assert done.code == 0
    result = json.loads(done.out)
    assert (result["schema"], result["written"]) == ("gapsheet/set/v1", True)
    assert result["changes"] == [
        {"item": "UPD-01", "old": "unmet", "new": "met", "fields": []},
        {"item": "UPD-04", "old": "partial", "new": "partial", "fields": ["evidence", "note"]},
    ]
    assert [warning["code"] for warning in result["warnings"]] == ["GS201"]
    now = sheet.read_text("utf-8")
    assert "UPD-04: {answer: partial, evidence: [{file: a.txt}]}\n" in now
    for text, place in (
        ('[{"answer": "met"}]', "a.json:[0]: "),
        ('[{"item": "UPD-01", "note": 5}]', "a.json:[0].note: "),
        ('{"UPD-01": {"ownr": "x"}}', "a.json:UPD-01.ownr: "),
        ('{"UPD-01": "met", "UPD-01": "unmet"}', "a.json: "),
        ('{"UPD-01": {"due": "tomorrow"}}', "a.json:UPD-01.due: "),
        ('{"UPD-01": {"waiver": {"by": "x"}}}', "a.json:UPD-01.waiver: "),
        ("[", "a.json:1:2: "),
        ("[]", "a.json: "),
    ):
        gapsheet.write("a.json", text)
        done = inside("set", "--from", "a.json")
        assert done.code == 2
        assert f"error: {place}" in done.err
    assert sheet.read_text("utf-8") == now


WAIVED = {"reason": "a", "by": "hana", "granted": "2026-11-01", "until": "soon"}
HOSTILE: list[tuple[str, str | bytes, str]] = [
    ("a.json", '{"UPD-01 ": "met"}', 'a.json:UPD-01 : a blank or a line break stands around "UPD-01 "; write "UPD-01"'),
    ("a.json", '[{"item": "UPD-01\\n", "answer": "met"}]', "a.json:[0]: a blank or a line break stands around"),
    ("a.json", '{"UPD\\n01": "met"}', 'a.json:UPD\\u{a}01: unknown item "UPD\\u{a}01"'),
    ("a.json", '{" ": "met"}', 'a.json:" ": it does not say which item'),
    ("a.json", json.dumps({"U" * 2000: "met"}), "so it is no item"),
    ("a.json", '{"UPD-77": null}', 'a.json:UPD-77: unknown item "UPD-77"'),
    ("a.json", r'{"UPD-01": {"note": "x \ud800"}}', r"a.json:UPD-01.note: \ud800 is a control character or half"),
    ("a.json", r'[{"item": "UPD-01", "evidence": ["a.txt", "\udfff"]}]', "a.json:[0].evidence[1]: \\udfff is"),
    ("a.json", r'{"UPD-01\udc00": "met"}', r"a.json:UPD-01\u{dc00}: the key holds \udc00"),
    ("a.json", r'{"UPD-01": {"note": "a\u0000b"}}', r"a.json:UPD-01.note: \u0000 is"),
    ("a.json", '{"UPD-01": {"note": NaN}}', "a.json:UPD-01.note: expected a text"),
    ("a.json", '{"UPD-01": ' + "9" * 6000 + "}", "a.json:UPD-01: expected an answer or an object"),
    ("a.json", "[" * 100_000, "a.json: nested too deeply"),
    ("a.json", '{"UPD-01": {"note": "a", "note": "b"}}', 'a.json:UPD-01: the key "note" stands twice'),
    ("a.json", '{"UPD-01": "met",\n}', "a.json:2:1: no JSON from here on; commas at the end"),
    ("a.json", json.dumps({"UPD-01": {"answer": "unmet", "waiver": WAIVED}}), 'a.json:UPD-01.waiver.until: "soon" is'),
    (
        "a.json",
        json.dumps({"UPD-01": {"evidence": ["a.txt", "../b"]}}),
        'a.json:UPD-01.evidence[1]: the evidence "../b"',
    ),
    ("a.json", json.dumps({"UPD-01": {"note": "x" * 140_000}}), "a.json:UPD-01.note: longer than 131072 characters"),
    ("a.json", '{"UPD-01": "met"}'.encode("utf-16"), "a.json is not in UTF-8\n  Save it as UTF-8."),
    ("a.json", b" ", "a.json is empty"),
    ("a.csv", "item,answer,note\nUPD-04,met,\nUPD-01,met," + "x" * 300_000, "a.csv:C3: longer than 131072 characters"),
    ("a.csv", 'item,answer\nUPD-01,met\nUPD-04,"met\nUPD-05,met\n', "a.csv:3: a quote is opened in this row and never"),
    ("a.csv", 'item,answer\n"UPD-01"x,met\n', "a.csv:2: text stands behind a closing quote"),
    ("a.csv", "UPD-01,met\nUPD-04,met\n", "a.csv:1: the first row names the columns, and none of them is called item"),
    ("a.csv", "item,answer,\nUPD-01,met,x\n", "a.csv:C1: the column has no name"),
    ("a.csv", "item,answer\nUPD-01,: unmet\n", 'a.csv:B2: ": unmet" is not an answer'),
    ("a.csv", "sep=;\nitem;answer\nUPD-04;&met\n", 'a.csv:B3: "&met" is not an answer'),
    ("a.csv", "item,answer\n'PD-02,unmet\n", 'a.csv:A2: unknown item "\'PD-02"'),
    ("a.csv", b"item,answer\nUPD-01,m\0et\n", "a.csv is no text: it holds zero bytes"),
    ("a.csv", "item,note\nUPD-01,a\x1b[1mb\n", "a.csv:2:9: a control character (U+001B) in the text"),
    (
        "a.csv",
        "item," + ",".join(f"c{number}" for number in range(80)) + "\nUPD-01" + ",x" * 80,
        "… and 30 more mistakes",
    ),
]


def test_a_hostile_file_is_refused_with_the_place_of_what_is_wrong(gapsheet, inside, sheet):
    for name, content, said in HOSTILE:
        (gapsheet.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        done = inside("set", "--from", name)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert "a bug" not in done.err
        assert sheet.read_text("utf-8") == SHEET


def test_the_words_that_people_see_are_refused_with_the_word_to_write(gapsheet, inside, sheet):
    for word, english, chinese in (
        ("Not met", "write unmet (or 不符合)", "请写 不符合（或 unmet）"),
        ("Not applicable", "write n/a (or 不适用)", "请写 不适用（或 n/a）"),
        ("Partly met", "write partial (or 部分符合)", "请写 部分符合（或 partial）"),
        ("不满足", "write unmet (or 不符合)", "请写 不符合（或 unmet）"),
    ):
        for lang, said in (("en", english), ("zh-CN", chinese)):
            assert said in inside("set", "UPD-01", word, "--lang", lang).err
            gapsheet.write("a.csv", f"item,answer\nUPD-01,{word}\n")
            done = inside("set", "--from", "a.csv", "--lang", lang)
            assert "a.csv:B2" in done.err
            assert said in done.err
            gapsheet.write("other.gapsheet.yaml", SHEET.replace("UPD-01: unmet ", f"UPD-01: {word}  "))
            assert said in inside("check", "other.gapsheet.yaml", "--lang", lang).out
    assert sheet.read_text("utf-8") == SHEET


def test_an_old_warning_is_not_a_new_one_though_its_line_changed(gapsheet, inside):
    head = "schema: gapsheet/answers/v1, system: X, assessed: 2026-11-18, checklists: [update@1.0]"
    gapsheet.write(
        "gapsheet.yaml", f"{{{head}, answers: {{UPD-01: unmet, UPD-02: {{answer: met, evidence: gone.txt}}}}}}\n"
    )
    done = inside("set", "UPD-01", "met")
    assert (done.code, "warning" in done.err) == (0, False)
    done = inside("set", "UPD-05", "met", "--evidence", "gone.txt")
    assert "1 new warning:\n" in done.err
    done = inside("set", "UPD-05", "--evidence", "gone.txt", "--evidence", "else.txt")
    assert "1 new warning:\n" in done.err
    assert '"else.txt" is not there' in done.err


def test_dry_run_shows_the_difference(gapsheet, sheet):
    done = gapsheet("set", "UPD-01", "met", "--dry-run")
    assert done.code == 0
    assert "\n-  UPD-01: unmet     # high" in done.out
    assert "\n+  UPD-01: met       # high" in done.out
    assert sheet.read_text("utf-8") == SHEET


def test_marks_line_ends_and_modes_stay(gapsheet, sheet):
    data = ("\ufeff" + SHEET.rstrip("\n")).replace("\n", "\r\n").encode()
    sheet.write_bytes(data)
    sheet.chmod(0o600)
    assert gapsheet("set", "UPD-01", "met").code == 0
    assert sheet.read_bytes() == data.replace(b"unmet     #", b"met       #")
    assert sheet.stat().st_mode & 0o777 == 0o600


def test_chinese(gapsheet):
    text = (
        SHEET.replace("assessed:", "lang: zh-CN\nassessed:")
        .replace("unmet  ", "不符合 ")
        .replace("partial", "部分符合")
    )
    path = gapsheet.write("gapsheet.yaml", text)
    done = gapsheet("set", "UPD-02", "met")
    assert done.out == "UPD-02  未作答 -> 符合\n"
    assert "UPD-02: 符合" in path.read_text("utf-8")
    assert "UPD-01: 部分符合" in gapsheet("set", "UPD-01", "partial", "--dry-run").out


def test_bytes_that_are_no_text(gapsheet, sheet):
    done = subprocess.run(
        [COMMAND, "set", "UPD-01", "met", "--note", b"\xff\xfe"],
        cwd=gapsheet.folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert sheet.read_text("utf-8") == SHEET


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_set_leaves_the_old_or_the_new_sheet(gapsheet, sheet):
    """Kill the command at many moments; the next run finds one of the two sheets and no obstacle."""
    seen = set()
    for round in range(12):
        old = sheet.read_bytes()
        answer = "met" if b"UPD-01: unmet" in old else "unmet"
        started = subprocess.Popen(
            [COMMAND, "set", "UPD-01", answer],
            cwd=gapsheet.folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.05 + 0.03 * round)
        started.send_signal(signal.SIGKILL)
        seen.add(started.wait() == 0)
        new = (
            old.replace(b"UPD-01: unmet  ", b"UPD-01: met    ")
            if answer == "met"
            else old.replace(b": met    ", b": unmet  ")
        )
        assert sheet.read_bytes() in (old, new)
        assert gapsheet("check").code == 0
    assert gapsheet("set", "UPD-01", "partial").code == 0
    assert sorted(path.name for path in gapsheet.folder.iterdir()) == [".git", "gapsheet.yaml"]
