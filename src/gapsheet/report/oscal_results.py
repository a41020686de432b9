"""The assessment as OSCAL 1.2.1 assessment-results (NIST, `oscal-assessment-results.schema.json`).

One result for the sheet, and one more for each rubric that stands alone, outside score and gate. Every item is a
reviewed control with a local objective. An item that counts has a finding, its evidence observations, and, where it
is a gap, a risk (`oscal_items.py`). An item that is not applicable or out of scope has no finding, because either
state would claim something: it is among the excluded controls, and an observation gives the reason. What an overlay
drops and what a later minor version announces stands in the remarks of its selection. Each rule of the policy is an
observation of type `policy-rule`; verdict, score, range, split and counts are properties of the result.

What OSCAL cannot express: more than two states of a finding; a score, a share or a verdict; that a claim was credited
though nobody looked at it. It wants an assessment plan (`import-ap` is required, and its address may be a fragment
that names a resource of the document itself): there is none, so the address leads to a resource that says so and
names what stands in its place. Not written: the cheapest way to pass (that is the plan of action, `oscal_poam.py`)
and the reach on public frameworks; the references of items are properties of their objectives.
"""

from collections.abc import Iterable
from decimal import Decimal

from gapsheet.model.assessment import Assessment, ChecklistResult, Numbers
from gapsheet.model.comparison import Comparison
from gapsheet.model.verdict import GateResult, RuleOutcome, Value
from gapsheet.report.labels import checklist_titles, next_step, number, rule_found, rule_title
from gapsheet.report.oscal import Data, Subject, begin_of, file_uri, filled, line, prop, props, token, written
from gapsheet.report.oscal_items import finding, left_out, objective, observations, risk, title
from gapsheet.words import Lang


def render(assessment: Assessment, lang: Lang) -> str:
    """Return the results as one JSON document."""
    subject = Subject(assessment, lang)
    items = assessment.all_items()
    document = {
        "uuid": subject.uid("assessment-results"),
        "metadata": subject.metadata(subject.say("oscal.results.title", system=subject.name), items),
        "import-ap": {"href": f"#{subject.uid('plan')}", "remarks": subject.say("oscal.plan")},
        "local-definitions": filled({"objectives-and-methods": [objective(subject, item) for item in items]}),
        "results": [_result(subject), *(_rubric(subject, entry) for entry in assessment.standalone)],
        "back-matter": {"resources": _resources(subject)},
    }
    return written({"assessment-results": filled(document)})


def _result(subject: Subject) -> Data:
    """Return the sheet's checklists with the gate."""
    a = subject.assessment
    rules = [_rule(subject, rule) for rule in a.gate.rules] if a.gate else []
    notes = [_ignored(subject)] if a.trust and a.trust.ignored else []
    return {
        **_judged(subject, "result", a.checklists, [*rules, *notes]),
        "local-definitions": {"components": [subject.system], "assessment-assets": subject.assets()},
        "title": subject.say("oscal.result.title"),
        "description": subject.say("oscal.result.text"),
        "props": props(*_verdict(a.gate), *_numbers(a.numbers), *_since(a), *_trusted(a)),
    }


def _rubric(subject: Subject, entry: ChecklistResult) -> Data:
    """Return a rubric that stands alone with its own result."""
    native = entry.native
    shown = {} if native is None else {"score": native.score, "high": native.high}
    return {
        **_judged(subject, f"result {entry.id}", (entry,), []),
        "title": line(entry.title.text(subject.lang)) or entry.id,
        "description": subject.say("oscal.rubric.text"),
        "props": props(
            prop("stands-alone", "yes"),
            prop("native-band", native.band.text(subject.lang) if native else None),
            *(prop(f"native-{name}", _shown(value)) for name, value in shown.items()),
            *_counts(entry.numbers),
        ),
    }


def _judged(subject: Subject, name: str, checklists: tuple[ChecklistResult, ...], first: list[Data]) -> Data:
    """Return what a result says of the items of these checklists; `first` are observations before theirs."""
    a = subject.assessment
    items = [item for entry in checklists for item in entry.items]
    counted = [item for item in items if item.counted]
    day = a.sheet.assessed
    begun = day if day is not None and day <= a.as_of else a.as_of
    seen = [*first]
    for item in items:
        seen += [] if item.counted else [left_out(subject, item)]
        seen += observations(subject, item)
    selections = [_selection(subject, entry) for entry in checklists if entry.items]
    return filled(
        {
            "uuid": subject.uid(name),
            "start": begin_of(begun),
            "end": subject.now,
            "reviewed-controls": {"control-selections": selections or [_nothing(subject)]},
            "observations": seen,
            "risks": [risk(subject, item) for item in counted if item.gap],
            "findings": [finding(subject, item) for item in counted],
        }
    )


def _nothing(subject: Subject) -> Data:
    return {"include-all": {}, "remarks": subject.say("oscal.nothing")}


def _selection(subject: Subject, entry: ChecklistResult) -> Data:
    """Return a checklist as a selection of controls: all of its items, less those that do not count."""
    outside = [item for item in entry.items if not item.counted]
    remarks = []
    if entry.base and entry.base.dropped:
        said = [f"{line(gone.item.id)} ({line(gone.reason.text(subject.lang))})" for gone in entry.base.dropped]
        remarks.append(subject.say("oscal.dropped", items=_list(said)))
    if entry.announced:
        remarks.append(subject.say("oscal.announced", items=_list(line(name) for name in entry.announced)))
    return filled(
        {
            "description": line(entry.title.text(subject.lang)),
            "props": props(
                prop("checklist", entry.id),
                prop("version", entry.version),
                prop("pinned", entry.pinned),
                prop("sha256", entry.sha256),
                prop("extends", entry.base.id if entry.base else None),
                prop("score", _shown(entry.numbers.score) if entry.native is None else None),
            ),
            "include-controls": [{"control-id": token(item.id)} for item in entry.items],
            "exclude-controls": [{"control-id": token(item.id)} for item in outside],
            "remarks": "\n\n".join(remarks),
        }
    )


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _rule(subject: Subject, rule: RuleOutcome) -> Data:
    """Return a rule of the policy as an observation."""
    lang, titles = subject.lang, checklist_titles(subject.lang, subject.assessment)
    known = {item.id: item for item in subject.assessment.items()}
    concerned = [known[name] for name in rule.items if name in known]
    found = line(rule_found(lang, rule, titles)) or subject.say("oscal.rule.text")
    if rule.next is not None and not rule.passed:
        found = subject.say("rule.next", found=found, next=line(next_step(lang, rule.next)))
    return filled(
        {
            "uuid": subject.uid("rule", rule.rule),
            "title": line(rule_title(lang, rule, titles)),
            "description": found,
            "props": props(
                prop("rule", rule.rule),
                prop("passed", "yes" if rule.passed else "no"),
                *_values("expected", rule.expected),
                *_values("actual", rule.actual),
                *(prop("item", item.id) for item in concerned),
            ),
            "methods": ["TEST"],
            "types": ["policy-rule"],
            "origins": subject.origins(),
            "subjects": subject.about_system(),
            "collected": subject.now,
            "remarks": "\n".join(f"- {title(subject, item)}" for item in concerned),
        }
    )


def _values(name: str, value: Value) -> list[Data | None]:
    """Return what a rule expects or finds as properties; of a mapping, the key is the class."""
    if isinstance(value, dict):
        return [prop(name, _shown(part), kind=token(key)) for key, part in value.items()]
    if isinstance(value, tuple):
        return [prop(name, part) for part in value]
    return [prop(name, _shown(value))]


def _verdict(gate: GateResult | None) -> list[Data | None]:
    if gate is None:
        return []
    return [
        prop("verdict", gate.verdict),
        prop("policy", gate.policy),
        prop("policy-sha256", gate.sha256),
        prop("way-to-pass-days", gate.way_to_pass.effort_days if gate.way_to_pass.reachable else None),
    ]


def _numbers(numbers: Numbers) -> list[Data | None]:
    split = numbers.split
    parts = {} if split is None else {name: getattr(split, name) for name in split.__dataclass_fields__}
    return [
        prop("score", _shown(numbers.score)),
        prop("range-low", _shown(numbers.low)),
        prop("range-high", _shown(numbers.high)),
        *(prop("points", _shown(value), kind=name) for name, value in parts.items()),
        *_counts(numbers),
    ]


def _counts(numbers: Numbers) -> list[Data | None]:
    counts = numbers.counts
    states = ("met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope", "waived", "contradicted")
    return [prop("count", getattr(counts, name), kind=name.replace("_", "-")) for name in states]


def _since(a: Assessment) -> list[Data | None]:
    """Return the change since the baseline, where there is one to compare with."""
    if not isinstance(a.comparison, Comparison):
        return []
    return [
        prop("baseline", a.comparison.old.source),
        prop("baseline-change", _shown(a.comparison.change)),
        *(prop("worse", name) for name in a.comparison.worse),
    ]


def _trusted(a: Assessment) -> list[Data | None]:
    if a.trust is None:
        return []
    return [prop("trusted-revision", a.trust.revision), prop("trusted-commit", a.trust.commit)]


def _ignored(subject: Subject) -> Data:
    """Return what the change under review says and what did not count."""
    trust = subject.assessment.trust
    return filled(
        {
            "uuid": subject.uid("ignored"),
            "title": subject.say("oscal.ignored.title"),
            "description": subject.say("oscal.ignored"),
            "props": props(*(prop(entry.what, entry.name, kind=entry.why) for entry in trust.ignored if trust)),
            "methods": ["TEST"],
            "types": ["ignored"],
            "origins": subject.origins(),
            "collected": subject.now,
        }
        if trust
        else {}
    )


def _shown(value: Decimal | int | None) -> str | None:
    return None if value is None else number("en", value)


def _resources(subject: Subject) -> list[Data]:
    """Return what stands in the place of a plan: the sheet, its checklists and the policy."""
    a = subject.assessment
    about = {"title": subject.say("oscal.plan.title"), "description": subject.say("oscal.plan")}
    plan = {"uuid": subject.uid("plan"), **about}
    found = [filled(plan), _file(subject, "sheet", a.sheet_path, a.sheet_path, a.sheet_sha256)]
    for entry in (*a.checklists, *a.standalone):
        found.append(_file(subject, f"checklist {entry.id}", f"{entry.id} {entry.version}", entry.path, entry.sha256))
    if a.gate:
        found.append(_file(subject, f"policy {a.gate.policy}", a.gate.policy, a.gate.path, a.gate.sha256))
    return found


def _file(subject: Subject, what: str, name: str, path: str | None, sha256: str) -> Data:
    """Return a document that the judgement rests on; what ships with Gapsheet has no address."""
    place = [
        {
            "href": file_uri(path),
            "media-type": "application/yaml",
            "hashes": [{"algorithm": "SHA-256", "value": sha256}],
        }
        for path in [path]
        if path is not None
    ]
    kind = what.partition(" ")[0]
    return filled(
        {
            "uuid": subject.uid(what),
            "title": line(name) or kind,
            "props": props(prop("kind", kind), prop("sha256", sha256)),
            "rlinks": place,
        }
    )
