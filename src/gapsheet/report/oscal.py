"""What the OSCAL documents share: identifiers, texts, people and metadata (OSCAL 1.2.1, NIST, public domain).

Every UUID is of version 5, from the system's name, the sheet's path and what it stands for: the same finding keeps
its UUID from one document to the next, as OSCAL wants it, and in the results and the plan of action alike. Two sheets
with one system name at one path are one subject.

OSCAL has no words for a score, a weight or an assurance: they are properties (`props`) in the namespace `NS`. Nobody
can own a name under `.example` (RFC 2606), so the address means nothing but this and need not resolve. Titles and
descriptions are Markdown there, so that text from a sheet is escaped in them; values of properties and names of
people are plain. Days become timestamps in UTC: a day that something starts at 00:00:00, a last day at 23:59:59.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from gapsheet.model.assessment import Assessment, ItemResult
from gapsheet.report.markdown import escaped
from gapsheet.text import json_document, visible
from gapsheet.words import Lang, Param, say

NS = "https://gapsheet.example/ns/oscal"
OSCAL_VERSION = "1.2.1"

Data = dict[str, Any]

_NAMESPACE = uuid5(NAMESPACE_URL, NS)
_BLOCK = re.compile(r"^(\d*)([-+=#.)])")
_WEB = re.compile(r"https?://(?:[^/?#\[\]@]*@)?[^/?#\[\]@:]+(?::\d*)?(?=[/?#]|\Z)|mailto:(?=.)", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def written(document: Data) -> str:
    """Return a document as JSON: keys sorted, ASCII only, a line end last, so the same on any console."""
    return json_document(document)


def filled(values: Mapping[str, Any]) -> Data:
    """Return the values that are there: OSCAL has no null and no empty list, object or text."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def plain(text: str) -> str:
    """Return text on one line, every control character visible; it may be empty."""
    return visible(" ".join(text.split()))


def line(text: str) -> str:
    """Return text from outside as one line of Markdown that only says what it says."""
    return escaped(plain(text))


def block(text: str) -> str:
    """Return text from outside as paragraphs of Markdown in which nothing is a heading, a list, a link or code."""
    lines = (" ".join(part.split()) for part in visible(text, keep_newlines=True).split("\n"))
    return "\n\n".join(_BLOCK.sub(r"\1\\\2", escaped(part)) for part in lines if part)


def bullets(texts: Iterable[str]) -> str:
    """Return lines as a Markdown list."""
    return "\n".join(f"- {line(text)}" for text in texts)


def token(text: str) -> str:
    """Return text as an OSCAL token: letters, digits, `.`, `-` and `_`, starting with a letter or `_`."""
    kept = "".join(c if c in ".-_" or unicodedata.category(c)[0] in "LN" else "_" for c in text)
    return kept if kept and (kept[0] == "_" or unicodedata.category(kept[0])[0] == "L") else f"_{kept}"


def begin_of(day: dt.date) -> str:
    """Return the first second of a day, UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def end_of(day: dt.date) -> str:
    """Return the last second of a day, UTC: what is due or ends on a day still stands on it."""
    return f"{day.isoformat()}T23:59:59Z"


def file_uri(path: str) -> str:
    """Return a path relative to the root as a relative URI reference (RFC 3986)."""
    return quote(path, safe="/", errors="replace")


def web_uri(url: str) -> str | None:
    """Return a web or mail address as a URI of RFC 3986, what it does not allow percent-encoded; None: it is none."""
    start = _WEB.match(url)
    if start is None:
        return None
    head, _, fragment = url.partition("#")
    coded = quote(head, safe="/:?@!$&'()*+,;=~%", errors="replace")
    if fragment:
        coded += "#" + quote(fragment, safe="/:?@!$&'()*+,;=~%", errors="replace")
    return _BARE_PERCENT.sub("%25", coded)


def prop(name: str, value: object, *, kind: str | None = None) -> Data | None:
    """Return a property of ours, `kind` its class; None where there is nothing to say."""
    shown = plain(str(value)) if value is not None else ""
    return filled({"name": name, "ns": NS, "value": shown, "class": kind}) if shown else None


def props(*entries: Data | None) -> list[Data]:
    """Return the properties that say something."""
    return [entry for entry in entries if entry is not None]


@dataclass(frozen=True)
class Subject:
    """One assessment in one language, as OSCAL refers to it."""

    assessment: Assessment
    lang: Lang

    def say(self, key: str, **params: Param) -> str:
        """Return a sentence of the word area "interop"."""
        return say(self.lang, "interop", key, **params)

    def uid(self, *what: str) -> str:
        """Return the UUID of something about this system, the same whenever it is written."""
        sheet = self.assessment
        return str(uuid5(_NAMESPACE, json.dumps([sheet.sheet.system, sheet.sheet_path, *what])))

    @cached_property
    def now(self) -> str:
        """The day of the assessment."""
        return begin_of(self.assessment.as_of)

    @cached_property
    def system(self) -> Data:
        """The system as a component."""
        said = self.assessment.sheet.subject
        facts = [prop(token(fact.id), fact.value, kind="fact") for fact in self.assessment.facts]
        about: list[Data | None] = []
        if said is not None:
            named = [prop("model", model) for model in said.models]
            about = [prop(name, getattr(said, name)) for name in ("version", "commit", "image", "environment")] + named
        return filled(
            {
                "uuid": self.uid("system"),
                "type": "this-system",
                "title": self.name,
                "description": self.say("oscal.system"),
                "props": props(*about, *facts),
                "status": {"state": "other", "remarks": self.say("oscal.system.status")},
            }
        )

    @property
    def name(self) -> str:
        """The system's name as Markdown."""
        return line(self.assessment.sheet.system) or "–"

    def assets(self) -> Data:
        """Return the tool as an assessment asset."""
        tool = {
            "uuid": self.uid("tool"),
            "type": "software",
            "title": "Gapsheet",
            "description": self.say("oscal.tool"),
            "props": props(prop("version", self.assessment.gapsheet)),
            "status": {"state": "operational"},
        }
        platform = {
            "uuid": self.uid("platform"),
            "title": "Gapsheet",
            "uses-components": [{"component-uuid": self.uid("tool")}],
        }
        return {"components": [filled(tool)], "assessment-platforms": [platform]}

    def person(self, handle: str) -> str:
        """Return the UUID of a person of the sheet."""
        return self.uid("person", handle)

    def origins(self, handle: str | None = None, role: str | None = None) -> list[Data]:
        """Return where something comes from: Gapsheet and, if known, a person."""
        actors = [{"type": "tool", "actor-uuid": self.uid("tool")}]
        if handle:
            actors.append(filled({"type": "party", "actor-uuid": self.person(handle), "role-id": role}))
        return [{"actors": actors}]

    def about_system(self) -> list[Data]:
        """Return the system as the subject of an observation."""
        return [{"subject-uuid": self.uid("system"), "type": "component"}]

    def answered_by(self, item: ItemResult) -> str | None:
        """Return who gave the answer, by handle."""
        return (item.answer.by if item.answer else None) or self.assessment.sheet.assessor or None

    def metadata(self, title: str, items: Iterable[ItemResult]) -> Data:
        """Return the head of a document that speaks of these items."""
        a = self.assessment
        people = self._people(items)
        roles = [name for name in ("assessor", "owner", "approver") if any(name in had for had in people.values())]
        assessor = a.sheet.assessor
        responsible = [{"role-id": "assessor", "party-uuids": [self.person(assessor)]}] if assessor else []
        return filled(
            {
                "title": title,
                "last-modified": self.now,
                "version": a.as_of.isoformat(),
                "oscal-version": OSCAL_VERSION,
                "props": props(
                    prop("gapsheet-version", a.gapsheet),
                    prop("language", self.lang),
                    prop("sheet-path", a.sheet_path),
                    prop("sheet-sha256", a.sheet_sha256),
                ),
                "roles": [{"id": name, "title": self.say(f"role.{name}")} for name in roles],
                "parties": [self._party(handle) for handle in people],
                "responsible-parties": responsible,
                "remarks": self.say("oscal.remarks"),
            }
        )

    def _people(self, items: Iterable[ItemResult]) -> dict[str, set[str]]:
        """Return everybody the document names, by handle, with their roles."""
        found: dict[str, set[str]] = {}
        if self.assessment.sheet.assessor:
            found[self.assessment.sheet.assessor] = {"assessor"}
        for item in items:
            answer = item.answer
            named = ((answer.by, ""), (answer.owner, "owner")) if answer else ()
            for handle, role in (*named, (item.waiver.by if item.waiver else None, "approver")):
                if handle:
                    found.setdefault(handle, set()).add(role)
        return found

    def _party(self, handle: str) -> Data:
        name = plain(self.assessment.sheet.person(handle)) or plain(handle) or "–"
        return {
            "uuid": self.person(handle),
            "type": "person",
            "name": name,
            "props": props(prop("handle", handle) or prop("handle", "–")),
        }
