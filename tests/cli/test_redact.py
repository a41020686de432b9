"""`report --redact`: what it takes, what it refuses, and how a report says so."""

import json

import pytest

from redactions import write_sheet


@pytest.fixture
def gapsheet(quick):
    write_sheet(quick.folder)
    return quick


AS_OF = ("report", "--as-of", "2026-11-20", "-q", "-o", "-")


def test_order_and_repetition_do_not_matter(gapsheet):
    one = gapsheet(*AS_OF, "--format", "markdown", "--redact", "people,links")
    two = gapsheet(*AS_OF, "--format", "markdown", "--redact", "links , people", "--redact", "people")
    assert (one.code, one.err) == (0, "")
    assert one.out == two.out
    assert "Removed people, links" in one.out


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("peple", 'not "peple". Did you mean "people"?'),
        ("links,Notes", 'not "Notes". Did you mean "notes"?'),
        ("people,", 'not ""'),
        ("photographs", "people, links, notes"),
        ("", "an empty value for redact"),
    ],
)
def test_another_word_is_a_usage_error(gapsheet, value, says):
    done = gapsheet("report", "--redact", value)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert "redact" in done.err
    assert not list(gapsheet.folder.glob("*.html"))


def test_the_audit_report_prints_the_command_with_it(gapsheet):
    done = gapsheet(*AS_OF, "--kind", "audit", "--format", "json", "--redact", "notes,people", "--lang", "zh-CN")
    data = json.loads(done.out)
    assert data["redacted"] == ["people", "notes"]
    assert data["audit"]["reproduce"].endswith("--redact people,notes")
    assert data["system"] == "Claims Copilot of Person 5"  # JSON is in English whoever asks
    assert gapsheet(*AS_OF, "--kind", "audit", "--format", "json", "--redact", "people,notes").out.count(
        "Person 5"
    ) == (done.out.count("Person 5"))


def test_what_the_terminal_says_is_no_part_of_the_report(gapsheet):
    done = gapsheet("report", "--as-of", "2026-11-20", "--redact", "people,links")
    assert done.code == 0
    assert "warnings in gapsheet.yaml" in done.err
    assert (gapsheet.folder / "gapsheet-gap.html").exists()
