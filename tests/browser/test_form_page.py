"""The offline form as a person fills it in: from disk, by keyboard, saved, loaded again, printed."""

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from browser.test_accessibility import violations
from cli.conftest import Tool
from gapsheet.app.form import open_form
from gapsheet.load.source import from_text
from gapsheet.load.yaml_doc import parse_yaml
from gapsheet.report import form_html

pytestmark = pytest.mark.browser

DAY = dt.date(2026, 11, 24)
NOW = "2026-11-24T14:02:30Z"
LANGS = ("en", "zh-CN")
HEAD = """\
schema: gapsheet/answers/v1
system: Claims Copilot
assessed: 2026-11-18
checklists: [update@1.0, drift@1.0]
people: {dana: Dana Ruiz, hana: Hana Sato}
answers:
"""
FRESH = HEAD + "  UPD-01:\n"
BEGUN = (
    HEAD
    + """\
  UPD-01: met
  UPD-02:
    answer: partial
    note: "Two lines.\\nThe second: \\"quoted\\"."
    owner: dana
    due: 2026-12-05
    by: hana
    at: 2026-11-02
    evidence:
      - docs/model.md
      - {url: https://ci.example.org/412, title: Run 412, date: 2026-11-12}
      - {file: reports/drift.json, sha256: 9f3c61d2b07ae1f4c41077f90a5be2d88c6e4d1f0b7a3952e6d8c1f5a2b4e790}
  UPD-03:
    answer: unmet
    owner: hana
    waiver: {reason: One pilot customer., by: hana, granted: 2026-11-01, until: 2026-11-30}
  UPD-05: {answer: n/a, reason: The pilot customer is briefed in person.}
  DRI-02: {owner: dana}
"""
)
HOSTILE = (
    "quotes \" ' \\ end",
    "</script><script>alert(1)</script><!-- --> ]]>",
    "emoji 👩🏽‍🚀 and 🏳️‍🌈",
    "\u05e9\u05dc\u05d5\u05dd \u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
    "{{ system }} %s ${x} # no comment: - [a, b] &a *a !!int",
    "x" * 5000,
    "one\ntwo\n\n  three: four\n\tfive",
    "\u2028 \u2029 \u0085 \u00a0 \ufeff in the middle",
)


class Filling:
    """A form in a browser of its own; `said` is every message, `asked` every request, `dialogs` every question."""

    def __init__(self, context, address, *, block_storage=False, accept=True):
        self.context, self.address = context, address
        self.said, self.asked, self.dialogs, self.accept = [], [], [], accept
        self.page = self.tab(block_storage=block_storage)

    def tab(self, *, block_storage=False):
        page = self.context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", self._dialog)
        page.clock.set_fixed_time(NOW)
        if block_storage:
            page.add_init_script(
                """Object.defineProperty(window, "localStorage", {
                    get() { throw new DOMException("no", "SecurityError"); },
                });"""
            )
        page.goto(self.address)
        return page

    def _dialog(self, dialog):
        self.dialogs.append(dialog.type)
        dialog.accept() if self.accept else dialog.dismiss()

    def answer(self, item, choice):
        self.page.check(f"#{item} input[value='{choice}']", force=True)

    def text(self, name):
        return self.page.locator(f"#{name}").text_content()

    def saved(self, button="#save"):
        with self.page.expect_download() as waiting:
            self.page.click(button)
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode("utf-8")

    def load(self, text, name="r.yaml"):
        """Pick a file, and return what the form says about it."""
        self.page.evaluate("document.getElementById('said').textContent = ''")
        self.page.set_input_files("#load", {"name": name, "mimeType": "", "buffer": text.encode("utf-8")})
        expect(self.page.locator("#said")).not_to_be_empty()
        return self.text("said")

    def tab_to(self, selector):
        """Press Tab until the element has the focus."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def focused(self):
        return self.page.evaluate("document.activeElement.id")


def parsed(text: str):
    """What the program's own reader makes of a saved file."""
    doc, found = parse_yaml(from_text(text, Path("returned.yaml"), "returned.yaml", ""))
    assert found == []
    assert doc is not None
    return doc.data


@pytest.fixture(scope="session")
def form_file(tmp_path_factory):
    """Write a form of a sheet; give its address."""
    made = {}

    def write(sheet: str, lang: str = "en", **limits) -> str:
        key = (sheet, lang, repr(limits))
        if key not in made:
            folder = tmp_path_factory.mktemp("form")
            (folder / ".git").mkdir()
            for name in ("docs/model.md", "reports/drift.json"):
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text("x", encoding="utf-8")
            (folder / "gapsheet.yaml").write_text(sheet, encoding="utf-8")
            form = open_form(None, folder, as_of=DAY, lang=lang, **limits).form
            assert form is not None
            (folder / "form.html").write_text(form_html.render(form), encoding="utf-8", newline="\n")
            made[key] = (folder / "form.html").as_uri()
        return made[key]

    return write


@pytest.fixture
def open_form_page(browser, form_file):
    contexts = []

    def open_(sheet=FRESH, lang="en", *, address=None, width=1280, limits=None, storage=True, accept=True, **options):
        options = {"viewport": {"width": width, "height": 820}, "locale": "en-US", "timezone_id": "UTC", **options}
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        address = address or form_file(sheet, lang, **(limits or {}))
        return Filling(context, address, block_storage=not storage, accept=accept)

    yield open_
    for context in contexts:
        context.close()


# ---- filling in -------------------------------------------------------------------------------------------------


def test_a_form_is_filled_in_by_keyboard_alone(open_form_page):
    form = open_form_page()
    keys = form.page.keyboard
    form.tab_to("#who")
    keys.type("dana")
    form.tab_to("#next")
    keys.press("Enter")
    item = form.page.evaluate("document.activeElement.closest('fieldset').dataset.item")
    assert item == "UPD-03"
    keys.press("ArrowRight")  # from "not answered" round to the first
    keys.press("ArrowRight")
    form.tab_to("#UPD-03-note")
    keys.type("Half of it.")
    keys.press("Enter")
    keys.type("The other half is due.")
    form.tab_to("#UPD-03-evidence-0-target")
    keys.type("docs/plan.md")
    form.tab_to(".ev-add")
    keys.press("Enter")
    assert form.focused() == "UPD-03-evidence-1-target"
    keys.type("https://ci.example.org/7")
    keys.press("Tab")
    keys.type("Run 7")
    form.tab_to("#UPD-03-owner")
    keys.type("hana")
    form.tab_to("#UPD-03-due")
    keys.type("12052026")
    form.tab_to("#UPD-03 .wv summary")
    keys.press("Enter")
    form.tab_to("#UPD-03-waiver-reason")
    keys.type("One pilot.")
    form.tab_to("#UPD-03-waiver-by")
    keys.type("hana")
    form.tab_to("#UPD-03-waiver-granted")
    keys.type("11012026")
    form.tab_to("#UPD-03-waiver-until")
    keys.type("11302026")
    form.tab_to("#save")
    with form.page.expect_download() as waiting:
        keys.press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert parsed(text)["answers"]["UPD-03"] == {
        "answer": "partial",
        "note": "Half of it.\nThe other half is due.",
        "owner": "hana",
        "due": "2026-12-05",
        "by": "dana",
        "at": "2026-11-24",
        "evidence": [{"file": "docs/plan.md"}, {"url": "https://ci.example.org/7", "title": "Run 7"}],
        "waiver": {"reason": "One pilot.", "by": "hana", "granted": "2026-11-01", "until": "2026-11-30"},
    }
    assert form.said == []
    assert form.asked[0] == form.address
    assert [one for one in form.asked[1:] if not one.startswith("blob:null/")] == []


def test_progress_is_said_by_checklist_and_in_all(open_form_page):
    form = open_form_page()
    total = form.page.locator("fieldset.q").count()
    assert form.text("progress") == f"0 of {total} answered."
    assert form.text("state") == "Nothing changed yet."
    form.answer("UPD-01", "met")
    form.answer("UPD-02", "unmet")
    assert form.text("progress") == f"2 of {total} answered."
    counts = form.page.locator(".side [data-count=update]").text_content()
    assert re.fullmatch(r"2 of \d+ answered", counts)
    assert form.text("state") == "Not saved to a file yet."
    form.answer("UPD-02", "")
    assert form.text("progress") == f"1 of {total} answered."


def test_the_foot_says_what_is_not_in_a_file(open_form_page):
    form = open_form_page()
    form.answer("UPD-01", "met")
    name, _ = form.saved()
    assert form.text("state") == "Saved to a file at 14:02."
    assert name in form.text("said")
    form.page.fill("#UPD-01-note", "more")
    assert form.text("state") == "Not saved to a file since 14:02."
    assert form.text("said") == ""
    form.page.fill("#UPD-01-note", "")
    assert form.text("state") == "Saved to a file at 14:02."


def test_fields_appear_where_they_matter_and_never_hide_what_they_hold(open_form_page):
    form = open_form_page()

    def shown():
        parts = ("reason", "note", "evidence-0-target", "owner", "due")
        seen = [name for name in parts if form.page.locator(f"#UPD-01-{name}").is_visible()]
        return [*seen, *(["waiver"] if form.page.locator("#UPD-01 .wv").is_visible() else [])]

    assert shown() == ["note"]
    gap = ["note", "evidence-0-target", "owner", "due", "waiver"]
    for choice, fields in (
        ("met", ["note", "evidence-0-target"]),
        ("partial", gap),
        ("unmet", gap),
        ("n/a", ["reason", "note"]),
        ("", ["note"]),
    ):
        form.answer("UPD-01", choice)
        assert shown() == fields, choice
    form.answer("UPD-01", "n/a")
    form.page.fill("#UPD-01-reason", "kept")
    form.answer("UPD-01", "met")
    assert shown() == ["reason", "note", "evidence-0-target"]
    assert form.page.locator("#UPD-01-reason-hint").is_visible()


def test_next_unanswered_goes_round(open_form_page):
    form = open_form_page(limits={"checklists": ["update"]})
    ids = form.page.eval_on_selector_all("fieldset.q", "(all) => all.map((one) => one.id)")
    at = "document.activeElement.closest('fieldset').id"
    for item in ids:
        if item not in (ids[0], ids[3]):
            form.answer(item, "met")
    form.page.focus(f"#{ids[1]}-note")
    form.page.click("#next")
    assert form.page.evaluate(at) == ids[3]
    form.page.click("#next")
    assert form.page.evaluate(at) == ids[0]
    box = form.page.locator(f"#{ids[0]}").bounding_box()
    assert 0 <= box["y"] < 200
    for item in (ids[0], ids[3]):
        form.answer(item, "unmet")
    form.page.click("#next")
    assert form.text("said") == "Every item is answered."


# ---- the file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_that_nobody_touched_says_what_the_sheet_says(open_form_page, lang):
    form = open_form_page(BEGUN, lang)
    name, text = form.saved()
    assert name == "gapsheet-returned.yaml"
    assert text.startswith("schema: gapsheet/form/v1\nsheet: gapsheet.yaml\nbase: ")
    assert re.search(rf'\nsystem: "Claims Copilot"\nlang: {lang}\nsaved: 2026-11-24T14:02:30Z\nanswers:\n  UPD-', text)
    assert "    due: 2026-12-05\n" in text
    said = parsed(text)
    assert {name: value for name, value in said["answers"].items() if value != {}} == {
        "UPD-01": {"answer": "met"},
        "UPD-02": {
            "answer": "partial",
            "note": 'Two lines.\nThe second: "quoted".',
            "owner": "dana",
            "due": "2026-12-05",
            "by": "hana",
            "at": "2026-11-02",
            "evidence": [
                {"file": "docs/model.md"},
                {"url": "https://ci.example.org/412", "title": "Run 412", "date": "2026-11-12"},
                {
                    "file": "reports/drift.json",
                    "sha256": "9f3c61d2b07ae1f4c41077f90a5be2d88c6e4d1f0b7a3952e6d8c1f5a2b4e790",
                },
            ],
        },
        "UPD-03": {
            "answer": "unmet",
            "owner": "hana",
            "waiver": {
                "reason": "One pilot customer.",
                "by": "hana",
                "granted": "2026-11-01",
                "until": "2026-11-30",
            },
        },
        "UPD-05": {"answer": "n/a", "reason": "The pilot customer is briefed in person."},
        "DRI-02": {"owner": "dana"},
    }


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_whatever_is_typed_comes_back(open_form_page, typed):
    form = open_form_page()
    form.answer("UPD-01", "n/a")
    form.page.fill("#UPD-01-reason", typed)
    form.page.fill("#UPD-01-note", typed)
    _, text = form.saved()
    kept = typed.replace("\u2028 \u2029 \u0085 \u00a0 \ufeff ", "") if typed.startswith("\u2028") else typed
    assert parsed(text)["answers"]["UPD-01"] == {"answer": "n/a", "note": kept, "reason": kept}
    again = open_form_page()
    assert again.load(text).startswith("Loaded r.yaml: ")
    assert again.page.input_value("#UPD-01-reason") == kept
    assert again.saved()[1] == text
    assert form.said + again.said == []


def test_control_characters_and_halves_of_characters_are_not_kept(open_form_page):
    form = open_form_page()
    form.page.evaluate(
        """() => {
            const note = document.getElementById("UPD-01-note");
            note.value = "a\\u0000b\\u0007c\\ud83dd\\u007fe";
            note.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    assert parsed(form.saved()[1])["answers"]["UPD-01"] == {"note": "abc\ufffdde"}


def test_a_hostile_sheet_is_text_in_the_form(open_form_page):
    nasty = '</script><img src=x onerror=alert(1)>\\"\\n\\u202e\\u2028&amp;'
    sheet = HEAD.replace("Claims Copilot", f'"{nasty}"').replace("dana: Dana Ruiz", f'dana: "{nasty}"')
    form = open_form_page(sheet + f'  UPD-01: {{answer: unmet, owner: dana, note: "{nasty}"}}\n')
    assert form.page.locator("img, iframe").count() == 0
    assert form.page.locator("script").count() == 2
    value = '</script><img src=x onerror=alert(1)>"\n\u202e\u2028&amp;'
    assert form.page.input_value("#UPD-01-note") == value
    assert "</script><img" in form.page.locator("h1").text_content()
    assert not set("\u202e\u2028") & set(form.page.locator("h1").text_content())
    said = parsed(form.saved()[1])
    assert said["system"] == value
    assert said["answers"]["UPD-01"]["note"] == value
    assert form.said == []


def test_a_saved_file_restores_everything(open_form_page):
    form = open_form_page(BEGUN)
    form.answer("UPD-06", "partial")
    form.page.fill("#UPD-06-note", "What there is.")
    form.page.fill("#UPD-06-evidence-0-target", "mailto:dana@example.org")
    form.page.fill("#UPD-06-evidence-0-date", "2026-11-20")
    form.answer("UPD-01", "")
    form.page.fill("#UPD-02-evidence-2-target", "reports/other.json")
    form.page.locator("#UPD-02 .rows button").first.click()
    _, text = form.saved()
    said = parsed(text)["answers"]
    assert said["UPD-06"]["evidence"] == [{"url": "mailto:dana@example.org", "date": "2026-11-20"}]
    assert said["UPD-01"] == {}
    assert said["UPD-02"]["evidence"][1] == {"file": "reports/other.json"}, (
        "a digest is of the file that it was taken of"
    )
    again = open_form_page(BEGUN)
    assert again.load(text).startswith("Loaded r.yaml: ")
    assert again.saved()[1] == text


def test_who_changes_an_answer_answers_for_it(open_form_page):
    form = open_form_page(BEGUN)
    form.answer("UPD-02", "met")
    changed = parsed(form.saved()[1])["answers"]["UPD-02"]
    assert "by" not in changed
    assert "at" not in changed
    form.page.fill("#who", "liwei")
    said = parsed(form.saved()[1])["answers"]
    assert (said["UPD-02"]["by"], said["UPD-02"]["at"]) == ("liwei", "2026-11-24")
    assert "by" not in said["UPD-03"]
    form.answer("UPD-02", "partial")
    assert parsed(form.saved()[1])["answers"]["UPD-02"]["by"] == "hana", "what was changed back is as it came"


GOOD = """\
schema: gapsheet/form/v1
sheet: gapsheet.yaml
base: {base}
system: "Claims Copilot"
lang: en
saved: 2026-11-24T14:02:30Z
answers:
  UPD-01:
    answer: met
"""


READ = (
    ("answer: met", "answer: yes", "line 9 is not"),
    ("answer: met", "answer: met # sure", "line 9 is not"),
    ("answer: met", "note: two words", "line 9 is not"),
    ("answer: met", 'note: "a\tb"', "line 9 is not"),
    ("answer: met", "due: 2026-02-31", "line 9 is not"),
    ("answer: met", "evidence: docs/a.md", "line 9 is not"),
    ("answer: met", "answer: met\n    answer: met", "line 10 is not"),
    ("answer: met", "__proto__: met", "line 9 is not"),
    ("    answer", "\tanswer", "line 9 is not"),
    ("  UPD-01:\n", "  UPD-01: {}\n", "line 9 is not"),
    ("base: {base}\n", "", "line 6 is not"),
    ("gapsheet/form/v1", "gapsheet/answers/v1", "not a file that this form has saved"),
    ("sheet: gapsheet.yaml", "sheet: other.yaml", "another sheet"),
    ("base: {base}", "base: 0000", "another state of the sheet"),
    ("UPD-01", "SEC-01", "does not have (SEC-01)"),
    ("UPD-01", "constructor", "does not have (constructor)"),
    ("", "", "Loaded x.yaml: 1 of"),
)
"""What is changed in a good file, into what, and what the form says then."""


def test_the_reader_takes_only_what_forms_write(open_form_page):
    form = open_form_page()
    base = form.page.evaluate("JSON.parse(document.getElementById('data').textContent).head.base")
    for old, new, words in READ:
        text = (GOOD.replace(old, new, 1) if old else GOOD).replace("{base}", base)
        assert words in form.load(text, "x.yaml"), new
        assert form.page.is_checked("#UPD-01 input[value=met]") is words.startswith("Loaded"), new
    assert form.said == []


def test_a_file_is_read_whatever_mail_made_of_its_line_ends(open_form_page):
    form = open_form_page(BEGUN)
    text = form.saved()[1]
    again = open_form_page(BEGUN)
    assert again.load("\ufeff" + text.replace("\n", "\r\n")).startswith("Loaded r.yaml: ")
    assert again.saved()[1] == text


def test_loading_over_unsaved_work_asks(open_form_page):
    form = open_form_page(accept=False)
    base = form.page.evaluate("JSON.parse(document.getElementById('data').textContent).head.base")
    form.page.fill("#UPD-01-note", "mine")
    file = {"name": "x.yaml", "mimeType": "", "buffer": GOOD.replace("{base}", base).encode("utf-8")}
    form.page.set_input_files("#load", file)
    assert form.dialogs == ["confirm"]
    assert form.page.input_value("#UPD-01-note") == "mine"


def test_the_text_can_be_copied_where_saving_does_not_work(open_form_page):
    form = open_form_page()
    form.answer("UPD-01", "met")
    form.page.click("#copy")
    shown = form.page.input_value("#copy-text")
    assert parsed(shown)["answers"]["UPD-01"] == {"answer": "met"}
    assert form.page.evaluate("getSelection().toString().length || document.activeElement.selectionEnd") == len(shown)
    form.page.click("#copy-again")
    assert form.text("said").startswith("Copied.")
    assert form.text("state") == "Not saved to a file yet."
    form.page.focus("#UPD-01-note")
    form.page.keyboard.press("Control+V")
    assert form.page.input_value("#UPD-01-note") == shown


# ---- the draft --------------------------------------------------------------------------------------------------


def test_a_draft_survives_a_reload_and_can_be_cleared(open_form_page):
    form = open_form_page(BEGUN)
    form.answer("UPD-06", "unmet")
    form.page.fill("#UPD-06-note", "nearly lost")
    form.page.fill("#who", "dana")
    form.page.reload()
    assert form.dialogs == ["beforeunload"]
    assert form.text("said") == "The draft of 14:02 is back."
    assert form.text("state") == "Not saved to a file yet."
    assert form.page.input_value("#UPD-06-note") == "nearly lost"
    assert form.page.input_value("#who") == "dana"
    assert parsed(form.saved()[1])["answers"]["UPD-06"]["by"] == "dana"
    form.page.reload()
    assert form.dialogs == ["beforeunload"], "what is in a file can be left"
    assert form.text("state") == "Saved to a file at 14:02."
    form.page.click("#clear")
    assert form.dialogs[-1] == "confirm"
    assert form.page.input_value("#UPD-06-note") == ""
    assert form.page.input_value("#who") == ""
    assert form.page.is_checked("#UPD-06 input[value='']")
    assert form.page.evaluate("localStorage.length") == 0
    form.page.reload()
    assert form.page.input_value("#UPD-06-note") == ""


def test_a_draft_belongs_to_its_form(open_form_page):
    form = open_form_page(BEGUN)
    form.page.fill("#UPD-01-note", "mine")
    form.address = form.address.replace("form.html", "other.html")
    other = Path(form.address.removeprefix("file://"))
    other.write_text(
        Path(form.page.url.removeprefix("file://")).read_text(encoding="utf-8").replace('"digest":"', '"digest":"0'),
        encoding="utf-8",
    )
    assert form.tab().input_value("#UPD-01-note") == ""


def test_the_switch_takes_the_draft_away_and_is_remembered(open_form_page):
    form = open_form_page()
    form.page.fill("#UPD-01-note", "private")
    form.page.uncheck("#keep")
    assert form.text("draft-state") == "No draft is kept."
    form.page.fill("#UPD-01-note", "still private")
    assert "private" not in form.page.evaluate("JSON.stringify(localStorage)")
    form.page.reload()
    assert not form.page.is_checked("#keep")
    assert form.page.input_value("#UPD-01-note") == ""
    form.page.check("#keep")
    form.page.fill("#UPD-01-note", "public")
    form.page.reload()
    assert form.page.input_value("#UPD-01-note") == "public"


@pytest.mark.parametrize("lang", LANGS)
def test_where_nothing_can_be_kept_the_form_says_so_and_works(open_form_page, lang):
    form = open_form_page(lang=lang, storage=False)
    notice = form.page.locator("#blocked")
    assert notice.is_visible()
    assert notice.bounding_box()["y"] < 400
    assert form.page.is_disabled("#keep")
    form.answer("UPD-01", "met")
    assert parsed(form.saved()[1])["answers"]["UPD-01"] == {"answer": "met"}
    assert form.said == []


def test_leaving_asks_only_about_work_that_is_in_no_file(open_form_page):
    form = open_form_page(accept=False)
    form.page.reload()
    assert form.dialogs == []
    form.page.locator("#UPD-01-note").press_sequentially("x")
    form.page.close(run_before_unload=True)
    form.page.wait_for_timeout(200)
    assert form.dialogs == ["beforeunload"]
    assert not form.page.is_closed()


# ---- errors -----------------------------------------------------------------------------------------------------


def test_errors_are_summed_up_with_links_and_said_beside_the_fields(open_form_page):
    form = open_form_page()
    page = form.page
    form.answer("UPD-01", "n/a")
    form.answer("UPD-02", "unmet")
    page.click("#UPD-02 .wv summary")
    page.fill("#UPD-02-waiver-reason", "for now")
    page.fill("#UPD-02-waiver-granted", "2026-11-30")
    page.fill("#UPD-02-waiver-until", "2026-11-01")
    page.click("#UPD-02 .wv summary")
    form.answer("UPD-03", "met")
    page.fill("#UPD-03-evidence-0-target", "C:\\Users\\me\\plan.docx")
    page.click("#UPD-03 .ev-add")
    page.fill("#UPD-03-evidence-1-target", "javascript:alert(1)")
    page.click("#UPD-03 .ev-add")
    page.fill("#UPD-03-evidence-2-title", "a title of nothing")
    page.reload()  # a draft keeps what is wrong, and it stays wrong
    page.locator("#UPD-02-due").press_sequentially("02312026")
    page.click("#save")
    assert page.title().startswith("Error: ")
    assert form.focused() == "errors"
    assert page.locator("#errors").get_attribute("role") == "alert"
    assert form.text("errors-heading") == "There are 7 problems"
    links = page.locator("#errors-list a")
    said = [link.text_content() for link in links.all()]
    assert [line.split(":")[0] for line in said].count("UPD-02") == 3
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        item, words = link.text_content().split(": ", 1)
        assert target.startswith(item)
        assert page.locator(f"#{target}").get_attribute("aria-invalid") == "true"
        assert f"{target}-error" in page.locator(f"#{target}").get_attribute("aria-describedby").split()
        assert page.locator(f"#{target}-error").text_content() == words
    page.click("#UPD-02 .wv summary")
    links.filter(has_text="Say who accepts").focus()
    page.keyboard.press("Enter")
    assert form.focused() == "UPD-02-waiver-by"
    assert page.locator("#UPD-02-waiver-by").is_visible()
    page.fill("#UPD-01-reason", "No customers yet.")
    page.fill("#UPD-02-due", "2026-02-28")
    page.fill("#UPD-02-waiver-by", "hana")
    page.fill("#UPD-02-waiver-until", "2026-12-30")
    for place in (2, 1, 0):
        page.locator("#UPD-03 .rows button").nth(place).click()
    form.saved()
    assert not page.title().startswith("Error")
    assert page.locator(".err, [aria-invalid]").count() == 0
    assert not page.locator("#errors").is_visible()


def test_unfinished_work_can_be_saved_and_gone_on_with(open_form_page):
    form = open_form_page()
    form.answer("UPD-01", "n/a")
    form.answer("UPD-02", "unmet")
    form.page.click("#UPD-02 .wv summary")
    form.page.fill("#UPD-02-waiver-by", "hana")
    form.page.click("#save")
    _, text = form.saved("#anyway")
    assert form.focused() == "save"
    assert parsed(text)["answers"]["UPD-01"] == {"answer": "n/a"}
    assert parsed(text)["answers"]["UPD-02"] == {"answer": "unmet", "waiver": {"by": "hana"}}
    again = open_form_page()
    assert again.load(text).startswith("Loaded r.yaml: ")
    assert again.page.input_value("#UPD-02-waiver-by") == "hana"


# ---- limits, looks, paper ---------------------------------------------------------------------------------------


def test_a_form_can_be_limited(open_form_page):
    form = open_form_page(BEGUN, limits={"checklists": ["drift"]})
    assert set(parsed(form.saved()[1])["answers"]) == set(
        form.page.eval_on_selector_all("fieldset.q", "(all) => all.map((one) => one.id)")
    )
    assert all(name.startswith("DRI-") for name in parsed(form.saved()[1])["answers"])
    form = open_form_page(BEGUN, limits={"owner": "dana"})
    name, text = form.saved()
    assert name == "gapsheet-returned-dana.yaml"
    assert sorted(parsed(text)["answers"]) == ["DRI-02", "UPD-02"]
    assert "Dana Ruiz" in form.page.locator(".facts").text_content()


def test_nothing_but_its_own_style_and_script_may_act(open_form_page):
    form = open_form_page()
    policy = form.page.get_attribute("meta[http-equiv]", "content")
    for rule in (
        "default-src 'none'",
        "connect-src 'none'",
        "form-action 'none'",
        "script-src 'sha256-",
        "style-src 'sha256-",
    ):
        assert rule in policy
    assert "unsafe" not in policy
    form.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'ran'";
            document.body.append(script);
            await fetch("https://example.org/").catch(() => {});
        }"""
    )
    assert form.page.title() != "ran"
    assert len([text for text in form.said if "Content Security Policy" in text]) >= 2


def test_without_scripts_the_form_can_be_read_and_says_why_not_more(open_form_page):
    form = open_form_page(java_script_enabled=False)
    assert form.page.locator(".notice").first.is_visible()
    assert form.page.locator("fieldset.q h3").first.is_visible()
    assert not form.page.locator(".dock").is_visible()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_never_scrolls_sideways_and_the_dock_hides_no_focus(open_form_page, lang, width):
    form = open_form_page(BEGUN, lang, width=width)
    page = form.page
    form.answer("UPD-01", "n/a")
    form.answer("UPD-04", "partial")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.click("#save")
    assert page.locator("#errors").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dock = page.locator(".dock").bounding_box()
    page.focus("#UPD-01-note")
    for _ in range(25):
        page.keyboard.press("Tab")
        box = page.evaluate("(({ bottom, top }) => ({ bottom, top }))(document.activeElement.getBoundingClientRect())")
        assert box["bottom"] <= dock["y"] + 1, page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
        assert box["top"] >= -1


def test_targets_are_large_enough(open_form_page):
    page = open_form_page(BEGUN, width=390).page
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll("button, input, summary, .opt, .side a, textarea"))
            .filter((part) => part.offsetParent && !part.matches("[type=checkbox]"))
            .map((part) => [part.getBoundingClientRect(), part.outerHTML.slice(0, 60)])
            .filter(([box]) => box.width < 24 || box.height < 24).map(([, html]) => html)"""
    )
    assert small == []


# Each language and scheme, each width: axe reads a form for seconds, so not every product of the three.
@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("en", "light", 1280), ("en", "dark", 320), ("zh-CN", "light", 320), ("zh-CN", "dark", 1280)],
)
def test_axe_finds_nothing(open_form_page, axe, lang, scheme, width):
    form = open_form_page(BEGUN, lang, width=width, color_scheme=scheme, limits={"checklists": ["update"]})
    form.answer("UPD-01", "n/a")
    form.answer("UPD-04", "partial")
    form.page.click("#save")
    form.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert form.page.locator("#errors").is_visible()
    assert violations(form.page, axe) == []


SEVERITY = "(?:Critical|High|Medium|Low)"


def paper(page, folder, format="A4"):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not on PATH")
    pdf = folder / "form.pdf"
    page.pdf(path=pdf, format=format, print_background=False)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("format", ["A4", "Letter"])
def test_paper_is_an_empty_workshop_sheet(open_form_page, tmp_path, format, scripts):
    form = open_form_page(BEGUN, java_script_enabled=scripts)
    pages = paper(form.page, tmp_path, format)
    ids = re.findall(r'data-item="([A-Z]+-\d+)"', form.page.content())
    for item in ids:
        held = [
            number for number, text in enumerate(pages) if re.search(rf"^ *{SEVERITY} +{item}$", text, re.MULTILINE)
        ]
        assert len(held) == 1, item
    for text in pages:
        # An item has its id, one row of boxes, and its lines; on every page as many of each: none is split.
        count = len(re.findall(rf"^ *{SEVERITY} +(?:UPD|DRI)-\d+$", text, re.MULTILINE))
        assert len(re.findall(r"Met +Partly met +Not met +Not applicable +Not answered", text)) == count
        assert len(re.findall(r"^ *Owner +Due", text, re.MULTILINE)) == count
        assert len(re.findall(r"^ *Note\b", text, re.MULTILINE)) == count
    everything = "".join(pages)
    for hidden in ("Two lines.", "Dana", "2026-12-05", "Save YAML", "How to fill", "Keep a draft", "pilot customer is"):
        assert hidden not in everything, hidden
    assert "Claims Copilot: readiness form" in pages[0]


def test_chinese_can_be_read_from_the_paper(open_form_page, tmp_path):
    pages = paper(open_form_page(BEGUN, "zh-CN").page, tmp_path)
    assert re.search(r"符合 +部分符合 +不符合 +不适用 +未作答", pages[0])
    assert "责任人" in pages[0]


def test_from_a_form_to_the_gate(open_form_page, tmp_path):
    (tmp_path / ".git").mkdir()
    tool = Tool(tmp_path)
    tool.write(
        "ours.yaml",
        "schema: gapsheet/policy/v1\nid: ours\ntitle: {en: Ours, zh-CN: 自定}\n"
        "rules:\n  max_open: {critical: 0, high: 0}\n",
    )
    tool.write("gapsheet.yaml", BEGUN.replace("answers:", "policy: ./ours.yaml\nanswers:  # ours"))
    assert tool("gate").code == 1
    assert tool("form", "-o", "form.html", "--as-of", "2026-11-24").code == 0
    form = open_form_page(address=(tmp_path / "form.html").as_uri())
    form.page.fill("#who", "dana")
    for item in form.page.eval_on_selector_all("fieldset.q", "(all) => all.map((one) => one.id)"):
        form.answer(item, "met")
    form.page.fill("#UPD-01-note", HOSTILE[0] + "\n" + HOSTILE[1])
    name, text = form.saved()
    tool.write(name, text)
    done = tool("merge", name)
    assert done.code == 0, done.err
    sheet = (tmp_path / "gapsheet.yaml").read_text(encoding="utf-8")
    assert "# ours" in sheet
    assert tool("gate").code == 0
    before = (tmp_path / "gapsheet.yaml").read_bytes()
    again = tool("merge", name)
    assert again.code == 0, again.err
    assert (tmp_path / "gapsheet.yaml").read_bytes() == before
    data = yaml.load(sheet, yaml.BaseLoader)["answers"]["UPD-01"]
    assert data["note"] == HOSTILE[0] + "\n" + HOSTILE[1]
    assert (data["by"], data["at"]) == ("dana", "2026-11-24")
