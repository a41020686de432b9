"""What goes into a form that is handed out: the items of a sheet that apply, or some of them."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gapsheet.app.judge import open_sheet
from gapsheet.core.scope import taken_out_by
from gapsheet.diagnostics import Diagnostic
from gapsheet.errors import InputError, UsageError
from gapsheet.load.catalog import LoadedChecklist
from gapsheet.load.git import repository_of
from gapsheet.load.sheet import LoadedSheet
from gapsheet.load.suggest import nearest
from gapsheet.model.answers import Answer, AnswerSheet, Evidence
from gapsheet.model.form import Form, FormChecklist, FormItem
from gapsheet.report.new_sheet import most_severe_first
from gapsheet.text import visible
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form, or None for a sheet with mistakes; its language, and the files that were read.

    `uncommitted`: the sheet is in a repository of git, and its last commit has another state of it, or none. Then merge
    will not find what the form was made from, once the sheet has changed.
    """

    form: Form | None
    diagnostics: tuple[Diagnostic, ...]
    lang: Lang
    inputs: tuple[Path, ...]
    uncommitted: bool = False


def open_form(
    file: str | None,
    cwd: Path,
    *,
    as_of: dt.date,
    lang: Lang | None = None,
    checklists: Sequence[str] = (),
    owner: str | None = None,
) -> OpenedForm:
    """Return the form for the sheet `file`, relative to `cwd`, or the one found from there; in the sheet's language.

    Raises InputError when the sheet cannot be opened, UsageError for a limit that leaves nothing.
    """
    loaded = open_sheet(file, cwd, as_of=as_of)
    spoken = lang or loaded.lang or "en"
    root = loaded.root
    named = [root / loaded.source_shown, *(loaded.base / name for name in (*loaded.documents, *loaded.evidence))]
    form = None if loaded.sheet is None else form_of(loaded, loaded.sheet, spoken, checklists, owner)
    return OpenedForm(form, loaded.diagnostics, spoken, tuple(named), form is not None and _uncommitted(loaded))


def _uncommitted(loaded: LoadedSheet) -> bool:
    """Tell whether the last commit has another state of a sheet, or none; not so where no git can be asked."""
    try:
        repository = repository_of(loaded.root)
        with repository.files() as files:
            blob = files.read(repository.commit("HEAD"), loaded.source_shown)
    except InputError as problem:
        return problem.key == "git.unknown"  # a repository without any commit
    content = blob.content if blob is not None else None
    if content is None:
        return True
    windows = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")  # where git checks files out with CRLF
    return loaded.sha256 not in (hashlib.sha256(content).hexdigest(), hashlib.sha256(windows).hexdigest())


def form_of(
    loaded: LoadedSheet, sheet: AnswerSheet, lang: Lang, checklists: Sequence[str] = (), owner: str | None = None
) -> Form:
    """Return the form for a sheet without mistakes, limited to some checklists or to the items of one owner.

    Items that facts take out and items of a later minor version are not asked. Raises UsageError for a checklist that
    the sheet does not have, and where nothing is left.
    """
    _check_names(loaded, checklists)
    every = [_checklist(sheet, entry, lang) for entry in loaded.checklists]
    total = sum(len(entry.items) for entry in every)
    chosen = [_limited(entry, owner) for entry in every if not checklists or entry.id in checklists]
    kept = tuple(entry for entry in chosen if entry.items)
    if not kept:
        who = visible(owner)[:60] if owner is not None else ""
        raise UsageError("form.nothing" if owner is None else "form.owner", owner=who)
    return Form(
        system=sheet.system,
        sheet=loaded.source_shown,
        base=loaded.sha256,
        lang=lang,
        people=dict(sheet.people),
        checklists=kept,
        total=total,
        owner=owner,
        limited=tuple(entry.id for entry in every if entry.id in checklists),
        register=_referred(sheet, kept),
    )


def _check_names(loaded: LoadedSheet, asked: Sequence[str]) -> None:
    known = [entry.checklist.id for entry in loaded.checklists]
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            key = "form.checklist.near" if near else "form.checklist"
            raise UsageError(key, word=visible(name)[:80], near=near or "", choices=", ".join(known))


def _checklist(sheet: AnswerSheet, entry: LoadedChecklist, lang: Lang) -> FormChecklist:
    pinned = int(entry.pinned.split(".")[1])
    asked = [
        item
        for item in entry.checklist.items()
        if (item.since is None or int(item.since.split(".")[1]) <= pinned)
        and not taken_out_by(item.applies_when, sheet.facts)
    ]
    items = tuple(FormItem(item, sheet.answers.get(item.id, Answer())) for item in most_severe_first(asked))
    return FormChecklist(entry.checklist.id, entry.checklist.title.text(lang), items)


def _referred(sheet: AnswerSheet, lists: Sequence[FormChecklist]) -> dict[str, Evidence]:
    """Return the sheet's own evidence, as far as the form's answers refer to it."""
    used = {piece.ref for entry in lists for one in entry.items for piece in one.answer.evidence}
    return {name: piece for name, piece in sheet.evidence.items() if name in used}


def _limited(entry: FormChecklist, owner: str | None) -> FormChecklist:
    if owner is None:
        return entry
    return FormChecklist(entry.id, entry.title, tuple(one for one in entry.items if one.answer.owner == owner))
