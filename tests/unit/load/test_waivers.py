"""Waivers that need a look: which are warned about, where, and who counts as one person."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from gapsheet.load.sheet import load_sheet

TINY = Path(__file__).parents[2] / "diagnostics" / "tiny.yaml"
AS_OF = dt.date(2026, 11, 18)
LONG = ("2026-11-01", "2027-01-31")


@pytest.fixture
def root(tmp_path):
    shutil.copy(TINY, tmp_path)
    return Path(os.path.realpath(tmp_path))


def sheet(answers, *, head="", people="", pin="tiny.yaml@1.1"):
    text = f"schema: gapsheet/answers/v1\nsystem: Demo\n{head}checklists: [{pin}]\nanswers:\n{answers}"
    return text + (f"people: {people}\n" if people else "")


def waived(dates=LONG, *, item="TIN-02", answer="unmet", by="hana", more=""):
    extra = "".join(f"    {line}\n" for line in more.splitlines())
    waiver = f"    waiver: {{reason: r, by: {by}, granted: {dates[0]}, until: {dates[1]}}}\n"
    return f"  {item}:\n    answer: {answer}\n{extra}{waiver}"


def found(root, text, as_of=AS_OF):
    (root / "gapsheet.yaml").write_text(text, encoding="utf-8")
    return load_sheet(root / "gapsheet.yaml", root, as_of=as_of).diagnostics


def codes(root, text, as_of=AS_OF):
    return [diagnostic.code for diagnostic in found(root, text, as_of)]


def marked(root, text):
    """Return each code with the text that it underlines."""
    lines = text.splitlines()
    return [(d.code, lines[d.span.line - 1][d.span.column - 1 : d.span.end - 1]) for d in found(root, text)]


@pytest.mark.parametrize(
    ("granted", "until", "expected"),
    [
        ("2026-11-18", "2026-12-19", []),
        ("2026-11-18", "2026-12-18", [("GS213", "2026-12-18")]),
        ("2026-11-01", "2026-11-18", [("GS213", "2026-11-18")]),
        ("2026-11-01", "2026-11-17", [("GS212", "2026-11-17")]),
        ("2026-11-19", "2027-06-30", [("GS211", "2026-11-19")]),
        ("2026-11-19", "2026-11-20", [("GS211", "2026-11-19")]),
    ],
)
def test_a_waiver_is_warned_about_once_at_the_date_concerned(root, granted, until, expected):
    assert marked(root, sheet(waived((granted, until)))) == expected


def test_the_day_is_the_one_that_is_given(root):
    text = sheet(waived(("2026-11-10", "2027-01-31")))
    days = {dt.date(2026, 11, 9): ["GS211"], AS_OF: [], dt.date(2027, 1, 2): ["GS213"], dt.date(2027, 2, 1): ["GS212"]}
    assert {day: codes(root, text, day) for day in days} == days


def test_without_a_day_nothing_is_said_of_dates(root):
    text = sheet(waived(("2025-11-01", "2025-12-01"), more="owner: hana"))
    assert codes(root, text, None) == ["GS214"]
    assert codes(root, text) == ["GS214", "GS212"]


@pytest.mark.parametrize(
    ("answers", "head", "pin", "expected"),
    [
        (waived(("2026-11-01", "2026-11-17"), answer="met", more="owner: hana"), "", "tiny.yaml@1.1", ["GS202"]),
        (waived(("2026-11-01", "2026-11-17"), answer="n/a", more="reason: r"), "", "tiny.yaml@1.1", ["GS202"]),
        (waived(LONG, item="TIN-03", by="mina"), "assessor: mina\nfacts: {llm: no}\n", "tiny.yaml@1.1", ["GS203"]),
        (waived(("2026-11-01", "2026-11-17"), item="TIN-04"), "", "tiny.yaml@1.0", ["GS205"]),
        (waived(("2026-11-30", "2026-11-01")), "", "tiny.yaml@1.1", ["GS143"]),
        (waived(("2026-11-01", "2026-11-17"), item="MTS-01"), "", "ml-test-score@1.0", []),
    ],
    ids=["met", "not applicable", "out of scope", "not judged under the pin", "ends before it starts", "rubric"],
)
def test_a_waiver_that_cannot_act_is_not_warned_about_again(root, answers, head, pin, expected):
    assert codes(root, sheet(answers, head=head, pin=pin)) == expected


def test_a_sheet_with_mistakes_is_told_of_its_waivers_too(root):
    text = sheet(waived(("2026-11-01", "2026-11-30")) + "  TIN-01: yes!\n")
    assert codes(root, text) == ["GS213", "GS110"]


PEOPLE = (
    "{mina: Mina Okafor, m.okafor: MINA  okafor, dana: Dana Ruiz, liwei: 李伟, lw: 李 伟, ana: Ａｎａ Lee, al: ana lee}"
)


@pytest.mark.parametrize(
    ("owner", "by", "same"),
    [
        ("dana", "dana", True),
        ("dana", "mina", False),
        ("mina", "m.okafor", True),
        ("liwei", "lw", True),
        ("al", "ana", True),
        ("ＤＡＮＡ", "dana", True),
        ("Dana Ruiz", "dana", True),
        ("Nobody Known", "nobody known", True),
        ("nobody", "somebody", False),
    ],
)
def test_people_are_one_by_handle_or_full_name_however_written(root, owner, by, same):
    text = sheet(waived(by=f"'{by}'", more=f"owner: '{owner}'"), people=PEOPLE)
    assert (("GS214", f"'{by}'") in marked(root, text)) is same
    answered = sheet(waived(by=f"'{by}'", more=f"by: '{owner}'"), people=PEOPLE)
    assert (("GS215", f"'{by}'") in marked(root, answered)) is same


def test_two_handles_that_differ_in_case_are_two_people_where_their_names_differ(root):
    text = sheet(waived(by="li", more="owner: Li"), people="{li: Li Wei, Li: Li Na}")
    assert codes(root, text) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("by: dana", []),
        ("", ["GS215"]),
        ("by: hana", ["GS215"]),
        ("owner: hana\nby: dana", ["GS214"]),
        ("owner: hana", ["GS214"]),
    ],
)
def test_the_assessor_is_who_answered_else_that_of_the_sheet(root, more, expected):
    """One who owns the item and answered it is named once, in both roles."""
    diagnostics = found(root, sheet(waived(more=more), head="assessor: hana\n"))
    assert [d.code for d in diagnostics] == expected
    both = [d.help_key for d in diagnostics if d.code == "GS214"]
    assert both == (["GS214.help.both"] if more == "owner: hana" else [None] if both else [])
