"""The gap report as one HTML file that loads nothing and runs only its own script."""

from gapsheet.model.assessment import Assessment
from gapsheet.report.page import content_policy, environment, icons, page_foot, script, stylesheet
from gapsheet.report.view import GapView, gap_view
from gapsheet.words import Lang, Param, say


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the whole page; the same assessment and language give the same bytes."""
    return _page(gap_view(assessment, lang))


def _page(view: GapView) -> str:
    from markupsafe import Markup

    def text(key: str, **params: Param) -> str:
        return say(view.lang, "report", key, **params)

    def of_frameworks(key: str, **params: Param) -> str:
        return say(view.lang, "frameworks", key, **params)

    def of_changes(key: str, **params: Param) -> str:
        return say(view.lang, "diff", key, **params)

    sheets = ("report",) if view.since is None else ("report", "diff")
    style, act = stylesheet(*sheets) + page_foot(view.page_foot), script("report")
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            v=view,
            t=text,
            f=of_frameworks,
            d=of_changes,
            policy=content_policy(style, act),
            style=Markup(style),  # our own file; the one text from a sheet in it is written as CSS escapes
            script=Markup(act),  # our own file
            icons=icons(),
        )
    )
