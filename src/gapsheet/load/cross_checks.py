"""What an answer sheet says, held against its checklists, its people and the files beside it."""

from collections.abc import Collection, Mapping
from pathlib import Path

from gapsheet.digest import file_digest
from gapsheet.load.answers import is_path
from gapsheet.load.catalog import builtin_heads, builtin_policies, find_document
from gapsheet.load.pins import Pinned
from gapsheet.load.reading import Reading
from gapsheet.load.suggest import shown
from gapsheet.location import DocPath
from gapsheet.model.answers import Answer, AnswerSheet
from gapsheet.model.checklist import Base, Checklist, Item
from gapsheet.paths import resolve_inside, stays_below


def check_answers(reading: Reading, sheet: AnswerSheet, pinned: Pinned) -> frozenset[str]:
    """Note answers on items that do not exist, that are not judged, and claims that lack what they need.

    Returns the answered items that count: their checklist scores, the pin has them, and they are in scope.
    """
    items = {
        item.id: (item, entry.checklist, entry.pinned) for entry in pinned.known for item in entry.checklist.items()
    }
    counted: set[str] = set()
    for identifier, answer in sheet.answers.items():
        path: DocPath = ("answers", identifier)
        known = items.get(identifier)
        if known is None:
            _unknown_item(reading, path, identifier, items, pinned)
        else:
            item, checklist, pin = known
            _known_item(reading, path, answer, item)
            if _counts(reading, path, answer, item, sheet, checklist, pin):
                counted.add(identifier)
    return frozenset(counted)


def _unknown_item(
    reading: Reading,
    path: DocPath,
    identifier: str,
    items: Mapping[str, tuple[Item, Checklist, str]],
    pinned: Pinned,
) -> None:
    if reading.wide(identifier, path, "key"):
        return
    prefix = identifier.partition("-")[0].upper()
    loaded = {prefix: entry for entry in pinned.known for prefix in entry.prefixes}
    overlay = loaded.get(prefix)
    if overlay is not None and overlay.base is not None and _dropped(reading, path, identifier, overlay.base):
        return
    if prefix not in loaded:
        if not pinned.complete:
            return  # it may belong to a checklist that could not be loaded: that mistake comes first
        absent = next((head for head in builtin_heads() if head.prefix == prefix), None)
        if absent is not None:
            minor = absent.version.rpartition(".")[0]
            reading.wrong("GS111", path, "key", item=shown(identifier), id=absent.id, pin=f"{absent.id}@{minor}")
            return
    near = reading.nearest_id(identifier, items)
    owner = loaded.get(prefix)
    params: dict[str, str | int] = {"item": shown(identifier), "near": near or ""}
    params["where"] = f"{owner.checklist.id} {owner.pinned}" if owner else ""
    if near is not None:
        statement = items[near][0].statement
        params |= {"statement@en": statement.en, "statement@zh-CN": statement.zh_cn}
    variant = None if near and owner else "GS104.help.near" if near else "GS104.help.none"
    if near is None and owner is not None:
        ids = [item.id for item in owner.checklist.items() if item.id.startswith(prefix)]
        variant = "GS104.help.range"
        params |= {"first": ids[0], "last": ids[-1]}
    reading.wrong("GS104", path, "key", variant, **params)


def _dropped(reading: Reading, path: DocPath, identifier: str, base: Base) -> bool:
    """Note an answer on an item that an overlay drops, or that a later minor of its base added; tell whether it is."""
    if identifier in base.later:
        reading.wrong("GS205", path, "key", "GS205.help.base", item=identifier, id=base.id, pin=base.pinned, since="")
        return True
    if any(dropped.item.id == identifier for dropped in base.dropped):
        reading.wrong("GS208", path, "key", item=identifier)
        return True
    return False


def _known_item(reading: Reading, path: DocPath, answer: Answer, item: Item) -> None:
    credited = answer.answer in ("met", "partial")
    if credited and item.severity == "critical" and not answer.evidence:
        reading.wrong("GS210", (*path, "answer"), answer=answer.answer or "", item=item.id)


def _counts(
    reading: Reading,
    path: DocPath,
    answer: Answer,
    item: Item,
    sheet: AnswerSheet,
    checklist: Checklist,
    pin: str,
) -> bool:
    """Tell whether an answer counts; note why not, where the item is not judged or out of scope."""
    if answer.answer is None:
        return False
    if comes_later(item, pin):
        reading.wrong("GS205", path, "key", item=item.id, since=item.since or "", id=checklist.id, pin=pin)
        return False
    out_by = item.applies_when.settled_out_by(sheet.facts) if item.applies_when else ()
    if out_by:
        said = ", ".join(f"{name}: {sheet.facts[name]}" for name in out_by)
        reading.wrong("GS203", path, "key", item=item.id, facts=said)
        return False
    return checklist.native_score is None


def comes_later(item: Item, pin: str) -> bool:
    """Tell whether an item was added by a later minor version than the pin, and so is not judged."""
    return item.since is not None and int(item.since.split(".")[1]) > int(pin.split(".")[1])


def check_files(
    reading: Reading, root: Path, base: Path, *, present: bool = True, register: Collection[str] = ()
) -> None:
    """Note paths of evidence that lead nowhere (a warning) or where they may not (an error).

    Without `present`, nobody asks whether they are there: a path that plainly stays below `base` is not looked at.
    `register` names the sheet's own evidence: who writes such a name alone may have meant to refer to it.
    """
    for path, written in reading.files:
        if not present and stays_below(written):
            continue
        problem = resolve_inside(root, base, written).problem
        if problem == "missing":
            is_name = written in register and path[0] == "answers"
            reading.wrong("GS201", path, "value", "GS201.help.ref" if is_name else None, path=shown(written))
        elif problem is not None:
            reading.wrong("GS150", path, "value", f"GS150.help.{problem}", path=shown(written))
    if present:
        _check_digests(reading, root, base)


def _check_digests(reading: Reading, root: Path, base: Path) -> None:
    """Note evidence files that are not, byte for byte, what the sheet says they are."""
    for path, written, expected in reading.digests:
        found = resolve_inside(root, base, written).path
        digest = file_digest(found) if found is not None else None
        if digest is not None and digest.sha256 not in (None, expected):
            reading.wrong("GS217", path, path=shown(written), found=digest.sha256 or "")


def check_people(reading: Reading, sheet: AnswerSheet) -> None:
    """Note handles that `people` does not name, where it names anybody."""
    if not sheet.people:
        return
    named: list[tuple[DocPath, str | None]] = [(("assessor",), sheet.assessor)]
    for identifier, answer in sheet.answers.items():
        path: DocPath = ("answers", identifier)
        named += [((*path, "owner"), answer.owner), ((*path, "by"), answer.by)]
        if answer.reviewed is not None:
            named.append(((*path, "reviewed", "by"), answer.reviewed.by))
        if answer.waiver is not None:
            named.append(((*path, "waiver", "by"), answer.waiver.by))
    for path, handle in named:
        if handle is not None and handle not in sheet.people:
            near = reading.nearest(handle, sheet.people)
            reading.wrong(
                "GS204", path, "value", None if near else "GS204.help.none", word=shown(handle), near=shown(near or "")
            )


def check_policy(reading: Reading, sheet: AnswerSheet, root: Path, base: Path) -> None:
    """Note a policy that does not exist; its content is read by whoever applies it."""
    if sheet.policy is None:
        return
    if not is_path(sheet.policy):
        if sheet.policy not in builtin_policies():
            reading.unknown("GS132", ("policy",), sheet.policy, builtin_policies())
        return
    target, _, problem = find_document(root, base, sheet.policy)
    if target is None:
        reading.wrong("GS128", ("policy",), "value", f"GS128.help.{problem}", path=shown(sheet.policy))
