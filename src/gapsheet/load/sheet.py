"""An answer sheet with everything it names: checklists, facts, and every mistake in it."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from gapsheet.diagnostics import Diagnostic, has_errors, in_order
from gapsheet.errors import InputError, UsageError
from gapsheet.load.answers import is_path, read_answer_sheet
from gapsheet.load.audit_evidence import check_pieces
from gapsheet.load.audit_record import check_record
from gapsheet.load.catalog import LoadedChecklist, fact_ids, load_facts
from gapsheet.load.cross_checks import check_answers, check_files, check_people, check_policy
from gapsheet.load.evidence_refs import check_refs
from gapsheet.load.frameworks import LoadedFramework, load_named
from gapsheet.load.pins import load_pins
from gapsheet.load.reading import Reading
from gapsheet.load.source import Source, read_source
from gapsheet.load.waivers import check_waivers
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.checklist import Facts
from gapsheet.paths import shown_path
from gapsheet.text import visible
from gapsheet.words import Lang

SHEET_NAME = "gapsheet.yaml"
SHEET_SUFFIX = ".gapsheet.yaml"


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A sheet as read: `sheet` is None when a mistake makes it invalid; warnings leave it valid.

    `source_shown` is relative to the root; `base` is the sheet's folder, from which its paths lead; `lines`
    is the line of every answer.
    """

    source_shown: str
    sha256: str
    root: Path
    base: Path
    sheet: AnswerSheet | None
    diagnostics: tuple[Diagnostic, ...]
    checklists: tuple[LoadedChecklist, ...]
    facts: Facts
    lines: dict[str, int]
    frameworks: tuple[LoadedFramework, ...] = ()
    """The frameworks that the sheet names."""
    lang: Lang | None = None
    """The language that the sheet asks for, also where it is invalid; None when that could not be read."""
    documents: tuple[str, ...] = ()
    """The checklists, the policy and the frameworks that it names by path, as written."""
    evidence: tuple[str, ...] = ()
    """The files that it names as evidence, as written."""


def load_sheet(path: Path, root: Path, *, as_of: dt.date | None = None, audit: bool = False) -> LoadedSheet:
    """Return the sheet at `path` with what it names; raises InputError when it cannot be opened.

    `root` is absolute and resolved. A sheet that is a link out of the root is not opened. Waivers are held against
    the day `as_of`; without one, nothing is said of their dates. With `audit` a valid sheet is also held, on that day,
    against what an audit report records.
    """
    source, base = sheet_source(path, root), Path(os.path.realpath(path.parent))
    return parse_sheet(source, root, base, as_of=as_of, audit=audit)


def sheet_source(path: Path, root: Path) -> Source:
    """Return the text of the sheet at `path`; raises InputError when it cannot be opened, or leads out of the root."""
    name = shown_path(root, Path(os.path.realpath(path.parent)) / path.name)
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not target.is_relative_to(root):
        raise InputError("input.outside", path=visible(name))
    if any(part.lower() == ".git" for part in target.parts):
        raise InputError("input.git", path=visible(name))
    return read_source(target, name)


def parse_sheet(
    source: Source,
    root: Path,
    base: Path,
    *,
    as_of: dt.date | None = None,
    present: bool = True,
    audit: bool = False,
) -> LoadedSheet:
    """Return the sheet that a source is, with what it names; its paths lead from the folder `base` inside `root`.

    Without `present`, nobody asks whether evidence is there.
    """
    name = source.shown
    doc, found = parse_yaml(source)
    reading = Reading(doc)
    top = reading.top("answers") if doc is not None else None
    if doc is None or top is None:
        diagnostics = in_order(found + reading.found)
        return LoadedSheet(name, source.sha256, root, base, None, diagnostics, (), load_facts(), {})
    sheet = read_answer_sheet(reading, top, fact_ids())
    pinned = load_pins(reading, sheet.checklists, root, base)
    counted = check_answers(reading, sheet, pinned)
    check_waivers(reading, sheet, counted, as_of)
    check_files(reading, root, base, present=present, register=sheet.evidence)
    check_refs(reading, sheet.evidence)
    check_people(reading, sheet)
    check_policy(reading, sheet, root, base)
    named, of_frameworks = load_named(reading, top.get("frameworks"), root, base)
    valid = not has_errors([*found, *reading.found, *pinned.diagnostics, *of_frameworks])
    if valid and audit and as_of is not None:
        check_record(reading, sheet, pinned, as_of)
        check_pieces(reading, sheet, pinned, as_of, (root, base))
    diagnostics = in_order([*found, *reading.found, *pinned.diagnostics, *of_frameworks])
    return LoadedSheet(
        source_shown=name,
        sha256=source.sha256,
        root=root,
        base=base,
        sheet=sheet if valid else None,
        diagnostics=diagnostics,
        checklists=pinned.checklists,
        facts=load_facts(),
        lines=dict(doc.spans.key_lines(("answers",))),
        lang=sheet.lang,
        frameworks=named,
        documents=_documents(sheet),
        evidence=tuple(written for _, written in reading.files),
    )


def _documents(sheet: AnswerSheet) -> tuple[str, ...]:
    named = [pin.path for pin in sheet.checklists if pin.path]
    return tuple(name for name in (*named, *filter(None, [sheet.policy]), *sheet.frameworks) if is_path(name))


def find_sheet(start: Path, root: Path) -> Path:
    """Return the sheet of the folder `start` or of its nearest parent up to `root`.

    It is `gapsheet.yaml`, else the only `*.gapsheet.yaml`. Raises UsageError for several, InputError for none.
    """
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        plain = folder / SHEET_NAME
        if plain.exists():
            return plain
        named = sorted(path for path in folder.glob(f"*{SHEET_SUFFIX}") if path.is_file())
        if len(named) > 1:
            raise UsageError("input.several", list=", ".join(visible(path.name) for path in named))
        if named:
            return named[0]
        if folder == root:
            break
    raise InputError("input.none")
