"""`gapsheet merge` as it is run: a form goes out, the sheet moves on, the form comes back."""

import hashlib
import json

import pytest

from repositories import Repo

DAY = "2026-11-18"
SHEET = """\
# Ours, by hand.
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
checklists: [update@1.0]
answers:
  UPD-01: unmet          # looked at in the workshop
  UPD-02:                # agreed
    answer: partial
    note: Half of it.
    owner: dana
  UPD-03: met
"""


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.fixture
def repo(gapsheet):
    """A real repository with a committed sheet, where `gapsheet` runs."""
    (gapsheet.folder / ".git").rmdir()
    repo = Repo.new(gapsheet.folder)
    repo.write("gapsheet.yaml", SHEET)
    repo.commit("sheet")
    return repo


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def form(answers: str, base: str = SHEET, system: str = "Claims Copilot") -> str:
    return (
        f"schema: gapsheet/form/v1\nsheet: gapsheet.yaml\nbase: {digest(base)}\nsystem: {system}\n"
        f"lang: en\nsaved: 2026-11-18\nanswers:\n{answers}"
    )


DANA = form("  UPD-01:\n    answer: met\n    note: Done.\n  UPD-04:\n    answer: unmet\n    owner: dana\n")
HUGO = form("  UPD-02:\n    answer: met\n    note: Half of it.\n    owner: dana\n    due: 2026-12-05\n  UPD-05: {}\n")


def sheet(repo: Repo) -> str:
    return (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")


def move_on(repo: Repo, *changes: tuple[str, str]) -> str:
    """Change the sheet and commit it: what forms started from is history."""
    text = sheet(repo)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    repo.write("gapsheet.yaml", text)
    repo.commit("moved on", day="2026-11-10")
    return text


RECORDED = """\
  UPD-02:                # agreed
    answer: partial
    waiver: {reason: Few., by: hana, granted: 2026-11-01, until: 2026-12-30, residual_risk: Small.}
    evidence: {ref: wiki}   # the page
    method: [document, test]
    reviewed: {by: mina, result: unmet}
"""


@pytest.mark.parametrize("name", ["back.yaml", "back.csv"])
def test_what_no_form_asks_stays_in_the_sheet(gapsheet, repo, name):
    whole = SHEET.replace(SHEET[SHEET.index("  UPD-02") : SHEET.index("  UPD-03")], RECORDED)
    whole = whole.replace("answers:", "evidence:\n  wiki: {url: https://e.org/wiki, title: Wiki}\nanswers:")
    repo.write("gapsheet.yaml", whole)
    if name == "back.csv":
        assert gapsheet("form", "-o", name).code == 0
        text = (repo.root / name).read_text(encoding="utf-8-sig")
        assert '{""ref"": ""wiki""}' in text
        text = text.replace("Few.", "Few users.")
    else:
        text = form(
            "  UPD-02:\n    answer: partial\n    evidence:\n      - ref: wiki\n"
            "    waiver: {reason: Few users., by: hana, granted: 2026-11-01, until: 2026-12-30}\n",
            whole,
        )
    gapsheet.write(name, text)
    done = gapsheet("merge", name, "--as-of", DAY)
    assert (done.code, done.out) == (0, "UPD-02  Partly met   waiver\n"), done.err
    assert sheet(repo) == whole.replace("Few.", "Few users.")
    gapsheet.write(name, text.replace("wiki", "wikki"))
    done = gapsheet("merge", name, "--as-of", DAY)
    assert done.code == 2
    assert 'no evidence named "wikki"' in done.err


def test_a_form_comes_back_to_a_sheet_that_moved_on(gapsheet, repo):
    move_on(repo, ("UPD-03: met", "UPD-03: partial"), ("# Ours", "# Still ours"))
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml", "--as-of", DAY)
    assert done.code == 0, done.err
    first = repo.git("rev-list", "--max-parents=0", "HEAD")[:10]
    assert f"The form started from gapsheet.yaml at {first}." in done.err
    assert "Merged dana.yaml into gapsheet.yaml: 2 items changed" in done.err
    assert done.out == "UPD-01  Not met -> Met   note\nUPD-04  Not answered -> Not met   owner\n"
    text = sheet(repo)
    assert text.startswith("# Still ours, by hand.\n")
    assert "  UPD-01:                # looked at in the workshop\n    answer: met\n" in text
    assert "  UPD-03: partial\n" in text
    assert "  UPD-04:" in text
    assert "#" in next(line for line in text.splitlines() if line.startswith("  UPD-04:"))
    assert gapsheet("check").code == 0


def test_two_forms_come_back_in_any_order_to_the_same_sheet(gapsheet, repo):
    found = []
    for order in (("dana.yaml", "hugo.yaml"), ("hugo.yaml", "dana.yaml")):
        repo.write("gapsheet.yaml", SHEET)
        gapsheet.write("dana.yaml", DANA)
        gapsheet.write("hugo.yaml", HUGO)
        for name in order:
            done = gapsheet("merge", name)
            assert done.code == 0, done.err
        found.append(sheet(repo))
    assert found[0] == found[1]
    assert "due: 2026-12-05" in found[0]
    again = gapsheet("merge", "dana.yaml")
    assert (again.code, again.out) == (0, "")
    assert "gapsheet.yaml has everything that dana.yaml says; nothing was written" in again.err
    assert sheet(repo) == found[0]


CHANGED = (("UPD-01: unmet ", "UPD-01: n/a"), ("  UPD-01: n/a", "  UPD-01: {answer: n/a, reason: No updates.} "))


def test_conflicts_are_a_table_and_nothing_is_written(gapsheet, repo):
    text = move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml")
    assert done.code == 1
    head, row = done.out.splitlines()
    assert head.split() == ["item", "field", "base", "ours", "theirs"]
    assert row.split() == ["UPD-01", "answer", "Not", "met", "Not", "applicable", "Met"]
    assert "1 field was changed on both sides; nothing was written. Decide with --ours or --theirs" in done.err
    assert sheet(repo) == text
    assert gapsheet("merge", "dana.yaml", "--dry-run").code == 1
    chinese = gapsheet("merge", "dana.yaml", "--lang", "zh-CN")
    assert "原值" in chinese.out
    assert "不适用" in chinese.out
    assert "有 1 个字段两边都改过" in chinese.err


@pytest.mark.parametrize(("side", "kept"), [("ours", "n/a"), ("theirs", "met")])
def test_a_side_decides_conflicts_and_only_those(gapsheet, repo, side, kept):
    move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml", f"--{side}")
    assert done.code == 0, done.err
    assert "1 field was changed on both sides" in done.err
    text = sheet(repo)
    assert f"answer: {kept}" in text
    assert "Done." in text
    assert "  UPD-04:" in text


def test_without_a_base_what_differs_is_a_conflict_and_that_is_said(gapsheet, repo):
    gapsheet.write("lost.yaml", form("  UPD-02:\n    answer: met\n  UPD-04:\n    answer: met\n", base="gone"))
    done = gapsheet("merge", "lost.yaml")
    assert done.code == 1
    assert done.out.splitlines()[0].split() == ["item", "field", "ours", "theirs"]
    assert "Nobody knows what lost.yaml started from" in done.err
    done = gapsheet("merge", "lost.yaml", "--theirs")
    assert done.code == 0
    assert "answer: met\n    note: Half of it.\n    owner: dana\n" in sheet(repo)


def test_an_edited_copy_merges_against_a_base_that_is_named(gapsheet, repo):
    move_on(repo, ("UPD-03: met", "UPD-03: partial"))
    copy = SHEET.replace("    note: Half of it.\n", "").replace("  UPD-03: met\n", "") + "  UPD-04: met\n"
    gapsheet.write("copy.yaml", copy)
    done = gapsheet("merge", "copy.yaml", "--base", "HEAD~1:gapsheet.yaml")
    assert done.code == 0, done.err
    assert "copy.yaml is a whole sheet: only its answers are merged." in done.err
    assert done.out == "UPD-02  Partly met   note\nUPD-04  Not answered -> Met\n"
    assert "UPD-03: partial" in sheet(repo)
    gapsheet.write("base.yaml", SHEET)
    assert gapsheet("merge", "copy.yaml", "--base", "base.yaml").code == 0
    assert gapsheet("merge", "copy.yaml", "--base", "HEAD:nowhere.yaml").code == 2
    assert gapsheet("merge", "copy.yaml", "--base", "nowhere.yaml").code == 2


def test_a_base_is_found_on_another_branch_after_a_rename_and_with_other_line_ends(gapsheet, repo):
    repo.git("switch", "--quiet", "-c", "side")
    side = move_on(repo, ("UPD-03: met", "UPD-03: unmet"))
    repo.git("switch", "--quiet", "main")
    gapsheet.write("a.yaml", form("  UPD-03:\n    answer: unmet\n  UPD-06:\n    answer: met\n", base=side))
    done = gapsheet("merge", "a.yaml", "--dry-run")
    assert done.code == 0, done.err
    assert done.err.splitlines()[0] == "UPD-06  Not answered -> Met"
    repo.git("mv", "gapsheet.yaml", "claims.gapsheet.yaml")
    repo.commit("renamed")
    for base in (SHEET, SHEET.replace("\n", "\r\n")):
        gapsheet.write("b.yaml", form("  UPD-06:\n    answer: met\n", base=base))
        (repo.root / "claims.gapsheet.yaml").write_text(SHEET + "# later\n", encoding="utf-8")
        done = gapsheet("merge", "b.yaml")
        assert done.code == 0, done.err
        assert "The form started from claims.gapsheet.yaml at " in done.err


def test_a_dry_run_shows_the_difference_and_writes_nothing(gapsheet, repo):
    gapsheet.write("hugo.yaml", HUGO)
    done = gapsheet("merge", "hugo.yaml", "--dry-run")
    assert done.code == 0
    assert "+    due: 2026-12-05\n" in done.out
    assert "Dry run: 1 item would change in gapsheet.yaml" in done.err
    assert sheet(repo) == SHEET


def test_json_says_what_happened_in_english(gapsheet, repo):
    move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml", "--format", "json", "--lang", "zh-CN")
    assert done.code == 1
    found = json.loads(done.out)
    assert found["conflicts"] == [
        {"item": "UPD-01", "field": "answer", "base": "unmet", "ours": "n/a", "theirs": "met"}
    ]
    assert (found["schema"], found["written"], found["changes"]) == ("gapsheet/merge/v1", False, [])
    assert found["base"] == {"found": "history", "commit": repo.git("rev-list", "--max-parents=0", "HEAD")[:10]}
    done = gapsheet("merge", "dana.yaml", "--theirs", "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["written"], found["kept"]) == (0, True, "theirs")
    assert [(one["item"], one["new"]) for one in found["changes"]] == [("UPD-01", "met"), ("UPD-04", "unmet")]


def test_mistakes_are_shown_where_they_stand_in_the_returned_file(gapsheet, repo):
    gapsheet.write("bad.yaml", form("  UPD-01:\n    answer: yes\n  UPD-77:\n    answer: met\n"))
    done = gapsheet("merge", "bad.yaml")
    assert (done.code, done.out) == (2, "")
    assert "bad.yaml:9:13" in done.err
    assert "bad.yaml:10:3" in done.err
    assert "gapsheet.yaml was left as it is: 2 mistakes in bad.yaml" in done.err
    assert sheet(repo) == SHEET


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("b.yaml", form("  {}\n", system="Fraud", base="gone"), 'b.yaml is about "Fraud", and this sheet is about'),
        ("b.html", "<p>", "b.html is the form itself"),
        ("b.csv", "a,b\n", "b.csv has no table of a form"),
        ("b.xlsx", "a,b\n", "b.xlsx is no workbook"),
        ("b.yaml", "x: y\n", "b.yaml is neither a form that was saved nor an answer sheet"),
    ],
)
def test_what_cannot_be_merged_is_refused_with_a_sentence(gapsheet, repo, name, text, said):
    gapsheet.write(name, text)
    done = gapsheet("merge", name)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sheet(repo) == SHEET


def test_a_sheet_with_mistakes_or_the_sheet_itself_is_refused(gapsheet, repo):
    assert gapsheet("merge", "gapsheet.yaml").code == 2
    assert gapsheet("merge", "missing.yaml").code == 2
    gapsheet.write("dana.yaml", DANA)
    assert gapsheet("merge", "dana.yaml", "--ours", "--theirs").code == 2
    repo.write("gapsheet.yaml", SHEET.replace("UPD-03: met", "UPD-03: yes"))
    done = gapsheet("merge", "dana.yaml")
    assert done.code == 2
    assert "gapsheet.yaml has mistakes of its own; correct them first:" in done.err


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_spreadsheet_goes_out_and_comes_back(gapsheet, repo, suffix, lang):
    if suffix == "xlsx":
        pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    done = gapsheet("form", "-o", f"f.{suffix}", "--lang", lang)
    assert done.code == 0, done.err
    move_on(repo, ("UPD-03: met", "UPD-03: partial"))
    done = gapsheet("merge", f"f.{suffix}")
    assert (done.code, done.out) == (0, ""), done.err
    assert "The form started from gapsheet.yaml at " in done.err
    word = {"en": "met", "zh-CN": "符合"}[lang]
    path = repo.root / f"f.{suffix}"
    if suffix == "csv":
        text = path.read_bytes().decode("utf-8")
        old = next(line for line in text.split("\r\n") if line.startswith("UPD-03,"))
        path.write_bytes(text.replace(old, f"{old}".replace(f",{word},", ",=1+1,", 1)).encode("utf-8"))
        done = gapsheet("merge", f"f.{suffix}")
        assert done.code == 2
        assert '"=1+1" ' in done.err
        assert "f.csv:F" in done.err
    else:
        import openpyxl

        book = openpyxl.load_workbook(path)
        items = book.worksheets[0]
        row = next(row for row in items.iter_rows() if row[0].value == "UPD-04")
        row[5].value, row[6].value = word, "Seen."
        book.save(path)
        done = gapsheet("merge", f"f.{suffix}")
        assert done.code == 0, done.err
        assert done.out == "UPD-04  Not answered -> Met   note\n"
        assert "note: Seen." in sheet(repo)


def test_no_text_of_a_stranger_reaches_a_log_as_a_command(gapsheet, repo):
    move_on(repo, ("note: Half of it.", "note: ours"))
    gapsheet.write(
        "evil.yaml", form('  UPD-02:\n    answer: partial\n    owner: dana\n    note: "::error::\\e[31m\\u202e|x"\n')
    )
    done = gapsheet("merge", "evil.yaml")
    assert done.code == 1
    assert not [line for line in done.out.splitlines() if line.lstrip().startswith("::")]
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
