"""Why Gapsheet could not do its job, one sentence each; `KEY.hint` is what to do about it."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # Around every sentence
    "prefix": "error: {message}",
    "hint": "  {hint}",
    "bug": "error: a bug in Gapsheet: {error}",
    "bug.hint": "Run the command again with --debug for the trace, and report it.",
    "interrupted": "Interrupted. Nothing was written.",
    # Usage
    "usage.command": 'no command "{word}"',
    "usage.command.near": 'no command "{word}". Did you mean "{near}"?',
    "usage.command.hint": "gapsheet --help lists the commands.",
    "usage.subcommand": '"{command}" needs one of: {choices}',
    "usage.subcommand.unknown": '"{command}" has no command "{word}"; it has: {choices}',
    "usage.option": 'no option "{word}"',
    "usage.option.near": 'no option "{word}". Did you mean "{near}"?',
    "usage.option.hint": "{command} --help lists the options.",
    "usage.value": '"{word}" needs a value',
    "usage.value.hint": "{command} --help shows how it is called.",
    "usage.missing": "missing {name}",
    "usage.missing.hint": "{command} --help shows how it is called.",
    "usage.extra": 'one argument too many: "{word}"',
    "usage.extra.hint": "{command} --help shows how it is called.",
    "usage.other": "{message}",
    "usage.other.hint": "{command} --help shows how it is called.",
    "usage.choice": '{option} is one of {choices}, not "{value}"',
    "usage.date": '{option} is a date like 2026-11-18, not "{value}"',
    "usage.write.stdout": "--write writes files; for stdout use `gapsheet report --format {format} -o -`",
    "usage.empty": "an empty value for {name}",
    "usage.empty.hint": "Leave the option out, or give it a value. An unset variable in a script is a common cause.",
    "usage.write": '--write takes FORMAT:PATH with FORMAT one of {choices}, not "{value}"',
    "usage.write.twice": "two outputs go to the same file: {path}",
    "usage.write.input": "{path} is an input of this run and is not overwritten",
    "usage.write.input.hint": "Name another file.",
    "usage.suffix": '"{path}" does not say which format to write',
    "usage.suffix.hint": "Add --format with one of {choices}, or end the name in {suffixes}.",
    "usage.policy.none": "no policy is named, so there is nothing to judge by",
    "usage.policy.none.hint": (
        "Write `policy: launch` into the sheet, or run with --policy pilot, launch, diligence or a path."
    ),
    "usage.explain": 'nothing is called "{word}"',
    "usage.explain.near": 'nothing is called "{word}". Did you mean {near}?',
    "usage.explain.hint": (
        "An item (SEC-01), a checklist (security), a code (GS104), a rule (max_open), "
        "a policy (launch) or a fact (llm)."
    ),
    # init
    "init.exists": "{path} exists already; nothing was changed",
    "init.exists.hint": "Run with --force to replace it, or name another file with --file.",
    "init.not-a-terminal": "not a terminal, so init cannot ask",
    "init.not-a-terminal.hint": (
        "Say it with options: gapsheet init --system NAME "
        "[--checklists core] [--policy launch] [--facts llm=yes,personal-data=no]"
    ),
    "init.folder": "{path} is not a folder",
    "init.system.empty": "--system needs a name",
    "init.system.character": "--system takes one line of text without control characters",
    "init.system.long": "--system takes at most {n} characters",
    "init.facts.shape": '--facts takes NAME=yes, NAME=no or NAME=unknown, separated by commas, not "{value}"',
    "init.facts.twice": '--facts names "{word}" twice',
    "init.facts.unknown": 'there is no fact "{word}"',
    "init.facts.unknown.near": 'there is no fact "{word}". Did you mean "{near}"?',
    "init.facts.unknown.hint": "The facts are: {choices}",
    "init.checklists.unknown": 'there is no checklist "{word}"',
    "init.checklists.unknown.near": 'there is no checklist "{word}". Did you mean "{near}"?',
    "init.checklists.unknown.hint": "Sets: core, recommended, all. Checklists: {choices}",
    "init.checklists.empty": "--checklists names none",
    "init.policy.unknown": 'there is no policy "{word}"',
    "init.policy.unknown.near": 'there is no policy "{word}". Did you mean "{near}"?',
    "init.policy.unknown.hint": "Built in: {choices}",
    "init.file": '--file takes a file name like gapsheet.yaml or claims.gapsheet.yaml, not "{value}"',
    # Input
    "input.missing": "{path} does not exist",
    "input.folder": "{path} is a folder, not a file",
    "input.permission": "{path} may not be read: permission denied",
    "input.unreadable": "{path} cannot be read",
    "input.not-a-file": "{path} is not a regular file",
    "input.outside": "{path} is a link out of the repository and is not followed",
    "input.outside.hint": "Put the file itself there.",
    "input.several": "several answer sheets here: {list}",
    "input.several.hint": "Name one, for example: gapsheet check FILE",
    "input.none": "no answer sheet here: neither gapsheet.yaml nor a *.gapsheet.yaml, here or in a parent folder",
    "input.none.hint": "Start one with `gapsheet init`, or name the file.",
    "input.policy": 'there is no policy "{name}"',
    "input.policy.hint": "Built in: {list}. One of your own is named by its path, like ./policies/ours.yaml",
    "input.policy-near": 'there is no policy "{name}". Did you mean "{near}"?',
    "input.policy-near.hint": "Built in: {list}. One of your own is named by its path, like ./policies/ours.yaml",
    "input.policy-path": "{path} cannot be used as a policy",
    "input.policy-path.hint": "A policy is a .yaml or .yml file inside the repository, named by a relative path.",
    # Output
    "output.unwritable": "cannot write {path}: {reason}",
    "output.stdout": "cannot write the output: {reason}",
    # Installation
    "install.assets": "this installation of Gapsheet lacks its {kind} folder",
    "install.assets.hint": "Install it again: pip install --force-reinstall gapsheet",
    "install.builtin": "this installation of Gapsheet is damaged: {name} cannot be used",
    "install.builtin.hint": "Install it again: pip install --force-reinstall gapsheet",
}
