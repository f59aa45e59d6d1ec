"""Take the pictures of docs/reports.md: ``python bench/screens.py`` (needs Chromium, playwright, pdftoppm).

The first screen, the table, an unfolded indicator and a phone, in both languages and themes; the first printed sheet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from pathlib import Path
from typing import Any

from measured import PLAN, ROOT

IMAGES = ROOT / "docs" / "images"
#: The real plan in Chinese, the made-up one in English, where more has figures.
REPORTS = {
    "zh": [ROOT / "data" / "actuals" / "changsha.csv", "--plan", ROOT / "data" / "targets.yaml", "--year", "2023"],
    "en": ["--plan", ROOT / "data" / "harbour" / "plan.yaml"],
}
DETAIL = {"zh": "i-trade-total", "en": "i-co2"}
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
QUALITY = 80


def shot(page: Any, name: str, clip: dict[str, float] | None = None) -> None:
    """What is seen, or a part of the page, as WebP."""
    area = {"clip": {**clip, "scale": 1}, "captureBeyondViewport": True} if clip else {}
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY, **area})
    (IMAGES / f"{name}.webp").write_bytes(b64decode(taken["data"]))


def screens(browser: Any, file: Path, language: str) -> None:
    """Every picture of one report."""
    for theme in ("light", "dark"):
        page = browser.new_page(viewport=DESK, color_scheme=theme)
        page.goto(file.as_uri())
        shot(page, f"report-{language}-{theme}")
        box = page.locator("#verdicts").bounding_box()
        shot(page, f"table-{language}-{theme}", {**box, "height": min(box["height"], 640)})
        page.goto(f"{file.as_uri()}#{DETAIL[language]}")
        box = page.locator("details[open]").bounding_box()
        top = box["y"] + page.evaluate("window.scrollY")
        shot(page, f"indicator-{language}-{theme}", {**box, "y": top, "height": min(box["height"], 560)})
        page.close()
        page = browser.new_page(viewport=PHONE, color_scheme=theme)
        page.goto(file.as_uri())
        shot(page, f"phone-{language}-{theme}")
        page.close()


def sheet(browser: Any, file: Path, language: str) -> None:
    """The first sheet of A4."""
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = file.with_suffix(".pdf")
    page.pdf(path=printed, prefer_css_page_size=True)
    target = IMAGES / f"print-{language}"
    subprocess.run(["pdftoppm", "-r", "75", "-png", "-singlefile", "-f", "1", str(printed), str(target)], check=True)
    page.close()


def main() -> None:
    """Write them all into docs/images."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for language, options in REPORTS.items():
            file = Path(folder) / f"{language}.html"
            command = [*PLAN, "report", *map(str, options), "--lang", language, "--fail-on", "never", "-q"]
            subprocess.run([*command, "-o", str(file)], check=True)
            screens(browser, file, language)
            sheet(browser, file, language)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
