"""A paragraph for every diagnostic code: what it means, why it matters, what to do."""

from gapsheet.words import Template
from gapsheet.words.en.explain_documents import WORDS as DOCUMENTS
from gapsheet.words.en.explain_files import WORDS as FILES
from gapsheet.words.en.explain_sheets import WORDS as SHEETS

WORDS: dict[str, Template] = {**FILES, **SHEETS, **DOCUMENTS}
