"""`make screenshots`: the pages as people see them, in both languages, on desktop and phone, in light and dark.

All go to `build/screenshots/`, to be looked at; the two of the desk in the READMEs also to `docs/assets/screenshots/`.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from publish import browser, serve

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "assets" / "screenshots"
PAGES = {
    "home": "",
    "desk": "letter/",
    "timing": "playbooks/timing/",
    "excuses": "playbooks/excuses/",
    "countermeasures": "playbooks/countermeasures/",
    "limitation": "playbooks/limitation/",
}
ROOTS = {"zh": "", "en": "en/"}
SCREENS = {"desktop": (1280, 900), "phone": (360, 740)}
SCHEMES = ("light", "dark")
MARK = "() => performance.getEntriesByName('huikuan:first-letter').length > 0"


def shots() -> Iterator[tuple[str, str, str, str]]:
    """Every picture as page, language, screen and scheme; in the dark only the desk and the home page."""
    for page in PAGES:
        for language in ROOTS:
            for screen in SCREENS:
                for scheme in SCHEMES:
                    if scheme == "light" or page in ("home", "desk"):
                        yield page, language, screen, scheme


def take(chromium: Browser, address: str, shot: tuple[str, str, str, str]) -> Path:
    """Takes one picture of a whole page; on the desk the example case is written first."""
    name, language, screen, scheme = shot
    width, height = SCREENS[screen]
    page = chromium.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        device_scale_factor=2 if screen == "phone" else 1,
    )
    page.goto(address + ROOTS[language] + PAGES[name])
    if name == "desk":
        _write_example(page)
    page.wait_for_load_state("networkidle")
    target = TARGET / f"{name}-{language}-{screen}-{scheme}.png"
    page.screenshot(path=target, full_page=True)
    if name == "desk" and (screen, scheme) == ("desktop", "light"):
        page.screenshot(path=TARGET / f"readme-{language}.png", full_page=False)
    page.close()
    return target


def _write_example(page: Page) -> None:
    page.click("[data-action=example]")
    page.wait_for_function(MARK)
    page.evaluate("document.querySelector('[data-module=letter-generator]').scrollIntoView()")
    page.wait_for_timeout(300)


def main() -> int:
    """Takes all pictures; returns the exit status."""
    try:
        options = browser.find().options()
    except browser.NoBrowserError as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    for folder in (TARGET, README):
        folder.mkdir(parents=True, exist_ok=True)
    server = serve.server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**options)
        for shot in shots():
            print(f"· {take(chromium, f'http://127.0.0.1:{server.server_port}/', shot).relative_to(ROOT)}", flush=True)
        chromium.close()
    server.shutdown()
    server.server_close()
    for language in ROOTS:
        shutil.copyfile(TARGET / f"readme-{language}.png", README / f"desk-{language}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
