"""The Markdown twin of the audit report: the same document, in one language or two, and nothing in it acts."""

import re
from dataclasses import fields, is_dataclass

import pytest

import assessments
import audits
import judged
from gapsheet.report import audit_markdown
from gapsheet.report.audit_document import audit_document
from gapsheet.report.audit_markdown import BREAK, EMPTY
from gapsheet.report.audit_parts import Heading, Run, Table
from gapsheet.report.markdown import escaped
from gapsheet.words import LANGS, say

JOINER = "\u2060"
ACTING = (
    f'{assessments.SCRIPT}<img src=x onerror="alert(2)">',
    "\u202eevil\u2066\u200f \x07\x00",
    "# heading\n- item\n1. item\n> quote\n=== \n```\nfence",
    "| a | b |\n| --- | --- |",
    "[x](javascript:alert(3)) ![y](https://e.example/t.png) <https://e.example>",
    "`code` ``two`` $x$ *bold* __init__ ~~gone~~ :tada:",
    "@team #1 !2 user/repo#3 www.example.org https://e.example GH-7",
    "\\| \\` \\",
)
HOSTILE = ("\n".join(ACTING), *ACTING[2].split("\n"), "**")


def separators(row: str) -> int:
    """Count the bars of a table row that divide cells: those not escaped."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", row))


def outside(text: str) -> str:
    """Return a document without code spans, its own line breaks, and links to web and mail addresses."""
    plain = re.sub(r"(?<!\\)`[^`\n]*`", "code", text.replace(BREAK, " "))
    return re.sub(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:https?|mailto):[^\s()<>|`\\]*\)", r"\1", plain)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", judged.EXAMPLES)
def test_has_every_section_heading_and_finding_in_order(name, lang):
    audit = audits.example(name)
    document = audit_document(audit, lang)
    text = audit_markdown.render(audit, (lang,))
    assert text.startswith(f"# {document.cover.label}")
    assert say(lang, "audit", "markdown.note") in text.splitlines()[2]
    wanted = []
    for section in document.sections:
        wanted.append(f"## {section.number} {escaped(section.title)}")
        wanted += [f"### {b.number} {escaped(b.text)}" for b in section.blocks if isinstance(b, Heading)]
    contents = f"## {document.cover.contents_title}"
    assert [line for line in text.splitlines() if re.match(r"##{1,2} ", line) and line != contents] == wanted
    found = [finding.number for finding in audit.findings]
    assert re.findall(r"^#### (F-\d+) · ", text, re.MULTILINE) == found
    assert text.endswith(f"\n{document.end}\n")


def runs(value: object):
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from runs(entry)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from runs(getattr(value, entry.name))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("build", [audits.filled, audits.everything, lambda: audits.record(assessments.unanswered())])
def test_says_every_text_of_the_document(build, lang):
    audit = build()
    document = audit_document(audit, lang)
    text = audit_markdown.render(audit, (lang,)).replace(BREAK, " ")
    for said in {run.text for run in runs((document.cover, document.sections))}:
        assert escaped(said.strip()) in text or f"`{said}`" in text
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]
    assert sum(len(table.rows) for table in (*tables, document.cover.signatures)) == len(
        [line for line in text.splitlines() if line.startswith("| ")]
    ) - 2 * (len(tables) + 1)


def test_an_empty_box_is_seen():
    text = audit_markdown.render(audits.record(assessments.unanswered()))
    assert f"- Organisation: {EMPTY} Not stated\n" in text
    assert f"| Prepared | {EMPTY} Not stated | {EMPTY} Not stated |  |" in text
    assert f"> {EMPTY} Not stated\n" in text


def test_bars_and_shapes_are_left_out_and_their_figures_stay():
    text = audit_markdown.render(audits.example("claims-copilot"))
    (row,) = [line for line in text.splitlines() if line.startswith("| **All together**")]
    assert re.fullmatch(r"\| \*\*All together\*\* (\| \d+ ){8}\| \d+ of \d+ \| [\d.]+ \|", row)
    assert "Points, 0 to 100" not in text
    assert "\nDue dates: " in text


def test_two_languages_stand_in_one_place():
    empty = audit_markdown.render(audits.record(assessments.unanswered()), ("en", "zh-CN"))
    assert f"- Organisation / 组织: {EMPTY} Not stated / {EMPTY} 未填写\n" in empty
    audit = audits.example("claims-copilot")
    text = audit_markdown.render(audit, ("en", "zh-CN"))
    assert "## 2 Conclusion / 结论\n" in text
    assert "| Role / 角色 | Name / 姓名 |" in text
    assert re.search(
        r"^#### F-01 · Major / 严重不符合 · SEC-02 · Critical / 关键项 · Not met / 不符合$", text, re.MULTILINE
    )
    for lang in LANGS:
        basis = say(lang, "audit", "basis.text")
        assert basis in text
    first = audit_markdown.render(audit, ("zh-CN", "en"))
    assert "## 2 结论 / Conclusion\n" in first
    assert text.count("SEC-02, SEC-03") <= 1  # a list of ids is not said twice
    assert len(re.findall(r"^#### F-", text, re.MULTILINE)) == len(audit.findings)


def test_the_same_record_gives_the_same_text_and_paper_changes_nothing():
    audit = audits.filled()
    assert audit_markdown.render(audit, ("en",), "a4") == audit_markdown.render(audit, ("en",))


def _with_evidence(url: str):
    lists = assessments.core(("update",))
    answers = {"UPD-01": {"answer": "met", "evidence": [{"url": url}]}}
    return audits.record(assessments.assessment(answers, lists))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "https://ci.example.org/a?b=1&c=2",
            f"[https:{JOINER}//ci.example.org/a?b=1\\&c=2](https://ci.example.org/a?b=1&amp;c=2)",
        ),
        (
            "https://e.example/(a)|b`c\\d",
            f"[https:{JOINER}//e.example/(a)\\|b\\`c\\\\d](https://e.example/%28a%29%7Cb%60c%5Cd)",
        ),
        ("mailto:audit@example.org", f"[mailto{JOINER}:audit@{JOINER}example.org](mailto:audit@example.org)"),
        ("ftp://e.example/a", "| `ftp://e.example/a` |"),
        ("ftp://e.example/`a`", f"| ftp:{JOINER}//e.example/\\`a\\` |"),
    ],
)
def test_only_web_and_mail_addresses_are_links(url, shown):
    text = audit_markdown.render(_with_evidence(url))
    assert shown in text


def test_places_in_the_document_are_plain_text():
    text = audit_markdown.render(audits.example("claims-copilot"), ("en", "zh-CN"))
    assert "](#" not in text
    assert set(re.findall(r"\]\((\w+):", text)) == {"https"}


@pytest.mark.parametrize(("langs", "hostile"), [(("zh-CN", "en"), HOSTILE[0]), *((("en",), text) for text in HOSTILE)])
def test_text_from_a_sheet_opens_nothing(hostile, langs):
    tame = audit_markdown.render(audits.filled("T"), langs)
    raw = audit_markdown.render(audits.filled(hostile), langs)
    assert not set("\u202e\u2066\u200f\x07\x00\r") & set(raw)
    text = outside(raw)
    assert not re.search(r"(?<!\\)(?:\\\\)*<", text)
    assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", text)
    assert not re.search(r"(?<!\\)(?:\\\\)*`", text)
    assert not re.search(r"[@#!](?=\w)", text)
    assert "://" not in text
    assert not re.search(r"(?<!\\)(?:\\\\)*\$", text)

    def frame(document: str) -> list[str]:
        starts = re.findall(r"^ *(#{1,6} |\| |- |> |\d+[.)] |```|===|\S)", document, re.MULTILINE)
        return [start if start.strip(" ") in ("#", "##", "###", "####", "|", "-", ">") else "text" for start in starts]

    assert frame(raw) == frame(tame)
    assert not re.search(r"^ *(?:- |> )+(?:#{1,6} |[-+>] |\d+[.)] |=)", raw, re.MULTILINE)
    tables = [[separators(line) for line in document.splitlines() if line.startswith("| ")] for document in (raw, tame)]
    assert tables[0] == tables[1]


def test_a_text_without_end_is_not_cut():
    text = audit_markdown.render(audits.filled(assessments.LONG))
    assert max(map(len, text.splitlines())) > 4 * len(assessments.LONG)
    assert text.count(assessments.LONG) > 300
    assert set(re.findall(r"x{20,}", text)) == {assessments.LONG}


def test_a_sheet_that_tries_to_act_renders():
    for build in (assessments.hostile, judged.hostile):
        text = outside(audit_markdown.render(audits.record(build())))
        assert not re.search(r"(?<!\\)(?:\\\\)*<", text)
        assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", text)
