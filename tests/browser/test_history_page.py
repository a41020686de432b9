"""The page of a history as a person opens it: from disk, on any screen, on paper."""

import re
import shutil
import subprocess

import pytest

import histories
from browser.test_accessibility import violations
from gapsheet.report import history_html

pytestmark = pytest.mark.browser

LANGS = ("en", "zh-CN")
NAMES = sorted(histories.ALL)


@pytest.fixture(scope="session")
def past(tmp_path_factory):
    """Give the address of a page on disk: `past("many", "en")`."""
    folder = tmp_path_factory.mktemp("histories")

    def write(name: str, lang: str = "en") -> str:
        path = folder / f"{name}-{lang}.html"
        if not path.is_file():
            path.write_text(history_html.render(histories.ALL[name](), lang), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.mark.parametrize("name", NAMES)
def test_opens_from_disk_in_silence(open_page, past, name):
    address = past(name)
    opened = open_page(address)
    assert opened.said == []
    assert opened.asked == [address]


@pytest.mark.parametrize("name", NAMES)
def test_never_scrolls_sideways(open_page, past, name):
    page = open_page(past(name, "zh-CN" if name in ("quarters", "saved") else "en")).page
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 820})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("lang", "scheme", "width"), [("en", "light", 320), ("zh-CN", "light", 1280)])
def test_axe_finds_nothing(open_page, past, axe, lang, scheme, width):
    assert violations(open_page(past("quarters", lang), width, color_scheme=scheme).page, axe) == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"quarters", "many"}))
def test_axe_finds_nothing_in_any_state(open_page, past, axe, name):
    assert violations(open_page(past(name), color_scheme="dark").page, axe) == []


OVERLAPS = """() => {
    const boxes = Array.from(document.querySelectorAll(".chart text"))
        .map((part) => [part.textContent, part.getBoundingClientRect()]).filter(([, box]) => box.width);
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes.flatMap(([text, box], n) => boxes.slice(n + 1)
        .filter(([, other]) => meet(box, other)).map(([second]) => `${text} / ${second}`));
}"""


OUTSIDE = """() => Array.from(document.querySelectorAll(".chart text, .chart .at"))
    .map((part) => part.getBoundingClientRect()).filter((box) => box.width)
    .filter((box) => box.left < 0 || box.right > innerWidth).length"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["quarters", "upwards", "many", "one", "two", "same-day", "often-changed", "hostile"])
def test_no_label_lies_on_another_or_leaves_the_screen(open_page, past, name, lang):
    page = open_page(past(name, lang)).page
    for width in (1280, 740, 390, 320):
        page.set_viewport_size({"width": width, "height": 820})
        assert page.evaluate(OVERLAPS) == [], width
        assert page.evaluate(OUTSIDE) == 0, width


def test_a_wide_screen_has_more_dates(open_page, past):
    page = open_page(past("many")).page
    shown = "Array.from(document.querySelectorAll('.chart text')).filter((t) => t.getBoundingClientRect().width).length"
    wide = page.evaluate(shown)
    page.set_viewport_size({"width": 320, "height": 820})
    assert 0 < page.evaluate(shown) < wide


def test_the_drawing_is_not_read_out_and_the_table_is(open_page, past):
    page = open_page(past("quarters")).page
    assert page.locator(".chart").get_attribute("aria-hidden") == "true"
    assert page.locator("tbody tr").count() == 7
    assert page.locator("tbody th[scope=row]").count() == 7
    assert page.locator("thead th[scope=col]").count() == 8
    assert page.title().startswith("Not ready, 62 of 100")


def test_a_hostile_past_stays_text(open_page, past):
    opened = open_page(past("hostile"))
    text = opened.page.locator("main").text_content()
    assert "<script>alert(1)</script>" in text
    assert not set("\u202e\u2066") & set(text)
    assert opened.page.locator("main script, main b").count() == 0
    assert opened.said == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper(open_page, past, tmp_path, paper):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not on PATH")
    page = open_page(past("many", "zh-CN")).page
    pdf = tmp_path / "history.pdf"
    page.pdf(path=pdf, format=paper, print_background=False)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    printed = done.stdout.decode("utf-8").split("\f")[:-1]
    assert len(printed) < 14
    for words in ("通过", "得分变化", "全部版本", "86.5"):
        assert words in printed[0], words
    for number, text in enumerate(printed, 1):
        assert re.search(rf"历史记录.*{number}\s*/\s*{len(printed)}", text)
        assert "结论" in text
