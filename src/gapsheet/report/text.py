"""`score` and `gate` as text for a terminal.

No line begins with text from a sheet: every line starts with a word of ours or with a space.
"""

from decimal import Decimal

from gapsheet.model.assessment import EFFORT_DAYS, STATES, Assessment, Counts, ItemResult, Numbers, State, WaiverResult
from gapsheet.model.verdict import Action, GateResult, RuleOutcome
from gapsheet.report.labels import (
    Titles,
    checklist_titles,
    day,
    joined,
    next_step,
    number,
    rule_found,
    rule_title,
)
from gapsheet.report.layout import Style, clip, pad, table, wrap
from gapsheet.report.text_compared import render_compared, render_ignored
from gapsheet.text import visible, width
from gapsheet.words import Lang, Param, say

BAR, MIN_BAR = 20, 8
"""How many columns a bar takes, where there is room for it."""

ITEMS_SHOWN = 24
"""How many items of a failed rule are named; the JSON result names all."""

STEPS_SHOWN = 10
"""How many steps of the way to pass are listed."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_ORDERED_PARTS = ("checked", "referenced", "stated"), ("unanswered", "accepted", "gap")


def render_score(assessment: Assessment, style: Style) -> str:
    """Return the numbers without a judgement."""
    lang, numbers = style.lang, assessment.numbers
    lines = [style.paint("strong", _headline(lang, numbers, "score"))]
    key = "system" if assessment.sheet.assessed is None else "system.assessed"
    assessed = "" if assessment.sheet.assessed is None else day(lang, assessment.sheet.assessed)
    about = _say(
        lang, key, system=visible(assessment.sheet.system), assessed=assessed, date=day(lang, assessment.as_of)
    )
    lines += wrap(about, style.width, first="  ")
    lines += ["", *_checklists(assessment, style), ""]
    lines += _numbers(assessment, style)
    lines += _facts(assessment, style)
    lines += _waivers(assessment, style)
    lines += _announced(assessment, style)
    lines += _standing_alone(assessment, style)
    return "\n".join(lines) + "\n"


def render_gate(assessment: Assessment, style: Style) -> str:
    """Return the verdict, every rule, the waivers, and the cheapest way to pass."""
    gate = assessment.gate
    if gate is None:
        raise ValueError("the assessment was made without a policy")
    lang = style.lang
    role = {"ready": "good", "ready-with-waivers": "good"}.get(gate.verdict, "bad")
    lines = [style.paint(role, _verdict(lang, gate))]
    system, policy = visible(assessment.sheet.system), visible(gate.policy)
    if gate.path is not None:
        policy += say(lang, "terms", "aside", text=visible(gate.path))
    context = _say(lang, "gate.context", system=system, policy=policy, date=day(lang, assessment.as_of))
    lines += wrap(context, style.width, first="  ")
    if assessment.numbers.score is not None:
        lines += wrap(_headline(lang, assessment.numbers, "gate.score"), style.width, first="  ")
    lines.append("")
    titles = checklist_titles(lang, assessment)
    for outcome in (*gate.failed, *gate.passed):
        lines += _rule(outcome, style, titles)
    lines += render_compared(assessment, style)
    lines += render_ignored(assessment, style)
    lines += _waivers(assessment, style)
    lines += _facts(assessment, style)
    lines += _announced(assessment, style)
    lines += _standing_alone(assessment, style)
    lines += _way(assessment, gate, style)
    return "\n".join(lines) + "\n"


def _headline(lang: Lang, numbers: Numbers, key: str) -> str:
    if numbers.score is None:
        return _say(lang, "score.none")
    if numbers.high == numbers.score:
        return _say(lang, key, score=str(numbers.score))
    return _say(lang, f"{key}.range", score=str(numbers.score), high=str(numbers.high))


def _verdict(lang: Lang, gate: GateResult) -> str:
    failed = len(gate.failed)
    verdict = say(lang, "terms", f"verdict.{gate.verdict}")
    key = f"gate.{gate.verdict}"
    if gate.verdict == "not-ready" and failed == 1 and len(gate.rules) > 1:
        key = "gate.not-ready.one"
    return _say(lang, key, verdict=verdict, failed=failed, n=len(gate.rules))


def _rule(outcome: RuleOutcome, style: Style, titles: Titles) -> list[str]:
    lang = style.lang
    marks = [_say(lang, "pass"), _say(lang, "fail")]
    columns = max(map(width, marks))
    word = marks[0] if outcome.passed else marks[1]
    mark = style.paint("pass" if outcome.passed else "fail", pad(word, columns))
    margin = " " * (columns + 4)
    title, found = rule_title(lang, outcome, titles), rule_found(lang, outcome, titles)
    if outcome.passed:
        together = title if outcome.actual == outcome.expected else _say(lang, "rule.passed", title=title, found=found)
        lines = wrap(together, style.width, first=margin)
        return [f"  {mark}  {lines[0].lstrip()}", *lines[1:]]
    lines = wrap(title, style.width, first=margin)
    lines[0] = f"  {mark}  {lines[0].lstrip()}"
    lines += wrap(_say(lang, "found", found=found), style.width, first=margin)
    step = next_step(lang, outcome.next) if outcome.next else ""
    named = outcome.next.params.get("items") if outcome.next else None
    if outcome.items and outcome.items not in (named, outcome.actual):
        shown, more = joined(lang, outcome.items[:ITEMS_SHOWN]), len(outcome.items) - ITEMS_SHOWN
        key = "found.items.more" if more > 0 else "found.items"
        lines += wrap(_say(lang, key, items=shown, n=more), style.width, first=margin)
    if step:
        lines += wrap(_say(lang, "next", step=step), style.width, first=margin)
    return lines


# ---- the numbers -----------------------------------------------------------------------------------------------


TITLE = 24
"""How many columns the title of a checklist takes at most."""

_TALLIED: tuple[State, ...] = ("met", "partial", "unmet", "unanswered")


def _checklists(assessment: Assessment, style: Style) -> list[str]:
    lang = style.lang
    numbers = [checklist.numbers for checklist in assessment.checklists]
    states = [state for state in _TALLIED if any(_amount(one.counts, state) for one in numbers)]
    titles = [clip(visible(checklist.title.text(lang)), TITLE) for checklist in assessment.checklists]
    head = [_say(lang, "column.score"), *(_say(lang, f"column.{state}") for state in states)]
    cells = [[number_cell(lang, one.score), *(str(_amount(one.counts, state)) for state in states)] for one in numbers]
    right = frozenset(range(2, 2 + len(head)))
    rows = zip(titles, cells, strict=True)
    bare = table([["", "", *head], *([title, "", *row] for title, row in rows)], right=right)
    size = max(MIN_BAR, min(BAR, style.width - max(map(width, bare))))
    bars = [bar(one, style, size) for one in numbers]
    drawn = [[title, shape, *row] for title, shape, row in zip(titles, bars, cells, strict=True)]
    lines = table([["", " " * size, *head], *drawn], right=right)
    painted = [line.replace(shape, style.paint("bar", shape), 1) for line, shape in zip(lines[1:], bars, strict=True)]
    return [style.paint("quiet", lines[0]), *painted]


def number_cell(lang: Lang, shown: Decimal | None) -> str:
    """Return a shown number with its decimal, so that a column lines up; the sign for "nothing" where there is none."""
    return number(lang, None) if shown is None else str(shown)


def bar(numbers: Numbers, style: Style, size: int = BAR) -> str:
    """Return a bar of `size` columns: earned, not answered, missing."""
    full, half_tone, rest = ("█", "░", "·") if style.unicode else ("#", "?", ".")
    if numbers.score is None or numbers.high is None:
        return " " * size
    earned = float(numbers.score) * size / 100
    cells = full * int(earned)
    eighth = int((earned - int(earned)) * 8)
    if style.unicode and eighth:
        cells += _EIGHTHS[eighth]
    reach = int(float(numbers.high) * size / 100)
    cells += half_tone * max(0, reach - len(cells))
    return cells + rest * (size - len(cells))


def _amount(counts: Counts, state: State) -> int:
    amount: int = getattr(counts, state.replace("-", "_"))
    return amount


def _numbers(assessment: Assessment, style: Style) -> list[str]:
    lang, numbers = style.lang, assessment.numbers
    lines = []
    if numbers.split is not None:
        for key, names in zip(("earned", "missing"), _ORDERED_PARTS, strict=True):
            parts = [_part(lang, name, value) for name in names if (value := getattr(numbers.split, name))]
            if parts:
                lines += wrap(_say(lang, key, parts=joined(lang, parts)), style.width)
    counts, parts = numbers.counts, []
    for state in STATES:
        amount = _amount(counts, state)
        if not amount:
            continue
        part = _say(lang, f"items.{state}", n=amount)
        waived = {"unmet": counts.waived_unmet, "partial": counts.waived_partial}.get(state, 0)
        parts.append(part + (_say(lang, "items.waived", n=waived) if waived else ""))
    lines += wrap(_say(lang, "items", parts=joined(lang, parts)), style.width)
    if counts.claims:
        lines += wrap(_say(lang, "evidence", backed=counts.claims_with_evidence, claims=counts.claims), style.width)
    return lines


def _part(lang: Lang, name: str, value: Decimal) -> str:
    return _say(lang, f"part.{name}", n=str(value))


# ---- what stands beside them -------------------------------------------------------------------------------------


def _facts(assessment: Assessment, style: Style) -> list[str]:
    """Name every fact that took items out, with how many, and every other fact answered no."""
    lang = style.lang
    effective = [fact for fact in assessment.facts if fact.removed]
    idle = [fact.id for fact in assessment.facts if fact.value == "no" and not fact.removed]
    lines = [""] if effective or idle else []
    if effective:
        parts = [_say(lang, "fact.removed", fact=f.id, value=f.value, n=len(f.removed)) for f in effective]
        lines += wrap(_say(lang, "facts", parts=joined(lang, parts)), style.width)
    if idle:
        lines += wrap(_say(lang, "facts.idle", parts=joined(lang, idle)), style.width)
    return lines


def _waivers(assessment: Assessment, style: Style) -> list[str]:
    lang = style.lang
    items = {item.id: item for item in assessment.items()}
    lines = []
    for identifier in assessment.waivers:
        item = items[identifier]
        if item.waiver is None:
            continue
        by = visible(assessment.sheet.person(item.waiver.by))
        state = _waiver_state(lang, item.waiver)
        line = _say(lang, "waiver.line", state=state, until=day(lang, item.waiver.until), by=by)
        lines += wrap(line, style.width, first=f"  {pad(identifier, 8)}", rest=" " * 10)
    return ["", style.paint("strong", _say(lang, "waivers")), *lines] if lines else []


def _waiver_state(lang: Lang, waiver: WaiverResult) -> str:
    if waiver.state == "not-yet":
        return _say(lang, "waiver.not-yet", date=day(lang, waiver.granted))
    if waiver.state == "expired":
        return _say(lang, "waiver.expired", date=day(lang, waiver.until))
    key = "waiver.ends-soon" if waiver.ends_soon else "waiver.in-force"
    return _say(lang, f"{key}.last") if waiver.days_left == 0 else _say(lang, key, n=waiver.days_left)


def _announced(assessment: Assessment, style: Style) -> list[str]:
    lang = style.lang
    parts = [
        _say(
            lang,
            "announced.checklist",
            items=joined(lang, checklist.announced),
            checklist=visible(checklist.id),
            minor=checklist.version.rpartition(".")[0],
        )
        for checklist in (*assessment.checklists, *assessment.standalone)
        if checklist.announced
    ]
    return ["", *wrap(_say(lang, "announced", parts=joined(lang, parts)), style.width)] if parts else []


def _standing_alone(assessment: Assessment, style: Style) -> list[str]:
    """Name every rubric that stands alone with its own result: it takes no part in the numbers above."""
    lang = style.lang
    lines: list[str] = []
    for entry in assessment.standalone:
        native = entry.native
        if native is None:
            continue
        parts = [
            _say(lang, "rubric.section", title=visible(part.title.text(lang)), score=number(lang, part.score))
            for part in native.sections
        ]
        key = "rubric" if native.high == native.score else "rubric.range"
        score, high = number(lang, native.score), number(lang, native.high)
        title, band = visible(entry.title.text(lang)), visible(native.band.text(lang))
        head = _say(lang, key, title=title, score=score, high=high, band=band)
        lines += [
            "",
            *wrap(head, style.width),
            *wrap(_say(lang, "rubric.sections", parts=joined(lang, parts)), style.width),
        ]
    return lines


def _way(assessment: Assessment, gate: GateResult, style: Style) -> list[str]:
    lang, way = style.lang, gate.way_to_pass
    if gate.verdict != "not-ready":
        return []
    lines = [""]
    planned = [action for action in assessment.actions if action.in_plan]
    if planned:
        head = _say(lang, "way" if way.reachable else "way.part", n=len(planned))
        if way.effort_days:
            head += _say(lang, "way.days", n=way.effort_days)
        lines.append(style.paint("strong", head))
        items = {item.id: item for item in assessment.items()}
        for place, action in enumerate(planned[:STEPS_SHOWN], 1):
            lines += _step(place, action, items, style)
        if len(planned) > STEPS_SHOWN:
            lines += wrap(_say(lang, "way.more", n=len(planned) - STEPS_SHOWN), style.width, first="      ")
        if way.reachable and len(planned) <= STEPS_SHOWN:
            lines.append("      " + _say(lang, "way.clears"))
        if not way.exact:
            lines += wrap(_say(lang, "way.inexact"), style.width)
    if not way.reachable:
        titles = [
            rule_title(lang, rule, checklist_titles(lang, assessment))
            for rule in gate.rules
            if rule.rule in way.blocked_by
        ]
        lines += wrap(_say(lang, "way.unreachable", rules=joined(lang, titles)), style.width)
    return lines


def _step(place: int, action: Action, items: dict[str, ItemResult], style: Style) -> list[str]:
    lang, step = style.lang, action.step
    what = _say(lang, f"step.{step.action}", checklist=visible(step.checklist or ""))
    text = f"{what} {step.item}" if step.item else what
    if step.item:
        item = items[step.item]
        text += f"  {visible(item.item.statement.text(lang))}"
        days = [say(lang, "terms", f"effort.{step.effort}", n=EFFORT_DAYS[step.effort])] if step.effort else []
        gain = [_say(lang, "step.score", before=str(action.before), after=str(action.after))] if action.after else []
        tail = joined(lang, [*days, *gain])
        if days or gain:
            text += f" ({tail})" if lang == "en" else f"（{tail}）"
    return wrap(text, style.width, first=f"  {place:>2}  ", rest="      ")


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "text", key, **params)
