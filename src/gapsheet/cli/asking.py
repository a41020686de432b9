"""The questions of `init` on a terminal: plain lines, so that they work over SSH and in screen readers."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from gapsheet.app import start
from gapsheet.app.start import Asked
from gapsheet.cli.console import Console
from gapsheet.cli.terminal import read_any_bytes, read_line
from gapsheet.errors import ToolError
from gapsheet.model.base import FactValue
from gapsheet.report.layout import wrap
from gapsheet.words import Param, say

Read = TypeVar("Read")
Answers = tuple[str, tuple[str, ...], dict[str, FactValue], str | None]

_KEYS: dict[str, FactValue] = {
    "y": "yes",
    "yes": "yes",
    "是": "yes",
    "n": "no",
    "no": "no",
    "否": "no",
    "": "unknown",
    "unknown": "unknown",
    "未知": "unknown",
}


def ask(
    console: Console,
    base: Path,
    names: tuple[str, ...],
    facts: Mapping[str, FactValue],
    policy: str | None,
    given: set[str],
) -> Answers:
    """Return name, checklists, facts and policy; what is in `given` was said by options and is not asked.

    `base` is the folder of the sheet. Raises KeyboardInterrupt at the end of input, as for Ctrl-C.
    """
    from gapsheet.load.catalog import builtin_policies

    read_any_bytes()
    _tell(console, "init.welcome")
    system = _until(console, _say(console, "init.system"), None, start.read_system)
    if "checklists" not in given:
        names = _until(console, _say(console, "init.checklists"), ",".join(names), start.read_checklists)
    if "policy" not in given:
        choices = ", ".join(builtin_policies())
        question = _say(console, "init.policy", choices=choices)
        policy = _until(console, question, policy or start.NO_POLICY, partial(start.read_policy, base=base))
    known = dict(facts)
    if "facts" not in given:
        known = _facts(console, start.worth_asking(names, policy))
    return system, names, known, policy


def _facts(console: Console, asked: tuple[Asked, ...]) -> dict[str, FactValue]:
    known: dict[str, FactValue] = {}
    if not asked:
        return known
    count = len(asked)
    console.result("\n")
    _tell(console, "init.facts", n=count)
    _tell(console, "init.facts.keys")
    for place, one in enumerate(asked, 1):
        question = one.fact.question.text(console.lang)
        console.result("\n")
        _tell(console, "init.fact", place=place, n=count, question=question)
        if one.items:
            _tell(console, "init.fact.takes", n=one.items)
        while True:
            said = _line(console, "> ").strip().lower()
            if said in ("s", "skip"):
                return known
            if said == "?":
                console.result(_in_lines(console, _INDENT + one.fact.example.text(console.lang)))
            elif said in _KEYS:
                known[one.fact.id] = _KEYS[said]
                break
            else:
                _tell(console, "init.facts.again")
    return known


def _until(console: Console, question: str, default: str | None, read: Callable[[str], Read]) -> Read:
    """Return the first answer that `read` accepts; Enter takes the default."""
    prompt = _say(console, "init.prompt.there" if default else "init.prompt", question=question, value=default or "")
    while True:
        said = _line(console, _in_lines(console, prompt))
        try:
            return read(said if said.strip() or default is None else default)
        except ToolError as problem:
            console.result(_in_lines(console, "  " + say(console.lang, "errors", problem.key, **problem.params)))


def _tell(console: Console, key: str, **params: Param) -> None:
    console.result(_in_lines(console, _say(console, key, **params)))


_INDENT = " " * 5
"""Where the further lines of a question begin."""


def _in_lines(console: Console, text: str) -> str:
    """Return a sentence in lines as wide as the terminal, indented as it begins; a numbered one below its text."""
    bare = text.lstrip(" ")
    first = " " * (len(text) - len(bare))
    rest = _INDENT if bare[:1].isdigit() and "/" in bare.split(" ", 1)[0] else first
    end = " " if text.endswith(" ") else ""
    return "\n".join(wrap(bare, console.width(), first=first, rest=rest)) + end


def _line(console: Console, prompt: str) -> str:
    try:
        return read_line(console, prompt)
    except EOFError:
        raise KeyboardInterrupt from None


def _say(console: Console, key: str, **params: Param) -> str:
    return say(console.lang, "cli", key, **params)
