"""`gapsheet set`: answers from a script, one or many at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.completion import choices
from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice, read_date
from gapsheet.cli.parameters import TEXT_OR_JSON, TextOrJson
from gapsheet.errors import UsageError
from gapsheet.exits import ExitCode
from gapsheet.model.record import METHODS
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

if TYPE_CHECKING:
    from gapsheet.app.editing import Opened
    from gapsheet.app.noticing import Notice
    from gapsheet.app.setting import Change, Outcome
    from gapsheet.load.settings import Mistake, Setting
    from gapsheet.load.yaml_doc import Plain

WORDS = ("met", "partial", "unmet", "n/a", "符合", "部分符合", "不符合", "不适用")
MOST_SHOWN = 50
"""How many mistakes of a file are told one by one."""
CLEARED = (
    *("answer", "by", "at", "reason", "evidence", "note", "owner", "due", "waiver"),
    *("method", "population", "sample", "exceptions", "reviewed"),
)


def _text(flag: str, metavar: str, text: str) -> object:
    return typer.Option(flag, metavar=metavar, help=text)


Item = Annotated[str | None, typer.Argument(metavar="ITEM", help="The item, like SEC-02.", show_default=False)]
Answer = Annotated[
    str | None,
    typer.Argument(
        metavar="ANSWER",
        help="met, partial, unmet or n/a, in either language; left out: as it is.",
        autocompletion=choices(WORDS),
        show_default=False,
    ),
]
File = Annotated[str | None, typer.Argument(metavar="FILE", help="The sheet; found from this folder if not given.")]
Note = Annotated[str | None, _text("--note", "TEXT", "What there is and what is missing.")]
Reason = Annotated[str | None, _text("--reason", "TEXT", "Why the item does not apply; needed for n/a.")]
Owner = Annotated[str | None, _text("--owner", "NAME", "Who closes the gap.")]
Due = Annotated[str | None, _text("--due", "DATE", "Until when, YYYY-MM-DD.")]
Evidence = Annotated[
    list[str] | None,
    _text("--evidence", "PATH|URL", "What backs the answer, in place of what is named; may be repeated."),
]
By = Annotated[str | None, _text("--by", "NAME", "Who answered, if not the assessor.")]
At = Annotated[str | None, _text("--at", "DATE", "When, if not on the day of the assessment.")]
EvidenceRef = Annotated[
    list[str] | None,
    _text("--evidence-ref", "NAME", "A piece of the sheet's own `evidence`, by its name; may be repeated."),
]
Method = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        metavar="METHOD",
        help="How it was established: interview, document, observation, test; may be repeated.",
        autocompletion=choices(METHODS),
    ),
]
Population = Annotated[str | None, _text("--population", "TEXT", "All that there is of what was looked at.")]
Sample = Annotated[str | None, _text("--sample", "TEXT", "What of it was looked at.")]
Exceptions = Annotated[str | None, _text("--exceptions", "TEXT", "What in it was not as it should be.")]
ReviewedBy = Annotated[str | None, _text("--reviewed-by", "NAME", "Who looked at the answer a second time.")]
ReviewedAt = Annotated[str | None, _text("--reviewed-at", "DATE", "When; today for a new review if not given.")]
ReviewedResult = Annotated[
    str | None, _text("--reviewed-result", "TEXT", "What came of it; an answer word is the reviewer's own answer.")
]
WaiverControl = Annotated[
    str | None, _text("--waiver-compensating-control", "TEXT", "What limits the risk in the meantime.")
]
WaiverRisk = Annotated[str | None, _text("--waiver-residual-risk", "TEXT", "What remains of it.")]
WaiverReason = Annotated[str | None, _text("--waiver-reason", "TEXT", "Why the gap is accepted.")]
WaiverBy = Annotated[str | None, _text("--waiver-by", "NAME", "Who accepts it.")]
WaiverGranted = Annotated[
    str | None, _text("--waiver-granted", "DATE", "From when; today for a new waiver if not given.")
]
WaiverUntil = Annotated[str | None, _text("--waiver-until", "DATE", "The last day on which it counts.")]
Clear = Annotated[
    list[str] | None,
    typer.Option(
        "--clear",
        metavar="FIELD",
        help="Take a field away: answer, note, owner, waiver, ...; may be repeated.",
        autocompletion=choices(CLEARED),
    ),
]
From = Annotated[
    str | None,
    _text("--from", "FILE.csv|FILE.json", "Set many at once: a table with a header, or JSON; all of them or none."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")]


@examples(
    'gapsheet set SEC-02 unmet --owner dana --due 2026-12-05 --note "Open inside the VPC."',
    "gapsheet set SEC-03 met --evidence reports/scan.json --evidence https://ci.example.org/412",
    'gapsheet set DRI-01 --waiver-reason "Inputs are reviewed." --waiver-by hana --waiver-until 2026-11-30',
    "gapsheet set SEC-02 --clear due --dry-run",
    "gapsheet set --from answers.csv",
)
@command
def set_answers(
    common: Common,
    item: Item = None,
    answer: Answer = None,
    file: File = None,
    note: Note = None,
    reason: Reason = None,
    owner: Owner = None,
    due: Due = None,
    evidence: Evidence = None,
    evidence_ref: EvidenceRef = None,
    by: By = None,
    at: At = None,
    waiver_reason: WaiverReason = None,
    waiver_by: WaiverBy = None,
    waiver_granted: WaiverGranted = None,
    waiver_until: WaiverUntil = None,
    waiver_compensating_control: WaiverControl = None,
    waiver_residual_risk: WaiverRisk = None,
    method: Method = None,
    population: Population = None,
    sample: Sample = None,
    exceptions: Exceptions = None,
    reviewed_by: ReviewedBy = None,
    reviewed_at: ReviewedAt = None,
    reviewed_result: ReviewedResult = None,
    clear: Clear = None,
    from_file: From = None,
    dry_run: DryRun = False,
    format: TextOrJson = "text",
) -> ExitCode:
    """Set answers and what belongs to them; everything else in the file stays as it is, byte for byte.

    Exit code: 0 written (or nothing to change), 2 a mistake, and then nothing is written.
    """
    choice("--format", format, TEXT_OR_JSON)
    fields = _given(answer=answer, note=note, reason=reason, owner=owner, due=due, by=by, at=at)
    fields |= _given(population=population, sample=sample, exceptions=exceptions)
    waiver = _given(reason=waiver_reason, by=waiver_by, granted=waiver_granted, until=waiver_until)
    waiver |= _given(compensating_control=waiver_compensating_control, residual_risk=waiver_residual_risk)
    reviewed = _given(by=reviewed_by, at=reviewed_at, result=reviewed_result)
    lists = _given_lists(evidence=evidence, evidence_ref=evidence_ref, method=method, clear=clear)
    asked = _Asked(item, file, fields, {"waiver": waiver, "reviewed": reviewed}, lists)
    asked.check_texts()
    if from_file is not None:
        return _many(common, from_file, asked, dry_run=dry_run, format=format)
    name, setting = asked.setting()
    return _carry_out(common, name, [setting], dry_run=dry_run, format=format)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command line asks for: fields of one item, parts of its waiver and its review, and lists."""

    item: str | None
    file: str | None
    fields: dict[str, str]
    parts: dict[str, dict[str, str]]
    lists: dict[str, list[str]]

    def nothing(self) -> bool:
        """Tell whether no field is set or taken away."""
        return not (self.fields or any(self.parts.values()) or self.lists)

    def check_texts(self) -> None:
        """Raise UsageError for bytes of a command line that are no text."""
        said = [self.fields.values(), *(part.values() for part in self.parts.values()), *self.lists.values()]
        for text in [text for texts in said for text in texts] + [self.item or "", self.file or ""]:
            if not text.isprintable() and any("\ud800" <= char <= "\udfff" or char == "\0" for char in text):
                raise UsageError("set.character")

    def setting(self) -> tuple[str | None, "Setting"]:
        """Return the file and what to set in it; raises UsageError for what makes no sense."""
        from gapsheet.app.setting import one_setting

        file, answer = self.file, self.fields.get("answer")
        if file is None and answer is not None and answer.endswith((".yaml", ".yml")):
            file = self.fields.pop("answer")
        if self.item is None:
            raise UsageError("usage.missing", name="ITEM", command="gapsheet set")
        if self.nothing():
            raise UsageError("set.nothing", item=visible(self.item)[:60])
        for option, date in self._dates():
            read_date(option, date)
        parts = {name: said for name, said in self.parts.items() if said}
        return file, one_setting(self.item, {**self.fields, **self._lists()}, parts, self.lists.get("clear", ()))

    def _dates(self) -> list[tuple[str, str]]:
        options = [(f"--{name}", self.fields.get(name)) for name in ("due", "at")]
        waiver, reviewed = self.parts["waiver"], self.parts["reviewed"]
        options += [(f"--waiver-{name}", waiver.get(name)) for name in ("granted", "until")]
        options.append(("--reviewed-at", reviewed.get("at")))
        return [(option, date) for option, date in options if date is not None]

    def _lists(self) -> "dict[str, Plain]":
        """Return the fields that are lists, evidence of both kinds as one; an option may name several methods."""
        from gapsheet.load.settings import methods

        out: dict[str, Plain] = {}
        pieces: list[Plain] = [*self.lists.get("evidence", ())]
        pieces += [{"ref": name} for name in self.lists.get("evidence_ref", ())]
        if pieces:
            out["evidence"] = pieces
        if "method" in self.lists:
            out["method"] = [word for text in self.lists["method"] for word in methods(text) or [text]]
        return out


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _given_lists(**values: list[str] | None) -> dict[str, list[str]]:
    return {name: list(value) for name, value in values.items() if value}


def _many(common: Common, path: str, asked: _Asked, *, dry_run: bool, format: str) -> ExitCode:
    """Set what a file says; an argument then names the sheet, and nothing else may be set."""
    if not asked.nothing():
        raise UsageError("set.from.both")
    file = asked.item if asked.file is None else asked.file
    from gapsheet.app.setting import read_settings

    settings, mistakes = read_settings(path, Path.cwd())
    if mistakes:
        console = Console.of(common)
        for mistake in mistakes[:MOST_SHOWN]:
            console.error(_mistake(console.lang, path, mistake))
        if len(mistakes) > MOST_SHOWN:
            console.error(_say(console.lang, "more", n=len(mistakes) - MOST_SHOWN))
        return ExitCode.CANNOT
    return _carry_out(common, file, settings, source=path, dry_run=dry_run, format=format)


def _mistake(lang: Lang, path: str, mistake: "Mistake") -> str:
    message = _say(lang, mistake.key, **mistake.params)
    return _placed(lang, f"{visible(path)}:{mistake.place}" if mistake.place else visible(path), message)


def _placed(lang: Lang, place: str, message: str) -> str:
    return say(lang, "errors", "prefix", message=_say(lang, "mistake", place=place, message=message))


def _carry_out(
    common: Common,
    file: str | None,
    settings: "list[Setting]",
    *,
    source: str | None = None,
    dry_run: bool,
    format: str,
) -> ExitCode:
    from gapsheet.app.editing import open_to_edit, save
    from gapsheet.app.setting import try_settings

    opened = open_to_edit(file, Path.cwd(), as_of=common.as_of)
    console = Console.of(common, common.lang or opened.lang)
    outcome = try_settings(opened, settings)
    if outcome.wrong or outcome.others:
        _show_wrong(console, opened, outcome, source)
        return ExitCode.CANNOT
    differs = outcome.result.text != opened.source.text
    if differs and not dry_run:
        save(opened, outcome.result.text)
    if format == "json":
        from gapsheet.report.setting_json import render

        written = differs and not dry_run
        known = notices_of(opened, outcome)
        console.machine(render(opened.source.shown, outcome.changes, outcome.warnings, known, written=written))
    else:
        _show(console, opened, outcome, dry_run=dry_run)
    return ExitCode.OK


def _show_wrong(console: Console, opened: "Opened", outcome: "Outcome", source: str | None) -> None:
    from gapsheet.cli.show import show_diagnostics
    from gapsheet.report.diagnostics_text import advice, message

    lang, path = console.lang, visible(opened.source.shown)
    for wrong in outcome.wrong:
        said = message(wrong.diagnostic, lang)
        if source is None:
            console.error(say(lang, "errors", "prefix", message=said))
        else:
            console.error(_placed(lang, f"{visible(source)}:{wrong.place}", said))
        tip = advice(wrong.diagnostic, lang)
        if tip:
            console.error(_say(lang, "mistake.hint", advice=tip))
    if outcome.others:
        console.error(_say(lang, "others", path=path))
        show_diagnostics(console, outcome.others)
    console.error(_say(lang, "refused", path=path, n=len(outcome.wrong) + len(outcome.others)))


def _show(console: Console, opened: "Opened", outcome: "Outcome", *, dry_run: bool) -> None:
    from gapsheet.app.editing import unified_diff
    from gapsheet.report.diagnostics_text import render_concise

    lang, path = console.lang, visible(opened.source.shown)
    lines = [told_change(lang, change) for change in outcome.changes]
    changed = sum(change.old != change.new or bool(change.fields) for change in outcome.changes)
    same = outcome.result.text == opened.source.text
    if dry_run:
        console.result(unified_diff(path, opened.source.text, outcome.result.text))
        console.talk("\n".join([*lines, _say(lang, "dry", n=changed, path=path)]))
    else:
        console.result("\n".join(lines))
        console.talk(_say(lang, "unchanged" if same else "written", n=changed, path=path))
    for notice in notices_of(opened, outcome):
        console.talk(told_notice(lang, notice))
    if outcome.warnings:
        console.talk(_say(lang, "warnings", n=len(outcome.warnings)))
        console.talk(render_concise(outcome.warnings, lang))


def notices_of(opened: "Opened", outcome: "Outcome") -> "tuple[Notice, ...]":
    """Return what there is to know about the changes."""
    from gapsheet.app.noticing import notices

    return notices(opened, outcome.result, [change.item for change in outcome.changes])


def told_change(lang: Lang, change: "Change") -> str:
    """Return what became of an item, in one line."""
    old, new = (_state(lang, word) for word in (change.old, change.new))
    if change.old == change.new and not change.fields:
        return _say(lang, "change.none", item=change.item)
    key = "change" if old != new else "change.same"
    told = _say(lang, key, item=change.item, old=old, new=new)
    fields = say(lang, "terms", "list.comma").join(change.fields)
    return _say(lang, "change.fields", change=told, fields=fields) if fields else told


def told_notice(lang: Lang, notice: "Notice") -> str:
    """Return what there is to know about a change, in one line."""
    return _say(lang, f"notice.{notice.key}", **notice.params)


def _state(lang: Lang, word: str | None) -> str:
    """Return an answer as people read it; a word that was no answer is shown as it was."""
    return say(lang, "terms", f"state.{_STATES[word]}") if word in _STATES else visible(word or "")[:30]


_STATES = {None: "unanswered", "met": "met", "partial": "partial", "unmet": "unmet", "n/a": "not-applicable"}


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "setting", key, **params)
