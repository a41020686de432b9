"""GS4xx: policies."""

from gapsheet.codes import Severity

CODES: list[tuple[str, str, Severity]] = [
    ("GS401", "unknown-rule", "error"),
    ("GS402", "malformed-number", "error"),
    ("GS403", "percentage-out-of-range", "error"),
    ("GS404", "unknown-severity-key", "error"),
    ("GS405", "rule-not-yet-evaluated", "error"),
    ("GS406", "unknown-unwaivable-item", "error"),
    ("GS407", "unknown-fact-in-policy", "error"),
    ("GS408", "no-rules", "error"),
    ("GS409", "malformed-policy-id", "error"),
    ("GS410", "unknown-checklist-in-policy", "error"),
    ("GS411", "checklist-stands-alone", "error"),
    ("GS412", "not-true-or-false", "error"),
]
