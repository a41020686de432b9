"""Sections 7, 9 and 10 of an audit report: the item matrix, the evidence register, what is assumed of others."""

from gapsheet.model.answers import ANSWER_WORDS
from gapsheet.model.assessment import ChecklistResult
from gapsheet.model.audit import EvidenceEntry, MatrixRow
from gapsheet.report.audit_parts import Block, Cell, Column, Heading, Line, Paragraph, Points, Row, Run, Section, Table
from gapsheet.report.audit_writer import Writer
from gapsheet.report.view_items import link_of
from gapsheet.text import visible
from gapsheet.words import say


def matrix(w: Writer) -> Section:
    """Return section 7: every item with its answer, how that was established, by whom, and who looked again."""
    a = w.audit.assessment
    rows = {row.item.id: row for row in w.audit.matrix}
    blocks: list[Block] = [Paragraph((Run(w.say("matrix.lead")),), "note")]
    for index, entry in enumerate((*a.checklists, *a.standalone), 1):
        blocks.append(Heading(f"matrix-{entry.id}", f"7.{index}", visible(entry.title.text(w.lang))))
        blocks.append(_checklist(w, entry, rows))
    return Section("7", "matrix", w.say("matrix"), tuple(blocks), fresh=True)


def _checklist(w: Writer, entry: ChecklistResult, rows: dict[str, MatrixRow]) -> Table:
    columns = (
        Column(w.say("column.item"), "narrow"),
        Column(w.say("column.criterion"), "wide"),
        Column(w.say("column.answer"), "text"),
        Column(w.say("column.established"), "text"),
        Column(w.say("column.evidence"), "text"),
        Column(w.say("column.assessed"), "text"),
        Column(w.say("column.reviewed"), "text"),
    )
    caption = w.say("matrix.caption", checklist=visible(entry.title.text(w.lang)))
    return Table("matrix", caption, columns, tuple(_row(w, rows[item.id]) for item in entry.items))


def _row(w: Writer, row: MatrixRow) -> Row:
    item = row.item
    severity = w.say("severity", severity=say(w.lang, "terms", f"severity.{item.severity}"))
    answered = item.state not in ("unanswered", "out-of-scope")
    first: Cell = ((Run(visible(item.id), "strong"),), (Run(severity, "muted"),))
    state: list[Line] = [w.state(item)]
    if item.assurance is not None:
        state.append((Run(say(w.lang, "terms", f"assurance.{item.assurance}"), "muted"),))
    if row.finding:
        state.append(w.numbered([row.finding]))
    return Row(
        (
            first,
            _criterion(w, row),
            tuple(state),
            _established(w, row) if answered else w.nothing(),
            _evidence(w, row) if answered else w.nothing(),
            (*w.named(row.by), *w.dated(row.at)) if answered else w.nothing(),
            _review(w, row) if answered else w.nothing(),
        ),
        anchor=item.id,
    )


def _criterion(w: Writer, row: MatrixRow) -> Cell:
    answer = row.item.answer
    lines: list[Line] = [(Run(w.statement(row.item)),)]
    if answer is not None and row.finding is None and answer.note and row.item.state != "out-of-scope":
        lines.append(w.prose(answer.note))  # what is a finding has its note there
    if answer is not None and answer.reason and row.item.state == "not-applicable":
        lines.append(w.prose(answer.reason))
    return tuple(lines)


def _evidence(w: Writer, row: MatrixRow) -> Cell:
    if row.evidence:
        return (w.numbered(row.evidence),)
    return w.empty() if row.item.credit else w.nothing()


def _established(w: Writer, row: MatrixRow) -> Cell:
    answer = row.item.answer
    if answer is None:
        return w.nothing()
    methods = [w.say(f"method.{method}") for method in answer.method]
    lines: list[Line] = list(w.plain(w.listed(methods)) if methods else w.empty())
    for name in ("population", "sample", "exceptions"):
        said = getattr(answer, name)
        if said:
            lines.append((Run(w.say(f"matrix.{name}"), "muted"), *w.prose(said)))
    if row.basis is not None:
        lines.append((Run(w.say(f"basis.{row.basis}"), "muted" if row.basis == "operating" else "strong"),))
    return tuple(lines)


def _review(w: Writer, row: MatrixRow) -> Cell:
    review = row.item.answer.reviewed if row.item.answer else None
    if review is None:
        return w.empty()
    lines: list[Line] = [*w.named(review.by), *w.dated(review.at)]
    if review.result:
        own = ANSWER_WORDS.get(review.result)
        lines.append((Run(w.say(f"own.{own}")),) if own else w.prose(review.result))
    if row.self_reviewed:
        lines.append((Run(w.say("review.self"), "strong"),))
    return tuple(lines)


def evidence(w: Writer) -> Section:
    """Return section 9: every piece of evidence with its digest, its age and the items that name it."""
    audit = w.audit
    if not audit.evidence:
        return Section("9", "evidence", w.say("register"), (Paragraph((Run(w.say("register.none")),)),), fresh=True)
    columns = (
        Column(w.say("column.number"), "narrow"),
        Column(w.say("column.piece"), "wide"),
        Column(w.say("column.date"), "text"),
        Column(w.say("column.file"), "text"),
        Column(w.say("column.origin"), "text"),
        Column(w.say("column.supports"), "text"),
    )
    rows = tuple(_piece(w, entry, f"/audit/evidence/{index}") for index, entry in enumerate(audit.evidence))
    lead = Paragraph((Run(w.say("register.lead")),), "note")
    return Section(
        "9", "evidence", w.say("register"), (lead, Table("register", w.say("register"), columns, rows)), fresh=True
    )


def _piece(w: Writer, entry: EvidenceEntry, path: str) -> Row:
    said = entry.evidence
    target = visible(entry.target)
    href = link_of(entry.status == "link", entry.target)
    lines: list[Line] = [(Run(visible(said.title)),)] if said.title else []
    if entry.target != said.title:
        lines.append((Run(target, "code", href=href),))
    if entry.status == "missing":
        lines.append((Run(w.say("register.missing"), "strong"),))
    when: list[Line] = list(w.dated(said.date))
    if entry.age is not None:
        key = "register.age" if entry.age >= 0 else "register.later"
        when.append((w.sentence(key, {"n": (abs(entry.age), f"{path}/age")}),))
    if entry.stale:
        when.append((Run(w.say("register.stale"), "strong"),))
    return Row(
        (
            w.plain(entry.number, "strong"),
            tuple(lines),
            tuple(when),
            _file(w, entry, path),
            _origin(w, entry),
            (w.items(entry.items),),
        ),
        anchor=entry.number,
    )


def _file(w: Writer, entry: EvidenceEntry, path: str) -> Cell:
    if entry.status == "missing":
        return w.nothing()
    lines: list[Line] = [(Run(entry.sha256, "code"),)] if entry.sha256 else [(Run(w.say(_unread(entry))),)]
    if entry.size is not None:
        lines.append((w.sentence("register.size", {"n": (entry.size, f"{path}/size")}),))
    if entry.sha256 is None and entry.evidence.sha256:
        lines += [(Run(w.say("register.given"), "muted"),), (Run(entry.evidence.sha256, "code"),)]
    if entry.changed and entry.evidence.sha256:
        lines.append((Run(w.say("register.changed"), "strong"),))
        lines.append((Run(entry.evidence.sha256, "code"),))
    return tuple(lines)


def _unread(entry: EvidenceEntry) -> str:
    """Return the word for why there is no digest."""
    if entry.status == "link":
        return "register.link"
    return "register.too-large" if entry.size is not None else "register.unread"


def _origin(w: Writer, entry: EvidenceEntry) -> Cell:
    said = entry.evidence
    lines: list[Line] = list(w.named(said.collected_by))
    if said.source_system:
        lines.append(w.prose(said.source_system))
    if said.retain_until:
        lines.append((Run(w.say("register.retain", date=w.short(said.retain_until)), "muted"),))
    return tuple(lines)


def assumptions(w: Writer) -> Section:
    """Return section 10: what customers and suppliers are expected to do."""
    said = w.audit.assessment.sheet.assumptions
    body: Block = Points(tuple(w.prose(text) for text in said)) if said else Paragraph(w.empty()[0], "box")
    lead = Paragraph((Run(w.say("assumptions.lead")),), "note")
    return Section("10", "assumptions", w.say("assumptions"), (lead, body))
