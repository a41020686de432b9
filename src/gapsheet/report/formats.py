"""The one table of report formats."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from gapsheet.model.assessment import Assessment
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffix of its files, its media type, and the module that renders it."""

    name: str
    suffix: str
    media_type: str
    module: str

    def render(self, assessment: Assessment, lang: Lang) -> str:
        """Return the report in this format; its module is loaded now."""
        render: Callable[[Assessment, Lang], str] = import_module(self.module).render
        return render(assessment, lang)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("html", "html", "text/html", "gapsheet.report.html"),
        Format("markdown", "md", "text/markdown", "gapsheet.report.markdown"),
        Format("json", "json", "application/json", "gapsheet.report.json_v1"),
        Format("csv", "csv", "text/csv", "gapsheet.report.csv_table"),
    )
}
"""Every format of the gap report, by name."""

BY_SUFFIX: dict[str, Format] = {entry.suffix: entry for entry in FORMATS.values()} | {
    "htm": FORMATS["html"],
    "markdown": FORMATS["markdown"],
}
"""The format that a file's suffix (without the dot, lower case) stands for."""
