"""`init` 写进答卷的注释。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # 新答卷的注释，每行一条
    "intro": """\
{system} 的实际情况。请逐项作答，写在冒号之后：
  符合      所有条件都满足          部分符合  只满足其中一部分
  不符合    一条也不满足            不适用    与本系统无关，须写明理由
也可以写成 met、partial、unmet、n/a。需要补充信息时用长写法：
  SEC-01:
    answer: 部分符合
    evidence: reports/scan.json     一个路径或链接，也可以是列表
    note: 已经做到什么，还缺什么
    owner: dana
    due: 2026-12-05
查看某项的完整要求：gapsheet explain SEC-01""",
    "facts": "系统的事实：yes（是）、no（否）或 unknown（未知）。回答 yes 或 no 可能排除一些检查项，unknown 不会。",
    "policy": "`gapsheet gate` 采用的门禁策略。",
    "checklist": "{title}：{n} 项",
    "left-out": "因事实（{facts}）排除：{items}",
    "left-out.fact": "{fact} = {value}",
}
