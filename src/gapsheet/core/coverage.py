"""How far the answers reach on a framework: each control with the items that speak to it, and their state together.

A reference says that an item touches a control, not that the item is all that the control asks. So the best that is
said of a control is that every item which speaks to it is met; a part is never shown as the whole. A control that no
item speaks to is "not addressed by these checklists", which is no gap of the team.
"""

from collections.abc import Iterable, Sequence

from gapsheet.model.assessment import (
    CONTROL_STATES,
    ControlResult,
    ControlState,
    FrameworkResult,
    ItemResult,
)
from gapsheet.model.framework import Framework


def reach(
    framework: Framework,
    items: Iterable[ItemResult],
    *,
    sha256: str,
    path: str | None = None,
    named: bool = False,
) -> FrameworkResult:
    """Return a framework with the judged items that refer to its controls; pure, linear in items and controls."""
    speaking: dict[str, list[ItemResult]] = {control.id: [] for control in framework.controls}
    for item in items:
        for control in controls_of(item.item.refs, framework.id):
            if control in speaking:
                speaking[control].append(item)
    results = tuple(
        ControlResult(control, state_of(speaking[control.id]), tuple(speaking[control.id]))
        for control in framework.controls
    )
    counts = dict.fromkeys(CONTROL_STATES, 0)
    for result in results:
        counts[result.state] += 1
    return FrameworkResult(framework, sha256, path, named, results, counts)


def controls_of(refs: Iterable[str], framework: str) -> tuple[str, ...]:
    """Return the controls of one framework that references name, each once."""
    pairs = (ref.partition(":") for ref in refs)
    return tuple(dict.fromkeys(control.strip() for name, _, control in pairs if name == framework))


def state_of(items: Sequence[ItemResult]) -> ControlState:
    """Return the state of the items that speak to a control, together.

    `met`: all that count are met and none is contradicted. `unanswered`: none of them is answered. `unmet`: none has
    credit, and one is answered. `partial`: anything between. `not-applicable`: there are some, and none counts.
    """
    if not items:
        return "not-addressed"
    counted = [item for item in items if item.counted]
    if not counted:
        return "not-applicable"
    if all(item.credit == 1 for item in counted):
        return "met"
    if all(item.state == "unanswered" for item in counted):
        return "unanswered"
    return "partial" if any(item.credit for item in counted) else "unmet"
