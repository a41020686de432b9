"""No figure of an audit report is only on paper: each leads to the result, and is what stands there."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction

import pytest

import assessments
import audits
import judged
from gapsheet.model.assessment import WEIGHTS
from gapsheet.model.policy import Rules
from gapsheet.report import audit_json
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_parts import Document, Run, Table
from gapsheet.report.labels import number
from gapsheet.report.wire import Result
from gapsheet.words import LANGS, say

AUDITS = {
    **{name: (lambda name=name: audits.example(name)) for name in judged.EXAMPLES},
    "everything": audits.everything,
    "filled": audits.filled,
    "no-policy": lambda: audits.record(assessments.no_policy()),
    "nothing-counted": lambda: audits.record(assessments.nothing_counted()),
    "unanswered": lambda: audits.record(assessments.unanswered()),
    "compared": lambda: audits.record(judged.compared(), Rules(max_drop=Fraction(0), no_item_worse=True)),
}
COUNTED = ("limits", "grades", "methods", "split")
"""Tables of which every row is a figure."""


def parts(value: object, kind: type) -> Iterator:
    """Yield everything of a kind in a document, in its order."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from parts(entry, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from parts(getattr(value, entry.name), kind)


def led_to(data: object, pointer: str) -> object:
    """Return what a JSON pointer leads to (RFC 6901)."""
    assert pointer.startswith("/"), pointer
    for step in pointer[1:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data


def shown(lang, value: object) -> str:
    """Return a number of the result as it is shown; a sentence says the size of a negative one."""
    assert value is None or (isinstance(value, int | float) and not isinstance(value, bool)), value
    return number(lang, None if value is None else abs(Decimal(str(value))))


def figures_of(table: Table) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.kind == "number":
                yield column.title, tuple(run for line in cell for run in line)


@pytest.fixture(scope="module", params=AUDITS)
def found(request):
    audit = AUDITS[request.param]()
    return audit, json.loads(audit_json.render(audit))


@pytest.fixture(params=LANGS)
def document(request, found) -> Document:
    return audit_document(found[0], request.param)


def test_every_figure_is_that_of_the_result(found, document):
    checked = 0
    for run in parts(document, Run):
        for pointer in run.figures:
            figure = shown(document.lang, led_to(found[1], pointer))
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d]|\.\d)", run.text), (run.text, pointer, figure)
            checked += 1
    assert checked > 30


def test_every_number_in_a_table_leads_somewhere(document):
    none = say(document.lang, "terms", "number.none")
    for table in parts(document, Table):
        if table.name == "weights":  # these are the method's, not of one result
            assert [run.text for _, (run,) in figures_of(table)] == [str(weight) for weight in WEIGHTS.values()]
            continue
        for title, runs in figures_of(table):
            assert any(run.figures for run in runs) or [run.text for run in runs] == [none], (table.name, title, runs)
        if table.name in COUNTED:
            assert all(any(run.figures for run in parts(row, Run)) for row in table.rows), table.name


def test_the_sentences_with_the_main_figures_lead_somewhere(found, document):
    degree = {pointer for run in document.cover.degree for pointer in run.figures}
    wanted = {"/audit/grades/major", "/audit/grades/minor", "/audit/grades/observation", "/audit/limits/unanswered"}
    if found[0].conclusion.total:
        wanted |= {"/audit/conclusion/fulfilled", "/audit/conclusion/total"}
    assert wanted <= degree
    said = {pointer for run in parts(document.sections, Run) for pointer in run.figures}
    assert {f"/audit/limits/{name}" for name in found[1]["audit"]["limits"]} <= said
    if found[1]["score"] is not None:
        assert {"/audit/scoring/earned", "/audit/scoring/weight", "/score"} <= said


def test_the_result_with_its_record_is_in_its_format(found):
    assert Result.model_validate(found[1]).audit is not None
    assert audit_json.render(found[0]).isascii()
