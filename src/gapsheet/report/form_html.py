"""A form as one HTML file that works from disk and connects to nothing; printed, an empty sheet for a workshop.

What it saves is `gapsheet/form/v1`, YAML in which every value stands on one line: the head (sheet, the digest of the
bytes that the form was made from, system, language, time), then `answers:` with every item of the form and, of each,
only the fields that have a value. It cannot say that a field was changed and changed back.
"""

from gapsheet.model.form import Form
from gapsheet.report.form_view import form_view
from gapsheet.report.page import content_policy, environment, icons, page_foot, script, stylesheet
from gapsheet.words import Param, say


def render(form: Form) -> str:
    """Return the whole page; the same form gives the same bytes."""
    from markupsafe import Markup

    view = form_view(form)

    def text(key: str, **params: Param) -> str:
        return say(form.lang, "form", key, **params)

    style, act = stylesheet("report", "form") + page_foot(view.page_foot), script("form-file", "form-values", "form")
    return (
        environment()
        .get_template("form.html.j2")
        .render(
            v=view,
            t=text,
            policy=content_policy(style, act, sealed=True),
            style=Markup(style),  # our own files; the one text from a sheet in it is written as CSS escapes
            script=Markup(act),  # our own files
            data=Markup(view.data),  # JSON without `<`, `>` and `&`
            icons=icons(),
        )
    )
