"""The page of a comparison, and "Since last time" in the gap report: inert, complete, and gone without a baseline."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from test_html import Tags

import assessments
import comparisons
import gapsheet.report
from gapsheet.assets import asset_root
from gapsheet.report import diff_html, html
from gapsheet.report.view import gap_view
from gapsheet.report.view_diff import diff_view
from gapsheet.words import LANGS, words

CASES = ("ordinary", "unlike", "unchanged", "apart", "bare", "many", "hostile")


def reported(name, lang):
    return html.render(comparisons.with_baseline(getattr(comparisons, name)()), lang)


@pytest.fixture(scope="module", params=[(n, lang) for n in CASES for lang in LANGS], ids="-".join)
def page(request):
    name, lang = request.param
    return diff_html.render(getattr(comparisons, name)(), lang)


def test_is_well_formed_with_ids_of_its_own_and_links_that_lead_somewhere(page):
    parsed = Tags(page)
    assert parsed.open == []
    assert parsed.wrong == []
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {a["href"] for _, a in parsed.tags if a.get("href")} <= {f"#{name}" for name in ids}


def test_nothing_acts_but_one_style(page):
    for tag, attrs in Tags(page).tags:
        assert tag not in {"script", "img", "iframe", "object", "embed", "link", "base", "form"}
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "src")], tag
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert f"style-src &#39;sha256-{b64encode(sha256(style.encode()).digest()).decode()}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "script-src" not in policy
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_the_title_begins_with_the_verdict_and_the_change():
    page = diff_html.render(comparisons.ordinary(), "en")
    assert "<title>Not ready, +9.1 points: Claims Copilot: what changed</title>" in page
    assert "<title>+9.1 points: What changed</title>" in diff_html.render(comparisons.bare(), "en")


def test_the_skeleton_is_small():
    assert (asset_root("templates") / "html" / "diff.html.j2").read_text(encoding="utf-8").count("\n") < 60


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_every_change_is_on_the_page(name, lang):
    comparison = getattr(comparisons, name)()
    view = diff_view(lang, comparison)
    assert [len(group.rows) for group in view.groups] == [step.items for step in comparison.bridge]
    assert sum(len(group.rows) for group in view.groups) == len(comparison.changes)
    assert (len(view.moved), len(view.waivers)) == (len(comparison.moved), len(comparison.waivers))
    assert view.same is (not comparison.changes and not comparison.moved and not comparison.waivers)


def test_bars_start_where_the_score_stood_and_stay_inside():
    for name in ("ordinary", "unlike", "apart", "many"):
        comparison = getattr(comparisons, name)()
        for step, drawn in zip(comparison.bridge, diff_view("en", comparison).bridge, strict=True):
            if not drawn.width:
                assert step.effect is None
                continue
            start, size = float(drawn.start[:-1]), float(drawn.width[:-1])
            assert start >= 0
            assert start + size <= 100.4
            assert drawn.loss is (step.effect < 0)


def test_only_scores_that_compare_are_joined():
    rows = {row.title: row for row in diff_view("en", comparisons.unlike()).checklists}
    assert rows["Security"].old_x == ""
    assert rows["Security"].note == "1.0 to 2.0, scores do not compare"
    assert rows["Deployment and operation"].old_x != ""
    assert rows["Privacy"].note == "gone"
    assert rows["Drift and monitoring"].note == "new"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_the_report_with_a_baseline_is_well_formed_and_inert(name, lang):
    page = reported(name, lang)
    parsed = Tags(page)
    assert parsed.open == []
    assert parsed.wrong == []
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {a["href"] for _, a in parsed.tags if (a.get("href") or "").startswith("#")} - {"#?show=gaps"}
    assert inner <= {f"#{one}" for one in ids}
    assert [tag for tag, _ in parsed.tags].count("script") == 1


def test_the_report_shows_last_time_beside_this_time():
    page = reported("ordinary", "en")
    assert page.index('id="checklists"') < page.index('id="since"') < page.index('id="items"')
    assert '<p class="up">+9.1 since 20 Aug 2026</p>' in page
    assert "last time 58.8</text>" in page
    assert page.count('<circle class="was"') == 1 + 5 + 1  # the scale, every checklist, the key
    assert '<td class="num chg-c">+8.4</td>' in page
    assert "Compared with: main:gapsheet.yaml (20 Aug 2026, commit 4be91c7)" in page
    assert "Owner: </span>Hana Sato, CTO" in page


def test_scores_that_do_not_compare_leave_no_dot_on_the_scale():
    view = gap_view(comparisons.with_baseline(comparisons.unlike()), "en")
    assert view.verdict.bar.was is None
    assert view.verdict.change.text == "+31.8 since 20 Aug 2026, over the items that both judge"
    dots = {entry.id: entry.bar.was is not None for entry in view.checklists}
    assert dots == {"security": False, "privacy": False, "deployment": True, "drift": False, "update": False}


@pytest.mark.parametrize(("sign", "direction"), [(1, "up"), (-1, "down"), (0, "same")])
def test_the_change_has_a_direction(sign, direction):
    found = comparisons.ordinary()
    told = comparisons.with_baseline(replace(found, change=found.change * sign))
    assert gap_view(told, "en").verdict.change.direction == direction


def test_nothing_to_compare_is_one_sentence():
    page = html.render(comparisons.with_baseline(comparisons.NOTHING), "en")
    assert "Nothing to compare yet: main:gapsheet.yaml does not exist at commit 4be91c7." in page
    assert 'class="was"' not in page
    assert ".chg" not in page


def test_without_a_baseline_no_byte_is_of_it():
    page = html.render(assessments.not_ready(), "en")
    for trace in ('id="since"', ".chg", 'class="was"', "Since last time", "Compared with", 'class="lab under"'):
        assert trace not in page


def test_every_word_of_a_comparison_is_used():
    templates = (asset_root("templates") / "html").rglob("*.j2")
    modules = Path(gapsheet.report.__path__[0]).glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in (*templates, *modules))
    built = tuple(f"{name}." for name in ("kind", "about", "state", "moved", "waiver", "since", "sentence", "policies"))
    assert [
        key
        for key in words("en", "diff")
        if not re.search(rf"""["']{re.escape(key)}["']""", text) and not key.startswith(built)
    ] == []
