"""What later steps of a job ask: one `name=value` a line, for the file named by GitHub's `GITHUB_OUTPUT`.

GitLab reads the same lines as a dotenv report if the names are turned into variables' names. Every name is always
there, empty where there is no such thing, so that a condition on it never meets an undefined output. Values hold no
line break, are in no language, and name no item. Not expressed: lists of items; `--write json:PATH` has them.
"""

from decimal import Decimal

from gapsheet.model.assessment import Assessment
from gapsheet.model.comparison import Comparison
from gapsheet.report.view_gate import blockers
from gapsheet.text import visible
from gapsheet.words import Lang


def render(assessment: Assessment, lang: Lang) -> str:  # every renderer is called alike
    """Return one output a line, always the same names in the same order."""
    return "".join(f"{name}={_value(value)}\n" for name, value in _outputs(assessment).items())


def _outputs(a: Assessment) -> dict[str, str | int | Decimal | None]:
    """Return the outputs: `change` is in points against the baseline, `worse` and `ignored` count items and things."""
    gate = a.gate
    compared = a.comparison if isinstance(a.comparison, Comparison) else None
    return {
        "verdict": gate.verdict if gate else None,
        "score": a.numbers.score,
        "change": compared.change if compared else None,
        "worse": len(compared.worse) if compared else None,
        "open": a.numbers.counts.open,
        "blocking": len(blockers(a)),
        "waived": a.numbers.counts.waived,
        "failed-rules": ",".join(rule.rule for rule in gate.failed) if gate else None,
        "ignored": len(a.trust.ignored) if a.trust else None,
        "policy": gate.policy if gate else None,
        "as-of": a.as_of.isoformat(),
        "sheet": a.sheet_path,
    }


def _value(value: str | int | Decimal | None) -> str:
    return "" if value is None else visible(str(value))
