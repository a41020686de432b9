"""One answer changed: the short form grows when it has more to say, and shrinks when only the word is left."""

from collections.abc import Mapping

from yaml.nodes import MappingNode, ScalarNode

from gapsheet.edit.change import FIELD_ORDER, RefusedError, Value
from gapsheet.edit.mapping import Style, block_spots, edit_mapping, flow_spots, lines_of, refuse_shared
from gapsheet.edit.page import Page, Patch, Spot, scalar_end
from gapsheet.edit.scalars import flow_value, scalar
from gapsheet.model.answers import ANSWER_WORDS
from gapsheet.text import width

GAP = 2
"""How many spaces stand at least before a remark."""

_CHINESE = {meaning: word for word, meaning in ANSWER_WORDS.items() if not word.isascii()}


def edit_entry(
    page: Page, spot: Spot, fields: Mapping[str, Value | None], style: Style, *, flow: bool = False
) -> list[Patch]:
    """Return the patches that change one entry; `spot.end` is where its last line ends; `flow`: it is in braces."""
    item, node = spot.name, spot.value
    if page.alias_end(spot.key, node) is not None or page.shared(node) or page.shared(spot.key):
        raise RefusedError("edit.shared-entry", item=item)
    fields = _in_its_words(page, node, fields, style)
    if isinstance(node, MappingNode) and node.value:
        return _edit_long(page, spot, node, fields, style, flow=flow)
    if not isinstance(node, (ScalarNode, MappingNode)) or page.marked(node):
        raise RefusedError("edit.odd", item=item)
    return _edit_short(page, spot, fields, style, flow=flow)


def new_entry(item: str, fields: Mapping[str, Value | None], style: Style, indent: int, remark: tuple[int, str]) -> str:
    """Return the lines of an entry that is not there yet, each after a line break; a remark at its column."""
    given = {name: value for name, value in fields.items() if value is not None}
    answer = given.get("answer")
    if isinstance(answer, str):
        given["answer"] = word(answer, chinese=style.chinese)
    short = set(given) <= {"answer"}
    head = f"{' ' * indent}{scalar(item)}:" + (f" {scalar(str(given['answer']))}" if short and given else "")
    column, said = remark
    if said:
        head += " " * max(GAP, column - width(head)) + f"# {said}"
    if short:
        return style.newline + head
    body = [lines_of(name, given[name], indent + style.step, style) for name in FIELD_ORDER if name in given]
    return style.newline + head + "".join(body)


def new_flow_entry(item: str, fields: Mapping[str, Value | None], style: Style) -> str:
    """Return an entry that is not there yet, as it stands in braces."""
    given = {name: value for name, value in fields.items() if value is not None}
    answer = given.get("answer")
    if isinstance(answer, str):
        given["answer"] = word(answer, chinese=style.chinese)
    key = scalar(item, flow=True) if item else ""
    if set(given) <= {"answer"}:
        return f"{key}: {flow_value(given['answer'])}" if given else f"{key}: "
    return f"{key}: {_braces(given)}"


def word(answer: str, *, chinese: bool) -> str:
    """Return the word for an answer in the language of the file."""
    meant = ANSWER_WORDS.get(answer)
    return answer if meant is None else _CHINESE[meant] if chinese else meant


def _in_its_words(
    page: Page, node: object, fields: Mapping[str, Value | None], style: Style
) -> Mapping[str, Value | None]:
    """Return the fields with the answer in the language of the word that stands there, else of the file."""
    answer = fields.get("answer")
    if not isinstance(answer, str):
        return fields
    old = answer_node(node)
    chinese = style.chinese if old is None or old.value not in ANSWER_WORDS else not str(old.value).isascii()
    return {**fields, "answer": word(answer, chinese=chinese)}


def answer_node(node: object) -> ScalarNode | None:
    """Return the node of the answer word of an entry in short or long form, if there is one."""
    if isinstance(node, MappingNode):
        found = [value for key, value in node.value if isinstance(key, ScalarNode) and key.value == "answer"]
        node = found[0] if found else None
    return node if isinstance(node, ScalarNode) and node.value else None


def _braces(given: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {flow_value(given[name], name)}" for name in FIELD_ORDER if name in given) + "}"


# ---- short form --------------------------------------------------------------------------------------------


def _edit_short(page: Page, spot: Spot, fields: Mapping[str, Value | None], style: Style, *, flow: bool) -> list[Patch]:
    node, colon = spot.value, page.after_colon(spot.key)
    if colon is None:  # `{SEC-01, SEC-02: met}`
        text = new_flow_entry("", fields, style).rstrip()
        return [Patch(spot.end, spot.end, text)] if any(v is not None for v in fields.values()) else []
    end = max(colon, scalar_end(page, node) if isinstance(node, ScalarNode) else int(node.end_mark.index))
    old: Value | None = page.text[node.start_mark.index : end] if isinstance(node, ScalarNode) and end > colon else None
    rest = {name: value for name, value in fields.items() if name != "answer" and value is not None}
    said = fields.get("answer", old)
    if isinstance(said, str) and fields.get("answer") is not None:
        said = scalar(said, flow=flow)  # a word that is none stays one text, for the reader of sheets to refuse
    if flow:
        given = {**({"answer": answer_of(node, fields)} if said else {}), **rest}
        text = _braces({k: v for k, v in given.items() if v is not None}) if rest else str(said or "")
        return [Patch(colon, end, f" {text}")]  # a colon in braces needs a blank behind it
    if not rest:
        return [] if said == old else [_on_the_line(page, colon, end, str(said or ""))]
    if page.line(colon) != page.line(end):
        raise RefusedError("edit.odd", item=spot.name)
    indent = page.column(spot.key.start_mark.index) + style.step
    lines = f"{style.newline}{' ' * indent}answer: {said}" if said else ""
    lines += "".join(lines_of(name, rest[name], indent, style) for name in FIELD_ORDER if name in rest)
    last = page.end(page.line(end))
    return [_on_the_line(page, colon, end, ""), Patch(last, last, lines)]


def answer_of(node: object, fields: Mapping[str, Value | None]) -> Value | None:
    """Return the answer after a change of a short form."""
    if "answer" in fields:
        return fields["answer"]
    return str(node.value) if isinstance(node, ScalarNode) else None


def _on_the_line(page: Page, colon: int, end: int, text: str) -> Patch:
    """Return the patch that puts a word after the colon, or nothing; the remark behind it keeps its column."""
    last = page.end(page.line(end))
    rest = page.text[end:last]
    remark = rest.lstrip(" \t")
    new = f" {text}" if text else ""
    if not remark:
        return Patch(colon, end, new)
    pad = len(rest) - len(remark)
    before = width(page.text[colon:end].expandtabs(1)) if page.line(colon) == page.line(end) else 0
    return Patch(colon, end + pad, new + " " * max(GAP, before + pad - width(new)))


# ---- long form ---------------------------------------------------------------------------------------------


def _edit_long(
    page: Page, spot: Spot, node: MappingNode, fields: Mapping[str, Value | None], style: Style, *, flow: bool
) -> list[Patch]:
    names = [str(key.value) for key, _ in node.value if isinstance(key, ScalarNode)]
    left = {name for name in names if not (name in fields and fields[name] is None)}
    left |= {name for name, value in fields.items() if value is not None}
    taken = any(value is None and name in names for name, value in fields.items())
    if taken and left <= {"answer"}:
        shrunk = _shrink(page, spot, node, fields, flow=flow)
        if shrunk is not None:
            return shrunk
    if not left and not node.flow_style:
        found = block_spots(page, spot.name, node, spot.end)
        if len(found) != len(names):
            raise RefusedError("edit.odd", item=spot.name)
    return edit_mapping(page, spot.name, node, spot.end, fields, FIELD_ORDER, style)


def shortened(page: Page, spot: Spot) -> list[Patch]:
    """Return the patches that write an entry in the short form where only the word is said."""
    node, colon = spot.value, page.after_colon(spot.key)
    if not isinstance(node, MappingNode) or colon is None or page.marked(node):
        return []
    if not node.value:
        return (
            [] if "#" in _between(page, spot, node, []) else [_on_the_line(page, colon, int(node.end_mark.index), "")]
        )
    if [(str(key.value), type(value)) for key, value in node.value] != [("answer", ScalarNode)]:
        return []
    try:
        return _shrink(page, spot, node, {}, flow=False) or []
    except RefusedError:
        return []


def _shrink(
    page: Page, spot: Spot, node: MappingNode, fields: Mapping[str, Value | None], *, flow: bool
) -> list[Patch] | None:
    """Return the patches that leave the short form, or None where something else is said inside."""
    colon = page.after_colon(spot.key)
    found = flow_spots(page, spot.name, node) if node.flow_style else block_spots(page, spot.name, node, spot.end)
    for part in found:
        refuse_shared(page, spot.name, part, aliases=False)
    answer = answer_node(node)
    text = fields.get("answer", answer.value if answer is not None else "")
    said = "" if not text else flow_value(str(text)) if flow else scalar(str(text))
    if colon is None or "#" in _between(page, spot, node, found) or page.marked(node):
        return None
    if node.flow_style:
        end = int(node.end_mark.index)
        if flow or page.line(colon) != page.line(end):
            return [Patch(colon, end, f" {said}")]
        return [_on_the_line(page, colon, end, said)]
    first = page.end(page.line(colon))
    return [_on_the_line(page, colon, colon, said), Patch(first, spot.end, "")]


def _between(page: Page, spot: Spot, node: MappingNode, found: list[Spot]) -> str:
    """Return what stands between and behind the values of a mapping: blanks, commas, comments."""
    if node.flow_style:
        return page.text[node.start_mark.index : node.end_mark.index]
    first = found[0].key.start_mark.index
    out = [page.text[page.end(page.line(spot.key.start_mark.index)) : first]]
    for number, part in enumerate(found):
        value = part.value
        plain = isinstance(value, ScalarNode) and value.style not in ("|", ">")
        start = max(int(value.end_mark.index), int(part.key.end_mark.index)) if plain else part.end
        out.append(page.text[start : found[number + 1].key.start_mark.index if number + 1 < len(found) else spot.end])
    return "".join(out)
