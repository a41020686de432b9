"""Which items apply to a system, by its facts.

Three values: a fact that is unknown or missing settles nothing, so an item drops out only when facts
answered yes or no settle that it does (`product.md` section 2).
"""

from collections.abc import Mapping

from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Applies


def taken_out_by(applies: Applies | None, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the facts that settle that an item does not apply, in its own order; empty: it applies."""
    return () if applies is None else applies.settled_out_by(facts)


def may_hold(fact: str, facts: Mapping[str, FactValue]) -> bool:
    """Tell whether a fact is yes or not settled: the careful reading."""
    return facts.get(fact, "unknown") != "no"
