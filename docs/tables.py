"""The generated tables of the documentation, from the program and its data; each is `lang -> Markdown`."""

import ast
import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from outputs import AS_OF, EXAMPLE, Done, console, gapsheet, room, shown

from gapsheet.app.catalog import in_house_order
from gapsheet.app.frameworks import list_frameworks
from gapsheet.cli.commands import COMMANDS
from gapsheet.codes import catalogue
from gapsheet.exits import ExitCode
from gapsheet.load.catalog import builtin_checklists, load_builtin_checklist, load_builtin_policy, load_facts
from gapsheet.model.base import SEVERITIES, keys_of
from gapsheet.model.checklist import Applies
from gapsheet.model.policy import Rules
from gapsheet.report.formats import FORMATS
from gapsheet.words import Lang, say

ROOT = Path(__file__).resolve().parent.parent
POLICIES = ("pilot", "launch", "diligence")

_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def pick(lang: Lang, en: Sequence[str], zh: Sequence[str]) -> Sequence[str]:
    """Return the texts in this language."""
    return zh if lang == "zh-CN" else en


def joined(lines: Iterable[str]) -> str:
    """Return wrapped lines as one; between two Chinese characters stands no space."""
    text = " ".join(lines)
    return re.sub(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])|(?<=[，。；：、（]) | (?=[，。；：、）])", "", text)


# ---- the command line ------------------------------------------------------------------------------------------


def commands(lang: Lang) -> str:
    """Return every command, what it does and its own options, from the program's help."""
    said = dict(re.findall(r"^  ([a-z]+(?: [a-z]+)?)  +(\S.*)$", say(lang, "cli", "help"), re.MULTILINE))
    rows = []
    for name in COMMANDS:
        usage = gapsheet(*name.split(), "--help").out
        first = re.sub(r"\n +", "", usage.partition("\n\n")[0])  # it wraps inside the one long word
        arguments = re.sub(r"^Usage: gapsheet [a-z ]+|\[OPTIONS\] ?", "", first).strip()
        options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", usage.partition("\nCommon options:")[0], re.MULTILINE)
        shown = f"`{name} {arguments.replace('...]...', '…]').replace('...', '…')}`".replace(" `", "`")
        rows.append((shown, said[name], " ".join(f"`{option}`" for option in options) or "–"))
    return table(pick(lang, ("command", "does", "own options"), ("命令", "作用", "专用选项")), rows)


def common_options(lang: Lang) -> str:
    """Return the options that every command has, from the program's help."""
    rows = re.findall(r"^  ((?:-\w, )?--[a-z-]+(?: \S+)?)  +(\S.*)$", say(lang, "cli", "help"), re.MULTILINE)
    return table(pick(lang, ("option", "does"), ("选项", "作用")), [(f"`{option}`", text) for option, text in rows])


_EXITS_ZH = {
    "OK": "正常完成，结果为是。",
    "NO": "正常完成，结果为否：门禁不通过，或 `check`、`lint` 在能打开的文件里发现错误。",
    "CANNOT": "没能完成：用法有误、输入读不了或无效、输出写不了。",
    "BUG": "Gapsheet 自身的缺陷：标准错误输出一行说明，加 `--debug` 显示调用栈。",
    "INTERRUPTED": "被 Ctrl-C 中断。",
}


def exit_codes(lang: Lang) -> str:
    """Return the exit codes, in English with the words of `gapsheet.exits` itself."""
    tree = ast.parse((ROOT / "src/gapsheet/exits.py").read_text(encoding="utf-8"))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    said: dict[str, str] = {}
    for row, text in pairwise(body):
        if isinstance(row, ast.Assign) and isinstance(row.targets[0], ast.Name) and isinstance(text, ast.Expr):
            said[row.targets[0].id] = ast.literal_eval(text.value)
    if lang == "zh-CN":
        said = {name: _EXITS_ZH[name] for name in said}
    rows = [(f"**{code.value}**", joined(said[code.name].split("\n"))) for code in ExitCode]
    return table(pick(lang, ("code", "meaning"), ("退出码", "含义")), rows)


_FORMATS: dict[str, tuple[str, str]] = {
    "html": (
        "the gap report in one file: light and dark, phone and print, works with scripts off",
        "差距报告，单个文件：浅色与深色、手机与打印均可，禁用脚本也能看",
    ),
    "markdown": ("the same content for a review or a ticket", "同样的内容，便于贴到评审或工单里"),
    "json": (
        "every number, `gapsheet/result/v1`, described by `gapsheet schema result`",
        "全部数字，格式 `gapsheet/result/v1`，由 `gapsheet schema result` 描述",
    ),
    "csv": ("one row an item, for a spreadsheet", "每个检查项一行，供电子表格使用"),
    "sarif": (
        "SARIF 2.1.0 for code scanning: every gap at its line; waived ones left out, as GitHub would reopen them",
        "SARIF 2.1.0，供代码扫描使用：待整改项定位到行；已风险接受的不写入，否则 GitHub 会重新打开",
    ),
    "sarif-all": ("the same with waived gaps, marked as suppressed", "同上，并包含已风险接受的项，标为已抑制"),
    "junit": (
        "JUnit XML for Jenkins, GitLab and others: a suite a checklist, one for the gate's rules",
        "JUnit XML，供 Jenkins、GitLab 等使用：每份检查单一个测试集，门禁规则另成一个",
    ),
    "gitlab": ("GitLab Code Quality", "GitLab 代码质量报告"),
    "github": ("GitHub annotations, to be printed in a step", "GitHub 注解，在步骤中输出即可"),
    "summary": ("Markdown for `$GITHUB_STEP_SUMMARY`", "写入 `$GITHUB_STEP_SUMMARY` 的 Markdown"),
    "comment": (
        "Markdown for a pull-request comment, within its size limit, with a marker to update it by",
        "合并请求评论用的 Markdown，不超过长度上限，带有用于更新的标记",
    ),
    "outputs": ("`name=value` lines for `$GITHUB_OUTPUT`", "写入 `$GITHUB_OUTPUT` 的 `name=value` 各行"),
    "badge": ("a badge with score and verdict; it can turn red", "带得分和结论的徽章，不通过时为红色"),
    "oscal-ar": ("OSCAL 1.2.1 assessment results", "OSCAL 1.2.1 评估结果"),
    "oscal-poam": ("OSCAL 1.2.1 plan of action and milestones", "OSCAL 1.2.1 整改计划（POA&M）"),
    "cyclonedx": ("CycloneDX 1.6 declarations (attestation)", "CycloneDX 1.6 声明（attestation）"),
}


def formats(lang: Lang) -> str:
    """Return the formats of the gap report."""
    rows = [(f"`{f.name}`", f"`.{f.suffix}`", _FORMATS[f.name][lang == "zh-CN"]) for f in FORMATS.values()]
    return table(pick(lang, ("format", "suffix", "holds"), ("格式", "后缀", "内容")), rows)


# ---- checklists, facts, policies -------------------------------------------------------------------------------


def checklists(lang: Lang) -> str:
    """Return the built-in checklists."""
    rows = []
    for name in in_house_order(builtin_checklists()):
        found = load_builtin_checklist(name).checklist
        link = f"[{name}](checklists/{name}.yaml) {found.version.rpartition('.')[0]}"
        critical = sum(item.severity == "critical" for item in found.items())
        summary = _first(found.summary.text(lang), lang) if found.summary else ""
        rows.append((link, f"`{found.prefix}`", str(len(found.items())), str(critical), summary))
    heads = pick(lang, ("id", "prefix", "items", "critical", "covers"), ("id", "前缀", "检查项", "关键项", "内容"))
    return table(heads, rows)


def facts(lang: Lang) -> str:
    """Return the facts with the questions that settle them, and the built-in items that depend on each."""
    items = [item for name in builtin_checklists() for item in load_builtin_checklist(name).checklist.items()]
    rows = []
    for fact in load_facts().facts:
        on_it = sorted(i.id for i in items if i.applies_when and fact.id in i.applies_when.names())
        rows.append((f"`{fact.id}`", fact.question.text(lang), ", ".join(on_it) or "–"))
    return table(pick(lang, ("fact", "question", "items"), ("事实", "问题", "相关检查项")), rows)


def _rule(name: str, lang: Lang) -> tuple[str, str]:
    """Return a rule's paragraph and its example."""
    lines = say(lang, "guide", f"rule.{name}").splitlines()
    example = next(line.strip() for line in lines if line.startswith(" "))
    return joined(line for line in lines if not line.startswith(" ")), example


def _first(text: str, lang: Lang) -> str:
    """Return the first sentence of a text."""
    found = re.match(r".*?。" if lang == "zh-CN" else r".*?\.(?= |$)", text)
    return found[0] if found else text


def rules(lang: Lang) -> str:
    """Return every rule with an example and the first sentence of its help."""
    rows = []
    for name in keys_of(Rules):
        text, example = _rule(name, lang)
        rows.append((f"`{example}`", _first(text, lang)))
    return table(pick(lang, ("rule", "asks"), ("规则", "要求")), rows)


def rules_detail(lang: Lang) -> str:
    """Return a section for every rule: its whole help and the built-in policies that have it."""
    out = []
    for name in keys_of(Rules):
        text, example = _rule(name, lang)
        having = [p for p in POLICIES if getattr(load_builtin_policy(p).policy.rules, name) is not None]
        label = pick(lang, ("Built-in policies with it: ", "none"), ("采用它的内置策略：", "无"))
        listed = ("、" if lang == "zh-CN" else ", ").join(having) or label[1]
        end = "。" if lang == "zh-CN" else "."
        out += [f"### `{name}`", "", text, "", "```yaml", example, "```", "", f"{label[0]}{listed}{end}", ""]
    return "\n".join(out)


def policies(lang: Lang) -> str:
    """Return what each built-in policy asks, rule by rule, as its file has it."""
    written = {name: yaml.load(_policy_text(name), Loader=yaml.BaseLoader)["rules"] for name in POLICIES}
    heads = [pick(lang, ["rule"], ["规则"])[0]]
    heads += [f"**{name}** {load_builtin_policy(name).policy.title.text(lang)}" for name in POLICIES]
    rows = []
    for rule in keys_of(Rules):
        if any(rule in limits for limits in written.values()):
            rows.append((f"`{rule}`", *(_limit(written[name].get(rule)) for name in POLICIES)))
    return table(heads, rows)


def _policy_text(name: str) -> str:
    return (ROOT / "checklists/policies" / f"{name}.yaml").read_text(encoding="utf-8")


def _limit(value: Any) -> str:  # noqa: ANN401 - a limit of any rule
    if value is None:
        return "–"
    if isinstance(value, dict) and "when" in value:
        return f"{value['checklist']} when {value['when']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {limit}" for name, limit in value.items())
    if isinstance(value, list):
        return ", ".join(_limit(part) if isinstance(part, dict) else str(part) for part in value)
    return str(value)


# ---- diagnostics, JSON, source article -------------------------------------------------------------------------

_BANDS = {
    "GS0": "The file, its YAML and its shape",
    "GS1": "The answer sheet: errors",
    "GS2": "The answer sheet: warnings",
    "GS3": "Checklists",
    "GS4": "Policies",
    "GS5": "What an audit reader would miss, with `check --for audit`",
}


def diagnostics(lang: Lang) -> str:
    """Return every code with its severity, a sentence as the program says it, and its paragraph."""
    out: list[str] = []
    band = ""
    for code in catalogue().values():
        if code.code[:3] != band:
            band = code.code[:3]
            out += [f"## {band}xx: {_BANDS[band]}", ""]
        folder = ROOT / "tests/diagnostics" / f"{code.code}-{code.slug}"
        lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
        said = next(line for line in lines if f" {code.code} " in line).partition(f" {code.code} ")[2]
        out += [f"### {code.code} {code.slug}", "", f"{code.severity.capitalize()}. For example:", ""]
        out += ["```text", said, "```", "", _paragraphs(say(lang, "explain", code.code)), ""]
    return "\n".join(out)


def _paragraphs(text: str) -> str:
    """Return a text of `explain` as Markdown: indented lines become a code block."""
    out: list[str] = []
    inside = False
    for line in text.splitlines():
        indented = line.startswith("    ")
        if indented != inside:
            out += ["", "```text"] if indented else ["```", ""]
            inside = indented
        out.append(line[4:] if indented else re.sub(r"(?<!`)<([a-z]+)>", r"`<\1>`", line))
    return "\n".join([*out, "```"] if inside else out)


def result_fields(lang: Lang) -> str:
    """Return every object of the result and its fields, from the schema that the program prints."""
    schema = json.loads(gapsheet("schema", "result").out)
    return _objects({"result": schema, **schema["$defs"]})


def diff_fields(lang: Lang) -> str:
    """Return the fields of what `diff` writes; its parts are those of a comparison in a result."""
    return _objects({"diff": json.loads(gapsheet("schema", "diff").out)})


def history_fields(lang: Lang) -> str:
    """Return every object of what `history` writes and its fields."""
    schema = json.loads(gapsheet("schema", "history").out)
    return _objects({"history": schema, **schema["$defs"]})


def set_fields(lang: Lang) -> str:
    """Return the fields of what `set` writes; its parts are among those of `merge`."""
    return _objects({"set": json.loads(gapsheet("schema", "set").out)})


def merge_fields(lang: Lang) -> str:
    """Return every object of what `merge` writes and its fields."""
    schema = json.loads(gapsheet("schema", "merge").out)
    return _objects({"merge": schema, **schema["$defs"]})


def _objects(parts: dict[str, Any]) -> str:
    out: list[str] = []
    for name, part in parts.items():
        if "properties" not in part:
            continue
        out += [f"### {name}", "", part.get("description", "").replace("\n", " "), ""]
        rows = [
            (f"`{key}`", _type(value), "yes" if key in part.get("required", []) else "no", _about(value))
            for key, value in part["properties"].items()
        ]
        out += [table(("field", "type", "always there", "meaning"), rows), ""]
    return "\n".join(out)


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in part:
        return f"`{json.dumps(part['const'])}`"
    if "enum" in part:
        return ", ".join(f"`{json.dumps(value)}`" for value in part["enum"])
    for key in ("anyOf", "oneOf"):
        if key in part:
            choices = dict.fromkeys(name for choice in part[key] for name in _type(choice).split(" or "))
            return " or ".join(sorted(choices, key=lambda name: name == "null"))
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}" if "items" in part else "list"
    if part.get("type") == "object" and isinstance(part.get("additionalProperties"), dict):
        return f"mapping to {_type(part['additionalProperties'])}"
    return str(part.get("type", "any"))


def _about(part: dict[str, Any]) -> str:
    found = [part.get("description", "")]
    found += [choice.get("description", "") for key in ("anyOf", "oneOf") for choice in part.get(key, [])]
    found.append(part.get("items", {}).get("description", "") if isinstance(part.get("items"), dict) else "")
    return " ".join(text for text in dict.fromkeys(found) if text).replace("\n", " ")


def questions(lang: Lang) -> str:
    """Return the points of the source article with the items that stand for them; raises when one has none."""
    data = yaml.safe_load((ROOT / "docs/data/source-points.yaml").read_text(encoding="utf-8"))
    items: dict[str, list[str]] = {}
    for name in in_house_order(builtin_checklists()):
        for item in load_builtin_checklist(name).checklist.items():
            for point in item.source:
                items.setdefault(point, []).append(item.id)
    rows = []
    for question in data["questions"]:
        title = f"**{question['id']}** {question['title']['en']}<br>{question['title']['zh-CN']}"
        for point in question["points"]:
            rows.append((title, f"`{point['id']}` {point['en']} {point['zh-CN']}", ", ".join(items[point["id"]])))
            title = ""
    return table(("question", "point", "items"), rows)


def frameworks(lang: Lang) -> str:
    """Return the built-in frameworks: title, controls addressed of those listed, the facts that show one unasked."""
    english = ("id", "title", "controls addressed", "shown when")
    heads = pick(lang, english, ("id", "名称", "涉及的控制项", "自动展示的条件"))
    rows = [
        (
            f"`{entry.framework.id}`",
            entry.framework.title.text(lang),
            f"{entry.addressed} / {len(entry.framework.controls)}",
            _when(entry.framework.relevant_when, lang),
        )
        for entry in list_frameworks()
    ]
    return table(heads, rows)


def _when(condition: Applies | None, lang: Lang) -> str:
    """Return a condition on facts in words; none means only when the sheet names the framework."""
    if condition is None:
        return pick(lang, ["named"], ["答卷点名"])[0]
    any_of, and_, not_ = pick(lang, (" or ", " and ", "not "), ("或", "且", "非"))
    parts = [any_of.join(f"`{fact}`" for fact in condition.any)] if condition.any else []
    if len(condition.any) > 1 and (condition.all or condition.none):
        parts = [pick(lang, [f"({parts[0]})"], [f"（{parts[0]}）"])[0]]
    parts += [f"`{fact}`" for fact in condition.all]
    parts += [f"{not_}`{fact}`" for fact in condition.none]
    return and_.join(parts)


def bands(lang: Lang) -> str:
    """Return the bands of ml-test-score, as its file has them."""
    native = load_builtin_checklist("ml-test-score").checklist.native_score
    rows = []
    for band in native.bands if native else ():
        low = str(band.from_) if band.from_ is not None else f"above {band.above}"
        high = f"to {band.to}" if band.to is not None else f"below {band.below}" if band.below is not None else ""
        point = band.from_ is not None and band.from_ == band.to
        rows.append((low if point else f"{low} {high}".strip(), band.title.text(lang)))
    return table(pick(lang, ("result", "band"), ("结果", "档位")), rows)


def framework_output(lang: Lang) -> str:
    """Return what `frameworks show` writes for a framework held against an example, without its tail."""
    name, example = ("owasp-llm-2025", EXAMPLE[lang])
    command = f"gapsheet frameworks show {name} examples/{example}/gapsheet.yaml --as-of {AS_OF}"
    return console(shown(command, gapsheet(*command.split()[1:])))


_OVERLAY_SHEET = """schema: gapsheet/answers/v1
system: Loan Desk
assessed: 2026-11-18
facts: {llm: yes, multi-tenant: no}
checklists: [./checklists/bank-security.yaml@1.0]
answers:
  SEC-01: met
  SEC-07: partial
  BNK-01: unmet
"""


def overlay_output(lang: Lang) -> str:
    """Return a sheet on the overlay that docs/checklists.md shows, and what `score` and the report say of it."""
    page = (ROOT / "docs/checklists.md").read_text(encoding="utf-8")
    overlay = next(b for b in re.findall(r"```yaml checklist\n(.*?)```", page, re.DOTALL) if "\nextends: " in b)
    folder = room() / f"overlay-{lang}"
    (folder / "checklists").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "checklists/bank-security.yaml").write_text(overlay, encoding="utf-8")
    (folder / "gapsheet.yaml").write_text(_OVERLAY_SHEET, encoding="utf-8")
    commands = ("gapsheet checklists lint checklists/bank-security.yaml", f"gapsheet score --as-of {AS_OF}")
    done = (gapsheet(*command.split()[1:], folder=folder) for command in commands)
    outputs = (shown(command, Done(one.code, one.out, "")) for command, one in zip(commands, done, strict=True))
    return f"```yaml\n{_OVERLAY_SHEET}```\n\n{console(*outputs)}"


def severities(lang: Lang) -> str:
    """Return how many built-in items there are of each severity."""
    items = [item for name in builtin_checklists() for item in load_builtin_checklist(name).checklist.items()]
    counts = [(sum(item.severity == severity for item in items), severity) for severity in SEVERITIES]
    parts = [f"{n} {say(lang, 'terms', f'severity.inline.{severity}')}" for n, severity in counts if n]
    if lang == "zh-CN":
        return f"共 {len(items)} 项：{'、'.join(f'{p.split()[1]} {p.split()[0]}' for p in parts)}。"
    return f"{len(items)} items in all: {', '.join(parts)}."


PARTS: dict[str, Callable[[Lang], str]] = {
    "commands": commands,
    "common-options": common_options,
    "exit-codes": exit_codes,
    "formats": formats,
    "frameworks": frameworks,
    "framework-output": framework_output,
    "bands": bands,
    "overlay-output": overlay_output,
    "checklists": checklists,
    "severities": severities,
    "facts": facts,
    "rules": rules,
    "rules-detail": rules_detail,
    "policies": policies,
    "diagnostics": diagnostics,
    "result-fields": result_fields,
    "diff-fields": diff_fields,
    "history-fields": history_fields,
    "set-fields": set_fields,
    "merge-fields": merge_fields,
    "questions": questions,
}
"""Every table by the name of its marker."""
