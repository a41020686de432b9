"""The gap report as one HTML file that loads nothing and runs only its own script."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from gapsheet.assets import asset
from gapsheet.model.assessment import Assessment
from gapsheet.report.view import GapView, gap_view
from gapsheet.words import Lang, Param, say

if TYPE_CHECKING:
    from jinja2 import Environment

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_COMMENT = re.compile(r"\s*//.*")
_FOOT_LENGTH = 90


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the whole page; the same assessment and language give the same bytes."""
    return _page(gap_view(assessment, lang))


def content_policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy under which only this very style and script take effect."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src 'sha256-{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _page(view: GapView) -> str:
    from markupsafe import Markup

    def text(key: str, **params: Param) -> str:
        return say(view.lang, "report", key, **params)

    def of_frameworks(key: str, **params: Param) -> str:
        return say(view.lang, "frameworks", key, **params)

    style, script = _stylesheet() + _page_foot(view.page_foot), _script()
    template = _environment().get_template("report.html.j2")
    return template.render(
        v=view,
        t=text,
        f=of_frameworks,
        policy=content_policy(style, script),
        style=Markup(style),  # our own file; the one text from a sheet in it is written as CSS escapes
        script=Markup(script),  # our own file
        icons=Markup(_source("assets/icons.svg").strip()),  # our own file
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        autoescape=True,
        optimized=False,  # folding constants costs more than it saves in a process that renders once
        finalize=_one_line,
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _one_line(value: object) -> object:
    """Return a text with its line ends as references, so that no line of the file begins with it."""
    from markupsafe import Markup, escape

    if isinstance(value, str) and not isinstance(value, Markup) and "\n" in value:
        return Markup(escape(value).replace("\n", Markup("&#10;")))
    return value


def _source(name: str) -> str:
    """Return a file of the HTML templates by its path below their folder."""
    return asset("templates", "html", *name.split("/")).read_text(encoding="utf-8")


@cache
def _stylesheet() -> str:
    """Return the style sheet without comments and indentation."""
    lines = _CSS_COMMENT.sub("", _source("assets/report.css")).splitlines()
    return "".join(line.strip() for line in lines)


@cache
def _script() -> str:
    """Return the script without indentation and without lines that are only a comment."""
    lines = _source("assets/report.js").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip() and not _JS_COMMENT.fullmatch(line))


def _page_foot(text: str) -> str:
    """Return the rule that prints a running foot; whatever in `text` is no plain letter or digit is escaped."""
    shown = text if len(text) <= _FOOT_LENGTH else text[: _FOOT_LENGTH - 1] + "…"
    content = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in shown)
    font = 'font:8pt "Liberation Sans","Noto Sans CJK SC",sans-serif;color:#555'
    return (
        "@page{margin:15mm 15mm 17mm;"
        f'@bottom-left{{content:"{content}";{font}}}'
        f'@bottom-right{{content:counter(page)" / "counter(pages);{font}}}}}'
    )


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
