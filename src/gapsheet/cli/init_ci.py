"""The part of `gapsheet init` that sets up CI."""

from collections.abc import Sequence
from pathlib import Path

from gapsheet import __version__
from gapsheet.app import ci_setup
from gapsheet.app.ci_setup import Addition, CiPlan
from gapsheet.cli.console import Console
from gapsheet.cli.options import Common
from gapsheet.words import Param, say


def set_up_beside(common: Common, names: Sequence[str], folder: str, file: str | None, *, force: bool) -> bool:
    """Write the CI files for the sheet that is there and say so; return False where there is none."""
    systems = ci_setup.read_systems(names)
    sheet = ci_setup.existing_sheet(folder, file, Path.cwd())
    if sheet is None:
        return False
    policy, lang = ci_setup.said_by(sheet)
    console = Console.of(common, common.lang or lang)
    plan = ci_setup.plan(systems, sheet, policy, source=_source(), lang=console.lang, force=force)
    console.result(_say(console, "kept-sheet", path=plan.sheet))
    set_up(console, plan)
    return True


def planned(console: Console, names: Sequence[str], sheet: Path, policy: str | None, *, force: bool) -> CiPlan:
    """Return what to write for a sheet that is about to be written."""
    systems = ci_setup.read_systems(names)
    return ci_setup.plan(systems, sheet, ci_setup.builtin(policy), source=_source(), lang=console.lang, force=force)


def set_up(console: Console, plan: CiPlan) -> None:
    """Write the files of a plan, and say what was written and what is left to do."""
    ci_setup.write(plan)
    for file in plan.files:
        console.result(_say(console, "replaced" if file.replaces else "created", path=file.path))
    for addition in plan.additions:
        console.result(_to_add(console, addition))
    if plan.to_fill:
        comma = say(console.lang, "terms", "list.comma")
        console.result("\n" + _say(console, "owner", list=comma.join(plan.to_fill)))
    lines = [_say(console, "next"), _say(console, "next.sheet", path=plan.sheet)]
    if any(path == ci_setup.PRE_COMMIT_PATH for path in plan.paths()):
        lines.append(_say(console, "next.pre-commit"))
    console.talk("\n" + "\n".join([*lines, _say(console, "next.docs")]))


def _to_add(console: Console, addition: Addition) -> str:
    if addition.present:
        return _say(console, "complete", path=addition.path)
    if addition.key is None:
        head = _say(console, "add.include", path=addition.path)
    else:
        head = _say(console, "add", path=addition.path, top=f"{addition.key}:")
    return f"\n{head}\n\n{addition.text}"


def _source() -> ci_setup.Source:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return ci_setup.source_of(distribution("gapsheet").read_text("direct_url.json"), __version__)
    except PackageNotFoundError:
        return ci_setup.source_of(None, __version__)


def _say(console: Console, key: str, **params: Param) -> str:
    return say(console.lang, "setup", key, **params)
