"""A judged sheet as the record that an audit report shows, with what git, evidence files and the clock say of it."""

import datetime as dt
import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from gapsheet.app.judge import Judged
from gapsheet.core.audit import Circumstances
from gapsheet.core.audit import audit as record
from gapsheet.errors import ToolError
from gapsheet.evidence.digests import digests
from gapsheet.load.git import Repository, repository_of
from gapsheet.load.work_tree import is_clean, not_committed
from gapsheet.model.audit import Audit, Revision
from gapsheet.paths import shown_path
from gapsheet.report.formats import AUDIT_FORMATS
from gapsheet.report.page import PAPERS
from gapsheet.words import Lang


def audit(judged: Judged, *, today: dt.date, options: Sequence[str] = (), folder: Path | None = None) -> Audit:
    """Return the record of a judged sheet.

    `today` is the day of writing (UTC); `options` are those of the command line that change what the report says, with
    the `folder` that paths in them start from, None where there are none.
    """
    assessment = judged.assessment
    around = Circumstances(
        files=digests(judged.files, judged.root),
        revision=_revision(judged),
        today=today,
        reproduce=_command(judged, ["--as-of", assessment.as_of.isoformat(), *options], folder),
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


def _command(judged: Judged, options: Sequence[str], folder: Path | None) -> str:
    """Return the command that gives a report again at the top level of the sheet's repository."""
    sheet, start = judged.assessment.sheet_path, ""
    if folder is not None and folder != judged.root and folder.is_relative_to(judged.root):
        start = f"cd {shlex.quote(folder.relative_to(judged.root).as_posix())} && "
        sheet = Path(os.path.relpath(judged.root / sheet, folder)).as_posix()
    sheet = f"./{sheet}" if sheet.startswith("-") else sheet
    return start + shlex.join(["gapsheet", "report", sheet, "--kind", "audit", *options])


def _revision(judged: Judged) -> Revision | None:
    """Return what git says of the files that were read; None where there is no repository, or no commit yet."""
    try:
        repository: Repository = repository_of(judged.root)
        commit = repository.commit("HEAD")
        named = dict.fromkeys(shown_path(judged.root, path) for path in judged.inputs)
        shown = {path: target for target, path in judged.files.items()}
        changed = not_committed(repository, commit, sorted(named))
        told = tuple(shown.get(path, path) for path in changed)
        return Revision(commit, repository.date(commit), is_clean(repository), told)
    except ToolError:  # a report is possible without git; it says that it knows no commit
        return None
