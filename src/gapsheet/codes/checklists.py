"""GS3xx: checklists, facts and frameworks.

From GS330: what `checklists lint` says of the wording. From GS340: frameworks.
"""

from gapsheet.codes import Severity

CODES: list[tuple[str, str, Severity]] = [
    ("GS301", "malformed-version", "error"),
    ("GS302", "malformed-prefix", "error"),
    ("GS303", "malformed-item-id", "error"),
    ("GS304", "duplicate-id", "error"),
    ("GS305", "missing-language", "error"),
    ("GS306", "unknown-severity", "error"),
    ("GS307", "unknown-effort", "error"),
    ("GS308", "malformed-reference", "error"),
    ("GS309", "see", "error"),
    ("GS310", "unknown-control", "error"),
    ("GS311", "unknown-fact-in-condition", "error"),
    ("GS312", "since", "error"),
    ("GS314", "no-items", "error"),
    ("GS315", "malformed-id", "error"),
    ("GS316", "overlay-base", "error"),
    ("GS317", "recommended-when", "error"),
    ("GS318", "empty-condition", "error"),
    ("GS319", "unknown-aggregate", "error"),
    ("GS320", "bands", "error"),
    ("GS321", "unknown-overlay-item", "error"),
    ("GS322", "overlay-changes-nothing", "error"),
    ("GS323", "overlay-name", "error"),
    ("GS330", "long-statement", "warning"),
    ("GS331", "vague-word", "warning"),
    ("GS332", "number-of-conditions", "warning"),
    ("GS333", "too-many-critical", "warning"),
    ("GS334", "nothing-listed", "warning"),
    ("GS340", "no-controls", "error"),
    ("GS341", "not-yes-or-no", "error"),
    ("GS342", "unknown-case", "error"),
]
