"""`--redact` 隐去内容之后，报告里代之以的文字：简体中文。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "person": "人员 {n}",
    "evidence": "无标题证据 {n}",
    "link": "链接已隐去",
    "mail": "邮箱地址已隐去",
    "text": "已隐去",
    "fact": "已隐去",
    "part.people": "人名",
    "part.links": "链接",
    "part.notes": "备注",
}
