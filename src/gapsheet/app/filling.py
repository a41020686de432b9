"""Filling in as questions and answers: what is asked next, and what becomes of a line that was typed; pure."""

import dataclasses
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gapsheet.diagnostics import Diagnostic, has_errors
from gapsheet.edit.change import Value
from gapsheet.model.answers import ANSWER_WORDS, AnswerWord
from gapsheet.model.base import Severity

Field = Literal["answer", "reason", "note", "owner", "due", "evidence"]
Go = Literal["ask", "again", "explain", "save", "next", "back", "quit"]
Said = Mapping[str, Value | None]
Check = Callable[[Said], Sequence[Diagnostic]]
"""Return what a sheet's reader would say of fields of the item."""

CLEAR = "-"
"""What takes a value away."""

_KEYS: dict[str, AnswerWord] = {"m": "met", "p": "partial", "u": "unmet", "n": "n/a", **ANSWER_WORDS}
_MOVES: dict[str, Go] = {
    **dict.fromkeys(("s", "skip", "跳过"), "next"),
    **dict.fromkeys(("b", "back", "返回"), "back"),
    **dict.fromkeys(("?", "h", "help", "explain", "说明", "帮助"), "explain"),
    **dict.fromkeys(("q", "quit", "exit", "退出"), "quit"),
}


@dataclass(frozen=True, slots=True)
class About:
    """The item that is asked, with the entry that the sheet has for it: its fields as plain values."""

    id: str
    severity: Severity
    entry: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class At:
    """The question that an item stands at, and what was said of it before; Enter takes what is `offered`."""

    field: Field = "answer"
    said: Said = dataclasses.field(default_factory=dict)
    offered: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line led to: where to go, what the sheet's reader found, and the key of a remark in the area "fill".

    `ask` is another question on the item, `again` the same one, `save` all that is in `at.said`; `next` and `back`
    leave the item as it is.
    """

    go: Go
    at: At
    found: tuple[Diagnostic, ...] = ()
    remark: str | None = None


def hear(about: About, at: At, line: str, check: Check) -> Heard:
    """Return what a line means as the answer to a question."""
    text = line.strip()
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        return Heard("again", at, remark="character")
    if at.field == "answer":
        return _word(about, at, text, check)
    if not text:
        return _enter(about, at)
    move = _MOVES.get(_folded(text))
    if at.field == "reason" and move == "back":
        return Heard("ask", At())
    if at.field != "owner" and move == "quit":  # somebody may be called q; nobody means it as a note or a reason
        return Heard("quit", at)
    if text == CLEAR:
        return _clear(about, at)
    found = tuple(check({at.field: text}))
    if has_errors(found):
        return Heard("again", At(at.field, at.said), found)
    known = at.field == "evidence" and text in named_evidence(there(about, at))
    if found and text != at.offered and not known:
        return Heard("again", At(at.field, at.said, text), found)
    return _take(about, at, text)


def there(about: About, at: At) -> Value | None:
    """Return what the field that is asked holds so far: what was said of it, else what the sheet has."""
    if at.field in at.said:
        return at.said[at.field]
    return about.entry.get(at.field)


def unfinished(about: About, at: At) -> Said | None:
    """Return what can be saved of an item that is left in the middle; None when nothing was said, or not enough."""
    lacks_reason = at.said.get("answer") == "n/a" and not at.said.get("reason", about.entry.get("reason"))
    return None if not at.said or lacks_reason else at.said


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _word(about: About, at: At, text: str, check: Check) -> Heard:
    key = _folded(text)
    if not key:
        return Heard("next", at) if about.entry.get("answer") else Heard("again", at, remark="choose")
    if key in _MOVES:
        return Heard(_MOVES[key], at)
    if key not in _KEYS:
        return Heard("again", at, tuple(check({"answer": text})))
    word = _KEYS[key]
    said: dict[str, Value | None] = {"answer": word}
    reason = about.entry.get("reason")
    if word != "n/a" and reason is not None:
        # Only n/a has a reason; its words stay as the note, where there is none.
        said["reason"] = None
        if "note" not in about.entry:
            said["note"] = reason
    return _onward(about, At("answer", said))


def _asked(about: About, word: object) -> tuple[Field, ...]:
    """Return the fields that matter for an answer, in the order in which they are asked."""
    fields: tuple[Field, ...] = ("reason",) if word == "n/a" else ("note",)
    if word in ("partial", "unmet"):
        fields += ("owner", "due")
    if _wants_evidence(about, word) or was_met_with_evidence(about, word):
        fields += ("evidence",)
    return fields


def _wants_evidence(about: About, word: object) -> bool:
    return word in ("met", "partial") and about.severity == "critical"


def was_met_with_evidence(about: About, word: object) -> bool:
    """Tell whether evidence stands there for "met", and the answer is another now."""
    return word != "met" and about.entry.get("answer") == "met" and bool(about.entry.get("evidence"))


def _onward(about: About, at: At) -> Heard:
    fields = _asked(about, at.said["answer"])
    rest = fields if at.field == "answer" else fields[fields.index(at.field) + 1 :]
    return Heard("ask", At(rest[0], at.said)) if rest else Heard("save", at)


def _enter(about: About, at: At) -> Heard:
    if at.offered is not None:
        return _take(about, at, at.offered)
    if at.field == "reason" and not there(about, at):
        return Heard("again", at, remark="reason.needed")
    return _onward(about, at)


def _clear(about: About, at: At) -> Heard:
    if at.field == "reason":
        return Heard("again", At("reason", at.said), remark="reason.needed")
    held = there(about, at)
    cleared = At(at.field, {**at.said, at.field: None} if held is not None else at.said)
    more = at.field == "evidence" and held is not None and _wants_evidence(about, at.said.get("answer"))
    return Heard("ask", cleared) if more else _onward(about, cleared)


def _take(about: About, at: At, text: str) -> Heard:
    if at.field != "evidence":
        return _onward(about, At(at.field, {**at.said, at.field: text}))
    named = named_evidence(there(about, at))
    more: list[Value] = [*named] if text in named else [*named, text]
    return Heard("ask", At("evidence", {**at.said, "evidence": more}))


def named_evidence(held: Value | None) -> list[Value]:
    """Return the pieces of evidence of an entry, which may have one, or a list."""
    if held is None:
        return []
    return [held] if isinstance(held, str | Mapping) else list(held)
