"""A rubric's own result: the lowest of its section sums, and its band.

The rule is that of the ML Test Score (Breck et al., IEEE Big Data 2017): a test that runs automatically counts 1, one
done by hand and written up 1/2; the score is the minimum of the section sums.
"""

from collections.abc import Sequence
from decimal import Decimal

from gapsheet.model.assessment import ItemResult, NativeResult, NativeSection
from gapsheet.model.base import LocalText
from gapsheet.model.checklist import Checklist, NativeScore


def native_result(checklist: Checklist, items: Sequence[ItemResult]) -> NativeResult | None:
    """Return the native result of judged items, None for a checklist without one; n/a and out of scope count 0."""
    native = checklist.native_score
    if native is None:
        return None
    sections, highest = [], []
    for section in checklist.sections:
        inside = [item for item in items if item.section == section.id]
        halves = sum(int(2 * item.credit) for item in inside)
        blank = sum(item.state == "unanswered" for item in inside)
        sections.append(NativeSection(section.id, section.title, Decimal(halves) / 2, len(inside)))
        highest.append(Decimal(halves) / 2 + blank)
    score = min(section.score for section in sections)
    return NativeResult(
        aggregate=native.aggregate,
        source=native.source,
        score=score,
        high=min(highest),
        band=band_of(native, score),
        sections=tuple(sections),
    )


def band_of(native: NativeScore, score: Decimal) -> LocalText:
    """Return what a score means; bands are without hole, so every score from 0 has one."""
    return next(band.title for band in native.bands if band.holds(score))
