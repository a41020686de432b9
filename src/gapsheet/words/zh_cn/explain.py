"""每个诊断代码的说明：含义、为何重要、如何处理。"""

from gapsheet.words import Template
from gapsheet.words.zh_cn.explain_documents import WORDS as DOCUMENTS
from gapsheet.words.zh_cn.explain_files import WORDS as FILES
from gapsheet.words.zh_cn.explain_sheets import WORDS as SHEETS

WORDS: dict[str, Template] = {**FILES, **SHEETS, **DOCUMENTS}
