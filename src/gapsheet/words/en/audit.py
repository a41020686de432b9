"""What an audit report says around the content of checklists and sheets: first page, sections 1 to 5."""

from gapsheet.words import Template
from gapsheet.words.en.audit_back import WORDS as BACK

WORDS: dict[str, Template] = {
    # Running head and foot
    "title": "{conclusion}: {system}, audit report as of {date}",
    "running.head": "{system} · audit report",
    "running.foot": "as of {date} · self-declared, not a certificate",
    "page.before": "Page ",
    "page.between": " of ",
    "page.after": "",
    "end": "End of the report. The same inputs give the same report.",
    "empty": "Not stated",
    "markdown.note": (
        "This is the Markdown twin of the audit report, to be commented on in a review tool. It says the same as the "
        "HTML page, without its shapes and bars."
    ),
    "space": " ",
    "colon": ": ",
    "semicolon": "; ",
    "yes": "Yes",
    "no": "No",
    "builtin": "comes with Gapsheet",
    "extends": "extends {base}",
    # First page
    "kind": "Audit report",
    "subtitle.self": "Point-in-time self-assessment as of {date}",
    "subtitle.internal": "Point-in-time assessment within the organisation as of {date}",
    "subtitle.external": "Point-in-time assessment by an outside party as of {date}",
    "contents": "Contents",
    "disclaimer": (
        "This is a record of what was claimed, on what basis, and what is missing. It is neither a certification "
        "nor an "
        "attestation. Gapsheet read the answer sheet; it did not test the system and opened no link."
    ),
    "organisation": "Organisation",
    "system": "System",
    "subject.version": "Version",
    "subject.commit": "Commit of the system",
    "subject.image": "Image",
    "subject.models": "Models",
    "subject.environment": "Environment",
    "classification": "Classification",
    "distribution": "Distribution",
    "as-of": "As of",
    "assessed": "Assessed",
    "assessed.by": "{date}, by {name}",
    "independence": "Independence",
    "independence.self": "Assessed by the team itself",
    "independence.internal": "Assessed by others of the organisation",
    "independence.external": "Assessed by an outside party",
    "period": "Period of observation",
    "period.range": "{from} to {to}",
    "sheet": "Answer sheet",
    "revision": "Commit of the sheet",
    "revision.none": "No commit of the sheet is known",
    "revision.date": " of {date}",
    "revision.clean": "Work tree clean",
    "revision.dirty": "Work tree with uncommitted changes",
    "revision.changed": "Not in that commit as read: {files}",
    "revision.more": (", and {n} more file", ", and {n} more files"),
    "checklists": "Checklists",
    "policy": "Policy",
    "policy.none": "None applied",
    "policy.named": "{title} ({id})",
    "tool": "Tool",
    "redacted": "Removed from this copy: {parts}.",
    "redacted.people": "names of people",
    "redacted.links": "links and paths of evidence",
    "redacted.notes": "notes",
    "dating.past": "The date of this report, {date}, was set by hand and lies before the day on which it was written.",
    "dating.future": "The date of this report, {date}, was set by hand and lies after the day on which it was written.",
    "notice.contradicted": (
        "{n} answer is contradicted by its own evidence:",
        "{n} answers are contradicted by their own evidence:",
    ),
    "sign": "Sign-off",
    "sign.role": "Role",
    "sign.name": "Name",
    "sign.date": "Date",
    "sign.signature": "Signature",
    "sign.prepared": "Prepared",
    "sign.reviewed": "Reviewed",
    "sign.approved": "Approved",
    "sign.same": "Prepared and approved by the same person: {names}.",
    # Conclusion
    "conclusion": "Conclusion",
    "conclusion.fulfilled": "Criteria fulfilled",
    "conclusion.fulfilled-with-exceptions": "Criteria fulfilled with accepted exceptions",
    "conclusion.not-fulfilled": "Criteria not fulfilled",
    "conclusion.not-determinable": "Not determinable whether the criteria are fulfilled",
    "degree": "{fulfilled} of {total} criteria of the policy “{policy}” are fulfilled.",
    "degree.none": "No policy was applied, so there are no criteria to conclude on.",
    "degree.exceptions": ("{n} of them only with accepted exceptions.", "{n} of them only with accepted exceptions."),
    "degree.findings": "Findings: {major} major, {minor} minor, {observation} for observation.",
    "degree.unanswered": ("{unanswered} item was not assessed.", "{unanswered} items were not assessed."),
    "criteria": "Criteria of the policy",
    "criteria.states": (
        "Fulfilled: the rule holds, also without any accepted risk. With accepted exceptions: it holds because risks "
        "were accepted. Not determinable: it fails, and would hold if every item without an answer turned out met, "
        "with "
        "evidence. Not fulfilled: it fails whatever those items are."
    ),
    "criterion": "Criterion",
    "criterion.found": "Found, and the items concerned",
    "criterion.state": "State",
    "criterion.fulfilled": "Fulfilled",
    "criterion.fulfilled-with-exceptions": "Fulfilled with accepted exceptions",
    "criterion.not-fulfilled": "Not fulfilled",
    "criterion.not-determinable": "Not determinable",
    "limits": "Limits of the conclusion",
    "limits.lead": "What a reader should know before relying on it. A zero means that there is none.",
    "limits.what": "What limits it",
    "limits.count": "Number",
    "limits.unanswered": "Items without an answer",
    "limits.claims": "Items claimed met or partly met, on which the score rests",
    "limits.without_evidence": "of these, without evidence",
    "limits.design_only": "of these, not shown to operate over a period (design only)",
    "limits.without_method": "of these, without a word on how the answer was established",
    "limits.not_reviewed": "of these, not reviewed by a second person",
    "limits.sampled": "Answers that rest on a sample",
    "limits.evidence": "Pieces of evidence",
    "limits.missing": "of these, files that were not found",
    "limits.changed": "of these, files with another digest than the sheet gives",
    "limits.stale": "of these, older than a year on the day of the report",
    "limits.undated": "of these, without a date",
    "limits.not_opened": "of these, links, which are not opened",
    "basis": "Basis",
    "basis.text": (
        "The conclusion follows from the answers in the sheet, by the rules of the policy, without any judgement "
        "of the "
        "tool. Whether an answer is true was decided by whoever gave it; section 7 says who that was and how it was "
        "established, and section 9 lists the evidence that was named."
    ),
    # Statement
    "statement": "Statement by management",
    "statement.lead": "In the words of those who answer for the system.",
    "statement.name": "Name",
    "statement.role": "Role",
    "statement.date": "Date",
    # Objectives, scope, criteria, method
    "method": "Objectives, scope, criteria and method",
    "objectives": "Objectives",
    "objectives.text": (
        "To record how {system} stands against published checklists for machine learning in operation, on what basis "
        "each answer rests, and what is missing."
    ),
    "boundary": "Scope and boundary",
    "boundary.text": "System",
    "boundary.in": "In scope",
    "boundary.out": "Out of scope",
    "boundary.facts": "Out by facts",
    "boundary.facts.count": (
        "{n} item does not apply, by these facts: {facts}",
        "{n} items do not apply, by these facts: {facts}",
    ),
    "boundary.facts.none": "No fact takes an item out.",
    "used": "Checklists and criteria",
    "used.policy": "Criteria are the rules of the policy “{title}” ({id}, {where}); section 2 lists them.",
    "used.policy.none": "No policy was applied, so there are no criteria.",
    "who": "Who took part, and when",
    "who.assessor": "Assessor",
    "who.participants": "Participants",
    "who.assessed": "Assessed",
    "who.age": ("{n} day before the day of this report", "{n} days before the day of this report"),
    "how": "How the answers were established",
    "how.text": (
        "An answer is given by a person, who may have asked (interview), read (document), watched (observation) or "
        "tried (test). One answer may rest on several."
    ),
    "how.basis": (
        "A claim counts as one about operation when the sheet names a period of observation and the answer rests on "
        "observation, a test, or a sample. Every other claim is marked “design only”: the control is said to be "
        "set up, "
        "not shown to have worked over time."
    ),
    "method.how": "Method",
    "method.answers": "Answers",
    "method.interview": "Interview",
    "method.document": "Document",
    "method.observation": "Observation",
    "method.test": "Test",
    "method.none": "Not stated",
    "basis.operating": "Operation over the period",
    "basis.design-only": "Design only",
    # Results
    "results": "Results by checklist",
    "results.lead": "In the order of the sheet. Numbers are items, except for the score, which is of 100.",
    "results.note": (
        "Met, partly met, not met, not applicable, out of scope and unanswered add up to all items; waived is a "
        "property "
        "on top. With evidence: claims behind which a file or a link is named. The score is cut, not rounded."
    ),
    "results.all": "All together",
    "results.items": "Apply",
    "results.met": "Met",
    "results.partial": "Partly met",
    "results.unmet": "Not met",
    "results.waived": "Waived",
    "results.not_applicable": "N/A",
    "results.out_of_scope": "Out of scope",
    "results.unanswered": "No answer",
    "results.evidence": "With evidence",
    "results.of": "{backed} of {claims}",
    "results.score": "Score",
    "results.bar": "Points, 0 to 100",
    "results.announced": (
        "{n} item of a later minor version is announced, not judged: {items}.",
        "{n} items of a later minor version are announced, not judged: {items}.",
    ),
    "rubrics": "Rubrics that stand alone",
    "rubrics.lead": (
        "These rubrics are counted as published, and take no part in the score, the criteria or the findings."
    ),
    "rubrics.score": "Result",
    "rubrics.band": "Meaning",
    "rubrics.source": "As published in",
    # Findings
    "findings": "Findings",
    "findings.none": "There are no findings: no item that was assessed is unmet, partly met or contradicted.",
    "grading": (
        "One finding for each item that is not met, partly met, or contradicted by its evidence, in the order of the "
        "checklists. The grade follows from the severity of the item and the answer alone; an accepted risk never "
        "lowers it."
    ),
    "grade": "Grade",
    "grade.rule": "Rule",
    "grade.count": "Number",
    "grade.major": "Major",
    "grade.major.rule": "Critical or high and not met; critical and partly met; contradicted by its evidence",
    "grade.minor": "Minor",
    "grade.minor.rule": "High and partly met; medium and not or partly met; low and not met",
    "grade.observation": "Observation",
    "grade.observation.rule": "Low and partly met",
    "not-assessed": "Not assessed",
    "not-assessed.rule": "No answer; no finding, and no credit",
    "not-assessed.lead": "Without an answer, and so neither a finding nor a fulfilled item:",
    "severity": "{severity}",
    "finding.criterion": "Criterion",
    "finding.condition": "Condition",
    "finding.evidence": "Evidence",
    "finding.effect": "Effect",
    "finding.recommendation": "Recommendation",
    "finding.response": "Response",
    "finding.owner": "Owner",
    "finding.due": "Due",
    "condition.unmet": "Not met.",
    "condition.partial": "Partly met: some of the criterion holds, not all of it.",
    "condition.met": "Claimed met.",
    "condition.contradicted": "The evidence named for it says otherwise.",
    "condition.exceptions": "Exceptions in the sample: ",
    "evidence.none": "None named",
    "response.accepted": "Risk accepted by {name} until {date}.",
    "response.planned": "Corrective action planned, with an owner and a date.",
    "response.partly-planned": "Corrective action named in part: an owner or a date is missing.",
    "response.expired": "An earlier acceptance of this risk no longer counts: {when}.",
    "response.not-yet": "An acceptance of this risk does not count yet: {when}.",
    **BACK,
}
