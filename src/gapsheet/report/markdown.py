"""The gap report as Markdown for a review tool: the same content, and nothing in it that a sheet could make act.

Text from outside is escaped so that it can open no HTML, link, table, code or heading, and names nobody: a word
joiner stands after the signs that review tools turn into mentions, references and addresses.
"""

import re
from collections.abc import Sequence

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Comparison, NothingToCompare
from gapsheet.report.labels import joined
from gapsheet.report.view import GapView, gap_view
from gapsheet.report.view_actions import ActionView
from gapsheet.report.view_items import EvidenceView, ItemView
from gapsheet.report.view_lists import ChecklistView
from gapsheet.report.view_scope import FactView, LeftOutView
from gapsheet.words import Lang, Param, say

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_SIGIL = re.compile(r"([@#!%])(?=[\w\\])|(?<=[A-Za-z])(:)(?=//)|(?<!\d)(:)(?=[\w+-]+:)|(?i:\b(www|mailto|GH))(?=[.:-])")
_BLOCK = re.compile(r"([-+=>#]|\d+(?=[.)]))")
_JOINER = "\u2060"


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the whole report; it ends with one line feed."""
    return _Writer(gap_view(assessment, lang), assessment.comparison).document()


def escaped(text: str) -> str:
    """Return text for the middle of a line; line feeds become spaces."""
    quiet = _SIGIL.sub(lambda found: found.group() + _JOINER, text)
    return _SPECIAL.sub(r"\\\1", quiet).replace("\n", " ")


class _Writer:
    """Writes one view, section by section."""

    def __init__(self, view: GapView, comparison: Comparison | NothingToCompare | None) -> None:
        self.view = view
        self.comparison = comparison
        self.lines: list[str] = []

    def say(self, key: str, **params: Param) -> str:
        return say(self.view.lang, "report", key, **params)

    def labelled(self, label: str, value: str) -> str:
        return f"{label}{self.say('colon')}{value}"

    def add(self, *lines: str) -> None:
        self.lines += lines

    def table(self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: int | None = None) -> None:
        marks = ["--:" if index == right else "---" for index in range(len(heads))]
        self.add(f"| {' | '.join(heads)} |", f"| {' | '.join(marks)} |")
        self.add(*(f"| {' | '.join(row)} |" for row in rows), "")

    def document(self) -> str:
        self.head()
        self.actions()
        self.checklists()
        self.since()
        self.ignored()
        self.items()
        self.waivers()
        self.scope()
        self.frameworks()
        self.rubrics()
        self.method()
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def head(self) -> None:
        view, verdict = self.view, self.view.verdict
        self.add(f"# {escaped(view.heading)}", "")
        self.add(" · ".join(escaped(f"{fact.label} {fact.value}") for fact in view.facts_line), "")
        score = f"{verdict.exact} {self.say('of-100')}" if verdict.scored else ""
        self.add(f"## {' · '.join(part for part in (verdict.word, score) if part)}", "")
        gap = "" if view.lang == "zh-CN" else " "
        self.add(escaped(gap.join(verdict.sentences)), "")
        notes = ((verdict.change.text,) if verdict.change else ()) + verdict.notes
        if notes:
            self.add(" · ".join(escaped(note) for note in notes), "")
        if verdict.bar:
            parts = [f"{part.label} {part.value}" for part in verdict.bar.parts]
            self.add(self.labelled(self.say("bar"), " · ".join(parts)), "")
        if verdict.rules_count:
            self.add(self.labelled(self.say("rules"), verdict.rules_count), "")
            for word, rules in (("rule.fail", verdict.failing), ("rule.pass", verdict.passing)):
                for rule in rules:
                    name = f"**{self.say(word)}**" if word == "rule.fail" else self.say(word)
                    found = f" – {escaped(rule.found)}" if rule.found else ""
                    self.add(f"- {self.labelled(name, escaped(rule.title))}{found}")
            self.add("")
        tally = [f"{entry.count} {entry.word}{entry.extra}" for entry in view.tally]
        self.add(self.labelled(self.say("tally"), " · ".join(tally)), "")

    def actions(self) -> None:
        actions = self.view.actions
        self.add(f"## {self.say('first')}", "")
        if not actions.rows:
            self.add(self.say("first.none"), "")
            return
        self.add(actions.lede, "")
        for index, row in enumerate(actions.rows, 1):
            self.add(f"{index}. {self.action(row)}")
            if actions.clears_after == index:
                self.add("", f"   **{self.say('first.clears')}**", "")
        if actions.rest:
            later = joined(self.view.lang, [escaped(later.text) for later in actions.rest] + ["…"] * actions.cut)
            self.add("", f"   **{actions.rest_text}** {later}")
        self.add("")

    def action(self, row: ActionView) -> str:
        parts = [row.why, row.owner.name if row.owner else ""]
        if row.due:
            parts.append(f"{row.due.date}{self.say('comma')}{row.due.when}" if row.due.late else row.due.date)
        parts.append(row.effort)
        if row.gain:
            parts.append(f"{row.gain} → {row.after}")
        name = f"**{escaped(row.item)}** " if row.item else ""
        said = " · ".join(escaped(part) for part in parts if part)
        return f"{name}{escaped(row.title)}" + (f" – {said}" if said else "")

    def checklists(self) -> None:
        view = self.view
        self.add(f"## {self.say('checklists')}", "")
        low, last = self.say("checklists.low"), view.since is not None
        change = (say(view.lang, "diff", "checklists.change"),) if last else ()
        heads = (self.say("checklists.column"), self.say("items"), self.say("score"), *change)
        rows = [
            (
                escaped(entry.title),
                entry.summary,
                entry.exact + self.aside(low) if entry.low else entry.exact,
                *((entry.change,) if last else ()),
            )
            for entry in view.checklists
            if entry.bar
        ]
        if rows:
            self.table(heads, rows, right=2)
        for text in (view.unscored, view.announced):
            if text:
                self.add(escaped(text), "")

    def since(self) -> None:
        if self.comparison is None:
            return
        from gapsheet.report.diff_markdown import section  # it needs `escaped`, and only a baseline needs it

        self.add(f"## {say(self.view.lang, 'diff', 'section')}", "", *section(self.comparison, self.view.lang), "")

    def ignored(self) -> None:
        view = self.view.ignored
        if view is None:
            return
        self.add(f"## {view.title}", "", escaped(view.heading), "")
        self.add(*(f"- {escaped(name)}{self.say('colon')}{escaped(why)}" for name, why in view.rows))
        if view.rows:
            self.add("")

    def items(self) -> None:
        self.add(f"## {self.say('items')}", "")
        for entry in self.view.checklists:
            self.add(f"### {escaped(entry.title)} · {entry.exact}", "", entry.summary, "")
            self.group(entry)
            self.add("")

    def group(self, entry: ChecklistView) -> None:
        for item in entry.gaps:
            self.gap(item)
        for item in entry.met:
            said = [self.piece(piece) for piece in item.evidence]
            if item.unbacked:
                said.append(self.say("item.unbacked"))
            tail = f" – {'; '.join(said)}" if said else ""
            self.add(f"- {escaped(item.id)} {item.state_text}{self.say('colon')}{escaped(item.statement)}{tail}")
        for item in entry.aside:
            reason = f" – {escaped(item.reason.text)}" if item.reason else ""
            self.add(f"- {escaped(item.id)} {item.state_text}{self.say('colon')}{escaped(item.statement)}{reason}")

    def gap(self, item: ItemView) -> None:
        flags = [item.severity, *([self.say("item.blocks")] if item.blocks else []), *item.flags]
        title = f"**{escaped(item.id)} {item.state_text}{self.say('colon')}{escaped(item.statement)}**"
        self.add(f"- {title}{self.aside(self.say('comma').join(flags))}")
        if item.note:
            self.add(*(f"  > {started(line)}" for line in item.note.text.split("\n")), "")
        for label, lines in (("item.good", item.good), ("item.steps", item.steps)):
            if lines:
                self.add(f"  - {self.say(label)}", *(f"    - {started(line)}" for line in lines))
        facts = [f"{self.say('item.worth')} {item.worth}", f"{self.say('item.effort')} {item.effort}"]
        if item.owner or item.answered:
            owner = escaped(item.owner.name) if item.owner else self.say("owner.none")
            facts.insert(0, f"{self.say('owner')} {owner}")
        if item.due:
            facts.insert(1, f"{self.say('due')} {item.due.date}{self.aside(item.due.when)}")
        self.add(f"  - {' · '.join(facts)}")
        for piece in item.evidence:
            self.add(f"  - {self.labelled(self.say('item.evidence'), self.piece(piece))}")

    def aside(self, text: str) -> str:
        """Return a text in the brackets of the language, with the space it needs before them."""
        return say(self.view.lang, "terms", "aside", text=text)

    def piece(self, piece: EvidenceView) -> str:
        shown = escaped(piece.title)
        if piece.title != piece.target:
            shown += f" {escaped(piece.target)}"
        if piece.date:
            shown += f" {piece.date}"
        return shown + self.aside(self.say("item.missing")) if piece.missing else shown

    def waivers(self) -> None:
        self.add(f"## {self.say('waivers')}", "")
        if not self.view.waivers:
            self.add(self.say("waivers.none"), "")
            return
        heads = tuple(self.say(f"waivers.{name}") for name in ("item", "reason", "by", "ends"))
        rows = [
            (escaped(w.item), escaped(w.reason.text), escaped(w.by), w.until + self.aside(w.when))
            for w in self.view.waivers
        ]
        self.table(heads, rows)

    def scope(self) -> None:
        scope = self.view.scope
        self.add(f"## {self.say('scope')}", "", self.say("scope.lede"), "", f"### {self.say('facts')}", "")
        if scope.facts:
            heads = tuple(self.say(f"facts.{name}") for name in ("fact", "value", "removed"))
            self.table(heads, [(escaped(fact.title), fact.value, self.removed(fact)) for fact in scope.facts])
        else:
            self.add(self.say("facts.none"), "")
        self.add(f"### {self.say('scope.team')}", "")
        if scope.not_applicable:
            self.left_out(scope.not_applicable, "scope.by")
        else:
            self.add(self.say("scope.team.none"), "")
        if scope.dropped:
            self.add(f"### {self.say('scope.dropped')}", "")
            self.left_out(scope.dropped, "scope.overlay")

    def removed(self, fact: FactView) -> str:
        """Return the items that a fact took out, or the word for none."""
        removed = [escaped(name) for name in fact.items]
        return self.labelled(fact.count, joined(self.view.lang, removed)) if removed else self.say("facts.nothing")

    def left_out(self, rows: Sequence[LeftOutView], last: str) -> None:
        heads = (*(self.say(f"scope.{name}") for name in ("item", "statement", "reason")), self.say(last))
        cells = [(escaped(r.id), escaped(r.statement), escaped(r.reason.text), escaped(r.by)) for r in rows]
        self.table(heads, cells)

    def frameworks(self) -> None:
        if not self.view.frameworks:
            return

        def text(key: str) -> str:
            return say(self.view.lang, "frameworks", key)

        self.add(f"## {text('section')}", "", text("section.lede"), "", text("disclaimer"), "")
        heads = (text("section.framework"), *self.view.framework_columns)
        rows = [(f"{escaped(entry.title)} {escaped(entry.id)}", *entry.counts) for entry in self.view.frameworks]
        self.table(heads, rows)
        remarks = [(entry.title, text) for entry in self.view.frameworks for text in entry.remarks]
        self.add(*(f"- {self.labelled(escaped(title), escaped(text))}" for title, text in remarks))
        self.add(*([""] if remarks else []), text("section.note"), "")

    def rubrics(self) -> None:
        for entry in self.view.rubrics:
            self.add(f"## {escaped(entry.title)}", "", f"{self.say('rubric.lede')} {escaped(entry.basis)}", "")
            result = self.labelled(f"**{entry.score}**", escaped(entry.band))
            self.add(result + (self.aside(entry.range_text) if entry.range_text else ""), "")
            for section in entry.sections:
                self.add(f"### {self.labelled(escaped(section.title), section.score)}", "")
                self.add(*(f"- {escaped(i.id)} {i.state_text} · {escaped(i.statement)}" for i in section.items), "")

    def method(self) -> None:
        view = self.view
        self.add(f"## {self.say('method')}", "", self.say("method.score.text"), "", view.calculation, "")
        if view.range_text:
            self.add(view.range_text, "")
        self.add(self.say("method.cut"), "", self.say("method.limits.text"), "", escaped(view.gate_text), "")
        failing = [rule for rule in view.verdict.failing if rule.next]
        self.add(*(f"- {escaped(rule.title)} – {escaped(rule.next)}" for rule in failing))
        self.add(*([""] if failing else []))
        self.add(*(f"- {self.labelled(pair.label, escaped(pair.value))}" for pair in view.provenance))


def started(text: str) -> str:
    """Return text for the beginning of a line: it opens no heading, list or quote."""
    return inert(escaped(text.strip()))


def inert(safe: str) -> str:
    """Return text that is escaped already so that at the beginning of a line it opens nothing either."""
    return _JOINER + safe if _BLOCK.match(safe) else safe
