"""Sections 1 to 3 of an audit report: what management says, the conclusion, and what was done to reach it."""

from gapsheet.model.assessment import ChecklistResult
from gapsheet.model.audit import Limits
from gapsheet.model.record import METHODS
from gapsheet.model.verdict import Value
from gapsheet.report.audit_cover import degree, period
from gapsheet.report.audit_parts import Block, Cell, Column, Heading, Pair, Pairs, Paragraph, Row, Run, Section, Table
from gapsheet.report.audit_writer import Writer
from gapsheet.report.labels import checklist_titles, rule_found, rule_title
from gapsheet.text import visible


def statement(w: Writer) -> Section:
    """Return section 1: the statement by management, or the empty box for it."""
    said = w.audit.assessment.sheet.statement
    text = w.said(said.text if said else None)
    pairs = (
        w.pair("statement.name", w.named(said.name if said else None)),
        w.pair("statement.role", w.said(said.role if said else None)),
        w.pair("statement.date", w.on(said.date if said else None)),
        w.pair("sign.signature", ()),
    )
    body = Paragraph(text[0], "box")
    lead = Paragraph((Run(w.say("statement.lead")),), "note")
    return Section("1", "statement", w.say("statement"), (lead, body, Pairs("signed", pairs)), fresh=True)


def conclusion(w: Writer) -> Section:
    """Return section 2: the criteria and their states, how far they are fulfilled, and the limits."""
    found = w.audit.conclusion
    state = Paragraph((Run(w.say(f"conclusion.{found.state}"), "strong"),), "lead")
    blocks: list[Block] = [state, Paragraph(degree(w))]
    if found.criteria:
        blocks.append(_criteria(w))
        blocks.append(Paragraph((Run(w.say("criteria.states")),), "note"))
    blocks += [
        Heading("limits", "2.1", w.say("limits")),
        Paragraph((Run(w.say("limits.lead")),)),
        _limits(w, w.audit.limits),
        Heading("basis", "2.2", w.say("basis")),
        Paragraph((Run(w.say("basis.text")),)),
    ]
    return Section("2", "conclusion", w.say("conclusion"), tuple(blocks), fresh=True)


def _criteria(w: Writer) -> Table:
    titles = checklist_titles(w.lang, w.audit.assessment)
    rows = []
    for index, entry in enumerate(w.audit.conclusion.criteria):
        shape = {
            "fulfilled": "met",
            "fulfilled-with-exceptions": "waived",
            "not-determinable": "unanswered",
            "not-fulfilled": "unmet",
        }[entry.state]
        state = (Run(w.say(f"criterion.{entry.state}"), "state", shape=shape),)  # type: ignore[arg-type] # of the table
        concerned = w.items(entry.outcome.items) if entry.state != "fulfilled" else ()
        said, path = entry.outcome, f"/gate/rules/{index}"
        asked = Run(rule_title(w.lang, said, titles), figures=_figures(said.expected, f"{path}/expected"))
        told = Run(rule_found(w.lang, said, titles), figures=_figures(said.headline, f"{path}/actual"))
        rows.append(Row((((asked,),), ((told,), *((concerned,) if concerned else ())), (state,))))
    columns = (
        Column(w.say("criterion"), "text"),
        Column(w.say("criterion.found"), "wide"),
        Column(w.say("criterion.state"), "text"),
    )
    return Table("criteria", w.say("criteria"), columns, tuple(rows))


def _figures(value: Value, path: str) -> tuple[str, ...]:
    """Return where the numbers of a rule stand in the result."""
    if isinstance(value, dict):
        return tuple(f"{path}/{name}" for name, limit in value.items() if limit is not None)
    return () if value is None or isinstance(value, tuple) else (path,)


def _limits(w: Writer, limits: Limits) -> Table:
    rows = []
    for name in Limits.__slots__:
        value = w.figure(getattr(limits, name), f"/audit/limits/{name}")
        rows.append(Row((w.plain(w.say(f"limits.{name}")), value)))
    columns = (Column(w.say("limits.what"), "wide"), Column(w.say("limits.count"), "number"))
    return Table("limits", w.say("limits"), columns, tuple(rows))


def method(w: Writer) -> Section:
    """Return section 3: objectives, scope, criteria, method."""
    a = w.audit.assessment
    blocks: list[Block] = [
        Heading("objectives", "3.1", w.say("objectives")),
        Paragraph((Run(w.say("objectives.text", system=visible(a.sheet.system))),)),
        Heading("boundary", "3.2", w.say("boundary")),
        Pairs("boundary", _boundary(w)),
        Heading("used", "3.3", w.say("used")),
        _checklists(w),
        Paragraph((Run(_policy(w)),)),
        Heading("who", "3.4", w.say("who")),
        Pairs("who", _who(w)),
        Heading("how", "3.5", w.say("how")),
        Paragraph((Run(w.say("how.text")),)),
        _methods(w),
        Paragraph((Run(w.say("how.basis")),), "note"),
    ]
    return Section("3", "method", w.say("method"), tuple(blocks))


def _boundary(w: Writer) -> tuple[Pair, ...]:
    scope = w.audit.assessment.sheet.scope
    out = [fact for fact in w.audit.assessment.facts if fact.removed]
    count = w.sentence(
        "boundary.facts.count",
        {"n": (w.audit.assessment.numbers.counts.out_of_scope, "/counts/out_of_scope")},
        facts=w.listed(visible(fact.title.text(w.lang)) for fact in out),
    )
    facts: Cell = ((count,),) if out else w.plain(w.say("boundary.facts.none"))
    return (
        w.pair("boundary.text", w.said(scope.text if scope else None)),
        w.pair("boundary.in", _list(w, scope.in_ if scope else ())),
        w.pair("boundary.out", _list(w, scope.out if scope else ())),
        w.pair("boundary.facts", facts),
    )


def _list(w: Writer, texts: tuple[str, ...]) -> Cell:
    return tuple(w.prose(text) for text in texts) or w.empty()


def _checklists(w: Writer) -> Table:
    a = w.audit.assessment
    rows = [Row(_checklist(w, entry)) for entry in (*a.checklists, *a.standalone)]
    columns = (
        Column(w.say("column.checklist"), "text"),
        Column(w.say("column.version"), "narrow"),
        Column(w.say("column.pinned"), "narrow"),
        Column(w.say("column.digest"), "wide"),
    )
    return Table("used", w.say("used"), columns, tuple(rows))


def _checklist(w: Writer, entry: ChecklistResult) -> tuple[Cell, ...]:
    where = visible(entry.path) if entry.path else w.say("builtin")
    title: Cell = ((Run(visible(entry.title.text(w.lang))),), (Run(f"{visible(entry.id)} · {where}", "muted"),))
    if entry.base is not None:
        title = (*title, (Run(w.say("extends", base=f"{entry.base.id} {entry.base.pinned}"), "muted"),))
    return (title, w.plain(entry.version), w.plain(entry.pinned), w.plain(entry.sha256, "code"))


def _policy(w: Writer) -> str:
    gate = w.audit.assessment.gate
    if gate is None:
        return w.say("used.policy.none")
    where = visible(gate.path) if gate.path else w.say("builtin")
    return w.say("used.policy", title=visible(gate.title.text(w.lang)), id=visible(gate.policy), where=where)


def _who(w: Writer) -> tuple[Pair, ...]:
    sheet = w.audit.assessment.sheet
    people: Cell = tuple((Run(w.person(name)),) for name in sheet.participants) or w.empty()
    age = w.audit.assessment.age
    assessed = w.on(sheet.assessed)
    if sheet.assessed is not None and age is not None and age > 0:
        assessed = (*assessed, (w.sentence("who.age", {"n": (age, "/audit/age")}),))
    return (
        w.pair("who.assessor", w.named(sheet.assessor)),
        w.pair("who.participants", people),
        w.pair("who.assessed", assessed),
        w.pair("period", period(w)),
    )


def _methods(w: Writer) -> Table:
    audit = w.audit
    rows = [Row((w.plain(w.say(f"method.{m}")), w.figure(audit.methods[m], f"/audit/methods/{m}"))) for m in METHODS]
    rows.append(Row((w.plain(w.say("method.none")), w.figure(audit.no_method, "/audit/no_method"))))
    columns = (Column(w.say("method.how"), "wide"), Column(w.say("method.answers"), "number"))
    return Table("methods", w.say("how"), columns, tuple(rows))
