"""Sheets as text, changes of them, and what an edit must leave alone; for the tests of `gapsheet.edit`."""

import json
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from gapsheet.edit.canonical import Form, canonical
from gapsheet.edit.change import EntryChange, Known, applied
from gapsheet.edit.remarks import Remarks
from gapsheet.edit.sheet import edit
from gapsheet.load.answers import TOP_KEYS
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml

SAMPLES = sorted((Path(__file__).parent / "unit/edit/samples").glob("*.yaml"))
ITEMS = [f"{prefix}-{number:02d}" for prefix in ("SEC", "UPD") for number in range(1, 9)]
ORDER = [Known(item, item[:3], f"high      Statement of {item}") for item in ITEMS]

ODD_WORDS = r"""
no yes on off y n true null ~ 1.10 12:30 0x1F 0o17 1e3 1_000 2026-12-05 .inf = << -5 +1 .5 685_230.15
@dana -dash ?what :colon #hash &amp *star !bang |pipe >fold %per `tick 'one "two {a} [b] a,b
a:b http://x.org/a?b=c&d a: a#b c\d 中文：全角
"""
TEXTS = [
    *ODD_WORDS.split(),
    "- a",
    "? b",
    "a: b",
    "a #b",
    " lead",
    "trail ",
    "tab\tin",
    "line\nline",
    "one\n\n  two\nthree",
    "  lead\nthen",
    "ends\n",
    "\nstarts",
    "wide\u3000space",
    "rtl \u202e mark",
    "bell \x07",
    "nel \x85 ls \u2028",
    "zero\u200bwidth",
    "emoji 🙂",
    "说明：接口共 17 个；#3 没有限流",
    'it\'s "both" \\ here',
    "--- ",
    "---",
    "...",
    "%YAML",
    "{{ jinja }}",
    "- ",
    "é" * 90,
    "word " * 40 + "end",
]

texts = st.sampled_from(TEXTS) | st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n :#-'\"{}[],&*!|>%@`\\"), min_size=1, max_size=12
)
dates = st.dates().map(str)
words = st.sampled_from(["met", "partial", "unmet", "n/a"])
pieces = (
    texts
    | st.fixed_dictionaries({"ref": texts})
    | st.fixed_dictionaries(
        {"file": texts},
        optional={"title": texts, "date": dates, "collected_by": texts, "source_system": texts, "retain_until": dates},
    )
)
waivers = st.fixed_dictionaries(
    {"reason": texts, "by": texts, "granted": dates, "until": dates},
    optional={"compensating_control": texts, "residual_risk": texts},
)
reviews = st.fixed_dictionaries({"by": texts}, optional={"at": dates, "result": texts})
methods = st.lists(st.sampled_from(["interview", "document", "observation", "test"]), min_size=1, unique=True)
FIELDS = {
    "answer": words,
    "by": texts,
    "at": dates,
    "reason": texts,
    "evidence": st.lists(pieces, min_size=1, max_size=3),
    "note": texts,
    "owner": texts,
    "due": dates,
    "waiver": waivers,
    "method": methods,
    "population": texts,
    "sample": texts,
    "exceptions": texts,
    "reviewed": reviews,
}


@st.composite
def fields(draw):
    """Some fields to set, and some to take away."""
    names = draw(st.lists(st.sampled_from(list(FIELDS)), min_size=1, max_size=4, unique=True))
    return {name: draw(st.none() | FIELDS[name]) for name in names}


def changes_of(items=ITEMS):
    return st.builds(EntryChange, st.sampled_from(list(items)), fields())


# ---- sheets as text ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """A sheet in pieces: what stands before the answers, each entry with what is said behind it, and the rest."""

    head: str
    entries: tuple[tuple[str, str, str], ...]
    """Item, its text from the key to the end of its last line, and what follows: breaks, comments, blank lines."""
    tail: str

    def text(self) -> str:
        return self.head + "".join(own + after for _, own, after in self.entries) + self.tail


def _plain(draw) -> str:
    return draw(st.sampled_from(["dana", "two words", "说明 文字", "it's 5 pm", '"quoted: yes"', "'single'", "a.txt"]))


@st.composite
def written(draw) -> Written:
    nl = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    indent, step = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    chinese = draw(st.booleans())
    marks = iter(range(1000))

    def comment(chance: int = 3) -> str:
        return f"  # c{next(marks)}." if draw(st.integers(0, chance)) == 0 else ""

    def word() -> str:
        said = draw(st.sampled_from(["符合", "部分符合", "不符合"] if chinese else ["met", "partial", "unmet"]))
        return draw(st.sampled_from([said, said, f'"{said}"', f"'{said}'"]))

    def entry(item: str) -> str:
        pad, deep = " " * indent, " " * (indent + step)
        key = draw(st.sampled_from([item, item, item, f'"{item}"', f"'{item}'", f"{item} "]))
        said = draw(
            st.sampled_from([None, None, None, f"high      Statement of {item}", f"low  Statement of {item} (ask)"])
        )
        remark = " " * draw(st.integers(1, 12)) + f"# {said}" if said else comment(1)
        form = draw(st.sampled_from(["empty", "short", "long", "long", "long", "braces"]))
        if form == "empty":
            return f"{pad}{key}:{remark}"
        if form == "short":
            return f"{pad}{key}: {word()}{remark}"
        if form == "braces":
            inside = [f"answer: {word()}", f"note: {_plain(draw)}", "evidence: [a.txt, {title: T, file: b.txt}]"]
            wide = draw(st.sampled_from([", ", f",{nl}{deep}", f", # c{next(marks)}.{nl}{deep}"]))
            return f"{pad}{key}: {{{wide.join(inside[: draw(st.integers(1, 3))])}}}{comment()}"
        lines = [f"{pad}{key}:{remark}"]
        names = draw(st.lists(st.sampled_from(list(FIELDS)), min_size=1, max_size=5, unique=True))
        for name in names:
            if draw(st.integers(0, 4)) == 0:
                inside = "" if lines[-1].endswith("# text 2") else "  "  # in a block it would be text
                lines.append(
                    draw(st.sampled_from([f"{deep}# c{next(marks)}.", "", f"{deep}{inside}# c{next(marks)}."]))
                )
            if name == "answer":
                lines.append(f"{deep}answer: {word()}{comment()}")
            elif name == "evidence":
                below = deep + draw(st.sampled_from(["", "  "]))
                lines += [
                    f"{deep}evidence:{comment()}",
                    f"{below}- a.txt",
                    f"{below}- file: b.txt",
                    f"{below}  title: b",
                    f"{below}- ref: pen-test{comment()}",
                    f"{below}- title: c{comment()}",
                    f"{below}  file: c.txt{comment()}",
                ]
            elif name == "waiver":
                lines += [f"{deep}waiver:{comment()}", f"{deep} reason: why{comment()}", f"{deep} by: hana"]
                lines += [f"{deep} granted: 2026-11-01{comment()}", f"{deep} until: 2026-11-30"]
                lines += draw(st.sampled_from([[], [f"{deep} residual_risk: small"]]))
            elif name == "method":
                lines.append(f"{deep}method: {draw(st.sampled_from(['test', '[document, test]']))}{comment()}")
            elif name == "reviewed":
                rows = draw(
                    st.permutations([f"{deep} by: hana{comment()}", f"{deep} at: 2026-11-19", f"{deep} result: 5"])
                )
                lines += [f"{deep}reviewed:{comment()}", *rows]
            elif name in ("due", "at"):
                lines.append(f"{deep}{name}: 2026-12-05{comment()}")
            elif draw(st.integers(0, 2)) == 0:
                header = draw(st.sampled_from(["|", "|-", ">", ">-"]))
                lines += [f"{deep}{name}: {header}{comment()}", f"{deep} text #1", "", f"{deep} # text 2"]
            else:
                lines.append(f"{deep}{name}: {_plain(draw)}{comment()}")
        return nl.join(lines)

    items = draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=5, unique=True))
    entries = []
    for item in items:
        after = [nl]
        for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
            after.append(draw(st.sampled_from([nl, f"{' ' * indent}# c{next(marks)}.{nl}", f"# c{next(marks)}.{nl}"])))
        entries.append((item, entry(item), "".join(after)))
    lang = "zh-CN" if chinese else "en"
    register = f"evidence:{comment()}{nl}  pen-test: {{file: pen-test.pdf, collected_by: dana}}{comment()}{nl}"
    before = draw(st.sampled_from(["", register, f"signoff:{nl}  - role: prepared{comment()}{nl}{register}"]))
    head = f"# first{nl}schema: gapsheet/answers/v1{nl}system: S{nl}lang: {lang}{nl}{before}{nl}answers:{comment()}{nl}"
    tail = draw(st.sampled_from(["", f"people: {{dana: Dana}}{nl}", f"# end{nl}policy: launch", "", "no newline"]))
    if tail == "no newline":
        item, own, _ = entries[-1]
        entries[-1], tail = (item, own, ""), ""
    return Written(head, tuple(entries), tail)


# ---- editing -----------------------------------------------------------------------------------------------


def parsed(text: str):
    doc, found = parse_yaml(from_text(text, Path("sheet"), "sheet", ""))
    assert doc is not None, (found, text)
    return doc


def edited(text: str, *changes: EntryChange, order=ORDER, chinese: bool = False) -> str:
    """Return the text after the changes, having checked that it says exactly that."""
    doc = parsed(text)
    new = edit(text, doc.spans.top, changes, order, chinese=chinese)
    assert applied(parsed(new).data, ()) == applied(doc.data, changes), json.dumps([text, new], ensure_ascii=False)
    return new


# ---- formatting --------------------------------------------------------------------------------------

REMARKS = Remarks(
    text={known.item: known.remark for known in ORDER},
    statements={known.item: (f"Statement of {known.item}",) for known in ORDER},
    severities=("critical", "high", "medium", "low", "关键", "重要", "一般", "提示"),
)
TITLES = {"SEC": ("Security", "安全"), "UPD": ("Updates",)}


def formatted(text: str, *, chinese: bool = False) -> str:
    """Return the one form of a sheet on the items of `ORDER`."""
    return canonical(text, lambda said: parsed(said).spans.top, Form(chinese, TOP_KEYS, ORDER, REMARKS, TITLES))
