"""Assessments for the tests of formats for machines: both examples, invented sheets in every state, hostile text."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import assessments
import comparisons
from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.core.assess import ChecklistInput, PolicyInput, SheetInput, assess
from gapsheet.model.assessment import Assessment, EvidenceResult
from gapsheet.model.comparison import NothingToCompare, Snapshot
from gapsheet.model.policy import Rules
from strategies import World, policy_of

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT.parent / "shared" / "schemas"
EXAMPLES = ("claims-copilot", "smart-support")

HOSTILE = (
    "]]> <![CDATA[ </failure></testcase> <!-- --> <?xml ?> &amp; &#x202e; \" '",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\x85\ufffe\uffff\ud800\udfff",
    "\u202eevil\u2066\u200f\u200b\ufeff",
    "one\n::error::two\r\n##[error]three\t\u2028four",
    "y" * 10_000,
    "[[ATTACHMENT|/etc/passwd]] @team #1 `code` [x](javascript:alert(1)) | a |",
)


@cache
def example(name: str) -> Assessment:
    """Return one of the examples, judged by its own policy with its own evidence, as if it stood alone."""
    folder = ROOT / "examples" / name
    loaded = open_sheet(str(folder / "gapsheet.yaml"), folder)
    found = judge(loaded, as_of=assessments.AS_OF, version="0.1.0", cwd=folder, policy=None, required=True)
    assert isinstance(found, Judged)
    return replace(found.assessment, sheet_path="gapsheet.yaml")


def hostile() -> Assessment:
    """Return a sheet with every text of `HOSTILE` wherever a sheet may write one."""
    lists = assessments.core(("privacy", "deployment"))
    answers: dict[str, Any] = {}
    for index, item in enumerate(assessments.items(lists)):
        text = HOSTILE[index % len(HOSTILE)]
        answers[item.id] = {
            "answer": ("unmet", "partial", "met", "n/a")[index // len(HOSTILE) % 4],
            "note": text,
            "reason": text,
            "owner": text,
            "due": "2026-12-01",
            "evidence": [{"file": f"{text}.json", "title": text}, {"url": f"https://e.example/{text}"}],
        }
        if index % 3 == 0:
            answers[item.id]["waiver"] = assessments.WAIVER | {"reason": text, "by": text}
    found = assessments.assessment(
        answers,
        lists,
        policy=assessments.policy("launch"),
        system="".join(HOSTILE),
        assessor=HOSTILE[0],
        missing=[f"{HOSTILE[1]}.json", f"{HOSTILE[4]}.json"],
        people={HOSTILE[3]: "".join(HOSTILE)},
    )
    return replace(found, sheet_path="evil\u202e\n::error::/]]>/gapsheet.yaml")


@cache
def compared() -> Assessment:
    """Return the half-way sheet under rules that look at a baseline, where all was met and one more checklist there."""
    now = assessments.not_ready()
    return reassessed(now, Rules(max_drop=Fraction(0), no_item_worse=True), comparisons.old_side(assessments.all_met()))


def reassessed(now: Assessment, rules: Rules, baseline: Snapshot | NothingToCompare) -> Assessment:
    source = SheetInput(
        now.sheet,
        now.sheet_path,
        now.sheet_sha256,
        {item.id: item.line for item in now.items() if item.line},
        {item.id: item.evidence for item in now.items()},
        {},
    )
    inputs = [
        ChecklistInput(assessments.built_in(entry.id), entry.sha256, None, entry.pinned) for entry in now.checklists
    ]
    policy = PolicyInput(policy_of(rules), now.sheet_sha256, None)
    return assess(
        source, inputs, assessments.facts(), as_of=now.as_of, version="0.1.0", policy=policy, baseline=baseline
    )


def contradicting(world: World) -> World:
    """Return the world with the evidence of its first answered item missing and of the second contradicting."""
    evidence, checked, names = dict(world.evidence), dict(world.checked), list(world.sheet.answers)
    for name in names[:1]:
        piece = assessments.Evidence(file="gone.json")
        evidence[name] = (EvidenceResult(piece, "gone.json", "missing", "gone.json"),)
        checked.pop(name, None)
    for name in names[1:2]:
        checked[name] = "contradicted"
    return replace(world, evidence=evidence, checked=checked)


SAMPLES = {
    **{name: (lambda name=name: example(name)) for name in EXAMPLES},
    "not-ready": assessments.not_ready,
    "ready": assessments.all_met,
    "waivers": lambda: assessments.all_met(waived=True),
    "unanswered": assessments.unanswered,
    "nothing-counted": assessments.nothing_counted,
    "no-policy": assessments.no_policy,
    "everything": assessments.everything,
    "compared": compared,
    "hostile": hostile,
    "hostile-page": assessments.hostile,
}
