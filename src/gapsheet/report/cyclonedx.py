"""The assessment as CycloneDX 1.6 declarations (OWASP, ECMA-424, `bom-1.6.schema.json`).

Each checklist is a standard with its sections and items as requirements, and has one attestation by the sheet's
assessor, `thirdParty` false. Its map has every item: `conformance.score` is the credit (1, 0.5, 0) and the rationale
the state with the team's note. An item that is not applicable or out of scope has a rationale and no score. Met and
partly met items have a claim about the assessed system with their evidence; unmet and unanswered ones claim nothing.
Where a reading of the evidence contradicts a claim, a counterclaim stands against it. A waiver in force is evidence of
a mitigation, created when it was granted, expiring on its last day, and leaves the score as it is; any other waiver is
said in the rationale. The policy is a standard too, its rules the requirements, 1 where a rule passes and 0 where not.

What the format cannot express: a score over a standard, a range, a verdict, a weight, an owner with a due date; the
first four are properties named `gapsheet:…`, owner and due date are left out. `confidence` has the assurance as its
rationale and no score: an assurance is a kind and not a number, and none is made up. An assessor must be an
organization, whose name a sheet does not know, so the person is its contact. Evidence has no place for a checksum (it
is in the description) and no expiry in a sheet; paths are relative to the root of the repository. Evidence that is
missing is listed and backs no claim. There is no `affirmation`, because a sheet names no signatory, and no signature.
The cheapest way to pass and the reach on public frameworks are not written.

cyclonedx-python-lib (11.12) has no model of `declarations`, so the JSON is written here, at the edge; the tests have
that library read and validate it. `serialNumber` is a UUID of version 5 of the whole content.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from gapsheet.model.assessment import Assessment, ChecklistResult, EvidenceResult, ItemResult, WaiverResult
from gapsheet.model.base import LocalText
from gapsheet.model.comparison import Comparison
from gapsheet.model.verdict import GateResult, RuleOutcome
from gapsheet.report.labels import (
    checklist_titles,
    day,
    joined,
    next_step,
    number,
    rule_found,
    rule_title,
)
from gapsheet.report.oscal import NS, begin_of, end_of, filled, plain
from gapsheet.report.oscal_items import href
from gapsheet.report.view_items import evidence_view, state_text
from gapsheet.text import json_document, visible
from gapsheet.words import Lang, Param, say

Data = dict[str, Any]

SPEC_VERSION = "1.6"
_SYSTEM, _ASSESSOR = "system", "assessor"


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the declarations as one JSON document."""
    content = _Declarations(assessment, lang).document()
    serial = uuid5(uuid5(NAMESPACE_URL, NS), json.dumps(content, sort_keys=True))
    return json_document(content | {"serialNumber": f"urn:uuid:{serial}"})


class _Declarations:
    """Writes one assessment in one language."""

    def __init__(self, assessment: Assessment, lang: Lang) -> None:
        self.a = assessment
        self.lang = lang
        self.checklists = (*assessment.checklists, *assessment.standalone)

    def say(self, key: str, **params: Param) -> str:
        return say(self.lang, "interop", key, **params)

    def text(self, text: LocalText) -> str:
        return plain(text.text(self.lang))

    def document(self) -> Data:
        a, items = self.a, self.a.all_items()
        rules = [self.policy(a.gate)] if a.gate else []
        attested = [self.attestation(entry) for entry in self.checklists]
        declarations = {
            "assessors": [self.assessor()],
            "attestations": attested + [self.judgement(gate) for gate in [a.gate] if gate],
            "claims": [claim for item in items for claim in self.claims(item)],
            "evidence": [entry for item in items for entry in self.evidence(item)],
            "targets": {"components": [self.system(_SYSTEM)]},
        }
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": SPEC_VERSION,
            "version": 1,
            "metadata": self.metadata(),
            "definitions": filled({"standards": [self.standard(entry) for entry in self.checklists] + rules}),
            "declarations": filled(declarations),
        }

    def metadata(self) -> Data:
        a, numbers = self.a, self.a.numbers
        counts = numbers.counts
        ignored = a.trust.ignored if a.trust else ()
        since = a.comparison if isinstance(a.comparison, Comparison) else None
        return {
            "timestamp": begin_of(a.as_of),
            "tools": {"components": [{"type": "application", "name": "gapsheet", "version": a.gapsheet}]},
            "component": self.system("subject"),
            "properties": _properties(
                ("verdict", a.gate.verdict if a.gate else None),
                ("policy", a.gate.policy if a.gate else None),
                ("policy-sha256", a.gate.sha256 if a.gate else None),
                ("score", _figure(numbers.score)),
                ("range-low", _figure(numbers.low)),
                ("range-high", _figure(numbers.high)),
                ("gaps", counts.gaps),
                ("waived", counts.waived),
                ("open", counts.open),
                ("sheet-path", a.sheet_path),
                ("sheet-sha256", a.sheet_sha256),
                ("assessed", a.sheet.assessed),
                ("baseline", since.old.source if since else None),
                ("baseline-change", _figure(since.change) if since else None),
                ("trusted-commit", a.trust.commit if a.trust else None),
                *(("ignored", f"{gone.what} {gone.name} ({gone.why})") for gone in ignored),
            ),
        }

    def system(self, ref: str) -> Data:
        subject = self.a.sheet.subject
        said = (
            [
                ("commit", subject.commit),
                ("image", subject.image),
                ("environment", subject.environment),
                *(("model", model) for model in subject.models),
            ]
            if subject
            else []
        )
        facts = [(f"fact:{plain(fact.id)}", fact.value) for fact in self.a.facts]
        return filled(
            {
                "type": "application",
                "bom-ref": ref,
                "name": plain(self.a.sheet.system) or "–",
                "version": plain(subject.version) if subject and subject.version else None,
                "properties": _properties(*said, *facts),
            }
        )

    def assessor(self) -> Data:
        handle = self.a.sheet.assessor
        name = plain(self.a.sheet.person(handle)) if handle else ""
        who = {"organization": {"contact": [{"name": name}]}} if name else {}
        return {"bom-ref": _ASSESSOR, "thirdParty": False, **who}

    def standard(self, entry: ChecklistResult) -> Data:
        remarks = [
            self.say("cdx.dropped", item=gone.item.id, reason=self.text(gone.reason))
            for gone in (entry.base.dropped if entry.base else ())
        ]
        if entry.announced:
            remarks.append(self.say("cdx.announced", items=joined(self.lang, entry.announced)))
        requirements = [self.section(entry, name, title) for name, title in entry.sections]
        requirements += [self.requirement(entry, item) for item in entry.items]
        return filled(
            {
                "bom-ref": f"standard:{entry.id}",
                "name": self.text(entry.title) or entry.id,
                "version": entry.version,
                "description": "\n".join(remarks),
                "owner": self.say("cdx.owner" if entry.path is None else "cdx.owner.own"),
                "requirements": requirements,
            }
        )

    def section(self, entry: ChecklistResult, name: str, title: LocalText) -> Data:
        shown = {"identifier": name, "title": self.text(title)}
        return filled({"bom-ref": _section_ref(entry.id, name), **shown})

    def requirement(self, entry: ChecklistResult, item: ItemResult) -> Data:
        return filled(
            {
                "bom-ref": _item_ref(item),
                "identifier": item.id,
                "title": self.text(item.item.statement),
                "text": "\n".join(f"- {self.text(line)}" for line in item.item.met_when),
                "descriptions": [self.text(item.item.why)],
                "parent": _section_ref(entry.id, item.section),
                "properties": _properties(
                    ("severity", item.severity),
                    ("weight", item.weight),
                    ("effort", item.effort),
                    *(("reference", ref) for ref in item.item.refs),
                ),
            }
        )

    def attestation(self, entry: ChecklistResult) -> Data:
        shown: dict[str, Param] = {"title": self.text(entry.title) or entry.id, "version": entry.version}
        if entry.native:
            band = self.text(entry.native.band)
            summary = self.say("cdx.summary.native", score=_figure(entry.native.score) or "–", band=band, **shown)
        elif entry.numbers.score is None:
            summary = self.say("cdx.summary.none", **shown)
        else:
            summary = self.say("cdx.summary", score=_figure(entry.numbers.score) or "–", **shown)
        return filled({"summary": summary, "assessor": _ASSESSOR, "map": [self.mapped(item) for item in entry.items]})

    def mapped(self, item: ItemResult) -> Data:
        """Return what is attested of one item."""
        conformance: Data = {"rationale": self.rationale(item)}
        if item.counted:
            conformance["score"] = _credit(item)
        if item.waived:
            conformance["mitigationStrategies"] = [_waiver_ref(item)]
        sure = {"rationale": self.say(f"assurance.{item.assurance}")} if item.assurance else {}
        return filled(
            {
                "requirement": _item_ref(item),
                "claims": [_claim_ref(item)] if _claims(item) else [],
                "counterClaims": [_counter_ref(item)] if item.assurance == "contradicted" else [],
                "conformance": conformance,
                "confidence": sure,
            }
        )

    def rationale(self, item: ItemResult) -> str:
        """Return the state in words, what the team says about it, and any waiver."""
        answer, said = item.answer, state_text(self.lang, item)
        if item.state == "out-of-scope":
            told = {fact.id: self.text(fact.title) for fact in self.a.facts}
            facts = joined(self.lang, [told.get(name, plain(name)) for name in item.scope_facts])
            return self.say("out-of-scope", facts=facts)
        more = (answer.reason if item.state == "not-applicable" else answer.note) if answer else None
        if more and more.strip():
            said = self.say("cdx.said", state=said, text=visible(more.strip(), keep_newlines=True))
        if item.waiver:
            said = f"{said}\n{self.accepted(item.waiver)}"
        return said

    def accepted(self, waiver: WaiverResult) -> str:
        return self.say(
            "cdx.waiver",
            state=self.say(f"waiver.{waiver.state}"),
            by=plain(self.a.sheet.person(waiver.by)),
            granted=day(self.lang, waiver.granted),
            until=day(self.lang, waiver.until),
            reason=plain(waiver.reason),
        )

    def claims(self, item: ItemResult) -> list[Data]:
        """Return what is claimed of the system about one item, and what stands against it."""
        if not _claims(item):
            return []
        found = [index for index, piece in enumerate(item.evidence, 1) if piece.status != "missing"]
        refs = [_evidence_ref(item, index) for index in found]
        against = item.assurance == "contradicted"
        statement = self.text(item.item.statement)
        answer = item.answer
        claim = {
            "bom-ref": _claim_ref(item),
            "target": _SYSTEM,
            "predicate": self.say(f"cdx.claim.{item.state}", statement=statement),
            "reasoning": visible(answer.note.strip(), keep_newlines=True) if answer and answer.note else "",
            "mitigationStrategies": [_waiver_ref(item)] if item.waived else [],
            "counterEvidence" if against else "evidence": refs,
        }
        counter = {
            "bom-ref": _counter_ref(item),
            "target": _SYSTEM,
            "predicate": self.say("cdx.counterclaim", statement=statement),
            "reasoning": self.say("assurance.contradicted"),
            "evidence": refs,
        }
        return [filled(claim), *([filled(counter)] if against else [])]

    def evidence(self, item: ItemResult) -> list[Data]:
        """Return the evidence of one item, and the waiver in force on it."""
        found = [self.piece(item, piece, index) for index, piece in enumerate(item.evidence, 1)]
        waiver = item.waiver
        if item.waived and waiver:
            name = self.say("cdx.waiver.name", item=item.id)
            content = {"contentType": "text/plain", "content": visible(waiver.reason, keep_newlines=True)}
            mitigation = {
                "bom-ref": _waiver_ref(item),
                "description": self.accepted(waiver),
                "data": [{"name": name, "contents": {"attachment": content}}],
                "created": begin_of(waiver.granted),
                "expires": end_of(waiver.until),
                "author": {"name": plain(self.a.sheet.person(waiver.by)) or "–"},
            }
            found.append(mitigation)
        return found

    def piece(self, item: ItemResult, piece: EvidenceResult, index: int) -> Data:
        shown = evidence_view(self.lang, piece)
        about = self.say(f"evidence.{piece.status}")
        if piece.evidence.sha256:
            about = f"{about} SHA-256: {plain(piece.evidence.sha256)}"
        where = href(piece)
        data = {"name": plain(shown.target) or "–", "contents": {"url": where} if where else {}}
        when = piece.evidence.date
        return filled(
            {
                "bom-ref": _evidence_ref(item, index),
                "description": self.say("cdx.evidence", title=plain(shown.title) or "–", about=about),
                "data": [filled(data)],
                "created": begin_of(when) if when else None,
            }
        )

    def policy(self, gate: GateResult) -> Data:
        """Return the policy as a standard, its rules the requirements."""
        titles = checklist_titles(self.lang, self.a)
        requirements = [
            {
                "bom-ref": _rule_ref(rule),
                "identifier": rule.rule,
                "title": plain(rule_title(self.lang, rule, titles)),
            }
            for rule in gate.rules
        ]
        return filled(
            {
                "bom-ref": "policy",
                "name": self.text(gate.title) or plain(gate.policy),
                "description": self.say("cdx.policy.text"),
                "owner": self.say("cdx.owner" if gate.path is None else "cdx.owner.own"),
                "requirements": requirements,
            }
        )

    def judgement(self, gate: GateResult) -> Data:
        """Return the verdict as an attestation of the policy's rules."""
        verdict = say(self.lang, "terms", f"verdict.{gate.verdict}")
        mapped = [
            {
                "requirement": _rule_ref(rule),
                "conformance": {"score": 1 if rule.passed else 0, "rationale": self.found(rule)},
            }
            for rule in gate.rules
        ]
        summary = self.say("cdx.policy", title=self.text(gate.title), verdict=verdict)
        return filled({"summary": summary, "assessor": _ASSESSOR, "map": mapped})

    def found(self, rule: RuleOutcome) -> str:
        found = plain(rule_found(self.lang, rule, checklist_titles(self.lang, self.a)))
        if rule.next is None or rule.passed:
            return found
        return self.say("rule.next", found=found, next=plain(next_step(self.lang, rule.next)))


def _claims(item: ItemResult) -> bool:
    """Tell whether a team claims something of an item: it is met or partly met."""
    return item.state in ("met", "partial")


def _credit(item: ItemResult) -> int | float:
    return item.credit.numerator if item.credit.denominator == 1 else float(item.credit)


def _figure(value: Any) -> str | None:  # noqa: ANN401 - a shown number, or None
    return None if value is None else number("en", value)


def _properties(*pairs: tuple[str, object]) -> list[Data]:
    """Return name and value pairs as properties of ours; what is not there is left out."""
    shown = [(name, plain(str(value))) for name, value in pairs if value is not None]
    return [{"name": f"gapsheet:{name}", "value": value} for name, value in shown if value]


def _item_ref(item: ItemResult) -> str:
    return f"item:{item.id}"


def _section_ref(checklist: str, section: str) -> str:
    return f"section:{checklist}:{section}"


def _claim_ref(item: ItemResult) -> str:
    return f"claim:{item.id}"


def _counter_ref(item: ItemResult) -> str:
    return f"counterclaim:{item.id}"


def _waiver_ref(item: ItemResult) -> str:
    return f"waiver:{item.id}"


def _evidence_ref(item: ItemResult, index: int) -> str:
    return f"evidence:{item.id}:{index}"


def _rule_ref(rule: RuleOutcome) -> str:
    return f"rule:{rule.rule}"
