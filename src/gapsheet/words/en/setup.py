"""What `init --ci` says, and the comments in the files that it writes."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # What was done
    "kept-sheet": "Kept {path}, the sheet that is there",
    "created": "Created {path}",
    "replaced": "Replaced {path}",
    "complete": "{path} has it already; nothing was changed",
    "add": "{path} is yours and was left as it is. Add to it, under {top}:",
    "add.include": "{path} is yours and was left as it is. Add to it:",
    "owner": """\
OWNER stands where nobody could know: which account holds the copy of Gapsheet that your CI installs.
Put it in, with a tag or commit of that copy, before you commit: {list}""",
    "next": "Next:",
    "next.sheet": "  commit {path} to the default branch first: then the next change has something to be compared with",
    "next.pre-commit": "  pre-commit install",
    "next.docs": "  baselines, protection and what they cannot stop: docs/ci.md in Gapsheet's repository",
    # Comments in the GitHub workflow
    "github.head": """\
Judges the answer sheet on every pull request, and on the default branch.
Not pull_request_target: that one runs with your secrets while it reads what a stranger sent.""",
    "github.depth": "the baseline is in the history",
    "github.pin": "A tag can be moved. Where that matters, name the commit: {repository}@<40 digits>  # v0",
    "github.baseline": "A pull request is compared with the branch that it goes to, and may not make anything worse.",
    "github.trust": "Waivers, n/a, facts, rules and checklists count as that branch has them.",
    "github.artifact": "The report has notes, owners and links, so a public repository does not upload it.",
    "github.for-comment": "for the comment",
    "github.for-sarif": "for code scanning",
    "github.sarif": "Code scanning is free in public repositories; private ones need a licence for it.",
    "github.comment": "One comment, which later runs change: it is found by the marker in its first line.",
    # Comments in the GitLab job
    "gitlab.head": "Judges the answer sheet on every merge request, and on the default branch.",
    "gitlab.depth": "the baseline is in the history",
    "gitlab.from": "A tag can be moved. Where that matters, name the commit instead.",
    "gitlab.baseline": "Compared with where the change started, and nothing may be worse.",
    "gitlab.trust": "Waivers, n/a, facts, rules and checklists count as the target branch has them today.",
    "gitlab.access": "the report has notes, owners and links",
    # Comments in the pre-commit configuration
    "pre-commit.gate": """\
The gate as a hook blocks while the sheet is not ready. Take it in once it is,
and better at push than at every commit.""",
}
