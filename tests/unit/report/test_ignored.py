"""What does not count under `--trust` stands in the gap report too, in both languages, and acts nowhere."""

from dataclasses import replace

import pytest

import reviews
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.report import html, markdown
from gapsheet.report.ignored import ignored_heading, ignored_name, ignored_text
from gapsheet.words import LANGS

HOSTILE = Ignored("policy", "policy", "differs", "launch", "<script>alert(1)</script> | [x](http://e.org) `y`\u202e")


def under(*ignored: Ignored, sheet: bool = True):
    return replace(reviews.pull_request(), trust=Trust("main", "0" * 40, sheet, ignored))


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_stands_in_the_report(lang):
    judged = reviews.pull_request()
    page, text = html.render(judged, lang), markdown.render(judged, lang)
    assert judged.trust.ignored
    for entry in judged.trust.ignored:
        assert f"<dt>{ignored_name(lang, entry)}</dt>" in page
        assert markdown.escaped(ignored_text(lang, entry, judged.trust)) in text
    assert 'href="#ignored"' in page


@pytest.mark.parametrize("lang", LANGS)
def test_that_nothing_was_ignored_is_said_too(lang):
    for sheet in (True, False):
        judged = under(sheet=sheet)
        assert ignored_heading(lang, judged.trust) in html.render(judged, lang)
        assert markdown.escaped(ignored_heading(lang, judged.trust)) in markdown.render(judged, lang)


def test_without_trust_nothing_is_said():
    judged = replace(reviews.pull_request(), trust=None)
    assert 'id="ignored"' not in html.render(judged, "en")
    assert "What of the change" not in markdown.render(judged, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_values_of_a_stranger_are_inert(lang):
    judged = under(HOSTILE)
    page, text = html.render(judged, lang), markdown.render(judged, lang)
    assert "<script>alert" not in page
    assert "\u202e" not in page + text
    assert "[x](http" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_and_cause_has_its_words(lang):
    seen = {
        "waiver": ("new", "longer", "later", "differs"),
        "not-applicable": ("new",),
        "fact": ("new", "differs"),
        "checklists": ("new", "missing"),
        "checklist-file": ("differs",),
        "framework-file": ("differs",),
        "policy": ("differs",),
        "policy-file": ("differs", "missing"),
        "key": ("differs",),
    }
    trust = Trust("main", "0" * 40, True, ())
    for what, causes in seen.items():
        for why in causes:
            dated = what == "waiver" and why != "differs"
            values = (
                ("2026-11-01", "2026-12-01") if dated else ("met", "n/a") if what == "not-applicable" else ("a", "b")
            )
            assert "main" in ignored_text(lang, Ignored(what, "X", why, *values), trust)
