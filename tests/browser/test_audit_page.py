"""The audit report in a browser: nothing acts, axe finds nothing, a phone shows all of it, and paper comes first."""

import itertools
import re
import shutil
import subprocess

import pytest

import assessments
import audits
from gapsheet.model.audit import Audit
from gapsheet.report.audit_html import render

pytestmark = pytest.mark.browser

RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
HOSTILE = (
    f'{assessments.SCRIPT}</style></title><img src=x onerror="alert(2)"></td></table></main>\u202e{{{{ 7 * 7 }}}}'
    f'"}}@page{{}} javascript:alert(3) {assessments.LONG}'
)
RECORDS = {
    "filled": audits.filled,
    "hostile": lambda: audits.filled(HOSTILE),
    "example": lambda: audits.example("claims-copilot"),
    "例子": lambda: audits.example("smart-support"),
    "nothing": lambda: audits.record(assessments.nothing_counted()),
}


@pytest.fixture
def audit_page(tmp_path):
    """Give the address of an audit report on disk."""

    def write(name: str, *langs: str) -> str:
        made: Audit = RECORDS[name]()
        path = tmp_path / f"{name}-{'-'.join(langs)}.html"
        path.write_text(render(made, langs), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.fixture
def printed(open_page, audit_page, tmp_path):
    """Print an audit report and give the text of each page: as it lies on paper, or cell by cell."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not on PATH")

    def print_(name: str, *langs: str, paper: str = "A4", order: str = "-layout") -> list[str]:
        pdf = tmp_path / "audit.pdf"
        open_page(audit_page(name, *langs)).page.pdf(path=pdf, format=paper, print_background=False)
        done = subprocess.run(["pdftotext", order, pdf, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    return print_


@pytest.mark.parametrize("langs", [("en",), ("zh-CN", "en")], ids="+".join)
def test_nothing_in_a_sheet_acts_and_nothing_is_loaded(open_page, audit_page, langs):
    address = audit_page("hostile", *langs)
    watched = open_page(address)
    assert watched.said == []
    assert watched.asked == [address]
    page = watched.page
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    links = page.evaluate("[...document.links].map((link) => link.getAttribute('href'))")
    assert links
    assert all(link.startswith(("#", "https://", "http://", "mailto:")) for link in links)
    assert page.evaluate("document.querySelectorAll('[style], [onclick], [onerror]').length") == 0


@pytest.mark.parametrize(
    ("name", "langs", "scheme", "width"),
    [
        ("filled", ("en",), "light", 1280),
        ("filled", ("zh-CN",), "dark", 390),
        ("nothing", ("en", "zh-CN"), "light", 320),
    ],
)
def test_axe_finds_nothing(open_page, audit_page, axe, name, langs, scheme, width):
    page = open_page(audit_page(name, *langs), width, color_scheme=scheme).page
    page.evaluate(axe + "; undefined")
    found = page.evaluate(f"axe.run(document, {RULES}).then((result) => result.violations)")  # the rest is megabytes
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []


@pytest.mark.parametrize("name", ["filled", "hostile"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(open_page, audit_page, name, width):
    page = open_page(audit_page(name, "en", "zh-CN"), width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("langs", [("en",), ("zh-CN",), ("en", "zh-CN")], ids="+".join)
def test_headings_make_an_outline_and_tables_have_heads(open_page, audit_page, langs):
    page = open_page(audit_page("filled", *langs)).page
    assert page.evaluate("document.documentElement.lang") == langs[0]
    assert page.title()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == 11
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    without = (
        "[...document.querySelectorAll('table')].filter((t) => !t.caption || ![...t.tHead.rows[0].cells].every("
        "(c) => c.scope === 'col') || ![...t.tBodies[0].rows].every((r) => r.cells[0].scope === 'row')).length"
    )
    assert page.evaluate(without) == 0
    dead = (
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1))"
        ".filter((id) => !document.getElementById(id))"
    )
    assert page.evaluate(dead) == []
    twice = (
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);"
        " return ids.filter((id, n) => ids.indexOf(id) !== n); })()"
    )
    assert page.evaluate(twice) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_page_one_can_be_filed_alone_and_sections_begin_pages(printed, paper):
    pages = printed("example", "en", paper=paper)
    first = pages[0]
    for words in ("Claims Copilot", "Criteria not fulfilled", "4 of 7 criteria", "SHA-256", "neither a certification"):
        assert words in first, words
    for words in ("Prepared", "Signature", "Contents", "Appendices", "Self-assessment".lower(), "Not stated"):
        assert words in first, words
    opening = [" ".join(text.split()) for text in pages]
    for section in ("1 Statement by management", "2 Conclusion", "5 Findings", "7 Item matrix", "9 Evidence register"):
        assert any(re.match(rf"Claims Copilot · audit report {section}", text) for text in opening), section
    for number, text in enumerate(opening, 1):
        assert text.endswith(f"not a certificate Page {number} of {len(pages)}")


def test_addresses_of_evidence_can_be_read_on_paper(printed):
    whole = "".join("".join(printed("example", "en", order="-raw")).split())
    assert "https://git.example.org/claims/copilot/-/merge_requests/412" in whole


def test_chinese_and_both_languages_can_be_read_from_paper(printed):
    pages = printed("例子", "zh-CN")
    whole = "".join("".join(pages).split())
    for words in ("准则已满足，但有已接受的例外", "管理层声明", "风险接受登记表", "检查项明细表", "证据登记表"):
        assert words in whole, words
    assert re.search(rf"第\s*1\s*页，共\s*{len(pages)}\s*页", pages[0])
    both = "".join("".join(printed("filled", "en", "zh-CN")).split())
    for words in ("Statementbymanagement", "管理层声明", "Evidenceregister", "证据登记表"):
        assert words in both, words


def test_no_row_and_no_finding_is_split_on_paper(open_page, audit_page):
    page = open_page(audit_page("filled", "en")).page
    page.emulate_media(media="print")
    for selector in (".t tbody tr", ".a-pairs > div", ".a-entry", ".a-strip"):
        kinds = "new Set([...document.querySelectorAll(s)].map((e) => getComputedStyle(e).breakInside))"
        assert page.evaluate(f"(s) => [...{kinds}]", selector) == ["avoid"], selector
