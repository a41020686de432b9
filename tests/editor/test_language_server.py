"""The sheet in an editor: a real yaml-language-server completes it, explains it and marks what is wrong."""

import re
import shutil
from pathlib import Path

import pytest

from gapsheet.load.catalog import load_builtin_checklist, load_facts
from gapsheet.model.answers import Answer
from gapsheet.model.base import keys_of
from gapsheet.model.record import INDEPENDENCE, METHODS, SIGNOFF_ROLES
from lsp import Document

ROOT = Path(__file__).resolve().parents[2]
ITEMS = {item.id: item for name in ("security", "update") for item in load_builtin_checklist(name).checklist.items()}
LLM = next(fact for fact in load_facts().facts if fact.id == "llm")
HEAD = "checklists: [security@1.0, update@1.0]\n"


def plain(markdown: str) -> str:
    """Text as it is read: without the escapes and the blank lines of Markdown."""
    return re.sub(r"\n+", "\n", re.sub(r"\\(.)", r"\1", markdown))


# ---- a new sheet ----


@pytest.mark.parametrize("desk", ["english", "chinese"])
def test_a_new_sheet_finds_its_schema_from_its_own_folder_and_has_no_mark(desk, request):
    opened = request.getfixturevalue(desk).open()
    assert opened.text.startswith("# yaml-language-server: $schema=.gapsheet/answers.schema.json\n")
    assert opened.marks() == []
    assert "SEC-01" in opened.hover("SEC-01:  ")


def test_a_sheet_with_a_name_has_a_schema_of_its_own(english, server):
    name = "搜索 service.gapsheet.yaml"
    english.gapsheet("init", "--system", "T", "--checklists", "privacy", "--policy", "none", "--file", name)
    opened = Document(server, english.folder / name)
    assert opened.marks() == []
    assert "PRI-01" in opened.hover("PRI-01:  ")
    wrong = Document(server, english.folder / "other.yaml", f"{opened.text}  SEC-01: met\n")
    assert len(wrong.marks()) == 1


# ---- completion ----


def test_an_empty_line_offers_exactly_the_items_of_the_sheet_with_their_titles(english):
    offered = english.type("answers:\n  \n").complete("answers:\n  ")
    assert set(offered) == set(ITEMS)
    for identifier, entry in offered.items():
        assert entry["documentation"].splitlines()[0].endswith(ITEMS[identifier].statement.en)
        assert entry["insertText"] == f"{identifier}: "


def test_items_that_are_answered_are_not_offered_again(english):
    offered = english.type("answers:\n  SEC-01: met\n  \n  SEC-02: met\n").complete("met\n  ")
    assert set(offered) == set(ITEMS) - {"SEC-01", "SEC-02"}


@pytest.mark.parametrize(
    ("desk", "words"),
    [("english", {"met", "partial", "unmet", "n/a"}), ("chinese", {"符合", "部分符合", "不符合", "不适用"})],
)
def test_behind_an_item_the_words_and_the_long_forms_are_offered_in_the_language_of_the_sheet(desk, words, request):
    desk = request.getfixturevalue(desk)
    offered = desk.type("answers:\n  SEC-01: \n").complete("SEC-01: ")
    assert set(offered) == words | {"evidence", "gap", "waiver"}
    met, unmet, aside = (next(word for word in words if word in pair) for pair in WORDS)
    assert offered[met]["insertText"] == met
    assert offered[aside]["insertText"] == f"\n  answer: {aside}\n  reason: "
    assert offered["evidence"]["insertText"] == f"\n  answer: {met}\n  evidence:\n    - file: $1\n      title: $2"
    waiver = f"\n  answer: {unmet}\n  waiver:\n    reason: $1\n    by: $2\n    granted: $3\n    until: $4"
    assert offered["waiver"]["insertText"] == waiver
    inside = desk.type("answers:\n  SEC-01:\n    answer: \n").complete("answer: ")
    assert set(inside) == words


WORDS = (("met", "符合"), ("unmet", "不符合"), ("n/a", "不适用"))


def test_before_the_comment_of_a_new_sheet_the_words_come_with_the_first_letter(english):
    text = english.sheet.read_text(encoding="utf-8").replace("  SEC-01:  ", "  SEC-01: m", 1)
    opened = Document(english.server, english.folder / "typing.yaml", text)
    assert {"met", "partial", "unmet"} <= set(opened.complete("  SEC-01: m"))


@pytest.mark.parametrize("offer", ["n/a", "evidence", "gap", "waiver"], ids=["aside", "evidence", "gap", "waiver"])
def test_a_long_form_that_is_filled_in_has_no_mark(english, offer):
    found = english.type("answers:\n  SEC-01: \n").complete("SEC-01: ")[offer]["insertText"]
    dates = {"$1": "why", "$2": "dana", "$3": "2026-12-01", "$4": "2026-12-31"}
    for place, value in dates.items():
        found = found.replace(place, value)
    body = found.removesuffix(" ").replace("\n", "\n  ")
    body += " why" if offer == "n/a" else ""
    assert english.type(f"answers:\n  SEC-01: {body}\n").marks() == []


def test_the_long_form_offers_its_keys_evidence_and_waiver(english):
    keys = english.type("answers:\n  SEC-01:\n    answer: unmet\n    \n").complete("unmet\n    ")
    assert set(keys) == set(keys_of(Answer)) - {"answer"}
    assert keys["waiver"]["insertText"] == "waiver:\n  reason: $1\n  by: $2\n  granted: $3\n  until: $4"
    assert keys["owner"]["insertText"] == "owner: "
    pieces = english.type("answers:\n  SEC-01:\n    evidence:\n      - \n").complete("- ")
    assert {"file", "url"} <= set(pieces)
    for body, place, more in (
        ("    method: \n", "method: ", METHODS),
        ("    method:\n      - \n", "- ", METHODS),
        ("    reviewed:\n      \n", "reviewed:\n      ", ("by", "at", "result")),
        ("    evidence:\n      - file: a\n        \n", "a\n        ", ("collected_by", "retain_until")),
    ):
        assert set(more) <= set(english.type(f"answers:\n  SEC-01:\n{body}").complete(place))


def test_the_head_offers_facts_pins_policies_and_frameworks(english):
    facts = english.type("facts:\n  \n").complete("facts:\n  ")
    assert set(facts) == {fact.id for fact in load_facts().facts}
    assert LLM.question.en in facts["llm"]["documentation"]
    said = english.type("facts:\n  llm: \n").complete("llm: ")
    assert {name: entry["insertText"] for name, entry in said.items()} == {w: w for w in ("yes", "no", "unknown")}
    pins = english.type("", "checklists:\n  - \n").complete("  - ")
    assert {"security@1.0", "privacy@1.0", "ml-test-score@1.0"} <= set(pins)
    assert set(english.type("policy: \n").complete("policy: ")) == {"pilot", "launch", "diligence"}
    assert {"eu-ai-act", "nist-ai-rmf"} <= set(english.type("frameworks:\n  - \n").complete("  - "))
    assert set(english.type("independence: \n").complete("independence: ")) == set(INDEPENDENCE)
    assert set(english.type("signoff:\n  - role: \n").complete("role: ")) == set(SIGNOFF_ROLES)
    assert set(english.type("scope:\n  \n").complete("scope:\n  ")) == {"text", "in", "out"}


def test_people_of_the_sheet_are_offered_where_somebody_is_named(new_desk):
    desk = new_desk()
    people = "people: {dana: Dana Ruiz, hana: 'Hana Sato, CTO', 周敏: 周敏, 'a$1': A}\n"
    people += "evidence: {pen-test: {url: https://e.org, title: Pen test}}\n"
    desk.sheet.write_text(desk.sheet.read_text(encoding="utf-8") + people, encoding="utf-8")
    desk.gapsheet("schema", "answers", "gapsheet.yaml", "-o", ".gapsheet/answers.schema.json")
    for body, place in (
        ("assessor: \n", "assessor: "),
        ("answers:\n  SEC-01:\n    owner: \n", "owner: "),
        ("answers:\n  SEC-01:\n    waiver:\n      by: \n", "by: "),
        ("answers:\n  SEC-01:\n    reviewed:\n      by: \n", "by: "),
        ("participants:\n  - \n", "- "),
    ):
        offered = desk.type(body).complete(place)
        assert set(offered) == {"dana", "hana", "周敏"}
        assert offered["hana"]["documentation"] == "Hana Sato, CTO"
    assert desk.type("assessor: somebody\n").marks() == []
    offered = desk.type("answers:\n  SEC-01:\n    evidence:\n      ref: \n").complete("ref: ")
    assert {name: entry["documentation"] for name, entry in offered.items()} == {"pen-test": "Pen test"}


# ---- hover ----


@pytest.mark.parametrize(
    ("desk", "lang", "words"),
    [("english", "en", "met|partial|unmet|n/a"), ("chinese", "zh-CN", "符合|部分符合|不符合|不适用|met|partial|n/a")],
)
@pytest.mark.parametrize("value", ["", " met", "\n    answer: met", " 不符合"])
def test_hover_shows_what_an_item_asks_and_the_words_there_are(desk, lang, words, value, request):
    opened = request.getfixturevalue(desk).type(f"answers:\n  SEC-01:{value}\n  UPD-02: met\n  SEC-02:\n    note: x\n")
    shown = plain(opened.hover("SEC-01"))
    item = ITEMS["SEC-01"]
    assert shown.startswith(f"#### {item.statement.text(lang)}\n")
    for part in (item.why, *item.met_when, *item.evidence):
        assert part.text(lang) in shown
    for word in words.split("|"):
        assert word in shown.split(item.evidence[-1].text(lang))[1].splitlines()[1]
    assert ITEMS["UPD-02"].statement.text(lang) not in shown


@pytest.mark.parametrize(("desk", "lang"), [("english", "en"), ("chinese", "zh-CN")])
def test_hover_on_a_fact_shows_its_question(desk, lang, request):
    shown = plain(request.getfixturevalue(desk).type("facts:\n  llm: yes\n  rag: no\n").hover("llm"))
    assert shown.startswith(f"#### {LLM.title.text(lang)}\n")
    assert LLM.question.text(lang) in shown
    assert all(word in shown for word in ("yes", "no", "unknown"))


def test_hover_on_a_key_of_the_long_form_says_what_it_is_for(english, chinese):
    body = "answers:\n  SEC-01:\n    answer: met\n    owner: dana\n  SEC-02:\n    answer: unmet\n    note: x\n"
    assert plain(english.type(body).hover("owner")).startswith("#### Owner\nWho closes the gap.")
    assert plain(chinese.type(body).hover("owner")).startswith("#### 责任人\n负责整改的人。")
    body = "signoff:\n  - role: prepared\n    name: mina\nanswers:\n  SEC-01: {answer: met, method: [test]}\n"
    assert "How the answer was established" in plain(english.type(body).hover("method"))
    assert "编制人、复核人和批准人" in plain(chinese.type(body).hover("signoff"))


# ---- marks ----

WRONG = {
    "SEC-01: done": "write met, partial or unmet",
    "SEC-02: yes": "write met, partial or unmet",
    "SEC-03: 3": "write met, partial or unmet",
    "SEC-04: n/a": "n/a needs a reason",
    "SEC-05: [met]": "write met, partial or unmet",
    "SEC-06: {answer: ok}": "write met, partial, unmet or n/a",
    "SEC-07: {answer: n/a}": "reason",
    "SEC-08: {answer: 不适用}": "reason",
    "SEC-09: {answer: met, ower: dana}": "ower",
    "SEC-10: {answer: unmet, due: soon}": "YYYY-MM-DD",
    "SEC-11: {answer: unmet, due: 2026-13-01}": "YYYY-MM-DD",
    "SEC-12: {answer: met, evidence: {title: T}}": "needs `file`, `url` or `ref`",
    "SEC-13: {answer: met, evidence: [{file: a, url: b}]}": "make two pieces of it",
    "SEC-14: {answer: met, evidence: {file: a, sha256: abc}}": "64 digits",
    "SEC-15: {answer: unmet, waiver: {reason: r, by: hana, granted: 2026-11-01}}": "until",
    "SEC-16: {answer: unmet, waiver: {reason: r, by: h, granted: 2026-11-01, until: later}}": "YYYY-MM-DD",
    "SEC-17: {answer: met, note: [a]}": "string",
    "SEC-18: {answer: met, method: guess}": "interview, document, observation, test",
    "UPD-01: {answer: met, method: [test, guess]}": "interview, document, observation, test",
    "UPD-02: {answer: met, evidence: {ref: a, file: b}}": "what is referred to says all the rest",
    "SEC-99: met": "SEC-99",
    "PRI-01: met": "PRI-01",
}


def test_what_is_wrong_in_an_answer_is_marked_where_it_stands(english):
    opened = english.type("answers:\n" + "".join(f"  {line}\n" for line in WRONG))
    lines = opened.text.splitlines()
    found = [(lines[number - 1].strip(), message) for number, message in opened.marks()]
    assert [line for line, _ in found] == list(WRONG)
    for line, message in found:
        assert WRONG[line] in message


HEADS = {
    "lang: de": "zh-CN",
    "assessed: 18 Nov": "YYYY-MM-DD",
    "assesed: 2026-11-18": "assesed",
    "policy: lanch": "diligence, launch, pilot",
    "frameworks: [eu-act]": "gapsheet frameworks list",
    "independence: none": "self, internal, external",
    "signoff: [{role: author}]": "prepared, reviewed, approved",
    "period: {from: 2026-08-01}": "to",
    "evidence: {a: {title: b}}": "needs `file`, `url` or `ref`",
}
FACTS = {"llm: maybe": "yes, no or unknown", "lllm: yes": "lllm", "rag: true": "yes, no or unknown"}


def test_what_is_wrong_in_the_head_is_marked_where_it_stands(english):
    head = "checklists: [security@1.0, secrity@1.0]\n"
    body = "".join(f"{line}\n" for line in HEADS) + "facts:\n" + "".join(f"  {line}\n" for line in FACTS)
    opened = english.type(body, head)
    lines = opened.text.splitlines()
    found = [(lines[number - 1].strip(), message) for number, message in opened.marks()]
    wanted = [(head.strip(), "security@1.0"), *HEADS.items(), *FACTS.items()]
    assert sorted(line for line, _ in found) == sorted(line for line, _ in wanted)
    said = dict(wanted)
    assert all(said[line] in message for line, message in found)


def test_a_mark_speaks_the_language_of_the_sheet(chinese):
    (_, message), *more = chinese.type("answers:\n  SEC-01: 完成\n").marks()
    assert message.startswith("请写 符合、部分符合 或 不符合")
    assert more == []


RIGHT = """\
facts: {llm: yes, rag: 'no', agents: unknown, personal-data: }
assessed: 2026-11-18
subject: {version: 1.10, commit: 4e91217, models: [a, 1.2], image: 7}
policy: ./policies/ours.yaml
frameworks: [eu-ai-act, ./frameworks/ours.yml]
organisation: 1.10
independence: self
participants: [mina, 1.2]
period: {from: 2026-08-01, to: 2026-10-31}
scope: {text: all, in: yes, out: [1.0, b]}
assumptions:
  - The provider does as it says.
statement: The answers are true.
signoff: [{role: prepared, name: mina, at: 2026-11-18}, {role: approved}]
classification: internal
evidence: {pen-test: {file: a.pdf, collected_by: dana, retain_until: 2029-12-31}, wiki: https://e.org}
# 备注：整行注释
answers:
  SEC-01: met            # critical  a comment
  SEC-02: 符合           # 关键  行尾注释
  SEC-03: 部分符合
  SEC-04: {answer: 不适用, reason: 单租户}
  SEC-05:
  SEC-06: {answer: unmet, note: yes, owner: 12:30, due: 2026-12-05, by: 周敏, at: 2026-11-18}
  SEC-07: {note: not answered yet}
  SEC-08: {answer: , note: nor here}
  SEC-09: {answer: n/a, reason: 1.10}
  SEC-10: {answer: met, evidence: a/b.json}
  SEC-11:
    answer: met
    evidence:
      - https://example.org/x
      - file: reports/drift.json
        title: Weekly drift report
        date: 2026-11-12
        sha256: "0000000000000000000000000000000000000000000000000000000000000000"
  SEC-12:
    answer: 不符合
    waiver: {reason: r, by: hana, granted: 2026-11-01, until: 2026-11-30, residual_risk: low}
  SEC-13: {answer: met, evidence: {ref: pen-test}, method: test, population: 412, sample: 25, exceptions: none}
  SEC-14: {answer: met, method: [document, test], reviewed: {by: dana, at: 2026-11-19, result: partial}}
people:
  周敏: 周敏
  dana: 1.0
"""


@pytest.mark.parametrize("desk", ["english", "chinese"])
def test_both_forms_both_languages_and_comments_have_no_mark(desk, request):
    head = "checklists: [security@1.0, update@1.0, ./checklists/own.yaml@1.2]\n"
    assert request.getfixturevalue(desk).type(RIGHT, head).marks() == []


@pytest.mark.parametrize("name", ["claims-copilot", "smart-support"])
def test_the_examples_open_with_their_schema_and_without_a_mark(server, tmp_path, name):
    folder = tmp_path / name
    shutil.copytree(ROOT / "examples" / name, folder)
    opened = Document(server, folder / "gapsheet.yaml")
    assert opened.marks() == []
    assert "SEC-01" in opened.hover("SEC-01:")
    assert Document(server, folder / "other.yaml", opened.text.replace("lang:", "lng:")).marks()
