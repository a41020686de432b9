"""`gapsheet schema answers`: the items of a sheet, in its language, on stdout or in a file."""

import json

import pytest

OWN = """\
schema: gapsheet/checklist/v1
id: ours
version: 1.1.0
prefix: OUR
title: {en: Ours, zh-CN: 自有}
sections:
  - id: all
    title: {en: All, zh-CN: 全部}
    items:
"""
ITEM = """\
      - id: %s
        severity: high
        effort: small%s
        statement: {en: It holds, zh-CN: 成立}
        why: {en: Because., zh-CN: 因为。}
        met_when: [{en: A list exists, zh-CN: 有清单}]
        evidence: [{en: The list, zh-CN: 清单}]
        fix: [{en: Write it., zh-CN: 写下来。}]
"""
SHEET = """\
schema: gapsheet/answers/v1
system: S
lang: %s
checklists: [%s]
answers:
people: {dana: Dana Ruiz}
"""


def items(text):
    return list(json.loads(text)["properties"]["answers"]["properties"])


@pytest.fixture
def own(gapsheet):
    later = ITEM % ("OUR-02", '\n        since: "1.1"')
    gapsheet.write("ours.yaml", OWN + ITEM % ("OUR-01", "") + later)

    def write(pin, lang="en"):
        gapsheet.write("gapsheet.yaml", SHEET % (lang, pin))

    return write


def test_a_sheet_is_described_by_its_own_items_only(inside, own):
    own("./ours.yaml@1.1")
    assert items(inside("schema", "answers", "gapsheet.yaml").out) == ["OUR-01", "OUR-02"]
    own("./ours.yaml@1.0")
    assert items(inside("schema", "answers", "gapsheet.yaml").out) == ["OUR-01"]
    own("update@1.0, ./ours.yaml@1.1")
    assert {item[:3] for item in items(inside("schema", "answers", "gapsheet.yaml").out)} == {"UPD", "OUR"}


def test_without_a_sheet_every_built_in_item_is_described(inside):
    listed = json.loads(inside("checklists", "list", "--format", "json").out)["checklists"]
    assert len(items(inside("schema", "answers").out)) == sum(entry["items"]["total"] for entry in listed)


def test_the_language_is_the_one_asked_for_else_that_of_the_sheet(inside, own):
    own("./ours.yaml@1.1", "zh-CN")
    assert "成立" in inside("schema", "answers", "gapsheet.yaml").out
    english = inside("schema", "answers", "gapsheet.yaml", "--lang", "en").out
    assert "It holds" in english
    assert "成立" not in english


def test_people_of_the_sheet_are_offered(inside, own):
    own("./ours.yaml@1.1")
    made = json.loads(inside("schema", "answers", "gapsheet.yaml").out)
    assert made["properties"]["assessor"]["anyOf"][1]["defaultSnippets"][0]["body"] == "dana"


def test_a_sheet_with_a_mistake_in_it_is_described_all_the_same(inside, gapsheet, own):
    own("update@1.0, nothing@1.0")
    done = inside("schema", "answers", "gapsheet.yaml")
    assert done.code == 0
    assert {item[:3] for item in items(done.out)} == {"UPD"}


def test_it_is_written_whole_with_its_folder(inside, gapsheet, own):
    own("./ours.yaml@1.1")
    done = inside("schema", "answers", "gapsheet.yaml", "-o", ".gapsheet/answers.schema.json")
    assert done.code == 0
    assert done.out.startswith("Wrote .gapsheet/answers.schema.json")
    written = (gapsheet.folder / ".gapsheet/answers.schema.json").read_text(encoding="utf-8")
    assert written == inside("schema", "answers", "gapsheet.yaml", "-o", "-").out
    assert inside("schema", "policy", "-o", "policy.schema.json").code == 0
    assert (gapsheet.folder / "policy.schema.json").read_text(encoding="utf-8") == inside("schema", "policy").out


@pytest.mark.parametrize("place", ["gapsheet.yaml", "gapsheet.yaml/x.json", "sub/.git/x.json"])
def test_what_may_not_be_written_is_left_alone(inside, gapsheet, own, place):
    own("./ours.yaml@1.1")
    before = (gapsheet.folder / "gapsheet.yaml").read_bytes()
    done = inside("schema", "answers", "gapsheet.yaml", "-o", place)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert (gapsheet.folder / "gapsheet.yaml").read_bytes() == before
    assert not (gapsheet.folder / "sub").exists()


def test_a_sheet_that_is_not_there_is_an_error(inside):
    done = inside("schema", "answers", "nowhere.yaml")
    assert (done.code, done.out) == (2, "")
    assert "nowhere.yaml does not exist" in done.err
