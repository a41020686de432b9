"""The score and the verdict as a badge: an SVG image of one line for a README or a dashboard.

The colour is that of the verdict, so that it can turn red; without a policy it is neutral, for a score is no
judgement. The words say what the colour says, and the title says it in full with the day. It has no script, link,
style sheet or font of its own (SVG 1.1, as image viewers and README pages take it), and no text from a sheet.

Not expressed: everything but the score and the verdict; a badge that is not made anew keeps what it said, so the
title has its day.
"""

from xml.etree import ElementTree as ET

from gapsheet.model.assessment import Assessment
from gapsheet.report.labels import day, number
from gapsheet.text import width
from gapsheet.words import Lang, say

COLOURS = {
    "ready": "#1a6f69",
    "ready-with-waivers": "#594796",
    "not-ready": "#a5301a",
    "cannot-be-judged": "#5f6870",
    "none": "#264f66",
}
"""Colours by verdict, those of the report: white text has a contrast of 5.5 or more on each (WCAG asks for 4.5)."""

LABEL = "#3a4148"
"""The colour behind the left text."""

INK = "#fff"

HEIGHT, BASELINE, SIZE, PADDING = 20, 14, 11, 7
"""Pixels: the height, where the text stands, how large it is, and the space on each side of it."""

COLUMN = 62
"""A column of text in tenths of a pixel: a letter takes one on average, a Chinese character two."""

FONTS = "Verdana, DejaVu Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the image; it ends with one line feed."""
    key = "none" if assessment.gate is None else assessment.gate.verdict
    label = say(lang, "junit", "badge")
    result = say(lang, "junit", f"badge.{key}", score=number(lang, assessment.numbers.score))
    title = _title(lang, assessment)
    left, right = _room(label), _room(result)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(left + right),
            "height": str(HEIGHT),
            "viewBox": f"0 0 {left + right} {HEIGHT}",
            "role": "img",
            "aria-label": title,
        },
    )
    ET.SubElement(root, "title").text = title
    _part(root, 0, left, LABEL, label)
    _part(root, left, right, COLOURS[key], result)
    return ET.tostring(root, encoding="unicode") + "\n"


def _room(text: str) -> int:
    """Return the pixels that a part takes, rounded up."""
    return 2 * PADDING + -(-width(text) * COLUMN // 10)


def _part(root: ET.Element, start: int, room: int, colour: str, text: str) -> None:
    place = {"x": str(start), "y": "0", "width": str(room), "height": str(HEIGHT), "fill": colour}
    ET.SubElement(root, "rect", place)
    ET.SubElement(
        root,
        "text",
        {
            "x": f"{start + room / 2:g}",
            "y": str(BASELINE),
            "fill": INK,
            "font-family": FONTS,
            "font-size": str(SIZE),
            "text-anchor": "middle",
        },
    ).text = text


def _title(lang: Lang, a: Assessment) -> str:
    """Return the result in a sentence, with the day that it speaks of."""
    score = number(lang, a.numbers.score)
    if a.gate is None:
        key = "nothing" if a.numbers.score is None else "score"
        result = say(lang, "junit", f"badge.title.{key}", score=score)
    else:
        key = "unscored" if a.numbers.score is None else "verdict"
        verdict = say(lang, "terms", f"verdict.{a.gate.verdict}")
        result = say(lang, "junit", f"badge.title.{key}", verdict=verdict, score=score)
    return say(lang, "junit", "badge.title", date=day(lang, a.as_of), result=result)
