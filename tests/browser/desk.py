"""The letter desk as a visitor uses it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.window import SLOW, Window

PLACE = {"zh": "letter/", "en": "en/letter/"}


class Desk(Window):
    """One visit to a desk."""

    def __init__(self, context: BrowserContext, address: str, language: str = "zh") -> None:
        super().__init__(context, address)
        self.read_sitemap()
        self.language, self.place = language, PLACE[language]
        self.root = self.page.locator("[data-module=letter-generator]")
        self.text = self.page.locator("[data-output=text]")
        self.status = self.page.locator("[data-status]")
        self.summary = self.page.locator("[data-summary]")
        self.needed = self.page.locator("[data-needed]")

    def open(self, fragment: str = "", *, example: bool = False) -> Page:
        """Goes to the desk, and with `example` fills it in and waits for the first text."""
        self.page.goto(self.address + self.place + fragment)
        if example:
            self.act("example").click()
            expect(self.text).not_to_be_empty(timeout=SLOW)
        return self.page

    def field(self, name: str) -> Locator:
        """The input with a path of the case."""
        return self.page.locator(f'[name="{name}"]:enabled')

    def act(self, name: str) -> Locator:
        """A button by what it does."""
        return self.page.locator(f"[data-action={name}]")

    def tab(self, channel: str) -> Locator:
        """The tab of a channel."""
        return self.page.locator(f"[role=tab][data-channel={channel}]")

    def engines(self) -> list[str]:
        """The workers that hold our Python; the theme has one of its own for the search."""
        return [worker.url for worker in self.page.workers if worker.url.startswith("blob:")]

    def unfold(self) -> None:
        """Opens every fold."""
        self.page.evaluate("document.querySelectorAll('.desk details').forEach((fold) => { fold.open = true; })")

    def type(self, values: dict[str, str]) -> None:
        """Types into fields and leaves each."""
        for name, value in values.items():
            self.field(name).fill(value)
            self.field(name).blur()
