"""An audit report as a document: all sections in their order, in one language."""

from gapsheet.model.audit import Audit
from gapsheet.report.audit_appendix import appendices
from gapsheet.report.audit_cover import cover
from gapsheet.report.audit_exceptions import exceptions, plan
from gapsheet.report.audit_opening import conclusion, method, statement
from gapsheet.report.audit_parts import Document
from gapsheet.report.audit_registers import assumptions, evidence, matrix
from gapsheet.report.audit_results import findings, results
from gapsheet.report.audit_writer import Writer
from gapsheet.text import visible
from gapsheet.words import Lang


def audit_document(audit: Audit, lang: Lang) -> Document:
    """Return the whole report in one language."""
    w = Writer(audit, lang)
    a = audit.assessment
    system, date = visible(a.sheet.system), w.day(a.as_of)
    known = {"system": system, "date": date}
    label = f"{visible(a.sheet.classification)} · " if a.sheet.classification else ""
    order = (statement, conclusion, method, results, findings, exceptions, matrix, plan, evidence, assumptions)
    return Document(
        lang=lang,
        title=w.say("title", conclusion=w.say(f"conclusion.{audit.conclusion.state}"), **known),
        head=w.say("running.head", **known),
        foot=label + w.say("running.foot", **known),
        page_of=(w.say("page.before"), w.say("page.between"), w.say("page.after")),
        cover=cover(w),
        sections=(*(make(w) for make in order), appendices(w)),
        end=w.say("end"),
    )
