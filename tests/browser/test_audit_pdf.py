"""The audit report as a PDF, printed by the Chromium of this machine and read with the tools of poppler."""

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from gapsheet.app.pdf import printed
from gapsheet.cli.main import main

pytestmark = pytest.mark.browser

SHEET = """\
schema: gapsheet/answers/v1
system: {system}
assessed: 2026-11-18
checklists: [update@1.0]
policy: launch
answers:
  UPD-01: {{answer: unmet, note: {note}}}
"""
ENGLISH = {"system": "Claims (Copilot) \\ endobj", "note": "No rollback"}
CHINESE = {"system": "理赔助手", "note": "用户数据每月一日导入，工作人员长期手工核对风险"}


@pytest.fixture
def pdf(chromium, tmp_path, monkeypatch, capfdbinary):
    """Write the report of a sheet to a file, or return what goes to stdout; nothing is left in the temporary folder."""
    (tmp_path / ".git").mkdir()
    temporary = Path(tempfile.mkdtemp())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GAPSHEET_CHROMIUM", chromium)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def write(sheet: dict[str, str], output: str, *options: str) -> bytes:
        (tmp_path / "gapsheet.yaml").write_text(SHEET.format(**sheet), encoding="utf-8")
        audit = ["report", "--kind", "audit", "--as-of", "2026-11-20", "--format", "pdf", "-o", output]
        capfdbinary.readouterr()
        code = main([*audit, *options])
        out, err = capfdbinary.readouterr()
        assert (code, err.decode("utf-8")) == (0, "")
        return out if output == "-" else (tmp_path / output).read_bytes()

    yield write
    temporary.rmdir()  # nothing is in it


def poppler(name: str, *args: str) -> str:
    if shutil.which(name) is None:
        pytest.skip(f"{name} (poppler) is not on PATH")
    done = subprocess.run([name, *args], capture_output=True, check=True, env=os.environ | {"TZ": "UTC"})
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def facts(path: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w ]+):\s+(.*)$", poppler("pdfinfo", path), re.MULTILINE))


def bookmarks(content: bytes) -> list[str]:
    """The titles of the outline, as they stand in the file; those of Chromium are plain, or UTF-16."""
    found = re.findall(rb"/Title (\((?:\\.|[^\\()])*\)|<[0-9A-F]*>)\s*/Dest", content)
    return [
        title[1:-1].decode("latin-1") if title[:1] == b"(" else bytes.fromhex(title[1:-1].decode()).decode("utf-16")
        for title in found
    ]


def test_on_letter_in_english(pdf):
    content = pdf(ENGLISH, "report.pdf", "--paper", "letter")
    for needed in (b"/StructTreeRoot ", b"/Marked true", b"/Outlines ", b"/Lang (en)", b"/DisplayDocTitle true"):
        assert content.count(needed) >= 1, needed
    assert [name for name in bookmarks(content) if "Findings" in name]
    found = facts("report.pdf")
    assert ENGLISH["system"] in found["Title"]
    assert (found["Tagged"], found["JavaScript"]) == ("yes", "no")
    assert found["Page size"] == "612 x 792 pts (letter)"
    assert found["CreationDate"] == found["ModDate"] == "Fri Nov 20 00:00:00 2026 UTC"
    pages = poppler("pdftotext", "-layout", "report.pdf", "-").split("\f")[:-1]
    assert len(pages) == int(found["Pages"])
    for number, text in enumerate(pages, 1):
        assert re.search(rb"\b%d\D+%d\b" % (number, len(pages)), text.encode()), number


def test_on_a4_in_chinese(pdf):
    content = pdf(CHINESE, "report.pdf", "--lang", "zh-CN")
    assert b"/Lang (zh-CN)" in content
    assert [name for name in bookmarks(content) if "发现项" in name]
    found = facts("report.pdf")
    assert CHINESE["system"] in found["Title"]
    assert found["Page size"].endswith("(A4)")
    text = re.sub(r"\s", "", poppler("pdftotext", "report.pdf", "-"))
    for words in ("审计报告", "截至日期", CHINESE["note"]):
        assert words in text
    assert re.findall("[\u2e80-\u2fdf]", text) == []
    assert pdf(CHINESE, "-", "--lang", "zh-CN") == content  # the same bytes, at another time


class Heard(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format, *args):
        pass


def test_a_page_that_asks_for_something_gets_nothing(chromium, monkeypatch):
    monkeypatch.setattr(Heard, "asked", [], raising=False)
    with HTTPServer(("127.0.0.1", 0), Heard) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            hosts = [f"http://{host}:{server.server_port}" for host in ("127.0.0.1", "localhost", "[::1]", "x.test")]
            asks = "".join(f'<img src="{host}/image"><link rel="stylesheet" href="{host}/style">' for host in hosts)
            asks += "".join(
                f"<script>fetch('{host}/script')</script><iframe src='{host}/frame'></iframe>" for host in hosts
            )
            page = f"<!doctype html><title>Asks</title>{asks}<p>Printed all the same"
            content = printed(page, dt.date(2026, 11, 18), os.environ | {"GAPSHEET_CHROMIUM": chromium})
        finally:
            server.shutdown()
            thread.join()
    assert content.startswith(b"%PDF-1.")
    assert Heard.asked == []
