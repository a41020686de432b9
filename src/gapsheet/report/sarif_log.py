"""The parts of a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0 plus Errata 01), as dicts.

Within what GitHub code scanning reads of it ("SARIF support for code scanning" in GitHub's documentation): texts of
a rule have at most 1,024 characters, a rule 20 tags, a run 25,000 results and 25,000 rules, a result a region with
its four numbers. Five thousand results of a run are kept; whoever writes results puts the worst first.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import quote

from gapsheet.report.markdown import escaped
from gapsheet.text import clipped, json_document, visible
from gapsheet.words import Lang, say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LONGEST = 1024
"""The characters that GitHub allows for a text of a rule."""

TAGS = 20
"""The tags that GitHub allows for a rule."""

ROOT = "%SRCROOT%"
"""The base that every path is relative to: the top of the repository."""

JOINER = "\u2060"

Object = dict[str, Any]
Level = Literal["error", "warning", "note"]

_PROBLEM: dict[Level, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?", re.ASCII)
_ACTS = re.compile(r"\](?=\()|\{(?=\d)|@(?=\w)")
_BLOCK = re.compile(r"([-+=>#]|\d+(?=[.)]))")


def render(run: Object) -> str:
    """Return a log of one run: keys sorted, ASCII only, a final line end."""
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_document(document)


def run(*, version: str, category: str, lang: Lang, rules: list[Object], results: list[Object]) -> Object:
    """Return a run of Gapsheet; `category` tells it from other runs of one commit and ends in a slash."""
    driver: Object = {"name": "Gapsheet", "version": visible(version), "rules": rules}
    if _SEMANTIC.fullmatch(version):
        driver["semanticVersion"] = version
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": category},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "invocations": [{"executionSuccessful": True}],
        "language": lang,
        "originalUriBaseIds": {ROOT: {"description": {"text": say(lang, "sarif", "root")}}},
        "results": results,
    }


def rule(name: str, level: Level, *, short: str, full: str, text: str, markdown: str, tags: Iterable[str]) -> Object:
    """Return a rule; its plain texts are made safe here, `markdown` is taken as it is."""
    return {
        "id": name,
        "shortDescription": {"text": clipped(plain(short), LONGEST)},
        "fullDescription": {"text": clipped(plain(full), LONGEST)},
        "help": {"text": clipped(plain(text), LONGEST), "markdown": markdown},
        "defaultConfiguration": {"level": level},
        "properties": {
            "problem.severity": _PROBLEM[level],
            "tags": list(dict.fromkeys(visible(tag) for tag in tags))[:TAGS],
        },
    }


def indices(rules: Iterable[Object]) -> dict[str, int]:
    """Return where each rule stands among the rules of its run."""
    return {rule["id"]: index for index, rule in enumerate(rules)}


def result(rules: Mapping[str, int], name: str, level: Level, text: str, location: Object, fingerprint: str) -> Object:
    """Return a result of one of the rules, whose indices are given; `text` is made safe here."""
    return {
        "ruleId": name,
        "ruleIndex": rules[name],
        "kind": "fail",
        "level": level,
        "message": {"text": plain(text)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def place(path: str, line: int = 1, column: int = 1, end: int = 1) -> Object:
    """Return a location within one line; `end` is the column after it."""
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path), "uriBaseId": ROOT}, "region": region}}


def uri(path: str) -> str:
    """Return a path relative to the root as a relative URI reference; no path is taken for a scheme or a query."""
    return quote(path, safe="/", errors="surrogatepass")


def fingerprint(*parts: str, occurrence: int = 1) -> str:
    """Return what stays the same while lines move: sixteen digits of a hash and which of its kind it is."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:16]}:{occurrence}"


def plain(text: str) -> str:
    """Return text that is no more than text: no link, placeholder or mention, control characters visible.

    SARIF takes `[words](target)` for a link and `{0}` for a placeholder also in plain text (sections 3.11.5 and
    3.11.6); a word joiner in between keeps them as they were typed, in readers that unescape and in those that do not.
    """
    return _ACTS.sub(lambda found: found.group() + JOINER, visible(text, keep_newlines=True))


def line_of_markdown(text: str) -> str:
    """Return text for the beginning of a line of Markdown: it opens no block, link or mention."""
    safe = escaped(visible(text).strip())
    return JOINER + safe if _BLOCK.match(safe) else safe


def fitted(lines: Iterable[str], last: str) -> str:
    """Return as many whole lines as there is room for, then an ellipsis if some are missing, then the last line."""
    kept: list[str] = []
    room = LONGEST - len(last) - len("\n…\n\n")
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept += ["", "…"]
            break
        kept.append(line)
    return "\n".join([*kept, "", last])
