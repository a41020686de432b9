"""A paragraph for every code of an audit reader's questions."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "GS501": (
        "The first page of an audit report says what was assessed, for whom, by whom, when, and with which limits. "
        "What the sheet does not say stands there as an empty box. `gapsheet check --for audit` lists every such key "
        "with what to write; all of them are optional everywhere else.\n"
        "    organisation: Example Insurance Ltd\n"
        "    independence: self\n"
        "    period: {{from: 2026-08-01, to: 2026-10-31}}\n"
        "    scope: {{in: [the chat service], out: [the mobile app]}}"
    ),
    "GS502": (
        "A statement says what management answers for, and it binds nobody unless it has a text, a name, a role and a "
        "date.\n"
        "    statement:\n"
        "      text: The answers are complete and true to the best of our knowledge.\n"
        "      name: hana\n"
        "      role: CTO\n"
        "      date: 2026-11-20"
    ),
    "GS503": (
        "A record is prepared by one person, reviewed by a second and approved by somebody with authority. `signoff` "
        "names each of them with the day; an audit report leaves an empty box for whoever is missing.\n"
        "    signoff:\n"
        "      - {{role: prepared, name: mina, at: 2026-11-18}}\n"
        "      - {{role: reviewed, name: dana, at: 2026-11-19}}\n"
        "      - {{role: approved, name: hana, at: 2026-11-20}}"
    ),
    "GS504": "A sign-off without a name, or without a day, cannot be asked about later. Both belong to the entry.",
    "GS505": (
        "One person prepared the assessment and approved it, so nobody else has answered for it. An audit report says "
        "so. People are compared by handle and by the full name in `people`; case, spaces and full-width forms make "
        "no difference."
    ),
    "GS510": (
        "The answer says met or partial, and names nothing that would show it, so it counts as stated. A critical item "
        "without evidence is GS210, which every check tells."
    ),
    "GS511": (
        "A reader asks how each answer was come by: somebody was asked (interview), a record was read (document), "
        "somebody watched it work (observation) or it was tried (test). Where no claim of the sheet says so, it is "
        "noted once.\n"
        "    method: [document, test]"
    ),
    "GS512": (
        "A control that somebody watched, tried or counted is claimed to work, and that is true of some days only. "
        "`period` names them for the whole sheet, both included. Without it an audit report marks every claim as "
        '"design only": the control is set up, and nothing is said of how it works.'
    ),
    "GS513": (
        "A sample says little while nobody knows of how many it is. `population` says what there was to choose from.\n"
        "    population: all 52 releases from 1 August to 31 October\n"
        "    sample: 10 of them, every fifth\n"
        "    exceptions: one without a second approval"
    ),
    "GS514": (
        "Claims on critical and high items carry the conclusion, so a second person should have looked at each. "
        "`result` may be a word for an answer; where it differs from the answer, an audit report shows both. Where no "
        "such claim of the sheet was reviewed, it is noted once.\n"
        "    reviewed: {{by: dana, at: 2026-11-19, result: met}}"
    ),
    "GS515": (
        "Whoever answered the item (its `by`, else the sheet's `assessor`) also reviewed it: that is no second look. "
        "People are compared by handle and by the full name in `people`."
    ),
    "GS516": (
        "The review has no date, or one before the day of the answer (its `at`, else the sheet's `assessed`). Then it "
        "is not known whether this answer was reviewed, or one that stood there before."
    ),
    "GS520": (
        "Without the day that evidence is of, nobody can tell whether it is about this version and this period. Where "
        "no piece of the sheet has a date, it is noted once.\n"
        "    evidence: {{file: reports/drill.md, date: 2026-10-22}}"
    ),
    "GS521": (
        "A file can be exchanged and keep its name. With its SHA-256 digest in the sheet, every check compares the two "
        "(GS217), and an audit report gives the reader something to compare a copy with. The help has the digest of "
        "the file as it lies there: look at the file before you paste it."
    ),
    "GS522": (
        "The date of this evidence does not fit the claim. Evidence dated after the day of the check cannot have been "
        "seen. Evidence more than 365 days old says little about today. And where a claim says that a control worked, "
        "its evidence is from within `period`."
    ),
    "GS523": (
        "The sheet says that this evidence is kept until a day that has passed. A reader who asks for it may be told "
        "that it is gone."
    ),
    "GS530": (
        "A plan of action names for every gap who closes it and by when, also for one under a waiver. An audit report "
        "lists what has no date apart.\n"
        "    owner: dana\n"
        "    due: 2026-12-31"
    ),
    "GS531": (
        "The gap was to be closed by a day that has passed. Either it is closed and the answer is old, or the plan did "
        "not hold; a reader asks which."
    ),
    "GS532": (
        "Whoever accepts a risk for a time should say what limits it in the meantime, and what may still happen. An "
        "audit report prints both in its register of accepted risks.\n"
        "    waiver:\n"
        "      reason: One pilot customer; every input is reviewed by hand.\n"
        "      by: hana\n"
        "      granted: 2026-11-01\n"
        "      until: 2026-11-30\n"
        "      compensating_control: Two people read every answer before it is sent.\n"
        "      residual_risk: A drift of less than a tenth of inputs goes unseen."
    ),
    "GS540": (
        "An item without an answer is not a finding: it was not assessed, and an audit report lists it apart. A "
        "criterion of the policy that depends on it may not be determinable."
    ),
}
