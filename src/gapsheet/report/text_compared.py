"""What the gate's text says beside the rules: what changed since the baseline, and what of a change did not count."""

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Comparison, NothingToCompare
from gapsheet.report.ignored import ignored_heading, ignored_name, ignored_text
from gapsheet.report.layout import Style, pad, wrap
from gapsheet.words import say

IGNORED_SHOWN = 12
"""How many things that do not count are listed; the JSON result has all."""


def render_compared(assessment: Assessment, style: Style) -> list[str]:
    """Return the block about the baseline, or nothing where there was none."""
    found, lang = assessment.comparison, style.lang
    if isinstance(found, NothingToCompare):
        sentence = say(lang, "text", "baseline.nothing", source=found.source)
        return ["", *wrap(sentence, style.width)]
    if not isinstance(found, Comparison):
        return []
    from gapsheet.report.diff_text import changes

    return ["", *changes(found, style)]


def render_ignored(assessment: Assessment, style: Style) -> list[str]:
    """Return the block about what did not count under `--trust`, or nothing without it."""
    trust, lang = assessment.trust, style.lang
    if trust is None:
        return []
    lines = ["", *(style.paint("strong", line) for line in wrap(ignored_heading(lang, trust), style.width))]
    for entry in trust.ignored[:IGNORED_SHOWN]:
        name = f"  {pad(ignored_name(lang, entry), 8)}  "
        lines += wrap(ignored_text(lang, entry, trust), style.width, first=name, rest=" " * 12)
    left = len(trust.ignored) - IGNORED_SHOWN
    if left > 0:
        lines.append("  " + say(lang, "text", "trust.more", n=left))
    return lines
