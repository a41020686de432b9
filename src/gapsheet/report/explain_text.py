"""The long help for one thing that has an id, as text; one function for each kind of thing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from gapsheet.codes import Code
from gapsheet.model.assessment import EFFORT_DAYS, WEIGHTS
from gapsheet.model.base import SEVERITIES, LocalText, keys_of
from gapsheet.model.checklist import Applies, Band, Checklist, Fact, Item, NativeScore, Section
from gapsheet.model.policy import Policy, RequiredChecklist
from gapsheet.report.labels import joined, number
from gapsheet.report.layout import Style, pad, paragraphs, wrap
from gapsheet.text import visible, width
from gapsheet.words import Lang, Param, has, say

_BODY = "  "


def item(found: Item, section: Section, checklist: Checklist, facts: Mapping[str, Fact], style: Style) -> str:
    """Return everything an item says; `facts` are the facts by id, for their titles."""
    lang = style.lang
    head = wrap(f"{found.id}  {_safe(found.statement, lang)}", style.width, rest=" " * (len(found.id) + 2))
    lines = [style.paint("strong", line) for line in head]
    effort = say(lang, "terms", f"effort.{found.effort}", n=EFFORT_DAYS[found.effort])
    about = _say(
        lang,
        "item.about",
        severity=say(lang, "terms", f"severity.{found.severity}"),
        weight=WEIGHTS[found.severity],
        effort=effort,
        checklist=visible(checklist.id),
        section=_safe(section.title, lang),
    )
    lines += wrap(about, style.width, first=_BODY)
    lines += _part("why", _safe(found.why, lang), style)
    if found.example is not None:
        lines += _part("example", f"{_safe(found.example.text, lang)} {visible(found.example.url)}", style)
    lines += _points("met-when", found.met_when, style)
    lines += _points("evidence", found.evidence, style)
    lines += _points("fix", found.fix, style, numbered=True)
    lines += _part("applies", _applies(lang, found.applies_when, facts), style)
    if found.since is not None:
        lines += ["", _say(lang, "since", version=visible(found.since))]
    if found.see:
        lines += _part("see", joined(lang, [visible(one) for one in found.see]), style)
    if found.refs:
        lines += _part("refs", joined(lang, [visible(one) for one in found.refs]), style)
    lines += _heading("weight.answer", style)
    lines.append(_say(lang, "weight.answer.text", id=found.id))
    return _text(lines)


def checklist(found: Checklist, style: Style) -> str:
    """Return what a checklist is about, and its items by section."""
    lang = style.lang
    lines = [style.paint("strong", f"{visible(found.id)}  {_safe(found.title, lang)}")]
    counts = [(name, sum(one.severity == name for one in found.items())) for name in SEVERITIES]
    said = [
        _say(lang, "severity.count", n=amount, severity=say(lang, "terms", f"severity.inline.{name}"))
        for name, amount in counts
        if amount
    ]
    about = _say(
        lang, "checklist.about", version=visible(found.version), n=len(found.items()), severities=joined(lang, said)
    )
    lines += wrap(about, style.width, first=_BODY)
    if found.summary is not None:
        lines += ["", *wrap(_safe(found.summary, lang), style.width, first=_BODY)]
    if found.native_score is not None:
        lines += _native(found.native_score, style)
    for section in found.sections:
        lines += ["", style.paint("strong", "  " + _safe(section.title, lang))]
        for one in section.items:
            severity = pad(say(lang, "terms", f"severity.inline.{one.severity}"), 8 if lang == "en" else 4)
            first = f"  {pad(one.id, 6)}  {severity}  "
            lines += wrap(_safe(one.statement, lang), style.width, first=first, rest=" " * width(first))
    lines += _heading("checklist.use", style)
    lines.append(f"  checklists: [{found.id}@{found.version.rpartition('.')[0]}]")
    return _text(lines)


def _native(native: NativeScore, style: Style) -> list[str]:
    """Return how a rubric counts itself, and its bands with their bounds."""
    lang = style.lang
    basis = _say(lang, f"native.{native.aggregate}", source=_safe(native.source, lang))
    lines = ["", *wrap(basis, style.width, first=_BODY)]
    for band in native.bands:
        first = f"{_BODY}{pad(_bounds(band, lang), 22)}  "
        lines += wrap(_safe(band.title, lang), style.width, first=first, rest=" " * width(first))
    return lines


def _bounds(band: Band, lang: Lang) -> str:
    """Return what a band holds in words: exactly 0, above 0 and up to 1, above 5."""
    if band.from_ is not None and band.from_ == band.to:
        return _say(lang, "native.exactly", value=number(lang, band.from_))
    lower = "native.from" if band.from_ is not None else "native.above"
    words = _say(lang, lower, value=number(lang, band.from_ if band.from_ is not None else band.above))
    if band.to is not None:
        return words + _say(lang, "native.to", value=number(lang, band.to))
    return words if band.below is None else words + _say(lang, "native.below", value=number(lang, band.below))


def code(found: Code, style: Style) -> str:
    """Return the paragraph on a diagnostic code."""
    lang = style.lang
    severity = _say(lang, f"code.severity.{found.severity}")
    lines = [style.paint("strong", f"{found.code}  {_say(lang, 'code.about', severity=severity, slug=found.slug)}")]
    if has(lang, "explain", found.code):
        lines += ["", *paragraphs(say(lang, "explain", found.code), style.width, first=_BODY)]
    return _text(lines)


def rule(name: str, policies: Sequence[str], style: Style) -> str:
    """Return the paragraph on a rule of policies."""
    lang = style.lang
    lines = [style.paint("strong", f"{name}  {_say(lang, 'rule.about')}"), ""]
    text = _say(lang, f"rule.{name}").splitlines()
    words = [line for line in text if not line.startswith(" ")]
    lines += wrap((" " if lang == "en" else "").join(words), style.width, first=_BODY)
    lines += ["", *(line for line in text if line.startswith(" "))]
    if policies:
        lines += _part("rule.policies", joined(lang, list(policies)), style)
    return _text(lines)


def policy(found: Policy, style: Style) -> str:
    """Return what a policy asks."""
    lang = style.lang
    lines = [style.paint("strong", f"{visible(found.id)}  {_safe(found.title, lang)}")]
    lines.append(_BODY + _say(lang, "policy.about"))
    if found.summary is not None:
        lines += ["", *wrap(_safe(found.summary, lang), style.width, first=_BODY)]
    lines += _heading("policy.rules", style)
    for name in keys_of(type(found.rules)):
        limit = getattr(found.rules, name)
        if limit is not None:
            lines += wrap(f"{name}: {_limit(limit)}", style.width, first="  ", rest="      ")
    lines += _heading("policy.use", style)
    lines += [f"  policy: {found.id}", f"  gapsheet gate --policy {found.id}"]
    return _text(lines)


def fact(found: Fact, items: Sequence[str], style: Style) -> str:
    """Return the question that settles a fact, and what depends on it."""
    lang = style.lang
    lines = [style.paint("strong", f"{found.id}  {_safe(found.title, lang)}"), _BODY + _say(lang, "fact.about")]
    lines += ["", *wrap(_safe(found.question, lang), style.width, first=_BODY)]
    lines += ["", *wrap(_safe(found.example, lang), style.width, first=_BODY)]
    if items:
        text = _say(lang, "fact.items", n=len(items), items=joined(lang, list(items)))
    else:
        text = _say(lang, "fact.items.none")
    return _text([*lines, "", *wrap(text, style.width, first=_BODY)])


def _applies(lang: Lang, applies: Applies | None, facts: Mapping[str, Fact]) -> str:
    if applies is None:
        return _say(lang, "applies.always")
    parts = []
    for key, names in (("any", applies.any), ("all", applies.all), ("none", applies.none)):
        if names:
            titles = [f"{name} ({_safe(facts[name].title, lang)})" if name in facts else name for name in names]
            parts.append(_say(lang, f"applies.{key}", facts=joined(lang, titles)))
    return "; ".join(parts) if lang == "en" else "；".join(parts)


def _limit(value: object) -> str:
    """Return a limit as it stands in a policy file."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_limit(limit)}" for name, limit in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_limit(part) for part in value) + "]"
    if isinstance(value, RequiredChecklist):
        named = visible(value.checklist)
        return named if value.when is None else f"{{checklist: {named}, when: {visible(value.when)}}}"
    if isinstance(value, Fraction):
        return str(Decimal(value.numerator) / Decimal(value.denominator))
    return visible(str(value))


def _heading(key: str, style: Style) -> list[str]:
    return ["", style.paint("strong", _say(style.lang, key))]


def _part(key: str, text: str, style: Style) -> list[str]:
    return [*_heading(key, style), *wrap(text, style.width, first=_BODY)]


def _points(key: str, texts: Sequence[LocalText], style: Style, *, numbered: bool = False) -> list[str]:
    lines = _heading(key, style)
    for place, one in enumerate(texts, 1):
        mark = f"{place}." if numbered else "-"
        lines += wrap(_safe(one, style.lang), style.width, first=f"  {mark} ", rest=" " * (len(mark) + 3))
    return lines


def _safe(text: LocalText, lang: Lang) -> str:
    return visible(text.text(lang))


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _say(lang: Lang, key: str, **params: Param) -> str:
    return say(lang, "guide", key, **params)
