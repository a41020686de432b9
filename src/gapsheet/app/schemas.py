"""JSON Schemas of the files, as text."""

import json
from pathlib import Path

from gapsheet.app.catalog import in_house_order
from gapsheet.app.judge import open_sheet
from gapsheet.load.catalog import builtin_checklists, builtin_policies, load_builtin_checklist, load_facts
from gapsheet.model.checklist import Checklist
from gapsheet.report import schema
from gapsheet.words import Lang


def sheet_checklists(file: str, cwd: Path) -> tuple[tuple[Checklist, ...], Lang | None]:
    """Return the checklists that a sheet names and that could be read, and the sheet's language."""
    loaded = open_sheet(file, cwd)
    return tuple(entry.checklist for entry in loaded.checklists), loaded.lang


def answers_schema(checklists: tuple[Checklist, ...] | None, lang: Lang) -> str:
    """Return the schema of a sheet: of these checklists, or of everything built in."""
    if checklists is None:
        names = in_house_order(builtin_checklists())
        checklists = tuple(load_builtin_checklist(name).checklist for name in names)
    return schema.dump(schema.answers(checklists, load_facts().facts, builtin_policies(), lang))


def other_schema(kind: str) -> str:
    """Return the schema of a checklist, a framework, a policy, a comparison, a history or a result."""
    if kind == "checklist":
        return schema.dump(schema.checklist())
    if kind == "framework":
        return schema.dump(schema.framework())
    if kind == "policy":
        return schema.dump(schema.policy())
    if kind == "diff":
        from gapsheet.report.wire_diff import diff_schema

        return json.dumps(diff_schema(), indent=2, sort_keys=True) + "\n"
    if kind == "history":
        from gapsheet.report.wire_history import history_schema

        return json.dumps(history_schema(), indent=2, sort_keys=True) + "\n"
    from gapsheet.report.wire import result_schema

    return json.dumps(result_schema(), indent=2, sort_keys=True) + "\n"
