"""A sheet in which every field is filled, what of it must not be seen, and a comparison of two results."""

import datetime as dt
import re
from pathlib import Path

from gapsheet.app.judge import Judged, judge, open_sheet
from gapsheet.model.redaction import Part, Redaction
from gapsheet.words import Lang

DAY = dt.date(2026, 11, 20)

SHEET = """schema: gapsheet/answers/v1
system: Claims Copilot of Tomasz Wojcik
organisation: Nordlicht, tomasz
assessed: 2026-11-18
assessor: dana
independence: internal
participants: [ines, Quentin Marchetti, LIWEI, tomasz, Żaneta]
period: {from: 2026-01-01, to: 2026-10-31}
subject:
  version: 1.4.0 by ines
  commit: abc1234def
  image: registry.example.org/claims:1.4
  models: [gpt of Dana Ruiz]
  environment: production, run by tomasz
scope:
  text: Asked Dana  ruiz, see https://wiki.example.org/scope.
  in: [the api that Ines Moreau wrote]
  out: [移动端由李伟负责]
assumptions: [Ines.Moreau@example.org answers, 见https://wiki.example.org/假设，未改]
statement: {text: "I, Hana Sato, am sure", name: hana, role: CTO, date: 2026-11-17}
signoff:
  - {role: prepared, name: Dana Ruiz, at: 2026-11-17}
  - {role: reviewed, name: Rosalind Achterberg, at: 2026-11-17}
  - {role: approved, name: dana, at: 2026-11-17}
classification: for Hana Sato only
distribution: Board, hana
checklists: [update@1.0, ml-test-score@1.0]
policy: launch
evidence:
  pentest:
    file: evidence/pentest.pdf
    date: 2026-10-01
    collected_by: Ottokar Blum
    source_system: https://vault.example.org/x
    retain_until: 2030-01-01
  ines-notes: {url: https://wiki.example.org/notes, title: Notes of Ines Moreau, collected_by: ines}
answers:
  UPD-01:
    answer: partial
    note: Ottokar Blum saw evidence/pentest.pdf with @dana; 请李伟处理. Mail zoe@example.org, or liwei.
    owner: liwei
    due: 2026-12-01
    by: DANA
    at: 2026-11-10
    method: [test, interview]
    population: two hundred deployments of Tomasz
    sample: twenty-five drawn by lot
    exceptions: two that Ines undid
    reviewed: {by: ines, at: 2026-11-12, result: unmet}
    evidence:
      - ref: pentest
      - ref: ines-notes
      - evidence/dana-interview.md
      - mailto:quentin@example.org
      - https://tracker.example.org/T-1
      - {file: evidence/first.md, title: Drill, date: 2026-09-01}
      - {file: ./evidence/second.md, title: Drill, date: 2026-09-01}
    waiver:
      reason: Hana Sato agreed, https://tracker.example.org/T-1
      by: hana
      granted: 2026-11-01
      until: 2026-12-10
      compensating_control: dana watches the queue
      residual_risk: small, says Li Wei
  UPD-02: {answer: n/a, reason: "no users, says hana in evidence/second.md"}
  UPD-03:
    answer: met
    owner: ines
    reviewed: {by: Żaneta, result: "good, but slow on Mondays"}
    evidence: [{file: evidence/none.md, title: Drill}, https://tracker.example.org/T-1]
  UPD-04: {answer: unmet, note: nobody has tried it yet, owner: dana, evidence: evidence/pentest.pdf}
  MTS-01: {answer: partial, note: half of it stands}
people: {dana: Dana Ruiz, hana: "Hana Sato, CTO", ines: Ines Moreau, liwei: Li Wei 李伟, tomasz: Tomasz Wojcik}
"""

FILES = ("pentest.pdf", "dana-interview.md", "first.md", "second.md")

GONE: dict[Part, tuple[str, ...]] = {
    "people": (
        *("dana", "ruiz", "hana", "sato", "ines", "moreau", "liwei", "Li Wei", "李伟", "tomasz", "wojcik", "Żaneta"),
        *("Quentin", "Marchetti", "Rosalind", "Achterberg", "Ottokar", "Blum", "zoe@", "@example.org", "mailto:"),
    ),
    "links": (
        *("https://wiki", "wiki.example.org", "vault.example.org", "tracker.example.org", "mailto:", ".org/假设"),
        *("evidence/pentest.pdf", *(f"evidence/{name}" for name in FILES), "none.md", "quentin@"),
    ),
    "notes": (
        *("请李伟处理", "saw evidence", "two hundred deployments", "drawn by lot", "undid", "slow on Mondays"),
        *("nobody has tried it yet", "half of it stands"),
    ),
}
"""What must not be found, in any case of letters."""

KEPT = ("registry.example.org/claims:1.4", "abc1234def", "no users, says", "watches the queue", "small, says", "agreed")
"""What stays, whatever is taken out: what identifies the system, and the reasons of exceptions."""

_IN_PLACE = re.compile(r"removed|person|人员|已隐去|untitled evidence|无标题证据| \(\d\)", re.IGNORECASE)


def write_sheet(folder: Path, sheet: str = SHEET) -> Path:
    """Write the sheet and the evidence that is there, in a folder that is a root."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "evidence").mkdir(exist_ok=True)
    for name in FILES:
        (folder / "evidence" / name).write_text(name, encoding="utf-8")
    path = folder / "gapsheet.yaml"
    path.write_text(sheet, encoding="utf-8", newline="\n")
    return path


def judged(folder: Path, parts: tuple[Part, ...] = (), langs: tuple[Lang, ...] = ("en",), **more: object) -> Judged:
    """Return the sheet of a folder judged, with these parts taken out."""
    loaded = open_sheet("gapsheet.yaml", folder, as_of=DAY)
    redact = Redaction(parts, langs) if parts else None
    found = judge(loaded, as_of=DAY, version="0", cwd=folder, policy=None, redact=redact, **more)
    assert isinstance(found, Judged), found
    return found


def found_in(text: str, value: str) -> bool:
    """Tell whether a text has a value as a word, or in it where a script has no blanks; lines are not Ines."""
    word = value.lower()
    start, end = ("(?<![a-z0-9])" if word[0].isalnum() else ""), ("(?![a-z0-9])" if word[-1].isalnum() else "")
    return re.search(f"{start}{re.escape(word)}{end}", text) is not None


def unlike(real: object, clean: object, place: str = "") -> list[str]:
    """Return the places in which one result says something else than the other, and not only less.

    A text may have become another that says that something is gone; an address may have become nothing, and a title
    that was not there the word for it.
    """
    if isinstance(real, dict) and isinstance(clean, dict):
        if list(real) != list(clean):
            return [f"{place}: {sorted(set(real) ^ set(clean))}"]
        return [one for key in real for one in unlike(real[key], clean[key], f"{place}/{key}")]
    if isinstance(real, list) and isinstance(clean, list):
        if len(real) != len(clean):
            return [f"{place}: {len(real)} and {len(clean)}"]
        return [one for at, (a, b) in enumerate(zip(real, clean, strict=True)) for one in unlike(a, b, f"{place}/{at}")]
    if real == clean and type(real) is type(clean):
        return []
    if isinstance(clean, str) and (isinstance(real, str) or place.endswith("/title")) and _IN_PLACE.search(clean):
        return []
    return [] if place.endswith(("/file", "/url")) and clean is None else [f"{place}: {real!r} and {clean!r}"]
