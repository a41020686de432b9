"""A real Chromium, and pages written to disk for it to open as a person would."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import assessments
from gapsheet.report import html

ROOT = Path(__file__).resolve().parents[2]
AXE = "4.10.3"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHEETS = {
    "not-ready": assessments.not_ready,
    "ready": assessments.all_met,
    "waivers": lambda: assessments.all_met(waived=True),
    "no-policy": assessments.no_policy,
    "unanswered": assessments.unanswered,
    "nothing": assessments.nothing_counted,
    "many": assessments.many,
    "everything": assessments.everything,
    "hostile": assessments.hostile,
}


def _give_up(reason: str) -> None:
    if os.environ.get("GAPSHEET_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and GAPSHEET_REQUIRE_BROWSER=1 asks for it", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    program = os.environ.get("GAPSHEET_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        _give_up("no Chromium on PATH and GAPSHEET_CHROMIUM is not set")
    return program


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, fetched once by npm into .cache/."""
    source = ROOT / ".cache" / f"axe-core-{AXE}.js"
    if not source.is_file():
        npm = shutil.which("npm")
        if npm is None:
            _give_up(f"npm is not on PATH, and {source.name} is not in .cache/")
        source.parent.mkdir(exist_ok=True)
        packed = subprocess.run(
            [npm, "pack", f"axe-core@{AXE}", "--silent", "--pack-destination", str(source.parent)],
            capture_output=True,
            text=True,
            check=False,
        )
        if packed.returncode:
            _give_up(f"npm could not fetch axe-core {AXE}: {packed.stderr.strip()[-200:]}")
        archive = source.parent / packed.stdout.strip().splitlines()[-1]
        with tarfile.open(archive) as package:
            member = package.extractfile("package/axe.min.js")
            assert member is not None
            source.write_bytes(member.read())
        archive.unlink()
    return source.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """Give the address of a report on disk: `report("not-ready", "en")`."""
    folder = tmp_path_factory.mktemp("reports")

    def write(name: str, lang: str = "en") -> str:
        path = folder / f"{name}-{lang}.html"
        if not path.is_file():
            path.write_text(html.render(SHEETS[name](), lang), encoding="utf-8")
        return path.as_uri()

    return write


class Watched:
    """A page with everything that it said and asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def open_page(browser: Browser):
    """Open an address at a width; the context's options pass through."""
    contexts = []

    def open_(address: str, width: int = 1280, height: int = 820, **options) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        watched = Watched(context)
        watched.page.goto(address)
        return watched

    yield open_
    for context in contexts:
        context.close()
