"""Where the comment stands that belongs to an entry."""

from dataclasses import dataclass

from yaml.nodes import MappingNode, ScalarNode

from gapsheet.edit.page import Page, Spot, scalar_end
from gapsheet.text import width


@dataclass(frozen=True, slots=True)
class Remark:
    """The comment behind a key: its column on screen, how far it stands off, and its text after `#`."""

    column: int
    gap: int
    place: int
    text: str


def remark_of(page: Page, spot: Spot) -> Remark | None:
    """Return the comment on the line of an entry's key, if there is one."""
    value = spot.value
    colon = page.after_colon(spot.key)
    if colon is None:
        return None
    end = colon
    if isinstance(value, ScalarNode) and value.start_mark.index >= colon and value.style not in ("|", ">"):
        end = scalar_end(page, value)
    elif isinstance(value, MappingNode) and value.flow_style:
        end = int(value.end_mark.index)
    line = page.line(end)
    rest = page.text[end : page.end(line)]
    said = rest.lstrip(" \t")
    if not said.startswith("#") or said is rest:
        return None
    place = page.end(line) - len(said)
    return Remark(width(page.text[page.start(line) : place]), len(rest) - len(said), place, said)
