"""The command line: parse, call `app`, show, return an exit code."""
