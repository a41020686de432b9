"""Real outputs of the program for the documentation: commands run on copies of the examples, as of a fixed day."""

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from gapsheet.words import Lang, say

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-18"
_COMMAND = Path(sys.executable).parent / "gapsheet"
EXAMPLE: dict[Lang, str] = {"en": "claims-copilot", "zh-CN": "smart-support"}


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    talk: str


@cache
def room() -> Path:
    """Return a temporary folder with a copy of the examples; it is gone when this process ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / ".git").mkdir()
    return folder


def gapsheet(*arguments: str, folder: Path | None = None, expect: Iterable[int] = (0,)) -> Done:
    """Run `gapsheet` 80 columns wide, without a language, a colour or a terminal of its own."""
    named = ("PATH", "PYTHONPATH", "HOME", "SYSTEMROOT", "TEMP", "TMPDIR")
    env = {name: os.environ[name] for name in named if name in os.environ}
    env |= {"COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [_COMMAND, *arguments],
        cwd=folder or room(),
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode not in tuple(expect):
        raise SystemExit(f"gapsheet {' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def console(*parts: str) -> str:
    """Return a block that shows commands with what they wrote."""
    return "```console\n" + "\n\n".join(part.strip("\n") for part in parts) + "\n```"


def shown(command: str, done: Done) -> str:
    """Return a command, what it wrote, and its exit code when that is not 0."""
    text = f"$ {command}\n{done.out.rstrip()}"
    if done.talk.strip():
        text += f"\n{done.talk.rstrip()}"
    return f"{text}\n$ echo $?\n{done.code}" if done.code else text


# ---- thirty seconds --------------------------------------------------------------------------------------------

_ANSWERS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "  SEC-01:        # critical  Secrets stay out of code, notebooks and images\n"
        "    answer: met\n    evidence: https://git.example.org/claims/scan/412",
        "  SEC-02: unmet  # critical  Production model endpoints require authentication and rate limits",
    ),
    "zh-CN": (
        "  SEC-01:        # 关键  代码、Notebook 与镜像中不含任何密钥\n"
        "    answer: 符合\n    evidence: https://git.example.org/cs/scan/412",
        "  SEC-02: 不符合  # 关键  生产环境的模型接口都要求身份认证并限流",
    ),
}


_EDIT = "Answer with `gapsheet fill`, item by item, or in the file, in any editor:"
_EDIT_ZH = "用 `gapsheet fill` 逐项作答，或用任意编辑器直接在文件里作答："


def start(lang: Lang) -> str:
    """Return the first four commands of a newcomer with their outputs, and the answers in between."""
    folder = room() / f"start-{lang}"
    folder.mkdir()
    (folder / ".git").mkdir()
    name = {"en": "Claims Copilot", "zh-CN": "智能客服"}[lang]
    words = ["init", "--system", name, "--checklists", "core", "--policy", "launch"]
    words += ["--lang", "zh-CN"] if lang == "zh-CN" else []
    init = gapsheet(*words, "--as-of", AS_OF, folder=folder)
    sheet = folder / "gapsheet.yaml"
    text = sheet.read_text(encoding="utf-8")
    for answer in _ANSWERS[lang]:
        item = answer.strip()[:6]
        text, count = re.subn(rf"^  {item}:.*$", answer, text, count=1, flags=re.MULTILINE)
        if not count:
            raise SystemExit(f"init wrote no line for {item}")
    sheet.write_text(text, encoding="utf-8")
    check = gapsheet("check", folder=folder)
    gate = gapsheet("gate", "--as-of", AS_OF, folder=folder, expect=(1,))
    head, plan = _beginning_and_plan(gate.out, lang)
    typed = " ".join(f'"{word}"' if " " in word else word for word in words)
    edit = {"en": _EDIT, "zh-CN": _EDIT_ZH}[lang]
    return "\n\n".join(
        (
            console(shown(f"gapsheet {typed}", init)),
            edit,
            "```yaml\nanswers:\n" + "\n".join(_ANSWERS[lang]) + "\n```",
            {"en": "Then ask:", "zh-CN": "然后检查和判定："}[lang],
            console(shown("gapsheet check", check), shown("gapsheet gate", Done(1, f"{head}\n[…]\n{plan}\n[…]", ""))),
        )
    )


def _beginning_and_plan(text: str, lang: Lang) -> tuple[str, str]:
    """Return the first lines of a gate, to the end of its first rule's finding, and the first steps of its plan."""
    lines = text.rstrip().splitlines()
    rule = next(place for place, line in enumerate(lines) if line.startswith(f"  {say(lang, 'text', 'fail')}"))
    way = say(lang, "text", "way", n=0).split("0")[0].split("：")[0].split(":")[0]
    plan = next(place for place, line in enumerate(lines) if line.startswith(way))
    third = next(place for place in range(plan, len(lines)) if re.match(r"\s+3\s", lines[place]))
    return "\n".join(lines[: rule + 2]), "\n".join(lines[plan:third])


# ---- the sheet, its mistakes, its verdict ----------------------------------------------------------------------

_PICKED: dict[Lang, tuple[str, ...]] = {
    "en": ("SEC-05", "SEC-09", "DRI-01", "UPD-05"),
    "zh-CN": ("SEC-05", "SEC-01", "SEC-16", ""),
}


_FOR_AUDIT = re.compile(
    r"^ +(?:method|population|sample|exceptions|reviewed|sha256|collected_by|source_system|retain_until"
    r"|compensating_control|residual_risk): .*\n",
    re.MULTILINE,
)
"""What the short sheet leaves out of the example: keys that an audit report is for."""


def example_text(lang: Lang) -> str:
    """Return the example sheet in this language."""
    return (ROOT / "examples" / EXAMPLE[lang] / "gapsheet.yaml").read_text(encoding="utf-8")


def answer(text: str, item: str) -> str:
    """Return the lines that answer an item."""
    found = re.search(rf"^  {item}:.*\n(?:    .*\n)*", text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"the example has no answer for {item}")
    return found[0].rstrip()


def sheet(lang: Lang) -> str:
    """Return a short sheet in short and long form, with a waiver and an n/a, out of the example."""
    text = example_text(lang)
    aside = {"en": "n/a", "zh-CN": "不适用"}[lang]
    picked = [item for item in _PICKED[lang] if item]
    if len(picked) < 4:
        before = text[: text.index(f"answer: {aside}")]
        picked.append(re.findall(r"^  ([A-Z]{3}-\d+):", before, re.MULTILINE)[-1])
    head = [line for line in text.splitlines() if re.match(r"(schema|system|assessed|assessor|lang|subject):", line)]
    facts = [line for line in text.splitlines() if re.match(r"  (llm|personal-data|trains-models):", line)]
    pins = re.search(r"^checklists:.*\npolicy:.*$", text, re.MULTILINE)
    answers = [_FOR_AUDIT.sub("", answer(text, item) + "\n").rstrip() for item in picked]
    handles = set(re.findall(r"\b(?:owner|by|assessor): (\w+)", "\n".join([*head, *answers])))
    named = re.findall(r"^  ([a-z]+): .*$", text.partition("\npeople:")[2], re.MULTILINE)
    people = [f"  {h}: {_person(text, h)}" for h in named if h in handles]
    whole = [*head, "facts:", *facts, pins[0] if pins else "", "answers:", *answers, "people:", *people]
    return "```yaml sheet\n" + "\n".join(whole) + "\n```"


def _person(text: str, handle: str) -> str:
    found = re.search(rf"^  {handle}: (.*)$", text.partition("\npeople:")[2], re.MULTILINE)
    return found[1] if found else handle


_MISTAKES: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (("  SEC-05: met ", "  SEC-5: met "), ("      until: 2026-11-30\n", "")),
    "zh-CN": (("  SEC-05: 符合", "  SEC-05: 是"), ("      until: 2026-12-05\n", "")),
}


def diagnostic(lang: Lang) -> str:
    """Return `check` on the example with two mistakes written into it, beside the warnings of that day."""
    folder = room() / f"mistakes-{lang}"
    shutil.copytree(ROOT / "examples" / EXAMPLE[lang], folder)
    (folder / ".git").mkdir()
    text = example_text(lang)
    for good, bad in _MISTAKES[lang]:
        if good not in text:
            raise SystemExit(f"the example has no longer: {good}")
        text = text.replace(good, bad, 1)
    (folder / "gapsheet.yaml").write_text(text, encoding="utf-8")
    words = ("check", "--as-of", AS_OF)
    return console(shown("gapsheet " + " ".join(words), gapsheet(*words, folder=folder, expect=(1,))))


def for_audit(lang: Lang) -> str:
    """Return what an audit reader would miss in the example of this language, the first line of each kind."""
    words = ["check", f"examples/{EXAMPLE[lang]}/gapsheet.yaml", "--for", "audit", "--format", "concise"]
    done = gapsheet(*words, "--as-of", AS_OF)
    kinds: set[str] = set()
    lines: list[str] = []
    for line in done.out.splitlines():
        found = re.search(r" warning (GS5\d\d) ", line)
        if found is not None and found[1] not in kinds:
            kinds.add(found[1])
            lines.append(line)
        elif lines[-1:] != ["[…]"]:
            lines.append("[…]")
    return console(shown("gapsheet " + " ".join(words), Done(done.code, "\n".join(lines), done.talk)))


def gate_output(lang: Lang) -> str:
    """Return the whole gate on the example that is not ready."""
    words = ["gate", "examples/claims-copilot/gapsheet.yaml", "--as-of", AS_OF]
    words += ["--lang", "zh-CN"] if lang == "zh-CN" else []
    return console(shown("gapsheet " + " ".join(words), gapsheet(*words, expect=(1,))))


# ---- the worked score ------------------------------------------------------------------------------------------


@cache
def drift_alone() -> dict[str, Any]:
    """Return the result for the drift answers of the example, as a sheet of their own."""
    text = example_text("en")
    text = re.sub(r"^checklists: .*$", "checklists: [drift@1.0]", text, count=1, flags=re.MULTILINE)
    head, answers = text.split("\nanswers:\n")
    kept = [answer(text, item) for item in re.findall(r"^  (DRI-\d+):", answers, re.MULTILINE)]
    folder = room() / "drift"
    folder.mkdir()
    (folder / ".git").mkdir()
    people = text.partition("\npeople:")[2]
    (folder / "gapsheet.yaml").write_text(
        head + "\nanswers:\n" + "\n".join(kept) + "\npeople:" + people, encoding="utf-8"
    )
    result: dict[str, Any] = json.loads(gapsheet("score", "--format", "json", "--as-of", AS_OF, folder=folder).out)
    return result


def score_example(lang: Lang) -> str:
    """Return the items of the worked example with their weights and credits, and the figures that follow."""
    result = drift_alone()
    items = [
        item for item in result["checklists"][0]["items"] if item["state"] not in ("not-applicable", "out-of-scope")
    ]
    chinese = lang == "zh-CN"
    heads = ("item", "severity", "w", "state", "c", "w · c", "assurance", "worth")
    if chinese:
        heads = ("检查项", "级别", "w", "状态", "c", "w · c", "可信程度", "可加分")
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for item in items:
        state = say(lang, "terms", f"state.{item['state']}")
        if item["waived"]:
            state += "（风险接受）" if chinese else ", waived"
        assurance = say(lang, "terms", f"assurance.{item['assurance']}") if item["credit"] else "–"
        cells = (
            item["id"],
            say(lang, "terms", f"severity.{item['severity']}"),
            item["weight"],
            state,
            {0: "0", 1: "1"}.get(item["credit"], "½"),
            f"{item['weight'] * item['credit']:g}",
            assurance,
            f"{item['worth']:.1f}",
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    weight = sum(item["weight"] for item in items)
    earned = sum(Fraction(item["credit"]) * item["weight"] for item in items)
    exact = 100 * earned / weight
    cut = f"{int(exact * 1000) / 1000:.3f}" + ("…" if (exact * 1000).denominator != 1 else "")
    sums = f"Σ w = {weight}, Σ w · c = {float(earned):g}, 100 · {float(earned):g} / {weight} = {cut}"
    low, high = result["range"]
    split = {name: f"{value:.1f}" for name, value in result["split"].items()}
    order = ("checked", "referenced", "stated", "unanswered", "accepted", "gap")
    if chinese:
        names = ("已核对", "已引用", "自述", "未作答", "风险接受", "未整改")
        said = f"{sums}：得分显示为 **{result['score']:.1f}**，区间 **{low:.1f} 至 {high:.1f}**。"
    else:
        names = order
        said = f"{sums}: the score shows as **{result['score']:.1f}**, the range is **{low:.1f} to {high:.1f}**."
    table = [f"| {' | '.join(names)} |", f"|{'---|' * 6}", f"| {' | '.join(split[name] for name in order)} |"]
    return "\n".join([*lines, "", said, "", *table])


def result_example(lang: Lang) -> str:
    """Return the result of the worked example, with one item, one rule and one step left in each list."""
    words = ("gate", "--format", "json", "--as-of", AS_OF)
    drift_alone()
    result = json.loads(gapsheet(*words, folder=room() / "drift", expect=(1,)).out)

    def shorter(value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, dict):
            return {name: shorter(part) for name, part in value.items()}
        if isinstance(value, list):
            return [shorter(part) for part in (value if not value or not isinstance(value[0], dict) else value[:1])]
        return value

    short = shorter(result)
    short["facts"] = {name: result["facts"][name] for name in ("llm", "personal-data")}
    return "```json\n" + json.dumps(short, indent=2, sort_keys=True, ensure_ascii=False) + "\n```"


PARTS: dict[str, Callable[[Lang], str]] = {
    "start": start,
    "sheet": sheet,
    "diagnostic": diagnostic,
    "for-audit": for_audit,
    "gate-output": gate_output,
    "score-example": score_example,
    "result-example": result_example,
}
"""Every output by the name of its marker."""
