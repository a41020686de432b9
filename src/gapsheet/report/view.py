"""What a gap report shows: selected, ordered, labelled and formatted, so that a template only places it.

No number is computed here: every figure is a field of the assessment, or says how many rows are listed.
"""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import NothingToCompare
from gapsheet.report.diff_sentences import nothing, when
from gapsheet.report.ignored import ignored_heading, ignored_name, ignored_text
from gapsheet.report.labels import day, joined
from gapsheet.report.view_actions import ActionsView, actions_view
from gapsheet.report.view_diff import DiffView, diff_view
from gapsheet.report.view_frameworks import FrameworkView, framework_columns, frameworks_view
from gapsheet.report.view_gate import VerdictView, blockers, headline, verdict_view
from gapsheet.report.view_items import PersonView, Setting, person
from gapsheet.report.view_lists import (
    ChecklistView,
    FilterView,
    Pair,
    SideView,
    TallyView,
    checklist_view,
    filters_view,
    key_view,
    owners_view,
    side_view,
    tally_view,
)
from gapsheet.report.view_method import (
    WaiverView,
    calculation,
    gate_text,
    provenance,
    range_text,
    waivers_view,
)
from gapsheet.report.view_native import RubricView, rubrics_view
from gapsheet.report.view_scope import ScopeView, scope_view
from gapsheet.text import visible
from gapsheet.words import Lang, say


@dataclass(frozen=True, slots=True)
class IgnoredView:
    """What of a change did not count: the sentence above, and for each thing its name and why."""

    title: str
    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """The whole report, in order."""

    lang: Lang
    system: str
    page_title: str
    heading: str
    page_foot: str
    facts_line: tuple[Pair, ...]
    verdict: VerdictView
    tally: tuple[TallyView, ...]
    actions: ActionsView
    checklists: tuple[ChecklistView, ...]
    side: tuple[SideView, ...]
    key: tuple[Pair, ...]
    has_minimum: bool
    has_scores: bool
    unscored: str
    announced: str
    since: DiffView | None
    ignored: IgnoredView | None
    nothing: str
    filters: tuple[FilterView, ...]
    owners: tuple[PersonView, ...]
    item_count: int
    waivers: tuple[WaiverView, ...]
    rubrics: tuple[RubricView, ...]
    scope: ScopeView
    frameworks: tuple[FrameworkView, ...]
    framework_columns: tuple[str, ...]
    calculation: str
    range_text: str
    gate_text: str
    provenance: tuple[Pair, ...]


def gap_view(a: Assessment, lang: Lang) -> GapView:
    """Return the gap report of an assessment in one language."""
    blocking = blockers(a)
    facts = {fact.id: visible(fact.title.text(lang)) for fact in a.facts}
    setting = Setting(lang, a.sheet, blocking, facts)
    verdict = verdict_view(lang, a)
    system = visible(a.sheet.system)
    checklists = tuple(checklist_view(setting, a, entry) for entry in a.checklists)
    unscored = [entry.title for entry in checklists if entry.bar is None]
    announced = [item for entry in (*a.checklists, *a.standalone) for item in entry.announced]
    return GapView(
        lang=lang,
        system=system,
        page_title=_title(lang, a, system, verdict),
        heading=say(lang, "report", "heading", system=system),
        page_foot=say(lang, "report", "foot.page", system=system, date=day(lang, a.as_of)),
        facts_line=_facts_line(lang, a),
        verdict=verdict,
        tally=tally_view(lang, a.numbers.counts),
        actions=actions_view(lang, a),
        checklists=checklists,
        side=side_view(lang, checklists),
        key=key_view(lang, a),
        has_minimum=any(entry.minimum for entry in checklists),
        has_scores=len(unscored) < len(checklists),
        unscored=say(lang, "report", "checklists.unscored", checklists=joined(lang, unscored)) if unscored else "",
        announced=_announced(lang, announced),
        since=since_view(lang, a),
        ignored=_ignored(lang, a),
        nothing=nothing(lang, a.comparison) if isinstance(a.comparison, NothingToCompare) else "",
        filters=filters_view(lang, a, blocking),
        owners=owners_view(checklists),
        item_count=len(a.items()),
        waivers=waivers_view(lang, a),
        rubrics=rubrics_view(setting, a),
        scope=scope_view(lang, a),
        frameworks=frameworks_view(lang, a),
        framework_columns=framework_columns(lang),
        calculation=calculation(lang, a),
        range_text=range_text(lang, a),
        gate_text=gate_text(lang, a),
        provenance=provenance(lang, a),
    )


def _title(lang: Lang, a: Assessment, system: str, verdict: VerdictView) -> str:
    score, date_ = headline(lang, a.numbers.score), day(lang, a.as_of)
    key = "title.unscored" if a.numbers.score is None else "title.verdict" if a.gate else "title.score"
    return say(lang, "report", key, verdict=verdict.word, score=score, system=system, date=date_)


def _facts_line(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
    def pair(key: str, value: str) -> Pair:
        return Pair(say(lang, "report", key), value)

    pairs = [pair("fact.as-of", day(lang, a.as_of))]
    if a.sheet.assessed is not None and a.sheet.assessed != a.as_of:
        pairs.append(pair("fact.assessed", day(lang, a.sheet.assessed)))
    if a.sheet.assessor:
        pairs.append(pair("fact.assessor", person(a.sheet, a.sheet.assessor).name))
    policy = say(lang, "report", "fact.policy.none") if a.gate is None else visible(a.gate.title.text(lang))
    if a.gate is not None and a.gate.path is not None:
        policy += say(lang, "terms", "aside", text=visible(a.gate.path))
    pairs.append(pair("fact.policy", policy))
    subject = a.sheet.subject
    if subject is not None and (subject.version or subject.commit):
        key = "version" if subject.version else "commit"
        pairs.append(pair(f"fact.{key}", visible(subject.version or subject.commit or "")))
    if a.comparison is not None and not isinstance(a.comparison, NothingToCompare):
        pairs.append(Pair(say(lang, "diff", "compared"), when(lang, a.comparison.old)))
    if a.redacted:
        parts = [say(lang, "redact", f"part.{part}") for part in a.redacted]
        pairs.append(Pair(say(lang, "redact", "fact"), say(lang, "terms", "list.comma").join(parts)))
    return tuple(pairs)


def _ignored(lang: Lang, a: Assessment) -> IgnoredView | None:
    """Return what of a change did not count, None where no revision was to be trusted."""
    if a.trust is None:
        return None
    rows = [(ignored_name(lang, entry), ignored_text(lang, entry, a.trust)) for entry in a.trust.ignored]
    return IgnoredView(say(lang, "trust", "section"), ignored_heading(lang, a.trust), tuple(rows))


def since_view(lang: Lang, a: Assessment) -> DiffView | None:
    """Return the comparison with the baseline, its items linked, its people by name; None where there is none."""
    told = a.comparison
    if told is None or isinstance(told, NothingToCompare):
        return None
    on_page = frozenset(item.id for item in a.items())
    return diff_view(lang, told, on_page=on_page, people=a.sheet.people)


def _announced(lang: Lang, ids: list[str]) -> str:
    if not ids:
        return ""
    return say(lang, "report", "checklists.announced", n=len(ids), items=joined(lang, ids))
