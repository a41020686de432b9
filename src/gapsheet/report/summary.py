"""The summary of a job as GitHub Markdown: verdict, rules, what changed, what did not count, what to do, what is open.

Source: "Workflow commands for GitHub Actions", section on job summaries: what a step appends to the file named by
`GITHUB_STEP_SUMMARY`, UTF-8, at most 1 MiB; more fails the upload. So whole rows are left out at the end of a long
list, and it is said how many. Not expressed: evidence, reasons for n/a, frameworks, rubrics; the gap report has them.
"""

from gapsheet.model.assessment import Assessment
from gapsheet.report.formats import Publish
from gapsheet.report.markdown_budget import fitted, in_bytes
from gapsheet.report.review_layout import whole
from gapsheet.report.review_lists import foot
from gapsheet.report.review_verdict import Review, headline
from gapsheet.words import Lang

BUDGET = 1_000_000
"""The bytes that a summary takes at most, below the 1,048,576 of a step."""


def render(assessment: Assessment, lang: Lang, publish: Publish = "summary") -> str:
    """Return the summary; it ends with one line feed."""
    review = Review(assessment, lang, publish)
    frame = (headline(review), "", foot(review))
    room = BUDGET - sum(in_bytes(line) + 1 for line in frame)
    return "\n".join([*frame[:2], *fitted(lang, whole(review), room, in_bytes), frame[2]]) + "\n"
