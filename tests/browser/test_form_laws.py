"""What a form saves loses nothing: any answer, written and read by the page's own script, and read by the program."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assessments
from gapsheet.load.answers import read_answers
from gapsheet.load.reading import Reading
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.model.answers import Answer, Evidence, Waiver
from gapsheet.model.form import Form, FormChecklist, FormItem
from gapsheet.report.form_html import render
from gapsheet.report.form_view import values_of

pytestmark = pytest.mark.browser

HEAD = {
    "schema": "gapsheet/form/v1",
    "sheet": "deep er/gap: sheet #1.yaml",
    "base": "0" * 64,
    "system": '"\u2028\\',
    "lang": "en",
    "saved": "2026-11-24T14:02:00Z",
}
ODD = "\"'\\\u0000\u0007\u007f\u0085\u00a0\u2028\u202e\u200b\ufeff\ufffe\uffff\U0001f680#:-{}[]&*!|>%@` \t\n\r"
# A text of a sheet has no blanks around it: neither what Python takes for one nor what JavaScript does.
BLANKS = "".join(map(chr, range(33))) + "\u0085\ufeff"

texts = (
    st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=40)
    .map(lambda text: text.strip().strip(BLANKS).strip())
    .filter(lambda text: text and text == text.strip().strip(BLANKS))
)
days = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
maybe = st.none() | texts
maybe_day = st.none() | days
files = st.builds(
    Evidence,
    file=texts.filter(lambda text: ":" not in text),
    title=maybe,
    date=maybe_day,
    sha256=st.none() | st.just("ab" * 32),
    collected_by=maybe,
    source_system=maybe,
    retain_until=maybe_day,
)
links = st.builds(Evidence, url=st.just("https://ci.example.org/4?a=1#b"), title=maybe, date=maybe_day)
refs = st.builds(Evidence, ref=texts | st.just("pen-test"))
waivers = st.builds(
    lambda reason, by, a, b: Waiver(reason=reason, by=by, granted=min(a, b), until=max(a, b)), texts, texts, days, days
)
answers = st.builds(
    Answer,
    answer=st.sampled_from(["met", "partial", "unmet", "n/a", None]),
    note=maybe,
    reason=maybe,
    evidence=st.lists(files | links | refs, max_size=3).map(tuple),
    owner=maybe,
    due=maybe_day,
    waiver=st.none() | waivers,
    by=maybe,
    at=maybe_day,
)


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    update = assessments.built_in("update")
    referring = Answer(answer="met", evidence=(Evidence(ref="pen-test"), Evidence(file="a.txt")))
    items = tuple(FormItem(item, referring if item.id == "UPD-01" else Answer()) for item in update.items())
    lists = (FormChecklist("update", "Update", items),)
    register = {"pen-test": Evidence(file="pen-test.pdf", title="Pen test", date=dt.date(2026, 10, 2))}
    form = Form("X", "gapsheet.yaml", "0" * 64, "en", {}, lists, len(items), register=register)
    path = tmp_path_factory.mktemp("form") / "form.html"
    path.write_text(render(form), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    yield opened
    opened.close()


WRITE = """([head, values]) => {
    const text = formFile.write(head, values.map((said, n) => [`UPD-${n}`, formValues.tidy(formValues.whole(said))]));
    const found = formFile.read(text);
    const again = formFile.write(found.head, [...found.answers].map(([id, said]) =>
        [id, formValues.tidy(formValues.whole(said))]));
    return [text, again];
}"""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(answers, max_size=6))
def test_every_answer_comes_back_as_it_was(page, said):
    text, again = page.evaluate(WRITE, [HEAD, [values_of(answer) for answer in said]])
    assert again == text
    doc, found = parse_yaml(from_text(text, Path("r.yaml"), "r.yaml", ""))
    assert found == []
    assert {name: doc.data[name] for name in HEAD} == HEAD
    read = read_answers(Reading(doc), doc.data["answers"] or None)
    assert read == {f"UPD-{n}": answer for n, answer in enumerate(said)}


def test_a_reference_shows_what_it_refers_to_and_cannot_be_changed_there(page):
    fields = [page.locator(f"#UPD-01-evidence-0-{name}") for name in ("target", "title", "date")]
    assert [field.input_value() for field in fields] == ["pen-test.pdf", "Pen test", "2026-10-02"]
    assert not any(field.is_editable() for field in fields)
    assert "pen-test" in fields[0].get_attribute("title")
    assert page.locator("#UPD-01-evidence-1-target").is_editable()
