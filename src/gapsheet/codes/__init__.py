"""The catalogue of diagnostic codes, by band.

GS0xx: the file, its YAML and its shape. GS1xx: the answer sheet, errors. GS2xx: the answer sheet, warnings.
GS3xx: checklists, facts and frameworks. GS4xx: policies. GS5xx: what an audit reader would miss, told only when asked.
A code is never reused.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic: `code` like GS104, `slug` like unknown-item, and how bad it is."""

    code: str
    slug: str
    severity: Severity


@cache
def catalogue() -> dict[str, Code]:
    """Return every code, in order."""
    from gapsheet.codes import audit, checklists, files, policies, sheets

    rows = [*files.CODES, *sheets.CODES, *checklists.CODES, *policies.CODES, *audit.CODES]
    return {code: Code(code, slug, severity) for code, slug, severity in sorted(rows)}


def code_of(code: str) -> Code:
    """Return a code's row; raises KeyError for one that does not exist."""
    return catalogue()[code]
