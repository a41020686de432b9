"""Where something stands: a path of keys in a document, and a place in its text."""

from dataclasses import dataclass

DocPath = tuple[str | int, ...]
"""Keys and indices from the top of a document, for example `("answers", "SEC-02", "due")`."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: `line` and `column` count from 1, in characters; `end` is the column after it.

    A span never crosses a line end; a value of several lines is marked on its first line.
    """

    line: int
    column: int
    end: int


START = Span(1, 1, 1)
"""The place of a mistake that belongs to the whole file."""
