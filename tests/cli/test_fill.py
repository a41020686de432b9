"""`fill` on a real pseudo-terminal: keys and words, mistakes asked again, every way to stop, files that change."""

import os
import signal
from pathlib import Path

import pytest
import yaml

from cli.conftest import COMMAND, DAY, environment

pytest.importorskip("pty", reason="a pseudo-terminal is a thing of POSIX")

from gapsheet.text import width
from terminals import CTRL_C, CTRL_D, Terminal

NOTE, OWNER, DUE, WHY = "Note (", "Owner (", "Due, YYYY-MM-DD (", "Why does it not apply ("
EVIDENCE, MORE, TAKES = "Evidence, a path or a link (", "More evidence (", "Enter takes "


@pytest.fixture
def on_a_terminal(gapsheet):
    def start(*args: str, **env: str | None) -> Terminal:
        return Terminal([COMMAND, "fill", *args, "--as-of", DAY], gapsheet.folder, environment(TERM="dumb", **env))

    return start


def read(path: Path) -> dict[str, object]:
    """The answers of a sheet, every value a text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["answers"]


# ---- what may be typed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        *[(word, "met") for word in ("m", "M", " met ", "符合", "ｍ")],
        *[(word, "partial") for word in ("p", "Partial", "部分符合")],
        *[(word, "unmet") for word in ("u", "UNMET", "不符合")],
    ],
)
def test_keys_and_words_of_both_languages(gapsheet, on_a_terminal, typed, written):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "upd-01") as terminal:
        terminal.answer(("> ", typed), (NOTE, ""))
        if written != "met":
            terminal.answer((OWNER, ""), (DUE, ""))
        terminal.see("Saved. 1 of 13 answered.")
        assert terminal.end() == 0
    assert read(path) == {"UPD-01": written}


def test_what_is_no_answer_gets_the_advice_of_the_loader(gapsheet, on_a_terminal, inside):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01", COLUMNS="120") as terminal:
        for word in ("yes", "是", "否", "done", "na", "完成", "unknown", "mtt", "met: x"):
            terminal.answer(("> ", word))
            terminal.see(f'"{word}" is not an answer: ')
            shown = terminal.see("\n")
            other = gapsheet.sheet(f"  UPD-01: '{word}'\n", name="other.gapsheet.yaml")
            assert shown in inside("check", other.name, "--format", "concise").out
        terminal.answer(("> ", "\x1b[A"))
        terminal.see("no text, such as an arrow")
        terminal.answer(("> ", ""))
        terminal.see("Type one of the letters, and Enter.")
        terminal.answer(("> ", "q"))
        assert terminal.end() == 0
    assert read(path) == {"UPD-01": ""}


def test_a_question_mark_shows_the_long_help_of_the_item(gapsheet, on_a_terminal, inside):
    gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "?"))
        terminal.answer(("quit\n> ", "解释"))
        terminal.answer(("> ", "说明"))
        terminal.answer(("quit\n> ", "q"))
        assert terminal.end() == 0
    assert terminal.screen.count(inside("explain", "UPD-01").out) == 2


def test_skip_and_back(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03:\n")
    with on_a_terminal("--severity", "critical") as terminal:
        terminal.see("\nUPD-03  critical")
        terminal.answer(("> ", "back"))
        terminal.see("  This is the first one. An answered one is asked again by\n  gapsheet fill --item ID\n")
        terminal.see("\nUPD-03  critical")
        terminal.answer(("> ", "s"))
        terminal.see("\nUPD-04  critical")
        terminal.answer(("> ", "b"))
        terminal.see("\nUPD-03  critical")
        terminal.answer(("> ", "u"), (NOTE, "No set."), (OWNER, ""), (DUE, ""))
        terminal.see("\nUPD-04  critical")
        terminal.answer(("> ", "b"))
        terminal.see("        Now: Not met\n        Note: No set.\n")
        terminal.see("Enter keeps: Not met\n")
        terminal.answer(("> ", ""))
        terminal.see("\nUPD-04  critical")
        terminal.answer(("> ", "skip"))
        terminal.see("\nUPD-12  critical")
        terminal.answer(("> ", "s"))
        terminal.see("2 of these are not answered. To be asked them again:\ngapsheet fill --severity critical\n")
        terminal.see("Next: gapsheet gate\n")
        assert terminal.end() == 0
    assert read(path) == {"UPD-03": {"answer": "unmet", "note": "No set."}}


def test_a_wrong_date_and_a_wrong_path_are_asked_again(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03:\n", head="people: {dana: Dana Ruiz}")
    gapsheet.write("reports/eval.json", "{}")
    with on_a_terminal("--item", "UPD-03", COLUMNS="120") as terminal:
        terminal.answer(("> ", "p"), (NOTE, "a: b # c"), (OWNER, "dina"))
        terminal.see('"dina" is not in `people`: did you mean "dana"?')
        terminal.answer((TAKES, "dana"), (DUE, "tomorrow"))
        terminal.see('"tomorrow" is not a date: write it like 2026-12-05')
        terminal.answer((DUE, "2026-02-30"))
        terminal.see("look at the month and the day")
        terminal.answer((DUE, "2026/12/5"))
        terminal.see("write 2026-12-05")
        terminal.answer((DUE, "2026-12-05"), (EVIDENCE, "../outside.txt"))
        terminal.see("it leads out of the repository")
        terminal.answer((EVIDENCE, "ftp://example.org/a"))
        terminal.see("ftp: is not allowed")
        terminal.answer((EVIDENCE, "reports"))
        terminal.see("name one file, not a folder")
        terminal.answer((EVIDENCE, "reports/eva.json"))
        terminal.see("is not there")
        terminal.answer((TAKES, "reports/eval.json"), (MORE, "soon.txt"))
        terminal.see("is not there")
        terminal.answer((TAKES, ""), (MORE, "soon.txt"), (MORE, ""))
        terminal.see("Saved. 1 of 13 answered.")
        assert terminal.end() == 0
    assert read(path) == {
        "UPD-03": {
            "answer": "partial",
            "evidence": ["reports/eval.json", "soon.txt"],
            "note": "a: b # c",
            "owner": "dana",
            "due": "2026-12-05",
        }
    }


def test_not_applicable_needs_a_reason(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "n"), (WHY, ""))
        terminal.see("n/a needs a reason")
        terminal.answer((WHY, "-"))
        terminal.see("n/a needs a reason")
        terminal.answer((WHY, "b"), ("> ", "n/a"), (WHY, "No model of ours."))
        terminal.see("Saved.")
        assert terminal.end() == 0
    assert read(path) == {"UPD-01": {"answer": "n/a", "reason": "No model of ours."}}


def test_what_is_there_is_kept_or_taken_away(gapsheet, on_a_terminal):
    path = gapsheet.sheet(
        "  UPD-01:\n    answer: n/a\n    reason: Was a pilot.\n"
        "  UPD-03:\n    answer: unmet\n    note: |\n      one\n      two\n    owner: mina\n    due: 2026-12-01\n"
        "    evidence: {url: https://a.example/x, title: T}\n"
    )
    with on_a_terminal("--item", "UPD-01,UPD-03") as terminal:
        terminal.see("        Now: Not met\n        Note: one two\n        Owner: mina\n        Due: 2026-12-01\n")
        terminal.answer(("> ", "p"), (NOTE, ""), ("Owner (Enter keeps mina", "-"), ("Enter keeps 2026-12-01", ""))
        terminal.answer(("More evidence (1 named", "https://b.example/y"), ("More evidence (2 named", ""))
        terminal.see("        Reason: Was a pilot.\n")
        terminal.answer(("> ", "m"), ("Note (Enter keeps it", ""))
        terminal.see("Saved.")
        assert terminal.end() == 0
    assert read(path) == {
        "UPD-01": {"answer": "met", "note": "Was a pilot."},
        "UPD-03": {
            "answer": "partial",
            "note": "one\ntwo\n",
            "due": "2026-12-01",
            "evidence": [{"url": "https://a.example/x", "title": "T"}, "https://b.example/y"],
        },
    }
    with on_a_terminal("--item", "UPD-03") as terminal:
        terminal.answer(("> ", "m"), (NOTE, "-"), (MORE, "-"), (EVIDENCE, ""))
        assert terminal.end() == 0
    assert read(path)["UPD-03"] == {"answer": "met", "due": "2026-12-01"}


def test_evidence_of_an_answer_that_is_no_longer_met_is_kept_or_taken_away(gapsheet, on_a_terminal):
    met = "{answer: met, evidence: [https://a.example/x, https://a.example/y]}"
    path = gapsheet.sheet("".join(f"  {item}: {met}\n" for item in ("UPD-01", "UPD-02", "UPD-03", "UPD-04")))
    old = "Evidence for the old answer (2 named; Enter keeps them, - takes them away): "
    with on_a_terminal("--item", "UPD-01,UPD-02,UPD-03,UPD-04") as terminal:
        terminal.see("UPD-03  critical")
        terminal.answer(("> ", "p"), (NOTE, ""), (OWNER, ""), (DUE, "2026-11-17"), (old, "-"), (EVIDENCE, ""))
        terminal.see("UPD-03: due 2026-11-17 is past; today is 2026-11-18")
        terminal.see("UPD-04  critical")
        terminal.answer(("> ", "u"), (NOTE, ""), (OWNER, ""), (DUE, ""), (old, "-"))
        terminal.see("Saved. 4 of 13 answered.\n\nUPD-01  high")
        terminal.answer(("> ", "n"), (WHY, "No model of ours."), (old, ""))
        terminal.see("UPD-02  high")
        terminal.answer(("> ", "m"), (NOTE, ""))
        assert terminal.end() == 0
    assert read(path) == {
        "UPD-01": {
            "answer": "n/a",
            "reason": "No model of ours.",
            "evidence": ["https://a.example/x", "https://a.example/y"],
        },
        "UPD-02": {"answer": "met", "evidence": ["https://a.example/x", "https://a.example/y"]},
        "UPD-03": {"answer": "partial", "due": "2026-11-17"},
        "UPD-04": "unmet",
    }


@pytest.mark.parametrize("columns", [80, 50])
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_every_line_of_a_session_fits_the_terminal_and_begins_with_no_mark(gapsheet, on_a_terminal, lang, columns):
    gapsheet.sheet("  UPD-03:\n", head="people: {dana: Dana Ruiz}", name="our-systems.gapsheet.yaml")
    only = ("--severity", "critical", "--checklist", "update")
    typed = ["b", "Not met", "是", "", "\x1b[A", "p", "x", "dina", "", "2026/12/5", "2026-12-05", "a.txt", "", ""]
    with on_a_terminal("our-systems.gapsheet.yaml", *only, "--lang", lang, COLUMNS=str(columns)) as terminal:
        for text in (*typed, "n", "", "-", "b", "u", "", "", "", "s"):
            terminal.asked()
            terminal.type(text)
        assert terminal.end() == 0
    lines = terminal.screen.split("\n")
    wide = [line for line in lines if width(line) > columns]
    assert [line for line in wide if not line.lstrip().startswith("gapsheet fill our-systems.gapsheet.yaml --")] == []
    assert [line for line in lines if line.lstrip()[:1] in tuple(",.;:)，。；：、）”")] == []


def test_a_waiver_that_now_accepts_nothing_is_said(gapsheet, on_a_terminal):
    gapsheet.sheet(
        "  UPD-01:\n    answer: unmet\n"
        "    waiver: {reason: One pilot., by: hana, granted: 2026-11-01, until: 2026-12-30}\n"
    )
    with on_a_terminal("--only", "gaps", "--item", "UPD-01") as terminal:
        assert terminal.end() == 2
        terminal.see("error: --item names items, answered or not, so --only beside it makes no sense")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.see("        Waiver: until 2026-12-30, One pilot.\n")
        terminal.answer(("> ", "m"), (NOTE, ""))
        terminal.see("Saved. 1 of 13 answered.\n  the waiver accepts nothing: ")
        assert terminal.end() == 0


# ---- which items -------------------------------------------------------------------------------------------


def ids(screen: str) -> list[str]:
    return [line.split()[0] for line in screen.splitlines() if line.startswith(("UPD-", "DRI-"))]


def test_items_come_most_severe_first_and_those_of_the_question_only(gapsheet, on_a_terminal):
    text = "  UPD-01: met\n  UPD-03: unmet\n  DRI-01: met\n"
    path = gapsheet.sheet(text)
    path.write_text(path.read_text("utf-8").replace("[update@1.0]", "[update@1.0, drift@1.0]"), "utf-8")

    def asked(*args: str) -> list[str]:
        with on_a_terminal(*args) as terminal:
            for _ in range(60):
                try:
                    terminal.asked()
                except AssertionError:
                    break
                terminal.type("s")
            assert terminal.end() == 0
        return ids(terminal.screen)

    with on_a_terminal() as terminal:
        terminal.see("Filling in Claims Copilot: 3 of ")
        terminal.answer(("> ", "q"))
    everything = asked("--only", "all")
    unanswered = asked()
    gaps = asked("--only", "gaps")
    assert [name for name in everything if name not in ("UPD-01", "UPD-03", "DRI-01")] == unanswered
    assert [name for name in everything if name not in ("UPD-01", "DRI-01")] == gaps
    critical = asked("--only", "all", "--severity", "critical", "--checklist", "update,drift")
    assert everything[: len(critical)] == critical
    assert asked("--only", "all", "--severity", "critical,high", "--checklist", "update")[:3] == [
        name for name in critical if name.startswith("UPD")
    ]
    assert asked("--item", "DRI-01", "--item", "upd-01") in (["UPD-01", "DRI-01"], ["DRI-01", "UPD-01"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--item", "UPD-1"), 'error: no item of gapsheet.yaml is called "UPD-1". Did you mean UPD-01?'),
        (("--item", "UPD-11"), "error: UPD-11 does not apply to this system (trains-models: no)"),
        (("--checklist", "updat"), 'error: gapsheet.yaml has no checklist "updat". Did you mean update?'),
        (("--checklist", "security"), 'error: gapsheet.yaml has no checklist "security"; it has: update'),
        (("--severity", "urgent"), 'error: --severity is one of critical, high, medium, low, not "urgent"'),
        (("--only", "some"), 'error: --only is one of unanswered, gaps, all, not "some"'),
        (("none.yaml",), "error: none.yaml does not exist"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked(gapsheet, on_a_terminal, args, said):
    gapsheet.sheet("  UPD-01:\n", head="facts: {trains-models: no}")
    with on_a_terminal(*args) as terminal:
        assert terminal.end() == 2
        assert terminal.screen.startswith(said)


def test_nothing_left_to_ask(gapsheet, on_a_terminal):
    gapsheet.sheet("".join(f"  UPD-{number}: unmet\n" for number in ("01", "02", "06", "08", "09", "11", "13")))
    with on_a_terminal("--severity", "high") as terminal:
        assert terminal.end() == 0
    assert terminal.screen == (
        "No item left to ask: 7 of 13 answered.\n"
        "To change answers: gapsheet fill --item ID, or\n"
        "gapsheet fill --severity high --only all for everything.\n"
        "\nNext: gapsheet gate\n"
    )


def test_without_a_policy_the_score_is_next(gapsheet, on_a_terminal):
    gapsheet.sheet("  UPD-01:\n", policy="", name="my sheet.gapsheet.yaml")
    with on_a_terminal("my sheet.gapsheet.yaml", "--item", "UPD-01") as terminal:
        terminal.answer(("> ", "m"), (NOTE, ""))
        terminal.see("\nNext: gapsheet score 'my sheet.gapsheet.yaml'\n")
        assert terminal.end() == 0


def test_a_sheet_with_mistakes_is_not_filled_in(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-01: yes\n")
    before = path.read_bytes()
    with on_a_terminal() as terminal:
        assert terminal.end() == 2
        terminal.see("error: gapsheet.yaml has mistakes, so it cannot be filled in here yet\n  `gapsheet check`")
    assert path.read_bytes() == before


@pytest.mark.parametrize(("lang", "said"), [("en", "not a terminal"), ("zh-CN", "当前不是终端")])
def test_not_a_terminal_names_set_and_form(gapsheet, lang, said):
    gapsheet.sheet()
    done = gapsheet("fill", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "gapsheet set" in done.err
    assert "gapsheet form" in done.err


# ---- stopping ----------------------------------------------------------------------------------------------


def test_ctrl_c_in_the_middle_and_then_resume(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03:\n")
    with on_a_terminal("gapsheet.yaml", "--checklist", "update", "--severity", "critical") as terminal:
        terminal.answer(("> ", "m"), (NOTE, ""), (EVIDENCE, ""))
        terminal.answer(("> ", "u"), (NOTE, "Not drilled yet."))
        terminal.see(OWNER)
        terminal.type("half a na", enter=False)
        terminal.type(CTRL_C, enter=False)
        assert terminal.end() == 130
        terminal.see("\nUPD-04 is saved as you left it: Not met.\n")
        resume = "gapsheet fill gapsheet.yaml --severity critical --checklist update"
        assert terminal.rest() == f"Saved 2 of 13. Resume with:\n{resume}\n"
    assert read(path) == {"UPD-03": "met", "UPD-04": {"answer": "unmet", "note": "Not drilled yet."}}
    with on_a_terminal(*resume.split()[2:]) as terminal:
        terminal.see("Filling in Claims Copilot: 2 of 13 answered, 1 to go.")
        terminal.see("\nUPD-12  critical")
        terminal.answer(("> ", "u"), (NOTE, ""), (OWNER, ""), (DUE, ""))
        terminal.see("Saved. 3 of 13 answered.\n\nNext: gapsheet gate gapsheet.yaml\n")
        assert terminal.end() == 0


@pytest.mark.parametrize(("key", "code"), [("q", 0), (CTRL_C, 130), (CTRL_D, 0)])
def test_every_way_to_stop_leaves_the_file_alone_and_says_how_to_go_on(gapsheet, on_a_terminal, key, code):
    path = gapsheet.sheet("  UPD-01: met\n")
    before = path.read_bytes()
    with on_a_terminal() as terminal:
        terminal.see("> ")
        terminal.type(key, enter=key == "q")
        assert terminal.end() == code
        terminal.see("\nSaved 1 of 13. Resume with: gapsheet fill\n")
        assert terminal.rest() == ""
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in gapsheet.folder.iterdir()) == [".git", "gapsheet.yaml"]


def test_an_answer_that_lacks_its_reason_is_not_saved(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03: met\n")
    before = path.read_bytes()
    with on_a_terminal("--item", "UPD-03") as terminal:
        terminal.answer(("> ", "n"))
        terminal.see(WHY)
        terminal.type(CTRL_C, enter=False)
        assert terminal.end() == 130
        terminal.see("UPD-03 was not saved: n/a needs a reason.\nSaved 1 of 13.")
    assert path.read_bytes() == before


@pytest.mark.parametrize("how", ["the terminal is closed", "SIGTERM"])
def test_a_lost_connection_loses_nothing(gapsheet, on_a_terminal, how):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "u"), (NOTE, "In a tunnel."))
        terminal.see(OWNER)
        if how == "SIGTERM":
            terminal.process.send_signal(signal.SIGTERM)
        else:
            terminal.hang_up()
        assert terminal.end() in (2, 130)  # 2: there is nobody any more to say it to
    assert read(path) == {"UPD-01": {"answer": "unmet", "note": "In a tunnel."}}


# ---- the file under it -------------------------------------------------------------------------------------


def test_a_file_that_somebody_else_changed_is_read_again(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03:\n  UPD-04:\n  UPD-01:\n")
    with on_a_terminal("--item", "UPD-03,UPD-01") as terminal:
        terminal.answer(("> ", "u"), (NOTE, "Mine."), (OWNER, ""))
        terminal.see(DUE)
        other = path.read_text("utf-8").replace("UPD-04:", "UPD-04: met  # by a colleague")
        path.write_text(other, "utf-8")
        terminal.type("")
        terminal.see("gapsheet.yaml was changed in the meantime; it was read again")
        terminal.see("Saved. 2 of 13 answered.")
        terminal.answer(("\nUPD-01  high", ""), ("> ", "m"))
        terminal.see(NOTE)
        path.write_text(path.read_text("utf-8").replace("UPD-01:", "UPD-01: unmet"), "utf-8")
        terminal.type("We have a registry.")
        terminal.see("gapsheet.yaml was changed in the meantime, and UPD-01 with it.")
        terminal.see("  Now: Met\n  Note: We have a registry.\n")
        terminal.see("\nUPD-01  high")
        terminal.see("        Now: Not met\n")
        terminal.answer(("> ", "m"), (NOTE, "Checked with him."))
        terminal.see("Saved. 3 of 13 answered.")
        assert terminal.end() == 0
    assert read(path) == {
        "UPD-03": {"answer": "unmet", "note": "Mine."},
        "UPD-04": "met",
        "UPD-01": {"answer": "met", "note": "Checked with him."},
    }
    assert "# by a colleague" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("becomes", "said"),
    [
        ("a: b\n", "error: gapsheet.yaml has mistakes"),
        ("a: [\n", "error: gapsheet.yaml has a mistake in its YAML"),
        (None, "error: cannot write gapsheet.yaml"),
    ],
    ids=["invalid", "no YAML", "gone"],
)
def test_a_file_that_can_be_filled_in_no_more_ends_it_and_shows_what_was_typed(gapsheet, on_a_terminal, becomes, said):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "m"))
        terminal.see(NOTE)
        if becomes is None:
            path.unlink()
        else:
            path.write_text(becomes, "utf-8")
        terminal.type("Kept on the screen.")
        terminal.see("UPD-01 was not saved:\n  Now: Met\n  Note: Kept on the screen.\nSaved 0 of 13. Resume with: ")
        terminal.see(said)
        assert terminal.end() == 2
    assert not path.exists() if becomes is None else path.read_text("utf-8") == becomes


def test_an_entry_that_no_program_changes_is_said_and_the_next_one_asked(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03: &a\n    answer: unmet\n    note: Shared.\n  UPD-04: *a\n")
    before = path.read_bytes()
    with on_a_terminal("--item", "UPD-03,UPD-04") as terminal:
        terminal.answer(("> ", "m"), (NOTE, ""), (EVIDENCE, ""))
        terminal.see("Change it in an editor")
        terminal.see("UPD-03 was not saved:\n  Now: Met\n")
        terminal.see("\nUPD-04  critical")
        terminal.answer(("> ", "q"))
        assert terminal.end() == 0
    assert path.read_bytes() == before


def test_everything_else_in_the_file_stays(gapsheet, on_a_terminal):
    text = (
        "# 评论一\r\nschema: gapsheet/answers/v1\r\nsystem: 'Claims  Copilot'   # odd\r\nchecklists: [ update@1.0 ]\r\n"
        "answers:\r\n  # why we wait\r\n  UPD-03 :   # critical\r\n\r\n"
        '  UPD-04: {answer: unmet,  note: "x"}  # 风险\r\n# end\r\n'
    )
    path = gapsheet.folder / "gapsheet.yaml"
    path.write_bytes(text.encode())
    with on_a_terminal("--item", "UPD-03") as terminal:
        terminal.answer(("> ", "u"), (NOTE, ""), (OWNER, ""), (DUE, ""))
        assert terminal.end() == 0
    after = path.read_bytes().decode().split("\r\n")
    before = text.split("\r\n")
    assert [old for old, new in zip(before, after, strict=True) if old != new] == ["  UPD-03 :   # critical"]
    assert "# critical" in after[6]
    assert read(path)["UPD-03"] == "unmet"


def test_text_of_a_sheet_is_shown_and_not_obeyed(gapsheet, on_a_terminal):
    note, owner = 'note: "a\\e[31mred\\u202e ::error::x"', 'owner: "::set-env x"'
    gapsheet.sheet(f"  UPD-01:\n    answer: unmet\n    {note}\n    {owner}\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "u"), (NOTE, ""), (OWNER, ""), (DUE, ""))
        assert terminal.end() == 0
    assert "Note: a\\u{1b}[31mred\\u{202e} ::error::x" in terminal.screen
    assert "\x1b" not in terminal.screen
    assert not [line for line in terminal.screen.splitlines() if line.lstrip().startswith("::")]


def test_bytes_that_are_no_text_are_asked_again(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-01:\n")
    with on_a_terminal("--item", "UPD-01") as terminal:
        terminal.answer(("> ", "m"))
        terminal.see(NOTE)
        os.write(terminal.main, b"caf\xe9\n")
        terminal.see("no text, such as an arrow")
        terminal.answer((NOTE, "café"))
        assert terminal.end() == 0
    assert read(path)["UPD-01"] == {"answer": "met", "note": "café"}


def test_a_line_that_the_terminal_cut_is_not_taken(gapsheet, on_a_terminal):
    path = gapsheet.sheet("  UPD-03:\n")
    with on_a_terminal("--item", "UPD-03") as terminal:
        terminal.answer(("> ", "u"), (NOTE, "word " * 1000 + "END"))
        terminal.see("longer than a terminal takes")
        terminal.answer((NOTE, "short"), (OWNER, ""), (DUE, ""))
        assert terminal.end() == 0
    assert read(path) == {"UPD-03": {"answer": "unmet", "note": "short"}}
