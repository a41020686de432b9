"""A newcomer's whole session on a real pseudo-terminal: what the README shows is what was seen here.

The files `fill_session*.txt` are the screens; `--update-golden` writes them anew.
"""

import json
import shlex
from pathlib import Path

import pytest

from cli.conftest import COMMAND, DAY, environment

pytest.importorskip("pty", reason="a pseudo-terminal is a thing of POSIX")

from gapsheet.text import width
from terminals import CTRL_C, Terminal

ANSWERED = ("$ ", "> ", "Note ", "Why ", "说明", "为什么", "More ", "Evidence", "证据", "其他证据", "Owner ", "责任人")
"""Lines whose end somebody typed."""

HERE = Path(__file__).parent
FACTS = "trains-models=no,online-learning=no"

Typed = list[tuple[str, ...]]

NEWCOMER: list[tuple[str, Typed]] = [
    (f'gapsheet init --system "Claims Copilot" --facts {FACTS} --checklists update --policy pilot', []),
    (
        "gapsheet fill",
        [
            (
                "p",
                "The test set has a version, the rule is unwritten.",
                "dana",
                "2026-12-5",
                "2026-12-05",
                "",
            ),
            ("yes", "m", "Drill of 3 November: 9 minutes.", "https://wiki.example.org/drills/rollback", ""),
            ("m", ""),
            ("u", "Prompts are edited in a console.", "^C"),
        ],
    ),
    (
        "gapsheet fill",
        [
            ("s",),
            ("b",),
            ("p", "Prompts roll back alone, model pins need a build.", "", ""),
            ("m", ""),
            ("n", "", "The contract guarantees this model until the end of 2028."),
            ("m", ""),
            ("u", "", "mina", "2027-01-15"),
            ("partial", "", "", ""),
            ("MET", ""),
        ],
    ),
]
CHINESE: list[tuple[str, Typed]] = [
    (f"gapsheet init --system 智能客服 --facts {FACTS} --checklists update --policy pilot --lang zh-CN", []),
    (
        "gapsheet fill",
        [
            ("部分符合", "评估集有版本，但没有事先写下规则。", "王芳", "2026年12月5日", "2026-12-05", ""),
            ("是", "符合", "11 月 3 日演练，用时 9 分钟。", "https://wiki.example.org/drills/rollback", ""),
            ("ｍ", ""),
            ("不符合", "提示词直接在控制台修改。", "^C"),
        ],
    ),
    (
        "gapsheet fill",
        [
            ("跳过",),
            ("返回",),
            ("p", "提示词可以单独回滚，模型版本仍需重新构建。", "", ""),
            ("m", ""),
            ("不适用", "", "合同约定该模型至少供应到 2028 年底。"),
            ("m", ""),
            ("u", "", "李明", "2027-01-15"),
            ("p", "", "", ""),
            ("m", ""),
        ],
    ),
]


def screen(folder: Path, session: list[tuple[str, Typed]], **env: str | None) -> str:
    """Play a session, and return what stood on the screen."""
    out = ""
    for line, typed in session:
        with Terminal([COMMAND, *shlex.split(line)[1:]], folder, environment(TERM="dumb", **env)) as terminal:
            for text in [text for item in typed for text in item]:
                terminal.asked()
                terminal.type(CTRL_C if text == "^C" else text, enter=text != "^C")
            terminal.end()
            out += f"$ {line}\n{terminal.screen}\n"
    return "\n".join(line.rstrip() for line in out.split("\n"))


@pytest.mark.parametrize(("name", "session"), [("fill_session.txt", NEWCOMER), ("fill_session.zh-CN.txt", CHINESE)])
def test_a_newcomer_needs_only_init_and_fill(gapsheet, update_golden, name, session):
    seen = screen(gapsheet.folder, session)
    if update_golden:
        (HERE / name).write_text(seen, encoding="utf-8", newline="\n")
    assert seen == (HERE / name).read_text(encoding="utf-8")
    assert max(width(line) for line in seen.splitlines() if not line.startswith(ANSWERED)) <= 80
    checked = gapsheet("check")
    assert (checked.code, checked.err) == (0, "")
    assert "11 of 11 items answered." in checked.out or "11 个检查项中已作答 11 个" in checked.out
    scored = json.loads(gapsheet("score", "--format", "json", "--as-of", DAY).out)
    said = {item["id"]: (item["state"], item["owner"], item["due"]) for item in scored["checklists"][0]["items"]}
    who = ("dana", "mina") if session is NEWCOMER else ("王芳", "李明")
    assert said["UPD-03"] == ("partial", who[0], "2026-12-05")
    assert said["UPD-04"][0] == "met"
    assert said["UPD-02"][0] == "unmet"
    assert said["UPD-09"][0] == "not-applicable"
    assert said["UPD-07"] == ("unmet", who[1], "2027-01-15")
    assert "unanswered" not in {state for state, _, _ in said.values()}
    assert gapsheet("gate", "--as-of", DAY).code == 1


@pytest.mark.parametrize("name", ["fill_session.txt", "fill_session.zh-CN.txt"])
def test_the_session_is_one_that_can_be_shown(name):
    text = (HERE / name).read_text(encoding="utf-8")
    assert text.count("$ gapsheet ") == 3
    assert "\x1b" not in text
    assert "Resume with: gapsheet fill\n" in text or "继续填写：gapsheet fill\n" in text
    assert text.rstrip().endswith("gapsheet gate")
