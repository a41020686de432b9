"""命令未能完成的原因，每条一句话；`KEY.hint` 说明怎么办。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # 通用
    "prefix": "错误：{message}",
    "hint": "  {hint}",
    "bug": "错误：Gapsheet 出现程序缺陷：{error}",
    "bug.hint": "请加上 --debug 重新运行以获得调用栈，并反馈给我们。",
    "interrupted": "已中断，未写入任何文件。",
    # 用法
    "usage.command": "没有名为“{word}”的命令",
    "usage.command.near": "没有名为“{word}”的命令。是否想输入“{near}”？",
    "usage.command.hint": "运行 gapsheet --help 查看全部命令。",
    "usage.subcommand": "“{command}”后面要写以下之一：{choices}",
    "usage.subcommand.unknown": "“{command}”没有子命令“{word}”，可用的有：{choices}",
    "usage.option": "没有选项“{word}”",
    "usage.option.near": "没有选项“{word}”。是否想输入“{near}”？",
    "usage.option.hint": "运行 {command} --help 查看选项。",
    "usage.value": "选项“{word}”后面要写一个值",
    "usage.value.hint": "运行 {command} --help 查看用法。",
    "usage.missing": "缺少 {name}",
    "usage.missing.hint": "运行 {command} --help 查看用法。",
    "usage.extra": "多了一个参数：“{word}”",
    "usage.extra.hint": "运行 {command} --help 查看用法。",
    "usage.other": "{message}",
    "usage.other.hint": "运行 {command} --help 查看用法。",
    "usage.choice": "{option} 只能取 {choices} 之一，而不是“{value}”",
    "usage.date": "{option} 应为 2026-11-18 这样的日期，而不是“{value}”",
    "usage.write": "--write 的写法是 FORMAT:PATH，FORMAT 取 {choices} 之一，而不是“{value}”",
    "usage.write.twice": "两个输出写到了同一个文件：{path}",
    "usage.write.input": "{path} 是本次运行的输入文件，不会被覆盖",
    "usage.write.input.hint": "请换一个文件名。",
    "usage.suffix": "从“{path}”看不出要写成哪种格式",
    "usage.suffix.hint": "请加上 --format（取 {choices} 之一），或让文件名以 {suffixes} 结尾。",
    "usage.policy.none": "没有指定门禁策略，无从判定",
    "usage.policy.none.hint": (
        "请在答卷中写 `policy: launch`，或用 --policy 指定 pilot、launch、diligence 或策略文件的路径。"
    ),
    "usage.explain": "查不到“{word}”",
    "usage.explain.near": "查不到“{word}”。是否想查 {near}？",
    "usage.explain.hint": (
        "可以是检查项（SEC-01）、检查单（security）、代码（GS104）、规则（max_open）、门禁策略（launch）或事实（llm）。"
    ),
    # init
    "init.exists": "{path} 已存在，未作任何改动",
    "init.exists.hint": "加上 --force 覆盖它，或用 --file 换一个文件名。",
    "init.not-a-terminal": "当前不是终端，init 无法提问",
    "init.not-a-terminal.hint": (
        "请用选项说明：gapsheet init --system NAME "
        "[--checklists core] [--policy launch] [--facts llm=yes,personal-data=no]"
    ),
    "init.folder": "{path} 不是文件夹",
    "init.system.empty": "--system 后面要写系统名称",
    "init.system.character": "--system 只能是一行文字，不能含控制字符",
    "init.system.long": "--system 最多 {n} 个字符",
    "init.facts.shape": "--facts 的写法是 NAME=yes、NAME=no 或 NAME=unknown，多个之间用英文逗号隔开，而不是“{value}”",
    "init.facts.twice": "--facts 中“{word}”出现了两次",
    "init.facts.unknown": "没有事实“{word}”",
    "init.facts.unknown.near": "没有事实“{word}”。是否想写“{near}”？",
    "init.facts.unknown.hint": "可用的事实：{choices}",
    "init.checklists.unknown": "没有检查单“{word}”",
    "init.checklists.unknown.near": "没有检查单“{word}”。是否想写“{near}”？",
    "init.checklists.unknown.hint": "组合：core、recommended、all。检查单：{choices}",
    "init.checklists.empty": "--checklists 没有写任何检查单",
    "init.policy.unknown": "没有门禁策略“{word}”",
    "init.policy.unknown.near": "没有门禁策略“{word}”。是否想写“{near}”？",
    "init.policy.unknown.hint": "内置的有：{choices}",
    "init.file": "--file 应为 gapsheet.yaml 或 claims.gapsheet.yaml 这样的文件名，而不是“{value}”",
    # 输入
    "input.missing": "{path} 不存在",
    "input.folder": "{path} 是文件夹，不是文件",
    "input.permission": "没有权限读取 {path}",
    "input.unreadable": "无法读取 {path}",
    "input.not-a-file": "{path} 不是普通文件",
    "input.outside": "{path} 是指向仓库之外的链接，不会读取",
    "input.outside.hint": "请把文件本身放在这里。",
    "input.several": "这里有多份答卷：{list}",
    "input.several.hint": "请指定其中一份，例如：gapsheet check FILE",
    "input.none": "这里没有答卷：当前文件夹及上级文件夹中既没有 gapsheet.yaml，也没有 *.gapsheet.yaml",
    "input.none.hint": "用 `gapsheet init` 新建一份，或直接写出文件名。",
    "input.policy": "没有门禁策略“{name}”",
    "input.policy.hint": "内置的有：{list}。自己的策略请写路径，例如 ./policies/ours.yaml",
    "input.policy-near": "没有门禁策略“{name}”。是否想写“{near}”？",
    "input.policy-near.hint": "内置的有：{list}。自己的策略请写路径，例如 ./policies/ours.yaml",
    "input.policy-path": "{path} 不能用作门禁策略",
    "input.policy-path.hint": "策略须是仓库内的普通 .yaml 或 .yml 文件，并用相对路径指定。",
    # 输出
    "output.unwritable": "无法写入 {path}：{reason}",
    "output.stdout": "无法写出结果：{reason}",
    # 安装
    "install.assets": "当前安装的 Gapsheet 缺少 {kind} 文件夹",
    "install.assets.hint": "请重新安装：pip install --force-reinstall gapsheet",
    "install.builtin": "当前安装的 Gapsheet 已损坏：{name} 无法使用",
    "install.builtin.hint": "请重新安装：pip install --force-reinstall gapsheet",
}
