"""What is handed out to be filled in: some or all items of a sheet, with what is said of them now."""

from dataclasses import dataclass, field

from gapsheet.model.answers import Answer, Evidence
from gapsheet.model.checklist import Item
from gapsheet.words import Lang


@dataclass(frozen=True, slots=True)
class FormItem:
    """An item that applies, and its answer, which may be empty."""

    item: Item
    answer: Answer


@dataclass(frozen=True, slots=True)
class FormChecklist:
    """The items of one checklist that are in the form, most severe first; never none."""

    id: str
    title: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: `sheet` is the path as it is shown, `base` the digest of the bytes that it was made from.

    `lang` is the one language of the form. `owner` is whose items it is limited to, `limited` the checklists it is
    limited to; `total` is how many items of the sheet apply, whatever the limits. `register` is what of the sheet's own
    evidence the answers refer to.
    """

    system: str
    sheet: str
    base: str
    lang: Lang
    people: dict[str, str]
    checklists: tuple[FormChecklist, ...]
    total: int
    owner: str | None = None
    limited: tuple[str, ...] = ()
    register: dict[str, Evidence] = field(default_factory=dict)

    def items(self) -> tuple[FormItem, ...]:
        """Return every item of the form, in its order."""
        return tuple(entry for checklist in self.checklists for entry in checklist.items)
