"""JSON Schemas of the files, as text."""

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from gapsheet.app.catalog import in_house_order
from gapsheet.app.outputs import Written, write_text
from gapsheet.load.catalog import (
    LoadedChecklist,
    builtin_checklists,
    builtin_heads,
    builtin_policies,
    load_builtin_checklist,
    load_facts,
)
from gapsheet.load.frameworks import builtin_frameworks
from gapsheet.load.sheet import LoadedSheet
from gapsheet.model.checklist import Item
from gapsheet.outfile import make_folders
from gapsheet.report import schema
from gapsheet.report.answers_schema import Known, answers, dump
from gapsheet.words import Lang


def schema_of_sheet(loaded: LoadedSheet, lang: Lang) -> str:
    """Return the schema of a sheet: the items that it is judged by, as far as its checklists could be read."""
    items = [item for entry in loaded.checklists for item in _judged(entry)]
    if loaded.sheet is None:
        return schema_of_items(items, lang, {})
    register = {name: piece.title or piece.file or piece.url or "" for name, piece in loaded.sheet.evidence.items()}
    return schema_of_items(items, lang, loaded.sheet.people, register)


def schema_of_everything(lang: Lang) -> str:
    """Return the schema of a sheet that pins every built-in checklist."""
    names = in_house_order(builtin_checklists())
    items = [item for name in names for item in load_builtin_checklist(name).checklist.items()]
    return schema_of_items(items, lang, {})


def schema_of_items(
    items: Iterable[Item], lang: Lang, people: Mapping[str, str], register: Mapping[str, str] | None = None
) -> str:
    """Return the schema of a sheet whose answers are these items."""
    versions = {head.id: head.version.rpartition(".")[0] for head in builtin_heads()}
    known = Known(
        checklists={name: versions[name] for name in in_house_order(builtin_checklists())},
        policies=builtin_policies(),
        frameworks=builtin_frameworks(),
        people=people,
        register=register or {},
    )
    return dump(answers(items, load_facts().facts, known, lang))


def write(text: str, path: str, *, cwd: Path, inputs: Sequence[Path]) -> Written:
    """Write a schema whole, the folder with it where there is none; raises as `write_text` does."""
    made = make_folders((cwd / path).parent)
    try:
        return write_text(text, path, cwd=cwd, inputs=inputs)
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _judged(entry: LoadedChecklist) -> list[Item]:
    """Return the items of a checklist but for those that a minor version after its pin added."""
    pinned = int(entry.pinned.partition(".")[2])
    items = entry.checklist.items()
    return [item for item in items if item.since is None or int(item.since.partition(".")[2]) <= pinned]


def other_schema(kind: str) -> str:
    """Return the schema of a checklist, a framework, a policy, or of what a command writes as JSON."""
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
    if kind in ("merge", "set"):
        from gapsheet.report import wire_changes

        found = wire_changes.merge_schema() if kind == "merge" else wire_changes.set_schema()
        return json.dumps(found, indent=2, sort_keys=True) + "\n"
    from gapsheet.report.wire import result_schema

    return json.dumps(result_schema(), indent=2, sort_keys=True) + "\n"
