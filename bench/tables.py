"""Tables in the browser: a large workbook against CPython, and a list from its text to the worklist."""

from __future__ import annotations

import base64
import io
import json
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.bounds import Row, spread
from bench.browser import served, visitor

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
ROWS, LISTED = 10_000, 1_000
_TIMES_CPYTHON, _SECONDS = 6, 3
_DAY = "2026-11-22"
# The first import of a fresh process, as the browser's is the first of a fresh worker.
_CPYTHON = """import sys, time
from generator.bridge import call
asked = sys.stdin.read()
started = time.perf_counter()
assert call("import", asked).startswith('{"ok":true')
print((time.perf_counter() - started) * 1000)
"""
_OPEN = """async () => {
  const { getEngine } = await import("/assets/javascripts/letter-desk/engine.mjs");
  Object.assign(window, await import("/assets/javascripts/letter-desk/lists.mjs"));
  window.engine = getEngine();
  window.timed = async (act) => {
    const started = performance.now();
    await act();
    return performance.now() - started;
  };
  await engine.call("rmb", { amount: "1.00" });
}"""
_READ = "(asked) => timed(() => engine.call('import', asked))"
_PLAN = """([text, as_of]) => timed(async () =>
  planList(engine, await readTable(engine, text, { ui: "zh", as_of }), { ui: "zh", as_of }))"""


def measure() -> list[Row]:
    """Both, each by turns with what it is held against."""
    asked = {"name": "list.xlsx", "base64": _workbook(ROWS), "rows": 20}
    times: dict[str, list[float]] = {"cpython": [], "browser": [], "list": []}
    with served() as address, sync_playwright() as playwright:
        for _ in range(RUNS):
            times["cpython"].append(_in_cpython(asked))
            with visitor(playwright) as context:
                times["browser"].append(_opened(context, address).evaluate(_READ, asked))
            with visitor(playwright) as context:
                times["list"].append(_opened(context, address).evaluate(_PLAN, [_text(LISTED), _DAY]))
    ratio = statistics.median(times["browser"]) / statistics.median(times["cpython"])
    note = f"ms {spread(times['browser'])} : {spread(times['cpython'])}"
    return [
        Row(f"first import of {ROWS:,} rows of .xlsx : CPython", ratio, _TIMES_CPYTHON, note=note),
        Row(
            f"{LISTED:,} rows, a debtor each, to the worklist",
            statistics.median(times["list"]) / 1000,
            _SECONDS,
            " s",
            note=f"ms {spread(times['list'])}",
        ),
    ]


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + "about/")
    page.wait_for_load_state("networkidle")
    page.evaluate(_OPEN)
    return page


def _in_cpython(asked: dict[str, object]) -> float:
    command = [sys.executable, "-c", _CPYTHON]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return float(done.stdout)


def _workbook(rows: int) -> str:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["客户名称", "单据编号", "单据日期", "到期日", "应收金额", "已收金额", "币种", "摘要"])
    for i in range(rows):
        days = date(2026, i % 6 + 1, 15), date(2026, i % 6 + 3, i % 27 + 1)
        sheet.append([f"客户{i % 2000:05d}有限公司", f"F{i:06d}", *days, 1000.5 + i, i % 3, "CNY", f"货款 {i}"])
    whole = io.BytesIO()
    book.save(whole)
    return base64.b64encode(whole.getvalue()).decode()


def _text(rows: int) -> str:
    """A list as pasted, each line another debtor: the most work for its length."""
    head = "客户名称\t单据编号\t单据日期\t到期日\t应收金额"
    lines = (
        f"客户{i:05d}有限公司\tF{i:06d}\t2026-0{i % 6 + 1}-15\t2026-0{i % 6 + 3}-20\t{1000 + i}.50" for i in range(rows)
    )
    return "\n".join((head, *lines))
