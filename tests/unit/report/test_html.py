"""The HTML report as text: what may act is ours, what is a sheet's is inert."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

import assessments
import gapsheet.report
from gapsheet.assets import asset_root
from gapsheet.report import html
from gapsheet.words import LANGS, words

STATES = {
    "not-ready": assessments.not_ready,
    "diligence": lambda: assessments.not_ready("diligence"),
    "ready": assessments.all_met,
    "waivers": lambda: assessments.all_met(waived=True),
    "no-policy": assessments.no_policy,
    "unanswered": assessments.unanswered,
    "nothing": assessments.nothing_counted,
    "hostile": assessments.hostile,
}


class Tags(HTMLParser):
    """Every tag with its attributes, what stays open, and what closes out of turn."""

    VOID = frozenset({"meta", "br", "input", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module", params=[(n, lang) for n in STATES for lang in LANGS], ids="-".join)
def page(request) -> str:
    name, lang = request.param
    return html.render(STATES[name](), lang)


def test_is_well_formed(page):
    tags = Tags(page)
    assert tags.open == []
    assert tags.wrong == []


def test_ids_are_unique_and_every_inner_link_has_a_target(page):
    tags = Tags(page).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {attrs["href"] for _, attrs in tags if (attrs.get("href") or "").startswith("#")} - {"#?show=gaps"}
    assert inner <= {f"#{name}" for name in ids}


def test_nothing_acts_but_one_style_and_one_script(page):
    tags = Tags(page).tags
    for tag, attrs in tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert not {"src", "srcset", "action", "formaction", "data"} & attrs.keys(), tag
        for name in ("href", "xlink:href"):
            assert re.match(r"#|https?://|mailto:", attrs.get(name) or "#"), attrs
    kinds = [tag for tag, _ in tags]
    assert (kinds.count("style"), kinds.count("script")) == (1, 1)
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(kinds)


def test_the_policy_names_exactly_what_is_in_the_page(page):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    for kind in ("style", "script"):
        (text,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_the_same_sheet_gives_the_same_bytes():
    assert html.render(assessments.not_ready(), "en") == html.render(assessments.not_ready(), "en")


@pytest.mark.parametrize("lang", LANGS)
def test_a_large_sheet_stays_small(lang):
    assert len(html.render(assessments.many(), lang).encode()) <= 400_000
    assert len(html.render(assessments.many(answered=False), lang).encode()) <= 400_000


@pytest.mark.parametrize("text", ['"}</style><script>', "\\\n\r\f", "é中\U0001f600", "a" * 500])
def test_the_running_foot_cannot_leave_its_string(text):
    page = html.render(assessments.assessment({}, assessments.core(("privacy",)), system=text), "en")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (content,) = re.findall(r'@bottom-left\{content:"([^"]*)";', style)
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]{6})+", content)
    assert len(content) < 700


def test_a_sheet_in_the_other_language_says_so():
    page = html.render(assessments.not_ready(), "en")
    assert '<p class="note" lang="zh-CN">向量库' in page
    page = html.render(assessments.not_ready(), "zh-CN")
    assert '<p class="note" lang="en">' in page
    assert '<p class="note">向量库' in page


def test_every_word_is_used():
    templates = (asset_root("templates") / "html").rglob("*.j2")
    modules = Path(gapsheet.report.__path__[0]).glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in (*templates, *modules))
    built = set(re.findall(r'f"([a-z-]+(?:\.[a-z-]+)*\.)\{', text)) | {"why."}
    keys = words("en", "report")
    assert [key for key in keys if f'"{key}"' not in text and not key.startswith(tuple(built))] == []
