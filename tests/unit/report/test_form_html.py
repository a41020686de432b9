"""A form as text: what it embeds, what it is called, and that the same form gives the same bytes."""

import datetime as dt
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

import assessments
from gapsheet.model.answers import Answer, Evidence, Waiver
from gapsheet.model.form import Form, FormChecklist, FormItem
from gapsheet.report.form_html import render
from gapsheet.report.form_view import file_name, form_data, form_view, values_of
from gapsheet.report.page import script
from gapsheet.words import LANGS, words

UPDATE = assessments.built_in("update")
HOSTILE = "</script><script>alert(1)</script>&\u2028\u202e\ud83d"


def made(answers=None, lang="en", **changes) -> Form:
    answers = answers or {}
    items = tuple(FormItem(item, answers.get(item.id, Answer())) for item in UPDATE.items())
    lists = (FormChecklist("update", UPDATE.title.text(lang), items),)
    form = Form("Claims Copilot", "gapsheet.yaml", "0" * 64, lang, {"dana": "Dana Ruiz"}, lists, len(items))
    return replace(form, **changes)


def embedded(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_form_gives_the_same_bytes(lang):
    assert render(made(lang=lang)) == render(made(lang=lang))


def test_a_draft_belongs_to_what_the_form_came_with():
    digests = {
        embedded(render(form))["digest"]
        for form in (
            made(),
            made(base="1" * 64),
            made(lang="zh-CN"),
            made({"UPD-01": Answer(note="x")}),
            made(owner="dana"),
        )
    }
    assert len(digests) == 5


def test_every_value_is_embedded_as_a_saved_form_has_it():
    answer = Answer(
        answer="unmet",
        note="n",
        evidence=(Evidence(file="a.md"), Evidence(url="https://a.example", title="t", date=dt.date(2026, 1, 2))),
        owner="dana",
        due=dt.date(2026, 12, 5),
        waiver=Waiver(reason="r", by="hana", granted=dt.date(2026, 11, 1), until=dt.date(2026, 11, 30)),
        by="mina",
        at=dt.date(2026, 11, 2),
    )
    assert values_of(Answer()) == {}
    assert values_of(answer) == {
        "answer": "unmet",
        "note": "n",
        "owner": "dana",
        "due": "2026-12-05",
        "by": "mina",
        "at": "2026-11-02",
        "evidence": [{"file": "a.md"}, {"url": "https://a.example", "title": "t", "date": "2026-01-02"}],
        "waiver": {"reason": "r", "by": "hana", "granted": "2026-11-01", "until": "2026-11-30"},
    }


def test_nothing_of_a_sheet_is_markup_or_half_a_character():
    form = made({"UPD-01": Answer(answer="n/a", reason=HOSTILE)}, system=HOSTILE, people={"dana": HOSTILE})
    page = render(form)
    assert page.encode("utf-8")
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert not set(form_data(form)) & set("<>&\u2028\u2029")
    reason = embedded(page)["items"][0]["values"]["reason"]
    assert reason == HOSTILE.replace("\ud83d", "\ufffd")


@pytest.mark.parametrize("lang", LANGS)
def test_style_and_script_are_allowed_by_their_digests(lang):
    page = render(made(lang=lang))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    act = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    for text in (style, act):
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert "connect-src 'none'" in policy
    assert not re.search(r"\son[a-z]+=|\sstyle=|javascript:", page.replace(act, ""))


def test_the_script_says_what_the_word_list_has_and_nothing_else():
    source = script("form-file", "form-values", "form")
    quoted = set(re.findall(r'"([a-z][a-z.-]*)"', source))
    listed = {key.removeprefix("js.") for key in words("en", "form") if key.startswith("js.")}
    said = set(re.findall(r'\bsay\("([a-z.-]+)"', source))
    said |= {f"load.{key}" for key in re.findall(r'refuse\("([a-z.-]+)"', source)}
    said |= {f"error.{key}" for key in re.findall(r'add\([^,]+, "([a-z.-]+)"\)', source)}
    assert said <= listed
    assert len(said) > 25
    computed = {f"error.waiver.{name}" for name in ("reason", "by", "granted", "until")}
    on_the_page = {"error.lede", "error.anyway"}
    assert listed - said - quoted == computed | on_the_page


def test_the_script_makes_no_markup_and_asks_for_nothing():
    source = script("form-file", "form-values", "form")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest"):
        assert word not in source
    assert "new Function" not in source


def test_answered_items_are_counted():
    view = form_view(made({"UPD-01": Answer(answer="met"), "UPD-02": Answer(note="not yet")}))
    assert view.progress == f"1 of {len(UPDATE.items())} answered."
    assert view.lists[0].count == f"1 of {len(UPDATE.items())} answered"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "gapsheet-returned.yaml"),
        ({"sheet": "deep/claims.gapsheet.yaml"}, "claims-returned.yaml"),
        ({"owner": "dana"}, "gapsheet-returned-dana.yaml"),
        ({"limited": ("privacy", "drift")}, "gapsheet-returned-privacy-drift.yaml"),
        ({"owner": "../../etc/passwd"}, "gapsheet-returned-..-..-etc-passwd.yaml"),
        ({"owner": "李伟"}, "gapsheet-returned-李伟.yaml"),
        ({"owner": "x" * 200}, "gapsheet-returned-" + "x" * 62 + ".yaml"),
    ],
)
def test_the_saved_file_has_a_plain_name(changes, name):
    assert file_name(made(**changes)) == name
