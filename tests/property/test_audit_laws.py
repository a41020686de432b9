"""What holds for the record of any sheet, whatever it says."""

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gapsheet.core.audit import Circumstances, audit, grade_of
from gapsheet.report import audit_markdown
from gapsheet.report.audit_both import Both, paired
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_json import to_data
from gapsheet.report.wire import Result
from judged import contradicting
from strategies import TODAY, all_rules, worlds


@given(worlds() | worlds().map(contradicting), st.none() | all_rules, st.integers(-2, 2))
@settings(max_examples=50)
def test_the_record_of_any_sheet(world, rules, days):
    judged = world.assess(rules)
    found = audit(judged, rules, Circumstances({}, None, TODAY + dt.timedelta(days), "gapsheet report"))
    items = list(judged.items())

    graded = [item.id for item in items if grade_of(item) is not None]
    assert [finding.item.id for finding in found.findings] == graded
    assert [finding.number for finding in found.findings] == [f"F-{n:02d}" for n in range(1, len(graded) + 1)]
    assert sum(found.grades.values()) == len(found.findings)
    assert set(found.contradicted) <= set(graded)
    assert not set(graded) & set(found.not_assessed)
    assert {row.item.id: row.finding for row in found.matrix if row.finding} == {
        finding.item.id: finding.number for finding in found.findings
    }

    numbers = [entry.number for entry in found.evidence]
    used = {number for row in found.matrix for number in row.evidence}
    assert used == set(numbers)
    assert all(entry.items for entry in found.evidence)
    assert found.limits.evidence == len(numbers)

    criteria = found.conclusion
    assert sum(criteria.counts.values()) == criteria.total == len(judged.gate.rules if judged.gate else ())
    assert (criteria.state == "fulfilled") == (criteria.total > 0 and criteria.counts["fulfilled"] == criteria.total)
    passing = [entry.outcome.passed for entry in criteria.criteria]
    assert criteria.fulfilled == (sum(passing) if judged.numbers.weight else 0)

    Result.model_validate(to_data(found))


@given(worlds(), st.none() | all_rules)
@settings(max_examples=25)
def test_the_document_of_any_sheet_in_two_languages(world, rules):
    found = audit(world.assess(rules), rules, Circumstances({}, None, TODAY, "gapsheet report"))
    english, chinese = audit_document(found, "en"), audit_document(found, "zh-CN")
    both = paired(english, chinese, "zh-CN")
    assert both == english
    assert isinstance(both.cover.conclusion, Both)
    assert both.cover.conclusion.second == chinese.cover.conclusion
    assert [section.number for section in english.sections] == [*map(str, range(1, 11)), "A"]
    text = audit_markdown.render(found, ("en", "zh-CN"))
    assert re.findall(r"^#### (F-\d+)", text, re.MULTILINE) == [finding.number for finding in found.findings]
