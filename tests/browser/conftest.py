"""What browser tests share: the built site on a free port, one Chromium, and a page whose every fault is noted."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from publish import browser, serve
from tests.browser.desk import Desk
from tests.browser.example import SITE
from tests.browser.window import CLIPBOARD, Learner, visiting

PATIENCE = 20_000  # ms: two cores that run four browsers are slow, and a sign that never comes is as late as one can be
expect.set_options(timeout=PATIENCE)


EMPTY_INDEX = json.dumps(
    {
        "config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {"title": {"boost": 1.0}}},
        "docs": [{"location": "", "title": "empty", "text": ""}],
    }
).encode()


class WithoutIndex(serve.Handler):
    """Serves the site with an empty search index: the theme builds the whole one on every page that is opened."""

    def do_GET(self) -> None:
        """Answers as the site's own server does, but for the index."""
        if self.path.endswith("/search_index.json"):
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(EMPTY_INDEX)))
            self.end_headers()
            self.wfile.write(EMPTY_INDEX)
        else:
            super().do_GET()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The built site, served on a free port; nothing can be found in its search."""
    with served(WithoutIndex) as place:
        yield place


@pytest.fixture(scope="session")
def searchable() -> Iterator[str]:
    """The built site with its search."""
    with served(serve.Handler) as place:
        yield place


@contextmanager
def served(handler: type[serve.Handler]) -> Iterator[str]:
    """The address of the built site while a server answers there."""
    assert SITE.exists(), "the site is not built; run `make site`"
    server = serve.server(SITE, handler=handler)
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


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """Opens desks in browsers of their own, Chinese unless asked otherwise."""
    with ExitStack() as ends:

        def desk(language: str = "zh", *, kind: type[Desk] = Desk, **options: Any) -> Desk:
            return ends.enter_context(visiting(chromium, kind, address, language, **options))

        yield desk


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, visit: Callable[..., Desk]) -> Desk:
    """A desk in each language."""
    return visit(request.param)


@pytest.fixture
def zh(visit: Callable[..., Desk]) -> Desk:
    """The Chinese desk, where the language makes no difference."""
    return visit()


@pytest.fixture
def learner(chromium: Browser, address: str) -> Iterator[Learner]:
    """A learner who was never here; nothing may go wrong during the visit."""
    with visiting(chromium, Learner, address, permissions=CLIPBOARD) as visit:
        yield visit
