"""Takes the screenshots of the gap report for the README files, by Chromium, as a reader's window shows it.

Run it by hand when the page has changed: `.venv/bin/python docs/screenshots.py`. It needs Chromium on the PATH or in
GAPSHEET_CHROMIUM, and for the Chinese one a CJK font. A picture of more than 250 KB is an error.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from outputs import AS_OF, EXAMPLE, ROOT, gapsheet
from playwright.sync_api import sync_playwright

from gapsheet.words import Lang

SIZE = {"width": 1280, "height": 900}
LIMIT = 250_000
FILES: dict[Lang, str] = {"en": "gap-report.png", "zh-CN": "gap-report.zh-CN.png"}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Write one picture for each language."""
    program = os.environ.get("GAPSHEET_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        sys.stderr.write("screenshots: no Chromium on the PATH, and GAPSHEET_CHROMIUM is not set\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for lang, name in FILES.items():
            page = Path(folder) / f"{lang}.html"
            sheet = f"examples/{EXAMPLE[lang]}/gapsheet.yaml"
            gapsheet("report", sheet, "--as-of", AS_OF, "-o", str(page))
            tab = browser.new_page(viewport=SIZE, device_scale_factor=1, color_scheme="light")
            tab.goto(page.as_uri())
            picture = tab.screenshot()
            if len(picture) > LIMIT:
                sys.stderr.write(f"screenshots: {name} has {len(picture)} bytes, more than {LIMIT}\n")
                return 1
            (ROOT / "docs/images" / name).write_bytes(picture)
            sys.stdout.write(f"docs/images/{name}: {len(picture) // 1000} KB\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
