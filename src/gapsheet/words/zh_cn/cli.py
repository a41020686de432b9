"""命令在结果之外的提示，以及程序的帮助。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "warnings": "{path} 有 {n} 条警告，用 `gapsheet check` 查看。",
    "help": """\
Gapsheet：像管理代码一样管理 MLOps 检查单。在一份 YAML 文件里作答，得出得分、门禁结论和差距报告。

用法：gapsheet [OPTIONS] COMMAND [ARGS]...

起步：
  init             生成待填写的答卷 gapsheet.yaml
  check            检查答卷中的错误

填写：
  fill             在终端里逐项作答，每答一项即时保存
  set              由脚本写入答案，一项或多项
  form             生成离线表单，发给不用终端的人填写
  merge            合并收回的填写单，逐项逐字段
  fmt              统一答卷的格式：顺序、写法、行尾说明

判定：
  score            只给数字，不下结论
  gate             按门禁策略给出结论，以及工作量最小的通过路径
  report           生成差距报告或审计报告
  diff             两份答卷有何变化，各自影响了多少分
  history          答卷的历史记录：git 中每个版本的得分和结论

查询：
  explain          检查项、检查单、代码、规则、门禁策略或事实的详细说明
  checklists list  内置的检查单
  checklists lint  校验检查单，也可用于自建的检查单
  checklists new   新建一份自己的检查单
  frameworks list  检查项所对照的公开框架
  frameworks show  答卷在某个框架上做到了多少
  schema           各类文件的 JSON Schema，供编辑器和程序使用

选项（写在命令前后均可）：
  --as-of DATE               判定所用的日期（YYYY-MM-DD），默认为今天（UTC）
  --lang en|zh-CN            输出语言
  --color auto|always|never  何时使用颜色，NO_COLOR 与 FORCE_COLOR 同样有效
  -q, --quiet                只输出结果
  --debug                    出现程序缺陷时显示调用栈
  --version                  显示版本
  --install-completion       为当前 shell 安装命令补全
  --show-completion          显示补全脚本，便于复制
  -h, --help                 显示本帮助，或某个命令的帮助

退出码：0 正常，1 结果为否，2 无法完成，70 程序缺陷，130 被中断。

示例：
  gapsheet init --system 智能客服 --checklists core --policy launch --lang zh-CN
  gapsheet check && gapsheet gate
  gapsheet gate --write html:gap.html
""",
    "help.checklists": """\
内置的检查单，以及自建检查单的新建与校验。

用法：gapsheet checklists COMMAND [ARGS]...

命令：
  list  列出内置的检查单
  lint  校验检查单的格式和检查项的写法
  new   新建一份自己的检查单：带注释，且能通过校验

选项：
  -h, --help  显示本帮助，或某个命令的帮助
""",
    "help.frameworks": """\
检查项所对照的公开框架，以及答卷在其上做到了多少。

用法：gapsheet frameworks COMMAND [ARGS]...

命令：
  list  列出内置的框架
  show  显示一个框架：每个控制项、相关检查项及其状态

选项：
  -h, --help  显示本帮助，或某个命令的帮助
""",
    "new.created": "已创建 {path}",
    "new.next": """\
下一步：gapsheet checklists lint {path}
        在答卷的 checklists 中加入 {pin}""",
    "wrote": "已写入 {path}   {size} KB",
    "check.summary": "{counts}。",
    "check.summary.answered": "{counts}。{n} 个检查项中已作答 {answered} 个。",
    "lint.builtin": "内置内容中有 {n} 处问题。",
    "lint.builtin.clean": "内置内容没有问题。",
    "list.items": "{n} 项",
    "list.set.core": "核心",
    "list.set.all": "全部",
    "list.set.extra": "附加",
    "list.total": "共 {checklists} 份检查单、{n} 个检查项。",
    # form
    "form.next.table": "共 {n} 项。请把 {path} 发给了解情况的人，对方填好、保存后发回。",
    "form.next": "共 {n} 项。请把 {path} 发给了解情况的人，对方填好后会保存一个小文件发回。",
    "form.uncommitted": "{path} 的当前内容还没有提交。请先提交再改动，`merge` 才能找到表单生成时的版本。",
    # init
    "init.welcome": "先回答几个问题，然后生成 gapsheet.yaml。按 Ctrl-C 退出，不会留下任何改动。",
    "init.prompt": "{question}：",
    "init.prompt.there": "{question} [{value}]：",
    "init.system": "系统名称",
    "init.checklists": "检查单：core、recommended、all，或用英文逗号隔开的若干 id",
    "init.facts": "关于系统的 {n} 个问题，回答决定哪些检查项适用。",
    "init.facts.keys": "y 是，n 否，不清楚就直接回车，? 看例子，s 跳过其余问题",
    "init.facts.again": "请输入 y、n、?、s，或直接回车",
    "init.fact": "{place}/{n}  {question}",
    "init.fact.takes": "     影响 {n} 个检查项",
    "init.policy": "门禁策略：{choices}，或 none（不设）",
    "init.created": "已创建 {path}",
    "init.replaced": "已覆盖 {path}",
    "init.items": "{n} 个检查项",
    "init.checklists.count": "{n} 份检查单",
    "init.left-out": "因事实排除 {n} 项",
    "init.added": "已加入 {checklists}：门禁策略 {policy} 要求",
    "init.time": "按每项一分钟估算，填写约需 {n} 分钟。",
    "init.time.hours": "按每项一分钟估算，填写约需 {hours} 小时。",
    "init.next": "接下来",
    "init.next.edit": "打开 {path} 逐项作答：符合、部分符合、不符合或不适用",
    "init.next.fill": "或在终端里逐项作答",
    "init.next.check": "检查有无错误",
    "init.next.gate": "看看还缺什么",
    "init.next.score": "查看得分",
}
