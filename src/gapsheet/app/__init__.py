"""Use cases: what a command does, without a terminal.

Every one takes the folder, the date and the version as arguments, prints nothing, and lets nothing out but its
result and `ToolError`. One module per use case, so that a command loads only its own.
"""
