"""`gapsheet form`: which items go into it, under which name it is written, and what it refuses."""

import hashlib
import json
import re

import pytest

from repositories import Repo

FACTS = "facts: {llm: no, personal-data: no}"


@pytest.fixture
def gapsheet(quick):
    return quick


def embedded(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def form_of(tool, name="gapsheet-form.html"):
    return embedded((tool.folder / name).read_text(encoding="utf-8"))


def test_the_form_is_written_beside_and_says_what_to_do_next(gapsheet, inside):
    sheet = gapsheet.sheet("  UPD-01: {answer: unmet, owner: dana}\n")
    done = inside("form")
    assert done.code == 0
    assert done.out.startswith("Wrote gapsheet-form.html   ")
    assert "Send gapsheet-form.html to whoever knows" in done.err
    data = form_of(gapsheet)
    assert data["head"]["base"] == hashlib.sha256(sheet.read_bytes()).hexdigest()
    assert data["head"]["sheet"] == "gapsheet.yaml"
    first = next(item for item in data["items"] if item["id"] == "UPD-01")
    assert first == {"id": "UPD-01", "list": "update", "values": {"answer": "unmet", "owner": "dana"}}


def test_a_sheet_that_is_not_committed_as_it_is_gets_a_hint(gapsheet, inside):
    hint = "gapsheet.yaml is not committed as it is. Commit it before it changes, so that `merge` finds"
    sheet = gapsheet.sheet("  UPD-01: unmet\n")
    assert "committed" not in inside("form").err  # a .git that git does not know
    (gapsheet.folder / ".git").rmdir()
    assert "committed" not in inside("form").err
    repository = Repo.new(gapsheet.folder)
    assert hint in inside("form").err  # no commit yet
    assert hint in inside("form", "-o", "-").err
    repository.commit()
    assert "committed" not in inside("form").err
    sheet.write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n"))  # as git checks it out on Windows
    assert "committed" not in inside("form").err
    gapsheet.sheet("  UPD-01: met\n")
    assert inside("form", "-o", "form.csv").err.count(hint) == 1
    assert "当前内容还没有提交" in inside("form", "--lang", "zh-CN").err
    assert inside("form", "--quiet").err == ""


def test_the_most_severe_come_first(gapsheet, inside):
    gapsheet.sheet()
    inside("form")
    page = (gapsheet.folder / "gapsheet-form.html").read_text(encoding="utf-8")
    severities = re.findall(r'<span class="meta"><span[^>]*>(\w+)</span>', page)
    assert severities == sorted(severities, key=["Critical", "High", "Medium", "Low"].index)
    assert len(severities) > 5


def test_what_facts_take_out_is_not_asked(gapsheet, inside):
    lists = "checklists: [privacy@1.0, llm-safety@1.0]"
    gapsheet.write(
        "gapsheet.yaml",
        f"schema: gapsheet/answers/v1\nsystem: A\n{FACTS}\n{lists}\nanswers:\n",
    )
    assert inside("form", "-o", "few.html").code == 0
    gapsheet.write("gapsheet.yaml", f"schema: gapsheet/answers/v1\nsystem: A\n{lists}\nanswers:\n")
    assert inside("form", "-o", "all.html").code == 0
    few, every = ({item["id"] for item in form_of(gapsheet, name)["items"]} for name in ("few.html", "all.html"))
    assert few < every


def test_the_language_is_that_of_the_sheet_unless_asked(gapsheet, inside):
    gapsheet.sheet(head="lang: zh-CN")
    inside("form", "-o", "a.html")
    inside("form", "-o", "b.html", "--lang", "en")
    texts = [(gapsheet.folder / name).read_text(encoding="utf-8") for name in ("a.html", "b.html")]
    assert ['<html lang="zh-CN">' in text for text in texts] == [True, False]
    assert [item["id"] for item in embedded(texts[0])["items"]] == [item["id"] for item in embedded(texts[1])["items"]]


def test_the_same_sheet_gives_the_same_bytes(gapsheet, inside):
    gapsheet.sheet()
    inside("form", "-o", "a.html")
    inside("form", "-o", "b.html", "--as-of", "2027-01-01")
    assert (gapsheet.folder / "a.html").read_bytes() == (gapsheet.folder / "b.html").read_bytes()
    assert inside("form", "-o", "-").out.encode() == (gapsheet.folder / "a.html").read_bytes()


def test_a_form_for_some_checklists_or_one_owner(gapsheet, inside):
    gapsheet.write(
        "gapsheet.yaml",
        "schema: gapsheet/answers/v1\nsystem: A\nchecklists: [update@1.0, drift@1.0, security@1.0]\nanswers:\n"
        "  UPD-01: {answer: unmet, owner: dana}\n  DRI-01: {owner: dana}\n  DRI-02: {owner: hana}\n",
    )
    assert inside("form", "--checklist", "drift", "--checklist", "update").code == 0
    assert {item["list"] for item in form_of(gapsheet)["items"]} == {"drift", "update"}
    assert inside("form", "--owner", "dana").code == 0
    assert [item["id"] for item in form_of(gapsheet)["items"]] == ["UPD-01", "DRI-01"]
    assert inside("form", "--owner", "dana", "--checklist", "drift").code == 0
    assert [item["id"] for item in form_of(gapsheet)["items"]] == ["DRI-01"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("-o", "form.pdf"), "End the name in .html, .htm, .xlsx, .csv."),
        (("-o", "form"), "does not say what kind of form"),
        (("--checklist", "updates"), 'Did you mean "update"?'),
        (("--checklist", "privacy"), "It has: update"),
        (("--owner", "nobody"), 'belongs to "nobody"'),
        (("--owner", ""), "an empty value for owner"),
        (("--checklist", ""), "an empty value for checklist"),
        (("-o", "gapsheet.html", "none.yaml"), "none.yaml does not exist"),
        (("-o", "none/form.html"), "none"),
    ],
)
def test_what_cannot_be_written_is_2_and_leaves_nothing(gapsheet, inside, args, words):
    gapsheet.sheet()
    done = inside("form", *args)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert sorted(path.name for path in gapsheet.folder.iterdir()) == [".git", "gapsheet.yaml"]


def test_an_input_is_never_overwritten(gapsheet, inside):
    gapsheet.write("proof.html", "proof")
    gapsheet.sheet("  UPD-01: {answer: met, evidence: proof.html}\n")
    assert inside("form", "-o", "proof.html").code == 2
    assert (gapsheet.folder / "proof.html").read_text("utf-8") == "proof"


def test_a_sheet_with_mistakes_gives_no_form(gapsheet, inside):
    gapsheet.sheet("  UPD-01: yes\n")
    done = inside("form")
    assert (done.code, done.out) == (2, "")
    assert "error[GS110]" in done.err
    assert "No form can be made" in done.err
    assert not (gapsheet.folder / "gapsheet-form.html").exists()


@pytest.mark.parametrize(("name", "said"), [("f.html", "they save a small file in it"), ("f.csv", "they fill it in")])
def test_what_to_do_with_it_fits_what_it_is(gapsheet, name, said):
    gapsheet.sheet()
    done = gapsheet("form", "-o", name, "--lang", "en")
    assert done.code == 0
    assert said in done.err
