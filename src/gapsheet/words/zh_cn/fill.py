"""`fill` 的提问与提示。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "start": "开始填写“{system}”：{n} 项中已作答 {answered} 项，这次要答 {todo} 项。",
    "start.how": "每答一项即时保存。输入 q 或按 Ctrl-C 随时可停，已答内容不会丢失。",
    # 检查项
    "good": "达标标准：",
    "row": "{label}：{value}",
    "label.now": "目前",
    "label.reason": "理由",
    "label.note": "说明",
    "label.owner": "责任人",
    "label.due": "整改期限",
    "label.evidence": "证据",
    "label.waiver": "风险接受",
    "waiver.text": "至 {until}，{reason}",
    # 提问
    "keys": "作答  m 符合  p 部分符合  u 不符合  n 不适用  s 跳过  b 返回  ? 详解  q 退出",
    "keys.keep": "直接回车则保留：{answer}",
    "ask.answer": "> ",
    "ask.note": "说明（回车跳过）：",
    "ask.note.there": "说明（回车保留，- 删除）：",
    "ask.reason": "为什么不适用（b 改选其他答案）：",
    "ask.reason.there": "为什么不适用（回车保留，b 改选其他答案）：",
    "ask.owner": "责任人（回车跳过）：",
    "ask.owner.there": "责任人（回车保留 {value}，- 删除）：",
    "ask.due": "整改期限，YYYY-MM-DD（回车跳过）：",
    "ask.due.there": "整改期限，YYYY-MM-DD（回车保留 {value}，- 删除）：",
    "ask.evidence": "证据，文件路径或链接（回车跳过）：",
    "ask.evidence.there": "其他证据（已有 {n} 条，回车继续，- 全部删除）：",
    "ask.evidence.old": "原先答案的证据（已有 {n} 条，回车保留，- 全部删除）：",
    "ask.offered": "回车采用 {value}，或重新输入：",
    # 有误之处
    "wrong": "  {message}",
    "wrong.advice": "  {message}：{advice}",
    "choose": "  请输入其中一个字母，再按回车。",
    "too-long": "  这一行超出终端能接收的长度，内容可能已被截断。请缩短，或改用 {command} --note …",
    "first": "  这已经是第一项。要重答已答过的检查项：{command}",
    "reason.needed": "  不适用须写明理由：为什么这一项与本系统无关。",
    "character": "  输入中含有方向键之类的非文字按键，请重新输入。",
    # 结果
    "saved": "已保存。{n} 项中已作答 {answered} 项。",
    "merged": "{path} 在此期间被改动过，已重新读取，并写入这次的答案。",
    "taken": "{path} 在此期间被改动过，{item} 也在其中。已重新读取，刚才的答案没有写入：",
    "wrong.sheet": "{item} 没有保存：写入后 {path} 会有错误。",
    "not-saved": "{item} 没有保存：",
    "half": "{item} 已按现状保存：{answer}。",
    "half.reason": "{item} 没有保存：不适用须写明理由。",
    "said": "  {label}：{value}",
    # 结尾
    "stopped": "已保存，{n} 项中已作答 {answered} 项。继续填写：{command}",
    "left": "其中 {n} 项还没有作答。再次填写：{command}",
    "none": "没有要填写的检查项：{n} 项中已作答 {answered} 项。",
    "none.again": "要修改答案：{item}；要全部过一遍：{all}。",
    "next": "下一步：{command}",
}
