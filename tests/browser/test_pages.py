"""The reading pages in a real browser: under the policy, on one origin, without errors or reloads, for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import RULES, is_wide, violations
from tests.browser.example import ROOT
from tests.browser.window import CLIPBOARD, Reader, visiting

pytestmark = pytest.mark.browser

DOCS = ROOT / "docs" / "en"
PAGES = sorted(
    "".join(f"{part}/" for part in path.relative_to(DOCS).with_suffix("").parts if part != "index")
    for path in DOCS.rglob("*.md")
    if path.name != "letter.md"  # the desk has tests of its own
)
ROOTS = {"zh": "", "en": "en/"}
# The desktop is tall: axe takes a link that the edge of a scrolling list cuts for too small a target.
DESKTOP, PHONE = (1280, 2400), (360, 740)
# Both languages share their markup: each page is looked at in three of the four ways, every other one in the fourth.
WAYS: dict[str, list[tuple[tuple[int, int], Literal["light", "dark"]]]] = {
    "zh": [(DESKTOP, "light"), (PHONE, "dark")],
    "en": [(DESKTOP, "dark"), (PHONE, "light")],
}
# What depends on the size of the window and on its colours, and so is asked again in another one.
LOOKS: dict[str, Any] = RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
}


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    """A reader at a desk."""
    with visiting(chromium, Reader, address) as made:
        made.read_sitemap()
        made.page.on("response", lambda r: r.status >= 400 and made.faults.append(f"{r.status} {r.url}"))
        yield made


@pytest.mark.parametrize("language", ROOTS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_a_page_keeps_the_policy_its_origin_and_the_window_and_serves_everyone(
    reader: Reader, language: str, path: str
) -> None:
    page = reader.page
    page.emulate_media(reduced_motion="reduce")
    # Both languages have the same elements: what depends on those alone is asked of one, and so is one way in turn.
    rules = RULES if language == "zh" else LOOKS
    ways = WAYS[language] if language == "zh" else WAYS[language][PAGES.index(path) % 2 :][:1]
    found = []
    for (width, height), scheme in ways:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        if page.url == "about:blank":
            page.goto(reader.address + ROOTS[language] + path)
            page.evaluate(
                "document.querySelectorAll('details').forEach((sheet, n) => { if (n < 3) sheet.open = true; })"
            )
        for fault in violations(page, "html", rules):
            # A link that the edge of the scrolling navigation cuts in half is whole again one turn of the wheel later.
            nodes = [node for node in fault["nodes"] if "md-nav__link" not in node["html"]]
            if fault["id"] == "target-size" and not nodes:
                continue
            found.append(f"{width} {scheme} {fault['id']}: {fault['nodes'][0]['html'][:120]}")
        if is_wide(page):
            found.append(f"{width}: the page is wider than the window")
        rules = LOOKS
    assert found == []


def test_moving_between_pages_does_not_reload_and_wakes_the_filter_each_time(reader: Reader) -> None:
    page = reader.open("playbooks/excuses/")
    page.evaluate("window.sameDocument = true")
    for _ in range(2):
        expect(page.locator(".hk-filter__count")).to_contain_text("81")
        page.get_by_role("link", name="催款时机").first.click()
        expect(page.locator("h1")).to_contain_text("时机")
        page.go_back()
        expect(page.locator("h1")).to_contain_text("借口")
    assert page.evaluate("window.sameDocument") is True


def test_the_filter_narrows_by_group_and_by_the_customer_s_own_words(reader: Reader) -> None:
    page = reader.open("playbooks/excuses/")
    shown = page.locator("[data-card]:visible")
    page.get_by_role("button", name="最常见").click()
    expect(shown).to_have_count(10)
    page.get_by_role("button", name="全部").click()
    page.get_by_role("searchbox").fill("老板不在")
    assert 1 <= shown.count() < 10
    expect(shown.first).to_contain_text("老板不在")
    page.get_by_role("searchbox").fill("没有人会这样说的话")
    expect(shown).to_have_count(0)
    expect(page.locator(".hk-filter__count")).to_contain_text("没有符合的卡片")


def test_a_link_to_a_card_opens_it(reader: Reader) -> None:
    page = reader.open("playbooks/excuses/#c3")
    expect(page.locator("details:has(#c3)")).to_have_attribute("open", "")
    expect(page.locator("#c3")).to_be_in_viewport()


def test_a_short_address_arrives_at_its_card(reader: Reader) -> None:
    for root in ROOTS.values():
        page = reader.open(f"{root}go/c3/")
        page.wait_for_url(f"**/{root}playbooks/excuses/#c3")


def test_the_other_language_opens_at_the_same_place(reader: Reader) -> None:
    page = reader.open("playbooks/excuses/#c3")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/playbooks/excuses/#c3")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(lambda url: url == f"{reader.address}playbooks/excuses/#c3")


def test_the_other_language_follows_after_moving_without_reload(reader: Reader) -> None:
    page = reader.open("en/playbooks/timing/")
    page.get_by_role("link", name="Limitation").first.click()
    page.wait_for_url("**/en/playbooks/limitation/")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(lambda url: url == f"{reader.address}playbooks/limitation/")


@pytest.mark.parametrize(
    ("root", "words", "place"),
    [
        ("", "诉讼时效", "playbooks/limitation/"),
        ("en/", "boss", "playbooks/excuses/"),
    ],
)
def test_search_finds_the_place(reader: Reader, searchable: str, root: str, words: str, place: str) -> None:
    reader.address = searchable
    page = reader.open(root)
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.keyboard.press("Shift")  # the theme listens to keys, also those of an input method
    first = page.locator(".md-search-result__link")
    expect(first.first).to_be_visible()
    found = [link.get_attribute("href") or "" for link in first.all()]
    assert any(f"/{place}" in link for link in found), found


def test_the_drill_shows_every_card_once_before_any_again(reader: Reader) -> None:
    page = reader.open("trainers/drill/")
    seen = []
    for _ in range(10):
        card = page.locator(".hk-drill__card:visible")
        expect(card).to_have_count(1)
        seen.append(card.locator(".hk-drill__says").inner_text())
        page.get_by_role("button", name="下一张").click()
    assert len(set(seen)) == 10


def test_the_answer_of_the_drill_is_hidden_until_asked_for(reader: Reader) -> None:
    page = reader.open("en/trainers/drill/")
    card = page.locator(".hk-drill__card:visible")
    expect(card.get_by_text("Do not", exact=True)).to_be_hidden()
    card.get_by_text("Show the answer").click()
    expect(card.get_by_text("Do not", exact=True)).to_be_visible()


def test_a_reply_is_copied_as_it_stands(reader: Reader) -> None:
    reader.page.context.grant_permissions(CLIPBOARD)
    page = reader.open("playbooks/excuses/#a1")
    page.get_by_role("button", name="复制回应：A1", exact=True).click()
    expect(page.locator(".md-dialog")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#a1-words").inner_text()


def test_all_cards_can_be_read_without_scripts(chromium: Browser, address: str) -> None:
    with visiting(chromium, Reader, address, java_script_enabled=False) as reader:
        page = reader.open("playbooks/excuses/")
        page.locator("#a1").click()
        expect(page.locator("#a1-words")).to_be_visible()
        expect(page.locator(".hk-filter")).to_be_hidden()


def test_on_paper_the_address_stands_beside_links_that_leave_the_site_only(reader: Reader) -> None:
    page = reader.open("reference/rules/")
    page.evaluate(
        "document.querySelector('article p').insertAdjacentHTML('beforeend', '<a id=away href=https://example.test/x>x</a>')"
    )
    page.evaluate(
        "import(document.querySelector('script[src*=\"pages/main\"]').src.replace('main', 'outside-links'))"
        ".then(({ markOutsideLinks }) => markOutsideLinks(document))"
    )
    page.emulate_media(media="print")
    said = "(link) => getComputedStyle(link, '::after').content"
    assert "example.test/x" in page.locator("#away").evaluate(said)
    assert page.locator("article td a").first.evaluate(said) == "none"
    assert "go/rules/" in page.locator(".hk-page-share a").first.evaluate(said)


def test_on_paper_every_card_is_open_and_no_control_is_printed(reader: Reader) -> None:
    page = reader.open("playbooks/excuses/")
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".hk-filter")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#a1-words")).to_be_visible()
