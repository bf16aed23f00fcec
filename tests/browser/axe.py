"""What axe finds wrong in a page for those who cannot see it, hear it or point at it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.example import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page, where: str, rules: dict[str, Any] = RULES) -> list[dict[str, Any]]:
    """The rules that a part of the page breaks, each with its places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)  # as a debugger would: the policy stays in force
    found: list[dict[str, Any]] = page.evaluate(
        "([where, rules]) => axe.run(where, rules).then(({ violations }) => violations)", [where, rules]
    )
    return found


def is_wide(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def faults(page: Page, where: str = ".desk") -> list[str]:
    """What axe finds in a part of the page, and whether the page is wider than its window."""
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in violations(page, where)]
    return found + ["wider than the window"] * is_wide(page)
