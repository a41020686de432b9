"""Sections 4 and 5 of an audit report: results by checklist, and the findings in checklist order."""

from gapsheet.model.assessment import ChecklistResult, Counts, Numbers
from gapsheet.model.audit import GRADES, Finding
from gapsheet.report.audit_parts import (
    Block,
    Cell,
    Column,
    Entry,
    Line,
    Pair,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from gapsheet.report.audit_writer import Writer
from gapsheet.report.bars import bar
from gapsheet.report.view_items import days_left
from gapsheet.text import visible
from gapsheet.words import say

_COUNTS = ("met", "partial", "unmet", "waived", "not_applicable", "out_of_scope", "unanswered")


def results(w: Writer) -> Section:
    """Return section 4: one row for each checklist, and all together."""
    a = w.audit.assessment
    rows = [_row(w, entry, f"/checklists/{index}") for index, entry in enumerate(a.checklists)]
    rows.append(Row((w.plain(w.say("results.all"), "strong"), *_figures(w, a.numbers, "")), total=True))
    columns = (
        Column(w.say("column.checklist"), "text"),
        *(Column(w.say(f"results.{name}"), "number") for name in ("items", *_COUNTS, "evidence", "score")),
        Column(w.say("results.bar"), "bar"),
    )
    blocks: list[Block] = [
        Paragraph((Run(w.say("results.lead")),)),
        Table("results", w.say("results"), columns, tuple(rows)),
        Paragraph((Run(w.say("results.note")),), "note"),
    ]
    if a.standalone:
        blocks += [Paragraph((Run(w.say("rubrics.lead")),)), _rubrics(w)]
    announced = [item for entry in (*a.checklists, *a.standalone) for item in entry.announced]
    if announced:
        listed = w.listed(visible(item) for item in announced)
        blocks.append(Paragraph((Run(w.say("results.announced", n=len(announced), items=listed)),), "note"))
    return Section("4", "results", w.say("results"), tuple(blocks))


def _row(w: Writer, entry: ChecklistResult, path: str) -> Row:
    title: Cell = ((Run(visible(entry.title.text(w.lang)), href=f"#matrix-{entry.id}"),),)
    return Row((title, *_figures(w, entry.numbers, path)))


def _figures(w: Writer, numbers: Numbers, path: str) -> tuple[Cell, ...]:
    counts: Counts = numbers.counts
    drawn = bar(w.lang, numbers, None)
    progress = f"{path}/progress"
    backed = (counts.claims_with_evidence, f"{progress}/claims_with_evidence")
    claims = (counts.claims, f"{progress}/claims")
    return (
        w.figure(counts.in_scope, f"{progress}/in_scope"),
        *(w.figure(getattr(counts, name), f"{path}/counts/{name}") for name in _COUNTS),
        ((w.sentence("results.of", {"backed": backed, "claims": claims}),),),
        w.figure(numbers.score, f"{path}/score") if numbers.score is not None else w.nothing(),
        ((Run("", bar=drawn),),) if drawn is not None else w.nothing(),
    )


def _rubrics(w: Writer) -> Table:
    rows = []
    for index, entry in enumerate(w.audit.assessment.standalone):
        native, path = entry.native, f"/standalone/{index}"
        if native is None:
            continue
        rows.append(
            Row(
                (
                    ((Run(visible(entry.title.text(w.lang)), href=f"#matrix-{entry.id}"),),),
                    w.figure(entry.numbers.counts.in_scope, f"{path}/progress/in_scope"),
                    w.figure(native.score, f"{path}/native_score/score"),
                    w.plain(visible(native.band.text(w.lang))),
                    w.plain(visible(native.source.text(w.lang))),
                )
            )
        )
    kinds = (("column.checklist", "text"), ("results.items", "number"), ("rubrics.score", "number"))
    columns = [Column(w.say(key), kind) for key, kind in kinds]  # type: ignore[arg-type] # words of the closed list
    columns += [Column(w.say("rubrics.band"), "wide"), Column(w.say("rubrics.source"), "text")]
    return Table("rubrics", w.say("rubrics"), tuple(columns), tuple(rows))


def findings(w: Writer) -> Section:
    """Return section 5: every finding in full, and apart from them what was not assessed."""
    audit = w.audit
    blocks: list[Block] = [Paragraph((Run(w.say("grading")),)), _grades(w)]
    if not audit.findings:
        blocks.append(Paragraph((Run(w.say("findings.none")),), "lead"))
    blocks += [_finding(w, finding, f"/audit/findings/{index}") for index, finding in enumerate(audit.findings)]
    if audit.not_assessed:
        blocks += [Paragraph((Run(w.say("not-assessed.lead")),)), _not_assessed(w)]
    return Section("5", "findings", w.say("findings"), tuple(blocks), fresh=True)


def _grades(w: Writer) -> Table:
    audit = w.audit
    rows = [
        Row(
            (
                w.plain(w.say(f"grade.{grade}"), "grade"),
                w.plain(w.say(f"grade.{grade}.rule")),
                w.figure(audit.grades[grade], f"/audit/grades/{grade}"),
            )
        )
        for grade in GRADES
    ]
    unanswered = w.figure(audit.limits.unanswered, "/audit/limits/unanswered")
    rows.append(Row((w.plain(w.say("not-assessed")), w.plain(w.say("not-assessed.rule")), unanswered)))
    columns = (
        Column(w.say("grade"), "narrow"),
        Column(w.say("grade.rule"), "wide"),
        Column(w.say("grade.count"), "number"),
    )
    return Table("grades", w.say("grade"), columns, tuple(rows))


def _finding(w: Writer, finding: Finding, path: str) -> Entry:
    item = finding.item
    severity = say(w.lang, "terms", f"severity.{item.severity}")
    head: Line = (
        Run(finding.number, "strong"),
        w.item(item.id),
        Run(w.say("severity", severity=severity), "muted"),
        *w.state(item),
    )
    return Entry(
        anchor=finding.number,
        number=finding.number,
        head=head,
        title=w.statement(item),
        pairs=tuple(_facts(w, finding, path)),
        grade=w.say(f"grade.{finding.grade}"),
    )


def _facts(w: Writer, finding: Finding, path: str) -> list[Pair]:
    item, answer = finding.item, finding.item.answer
    condition: list[Line] = [(Run(w.say(f"condition.{item.state}")),)]
    if item.assurance == "contradicted":
        condition.append((Run(w.say("condition.contradicted"), "strong"),))
    if answer and answer.note:
        condition.append(w.prose(answer.note))
    if answer and answer.exceptions:
        condition.append((Run(w.say("condition.exceptions")), *w.prose(answer.exceptions)))
    evidence = (w.numbered(finding.evidence),) if finding.evidence else w.plain(w.say("evidence.none"))
    return [
        w.points("finding.criterion", (visible(line.text(w.lang)) for line in item.item.met_when)),
        w.pair("finding.condition", tuple(condition)),
        w.pair("finding.evidence", evidence),
        w.pair("finding.effect", w.plain(visible(item.item.why.text(w.lang)))),
        w.points("finding.recommendation", (visible(line.text(w.lang)) for line in item.item.fix)),
        w.pair("finding.response", _response(w, finding)),
        w.pair("finding.owner", w.named(answer.owner if answer else None)),
        w.pair("finding.due", _due(w, finding, path)),
    ]


def _response(w: Writer, finding: Finding) -> Cell:
    """Return what the team says to a finding: an accepted risk, a plan, part of one, or the box."""
    waiver = finding.item.waiver
    lines: list[Line] = []
    if finding.response == "accepted" and waiver is not None:
        until = w.say("response.accepted", name=w.person(waiver.by), date=w.day(waiver.until))
        lines += [(Run(until),), w.prose(waiver.reason)]
    elif finding.response != "none":
        lines.append((Run(w.say(f"response.{finding.response}")),))
    if waiver is not None and waiver.state in ("expired", "not-yet"):
        lines.append((Run(w.say(f"response.{waiver.state}", when=days_left(w.lang, waiver)), "strong"),))
    return tuple(lines) or w.empty()


def _due(w: Writer, finding: Finding, path: str) -> Cell:
    item = finding.item
    if item.answer is None or item.answer.due is None:
        return w.empty()
    lines: Cell = w.on(item.answer.due)
    if finding.overdue and item.due_in is not None:
        late = say(w.lang, "report", "due.late", n=-item.due_in)
        lines = (*lines, (Run(late, "strong", figures=(f"{path}/due_in",)),))
    return lines


def _not_assessed(w: Writer) -> Table:
    by_id = {item.id: item for item in w.audit.assessment.items()}
    rows = []
    for name in w.audit.not_assessed:
        severity = say(w.lang, "terms", f"severity.{by_id[name].severity}")
        rows.append(Row((((w.item(name),),), w.plain(w.statement(by_id[name])), w.plain(severity))))
    columns = (
        Column(w.say("column.item"), "narrow"),
        Column(w.say("column.criterion"), "wide"),
        Column(w.say("column.severity"), "narrow"),
    )
    return Table("not-assessed", w.say("not-assessed"), columns, tuple(rows))
