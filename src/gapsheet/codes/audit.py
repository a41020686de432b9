"""GS5xx: what a reader of an audit report would miss in a valid sheet; asked for with `check --for audit`."""

from gapsheet.codes import Severity

CODES: list[tuple[str, str, Severity]] = [
    ("GS501", "missing-from-record", "warning"),
    ("GS502", "incomplete-statement", "warning"),
    ("GS503", "missing-signoff", "warning"),
    ("GS504", "incomplete-signoff", "warning"),
    ("GS505", "prepared-and-approved-by-one", "warning"),
    ("GS510", "claim-without-evidence", "warning"),
    ("GS511", "claim-without-method", "warning"),
    ("GS512", "operating-claim-without-period", "warning"),
    ("GS513", "sample-without-population", "warning"),
    ("GS514", "claim-not-reviewed", "warning"),
    ("GS515", "reviewed-by-whoever-answered", "warning"),
    ("GS516", "review-out-of-order", "warning"),
    ("GS520", "undated-evidence", "warning"),
    ("GS521", "evidence-without-digest", "warning"),
    ("GS522", "evidence-out-of-time", "warning"),
    ("GS523", "evidence-not-kept", "warning"),
    ("GS530", "gap-without-plan", "warning"),
    ("GS531", "gap-overdue", "warning"),
    ("GS532", "waiver-without-controls", "warning"),
    ("GS540", "items-not-answered", "warning"),
]
