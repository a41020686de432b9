"""`gapsheet merge` as it is run: a form goes out, the sheet moves on, the form comes back."""

import hashlib
import json

import jsonschema
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
    assert again.err == "dana.yaml changes nothing in gapsheet.yaml; nothing was written\n"
    assert sheet(repo) == found[0]


CHANGED = (("UPD-01: unmet ", "UPD-01: n/a"), ("  UPD-01: n/a", "  UPD-01: {answer: n/a, reason: No updates.} "))


def test_conflicts_are_a_table_and_nothing_is_written(gapsheet, repo):
    text = move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml")
    assert done.code == 1
    head, row, second = done.out.splitlines()
    assert head.split() == ["item", "field", "base", "ours", "theirs"]
    assert row.split() == ["UPD-01", "answer", "Not", "met", "Not", "applicable", "Met"]
    assert second.split() == ["UPD-01", "reason", "(empty)", "No", "updates.", "(empty)"]
    assert "1 conflict: the two sides differ; nothing was written. Decide with --ours or --theirs" in done.err
    assert sheet(repo) == text
    assert gapsheet("merge", "dana.yaml", "--dry-run").code == 1
    chinese = gapsheet("merge", "dana.yaml", "--lang", "zh-CN")
    assert "原值" in chinese.out
    assert "不适用" in chinese.out
    assert "有 1 处冲突，两边内容不同" in chinese.err


@pytest.mark.parametrize(("side", "kept"), [("ours", "n/a"), ("theirs", "met")])
def test_a_side_decides_conflicts_and_only_those(gapsheet, repo, side, kept):
    move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml", f"--{side}")
    assert done.code == 0, done.err
    assert "1 conflict: what " in done.err
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


ACCEPTED = "{reason: r, by: hana, granted: 2026-11-01, until: 2026-11-30}"
LATER = "  UPD-01:\n    answer: unmet\n    note: Theirs.\n    waiver: " + ACCEPTED + "\n    owner: hugo\n"


def test_without_a_base_ours_brings_nothing_back_that_the_sheet_gave_up(gapsheet, repo):
    gapsheet.write("lost.yaml", form(LATER + "  UPD-02: {}\n  UPD-04:\n    answer: met\n", base="gone"))
    done = gapsheet("merge", "lost.yaml")
    assert done.code == 1
    assert done.out.split()[4:7] == ["UPD-01", "waiver", "(empty)"]
    assert "1 conflict: the two sides differ" in done.err
    done = gapsheet("merge", "lost.yaml", "--ours")
    assert (done.code, done.out) == (0, "UPD-04  Not answered -> Met\n"), done.err
    assert "left out because --ours keeps an item as it is: UPD-01 note, owner\n" in done.err
    assert "Empty in lost.yaml, kept in gapsheet.yaml: UPD-02 answer, note, owner. To take a field away" in done.err
    assert sheet(repo).startswith(SHEET)
    again = gapsheet("merge", "lost.yaml", "--ours")
    assert "lost.yaml changes nothing in gapsheet.yaml; nothing was written\n" in again.err
    assert "kept in gapsheet.yaml: UPD-02 answer" in again.err
    assert gapsheet("merge", "lost.yaml", "--theirs").code == 0
    assert "waiver: " + ACCEPTED in sheet(repo)
    gapsheet.write("empty.yaml", form("  UPD-02: {}\n", base="gone"))
    done = gapsheet("merge", "empty.yaml")
    assert (done.code, done.out) == (0, "")
    assert "Nobody knows" not in done.err
    assert done.err.splitlines()[-1] == "empty.yaml changes nothing in gapsheet.yaml; nothing was written"


def test_a_side_takes_the_answer_with_its_reason_and_its_waiver_or_none_of_them(gapsheet, repo):
    move_on(repo, *CHANGED)
    gapsheet.write("w.yaml", form("  UPD-01:\n    answer: partial\n    waiver: " + ACCEPTED + "\n"))
    before = sheet(repo)
    assert gapsheet("merge", "w.yaml", "--ours").code == 0
    assert sheet(repo) == before
    assert gapsheet("merge", "w.yaml", "--theirs").code == 0
    assert "waiver: " + ACCEPTED in sheet(repo)
    assert "No updates." not in sheet(repo)


def test_the_same_answer_on_two_days_is_no_conflict_whoever_comes_first(gapsheet, repo):
    for name, day in (("dana", "2026-11-17"), ("hugo", "2026-11-12")):
        gapsheet.write(f"{name}.yaml", form(f"  UPD-04:\n    answer: met\n    by: {name}\n    at: {day}\n"))
    found = set()
    for order in (("dana", "hugo"), ("hugo", "dana")):
        repo.write("gapsheet.yaml", SHEET)
        done = [gapsheet("merge", f"{name}.yaml") for name in order]
        assert [one.code for one in done] == [0, 0]
        assert "by and at differ; they go with the answer, and of two answers alike the earlier counts: UPD-04" in (
            done[1].err
        )
        found.add(sheet(repo))
    assert len(found) == 1
    assert "by: hugo\n    at: 2026-11-12\n" in found.pop()


def test_what_a_change_leaves_behind_is_said(gapsheet, repo):
    met = "UPD-03: {answer: met, evidence: [https://example.org/1]}"
    text = move_on(repo, ("UPD-03: met", met))
    gapsheet.write("d.yaml", form("  UPD-03:\n    answer: unmet\n    evidence: https://example.org/1\n", base=text))
    done = gapsheet("merge", "d.yaml", "--as-of", DAY)
    told = "UPD-03: the evidence for the old answer stays; to take it away: gapsheet set UPD-03 --clear evidence\n"
    assert told in done.err
    done = gapsheet("set", "UPD-03", "--due", "2026-11-17", "--as-of", DAY)
    assert (done.code, "UPD-03: due 2026-11-17 is past; today is 2026-11-18\n" in done.err) == (0, True)
    done = gapsheet("set", "UPD-03", "--due", "2026-11-18", "--as-of", DAY)
    assert " is past" not in done.err
    repo.write("gapsheet.yaml", text)
    assert told in gapsheet("set", "UPD-03", "n/a", "--reason", "No updates.", "--as-of", DAY).err


def conforming(gapsheet, kind, text):
    """The output of a command, held against the schema that the program itself prints."""
    schema = json.loads(gapsheet("schema", kind).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(text)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "more": 1}, schema, jsonschema.Draft202012Validator)
    return data


def test_what_merge_and_set_write_is_what_their_schemas_say(gapsheet, repo):
    repo.write("gapsheet.yaml", SHEET.replace("UPD-03: met", "UPD-03: {answer: met, by: mina, evidence: [a.json]}"))
    (repo.root / "a.json").write_text("{}", encoding="utf-8")
    lost = LATER + "    due: 2026-11-01\n  UPD-02: {}\n  UPD-03:\n    answer: met\n    by: dana\n  UPD-04:\n"
    gapsheet.write("lost.yaml", form(lost + "    answer: unmet\n    due: 2026-11-02\n", base="gone"))
    json_ = ("--format", "json", "--as-of", DAY)
    data = conforming(gapsheet, "merge", gapsheet("merge", "lost.yaml", *json_).out)
    assert [(one["field"], one["unit"]) for one in data["conflicts"]] == [("waiver", "standing")]
    data = conforming(gapsheet, "merge", gapsheet("merge", "lost.yaml", "--ours", *json_).out)
    assert (data["kept"], data["written"], data["base"]["found"]) == ("ours", True, "unknown")
    assert data["left_out"] == [{"item": "UPD-01", "fields": ["note", "owner", "due"]}]
    assert {"item": "UPD-02", "fields": ["answer", "note", "owner"]} in data["ignored"]
    assert data["settled"] == [{"item": "UPD-03", "kept": "ours"}]
    assert [(one["item"], one["kind"]) for one in data["notices"]] == [("UPD-04", "due-past")]
    out = gapsheet("set", "UPD-03", "partial", "--due", "2026-11-17", "--owner", "nobody", *json_).out
    data = conforming(gapsheet, "set", out)
    assert [one["kind"] for one in data["notices"]] == ["due-past", "evidence-stays"]
    assert data["changes"] == [{"item": "UPD-03", "old": "met", "new": "partial", "fields": ["owner", "due"]}]
    assert gapsheet("form", "-o", "f.csv").code == 0
    text = (repo.root / "f.csv").read_text(encoding="utf-8-sig").replace("UPD-05,", "UPD-05,Sharp ", 1)
    gapsheet.write("f.csv", text)
    data = conforming(gapsheet, "merge", gapsheet("merge", "f.csv", *json_).out)
    assert [(one["item"], one["column"], one["text"][:6]) for one in data["unread"]] == [
        ("UPD-05", "checklist", "Sharp ")
    ]


def test_json_says_what_happened_in_english(gapsheet, repo):
    move_on(repo, *CHANGED)
    gapsheet.write("dana.yaml", DANA)
    done = gapsheet("merge", "dana.yaml", "--format", "json", "--lang", "zh-CN")
    assert done.code == 1
    found = json.loads(done.out)
    whole = {"item": "UPD-01", "unit": "standing", "theirs": None, "base": None}
    assert found["conflicts"] == [
        {**whole, "field": "answer", "base": "unmet", "ours": "n/a", "theirs": "met"},
        {**whole, "field": "reason", "ours": "No updates."},
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
        ("b.yaml", "\n<!-- x -->\n<!DOCTYPE html>\n<html>\n", "b.yaml is a web page (HTML)"),
        ("b.csv", "<html><body>", "b.csv is a web page (HTML)"),
        ("b.yaml", "检查项;检查单;严重程度;答案\nUPD-01;;;\n", "b.yaml is a table (CSV)"),
        ("b.yaml", "%PDF-1.7\n", "b.yaml is a PDF"),
        ("b.yaml", "PK\x03\x04", "b.yaml is a zip archive"),
        ("b.html", DANA, "b.html is a saved form or a sheet (YAML)"),
        ("b.csv", DANA, "b.csv is a saved form or a sheet (YAML)"),
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
    assert done.err == f"f.{suffix} changes nothing in gapsheet.yaml; nothing was written\n"
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


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_set_refuses_a_form_and_names_merge(gapsheet, repo, lang):
    assert gapsheet("form", "-o", "f.csv", "--lang", lang).code == 0
    done = gapsheet("set", "--from", "f.csv")
    assert (done.code, done.out, sheet(repo)) == (2, "", SHEET)
    assert "f.csv is a form" in done.err
    assert "gapsheet merge f.csv" in done.err
    gapsheet.write("own.csv", "item,answer,statement\nUPD-04,met,x\n")
    assert 'no column "statement"' in gapsheet("set", "--from", "own.csv").err


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
