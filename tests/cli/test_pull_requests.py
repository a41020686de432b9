"""A pull request judged in a real repository: against a baseline, and against what a trusted revision says."""

import json
import re

import pytest

from cli.conftest import DAY
from repositories import Repo

GATE = ("gate", "--as-of", DAY, "--lang", "en")
AGAINST = ("--baseline", "main:gapsheet.yaml")


@pytest.fixture
def gapsheet(quick):
    return quick


@pytest.fixture
def repo(gapsheet) -> Repo:
    """A repository whose branch `main` has a sheet that passes, with the branch `change` checked out."""
    (gapsheet.folder / ".git").rmdir()
    repo = Repo.new(gapsheet.folder)
    sheet = gapsheet.all_met()
    text = sheet.read_text(encoding="utf-8")
    text = text.replace("\npolicy: launch", "\npolicy: pilot", 1)
    sheet.write_text(answered(text, "UPD-02", "partial"), encoding="utf-8")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "change")
    return repo


def answered(text: str, item: str, answer: str) -> str:
    """The sheet with another answer, in short or in flow form."""
    found, times = re.subn(rf"^(  {item}:)[^#\n]*", rf"\1 {answer}  ", text, flags=re.MULTILINE)
    assert times == 1
    return found


def with_checklist(text: str, pin: str) -> str:
    """The sheet with one checklist more."""
    assert "\nchecklists:\n" in text
    return text.replace("\nchecklists:\n", f"\nchecklists:\n  - {pin}\n", 1)


def edit(repo: Repo, *answers: tuple[str, str]) -> None:
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    for item, answer in answers:
        text = answered(text, item, answer)
    repo.write("gapsheet.yaml", text)


WAIVED = "{answer: unmet, waiver: {reason: Later., by: me, granted: 2026-11-18, until: 2026-12-10}}"


def one_screen(out: str) -> bool:
    lines = out.splitlines()
    return len(lines) <= 50 and all(len(line) <= 80 for line in lines)


def test_one_that_lowers_an_answer_fails(gapsheet, repo):
    edit(repo, ("UPD-01", "partial"))
    done = gapsheet(*GATE, *AGAINST, "--no-worse")
    assert done.code == 1
    assert "FAIL  No item worse than in the baseline" in done.out
    assert re.search(r"^Slipped +UPD-01 .*met -> partial +-\d", done.out, re.MULTILINE)
    assert one_screen(done.out)
    assert gapsheet(*GATE, *AGAINST).code == 0


def test_one_that_waives_its_own_gap_fails_under_trust(gapsheet, repo):
    edit(repo, ("SEC-01", WAIVED))
    before = gapsheet(*GATE)
    assert before.code == 0
    done = gapsheet(*GATE, "--trust", "main")
    assert done.code == 1
    assert "SEC-01    waiver until 10 Dec 2026 does not count: main has none" in done.out
    assert one_screen(done.out)


def test_one_that_improves_passes(gapsheet, repo):
    edit(repo, ("UPD-02", "met"))
    done = gapsheet(*GATE, *AGAINST, "--no-worse", "--trust", "main")
    assert done.code == 0
    assert re.search(r"^Improved +UPD-02 .*partial -> met +\+\d", done.out, re.MULTILINE)
    assert one_screen(done.out)


def test_json_says_all_of_it(gapsheet, repo):
    edit(repo, ("UPD-01", "unmet"), ("UPD-02", "met"))
    done = gapsheet(*GATE, *AGAINST, "--no-worse", "--trust", "main", "--format", "json")
    data = json.loads(done.out)
    assert done.code == 1
    assert data["comparison"]["worse"] == ["UPD-01"]
    assert {row["id"]: row["kind"] for row in data["comparison"]["changes"]} == {
        "UPD-01": "slipped",
        "UPD-02": "improved",
    }
    effects = sum(round(10 * row["effect"]) for row in data["comparison"]["changes"])
    assert effects == round(10 * data["comparison"]["change"])
    (rule,) = [rule for rule in data["gate"]["rules"] if rule["rule"] == "no_item_worse"]
    assert (rule["passed"], rule["expected"], rule["actual"]) == (False, [], ["UPD-01"])
    assert data["trust"] == {
        "revision": "main",
        "commit": repo.git("rev-parse", "main"),
        "sheet": True,
        "ignored": [],
    }


@pytest.mark.parametrize("answer", ["{answer: n/a, reason: x}", "", "unmet"])
def test_every_way_down_is_worse(gapsheet, repo, answer):
    edit(repo, ("DRI-02", answer))
    done = gapsheet(*GATE, "--policy", "none", *AGAINST, "--no-worse", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)["comparison"]["worse"] == ["DRI-02"]


def test_a_file_named_like_the_baseline_is_not_the_baseline(gapsheet, repo):
    edit(repo, ("UPD-01", "unmet"))
    fake = (repo.root / "gapsheet.yaml").read_bytes()
    (repo.root / "main:gapsheet.yaml").write_bytes(fake)
    assert gapsheet(*GATE, *AGAINST, "--no-worse").code == 1
    assert gapsheet(*GATE, "--baseline", "./main:gapsheet.yaml", "--no-worse").code == 0


def test_a_checklist_that_is_dropped_is_worse(gapsheet, repo):
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    text = text.replace("  - update@1.0\n", "", 1)
    text = re.sub(r"^  UPD-[^\n]*\n", "", text, flags=re.MULTILINE)
    repo.write("gapsheet.yaml", text)
    done = gapsheet(*GATE, "--policy", "none", *AGAINST, "--no-worse", "--format", "json")
    assert done.code == 1, done.err
    data = json.loads(done.out)
    assert set(data["comparison"]["worse"]) == {row["id"] for row in data["comparison"]["changes"]}
    assert not data["comparison"]["like_for_like"]


def test_a_ratchet_needs_no_policy_and_lets_a_failing_sheet_get_better(gapsheet, repo):
    edit(repo, ("SEC-01", "unmet"), ("SEC-02", "unmet"))
    repo.commit()
    edit(repo, ("SEC-02", "partial"))
    ratchet = ("--baseline", "change:gapsheet.yaml", "--no-worse")
    assert gapsheet(*GATE, *ratchet).code == 1
    assert gapsheet(*GATE, *ratchet, "--policy", "none").code == 0


def test_max_drop_allows_that_many_points(gapsheet, repo):
    edit(repo, ("UPD-02", "unmet"))
    head = "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 自有}\nrules:\n"
    gapsheet.write("ours.yaml", head + "  max_drop: 0\n")
    done = gapsheet(*GATE, *AGAINST, "--policy", "ours.yaml", "--format", "json")
    assert done.code == 1
    data = json.loads(done.out)
    drop = data["gate"]["rules"][0]["actual"]
    assert drop == -data["comparison"]["change"] > 0
    assert data["gate"]["way_to_pass"]["steps"]
    gapsheet.write("ours.yaml", head + f"  max_drop: {drop}\n")
    assert gapsheet(*GATE, *AGAINST, "--policy", "ours.yaml").code == 0


def test_a_saved_result_serves_as_a_baseline_without_git(gapsheet, repo):
    saved = gapsheet(*GATE, "--save-baseline", "baseline.json")
    assert saved.code == 0
    assert "baseline.json" in saved.err
    edit(repo, ("UPD-01", "unmet"))
    done = gapsheet(*GATE, "--baseline", "baseline.json", "--no-worse")
    assert done.code == 1
    assert "worse: UPD-01" in done.out
    assert gapsheet(*GATE, "--baseline", "baseline.json", "--save-baseline", "baseline.json").code == 0


def test_a_sheet_that_is_not_there_yet_passes_and_is_said(gapsheet, repo):
    repo.git("checkout", "--quiet", "--orphan", "fresh")
    repo.git("rm", "--quiet", "--cached", "gapsheet.yaml")
    repo.write("x.txt", "x")
    repo.git("add", "x.txt")
    repo.git("commit", "--quiet", "-m", "nothing yet")
    done = gapsheet(*GATE, "--baseline", "fresh:gapsheet.yaml", "--no-worse")
    assert done.code == 0
    assert "Nothing to compare with: fresh:gapsheet.yaml does not exist yet." in done.out
    typo = gapsheet(*GATE, "--baseline", "fresh:gapsheeet.yaml", "--no-worse")
    assert typo.code == 2
    assert 'there is no file "gapsheeet.yaml" at fresh, nor here' in typo.err


# ---- what a change cannot talk its way past -----------------------------------------------------------------------


def trusted(gapsheet, *more: str) -> dict:
    done = gapsheet(*GATE, "--trust", "main", "--format", "json", *more)
    assert done.code in (0, 1), done.err
    return json.loads(done.out)


def ignored(data: dict) -> set[tuple[str, str, str]]:
    return {(one["what"], one["name"], one["why"]) for one in data["trust"]["ignored"]}


def state(data: dict, item: str) -> str:
    return next(i["state"] for c in data["checklists"] for i in c["items"] if i["id"] == item)


def test_an_na_of_the_change_stands_as_not_answered(gapsheet, repo):
    edit(repo, ("SEC-01", "{answer: n/a, reason: We have no secrets.}"))
    data = trusted(gapsheet)
    assert state(data, "SEC-01") == "unanswered"
    assert ignored(data) == {("not-applicable", "SEC-01", "new")}


def test_facts_policy_pins_people_and_dates_come_from_the_trusted_revision(gapsheet, repo):
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    text = text.replace("\npolicy: pilot", "\npolicy: diligence", 1).replace(
        "personal-data: unknown", "personal-data: no"
    )
    text = with_checklist(re.sub(r"assessed: \S+", "assessed: 2026-11-17", text, count=1), "cost@1.0")
    text += "\npeople:\n  me: Me\n"
    repo.write("gapsheet.yaml", text)
    data = trusted(gapsheet)
    assert data["gate"]["policy"]["id"] == "pilot"
    assert data["facts"].get("personal-data") == "unknown"
    assert data["assessed"] == DAY
    assert "cost" not in [entry["id"] for entry in data["checklists"]]
    assert ignored(data) == {
        ("fact", "personal-data", "differs"),
        ("policy", "policy", "differs"),
        ("checklists", "cost@1.0", "new"),
        ("key", "assessed", "differs"),
        ("key", "people", "differs"),
    }


WAIVER = "{{answer: unmet, waiver: {{reason: {reason}, by: {by}, granted: {granted}, until: {until}}}}}"


@pytest.mark.parametrize(
    ("change", "counts", "why"),
    [
        ({}, True, None),
        ({"until": "2026-11-25"}, True, None),
        ({"until": "2026-12-11"}, False, "longer"),
        ({"reason": "Other."}, True, "differs"),
        ({"granted": "2026-10-01"}, True, "differs"),
        ({"by": "else"}, True, "differs"),
        ({"until": "2026-12-10, residual_risk: None."}, True, "differs"),
    ],
)
def test_a_waiver_counts_as_the_trusted_revision_has_it(gapsheet, repo, change, counts, why):
    agreed = {"reason": "Later.", "by": "hana", "granted": "2026-11-10", "until": "2026-12-10"}
    edit(repo, ("UPD-01", WAIVER.format(**agreed)))
    repo.commit()
    repo.git("branch", "--force", "main", "change")
    edit(repo, ("UPD-01", WAIVER.format(**agreed | change)))
    data = trusted(gapsheet, "--policy", "launch")
    item = next(i for c in data["checklists"] for i in c["items"] if i["id"] == "UPD-01")
    assert item["waived"] is counts
    if counts:
        said = {**agreed, **({"until": change["until"][:10]} if "until" in change else {}), "residual_risk": None}
        assert {key: item["waiver"][key] for key in said} == said
    assert ignored(data) == ({("waiver", "UPD-01", why)} if why else set())


POLICY = "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 自有}\nrules:\n  min_score: 100\n"


@pytest.mark.parametrize("named", ["in the sheet", "on the command line"])
def test_a_policy_file_is_read_as_the_trusted_revision_has_it(gapsheet, repo, named):
    repo.write("policies/ours.yaml", POLICY)
    if named == "in the sheet":
        text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
        repo.write("gapsheet.yaml", text.replace("\npolicy: pilot", "\npolicy: ./policies/ours.yaml", 1))
    repo.commit()
    repo.git("branch", "--force", "main", "change")
    repo.write("policies/ours.yaml", POLICY.replace("100", "0"))
    more = () if named == "in the sheet" else ("--policy", "policies/ours.yaml")
    data = trusted(gapsheet, *more)
    assert data["gate"]["verdict"] == "not-ready"
    assert data["gate"]["policy"]["path"] == "policies/ours.yaml"
    assert ("policy-file", "policies/ours.yaml", "differs") in ignored(data)
    (repo.root / "policies/ours.yaml").unlink()
    if named == "on the command line":
        assert ("policy-file", "policies/ours.yaml", "missing") in ignored(trusted(gapsheet, *more))


def test_a_checklist_file_is_read_as_the_trusted_revision_has_it(gapsheet, repo):
    done = gapsheet("checklists", "new", "fintech", "--prefix", "FIN")
    assert done.code == 0, done.err
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    repo.write("gapsheet.yaml", with_checklist(text, "./checklists/fintech.yaml@1.0"))
    assert gapsheet("check").code == 0
    repo.commit()
    repo.git("branch", "--force", "main", "change")
    own = repo.root / "checklists/fintech.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("severity: high", "severity: low"), encoding="utf-8")
    data = trusted(gapsheet)
    assert ("checklist-file", "checklists/fintech.yaml", "differs") in ignored(data)
    severities = {i["severity"] for c in data["checklists"] if c["id"] == "fintech" for i in c["items"]}
    assert "low" not in severities


def test_where_the_trusted_revision_has_no_sheet_only_answers_remain(gapsheet, repo):
    repo.git("checkout", "--quiet", "--orphan", "fresh")
    repo.git("rm", "--quiet", "--cached", "gapsheet.yaml")
    repo.write("x.txt", "x")
    repo.git("add", "x.txt")
    repo.git("commit", "--quiet", "-m", "nothing yet")
    edit(repo, ("UPD-01", WAIVED), ("UPD-02", "{answer: n/a, reason: x}"))
    text = (
        (repo.root / "gapsheet.yaml").read_text(encoding="utf-8").replace("personal-data: unknown", "personal-data: no")
    )
    repo.write("gapsheet.yaml", text)
    for more in ((), ("--policy", "none"), ("--policy", "ours.yaml")):
        done = gapsheet(*GATE, "--trust", "fresh", *more)
        assert done.code == 2
        assert "there is no gapsheet.yaml at fresh" in done.err
    done = gapsheet(*GATE, "--trust", "fresh", "--policy", "launch", "--format", "json")
    data = json.loads(done.out)
    assert done.code == 1
    assert data["trust"]["sheet"] is False
    assert data["facts"] == {}
    assert ("waiver", "UPD-01", "new") in ignored(data)
    assert ("not-applicable", "UPD-02", "new") in ignored(data)
    assert ("fact", "personal-data", "new") in ignored(data)


def test_evidence_is_taken_from_the_change(gapsheet, repo):
    edit(repo, ("SEC-01", "{answer: met, evidence: proof.txt}"))
    repo.write("proof.txt", "x")
    data = trusted(gapsheet)
    item = next(i for c in data["checklists"] for i in c["items"] if i["id"] == "SEC-01")
    assert item["assurance"] == "referenced"


def test_the_evidence_that_answers_share_is_taken_from_the_change_too(gapsheet, repo):
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    text = text.replace("\nanswers:\n", "\nevidence:\n  proof: {file: proof.txt, title: Proof}\nanswers:\n", 1)
    repo.write(
        "gapsheet.yaml", "organisation: Others\n" + answered(text, "SEC-01", "{answer: met, evidence: {ref: proof}}")
    )
    repo.write("proof.txt", "x")
    data = trusted(gapsheet)
    item = next(i for c in data["checklists"] for i in c["items"] if i["id"] == "SEC-01")
    (piece,) = item["evidence"]
    assert (item["assurance"], piece["ref"], piece["file"], piece["title"]) == (
        "referenced",
        "proof",
        "proof.txt",
        "Proof",
    )
    assert ignored(data) == {("key", "organisation", "differs")}


# ---- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--baseline", "nowhere:gapsheet.yaml"), 'there is no revision "nowhere" here'),
        (("--baseline", "-x:gapsheet.yaml"), "is neither a file nor REV:FILE"),
        (("--baseline=--output=x:gapsheet.yaml",), "is neither a file nor REV:FILE"),
        (("--baseline", "main:--x"), 'there is no file "--x" at main'),
        (("--baseline", "main:../gapsheet.yaml"), 'there is no file "../gapsheet.yaml" at main'),
        (("--baseline", "main:.git/config"), 'there is no file ".git/config" at main'),
        (("--baseline", "main"), "main does not exist"),
        (("--baseline", ""), "an empty value for baseline"),
        (("--baseline", "a b:gapsheet.yaml"), '"a b" is not a revision'),
        (("--trust", "nowhere"), 'there is no revision "nowhere" here'),
        (("--trust=--help",), '"--help" is not a revision'),
        (("--trust", ""), "an empty value for trust"),
        (("--no-worse",), "--no-worse compares with a baseline, and none was given"),
    ],
)
def test_2_what_cannot_be_compared_is_one_sentence(gapsheet, repo, options, said):
    done = gapsheet(*GATE, *options)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert len(done.err.splitlines()) <= 3


def test_2_without_git_or_outside_a_repository(gapsheet, repo, tmp_path_factory):
    done = gapsheet(*GATE, *AGAINST, PATH="/nowhere")
    assert done.code == 2
    assert "git is needed for this, and was not found" in done.err
    alone = tmp_path_factory.mktemp("alone")
    (alone / "gapsheet.yaml").write_bytes((repo.root / "gapsheet.yaml").read_bytes())
    done = gapsheet(*GATE, *AGAINST, cwd=alone)
    assert done.code == 2
    assert "this folder is in no git repository" in done.err


def test_2_a_broken_sheet_in_the_past(gapsheet, repo):
    good = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    repo.write("gapsheet.yaml", good.replace("UPD-01: met", "UPD-01: mett", 1))
    repo.commit()
    repo.write("gapsheet.yaml", good)
    done = gapsheet(*GATE, "--baseline", "change:gapsheet.yaml")
    assert done.code == 2
    assert "change:gapsheet.yaml has a mistake, so there is nothing sound to compare with" in done.err
    done = gapsheet(*GATE, "--trust", "change")
    assert done.code == 2
    assert "gapsheet.yaml has mistakes at change" in done.err


def test_a_detached_head_and_a_sheet_in_a_folder_work(gapsheet, repo):
    repo.git("mv", "gapsheet.yaml", "moved.yaml")
    (repo.root / "services/claims").mkdir(parents=True)
    repo.git("mv", "moved.yaml", "services/claims/gapsheet.yaml")
    repo.commit()
    repo.git("checkout", "--quiet", "--detach")
    folder = repo.root / "services/claims"
    text = answered((folder / "gapsheet.yaml").read_text(encoding="utf-8"), "UPD-01", "unmet")
    (folder / "gapsheet.yaml").write_text(text, encoding="utf-8")
    for name in ("services/claims/gapsheet.yaml", "./gapsheet.yaml"):
        done = gapsheet(*GATE, "--baseline", f"HEAD:{name}", "--no-worse", "--trust", "HEAD", cwd=folder)
        assert done.code == 1, done.err
        assert "worse: UPD-01" in done.out


def test_an_output_never_replaces_the_baseline_by_accident(gapsheet, repo):
    """A saved result may be renewed where it lies; the sheet may not."""
    done = gapsheet(*GATE, "--save-baseline", "gapsheet.yaml")
    assert done.code == 2
    assert (repo.root / "gapsheet.yaml").read_text(encoding="utf-8").startswith("#")


# ---- diff -----------------------------------------------------------------------------------------------------------


def test_diff_names_what_changed(gapsheet, repo):
    edit(repo, ("UPD-01", "unmet"), ("UPD-02", "{answer: partial, owner: dana, due: 2026-12-01}"))
    done = gapsheet("diff", "main:gapsheet.yaml", "--as-of", DAY, "--lang", "en")
    assert done.code == 0
    assert re.search(r"^Slipped +UPD-01 ", done.out, re.MULTILINE)
    assert "dana" in done.out
    data = json.loads(gapsheet("diff", "main:gapsheet.yaml", "gapsheet.yaml", "--format", "json", "--as-of", DAY).out)
    assert data["schema"] == "gapsheet/diff/v1"
    assert [row["id"] for row in data["changes"]] == ["UPD-01"]
    assert {(row["id"], row["what"]) for row in data["moved"]} == {("UPD-02", "owner"), ("UPD-02", "due")}
    assert data["old"]["commit"] == repo.git("rev-parse", "main")


def test_diff_counts_how_often_a_due_date_moved(gapsheet, repo):
    for day, due in (("2026-11-02", "2026-12-01"), ("2026-11-03", "2026-12-08"), ("2026-11-04", "2027-01-05")):
        edit(repo, ("UPD-02", f"{{answer: partial, due: {due}}}"))
        repo.commit(day=day)
    edit(repo, ("UPD-02", "{answer: partial, due: 2027-03-01}"))
    for new in ("gapsheet.yaml", None):
        done = gapsheet("diff", "HEAD~2:gapsheet.yaml", *filter(None, [new]), "--format", "json", "--as-of", DAY)
        (moved,) = json.loads(done.out)["moved"]
        assert (moved["old"], moved["new"], moved["times"]) == ("2026-12-01", "2027-03-01", 3)
    done = gapsheet("diff", "HEAD~2:gapsheet.yaml", "HEAD:gapsheet.yaml", "--format", "json", "--as-of", DAY)
    (moved,) = json.loads(done.out)["moved"]
    assert (moved["new"], moved["times"]) == ("2027-01-05", 2)
    assert "moved 3 times" in gapsheet("diff", "HEAD~2:gapsheet.yaml", "--as-of", DAY, "--lang", "en").out


def test_diff_of_two_revisions_and_to_a_file(gapsheet, repo):
    edit(repo, ("UPD-01", "unmet"))
    repo.commit()
    done = gapsheet("diff", "main:gapsheet.yaml", "change:gapsheet.yaml", "-o", "d.html", "--lang", "en")
    assert done.code == 0
    assert "d.html" in done.out
    assert (repo.root / "d.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    md = gapsheet("diff", "main:gapsheet.yaml", "change:gapsheet.yaml", "--format", "markdown")
    assert md.code == 0
    assert "UPD-01" in md.out


def test_2_diff_refuses_what_it_cannot_do(gapsheet, repo):
    assert gapsheet("diff", "nowhere:gapsheet.yaml").code == 2
    assert gapsheet("diff", "none.yaml").code == 2
    assert gapsheet("diff", "main:gapsheet.yaml", "-o", "x.pdf").code == 2
    text = (repo.root / "gapsheet.yaml").read_text(encoding="utf-8")
    repo.write("gapsheet.yaml", with_checklist(text, "cost@1.0"))
    assert gapsheet("diff", "main:gapsheet.yaml").code == 0
    strict = gapsheet("diff", "main:gapsheet.yaml", "--strict")
    assert strict.code == 2
    assert "--strict" in strict.err
