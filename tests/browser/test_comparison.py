"""The page of a comparison, and a gap report with "Since last time", as a person opens them."""

import shutil
import subprocess

import pytest
from test_accessibility import violations

import comparisons
from gapsheet.report import diff_html, html

pytestmark = pytest.mark.browser

CASES = ("ordinary", "unlike", "unchanged", "apart", "bare", "many", "hostile")
PAGES = {
    **{name: lambda lang, name=name: diff_html.render(getattr(comparisons, name)(), lang) for name in CASES},
    **{
        f"report-{name}": lambda lang, name=name: html.render(
            comparisons.with_baseline(getattr(comparisons, name)()), lang
        )
        for name in ("ordinary", "unlike", "hostile")
    },
    "report-nothing": lambda lang: html.render(comparisons.with_baseline(comparisons.NOTHING), lang),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Give the address of a page on disk: `written("ordinary", "en")`."""
    folder = tmp_path_factory.mktemp("comparisons")

    def write(name, lang="en"):
        path = folder / f"{name}-{lang}.html"
        if not path.is_file():
            path.write_text(PAGES[name](lang), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("name", PAGES)
def test_opens_in_silence_and_never_scrolls_sideways(open_page, written, name, lang):
    address = written(name, lang)
    for width in (320, 390, 1280):
        opened = open_page(address, width)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert opened.said == []
        assert opened.asked == [address]


@pytest.mark.parametrize(("lang", "scheme", "width"), [("en", "light", 1280), ("zh-CN", "dark", 320)])
@pytest.mark.parametrize("name", ["ordinary", "unlike", "report-ordinary"])
def test_axe_finds_nothing(open_page, written, axe, name, lang, scheme, width):
    assert violations(open_page(written(name, lang), width, color_scheme=scheme).page, axe) == []


@pytest.mark.parametrize("name", ["unchanged", "apart", "bare", "hostile", "report-hostile", "report-nothing"])
def test_axe_finds_nothing_in_any_state(open_page, written, axe, name):
    assert violations(open_page(written(name)).page, axe) == []


def test_holds_at_twice_the_text_size_on_the_smallest_screen(open_page, written):
    for name in ("ordinary", "report-unlike"):
        page = open_page(written(name), 320, bypass_csp=True).page
        page.add_style_tag(content="html { font-size: 200%; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_nothing_but_its_own_style_may_act(open_page, written):
    opened = open_page(written("ordinary"))
    opened.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'ran'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", '<p id="x" style="color:red">x</p>');
        }"""
    )
    assert opened.page.title() != "ran"
    assert opened.page.evaluate("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"
    assert len([text for text in opened.said if "Content Security Policy" in text]) == 2


def test_the_first_screen_says_verdict_change_and_what_moved_the_score(open_page, written):
    page = open_page(written("ordinary")).page
    for part in (".turn", ".v-num strong", ".says", ".bridge tbody tr:last-child"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 820, part


def test_what_slipped_comes_before_what_improved(open_page, written):
    page = open_page(written("ordinary")).page
    assert page.locator(".chg h3").all_text_contents()[:2] == ["Slipped", "Improved"]
    row = page.locator(".chg li").first
    said = " ".join(row.text_content().split())
    assert said.startswith("DEP-09A breach of a service objective pages a person within 10 minutes")
    assert "Met→ becomes Partly met" in said


def test_an_item_that_changed_leads_to_its_entry(open_page, written):
    page = open_page(written("report-ordinary")).page
    link = page.locator("#since a.id").first
    name = link.text_content()
    link.click()
    assert page.evaluate("location.hash") == f"#{name}"
    assert page.locator(f"#{name}").bounding_box()["y"] < 820


def test_a_hostile_comparison_stays_text(open_page, written):
    for name in ("hostile", "report-hostile"):
        opened = open_page(written(name))
        assert opened.page.locator("main img, main iframe, main script, main i").count() == 0
        text = opened.page.locator("main").text_content()
        assert "<script>alert(1)</script>" in text
        assert not set("\u202e\x1b") & set(text)
        schemes = opened.page.evaluate("Array.from(document.links, (link) => link.protocol)")
        assert set(schemes) <= {"file:", "https:", "http:", "mailto:"}


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_on_paper_the_page_is_whole(open_page, written, tmp_path, lang):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not on PATH")
    page = open_page(written("ordinary", lang), color_scheme="dark").page
    pdf = tmp_path / "diff.pdf"
    page.pdf(path=pdf, format="A4", print_background=False)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    assert 1 <= len(pages) <= 3
    for change in comparisons.ordinary().changes:
        assert change.id in "".join(pages)
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text.replace(f"{number}/{len(pages)}", f"{number} / {len(pages)}")
