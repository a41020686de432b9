"""Which items apply to a system, by its facts.

Three values: a fact that is unknown or missing settles nothing, so an item drops out only when facts
answered yes or no settle that it does (`product.md` section 2).
"""

from collections.abc import Mapping

from gapsheet.model.base import FactValue
from gapsheet.model.checklist import Applies


def taken_out_by(applies: Applies | None, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the facts that settle that an item does not apply, in its own order; empty: it applies.

    `any` fails when every fact named is no, `all` when one is no, `none` when one is yes.
    """
    if applies is None:
        return ()
    out: list[str] = []
    if applies.any and all(facts.get(name) == "no" for name in applies.any):
        out += applies.any
    out += [name for name in applies.all if facts.get(name) == "no"]
    out += [name for name in applies.none if facts.get(name) == "yes"]
    return tuple(dict.fromkeys(out))


def may_hold(fact: str, facts: Mapping[str, FactValue]) -> bool:
    """Tell whether a fact is yes or not settled: the careful reading."""
    return facts.get(fact, "unknown") != "no"
