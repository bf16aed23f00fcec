"""The desk in a browser, against bare Pyodide: start to first letter, bytes, keystrokes, long tasks."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from bench.bounds import Row, percentile, spread
from publish import browser, serve

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
KEYS = 60
BARE_PAGE = '<!doctype html><meta charset="utf-8"><title>bare</title><link rel="icon" href="data:,">'
BARE_WORKER = 'import { loadPyodide } from "./pyodide.mjs"; await loadPyodide(); postMessage("ready");'
BARE = """() => new Promise((done) => {
  const started = performance.now();
  const worker = new Worker("/assets/runtime/bare/worker.mjs", { type: "module" });
  worker.onmessage = () => done(performance.now() - started);
})"""
MARK = "(name) => performance.getEntriesByName(name)[0]?.startTime"
LONG = """() => { window.long = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) long.push(entry.duration);
}).observe({ type: "longtask" }); }"""
TYPE = """async (keys) => {
  const field = document.querySelector('[name="debtor.name"]'), text = document.querySelector("[data-output=text]");
  const times = [];
  for (let key = 0; key < keys; key++) {
    const changed = new Promise((done) => new MutationObserver((_, seen) => { seen.disconnect(); done(); })
      .observe(text, { childList: true, characterData: true, subtree: true }));
    const started = performance.now();
    field.value += String.fromCharCode(0x4e00 + key);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await changed;
    times.push(performance.now() - started);
    await new Promise((done) => setTimeout(done, 60));
  }
  return times;
}"""


class Counting(serve.Handler):
    """Sends the site, and beside it the stock npm package; notes how many bytes each answer has."""

    sent: dict[str, int] = {}  # noqa: RUF012 - one table for all connections
    size = 0  # a "not modified" has no body

    def _answer(self, path: Path, status: HTTPStatus) -> None:
        super()._answer(path, status)
        Counting.sent[self.path] = self.size

    def send_header(self, keyword: str, value: str) -> None:
        """Notes the length as it goes by."""
        if keyword == "Content-Length":
            self.size = int(value)
        super().send_header(keyword, value)


@contextmanager
def served() -> Iterator[str]:
    """The built site and bare Pyodide, under one address and with the same headers."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "site", folder, dirs_exist_ok=True)
        bare = Path(folder) / "assets/runtime/bare"
        shutil.copytree(ROOT / "node_modules" / "pyodide", bare)
        (bare / "worker.mjs").write_text(BARE_WORKER, "utf-8")
        (bare / "index.html").write_text(BARE_PAGE, "utf-8")
        server = serve.server(Path(folder), handler=Counting)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        server.server_close()


def settled(page: Page) -> None:
    """Waits until the page has done what else it has to do: the theme reads its search index in a worker of its own."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


def start_bare(page: Page, address: str) -> float:
    """Milliseconds from a new worker to `loadPyodide` done."""
    page.goto(address + "assets/runtime/bare/")
    settled(page)
    time: float = page.evaluate(BARE)
    return time


def start_ours(page: Page, address: str) -> float:
    """Milliseconds from the worker's start to the first letter in the page: the example case, by one click."""
    page.goto(address + "letter/")
    page.wait_for_selector("[data-action=example]:enabled")
    settled(page)
    page.evaluate(LONG)
    page.click("[data-action=example]")
    page.wait_for_function(MARK, arg="huikuan:first-letter")
    first: float = page.evaluate(MARK, "huikuan:first-letter")
    boot: float = page.evaluate(MARK, "huikuan:boot")
    return first - boot


STARTS = {"bare": start_bare, "ours": start_ours}


@contextmanager
def visitor(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, so that its caches start empty."""
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, service_workers="block", **browser.find().options()
        )
        context.pages[0].wait_for_timeout(1000)  # the browser's own windows have work to do first
        yield context
        context.close()


def measure() -> list[Row]:
    """All of it; both kinds of visit by turns, cold and then warm."""
    times: dict[str, list[float]] = {f"{who} {how}": [] for who in STARTS for how in ("cold", "warm")}
    sent: dict[str, int] = {}
    with served() as address, sync_playwright() as playwright:
        for round_ in range(RUNS + 1):
            for who, start in STARTS.items():
                with visitor(playwright) as context:
                    Counting.sent.clear()
                    cold = _started(start, context, address)
                    sent[who] = _runtime_bytes()
                    warm = _started(start, context, address)
                if round_:  # the first round fills the server's own cache
                    times[f"{who} cold"].append(cold)
                    times[f"{who} warm"].append(warm)
        keys, long = _typing(playwright, address)
    return [*_starts(times, sent), *_keys(keys, long)]


def _started(start: Callable[[Page, str], float], context: BrowserContext, address: str) -> float:
    page = context.new_page()
    time = start(page, address)
    page.close()  # else its engine would go on beside the next one
    return time


def _runtime_bytes() -> int:
    """Bytes of the worker's own files up to the first letter; further letters come after it, in the background."""
    names = ("assets/runtime/", "worker.mjs")
    return sum(
        size
        for path, size in Counting.sent.items()
        if any(name in path for name in names) and not path.endswith("/bare/") and "/letters-" not in path
    )


def _typing(playwright: Playwright, address: str) -> tuple[list[float], list[float]]:
    with visitor(playwright) as context:
        page = context.new_page()
        start_ours(page, address)
        page.wait_for_timeout(1000)
        keys: list[float] = page.evaluate(TYPE, KEYS)
        long: list[float] = page.evaluate("long")
    return keys[5:], long


def _starts(times: dict[str, list[float]], sent: dict[str, int]) -> list[Row]:
    median = {name: statistics.median(values) for name, values in times.items()}
    rows = []
    for how in ("cold", "warm"):
        note = f"ms {spread(times[f'ours {how}'])} : {spread(times[f'bare {how}'])}"
        ratio = median[f"ours {how}"] / median[f"bare {how}"]
        rows.append(Row(f"worker to first letter : bare loadPyodide, {how}", ratio, 0.42, note=note))
    note = f"{sent['ours'] / 1e6:.2f} MB : {sent['bare'] / 1e6:.2f} MB"
    rows.append(Row("bytes to first letter : bare loadPyodide", sent["ours"] / sent["bare"], 0.95, note=note))
    return rows


def _keys(keys: list[float], long: list[float]) -> list[Row]:
    note = f"95 of 100 within {percentile(keys, 0.95):.0f} ms"
    return [
        Row("a keystroke to the new text, median", statistics.median(keys), 30, " ms", note=note),
        Row("longest task on the page's own thread", max(long, default=0), 50, " ms", note=f"{len(long)} long tasks"),
    ]
