"""What merging may and may not do, whatever three people wrote."""

from hypothesis import given
from hypothesis import strategies as st

from gapsheet.core.merge import merge

ITEMS = ("ONE-01", "ONE-02", "TWO-01")
FIELDS = ("answer", "note", "evidence", "waiver")
VALUES = st.sampled_from(["met", "unmet", "x", ["a"], ["a", "b"], {"by": "hana"}, {"by": "mina"}])

entries = st.dictionaries(
    st.sampled_from(ITEMS), st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3), max_size=3
)
edits = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from(FIELDS)), st.none() | VALUES, max_size=5
)  # fmt: skip
"""What one person changes: new values by item and field, None where one is taken away."""


def edited(base, changes):
    out = {item: dict(fields) for item, fields in base.items()}
    for (item, field), value in changes.items():
        out.setdefault(item, {})[field] = value
    return {item: {n: v for n, v in fields.items() if v is not None} for item, fields in out.items()}


def form(entry_by_item, items=ITEMS):
    """What a form on these items says: every field, empty ones too."""
    return {item: {name: entry_by_item.get(item, {}).get(name) for name in FIELDS} for item in items}


def after(ours, merged):
    return edited(ours, {(i, n): v for i, said in merged.changes.items() for n, v in said.items()})


def cells(entry_by_item):
    return {(item, name): value for item, said in entry_by_item.items() for name, value in said.items()}


@st.composite
def agreeing(draw):
    """A base, and what two people make of it without getting into each other's way."""
    base, first = draw(entries), draw(edits)
    second = draw(edits)
    same = draw(st.lists(st.sampled_from(sorted(first)), unique=True)) if first else []
    second = {key: value for key, value in second.items() if key not in first} | {key: first[key] for key in same}
    return base, edited(base, first), edited(base, second)


@given(entries, entries)
def test_an_untouched_form_changes_nothing(base, ours):
    merged = merge(base, ours, form(base))
    assert (merged.changes, merged.conflicts) == ({}, ())


@given(entries, edits)
def test_edits_come_through_exactly_where_nobody_else_worked(base, changes):
    theirs = edited(base, changes)
    merged = merge(base, base, form(theirs))
    assert merged.conflicts == ()
    assert cells(after(base, merged)) == cells(theirs)


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


@given(entries, edits, edits)
def test_a_second_time_changes_nothing(base, mine, others):
    ours, returned = edited(base, mine), form(edited(base, others))
    once = merge(base, ours, returned)
    sheet = after(ours, once.resolved("theirs"))
    again = merge(base, sheet, returned)
    assert (again.changes, again.conflicts) == ({}, ())
    sheet = after(ours, once.resolved("ours"))
    again = merge(base, sheet, returned)
    assert again.changes == {}
    assert again.conflicts == once.conflicts


@given(entries, edits, edits)
def test_nothing_is_lost(base, mine, others):
    ours, theirs = edited(base, mine), edited(base, others)
    merged = merge(base, ours, form(theirs))
    was, here, there, now = cells(base), cells(ours), cells(theirs), cells(after(ours, merged))
    open_ = {(one.item, one.field) for one in merged.conflicts}
    for key in {*was, *here, *there}:
        assert now.get(key) in (here.get(key), there.get(key))
        if key in open_:
            assert now.get(key) == here.get(key)
            assert len({repr(side.get(key)) for side in (was, here, there)}) == 3
        else:
            assert now.get(key) == (here.get(key) if there.get(key) == was.get(key) else there.get(key))


@given(entries, edits, edits)
def test_both_sides_are_treated_alike(base, mine, others):
    ours, theirs = edited(base, mine), edited(base, others)
    one, other = merge(base, ours, form(theirs)), merge(base, theirs, form(ours))
    assert {(c.item, c.field, repr(c.ours), repr(c.theirs)) for c in one.conflicts} == {
        (c.item, c.field, repr(c.theirs), repr(c.ours)) for c in other.conflicts
    }
    assert cells(after(ours, one.resolved("theirs"))) == cells(after(theirs, other.resolved("ours")))


@given(entries, entries)
def test_without_a_base_nothing_is_taken_away_and_nothing_replaced(ours, theirs):
    merged = merge(None, ours, form(theirs))
    here, there, now = cells(ours), cells(theirs), cells(after(ours, merged))
    assert now == {**there, **here}
    assert {(one.item, one.field) for one in merged.conflicts} == {
        key for key in here if key in there and here[key] != there[key]
    }
    assert all(one.base is None for one in merged.conflicts)


@given(entries, edits, edits, st.sampled_from(FIELDS))
def test_what_was_not_asked_stays(base, mine, others, field):
    ours, theirs = edited(base, mine), edited(base, others)
    asked = {ITEMS[0]: {field: theirs.get(ITEMS[0], {}).get(field)}}
    merged = merge(base, ours, asked).resolved("theirs")
    assert {key for key in cells(ours) if cells(after(ours, merged)).get(key) != cells(ours)[key]} <= {
        (ITEMS[0], field)
    }
