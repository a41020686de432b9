"""The audit report as Markdown, to be commented on in a review tool: the same document, section by section.

Text from outside is escaped as in the gap report; a link stands only where the document has a web or mail address.
State words stand without shapes, bars and the strip of months as their figures. The file is never cut: what a review
tool takes as one comment is shorter than many of these reports, so it is to be reviewed as a file. Not expressed: what
is for paper alone (page numbers, running heads, places for signatures) and the language of single texts.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from gapsheet.model.audit import Audit
from gapsheet.report.audit_both import Both, paired
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_parts import (
    Block,
    Cell,
    Document,
    Entry,
    Heading,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Points,
    Run,
    Section,
    StripBlock,
    Table,
)
from gapsheet.report.markdown import escaped, inert
from gapsheet.report.page import Paper
from gapsheet.words import Lang, say

EMPTY = "☐"
"""The sign before the words of an empty box."""
BREAK = "<br>"
_BESIDE = 60
"""Two languages that are no longer than this together stand side by side, others one beneath the other."""
_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_PLAIN_CODE = re.compile(r"[\w ./:=@,+~{}()\"'#%?^…-]+")
_NOT_KEPT = re.compile(r"[^A-Za-z0-9._~:/?#@!$;,=%+&\[\]-]")


def render(audit: Audit, langs: Sequence[Lang] = ("en",), paper: Paper | None = None) -> str:
    """Return the whole report in one language, or with a second beside the first; paper changes nothing."""
    document = audit_document(audit, langs[0])
    if len(langs) > 1:
        document = paired(document, audit_document(audit, langs[1]), langs[1])
    return "\n".join(_document(document, langs)).rstrip("\n") + "\n"


def _document(document: Document, langs: Sequence[Lang]) -> Iterable[str]:
    first = document.lang
    notes = [say(lang, "audit", "markdown.note") for lang in langs]
    cover = document.cover
    colon = say(first, "audit", "colon")
    yield from (f"# {_text(cover.label)}{colon}{_text(cover.heading)}", "", f"> {BREAK.join(notes)}", "")
    yield from (inert(_text(cover.subtitle)), "", inert(_text(document.foot)), "")
    yield from (f"**{_text(cover.conclusion_label)}{colon}{_text(cover.conclusion)}**", "")
    for line in (cover.degree, *cover.notices):
        yield from (_started(line), "")
    yield from (*_pairs((*cover.about, *cover.control, cover.checklists), colon), "")
    yield from _table(cover.signatures)
    for text in (cover.signature_note, cover.disclaimer):
        yield from (inert(_text(text)), "") if text else ()
    yield from (f"## {_text(cover.contents_title)}", "")
    yield from (f"- {_text(section.number)} {_text(section.title)}" for section in document.sections)
    yield ""
    for section in document.sections:
        yield from _section(section, colon)
    yield inert(_text(document.end))


def _section(section: Section, colon: str) -> Iterable[str]:
    yield from (f"## {_text(section.number)} {_text(section.title)}", "")
    title = section.title
    for block in section.blocks:
        if isinstance(block, Heading):
            title = block.text
            yield from (f"### {_text(block.number)} {_text(title)}", "")
        elif isinstance(block, Table):
            yield from (f"**{_text(block.caption)}**", "") if block.caption != title else ()
            yield from _table(block)
        else:
            yield from (*_block(block, colon), "")


def _block(block: Block, colon: str) -> Iterable[str]:
    """Return the lines of what is neither a heading nor a table."""
    if isinstance(block, Paragraph):
        yield from _paragraph(block)
    elif isinstance(block, Points):
        yield from (f"- {_started(line)}" for line in block.lines)
    elif isinstance(block, Pairs):
        yield from _pairs(block.pairs, colon)
    elif isinstance(block, Entry):
        yield from _entry(block, colon)
    elif isinstance(block, StripBlock):
        yield inert(_text(block.text))


def _paragraph(block: Paragraph) -> Iterable[str]:
    said = _started(block.line)
    yield f"> {said}" if block.kind == "box" else said


def _entry(entry: Entry, colon: str) -> Iterable[str]:
    head = [_text(run.text) for run in entry.head]
    if entry.grade:
        head.insert(1, _text(entry.grade))
    yield from (f"#### {' · '.join(head)}", "", f"**{_text(entry.title)}**", "", *_pairs(entry.pairs, colon))


def _pairs(pairs: Iterable[Pair], colon: str) -> Iterable[str]:
    for pair in pairs:
        label = f"- {_text(pair.label)}{colon}"
        if len(pair.cell) > 1:
            yield from (label.rstrip(), *(f"  - {_started(line)}" for line in pair.cell))
        else:
            yield (label + "".join(_line(line) for line in pair.cell)).rstrip()


def _table(table: Table) -> Iterable[str]:
    """Return a table without its bars: their figures stand in the row."""
    shown = [index for index, column in enumerate(table.columns) if column.kind != "bar"]
    columns = [table.columns[index] for index in shown]
    marks = ["--:" if column.kind == "number" else "---" for column in columns]
    yield _row(_text(column.title) for column in columns)
    yield _row(marks)
    for row in table.rows:
        yield _row(_cell(row.cells[index]) for index in shown)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return BREAK.join(_line(line) for line in cell)


# ---- lines, in one language or two -----------------------------------------------------------------------


def _started(line: Line) -> str:
    """Return a line for where a block begins: it opens no heading, list or quote of its own."""
    return inert(_line(line))


def _text(text: str) -> str:
    """Return one text, in two languages where it has them."""
    return _line((Run(text),))


def _line(line: Line) -> str:
    """Return a line; where a word of it differs in the second language, the line in that language too."""
    said = _runs(line, str)
    if not any(isinstance(run.text, Both) and any(map(str.isalnum, run.text)) for run in line):
        return said
    other = _runs(line, _second)
    return said + (" / " if len(said) + len(other) <= _BESIDE else BREAK) + other


def _second(text: str) -> str:
    return text.second if isinstance(text, Both) else text


def _runs(line: Line, spoken: Callable[[str], str]) -> str:
    shown = [spoken(run.text) for run in line]
    parts = []
    for index, (run, text) in enumerate(zip(line, shown, strict=True)):
        before = shown[index - 1] if index else ""
        after = shown[index + 1] if index + 1 < len(shown) else ""
        apart = (not before or before.endswith(" ")) and (not after or after.startswith(" "))
        parts.append(_run(run, text, apart))
    return "".join(parts).strip()


def _run(run: Run, text: str, apart: bool) -> str:
    """Return one run; `apart`: blanks or nothing stand around it, so that it may be set in bold."""
    said = BREAK.join(escaped(part) for part in text.split("\n"))
    href = _href(run)
    if href is not None:
        return f"[{said}]({href})"
    if run.style == "code" and _PLAIN_CODE.fullmatch(text):
        return f"`{text}`"
    if run.style == "empty":
        return f"{EMPTY} {said}"
    return f"**{said}**" if run.style == "strong" and apart and text and text == text.strip() else said


def _href(run: Run) -> str | None:
    """Return the address of a web page or a mailbox, None for anything else, such as a place in the document."""
    if run.href is None or not _LINK.match(run.href):
        return None
    quoted = _NOT_KEPT.sub(lambda hit: "".join(f"%{byte:02X}" for byte in hit.group().encode()), run.href)
    return quoted.replace("&", "&amp;")
