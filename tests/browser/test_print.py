"""The gap report on paper."""

import re
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(open_page, report, tmp_path):
    """Print a report and give the text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not on PATH")

    def print_(name: str, lang: str = "en", paper: str = "A4", hash_: str = "", **options) -> list[str]:
        page = open_page(report(name, lang) + hash_, **options).page
        pdf = tmp_path / "report.pdf"
        page.pdf(path=pdf, format=paper, print_background=False)
        done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    return print_


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_page_one_is_enough(pages, paper):
    printed = pages("not-ready", paper=paper)
    for words in (
        "Not ready",
        "of 100",
        "Open items",
        "of which",
        "Do these first",
        "Security",
        "Model update",
    ):
        assert words in printed[0], words
    assert "All items" in printed[1]


def test_every_page_says_what_it_belongs_to(pages):
    printed = pages("waivers")
    for number, text in enumerate(printed, 1):
        assert re.search(rf"Claims Copilot · gap report · 18 Nov 2026\s+{number}\s*/\s*{len(printed)}", text)


def test_paper_ignores_filters_and_opens_what_is_folded(pages):
    everything = pages("not-ready", java_script_enabled=False)
    filtered = pages("not-ready", hash_="#?show=met&q=nothing")
    assert len(filtered) == len(everything) < 20
    text = "".join(filtered)
    assert "What good looks like" in text
    assert "Showing" not in text
    assert "https://ci.example.org/jobs/4" in text


def test_chinese_can_be_read_from_the_paper(pages):
    printed = pages("not-ready", "zh-CN")
    for words in ("不通过", "先做这几件事", "检查单"):
        assert words in printed[0], words


def test_many_checklists_fit_on_few_pages(pages):
    printed = pages("many")
    rows = [text for text in printed if "Points, 0 to 100" in text]
    assert 1 <= len(rows) <= 2
    assert len(printed) < 60
