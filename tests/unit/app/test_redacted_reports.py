"""What `--redact` takes out is in no format of no report, and no number is another for it."""

import datetime as dt
import re
from itertools import chain

import pytest

from gapsheet.app.audit import audit
from gapsheet.app.baseline import open_baseline
from gapsheet.app.judge import open_sheet
from gapsheet.app.trust import trusted
from gapsheet.model.redaction import PARTS
from gapsheet.report.audit_json import to_data
from gapsheet.report.formats import AUDIT_FORMATS, FORMATS
from gapsheet.report.wire import Result
from redactions import DAY, GONE, KEPT, SHEET, found_in, judged, unlike, write_sheet
from repositories import Repo

CASES = [("people",), ("links",), ("notes",), PARTS]
GAP = [entry for entry in FORMATS.values() if entry.report]
AUDIT = [entry for entry in AUDIT_FORMATS.values() if not entry.paged]  # a paged one prints another of them


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redact")
    write_sheet(folder)
    return folder


def record(found):
    return audit(found, today=dt.date(2026, 11, 24))


def outputs(found, langs):
    """Every output of a judged sheet, by kind and format, without what is no text of it."""
    for entry in GAP:
        yield f"gap {entry.name}", entry.render(found.assessment, langs[0])
    for entry in AUDIT:
        yield f"audit {entry.name}", entry.render(record(found), langs)


def plain(text):
    """A text as its reader has it: no escapes of JSON, no word joiners, no styles, scripts or class names."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda hit: chr(int(hit[1], 16)), text)
    text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL | re.IGNORECASE)
    return re.sub("[\u2060\\\\]", "", text).lower()


def test_all_values_are_in_the_reports_before(folder):
    """Otherwise the next test would hold for a report that shows nothing."""
    text = "\n".join(plain(output) for _, output in outputs(judged(folder), ("en",)))
    for value in (*chain.from_iterable(GONE.values()), *KEPT):
        assert found_in(text, value), value


@pytest.mark.parametrize(
    ("parts", "langs"), [*((parts, ("en",)) for parts in CASES), (PARTS, ("zh-CN", "en"))], ids=",".join
)
def test_nothing_that_was_taken_out_is_in_any_format(folder, parts, langs):
    found = judged(folder, parts, langs)
    told = [("the sheet", repr(found.assessment.sheet)), ("its items", repr(found.assessment.items()))]
    for name, output in [*told, *outputs(found, langs)]:
        text = plain(output)
        seen = [value for part in parts for value in GONE[part] if found_in(text, value)]
        assert not seen, name
        if not name.endswith(("csv", "items")):
            assert KEPT[0] in text, name


@pytest.mark.parametrize("parts", CASES, ids=",".join)
def test_no_number_and_no_state_is_another(folder, parts):
    real, clean = to_data(record(judged(folder))), to_data(record(judged(folder, parts)))
    assert (real.pop("redacted"), clean.pop("redacted")) == ([], list(parts))
    assert not unlike(real, clean)
    assert real != clean
    Result.model_validate({**clean, "redacted": list(parts)})


def test_evidence_keeps_its_title_its_digest_and_its_number(folder):
    real, clean = (record(judged(folder, parts)).evidence for parts in ((), ("links",)))
    assert [entry.number for entry in clean] == [entry.number for entry in real]
    assert [(entry.sha256, entry.size, entry.status) for entry in clean] == [
        (entry.sha256, entry.size, entry.status) for entry in real
    ]
    assert sum(entry.sha256 is not None for entry in clean) == 5
    titles = [entry.target for entry in clean]
    assert titles[0] == "Untitled evidence 1"
    assert {"Notes of Ines Moreau", "Drill", "Drill (2)", "Drill (3)"} <= set(titles)
    assert len(set(titles)) == len({entry.target for entry in real})


def test_pieces_that_differ_stay_apart(tmp_path):
    """Two spellings of one person become one, and a mail address need not have a dot."""
    pieces = ["{file: a.md, collected_by: dana}", "{file: a.md, collected_by: Dana Ruiz}", "mailto:ops@localhost"]
    answers = f"answers:\n  UPD-01: {{answer: met, evidence: [{', '.join(pieces)}]}}\npeople: {{dana: Dana Ruiz}}\n"
    write_sheet(tmp_path, SHEET[: SHEET.index("scope:")] + "checklists: [update@1.0]\n" + answers)
    entries = record(judged(tmp_path, ("people",))).evidence
    assert [(entry.target, entry.evidence.title, entry.evidence.collected_by) for entry in entries] == [
        ("a.md", None, "person-1"),
        ("a.md", "a.md (2)", "person-1"),
        ("Untitled evidence 1", "Untitled evidence 1", None),
    ]


def test_a_title_that_is_the_path_of_another_file_takes_not_its_digest(tmp_path):
    (tmp_path / "dana.txt").write_text("of dana", encoding="utf-8")
    (tmp_path / "plain.txt").write_text("another", encoding="utf-8")
    (tmp_path / "gapsheet.yaml").write_text(
        "schema: gapsheet/answers/v1\nsystem: S\nassessor: dana\nchecklists: [update@1.0]\nanswers:\n  UPD-01:\n"
        "    answer: met\n    evidence: [{file: dana.txt, title: plain.txt}, plain.txt]\n",
        encoding="utf-8",
    )
    before, after = (record(judged(tmp_path, parts)).evidence for parts in ((), ("people",)))
    assert [entry.sha256 for entry in before] == [entry.sha256 for entry in after]
    assert [entry.target for entry in after] == ["plain.txt (2)", "plain.txt"]


def test_one_person_stays_one_and_is_told_from_others(folder):
    found = record(judged(folder, ("people",)))
    sheet = found.assessment.sheet
    assert sheet.assessor == "person-1"
    assert sheet.people["person-1"] == "Person 1"
    assert found.same_person == ("person-1",)
    assert [entry.name for entry in sheet.signoff] == ["person-1", "person-8", "person-1"]
    answer = sheet.answers["UPD-01"]
    assert (answer.by, answer.owner, answer.waiver.by) == ("person-1", "person-4", "person-7")
    assert answer.note == "[removed] saw evidence/pentest.pdf with @Person 1; 请Person 4处理. Mail " + (
        "[e-mail address removed], or Person 4."
    )


def test_the_first_page_says_what_was_removed(folder):
    english = judged(folder, PARTS)
    assert "Removed people, links, notes" in FORMATS["markdown"].render(english.assessment, "en")
    chinese = FORMATS["html"].render(judged(folder, ("people", "notes"), ("zh-CN",)).assessment, "zh-CN")
    assert re.search(r"已隐去\s*(<[^>]+>\s*)*人名、备注", chinese)
    cover = plain(AUDIT_FORMATS["markdown"].render(record(english), ("en",)))[:3000]
    assert all(word in cover for word in ("people", "links", "notes"))


# ---- a baseline, a trusted revision, a work tree --------------------------------------------------------------------

BEFORE = SHEET.replace("owner: liwei", "owner: Margarethe Voss").replace(
    "UPD-03:\n    answer: met", "UPD-03:\n    answer: unmet"
)


@pytest.fixture
def repo(tmp_path):
    repo = Repo.new(tmp_path / "r")
    write_sheet(repo.root, BEFORE)
    repo.commit()
    write_sheet(repo.root)
    return repo


def test_the_owners_of_a_baseline_are_removed_too(repo):
    cwd = repo.root
    past = open_baseline("main:gapsheet.yaml", cwd=cwd, root=cwd, as_of=DAY, version="0")
    real, clean = judged(cwd, baseline=past), judged(cwd, ("people",), baseline=past)
    moved = [row for row in clean.assessment.comparison.moved if row.what == "owner"]
    assert [(row.id, row.old, row.new) for row in moved] == [("UPD-01", "person-9", "person-4")]
    for name, output in outputs(clean, ("en",)):
        assert "margarethe" not in plain(output), name
    assert "Person 9" in FORMATS["html"].render(clean.assessment, "en")
    assert "margarethe" in plain(FORMATS["html"].render(real.assessment, "en"))
    assert clean.assessment.comparison.new_score == real.assessment.comparison.new_score


def test_what_did_not_count_names_nobody(repo):
    changed = SHEET.replace(
        "reason: Hana Sato agreed, https://tracker.example.org/T-1", "reason: see www.tracker.org/9"
    )
    changed = changed.replace("      by: hana\n", "      by: Bo\n")
    write_sheet(repo.root, changed)
    loaded = open_sheet("gapsheet.yaml", repo.root, as_of=DAY)
    base = trusted(loaded, "main", policy=None, cwd=repo.root, found=False)
    told = judged(repo.root, ("people", "links"), trusted=base).assessment.trust
    (entry,) = [entry for entry in told.ignored if entry.what == "waiver"]
    assert entry.old == (
        "person-7, 2026-11-01, Person 7 agreed, [link removed], Person 1 watches the queue, small, says Person 4"
    )
    assert entry.new.startswith("person-9, 2026-11-01, see [link removed], ")


def test_files_that_are_not_committed_go_by_what_stands_for_them(repo):
    (repo.root / "evidence" / "first.md").write_text("another", encoding="utf-8")
    real, clean = (record(judged(repo.root, parts)).revision.changed for parts in ((), ("links",)))
    assert real == ("evidence/first.md", "gapsheet.yaml")
    assert clean == ("Drill", "gapsheet.yaml")
    found = judged(repo.root, ("links",))
    assert repo.root / "evidence" / "first.md" in found.inputs  # so that no report is written over it
