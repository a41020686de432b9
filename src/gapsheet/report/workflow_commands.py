"""Annotations as GitHub workflow commands: `::error file=,line=,endLine=,col=,endColumn=,title=::message`.

Source: "Workflow commands for GitHub Actions" in GitHub's documentation and the escaping of its toolkit
(actions/toolkit, packages/core/src/command.ts). A command is one line; what is not escaped could end it, add
properties, or start a command of its own. So no text reaches a log but through `command`.
Not expressed: anything but a place, a title and plain text; Markdown and links are shown as they are typed.
"""

from typing import Literal

from gapsheet.text import clipped, visible

Kind = Literal["error", "warning", "notice"]

SHOWN = 10
"""How many annotations of one kind GitHub shows for a step; the rest is dropped without a word."""

LONGEST = 4096
"""The characters of a message that the runner keeps."""

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def command(kind: Kind, message: str, **properties: str | int | None) -> str:
    """Return the command as one line without its line end; control and bidi characters in it are visible escapes.

    `properties` are `file`, `line`, `endLine`, `col`, `endColumn` and `title`, written in the order given; None
    and empty ones are left out.
    """
    given = ",".join(
        f"{name}={visible(str(value)).translate(_PROPERTY)}"
        for name, value in properties.items()
        if value is not None and value != ""
    )
    data = clipped(visible(message, keep_newlines=True), LONGEST).translate(_DATA)
    return f"::{kind} {given}::{data}" if given else f"::{kind}::{data}"
