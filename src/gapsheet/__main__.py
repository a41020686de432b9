"""`python -m gapsheet`: the same command."""

from gapsheet.cli.main import run

run()
