"""新建检查单中的注释。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "head": "一份自己的检查单。每段文字都要有中文和英文，因为报告可以用任一语言输出。",
    "lint": "校验：gapsheet checklists lint {path}",
    "use": "在答卷中使用：checklists: [{pin}]",
    "version": "修订号只改措辞，次版本号新增检查项；凡可能降低结果的改动都要升主版本号。",
    "prefix": "每个检查项编号的开头，不再更改；编号不得重复使用。",
    "recommended": "gapsheet init 何时推荐它：always，或按事实。不写则只能按名称选用。",
    "item": "这是一个示例。请替换文字，并在下面用后续编号添加检查项。",
    "severity": "critical：合格的评审人会因此叫停上线；其余为 high、medium、low。critical 不超过四分之一。",
    "effort": "small：不超过 1 人天；medium：不超过 5；large：不超过 20。",
    "statement": "只说一件事，用现在时，英文不超过 90 个字符，中文不超过 40 个字。写明数字、时限和位置。",
    "why": "写缺了它会出什么问题，不写它有什么好处。",
    "met_when": "二至四条，外人只凭证据就能判断。全部成立为“符合”，部分成立为“部分符合”。",
    "evidence": "什么样的材料能说服持怀疑态度的读者。",
    "fix": "按顺序写最初几步，点名真实的工具，至少一个免费。",
    "applies": "只在由事实决定是否适用时才写；不写则人人适用。",
    "see": "别处与之相关的检查项。",
    "refs": "公开框架的控制项：gapsheet frameworks list",
    "overlay": "定制检查单：在答卷中取代 {base}，只写有改动的地方。",
    "override": "改写 {base} 的检查项：severity、effort、met_when、applies_when。",
    "drop": "去掉 {base} 的检查项；理由会印在每份报告里。",
    "sections": "新增自己的检查项。",
}
