"""Annotations: within GitHub's limits, the worst first, the verdict last, and nothing that a sheet could forge."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

import assessments
import reviews
import strategies
from gapsheet.report import github
from gapsheet.report.formats import PUBLISH
from gapsheet.report.view_gate import blockers
from gapsheet.words import LANGS, say

COMMAND = re.compile(r"::(\w[\w-]*)(?: ([^:]*))?::(.*)")


def read(text):
    """Read commands as the runner does: kind, properties, message; anything else is an error."""
    assert text.endswith("\n")
    commands = []
    for line in text[:-1].split("\n"):
        found = COMMAND.fullmatch(line)
        assert found, line
        kind, given_, message = found.groups()
        pairs = (pair.partition("=") for pair in (given_ or "").split(",") if pair)
        commands.append((kind, {name: undone(value) for name, _, value in pairs}, undone(message)))
    return commands


def undone(text):
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def assert_within_limits(commands, judged):
    kinds = [kind for kind, _, _ in commands]
    assert set(kinds) <= {"error", "warning", "notice"}
    assert all(kinds.count(kind) <= 10 for kind in set(kinds))
    assert len(commands) <= 50
    for _, properties, message in commands:
        assert set(properties) <= {"file", "line", "title"}
        assert properties["title"]
        assert message
        assert "\r" not in message
    assert judged.sheet_path == commands[-1][1]["file"] or "\n" in judged.sheet_path


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("publish", PUBLISH)
@pytest.mark.parametrize(
    "build",
    [
        assessments.not_ready,
        assessments.unanswered,
        assessments.nothing_counted,
        assessments.no_policy,
        assessments.all_met,
        assessments.everything,
        assessments.hostile,
        reviews.pull_request,
        reviews.improved,
        reviews.long,
    ],
)
def test_every_state_is_within_the_limits_and_twice_the_same(build, publish, lang):
    judged = build()
    text = github.render(judged, lang, publish)
    assert text == github.render(judged, lang, publish)
    assert_within_limits(read(text), judged)


def test_items_stand_at_their_lines_and_what_this_change_made_worse_comes_first():
    judged = reviews.pull_request()
    commands = read(github.render(judged, "en"))
    named = [message.split(" ")[0] for kind, _, message in commands if kind == "error"][:-1]
    results = {item.id: item for item in judged.items()}
    assert len(named) == 9
    assert set(named) <= blockers(judged)
    worse = [name for name in judged.comparison.worse if name in blockers(judged)]
    assert named[: len(worse)] == worse
    rank = ["critical", "high", "medium", "low"]
    rest = [rank.index(results[name].severity) for name in named[len(worse) :]]
    assert rest == sorted(rest)
    for _, properties, message in commands[:9]:
        item = results[message.split(" ")[0]]
        assert properties.get("line") == (str(item.line) if item.line else None)
        assert properties["file"] == "services/claims/gapsheet.yaml"
        assert f": {item.item.statement.en}." in message
        assert ("It is worse than in the baseline." in message) == (item.id in worse)


@pytest.mark.parametrize("lang", LANGS)
def test_the_last_one_has_the_verdict_and_counts_the_rest(lang):
    judged = reviews.pull_request()
    *others, (last, properties, told) = read(github.render(judged, lang))
    named = {message.split(" ")[0] for kind, _, message in others if kind != "notice"}
    left = len([item for item in judged.items() if item.open and item.id not in named])
    head, *rules = told.split("\n")
    assert last == "error"
    assert "line" not in properties
    assert head.startswith({"en": "Not ready, ", "zh-CN": "不通过，"}[lang] + str(judged.numbers.score))
    assert say(lang, "ci", "note.rules", failed=3, n=7) in head
    assert say(lang, "ci", "worse.inline", n=3) in head
    assert left
    assert say(lang, "ci", "note.more", n=left) in head
    assert len(rules) == 3


def test_a_gate_that_passes_is_quiet():
    commands = read(github.render(assessments.all_met(waived=True), "en"))
    assert [kind for kind, _, _ in commands] == ["notice", "notice"]
    assert commands[0][1]["title"].startswith("Waiver of ")
    assert "(12 days left)" in commands[0][2]
    assert commands[1][2].startswith("Ready with waivers, ")


def test_what_does_not_count_is_one_warning():
    judged = reviews.pull_request()
    warnings = [(p, m) for kind, p, m in read(github.render(judged, "en")) if kind == "warning"]
    properties, message = warnings[0]
    assert properties["title"] == "Does not count under --trust main"
    lines = message.split("\n")
    assert lines[0] == "- SEC-02: waiver until 1 Dec 2026 does not count: main has none"
    assert lines[-1] == "and 1 more"
    assert len(lines) == 11


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("publish", PUBLISH)
def test_text_from_a_sheet_forges_nothing(publish, lang):
    judged = reviews.forging()
    text = github.render(judged, lang, publish)
    commands = read(text)
    assert_within_limits(commands, judged)
    assert not re.search(r"[\r\u2028\u202e\u2066\x85]", text)
    for _, properties, _ in commands:
        assert properties["file"] == "a,b:c%\\u{a}::error::forged/gapsheet.yaml"
    for _, _, message in commands:
        assert not [line for line in message.split("\n") if line.startswith(("::", "##"))]


@given(strategies.worlds(), strategies.worlds(), strategies.all_rules)
@settings(max_examples=30)
def test_any_two_sheets_are_within_the_limits(new, old, rules):
    judged = new.assess(rules)
    judged = replace(judged, comparison=reviews.against(old.assess(), judged))
    for lang in LANGS:
        for publish in PUBLISH:
            assert_within_limits(read(github.render(judged, lang, publish)), judged)
