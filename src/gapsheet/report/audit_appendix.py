"""The appendices of an audit report: scoring, definitions, applicability, item texts, changes, how to get it again."""

from gapsheet.model.assessment import WEIGHTS, Assessment, ItemResult
from gapsheet.model.audit import Applicable
from gapsheet.model.comparison import NothingToCompare
from gapsheet.report.audit_frameworks import frameworks
from gapsheet.report.audit_parts import (
    Block,
    Cell,
    Column,
    Entry,
    Heading,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Points,
    Row,
    Run,
    Section,
    Table,
)
from gapsheet.report.audit_writer import Writer
from gapsheet.report.bars import PARTS
from gapsheet.report.diff_sentences import nothing, sentences
from gapsheet.report.labels import number
from gapsheet.report.view_method import calculation
from gapsheet.text import visible
from gapsheet.words import say

DEFINITIONS = (
    *("met", "partial", "unmet", "unanswered", "not-applicable", "out-of-scope", "waiver"),
    *("stated", "referenced", "checked", "contradicted"),
    *("operating", "design-only", "stale", "fulfilled", "fulfilled-with-exceptions"),
    *("not-determinable", "not-fulfilled"),
)
"""The words that are defined, in order."""


def appendices(w: Writer) -> Section:
    """Return the appendices A.1 to A.7."""
    blocks: list[Block] = [
        Heading("scoring", "A.1", w.say("scoring")),
        *_scoring(w),
        Heading("definitions", "A.2", w.say("definitions")),
        Pairs(
            "definitions", tuple(Pair(w.say(f"word.{name}"), w.plain(w.say(f"means.{name}"))) for name in DEFINITIONS)
        ),
        Heading("applicability", "A.3", w.say("applicability")),
        *_applicability(w),
        Heading("frameworks", "A.4", w.say("frameworks")),
        *frameworks(w),
        Heading("changes", "A.5", w.say("changes")),
        *_changes(w),
        Heading("reproduce", "A.6", w.say("reproduce")),
        *_reproduce(w),
        Heading("texts", "A.7", w.say("texts")),
        Paragraph((Run(w.say("texts.lead")),), "note"),
        *_texts(w),
    ]
    return Section("A", "appendices", w.say("appendices"), tuple(blocks), fresh=True)


def _definitions(w: Writer) -> Pairs:
    pairs = (Pair(w.say(f"word.{name}"), w.plain(w.say(f"means.{name}"))) for name in DEFINITIONS)
    return Pairs("definitions", tuple(pairs))


def _scoring(w: Writer) -> list[Block]:
    a = w.audit.assessment
    blocks: list[Block] = [Paragraph((Run(w.say("scoring.text")),)), _weights(w)]
    if a.numbers.score is None or a.numbers.split is None:
        return [*blocks, Paragraph((Run(w.say("scoring.nothing")),))]
    figures = ("/audit/scoring/earned", "/audit/scoring/weight", "/score")
    blocks.append(Paragraph((Run(calculation(w.lang, a), figures=figures),), "lead"))
    if a.numbers.low != a.numbers.high:
        blocks.append(Paragraph((w.sentence("scoring.range", {"high": (a.numbers.high, "/range/1")}),)))
    rows = tuple(
        Row(
            (w.plain(say(w.lang, "report", f"part.{name}")), w.figure(getattr(a.numbers.split, name), f"/split/{name}"))
        )
        for name in PARTS
    )
    columns = (Column(w.say("scoring.part"), "wide"), Column(w.say("scoring.points"), "number"))
    blocks.append(Table("split", w.say("scoring.split"), columns, rows))
    return blocks


def _weights(w: Writer) -> Table:
    rows = tuple(
        Row((w.plain(say(w.lang, "terms", f"severity.{severity}")), w.plain(number(w.lang, weight))))
        for severity, weight in WEIGHTS.items()
    )
    columns = (Column(w.say("column.severity"), "wide"), Column(w.say("scoring.weight"), "number"))
    return Table("weights", w.say("scoring.weights"), columns, rows)


def _applicability(w: Writer) -> list[Block]:
    blocks: list[Block] = [Paragraph((Run(w.say("applicability.lead")),), "note")]
    titles = {entry.id: visible(entry.title.text(w.lang)) for entry in w.audit.assessment.checklists}
    columns = (
        Column(w.say("column.item"), "narrow"),
        Column(w.say("column.criterion"), "wide"),
        Column(w.say("column.applies"), "narrow"),
        Column(w.say("column.justification"), "text"),
    )
    for checklist, entries in w.audit.applicability:
        rows = tuple(_applicable(w, entry) for entry in entries)
        caption = w.say("applicability.caption", checklist=titles[checklist])
        blocks.append(Table("applicability", caption, columns, rows))
    return blocks


def _applicable(w: Writer, entry: Applicable) -> Row:
    judged = entry.applicability in ("applies", "not-applicable", "out-of-scope")
    first: Line = (w.item(entry.id),) if judged else (Run(visible(entry.id)),)
    statement = w.plain(visible(entry.statement.text(w.lang))) if entry.statement else w.nothing()
    yes = w.say("yes" if entry.applicability == "applies" else "no")
    return Row(((first,), statement, w.plain(yes), _why(w, entry)))


def _why(w: Writer, entry: Applicable) -> Cell:
    if entry.dropped is not None:
        return w.plain(visible(entry.dropped.text(w.lang)))
    if entry.reason:
        return (w.prose(entry.reason),)
    for key, names in (("facts", entry.facts), ("condition", entry.condition)):
        if names:
            titles = {fact.id: visible(fact.title.text(w.lang)) for fact in w.audit.assessment.facts}
            said = w.listed(titles[name] for name in names if name in titles)
            return w.plain(w.say(f"applicability.{key}", facts=said))
    return w.plain(w.say(f"applicability.{entry.applicability}"))


def _texts(w: Writer) -> list[Block]:
    return [_text(w, item) for item in w.audit.assessment.all_items()]


def _text(w: Writer, item: ItemResult) -> Entry:
    said = item.item
    severity = say(w.lang, "terms", f"severity.{item.severity}")
    sources = [w.say("texts.source", points=w.listed(said.source))] if said.source else []
    sources += [visible(ref) for ref in said.refs]
    pairs = [
        w.pair("texts.why", w.plain(visible(said.why.text(w.lang)))),
        w.points("texts.met-when", (visible(line.text(w.lang)) for line in said.met_when)),
        w.points("texts.evidence", (visible(line.text(w.lang)) for line in said.evidence)),
    ]
    if sources:
        pairs.append(w.pair("texts.refs", w.plain(w.say("semicolon").join(sources))))
    head: Line = (w.item(item.id), Run(w.say("severity", severity=severity), "muted"))
    return Entry(f"text-{item.id}", item.id, head, w.statement(item), tuple(pairs))


def _changes(w: Writer) -> list[Block]:
    told = w.audit.assessment.comparison
    if told is None:
        return [Paragraph((Run(w.say("changes.none")),))]
    if isinstance(told, NothingToCompare):
        return [Paragraph((Run(nothing(w.lang, told)),))]
    blocks: list[Block] = [Paragraph((Run(text),)) for text in sentences(w.lang, told)]
    rows = []
    for change in told.changes:
        old, new = (w.term(f"state.{side}" if side else "number.none") for side in (change.old, change.new))
        kind = say(w.lang, "diff", f"kind.{change.kind}")
        rows.append(Row((w.plain(visible(change.id)), w.plain(kind), w.plain(old), w.plain(new))))
    if rows:
        names = ("item", "change", "before", "after")
        columns = tuple(Column(w.say(f"column.{name}"), "wide" if name == "change" else "text") for name in names)
        blocks.append(Table("changes", w.say("changes"), columns, tuple(rows)))
    return blocks


def _reproduce(w: Writer) -> list[Block]:
    a = w.audit.assessment
    rows = [
        Row((w.plain(visible(a.sheet_path)), w.plain(w.say("reproduce.sheet")), w.plain(a.sheet_sha256, "code"))),
        *(Row(row) for row in _inputs(w, a)),
    ]
    columns = (
        Column(w.say("reproduce.input"), "text"),
        Column(w.say("reproduce.kind"), "text"),
        Column(w.say("column.digest"), "wide"),
    )
    steps: list[Line] = [(Run(w.say("reproduce.install", version=a.gapsheet)),)]
    if w.audit.revision is not None:
        steps.append((Run(w.say("reproduce.checkout")), Run(w.audit.revision.commit, "code")))
    steps.append((Run(w.say("reproduce.run")), Run(visible(w.audit.reproduce), "code")))
    return [
        Paragraph((Run(w.say("reproduce.lead")),)),
        Points(tuple(steps)),
        Table("inputs", w.say("reproduce.inputs"), columns, tuple(rows)),
    ]


def _inputs(w: Writer, a: Assessment) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for entry in (*a.checklists, *a.standalone):
        name = visible(entry.path) if entry.path else f"{entry.id} {entry.version}"
        rows.append((w.plain(name), w.plain(w.say("reproduce.checklist")), w.plain(entry.sha256, "code")))
    if a.gate is not None:
        name = visible(a.gate.path) if a.gate.path else visible(a.gate.policy)
        rows.append((w.plain(name), w.plain(w.say("reproduce.policy")), w.plain(a.gate.sha256, "code")))
    for framework in a.frameworks:
        name = visible(framework.path) if framework.path else visible(framework.framework.id)
        rows.append((w.plain(name), w.plain(w.say("reproduce.framework")), w.plain(framework.sha256, "code")))
    return rows
