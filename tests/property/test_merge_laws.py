"""What merging may and may not do, whatever three people wrote."""

from hypothesis import example, given
from hypothesis import strategies as st

from gapsheet.core.merge import STAMP, STANDING, merge

ITEMS = ("ONE-01", "ONE-02", "TWO-01")
FIELDS = (*STANDING, *STAMP, "note", "evidence")
VALUES = {
    "answer": ["met", "unmet", "n/a"],
    "reason": ["r", "s"],
    "waiver": [{"by": "hana"}, {"by": "mina"}],
    "by": ["dana", "hugo"],
    "at": ["2026-11-03", "2026-11-12"],
    "note": ["x", "y"],
    "evidence": [["a"], ["a", "b"]],
}


def unit_of(field):
    return STANDING if field in STANDING else STAMP if field in STAMP else (field,)


def some(optional):
    """Fields of an entry, each with one of its values, or None where `optional`."""
    values = {name: st.sampled_from(every) for name, every in VALUES.items()}
    return st.fixed_dictionaries({}, optional={n: st.none() | v if optional else v for n, v in values.items()})


entries = st.dictionaries(st.sampled_from(ITEMS), some(optional=False), max_size=2)
edits = st.dictionaries(st.sampled_from(ITEMS), some(optional=True), max_size=2).map(
    lambda made: {(item, name): value for item, said in made.items() for name, value in said.items()}
)
"""What one person changes: new values by item and field, None where one is taken away."""
sides = st.sampled_from([None, "ours", "theirs"])


def edited(base, changes):
    out = {item: dict(fields) for item, fields in base.items()}
    for (item, field), value in changes.items():
        out.setdefault(item, {})[field] = value
    return {item: {n: v for n, v in fields.items() if v is not None} for item, fields in out.items()}


def form(entry_by_item, items=ITEMS):
    """What a form on these items says: every field, empty ones too."""
    return {item: {name: entry_by_item.get(item, {}).get(name) for name in FIELDS} for item in items}


def after(ours, merged, side=None):
    return edited(ours, {(i, n): v for i, said in merged.decided(side).items() for n, v in said.items()})


def cells(entry_by_item):
    return {(item, name): value for item, said in entry_by_item.items() for name, value in said.items()}


def part(entry_by_item, item, unit=STANDING):
    return {name: v for name, v in entry_by_item.get(item, {}).items() if name in unit}


@st.composite
def agreeing(draw):
    """A base, and what two people make of it without getting into each other's way, whoever signs it when."""
    base, first, second = draw(entries), draw(edits), draw(edits)
    same = {key: value for key, value in first.items() if draw(st.booleans())}
    for item in ITEMS:  # half a standing is another standing
        if any((item, name) in same for name in STANDING):
            same |= {(item, name): first[item, name] for name in STANDING if (item, name) in first}
    free = {(i, n): v for (i, n), v in second.items() if not any((i, m) in first for m in unit_of(n)) or n in STAMP}
    return base, edited(base, first), edited(base, free | {key: v for key, v in same.items() if key[1] not in STAMP})


@given(entries, entries, sides)
def test_an_untouched_form_changes_nothing(base, ours, side):
    merged = merge(base, ours, form(base))
    assert merged.conflicts == ()
    assert cells(after(ours, merged, side)) == cells(ours)


@given(entries, edits, sides)
def test_edits_come_through_exactly_where_nobody_else_worked(base, changes, side):
    theirs = edited(base, changes)
    merged = merge(base, base, form(theirs))
    assert merged.conflicts == ()
    assert cells(after(base, merged, side)) == cells(theirs)


@given(agreeing())
def test_two_forms_merge_in_any_order_to_the_same(case):
    base, first, second = case
    found = []
    for order in ((first, second), (second, first)):
        sheet = base
        for returned in order:
            merged = merge(base, sheet, form(returned))
            assert merged.conflicts == ()
            sheet = after(sheet, merged)
        found.append(cells(sheet))
    assert found[0] == found[1]


@given(entries, edits, edits, sides)
def test_a_second_time_changes_nothing(base, mine, others, side):
    ours, returned = edited(base, mine), form(edited(base, others))
    once = merge(base, ours, returned)
    sheet = after(ours, once, side)
    again = merge(base, sheet, returned)
    assert cells(after(sheet, again, side)) == cells(sheet)
    if side == "theirs":
        assert again.conflicts == ()


@given(entries, edits, edits)
def test_what_is_no_conflict_is_what_the_side_says_that_changed_it(base, mine, others):
    ours, theirs = edited(base, mine), edited(base, others)
    merged = merge(base, ours, form(theirs))
    sheet = after(ours, merged)
    open_ = {(one.item, one.unit) for one in merged.conflicts}
    for item in ITEMS:
        for unit in (STANDING, STAMP, ("note",), ("evidence",)):
            was, here, there, now = (part(side, item, unit) for side in (base, ours, theirs, sheet))
            name = "standing" if unit == STANDING else "stamp" if unit == STAMP else unit[0]
            if (item, name) in open_:
                assert now == here
                assert was != here != there != was
            elif unit != STAMP:
                assert now == (here if there == was else there)
            else:
                assert now in (here, there)


@given(entries, edits, edits)
def test_both_sides_are_treated_alike(base, mine, others):
    ours, theirs = edited(base, mine), edited(base, others)
    one, other = merge(base, ours, form(theirs)), merge(base, theirs, form(ours))
    assert {(c.item, c.field, repr(c.ours), repr(c.theirs)) for c in one.conflicts} == {
        (c.item, c.field, repr(c.theirs), repr(c.ours)) for c in other.conflicts
    }
    assert cells(after(ours, one, "theirs")) == cells(after(theirs, other, "ours"))
    if not one.conflicts:
        assert cells(after(ours, one)) == cells(after(theirs, other))


@given(st.none() | entries, entries, entries, sides)
def test_a_standing_is_one_side_s_and_never_a_mix(base, ours, theirs, side):
    merged = merge(base, ours, form(theirs))
    sheet = after(ours, merged, side)
    for item in ITEMS:
        here, there, now = part(ours, item), part(theirs, item), part(sheet, item)
        assert now in (here, there)
        if "waiver" in now and "waiver" not in here:
            assert now == there
        if side == "ours" and any(one.item == item and one.unit == "standing" for one in merged.conflicts):
            assert (now, part(sheet, item, STAMP)) == (here, part(ours, item, STAMP))
    assert all(one.field in (*STANDING, *STAMP) for one in merged.conflicts if one.unit == "standing")


@given(entries, entries)
def test_without_a_base_ours_stays_as_it_is_in_all_that_the_sheet_speaks_of(ours, theirs):
    merged = merge(None, ours, form(theirs))
    sheet = after(ours, merged, "ours")
    for item in ITEMS:
        assert sheet.get(item, {}) == (ours.get(item) or theirs.get(item, {}))


@given(entries, entries, sides)
@example({"ONE-01": {"answer": "met", "evidence": ["a"], "at": "2026-11-03"}}, {"ONE-01": {"by": "dana"}}, "theirs")
@example(
    {"ONE-01": {"answer": "met", "evidence": ["a"], "at": "2026-11-03"}},
    {"ONE-01": {"by": "dana", "evidence": ["a", "b"]}},
    "theirs",
)
def test_without_a_base_nothing_is_taken_away_but_with_a_whole_standing(ours, theirs, side):
    merged = merge(None, ours, form(theirs))
    here, there, now = cells(ours), cells(theirs), cells(after(ours, merged, side))
    for item, name in here:
        whole = side == "theirs" and name in (*STANDING, *STAMP) and part(theirs, item)
        assert (item, name) in now or whole
    for item, name in there:
        if side != "ours" and name not in (*STANDING, *STAMP) and (item, name) not in here:
            assert now[item, name] == there[item, name]
    for item, names in merged.ignored.items():
        assert all((item, name) in here and (item, name) not in there for name in names)
    assert all(one.base is None for one in merged.conflicts)


@given(entries, entries)
def test_without_a_base_every_difference_is_changed_decided_or_told(ours, theirs):
    merged = merge(None, ours, form(theirs))
    told = {(one.item, one.field) for one in merged.conflicts} | {(i, n) for i, s in merged.ignored.items() for n in s}
    told |= {(i, n) for said in (merged.changes, merged.added) for i, s in said.items() for n in s}
    told |= {(one.item, name) for one in merged.settled for name in one.theirs}
    here, there = cells(ours), cells(theirs)
    assert told == {key for key in {*here, *there} if here.get(key) != there.get(key)}


@given(entries, st.sampled_from(["met", "unmet"]), st.permutations([("2026-11-03", "zed"), ("2026-11-09", "amy")]))
def test_the_same_answer_on_different_days_is_no_conflict(base, word, stamps):
    base = {item: said for item, said in base.items() if item != "ONE-01"}
    sheet = base
    for day, name in stamps:
        returned = {"ONE-01": {"answer": word, "by": name, "at": day}}
        merged = merge(base, sheet, form({**base, **returned}))
        assert merged.conflicts == ()
        sheet = after(sheet, merged)
    assert sheet["ONE-01"] == {"answer": word, "by": "zed", "at": "2026-11-03"}


@given(st.none() | entries, entries, entries, st.sampled_from(FIELDS), sides)
def test_what_was_not_asked_stays(base, ours, theirs, field, side):
    asked = {ITEMS[0]: {field: theirs.get(ITEMS[0], {}).get(field)}}
    sheet = cells(after(ours, merge(base, ours, asked), side))
    here = cells(ours)
    assert {key for key in {*here, *sheet} if sheet.get(key) != here.get(key)} <= {(ITEMS[0], field)}


def test_a_standing_that_was_asked_in_part_is_held_against_the_whole_of_it():
    base, ours = {"ONE-01": {"answer": "unmet"}}, {"ONE-01": {"answer": "unmet", "waiver": {"by": "hana"}}}
    merged = merge(base, ours, {"ONE-01": {"answer": "met"}})
    assert [(one.field, one.unit) for one in merged.conflicts] == [("answer", "standing")]
    further = {"ONE-01": {"answer": "partial", "waiver": {"by": "hana"}}}
    for side in (ours, further):
        merged = merge(base, side, {"ONE-01": {"answer": "unmet"}})
        assert (merged.conflicts, merged.decided()) == ((), {})


def test_who_answered_goes_with_the_answer_and_with_any_other_conflict_of_the_item():
    base = {"ONE-01": {"answer": "unmet", "note": "x"}}
    ours = {"ONE-01": {"answer": "unmet", "note": "y", "by": "amy"}}
    theirs = {"ONE-01": {"answer": "met", "note": "x", "by": "zed", "at": "2026-11-12"}}
    for side in (None, "ours", "theirs"):
        assert after(ours, merge(base, ours, form(theirs)), side)["ONE-01"] == {**theirs["ONE-01"], "note": "y"}
        assert after(theirs, merge(base, theirs, form(ours)), side)["ONE-01"] == {**theirs["ONE-01"], "note": "y"}
    other = {"ONE-01": {"answer": "unmet", "note": "z", "by": "zed"}}
    merged = merge(base, ours, form(other))
    assert [(one.field, one.unit) for one in merged.conflicts] == [("note", "note"), ("by", "stamp")]
    assert (merged.settled, merged.decisions()) == ((), 2)
