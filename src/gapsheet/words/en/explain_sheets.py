"""What the codes of an answer sheet (GS1xx, GS2xx) mean, and what to do."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "GS104": (
        "No checklist of this sheet has an item of this id. A wrong id would be an answer that counts "
        "nowhere, so it is an error. Ids are never reused or renumbered; `gapsheet checklists list` "
        "shows the checklists, and `gapsheet explain SEC-01` an item. If the item belongs to another "
        "checklist, add that to `checklists`."
    ),
    "GS109": (
        "`lang` sets the language of reports: en or zh-CN. Answers and keys may be written the same way in both."
    ),
    "GS110": (
        "An answer is one of four words: met, partial, unmet, n/a, or 符合, 部分符合, 不符合, 不适用. "
        'Other words are not guessed, because "done" or "yes" hides whether every condition holds. Met '
        'means that every line under "met when" holds; partial that some do; leave the value empty while '
        "nobody has looked."
    ),
    "GS111": (
        "The item exists, in a checklist that this sheet does not list, so the answer would count "
        "nowhere. Add the checklist with its version, or remove the answer.\n"
        "    checklists: [security@1.0, privacy@1.0]"
    ),
    "GS112": (
        '"Not applicable" takes an item out of the score, so a reader must be able to see why. Give a '
        "`reason` that a stranger can check.\n"
        "    UPD-05:\n"
        "      answer: n/a\n"
        "      reason: The pilot customer is briefed in person at every release."
    ),
    "GS113": (
        "`method` says how an answer was established, in one word or a list: interview (somebody was asked), document "
        "(something was read), observation (somebody watched it work), test (it was tried). An audit report prints it "
        "beside the answer.\n"
        "    method: [document, test]"
    ),
    "GS114": (
        "`independence` says who assessed: self (the team that built the system), internal (others of the same "
        "organisation) or external (somebody outside). An audit report prints it on its first page."
    ),
    "GS115": (
        "`signoff` lists who prepared, reviewed and approved the assessment. Where one person prepared and approved "
        "it, an audit report says so.\n"
        "    signoff:\n"
        "      - {{role: prepared, name: mina, at: 2026-11-18}}\n"
        "      - {{role: approved, name: hana, at: 2026-11-20}}"
    ),
    "GS120": (
        "There is no built-in checklist of this id. `gapsheet checklists list` shows those there are. A "
        "checklist of your own is named by its path, relative to the sheet, with its version.\n"
        "    checklists: [security@1.0, ./checklists/fintech.yaml@1.0]"
    ),
    "GS121": (
        "A sheet says which version of a checklist it answers, as in security@1.0. Without that, a new "
        "release of Gapsheet could add items and turn a gate red by itself."
    ),
    "GS122": (
        'A pin is the id or path of a checklist, @, and MAJOR.MINOR: security@1.0. "Latest", a range or '
        "a third number are not used: a minor version is exact enough, because a patch changes no item."
    ),
    "GS123": (
        "The sheet was written for a newer checklist than this Gapsheet has, so some of its items are "
        "unknown here. Upgrade Gapsheet (or the checklist's file), or go back to the version that is "
        "installed."
    ),
    "GS124": (
        "A new major version may change what an item asks, so answers do not carry over by themselves. "
        "Install the Gapsheet that has the pinned version, or pin the installed one and look at every "
        "answer of that checklist again."
    ),
    "GS125": "Two entries of `checklists` load the same checklist. Keep the one whose version was answered.",
    "GS126": (
        "Two checklists use the same three letters for their items, so an id such as FIN-01 would mean "
        "two things. Change the prefix of one that is your own."
    ),
    "GS127": (
        "The list of checklists is empty, so there is no item to answer and nothing to judge. `gapsheet "
        "init` fills it in; the five core checklists are a good start."
    ),
    "GS128": (
        "A checklist or policy of your own must be a regular file ending in .yaml or .yml inside the "
        "repository (the git top level, or the sheet's folder outside git), named by a path relative to "
        "the sheet. Links are followed and then judged by where they lead. This keeps a pull request "
        "from making CI read other files."
    ),
    "GS129": (
        "An overlay holds the items of the checklist that it extends, so the two would count the same items twice. An "
        "overlay stands in the sheet instead of its base: remove the pin of the base, or of one of two overlays of it."
    ),
    "GS130": (
        "Facts say what is true of the system, and decide which items apply. The list is closed, because "
        "a misspelt fact would silently leave items in or out. `gapsheet explain llm` explains one; a "
        "fact that is not in the sheet counts as unknown, and then its items apply."
    ),
    "GS131": (
        "A fact is yes, no or unknown. Other words are not guessed: a fact answered no takes items out "
        "of the score. Write unknown, or leave the line out, when it is not settled."
    ),
    "GS132": (
        "There is no built-in policy of this id; there are pilot, launch and diligence. A policy of your "
        "own is named by its path, relative to the sheet.\n"
        "    policy: ./policies/ours.yaml"
    ),
    "GS133": (
        "`frameworks` lists the public frameworks that reports show for this sheet, beside those that facts make "
        "relevant: "
        "ids of built-in ones, and paths of files of your own. `gapsheet frameworks list` shows the ids."
    ),
    "GS134": "Each framework is shown once. Two files with one id would look like the same framework with two results.",
    "GS140": (
        "Dates are written YYYY-MM-DD, as in 2026-12-05, so that no reader takes May for December. "
        "Slashes, full-width digits and days that are not in the calendar are refused."
    ),
    "GS142": (
        "A waiver accepts a known gap for a while: it needs a reason, who accepts the risk (by), the "
        "first day (granted) and the last day (until). Without one of these nobody could tell later who "
        "accepted what, and for how long.\n"
        "    waiver: {{reason: One pilot customer, by: hana, granted: 2026-11-01, until: 2026-11-30}}"
    ),
    "GS143": (
        "The last day of the waiver lies before its first, so it is never in force. Usually the two are "
        "swapped, or the year is wrong."
    ),
    "GS144": (
        "`period` is the time over which controls were seen to operate, both days included. Its last day lies before "
        "its first: usually the two are swapped, or the year is wrong.\n"
        "    period: {{from: 2026-08-01, to: 2026-10-31}}"
    ),
    "GS150": (
        "Evidence named by a path must be a regular file inside the repository (the git top level, or "
        "the sheet's folder outside git), and never under .git. Links are followed and then judged by "
        "where they lead; nothing of such a file is ever quoted. Copy what shows the claim into the "
        "repository, or name a link to it."
    ),
    "GS155": (
        "A link is a full address that starts with https://, http:// or mailto:. Other schemes, such as "
        "javascript:, data: or file:, could run or read something when a reader of the report clicks, so "
        "they are refused."
    ),
    "GS156": (
        "One piece of evidence is one file or one link. Name it with `file` or with `url`; where both "
        "exist, write two pieces, so that each can be looked at by itself."
    ),
    "GS157": (
        "A SHA-256 digest has 64 characters, 0 to 9 and a to f in small letters. `sha256sum FILE` (on "
        "macOS `shasum -a 256 FILE`) prints it in front of the name."
    ),
    "GS158": (
        "An answer refers by name to evidence that the sheet describes once at its top, under `evidence`. There is no "
        "entry of this name.\n"
        "    evidence:\n"
        "      pen-test: {{file: reports/pen-test.pdf, date: 2026-10-02}}\n"
        "    answers:\n"
        "      SEC-02: {{answer: met, evidence: {{ref: pen-test}}}}"
    ),
    "GS159": (
        "What a piece of evidence is stands in one place. An answer that refers to it with `ref` adds nothing of its "
        "own, and an entry under `evidence` is a file or a link, not a reference to another entry."
    ),
    "GS160": (
        "A key under `evidence` is the name by which answers refer to the piece. It may not be empty, nor begin or end "
        "with blanks: a reference could never meet it."
    ),
    "GS201": (
        "The answer names a file that is not there, seen from the sheet's folder. The sheet stays valid, "
        "but the answer counts as stated, as if it had no evidence. Often the file was not committed, or "
        "the path is relative to another folder."
    ),
    "GS202": (
        "A waiver accepts a gap, so it has an effect only where the answer is unmet or partial. On any "
        "other answer it is kept and does nothing; remove it, or correct the answer."
    ),
    "GS203": (
        "The facts of the sheet settle that this item does not apply to the system, so its answer is "
        "kept and not counted. If the item does apply, the fact is wrong; if not, nothing needs to be "
        "done."
    ),
    "GS204": (
        "The sheet has a list of `people`, and this handle is not in it, so reports could show only the "
        "handle. Usually it is a typo. Sheets without `people` are not checked."
    ),
    "GS205": (
        "The item came with a later minor version than the one that the sheet pins, so it is announced "
        "and not judged. Raise the pin when you want it to count; that is a change that a reviewer sees."
    ),
    "GS206": (
        "`reason` says why an item is not applicable. On another answer it is kept but shown nowhere. A "
        "remark belongs in `note`; why a gap is accepted for now belongs in the waiver."
    ),
    "GS207": (
        "A checklist that is named by a path has the id or the prefix of a built-in one. It is used as it is. But a "
        "reader who knows the built-in one would take its score and its items for those, so a policy with "
        "`require_checklists` does not count it as the built-in checklist of the same id. An id and a prefix of its "
        "own end the doubt."
    ),
    "GS208": (
        "The overlay drops the item, with a reason that every report prints. The answer is kept and does not "
        "count. Pin "
        "the built-in checklist instead of the overlay to have it judged."
    ),
    "GS210": (
        "Items of severity critical are those that would stop a launch, so a reader wants to see more "
        "than a word. Name a file of the repository or a link; `gapsheet explain` with the item's id "
        "lists what would convince. The policy diligence makes this a rule.\n"
        "    evidence: evidence/scan-1.4.0.json"
    ),
    "GS211": (
        "A waiver is in force from `granted` to `until`, and `granted` is still to come on the day that is judged "
        "(today in UTC, or `--as-of`). Until then the gap stands open, and a gate counts it as open. That may be "
        "meant; if the risk is accepted already, the date is wrong."
    ),
    "GS212": (
        "The last day of the waiver has passed on the day that is judged (today in UTC, or `--as-of`), so it has no "
        "effect and the gap stands open again. Close the gap and answer it anew, or let whoever may accept the risk "
        "look at it again and give new dates. A waiver that is only extended, again and again, hides a decision."
    ),
    "GS213": (
        "The waiver is in force and ends within 30 days. From the day after `until` the gap stands open, and a gate "
        "that passes today may fail. Close the gap in time, or have the risk accepted for longer while there is "
        "still time to ask."
    ),
    "GS214": (
        "Whoever has to close a gap also accepted that it stays open. Accepting a risk is a decision of somebody "
        "else: one who answers for the consequences and does not gain from waiting. People are compared by handle "
        "and by the full name in `people`; case, spaces and full-width forms make no difference."
    ),
    "GS215": (
        "Whoever answered the item (`by` of the answer, else the sheet's `assessor`) also accepted its gap. Then "
        "nobody else has looked at it. People are compared by handle and by the full name in `people`; case, spaces "
        "and full-width forms make no difference."
    ),
    "GS216": (
        "The sheet describes a piece of evidence under `evidence`, and no answer refers to it. It backs nothing, and "
        "no report lists it. Often a reference was forgotten."
    ),
    "GS217": (
        "The sheet gives a SHA-256 digest for this file, and the file that lies there has another one. Either the "
        "evidence was replaced without looking at the answer again, or the digest was copied wrongly. Reports show "
        "both digests."
    ),
}
