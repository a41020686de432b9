"""`gapsheet report --kind audit -o report.pdf` where no browser prints: words, exit code 2, and nothing written."""

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are those of POSIX")

AUDIT = ("report", "--kind", "audit")
PRINTS = 'for word; do case "$word" in --print-to-pdf=*) printf "%%PDF-1.4 of $word" > "${word#*=}";; esac; done\n'


@pytest.fixture
def gapsheet(quick):
    quick.sheet()
    return quick


def script(gapsheet, text):
    path = gapsheet.write("bin/browser", f"#!/bin/sh\n{text}")
    path.chmod(0o755)
    return str(path)


def test_no_browser_at_all(gapsheet):
    for lang, said in (("en", "there is none on this machine"), ("zh-CN", "这台机器上没有找到")):
        done = gapsheet(*AUDIT, "-o", "report.pdf", "--lang", lang, PATH="", GAPSHEET_CHROMIUM=None)
        assert (done.code, done.out) == (2, "")
        error, hint = done.err.rstrip().splitlines()[-2:]
        assert said in error
        assert "GAPSHEET_CHROMIUM" in hint
        assert "--format html" in hint
    assert not list(gapsheet.folder.glob("*.pdf"))


def test_a_browser_that_only_fails_leaves_the_old_report(gapsheet):
    gapsheet.write("report.pdf", "the old one")
    done = gapsheet(*AUDIT, "-o", "report.pdf", GAPSHEET_CHROMIUM="/bin/false")
    assert (done.code, done.out) == (2, "")
    assert "error: /bin/false printed no PDF (exit code 1)" in done.err
    assert (gapsheet.folder / "report.pdf").read_text("utf-8") == "the old one"


def test_the_variable_names_nothing(gapsheet):
    done = gapsheet(*AUDIT, "--format", "pdf", GAPSHEET_CHROMIUM="/nowhere/chromium")
    assert (done.code, done.out) == (2, "")
    assert "GAPSHEET_CHROMIUM is set to /nowhere/chromium" in done.err
    assert not list(gapsheet.folder.glob("*.pdf"))


def test_the_name_or_the_option_asks_for_a_pdf_and_stdout_gets_its_bytes(gapsheet):
    browser = script(gapsheet, PRINTS)
    for options, path in ((("-o", "sub.PDF"), "sub.PDF"), (("--format", "pdf"), "gapsheet-audit.pdf")):
        done = gapsheet(*AUDIT, *options, GAPSHEET_CHROMIUM=browser)
        assert (done.code, done.out) == (0, f"Wrote {path}   1 KB\n"), done.err
        assert (gapsheet.folder / path).read_bytes().startswith(b"%PDF-1.4 of ")
    done = gapsheet(*AUDIT, "--format", "pdf", "-o", "-", GAPSHEET_CHROMIUM=browser)
    assert done.code == 0
    assert done.out.startswith("%PDF-1.4 of --print-to-pdf=")


@pytest.mark.parametrize("name", ["INT", "TERM"])
def test_it_can_be_stopped(gapsheet, name):
    done = gapsheet(*AUDIT, "-o", "report.pdf", GAPSHEET_CHROMIUM=script(gapsheet, f"kill -{name} $PPID; sleep 60"))
    assert (done.code, done.out) == (130, "")
    assert "Interrupted. Nothing was written." in done.err
    assert not list(gapsheet.folder.glob("*.pdf"))
