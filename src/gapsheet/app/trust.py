"""A change judged by what a trusted revision says: only answers and evidence are taken from the change.

`product.md` section 6: facts, checklists, pins, policy, people and the files they name come from the trusted revision;
a waiver counts only if that revision has one for the item that ends no earlier, an n/a only if it has it. Where the
revision has no sheet, no waiver and no n/a counts, no fact is known, and only a built-in policy and built-in checklists
are taken.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath

from gapsheet.app.judge import NO_POLICY, Trusted, policy_for, repository_around
from gapsheet.errors import InputError, UsageError
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import LoadedPolicy, load_builtin_policy, load_policy
from gapsheet.load.git import Repository, short_name
from gapsheet.load.revisions import candidates, laid_out
from gapsheet.load.sheet import LoadedSheet
from gapsheet.load.source import read_source
from gapsheet.model.answers import Answer, AnswerSheet, Pin, Waiver
from gapsheet.model.base import KEYS
from gapsheet.model.comparison import Ignored, Trust
from gapsheet.paths import is_file, resolve_inside, shown_path
from gapsheet.text import visible


def trusted(loaded: LoadedSheet, revision: str, *, policy: str | None, cwd: Path, found: bool) -> Trusted:
    """Return the change's sheet with everything but answers and evidence as `revision` has it.

    `policy` is what the command line names: a built-in id, `none`, or a path from `cwd`, read at the revision too.
    `found` tells that nobody named the sheet: a change may then have put another one in the place of the real one.
    Raises InputError where the revision does not exist or its sheet has mistakes, UsageError where it has no sheet
    and no built-in policy is named.
    """
    if loaded.sheet is None:
        raise ValueError("only a valid sheet can be held against a trusted revision")
    repository = repository_around(loaded.root, cwd)
    commit = repository.commit(revision)
    shown = short_name(revision)
    with laid_out(repository) as layout:
        named = _policy_path(policy, cwd, loaded.root)
        base = layout.sheet(commit, loaded.source_shown, more=[named] if named else [])
        if base is None:
            _is_new(repository, commit, loaded.source_shown, shown, found=found)
            return _without_sheet(loaded, loaded.sheet, shown, commit, policy)
        if base.sheet is None:
            raise InputError("trust.invalid", name=shown, path=visible(loaded.source_shown))
        if named and not is_file(layout.folder / named):
            raise InputError("git.no-file", path=visible(named)[:160], name=shown)
        if named:
            judged = [entry.checklist for entry in base.checklists]
            top = layout.folder
            applied, mistakes = load_policy(f"./{named}", root=top, base=top, sheet_checklists=judged)
        else:
            applied, mistakes = policy_for(base, policy, cwd)
        sheet, ignored = _merged(loaded.sheet, base.sheet)
        ignored += _files(loaded, base, applied)
    merged = replace(loaded, sheet=sheet, checklists=base.checklists, facts=base.facts, frameworks=base.frameworks)
    return Trusted(merged, applied, mistakes, Trust(shown, commit, True, tuple(ignored)))


def _is_new(repository: Repository, commit: str, path: str, shown: str, *, found: bool) -> None:
    """Raise InputError where a sheet is not at the trusted revision for another reason than being new."""
    if repository.lists(commit, path):
        raise InputError("git.object", path=visible(path))
    folders = {folder.as_posix() for folder in PurePosixPath(path).parents}
    others = [other for other in repository.sheets(commit) if PurePosixPath(other).parent.as_posix() in folders]
    if found and others:
        names = ", ".join(visible(other) for other in others[:4])
        raise InputError("trust.renamed", name=shown, path=visible(path), list=names)


def _policy_path(policy: str | None, cwd: Path, root: Path) -> str | None:
    """Return the path, relative to the root, of a policy that the command line names by path."""
    if policy is None or not is_path(policy):
        return None
    folder = shown_path(root, cwd.resolve())
    found = candidates(policy if policy.startswith(("./", "../")) else f"./{policy}", "" if folder == "." else folder)
    if not found:
        raise InputError("input.policy-path", path=visible(policy))
    return found[0]


def _without_sheet(loaded: LoadedSheet, sheet: AnswerSheet, shown: str, commit: str, policy: str | None) -> Trusted:
    """Return what remains of a change where the trusted revision has no sheet."""
    if policy is None or policy == NO_POLICY or is_path(policy):
        raise UsageError("trust.policy", name=shown, path=visible(loaded.source_shown))
    ignored = [Ignored("fact", name, "new", None, value) for name, value in sheet.facts.items() if value != "unknown"]
    ignored += [Ignored("checklists", _pin(pin), "new", None, _pin(pin)) for pin in sheet.checklists if pin.path]
    answers: dict[str, Answer] = {}
    for item, answer in sheet.answers.items():
        answers[item], found = _answer(item, answer, None)
        ignored += found
    kept = replace(
        sheet,
        facts={},
        checklists=tuple(pin for pin in sheet.checklists if not pin.path),
        answers=answers,
        frameworks=tuple(name for name in sheet.frameworks if not is_path(name)),
    )
    merged = replace(
        loaded,
        sheet=kept,
        checklists=tuple(entry for entry in loaded.checklists if entry.path is None),
        frameworks=tuple(entry for entry in loaded.frameworks if entry.path is None),
    )
    return Trusted(merged, load_builtin_policy(policy), (), Trust(shown, commit, False, tuple(ignored)))


def _merged(change: AnswerSheet, base: AnswerSheet) -> tuple[AnswerSheet, list[Ignored]]:
    """Return the trusted sheet with the change's answers, and what of the change does not count."""
    answers: dict[str, Answer] = {}
    ignored: list[Ignored] = []
    for item, answer in change.answers.items():
        answers[item], found = _answer(item, answer, base.answers.get(item))
        ignored += found
    ignored += _facts(change, base)
    now, was = ([_pin(pin) for pin in one.checklists] for one in (change, base))
    ignored += [Ignored("checklists", pin, "new", None, pin) for pin in now if pin not in was]
    ignored += [Ignored("checklists", pin, "missing", pin, None) for pin in was if pin not in now]
    if change.policy != base.policy:
        ignored.append(Ignored("policy", "policy", "differs", base.policy, change.policy))
    return replace(base, answers=answers, evidence=change.evidence), [*ignored, *_keys(change, base)]


def _answer(item: str, answer: Answer, base: Answer | None) -> tuple[Answer, list[Ignored]]:
    """Return an answer of the change as far as it counts, and what of it does not."""
    if answer.answer == "n/a" and (base is None or base.answer != "n/a"):
        was = base.answer if base else None
        return replace(answer, answer=None, reason=None, waiver=None), [
            Ignored("not-applicable", item, "new", was, "n/a")
        ]
    waiver = answer.waiver
    if waiver is None:
        return answer, []
    known = base.waiver if base else None
    until = waiver.until.isoformat()
    if known is None:
        return replace(answer, waiver=None), [Ignored("waiver", item, "new", None, until)]
    if waiver.until > known.until:
        found = Ignored("waiver", item, "longer", known.until.isoformat(), until)
        return replace(answer, waiver=None), [found]
    agreed = replace(known, until=waiver.until)
    if agreed.until < agreed.granted:
        return replace(answer, waiver=None), [Ignored("waiver", item, "later", known.granted.isoformat(), until)]
    differs = [Ignored("waiver", item, "differs", _told(known), _told(waiver))] if agreed != waiver else []
    return replace(answer, waiver=agreed), differs


def _told(waiver: Waiver) -> str:
    parts = (waiver.by, waiver.granted.isoformat(), waiver.reason, waiver.compensating_control, waiver.residual_risk)
    return ", ".join(part for part in parts if part)


def _facts(change: AnswerSheet, base: AnswerSheet) -> Iterator[Ignored]:
    for name in dict.fromkeys((*base.facts, *change.facts)):
        was, now = base.facts.get(name, "unknown"), change.facts.get(name, "unknown")
        if was != now:
            yield Ignored("fact", name, "differs", was, now)


_SAID_ABOVE = ("schema_", "answers", "evidence", "facts", "checklists", "policy")


def _keys(change: AnswerSheet, base: AnswerSheet) -> Iterator[Ignored]:
    """Yield every other key of the sheet whose value differs, without the values."""
    for entry in fields(AnswerSheet):
        if entry.name not in _SAID_ABOVE and getattr(change, entry.name) != getattr(base, entry.name):
            yield Ignored("key", KEYS.get(entry.name, entry.name), "differs")


def _files(loaded: LoadedSheet, base: LoadedSheet, applied: LoadedPolicy | None) -> Iterator[Ignored]:
    """Yield the files that the trusted sheet names and the change edits: their trusted content was used."""
    now = {entry.path: entry.sha256 for entry in loaded.checklists if entry.path}
    for entry in base.checklists:
        if entry.path and entry.path in now and now[entry.path] != entry.sha256:
            yield Ignored("checklist-file", entry.path, "differs")
    read = {entry.path: entry.sha256 for entry in loaded.frameworks if entry.path}
    for framework in base.frameworks:
        if framework.path and read.get(framework.path, framework.sha256) != framework.sha256:
            yield Ignored("framework-file", framework.path, "differs")
    if applied is not None and applied.path is not None:
        mine = resolve_inside(loaded.root, loaded.root, applied.path).path
        if mine is None:
            yield Ignored("policy-file", applied.path, "missing")
        elif read_source(mine, applied.path).sha256 != applied.sha256:
            yield Ignored("policy-file", applied.path, "differs")


def _pin(pin: Pin) -> str:
    return f"{pin.path or pin.id}@{pin.major}.{pin.minor}"
