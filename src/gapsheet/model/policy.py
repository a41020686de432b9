"""A policy: the rules that a gate applies, one optional field per rule (`product.md` section 5)."""

from fractions import Fraction
from typing import Literal

from gapsheet.model.base import LocalText, Severity, document

Default = Literal["default"]


@document
class RequiredChecklist:
    """A checklist that the sheet must have, always or when a fact is yes or unknown."""

    checklist: str
    when: str | None = None


@document
class Rules:
    """The closed vocabulary of rules; a rule that is None is not asked.

    Counts are whole numbers from 0, scores and shares are percentages from 0 to 100, ages are days, a drop is in points
    of the score. The last two compare with a baseline.
    """

    max_open: dict[Severity, int] | None = None
    max_waived: dict[Severity, int] | None = None
    max_waiver_days: dict[Severity | Default, int] | None = None
    unwaivable: tuple[str, ...] | None = None
    min_score: Fraction | None = None
    min_checklist_score: dict[str, Fraction] | None = None
    max_unanswered: dict[Severity | Default, int] | None = None
    min_evidence: Fraction | None = None
    evidence_for: tuple[Severity, ...] | None = None
    max_not_applicable: Fraction | None = None
    max_assessment_age: int | None = None
    require_checklists: tuple[RequiredChecklist, ...] | None = None
    max_drop: Fraction | None = None
    no_item_worse: bool | None = None

    @property
    def ask_baseline(self) -> bool:
        """Whether some rule compares with a baseline."""
        return self.max_drop is not None or self.no_item_worse is not None


LATER_RULES = ("min_checked",)
"""Rules of the vocabulary that this version cannot evaluate; a policy with one is refused, never ignored."""


@document
class Policy:
    """A named set of rules."""

    schema_: Literal["gapsheet/policy/v1"]
    id: str
    title: LocalText
    summary: LocalText | None = None
    rules: Rules
