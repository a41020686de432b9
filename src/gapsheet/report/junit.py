"""The judgement as JUnit XML, for the test pages of CI systems.

One document for two schemas: that of Jenkins (jenkinsci/xunit-plugin, `junit-10.xsd`) and the stricter one of Ant
(windyroad/JUnit-Schema, `JUnit.xsd`). So every suite has all attributes and both streams, the root has none, and what
is to say of a case stands inside its `failure`, `error` or `skipped`; neither schema has a place for a file and a
line, so the body says `gapsheet.yaml:12`.

One suite a checklist with one case an item, and a last suite `gate` with one case a rule. What becomes of an item, the
first that holds:

- failure: a failing rule names it, of a severity that misses its limit (waived and met items can be named too)
- error: its evidence contradicts it, or a file that a claim names as evidence is not there
- skipped: a waiver accepts it; it is not applicable or out of scope; it is a gap, unanswered ones included, on which
  no rule fails. The message says which.
- passed: it is met

A failing rule is a failure; where nothing counts, each rule is an error, for a test page must not turn green on what
cannot be judged. A gate that passes has no failure but may have errors, with which Jenkins calls a build unstable.
Under `--trust`, the output of the suite `gate` lists what of the change did not count.

Not expressed: points, ranges, the split, worth, half a credit (partly met is a gap), anything about a case that
passes, changes against a baseline other than what its rules say, and the way to pass. All times are 0; the timestamp
is the day of the judgement. The class of a case is the path of the sheet and the checklist, so that two sheets of one
pipeline do not hide each other: GitLab shows the class as suite and ignores a second case of the same class and name.

GitLab takes 30 MB a file and 100 MB a job, and limits the number of elements ("250,000-object XML complexity",
gitlab#507482). A case is at most two elements here and its texts are cut, so that a thousand items stay far below both.
"""

from xml.etree import ElementTree as ET

from gapsheet.model.assessment import Assessment, ChecklistResult
from gapsheet.model.comparison import Trust
from gapsheet.model.verdict import GateResult, RuleOutcome
from gapsheet.report.ignored import ignored_heading, ignored_name, ignored_text
from gapsheet.report.item_text import Finding, details, findings, labelled, one_line, rule_details, rule_names
from gapsheet.report.labels import joined
from gapsheet.report.view_gate import rule_view
from gapsheet.text import visible
from gapsheet.words import Lang, say

GATE = "gate"
"""The name of the suite with the rules."""

HOST = "localhost"
"""What the schema of Ant asks for where the host is not known; a judgement has none."""


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the document; it ends with one line feed."""
    root = ET.Element("testsuites")
    for entry in (*assessment.checklists, *assessment.standalone):
        suite = _suite(root, assessment, entry.id, _of_checklist(entry))
        for found in findings(lang, assessment, entry.items):
            name = one_line(f"{found.view.id} {found.view.statement}")
            _outcome(_case(suite, assessment, entry.id, name), _item(lang, assessment, found))
        _close(suite)
    if assessment.gate is not None:
        suite = _suite(root, assessment, GATE, _of_gate(assessment, assessment.gate))
        for rule in assessment.gate.rules:
            title = one_line(rule_view(lang, assessment, rule).title)
            name = say(lang, "junit", "rule", rule=rule.rule, title=title)
            _outcome(_case(suite, assessment, GATE, name), _rule(lang, assessment, rule))
        _close(suite, _ignored(lang, assessment.trust))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


Outcome = tuple[str, dict[str, str], tuple[str, ...]] | None
"""The element of a case with its attributes and the lines of its body, None where the case passes."""


def _item(lang: Lang, a: Assessment, found: Finding) -> Outcome:
    result, state = found.result, found.view.state_text
    body = details(lang, a, found)

    def message(key: str, **params: str) -> str:
        return say(lang, "junit", f"message.{key}", state=state, **params)

    if found.rules:
        return "failure", {"type": result.state, "message": message("fails", rules=rule_names(lang, found.rules))}, body
    if result.assurance == "contradicted":
        return "error", {"type": "contradicted", "message": message("contradicted")}, body
    if found.missing:
        files = one_line(joined(lang, [one_line(piece.target) for piece in found.missing]))
        return "error", {"type": "evidence-missing", "message": message("missing", files=files)}, body
    if result.waived:
        return "skipped", {"message": state}, body
    if not result.counted:
        reason = one_line(found.view.reason.text) if found.view.reason is not None else state
        why = reason if result.state == "out-of-scope" else message("not-applicable", reason=reason)
        return "skipped", {"message": why}, body
    if result.gap:
        return "skipped", {"message": message("gap" if a.gate is not None else "gap.no-policy")}, body
    return None


def _rule(lang: Lang, a: Assessment, rule: RuleOutcome) -> Outcome:
    view, body = rule_view(lang, a, rule), rule_details(lang, a, rule)
    if a.numbers.score is None:
        return "error", {"type": "cannot-be-judged", "message": say(lang, "junit", "message.not-judged")}, body
    if rule.passed:
        return None
    title, found = one_line(view.title), one_line(view.found)
    key = "message.rule" if found else "message.rule.bare"
    return "failure", {"type": rule.rule, "message": say(lang, "junit", key, title=title, found=found)}, body


def _suite(root: ET.Element, a: Assessment, name: str, properties: dict[str, str]) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=visible(name), package=_package(a), id=str(len(root)))
    facts = {"system": a.sheet.system, "as-of": a.as_of.isoformat(), "gapsheet": a.gapsheet, "sheet": a.sheet_path}
    table = ET.SubElement(suite, "properties")
    for key, value in (facts | {"sheet-sha256": a.sheet_sha256} | properties).items():
        ET.SubElement(table, "property", name=key, value=one_line(value))
    suite.set("timestamp", f"{a.as_of.isoformat()}T00:00:00")
    return suite


def _of_checklist(entry: ChecklistResult) -> dict[str, str]:
    known = {"checklist": entry.id, "version": entry.version, "pinned": entry.pinned, "checklist-sha256": entry.sha256}
    if entry.native is not None:
        return known | {"native-score": str(entry.native.score)}
    return known if entry.numbers.score is None else known | {"score": str(entry.numbers.score)}


def _of_gate(a: Assessment, gate: GateResult) -> dict[str, str]:
    known = {"policy": gate.policy, "policy-sha256": gate.sha256, "verdict": gate.verdict}
    return known if a.numbers.score is None else known | {"score": str(a.numbers.score)}


def _package(a: Assessment) -> str:
    """Return the path of the sheet as the package of a class: `services/claims/gapsheet.yaml` has dots for slashes."""
    return one_line(a.sheet_path.removesuffix(".yaml").replace("/", ".")) or GATE


def _case(suite: ET.Element, a: Assessment, checklist: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", name=name, classname=f"{_package(a)}.{visible(checklist)}", time="0")


def _outcome(case: ET.Element, outcome: Outcome) -> None:
    if outcome is not None:
        kind, attributes, body = outcome
        ET.SubElement(case, kind, attributes).text = "\n".join(body)


def _ignored(lang: Lang, trust: Trust | None) -> str:
    """Return what of the change did not count, line by line."""
    if trust is None:
        return ""
    lines = [labelled(lang, f"- {ignored_name(lang, it)}", ignored_text(lang, it, trust)) for it in trust.ignored]
    return "\n".join(one_line(line) for line in (ignored_heading(lang, trust), *lines))


def _close(suite: ET.Element, told: str = "") -> None:
    """Count the cases and add what the schema of Ant wants after them, two streams, the first with what is told."""
    counted = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error"}
    for name, path in (counted | {"skipped": "testcase/skipped"}).items():
        suite.set(name, str(len(suite.findall(path))))
    suite.set("hostname", HOST)
    suite.set("time", "0")
    ET.SubElement(suite, "system-out").text = told or None
    ET.SubElement(suite, "system-err")
