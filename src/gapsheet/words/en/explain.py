"""A paragraph for every diagnostic code: what it means, why it matters, what to do."""

from gapsheet.words import Template
from gapsheet.words.en.explain_audit import WORDS as AUDIT
from gapsheet.words.en.explain_documents import WORDS as DOCUMENTS
from gapsheet.words.en.explain_files import WORDS as FILES
from gapsheet.words.en.explain_sheets import WORDS as SHEETS

REST = (
    "Where YAML itself cannot go on, the rest of the file is looked at only once this is right; more mistakes may "
    "show then."
)
"""What is true of every code of YAML's own syntax."""

STOPS = ("GS010", "GS011", "GS012", "GS014", "GS022", "GS023", "GS024")

WORDS: dict[str, Template] = {
    **FILES,
    **SHEETS,
    **DOCUMENTS,
    **AUDIT,
    **{code: f"{FILES[code]}\n{REST}" for code in STOPS},
}
