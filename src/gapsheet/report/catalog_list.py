"""The list of checklists, as a table and as JSON."""

from collections.abc import Sequence

from gapsheet.model.base import SEVERITIES
from gapsheet.model.checklist import Checklist
from gapsheet.report.layout import table
from gapsheet.text import json_document
from gapsheet.words import LANGS, Lang, say

Rows = Sequence[tuple[Checklist, str]]
"""Each checklist with the set it belongs to."""


def render_text(rows: Rows, lang: Lang) -> str:
    """Return one line per checklist: id, version, items, set, title, languages."""
    lines = table(
        [
            (
                checklist.id,
                _minor(checklist),
                say(lang, "cli", "list.items", n=len(checklist.items())),
                say(lang, "cli", f"list.set.{kind}"),
                checklist.title.text(lang),
                " ".join(LANGS),
            )
            for checklist, kind in rows
        ],
        indent="",
    )
    total = sum(len(checklist.items()) for checklist, _ in rows)
    lines += ["", say(lang, "cli", "list.total", checklists=len(rows), n=total)]
    return "\n".join(lines) + "\n"


def render_json(rows: Rows) -> str:
    """Return the list as `gapsheet/checklists/v1`, keys sorted."""
    entries = [
        {
            "id": checklist.id,
            "version": checklist.version,
            "prefix": checklist.prefix,
            "set": kind,
            "title": {"en": checklist.title.en, "zh-CN": checklist.title.zh_cn},
            "languages": list(LANGS),
            "items": {
                "total": len(checklist.items()),
                **{name: sum(item.severity == name for item in checklist.items()) for name in SEVERITIES},
            },
        }
        for checklist, kind in rows
    ]
    return json_document({"schema": "gapsheet/checklists/v1", "checklists": entries})


def _minor(checklist: Checklist) -> str:
    return checklist.version.rpartition(".")[0]
