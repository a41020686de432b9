"""What `set` and `fmt` say."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "change": "{item}  {old} -> {new}",
    "change.same": "{item}  {new}",
    "change.fields": "{change}   {fields}",
    "change.none": "{item}  unchanged",
    "written": ("Wrote {path}: {n} item changed", "Wrote {path}: {n} items changed"),
    "unchanged": "{path} says all of that already; nothing was written",
    "dry": ("Dry run: {n} item would change in {path}", "Dry run: {n} items would change in {path}"),
    "refused": ("{path} was left as it is: {n} mistake", "{path} was left as it is: {n} mistakes"),
    "others": "{path} has mistakes of its own; correct them first:",
    "warnings": ("{n} new warning:", "{n} new warnings:"),
    "mistake": "{place}: {message}",
    "mistake.hint": "  {advice}",
    # Mistakes in a file of answers
    "twice": "{item} stands here a second time, first in {first}",
    "nothing": "no answers in it",
    "table": "this is no table that can be read: a quote is not closed",
    "column": 'no column "{name}"; there are: {list}',
    "column.near": 'no column "{name}"; did you mean {near}?',
    "column-twice": 'the column "{name}" is there twice',
    "no-item-column": "no column is called item",
    "no-item": "it does not say which item",
    "cell-too-many": "a cell to the right of the last column",
    "field": 'no field "{name}"; there are: {list}',
    "field.near": 'no field "{name}"; did you mean {near}?',
    "set-and-cleared": "{name} is set and cleared at once",
    "json": "this is no JSON list or object",
    "json-entry": "expected an answer or an object of fields",
    "json-text": "expected a text that says something, or null",
    "json-evidence": "expected a text, an object of texts, or a list of them",
    "json-waiver": "expected an object of texts",
    "key-twice": 'the key "{name}" stands twice in one object',
    # fmt
    "fmt.would": "Would format {path}",
    "fmt.done": "Formatted {path}",
    "fmt.summary.check": ("{n} sheet would change", "{n} sheets would change"),
    "fmt.summary": ("{n} sheet formatted", "{n} sheets formatted"),
    "fmt.unchanged": "{n} unchanged",
    "fmt.invalid": "{path} has mistakes and was left as it is",
}
