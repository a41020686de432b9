"""The documentation says what the program does: generated parts, links, commands, examples, figures."""

import re
import shlex
import subprocess
import sys
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from gapsheet.app.judge import open_sheet
from gapsheet.core.audit import grade_of
from gapsheet.load.catalog import load_policy
from gapsheet.load.frameworks import load_framework_file
from gapsheet.load.lint import lint_checklist
from gapsheet.report.formats import FORMATS
from gapsheet.words import say

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "gapsheet"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "checklists/README.md",
    ROOT / "examples/README.md",
]
PAIRS = [(page.with_name(page.name.replace(".zh-CN", "")), page) for page in PAGES if ".zh-CN." in page.name]
BLOCK = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WEIGHT = {"Critical": 5, "High": 3, "Medium": 2, "Low": 1, "关键": 5, "重要": 3, "一般": 2, "提示": 1}
SEVERITIES = ("critical", "high", "medium", "low")
SECTIONS = (
    *("statement", "conclusion", "method", "results", "findings"),
    *("exceptions", "matrix", "plan", "register", "assumptions"),
)
CREDIT = {"Met": 2, "Partly met": 1, "符合": 2, "部分符合": 1}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[tuple[str, str]]:
    """Every code block of a page: its info string and its text."""
    return [(info, text) for info, text in BLOCK.findall(text_of(page))]


def prose(page: Path) -> str:
    return BLOCK.sub("", text_of(page))


def headings(page: Path) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)]


def anchor(title: str) -> str:
    """The anchor that a heading gets where the pages are read."""
    return re.sub(r"[^\w\- ]", "", title.lower().replace("`", "")).strip().replace(" ", "-")


def test_the_generated_parts_are_those_of_today():
    done = subprocess.run(
        [sys.executable, "docs/build.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_build_notices_a_part_that_is_out_of_date(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import build

    old = "a\n<!-- generated: exit-codes -->\nold\n<!-- end generated -->\nb"
    new = build.built(old, "en")
    assert "old" not in new
    assert "| **70** |" in new
    assert build.built(new, "en") == new
    with pytest.raises(KeyError):
        build.built(old.replace("exit-codes", "nothing"), "en")


def links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(page)))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page):
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, fragment = link.partition("#")
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), link
        if fragment:
            assert fragment in [anchor(title) for _, title in headings(place)], link


@cache
def help_of(words: tuple[str, ...]) -> str:
    done = subprocess.run([COMMAND, *words, "--help"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"gapsheet {' '.join(words)}: {done.stderr}"
    return done.stdout


def command_lines(page: Path) -> list[str]:
    """Every command line that a page shows, in blocks and in running text."""
    lines = [
        line.removeprefix("$ ")
        for info, text in blocks(page)
        if info in ("sh", "console")
        for line in text.splitlines()
        if re.match(r"(\$ )?gapsheet( |$)", line)
    ]
    lines += [code for code in re.findall(r"`([^`\n]+)`", prose(page)) if code.startswith("gapsheet ")]
    return [
        part.strip() for line in lines for part in re.split(r"[|;>]|&&", line) if part.strip().startswith("gapsheet")
    ]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_shown_exists(page):
    for line in command_lines(page):
        words = shlex.split(line)[1:]
        if words and words[0].startswith("-"):
            name: tuple[str, ...] = ()
        else:
            name = tuple(words[: 2 if words and words[0] in ("checklists", "frameworks") and len(words) > 1 else 1])
        known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", help_of(name)))
        for word in words:
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in known, line


def test_the_commands_of_the_pages_were_found():
    assert len(command_lines(ROOT / "README.md")) > 15
    assert {"fill", "form", "merge"} <= {line.split()[1] for line in command_lines(ROOT / "README.md")}


def marked(kind: str) -> list[tuple[str, str]]:
    return [(name_of(page), text) for page in PAGES for info, text in blocks(page) if info == f"yaml {kind}"]


@pytest.fixture
def repository(tmp_path):
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(("page", "text"), marked("sheet"))
def test_every_sheet_shown_is_valid(repository, monkeypatch, page, text):
    monkeypatch.chdir(repository)
    (repository / "gapsheet.yaml").write_text(text, encoding="utf-8")
    loaded = open_sheet("gapsheet.yaml", repository)
    assert loaded.sheet is not None, loaded.diagnostics
    assert {found.code for found in loaded.diagnostics} <= {"GS201"}, (
        "only files that are not copied here may be missing"
    )
    assert loaded.sheet.answers


@pytest.mark.parametrize(("page", "text"), marked("checklist"))
def test_every_checklist_shown_passes_lint(repository, page, text):
    path = repository / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    assert lint_checklist(path, repository) == ()


@pytest.mark.parametrize(("page", "text"), marked("policy"))
def test_every_policy_shown_is_valid(repository, page, text):
    (repository / "ours.yaml").write_text(text, encoding="utf-8")
    loaded, found = load_policy("./ours.yaml", root=repository, base=repository)
    assert loaded is not None, found
    assert found == ()


@pytest.mark.parametrize(("page", "text"), marked("framework"))
def test_every_framework_shown_is_valid(repository, page, text):
    path = repository / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    loaded, found = load_framework_file(path, "ours.yaml")
    assert loaded is not None, found
    assert found == ()


def test_there_is_an_example_of_each_kind():
    assert [len(marked(kind)) >= 2 for kind in ("sheet", "checklist", "framework", "policy")] == [True] * 4


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda page: page.name)
def test_both_languages_have_the_same_shape(english, chinese):
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert [info for info, _ in blocks(english)] == [info for info, _ in blocks(chinese)]
    neutral = ("sh", "yaml checklist", "yaml framework", "yaml policy")
    pairs = zip(blocks(english), blocks(chinese), strict=True)
    for (info, text), (_, other) in pairs:
        if info in neutral:
            assert text == other
    assert f"]({chinese.name})" in text_of(english)
    assert f"]({english.name})" in text_of(chinese)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_words_of_the_contract_are_kept(page):
    text = text_of(page)
    for word in ("就" + "绪", "豁" + "免"):
        assert word not in text
    assert "verif" + "ied" not in text.lower()


@pytest.mark.parametrize("name", ["docs/formats.md", "docs/formats.zh-CN.md"])
def test_every_format_has_a_section(name):
    titles = [title.strip("`") for level, title in headings(ROOT / name) if level == 3]
    assert sorted(titles) == sorted(FORMATS)


@pytest.mark.parametrize(
    "name",
    [
        "README.zh-CN.md",
        "docs/answer-sheet.zh-CN.md",
        "docs/audit-report.zh-CN.md",
        "docs/ci.zh-CN.md",
        "docs/filling-in.zh-CN.md",
        "docs/formats.zh-CN.md",
        "docs/gate.zh-CN.md",
    ],
)
def test_chinese_prose_has_chinese_punctuation(name):
    plain = re.sub(r"`[^`\n]*`|\[[^\]]*\]\([^)]*\)|<!--.*?-->", "·", prose(ROOT / name))
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!](?!\w)", plain)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", plain)


@pytest.mark.parametrize(("name", "lang"), [("docs/audit-report.md", "en"), ("docs/audit-report.zh-CN.md", "zh-CN")])
def test_the_grades_and_sections_shown_are_those_of_the_report(name, lang):
    page = text_of(ROOT / name)
    (table,) = [part for part in page.split("\n## ") if "`F-01`" in part]
    answers = (("unmet", "stated"), ("partial", "stated"), ("met", "contradicted"))
    for state, assurance in answers:
        found = [SimpleNamespace(state=state, assurance=assurance, severity=severity) for severity in SEVERITIES]
        grades = [say(lang, "audit", f"grade.{grade_of(item)}") for item in found]
        word = say(lang, "audit", "word.contradicted" if assurance == "contradicted" else f"word.{state}").lower()
        (row,) = re.findall(rf"^\| {word}[^|]*\|(.+)\|$", table, re.MULTILINE)
        assert [cell.strip() for cell in row.split("|")] == [grade.lower() for grade in grades]
    for number, key in enumerate(SECTIONS, 1):
        assert f"\n| {number} {say(lang, 'audit', key)} |" in page


def test_the_changelog_has_a_section_for_what_comes_next():
    assert (2, "Unreleased") in headings(ROOT / "CHANGELOG.md")


def rows(page: Path) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text_of(page).splitlines()
        if re.match(r"\| (?:DRI-|[0-9])", line)
    ]


def cut(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


@pytest.mark.parametrize("name", ["docs/scoring.md", "docs/scoring.zh-CN.md"])
def test_the_worked_example_adds_up(name):
    """Counted again from the severities and states of the page's own table."""
    page = ROOT / name
    *items, split = rows(page)
    weight = sum(WEIGHT[row[1]] for row in items)
    parts = dict.fromkeys(("checked", "referenced", "stated", "unanswered", "accepted", "gap"), Fraction(0))
    for _, severity, w, state, c, wc, assurance, worth in items:
        whole = WEIGHT[severity]
        credit = Fraction(CREDIT.get(re.split(r"[,（]", state)[0], 0), 2)
        assert (int(w), c, Fraction(wc)) == (whole, {0: "0", 1: "1"}.get(credit, "½"), whole * credit)
        missing = whole * (1 - credit)
        assert Decimal(worth) == cut(100 * missing / weight)
        blank = state in ("Not answered", "未作答")
        waived = "waived" in state or "风险接受" in state
        parts["unanswered" if blank else "accepted" if waived else "gap"] += missing
        if credit:
            parts["referenced" if assurance in ("Referenced", "已引用") else "stated"] += whole * credit
    earned = parts["referenced"] + parts["stated"]
    running, shown, before = Fraction(0), [], Decimal(0)
    for part in parts.values():
        running += 100 * part / weight
        shown.append(cut(running) - before)
        before = cut(running)
    assert [Decimal(cell) for cell in split] == shown
    assert sum(shown) == 100
    bold = re.findall(r"\*\*(\d+\.\d)(?: (?:to|至) (\d+\.\d))?\*\*", text_of(page))
    score, low, high = (Decimal(number) for number in (bold[0][0], *bold[1]))
    assert score == low == cut(100 * earned / weight)
    assert high == cut(100 * (earned + parts["unanswered"]) / weight)
    assert f"Σ w = {weight}, Σ w · c = {float(earned):g}" in text_of(page)
