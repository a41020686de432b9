"""`gapsheet merge`: what came back from a form, brought into the sheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapsheet.cli.console import Console
from gapsheet.cli.frame import command, examples
from gapsheet.cli.options import Common, choice
from gapsheet.cli.parameters import TEXT_OR_JSON, SheetFile, TextOrJson
from gapsheet.cli.set import told_change, told_notice
from gapsheet.errors import InputError, UsageError
from gapsheet.exits import ExitCode
from gapsheet.text import clipped, visible
from gapsheet.words import Param, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gapsheet.app.editing import Opened
    from gapsheet.app.merging import Outcome
    from gapsheet.core.merge import Side

ReturnedFile = Annotated[
    str,
    typer.Argument(
        metavar="RETURNED",
        help="What came back: the YAML that a form saved, .xlsx, .csv, or an edited copy of the sheet.",
    ),
]
Ours = Annotated[bool, typer.Option("--ours", help="Where both sides changed the same, keep what the sheet says.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="Where both sides changed the same, take what came back.")]
BaseName = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="FILE|REV:FILE",
        help="The sheet that both started from. Default: found by the digest that a form carries.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")]


@examples(
    "gapsheet merge claims-form.yaml",
    "gapsheet merge form.xlsx --dry-run",
    "gapsheet merge claims-form.yaml --theirs",
    "gapsheet merge edited.yaml gapsheet.yaml --base main:gapsheet.yaml",
)
@command
def merge(
    common: Common,
    returned: ReturnedFile,
    file: SheetFile = None,
    ours: Ours = False,
    theirs: Theirs = False,
    base: BaseName = None,
    dry_run: DryRun = False,
    format: TextOrJson = "text",
) -> ExitCode:
    """Bring the answers that came back into the sheet: item by item, field by field, nothing overwritten silently.

    Answer, reason and waiver of an item are one: a side that decides a conflict decides all three.

    Exit code: 0 written (or nothing to do), 1 there are conflicts, 2 a mistake; with 1 and 2 nothing is written.
    """
    choice("--format", format, TEXT_OR_JSON)
    if ours and theirs:
        raise UsageError("merge.both")
    from gapsheet.app.editing import open_to_edit, save
    from gapsheet.app.merging import read_returned, try_merge

    cwd = Path.cwd()
    came_back = read_returned(returned, cwd)
    opened = open_to_edit(file, cwd, as_of=common.as_of)
    if (cwd / returned).resolve() == opened.path.resolve():
        raise InputError("merge.same", path=visible(returned)[:160])
    keep: Side | None = "ours" if ours else "theirs" if theirs else None
    outcome = try_merge(opened, came_back, cwd, keep=keep, given=base)
    view = _View(Console.of(common, common.lang or opened.lang), opened, outcome, returned)
    result = outcome.result
    if result is None and not outcome.conflicts:
        view.mistakes()
        return ExitCode.CANNOT
    differs = result is not None and result.text != opened.source.text
    written = differs and not dry_run
    if written and result is not None:
        save(opened, result.text)
    if format == "json":
        view.machine(keep, written=written)
    elif result is None:
        view.conflicts()
    else:
        view.done(keep, dry_run=dry_run)
    return ExitCode.OK if result is not None else ExitCode.NO


_MOST_CELLS = 10
"""How many cells that nobody reads are told one by one."""


def _but_stamps(names: "Iterable[str]") -> tuple[str, ...]:
    return tuple(name for name in names if name not in ("by", "at"))


class _View:
    """What is shown of a merge."""

    def __init__(self, console: Console, opened: "Opened", outcome: "Outcome", returned: str) -> None:
        self.console = console
        self.opened = opened
        self.outcome = outcome
        self.names = {"path": visible(opened.source.shown), "returned": visible(returned)}

    def say(self, key: str, **params: Param) -> str:
        """Return a sentence; both files may be named in it."""
        return say(self.console.lang, "merge", key, **self.names, **params)

    def mistakes(self) -> None:
        """Say what is wrong, and where."""
        from gapsheet.cli.show import show_diagnostics

        outcome = self.outcome
        if outcome.others:
            ours = self.opened.loaded.sheet is None
            self.console.error(self.say("others.now" if ours else "others.then"))
            show_diagnostics(self.console, outcome.others)
            return
        if outcome.returned.kind != "table":
            show_diagnostics(self.console, outcome.wrong)
        else:
            self._cells()
        self.console.error(self.say("refused", n=len(outcome.wrong) + len(outcome.returned.troubles)))

    def _cells(self) -> None:
        """Say what is wrong in a table, by the address of the cell."""
        from gapsheet.load.spreadsheet import cell_name
        from gapsheet.report.diagnostics_text import advice, message

        lang = self.console.lang
        for trouble in self.outcome.returned.troubles:
            self.console.error(self._placed(trouble.place, say(lang, "merge", trouble.key, **trouble.params)))
        for one in self.outcome.wrong:
            self.console.error(self._placed(cell_name(one.span), message(one, lang)))
            tip = advice(one, lang)
            if tip:
                self.console.error(say(lang, "setting", "mistake.hint", advice=tip))

    def _placed(self, cell: str, told: str) -> str:
        lang = self.console.lang
        placed = say(lang, "setting", "mistake", place=f"{self.names['returned']}:{cell}", message=told)
        return say(lang, "errors", "prefix", message=placed)

    def machine(self, keep: "Side | None", *, written: bool) -> None:
        """Write the result for programs."""
        from gapsheet.report.merging_json import Told, render

        outcome = self.outcome
        decided = outcome.result is not None
        told = Told(
            path=self.opened.source.shown,
            returned=outcome.returned.source.shown,
            base=(outcome.base.kind, outcome.base.commit),
            written=written,
            kept=keep if outcome.decided or outcome.left_out else None,
            conflicts=outcome.conflicts or outcome.decided,
            changes=outcome.changes,
            settled=outcome.merged.stamps(keep) if decided else {},
            left_out=outcome.left_out,
            ignored=outcome.merged.ignored if decided else {},
            unread=outcome.unread,
            unread_sheets=outcome.returned.other_sheets,
            warnings=outcome.warnings,
            notices=outcome.notices,
        )
        self.console.machine(render(told))

    def conflicts(self) -> None:
        """Show what only a person can decide."""
        from gapsheet.cli.show import style
        from gapsheet.report.merging import conflict_table

        outcome = self.outcome
        known = outcome.base.entries is not None
        self.console.result(conflict_table(outcome.conflicts, style(self.console), with_base=known))
        self._about_base()
        self._unread()
        self.console.talk(self.say("conflicts", n=outcome.decisions()))

    def done(self, keep: "Side | None", *, dry_run: bool) -> None:
        """Show what changed, or what would."""
        from gapsheet.app.editing import unified_diff
        from gapsheet.report.diagnostics_text import render_concise

        outcome, result = self.outcome, self.outcome.result
        if result is None:
            raise ValueError("nothing was merged")
        path, old = self.names["path"], self.opened.source.text
        lines = [told_change(self.console.lang, change) for change in outcome.changes]
        if dry_run:
            self.console.result(unified_diff(path, old, result.text))
            self.console.talk("\n".join(lines))
        else:
            self.console.result("\n".join(lines))
        self._kept(keep, changed=result.text != old)
        if dry_run:
            self.console.talk(say(self.console.lang, "setting", "dry", path=path, n=len(lines)))
        elif result.text != old:
            self.console.talk(self.say("written", n=len(lines)))
        else:
            self.console.talk(self.say("unchanged"))
        for notice in outcome.notices:
            self.console.talk(told_notice(self.console.lang, notice))
        if outcome.warnings:
            self.console.talk(say(self.console.lang, "setting", "warnings", n=len(outcome.warnings)))
            self.console.talk(render_concise(outcome.warnings, self.console.lang))

    def _kept(self, keep: "Side | None", *, changed: bool) -> None:
        """Say what was decided, and what came back and was not taken."""
        from gapsheet.report.merging import fields_named

        outcome, lang = self.outcome, self.console.lang
        if changed or outcome.decided:
            self._about_base()
        elif outcome.returned.guessed:
            self.console.talk(self.say("guessed"))
        self._unread()
        if outcome.decided and keep:
            self.console.talk(self.say(f"decided.{keep}", n=outcome.decisions()))
        if outcome.left_out:
            self.console.talk(self.say("left-out", fields=fields_named(outcome.left_out, lang)))
        emptied = {item: kept for item, names in outcome.merged.ignored.items() if (kept := _but_stamps(names))}
        if emptied:
            self.console.talk(self.say("ignored", fields=fields_named(emptied, lang)))
        stamps = outcome.merged.stamps(keep)
        if stamps:
            self.console.talk(self.say("settled", items=fields_named(dict.fromkeys(stamps, ()), lang)))

    def _unread(self) -> None:
        """Say in which cells somebody wrote although nobody reads them."""
        cells = self.outcome.unread
        for one in cells[:_MOST_CELLS]:
            column = say(self.console.lang, "merge", f"column.{one.column}")
            self.console.talk(self.say("unread", cell=one.place, column=column))
        if len(cells) > _MOST_CELLS:
            self.console.talk(self.say("unread.more", n=len(cells) - _MOST_CELLS))
        for title in self.outcome.returned.other_sheets:
            self.console.talk(self.say("unread.sheet", title=visible(clipped(title, 60))))

    def _about_base(self) -> None:
        """Say what the merge started from, where that is not simply the sheet as it is."""
        found, returned = self.outcome.base, self.outcome.returned
        if found.kind in ("history", "unknown"):
            self.console.talk(self.say(f"base.{found.kind}", commit=found.commit))
        if returned.kind == "sheet":
            self.console.talk(self.say("only-answers"))
        if returned.guessed:
            self.console.talk(self.say("guessed"))
