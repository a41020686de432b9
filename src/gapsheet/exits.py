"""The exit codes of the command, one table for every subcommand."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a Gapsheet process returns to its caller."""

    OK = 0
    """It did its job and the answer is fine."""
    NO = 1
    """It did its job and the answer is no: the gate failed, `check` or `lint` found errors."""
    CANNOT = 2
    """It could not do its job: usage, unreadable or invalid input, unwritable output."""
    BUG = 70
    """A bug in Gapsheet: one line on stderr, the trace with `--debug`."""
    INTERRUPTED = 130
    """Interrupted by Ctrl-C."""
