"""The sentences of every diagnostic, and of the frame around it."""

from gapsheet.words import Template
from gapsheet.words.en.diagnostics_audit import WORDS as AUDIT
from gapsheet.words.en.diagnostics_documents import WORDS as DOCUMENTS
from gapsheet.words.en.diagnostics_files import WORDS as FILES
from gapsheet.words.en.diagnostics_sheets import WORDS as SHEETS

FRAME: dict[str, Template] = {
    "head": "{severity}[{code}]: {message}",
    "help": "help: {text}",
    "explain": "gapsheet explain {code}",
    "concise": "{place}: {severity} {code} {message}",
    "concise.help": "; {text}",
    "error": "error",
    "warning": "warning",
    "count.errors": ("{n} error", "{n} errors"),
    "count.warnings": ("{n} warning", "{n} warnings"),
    "count.both": "{errors}, {warnings}",
    "count.files": ("{counts} in {n} file", "{counts} in {n} files"),
    "count.clean": ("no mistakes in {n} file", "no mistakes in {n} files"),
}
WORDS: dict[str, Template] = {**FRAME, **FILES, **SHEETS, **DOCUMENTS, **AUDIT}
