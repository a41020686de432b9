"""The one table of report formats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, get_args

from gapsheet.model.assessment import Assessment
from gapsheet.model.audit import Audit
from gapsheet.report.page import Paper
from gapsheet.words import Lang

Publish = Literal["verdict", "summary", "full"]
PUBLISH: tuple[Publish, ...] = get_args(Publish)
"""How much of a sheet a log, a job summary or a comment may show.

verdict: no item, only the verdict, the score and the rules; summary: items, without notes, owners or links; full.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffix of its files, its media type, and the module that renders it.

    `public`: what it writes usually lands where others read it (a log, a job summary, a comment), so its `render`
    takes how much to publish. `gate`: it needs a verdict. `report`: it is a gap report, not a digest for a machine.
    """

    name: str
    suffix: str
    media_type: str
    module: str
    function: str = "render"
    public: bool = False
    gate: bool = False
    report: bool = False

    def render(self, assessment: Assessment, lang: Lang, publish: Publish = "full") -> str:
        """Return the assessment in this format; its module is loaded now."""
        render: Callable[..., str] = getattr(import_module(self.module), self.function)
        return render(assessment, lang, publish) if self.public else render(assessment, lang)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("html", "html", "text/html", "gapsheet.report.html", report=True),
        Format("markdown", "md", "text/markdown", "gapsheet.report.markdown", report=True),
        Format("json", "json", "application/json", "gapsheet.report.json_v1", report=True),
        Format("csv", "csv", "text/csv", "gapsheet.report.csv_table", report=True),
        Format("sarif", "sarif", "application/sarif+json", "gapsheet.report.sarif"),
        Format("sarif-all", "sarif", "application/sarif+json", "gapsheet.report.sarif", "render_all"),
        Format("junit", "xml", "application/xml", "gapsheet.report.junit", gate=True),
        Format("gitlab", "json", "application/json", "gapsheet.report.gitlab"),
        Format("github", "txt", "text/plain", "gapsheet.report.github", public=True, gate=True),
        Format("summary", "md", "text/markdown", "gapsheet.report.summary", public=True, gate=True),
        Format("comment", "md", "text/markdown", "gapsheet.report.comment", public=True, gate=True),
        Format("outputs", "txt", "text/plain", "gapsheet.report.outputs", gate=True),
        Format("badge", "svg", "image/svg+xml", "gapsheet.report.badge"),
        Format("oscal-ar", "json", "application/json", "gapsheet.report.oscal_results"),
        Format("oscal-poam", "json", "application/json", "gapsheet.report.oscal_poam"),
        Format("cyclonedx", "json", "application/vnd.cyclonedx+json", "gapsheet.report.cyclonedx"),
    )
}
"""Every format by name."""


@dataclass(frozen=True, slots=True)
class AuditFormat:
    """A format of the audit report: as `Format`; `paged` is printed by a browser from what `render` gives."""

    name: str
    suffix: str
    media_type: str
    module: str
    paged: bool = False

    def render(self, audit: Audit, langs: Sequence[Lang], paper: Paper | None = None) -> str:
        """Return the record in this format, in one language, or with a second one beneath the first."""
        render: Callable[[Audit, Sequence[Lang], Paper | None], str] = import_module(self.module).render
        return render(audit, langs, paper)


AUDIT_FORMATS: dict[str, AuditFormat] = {
    entry.name: entry
    for entry in (
        AuditFormat("html", "html", "text/html", "gapsheet.report.audit_html"),
        AuditFormat("pdf", "pdf", "application/pdf", "gapsheet.report.audit_html", paged=True),
        AuditFormat("markdown", "md", "text/markdown", "gapsheet.report.audit_markdown"),
        AuditFormat("json", "json", "application/json", "gapsheet.report.audit_json"),
    )
}
"""Every format of the audit report by name."""

BY_SUFFIX: dict[str, Format] = {entry.suffix: entry for entry in FORMATS.values() if entry.report} | {
    "htm": FORMATS["html"],
    "markdown": FORMATS["markdown"],
}
"""The format that a file's suffix (without the dot, lower case) stands for."""
