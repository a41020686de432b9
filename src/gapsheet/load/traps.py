"""What people really typed when YAML says no: tabs, full-width marks, `@names`, an unquoted colon."""

import re

from yaml import MarkedYAMLError, YAMLError
from yaml.nodes import Node

from gapsheet.diagnostics import Diagnostic
from gapsheet.load.source import Source, place
from gapsheet.location import Span
from gapsheet.text import visible

_WIDE_COLON = re.compile("[：﹕︓]")
_WIDE_KEY = re.compile(r"\s*(?:- )?[^\s'\"#：:][^'\"#：:]{0,60}：")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")
_NO_SPACE = re.compile(r"\s*(?:- )?(?P<key>[A-Za-z][\w-]*):(?!//)(?P<value>[^\s:][^\s]*|\u3000+\S+)", re.ASCII)
WIDE_SPACE = "\u3000"
"""The ideographic space: as wide as a character, invisible, and no indentation for YAML."""
_FREE_TEXT = frozenset({"note", "reason", "title", "system", "file", "url", "assessor", "by", "owner"})


def explain_error(problem: YAMLError, source: Source) -> Diagnostic:
    """Return the diagnostic for an error of the YAML parser, at the place where the hand has to go."""
    if not isinstance(problem, MarkedYAMLError) or problem.problem_mark is None:
        return Diagnostic("GS010", source.shown)
    line, column = problem.problem_mark.line, problem.problem_mark.column
    return (
        _tab(source, line)
        or _wide_indentation(source, line)
        or _wide_colon(source, line)
        or _reserved(source, line, column, problem.problem or "")
        or _starred(source, problem)
        or _wide_comma(source, problem)
        or _unclosed(source, problem)
        or _no_space(source, problem)
        or _plain_cause(source, line, column, problem.problem or "")
    )


def _line(source: Source, line: int) -> str:
    return source.lines[line] if 0 <= line < len(source.lines) else ""


def _tab(source: Source, line: int) -> Diagnostic | None:
    text = _line(source, line)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    if "\t" not in indent:
        return None
    column = indent.index("\t") + 1
    return place(source, "GS011", Span(line + 1, column, len(indent) + 1))


def _wide_indentation(source: Source, line: int) -> Diagnostic | None:
    text = _line(source, line)
    indent = text[: len(text) - len(text.lstrip(" " + WIDE_SPACE))]
    return wide_space(source, line, indent.index(WIDE_SPACE)) if WIDE_SPACE in indent else None


def wide_space(source: Source, line: int, column: int) -> Diagnostic:
    """Return the diagnostic for ideographic spaces at a place, counted from 0, where ordinary ones belong."""
    rest = _line(source, line)[column:]
    wide = len(rest) - len(rest.lstrip(WIDE_SPACE))
    span = Span(line + 1, column + 1, column + wide + 1)
    return place(source, "GS012", span, "GS012.help.space", char="U+3000", ascii=" ")


def _wide_colon(source: Source, line: int) -> Diagnostic | None:
    """Find `key：value` on the line of the error, or just above it: there it swallowed the following lines."""
    for number in (line, *range(line - 1, max(line - 6, -1), -1)):
        text = _line(source, number)
        if _WIDE_KEY.match(text):
            hit = _WIDE_COLON.search(text)
            if hit is not None:
                span = Span(number + 1, hit.start() + 1, hit.end() + 1)
                return place(source, "GS012", span, char=hit.group(), ascii=":")
        elif text.strip() and number != line:
            return None
    return None


def _reserved(source: Source, line: int, column: int, problem: str) -> Diagnostic | None:
    text = _line(source, line)
    char = text[column : column + 1]
    if "cannot start any token" not in problem or char not in ("@", "`", "%"):
        return None
    word = re.match(r"\S+", text[column:])
    end = column + len(word.group()) if word else column + 1
    value = visible(text[column:].strip())[:40]
    return place(source, "GS014", Span(line + 1, column + 1, end + 1), char=char, value=value)


def _starred(source: Source, problem: MarkedYAMLError) -> Diagnostic | None:
    """Find `*urgent* …`: Markdown's emphasis, which YAML reads as an alias."""
    if problem.context_mark is None or "alias" not in (problem.context or ""):
        return None
    line, column = problem.context_mark.line, problem.context_mark.column
    word = re.match(r"\*([\w-]*)\*?", _line(source, line)[column:])
    name, end = (word.group(1), column + word.end()) if word else ("", column + 1)
    return place(source, "GS019", Span(line + 1, column + 1, end + 1), name=visible(name)[:60])


def _wide_comma(source: Source, problem: MarkedYAMLError) -> Diagnostic | None:
    """Find `{answer: met，note: x}`: there the full-width comma made one text of a value and the next key."""
    if problem.problem_mark is None or "flow" not in (problem.context or ""):
        return None
    line, column = problem.problem_mark.line, problem.problem_mark.column
    text = _line(source, line)
    if text[column : column + 1] == "，":
        return _comma_at(source, line, column)
    if text[column : column + 1] != ":":
        return None
    plain = _QUOTED.sub(lambda hit: "_" * len(hit.group()), text[:column])
    found = plain.rfind("，", max(plain.rfind(char) for char in ",{[") + 1)
    if found >= 0:
        return _comma_at(source, line, found)
    above = _line(source, line - 1).rstrip()
    return _comma_at(source, line - 1, len(above) - 1) if above.endswith("，") else None


def _comma_at(source: Source, line: int, column: int) -> Diagnostic:
    return place(source, "GS012", Span(line + 1, column + 1, column + 2), char="，", ascii=",")


def spaced(text: str) -> str | None:
    """Return `key: value` for a text that starts with `key:value`, which YAML takes for one text; else None."""
    hit = _NO_SPACE.match(text)
    return visible(f"{hit['key']}: {hit['value'].strip()}")[:60] if hit else None


def _no_space(source: Source, problem: MarkedYAMLError) -> Diagnostic | None:
    """Find `key:value` where YAML misses a colon, or just above a colon that is one too many for it."""
    if problem.problem_mark is None:
        return None
    number = problem.problem_mark.line - 1
    if "could not find expected ':'" in (problem.problem or "") and problem.context_mark is not None:
        number = problem.context_mark.line
    elif "mapping values are not allowed" not in (problem.problem or ""):
        return None
    text = _line(source, number)
    fixed = spaced(text)
    if fixed is None:
        return None
    first = len(text) - len(text.lstrip())
    return place(source, "GS024", Span(number + 1, first + 1, len(text.rstrip()) + 1), "GS024.help.space", fixed=fixed)


def _unclosed(source: Source, problem: MarkedYAMLError) -> Diagnostic | None:
    if problem.context_mark is None:
        return None
    line, column = problem.context_mark.line, problem.context_mark.column
    context = problem.context or ""
    for what in ("flow sequence", "flow mapping", "quoted scalar"):
        if what in context and "escape" not in (problem.problem or ""):
            text = _line(source, line)
            char = text[column : column + 1] or "?"
            return place(source, "GS023", Span(line + 1, column + 1, column + 2), char=visible(char))
    return None


def _plain_cause(source: Source, line: int, column: int, problem: str) -> Diagnostic:
    text = _line(source, line)
    here = Span(line + 1, column + 1, column + 2)
    if "mapping values are not allowed" in problem:
        if text[:column].count(": ") or _ends_in_colon_twice(text, column):
            return place(source, "GS022", here)
        first = len(text) - len(text.lstrip())
        return place(source, "GS024", Span(line + 1, first + 1, max(column + 1, first + 2)))
    if "did not find expected" in problem or "could not find expected ':'" in problem:
        return place(source, "GS024", Span(line + 1, column + 1, max(len(text.rstrip()), column + 1) + 1))
    if "escape" in problem:
        return place(source, "GS010", here, "GS010.help.escape")
    return place(source, "GS010", here)


def _ends_in_colon_twice(text: str, column: int) -> bool:
    return ":" in text[:column] and text[column : column + 1] == ":"


def cut_by_comment(key: str, value: Node, source: Source) -> Diagnostic | None:
    """Return a warning when ` #` cuts a free text short: `note: see #12` says only "see".

    A remark after a value (`met  # critical`) has a space after its `#` and is left alone.
    """
    if key not in _FREE_TEXT:
        return None
    line, column = value.end_mark.line, value.end_mark.column
    rest = _line(source, line)[column:]
    hit = re.match(r"\s+(#[^\s#]\S*)", rest)
    if hit is None:
        return None
    start = column + hit.start(1)
    return place(
        source, "GS013", Span(line + 1, start + 1, start + len(hit.group(1)) + 1), cut=visible(rest.strip())[:40]
    )
