"""The badge: one line that says the score and the verdict, in a colour that can turn red, readable in any of them."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assessments
import judged
from gapsheet.report import badge
from gapsheet.words import LANGS
from strategies import all_rules, worlds

SVG = "{http://www.w3.org/2000/svg}"
VERDICTS = {
    "ready": assessments.all_met,
    "ready-with-waivers": lambda: assessments.all_met(waived=True),
    "not-ready": assessments.not_ready,
    "cannot-be-judged": assessments.nothing_counted,
    "none": assessments.no_policy,
}
TEXTS = {
    ("ready", "en"): "99.2 ready",
    ("ready", "zh-CN"): "99.2 分 通过",
    ("ready-with-waivers", "en"): "97.4 ready with waivers",
    ("ready-with-waivers", "zh-CN"): "97.4 分 有条件通过",
    ("not-ready", "en"): "67.9 not ready",
    ("not-ready", "zh-CN"): "67.9 分 不通过",
    ("cannot-be-judged", "en"): "cannot be judged",
    ("cannot-be-judged", "zh-CN"): "无法判定",
    ("none", "en"): "67.9",
    ("none", "zh-CN"): "67.9 分",
}


def parts(text):
    """Return the texts and the colours of a badge, after holding it against what every badge keeps."""
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag.removeprefix(SVG) for child in root] == ["title", "rect", "text", "rect", "text"]
    assert root[0].text == root.get("aria-label") != ""
    rects, texts = root.findall(f"{SVG}rect"), root.findall(f"{SVG}text")
    assert sum(int(rect.get("width")) for rect in rects) == int(root.get("width"))
    assert not re.search(r"script|href|url\(|@import|<style|<!|&(?!amp;|lt;|gt;)", text)
    assert text.count("http") == text.count('xmlns="http://www.w3.org/2000/svg"') == 1
    return [one.text for one in texts], [rect.get("fill") for rect in rects]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_has_its_words_and_its_colour(verdict, lang):
    a = VERDICTS[verdict]()
    texts, colours = parts(badge.render(a, lang))
    assert texts == [{"en": "readiness", "zh-CN": "成熟度自评"}[lang], TEXTS[verdict, lang]]
    assert colours == [badge.LABEL, badge.COLOURS[verdict]]


def test_no_two_verdicts_share_a_colour():
    assert len(set(badge.COLOURS.values())) == len(badge.COLOURS)


@pytest.mark.parametrize("colour", [badge.LABEL, *badge.COLOURS.values()])
def test_contrast_is_enough(colour):
    def light(value):
        channels = (int(value[n : n + 2], 16) / 255 for n in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert badge.INK == "#fff"
    assert 1.05 / (light(colour) + 0.05) >= 5.5


def test_the_title_says_it_in_full_with_the_day():
    def title(a, lang):
        return ET.fromstring(badge.render(a, lang)).find(f"{SVG}title").text

    assert title(assessments.not_ready(), "en") == "Readiness on 18 Nov 2026: Not ready, 67.9 of 100"
    assert title(assessments.not_ready(), "zh-CN") == "2026年11月18日成熟度自评：不通过，67.9 分（满分 100）"
    assert title(assessments.nothing_counted(), "en") == "Readiness on 18 Nov 2026: Cannot be judged, nothing counts"
    assert title(assessments.no_policy(), "en") == "Readiness on 18 Nov 2026: 67.9 of 100, no policy applied"


@given(worlds(), st.none() | all_rules, st.sampled_from(LANGS))
@settings(max_examples=40)
def test_any_sheet_has_a_badge_and_always_the_same(world, rules, lang):
    a = world.assess(rules)
    text = badge.render(a, lang)
    assert text == badge.render(world.assess(rules), lang)
    texts, _ = parts(text)
    if a.numbers.score is not None:
        assert texts[1].startswith(str(a.numbers.score).removesuffix(".0"))


@pytest.mark.parametrize("sample", judged.SAMPLES)
def test_no_text_of_a_sheet_is_in_it(sample):
    text = badge.render(judged.SAMPLES[sample](), "en")
    parts(text)
    assert len(text) < 1200


@pytest.mark.parametrize("lang", LANGS)
def test_wide_characters_get_twice_the_room(lang):
    for a in (make() for make in VERDICTS.values()):
        root = ET.fromstring(badge.render(a, lang))
        for rect, text in zip(root.findall(f"{SVG}rect"), root.findall(f"{SVG}text"), strict=True):
            columns = sum(2 if ord(char) > 0x2E80 else 1 for char in text.text)
            assert 0 <= int(rect.get("width")) - 2 * badge.PADDING - columns * badge.COLUMN / 10 < 1
