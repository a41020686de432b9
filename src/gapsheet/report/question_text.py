"""One item as it is put to somebody on a terminal: what is claimed, what good looks like, what was said before.

It cannot express the long help, which has a command and a key of its own. Text from a sheet stands behind words of
ours and below an indent, so that it begins no line.
"""

from gapsheet.model.answers import Answer
from gapsheet.model.assessment import ItemResult
from gapsheet.report.layout import Style, wrap
from gapsheet.text import visible
from gapsheet.words import Lang, Param, say

STATES = {None: "unanswered", "met": "met", "partial": "partial", "unmet": "unmet", "n/a": "not-applicable"}
"""The state that an answer leads to, by its word."""


def render(result: ItemResult, style: Style) -> str:
    """Return an item with what was said of it."""
    lang, item = style.lang, result.item
    severity = say(lang, "terms", f"severity.inline.{result.severity}")
    indent = " " * (len(item.id) + 2)
    head = f"{item.id}  {severity}  {visible(item.statement.text(lang))}"
    lines = [style.paint("strong", line) for line in wrap(head, style.width, rest=indent)]
    lines.append(indent + _say(lang, "good"))
    for line in item.met_when:
        lines += wrap(visible(line.text(lang)), style.width, first=f"{indent}- ", rest=f"{indent}  ")
    for label, value in _before(lang, result.answer):
        text = visible(" ".join(value.split()))
        lines += wrap(_say(lang, "row", label=_say(lang, label), value=text), style.width, first=indent, rest=indent)
    return "\n".join(lines) + "\n"


def answer_word(lang: Lang, word: object) -> str:
    """Return the word of an answer as people read it."""
    return say(lang, "terms", f"state.{STATES[word if isinstance(word, str) else None]}")


def _before(lang: Lang, answer: Answer | None) -> list[tuple[str, str]]:
    """Return what was said before, as labels and texts."""
    if answer is None:
        return []
    rows: list[tuple[str, str | None]] = [
        ("now", answer_word(lang, answer.answer) if answer.answer is not None else None),
        ("reason", answer.reason),
        ("note", answer.note),
        ("owner", answer.owner),
        ("due", answer.due.isoformat() if answer.due is not None else None),
    ]
    rows += [("evidence", piece.file or piece.url or piece.ref) for piece in answer.evidence]
    if answer.waiver is not None:
        waiver = answer.waiver
        rows.append(("waiver", _say(lang, "waiver.text", until=waiver.until.isoformat(), reason=waiver.reason)))
    return [(f"label.{name}", text) for name, text in rows if text]


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "fill", key, **params)
