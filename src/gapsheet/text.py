"""Text from strangers made safe to show: control and bidi characters become visible escapes."""

import re
import unicodedata

_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Return `text` with every control, format (bidi included) or unassigned character as `\\u{…}`.

    A tab becomes a space. With `keep_newlines`, line feeds stay (CRLF and CR become LF).
    """
    if text.isascii() and text.isprintable():
        return text
    if keep_newlines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    out = []
    for char in text:
        if char == "\t":
            out.append(" ")
        elif char == "\n" and keep_newlines:
            out.append(char)
        elif unicodedata.category(char) in _NOT_SHOWN:
            out.append(f"\\u{{{ord(char):x}}}")
        else:
            out.append(char)
    return "".join(out)


_COMMAND = re.compile(r"(^[ \t]*)(:)(?=:)|()(#)(?=#\[|#vso\[)", re.MULTILINE)


def no_commands(text: str) -> str:
    """Return `text` so that no line of it is a workflow command (`::…`, `##[…`, `##vso…`) for whoever reads a log.

    Runners take `::` at the start of a line, after blanks, and `##[` anywhere in it; the first sign becomes an escape.
    """
    return _COMMAND.sub(lambda hit: f"{hit[1] or ''}\\u{{{ord(hit[2] or hit[4]):x}}}", text)


def json_document(data: object) -> str:
    """Return data as one JSON document: keys sorted, ASCII only, a final line end, and no `##[` that a log obeys."""
    import json

    return re.sub(r"#(?=#\[|#vso\[)", r"\\u0023", json.dumps(data, sort_keys=True, indent=2)) + "\n"


def clipped(text: str, most: int) -> str:
    """Return text of at most so many characters; an ellipsis stands for what was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def width(text: str) -> int:
    """Return the number of terminal columns that `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    total = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            continue
        total += 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
    return total
