"""What stands in OSCAL and CycloneDX documents for people to read. Keys: `oscal.…`, `cdx.…`, and what both say."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "role.assessor": "Assessor of the sheet",
    "role.owner": "Owner of a gap",
    "role.approver": "Approver of a waiver",
    "assurance.stated": "Stated: no evidence is named, or none is there.",
    "assurance.referenced": "Referenced: evidence is named and Gapsheet did not read what it says.",
    "assurance.checked": "Checked: Gapsheet read the evidence and it agrees.",
    "assurance.contradicted": "Contradicted: Gapsheet read the evidence and it disagrees. The answer earns nothing.",
    "evidence.present": "A file named as evidence. It is there; its path is relative to the root of the repository.",
    "evidence.link": "An address named as evidence. Gapsheet did not open it.",
    "evidence.missing": "A file named as evidence that is not there. It counts for nothing.",
    "waiver.in-force": "Waiver in force",
    "waiver.not-yet": "Waiver that is not in force yet",
    "waiver.expired": "Waiver past its last day",
    "waiver.no-effect": "Waiver without effect",
    "rule.next": "{found} – {next}",
    "out-of-scope": "Out of scope by these facts: {facts}",
    "oscal.remarks": (
        "A self-assessment, written by Gapsheet from an answer sheet. It says what a team states and which evidence it "
        "names. Nobody independent has confirmed it, and it is not a certificate."
    ),
    "oscal.system": "The system of the answer sheet. Properties of the class fact are what the sheet says of it.",
    "oscal.system.status": "The answer sheet does not say in which state of operation the system is.",
    "oscal.tool": "Checks and scores answer sheets; every number here is computed from the sheet.",
    "oscal.results.title": "Assessment results: {system}",
    "oscal.result.title": "Answer sheet",
    "oscal.result.text": (
        "What the answer sheet says of its checklists on the day of the assessment. A partly met item is not satisfied "
        "and has credit 0.5. A waived item is not satisfied; its risk is an approved deviation. Not applicable and "
        "out-of-scope items are excluded controls with an observation that gives the reason."
    ),
    "oscal.rubric.text": "A rubric that counts itself, by its own rule. It has no part in the score or the gate.",
    "oscal.nothing": "No item of a scored checklist was judged.",
    "oscal.dropped": "Dropped by the overlay: {items}",
    "oscal.announced": "Added by a later minor version than the one pinned, not judged: {items}",
    "oscal.plan.title": "No assessment plan",
    "oscal.plan": (
        "There is no assessment plan. The checklists that the answer sheet pins say what was to be assessed, and the "
        "policy says by which rules; they are among the resources of this document."
    ),
    "oscal.rule.text": "A rule of the policy.",
    "oscal.ignored.title": "Does not count",
    "oscal.ignored": "The change under review says this, and the trusted revision does not. It does not count.",
    "oscal.recommended": "First steps",
    "oscal.planned": "As the answer sheet plans it",
    "oscal.planned.text": "The owner and the due date of the answer sheet. It does not say whether work has begun.",
    "oscal.poam.title": "Plan of action: {system}",
    "oscal.poam.nothing": "Nothing to do",
    "oscal.poam.nothing.text": "The assessment found no gap, and no step is needed to pass.",
    "cdx.owner": "Gapsheet",
    "cdx.owner.own": "The team that wrote it",
    "cdx.claim.met": "Met: {statement}",
    "cdx.claim.partial": "Partly met: {statement}",
    "cdx.counterclaim": "The evidence disagrees: {statement}",
    "cdx.summary": "{title} {version}: {score} of 100, a self-assessment",
    "cdx.summary.none": "{title} {version}: nothing is counted, a self-assessment",
    "cdx.summary.native": "{title} {version}: {score}, {band}. It has no part in the score or the gate.",
    "cdx.policy": "Policy {title}: {verdict}",
    "cdx.policy.text": "The rules of a gate. Conformance is 1 where a rule passes and 0 where it fails.",
    "cdx.said": "{state}. {text}",
    "cdx.waiver": "{state}, approved by {by}, from {granted} to {until}: {reason}",
    "cdx.waiver.name": "Waiver of {item}",
    "cdx.evidence": "{title} – {about}",
    "cdx.dropped": "Dropped by the overlay: {item}, {reason}",
    "cdx.announced": "Added by a later minor version than the one pinned, not judged: {items}",
}
