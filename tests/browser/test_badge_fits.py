"""The badge in a browser: an image by itself, and its words fit their halves in whatever font there is."""

import pytest

import assessments
from gapsheet.report import badge

pytestmark = pytest.mark.browser

VERDICTS = {
    "ready": assessments.all_met,
    "waivers": lambda: assessments.all_met(waived=True),
    "not-ready": assessments.not_ready,
    "nothing": assessments.nothing_counted,
    "no-policy": assessments.no_policy,
}

MEASURED = """[...document.querySelectorAll('text')].map((text, n) => {
    const room = document.querySelectorAll('rect')[n].getBBox(), box = text.getBBox();
    return {left: box.x - room.x, right: room.x + room.width - box.x - box.width,
            above: box.y, below: room.height - box.y - box.height};
})"""


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("name", VERDICTS)
def test_words_fit(open_page, tmp_path, name, lang):
    path = tmp_path / "badge.svg"
    path.write_text(badge.render(VERDICTS[name](), lang), encoding="utf-8")
    watched = open_page(path.as_uri())
    for room in watched.page.evaluate(MEASURED):
        assert room["left"] >= 3, room
        assert room["right"] >= 3, room
        assert min(room["above"], room["below"]) >= 0, room
    assert watched.said == []
    assert watched.asked == [path.as_uri()]
