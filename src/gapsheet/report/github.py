"""The gate as annotations of GitHub Actions (see `workflow_commands.py`), at the lines of the sheet.

GitHub shows about ten errors, ten warnings and ten notices of a step and drops the rest without a word
(`formats.md` section 2). So this writes no more than that: as errors the items that block the gate, as warnings what
does not count, what got worse, and what else is open when the gate fails, as notices the waivers that end soon; and
last, always, one annotation with the verdict, the rules that fail, and how many open items have no annotation.
Not expressed: the plan, checklists, evidence; and an annotation stands in a pull request's diff only where its line
is part of it.
"""

from collections.abc import Iterator, Sequence

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.report.changes_markdown import STATEMENT
from gapsheet.report.diff_sentences import signed
from gapsheet.report.formats import Publish
from gapsheet.report.item_text import one_line
from gapsheet.report.labels import day
from gapsheet.report.review_verdict import Review, ignored_count, ignored_line, rules
from gapsheet.report.view_gate import blockers, verdict_view
from gapsheet.report.view_items import days_left, severest_first, state_text
from gapsheet.report.workflow_commands import SHOWN, Kind, command
from gapsheet.words import Lang, say

NOTE, SYSTEM = 500, 80
"""The characters of a note, and of the name of a system, that an annotation shows."""


def render(assessment: Assessment, lang: Lang, publish: Publish = "summary") -> str:
    """Return one command a line, the one with the verdict last."""
    review = Review(assessment, lang, publish)
    if not review.names_items:
        return "".join(f"{line}\n" for line in (*_trust(review), _last(review, 0)))
    errors, warnings = _chosen(review)
    trust = list(_trust(review))
    told = [*errors[: SHOWN - 1], *warnings[: SHOWN - len(trust)]]
    lines = [_item(review, "error", item) for item in errors[: SHOWN - 1]]
    lines += trust
    lines += [_item(review, "warning", item) for item in warnings[: SHOWN - len(trust)]]
    lines += [_ends_soon(review, item) for item in _ending(assessment)[: SHOWN - 1]]
    left = assessment.numbers.counts.open - sum(item.open for item in told)
    return "".join(f"{line}\n" for line in (*lines, _last(review, left)))


def _chosen(review: Review) -> tuple[Sequence[ItemResult], Sequence[ItemResult]]:
    """Return the items that block the gate; and the other ones that got worse or, where it fails, are open.

    In both, what this change made worse comes first, then the most severe.
    """
    a = review.assessment
    blocking = blockers(a)
    worse = frozenset(review.comparison.worse) if review.comparison else frozenset()
    failed = a.gate is not None and a.gate.verdict == "not-ready"
    ordered = sorted(a.items(), key=lambda item: (item.id not in worse, severest_first(item)))
    others = [item for item in ordered if item.id in worse or (failed and item.open)]
    return [i for i in ordered if i.id in blocking], [i for i in others if i.id not in blocking]


def _ending(a: Assessment) -> Sequence[ItemResult]:
    found = {item.id: item for item in a.items()}
    waived = [found[name] for name in a.waivers]
    return [item for item in waived if item.waiver is not None and item.waiver.ends_soon]


def _item(review: Review, kind: Kind, item: ItemResult) -> str:
    """Return the annotation on an item: the title says why it stands here, the message what.

    A log shows the message without its title.
    """
    worse = review.comparison is not None and item.id in review.comparison.worse
    why = "blocks" if kind == "error" else "worse" if worse else "open"
    severity = say(review.lang, "terms", f"severity.inline.{item.severity}")
    title = review.say(f"note.{why}", severity=severity)
    lines = _message(review, item, slipped=worse and why != "worse")
    return _placed(review.assessment, kind, item.line, title, "\n".join(lines))


def _message(review: Review, item: ItemResult, *, slipped: bool) -> Iterator[str]:
    """Yield the lines of a message, each begun by words of ours; whose it is only where all is published."""
    lang, answer, waiver = review.lang, item.answer, item.waiver
    statement = _statement(review, item)
    said = [say(lang, "report", "cell", id=item.id, state=state_text(lang, item), statement=statement)]
    if slipped:
        said.append(review.say("note.slipped"))
    if waiver is not None and waiver.state == "expired":
        said.append(review.say("note.waiver.expired", date=day(lang, waiver.until)))
    if waiver is not None and waiver.state == "not-yet":
        said.append(review.say("note.waiver.not-yet", date=day(lang, waiver.granted)))
    yield _sentences(lang, said)
    if review.publish != "full" or answer is None:
        return
    about = []
    if answer.owner:
        about.append(review.say("note.owner", owner=one_line(review.assessment.sheet.person(answer.owner), STATEMENT)))
    if answer.due:
        about.append(review.say("note.due", date=day(lang, answer.due)))
    if about:
        yield _sentences(lang, about)
    if answer.note:
        yield review.say("note.note", note=one_line(answer.note, NOTE))


def _ends_soon(review: Review, item: ItemResult) -> str:
    waiver = item.waiver
    if waiver is None:
        raise ValueError("only an item under a waiver has one that ends")
    ends = {"date": day(review.lang, waiver.until), "when": days_left(review.lang, waiver)}
    message = review.say("note.waiver.until", **ends, statement=_statement(review, item))
    return _placed(review.assessment, "notice", item.line, review.say("note.waiver.soon", id=item.id), message)


def _trust(review: Review) -> Iterator[str]:
    """Yield the annotation on what does not count, where something does not."""
    trust = review.assessment.trust
    if trust is None or not trust.ignored:
        return
    title = review.say("note.trust", revision=one_line(trust.revision, STATEMENT))
    lines = [ignored_count(review, trust)]
    if review.names_items:
        lines = ["- " + one_line(ignored_line(review, trust, row), STATEMENT) for row in trust.ignored[:SHOWN]]
        if len(trust.ignored) > SHOWN:
            lines.append(review.say("note.more.ignored", n=len(trust.ignored) - SHOWN))
    yield _placed(review.assessment, "warning", None, title, "\n".join(lines))


def _last(review: Review, left: int) -> str:
    """Return the annotation with the verdict: what it is, how many rules fail and which, what has no annotation."""
    a, gate = review.assessment, review.assessment.gate
    view = verdict_view(review.lang, a)
    changed = review.comparison.change if review.comparison else None
    change = review.aside(signed(review.lang, changed)) if changed is not None else ""
    key = "note.headline" if view.scored else "note.headline.none"
    head = review.say(key, verdict=view.word, score=view.exact, change=change)
    parts = []
    if gate is not None and view.scored:
        failed = len(gate.failed)
        parts.append(review.say("note.rules" if failed else "note.rules.pass", failed=failed, n=len(gate.rules)))
    if review.comparison:
        worse = len(review.comparison.worse)
        parts.append(review.say("worse.inline" if worse else "worse.inline.none", n=worse))
    if left:
        parts.append(review.say("note.more", n=left))
    told = review.say("note.join").join(parts)
    lines = [review.say("note.sentence", headline=head, parts=told) if parts else head]
    for title, found in rules(review, passed=False):
        lines.append("- " + one_line(" – ".join(text for text in (title, found) if text), 2 * STATEMENT))
    bad = gate is not None and gate.verdict in ("not-ready", "cannot-be-judged")
    title = review.say("note.system", system=one_line(a.sheet.system, SYSTEM))
    return _placed(a, "error" if bad else "notice", None, title, "\n".join(lines))


def _placed(a: Assessment, kind: Kind, line: int | None, title: str, message: str) -> str:
    return command(kind, message, file=a.sheet_path, line=line, title=title)


def _statement(review: Review, item: ItemResult) -> str:
    text = one_line(item.item.statement.text(review.lang), STATEMENT)
    return text.rstrip(".。") + review.say("note.stop").rstrip()


def _sentences(lang: Lang, parts: Sequence[str]) -> str:
    return ("" if lang == "zh-CN" else " ").join(parts)
