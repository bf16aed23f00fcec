"""The browser's Python: it starts on request, works behind a closed net only, and comes back from every mishap."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route

from generator import bridge

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
CASE = json.loads((ROOT / "tests" / "cases" / "samples" / "one-invoice.json").read_text(encoding="utf-8"))
ORDER = {"case": CASE, "document": "demand-1", "channel": "letter", "language": "zh", "ui": "zh"}
READING = "about/"  # a page without a desk
OPEN = """async () => {
  const { getEngine } = await import("/assets/javascripts/letter-desk/engine.mjs");
  window.engine = getEngine();
  window.seen = [];
  engine.onState((status) => seen.push(status));
  window.ask = (op, value) => engine.call(op, value).then((value) => ({ value }), (error) => ({ error }));
}"""
ASK = "([op, value]) => ask(op, value)"
# Stands in for an engine that hangs, and lets a test run Python of its own in the worker.
BACK_DOOR = """
const front = self.onmessage;
self.onmessage = async (event) => {
  if (event.data.op === "hang") for (;;);
  if (event.data.op !== "python") return front(event);
  const value = await whole(() => python.runPython(JSON.parse(event.data.text)));
  postMessage({ answer: JSON.stringify({ ok: true, value: String(await value) }) });
};
"""
SEND = """
import js
async def send():
    try:
        await js.fetch("{where}")
        return "sent"
    except Exception:
        return "refused"
send()
"""


def visit(page: Page, address: str) -> None:
    """Opens a page without a desk and takes hold of the engine there; nothing is started by that."""
    page.goto(address + READING)
    page.evaluate(OPEN)


def ask(page: Page, op: str, value: object) -> dict[str, Any]:
    """What the engine answers: {"value": …} or {"error": …}."""
    answer: dict[str, Any] = page.evaluate(ASK, [op, value])
    return answer


def change(page: Page, pattern: str, edit: Callable[[str], str]) -> None:
    """Serves the files that match with their text edited."""

    def fulfil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=edit(response.text()))

    page.context.route(re.compile(pattern), fulfil)


def open_back_door(page: Page) -> None:
    """Adds the operations `hang` and `python` to the worker."""
    change(page, r"/letter-desk/worker\.mjs$", lambda text: text + BACK_DOOR)


def test_nothing_of_it_is_fetched_before_it_is_asked_for(page: Page, address: str) -> None:
    fetched: list[Request] = []
    page.on("request", lambda request: fetched.append(request))
    visit(page, address)
    page.wait_for_load_state("networkidle")
    assert fetched
    assert not [request.url for request in fetched if "/assets/runtime/" in request.url]


def test_it_starts_by_named_steps_and_writes_what_cpython_writes(page: Page, address: str) -> None:
    visit(page, address)
    answer = ask(page, "compose", ORDER)
    assert answer["value"] == json.loads(bridge.call("compose", json.dumps(ORDER)))["value"]
    seen = page.evaluate("seen")
    states = [status["state"] for status in seen]
    assert states[0] == "idle"
    assert states[-1] == "ready"
    steps = [status["step"] for status in seen if status["state"] == "loading"]
    assert sorted(set(steps), key=steps.index)[:2] == ["start", "download"]
    assert "engine" in steps
    assert 0 < max(status["loaded"] for status in seen) <= seen[-1]["total"]
    marks = page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
    assert marks.index("huikuan:boot") < marks.index("huikuan:ready")


def test_a_faulty_case_is_answered_with_its_problems_and_the_worker_lives_on(page: Page, address: str) -> None:
    visit(page, address)
    error = ask(page, "compose", {**ORDER, "case": {**CASE, "as_of": "2026-02-30"}})["error"]
    assert error["kind"] == "problems"
    assert [problem["path"] for problem in error["problems"]] == ["as_of"]
    assert "value" in ask(page, "compose", ORDER)
    assert page.evaluate("performance.getEntriesByName('huikuan:boot').length") == 1


def test_a_call_that_hangs_is_given_up_and_those_that_wait_are_answered(page: Page, address: str) -> None:
    open_back_door(page)
    visit(page, address)
    ask(page, "rmb", {"amount": "1.00"})
    hung, waiting = page.evaluate("() => Promise.all([ask('hang', 0), ask('rmb', {amount: '2.00'})])")
    assert hung["error"]["kind"] == "timeout"
    assert hung["error"]["step"] == "call"
    assert waiting["value"] == "贰元整"
    assert ask(page, "rmb", {"amount": "3.00"})["value"] == "叁元整"


def test_a_page_without_the_policy_gets_no_engine(page: Page, address: str) -> None:
    change(page, rf"/{READING}$", lambda text: re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text))
    visit(page, address)
    assert ask(page, "compose", ORDER)["error"]["kind"] == "csp"
    assert page.evaluate("engine.status.state") == "error"
    assert ask(page, "rmb", {"amount": "1.00"})["error"]["kind"] == "csp"


def test_a_browser_that_may_not_compile_is_told_so_at_once(page: Page, address: str) -> None:
    change(page, rf"/{READING}$", lambda text: text.replace("'wasm-unsafe-eval'", ""))
    visit(page, address)
    assert ask(page, "compose", ORDER)["error"]["kind"] == "unsupported"


@pytest.mark.parametrize("file", ["manifest.mjs", "pyodide.mjs", "pyodide.asm.wasm", "library-", "huikuan-"])
def test_a_file_that_does_not_come_is_named_and_a_second_start_works(page: Page, address: str, file: str) -> None:
    pattern = re.compile(rf"/assets/runtime/.*{re.escape(file)}")
    page.context.route(pattern, lambda route: route.abort())
    visit(page, address)
    assert ask(page, "rmb", {"amount": "1.00"})["error"]["kind"] == "offline"
    page.context.unroute(pattern)
    page.evaluate("engine.start()")
    assert ask(page, "rmb", {"amount": "1.00"})["value"] == "壹元整"


def test_a_module_that_was_not_foreseen_is_fetched_once(page: Page, address: str) -> None:
    open_back_door(page)
    visit(page, address)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    count = "import csv, statistics; str(statistics.median([1, 2, 9]))"
    assert ask(page, "python", count)["value"] == "2"
    assert ask(page, "python", "import xml.etree.ElementTree as t; t.fromstring('<a/>').tag")["value"] == "a"
    assert len([url for url in fetched if "/rest-" in url]) == 1
    assert "value" in ask(page, "compose", ORDER)


@pytest.mark.parametrize(
    "where",
    ["https://elsewhere.example/?x=1", "/?secret=1", "/about/?secret=1", "/assets/runtime/manifest.mjs?secret=1"],
)
def test_the_worker_can_ask_for_nothing_but_its_own_files(page: Page, address: str, where: str) -> None:
    open_back_door(page)
    visit(page, address)
    ask(page, "rmb", {"amount": "1.00"})
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url))
    assert ask(page, "python", SEND.format(where=where))["value"] == "refused"
    assert not [url for url in fetched if "secret" in url or "elsewhere" in url]


def test_killing_it_rejects_what_is_open_and_a_start_begins_anew(page: Page, address: str) -> None:
    visit(page, address)
    stopped = page.evaluate("() => { const open = ask('rmb', {amount: '1.00'}); engine.kill(); return open; }")
    assert stopped["error"]["kind"] == "stopped"
    assert page.evaluate("engine.status.state") == "idle"
    assert ask(page, "rmb", {"amount": "1.00"})["value"] == "壹元整"


def test_of_several_unsent_texts_only_the_last_is_written(page: Page, address: str) -> None:
    visit(page, address)
    kinds = page.evaluate(
        """(order) => Promise.all([1, 2, 3].map(() => engine.call("compose", order, { latest: true })
             .then(() => "written", (error) => error.kind)))""",
        ORDER,
    )
    assert kinds == ["superseded", "superseded", "written"]


def test_starting_it_never_holds_up_the_page(page: Page, address: str) -> None:
    """A machine shared with others holds a page up by itself: one calm start in four shows that ours does not."""
    visit(page, address)
    page.evaluate("""() => { window.long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)))
          .observe({ type: "longtask" }); }""")
    starts = []
    for _ in range(4):
        page.evaluate("long.length = 0")
        ask(page, "compose", ORDER)
        page.wait_for_timeout(200)
        starts.append(page.evaluate("long"))
        if not starts[-1]:
            break
        page.evaluate("engine.kill()")
    assert [] in starts, starts


def test_a_list_is_read_by_an_engine_that_has_done_nothing_else(page: Page, address: str) -> None:
    visit(page, address)
    table = base64.b64encode((ROOT / "tests" / "cases" / "tables" / "trap-gbk.csv").read_bytes()).decode()
    assert ask(page, "import", {"name": "trap.csv", "base64": table})["value"]["encoding"] == "gb18030"
