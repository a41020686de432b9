"""Two assessments side by side (`product.md` sections 4 and 5): pure, exact, and the same from either direction.

Only items that both judge are compared. What an item is worth follows its credit: met 1, partly met 1/2, not met and
not answered 0, and a claim that its evidence contradicts 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gapsheet.core.score import cut_share
from gapsheet.model.assessment import Assessment, ChecklistResult, ItemResult
from gapsheet.model.base import SEVERITIES
from gapsheet.model.comparison import (
    KINDS,
    BridgeStep,
    Change,
    ChecklistChange,
    Comparison,
    Kind,
    Mark,
    Moved,
    Snapshot,
    SnapshotChecklist,
    WaiverChange,
)
from gapsheet.model.verdict import Verdict


def snapshot_of(
    assessment: Assessment,
    *,
    source: str,
    commit: str | None = None,
    day: date | None = None,
    verdict: Verdict | None = None,
    policy: str | None = None,
) -> Snapshot:
    """Return an assessment reduced to what can be compared; rubrics that stand alone take no part.

    `day` is its day unless another is given; `verdict` and `policy` are those of its gate, where it has one.
    """
    gate = assessment.gate
    return Snapshot(
        source=source,
        commit=commit,
        date=day or assessment.as_of,
        score=assessment.numbers.score,
        verdict=gate.verdict if gate else verdict,
        policy=gate.policy if gate else policy,
        open=assessment.numbers.counts.open,
        checklists=tuple(_checklist(result) for result in assessment.checklists),
        marks=tuple(_mark(item) for item in assessment.items()),
        system=assessment.sheet.system,
        lang=assessment.sheet.lang,
    )


def _checklist(result: ChecklistResult) -> SnapshotChecklist:
    return SnapshotChecklist(
        result.id, result.version, result.pinned, result.numbers.score, result.title, own=result.path is not None
    )


def _mark(item: ItemResult) -> Mark:
    answer, waiver = item.answer, item.waiver
    return Mark(
        id=item.id,
        checklist=item.checklist,
        severity=item.severity,
        weight=item.weight,
        state=item.state,
        credit=item.credit,
        assurance=item.assurance,
        waived=item.waived,
        open=item.open,
        owner=answer.owner if answer else None,
        due=answer.due if answer else None,
        waiver=(waiver.state, waiver.until) if waiver else None,
        evidence=sum(piece.status != "missing" for piece in item.evidence),
        statement=item.item.statement,
        line=item.line,
    )


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what changed from `old` to `new`, and what each change did to the score."""
    pairs = _pairs(old, new)
    alike = like_for_like(old, new)
    changed = [(kind, pair) for pair in pairs if (kind := _kind(pair)) is not None]
    changes, bridge = _walk(pairs, changed)
    shared = [pair for pair in pairs if pair.old and pair.new]
    before = old.score if alike else _score(pair.old_as_weighed_now for pair in shared)
    after = new.score if alike else _score(pair.new for pair in shared)
    moved = tuple(row for pair in _in_order(shared) if _kind(pair) is None for row in _moved(pair))
    same = sum(_kind(pair) is None for pair in shared) - len({row.id for row in moved})
    return Comparison(
        old=old,
        new=new,
        like_for_like=alike,
        shared=len(shared),
        old_score=before,
        new_score=after,
        change=None if before is None or after is None else after - before,
        changes=changes,
        worse=tuple(pair.id for pair in _in_order(pairs) if _worse(pair, old, new)),
        bridge=bridge,
        moved=moved,
        waivers=tuple(row for pair in _in_order(shared) if (row := _waiver(pair)) is not None),
        checklists=_checklists(old, new),
        unchanged=same,
    )


def like_for_like(old: Snapshot, new: Snapshot) -> bool:
    """Tell whether two snapshots judge the same items by the same weights, under the same major versions."""
    majors = [{entry.id: entry.major for entry in one.checklists} for one in (old, new)]
    weights = [{mark.id: (mark.checklist, mark.weight) for mark in one.marks} for one in (old, new)]
    return majors[0] == majors[1] and weights[0] == weights[1]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One item then and now; one of the two may be absent, never both."""

    old: Mark | None
    new: Mark | None

    @property
    def one(self) -> Mark:
        """The item as it is now, else as it was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a pair has at least one side")
        return found

    @property
    def id(self) -> str:
        """The item's id."""
        return self.one.id

    @property
    def old_as_weighed_now(self) -> Mark | None:
        """The old answer under today's weight, so that a difference is one of answers."""
        return replace(self.old, weight=self.new.weight) if self.old and self.new else self.old


def _pairs(old: Snapshot, new: Snapshot) -> list[_Pair]:
    before = {mark.id: mark for mark in old.marks}
    after = {mark.id: mark for mark in new.marks}
    return [_Pair(before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before))]


def _in_order(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Return pairs most severe first, then by id."""
    return sorted(pairs, key=lambda pair: (SEVERITIES.index(pair.one.severity), pair.id))


def _kind(pair: _Pair) -> Kind | None:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return "new" if old is None else "removed"
    if old.counted != new.counted:
        return "set-aside" if old.counted else "taken-up"
    if not new.counted:
        return None
    if old.credit != new.credit:
        return "slipped" if new.credit < old.credit else "improved"
    return "reweighted" if old.weight != new.weight else None


def _worse(pair: _Pair, old: Snapshot, new: Snapshot) -> bool:
    """Tell whether an item went down, was set aside, or is gone.

    Gone with a new major version of a checklist that comes with Gapsheet is not: that version judges other things, and
    no change under review wrote it.
    """
    kind = _kind(pair)
    if kind != "removed" or pair.old is None:
        return kind in ("slipped", "set-aside")
    shipped = [{entry.id: entry.major for entry in one.checklists if not entry.own} for one in (old, new)]
    name = pair.old.checklist
    return pair.old.counted and not (all(name in one for one in shipped) and shipped[0][name] != shipped[1][name])


# ---- what each change did to the score ----------------------------------------------------------------------------


class _Running:
    """The score while changes are applied one by one: half points earned, and weight counted."""

    def __init__(self, marks: Iterable[Mark | None]) -> None:
        self.earned = self.weight = 0
        for mark in marks:
            self.add(mark, 1)

    def add(self, mark: Mark | None, sign: int) -> None:
        """Count an item in (1) or out (-1); one that does not count changes nothing."""
        if mark is not None and mark.counted:
            self.earned += sign * int(2 * mark.weight * mark.credit)
            self.weight += sign * mark.weight

    @property
    def shown(self) -> Decimal | None:
        """The score shown now."""
        return cut_share(self.earned, self.weight) if self.weight else None


def _score(marks: Iterable[Mark | None]) -> Decimal | None:
    return _Running(marks).shown


def _walk(
    pairs: Sequence[_Pair], changed: Sequence[tuple[Kind, _Pair]]
) -> tuple[tuple[Change, ...], tuple[BridgeStep, ...]]:
    """Return every change with its effect, and the steps from the old score to the new."""
    running = _Running(pair.old for pair in pairs)
    changes: list[Change] = []
    bridge: list[BridgeStep] = []
    for kind in KINDS:
        start = running.shown
        mine = _in_order(pair for name, pair in changed if name == kind)
        for pair in mine:
            before = running.shown
            running.add(pair.old, -1)
            running.add(pair.new, 1)
            changes.append(_change(kind, pair, _difference(before, running.shown)))
        if mine:
            end = running.shown
            bridge.append(BridgeStep(kind, len(mine), _difference(start, end), start, end))
    return tuple(changes), tuple(bridge)


def _difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else after - before


def _change(kind: Kind, pair: _Pair, effect: Decimal | None) -> Change:
    one = pair.one
    return Change(
        id=one.id,
        checklist=one.checklist,
        severity=one.severity,
        kind=kind,
        old=pair.old.state if pair.old else None,
        new=pair.new.state if pair.new else None,
        effect=effect,
        statement=one.statement,
        line=pair.new.line if pair.new else None,
    )


# ---- what else is different ----------------------------------------------------------------------------------------


def _moved(pair: _Pair) -> list[Moved]:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return []
    rows = []
    if old.state != new.state:
        rows.append(Moved(new.id, "answer", old.state, new.state, new.statement))
    elif old.assurance != new.assurance:
        rows.append(Moved(new.id, "assurance", old.assurance, new.assurance, new.statement))
    if old.owner != new.owner:
        rows.append(Moved(new.id, "owner", old.owner, new.owner, new.statement))
    if old.due != new.due:
        rows.append(Moved(new.id, "due", _iso(old.due), _iso(new.due), new.statement))
    return rows


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_STANDS = ("in-force", "not-yet")


def _waiver(pair: _Pair) -> WaiverChange | None:
    """Return what became of an item's waiver, or None when nothing did."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return None
    was = old.waiver if old.waiver and old.waiver[0] in _STANDS else None
    now = new.waiver if new.waiver and new.waiver[0] in _STANDS else None
    if now is not None:
        if was is None:
            return WaiverChange(new.id, "granted", now[1], new.statement)
        if was[1] == now[1]:
            return None
        return WaiverChange(new.id, "extended" if now[1] > was[1] else "shortened", now[1], new.statement)
    if was is None:
        return None
    if new.waiver is not None and new.waiver[0] == "expired":
        return WaiverChange(new.id, "expired", new.waiver[1], new.statement)
    closed = not new.counted or new.credit == 1
    return WaiverChange(new.id, "closed" if closed else "withdrawn", was[1], new.statement)


def _checklists(old: Snapshot, new: Snapshot) -> tuple[ChecklistChange, ...]:
    before: Mapping[str, SnapshotChecklist] = {entry.id: entry for entry in old.checklists}
    after: Mapping[str, SnapshotChecklist] = {entry.id: entry for entry in new.checklists}
    rows = []
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name), after.get(name)
        alike = was is not None and now is not None and was.major == now.major
        title = (now and now.title) or (was and was.title) or None
        scores = (was.score if was else None, now.score if now else None)
        change = _difference(*scores) if alike else None
        pins = (was.pinned if was else None, now.pinned if now else None)
        rows.append(ChecklistChange(name, title, *pins, *scores, change))
    return tuple(rows)
