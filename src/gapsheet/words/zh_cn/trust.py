"""使用 `--trust` 时，变更中哪些内容不作数，以及原因。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "section": "变更中不作数的内容",
    "heading": "仅采用当前的作答和证据。以下 {n} 处改动不作数，以可信版本 {revision} 为准：",
    "heading.none": "仅采用当前的作答和证据；其余内容与可信版本 {revision} 一致。",
    "heading.no-sheet": "可信版本 {revision} 中没有答卷，因此风险接受、不适用和事实一律不作数。以下 {n} 处未采用：",
    "heading.no-sheet.none": "可信版本 {revision} 中没有答卷，因此风险接受、不适用和事实一律不作数。",
    "nothing": "无",
    "waiver.new": "截至 {new} 的风险接受不作数：{revision} 中没有",
    "waiver.longer": "截至 {new} 的风险接受不作数：{revision} 中只到 {old}",
    "waiver.later": "截至 {new} 的风险接受不作数：{revision} 中从 {old} 起才生效",
    "waiver.differs": "风险接受以 {revision} 为准（{old}）",
    "not-applicable.new": "“不适用”不作数，按未作答计：{revision} 中为“{old}”",
    "fact.new": "“{new}”不作数：{revision} 中没有这一事实",
    "fact.differs": "“{new}”不作数：{revision} 中为“{old}”",
    "checklists.new": "不作数：{revision} 中没有选用它的答卷",
    "checklists.missing": "仍然计入：{revision} 中有它",
    "framework-file.differs": "当前有改动，按 {revision} 中的内容读取",
    "checklist-file.differs": "当前有改动，按 {revision} 中的内容读取",
    "policy.differs": "以 {revision} 为准：{old}；当前：{new}",
    "policy-file.differs": "当前有改动，按 {revision} 中的内容读取",
    "policy-file.missing": "当前已删除，按 {revision} 中的内容读取",
    "key.differs": "当前有改动，按 {revision} 中的内容读取",
}
