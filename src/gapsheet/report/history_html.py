"""A history as one HTML file that loads nothing and runs nothing."""

from gapsheet.model.history import History
from gapsheet.report.page import content_policy, environment, icons, page_foot, stylesheet
from gapsheet.report.view_history import history_view
from gapsheet.words import Lang, Param, has, say


def render(history: History, lang: Lang) -> str:
    """Return the whole page; the same history and language give the same bytes."""
    from markupsafe import Markup

    view = history_view(history, lang)

    def text(key: str, **params: Param) -> str:
        return say(lang, "history" if has(lang, "history", key) else "report", key, **params)

    style = stylesheet("report", "history") + page_foot(view.page_foot)
    return (
        environment()
        .get_template("history.html.j2")
        .render(
            v=view,
            t=text,
            policy=content_policy(style),
            style=Markup(style),  # our own files; the one text from a sheet in it is written as CSS escapes
            icons=icons(),
        )
    )
