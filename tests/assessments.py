"""Assessments for tests of renderers: real checklists, one invented system, and sheets in every state.

Everything is computed by the core; nothing here sets a number.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import yaml

from gapsheet.assets import asset
from gapsheet.core.assess import ChecklistInput, FrameworkInput, PolicyInput, SheetInput, assess
from gapsheet.load.catalog import builtin_checklists
from gapsheet.load.frameworks import load_builtin_framework
from gapsheet.model.adapter import validate
from gapsheet.model.answers import Answer, AnswerSheet, Evidence, Pin
from gapsheet.model.assessment import Assessment, EvidenceResult
from gapsheet.model.base import LocalText
from gapsheet.model.checklist import Base, Checklist, Dropped, Facts, Item
from gapsheet.model.policy import Policy

AS_OF = dt.date(2026, 11, 18)
CORE = ("security", "privacy", "deployment", "drift", "update")
DIGEST = "9f3c61d2b07ae1f4c41077f90a5be2d88c6e4d1f0b7a3952e6d8c1f5a2b4e790"

PEOPLE = {
    "dana": "Dana Ruiz",
    "hana": "Hana Sato, CTO",
    "ines": "Ines Moreau",
    "mina": "Mina Okafor",
    "liwei": "Li Wei 李伟",
}
OWNERS = ("dana", "ines", "mina", "liwei", "tomasz")

NOTES = (
    "The scoring endpoint accepts any request from inside the VPC. There is no per-client limit, so one noisy caller "
    "can exhaust the GPU pool.",
    "Recorded for 7 of 9 sources.\nThe two call-transcript sets bought in 2025 have no entry.",
    "向量库尚未接入删除流程，目前由运维人工处理；预计 2027 年 1 月上线自动任务。",
    "Objectives exist for latency; the error-rate objective is still a draft.",
    "Reviews stopped in September when the labelling contract ended.",
)


@cache
def built_in(name: str) -> Checklist:
    return validate(Checklist, _yaml("checklists", f"{name}.yaml"))


@cache
def policy(name: str) -> Policy:
    document = _yaml("checklists", "policies", f"{name}.yaml")
    rules = document["rules"]
    if "require_checklists" in rules:
        required = rules["require_checklists"]
        rules["require_checklists"] = [{"checklist": name} if isinstance(name, str) else name for name in required]
    return validate(Policy, document)


@cache
def facts() -> Facts:
    return validate(Facts, _yaml("checklists", "facts.yaml"))


def assessment(
    answers: Mapping[str, Any],
    checklists: Sequence[Checklist],
    *,
    policy: Policy | None = None,
    as_of: dt.date = AS_OF,
    missing: Iterable[str] = (),
    overlaid: str | None = None,
    frameworks_shown: Sequence[str] = (),
    **sheet: Any,
) -> Assessment:
    """Assess `answers` (as a sheet has them, short forms allowed) with evidence found unless named in `missing`."""
    given = {name: _answer(value) for name, value in answers.items()}
    pins = tuple(_pin(checklist) for checklist in checklists)
    fields: dict[str, Any] = {
        "schema": "gapsheet/answers/v1",
        "system": "Claims Copilot",
        "assessed": AS_OF,
        "assessor": "mina",
        "people": PEOPLE,
        "checklists": pins,
        "answers": given,
    }
    absent = frozenset(missing)
    source = SheetInput(
        sheet=validate(AnswerSheet, fields | sheet),
        path="services/claims/gapsheet.yaml",
        sha256=DIGEST,
        lines={name: 10 + line for line, name in enumerate(given)},
        evidence={name: tuple(_found(e, absent) for e in a.evidence) for name, a in given.items()},
        checked={},
    )
    inputs = [
        ChecklistInput(c, DIGEST[::-1], None, f"{p.major}.{p.minor}") for c, p in zip(checklists, pins, strict=True)
    ]
    inputs = [_overlay(entry) if entry.checklist.id == overlaid else entry for entry in inputs]
    shown = [load_builtin_framework(name) for name in frameworks_shown]
    applied = PolicyInput(policy, DIGEST[8:] + DIGEST[:8], None) if policy is not None else None
    told = [FrameworkInput(one.framework, one.sha256, None, one.framework.id == "cn-tc260-003") for one in shown]
    return assess(source, inputs, facts(), as_of=as_of, version="0.1.0", policy=applied, frameworks=told)


def _overlay(entry: ChecklistInput) -> ChecklistInput:
    """A checklist as an overlay of itself that drops its last item."""
    whole = entry.checklist
    last = whole.items()[-1]
    sections = tuple(
        replace(section, items=tuple(item for item in section.items if item is not last)) for section in whole.sections
    )
    reason = LocalText(en="Read by counsel, outside this sheet.", zh_cn="由法务另行登记，不在本答卷内。")
    base = Base(id=whole.id, prefix=whole.prefix, pinned="1.0", dropped=(Dropped(last, reason),))
    return replace(entry, checklist=replace(whole, sections=sections), base=base)


def core(names: Sequence[str] = CORE) -> list[Checklist]:
    return [built_in(name) for name in names]


def items(checklists: Iterable[Checklist]) -> list[Item]:
    return [item for checklist in checklists for item in checklist.items()]


def not_ready(policy_name: str = "launch") -> Assessment:
    """A realistic half-way sheet: gaps of every kind, notes in two languages, a waiver, facts answered no."""
    lists = core()
    answers: dict[str, Any] = {}
    pattern = ("met", "partial", "met", "unmet", "met", "met", "partial", "met", "met", "met", "unmet", None, "met")
    for index, item in enumerate(items(lists)):
        answers[item.id] = _sample(index, item, pattern[index % len(pattern)])
    answers = {name: value for name, value in answers.items() if value is not None}
    _waive(answers, lists)
    last = items(lists)[-1]
    answers[last.id] = {"answer": "n/a", "reason": "The pilot customer is briefed in person at every release."}
    missing = ("evidence/2.json",)
    told = {"llm": "yes", "personal-data": "yes", "agents": "no", "multi-tenant": "no", "trains-models": "no"}
    return assessment(
        answers,
        lists,
        policy=policy(policy_name),
        missing=missing,
        facts=told,
        subject={"version": "1.4.0", "commit": "4be91c7"},
    )


def all_met(*, waived: bool = False, policy_name: str = "launch") -> Assessment:
    """Every item met with a link; with `waived`, one critical gap stands under a waiver that ends soon."""
    lists = core((*CORE, "llm-safety"))
    everything = items(lists)
    answers: dict[str, Any] = {
        item.id: {"answer": "met", "evidence": [{"url": f"https://ci.example.org/runs/{n}", "title": f"Run {n}"}]}
        for n, item in enumerate(everything)
    }
    low = next(item for item in everything if item.severity in ("medium", "low"))
    answers[low.id] = {"answer": "unmet", "note": NOTES[3], "owner": "ines"}
    if waived:
        critical = next(item for item in everything if item.severity == "critical")
        answers[critical.id] = {"answer": "unmet", "owner": "dana", "due": "2026-12-05", "waiver": WAIVER}
    return assessment(answers, lists, policy=policy(policy_name))


def everything() -> Assessment:
    """Every built-in checklist, one of them an overlay, with frameworks, a rubric, and items left out in every way."""
    names = [name for name in builtin_checklists() if name != "security"]
    lists = core(("security", *names))
    pattern = ("met", "partial", "met", "unmet", "met", None, "met")
    answers = {i.id: _sample(n, i, pattern[n % len(pattern)]) for n, i in enumerate(items(lists))}
    answers["GOV-12"] = {"answer": "n/a", "reason": "Nothing has been retired yet.", "by": "liwei"}
    kept = {name: value for name, value in answers.items() if value is not None}
    told = {"llm": "yes", "personal-data": "yes", "users-in-eu": "yes", "agents": "no", "gpu-cluster": "no"}
    return assessment(
        kept,
        lists,
        policy=policy("launch"),
        facts=told,
        overlaid="security",
        frameworks_shown=("cn-tc260-003", "eu-ai-act", "gdpr", "nist-ai-rmf"),
    )


def no_policy() -> Assessment:
    """The half-way sheet, scored without a policy."""
    judged = not_ready()
    return assessment(judged.sheet.answers, core(), facts=judged.sheet.facts)


def unanswered(names: Sequence[str] = CORE) -> Assessment:
    """A fresh sheet."""
    return assessment({}, core(names), policy=policy("launch"), assessor=None)


def nothing_counted() -> Assessment:
    """Every item not applicable."""
    lists = core(("privacy",))
    answers = {i.id: {"answer": "n/a", "reason": "No model is served."} for i in items(lists)}
    return assessment(answers, lists, policy=policy("pilot"))


def many(lists: int = 30, each: int = 5, *, answered: bool = True, policy_name: str | None = "launch") -> Assessment:
    """A large sheet: the items of real checklists dealt into many checklists, half or all of them unanswered."""
    stock = items(core())
    checklists, answers, number = [], {}, 0
    for index in range(lists):
        prefix = chr(65 + index // 26) + "X" + chr(65 + index % 26)
        dealt = []
        for n in range(1, each + 1):
            model = stock[number % len(stock)]
            dealt.append(replace(model, id=f"{prefix}-{n:02d}", applies_when=None))
            number += 1
        original = built_in(CORE[index % len(CORE)])
        section = replace(original.sections[0], items=tuple(dealt))
        title = replace(
            original.title, en=f"{original.title.en} {index + 1}", zh_cn=f"{original.title.zh_cn} {index + 1}"
        )
        update = {"id": f"topic-{index + 1}", "prefix": prefix, "title": title, "sections": (section,)}
        checklists.append(replace(original, **update))
    for index, item in enumerate(items(checklists)):
        if answered and index % 2:
            answers[item.id] = _sample(index, item, ("met", "partial", "unmet")[index // 2 % 3])
    return assessment(answers, checklists, policy=policy(policy_name) if policy_name else None)


WAIVER = {
    "reason": "One pilot customer; every input is reviewed by hand, so drift would be seen within seven days.",
    "by": "hana",
    "granted": "2026-11-08",
    "until": "2026-11-30",
}


def _sample(index: int, item: Item, word: str | None) -> Any:
    if word is None:
        return None
    answer: dict[str, Any] = {"answer": word}
    if word != "met":
        answer["note"] = NOTES[index % len(NOTES)]
        if index % 3:
            answer["owner"] = OWNERS[index % len(OWNERS)]
            answer["due"] = (AS_OF + dt.timedelta(days=index * 3 - 12)).isoformat()
    if index % 4 == 0:
        answer["evidence"] = [
            {"url": f"https://ci.example.org/jobs/{index}", "title": "Scan job", "date": "2026-11-12"}
        ]
    elif index % 4 == 2:
        answer["evidence"] = [{"file": f"evidence/{index}.json"}]
    return answer


def _waive(answers: dict[str, Any], lists: Sequence[Checklist]) -> None:
    open_ = [i for i in items(lists) if i.id in answers and answers[i.id]["answer"] == "unmet"]
    answers[open_[1].id]["waiver"] = WAIVER
    if len(open_) > 2:
        answers[open_[2].id]["waiver"] = WAIVER | {"granted": "2026-08-01", "until": "2026-10-31"}


def _answer(value: Any) -> Answer:
    if isinstance(value, Answer):
        return value
    fields = {"answer": value} if isinstance(value, str) else dict(value)
    return validate(Answer, fields)


def _found(evidence: Evidence, missing: frozenset[str]) -> EvidenceResult:
    if evidence.url is not None:
        return EvidenceResult(evidence, evidence.url, "link")
    path = evidence.file or ""
    return EvidenceResult(evidence, path, "missing" if path in missing else "present", path)


def _pin(checklist: Checklist) -> Pin:
    major, minor = checklist.version.split(".")[:2]
    return Pin(id=checklist.id, major=int(major), minor=int(minor))


def _yaml(*parts: str) -> Any:
    return yaml.safe_load(asset(parts[0], *parts[1:]).read_text(encoding="utf-8"))  # type: ignore[arg-type]  # a kind of asset


SCRIPT = "<script>alert(1)</script>"
LONG = "x" * 10_000


def hostile() -> Assessment:
    """A sheet that tries to act: markup, script links, bidi marks, words without end, and a title made to break CSS."""
    lists = core(("privacy", "deployment"))
    names = [item.id for item in items(lists)]
    texts = (
        f'{SCRIPT}<img src=x onerror="alert(2)"></p></article></main>',
        f"{LONG} \u202eevil\u2066 \x07\x00",
        "</style></script><!--\n# heading\n- [x](javascript:alert(3))\n| a | b |\n1. @channel www.example.org",
        "{{ 7 * 7 }} {% raw %} ${alert(4)} `code`",
    )
    answers: dict[str, Any] = {}
    for index, name in enumerate(names):
        text = texts[index % len(texts)]
        answers[name] = {
            "answer": ("unmet", "partial", "met")[index % 3],
            "note": text,
            "owner": f'"><b>{index}</b>',
            "evidence": [
                {"url": "javascript:alert(5)", "title": text},
                {"url": 'https://example.org/"onmouseover="alert(6)', "title": LONG},
                {"file": f"evidence/{LONG}\u202e.json"},
            ],
        }
    answers[names[0]]["waiver"] = WAIVER | {"reason": texts[1], "by": SCRIPT}
    answers[names[1]] = {"answer": "n/a", "reason": texts[0] + LONG}
    system = f'{SCRIPT}"}}@page{{}}</style>\\\n{LONG}'
    return assessment(answers, lists, policy=policy("launch"), system=system, assessor=f"{SCRIPT}{LONG}")
