"""SARIF 日志与流水线注解中的文字。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "root": "代码仓库的顶层目录。",
    # 检查项
    "item": "{state}（{severity}）：{statement}。",
    "item.contradicted": "与自身证据不符（{severity}）：{statement}。",
    "item.worth": "完成整改可得 {shown} 分。",
    "item.owner": "责任人：{owner}。",
    "item.due": "整改期限：{date}。",
    "item.late": "整改期限：{date}，已逾期 {n} 天。",
    "item.missing": "找不到证据：{files}。",
    "waiver.in-force": "风险接受生效中，批准人 {by}，截止 {date}。",
    "waiver.not-yet": "风险接受（批准人 {by}）自 {date}起生效，目前尚不起作用。",
    "waiver.expired": "风险接受（批准人 {by}）已于 {date}到期，不再起作用。",
    "waiver.no-effect": "风险接受（批准人 {by}）在此不起作用。",
    "item.note": "备注：{note}",
    "join": "",
    # 各条说明的末行
    "help.more": "在终端中查看：gapsheet explain {name}",
    "help.more.markdown": "在终端中查看：`gapsheet explain {name}`",
    # 门禁
    "rule": "规则未满足（门禁策略 {policy}）：{title}。",
    "rule.found": "实际情况：{found}。",
    "verdict": "无法判定：答卷中没有任何计分内容。",
    "verdict.short": "至少有一项计入得分",
    "verdict.full": (
        "门禁只判定计分的内容。如果所有检查项都不在范围内或不适用，或者没有列出检查单，就没有内容可判定，这不等于通过。"
    ),
    "verdict.help": "至少对一个适用的检查项作答。",
    # 答卷检查
    "check.more": "GitHub 每个步骤只显示各 {shown} 条错误和警告注解，另有 {n} 条见本步骤的日志。",
    "check.more.title": "Gapsheet：未能全部显示",
}
