"""What may leave `app`: one family of errors, each a sentence key and its parameters.

The words for a key live in `words/<lang>/errors.py`: `KEY` is the sentence, `KEY.hint` (optional) is
what to do about it. So an error is raised without knowing the reader's language.
"""


class ToolError(Exception):
    """Gapsheet could not do its job; the process ends with exit code 2.

    `key` names the sentence in the word list, `params` fill its placeholders. Values that come from a
    sheet must already be escaped with `gapsheet.text.visible`.
    """

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        return f"{self.key} {self.params}"


class UsageError(ToolError):
    """The command line asks for something that does not exist or does not fit together."""


class InputError(ToolError):
    """A file that was asked for cannot be opened or read."""


class OutputError(ToolError):
    """A file that was asked for cannot be written; nothing was touched."""


class InstallError(ToolError):
    """The installation lacks a file that belongs to Gapsheet."""
