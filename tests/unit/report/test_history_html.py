"""The page of a history as text, and the geometry of its drawing."""

import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

import gapsheet.report
import histories
from gapsheet.assets import asset_root
from gapsheet.report.history_chart import BOTTOM, TOP, chart
from gapsheet.report.history_html import render
from gapsheet.report.history_labels import told
from gapsheet.report.view_history import history_view
from gapsheet.words import LANGS, words

NAMES = sorted(histories.ALL)
DRAWN = sorted(set(NAMES) - {"no-scores", "all-broken"})


def drawing(history, lang="en"):
    return chart(lang, history, told(lang, history.points, "→"))


def at(percent: str) -> Decimal:
    assert percent.endswith("%")
    return Decimal(percent[:-1])


# ---- the page ----


class Tags(HTMLParser):
    VOID = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
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


@pytest.fixture(scope="module", params=[(n, lang) for n in NAMES for lang in LANGS], ids="-".join)
def page(request) -> str:
    name, lang = request.param
    return render(histories.ALL[name](), lang)


def test_is_well_formed(page):
    tags = Tags(page)
    assert tags.open == []
    assert tags.wrong == []


def test_nothing_acts(page):
    tags = Tags(page).tags
    for tag, attrs in tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert not {"src", "srcset", "action", "data"} & attrs.keys(), tag
        assert (attrs.get("href") or "#").startswith("#"), attrs
    kinds = [tag for tag, _ in tags]
    assert kinds.count("style") == 1
    assert not {"script", "img", "iframe", "object", "embed", "link", "base", "form"} & set(kinds)


def test_the_policy_allows_one_style_and_no_script(page):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;;" in policy
    assert "script" not in policy
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_every_shape_that_is_used_is_there(page):
    tags = Tags(page).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in tags if "href" in attrs} <= set(ids)
    assert set(re.findall(r"url\(#([\w-]+)\)", page)) <= set(ids)


def test_charts_stretch_without_scaling(page):
    for tag, attrs in Tags(page).tags:
        if tag == "svg":
            assert "viewbox" not in attrs


@pytest.mark.parametrize("name", NAMES)
def test_the_same_history_gives_the_same_bytes(name):
    assert render(histories.ALL[name](), "en") == render(histories.ALL[name](), "en")


def test_a_long_history_stays_small():
    assert len(render(histories.many(), "zh-CN").encode()) <= 250_000


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_begins_with_text_from_a_sheet(lang):
    page = render(histories.hostile(), lang)
    assert not [line for line in page.splitlines() if line.startswith(("::", "##", "#", "x", "y", "z"))]
    assert "<script>alert(1)" not in page
    assert not set("\u202e\u2066") & set(page)


@pytest.mark.parametrize(
    ("name", "lang", "title"),
    [
        ("quarters", "en", "Not ready, 62 of 100: Claims Copilot history, 18 Nov 2026"),
        ("quarters", "zh-CN", "不通过，62 分（满分 100）：Claims Copilot 历史记录，2026年11月18日"),
        ("upwards", "en", "Ready, 91 of 100: "),
        ("two", "zh-CN", "有条件通过，62 分"),
        ("newest-broken", "en", "Cannot be judged: "),
        ("removed", "en", "Removed: "),
        ("no-scores", "en", "Cannot be judged: "),
        ("no-policy", "en", "67 of 100: "),
    ],
)
def test_the_title_starts_with_the_newest_verdict_and_score(name, lang, title):
    assert f"<title>{title}" in render(histories.ALL[name](), lang)


# ---- what is said ----


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "quarters",
            (
                "The verdict has stood since 24 Sep 2025, for 6 revisions.",
                "13 items are open, 2 of them critical or high.",
            ),
        ),
        (
            "upwards",
            ("The verdict changed with this revision; before, it was: Ready with waivers.", "No item is open."),
        ),
        ("one", ("This is the only revision that could be judged.", "13 items are open, 2 of them critical or high.")),
        (
            "newest-broken",
            (
                "The newest revision could not be judged: 1 mistake.",
                "The last one that could is of 19 Oct 2026: Not ready, 51 of 100.",
            ),
        ),
        ("all-broken", ("The newest revision could not be judged: the sheet was removed here.",)),
        ("no-policy", ("13 items are open, none of them critical or high.",)),
        ("no-scores", ("The verdict has stood since 20 Aug 2026, for 3 revisions.",)),
    ],
)
def test_the_first_card_speaks_of_the_newest_point(name, sentences):
    assert history_view(histories.ALL[name](), "en").newest.sentences == sentences


def test_the_change_is_that_of_the_history_and_names_the_day_before():
    assert history_view(histories.quarters(), "en").newest.notes[0] == "+11.2 since 20 Aug 2026"
    assert history_view(histories.often_changed(), "en").newest.notes[0] == "not comparable with the revision before"
    fallen = histories.history([*histories.two().points[::-1], histories.point(histories.AS_OF, "60")])
    assert history_view(fallen, "en").newest.notes[0] == "−2.2 since 19 Oct 2026"
    assert history_view(fallen, "zh-CN").newest.notes[0] == "自 2026年10月19日以来 −2.2"
    same = histories.history([*histories.two().points[::-1], histories.point(histories.AS_OF, "62.2")])
    assert history_view(same, "en").newest.notes[0] == "no change since 19 Oct 2026"


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_every_point_in_words(name):
    history = histories.ALL[name]()
    rows = history_view(history, "en").rows
    assert [row.iso for row in rows] == [point.date.isoformat() for point in history.points]
    for row, point in zip(rows, history.points, strict=True):
        assert bool(row.problem) == bool(point.problem)
        if not point.problem:
            assert (row.score == "–") == (point.score is None)
            assert row.open == str(point.open)


def test_a_page_without_changes_has_no_column_for_them():
    assert "What changed" not in render(histories.upwards(), "en")
    assert "What changed" in render(histories.quarters(), "en")


def test_a_history_of_nothing_has_no_page():
    with pytest.raises(ValueError, match="without a point"):
        render(replace(histories.one(), points=()), "en")


# ---- geometry ----


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("lang", LANGS)
def test_everything_stands_inside(name, lang):
    drawn = drawing(histories.ALL[name](), lang)
    places = [x for line in drawn.lines for x in (line.x1, line.x2)]
    places += [mark.x for mark in (*drawn.marks, *drawn.dots, *drawn.lost)]
    places += [label.x for label in (*drawn.dates, *drawn.break_labels)] + list(drawn.breaks)
    assert all(0 <= at(x) <= 100 for x in places)
    assert all(at(band.width) > 0 and at(band.x) + at(band.width) <= Decimal("100.25") for band in drawn.bands)
    heights = [Decimal(y) for line in drawn.lines for y in (line.y1, line.y2)] + [Decimal(m.y) for m in drawn.marks]
    assert all(TOP <= y <= BOTTOM for y in heights)


@pytest.mark.parametrize("name", DRAWN)
def test_the_line_is_a_staircase_that_never_goes_back(name):
    place = Decimal(0)
    for line in drawing(histories.ALL[name]()).lines:
        assert line.x1 == line.x2 or line.y1 == line.y2
        assert place <= at(line.x1) <= at(line.x2)
        place = at(line.x2)


def test_the_line_breaks_where_checklists_change_and_where_nothing_was_judged():
    drawn = drawing(histories.quarters())
    ends = {line.x2 for line in drawn.lines}
    upright = {line.x1 for line in drawn.lines if line.x1 == line.x2}
    (cut,), (lost,) = drawn.breaks, drawn.lost
    assert cut in ends
    assert cut not in upright
    assert lost.x in ends
    assert lost.shape == "problem"
    after = [line for line in drawn.lines if at(line.x1) >= at(lost.x)]
    assert at(after[0].x1) > at(lost.x)
    assert not [band for band in drawn.bands if at(band.x) <= at(lost.x) < at(band.x) + at(band.width)]
    assert [label.text for label in drawn.break_labels] == ["security 1.0"]


def test_days_keep_their_distance_and_revisions_of_a_day_share_it():
    drawn = drawing(histories.same_day())
    places = [at(mark.x) for mark in (*drawn.marks, *drawn.dots)]
    assert len(set(places)) == 12
    assert (min(places), max(places)) == (0, Decimal("91.66"))
    a, b = histories.days(9, 4)
    drawn = drawing(histories.history([histories.point(a, "1"), histories.point(b, "2")]))
    assert [mark.x for mark in drawn.marks] == ["0%", "50%"]


def test_a_clock_that_went_back_does_not_turn_the_line():
    a, b, c = histories.days(50, 60, 0)
    drawn = drawing(histories.history([histories.point(day, "50") for day in (a, b, c)]))
    assert [at(mark.x) for mark in drawn.marks] == sorted(at(mark.x) for mark in drawn.marks)


@pytest.mark.parametrize("name", DRAWN)
def test_marks_do_not_lie_on_each_other(name):
    marks = drawing(histories.ALL[name]()).marks
    for place, one in enumerate(marks):
        for other in marks[place + 1 :]:
            near = abs(at(one.x) - at(other.x)) < Decimal("3.5") and abs(Decimal(one.y) - Decimal(other.y)) < 20
            assert not near, (one, other)


def test_the_newest_point_and_every_turn_have_their_shape():
    drawn = drawing(histories.upwards())
    assert [mark.shape for mark in drawn.marks] == ["unmet", "unmet", "unmet", "waived", "unmet", "waived", "met"]
    assert drawn.newest == drawn.marks[-1]
    assert drawn.newest_label.text == "91.7"
    assert [band.shape for band in drawn.bands] == ["unmet", "waived", "unmet", "waived", "met"]


def test_without_a_policy_there_is_a_line_and_no_verdict():
    drawn = drawing(histories.no_policy())
    assert (len(drawn.dots), drawn.marks, drawn.bands) == (4, (), ())
    assert drawn.newest.shape == "dot"


@pytest.mark.parametrize("name", ["no-scores", "all-broken"])
def test_without_a_score_there_is_no_drawing(name):
    assert drawing(histories.ALL[name]()) is None
    assert "so there is no line to draw" in render(histories.ALL[name](), "en")


def test_scores_stand_where_they_belong():
    dates = histories.days(2, 1, 0)
    history = histories.history([histories.point(d, s) for d, s in zip(dates, ("0", "50", "100"), strict=True)])
    drawn = drawing(history)
    assert [Decimal(mark.y) for mark in drawn.marks] == [BOTTOM, (TOP + BOTTOM) // 2, TOP]


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("lang", LANGS)
def test_both_ends_have_their_date_and_few_have_one_between(name, lang):
    dates = drawing(histories.ALL[name](), lang).dates
    assert dates[0].x == "0%"
    assert not dates[0].wide
    if len(dates) > 1:
        assert (dates[1].x, dates[1].anchor, dates[1].wide) == ("100%", "end", False)
    assert len(dates) <= 8


def test_every_word_is_used():
    templates = (asset_root("templates") / "html").rglob("history*.j2")
    modules = Path(gapsheet.report.__path__[0]).glob("*history*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in (*templates, *modules))
    built = ("why.", "column.")
    assert [key for key in words("en", "history") if f'"{key}"' not in text and not key.startswith(built)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_golden(lang, golden):
    golden(f"history.{lang}.html", render(histories.quarters(), lang))
