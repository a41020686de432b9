"""What becomes of a line that was typed, without any terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapsheet.app.filling import About, At, hear, unfinished
from gapsheet.diagnostics import Diagnostic
from gapsheet.edit.change import FIELD_ORDER, EntryChange, applied
from gapsheet.model.answers import ANSWER_WORDS

NOTHING = About("UPD-01", "high", {})
CRITICAL = About("UPD-03", "critical", {})


def check(fields):
    """A reader that finds errors in what starts with "bad", and warnings in what starts with "odd"."""
    return [
        Diagnostic(code, "", params={})
        for value in fields.values()
        for start, code in (("bad", "GS140"), ("odd", "GS201"))
        if isinstance(value, str) and value.startswith(start)
    ]


def talk(about, *lines):
    """Return where lines lead, and the fields that were asked on the way."""
    at, fields = At(), []
    for line in lines:
        heard = hear(about, at, line, check)
        at = heard.at
        if heard.go != "ask":
            return heard, fields
        fields.append(at.field)
    return heard, fields


@pytest.mark.parametrize(
    ("about", "word", "asked"),
    [
        (NOTHING, "m", ["note"]),
        (NOTHING, "p", ["note", "owner", "due"]),
        (NOTHING, "u", ["note", "owner", "due"]),
        (CRITICAL, "m", ["note", "evidence"]),
        (CRITICAL, "p", ["note", "owner", "due", "evidence"]),
        (CRITICAL, "u", ["note", "owner", "due"]),
    ],
)
def test_only_what_matters_is_asked_and_all_of_it_may_be_skipped(about, word, asked):
    heard, fields = talk(about, word, *[""] * len(asked))
    assert (heard.go, fields) == ("save", asked)
    assert list(heard.at.said) == ["answer"]


def test_not_applicable_asks_for_the_reason_and_nothing_else():
    assert talk(NOTHING, "n")[1] == ["reason"]
    assert hear(NOTHING, At("reason", {"answer": "n/a"}), "", check).remark == "reason.needed"
    assert hear(NOTHING, At("reason", {"answer": "n/a"}), "-", check).remark == "reason.needed"
    assert hear(NOTHING, At("reason", {"answer": "n/a"}), "b", check).at == At()
    heard, _ = talk(NOTHING, "n/a", "No model.")
    assert (heard.go, heard.at.said) == ("save", {"answer": "n/a", "reason": "No model."})
    before = About("UPD-01", "high", {"answer": "n/a", "reason": "Old."})
    heard, _ = talk(before, "n", "")
    assert (heard.go, heard.at.said) == ("save", {"answer": "n/a"})


def test_q_stops_at_every_question_but_the_one_for_a_person():
    for field in ("reason", "note", "due", "evidence"):
        at = At(field, {"answer": "unmet"})
        heard = hear(NOTHING, at, "q", check)
        assert (heard.go, heard.at) == ("quit", at)
    assert hear(NOTHING, At("owner", {"answer": "unmet"}), "q", check).at.said["owner"] == "q"


def test_another_letter_is_a_note_and_no_key():
    for letter in ("b", "?", "s"):
        heard, _ = talk(NOTHING, "m", letter)
        assert (heard.go, heard.at.said) == ("save", {"answer": "met", "note": letter})


def test_an_error_is_asked_again_and_a_doubt_is_taken_at_the_second_time():
    at = At("due", {"answer": "unmet"})
    heard = hear(NOTHING, at, "bad", check)
    assert (heard.go, heard.at, [one.code for one in heard.found]) == ("again", at, ["GS140"])
    doubt = hear(NOTHING, at, "odd", check)
    assert (doubt.go, doubt.at.offered) == ("again", "odd")
    for line in ("", "odd"):
        assert hear(NOTHING, doubt.at, line, check).at.said == {"answer": "unmet", "due": "odd"}
    assert hear(NOTHING, doubt.at, "good", check).at.said == {"answer": "unmet", "due": "good"}
    assert hear(NOTHING, doubt.at, "-", check).at.said == {"answer": "unmet"}


def test_evidence_is_added_to_what_is_named_and_keeps_its_form():
    there = About("UPD-03", "critical", {"answer": "met", "evidence": [{"file": "a", "title": "A"}]})
    heard, fields = talk(there, "m", "", "b", "a", "b", "")
    assert (heard.go, fields) == ("save", ["note", "evidence", "evidence", "evidence", "evidence"])
    assert heard.at.said == {"answer": "met", "evidence": [{"file": "a", "title": "A"}, "b", "a"]}
    odd = At("evidence", {"answer": "met", "evidence": ["odd"]})
    assert hear(there, odd, "odd", check).go == "ask"  # it was taken once; it is not doubted again
    heard, _ = talk(there, "m", "", "-", "")
    assert heard.at.said == {"answer": "met", "evidence": None}


def test_a_reason_that_no_longer_fits_stays_as_the_note_unless_there_is_one():
    reason = {"answer": "n/a", "reason": "Why."}
    assert talk(About("A", "high", reason), "m", "")[0].at.said == {"answer": "met", "reason": None, "note": "Why."}
    assert talk(About("A", "high", reason), "m", "-")[0].at.said == {"answer": "met", "reason": None, "note": None}
    noted = {**reason, "note": "N."}
    assert talk(About("A", "high", noted), "m", "")[0].at.said == {"answer": "met", "reason": None}


def test_what_is_left_in_the_middle():
    assert unfinished(NOTHING, At()) is None
    assert unfinished(NOTHING, At("reason", {"answer": "n/a"})) is None
    said = {"answer": "unmet", "note": "x"}
    assert unfinished(NOTHING, At("owner", said)) == said
    assert unfinished(About("A", "high", {"reason": "r"}), At("reason", {"answer": "n/a"})) == {"answer": "n/a"}


LINES = st.one_of(
    st.sampled_from(
        ["m", "p", "u", "n", "", "-", "b", "odd", "bad", "x", "reports/a.json", "2026-12-05", *ANSWER_WORDS]
    ),
    st.text(max_size=12),
)
ENTRIES = st.sampled_from(
    [{}, {"answer": "met", "evidence": ["a"]}, {"answer": "n/a", "reason": "r", "note": "n"}, {"note": "n", "due": "x"}]
)


@given(ENTRIES, st.sampled_from(["critical", "low"]), st.lists(LINES, max_size=14))
def test_whatever_is_typed_what_is_saved_is_whole(entry, severity, lines):
    about, at = About("UPD-01", severity, entry), At()
    for line in lines:
        heard = hear(about, at, line, check)
        assert set(heard.at.said) <= set(FIELD_ORDER)
        assert not any(value == "" or str(value).startswith("bad") for value in heard.at.said.values())
        kept = unfinished(about, heard.at)
        for said in [heard.at.said] * (heard.go == "save") + [kept] * (kept is not None):
            after = applied({"answers": {"UPD-01": entry}}, [EntryChange("UPD-01", said)])["answers"]["UPD-01"]
            assert after["answer"] in ("met", "partial", "unmet", "n/a")
            assert (after["answer"] == "n/a") == ("reason" in after)
        if heard.go in ("save", "next", "back", "quit"):
            return
        at = heard.at
