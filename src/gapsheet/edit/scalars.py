"""Text as YAML writes it: plain where YAML 1.1 and 1.2 both read it as that text, quoted otherwise."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

import yaml

from gapsheet.edit.change import DATES, PART_ORDER, Value

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_FLOW = frozenset(",[]{}:?")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"})
_CORE = re.compile(
    r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|\.?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.nan"
)
"""Numbers of YAML 1.2 (its core schema); those of 1.1 are asked of PyYAML."""
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def scalar(text: str, *, flow: bool = False, key: str = "") -> str:
    """Return one line that any YAML reader takes as `text`; `flow` where it stands inside braces or brackets."""
    if key in DATES and _ISO_DATE.fullmatch(text):
        return text
    if is_plain(text, flow=flow):
        return text
    if all(map(_shown, text)) and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if _shown(char) else _escape(char) for char in quoted)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Tell whether a text may stand without quotes, and is read as that text by YAML 1.1 and 1.2 alike."""
    if not text or text != text.strip() or text[0] in _INDICATORS or not all(map(_shown, text)):
        return False
    if ": " in text or " #" in text or text.endswith(":") or (flow and _FLOW.intersection(text)):
        return False
    return not _means_something(text)


def is_block(text: str) -> bool:
    """Tell whether a text of several lines can stand as a literal block, line by line as it is."""
    lines = text.split("\n")
    safe = all(line == line.rstrip() and all(map(_shown, line)) for line in lines)
    return len(lines) > 1 and safe and bool(lines[0]) and lines[0][0] != " " and bool(lines[-1])


def flow_value(value: Value, key: str = "") -> str:
    """Return any value in one line, as it stands inside braces."""
    if isinstance(value, str):
        return scalar(value, flow=True, key=key)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow_value(part, name)}" for name, part in _ordered(value)) + "}"
    return "[" + ", ".join(flow_value(part) for part in value) + "]"


def block_value(value: Value, key: str, indent: int, step: int) -> tuple[str, list[str]]:
    """Return what stands after `key:` on its line, and the lines below it; the key stands at column `indent`."""
    if isinstance(value, str):
        if not is_block(value):
            return scalar(value, key=key), []
        pad = " " * (indent + step)
        return "|-", [f"{pad}{line}" if line else "" for line in value.split("\n")]
    if isinstance(value, Mapping):
        return flow_value(value), []
    if len(value) == 1 and isinstance(value[0], str):
        return scalar(value[0]), []
    if key == "method":  # words, which fit into a line
        return flow_value(value), []
    return "", [line for part in value for line in listed(part, " " * (indent + step))]


def listed(part: Value, pad: str) -> list[str]:
    """Return one piece of a list as lines."""
    if not isinstance(part, Mapping):
        return [f"{pad}- {scalar(part) if isinstance(part, str) else flow_value(part)}"]
    rows = [f"{name}: {scalar(text, key=name)}" for name, text in _ordered(part) if isinstance(text, str)]
    return [f"{pad}{'- ' if number == 0 else '  '}{row}" for number, row in enumerate(rows)]


def _ordered(value: Mapping[str, Value]) -> list[tuple[str, Value]]:
    order = PART_ORDER
    return sorted(value.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _means_something(text: str) -> bool:
    """Tell whether a plain text is a number, a date, a yes or a null to some reader."""
    if text.lower() in _WORDS or _CORE.fullmatch(text):
        return True
    rules: Sequence[tuple[str, re.Pattern[str]]] = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return any(pattern.match(text) for _, pattern in rules)


def _shown(char: str) -> bool:
    return char == " " or (unicodedata.category(char) not in _HIDDEN and not char.isspace())


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
