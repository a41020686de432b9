"""Mistakes in files as SARIF 2.1.0 (see `sarif_log.py`): rules are all codes of the catalogue, results what was found.

Fingerprints are made of the code, the file and the words of the message, so that an alert keeps its identity while
lines move; the second of two that are alike is counted. A mistake of a whole file stands at its first line.
Not expressed: the line of the file itself with its caret, which a reader of SARIF shows from the file.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from gapsheet.codes import Code, catalogue
from gapsheet.diagnostics import Diagnostic
from gapsheet.report import sarif_log as log
from gapsheet.report.diagnostics_text import advice, message
from gapsheet.words import Lang, say

BANDS = {"GS0": "file", "GS1": "sheet", "GS2": "sheet", "GS3": "checklist", "GS4": "policy", "GS5": "audit"}
"""What the codes of each band are about, as a tag (`gapsheet.codes`)."""


def render(diagnostics: Iterable[Diagnostic], lang: Lang, *, kind: str, version: str, files: Sequence[str] = ()) -> str:
    """Return the log of `check` or `lint`, which `kind` names.

    `files` are those that were looked at, relative to the root. One file alone names the run, so that runs for two
    sheets of one repository do not take each other's place.
    """
    category = f"gapsheet-{kind}/"
    if len(files) == 1:
        category += f"{log.uri(files[0])}/"
    rules = [_rule(code, lang) for code in catalogue().values()]
    indices = log.indices(rules)
    seen: Counter[tuple[str, ...]] = Counter()
    results = []
    for one in diagnostics:
        said = (one.code, one.path, message(one, "en"))
        seen[said] += 1
        mark = log.fingerprint(*said, occurrence=seen[said])
        where = log.place(one.path, one.span.line, one.span.column, one.span.end)
        results.append(log.result(indices, one.code, one.severity, sentence(one, lang), where, mark))
    run = log.run(version=version, category=category, lang=lang, rules=rules, results=results)
    if files:
        run["artifacts"] = [{"location": {"uri": log.uri(path), "uriBaseId": log.ROOT}} for path in files]
    return log.render(run)


def sentence(diagnostic: Diagnostic, lang: Lang) -> str:
    """Return what is wrong and, on a line of its own, what to type instead."""
    text = advice(diagnostic, lang)
    said = message(diagnostic, lang)
    return f"{said}\n{say(lang, 'diagnostics', 'help', text=text)}" if text else said


def _rule(code: Code, lang: Lang) -> log.Object:
    lines = say(lang, "explain", code.code).split("\n")
    prose = [line for line in lines if not line.startswith(" ")]
    joined = (" " if lang == "en" else "").join(prose)
    more = say(lang, "sarif", "help.more", name=code.code)
    marked = say(lang, "sarif", "help.more.markdown", name=code.code)
    return log.rule(
        code.code,
        code.severity,
        short=_first_sentence(joined, lang),
        full=joined,
        text=log.fitted(lines, more),
        markdown=log.fitted(_marked(lines), marked),
        tags=(BANDS[code.code[:3]], code.slug),
    )


def _first_sentence(text: str, lang: Lang) -> str:
    mark = ". " if lang == "en" else "。"
    head, found, _ = text.partition(mark)
    return head + found.strip()


def _marked(lines: Iterable[str]) -> list[str]:
    """Return our own words as Markdown: the examples in them, which are indented, as blocks of YAML."""
    out: list[str] = []
    inside = False
    for line in lines:
        example = line.startswith("    ")
        if example != inside:
            out += ["", "```yaml"] if example else ["```", ""]
        out.append(line[4:] if example else line)
        inside = example
    return [*out, "```"] if inside else out
