"""A filling-in on a terminal: items shown, lines read, answers saved, and an end that says how to go on."""

import shlex
from collections.abc import Sequence

from gapsheet.app.answering import Desk, Written, problems, write
from gapsheet.app.filling import At, Heard, Said, hear, named_evidence, there, unfinished, was_met_with_evidence
from gapsheet.cli.console import Console
from gapsheet.cli.show import style
from gapsheet.cli.terminal import Interrupts, may_be_cut, read_any_bytes, read_line
from gapsheet.diagnostics import Diagnostic
from gapsheet.edit.change import RefusedError, Value
from gapsheet.errors import ToolError
from gapsheet.exits import ExitCode
from gapsheet.model.assessment import ItemResult
from gapsheet.report import question_text
from gapsheet.report.diagnostics_text import advice, message
from gapsheet.report.layout import wrap
from gapsheet.text import visible, width
from gapsheet.words import Param, has, say


class Filling:
    """The items `asked`, one after the other; `options` are those that ask the same items again."""

    def __init__(self, console: Console, desk: Desk, asked: Sequence[str], options: Sequence[str]) -> None:
        self.console = console
        self.desk = desk
        self.asked = asked
        self.options = options
        self.place = 0
        self.at = At()
        self.interrupts = Interrupts()

    def run(self) -> ExitCode:
        """Ask until there is nothing left, or somebody stops; raises ToolError when the sheet cannot be written."""
        read_any_bytes()
        system = visible(self.desk.sheet.system)
        self._tell("start", system=system, todo=len(self.asked), **self._progress())
        self._tell("start.how")
        with self.interrupts:
            try:
                return self._until_stopped()
            except ToolError:
                self._not_saved("not-saved", self.at.said)
                self._stop()
                raise

    def _until_stopped(self) -> ExitCode:
        try:
            try:
                stopped = self._all()
            except EOFError:
                stopped = True
            self._leave() if stopped else self._end()
        except KeyboardInterrupt:
            self._leave()
            return ExitCode.INTERRUPTED
        return ExitCode.OK

    # ---- from item to item -----------------------------------------------------------------------------

    def _all(self) -> bool:
        """Ask item after item; tell whether it was stopped."""
        step = 1
        while 0 <= self.place < len(self.asked):
            item = self.desk.item(self.asked[self.place])
            if item is not None:
                heard = self._one(item)
                if heard.go == "quit":
                    return True
                if heard.go == "save":
                    stay = not self._save(item.id)
                    self.at = At()
                    if stay:
                        continue
                step = -1 if heard.go == "back" else 1
            self.at = At()
            self.place += step
            if self.place < 0:
                self._tell("first", command=command_line(self.desk, "fill", ["--item", "ID"]))
                self.place, step = 0, 1
        return False

    def _one(self, item: ItemResult) -> Heard:
        """Ask everything about one item, and return what came of it."""
        about = self.desk.about(item)
        self.console.result("\n" + question_text.render(item, style(self.console)))
        self._keys()
        while True:
            line = read_line(self.console, self._broken(self._prompt()))
            if may_be_cut(line):
                self._tell("too-long", command=command_line(self.desk, "set", [item.id]))
                continue
            heard = hear(about, self.at, line, lambda fields: problems(self.desk, item.id, fields))
            self.at = heard.at
            if heard.go == "explain":
                self._explain(item.id)
            elif heard.go not in ("ask", "again"):
                return heard
            self._wrong(heard)
            if self.at.field == "answer":
                self._keys()

    def _keys(self) -> None:
        self.console.result(_keys_in_lines(self._say("keys"), self.console.width()))
        word = self.desk.entry(self.asked[self.place]).get("answer")
        if word is not None:
            self._tell("keys.keep", answer=question_text.answer_word(self.console.lang, word))

    def _prompt(self) -> str:
        item = self.desk.item(self.asked[self.place])
        if self.at.offered is not None:
            return self._say("ask.offered", value=visible(self.at.offered))
        held = there(self.desk.about(item), self.at) if item is not None else None
        if held is None or self.at.field == "answer":
            return self._say(f"ask.{self.at.field}")
        value = visible(held) if isinstance(held, str) else ""
        key = f"ask.{self.at.field}.there"
        if self.at.field == "evidence" and "evidence" not in self.at.said and item is not None:
            old = was_met_with_evidence(self.desk.about(item), self.at.said.get("answer"))
            key = "ask.evidence.old" if old else key
        return self._say(key, value=value, n=len(named_evidence(held)))

    def _explain(self, identifier: str) -> None:
        from gapsheet.load.catalog import load_facts
        from gapsheet.report import explain_text

        found = self.desk.found(identifier)
        facts = {fact.id: fact for fact in load_facts().facts}
        text = explain_text.item(found.item, found.section, found.checklist, facts, style(self.console))
        self.console.result("\n" + text + "\n")

    def _wrong(self, heard: Heard) -> None:
        if heard.remark is not None:
            self._note(heard.remark)
        for one in heard.found:
            self._found(one)

    def _found(self, one: Diagnostic) -> None:
        lang = self.console.lang
        said, tip = message(one, lang), advice(one, lang)
        self._note("wrong.advice", message=said, advice=tip) if tip else self._note("wrong", message=said)

    # ---- saving ----------------------------------------------------------------------------------------

    def _save(self, identifier: str) -> bool:
        """Save what was said of an item; tell whether to go on to another."""
        try:
            written = self._write(identifier, self.at.said)
        except RefusedError as problem:
            self._refused(problem)
            self._not_saved("not-saved", self.at.said)
            return True
        if written.became == "taken":
            self._not_saved("taken", self.at.said)
            return False
        if written.became == "wrong":
            self._note("wrong.sheet", item=identifier, path=self._path())
        else:
            if written.became == "merged":
                self._note("merged", path=self._path())
            self._tell("saved", **self._progress())
        for one in written.found:
            self._found(one)
        for notice in written.notices:
            self._note("wrong", message=say(self.console.lang, "setting", f"notice.{notice.key}", **notice.params))
        return True

    def _write(self, identifier: str, said: Said) -> Written:
        with self.interrupts.held():
            written = write(self.desk, identifier, said)
            self.desk, self.at = written.desk, At(said=said) if written.became in ("taken", "wrong") else At()
        return written

    def _refused(self, problem: ToolError) -> None:
        lang = self.console.lang
        self._note("wrong", message=say(lang, "errors", problem.key, **problem.params))
        if has(lang, "errors", f"{problem.key}.hint"):
            self._note("wrong", message=say(lang, "errors", f"{problem.key}.hint", **problem.params))

    def _not_saved(self, key: str, said: Said) -> None:
        """Show what was typed and is in no file."""
        rows = [(name, value) for name, value in said.items() if value is not None]
        if rows:
            self._note(key, item=self.asked[self.place], path=self._path())
        for name, value in rows:
            label = self._say("label.now" if name == "answer" else f"label.{name}")
            shown = question_text.answer_word(self.console.lang, value) if name == "answer" else _shown(value)
            self._note("said", label=label, value=shown)

    # ---- the end ---------------------------------------------------------------------------------------

    def _leave(self) -> None:
        """Save what was said of the item that was asked, and say how to go on; the terminal may be gone."""
        item = self.desk.item(self.asked[self.place]) if self.place < len(self.asked) else None
        said = self.at.said
        enough = unfinished(self.desk.about(item), self.at) if item is not None else None
        written = self._write(item.id, enough) if item is not None and enough is not None else None
        self.console.result("\n")
        if item is not None and said:
            if enough is None:
                self._note("half.reason", item=item.id)
            elif written is not None and written.became in ("saved", "merged"):
                answer = question_text.answer_word(self.console.lang, enough["answer"])
                self._note("half", item=item.id, answer=answer)
            else:
                self._not_saved("not-saved", said)
        self._stop()

    def _stop(self) -> None:
        self._tell("stopped", command=command_line(self.desk, "fill", self.options), **self._progress())

    def _end(self) -> None:
        found = [self.desk.item(name) for name in self.asked]
        left = sum(item is not None and item.state == "unanswered" for item in found)
        if left:
            self._tell("left", n=left, command=command_line(self.desk, "fill", self.options))
        self.console.talk("\n" + self._broken(self._say("next", command=next_command(self.desk))))

    def _progress(self) -> dict[str, int]:
        return {"answered": self.desk.answered, "n": len(self.desk.items)}

    def _path(self) -> str:
        return visible(self.desk.opened.source.shown)

    def _tell(self, key: str, **params: Param) -> None:
        self._note(key, **params)

    def _note(self, key: str, **params: Param) -> None:
        self.console.result(self._broken(self._say(key, **params)))

    def _broken(self, text: str) -> str:
        return in_lines(text, self.console.width())

    def _say(self, key: str, **params: Param) -> str:
        return say(self.console.lang, "fill", key, **params)


def in_lines(text: str, columns: int) -> str:
    """Return a sentence in lines as wide as the terminal; what must stay together, like a command, stays in one."""
    bare = text.strip(" ")
    indent = " " * (len(text) - len(text.lstrip(" ")))
    end = " " if text.endswith(" ") else ""
    return "\n".join(wrap(bare, columns, first=indent, rest=indent)).replace(_TOGETHER, " ") + end


def _keys_in_lines(text: str, columns: int) -> str:
    """Return the keys in lines; a key and its meaning stay together, and two blanks stand between two of them."""
    lines = [""]
    for key in text.split("  "):
        longer = f"{lines[-1]}  {key}" if lines[-1] else key
        lines = [*lines[:-1], longer] if not lines[-1] or width(longer) <= columns else [*lines, f"  {key}"]
    return "\n".join(lines)


_TOGETHER = "\0"
"""Stands for a blank at which no line is broken."""


def command_line(desk: Desk, name: str, options: Sequence[str]) -> str:
    """Return a command on the sheet, as it is typed, with blanks at which no line is broken."""
    file = [desk.file] if desk.file is not None else []
    return visible(shlex.join(["gapsheet", name, *file, *options])).replace(" ", _TOGETHER)


def next_command(desk: Desk) -> str:
    """Return the command that judges the sheet: the gate, or the score where no policy is named."""
    return command_line(desk, "gate" if desk.sheet.policy is not None else "score", [])


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return visible(value)
    return ", ".join(_shown(part) for part in (value.values() if hasattr(value, "values") else value))
