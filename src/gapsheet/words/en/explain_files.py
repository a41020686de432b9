"""What the codes of a file, its YAML and its shape (GS0xx) mean, and what to do."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "GS001": (
        "Gapsheet reads UTF-8 only, so that names and notes look the same on every machine. The message "
        'gives the first byte that is not UTF-8. Editors call the setting "encoding" or "save with '
        'encoding"; on a command line, `iconv -f GB18030 -t UTF-8 old.yaml > new.yaml` converts a file '
        "(put the encoding it really has after -f)."
    ),
    "GS002": (
        "The file contains zero bytes, so it is a picture, an archive, a spreadsheet or the like and not "
        "a text. Gapsheet reads sheets, checklists and policies as YAML text; such a file can be named "
        "as evidence, but not read as a sheet."
    ),
    "GS003": (
        "A sheet, checklist or policy of more than 5 MB is not read, so that a file that is not what it "
        "seems cannot take up memory and time in CI. A sheet for two hundred items stays far below 200 "
        "KB. Keep logs, scans and exports in files of their own and name those as evidence."
    ),
    "GS004": (
        "The file holds nothing but spaces and comments. An empty file is not taken for a sheet without "
        "answers, because a lost file must not look like a judged one. `gapsheet init` writes a sheet "
        "with every item in it."
    ),
    "GS005": (
        "Lists and mappings stand inside each other more than 64 levels deep. Real sheets need five or "
        "six; a file as deep as this is damaged or made to crash its reader. Look for brackets that are "
        "opened again and again and never closed."
    ),
    "GS006": (
        "An alias (`*name`) repeats what an anchor (`&name`) marked earlier. A few are fine; more than "
        "50 make a sheet hard to review, because a reader of one line no longer sees what it says. Write "
        "the values out."
    ),
    "GS007": (
        "An alias stands inside the value that its own anchor marks, so the value would contain itself "
        "without end. Write out what was meant in place of the alias."
    ),
    "GS008": (
        "Aliases of values that themselves hold aliases multiply: four lines can stand for ten thousand "
        "values. Such files are refused before they are expanded. Write the values out."
    ),
    "GS009": (
        "The text contains a control character that cannot be seen, such as the escape that colours a "
        "terminal. YAML refuses these, and a report must not pass them on. They usually come from "
        "copying terminal output or a PDF: delete the character, or type the line again."
    ),
    "GS010": (
        "The YAML parser cannot make sense of the text from this place on. The usual cause is a special "
        "character in a text without quotes. Put the whole text in single quotes; a single quote inside "
        "is written twice:\n"
        "    note: 'the team''s choice: 80 % of requests'"
    ),
    "GS011": (
        "YAML allows only spaces for indentation, because a tab has no fixed width. Most editors can "
        "show tabs and replace them by spaces; two spaces per level is the usual form."
    ),
    "GS012": (
        "A full-width mark such as ： or ， looks like the ASCII mark but means nothing to YAML, so the "
        "line is read as one long text and often swallows the lines below. Switch the input method to "
        "half-width for keys, colons and commas; inside a note or a reason full-width marks are right "
        "and welcome. The ideographic space (U+3000) is such a mark too: it cannot be told from ordinary "
        "spaces, but does not indent.\n"
        "    SEC-01: 符合"
    ),
    "GS013": (
        "In YAML a # after a space starts a comment, so the rest of the line is dropped without a word: "
        '`note: waits for #12` says only "waits for". Gapsheet warns when a text is cut this way. Put '
        "the text in quotes; a remark that is meant as one has a space after its #, and is left alone.\n"
        "    note: 'waits for #12'"
    ),
    "GS014": (
        "A value without quotes cannot start with @, ` or %: YAML reserves them. Handles of people are "
        "written without the @ anyway.\n"
        "    owner: dana"
    ),
    "GS015": (
        "A line `---` starts a second document in the same file. Gapsheet reads one document per file, "
        "because it would otherwise have to guess which one counts. Remove the line, or move the rest to "
        "a file of its own."
    ),
    "GS016": (
        "`<<` would merge the keys of another mapping into this one. Merge keys were dropped from YAML "
        "1.2 and readers disagree about which value wins, so Gapsheet does not read them: in a sheet "
        "that decides a launch every answer should say what it says. Write the keys out."
    ),
    "GS017": (
        "A tag such as `!!python/object` or `!secret` asks the reader to build something other than "
        "text. Gapsheet reads every value as the text it is and never builds anything, so tags are "
        "refused. A text that really starts with ! goes in quotes."
    ),
    "GS018": (
        "The same key stands twice in one mapping, for example two answers for one item after a merge. "
        "Many readers silently take the last one; Gapsheet asks you to keep the right one. The label "
        "names the line of the first."
    ),
    "GS019": (
        "A value that starts with * refers to an anchor, and there is none of this name above it. "
        "Usually the star was meant as emphasis: put the text in single quotes.\n"
        "    note: '*urgent* ask the vendor'"
    ),
    "GS020": (
        "Two values carry the same anchor (`&name`), so an alias could mean either. Give one another "
        "name, or remove the anchor when nothing refers to it."
    ),
    "GS021": (
        "A list or a mapping stands where a key belongs. Keys are plain texts, such as SEC-01 or owner. "
        "To give two items one answer, write both lines."
    ),
    "GS022": (
        "A text without quotes contains a colon followed by a space, which YAML takes for a key and its "
        "value. Put the text in single quotes.\n"
        "    note: 'Warning: the drill failed'"
    ),
    "GS023": (
        "A bracket or a quotation mark is opened here and never closed, so everything after it was read "
        "as part of it. Close it, and put texts that contain brackets or quotation marks in the other "
        "kind of quotes."
    ),
    "GS024": (
        "The line starts further left or right than YAML expects. Keys of one mapping start in the same "
        "column, their own contents two spaces further in.\n"
        "    SEC-02:\n"
        "      answer: unmet\n"
        "      owner: dana"
    ),
    "GS025": (
        "The file is a list or a single text. Every document of Gapsheet is a mapping: `key: value` "
        "lines, the first of which names its schema."
    ),
    "GS026": (
        "Some editors put three invisible bytes, the byte-order mark, in front of a UTF-8 file. Gapsheet skips them, "
        "but other tools take them for a part of the first key. Choose UTF-8 without BOM when you save; on a command "
        "line, `sed -i '1s/^\\xEF\\xBB\\xBF//' FILE` removes it (GNU sed)."
    ),
    "GS027": (
        "The lines end in CRLF, as on Windows. Gapsheet reads them, but when one editor writes CRLF and the next LF, "
        "git shows every line as changed, and a reviewer cannot see which answer did. Set the line ends to LF in the "
        "editor, or let git do it with a line in .gitattributes:\n"
        "    *.yaml text eol=lf"
    ),
    "GS030": (
        "The key does not exist in this place. Unknown keys are errors, because a typo that is silently "
        "ignored (`onwer`, `max_opne`) would make a sheet or a gate say less than its author thinks. The "
        "help names the nearest key, or all that are possible."
    ),
    "GS031": (
        "A key that the document cannot be without is missing. A sheet needs schema, system and "
        "checklists; a checklist and a policy need the keys that their section of the documentation "
        "lists."
    ),
    "GS032": (
        "A single text is expected here, and a list or a mapping was found. A text of several lines "
        "starts with | and is indented below its key.\n"
        "    note: |\n"
        "      First line.\n"
        "      Second line."
    ),
    "GS033": (
        "A list is expected here. A list of short values fits on one line, `[first, second]`; a longer "
        "one has a line `- value` for each."
    ),
    "GS034": (
        "A mapping of keys to values is expected here, one `key: value` per line, indented under its own key. "
        "A colon without a space after it does not make a key.\n"
        "    SEC-04: met"
    ),
    "GS035": (
        "The first line of a document says what it is and in which version, for example `schema: "
        "gapsheet/answers/v1`. This file says something else: it is another kind of document, or made "
        "for another version of Gapsheet."
    ),
    "GS036": (
        "The key is there and its value is empty. Gapsheet does not guess a value; where nothing needs "
        "to be said, remove the line. (An answer alone may be empty: that means nobody has answered yet.)"
    ),
}
