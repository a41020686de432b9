"""Whatever bytes a stranger commits: diagnostics or one clear error, never a traceback, never a hang."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapsheet.errors import ToolError
from gapsheet.load.catalog import load_policy
from gapsheet.load.lint import lint_checklist
from gapsheet.load.sheet import load_sheet
from gapsheet.report.diagnostics_text import render_concise, render_text

VALID = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
lang: en
facts:
  llm: yes
  agents: no
checklists: [security@1.0, drift@1.0]
policy: launch
answers:
  SEC-01: met   # a comment
  SEC-02:
    answer: unmet
    note: open
    owner: dana
    due: 2026-12-05
    waiver: {reason: r, by: hana, granted: 2026-11-01, until: 2026-11-30}
  SEC-03:
    answer: partial
    evidence:
      - https://example.org/a
      - url: https://example.org/b
        title: T
people: {dana: Dana, hana: Hana}
"""

PIECES = st.sampled_from(
    [
        *list(":-,#&*!|>'\"%@`{}[]?~\t\n\r\0"),
        *list("\u2028\u202e\ufeff：，“”是１😀"),
        "  ",
        "\n  ",
        "answers:",
        "&a",
        "*a",
        "<<: *a",
        "!!python/object/apply:os.system [id]",
        "---\n",
        "...\n",
        "../../etc/passwd",
        "javascript:alert(1)",
        "9" * 400,
        "SEC-99",
        "[" * 70,
        "2026-13-45",
        "null",
        "yes",
    ]
)


@st.composite
def broken_sheets(draw) -> str:
    text = VALID
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 12))
        text = text[:at] + draw(PIECES) + text[at + gone :]
    return text


def judge(folder: Path, data: bytes) -> None:
    path = folder / "gapsheet.yaml"
    path.write_bytes(data)
    try:
        loaded = load_sheet(path, folder.resolve())
    except ToolError:
        return
    errors = [d for d in loaded.diagnostics if d.severity == "error"]
    assert (loaded.sheet is None) == bool(errors)
    for lang in ("en", "zh-CN"):
        for shown in (render_text(loaded.diagnostics, lang), render_concise(loaded.diagnostics, lang)):
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2028\u2066-\u2069\ufeff]", shown)


@settings(max_examples=250)
@given(broken_sheets())
def test_a_broken_sheet_is_reported(tmp_path_factory, text):
    judge(tmp_path_factory.getbasetemp(), text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_reported(tmp_path_factory, data):
    judge(tmp_path_factory.getbasetemp(), data)


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_structure_is_reported(tmp_path_factory, data):
    text = json.dumps({"schema": "gapsheet/answers/v1", "system": "S", "checklists": data, "answers": data})
    judge(tmp_path_factory.getbasetemp(), text.encode())


@settings(max_examples=60)
@given(st.data())
def test_a_broken_checklist_or_policy_is_reported(tmp_path_factory, data):
    root = Path(__file__).resolve().parents[2] / "checklists"
    folder = tmp_path_factory.getbasetemp().resolve()
    for source, name in ((root / "drift.yaml", "own.yaml"), (root / "policies" / "launch.yaml", "policy.yaml")):
        text = source.read_text(encoding="utf-8")[:6000]
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(text)))
            text = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 30)) :]
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        render_text(lint_checklist(folder / "own.yaml", folder), "en")
        load_policy("./policy.yaml", root=folder, base=folder, sheet_checklists=())
    except ToolError:
        return


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n# nothing\n",
        b"\x00\x01\x02",
        "系统: 智能".encode("gb18030"),
        b"\xff\xfes\x00",
        b"a: " + b"[" * 200_000,
        b"{" * 200_000 + b"}" * 200_000,
        b"- " * 100_000 + b"x",
        b"a: &a [*a]\n",
        b"a: &a {b: *a}\n",
        b"x: &a [" + b"1," * 100 + b"]\ny: [" + b"*a," * 3000 + b"]\n",
        b"a: x\n" * 1_200_000,
        b"answers:\n" + b"".join(b"  SEC-%06d: met\n" % n for n in range(20_000)),
        b"? " * 50_000,
        b"a: '" + b"x" * 4_000_000 + b"'\n",
        b"!!binary x: y\n",
        b"%YAML 9.9\n---\na: b\n",
    ],
    ids=range(17),
)
def test_known_attacks(tmp_path, data):
    judge(tmp_path, data)
