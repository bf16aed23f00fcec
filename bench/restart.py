"""The end of the engine's worker, and how soon the desk writes again: killed, and hung."""

from __future__ import annotations

import statistics
from typing import Any

from playwright.sync_api import sync_playwright

from bench.bounds import Row, spread
from bench.browser import served, start_ours, visitor

RUNS = 7
# Every worker that the page makes; `hangs` makes all of them deaf to questions.
WORKERS = """const Real = Worker; window.made = []; window.hangs = false;
window.Worker = class extends Real {
  constructor(...how) { super(...how); made.push(this); }
  postMessage(message, ...more) { if (!(window.hangs && message.op)) super.postMessage(message, ...more); }
};"""
# Ends the worker (or not), types a name, and tells after how many milliseconds it stands in the letter, and when the
# desk was busy, loading (a new worker had been started) and ready.
NEXT_TEXT = """async (end) => {
  const $text = document.querySelector('[data-output=text]'), $root = document.querySelector('.desk');
  const $name = document.querySelector('[name="debtor.name"]');
  const name = 'After ' + Math.random(), began = performance.now(), states = {};
  const seen = new MutationObserver(() => {
    const state = 'busy' in $root.dataset ? 'busy' : $root.dataset.state;
    states[state] ??= performance.now() - began;
  });
  seen.observe($root, { attributes: true });
  if (end === 'die') made.at(-1).terminate();
  if (end === 'hang') made.at(-1).postMessage = () => {};
  $name.value = name;
  $name.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((resolve) => new MutationObserver(() => $text.textContent.includes(name) && resolve())
    .observe($text, { childList: true, subtree: true, characterData: true }));
  seen.disconnect();
  return { ms: performance.now() - began, states, kept: $name.value === name }; }"""


def measure() -> list[Row]:
    """Kills and hangs, one after the other, on one warm page."""
    with served() as address, sync_playwright() as playwright, visitor(playwright) as context:
        page = context.new_page()
        page.add_init_script(WORKERS)
        start_ours(page, address)
        found: dict[str, list[Any]] = {"": [], "die": [], "hang": []}
        for end in [""] * RUNS + ["die", "hang"] * RUNS:
            page.wait_for_timeout(1000)
            found[end].append(page.evaluate(NEXT_TEXT, end))
    died, hung = ([one["ms"] for one in found[end]] for end in ("die", "hang"))
    replaced = [one["states"]["loading"] for one in found["hang"]]
    return [
        Row("worker killed to the next text, median", statistics.median(died), 1000, " ms", note=spread(died)),
        Row("worker hung to its replacement, median", statistics.median(replaced), 1000, " ms", note=spread(replaced)),
        Row("worker hung to the next text, median", statistics.median(hung), 2000, " ms", note=spread(hung)),
    ]
