"""`set` 与 `fmt` 的输出。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "change": "{item}  {old} -> {new}",
    "change.same": "{item}  {new}",
    "change.fields": "{change}   {fields}",
    "change.none": "{item}  没有变化",
    "written": "已写入 {path}：改动 {n} 个检查项",
    "unchanged": "{path} 的内容本来就是这样，没有写入",
    "dry": "试运行：{path} 中将有 {n} 个检查项改动",
    "refused": "{path} 保持原样：有 {n} 处错误",
    "others": "{path} 本身有错误，请先改正：",
    "warnings": "新增 {n} 条警告：",
    "mistake": "{place}：{message}",
    "mistake.hint": "  {advice}",
    # 批量答案文件中的错误
    "twice": "{item} 在这里重复出现，首次出现在 {first}",
    "nothing": "文件里没有答案",
    "table": "无法读作表格：有引号没有闭合",
    "column": "没有名为“{name}”的列，可用的有：{list}",
    "column.near": "没有名为“{name}”的列。是否想写 {near}？",
    "column-twice": "“{name}”列出现了两次",
    "no-item-column": "没有名为 item 的列",
    "no-item": "没有写明是哪个检查项",
    "cell-too-many": "最后一列右侧多出一个单元格",
    "field": "没有名为“{name}”的字段，可用的有：{list}",
    "field.near": "没有名为“{name}”的字段。是否想写 {near}？",
    "set-and-cleared": "{name} 不能同时设置和清除",
    "json": "无法读作 JSON 列表或对象",
    "json-entry": "这里应为答案，或由字段组成的对象",
    "json-text": "这里应为非空文本或 null",
    "json-evidence": "这里应为文本、由文本组成的对象，或它们的列表",
    "json-waiver": "这里应为由文本组成的对象",
    "key-twice": "同一个对象里出现了两次键“{name}”",
    # fmt
    "fmt.would": "需要整理 {path}",
    "fmt.done": "已整理 {path}",
    "fmt.summary.check": "{n} 份答卷需要整理",
    "fmt.summary": "已整理 {n} 份答卷",
    "fmt.unchanged": "{n} 份没有变化",
    "fmt.invalid": "{path} 有错误，保持原样",
}
