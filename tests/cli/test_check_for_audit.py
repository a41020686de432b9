"""`check --for audit`: what an audit reader would miss, beside the mistakes that every check tells."""

import json

import pytest

from sarif_logs import valid

DRILL = "14 minutes\n"
DIGEST = "cfa0750dafff3582120ba66dd3c69038fe5e799a1dbe7352c2d3cb4e7252f1b3"
COMPLETE = f"""schema: gapsheet/answers/v1
system: Claims Copilot
organisation: Example Insurance Ltd
assessed: 2026-11-16
assessor: mina
independence: self
participants: [mina, dana]
period: {{from: 2026-08-01, to: 2026-11-15}}
subject: {{version: 1.4.0}}
scope: {{in: [The service], out: [The mobile app]}}
assumptions: [The contract is in force.]
statement: {{text: The answers are true., name: hana, role: CTO, date: 2026-11-18}}
signoff:
  - {{role: prepared, name: mina, at: 2026-11-16}}
  - {{role: reviewed, name: dana, at: 2026-11-17}}
  - {{role: approved, name: hana, at: 2026-11-18}}
classification: confidential
distribution: management
facts: {{llm: no}}
checklists: [./tiny.yaml@1.1]
evidence:
  drill: {{file: drill.txt, date: 2026-10-22, sha256: {DIGEST}, retain_until: 2026-11-18}}
answers:
  TIN-01:
    answer: met
    evidence: {{ref: drill}}
    method: [document, test]
    reviewed: {{by: dana, at: 2026-11-16, result: partial}}
  TIN-02:
    answer: partial
    evidence: {{ref: drill}}
    owner: dana
    due: 2026-11-18
    waiver:
      reason: One customer.
      by: hana
      granted: 2026-11-01
      until: 2027-01-31
      compensating_control: Two people look.
      residual_risk: A late rollback.
    method: observation
    population: 12 releases
    sample: 3 of them
    reviewed: {{by: dana, at: 2026-11-17}}
  TIN-04:
    answer: n/a
    reason: There are no alerts.
people: {{mina: Mina Okafor, dana: Dana Ruiz, hana: Hana Sato}}
"""


@pytest.fixture
def gapsheet(quick, request):
    tiny = request.path.parents[1] / "diagnostics/tiny.yaml"
    quick.write("tiny.yaml", tiny.read_text("utf-8"))
    quick.write("drill.txt", DRILL)
    quick.write("gapsheet.yaml", COMPLETE)
    return quick


def codes(tool, *args):
    done = tool("check", *args, "--as-of", "2026-11-18", "--format", "json")
    return done.code, [found["code"] for found in json.loads(done.out)["diagnostics"]]


def changed(tool, *pairs):
    text = COMPLETE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    tool.write("gapsheet.yaml", text)


def test_a_complete_sheet_lacks_nothing(gapsheet):
    assert codes(gapsheet, "--for", "audit") == (0, [])
    done = gapsheet("check", "--for", "audit", "--as-of", "2026-11-18")
    assert done.out == "no mistakes in 1 file. 3 of 3 items answered.\n"


def test_the_next_day_is_another_check(gapsheet):
    changed(gapsheet, ("until: 2027-01-31", "until: 2027-03-31"))
    done = gapsheet("check", "--for", "audit", "--as-of", "2026-11-19", "--format", "json")
    assert [found["code"] for found in json.loads(done.out)["diagnostics"]] == ["GS523", "GS531"]


def test_it_is_told_only_when_asked_and_fails_nothing(gapsheet):
    changed(gapsheet, ("organisation: Example Insurance Ltd\n", ""), ("    population: 12 releases\n", ""))
    assert codes(gapsheet) == (0, [])
    assert codes(gapsheet, "--for", "audit") == (0, ["GS501", "GS513"])


def test_a_sheet_with_errors_is_not_asked_for_more(gapsheet):
    changed(gapsheet, ("organisation: Example Insurance Ltd\n", ""), ("method: observation", "method: looking"))
    assert codes(gapsheet, "--for", "audit") == (1, ["GS113"])


def test_what_is_not_judged_is_not_asked(gapsheet):
    aside = "  TIN-03: met\n  TIN-04: met\n"
    changed(gapsheet, ("  TIN-04:\n    answer: n/a\n    reason: There are no alerts.\n", aside), ("@1.1", "@1.0"))
    assert codes(gapsheet, "--for", "audit") == (0, ["GS203", "GS205"])
    changed(gapsheet, ("  TIN-04:\n    answer: n/a\n    reason: There are no alerts.\n", aside))
    assert codes(gapsheet, "--for", "audit") == (0, ["GS203", "GS511", "GS510"])


def test_a_critical_claim_without_evidence_is_told_once(gapsheet):
    changed(gapsheet, ("    answer: met\n    evidence: {ref: drill}\n", "    answer: met\n"))
    assert codes(gapsheet, "--for", "audit") == (0, ["GS210"])


@pytest.mark.parametrize("format", ["text", "concise", "sarif", "github"])
def test_every_format_has_them(gapsheet, format):
    changed(gapsheet, ("independence: self\n", ""), (f", sha256: {DIGEST}", ""))
    done = gapsheet("check", "--for", "audit", "--as-of", "2026-11-18", "--format", format)
    assert done.code == 0
    assert "independence: self" in done.out
    assert DIGEST in done.out
    if format == "sarif":
        assert [found["ruleId"] for found in valid(done.out)["results"]] == ["GS501", "GS521"]
    else:
        assert "2 warnings in 1 file. 3 of 3 items answered." in done.out + done.err


def test_hostile_texts_are_shown_safe(gapsheet):
    evil = "\\u202e\\e[31m<script>"
    changed(
        gapsheet,
        ("name: mina, at", f'name: "{evil}", at'),
        ("name: hana, at", f'name: "{evil}", at'),
        ("drill: {file: drill.txt, date: 2026-10-22, sha256", f'drill: {{url: "https://x.example/{evil[:6]}", sha256'),
    )
    done = gapsheet("check", "--for", "audit", "--as-of", "2026-11-18")
    assert done.code == 0
    assert "GS505" in done.out
    assert "GS520" in done.out
    assert not {"\u202e", "\x1b"} & set(done.out)


def test_a_purpose_that_there_is_not(gapsheet):
    done = gapsheet("check", "--for", "auditors")
    assert (done.code, done.out) == (2, "")
    assert '--for is one of audit, not "auditors"' in done.err
