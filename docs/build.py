"""Writes anew every generated part of the README files and of the pages in `docs/`.

A part stands between `<!-- generated: NAME -->` and `<!-- end generated -->`; NAME is one of `PARTS` in
`tables`, `outputs`, `git_outputs` and `filling_outputs`. A page whose name ends in `.zh-CN.md` gets the Chinese one.
With `--check` nothing is written, and the exit code is 1 when something would change. Run it with the Python that has
Gapsheet: `make docs`.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

import filling_outputs
import git_outputs
import outputs
import tables

from gapsheet.words import Lang

ROOT = Path(__file__).resolve().parent.parent
PARTS: dict[str, Callable[[Lang], str]] = {
    **tables.PARTS,
    **outputs.PARTS,
    **git_outputs.PARTS,
    **filling_outputs.PARTS,
}

_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<end><!-- end generated -->)", re.DOTALL)


def pages() -> list[Path]:
    """Return every page with generated parts, in a fixed order."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def lang_of(page: Path) -> Lang:
    """Return the language that a page is written in."""
    return "zh-CN" if page.name.endswith(".zh-CN.md") else "en"


def built(text: str, lang: Lang) -> str:
    """Return a page with every part written anew; raises KeyError for a part that nobody writes."""

    def part(found: re.Match[str]) -> str:
        return f"{found[1]}\n{PARTS[found['name']](lang).strip()}\n\n{found['end']}"

    return _PART.sub(part, text)


def main() -> int:
    """Write the pages, or with `--check` tell which would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when something would change")
    options = parser.parse_args()
    changed = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = built(text, lang_of(page))
        if new != text:
            changed.append(page.relative_to(ROOT).as_posix())
            if not options.check:
                page.write_text(new, encoding="utf-8", newline="\n")
    if changed:
        said = "would change; run: make docs" if options.check else "written"
        sys.stdout.write("".join(f"{name}: {said}\n" for name in changed))
    return 1 if changed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
