"""每个诊断代码的说明：含义、为何重要、如何处理。"""

from gapsheet.words import Template
from gapsheet.words.zh_cn.explain_audit import WORDS as AUDIT
from gapsheet.words.zh_cn.explain_documents import WORDS as DOCUMENTS
from gapsheet.words.zh_cn.explain_files import WORDS as FILES
from gapsheet.words.zh_cn.explain_sheets import WORDS as SHEETS

REST = "如果 YAML 在这里就读不下去，改正之后才会检查文件的其余部分，届时可能还会出现别的问题。"
"""凡属 YAML 语法的代码都适用。"""

STOPS = ("GS010", "GS011", "GS012", "GS014", "GS022", "GS023", "GS024")

WORDS: dict[str, Template] = {
    **FILES,
    **SHEETS,
    **DOCUMENTS,
    **AUDIT,
    **{code: f"{FILES[code]}\n{REST}" for code in STOPS},
}
