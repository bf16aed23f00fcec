"""One engine: every sample case gives the same answer in the browser as in CPython, to the last character."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import bridge

pytestmark = pytest.mark.browser

SAMPLES = sorted((Path(__file__).parent.parent / "cases" / "samples").glob("*.json"))
CATALOGUE = json.loads(bridge.call("catalogue", "{}"))["value"]
ASK_ALL = """async (orders) => {
  const { getEngine } = await import("/assets/javascripts/letter-desk/engine.mjs");
  const envelope = (order) => getEngine().call("compose", order)
    .then((value) => ({ ok: true, value }), ({ no }) => ({ ok: false, ...no }));
  return JSON.stringify(await Promise.all(orders.map(envelope)));
}"""
FAULTY = [
    {},
    [],
    "no case",
    {"as_of": "2026-02-30", "claims": [{"amount": 1.5, "due_date": "x", "nonsense": True}]},
    {"creditor": {"name": "<script>{{ 7 * 7 }}\u202e"}, "debtor": {"name": "x" * 100_000}, "claims": []},
]


@pytest.fixture(scope="module")
def reading(chromium: Browser, address: str) -> Iterator[Page]:
    """One page for all of them; its engine starts once."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address + "about/")
    yield page
    context.close()


def both(page: Page, orders: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Any, Any]]:
    """Each order with the answers of CPython and of the browser."""
    answers = json.loads(page.evaluate(ASK_ALL, orders))
    for order, theirs in zip(orders, answers, strict=True):
        yield order, json.loads(bridge.call("compose", json.dumps(order))), theirs


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_in_both(reading: Page, path: Path, language: str) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    orders = [
        {"case": case, "document": document["id"], "channel": channel, "language": language, "ui": language}
        for document in CATALOGUE
        if language in document["languages"]
        for channel in document["channels"]
    ]
    written = 0
    for order, ours, theirs in both(reading, orders):
        assert theirs == ours, f"{order['document']} by {order['channel']} differs"
        written += ours["ok"]
    assert written, "not one text could be written from this sample"


@pytest.mark.parametrize("tone", ["soft", "neutral", "firm"])
def test_every_tone_is_the_same_in_both(reading: Page, tone: str) -> None:
    case = json.loads(SAMPLES[0].with_name("one-invoice.json").read_text(encoding="utf-8"))
    orders = [{"case": case, "document": document["id"], "tone": tone} for document in CATALOGUE]
    assert [order["document"] for order, ours, theirs in both(reading, orders) if ours != theirs] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_wrong_is_said_in_the_same_words(reading: Page, language: str) -> None:
    orders = [{"case": case, "document": "demand-1", "channel": "letter", "ui": language} for case in FAULTY]
    for _, ours, theirs in both(reading, orders):
        assert not ours["ok"]
        assert theirs == ours
