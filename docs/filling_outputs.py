"""What filling in looks like: the session of tests/cli, and a merge of two answers to the same question."""

import hashlib
from collections.abc import Callable

from git_outputs import git
from outputs import AS_OF, ROOT, console, gapsheet, room, shown

from gapsheet.words import Lang

_CUT = "[…]"
_SESSION: dict[Lang, str] = {"en": "fill_session.txt", "zh-CN": "fill_session.zh-CN.txt"}
_SYSTEM: dict[Lang, str] = {"en": "Claims Copilot", "zh-CN": "智能客服"}
_NOTE: dict[Lang, str] = {"en": "Prompts are not tested yet.", "zh-CN": "提示词还没有纳入测试。"}
_OWNER: dict[Lang, str] = {"en": "dana", "zh-CN": "wangfang"}


def fill(lang: Lang) -> str:
    """Return the first item that the session of `tests/cli/test_fill_session.py` answers, and how it is left."""
    text = (ROOT / "tests/cli" / _SESSION[lang]).read_text(encoding="utf-8")
    lines = text.split("\n$ ")[1].rstrip().splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("        - "))
    second = next(place for place in range(start + 1, len(lines)) if lines[place].startswith("        - "))
    keys = next(place for place, line in enumerate(lines) if line.startswith("> ")) - 1
    saved = next(place for place in range(keys, len(lines)) if not lines[place])
    end = next(place for place, line in enumerate(lines) if line.endswith("^C"))
    parts = [*lines[:second], f"        {_CUT}", *lines[keys:saved], _CUT, *lines[end:]]
    return console("$ " + "\n".join(parts))


def merge(lang: Lang) -> str:
    """Return a merge that finds a field with two new values, and the same one decided."""
    folder = room() / f"merge-{lang}"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    words = ("init", "--system", _SYSTEM[lang], "--checklists", "update", "--policy", "none", "--lang", lang)
    gapsheet(*words, "--as-of", AS_OF, folder=folder)
    git(folder, "add", "gapsheet.yaml")
    git(folder, "commit", "--quiet", "--message=Before the form")
    digest = hashlib.sha256((folder / "gapsheet.yaml").read_bytes()).hexdigest()
    lines = [
        *("schema: gapsheet/form/v1", "sheet: gapsheet.yaml", f"base: {digest}", f'system: "{_SYSTEM[lang]}"'),
        *(f"lang: {lang}", f"saved: {AS_OF}T09:00:00Z", "answers:", "  UPD-02:", "    answer: partial"),
        *(f'    note: "{_NOTE[lang]}"', "  UPD-05:", "    answer: met", "  UPD-07: {}"),
    ]
    (folder / "gapsheet-returned.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    gapsheet("set", "UPD-02", "unmet", "--owner", _OWNER[lang], "--as-of", AS_OF, folder=folder)
    command = "gapsheet merge gapsheet-returned.yaml"
    first = gapsheet(*command.split()[1:], "--as-of", AS_OF, folder=folder, expect=(1,))
    second = gapsheet(*command.split()[1:], "--theirs", "--as-of", AS_OF, folder=folder)
    return console(shown(command, first), shown(f"{command} --theirs", second))


PARTS: dict[str, Callable[[Lang], str]] = {"fill": fill, "merge": merge}
"""Every output by the name of its marker."""
