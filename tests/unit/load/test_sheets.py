"""An answer sheet, from its text to the model, with the checklists and files that it names."""

import datetime as dt
import os
from pathlib import Path

import pytest

from gapsheet.errors import InputError, UsageError
from gapsheet.evidence.presence import look
from gapsheet.load.catalog import (
    builtin_checklists,
    builtin_policies,
    load_builtin_checklist,
    load_facts,
    load_policy,
)
from gapsheet.load.lint import lint_builtin
from gapsheet.load.sheet import find_sheet, load_sheet
from gapsheet.load.yaml_doc import parse_trusted
from gapsheet.model.adapter import dump, validate
from gapsheet.model.answers import AnswerSheet
from gapsheet.model.checklist import Checklist, Facts
from gapsheet.model.policy import Policy

TINY = Path(__file__).parents[2] / "diagnostics" / "tiny.yaml"

FULL = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
assessor: mina
subject: {version: 1.10, commit: 4be91c7, models: [a, b]}
lang: zh-CN
facts:
  llm: yes
  agents: no
checklists: [tiny.yaml@1.1]
policy: launch
answers:
  TIN-01:
    answer: 部分符合
    evidence:
      - evidence/scan.json
      - https://wiki.example/scan
      - {file: evidence/scan.json, title: Scan, date: 2026-11-12}
    note: |
      Two lines,
      one note.
    owner: dana
    due: 2026-12-05
  TIN-02:
    answer: unmet
    waiver: {reason: One customer., by: hana, granted: 2026-11-01, until: 2026-11-30}
    by: mina
    at: 2026-11-17
  TIN-03:
  TIN-04:
    answer: n/a
    reason: There are no alerts.
people:
  dana: Dana Ruiz
  hana: Hana Sato, CTO
  mina: Mina
"""


@pytest.fixture
def root(tmp_path):
    root = Path(os.path.realpath(tmp_path))
    (root / "tiny.yaml").write_bytes(TINY.read_bytes())
    (root / "evidence").mkdir()
    (root / "evidence" / "scan.json").write_text("{}", "utf-8")
    return root


def write(root: Path, text: str) -> Path:
    path = root / "gapsheet.yaml"
    path.write_text(text, "utf-8")
    return path


def codes(root: Path, text: str) -> list[str]:
    return [diagnostic.code for diagnostic in load_sheet(write(root, text), root).diagnostics]


def plain_sheet(text: str) -> dict:
    """The sheet as the model's own validator takes it: the short forms written out."""
    data = parse_trusted(text)
    data["checklists"] = [{"path": "tiny.yaml", "major": 1, "minor": 1}]
    for item, answer in data["answers"].items():
        answer = {} if answer is None else answer
        if "answer" in answer:
            answer["answer"] = {"部分符合": "partial"}.get(answer["answer"], answer["answer"])
        if "note" in answer:
            answer["note"] = answer["note"].strip()
        answer["evidence"] = [
            part if isinstance(part, dict) else {"url" if ":" in part else "file": part}
            for part in answer.get("evidence", [])
        ]
        data["answers"][item] = answer
    return data


def test_a_full_sheet_is_read_as_the_model_reads_it(root):
    loaded = load_sheet(write(root, FULL), root)
    assert loaded.diagnostics == ()
    assert loaded.sheet == validate(AnswerSheet, plain_sheet(FULL))
    assert validate(AnswerSheet, dump(loaded.sheet)) == loaded.sheet
    assert loaded.lines == {"TIN-01": 13, "TIN-02": 24, "TIN-03": 29, "TIN-04": 30}
    assert (loaded.source_shown, loaded.base) == ("gapsheet.yaml", root)
    [tiny] = loaded.checklists
    assert (tiny.path, tiny.pinned, tiny.checklist.id) == ("tiny.yaml", "1.1", "tiny")


def test_every_builtin_document_is_what_the_model_validates():
    for name in builtin_checklists():
        checklist = load_builtin_checklist(name).checklist
        assert validate(Checklist, dump(checklist)) == checklist
    for name in builtin_policies():
        policy = load_policy(name, root=Path("/"), base=Path("/"))[0].policy
        assert validate(Policy, dump(policy)) == policy
    facts = load_facts()
    assert validate(Facts, dump(facts)) == facts


def test_builtin_documents_keep_every_rule_of_the_guide():
    assert lint_builtin() == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("assessed", "2026-02-30"),
        ("lang", "fr"),
        ("facts", {"llm": "maybe"}),
        ("subject", {"versoin": "1"}),
        ("answers", {"TIN-01": {"answer": "done"}}),
        ("answers", {"TIN-01": {"onwer": "x"}}),
        ("answers", {"TIN-01": {"answer": "unmet", "waiver": {"reason": "r"}}}),
        ("unknown", "x"),
        ("system", ["x"]),
    ],
)
def test_what_the_model_refuses_the_loader_refuses(root, key, value):
    data = {**plain_sheet(FULL), key: value}
    with pytest.raises(ValueError):
        validate(AnswerSheet, data)
    import yaml

    written = yaml.safe_dump({**parse_trusted(FULL), key: value}, allow_unicode=True)
    loaded = load_sheet(write(root, written), root)
    assert loaded.sheet is None


def test_all_mistakes_of_a_file_come_in_one_run(root):
    text = FULL.replace("assessor: mina", "assesor: mina").replace("llm: yes", "lmm: yes")
    text = text.replace("answer: unmet", "answer: nope").replace("2026-12-05", "2026/12/05")
    text = text.replace("evidence/scan.json\n", "../../x\n", 1).replace("policy: launch", "policy: lunch")
    assert codes(root, text) == ["GS030", "GS130", "GS132", "GS150", "GS140", "GS110"]


def test_a_wrong_pin_does_not_hide_wrong_answers(root):
    text = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [tiny.yaml@1.9]\nanswers:\n  TIN-9: met\n"
    assert codes(root, text) == ["GS123", "GS104"]


def test_an_unknown_checklist_does_not_make_every_answer_wrong(root):
    text = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [qqqq@1.0]\nanswers:\n  QQQ-01: met\n"
    assert codes(root, text) == ["GS120"]


def test_an_overview_is_given_when_no_word_is_near(root):
    text = "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [qqqq@1.0]\n"
    [found] = load_sheet(write(root, text), root).diagnostics
    assert found.help_key == "GS120.help.list"
    assert str(found.params["list"]).split(", ") == list(builtin_checklists())


def test_the_place_of_a_custom_checklists_mistake_is_in_its_own_file(root):
    (root / "tiny.yaml").write_text(TINY.read_text("utf-8").replace("severity: low", "severity: lwo"), "utf-8")
    loaded = load_sheet(write(root, FULL), root)
    assert [(d.code, d.path) for d in loaded.diagnostics if d.severity == "error"] == [("GS306", "tiny.yaml")]
    assert loaded.sheet is None


def test_items_that_a_later_minor_added_are_a_warning(root):
    loaded = load_sheet(write(root, FULL.replace("@1.1", "@1.0")), root)
    assert [d.code for d in loaded.diagnostics] == ["GS205"]
    assert loaded.sheet is not None


def test_evidence_is_looked_up_and_never_followed_out_of_the_root(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    outside.write_text("top secret", "utf-8")
    (root / "evidence" / "link.txt").symlink_to(outside)
    text = FULL.replace("- evidence/scan.json", "- evidence/link.txt")
    loaded = load_sheet(write(root, text), root)
    assert [d.code for d in loaded.diagnostics] == ["GS150"]
    assert "secret" not in repr(loaded.diagnostics)


def test_presence_of_evidence(root):
    text = FULL.replace("{file: evidence/scan.json,", "{file: evidence/gone.json,")
    loaded = load_sheet(write(root, text), root)
    assert [d.code for d in loaded.diagnostics] == ["GS201"]
    found = look(loaded.sheet, root, root)
    assert [(piece.status, piece.target, piece.path) for piece in found["TIN-01"]] == [
        ("present", "evidence/scan.json", "evidence/scan.json"),
        ("link", "https://wiki.example/scan", None),
        ("missing", "evidence/gone.json", "evidence/gone.json"),
    ]
    assert set(found) == {"TIN-01"}


def test_a_sheet_that_links_out_of_the_root_is_not_read(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "gapsheet.yaml"
    outside.write_text("password: hunter2", "utf-8")
    (root / "gapsheet.yaml").symlink_to(outside)
    with pytest.raises(InputError) as caught:
        load_sheet(root / "gapsheet.yaml", root)
    assert caught.value.key == "input.outside"


def test_a_sheet_is_found_here_or_above(root):
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    with pytest.raises(InputError):
        find_sheet(deep, root)
    named = root / "claims.gapsheet.yaml"
    named.write_text("x: y\n", "utf-8")
    assert find_sheet(deep, root) == named
    (root / "a" / "gapsheet.yaml").write_text("x: y\n", "utf-8")
    assert find_sheet(deep, root) == root / "a" / "gapsheet.yaml"
    (root / "b.gapsheet.yaml").write_text("x: y\n", "utf-8")
    with pytest.raises(UsageError) as caught:
        find_sheet(root, root)
    assert caught.value.params["list"] == "b.gapsheet.yaml, claims.gapsheet.yaml"


def test_policies_by_name_and_by_path(root):
    loaded, found = load_policy("launch", root=root, base=root)
    assert loaded is not None
    assert (found, loaded.path, loaded.policy.id) == ((), None, "launch")
    for name in ("lunch", "./gone.yaml", "/etc/policy.yaml", "evidence/scan.json", "../x.yaml"):
        with pytest.raises(InputError):
            load_policy(name, root=root, base=root)
    (root / "own.yaml").write_text(
        "schema: gapsheet/policy/v1\nid: own\ntitle: {en: Own, zh-CN: 自有}\nrules: {min_score: 62.5}\n", "utf-8"
    )
    loaded, found = load_policy("./own.yaml", root=root, base=root)
    assert loaded is not None
    assert found == ()
    assert loaded.path == "own.yaml"
    assert loaded.policy.rules.min_score * 2 == 125


def test_dates_are_dates_and_versions_text(root):
    sheet = load_sheet(write(root, FULL), root).sheet
    assert sheet is not None
    assert sheet.assessed == dt.date(2026, 11, 18)
    assert sheet.subject is not None
    assert sheet.subject.version == "1.10"


def test_evidence_with_a_mistake_is_not_said_to_be_missing_where_it_is_referred_to(tmp_path):
    (tmp_path / "gapsheet.yaml").write_text(
        "schema: gapsheet/answers/v1\nsystem: S\nchecklists: [update@1.0]\n"
        "evidence: {chain: {ref: list}, list: [a], none: }\n"
        "answers: {UPD-01: {answer: met, evidence: [{ref: chain}, {ref: list}, {ref: none}, {ref: nowhere}]}}\n",
        encoding="utf-8",
    )
    found = load_sheet(tmp_path / "gapsheet.yaml", tmp_path)
    assert found.sheet is None
    assert [(one.code, one.params.get("word")) for one in found.diagnostics if one.code == "GS158"] == [
        ("GS158", "nowhere")
    ]
    assert sorted(one.code for one in found.diagnostics if one.code != "GS158") == ["GS034", "GS036", "GS159"]
