"""How far two readers agree on 40 items, and that the page beside their answers says so (Cohen 1960)."""

from fractions import Fraction
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parents[1] / "agreement"


def answers(rater: str) -> dict:
    return yaml.safe_load((HERE / "rated" / f"rater-{rater}.yaml").read_text("utf-8"))


def kappa(one: list[str], other: list[str]) -> tuple[int, Fraction]:
    """Return on how many the two agree, and kappa = (p_o - p_e) / (1 - p_e), p_e by each rater's own shares."""
    size, words = len(one), set(one) | set(other)
    agreed = sum(a == b for a, b in zip(one, other, strict=True))
    chance = sum(Fraction(one.count(word) * other.count(word), size * size) for word in words)
    return agreed, (Fraction(agreed, size) - chance) / (1 - chance)


def flat(said: dict) -> list[str]:
    return ["yes" if word in (True, "yes") else "no" for entry in said.values() for word in entry["conditions"]]


def test_the_page_gives_the_agreement_as_computed():
    a, b = answers("a"), answers("b")
    assert list(a) == list(b)
    assert len(a) == 40
    agreed, on_items = kappa([e["answer"] for e in a.values()], [e["answer"] for e in b.values()])
    conditions, on_conditions = kappa(flat(a), flat(b))
    said = (
        f"On 40 items the two agree on {agreed}, Cohen's kappa {float(on_items):.2f}; on {len(flat(a))} conditions "
        f"they agree on {conditions}, kappa {float(on_conditions):.2f}."
    )
    assert said in (HERE / "README.md").read_text("utf-8")


def test_an_item_follows_from_its_conditions():
    for rater in "ab":
        for name, entry in answers(rater).items():
            held = {word in (True, "yes") for word in entry["conditions"]}
            expected = "met" if held == {True} else "unmet" if held == {False} else "partial"
            assert entry["answer"] == expected, (rater, name)


def test_kappa_of_known_tables():
    assert kappa(["yes"] * 25 + ["no"] * 25, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15) == (
        35,
        Fraction(2, 5),
    )
    assert kappa(["yes", "no"], ["yes", "no"])[1] == 1
