"""Assessments as a pull request has them: with a baseline, a trusted revision, tokens in every field, hostile text."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache

from markdown_it import MarkdownIt

import assessments
from gapsheet.core.compare import compare, snapshot_of
from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Comparison, Ignored, Moved, Trust, WaiverChange

COMMIT = "4be91c7" + "0" * 33
SOURCE = "main:services/claims/gapsheet.yaml"

TRUST = Trust(
    "main",
    COMMIT,
    True,
    (
        Ignored("waiver", "SEC-02", "new", None, "2026-12-01"),
        Ignored("waiver", "SEC-04", "longer", "2026-11-30", "2027-12-31"),
        Ignored("not-applicable", "PRI-03", "new", "unmet", "n/a"),
        Ignored("fact", "llm", "differs", "yes", "no"),
        Ignored("fact", "agents", "new", None, "yes"),
        Ignored("checklists", "privacy@1.0", "missing", "privacy@1.0", None),
        Ignored("checklists", "./mine.yaml", "new", None, "./mine.yaml@1.0"),
        Ignored("checklist-file", "checklists/mine.yaml", "differs"),
        Ignored("policy", "policy", "differs", "launch", None),
        Ignored("policy-file", "policies/ours.yaml", "missing"),
        Ignored("key", "people", "differs"),
    ),
)

_TURNED = {"met": "partial", "partial": "met", "unmet": "partial", "n/a": "met"}


@cache
def pull_request(slips: int = 3, rises: int = 2) -> Assessment:
    """A change that makes some items worse and some better, gives one another owner, and is held against main."""
    old = assessments.not_ready()
    answers = dict(old.sheet.answers)
    wanted = {"met": slips, "partial": rises}
    for name, answer in old.sheet.answers.items():
        if wanted.get(answer.answer or "", 0):
            wanted[answer.answer or ""] -= 1
            answers[name] = replace(answer, answer=_TURNED[answer.answer or ""])
    turned = {name for name, answer in answers.items() if answer.answer != old.sheet.answers[name].answer}
    handed = next(name for name, answer in answers.items() if answer.owner == "dana" and name not in turned)
    answers[handed] = replace(answers[handed], owner="hana")
    new = assessments.assessment(
        answers, assessments.core(), policy=assessments.policy("launch"), facts=old.sheet.facts
    )
    return replace(new, comparison=against(old, new), trust=TRUST)


def improved() -> Assessment:
    """A change that only makes items better, and passes."""
    old, new = assessments.not_ready(), assessments.all_met(waived=True)
    return replace(new, comparison=against(old, new))


def against(old: Assessment, new: Assessment) -> Comparison:
    """Compare as `gate --baseline` does."""
    then = snapshot_of(old, source=SOURCE, commit=COMMIT, day=dt.date(2026, 11, 1))
    return compare(then, snapshot_of(new, source=new.sheet_path))


# ---- a token in every field -------------------------------------------------------------------

ITEM_TOKENS = ("SEC-01", "SEC-02", "SEC-03", "TOKFACT", "TOKFILE")
QUIET_TOKENS = (
    "TOKNOTE",
    "TOKREASON",
    "TOKOWNER",
    "TOKNAME",
    "TOKURL",
    "TOKEVIDENCE",
    "TOKWHY",
    "TOKBY",
    "TOKASSESSOR",
    "TOKSUBJECT",
    "TOKAPPROVER",
    "TOKTRUSTED",
    "2031",
)


def told() -> Assessment:
    """A sheet with a token of its own in every field, and a comparison and a trusted revision that repeat them."""
    lists = assessments.core(("security",))
    evidence = [{"url": "https://TOKURL.example", "title": "TOKEVIDENCE"}, {"file": "TOKEVIDENCE/x.json"}]
    waiver = assessments.WAIVER | {"reason": "TOKWHY", "by": "TOKBY"}
    both = {"note": "TOKNOTE", "owner": "TOKOWNER", "due": "2031-07-09", "evidence": evidence}
    answers = {
        "SEC-01": both | {"answer": "unmet"},
        "SEC-02": both | {"answer": "partial", "waiver": waiver},
        "SEC-03": {"answer": "n/a", "reason": "TOKREASON", "by": "TOKBY"},
        "SEC-04": both | {"answer": "unmet", "waiver": waiver | {"until": "2026-11-10"}},
        "SEC-05": both | {"answer": "met"},
    }
    judged = assessments.assessment(
        answers,
        lists,
        policy=assessments.policy("launch"),
        assessor="TOKASSESSOR",
        people={"TOKOWNER": "TOKNAME", "TOKBY": "TOKAPPROVER"},
        subject={"version": "TOKSUBJECT", "commit": "TOKSUBJECT"},
    )
    met = {name: {"answer": "met"} for name in answers}
    compared = against(assessments.assessment(met, lists), judged)
    statement = lists[0].items()[5].statement
    moved = (
        Moved("SEC-06", "owner", "TOKOWNER", "TOKBY", statement),
        Moved("SEC-06", "due", "2031-07-09", None, statement, 3),
    )
    granted = (WaiverChange("SEC-02", "granted", dt.date(2026, 11, 30), statement),)
    ignored = (
        Ignored("waiver", "SEC-02", "differs", "TOKBY, 2031-07-09, TOKTRUSTED", "TOKBY, 2031-07-09, TOKWHY"),
        Ignored("fact", "TOKFACT", "differs", "yes", "no"),
        Ignored("checklist-file", "TOKFILE", "differs"),
    )
    return replace(
        judged,
        comparison=replace(compared, moved=moved, waivers=granted),
        trust=Trust("main", COMMIT, True, ignored),
    )


# ---- hostile text -----------------------------------------------------------------------------

FORGED = (
    "fine\n::error file=x::forged",
    "\r\n::set-output name=verdict::ready",
    "\n::stop-commands::token\n::add-mask::x",
    "%0A::error::forged%0D",
    "\u2028::warning::forged\x85::notice::forged",
    "##[error]forged ##vso[task.complete result=Succeeded]",
    "</summary></details><script>alert(1)</script><!-- gapsheet:comment:0 -->",
    "| a | b |\n|---|---|\n[x](https://evil.example) ![i](https://evil.example/i.png)",
    "@octocat @org/team #123 GH-45 org/repo#6 :white_check_mark: `code` **bold** ~~gone~~",
    "<https://evil.example> https://evil.example www.evil.example a@evil.example \\",
    "\\`code` \\| *slanted* _slanted_ \\\\|",
    "\u202eevil\u2066 ```\n# heading\n- [ ] task $$x$$",
)


def forging() -> Assessment:
    """A sheet, a comparison and a trusted revision whose every text tries to act."""
    lists = assessments.core(("security",))
    answers = {}
    for index, item in enumerate(lists[0].items()):
        text = FORGED[index % len(FORGED)]
        answers[item.id] = {
            "answer": ("unmet", "partial", "met")[index % 3],
            "note": text,
            "owner": text,
            "due": "2026-12-05",
            "evidence": [{"url": "https://evil.example", "title": text}],
        }
    names = list(answers)
    answers[names[0]]["waiver"] = assessments.WAIVER | {"reason": FORGED[0], "by": FORGED[8]}
    people = {text: f"{text} {text}" for text in FORGED}
    judged = assessments.assessment(
        answers, lists, policy=assessments.policy("launch"), system="".join(FORGED), people=people
    )
    items = [replace(result, item=replace(result.item, statement=_text(n))) for n, result in enumerate(judged.items())]
    judged = replace(judged, checklists=(replace(judged.checklists[0], items=tuple(items), title=_text(7)),))
    before = {name: {"answer": "met"} for name in names}
    compared = against(assessments.assessment(before, lists), judged)
    old = replace(compared.old, source="".join(FORGED), commit="\n::error::x")
    changes = tuple(replace(c, statement=_text(n)) for n, c in enumerate(compared.changes))
    moved = tuple(Moved("SEC-06", "owner", text, text, _text(0)) for text in FORGED)
    ignored = tuple(Ignored("fact", text, "differs", text, text) for text in FORGED)
    return replace(
        judged,
        sheet_path="a,b:c%\n::error::forged/gapsheet.yaml",
        comparison=replace(compared, old=old, changes=changes, moved=moved),
        trust=Trust("\n::error::forged" + FORGED[8], COMMIT, True, ignored),
    )


def _text(index: int):
    text = FORGED[index % len(FORGED)]
    return replace(assessments.facts().facts[0].title, en=text, zh_cn=text)


def long(items: int = 185) -> Assessment:
    """A sheet as large as they come, its notes of 10,000 characters that each need an escape."""
    judged = assessments.many(items // 5, 5, answered=True)
    answers = {
        name: replace(answer, note="*<|_" * 2500, owner="x" * 10_000) for name, answer in judged.sheet.answers.items()
    }
    lists = [replace(entry.item, id=entry.id) for entry in judged.items()]
    assert len(lists) == items
    found = [
        replace(c, items=tuple(replace(i, answer=answers.get(i.id, i.answer)) for i in c.items))
        for c in judged.checklists
    ]
    return replace(judged, checklists=tuple(found), sheet=replace(judged.sheet, answers=answers))


# ---- reading Markdown as a CommonMark parser does ---------------------------------------------

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ACTS = {
    "link_open",
    "image",
    "code_inline",
    "em_open",
    "s_open",
    "html_inline",
    "fence",
    "code_block",
    "blockquote_open",
}


def tokens(text: str):
    """Return every token of a document, those within lines too."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def points(text: str) -> Decimal:
    """Return a change as it is shown."""
    return Decimal(text.replace("−", "-").replace("+", ""))  # the minus that is shown
