"""A sheet, and what is compared with it, without people, links or notes: what is judged then can show none of them.

Every person gets a handle like `person-1`, by first appearance, and a name like "Person 1", so that one person stays
one. What is gone leaves a word in its place: that something was said is part of the record, and is counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gapsheet.core.redact_texts import Texts, mark, spellings, standing_in
from gapsheet.model.answers import ANSWER_WORDS, Answer, AnswerSheet, Evidence, Subject, Waiver
from gapsheet.model.assessment import EvidenceResult
from gapsheet.model.comparison import Ignored, NothingToCompare, Snapshot, Trust
from gapsheet.model.people import People
from gapsheet.model.record import Review, Scope, Statement
from gapsheet.model.redaction import Redaction


@dataclass(frozen=True, slots=True)
class Redacted:
    """What is judged in place of a sheet; `files` are the real paths of evidence by what stands for them."""

    sheet: AnswerSheet
    evidence: dict[str, tuple[EvidenceResult, ...]]
    files: dict[str, str]
    baseline: Snapshot | NothingToCompare | None
    trust: Trust | None


def redacted(
    sheet: AnswerSheet,
    evidence: Mapping[str, tuple[EvidenceResult, ...]],
    redaction: Redaction,
    *,
    baseline: Snapshot | NothingToCompare | None = None,
    trust: Trust | None = None,
    change: AnswerSheet | None = None,
) -> Redacted:
    """Return a sheet, its evidence (looked up before), its baseline and its trust with the parts taken out.

    `change` is the sheet of which `trust` says what did not count. Pure; doing it twice changes nothing more.
    """
    owners = [mark.owner for mark in baseline.marks if mark.owner] if isinstance(baseline, Snapshot) else []
    people = _Who(sheet, redaction, change, owners) if "people" in redaction.parts else None
    without = _Without(sheet, redaction, people, (piece.target for found in evidence.values() for piece in found))
    clean = without.sheet(sheet)
    found = {item: tuple(map(without.result, pieces)) for item, pieces in evidence.items()}
    files = {
        now.target: was.path
        for item, pieces in evidence.items()
        for was, now in zip(pieces, found[item], strict=True)
        if was.path is not None
    }
    if isinstance(baseline, Snapshot):
        marks = tuple(replace(mark, owner=without.person(mark.owner)) for mark in baseline.marks)
        baseline = replace(baseline, system=without.text(baseline.system), marks=marks)
    if trust is not None:
        told = (without.ignored(entry, sheet, change or sheet) for entry in trust.ignored)
        trust = replace(trust, ignored=tuple(told))
    return Redacted(clean, found, files, baseline, trust)


class _Who:
    """The people of a report: who is which number, and every spelling of a name with what stands for it."""

    def __init__(
        self, sheet: AnswerSheet, redaction: Redaction, change: AnswerSheet | None, owners: Iterable[str]
    ) -> None:
        self.names = {**(change.people if change else {}), **sheet.people}
        self._people = People(replace(sheet, people=self.names))
        self._numbers: dict[str, int] = {}
        self._spelled: dict[str, str] = {}
        self._langs, self.lost = redaction.langs, mark(redaction.langs, "text")
        for handle in (*_handles(sheet), *sheet.people, *(_handles(change) if change else ()), *self.names, *owners):
            self._add(handle)
        pieces = (*sheet.evidence.values(), *(piece for answer in sheet.answers.values() for piece in answer.evidence))
        for collector in (piece.collected_by for piece in pieces):
            if collector and collector != self.lost and self._people.key(collector) not in self._numbers:
                for spelling in spellings(collector):
                    self._spelled.setdefault(spelling, self.lost)

    def _add(self, handle: str) -> None:
        number = self._numbers.setdefault(self._people.key(handle), len(self._numbers) + 1)
        for name in (handle, self.names.get(handle)):
            for spelling in spellings(name) if name else ():
                self._spelled.setdefault(spelling, self._shown(number))

    def _shown(self, number: int) -> str:
        return standing_in(self._langs, "person", n=number)

    def handle(self, name: str) -> str:
        """Return the handle that stands for a person, or the mark for a name that is nobody's of the sheet."""
        number = self._numbers.get(self._people.key(name))
        return self.lost if number is None else f"person-{number}"

    def everybody(self) -> dict[str, str]:
        """Return the names shown, by handle."""
        return {f"person-{number}": self._shown(number) for number in self._numbers.values()}

    def spelled(self) -> dict[str, str]:
        """Return what stands for each spelling of a name."""
        return dict(self._spelled)


class _Without:
    """The parts of a sheet, each without what must go; `shown` are the addresses that a report shows without that."""

    def __init__(self, sheet: AnswerSheet, redaction: Redaction, who: _Who | None, shown: Iterable[str]) -> None:
        langs, parts = redaction.langs, redaction.parts
        self._who, self._langs = who, langs
        self._gone = mark(langs, "text") if "notes" in parts else None
        self._links = mark(langs, "link") if "links" in parts else None
        mails, lost = (mark(langs, "mail") if who else None), mark(langs, "text")
        spelled = who.spelled() if who else {}
        self._names = Texts(spelled, mails=mails, links=None, lost=lost)
        self._texts = Texts(spelled, mails=mails, links=self._links, known=_addresses(sheet), lost=lost)
        self._pieces: dict[Evidence, Evidence] = {}
        self._made: set[Evidence] = set()
        self._labels: dict[tuple[str | None, str | None, str | None], str] = {}
        self._untitled = 0
        self._taken = set(shown)
        self._register: dict[str, str] = {}
        names: set[str] = set()
        for name in sheet.evidence:
            self._register[name] = _unlike(self._texts.clean(name), names)
            names.add(self._register[name])

    def sheet(self, sheet: AnswerSheet) -> AnswerSheet:
        """Return the whole sheet."""
        register = {self._register[name]: self.piece(piece) for name, piece in sheet.evidence.items()}
        return replace(
            sheet,
            system=self.text(sheet.system),
            organisation=self.maybe(sheet.organisation),
            assessor=self.person(sheet.assessor),
            participants=tuple(self._person(name) for name in sheet.participants),
            subject=self._subject(sheet.subject) if sheet.subject else None,
            scope=self._scope(sheet.scope) if sheet.scope else None,
            assumptions=tuple(map(self.text, sheet.assumptions)),
            statement=self._statement(sheet.statement) if sheet.statement else None,
            signoff=tuple(replace(entry, name=self.person(entry.name)) for entry in sheet.signoff),
            classification=self.maybe(sheet.classification),
            distribution=self.maybe(sheet.distribution),
            evidence=register,
            answers={item: self._answer(answer) for item, answer in sheet.answers.items()},
            people=sheet.people if self._who is None else self._who.everybody(),
        )

    def text(self, text: str) -> str:
        """Return a text that stays, without names and addresses."""
        return self._texts.clean(text)

    def maybe(self, text: str | None) -> str | None:
        """Return a text that stays, or None."""
        return None if text is None else self.text(text)

    def person(self, name: str | None) -> str | None:
        """Return who stands for a person, or None."""
        return None if name is None else self._person(name)

    def _person(self, name: str) -> str:
        return name if self._who is None or not name else self._who.handle(name)

    def _note(self, text: str | None) -> str | None:
        return self.maybe(text) if self._gone is None or text is None else self._gone

    def _subject(self, subject: Subject) -> Subject:
        """Return what was assessed, without names; its addresses stay, for they say what it is."""
        said = (subject.version, subject.commit, subject.image, subject.environment)
        version, commit, image, environment = (self._names.clean(text) if text else text for text in said)
        models = tuple(map(self._names.clean, subject.models))
        return Subject(version=version, commit=commit, image=image, models=models, environment=environment)

    def _scope(self, scope: Scope) -> Scope:
        inside, out = (tuple(map(self.text, part)) for part in (scope.in_, scope.out))
        return Scope(text=self.maybe(scope.text), in_=inside, out=out)

    def _statement(self, said: Statement) -> Statement:
        return replace(said, text=self.maybe(said.text), name=self.person(said.name), role=self.maybe(said.role))

    def _answer(self, answer: Answer) -> Answer:
        return replace(
            answer,
            note=self._note(answer.note),
            reason=self.maybe(answer.reason),
            evidence=tuple(map(self.piece, answer.evidence)),
            owner=self.person(answer.owner),
            waiver=self._waiver(answer.waiver) if answer.waiver else None,
            by=self.person(answer.by),
            population=self._note(answer.population),
            sample=self._note(answer.sample),
            exceptions=self._note(answer.exceptions),
            reviewed=self._review(answer.reviewed) if answer.reviewed else None,
        )

    def _waiver(self, waiver: Waiver) -> Waiver:
        return replace(
            waiver,
            reason=self.text(waiver.reason),
            by=self._person(waiver.by),
            compensating_control=self.maybe(waiver.compensating_control),
            residual_risk=self.maybe(waiver.residual_risk),
        )

    def _review(self, review: Review) -> Review:
        result = review.result if review.result in ANSWER_WORDS else self._note(review.result)
        return replace(review, by=self.person(review.by), result=result)

    def ignored(self, entry: Ignored, base: AnswerSheet, change: AnswerSheet) -> Ignored:
        """Return what did not count; only of a waiver that differs are the words of the sheet shown."""
        if entry.what != "waiver" or entry.why != "differs":
            return entry
        return replace(entry, old=self._told(entry, entry.old, base), new=self._told(entry, entry.new, change))

    def _told(self, entry: Ignored, text: str | None, sheet: AnswerSheet) -> str | None:
        """Return the words of a waiver, which begin with who accepted it, however short that name is."""
        answer = sheet.answers.get(entry.name)
        by = answer.waiver.by if answer and answer.waiver else ""
        if self._who is None or not by or text is None or not text.startswith(by):
            return self.maybe(text)
        return self._person(by) + self.text(text.removeprefix(by))

    # ---- evidence --------------------------------------------------------------------------------------------------

    def piece(self, given: Evidence) -> Evidence:
        """Return a piece of evidence; two that differ stay two."""
        if given.ref is not None:
            return replace(given, ref=self._ref(given.ref))
        if given not in self._pieces:
            self._pieces[given] = self._new(given)
            self._made.add(self._pieces[given])
        return self._pieces[given]

    def result(self, found: EvidenceResult) -> EvidenceResult:
        """Return a piece of evidence with its status; what stands for its address is its title."""
        piece, ref = self.piece(found.evidence), self._ref(found.ref) if found.ref is not None else None
        if piece.file == found.evidence.file and piece.url == found.evidence.url:
            return replace(found, evidence=piece, ref=ref)
        return replace(found, evidence=piece, ref=ref, target=piece.title or "", path=None)

    def _ref(self, name: str) -> str:
        return self._register.get(name, self.text(name))

    def _new(self, given: Evidence) -> Evidence:
        said = replace(
            given,
            title=self.maybe(given.title),
            collected_by=self.person(given.collected_by),
            source_system=self.maybe(given.source_system),
        )
        if self._hides(given):
            said = replace(said, title=self._label(given), file=None, url=None)
        number, name = 2, said.title or said.file or said.url or ""
        while said in self._made:
            said, number = replace(said, title=f"{name} ({number})"), number + 1
        return said

    def _hides(self, piece: Evidence) -> bool:
        """Tell whether the address of a piece must go: all of them, or one that names a person."""
        address = piece.file or piece.url
        if address is None:
            return False
        mail = self._who is not None and address.lower().startswith("mailto:")
        return self._links is not None or mail or self._names.found_in(address)

    def _label(self, given: Evidence) -> str:
        """Return a title that no piece with another address has, and that is no other's address."""
        key = (given.file, given.url, given.title)
        if key not in self._labels:
            title = self.maybe(given.title)
            if not title:
                self._untitled += 1
                title = standing_in(self._langs, "evidence", n=self._untitled)
            self._labels[key] = _unlike(title, self._taken)
            self._taken.add(self._labels[key])
        return self._labels[key]


def _unlike(name: str, taken: set[str]) -> str:
    """Return a name that is none of those taken: the name, or the name with a number."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _addresses(sheet: AnswerSheet) -> Iterator[str]:
    """Yield the paths and addresses of evidence, as they may stand in a text."""
    pieces = (*sheet.evidence.values(), *(piece for answer in sheet.answers.values() for piece in answer.evidence))
    for piece in pieces:
        address = piece.file or piece.url
        if address is not None:
            yield address
            yield address.lstrip("./")


def _handles(sheet: AnswerSheet) -> Iterator[str]:
    """Yield every person that a sheet names, in the order in which it does."""
    named: list[str | None] = [sheet.assessor, *sheet.participants]
    named.append(sheet.statement.name if sheet.statement else None)
    named += [entry.name for entry in sheet.signoff]
    for answer in sheet.answers.values():
        named += [answer.owner, answer.by, answer.reviewed.by if answer.reviewed else None]
        named.append(answer.waiver.by if answer.waiver else None)
    yield from (name for name in named if name)
