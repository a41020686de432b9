"""`init --ci` 的提示，以及所写文件中的注释。"""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # 做了什么
    "kept-sheet": "沿用已有答卷 {path}",
    "created": "已创建 {path}",
    "replaced": "已覆盖 {path}",
    "complete": "{path} 已包含所需内容，未作改动",
    "add": "{path} 是你自己的文件，没有改动。请在其 {top} 下加入：",
    "add.include": "{path} 是你自己的文件，没有改动。请在其中加入：",
    "owner": """\
文件里的 OWNER 要由你来填：CI 从哪个账号下的 Gapsheet 仓库安装，工具无从得知。
提交之前，请连同该仓库的标签或提交号一起填好：{list}""",
    "next": "接下来：",
    "next.sheet": "  先把 {path} 提交到默认分支，之后的改动才有基线可比",
    "next.pre-commit": "  pre-commit install",
    "next.docs": "  基线、防护，以及它们挡不住什么：见 Gapsheet 仓库的 docs/ci.zh-CN.md",
    # GitHub 工作流中的注释
    "github.head": """\
每个拉取请求都判定一次答卷，默认分支上也判定。
不要改用 pull_request_target：它一边持有你的密钥，一边读取陌生人提交的内容。""",
    "github.depth": "基线在提交历史里",
    "github.pin": "标签可能被移动。如需防范，请写提交号：{repository}@<40 位提交号>  # v0",
    "github.baseline": "拉取请求与目标分支对比，任何一项都不得退步。",
    "github.trust": "风险接受、不适用、事实、规则和检查单，一律以目标分支上的为准。",
    "github.artifact": "报告含备注、责任人和链接；公开仓库的产物人人都能下载，所以只在私有仓库上传。",
    "github.for-comment": "用于发表评论",
    "github.for-sarif": "用于代码扫描",
    "github.sarif": "公开仓库可免费使用代码扫描，私有仓库需要许可证。",
    "github.comment": "只保留一条评论，后续运行更新它；凭首行的标记找到它。",
    # GitLab 作业中的注释
    "gitlab.head": "每个合并请求都判定一次答卷，默认分支上也判定。",
    "gitlab.depth": "基线在提交历史里",
    "gitlab.from": "标签可能被移动。如需防范，请改写提交号。",
    "gitlab.baseline": "与改动的起点对比，任何一项都不得退步。",
    "gitlab.trust": "风险接受、不适用、事实、规则和检查单，一律以目标分支当前的内容为准。",
    "gitlab.access": "报告含备注、责任人和链接",
    # pre-commit 配置中的注释
    "pre-commit.gate": """\
答卷未通过时，门禁钩子会一直拦截；等通过之后再启用，
而且放在推送时比每次提交时更合适。""",
}
