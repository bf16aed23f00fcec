"""Everyday queries find the right place: typed into the built site's own search, in a real browser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
ROOTS = {"zh": "", "en": "en/"}
FIRST_PAGE = 10  # results that stand on the first page of the list
LEAST = 60
# Types a query as a person would and waits until the worker has answered; then the pages found, in order.
ASK = """async (words) => {
  const field = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const meta = document.querySelector(".md-search-result__meta");
  const answered = new Promise((done) => {
    let quiet;
    const settle = () => { clearTimeout(quiet); quiet = setTimeout(() => { watch.disconnect(); done(); }, 150); };
    const watch = new MutationObserver(settle);
    watch.observe(list.parentElement, { childList: true, subtree: true, characterData: true });
    setTimeout(() => { watch.disconnect(); done(); }, 4000);
  });
  field.value = words;
  field.dispatchEvent(new Event("keyup", { bubbles: true }));
  await answered;
  return [...list.querySelectorAll(":scope > li")].map((item) => item.querySelector("a").href);
}"""


def queries(language: str) -> list[tuple[str, list[str]]]:
    """Queries and the pages of which one must be found."""
    raw = tomllib.loads((CASES / f"search-{language}.toml").read_text("utf-8"))["queries"]
    return [(words, places) for words, places in raw]


@pytest.fixture(scope="module", params=ROOTS)
def searching(request: pytest.FixtureRequest, chromium: Browser, searchable: str) -> Iterator[tuple[str, Page]]:
    """A page of each language with its search opened and ready."""
    language = request.param
    page = chromium.new_page(service_workers="block")
    page.goto(searchable + ROOTS[language], wait_until="networkidle")
    page.locator(".md-search__input").click()
    page.keyboard.type("a")  # wakes the worker, which then reads its index
    page.wait_for_timeout(1500)
    yield language, page
    page.close()


def found(page: Page, words: str, root: str) -> list[str]:
    """The pages on the first page of results, by their address below the language's root."""
    addresses = [urlsplit(link).path.lstrip("/") for link in page.evaluate(ASK, words)]
    return [address.removeprefix(root) for address in addresses][:FIRST_PAGE]


def test_each_query_finds_one_of_its_places_on_the_first_page(searching: tuple[str, Page]) -> None:
    language, page = searching
    missed = []
    for words, places in queries(language):
        results = found(page, words, ROOTS[language])
        if not set(places) & set(results):
            missed.append(f"{words}: {' '.join(results)}")
    assert not missed, "\n" + "\n".join(missed)


def test_words_that_stand_nowhere_find_nothing(searching: tuple[str, Page]) -> None:
    language, page = searching
    assert found(page, "xyzzyqwv", ROOTS[language]) == []


@pytest.mark.parametrize("language", ROOTS)
def test_there_are_sixty_different_queries_and_their_places_exist(language: str) -> None:
    asked = queries(language)
    assert len({words for words, _ in asked}) == len(asked) >= LEAST
    docs = ROOT / "docs" / ("en" if language == "en" else "")
    for words, places in asked:
        for place in places:
            name = place.strip("/")
            assert (docs / f"{name}.md").exists() or (docs / name / "index.md").exists(), (words, place)


def test_the_index_is_read_when_the_search_is_opened_and_a_quick_query_is_answered(
    chromium: Browser, searchable: str
) -> None:
    page = chromium.new_page(service_workers="block")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(searchable, wait_until="networkidle")
    assert not [url for url in asked if "search_index" in url]
    page.locator(".md-search__input").click()
    page.keyboard.type("诉讼时效")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert len([url for url in asked if "search_index" in url]) == 1
    page.locator(".md-search-result__item a").first.click()
    expect(page.locator("article mark").first).to_have_text("诉讼时效")
    page.close()
