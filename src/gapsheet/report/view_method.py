"""The sections that say on what basis: waivers, the calculation, and where everything came from."""

from dataclasses import dataclass

from gapsheet.model.assessment import Assessment
from gapsheet.report.labels import day, number
from gapsheet.report.view_items import Prose, days_left, person, prose
from gapsheet.report.view_lists import Pair
from gapsheet.text import visible
from gapsheet.words import Lang, say

_DIGEST = 12
"""Digits of a SHA-256 that a page shows."""


@dataclass(frozen=True, slots=True)
class WaiverView:
    """One waiver on a gap that counts."""

    item: str
    reason: Prose
    by: str
    granted: str
    until: str
    when: str
    warn: bool


def waivers_view(lang: Lang, a: Assessment) -> tuple[WaiverView, ...]:
    """Return every waiver on a gap that counts, those in force first."""
    results = {item.id: item for item in a.items()}
    views = []
    for name in a.waivers:
        waiver = results[name].waiver
        if waiver is not None:
            views.append(
                WaiverView(
                    item=name,
                    reason=prose(lang, waiver.reason),
                    by=person(a.sheet, waiver.by).name,
                    granted=day(lang, waiver.granted),
                    until=day(lang, waiver.until),
                    when=days_left(lang, waiver),
                    warn=waiver.ends_soon or waiver.state != "in-force",
                )
            )
    return tuple(views)


def calculation(lang: Lang, a: Assessment) -> str:
    """Return the score as a sum with its real figures."""
    earned = a.numbers.earned
    whole, rest = divmod(earned, 1)
    shown = f"{whole}.5" if rest else str(whole)
    score = number(lang, a.numbers.score)
    return say(lang, "report", "method.calc", earned=shown, weight=a.numbers.weight, score=score)


def range_text(lang: Lang, a: Assessment) -> str:
    """Return what the score could become, or nothing when all is answered."""
    if a.numbers.high is None or a.numbers.high == a.numbers.low:
        return ""
    return say(lang, "report", "method.range", high=number(lang, a.numbers.high))


def gate_text(lang: Lang, a: Assessment) -> str:
    """Return which policy was applied."""
    if a.gate is None:
        return say(lang, "report", "method.gate.none")
    where = visible(a.gate.path) if a.gate.path else say(lang, "report", "method.builtin")
    title = visible(a.gate.title.text(lang))
    return say(lang, "report", "method.gate.text", title=title, id=visible(a.gate.policy), where=where)


def provenance(lang: Lang, a: Assessment) -> tuple[Pair, ...]:
    """Return every input with its version and digest."""
    comma = say(lang, "report", "comma")

    def digest(sha256: str) -> str:
        return say(lang, "report", "prov.digest", digest=sha256[:_DIGEST])

    def pair(key: str, *parts: str) -> Pair:
        return Pair(say(lang, "report", key), comma.join(part for part in parts if part))

    age = say(lang, "report", "prov.age", n=a.age) if a.age is not None and a.age > 0 else ""
    pairs = [
        pair("prov.as-of", day(lang, a.as_of), age),
        pair("prov.sheet", visible(a.sheet_path), digest(a.sheet_sha256)),
        *_subject(lang, a),
    ]
    for entry in (*a.checklists, *a.standalone):
        path = visible(entry.path) if entry.path else ""
        base = say(lang, "report", "prov.extends", base=f"{entry.base.id} {entry.base.pinned}") if entry.base else ""
        pairs.append(pair("prov.checklist", visible(f"{entry.id} {entry.version}"), base, path, digest(entry.sha256)))
    if a.gate is not None:
        path = visible(a.gate.path) if a.gate.path else ""
        pairs.append(pair("prov.policy", visible(a.gate.policy), path, digest(a.gate.sha256)))
    pairs.append(pair("prov.tool", f"gapsheet {a.gapsheet}"))
    return tuple(pairs)


def _subject(lang: Lang, a: Assessment) -> list[Pair]:
    subject = a.sheet.subject
    if subject is None:
        return []
    given = {
        "version": subject.version,
        "commit": subject.commit,
        "image": subject.image,
        "models": say(lang, "terms", "list.comma").join(subject.models),
        "environment": subject.environment,
    }
    said = [say(lang, "report", f"subject.{key}", value=visible(v)) for key, v in given.items() if v]
    return [Pair(say(lang, "report", "fact.subject"), say(lang, "report", "comma").join(said))] if said else []
