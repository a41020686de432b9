"""What an audit report is made of: sections of paragraphs, tables, pairs, entries and a strip, without any markup.

One document is written as HTML, and as Markdown; in two languages by pairing the documents of both (`audit_both.py`).
"""

from dataclasses import dataclass
from typing import Literal

from gapsheet.report.bars import Bar
from gapsheet.report.view_items import Shape
from gapsheet.words import Lang

Style = Literal["plain", "strong", "muted", "code", "empty", "prose", "state", "grade"]
"""`empty` is a box where the sheet says nothing; `prose` is text from the sheet, with its line ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `lang` is set where its language is not the document's.

    `figures` are JSON pointers into the result: each number of the text that they lead to stands in the text. `fixed`
    text (a date, a sign between two others) is not said again in a second language.
    """

    text: str
    style: Style = "plain"
    href: str | None = None
    lang: Lang | None = None
    shape: Shape | None = None
    figures: tuple[str, ...] = ()
    bar: Bar | None = None
    fixed: bool = False


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""One or several lines; none for a cell that has nothing to say."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; `number` is set flush right, `narrow` never wraps, `wide` takes what is left."""

    title: str
    kind: Literal["text", "narrow", "number", "wide", "bar"] = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose first cell is its head; `anchor` is its id on the page, `total` sets it apart."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, which a reader of the page may see or hear."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    block: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands under it; `listed` marks lines that are points of a list."""

    label: str
    cell: Cell
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A list of labels and values."""

    name: str
    pairs: tuple[Pair, ...]
    block: Literal["pairs"] = "pairs"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `box` is set apart, `note` is quieter."""

    line: Line
    kind: Literal["text", "lead", "note", "box"] = "text"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    lines: tuple[Line, ...]
    block: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, numbered like 6.1."""

    anchor: str
    number: str
    text: str
    block: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, or one item in full: a head line and pairs."""

    anchor: str
    number: str
    head: Line
    title: str
    pairs: tuple[Pair, ...]
    grade: str = ""
    block: Literal["entry"] = "entry"


@dataclass(frozen=True, slots=True)
class StripMonth:
    """A month of the strip; `x` and `width` are percentages of its width."""

    x: str
    width: str
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class StripTick:
    """A due date on the strip; the label says the day and its findings."""

    x: str
    label: str
    late: bool


@dataclass(frozen=True, slots=True)
class StripBlock:
    """The strip of months; `text` says the same in words."""

    text: str
    months: tuple[StripMonth, ...]
    ticks: tuple[StripTick, ...]
    today: str
    today_label: str
    block: Literal["strip"] = "strip"


Block = Table | Pairs | Paragraph | Points | Heading | Entry | StripBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `number` is 1 to 10 or A, `fresh` starts a new page of paper."""

    number: str
    anchor: str
    title: str
    blocks: tuple[Block, ...]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page, which can be filed alone; `label` says what kind of report it is."""

    label: str
    heading: str
    subtitle: str
    conclusion_label: str
    conclusion: str
    conclusion_state: str
    degree: Line
    notices: tuple[Line, ...]
    about: tuple[Pair, ...]
    control: tuple[Pair, ...]
    checklists: Pair
    signatures: Table
    signature_note: str
    contents_title: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report in one language; `head` and `foot` run along every printed page."""

    lang: Lang
    title: str
    head: str
    foot: str
    page_of: tuple[str, str, str]
    cover: Cover
    sections: tuple[Section, ...]
    end: str
