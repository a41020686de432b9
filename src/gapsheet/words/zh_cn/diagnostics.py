"""所有诊断信息的文句，以及外框用语。"""

from gapsheet.words import Template
from gapsheet.words.zh_cn.diagnostics_audit import WORDS as AUDIT
from gapsheet.words.zh_cn.diagnostics_documents import WORDS as DOCUMENTS
from gapsheet.words.zh_cn.diagnostics_files import WORDS as FILES
from gapsheet.words.zh_cn.diagnostics_sheets import WORDS as SHEETS

FRAME: dict[str, Template] = {
    "head": "{severity}[{code}]：{message}",
    "help": "建议：{text}",
    "explain": "gapsheet explain {code}",
    "concise": "{place}: {severity} {code} {message}",
    "concise.help": "；{text}",
    "error": "错误",
    "warning": "警告",
    "count.errors": "{n} 个错误",
    "count.warnings": "{n} 个警告",
    "count.both": "{errors}、{warnings}",
    "count.files": "{n} 个文件中共有 {counts}",
    "count.clean": "{n} 个文件，没有问题",
}
WORDS: dict[str, Template] = {**FRAME, **FILES, **SHEETS, **DOCUMENTS, **AUDIT}
