"""Histories for tests of renderers: the past of one invented sheet, in every shape that a past can have."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha1
from typing import Any

from gapsheet.model.history import History, Point

AS_OF = dt.date(2026, 11, 18)
CORE = ("security@1.0", "privacy@1.0", "deployment@1.0", "drift@1.0", "update@1.0")
OLD = ("security@0.9", *CORE[1:])
PATH = "services/claims/gapsheet.yaml"
SCRIPT = "<script>alert(1)</script>"


def commit(name: object) -> str:
    return sha1(str(name).encode(), usedforsecurity=False).hexdigest()


def point(date: dt.date, score: str | None, verdict: str | None = "not-ready", **more: Any) -> Point:
    """A judged point; `change` is left out, `history` fills it in."""
    shown = None if score is None else Decimal(score)
    fields: dict[str, Any] = {
        "commit": commit(f"{date} {score} {sorted(more)}"),
        "path": PATH,
        "date": date,
        "score": shown,
        "change": None,
        "verdict": verdict,
        "policy": "launch" if verdict else None,
        "open": 0 if verdict == "ready" else 13,
        "blockers": 2 if verdict == "not-ready" else 0,
        "answered": 60,
        "in_scope": 63,
        "checklists": CORE,
        "new_checklists": False,
    }
    return Point(**fields | more)


def problem(date: dt.date, kind: str = "broken", mistakes: int = 3, **more: Any) -> Point:
    """A point that could not be judged."""
    nothing = dict.fromkeys(("score", "change", "verdict", "policy", "open", "blockers", "answered", "in_scope"))
    fields: dict[str, Any] = {"commit": commit(f"{date} {kind}"), "path": PATH, "date": date, "checklists": ()}
    fields |= nothing | {"new_checklists": False, "problem": kind, "mistakes": mistakes if kind == "broken" else 0}
    return Point(**fields | more)


def history(oldest_first: Sequence[Point], **more: Any) -> History:
    """A history of these points: changes worked out, the checklists of neighbours compared."""
    points: list[Point] = []
    before: Point | None = None
    for one in oldest_first:
        if before is not None and not one.problem:
            other = one.new_checklists or one.checklists != before.checklists
            both = one.score is not None and before.score is not None and not other
            one = replace(one, new_checklists=other, change=one.score - before.score if both else None)
        points.append(one)
        before = before if one.problem else one
    fields: dict[str, Any] = {"source": PATH, "system": "Claims Copilot", "as_of": AS_OF, "gapsheet": "0.1.0"}
    return History(**fields | {"points": tuple(reversed(points))} | more)


def days(*ago: int) -> list[dt.date]:
    return [AS_OF - dt.timedelta(days=days) for days in ago]


def quarters() -> History:
    """The sample of the contract, and a little more: a rename, a broken revision, a change of checklists."""
    a, b, c, d, e, f, g = days(420, 330, 260, 191, 150, 90, 0)
    return history(
        [
            point(a, "31.2", policy="pilot", checklists=OLD, path="gapsheet.yaml", open=31, blockers=9),
            point(b, "35", policy="pilot", checklists=OLD, path="gapsheet.yaml", open=29, blockers=8),
            point(c, "42.8", checklists=OLD, open=20, blockers=5),
            problem(d),
            point(e, "46.1", checklists=OLD, open=19, blockers=5),
            point(f, "51", open=17, blockers=3),
            point(g, "62.2", open=13),
        ]
    )


def upwards() -> History:
    """Through every verdict to ready, with a fall on the way."""
    verdicts = ("not-ready", "not-ready", "not-ready", "ready-with-waivers", "not-ready", "ready-with-waivers", "ready")
    scores = ("48.1", "55.5", "66.2", "71.9", "68", "78.4", "91.7")
    dates = days(300, 251, 190, 120, 95, 41, 3)
    return history([point(*three) for three in zip(dates, scores, verdicts, strict=True)])


def many(count: int = 300) -> History:
    """A long past: slow rise, falls, broken revisions, two changes of checklists."""
    points = []
    for n in range(count):
        date = AS_OF - dt.timedelta(days=(count - 1 - n) * 3 // 2)
        score = Decimal(20 + n * 60 // count) + Decimal(n * 37 % 11) - Decimal(n % 7) / 10
        verdict = "not-ready" if score < 62 else "ready-with-waivers" if score < 76 else "ready"
        lists = OLD if n < count // 3 else CORE if n < count * 3 // 4 else (*CORE, "llm-safety@1.0")
        if n in (count // 4, count // 4 + 1, count // 2):
            points.append(problem(date, commit=commit(n)))
        else:
            points.append(point(date, str(score), verdict, checklists=lists, commit=commit(n), open=60 - n // 6))
    return history(points)


def one() -> History:
    return history([point(AS_OF, "62.2")])


def two() -> History:
    return history([point(days(200)[0], "51"), point(days(30)[0], "62.2", "ready-with-waivers")])


def same_day() -> History:
    """Twelve revisions on one day, which is today."""
    scores = (20, 24, 24, 31, 38, 36, 47, 52, 52, 58, 66, 72)
    verdict = ["not-ready"] * 10 + ["ready-with-waivers", "ready"]
    return history([point(AS_OF, str(s), v, commit=commit(n)) for n, (s, v) in enumerate(zip(scores, verdict))])  # noqa: B905 - as long


def no_scores() -> History:
    """Nothing was ever counted."""
    return history([point(date, None, "cannot-be-judged", open=0) for date in days(90, 40, 0)])


def all_broken() -> History:
    kinds = ("broken", "unreadable", "broken", "gone")
    return history([problem(date, kind) for date, kind in zip(days(90, 60, 30, 0), kinds, strict=True)])


def newest_broken() -> History:
    return history([*(point(date, "51", open=17) for date in days(60, 30)), problem(AS_OF, mistakes=1)])


def removed() -> History:
    return history([point(days(60)[0], "51"), point(days(30)[0], "55"), problem(days(10)[0], "gone")])


def no_policy() -> History:
    return history([point(date, str(40 + n * 9), None) for n, date in enumerate(days(90, 60, 30, 0))])


def saved() -> History:
    """A folder of saved results, for people without git."""
    points = [
        point(date, str(30 + n * 8), commit=None, path=f"{date}.json") for n, date in enumerate(days(120, 80, 40))
    ]
    return history(points, source="snapshots", skipped=("notes.json", "package.json"))


def often_changed() -> History:
    """Checklists that change at every revision."""
    lists = [(*CORE[: 1 + n % 5], f"fintech@1.{n}") for n in range(12)]
    return history(
        [point(AS_OF - dt.timedelta(days=(11 - n) * 20), str(40 + n * 3), checklists=lists[n]) for n in range(12)]
    )


def hostile() -> History:
    """Names that try to act."""
    bad = f"::error::\u202e{SCRIPT}\n# x"
    lists = (f"{SCRIPT}@1.0", "=cmd|' /C calc'!A0@1.0", "a" * 300 + "@2.0")
    points = [
        point(days(40)[0], "40", policy=bad, path=f"old/{bad}.yaml"),
        point(days(30)[0], "45", policy=SCRIPT, path="x" * 4000, checklists=lists),
        problem(days(20)[0], path=f"{SCRIPT}"),
        point(days(10)[0], "50", checklists=lists, path=bad),
    ]
    return history(points, source=f"{bad}{'y' * 4000}", system=f'{SCRIPT}"}}@page{{}}</style>\\\n{"z" * 4000}\u2066')


ALL = {
    "quarters": quarters,
    "upwards": upwards,
    "many": many,
    "one": one,
    "two": two,
    "same-day": same_day,
    "no-scores": no_scores,
    "all-broken": all_broken,
    "newest-broken": newest_broken,
    "removed": removed,
    "no-policy": no_policy,
    "saved": saved,
    "often-changed": often_changed,
    "hostile": hostile,
}
