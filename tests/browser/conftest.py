"""What browser tests share: the built site on a free port, one Chromium, and a page whose every fault is noted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from publish import browser, serve

PATIENCE = 20_000  # ms: two cores that run four browsers are slow, and a sign that never comes is as late as one can be
expect.set_options(timeout=PATIENCE)
SITE = Path(__file__).parent.parent.parent / "site"


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The built site, served on a free port."""
    assert SITE.exists(), "the site is not built; run `make site`"
    server = serve.server(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**browser.find().options())
        yield started
        started.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a visitor who was never here."""
    context = chromium.new_context(service_workers="block")
    yield context.new_page()
    context.close()
