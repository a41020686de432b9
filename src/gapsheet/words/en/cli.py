"""What the commands say beside their results, and the help of the program."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "warnings": (
        "{n} warning in {path}; `gapsheet check` shows it.",
        "{n} warnings in {path}; `gapsheet check` shows them.",
    ),
    "help": """\
Gapsheet: readiness checklists as code. Answers in a YAML file, a score, a gate, a gap report.

Usage: gapsheet [OPTIONS] COMMAND [ARGS]...

Start:
  init             Write a sheet to fill in: gapsheet.yaml
  check            Check sheets for mistakes

Fill in:
  fill             Answer item by item in the terminal, saved after each
  set              Set answers from a script, one or many at once
  form             Write an offline form for people without a terminal
  merge            Bring in what came back from a form, item by item
  fmt              Put sheets into one form: order, spelling, remarks

Judge:
  score            The numbers, no judgement
  gate             The verdict by a policy, and the cheapest way to pass
  report           The gap report, or the audit report, as a file
  diff             What changed between two sheets, and what it did to the score
  history          The past of the sheet: what every revision in git scored

Look up:
  explain          The long help for an item, checklist, code, rule, policy or fact
  checklists list  The checklists that come with Gapsheet
  checklists lint  Check checklists, also your own
  checklists new   Start a checklist of your own
  frameworks list  The public frameworks that items refer to
  frameworks show  How far the answers reach on one of them
  schema           JSON Schema of the files, for editors and programs

Options (before or after the command):
  --as-of DATE               The day to judge on, YYYY-MM-DD; today (UTC) if not given
  --lang en|zh-CN            The language of the output
  --color auto|always|never  When to use colour; NO_COLOR and FORCE_COLOR count too
  -q, --quiet                Only the result, no talk beside it
  --debug                    Show the trace of a bug
  --version                  Show the version
  --install-completion       Install completion for the current shell
  --show-completion          Show that completion, to copy it
  -h, --help                 Show this help, or that of a command

Exit codes: 0 fine, 1 the answer is no, 2 it could not be done, 70 a bug, 130 interrupted.

Examples:
  gapsheet init --system "Claims Copilot" --checklists core --policy launch
  gapsheet check && gapsheet gate
  gapsheet gate --write html:gap.html
""",
    "help.checklists": """\
The checklists that come with Gapsheet, and what it takes to write your own.

Usage: gapsheet checklists COMMAND [ARGS]...

Commands:
  list  List the checklists that come with Gapsheet
  lint  Check checklists: their form, and the rules for items
  new   Start a checklist of your own: a commented file that passes lint

Options:
  -h, --help  Show this help, or that of a command
""",
    "help.frameworks": """\
The public frameworks that items refer to, and how far answers reach on them.

Usage: gapsheet frameworks COMMAND [ARGS]...

Commands:
  list  List the frameworks that come with Gapsheet
  show  Show one: each control, the items that speak to it, their state

Options:
  -h, --help  Show this help, or that of a command
""",
    "new.created": "Created {path}",
    "new.next": """\
Next: gapsheet checklists lint {path}
      add {pin} to checklists in the answer sheet""",
    "wrote": "Wrote {path}   {size} KB",
    "check.summary": "{counts}.",
    "check.summary.answered": "{counts}. {answered} of {n} items answered.",
    "lint.builtin": ("{n} finding in what comes with Gapsheet.", "{n} findings in what comes with Gapsheet."),
    "lint.builtin.clean": "No findings in what comes with Gapsheet.",
    "list.items": ("{n} item", "{n} items"),
    "list.set.core": "core",
    "list.set.all": "all",
    "list.set.extra": "extra",
    "list.total": ("{checklists} checklists, {n} item.", "{checklists} checklists, {n} items."),
    # form
    "form.next.table": (
        "{n} item. Send {path} to whoever knows; they fill it in, save it and send it back.",
        "{n} items. Send {path} to whoever knows; they fill it in, save it and send it back.",
    ),
    "form.next": (
        "{n} item. Send {path} to whoever knows; they save a small file in it and send that back.",
        "{n} items. Send {path} to whoever knows; they save a small file in it and send that back.",
    ),
    "form.uncommitted": (
        "{path} is not committed as it is. Commit it before it changes, so that `merge` finds what the form was "
        "made from."
    ),
    # init
    "init.welcome": "A few questions, then gapsheet.yaml is written. Ctrl-C leaves everything as it is.",
    "init.prompt": "{question}: ",
    "init.prompt.there": "{question} [{value}]: ",
    "init.system": "Name of the system",
    "init.checklists": "Checklists: core, recommended, all, or ids separated by commas",
    "init.facts": (
        "{n} question about the system. It decides which items apply.",
        "{n} questions about the system. They decide which items apply.",
    ),
    "init.facts.keys": "y yes, n no, Enter if you do not know, ? for an example, s to skip the rest",
    "init.facts.again": "y, n, Enter, ? or s",
    "init.fact": "{place}/{n}  {question}",
    "init.fact.takes": ("     decides on {n} item", "     decides on {n} items"),
    "init.policy": "Policy: {choices}, or none",
    "init.created": "Created {path}",
    "init.replaced": "Replaced {path}",
    "init.items": ("{n} item", "{n} items"),
    "init.checklists.count": ("{n} checklist", "{n} checklists"),
    "init.left-out": ("{n} item left out by facts", "{n} items left out by facts"),
    "init.added": "Added {checklists}: the policy {policy} asks for it",
    "init.time": (
        "About {n} minute to answer, at a minute an item.",
        "About {n} minutes to answer, at a minute an item.",
    ),
    "init.time.hours": "About {hours} hours to answer, at a minute an item.",
    "init.next": "Next",
    "init.next.edit": "open {path} and answer: met, partial, unmet or n/a",
    "init.next.fill": "or answer here, item by item",
    "init.next.check": "look for mistakes",
    "init.next.gate": "see what is missing",
    "init.next.score": "see the numbers",
}
