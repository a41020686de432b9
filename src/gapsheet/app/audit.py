"""A judged sheet as the record that an audit report shows, with what git, evidence files and the clock say of it."""

import datetime as dt
import shlex
from collections.abc import Mapping, Sequence

from gapsheet.app.judge import Judged
from gapsheet.core.audit import Circumstances
from gapsheet.core.audit import audit as record
from gapsheet.errors import ToolError
from gapsheet.evidence.digests import digests
from gapsheet.load.git import Repository, repository_of
from gapsheet.model.audit import Audit, Revision
from gapsheet.paths import shown_path
from gapsheet.report.formats import AUDIT_FORMATS
from gapsheet.report.page import PAPERS
from gapsheet.words import Lang


def audit(judged: Judged, *, today: dt.date, options: Sequence[str] = ()) -> Audit:
    """Return the record of a judged sheet.

    `today` is the day of writing (UTC); `options` are those of the command line that change what the report says.
    """
    assessment = judged.assessment
    command = ["gapsheet", "report", assessment.sheet_path, "--kind", "audit"]
    around = Circumstances(
        files=digests(judged.files, judged.root),
        revision=_revision(judged),
        today=today,
        reproduce=shlex.join([*command, "--as-of", assessment.as_of.isoformat(), *options]),
    )
    return record(assessment, judged.policy.policy.rules if judged.policy else None, around)


def rendered(audit: Audit, format: str, langs: Sequence[Lang], paper: str | None, env: Mapping[str, str]) -> bytes:
    """Return the report in one format, ready to be written.

    Raises ToolError where a browser is needed and there is none, or it fails.
    """
    entry = AUDIT_FORMATS[format]
    size = PAPERS[PAPERS.index(paper)] if paper is not None else None
    if not entry.paged:
        return entry.render(audit, langs, size).encode("utf-8")
    from gapsheet.app.pdf import printed

    return printed(entry.render(audit, langs, size or PAPERS[0]), audit.assessment.as_of, env)


def _revision(judged: Judged) -> Revision | None:
    """Return what git says of the files that were read; None where there is no repository, or no commit yet."""
    try:
        repository: Repository = repository_of(judged.root)
        commit = repository.commit("HEAD")
        named = [shown_path(judged.root, path) for path in judged.inputs]
        shown = {path: target for target, path in judged.files.items()}
        changed = tuple(shown.get(path, path) for path in repository.differing(named))
        return Revision(commit, repository.date(commit), not repository.differing(), changed)
    except ToolError:  # a report is possible without git; it says that it knows no commit
        return None
