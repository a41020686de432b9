"""`init` 写进答卷的注释，以及答卷 Schema 的悬停说明。"""

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
    note: 已经做到什么，还缺什么
    evidence: reports/scan.json     一个路径或链接，也可以是列表
    owner: dana
    due: 2026-12-05
查看某项的完整要求：gapsheet explain SEC-01""",
    "facts": "系统的事实：yes（是）、no（否）或 unknown（未知）。回答 yes 或 no 可能排除一些检查项，unknown 不会。",
    "policy": "`gapsheet gate` 采用的门禁策略。",
    "checklist": "{title}：{n} 项",
    "left-out": "因事实（{facts}）排除：{items}",
    "left-out.fact": "{fact} = {value}",
    # Schema 的悬停说明
    "schema.title": "Gapsheet 答卷",
    "schema.system": "被评估系统的名称。",
    "schema.assessed": "评估日期（YYYY-MM-DD）。",
    "schema.assessor": "作答人的代号，全名可写在 people 中。",
    "schema.subject": "本次评估的具体对象。",
    "schema.lang": "输出语言：en 或 zh-CN。",
    "schema.facts": "系统的事实：yes、no 或 unknown，未写的按 unknown 处理。",
    "schema.checklists": "本答卷采用的检查单及锁定的版本：security@1.0，或路径：./checklists/own.yaml@1.0",
    "schema.policy": "门禁策略：{policies}，或策略文件的路径。",
    "schema.frameworks": "报告要展示的公开框架：写 id（见 gapsheet frameworks list），或自己的框架文件路径。",
    "schema.answers": "各检查项的作答，以检查项编号为键。",
    "schema.people": "文中各代号对应的全名。",
    "schema.item.why": "为什么：{text}",
    "schema.item.met": "判定条件：",
    "schema.item.evidence": "证据：",
    "schema.item.answers": (
        "可填：符合（met，条件全部满足）、部分符合（partial，满足一部分）、不符合（unmet）、不适用（n/a，须写理由）。"
    ),
    "schema.item.answer": "符合、部分符合、不符合、不适用，或 met、partial、unmet、n/a",
    "schema.note": "已经做到什么，还缺什么。",
    "schema.reason": "不适用的理由，填“不适用”时必写。",
    "schema.evidence": "支撑作答的材料：路径或链接，也可以是列表。",
    "schema.owner": "整改责任人。",
    "schema.due": "整改期限（YYYY-MM-DD）。",
    "schema.waiver": "风险接受：由谁批准、理由、截止日期。不计入得分。",
    "schema.by": "本项作答人，默认为答卷的 assessor。",
    "schema.at": "本项作答日期，默认为答卷的 assessed。",
    "schema.fact": "{question}{example}",
}
