"""What `merge` says, and the words of a form as a spreadsheet."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    # A form as a spreadsheet
    "column.item": "Item",
    "column.checklist": "Checklist",
    "column.severity": "Severity",
    "column.statement": "Statement",
    "column.good": "What good looks like",
    "column.answer": "Answer",
    "column.note": "Note",
    "column.reason": "Reason (not applicable)",
    "column.owner": "Owner",
    "column.due": "Due",
    "column.evidence": "Evidence, one a line",
    "column.waiver_reason": "Waiver: reason",
    "column.waiver_by": "Waiver: approved by",
    "column.waiver_granted": "Waiver: granted",
    "column.waiver_until": "Waiver: until",
    "column.system": "System",
    "column.sheet": "Answer sheet",
    "column.base": "Made from",
    "good": "{number}. {text}",
    "sheet.items": "Items",
    "sheet.about": "How to fill in",
    "pick.title": "No answer",
    "pick": "Choose one of: {words}",
    "about.lang": "Language",
    "about.steps": (
        'This is the readiness checklist of "{system}", {n} item. Fill in the white cells; leave empty what you do not '
        "know.\n"
        "Answer: choose {words}. Say under Note what there is and what is missing. Not applicable needs a reason.\n"
        "Partly met or not met: name an owner and a date (2026-12-05). Evidence: one file path or link a line.\n"
        "A waiver is a gap that somebody accepts: it needs all four fields.\n"
        "A line of evidence in braces has a title or a date; leave it, or change what stands between the quotes.\n"
        "Every cell but the dates is text and stays as you type it; formulas are refused.\n"
        "Rows may be filtered. To sort, move or delete, take the sheet protection off (Review, Unprotect Sheet); there "
        "is no password. Keep the hidden columns. What is typed into a grey cell is not read.\n"
        "Send the file back. Its owner runs: gapsheet merge FILE",
        'This is the readiness checklist of "{system}", {n} items. Fill in the white cells; leave empty what you do '
        "not know.\n"
        "Answer: choose {words}. Say under Note what there is and what is missing. Not applicable needs a reason.\n"
        "Partly met or not met: name an owner and a date (2026-12-05). Evidence: one file path or link a line.\n"
        "A waiver is a gap that somebody accepts: it needs all four fields.\n"
        "A line of evidence in braces has a title or a date; leave it, or change what stands between the quotes.\n"
        "Every cell but the dates is text and stays as you type it; formulas are refused.\n"
        "Rows may be filtered. To sort, move or delete, take the sheet protection off (Review, Unprotect Sheet); there "
        "is no password. Keep the hidden columns. What is typed into a grey cell is not read.\n"
        "Send the file back. Its owner runs: gapsheet merge FILE",
    ),
    # Mistakes in a table that came back
    "column.moved": (
        "the hidden first row calls this column {name}: one of the two rows was moved alone; start from a fresh form"
    ),
    "column.twice": 'the column "{name}" is there twice',
    "column.unknown": 'nobody reads the column "{name}": move what it says to Note, or delete it',
    "column.none": "there is something beside the table, in a column without a name: move it to Note, or delete it",
    "column.waiver": "a column of the waiver is missing: all four are needed, or none",
    "cell.no-item": "this row does not say which item it is about",
    "cell.twice": "{item} stands here a second time, first in row {row}",
    "cell.origin": (
        'here it says "{text}", and "{first}" in the rows above: rows of two forms do not mix; merge each by itself'
    ),
    "cell.formula": 'this is a formula ("{text}"), and formulas are not computed: write what it should say as text',
    "cell.error": 'this is an error of the spreadsheet ("{text}"): write what it should say as text',
    "cell.number": 'this is a number ("{text}"), and what was typed may have been lost: write it as text',
    "cell.time": 'this is a time ("{text}"): write a date like 2026-12-05, or text',
    "cell.serial": '"{text}" is a number where a date belongs: write it like {day}, if that is the day',
    "cell.evidence": 'this evidence cannot be read ("{text}"): write a path or a link, one a line',
    # What merge says
    "head.item": "item",
    "head.field": "field",
    "head.base": "base",
    "head.ours": "ours",
    "head.theirs": "theirs",
    "empty": "(empty)",
    "base.history": "The form started from {path} at {commit}.",
    "base.unknown": (
        "Nobody knows what {returned} started from: what says something different on both sides is a conflict, "
        "and what is empty takes nothing away."
    ),
    "only-answers": "{returned} is a whole sheet: only its answers are merged.",
    "guessed": "{returned} was read as GB18030; characters that it lacks arrive as question marks.",
    "conflicts": (
        "{n} conflict: the two sides differ; nothing was written. Decide with --ours or --theirs, or in {path}.",
        "{n} conflicts: the two sides differ; nothing was written. Decide with --ours or --theirs, or in {path}.",
    ),
    "decided.ours": (
        "{n} conflict: what {path} says stays",
        "{n} conflicts: what {path} says stays",
    ),
    "decided.theirs": (
        "{n} conflict: what {returned} says is taken",
        "{n} conflicts: what {returned} says is taken",
    ),
    "left-out": "Only in {returned}, and left out because --ours keeps an item as it is: {fields}",
    "ignored": (
        "Empty in {returned}, kept in {path}: {fields}. To take a field away: gapsheet set ITEM --clear FIELD, "
        "or name with --base what the form started from."
    ),
    "settled": "by and at differ; they go with the answer, and of two answers alike the earlier counts: {items}",
    "unread": '{returned}:{cell}: what is written into the column "{column}" is not taken over; it belongs under Note',
    "unread.sheet": '{returned}: what is written on the sheet "{title}" is not read',
    "unread.more": ("{n} more cell of such a column differs", "{n} more cells of such columns differ"),
    "list.semicolon": "; ",
    "list.more": "and {n} more",
    "written": ("Merged {returned} into {path}: {n} item changed", "Merged {returned} into {path}: {n} items changed"),
    "unchanged": "{returned} changes nothing in {path}; nothing was written",
    "refused": (
        "{path} was left as it is: {n} mistake in {returned}",
        "{path} was left as it is: {n} mistakes in {returned}",
    ),
    "others.now": "{path} has mistakes of its own; correct them first:",
    "others.then": "{path} would have mistakes with what {returned} says; nothing was written:",
}
