"""What `fill` asks and says."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "start": "Filling in {system}: {answered} of {n} answered, {todo} to go.",
    "start.how": "Every answer is saved at once. q or Ctrl-C stops; nothing is lost.",
    # An item
    "good": "Good looks like:",
    "row": "{label}: {value}",
    "label.now": "Now",
    "label.reason": "Reason",
    "label.note": "Note",
    "label.owner": "Owner",
    "label.due": "Due",
    "label.evidence": "Evidence",
    "label.waiver": "Waiver",
    "waiver.text": "until {until}, {reason}",
    # The questions
    "keys": "Answer  m met  p partial  u unmet  n n/a  s skip  b back  ? explain  q quit",
    "keys.keep": "Enter keeps: {answer}",
    "ask.answer": "> ",
    "ask.note": "Note (Enter to skip): ",
    "ask.note.there": "Note (Enter keeps it, - takes it away): ",
    "ask.reason": "Why does it not apply (b for another answer): ",
    "ask.reason.there": "Why does it not apply (Enter keeps it, b for another answer): ",
    "ask.owner": "Owner (Enter to skip): ",
    "ask.owner.there": "Owner (Enter keeps {value}, - takes it away): ",
    "ask.due": "Due, YYYY-MM-DD (Enter to skip): ",
    "ask.due.there": "Due, YYYY-MM-DD (Enter keeps {value}, - takes it away): ",
    "ask.evidence": "Evidence, a path or a link (Enter to skip): ",
    "ask.evidence.there": (
        "More evidence ({n} named; Enter goes on, - takes it away): ",
        "More evidence ({n} named; Enter goes on, - takes them away): ",
    ),
    "ask.evidence.old": (
        "Evidence for the old answer ({n} named; Enter keeps it, - takes it away): ",
        "Evidence for the old answer ({n} named; Enter keeps them, - takes them away): ",
    ),
    "ask.offered": "Enter takes {value}, or type another: ",
    # What was wrong
    "wrong": "  {message}",
    "wrong.advice": "  {message}: {advice}",
    "choose": "  Type one of the letters, and Enter.",
    "too-long": "  That line is longer than a terminal takes, so it may be cut. Shorten it, or use {command} --note …",
    "first": "  This is the first one. An answered one is asked again by {command}",
    "reason.needed": "  n/a needs a reason: why the item cannot apply to this system.",
    "character": "  That held a key that is no text, such as an arrow; type it again.",
    # What became of it
    "saved": "Saved. {answered} of {n} answered.",
    "merged": "{path} was changed in the meantime; it was read again, and the answer added to it.",
    "taken": "{path} was changed in the meantime, and {item} with it. It was read again; your answer is not in it:",
    "wrong.sheet": "{item} was not saved: {path} would have mistakes.",
    "not-saved": "{item} was not saved:",
    "half": "{item} is saved as you left it: {answer}.",
    "half.reason": "{item} was not saved: n/a needs a reason.",
    "said": "  {label}: {value}",
    # The end
    "stopped": "Saved {answered} of {n}. Resume with: {command}",
    "left": (
        "{n} of these is not answered. To be asked it again: {command}",
        "{n} of these are not answered. To be asked them again: {command}",
    ),
    "none": "No item left to ask: {answered} of {n} answered.",
    "none.again": "To change answers: {item}, or {all} for everything.",
    "next": "Next: {command}",
}
