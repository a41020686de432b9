"""A comment on a pull request in GitHub's and GitLab's Markdown, with a mark by which it can be found and renewed.

GitHub refuses a comment of more than 65,536 characters (its REST API answers "body is too long"); GitLab takes far
more. So a comment has a budget: whole rows, then whole parts are left out, and it is said how many. The first screen
says whether the change made it worse; everything else folds. Not expressed: evidence, reasons for n/a, frameworks,
rubrics; the gap report has them.
"""

from hashlib import sha256

from gapsheet.model.assessment import Assessment
from gapsheet.report.formats import Publish
from gapsheet.report.markdown_budget import fitted
from gapsheet.report.review_layout import first_screen, folds
from gapsheet.report.review_lists import foot
from gapsheet.report.review_verdict import Review, headline
from gapsheet.words import Lang

BUDGET = 60_000
"""The characters that a comment takes, unless another number is asked."""

LEAST = 2_000
"""The fewest characters that hold the mark, the verdict and a sentence on what was left out."""


def render(assessment: Assessment, lang: Lang, publish: Publish = "summary", budget: int = BUDGET) -> str:
    """Return the comment, its mark on the first line, never longer than `budget` characters.

    Raises ValueError for a budget below `LEAST`.
    """
    if budget < LEAST:
        raise ValueError(f"a comment needs a budget of at least {LEAST} characters")
    review = Review(assessment, lang, publish)
    frame = (mark(assessment), headline(review), "", foot(review))
    room = budget - sum(len(line) + 1 for line in frame)
    return "\n".join([*frame[:3], *fitted(lang, [*first_screen(review), *folds(review)], room), frame[3]]) + "\n"


def mark(assessment: Assessment) -> str:
    """Return the hidden mark: the same for every comment on one sheet, another for another sheet of the repository."""
    return f"<!-- gapsheet:comment:{sha256(assessment.sheet_path.encode()).hexdigest()[:16]} -->"
