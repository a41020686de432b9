"""The audit report as one HTML file that loads nothing and runs nothing, made for paper first."""

from collections.abc import Sequence

from gapsheet.model.audit import Audit
from gapsheet.report.audit_both import paired
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_parts import Document
from gapsheet.report.bars import PARTS
from gapsheet.report.page import Paper, content_policy, environment, icons, running, stylesheet
from gapsheet.report.view_items import Shape
from gapsheet.words import Lang, say

SHAPES: dict[str, Shape] = {
    "fulfilled": "met",
    "fulfilled-with-exceptions": "waived",
    "not-determinable": "unanswered",
    "not-fulfilled": "unmet",
}
"""The shape of a conclusion and of a criterion's state."""

SHOWN_CAPTIONS = ("applicability", "controls", "split", "weights", "inputs", "rubrics", "changes")
"""Tables whose caption is seen; the others stand right under a heading that says the same."""


def render(audit: Audit, langs: Sequence[Lang] = ("en",), paper: Paper | None = None) -> str:
    """Return the whole page in the first language, the second, where there is one, beneath; on `paper` when printed."""
    first = audit_document(audit, langs[0])
    keys = [_keys(lang) for lang in langs]
    if len(langs) == 1:
        return _page(first, keys[0], paper)
    document = paired(first, audit_document(audit, langs[1]), langs[1])
    return _page(document, paired(keys[0], keys[1], langs[1]), paper)


_Keys = tuple[tuple[tuple[str, str], ...], tuple[str, str]]


def _keys(lang: Lang) -> _Keys:
    """Return the words of the bars' parts, and of the marks of the strip."""
    parts = tuple((name, say(lang, "report", f"part.{name}")) for name in PARTS)
    return parts, (say(lang, "audit", "strip.due"), say(lang, "audit", "strip.late"))


def _page(document: Document, keys: _Keys, paper: Paper | None) -> str:
    from markupsafe import Markup

    style = stylesheet("report", "audit") + running(document.head, document.foot, document.page_of, paper)
    return (
        environment()
        .get_template("audit.html.j2")
        .render(
            v=document,
            plain=str,
            shapes=SHAPES,
            bar_key=keys[0],
            strip_key=keys[1],
            shown_captions=SHOWN_CAPTIONS,
            policy=content_policy(style),
            style=Markup(style),  # our own file; the texts from a sheet in it are written as CSS escapes
            icons=icons(),
        )
    )
