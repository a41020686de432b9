"""The first page of an audit report: what was assessed, the conclusion, document control, signatures."""

from gapsheet.model.record import SIGNOFF_ROLES, Signoff
from gapsheet.report.audit_parts import Cell, Column, Cover, Line, Pair, Row, Run, Table
from gapsheet.report.audit_writer import Writer
from gapsheet.text import visible

SHORT = 12
"""Digits of a digest on the first page; the appendix has them all."""


def cover(w: Writer) -> Cover:
    """Return the first page."""
    sheet, audit = w.audit.assessment.sheet, w.audit
    return Cover(
        label=w.say("kind"),
        heading=visible(sheet.system),
        subtitle=w.say(f"subtitle.{sheet.independence or 'self'}", date=w.day(audit.assessment.as_of)),
        conclusion_label=w.say("conclusion"),
        conclusion=w.say(f"conclusion.{audit.conclusion.state}"),
        conclusion_state=audit.conclusion.state,
        degree=degree(w),
        notices=tuple(_notices(w)),
        about=tuple(_about(w)),
        control=tuple(_control(w)),
        checklists=w.pair("checklists", _checklists(w)),
        signatures=_signatures(w),
        signature_note=_signature_note(w),
        contents_title=w.say("contents"),
        disclaimer=w.say("disclaimer"),
    )


def degree(w: Writer) -> Line:
    """Return to what degree the criteria are fulfilled, and what was found, in figures of the result."""
    found, path = w.audit.conclusion, "/audit/conclusion"
    grades, limits = w.audit.grades, w.audit.limits
    if not found.total:
        first = Run(w.say("degree.none"))
    else:
        figures = {"fulfilled": (found.fulfilled, f"{path}/fulfilled"), "total": (found.total, f"{path}/total")}
        first = w.sentence("degree", figures, policy=_policy_title(w))
    exceptions = found.counts["fulfilled-with-exceptions"]
    accepted = w.sentence("degree.exceptions", {"n": (exceptions, f"{path}/counts/fulfilled_with_exceptions")})
    second = w.sentence("degree.findings", {grade: (grades[grade], f"/audit/grades/{grade}") for grade in grades})
    third = w.sentence("degree.unanswered", {"unanswered": (limits.unanswered, "/audit/limits/unanswered")})
    space = Run(w.say("space"), fixed=True)
    runs = [first, *([accepted] if exceptions else []), second, third]
    return tuple(run for one in runs for run in (space, one))[1:]


def _policy_title(w: Writer) -> str:
    gate = w.audit.assessment.gate
    return visible(gate.title.text(w.lang)) if gate else ""


def _notices(w: Writer) -> list[Line]:
    """Return what a reader must know before anything else."""
    lines: list[Line] = []
    if w.audit.redacted:
        parts = w.listed(w.say(f"redacted.{part}") for part in w.audit.redacted)
        lines.append((Run(w.say("redacted", parts=parts), "strong"),))
    if w.audit.dating != "today":
        lines.append((Run(w.say(f"dating.{w.audit.dating}", date=w.day(w.audit.assessment.as_of))),))
    if w.audit.contradicted:
        said = w.say("notice.contradicted", n=len(w.audit.contradicted))
        lines.append((Run(said, "strong"), Run(" "), *w.items(w.audit.contradicted)))
    return lines


def _about(w: Writer) -> list[Pair]:
    """Return what the object of the assessment is."""
    sheet = w.audit.assessment.sheet
    subject = sheet.subject
    said = {
        "subject.version": subject.version if subject else None,
        "subject.commit": subject.commit if subject else None,
        "subject.image": subject.image if subject else None,
        "subject.models": w.listed(visible(name) for name in subject.models) if subject and subject.models else None,
        "subject.environment": subject.environment if subject else None,
    }
    needed = ("subject.version", "subject.commit")
    pairs = [w.pair("organisation", w.said(sheet.organisation)), w.pair("system", w.plain(visible(sheet.system)))]
    pairs += [w.pair(key, w.said(value)) for key, value in said.items() if value or key in needed]
    pairs.append(w.pair("classification", w.said(sheet.classification)))
    pairs.append(w.pair("distribution", w.said(sheet.distribution)))
    return pairs


def _control(w: Writer) -> list[Pair]:
    """Return on what the report rests, and when."""
    a = w.audit.assessment
    sheet = a.sheet
    independence = w.plain(w.say(f"independence.{sheet.independence}")) if sheet.independence else w.empty()
    return [
        w.pair("as-of", w.on(a.as_of)),
        w.pair("assessed", _assessed(w)),
        w.pair("independence", independence),
        w.pair("period", period(w)),
        w.pair("sheet", (*w.plain(visible(a.sheet_path)), digest(a.sheet_sha256))),
        w.pair("revision", revision(w)),
        w.pair("policy", _policy(w)),
        w.pair("tool", w.plain(f"gapsheet {a.gapsheet}")),
    ]


def _assessed(w: Writer) -> Cell:
    sheet = w.audit.assessment.sheet
    if sheet.assessed is None or sheet.assessor is None:
        return (*(w.on(sheet.assessed)), *(w.named(sheet.assessor)))
    return w.plain(w.say("assessed.by", date=w.day(sheet.assessed), name=w.person(sheet.assessor)))


def period(w: Writer) -> Cell:
    """Return the period of observation, or the box."""
    given = w.audit.assessment.sheet.period
    if given is None:
        return w.empty()
    return w.plain(w.say("period.range", **{"from": w.day(given.from_), "to": w.day(given.to)}))


def digest(sha256: str) -> Line:
    """Return the first digits of a SHA-256."""
    return (Run(f"SHA-256 {sha256[:SHORT]}…", "code"),)


def revision(w: Writer) -> Cell:
    """Return the commit, and whether what was read is in it."""
    found = w.audit.revision
    if found is None:
        return w.plain(w.say("revision.none"))
    lines: list[Line] = [(Run(found.commit[:SHORT], "code"), Run(w.say("revision.date", date=w.day(found.date))))]
    lines.append((Run(w.say("revision.clean" if found.clean else "revision.dirty")),))
    if found.changed:
        shown = [visible(path) for path in found.changed[:4]]
        more = len(found.changed) - len(shown)
        rest = w.say("revision.more", n=more) if more else ""
        lines.append((Run(w.say("revision.changed", files=w.listed(shown)) + rest, "strong"),))
    return tuple(lines)


def _checklists(w: Writer) -> Cell:
    a = w.audit.assessment
    return tuple(
        (Run(f"{visible(entry.id)} {entry.version} "), Run(f"{entry.sha256[:SHORT]}…", "code"))
        for entry in (*a.checklists, *a.standalone)
    )


def _policy(w: Writer) -> Cell:
    gate = w.audit.assessment.gate
    if gate is None:
        return w.plain(w.say("policy.none"))
    title = w.say("policy.named", title=visible(gate.title.text(w.lang)), id=visible(gate.policy))
    where: tuple[Line, ...] = w.plain(visible(gate.path)) if gate.path else ()
    return (*w.plain(title), *where, digest(gate.sha256))


def _signatures(w: Writer) -> Table:
    columns = [Column(w.say(f"sign.{key}"), "text") for key in ("role", "name", "date", "signature")]
    rows = [Row(_signature(w, entry)) for role in SIGNOFF_ROLES for entry in _signed(w, role)]
    return Table("signatures", w.say("sign"), tuple(columns), tuple(rows))


def _signed(w: Writer, role: str) -> list[Signoff]:
    found = [entry for entry in w.audit.assessment.sheet.signoff if entry.role == role]
    return found or [Signoff(role=one) for one in SIGNOFF_ROLES if one == role]


def _signature(w: Writer, entry: Signoff) -> tuple[Cell, ...]:
    return (w.plain(w.say(f"sign.{entry.role}")), w.named(entry.name), w.on(entry.at), ())


def _signature_note(w: Writer) -> str:
    if not w.audit.same_person:
        return ""
    return w.say("sign.same", names=w.listed(w.person(name) for name in w.audit.same_person))
