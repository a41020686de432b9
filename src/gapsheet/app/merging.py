"""What came back from a form, brought into its sheet: read, held against the checklists, merged, tried."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from gapsheet.app.baseline import folder_of, read_name
from gapsheet.app.editing import Edited, Opened, edited
from gapsheet.app.noticing import Notice, notices
from gapsheet.app.reading_only import written_into
from gapsheet.app.setting import Change
from gapsheet.core.merge import Conflict, Merged, Said, Side, Value, merge
from gapsheet.diagnostics import Diagnostic, in_order
from gapsheet.edit.change import FIELD_ORDER, EntryChange, applied
from gapsheet.errors import InputError, UsageError
from gapsheet.load.answers import WAIVER_EXTRAS, read_answer_sheet, read_answers
from gapsheet.load.catalog import fact_ids
from gapsheet.load.contents import misnamed
from gapsheet.load.cross_checks import check_answers, check_files
from gapsheet.load.evidence_refs import check_refs
from gapsheet.load.git import Repository, repository_of, short_name
from gapsheet.load.pins import load_pins
from gapsheet.load.reading import Reading
from gapsheet.load.returned import ReadOnly, Returned, parse_returned
from gapsheet.load.revisions import find_at
from gapsheet.load.source import decode, read_bytes, read_source
from gapsheet.load.yaml_doc import Plain, YamlDoc, parse_yaml
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.form_table import shortest
from gapsheet.paths import shown_path
from gapsheet.text import visible

TABLES = (".csv", ".tsv", ".xlsx")
PAGES = (".html", ".htm")
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".pdf")
Entries = Mapping[str, Mapping[str, Value]]
Fields = Mapping[str, tuple[str, ...]]
"""Names of fields by item."""

NOTHING = Merged({})


@dataclass(frozen=True, slots=True)
class Base:
    """The sheet that a form started from: as it is now, as it was at a commit, as named, or unknown."""

    kind: Literal["now", "history", "given", "unknown"]
    entries: Entries | None
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What merging came to. Where `wrong` (mistakes in what came back), `others` (mistakes of the sheet, as it is or as
    it would be) or `conflicts` are not empty, `result` is None and nothing may be written.

    `decided` are the conflicts that a side decided, `left_out` what only came back and `--ours` did not take; `unread`
    are cells that somebody wrote into although nobody reads them.
    """

    returned: Returned
    base: Base
    wrong: tuple[Diagnostic, ...] = ()
    others: tuple[Diagnostic, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    decided: tuple[Conflict, ...] = ()
    result: Edited | None = None
    changes: tuple[Change, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    merged: Merged = NOTHING
    left_out: Fields = field(default_factory=dict)
    unread: tuple[ReadOnly, ...] = ()
    notices: tuple[Notice, ...] = ()

    def decisions(self) -> int:
        """Return how many decisions the conflicts need, or needed."""
        return self.merged.decisions()


_UNKNOWN = Base("unknown", None)


def read_returned(file: str, cwd: Path) -> Returned:
    """Return what came back in a file, by its suffix; raises InputError where it is nothing that can be read."""
    path, suffix = cwd / file, Path(file).suffix.lower()
    data = read_bytes(path, file)
    if suffix in OTHERS:
        raise InputError("merge.suffix", path=visible(file))
    what = misnamed(data, suffix)
    if what is not None or suffix in PAGES:
        raise InputError("merge.page" if what is None else f"merge.is.{what}", path=visible(file))
    if suffix in TABLES:
        from gapsheet.load.spreadsheet import is_about, read_rows
        from gapsheet.load.tables import csv_rows, workbook_rows

        digest = hashlib.sha256(data).hexdigest()
        if suffix == ".xlsx":
            sheets = [(one, read_rows(path, file, digest, one[1])) for one in workbook_rows(data, file)]
            table = _one_table(file, [found for _, found in sheets])
            others = (title for (title, rows), found in sheets if found is None and rows and not is_about(rows))
            return replace(table, other_sheets=tuple(others))
        rows, guessed = csv_rows(data, file)
        return _one_table(file, [read_rows(path, file, digest, rows, guessed=guessed)])
    source = read_source(path, file)
    found = parse_returned(source)
    if found is None:
        raise InputError("merge.kind", path=visible(file))
    return found


def _one_table(file: str, found: Sequence[Returned | None]) -> Returned:
    """Return the only table of a form among the sheets of a workbook."""
    tables = [one for one in found if one is not None]
    if len(tables) != 1:
        raise InputError("merge.table.several" if tables else "merge.table.none", path=visible(file))
    return tables[0]


def try_merge(
    opened: Opened, returned: Returned, cwd: Path, *, keep: Side | None = None, given: str | None = None
) -> Outcome:
    """Return what the sheet would be with what came back; writes nothing.

    `keep` decides conflicts; `given` names the sheet that both started from, as FILE or REV:FILE. Raises InputError for
    what belongs to another system or sheet, RefusedError where the text of the sheet is not safe to change.
    """
    sheet = opened.loaded.sheet
    if sheet is None:
        errors = tuple(one for one in opened.loaded.diagnostics if one.severity == "error")
        return Outcome(returned, _UNKNOWN, others=errors)
    base = find_base(opened, returned) if given is None else open_base(given, opened, cwd)
    _same_sheet(opened, sheet, returned, base)
    ours = entries_of(opened.doc.data)
    wrong = _mistakes(opened, sheet, returned, ours)
    if wrong or returned.troubles:
        return Outcome(returned, base, wrong=wrong)
    merged = merge(base.entries, ours, _theirs(returned, ours if base.entries is None else base.entries))
    if merged.conflicts and keep is None:
        return Outcome(returned, base, conflicts=merged.conflicts, merged=merged, unread=written_into(opened, returned))
    return _tried(opened, returned, base, merged, keep)


def _tried(opened: Opened, returned: Returned, base: Base, merged: Merged, keep: Side | None) -> Outcome:
    decided = merged.decided(keep)
    changes = [EntryChange(item, fields) for item, fields in decided.items()]
    result = edited(opened, changes)
    errors = tuple(one for one in result.loaded.diagnostics if one.severity == "error")
    if errors:
        return Outcome(returned, base, others=errors, decided=merged.conflicts)
    before, after = entries_of(opened.doc.data), entries_of(result.doc.data)
    return Outcome(
        returned,
        base,
        decided=merged.conflicts,
        result=result,
        changes=tuple(_change(item, before, after) for item in decided),
        warnings=tuple(one for one in result.found if one.severity == "warning"),
        merged=merged,
        left_out={item: tuple(said) for item, said in merged.added.items()} if keep == "ours" else {},
        unread=written_into(opened, returned),
        notices=notices(opened, result, decided),
    )


def _change(item: str, before: Entries, after: Entries) -> Change:
    old, new = before.get(item, {}), after.get(item, {})
    fields = tuple(name for name in FIELD_ORDER if name != "answer" and old.get(name) != new.get(name))
    words = [word if isinstance(word, str) else None for word in (old.get("answer"), new.get("answer"))]
    return Change(item, words[0], words[1], fields)


# ---- what is said --------------------------------------------------------------------------------------------


def entries_of(data: object) -> Entries:
    """Return the entries of a document by item, in one shape: texts stripped, evidence a list in its short form."""
    top = applied(data, ())
    answers = top.get("answers") if isinstance(top, dict) else None
    return {item: _settled(entry) for item, entry in answers.items()} if isinstance(answers, dict) else {}


def _settled(entry: Mapping[str, Value]) -> dict[str, Value]:
    out = dict(entry)
    pieces = out.get("evidence")
    if isinstance(pieces, list):
        out["evidence"] = [_short(piece) for piece in pieces]
    return out


def _short(piece: Value) -> Value:
    if isinstance(piece, Mapping):
        texts = {name: text for name, text in piece.items() if isinstance(text, str)}
        return shortest(texts) if len(texts) == len(piece) else piece
    return piece


def _theirs(returned: Returned, before: Entries) -> dict[str, Said]:
    """Return every field that was asked, None where nothing was said; parts that no form asks are as they were."""
    out: dict[str, Said] = {}
    for item, said in entries_of({"answers": dict(returned.answers)}).items():
        fields: dict[str, Value | None] = {name: said.get(name) for name in (*returned.asked, *said)}
        waiver, was = fields.get("waiver"), before.get(item, {}).get("waiver")
        if returned.kind != "sheet" and isinstance(waiver, Mapping) and isinstance(was, Mapping):
            fields["waiver"] = {**{part: was[part] for part in WAIVER_EXTRAS if part in was}, **waiver}
        out[item] = fields
    return out


def _mistakes(opened: Opened, sheet: AnswerSheet, returned: Returned, ours: Entries) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the file that came back and the answers in it, each placed where it stands there."""
    if returned.spans is None:
        return tuple(one for one in returned.found if one.severity == "error")
    answers = {item: _whole(said, ours.get(item, {}), returned.asked) for item, said in returned.answers.items()}
    reading = Reading(YamlDoc(returned.source, {"answers": answers}, returned.spans))
    said = read_answers(reading, answers)
    own = Reading(opened.doc)
    top = opened.doc.data if isinstance(opened.doc.data, dict) else {}
    pinned = load_pins(own, read_answer_sheet(own, top, fact_ids()).checklists, opened.loaded.root, opened.loaded.base)
    check_answers(reading, replace(sheet, answers=said), pinned)
    check_files(reading, opened.loaded.root, opened.loaded.base)
    check_refs(reading, sheet.evidence)
    return in_order(one for one in (*returned.found, *reading.found) if one.severity == "error")


def _whole(said: Plain, ours: Mapping[str, Value], asked: Sequence[str]) -> Plain:
    """Return an entry with what was not asked as it is in ours, so that both are judged together."""
    kept = {name: _plain(value) for name, value in ours.items() if name not in asked}
    return {**kept, **said} if kept and isinstance(said, dict) else said


def _plain(value: Value) -> Plain:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value]


# ---- where it comes from -------------------------------------------------------------------------------------


def find_base(opened: Opened, returned: Returned) -> Base:
    """Return the sheet that a form started from: by its digest, now or in the history of git."""
    if returned.base is None:
        return _UNKNOWN
    if returned.base == opened.source.sha256:
        return Base("now", entries_of(opened.doc.data))
    try:
        return _in_history(repository_of(opened.loaded.root), opened, returned.base)
    except (InputError, UsageError):
        return _UNKNOWN  # no repository, no git, no commit: then nobody knows, and that is said


def _in_history(repository: Repository, opened: Opened, digest: str) -> Base:
    path = shown_path(opened.loaded.root, opened.loaded.base / opened.path.name)
    places = [(one.id, one.path) for one in repository.log(repository.commit("HEAD"), path)]
    places += [(commit, path) for commit in repository.touched(path)]
    with repository.files() as files:
        for commit, name in dict.fromkeys(places):
            blob = files.read(commit, name)
            if blob is not None and blob.content is not None and digest in _digests(blob.content):
                entries = _entries(blob.content, opened)
                return _UNKNOWN if entries is None else Base("history", entries, short_name(commit))
    return _UNKNOWN


def open_base(value: str, opened: Opened, cwd: Path) -> Base:
    """Return the sheet that `--base` names; raises InputError where there is none, UsageError for no name at all."""
    named = read_name(value, "--base")
    shown = visible(named.file)[:160]
    content: bytes | None = None
    if named.revision is None:
        content = read_bytes(cwd / named.file, named.file)
    else:
        repository = repository_of(opened.loaded.root)
        commit = repository.commit(named.revision)
        with repository.files() as files:
            path = find_at(files, commit, named.file, folder_of(opened.loaded.root, cwd))
            blob = files.read(commit, path) if path is not None else None
        if blob is None:
            raise InputError("git.no-file", path=shown, name=visible(named.revision))
        content = blob.content
    entries = _entries(content or b"", opened)
    if entries is None:
        raise InputError("merge.base", path=shown)
    return Base("given", entries)


def _digests(content: bytes) -> tuple[str, str]:
    """Return the digest of a file, and the one that it has where git checks it out with CRLF."""
    windows = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return hashlib.sha256(content).hexdigest(), hashlib.sha256(windows).hexdigest()


def _entries(content: bytes, opened: Opened) -> Entries | None:
    doc, _ = parse_yaml(decode(content, opened.path, opened.source.shown))
    return None if doc is None else entries_of(doc.data)


def _same_sheet(opened: Opened, sheet: AnswerSheet, returned: Returned, base: Base) -> None:
    """Raise InputError for what is about another system or was made from another sheet, unless its base is ours."""
    if base.kind != "unknown":
        return
    name = visible(returned.source.shown)
    if returned.system is not None and returned.system.strip() != sheet.system:
        theirs, ours = visible(returned.system)[:80], visible(sheet.system)[:80]
        raise InputError("merge.system", path=name, theirs=theirs, ours=ours)
    if returned.sheet is not None and Path(returned.sheet).name != opened.path.name:
        raise InputError(
            "merge.sheet", path=name, theirs=visible(returned.sheet)[:160], ours=visible(opened.source.shown)
        )
