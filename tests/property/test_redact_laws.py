"""For any sheet: what is taken out is gone, no number moves, and doing it twice does nothing more."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gapsheet.core.redact import redacted
from gapsheet.model.answers import Evidence, Waiver
from gapsheet.model.assessment import EvidenceResult
from gapsheet.model.record import Review, Signoff, Statement
from gapsheet.model.redaction import PARTS, Redaction, in_order
from gapsheet.report.csv_table import render as csv
from gapsheet.report.json_v1 import to_data
from gapsheet.report.markdown import render as markdown
from redactions import found_in, unlike
from strategies import TODAY, worlds

NAMES = {"xandra": "Xandra Quill", "yorick": "Yorick 岳飞鹏", "zuleika": "Zuleika", "person-2": "Person 1"}
HANDLES = st.sampled_from([*NAMES, "Xandra Quill", "YORICK", "Wilhelmina Fox", "岳飞鹏", "wil@fox.example", "w"])
ADDRESSES = (
    "https://fox.example/xandra",
    "https://fox.example/b",
    "mailto:q@fox.example",
    "proof/a.md",
    "proof/yorick.md",
)
SAID = (
    "quietly observed",
    "只看了一半",
    "by Xandra  quill and 岳飞鹏",
    "q@fox.example",
    *ADDRESSES[:3],
    "WILHELMINA FOX",
)

texts = st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(", ".join)
pieces = st.builds(
    lambda address, title, collector: Evidence(
        **({"file": address} if address.startswith("proof") else {"url": address}), title=title, collected_by=collector
    ),
    st.sampled_from(ADDRESSES),
    st.none() | st.sampled_from(["Title", "Untitled evidence 1", "Notes of Zuleika"]),
    st.none() | HANDLES | st.just("Scanner Nine"),
)


@st.composite
def full(draw):
    """A world in which answers say all that an answer can say, and its evidence, looked up."""
    world = draw(worlds(max_items=6, max_checklists=2))
    answers, evidence = {}, {}
    for item, answer in world.sheet.answers.items():
        given_pieces = tuple(draw(st.lists(pieces, max_size=3)))
        waiver = answer.waiver and Waiver(
            reason=draw(texts), by=draw(HANDLES), granted=answer.waiver.granted, until=answer.waiver.until
        )
        answers[item] = replace(
            answer,
            note=draw(st.none() | texts),
            reason=answer.reason and draw(texts),
            sample=draw(st.none() | texts),
            owner=draw(st.none() | HANDLES),
            by=draw(st.none() | HANDLES),
            waiver=waiver,
            reviewed=draw(st.none() | st.builds(Review, by=HANDLES, at=st.just(TODAY), result=texts | st.just("met"))),
            evidence=given_pieces,
        )
        evidence[item] = tuple(
            EvidenceResult(piece, piece.file or piece.url, "present" if piece.file else "link", piece.file)
            for piece in given_pieces
        )
    sheet = replace(
        world.sheet,
        system=draw(texts),
        assessor=draw(st.none() | HANDLES),
        participants=("Wilhelmina Fox", *draw(st.lists(HANDLES, max_size=3))),
        statement=draw(st.none() | st.builds(Statement, text=texts, name=HANDLES)),
        signoff=tuple(draw(st.lists(st.builds(Signoff, role=st.just("prepared"), name=HANDLES), max_size=2))),
        people=NAMES,
        answers=answers,
    )
    return replace(world, sheet=sheet, evidence=evidence)


GONE = {
    "people": ("xandra", "quill", "yorick", "岳飞鹏", "zuleika", "wilhelmina", "q@fox", "wil@fox", "Scanner Nine"),
    "links": ("https://", "fox.example/b", "mailto:", "proof/"),
    "notes": (),
}


@settings(max_examples=15)
@given(full(), st.sets(st.sampled_from(PARTS), min_size=1).map(in_order))
def test_what_is_taken_out_is_gone_and_no_number_moves(world, parts):
    redaction = Redaction(parts, ("en",))
    clean = redacted(world.sheet, world.evidence, redaction)
    real = to_data(world.assess())
    shown = replace(world, sheet=clean.sheet, evidence=clean.evidence).assess()
    data = to_data(shown)
    assert not unlike(real, data)
    text = "\n".join([*_texts(data), markdown(shown, "en"), csv(shown, "en")]).lower().replace("\u2060", "")
    assert not [value for part in parts for value in GONE[part] if found_in(text.replace("\\", ""), value)]
    again = redacted(clean.sheet, clean.evidence, redaction)
    assert again.sheet == clean.sheet
    assert again.evidence == clean.evidence


def _texts(data):
    if isinstance(data, dict):
        return [text for value in data.values() for text in _texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in _texts(value)]
    return [data] if isinstance(data, str) else []
