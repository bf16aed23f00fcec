"""What is taken along: the handbook against Chromium's bare print, the desk in one file against the hosted one."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.bounds import Row, spread
from publish import browser
from publish.handbook import editions, fonts, press
from publish.handbook.chrome import Chrome

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
RUNS = 5
MEGABYTE = 1_000_000
CHAPTERS = "async (plan) => (await import('./make.mjs')).make(plan).then((made) => made.chapters)"
ADDRESSES = """async (start) => {
  const { readSite } = await import("./site.mjs");
  return Object.fromEntries((await readSite(new URL(start, location.href))).map(({ id, url }) => [id, url.href]));
}"""
SIZE = re.compile(r"BYTES = (\d+)")
FIRST = "() => performance.getEntriesByName('huikuan:first-letter')[0]?.startTime"
EDITED = ROOT / "docs" / "about.md"


def measure() -> list[Row]:
    """All of it; the builds last, as they make the site anew."""
    rows = [row for language in editions.LANGUAGES for row in _handbook(language)]
    rows += _single_file()
    found = SIZE.search((SITE / "sw.js").read_text("utf-8"))
    size = int(found[1]) if found else 0
    rows.append(Row("offline copy in a browser's storage", size / MEGABYTE, 15, " MB"))
    return [*rows, *_builds()]


def _handbook(language: str) -> Iterator[Row]:
    """One handbook from the built site, and the same pages opened and printed one by one as they are."""
    edition = editions.edition("handbook", language, site=SITE)
    with press.served(SITE) as origin:
        with Chrome(browser.find()) as chrome:
            chrome.open(f"{origin}{press.PRESS}book.html")
            fonts.style(chrome.run(press.MAKE, edition.plan)["text"], press.FONTS)  # the fonts are made once
            chapters = chrome.run(CHAPTERS, edition.plan)
            addresses = chrome.run(ADDRESSES, edition.plan["start"])
        started = time.perf_counter()
        with Chrome(browser.find()) as chrome:
            press.printed(chrome, edition, origin=origin)
        ours = time.perf_counter() - started
        started = time.perf_counter()
        with Chrome(browser.find()) as chrome:
            for name in chapters:
                chrome.open(addresses[name])
                chrome.pdf()
        bare = time.perf_counter() - started
    yield Row(f"handbook-{language}.pdf from the built site", ours, 20, " s")
    yield Row(f"handbook-{language}.pdf : bare print of its pages", ours / bare, 2, note=f"{ours:.1f} s : {bare:.1f} s")


def _single_file() -> Iterator[Row]:
    """From the address to the first letter, by one click as soon as the page can be used; by turns."""
    times: dict[str, list[float]] = {"file": [], "host": []}
    with press.served(SITE) as origin, sync_playwright() as playwright:
        started = playwright.chromium.launch(**browser.find().options())
        where = {"file": (SITE / "huikuan-desk-zh.html").as_uri(), "host": f"{origin}/letter/"}
        for round_ in range(RUNS + 1):
            for name, address in where.items():
                time_ = _first_letter(started, address)
                if round_:
                    times[name].append(time_)
        started.close()
    ratio = statistics.median(times["file"]) / statistics.median(times["host"])
    note = f"ms {spread(times['file'])} : {spread(times['host'])}"
    yield Row("desk in one file, opened to first letter : hosted", ratio, 1.5, note=note)


def _first_letter(started: Browser, address: str) -> float:
    context = started.new_context(service_workers="block", bypass_csp=False)
    page = context.new_page()
    page.goto(address)
    page.locator("[data-action=example]:enabled").click()
    page.locator("[data-output=text]:not(:empty)").wait_for()
    first: float = page.evaluate(FIRST)
    context.close()
    return first


def _builds() -> Iterator[Row]:
    """The whole site from nothing but what is installed, then once more after a change of one page."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1763683200"}
    with _put_back(EDITED):
        yield Row("make site from clean", _timed(["make", "clean"], ["make", "site"], env=env), 120, " s")
        EDITED.write_text(EDITED.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        yield Row("make site after a change of one page", _timed(["make", "site"], env=env), 25, " s")
    _timed([sys.executable, "-m", "publish"], env=dict(os.environ))


@contextmanager
def _put_back(file: Path) -> Iterator[None]:
    before = file.read_bytes()
    try:
        yield
    finally:
        file.write_bytes(before)


def _timed(*commands: list[str], env: dict[str, str]) -> float:
    started = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
