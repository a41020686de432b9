"""The comment on a pull request: five seconds to see whether it got worse, within a budget, and nothing in it acts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

import assessments
import reviews
import strategies
from gapsheet.core.case import case_of
from gapsheet.core.gate import decide
from gapsheet.model.comparison import NothingToCompare
from gapsheet.model.policy import Rules
from gapsheet.report import comment, summary
from gapsheet.report.comment import LEAST, mark
from gapsheet.report.diff_sentences import signed
from gapsheet.report.formats import FORMATS, PUBLISH
from gapsheet.words import LANGS, say

BUILDS = [
    assessments.not_ready,
    assessments.unanswered,
    assessments.nothing_counted,
    assessments.no_policy,
    assessments.all_met,
    assessments.everything,
    reviews.pull_request,
    reviews.improved,
    reviews.told,
]
MARK = re.compile(r"<!-- gapsheet:comment:[0-9a-f]{16} -->")
FOLD = re.compile(r"<details>\n<summary>[^<>]*</summary>\n?")


def shown_text(document):
    return "\n".join(t.content for t in reviews.tokens(document) if t.type in ("text", "text_special"))


def assert_inert(document):
    """Assert that a CommonMark parser with tables finds nothing that acts, and only our own HTML and headings."""
    found = list(reviews.tokens(document))
    assert not {token.type for token in found} & reviews.ACTS
    for token in found:
        if token.type == "html_block":
            html = token.content.strip("\n")
            assert MARK.fullmatch(html) or FOLD.fullmatch(html) or html == "</details>", html
        if token.type == "heading_open":
            assert token.tag in ("h2", "h3")
    assert document.count("<details>") == document.count("</details>")
    said = shown_text(document)
    assert not re.search(r"[@#](?=\w)", said)
    assert not re.search(r"(?i)://|\bwww\.|\bGH-\d|:white_check_mark:", said)
    assert not re.search(r"[\u2028\u202e\u2066\x85]", document)
    assert not [line for line in document.splitlines() if line.lstrip().startswith(("::", "##["))]


def assert_whole_rows(document):
    """Assert that every table has as many cells in each row as in its head, read as GitHub splits rows."""
    width = 0
    for line in document.splitlines():
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        assert not (width and cells) or cells == width, line
        width = cells


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("publish", PUBLISH)
@pytest.mark.parametrize("build", BUILDS)
def test_every_state_renders_well_and_twice_the_same(build, publish, lang):
    judged = build()
    text = comment.render(judged, lang, publish)
    assert text == comment.render(judged, lang, publish)
    assert text.startswith(mark(judged) + "\n")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert len(text) <= comment.BUDGET
    assert_inert(text)
    assert_whole_rows(text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_screen_says_whether_it_got_worse(lang):
    judged = reviews.pull_request()
    first = comment.render(judged, lang).split("<details>")[0]
    compared = judged.comparison
    assert first.count("\n") <= 40
    verdict = say(lang, "terms", f"verdict.{judged.gate.verdict}")
    assert f"## {verdict} · {judged.numbers.score} " in first
    assert f"**{say(lang, 'ci', 'worse', n=3)}**" in first
    assert f"{compared.old_score} → {compared.new_score}" in first
    assert signed(lang, compared.change) in first
    for change in compared.changes:
        assert f"| {say(lang, 'diff', f'kind.{change.kind}')} | **{change.id}** " in first
    for rule in judged.gate.failed:
        assert say(lang, "report", "rule.fail") in first
        assert str(rule.headline if isinstance(rule.headline, int) else "") in first
    assert ("1 Dec 2026" if lang == "en" else "2026年12月1日") in first  # the waiver that does not count
    assert say(lang, "ci", "trust.more", n=5) in first


@pytest.mark.parametrize("lang", LANGS)
def test_bold_is_bold_for_a_parser(lang):
    document = comment.render(reviews.pull_request(), lang, "full")
    assert "**" not in shown_text(document)
    assert any(token.type == "strong_open" for token in reviews.tokens(document))


def test_what_got_worse_stands_before_what_got_better():
    judged = reviews.pull_request(12, 6)
    compared = judged.comparison
    slipped, improved = (len(compared.of_kind(kind)) for kind in ("slipped", "improved"))
    assert slipped > 8
    first, *rest = comment.render(judged, "en").split("<details>")
    rows = [row for row in first.splitlines() if row.startswith(("| Slipped", "| Improved"))]
    assert len(rows) == 8
    assert all(row.startswith("| Slipped") for row in rows)
    more = slipped + improved - 8
    assert f"{more} more changes are folded below." in first
    (fold,) = [part for part in rest if f"{more} more changed items" in part]
    assert fold.count("\n| Slipped |") == slipped - 8
    assert fold.count("\n| Improved |") == improved


@pytest.mark.parametrize("lang", LANGS)
def test_no_item_worse_is_said(lang):
    judged = reviews.pull_request(0, 3)
    first = comment.render(judged, lang).split("<details>")[0]
    assert judged.comparison.worse == ()
    assert first.splitlines()[3].startswith(f"**{say(lang, 'ci', 'worse.none')}**")
    assert signed(lang, judged.comparison.change).startswith("+")


def test_waivers_that_a_change_grants_stand_on_the_first_screen():
    first = comment.render(reviews.improved(), "en").split("<details>")[0]
    assert first.splitlines()[1].startswith("## Ready with waivers · ")
    assert "The verdict went from Not ready to Ready with waivers." in first
    assert "The rules pass because 1 gap is accepted under a waiver. The first waiver ends on 30 Nov 2026" in first
    assert "Waiver: granted, until 30 Nov 2026" in first
    assert "**All 7 rules pass (policy launch)**" in first


def test_nothing_to_compare_is_said():
    judged = replace(assessments.not_ready(), comparison=NothingToCompare("main:gapsheet.yaml", reviews.COMMIT))
    assert "main:gapsheet.yaml does not exist at commit 4be91c7." in comment.render(judged, "en")


def test_other_items_than_before_are_said():
    old = assessments.assessment({}, assessments.core(("security",)))
    judged = assessments.not_ready()
    judged = replace(judged, comparison=reviews.against(old, judged))
    text = comment.render(judged, "en")
    assert "Not like for like" in text
    assert f"Only the {judged.comparison.shared} items that both judge are compared" in text


def test_each_sheet_has_its_own_mark():
    judged = assessments.not_ready()
    other = replace(judged, sheet_path="other/gapsheet.yaml")
    assert mark(judged) != mark(other)
    assert mark(judged) == mark(replace(reviews.pull_request(), sheet_path=judged.sheet_path))
    assert all(MARK.fullmatch(mark(one)) for one in (judged, other))


# ---- publish ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["comment", "summary", "github"])
def test_nothing_leaks_below_its_level(name, lang):
    judged, render = reviews.told(), FORMATS[name].render
    verdict, middle, full = (render(judged, lang, publish) for publish in PUBLISH)
    ids = [item.id for item in judged.items()]
    statements = [item.item.statement.text(lang)[:20] for item in judged.items()]
    leaks = [*ids, *statements, *reviews.ITEM_TOKENS, *reviews.QUIET_TOKENS]
    assert [token for token in leaks if token in verdict] == []
    assert [token for token in reviews.QUIET_TOKENS if token in middle] == []
    assert [token for token in ("SEC-01", statements[0], "TOKFACT") if token not in middle] == []
    assert [token for token in ("TOKNOTE", "TOKNAME", "2031") if token not in full] == []
    assert [token for token in ("TOKURL", "TOKEVIDENCE", "TOKREASON", "TOKSUBJECT") if token in full] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["comment", "summary", "github"])
def test_rules_that_name_items_only_count_them_at_the_lowest_level(name, lang):
    rules = Rules(unwaivable=("SEC-01", "SEC-02"), evidence_for=("critical",), no_item_worse=True)
    lists = assessments.core(("security",))
    met = {item.id: "met" for item in lists[0].items()}
    waived = {"answer": "unmet", "waiver": assessments.WAIVER}
    old = assessments.assessment(met, lists)
    plain = assessments.assessment(met | {"SEC-01": waived}, lists)
    compared = reviews.against(old, plain)
    gate = decide(case_of(plain, compared), strategies.policy_of(rules), sha256="0" * 64, path=None)
    judged = replace(plain, comparison=compared, gate=gate)
    assert {rule.rule for rule in judged.gate.failed} == {"unwaivable", "evidence_for", "no_item_worse"}
    text = FORMATS[name].render(judged, lang, "verdict")
    assert "SEC-" not in text
    assert say(lang, "ci", "unwaivable.title", n=2) in text
    assert "SEC-01" in FORMATS[name].render(judged, lang, "summary")


# ---- hostile text -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("publish", PUBLISH)
@pytest.mark.parametrize("build", [assessments.hostile, reviews.forging])
@pytest.mark.parametrize("module", [comment, summary])
def test_hostile_text_stays_text(module, build, publish, lang):
    text = module.render(build(), lang, publish)
    assert_inert(text)
    assert_whole_rows(text)
    assert len(MARK.findall(text)) == (module is comment)


@given(strategies.worlds(), strategies.worlds(), strategies.all_rules)
@settings(max_examples=20)
def test_any_two_sheets_render_in_every_way(new, old, rules):
    judged = new.assess(rules)
    judged = replace(judged, comparison=reviews.against(old.assess(), judged))
    for lang in LANGS:
        for publish in PUBLISH:
            for module in (comment, summary):
                text = module.render(judged, lang, publish)
                assert_inert(text)
                assert_whole_rows(text)


# ---- the budget -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("budget", [LEAST, 3_000, 7_001, 20_000, comment.BUDGET])
@pytest.mark.parametrize("build", [reviews.long, reviews.forging, lambda: reviews.pull_request(30, 10)])
def test_a_comment_keeps_its_budget_its_mark_and_whole_rows(build, budget, lang):
    judged = build()
    text = comment.render(judged, lang, "full", budget=budget)
    assert len(text) <= budget
    assert text.startswith(mark(judged) + "\n## ")
    assert say(lang, "terms", f"verdict.{judged.gate.verdict}") in text.splitlines()[1]
    assert_inert(text)
    assert_whole_rows(text)


def test_what_is_left_out_is_counted():
    judged = reviews.long()
    text = comment.render(judged, "en", "full", budget=20_000)
    (fold,) = [part for part in text.split("<details>") if "open items</summary>" in part]
    rows = len([line for line in fold.splitlines() if line.startswith("| **")])
    (left,) = re.findall(r"(\d+) more rows are left out for length\.", fold)
    assert rows
    assert rows + int(left) == judged.numbers.counts.open


def test_a_part_without_room_is_named():
    text = comment.render(reviews.long(), "en", "full", budget=LEAST)
    (sentence,) = re.findall(r"Left out for length: (.*)\. The gap report has everything\.", text)
    assert "open items" in sentence
    assert "open items</summary>" not in text


def test_a_budget_too_small_for_the_verdict_is_refused():
    with pytest.raises(ValueError, match="at least 2000"):
        comment.render(assessments.not_ready(), "en", "full", budget=LEAST - 1)
