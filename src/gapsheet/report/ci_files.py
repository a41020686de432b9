"""The files that make a CI system run the gate, from the templates in `templates/ci`.

Every value that goes into a template is one that `app.ci_setup` has admitted: no quote, no dollar sign, no brace.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gapsheet.assets import asset
from gapsheet.words import Lang, say

if TYPE_CHECKING:
    from jinja2 import Environment

OWNER = "OWNER"
"""What stands for the account that holds the copy of Gapsheet which CI installs, where it is not known."""

GITHUB_PATH = ".github/workflows/gapsheet.yml"
GITLAB_JOB_PATH = ".gitlab/gapsheet.gitlab-ci.yml"
GITLAB_PATH = ".gitlab-ci.yml"
PRE_COMMIT_PATH = ".pre-commit-config.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """Where CI installs Gapsheet from: the https address of a git repository, and a commit or tag of it.

    `tag` is what a released version is called there, for a tool that wants a fixed name.
    """

    url: str = f"https://github.com/{OWNER}/gapsheet"
    revision: str = "v0"
    tag: str = "v0"

    @property
    def known(self) -> bool:
        """Tell whether this is a real place, and not the one to fill in."""
        return f"/{OWNER}/" not in self.url

    def action(self) -> str | None:
        """Return what `uses:` names, or None when the repository is not on GitHub."""
        host, _, path = self.url.removeprefix("https://").partition("/")
        name = path.removesuffix(".git").strip("/")
        return f"{name}@{self.revision}" if host == "github.com" and name.count("/") == 1 else None


def github_workflow(sheet: str, policy: str | None, source: Source, lang: Lang, *, extras: bool = False) -> str:
    """Return the workflow; with `extras` it also comments on the pull request and uploads SARIF."""
    known = source.action()
    uses = known or Source().action() or ""
    repository = uses.partition("@")[0]
    pinned = known is not None and source.known
    return _render("github.yml.j2", lang, sheet, policy, extras=extras, pinned=pinned, uses=uses, repository=repository)


def gitlab_job(sheet: str, policy: str | None, source: Source, lang: Lang) -> str:
    """Return the job that a pipeline includes."""
    pip = f"gapsheet @ git+{source.url}@{source.revision}"
    return _render("gitlab.yml.j2", lang, sheet, policy, pinned=source.known, pip=pip)


def gitlab_include(lang: Lang) -> str:
    """Return the lines that include the job."""
    return _render("gitlab-include.yml.j2", lang, "", None, job=GITLAB_JOB_PATH)


def pre_commit_entry(sheet: str, source: Source, lang: Lang) -> str:
    """Return the entry under `repos:`."""
    revision = source.revision if source.known else source.tag
    return _render("pre-commit.yml.j2", lang, sheet, None, repository=source.url, rev=revision)


def _render(name: str, lang: Lang, sheet: str, policy: str | None, **values: str | bool) -> str:
    template = _environment().from_string(asset("templates", "ci", name).read_text(encoding="utf-8"))
    quoted = json.dumps(sheet, ensure_ascii=False)
    named = {key: value for key, value in values.items() if isinstance(value, str)}
    return template.render(sheet=sheet, sheet_yaml=quoted, policy=policy, c=_comments(lang, named), **values)


def _comments(lang: Lang, values: dict[str, str]) -> Callable[..., str]:
    def comment(key: str, indent: int = 0, inline: bool = False) -> str:
        lines = say(lang, "setup", key, **values).splitlines()
        return "\n".join(f"{'' if inline else ' ' * indent}# {line}" for line in lines)

    return comment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, StrictUndefined

    # The usual braces are GitHub's own; YAML is not HTML, and no text of a stranger comes in.
    return Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
