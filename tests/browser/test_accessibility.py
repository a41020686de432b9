"""axe finds nothing, in both languages, both schemes, on three screens."""

import pytest

pytestmark = pytest.mark.browser

RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"


def violations(page, axe: str) -> list[str]:
    page.evaluate(axe + "; undefined")
    found = page.evaluate(f"axe.run(document, {RULES}).then((result) => result.violations)")  # the rest is megabytes
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


# Each language in both schemes, each width: axe reads a whole report for seconds, so not every product of the three.
@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("en", "light", 1280), ("en", "dark", 320), ("zh-CN", "light", 390), ("zh-CN", "dark", 1280)],
)
def test_no_violation(open_page, report, axe, lang, scheme, width):
    page = open_page(report("not-ready", lang), width, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(page, axe) == []


# What the other states show stands in one of these, too.
@pytest.mark.parametrize("name", ["waivers", "nothing", "everything", "hostile"])
def test_no_violation_in_any_state(open_page, report, axe, name):
    assert violations(open_page(report(name)).page, axe) == []
