"""Sections 6 and 8 of an audit report: exceptions, and the corrective action plan with its strip of months."""

from gapsheet.model.audit import Finding, Strip
from gapsheet.report.audit_parts import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Section,
    StripBlock,
    StripMonth,
    StripTick,
    Table,
)
from gapsheet.report.audit_writer import Writer
from gapsheet.report.bars import percent
from gapsheet.report.view_items import days_left, effort
from gapsheet.text import visible
from gapsheet.words import say


def exceptions(w: Writer) -> Section:
    """Return section 6: accepted risks, what was set aside and by whom, contradictions, diverging opinions."""
    blocks: list[Block] = [
        Heading("waivers", "6.1", w.say("waivers")),
        Paragraph((Run(w.say("waivers.lead")),), "note"),
        _waivers(w) if w.audit.waived else Paragraph((Run(w.say("waivers.none")),)),
        Heading("not-applicable", "6.2", w.say("not-applicable")),
        _not_applicable(w) if w.audit.not_applicable else Paragraph((Run(w.say("not-applicable.none")),)),
        Heading("out-of-scope", "6.3", w.say("out-of-scope")),
        _out_of_scope(w) if w.audit.out_of_scope else Paragraph((Run(w.say("out-of-scope.none")),)),
        Heading("contradicted", "6.4", w.say("contradicted")),
        _contradicted(w) if w.audit.contradicted else Paragraph((Run(w.say("contradicted.none")),)),
        Heading("opinions", "6.5", w.say("opinions")),
        _opinions(w) if w.audit.opinions else Paragraph((Run(w.say("opinions.none")),)),
    ]
    return Section("6", "exceptions", w.say("exceptions"), tuple(blocks))


def _columns(w: Writer, *names: str) -> tuple[Column, ...]:
    narrow = ("item", "finding", "granted", "until", "at", "due", "effort", "date")
    wide = ("reason", "criterion", "action", "statement", "items")
    kinds = {**dict.fromkeys(narrow, "narrow"), **dict.fromkeys(wide, "wide")}
    return tuple(
        Column(w.say(f"column.{name}"), kinds.get(name, "text"))  # type: ignore[arg-type] # words of the closed list
        for name in names
    )


def _waivers(w: Writer) -> Table:
    by_id = {row.item.id: row for row in w.audit.matrix}
    rows = []
    for name in w.audit.waived:
        item, finding = by_id[name].item, by_id[name].finding
        waiver = item.waiver
        said = item.answer.waiver if item.answer else None
        if waiver is None or said is None:
            continue
        first: Cell = ((w.item(name),), *((w.numbered([finding]),) if finding else ()))
        state: Cell = ((Run(w.say(f"waiver.{waiver.state}"), "strong"),), (Run(days_left(w.lang, waiver)),))
        rows.append(
            Row(
                (
                    first,
                    (w.prose(waiver.reason),),
                    w.said(said.compensating_control),
                    w.said(said.residual_risk),
                    w.plain(w.person(waiver.by)),
                    (*w.dated(waiver.granted), (Run(w.say("waiver.until", date=w.short(waiver.until))),)),
                    state,
                )
            )
        )
    names = ("item", "reason", "compensating", "residual", "approved", "term", "state")
    return Table("waivers", w.say("waivers"), _columns(w, *names), tuple(rows))


def _not_applicable(w: Writer) -> Table:
    rows = []
    for row in w.audit.matrix:
        if row.item.id in w.audit.not_applicable and row.item.answer is not None:
            statement = w.plain(w.statement(row.item))
            reason = w.said(row.item.answer.reason)
            rows.append(Row((((w.item(row.item.id),),), statement, reason, w.named(row.by), w.dated(row.at))))
    names = ("item", "statement", "reason", "by", "at")
    return Table("not-applicable", w.say("not-applicable"), _columns(w, *names), tuple(rows))


def _out_of_scope(w: Writer) -> Table:
    rows = [
        Row(
            (
                w.plain(visible(fact.title.text(w.lang))),
                w.plain(say(w.lang, "terms", f"fact.{fact.value}")),
                (w.items(fact.removed),),
            )
        )
        for fact in w.audit.assessment.facts
        if fact.removed
    ]
    return Table("out-of-scope", w.say("out-of-scope"), _columns(w, "fact", "answer", "items"), tuple(rows))


def _contradicted(w: Writer) -> Table:
    by_id = {item.id: item for item in w.audit.assessment.items()}
    rows = [
        Row((((w.item(name),),), w.plain(w.statement(by_id[name])), (w.state(by_id[name]),)))
        for name in w.audit.contradicted
    ]
    return Table("contradicted", w.say("contradicted"), _columns(w, "item", "statement", "claimed"), tuple(rows))


def _opinions(w: Writer) -> Table:
    rows = [
        Row(
            (
                ((w.item(entry.item),),),
                w.plain(say(w.lang, "terms", f"state.{entry.answer}")),
                w.plain(w.say(f"own.{entry.own}")),
                w.named(entry.reviewer),
                w.dated(entry.at),
            )
        )
        for entry in w.audit.opinions
    ]
    names = ("item", "claimed", "own", "reviewer", "at")
    return Table("opinions", w.say("opinions"), _columns(w, *names), tuple(rows))


def plan(w: Writer) -> Section:
    """Return section 8: what is to be done about every finding, by whom and until when."""
    audit = w.audit
    blocks: list[Block] = [Paragraph((Run(w.say("plan.lead")),))]
    if not audit.findings:
        return Section("8", "plan", w.say("plan"), (Paragraph((Run(w.say("plan.none")),)),))
    if audit.strip is not None:
        blocks.append(_strip(w, audit.strip))
        for name, numbers in (("before", audit.strip.before), ("beyond", audit.strip.beyond)):
            if numbers:
                blocks.append(Paragraph((Run(w.say(f"plan.{name}")), *w.numbered(numbers)), "note"))
    if audit.without_due:
        said = w.say("plan.without-due", n=len(audit.without_due))
        blocks.append(Paragraph((Run(said), *w.numbered(audit.without_due)), "note"))
    rows = tuple(_action(w, finding) for finding in audit.findings)
    names = ("finding", "action", "owner", "due", "effort", "plan-state")
    blocks.append(Table("plan", w.say("plan"), _columns(w, *names), rows))
    return Section("8", "plan", w.say("plan"), tuple(blocks))


def _action(w: Writer, finding: Finding) -> Row:
    item = finding.item
    answer = item.answer
    number: Line = w.numbered([finding.number])
    action: Cell = ((w.item(item.id), Run(w.say("colon"), fixed=True), Run(w.statement(item))),)
    if item.item.fix:
        action = (*action, (Run(w.say("plan.first", step=visible(item.item.fix[0].text(w.lang))), "muted"),))
    state = "overdue" if finding.overdue and finding.response != "accepted" else finding.response
    return Row(
        (
            (number, (Run(w.say(f"grade.{finding.grade}"), "grade"),)),
            action,
            w.named(answer.owner if answer else None),
            w.dated(answer.due if answer else None),
            w.plain(effort(w.lang, item)),
            w.plain(w.say(f"plan.state.{state}")),
        )
    )


def _strip(w: Writer, strip: Strip) -> StripBlock:
    ticks, said = [], []
    for tick in strip.ticks:
        label = w.say("strip.tick", date=w.day(tick.day), findings=w.listed(tick.findings))
        ticks.append(StripTick(percent(tick.at), label, tick.overdue))
        said.append(label)
    months = tuple(
        StripMonth(
            x=percent(month.start),
            width=percent(month.width),
            label=w.say("strip.month", month=w.term(f"month.{month.first.month}")),
            year=str(month.first.year) if month.first.month == 1 or month is strip.months[0] else "",
        )
        for month in strip.months
    )
    return StripBlock(
        text=w.say("strip.text", ticks=w.say("semicolon").join(said)),
        months=months,
        ticks=tuple(ticks),
        today=percent(strip.today),
        today_label=w.say("strip.today"),
    )
