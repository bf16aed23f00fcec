"""A browser window that notes what no visit may bring about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from tests.browser.example import SITE

BUILT_FOR = "http://127.0.0.1:8000/"
DAY = "2026-11-20T09:00:00"  # on which learners review and plan
SLOW = 60_000  # ms: the engine may start on a busy machine
# Service workers have tests of their own; Playwright's way of blocking one would warn in the console.
WATCH = """delete Navigator.prototype.serviceWorker;
addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI));"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]  # the permissions of a visitor who copies
OPTIONS: dict[str, Any] = {"service_workers": "block", "viewport": {"width": 1280, "height": 800}}


class Window:
    """One visit to the site; whatever went wrong stands in `faults`, whatever was asked for in `fetched`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self.fetched: list[str] = []
        context.add_init_script(WATCH)
        context.on("request", self._request)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def read_sitemap(self) -> None:
        """Has the theme move without reloading: it goes by the sitemap, which names the address the site was built for."""
        self.page.context.route("**/sitemap.xml", self._sitemap)

    def _request(self, request: Request) -> None:
        self.fetched.append(request.url)
        if not request.url.startswith((self.address, "data:", "blob:")) or request.method != "GET":
            self.faults.append(f"another origin: {request.method} {request.url}")

    def _sitemap(self, route: Route) -> None:
        built = (SITE / route.request.url.removeprefix(self.address)).read_text("utf-8")
        route.fulfill(body=built.replace(BUILT_FOR, self.address), content_type="application/xml")


class Reader(Window):
    """Somebody who reads the pages."""

    def open(self, path: str) -> Page:
        """Goes to a page of the site and waits until it is still."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page


class Learner(Reader):
    """A reader at a fixed day."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context, address)
        self.page.clock.set_fixed_time(DAY)


Kind = TypeVar("Kind", bound=Window)


@contextmanager
def visiting(
    chromium: Browser, kind: type[Kind], address: str, *more: str, script: str = "", **options: Any
) -> Iterator[Kind]:
    """A window in a browser of its own, with a script before all others; it must be left without a fault."""
    with chromium.new_context(**OPTIONS | options) as context:
        if script:
            context.add_init_script(script)
        made = kind(context, address, *more)
        yield made
    if made.faults:
        pytest.fail("\n".join(made.faults))
