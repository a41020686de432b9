"""Gaps as SARIF 2.1.0 results, in two editions: for GitHub code scanning, and with waived gaps for other readers.

Source: the standard (see `sarif_log.py`) and what GitHub documents of its support for it. Rules are all judged items
of the sheet and all rules of the policy, whatever they found, so that a reader can tell "passes" from "not asked".
Results are the gaps, at the line of the sheet that answers the item (line 1 where none does, or the item is not
answered): an alert shows in a pull request only where the change touched its line. In front stand the failed rules
of the policy that no open gap stands for (a sum, an age, waivers, missing evidence or checklists, a step back from
the baseline), and a gate that cannot be judged, so a gate that does not pass is never an empty file.

`render` leaves waived gaps out, because GitHub does not read `suppressions` and would open an alert for each.
`render_all` keeps them, suppressed `inSource`, for the waiver stands in the very file that the result points to.
A waiver that is expired, not yet in force or contradicted suppresses nothing in either.

Mapping: critical and high are `error`, medium is `warning`, low is `note`. An unanswered item is a failure (`fail`)
and not `open`, because the gate counts it. There is no `security-severity`: that number rates how a flaw can be
exploited, which nobody did here, and it would be made up. With a baseline each result says `new`, `unchanged` or
`updated` by what is known of both sides; a failed rule is `new`, because a baseline keeps no outcomes. What is gone
(`absent`) is not written: readers that ignore the state would open it again.

Not expressed: partial credit and the score but as properties, evidence that backs an answer, met, not applicable and
out-of-scope items but as rules, the way to pass, and rubrics that stand alone, none of whose items is a gap. Limits
of GitHub (25,000 results, of which 5,000 are kept) are far from any sheet; should one come near, the worst are first.
Notes and names of people are in the log, so it is for those who may read the sheet.
"""

from collections.abc import Iterator

from gapsheet.model.assessment import Assessment, ItemResult, WaiverResult
from gapsheet.model.base import SEVERITIES, Severity
from gapsheet.model.comparison import Comparison, Mark
from gapsheet.model.verdict import GateResult, RuleName, RuleOutcome
from gapsheet.report import sarif_log as log
from gapsheet.report.labels import checklist_titles, day, joined, next_step, number, rule_found, rule_title
from gapsheet.text import clipped, visible
from gapsheet.words import Lang, Param, has, say

LEVELS: dict[Severity, log.Level] = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}

STANDS_FOR_ITSELF: frozenset[RuleName] = frozenset({"max_open", "max_unanswered"})
"""Rules whose failure is their open items, each of which is a result already."""

JUDGED = "cannot-be-judged"
"""The rule of a gate that had nothing to judge."""

NOTE = 1000
"""The characters of a note that a message carries."""

NAMED = 100
"""The lines of items that the result of a failed rule points to; GitHub keeps as many."""


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the log for GitHub code scanning: no waived gap in it."""
    return _Writer(assessment, lang, keep_waived=False).document()


def render_all(assessment: Assessment, lang: Lang) -> str:
    """Return the log with waived gaps, suppressed."""
    return _Writer(assessment, lang, keep_waived=True).document()


class _Writer:
    """Writes one assessment in one edition."""

    def __init__(self, assessment: Assessment, lang: Lang, *, keep_waived: bool) -> None:
        self.a = assessment
        self.lang = lang
        self.keep_waived = keep_waived
        self.rules = [self.item_rule(item) for item in assessment.items()]
        self.titles = checklist_titles(lang, assessment)
        old = assessment.comparison
        self.before: dict[str, Mark] = {mark.id: mark for mark in old.old.marks} if isinstance(old, Comparison) else {}
        if assessment.gate is not None:
            self.rules += [self.gate_rule(outcome) for outcome in assessment.gate.rules]
            self.rules.append(self.judged_rule())
        self.indices = log.indices(self.rules)

    def say(self, key: str, **params: Param) -> str:
        return say(self.lang, "sarif", key, **params)

    def document(self) -> str:
        run = log.run(
            version=self.a.gapsheet,
            category=f"gapsheet/{log.uri(self.a.sheet_path)}/",
            lang=self.lang,
            rules=self.rules,
            results=[*self.of_gate(), *self.of_items()],
        )
        run["artifacts"] = [
            {
                "location": {"uri": log.uri(self.a.sheet_path), "uriBaseId": log.ROOT},
                "hashes": {"sha-256": self.a.sheet_sha256},
                "roles": ["analysisTarget"],
            }
        ]
        run["properties"] = self.about()
        return log.render(run)

    def about(self) -> log.Object:
        """Return what the run says of itself: numbers, the verdict, the baseline and the trusted revision."""
        numbers, gate, trust = self.a.numbers, self.a.gate, self.a.trust
        about: log.Object = {
            "asOf": self.a.as_of.isoformat(),
            "system": visible(self.a.sheet.system),
            "score": None if numbers.score is None else float(numbers.score),
        }
        if gate is not None:
            about |= {"policy": visible(gate.policy), "verdict": gate.verdict}
        if self.a.comparison is not None:
            old = self.a.comparison.old if isinstance(self.a.comparison, Comparison) else self.a.comparison
            about["baseline"] = {"source": visible(old.source), "commit": old.commit}
        if trust is not None:
            ignored = [{"what": one.what, "name": visible(one.name), "why": one.why} for one in trust.ignored]
            about["trust"] = {"revision": visible(trust.revision), "commit": trust.commit, "ignored": ignored}
        return about

    # ---- rules ----

    def item_rule(self, found: ItemResult) -> log.Object:
        item, lang = found.item, self.lang
        met = [line.text(lang) for line in item.met_when]
        steps = [line.text(lang) for line in item.fix]
        heads = (say(lang, "guide", "met-when"), say(lang, "guide", "fix"))
        more = self.say("help.more", name=item.id)
        text = [heads[0], *(f"- {line}" for line in map(log.plain, met)), ""]
        text += [heads[1], *(f"{place}. {line}" for place, line in enumerate(map(log.plain, steps), 1))]
        marks = [f"**{heads[0]}**", "", *(f"- {line}" for line in map(log.line_of_markdown, met)), ""]
        marks += [f"**{heads[1]}**", ""]
        marks += [f"{place}. {line}" for place, line in enumerate(map(log.line_of_markdown, steps), 1)]
        about = (f"checklist/{found.checklist}", f"section/{found.section}", f"severity/{found.severity}")
        return log.rule(
            item.id,
            LEVELS[found.severity],
            short=item.statement.text(lang),
            full=item.why.text(lang),
            text=log.fitted(text, more),
            markdown=log.fitted(marks, self.say("help.more.markdown", name=item.id)),
            tags=(*about, *(f"ref/{ref}" for ref in item.refs)),
        )

    def gate_rule(self, outcome: RuleOutcome) -> log.Object:
        name, title = outcome.rule, visible(rule_title(self.lang, outcome, self.titles))
        key = f"rule.{name}"
        lines = say(self.lang, "guide", key).split("\n") if has(self.lang, "guide", key) else [title]
        words = [line for line in lines if not line.startswith(" ")]
        prose = (" " if self.lang == "en" else "").join(words)
        example = [line.strip() for line in lines if line.startswith(" ")]
        code = [f"`{line}`" for line in example]
        return log.rule(
            name,
            "error",
            short=title,
            full=prose,
            text=log.fitted([prose, *example], self.say("help.more", name=name)),
            markdown=log.fitted([prose, "", *code], self.say("help.more.markdown", name=name)),
            tags=("gate",),
        )

    def judged_rule(self) -> log.Object:
        advice = self.say("verdict.help")
        full = self.say("verdict.full")
        tags = ("gate",)
        return log.rule(
            JUDGED, "error", short=self.say("verdict.short"), full=full, text=advice, markdown=advice, tags=tags
        )

    # ---- results ----

    def of_gate(self) -> Iterator[log.Object]:
        """Yield what keeps the gate shut and is no open gap."""
        gate = self.a.gate
        if gate is None:
            return
        if gate.verdict == JUDGED:
            yield self.gate_result(gate, JUDGED, self.say("verdict"), ())
        for outcome in gate.failed:
            if outcome.rule not in STANDS_FOR_ITSELF:
                yield self.gate_result(gate, outcome.rule, self.failure(gate, outcome), outcome.items)

    def gate_result(self, gate: GateResult, name: str, text: str, items: tuple[str, ...]) -> log.Object:
        here = log.place(self.a.sheet_path)
        mark = log.fingerprint("gate", gate.policy, name)
        found = log.result(self.indices, name, "error", text, here, mark)
        named = [item for item in self.a.items() if item.id in items and item.line is not None]
        if named:
            found["relatedLocations"] = [self.place_of(item) | {"message": {"text": item.id}} for item in named[:NAMED]]
        return self.stated(found, "new", suppressions=[])

    def failure(self, gate: GateResult, outcome: RuleOutcome) -> str:
        """Return what a failed rule asks, what was found, and what to do."""
        title = rule_title(self.lang, outcome, self.titles)
        said = [self.say("rule", policy=gate.policy, title=title)]
        found = rule_found(self.lang, outcome, self.titles)
        if found:
            said.append(self.say("rule.found", found=found))
        if outcome.next is not None:
            said.append(next_step(self.lang, outcome.next))
        return self.say("join").join(said)

    def of_items(self) -> Iterator[log.Object]:
        """Yield the gaps, most severe first, else in the order of the sheet's checklists."""
        for severity in SEVERITIES:
            for item in self.a.items():
                if item.severity == severity and item.gap and (self.keep_waived or not item.waived):
                    yield self.item_result(item)

    def item_result(self, item: ItemResult) -> log.Object:
        here = self.place_of(item)
        mark = log.fingerprint(item.checklist, item.id)
        found = log.result(self.indices, item.id, LEVELS[item.severity], self.message(item), here, mark)
        found["properties"] = {
            "checklist": item.checklist,
            "severity": item.severity,
            "state": item.state,
            "assurance": item.assurance,
            "worth": float(item.worth_shown),
            "effort": item.effort,
            "due": item.answer.due.isoformat() if item.answer and item.answer.due else None,
        }
        waiver = item.waiver if item.waived else None
        suppressions = [] if waiver is None else [self.suppression(waiver, here)]
        return self.stated(found, self.baseline_state(item), suppressions=suppressions)

    def suppression(self, waiver: WaiverResult, here: log.Object) -> log.Object:
        return {
            "kind": "inSource",
            "status": "accepted",
            "justification": log.plain(waiver.reason),
            "location": here,
            "properties": {
                "by": visible(self.a.sheet.person(waiver.by)),
                "granted": waiver.granted.isoformat(),
                "until": waiver.until.isoformat(),
            },
        }

    def place_of(self, item: ItemResult) -> log.Object:
        """Return the line that answers the item, as many columns of it as its id takes; else the first line."""
        if item.line is None:
            return log.place(self.a.sheet_path)
        return log.place(self.a.sheet_path, item.line, 1, 1 + len(item.id))

    def stated(self, found: log.Object, state: str, *, suppressions: list[log.Object]) -> log.Object:
        """Return a result with what all results of a run have or none has."""
        if self.keep_waived:
            found["suppressions"] = suppressions
        if isinstance(self.a.comparison, Comparison):
            found["baselineState"] = state
        return found

    def baseline_state(self, item: ItemResult) -> str:
        """Return whether this edition of the baseline had the result too, and whether it has changed since."""
        old = self.before.get(item.id)
        if old is None or not (old.open or (old.waived and self.keep_waived)):
            return "new"
        answer, waiver = item.answer, item.waiver
        was = (old.state, old.severity, old.assurance, old.waived, old.waiver, old.owner, old.due)
        stands = None if waiver is None else (waiver.state, waiver.until)
        said = (None, None) if answer is None else (answer.owner, answer.due)
        now = (item.state, item.severity, item.assurance, item.waived, stands, *said)
        return "unchanged" if was == now else "updated"

    def message(self, item: ItemResult) -> str:
        """Return the gap in a sentence that stands alone, and after it whose it is, by when, and what is noted."""
        lang, answer = self.lang, item.answer
        severity = say(lang, "terms", f"severity.inline.{item.severity}")
        key = "item.contradicted" if item.assurance == "contradicted" else "item"
        state = say(lang, "terms", f"state.{item.state}")
        said = [self.say(key, state=state, severity=severity, statement=item.item.statement.text(lang))]
        if item.waiver is not None:
            date = item.waiver.granted if item.waiver.state == "not-yet" else item.waiver.until
            by = self.a.sheet.person(item.waiver.by)
            said.append(self.say(f"waiver.{item.waiver.state}", by=by, date=day(lang, date)))
        if item.worth_shown > 0:
            one = 1 if item.worth_shown == 1 else 2
            said.append(self.say("item.worth", n=one, shown=number(lang, item.worth_shown)))
        if answer is not None and answer.owner:
            said.append(self.say("item.owner", owner=self.a.sheet.person(answer.owner)))
        if answer is not None and answer.due:
            late = item.due_in is not None and item.due_in < 0
            days = abs(item.due_in or 0)
            said.append(self.say("item.late" if late else "item.due", n=days, date=day(lang, answer.due)))
        missing = [piece.target for piece in item.evidence if piece.status == "missing"]
        if missing:
            said.append(self.say("item.missing", files=clipped(joined(lang, missing), NOTE)))
        if answer is not None and answer.note:
            said.append(self.say("item.note", note=clipped(answer.note.strip(), NOTE)))
        return self.say("join").join(said)
