"""What every HTML page shares: templates, style sheets, a running foot, a policy under which nothing else acts.

A page is one file that loads nothing. Its style and script are allowed by their digests alone.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, get_args

from gapsheet.assets import asset

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
"""Sizes of paper; without one, whoever prints says."""

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_COMMENT = re.compile(r"\s*//.*")
_FOOT_LENGTH = 90


def content_policy(style: str, script: str | None = None, *, sealed: bool = False) -> str:
    """Return the Content-Security-Policy under which only this very style and script take effect.

    A `sealed` page says besides, in so many words, that its script may connect to nothing.
    """
    allowed = [f"style-src 'sha256-{_digest(style)}'"]
    if script is not None:
        allowed.append(f"script-src 'sha256-{_digest(script)}'")
    if sealed:
        allowed.append("connect-src 'none'")
    return "; ".join(("default-src 'none'", *allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"))


@cache
def environment() -> "Environment":
    """Return the templates of the pages; every value is escaped, a missing one is an error."""
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


@cache
def stylesheet(*names: str) -> str:
    """Return these style sheets of `assets/`, one after the other, without comments and indentation."""
    lines = [line for name in names for line in _CSS_COMMENT.sub("", _source(f"assets/{name}.css")).splitlines()]
    return "".join(line.strip() for line in lines)


@cache
def script(*names: str) -> str:
    """Return these scripts of `assets/`, one after the other, without indentation and lines that are only a comment."""
    lines = [line for name in names for line in _source(f"assets/{name}.js").splitlines()]
    return "\n".join(line.strip() for line in lines if line.strip() and not _JS_COMMENT.fullmatch(line))


def icons() -> "Markup":
    """Return the shapes that a page uses by name."""
    from markupsafe import Markup

    return Markup(_source("assets/icons.svg").strip())  # our own file


def page_foot(text: str) -> str:
    """Return the rule that prints a running foot; whatever in `text` is no plain letter or digit is escaped."""
    return (
        "@page{margin:15mm 15mm 17mm;"
        f"@bottom-left{{content:{_css_text(text)};{_FOOT_FONT}}}"
        f'@bottom-right{{content:counter(page)" / "counter(pages);{_FOOT_FONT}}}}}'
    )


def running(head: str, foot: str, page_of: tuple[str, str, str], paper: Paper | None) -> str:
    """Return the rule that prints a running head (but on the first page) and foot with page numbers, on this paper."""
    before, between, after = (_css_text(text) for text in page_of)
    size = f"size:{paper};" if paper is not None else ""
    return (
        f"@page{{{size}margin:19mm 15mm 18mm;"
        f"@top-left{{content:{_css_text(head)};{_FOOT_FONT}}}"
        f"@bottom-left{{content:{_css_text(foot)};{_FOOT_FONT}}}"
        f"@bottom-right{{content:{before}counter(page){between}counter(pages){after};{_FOOT_FONT}}}}}"
        "@page:first{@top-left{content:none}}"
    )


_FOOT_FONT = 'font:8pt "Liberation Sans","Noto Sans CJK SC",sans-serif;color:#555'


def _css_text(text: str) -> str:
    """Return a text as a CSS string, cut with a mark where it is long; all but plain letters and digits are escaped."""
    shown = text if len(text) <= _FOOT_LENGTH else text[: _FOOT_LENGTH - 1] + "…"
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in shown) + '"'


def _source(name: str) -> str:
    """Return a file of the HTML templates by its path below their folder."""
    return asset("templates", "html", *name.split("/")).read_text(encoding="utf-8")


def _one_line(value: object) -> object:
    """Return a text with its line ends as references, so that no line of the file begins with it."""
    from markupsafe import Markup, escape

    if isinstance(value, str) and not isinstance(value, Markup) and "\n" in value:
        return Markup(escape(value).replace("\n", Markup("&#10;")))
    return value


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
