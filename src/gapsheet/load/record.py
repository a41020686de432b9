"""The parts of an answer sheet that an audit report records: scope, period, statement, sign-off, reviews, methods."""

from gapsheet.load.reading import Reading
from gapsheet.load.yaml_doc import Plain
from gapsheet.location import DocPath
from gapsheet.model.base import keys_of
from gapsheet.model.record import METHODS, SIGNOFF_ROLES, Method, Period, Review, Scope, Signoff, Statement


def read_scope(reading: Reading, value: Plain) -> Scope | None:
    """Return the scope: a text, or a mapping with a text and what is in and out."""
    path: DocPath = ("scope",)
    if value is None:
        return None
    if isinstance(value, str):
        text = reading.text(value, path)
        return Scope(text=text) if text is not None else None
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, keys_of(Scope))
    return Scope(
        text=reading.text(table.get("text"), (*path, "text")),
        in_=_texts(reading, table.get("in"), (*path, "in")),
        out=_texts(reading, table.get("out"), (*path, "out")),
    )


def read_period(reading: Reading, value: Plain) -> Period | None:
    """Return the period of observation, both ends given and in order."""
    path: DocPath = ("period",)
    table = reading.mapping(value, path) if value is not None else None
    if table is None:
        return None
    reading.keys(table, path, keys_of(Period), required=keys_of(Period))
    start = reading.date(table.get("from"), (*path, "from"))
    end = reading.date(table.get("to"), (*path, "to"))
    if start is None or end is None:
        return None
    if end < start:
        params = {"from": start.isoformat(), "to": end.isoformat()}
        reading.wrong("GS144", (*path, "to"), **params)
        return None
    return Period(from_=start, to=end)


def read_statement(reading: Reading, value: Plain) -> Statement | None:
    """Return the statement by management: a text, or a mapping with who says it."""
    path: DocPath = ("statement",)
    if value is None:
        return None
    if isinstance(value, str):
        text = reading.text(value, path)
        return Statement(text=text) if text is not None else None
    table = reading.mapping(value, path)
    if table is None:
        return None
    reading.keys(table, path, keys_of(Statement))
    return Statement(
        text=reading.text(table.get("text"), (*path, "text")),
        name=reading.text(table.get("name"), (*path, "name")),
        role=reading.text(table.get("role"), (*path, "role")),
        date=reading.date(table.get("date"), (*path, "date")),
    )


def read_signoff(reading: Reading, value: Plain) -> tuple[Signoff, ...]:
    """Return who prepared, reviewed and approved, in the order of the sheet."""
    out: list[Signoff] = []
    for path, part in reading.list_of(value, ("signoff",)):
        table = reading.mapping(part, path)
        if table is None:
            continue
        reading.keys(table, path, keys_of(Signoff), required=("role",))
        role = reading.choice("GS115", table.get("role"), (*path, "role"), SIGNOFF_ROLES)
        name = reading.text(table.get("name"), (*path, "name"))
        at = reading.date(table.get("at"), (*path, "at"))
        if role is not None:
            out.append(Signoff(role=role, name=name, at=at))
    return tuple(out)


def read_review(reading: Reading, value: Plain, path: DocPath) -> Review | None:
    """Return the second look at an answer."""
    table = reading.mapping(value, path) if value is not None else None
    if table is None:
        return None
    reading.keys(table, path, keys_of(Review))
    return Review(
        by=reading.text(table.get("by"), (*path, "by")),
        at=reading.date(table.get("at"), (*path, "at")),
        result=reading.text(table.get("result"), (*path, "result")),
    )


def read_methods(reading: Reading, value: Plain, path: DocPath) -> tuple[Method, ...]:
    """Return how an answer was established: one method, or a list of them, each once."""
    if value is None:
        return ()
    rows = [(path, value)] if isinstance(value, str) else reading.list_of(value, path)
    found = [reading.choice("GS113", part, where, METHODS) for where, part in rows]
    return tuple(dict.fromkeys(method for method in found if method is not None))


def _texts(reading: Reading, value: Plain, path: DocPath) -> tuple[str, ...]:
    """Return a list of texts; one text stands for a list of one."""
    return reading.texts([value] if isinstance(value, str) else value, path)
