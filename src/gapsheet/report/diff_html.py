"""A comparison as one HTML file that loads nothing and runs nothing."""

from gapsheet.model.comparison import Comparison
from gapsheet.report.page import content_policy, environment, icons, page_foot, stylesheet
from gapsheet.report.view_diff import DiffView, diff_view
from gapsheet.words import Lang, Param, say


def render(comparison: Comparison, lang: Lang) -> str:
    """Return the whole page; the same comparison and language give the same bytes."""
    return _page(diff_view(lang, comparison))


def _page(view: DiffView) -> str:
    from markupsafe import Markup

    def text(key: str, **params: Param) -> str:
        return say(view.lang, "report", key, **params)

    def of_changes(key: str, **params: Param) -> str:
        return say(view.lang, "diff", key, **params)

    style = stylesheet("report", "diff") + page_foot(view.page_foot)
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            v=view,
            t=text,
            d=of_changes,
            policy=content_policy(style),
            style=Markup(style),  # our own file; the one text from a user in it is written as CSS escapes
            icons=icons(),
        )
    )
