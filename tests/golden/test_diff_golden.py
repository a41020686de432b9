"""One comparison in every format and language, byte for byte.

`make golden` renews the files; read the diff before you commit it.
"""

from pathlib import Path

import pytest

import comparisons
from gapsheet.report import diff_html, diff_json, diff_markdown, diff_text
from gapsheet.report.layout import Style

HERE = Path(__file__).resolve().parent

OUTPUTS = {
    "txt": lambda c, lang: diff_text.render(c, Style(lang), as_of=comparisons.AS_OF),
    "md": diff_markdown.render,
    "html": diff_html.render,
    "json": lambda c, _: diff_json.render(c),
}


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_comparison_is_what_it_was(kind, lang, request):
    name = "diff.json" if kind == "json" else f"diff.{lang}.{kind}"
    found = OUTPUTS[kind](comparisons.ordinary(), lang).encode()
    if request.config.getoption("--update-golden"):
        (HERE / name).write_bytes(found)
    assert found == (HERE / name).read_bytes(), f"{name} differs; `make golden` renews it"
