"""Real outputs on a repository made for the documentation: a pull request that fails, its diff, and the sheet's past.

The sheet is that of examples/smart-support, which passes. Authors, dates and settings are fixed, so that every commit
has the same name wherever it is made.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from outputs import AS_OF, ROOT, Done, console, gapsheet, room, shown

from gapsheet.words import Lang, say

_SYSTEM: dict[Lang, str] = {"en": "Smart Support", "zh-CN": "智能客服"}
_WHO = ("Zhou Min", "zhoumin@example.org")
_GATE = "gapsheet gate --policy launch --baseline main:gapsheet.yaml --no-worse --trust main"
_CUT = "[…]"

_PAST = (
    ("2026-08-20", "pilot", ("SEC-02", "SEC-07", "SEC-10", "DRI-01", "DRI-02", "UPD-04", "DEP-01", "PRI-09")),
    ("2026-09-24", "pilot", ("SEC-02", "SEC-10", "DRI-02", "UPD-04")),
    ("2026-10-15", "launch", ()),
    ("2026-10-16", "launch", ("SEC-10", "UPD-04")),
    (AS_OF, "launch", ()),
)
"""The days on which the sheet changed, its policy then, and what was not met yet; the third has a mistake."""

_BROKEN = "2026-10-15"


@cache
def repository(lang: Lang) -> Path:
    """Return a repository with the sheet's past on `main`, and a change of the sheet that is not committed."""
    folder = room() / f"repository-{lang}"
    example = ROOT / "examples/smart-support"
    text = (example / "gapsheet.yaml").read_text(encoding="utf-8")
    text = _replaced(text, "system: 智能客服", f"system: {_SYSTEM[lang]}")
    text = _replaced(text, "lang: zh-CN", f"lang: {lang}")
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    sheet = folder / "gapsheet.yaml"
    for day, policy, open_items in _PAST:
        past = _replaced(text, f"assessed: {AS_OF}", f"assessed: {day}")
        past = _replaced(past, "policy: launch", f"policy: {policy}")
        for item in open_items:
            past = _answered(past, item, "不符合")
        if day == _BROKEN:
            past = _answered(past, "SEC-05", "是")
        for name, content in _evidence(example):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        sheet.write_text(past, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", f"--message=Review of {day}", day=day)
    sheet.write_text(_change(text), encoding="utf-8")
    return folder


def _change(text: str) -> str:
    """Return the sheet with a gap that waives itself, and an item that is met by now."""
    waiver = "{reason: 权限系统年底前改造完成, by: zhoumin, granted: 2026-11-18, until: 2026-12-31}"
    text = re.sub(r"(?m)^  SEC-05:.*\n", f"  SEC-05:\n    answer: 不符合\n    waiver: {waiver}\n", text, count=1)
    return _answered(text, "SEC-17", "符合")


def _answered(text: str, item: str, answer: str) -> str:
    """Return the sheet with another answer for one item."""
    new, count = re.subn(
        rf"(?m)^(  {item}:(?:.*\n    answer:)?) (?:符合|部分符合|不符合)", rf"\1 {answer}", text, count=1
    )
    if not count:
        raise SystemExit(f"the example has no answer for {item}")
    return new


def _replaced(text: str, old: str, new: str) -> str:
    if old not in text:
        raise SystemExit(f"the example has no longer: {old}")
    return text.replace(old, new, 1)


def _evidence(example: Path) -> list[tuple[str, bytes]]:
    return [(f"evidence/{path.name}", path.read_bytes()) for path in sorted((example / "evidence").iterdir())]


def git(folder: Path, *words: str, day: str = AS_OF) -> None:
    """Run git in a folder, with a fixed author and day."""
    name, mail = _WHO
    when = f"{day}T09:00:00Z"
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": mail, f"GIT_{role}_DATE": when}
    subprocess.run(["git", "-C", str(folder), *words], env=env, check=True, stdin=subprocess.DEVNULL)


def _run(command: str, lang: Lang, *expect: int) -> Done:
    return gapsheet(*command.split()[1:], "--as-of", AS_OF, folder=repository(lang), expect=expect or (0,))


# ---- the parts -------------------------------------------------------------------------------------------------


def _cut_gate(text: str, lang: Lang) -> str:
    """Return a gate without the rules that pass, and without what follows what did not count."""
    passing = f"  {say(lang, 'text', 'pass')} "
    lines = text.splitlines()
    kept: list[str] = []
    inside = False
    for line in lines[: lines.index(say(lang, "text", "waivers"))]:
        starts = line.startswith(passing)
        inside = starts or (inside and line.startswith("      "))
        if not inside:
            kept.append(line)
        elif kept[-1] != _CUT:
            kept.append(_CUT)
    return "\n".join([*kept, _CUT])


def pull_request(lang: Lang) -> str:
    """Return what the gate says of the change under a baseline and a trusted revision."""
    done = _run(_GATE, lang, 1)
    return console(shown(_GATE, Done(1, _cut_gate(done.out, lang), "")))


def without_trust(lang: Lang) -> str:
    """Return the verdict on the very same change without either."""
    command = "gapsheet gate --policy launch"
    done = _run(command, lang)
    return console(shown(command, Done(0, "\n".join([*done.out.splitlines()[:3], _CUT]), "")))


def diff(lang: Lang) -> str:
    """Return what `diff` says of the change."""
    command = {"en": "gapsheet diff main:gapsheet.yaml", "zh-CN": "gapsheet diff main:gapsheet.yaml --lang zh-CN"}[lang]
    return console(shown(command, _run(command, lang)))


def history(lang: Lang) -> str:
    """Return the past of the sheet."""
    return console(shown("gapsheet history", _run("gapsheet history", lang)))


def _json(command: str, lists: tuple[str, ...]) -> str:
    """Return a JSON document with one entry left in each of these lists."""
    data = json.loads(_run(f"{command} --format json", "en").out)
    for name in lists:
        data[name] = data[name][:1]
    return "```json\n" + json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n```"


def diff_example(lang: Lang) -> str:
    """Return the same as JSON, with one entry left in each list."""
    return _json("gapsheet diff main:gapsheet.yaml", ("bridge", "changes", "checklists", "moved", "waivers"))


def history_example(lang: Lang) -> str:
    """Return the past as JSON, with its newest point only."""
    return _json("gapsheet history", ("points",))


PARTS: dict[str, Callable[[Lang], str]] = {
    "pull-request": pull_request,
    "without-trust": without_trust,
    "diff": diff,
    "history": history,
    "diff-example": diff_example,
    "history-example": history_example,
}
"""Every output by the name of its marker."""
