"""Rubrics that stand alone, as a report shows them: their own result, its band, and their items."""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment, ChecklistResult, NativeResult
from gapsheet.report.labels import number
from gapsheet.report.view_items import CellView, ItemView, Setting, cell, item_view
from gapsheet.text import visible
from gapsheet.words import Lang, say


@dataclass(frozen=True, slots=True)
class RubricSectionView:
    """A section with its sum ("3.5 of 7") and its items, in the rubric's own order."""

    title: str
    score: str
    cells: tuple[CellView, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class RubricView:
    """One rubric: `score` as it counts itself, `band` what that means, `basis` how and after whom it counts."""

    id: str
    anchor: str
    title: str
    version: str
    score: str
    band: str
    range_text: str
    basis: str
    sections: tuple[RubricSectionView, ...]


def rubrics_view(setting: Setting, a: Assessment) -> tuple[RubricView, ...]:
    """Return the checklists with a native score, in the order of the sheet."""
    return tuple(_rubric(setting, entry, entry.native) for entry in a.standalone if entry.native is not None)


def _rubric(setting: Setting, entry: ChecklistResult, native: NativeResult) -> RubricView:
    lang = setting.lang
    inside = {section.id: [item for item in entry.items if item.section == section.id] for section in native.sections}
    sections = tuple(
        RubricSectionView(
            title=visible(section.title.text(lang)),
            score=say(lang, "report", "rubric.of", score=number(lang, section.score), most=section.most),
            cells=tuple(cell(lang, item) for item in inside[section.id]),
            items=tuple(item_view(setting, item) for item in inside[section.id]),
        )
        for section in native.sections
    )
    return RubricView(
        id=visible(entry.id),
        anchor=f"c-{entry.id}",
        title=visible(entry.title.text(lang)),
        version=visible(entry.version),
        score=number(lang, native.score),
        band=visible(native.band.text(lang)),
        range_text=native_range(lang, native),
        basis=say(lang, "report", f"rubric.{native.aggregate}", source=visible(native.source.text(lang))),
        sections=sections,
    )


def native_range(lang: Lang, native: NativeResult) -> str:
    """Return what the result could become, or nothing when all is answered."""
    if native.high == native.score:
        return ""
    return say(lang, "report", "rubric.range", high=number(lang, native.high))
