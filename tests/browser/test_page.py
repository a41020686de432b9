"""The gap report as a person opens it: from disk, on any screen, with and without scripts."""

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1280)
LANGS = ("en", "zh-CN")


def hidden_items(page) -> int:
    return page.locator(".it").count() - page.locator(".it:visible").count()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "name", ["not-ready", "ready", "waivers", "no-policy", "unanswered", "nothing", "everything", "hostile"]
)
def test_opens_from_disk_in_silence(open_page, report, name, lang):
    address = report(name, lang)
    opened = open_page(address)
    opened.page.click("#theme")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "light"
    assert opened.said == []
    assert opened.asked == [address]


def test_nothing_but_its_own_style_and_script_may_act(open_page, report):
    opened = open_page(report("not-ready"))
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["not-ready", "waivers", "nothing", "many", "everything", "hostile"])
def test_never_scrolls_sideways(open_page, report, name, lang, width):
    page = open_page(report(name, lang), width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_holds_at_twice_the_text_size_on_the_smallest_screen(open_page, report):
    page = open_page(report("not-ready"), 320, bypass_csp=True).page
    page.add_style_tag(content="html { font-size: 200%; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate(
        """() => Array.from(document.querySelectorAll("main h1, main h2, main h4, main dd, main p, .btn"))
            .filter((part) => part.offsetParent && !part.closest(".vh")
                && part.getBoundingClientRect().right > innerWidth + 1)
            .map((part) => part.textContent.slice(0, 40))"""
    )
    assert cut == []


def test_everything_is_there_without_scripts(open_page, report):
    page = open_page(report("not-ready"), java_script_enabled=False).page
    assert page.locator(".it").count() > 60
    assert hidden_items(page) == 0
    assert not page.locator(".filter").is_visible()
    assert not page.locator(".tools").is_visible()
    page.locator("#SEC-01 summary, .gap summary").first.click()
    assert page.locator(".gap details[open] li").first.is_visible()


def test_the_first_screen_answers_both_questions(open_page, report):
    page = open_page(report("not-ready")).page
    fold = 820
    for part in (".v-word", ".v-why", ".v-num strong", ".rules", ".tally", ".acts .act"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= fold, part


def test_filters_count_and_remember(open_page, report):
    page = open_page(report("not-ready")).page
    every = page.locator(".it").count()
    assert page.locator("#count").text_content() == f"Showing {every} of {every} items"
    page.locator("label", has_text="Gaps").click()
    assert page.locator(".it:visible").count() == page.locator(".it.gap").count()
    page.select_option("#owner", "dana")
    page.fill("#q", "vpc")
    assert page.evaluate("location.hash") == "#?show=gaps&owner=dana&q=vpc"
    shown = page.locator(".it:visible")
    assert 0 < shown.count() < every
    assert all(item.get_attribute("data-o") == "dana" for item in shown.all())
    page.fill("#q", "no such words anywhere")
    assert page.locator("#count").text_content() == "Nothing matches. Clear the search or choose All."
    assert page.locator(".group:visible").count() == 0


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("show=gaps", ".it.gap"),
        ("show=blockers", ".it[data-f~=blockers]"),
        ("show=waived", ".it[data-f~=waived]"),
        ("show=met", ".it[data-f~=met]"),
        ("owner=dana", ".it[data-o=dana]"),
        ("show=nonsense&owner=nobody", ".it"),
    ],
)
def test_an_address_restores_its_filter(open_page, report, address, chosen):
    page = open_page(f"{report('not-ready')}#?{address}").page
    assert 0 < page.locator(chosen).count() == page.locator(".it:visible").count()


def test_a_link_to_an_item_wins_over_a_filter(open_page, report):
    page = open_page(f"{report('not-ready')}#?show=met").page
    gap = page.locator(".it.gap").first.get_attribute("id")
    assert not page.locator(f"#{gap}").is_visible()
    page.evaluate(f"location.hash = '{gap}'")
    page.wait_for_function("document.querySelector('input[name=show]:checked').value === 'all'")
    assert hidden_items(page) == 0
    assert page.locator(f"#{gap}").bounding_box()["y"] < 820


def test_a_deep_link_lands_on_its_item(open_page, report):
    page = open_page(f"{report('not-ready')}#UPD-03").page
    box = page.locator("#UPD-03").bounding_box()
    assert 0 <= box["y"] < 400
    bar = page.locator(".filter").bounding_box()
    assert box["y"] >= bar["y"] + bar["height"]


def test_the_keyboard_reaches_everything_in_order(open_page, report):
    page = open_page(report("not-ready")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_hostile_sheet_stays_text(open_page, report):
    opened = open_page(report("hostile"))
    page = opened.page
    assert page.locator("main img, main script, main b b, main iframe").count() == 0
    schemes = page.evaluate("Array.from(document.links, (link) => link.protocol)")
    assert set(schemes) <= {"file:", "http:", "https:", "mailto:"}
    text = page.locator("main").text_content()
    assert "<script>alert(1)</script>" in text
    assert "\\u{202e}" in text
    assert not set("\u202e\u2066\x07") & set(text)
    assert page.title().startswith("Not ready")
    assert opened.said == []


def test_the_theme_button_beats_the_system(open_page, report):
    page = open_page(report("not-ready"), color_scheme="dark").page
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (dark, light) == ("rgb(18, 21, 24)", "rgb(251, 251, 249)")
    assert page.locator("#theme").text_content() == "Theme: light"
