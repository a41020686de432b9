"""The one form of a sheet, rule by rule."""

from pathlib import Path

import pytest

from edits import formatted

MOVED = Path(__file__).parent / "moved"

HEAD = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [security@1.0]\nanswers:\n"


def entries(text, **options):
    return formatted(HEAD + text, **options).removeprefix(HEAD)


def test_keys_at_the_top_go_in_order_with_their_comments():
    text = (
        "# yaml-language-server: $schema=x\n# who\npeople:\n  a: B\n\n# the name\nsystem: S\nlang: en\n"
        "schema: gapsheet/answers/v1\n# the end\n"
    )
    assert formatted(text) == (
        "# yaml-language-server: $schema=x\nschema: gapsheet/answers/v1\n\n# the name\nsystem: S\nlang: en\n"
        "# who\npeople:\n  a: B\n# the end\n"
    )


def test_entries_go_in_the_order_of_the_checklists_below_their_headings():
    text = (
        "  # ---- Updates: 2 items ----\n  UPD-02: met\n  # mine\n  UPD-01: met\n\n"
        "  # Security\n  SEC-03: met\n  # about two\n  SEC-02: met\n\n  # late\n  SEC-01: met\n  # last\n"
    )
    assert entries(text) == (
        "  # Security\n  # late\n  SEC-01: met\n  # about two\n  SEC-02: met\n  SEC-03: met\n  # last\n"
        "\n  # ---- Updates: 2 items ----\n  # mine\n  UPD-01: met\n  UPD-02: met\n"
    )


def test_fields_go_in_order_with_the_comments_above_them():
    text = "  SEC-01:\n    # when\n    due: 2026-12-05\n    note: >\n      a\n\n      b\n    answer: met\n    # end\n"
    assert entries(text) == (
        "  SEC-01:\n    answer: met\n    note: >\n      a\n\n      b\n    # when\n    due: 2026-12-05\n    # end\n"
    )


def test_what_an_audit_report_records_goes_in_order_too():
    text = (
        "# the team\nparticipants: [mina]\nevidence:\n  scan: {title: S, file: a.json}  # stays\nsignoff:\n"
        "  - role: prepared\nsystem: S\norganisation: O\nschema: gapsheet/answers/v1\n"
    )
    assert formatted(text) == (
        "schema: gapsheet/answers/v1\nsystem: S\norganisation: O\n# the team\nparticipants: [mina]\n"
        "signoff:\n  - role: prepared\nevidence:\n  scan: {title: S, file: a.json}  # stays\n"
    )
    text = (
        "  SEC-01:\n    reviewed:\n      result: met  # why\n      at: 2026-11-19\n      by: dana\n"
        "    method: test\n    evidence:\n      - retain_until: 2029-12-31\n        file: a.json  # the scan\n"
        "      - {title: T, file: b.txt}\n    answer: unmet\n    waiver: {residual_risk: R, until: 2026-11-30, "
        "granted: 2026-11-01, by: hana, reason: r}\n"
    )
    assert entries(text) == (
        "  SEC-01:\n    answer: unmet\n    evidence:\n"
        "      - file: a.json  # the scan\n        retain_until: 2029-12-31\n"
        "      - {file: b.txt, title: T}\n    waiver: {reason: r, by: hana, granted: 2026-11-01, "
        "until: 2026-11-30, residual_risk: R}\n    method: test\n"
        "    reviewed:\n      by: dana\n      at: 2026-11-19\n      result: met  # why\n"
    )


def test_parts_that_do_not_stand_line_by_line_keep_their_order():
    text = (
        "  SEC-01:\n    waiver:\n      until: 2026-11-30\n      # about the reason\n      reason: r\n"
        "    reviewed:\n      result: >\n        met\n      by: dana\n"
    )
    assert entries(text) == text


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("  SEC-01: {answer: met}   # x\n", "  SEC-01: met             # x\n"),
        ("  SEC-01:\n    answer: met\n", "  SEC-01: met\n"),
        ("  SEC-01:\n    answer: met  # why\n", "  SEC-01:\n    answer: met  # why\n"),
        ("  SEC-01: {}\n", "  SEC-01:\n"),
        ("  'SEC-01' :   \"met\"\n", "  SEC-01: met\n"),
        ("  SEC-01: 符合\n", "  SEC-01: met\n"),
        ("  SEC-01: {answer: met, note: 'x'}\n", "  SEC-01: {answer: met, note: x}\n"),
        ('  SEC-01: {answer: met, note: "a, b"}\n', '  SEC-01: {answer: met, note: "a, b"}\n'),
        ("  SEC-01:\n    note:  'no'\n", '  SEC-01:\n    note: "no"\n'),
        ('  SEC-01:\n    due: "2026-12-05"\n', "  SEC-01:\n    due: 2026-12-05\n"),
        ("  SEC-01:\n    note: 'it''s'\n", "  SEC-01:\n    note: it's\n"),
    ],
)
def test_spelling(written, wanted):
    assert entries(written) == wanted


def test_chinese_sheets_have_chinese_words():
    assert entries("  SEC-01: n/a\n", chinese=True) == "  SEC-01: 不适用\n"


def test_remarks_are_brought_up_to_date():
    text = (
        "  SEC-01:        # low       Statement of SEC-01\n"
        "  SEC-02: met        # high      Statement of SEC-02 (ask Dana)\n"
        "  SEC-03: partial # critical  Statements for SEC-03\n"
        "  SEC-04: met    # high on my list, says Dana\n"
        "  SEC-05:   # critical  the customer asked for it twice, see the minutes of May\n"
        "  SEC-06:        # 关键  Statement of SEC-06\n"
    )
    assert entries(text) == (
        "  SEC-01:        # high      Statement of SEC-01\n"
        "  SEC-02: met    # high      Statement of SEC-02 (ask Dana)\n"
        "  SEC-03: partial  # high      Statement of SEC-03\n"
        "  SEC-04: met    # high on my list, says Dana\n"
        "  SEC-05:   # critical  the customer asked for it twice, see the minutes of May\n"
        "  SEC-06:        # high      Statement of SEC-06\n"
    )


def test_aliases_keep_the_order():
    text = "  SEC-02: {note: &n 'x', answer: met}\n  SEC-01:\n    note: *n\n    answer: 'met'\n"
    assert entries(text) == text.replace("'met'", "met")


def test_a_comment_whose_second_line_is_deeper_stays_with_what_follows():
    comment = "  # About SEC-05: counsel asked for\n{indent}# the list of leavers\n  SEC-05: met\n"
    text = "  SEC-08: met\n" + comment.format(indent="    ") + "  SEC-01: met\n"
    assert entries(text) == "  SEC-01: met\n" + comment.format(indent="  ") + "  SEC-08: met\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["bare", "comments", "sections"])
def test_comments_go_with_what_they_speak_of(name, newline):
    text, wanted = (
        (MOVED / f"{file}.yaml").read_text("utf-8").replace("\n", newline) for file in (name, f"{name}.wanted")
    )
    assert formatted(text) == wanted
    assert formatted(wanted) == wanted


@pytest.mark.parametrize(
    ("comment", "heading"),
    [
        ("# Security", True),
        ("# security (3)", True),
        ("# Security: Dana asks for all of it", True),
        ("# SEC", True),
        ("# ---- whatever ----", True),
        ("# 安全：3 项", True),
        ("# Security asked twice", False),
        ("# asked the people of Security", False),
        ("# Securityless", False),
        ("# 安全团队问过", False),
    ],
)
def test_a_heading_stays_and_another_comment_goes_with_its_entry(comment, heading):
    moved = (
        f"  {comment}\n  SEC-01: met\n  SEC-02: met\n" if heading else (f"  SEC-01: met\n  {comment}\n  SEC-02: met\n")
    )
    assert entries(f"  {comment}\n  SEC-02: met\n  SEC-01: met\n") == moved


def test_entries_in_order_keep_all_comments_where_they_stand():
    text = (
        "\n # Updates\n\n  # a\n\n  SEC-01: met\n# b\n      # c\n\n\n  # SEC-07: met\n  SEC-02: met\n  # d\n"
        "  # Updates\n  # ===\n  UPD-01: met\n\n    # e\n"
    )
    assert entries(text) == text
