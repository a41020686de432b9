"""A new checklist of one's own, or an overlay of a built-in one: a commented file that passes lint as it is."""

from collections.abc import Callable

from gapsheet.model.checklist import Checklist
from gapsheet.words import Lang, Param, say

Note = Callable[..., str]
"""`note(key, indent, **params)` returns a comment of the word area "skeleton"."""


def render(identifier: str, prefix: str, path: str, base: Checklist | None, lang: Lang) -> str:
    """Return the file; its comments are in one language, its texts in both."""

    def note(key: str, indent: int = 0, **params: Param) -> str:
        return f"{' ' * indent}# {say(lang, 'skeleton', key, **params)}"

    title = identifier.replace("-", " ").capitalize()
    extends = f"{base.id}@{base.version.rpartition('.')[0]}" if base else None
    lines = [
        note("head") if base is None else note("overlay", base=base.id),
        note("lint", path=path),
        note("use", pin=f"./{path}@1.0"),
        "schema: gapsheet/checklist/v1",
        f"id: {identifier}",
        note("version"),
        "version: 1.0.0",
        note("prefix"),
        f"prefix: {prefix}",
    ]
    if base is None:
        lines += [note("recommended"), "recommended_when: {any: [llm]}"]
    else:
        lines += [f"extends: {extends}"]
    lines.append(f"title: {{en: {title}, zh-CN: {title}}}")
    if base is not None:
        first, last = base.items()[0].id, base.items()[-1].id
        lines += ["", note("override", base=base.id), "override:", f"  {first}: {{effort: large}}"]
        lines += ["", note("drop", base=base.id), "drop:", f"  {last}:"]
        lines += [
            "    en: Write here why it does not concern your systems.",
            "    zh-CN: 请在此写明它为何与你们的系统无关。",
        ]
        lines += ["", note("sections")]
    lines += ["sections:", f"  - id: {identifier}-items", f"    title: {{en: {title}, zh-CN: {title}}}", "    items:"]
    lines += [note("item", 6), *_item(prefix, note)]
    return "\n".join(lines) + "\n"


def _item(prefix: str, note: Note) -> list[str]:
    """Return one item, with what each of its keys is for."""
    return [
        f"      - id: {prefix}-01",
        note("severity", 8),
        "        severity: high",
        note("effort", 8),
        "        effort: small",
        note("statement", 8),
        "        statement:",
        "          en: Every alert on the model names a person who answers it within 30 minutes",
        "          zh-CN: 每个模型告警都写明责任人，并在 30 分钟内响应",
        note("why", 8),
        "        why:",
        "          en: An alert that belongs to nobody is read by nobody; the model is wrong until a customer calls.",
        "          zh-CN: 没有责任人的告警没人看，模型会一直错下去，直到客户打来电话。",
        note("met_when", 8),
        "        met_when:",
        "          - en: Each alert rule in the repository has an owner label that names one person or one rota",
        "            zh-CN: 仓库中每条告警规则都有责任人标签，写明一个人或一个值班表",
        "          - en: The last five alerts were acknowledged within 30 minutes, by their time stamps",
        "            zh-CN: 从时间戳看，最近五次告警都在 30 分钟内得到确认",
        note("evidence", 8),
        "        evidence:",
        "          - en: Alert rules in the repository, and the log of the last five alerts",
        "            zh-CN: 仓库中的告警规则，以及最近五次告警的记录",
        note("fix", 8),
        "        fix:",
        "          - en: Add an owner label to each rule and route by it in Prometheus Alertmanager (free)",
        "            zh-CN: 为每条规则加责任人标签，并在 Prometheus Alertmanager（免费）中按标签分派",
        note("applies", 8),
        "        # applies_when: {any: [llm]}",
        note("see", 8),
        "        see: [DRI-03]",
        note("refs", 8),
        '        # refs: ["nist-ai-rmf:MEASURE 2.4"]',
    ]
