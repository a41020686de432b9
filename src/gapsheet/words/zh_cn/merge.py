"""`merge` 的输出，以及表格形式的表单用语。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # 表格形式的表单
    "column.item": "检查项",
    "column.checklist": "检查单",
    "column.severity": "严重程度",
    "column.statement": "内容",
    "column.good": "达标标准",
    "column.answer": "答案",
    "column.note": "说明",
    "column.reason": "不适用的理由",
    "column.owner": "责任人",
    "column.due": "整改期限",
    "column.evidence": "证据（每行一条）",
    "column.waiver_reason": "风险接受：理由",
    "column.waiver_by": "风险接受：批准人",
    "column.waiver_granted": "风险接受：起始日期",
    "column.waiver_until": "风险接受：截止日期",
    "column.system": "系统",
    "column.sheet": "答卷",
    "column.base": "生成依据",
    "good": "{number}. {text}",
    "sheet.items": "检查项",
    "sheet.about": "填写说明",
    "pick.title": "不是有效答案",
    "pick": "请从中选择：{words}",
    "about.lang": "语言",
    "about.steps": (
        "这是“{system}”的检查单，共 {n} 个检查项。请填写白色单元格，不清楚的留空。\n"
        "答案：从 {words} 中选择。在“说明”里写明现状和缺口。选“不适用”必须写理由。\n"
        "部分符合或不符合时，请写责任人和整改期限（如 2026-12-05）。证据：每行一个文件路径或链接。\n"
        "风险接受指有人同意暂不整改某个缺口，四个字段都要填。\n"
        "花括号里的证据带有标题或日期，请保持原样，或只改引号里的内容。\n"
        "除日期外，单元格都是文本，填什么就是什么；公式不会被接受。\n"
        "可以筛选。需要排序、移动或删除行列时，请先取消工作表保护（“审阅”中的“撤销工作表保护”，没有密码）。请保留隐藏的列。灰色单元格里填的内容不会被读取。\n"
        "填完后把文件发回。答卷负责人运行：gapsheet merge 文件"
    ),
    # 收回的表格中的错误
    "column.moved": "隐藏的首行把这一列称为 {name}：两行表头只移动了其中一行；请重新生成表单后再填",
    "column.twice": "“{name}”列出现了两次",
    "column.unknown": "不读取“{name}”列：请把其中内容移到“说明”，或删除该列",
    "column.none": "表格旁边没有列名的位置有内容：请移到“说明”，或删除",
    "column.waiver": "风险接受缺少列：四列要么都有，要么都没有",
    "cell.no-item": "这一行没有写明是哪个检查项",
    "cell.twice": "{item} 在这里重复出现，首次出现在第 {row} 行",
    "cell.origin": "这里写的是“{text}”，而上面各行是“{first}”：两份表单的行不能混在一起，请分别合并",
    "cell.formula": "这里是公式（“{text}”），公式不会计算：请把要表达的内容写成文本",
    "cell.error": "这里是表格软件的错误值（“{text}”）：请把要表达的内容写成文本",
    "cell.number": "这里是数值（“{text}”），原来输入的内容可能已丢失：请写成文本",
    "cell.time": "这里是时间（“{text}”）：请写成 2026-12-05 这样的日期，或文本",
    "cell.serial": "“{text}”是数值，这里应为日期：如果指的是 {day}，请这样写",
    "cell.evidence": "无法读取这条证据（“{text}”）：请写路径或链接，每行一条",
    # merge 的输出
    "head.item": "检查项",
    "head.field": "字段",
    "head.base": "原值",
    "head.ours": "答卷 (ours)",
    "head.theirs": "收回 (theirs)",
    "empty": "（空）",
    "base.history": "表单依据的是 {commit} 时的 {path}。",
    "base.unknown": "找不到 {returned} 所依据的答卷：两边都有内容且不同的视为冲突，空字段不会清除任何内容。",
    "only-answers": "{returned} 是一份完整的答卷，只合并其中的答案。",
    "guessed": "{returned} 按 GB18030 读取；该编码没有的字符会变成问号。",
    "conflicts": "有 {n} 处冲突，两边内容不同，没有写入。请用 --ours 或 --theirs 决定，或直接修改 {path}。",
    "decided.ours": "有 {n} 处冲突：保留 {path} 的内容",
    "decided.theirs": "有 {n} 处冲突：采用 {returned} 的内容",
    "left-out": "只有 {returned} 里有，因 --ours 让检查项保持原样而没有采用：{fields}",
    "ignored": (
        "{returned} 中为空、{path} 中保留：{fields}。要清除字段，请运行 gapsheet set 检查项 --clear 字段，"
        "或用 --base 指明表单所依据的答卷。"
    ),
    "settled": "两边的 by、at 不同，不算冲突：以答案所属的一方为准，答案相同则以较早的为准：{items}",
    "unread": "{returned}:{cell}：写在“{column}”列的内容不会采用，请写到“说明”列",
    "unread.sheet": "{returned}：工作表“{title}”中的内容不会读取",
    "unread.more": "另有 {n} 个此类单元格内容不同",
    "list.semicolon": "；",
    "list.more": "另有 {n} 项",
    "written": "已将 {returned} 合并到 {path}：改动 {n} 个检查项",
    "unchanged": "{returned} 对 {path} 没有任何改动，没有写入",
    "refused": "{path} 保持原样：{returned} 中有 {n} 处错误",
    "others.now": "{path} 本身有错误，请先改正：",
    "others.then": "合并 {returned} 后 {path} 会有错误，没有写入：",
}
