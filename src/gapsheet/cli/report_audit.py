"""`gapsheet report --kind audit`: the record of an assessment for a reader outside, as a file."""

from pathlib import Path

from gapsheet.cli.options import Common
from gapsheet.cli.report import Wanted, asked, wrote
from gapsheet.cli.show import judged
from gapsheet.cli.terminal import Interrupts
from gapsheet.exits import ExitCode
from gapsheet.load.answers import is_path
from gapsheet.words import Lang


def write_audit(common: Common, file: str | None, wanted: Wanted) -> ExitCode:
    """Write the audit report; the exit code is that of `report`."""
    from gapsheet.app.audit import audit, rendered
    from gapsheet.app.outputs import default_name, write_bytes

    found, console = judged(common, file, asked(wanted))
    if found is None:
        return ExitCode.CANNOT
    langs: tuple[Lang, ...] = (console.lang, *([common.second] if common.second else []))
    named = wanted.baseline is not None or is_path(wanted.policy or "")
    folder = Path.cwd().resolve() if named else None
    record = audit(found, today=common.today, options=_options(wanted, langs), folder=folder)
    with Interrupts():  # a browser that still prints goes with this process
        content = rendered(record, wanted.format, langs, wanted.paper, common.env)
    if wanted.output == "-":
        console.binary(content)
        return ExitCode.OK
    path = wanted.output or default_name(found.assessment.sheet_path, "audit", wanted.format)
    written = write_bytes(content, path, cwd=Path.cwd(), inputs=found.inputs)
    console.result(wrote(console.lang, written))
    return ExitCode.OK


def _options(wanted: Wanted, langs: tuple[Lang, ...]) -> list[str]:
    """Return the options that change what the report says, to be printed in it."""
    said = {
        "--policy": wanted.policy,
        "--baseline": wanted.baseline,
        "--lang": ",".join(langs),
        "--format": wanted.format,
        "--paper": wanted.paper,
        "--redact": ",".join(wanted.redact) or None,
    }
    return [part for name, value in said.items() if value is not None for part in (name, value)]
