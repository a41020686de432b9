"""The gaps as a GitLab Code Quality report, for the widget of a merge request.

Source: "Code Quality report format" in GitLab's documentation and the schema that its server applies to one entry
(gitlabhq/gitlabhq, `app/validators/json_schemas/codeclimate.json`). A JSON array without a byte order mark, one entry
for each of: a gap, waived ones included; a claim that its evidence contradicts; an item that a failing rule names,
whatever its state; and a failing rule for which no such item stands, such as a minimum score. Where nothing counts,
one entry says so instead of the rules.

Severity: blocker where the gate fails on it (an item that a failing rule names, or a rule itself); info under a waiver
in force, which the text says; otherwise critical, major, minor, info for critical, high, medium, low. An entry lies at
the line of the sheet that answers its item, at line 1 where none does.

The fingerprint is that of the path of the sheet, the checklist and the item, and not of the line or the answer: an
item that goes from unmet to partly met stays the same entry, and a closed one shows as resolved.

Not expressed: items that are met, not applicable or out of scope; the rubrics that stand alone; the verdict (an empty
array can mean a gate that passed and a sheet without a policy), scores and points; notes and evidence.
"""

import hashlib

from gapsheet.model.assessment import Assessment
from gapsheet.model.base import Severity
from gapsheet.report.item_text import Finding, findings, rule_summary, summary
from gapsheet.report.view_items import shows_gap
from gapsheet.text import json_document, visible
from gapsheet.words import Lang, say

SEVERITIES: dict[Severity, str] = {"critical": "critical", "high": "major", "medium": "minor", "low": "info"}
"""What GitLab calls a severity where the gate does not fail on the item."""

BLOCKER = "blocker"

GATE = "gate"
"""The check of an entry that is about the gate and no item."""

Entry = dict[str, object]


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the array, items in checklist order and then rules; it is ASCII and ends with one line feed."""
    shown = [found for found in findings(lang, assessment, assessment.items()) if _shown(found)]
    entries = [_item(lang, assessment, found) for found in shown]
    entries += _rules(lang, assessment, shown)
    return json_document(entries)


def _shown(found: Finding) -> bool:
    return shows_gap(found.result) or bool(found.rules)


def _item(lang: Lang, a: Assessment, found: Finding) -> Entry:
    result = found.result
    severity = BLOCKER if found.rules else "info" if result.waived else SEVERITIES[result.severity]
    return _entry(a, (result.checklist, result.id), summary(lang, a, found), severity, result.line)


def _rules(lang: Lang, a: Assessment, shown: list[Finding]) -> list[Entry]:
    """Return the failing rules that name no item, or one that is not shown; or that nothing could be judged."""
    if a.gate is None:
        return []
    if a.numbers.score is None:
        return [_entry(a, (GATE, GATE), say(lang, "junit", "not-judged"), BLOCKER, None)]
    told = {found.result.id: found.rules for found in shown}
    return [
        _entry(a, (GATE, rule.rule), rule_summary(lang, a, rule), BLOCKER, None)
        for rule in a.gate.failed
        if not rule.items or not any(rule in rules for rules in told.values()) or set(rule.items) - set(told)
    ]


def _entry(a: Assessment, key: tuple[str, str], text: str, severity: str, line: int | None) -> Entry:
    identity = "\0".join(("gapsheet/gitlab/v1", a.sheet_path, *key))
    return {
        "check_name": key[1],
        "description": text,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "location": {"lines": {"begin": line or 1}, "path": visible(a.sheet_path)},
        "severity": severity,
    }
