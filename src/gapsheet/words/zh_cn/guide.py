"""`explain` 的详细说明：各级标题，以及每条规则的解释。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # 检查项
    "item.about": "{severity}，权重 {weight}，工作量{effort}。检查单 {checklist}，“{section}”一节。",
    "why": "为什么",
    "example": "真实案例",
    "met-when": "判定条件（全部满足为“符合”，只满足一部分为“部分符合”）",
    "evidence": "有说服力的证据",
    "fix": "整改步骤",
    "applies": "适用范围",
    "applies.always": "所有系统",
    "applies.any": "以下任一事实为“是”或“未知”时：{facts}",
    "applies.all": "以下事实均为“是”或“未知”时：{facts}",
    "applies.none": "以下任一事实为“是”时除外：{facts}",
    "since": "自检查单 {version} 版起",
    "see": "另见",
    "refs": "对应的公开框架",
    "weight.answer": "在答卷中的写法",
    "weight.answer.text": "  {id}: 符合        或 部分符合、不符合；不适用须写理由",
    # 检查单
    "checklist.about": "版本 {version}，共 {n} 项：{severities}。",
    "native.min-of-sections": (
        "单独计分，按发表时的方法（{source}）：符合计 1，部分符合计 ½，结果取各章节得分的最低值。"
    ),
    "native.exactly": "恰为 {value}",
    "native.from": "{value} 及以上",
    "native.above": "大于 {value}",
    "native.to": "，不超过 {value}",
    "native.below": "，小于 {value}",
    "checklist.use": "在答卷中的写法",
    "severity.count": "{severity} {n} 项",
    # 代码、规则、门禁策略、事实
    "code.about": "{severity}，名称 {slug}",
    "code.severity.error": "错误：文件无效",
    "code.severity.warning": "警告：文件仍然有效",
    "rule.about": "门禁策略的一条规则",
    "rule.policies": "采用它的内置策略",
    "policy.about": "内置门禁策略",
    "policy.rules": "包含的规则",
    "policy.use": "写在答卷中，或用命令行指定",
    "fact.about": "事实，取值 yes、no 或 unknown",
    "fact.items": "{n} 个检查项取决于它：{items}",
    "fact.items.none": "没有内置检查项取决于它。",
    # 规则
    "rule.max_open": """\
各级别未整改项的数量上限。适用的检查项，作答为“部分符合”或“不符合”、尚未作答，或与证据不符，而
又没有生效中的风险接受，即为未整改项。没有写出的级别不受限制。
    max_open: {{critical: 0, high: 2}}""",
    "rule.max_waived": """\
各级别有生效中风险接受的检查项数量上限。风险接受只容许待整改项在一段时间内暂不整改，数量过多会
掩盖真实情况。
    max_waived: {{critical: 1, high: 4}}""",
    "rule.max_waiver_days": """\
生效中的风险接受从 `granted` 到 `until` 的最长天数；`default` 用于
没有写出的级别。写 0 表示该级别不允许风险接受。
    max_waiver_days: {{critical: 30, default: 90}}""",
    "rule.unwaivable": """\
这些检查项不得有生效中的风险接受。用于任何人都无权接受的风险。
    unwaivable: [PRI-01, SEC-01]""",
    "rule.min_score": """\
总分不得低于此值。比较的是精确得分而不是显示的得分：59.97 显示为 59.9，达不到 60。
    min_score: 70""",
    "rule.min_checklist_score": """\
答卷中每份检查单的得分下限；`default` 用于没有写出的检查单。没有计分项的检查单视为满足；
策略写明而答卷中没有的检查单，视为未满足。
    min_checklist_score: {{default: 50, privacy: 60}}""",
    "rule.max_unanswered": """\
各级别未作答的适用检查项数量上限；`default` 为各级别合计。“不符合”也是一种作答，空着才算
未作答。
    max_unanswered: {{critical: 0, default: 5}}""",
    "rule.min_evidence": """\
已得分的权重中，附有证据的比例下限（百分比）。证据是实际存在的文件或链接。尚无得分时视为未满足。
    min_evidence: 80""",
    "rule.evidence_for": """\
这些级别中凡是得分的检查项，都必须注明证据。
    evidence_for: [critical, high]""",
    "rule.max_not_applicable": """\
作答为“不适用”的检查项的权重占比上限（百分比）：不适用权重 /（不适用权重 + 计分权重）。因事
实而不在范围内的检查项不计入。
    max_not_applicable: 20""",
    "rule.max_assessment_age": """\
`assessed` 距今的天数上限。日期晚于今天或没有填写，都视为未满足。
    max_assessment_age: 120""",
    "rule.require_checklists": """\
答卷必须包含这些检查单。带 `when` 的，除非该事实为 no，否则也必须包含；unknown 按 yes
处理。
    require_checklists: [security, {{checklist: privacy, when: personal-data}}]""",
    "rule.max_drop": """\
得分比基线最多低多少分。若双方的检查项不同，只比较共有的检查项，并按当前权重计算。需要 `--baseline`；基线中
尚无答卷时按通过计。
    max_drop: 0""",
    "rule.no_item_worse": """\
任何检查项都不得比基线退步：从符合变为部分符合、不符合或未作答，或者变为不适用、不在范围内、被删去。需要
`--baseline`；基线中尚无答卷时按通过计。加 `--no-worse` 即可在任何策略之外启用。
    no_item_worse: true""",
}
