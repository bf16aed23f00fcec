"""What the desk keeps only if asked, what is left after forgetting, and what goes along: in a link, to the other language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.example import SITE
from tests.browser.window import CLIPBOARD, SLOW

pytestmark = pytest.mark.browser

CANARY = "金丝雀与 Canary & Co 4711"
BASES = "indexedDB.databases().then((all) => all.map((one) => one.name).filter((name) => name.startsWith('huikuan')))"
STORES = "JSON.stringify([{...sessionStorage}, {...localStorage}, window.name])"


@pytest.fixture
def desk(zh: Desk) -> Desk:
    """The Chinese desk: what is kept does not hang on the language."""
    return zh


def keep(desk: Desk, name: str) -> Any:
    """A part of the panel."""
    return desk.page.locator(f"[data-keep={name}]")


def turn_on(desk: Desk) -> Page:
    """Fills in the example under another name and asks to keep it."""
    page = desk.open(example=True)
    desk.type({"debtor.name": CANARY})
    assert page.evaluate(BASES) == [], "something was kept before anybody asked"
    keep(desk, "summary").click()
    keep(desk, "on").check()
    expect(keep(desk, "said")).to_contain_text(CANARY)
    return page


def test_a_kept_case_is_offered_again_and_taken_only_when_the_user_says_so(desk: Desk) -> None:
    page = turn_on(desk)
    expect(keep(desk, "summary")).to_contain_text("已保存")
    desk.type({"claims.0.amount": "204711.00"})
    expect(desk.text).to_contain_text("204,711.00")
    page.wait_for_timeout(1_000)  # the pause after which a change is saved
    page.goto("about:blank")
    desk.open()
    expect(keep(desk, "offered")).to_contain_text(CANARY)
    expect(desk.field("debtor.name")).to_have_value("")
    assert faults(page) == []
    keep(desk, "take").click()
    expect(desk.field("debtor.name")).to_have_value(CANARY)
    expect(desk.field("claims.0.amount")).to_have_value("204711.00")
    expect(desk.text).to_contain_text(CANARY, timeout=SLOW)
    keep(desk, "summary").click()
    assert faults(page) == []
    keep(desk, "remove").click()
    expect(keep(desk, "said")).to_contain_text("已从这台电脑删除")
    expect(keep(desk, "on")).not_to_be_checked()
    assert page.evaluate(BASES) == []


def test_forgetting_deletes_what_was_kept_and_lists_what_is_left(desk: Desk) -> None:
    page = turn_on(desk)
    assert page.evaluate(BASES) == ["huikuan-desk"]
    desk.act("forget").click()
    expect(keep(desk, "proof")).to_be_visible()
    expect(page.locator(".desk-keep-clean")).to_have_count(7)
    expect(page.locator(".desk-keep-left")).to_have_count(0)
    expect(keep(desk, "lines")).to_contain_text("全部空白")
    assert page.evaluate(BASES) == []
    assert CANARY not in page.evaluate(STORES)
    assert faults(page) == []
    keep(desk, "close").click()
    expect(keep(desk, "proof")).to_be_hidden()
    page.reload()
    expect(keep(desk, "on")).to_be_enabled()
    expect(keep(desk, "offer")).to_be_hidden()


def test_the_list_after_forgetting_tells_what_did_not_go(desk: Desk) -> None:
    page = turn_on(desk)
    page.evaluate(
        "() => { IDBFactory.prototype.deleteDatabase = () => { throw new DOMException('no', 'UnknownError'); } }"
    )
    desk.act("forget").click()
    expect(page.locator(".desk-keep-left")).to_contain_text("没有删掉")


def test_where_nothing_may_be_kept_the_desk_works_and_says_so(desk: Desk) -> None:
    desk.page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
    desk.open(example=True)
    keep(desk, "summary").click()
    expect(keep(desk, "said")).to_contain_text("无痕窗口")
    expect(keep(desk, "on")).to_be_disabled()
    expect(desk.text).to_contain_text("云州拓远")


def test_a_full_disk_turns_keeping_off_and_nothing_else(desk: Desk) -> None:
    desk.page.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    desk.open(example=True)
    keep(desk, "summary").click()
    keep(desk, "on").click()
    expect(keep(desk, "said")).to_contain_text("没有存成")
    expect(keep(desk, "on")).not_to_be_checked()
    desk.type({"debtor.name": CANARY})
    expect(desk.text).to_contain_text(CANARY)


def test_a_link_carries_how_the_desk_is_set_and_nothing_of_the_case(visit: Callable[..., Desk]) -> None:
    desk = visit(permissions=CLIPBOARD)
    page = desk.open(example=True)
    desk.type({"debtor.name": CANARY, "claims.0.number": CANARY, "creditor.name": CANARY})
    desk.field("tone").select_option("firm")
    desk.field("excuse").select_option("c3")
    page.locator("[name=document]").select_option("call-script")
    page.locator(".desk-room-share summary").click()
    page.locator("[data-share=copy]").click()
    expect(desk.status).to_contain_text("链接已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    assert dict(part.split("=") for part in urlsplit(link).fragment.split("&")) == {
        "document": "call-script",
        "language": "zh",
        "tone": "firm",
        "excuse": "c3",
    }
    assert not urlsplit(link).query
    assert faults(page) == []
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("[name=document]")).to_have_value("call-script")
    expect(desk.field("tone")).to_have_value("firm")
    expect(desk.field("debtor.name")).to_have_value("")


def test_what_was_typed_goes_along_to_the_other_language_and_back(desk: Desk) -> None:
    page = desk.open(example=True)
    desk.type({"debtor.name": CANARY})
    desk.field("tone").select_option("firm")
    desk.tab("email").click()
    page.locator("[data-output=text]").get_by_text(CANARY).first.wait_for()
    halves = watch_the_jump(page)
    for language in ("en", "zh"):
        page.locator("a[data-hk-language]").click()
        page.wait_for_url("**/en/letter/" if language == "en" else lambda url: "/en/" not in url)
        expect(desk.root).to_have_attribute("data-language", language)
        expect(desk.field("debtor.name")).to_have_value(CANARY)
        expect(desk.field("tone")).to_have_value("firm")
        expect(desk.tab("email")).to_have_attribute("aria-selected", "true")
        expect(desk.text).to_contain_text(CANARY, timeout=SLOW)
        assert CANARY not in page.evaluate(STORES)
        assert "huikuan-jump" not in page.evaluate(STORES)
    assert len(halves) == 2
    assert all(CANARY not in half and "debtor" not in half for half in halves)


def watch_the_jump(page: Page) -> list[str]:
    """What is written to the tab's storage on the way, as anybody could read it there."""
    found: list[str] = []
    page.expose_function("toldOfHalf", lambda half: found.append(half))
    watch = """() => { const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        if (key.startsWith('huikuan')) toldOfHalf(atob(value));
        return set.call(this, key, value); }; }"""
    page.evaluate(watch)
    page.add_init_script(f"({watch})()")
    return found


def test_what_was_typed_goes_along_from_any_page(desk: Desk) -> None:
    page = desk.open()
    desk.type({"debtor.name": CANARY})
    page.wait_for_load_state("networkidle")  # until it has read the sitemap, the theme follows a link by loading anew
    page.locator(".md-header a.md-logo").click()
    expect(page.locator("h1")).not_to_have_id("letter")
    page.locator("a[data-hk-language]").click()
    page.wait_for_url("**/en/")
    page.locator(".md-tabs a[href*=letter]").click()
    expect(desk.field("debtor.name")).to_have_value(CANARY)


def test_an_untouched_practice_case_is_there_in_the_other_language(desk: Desk) -> None:
    first = min(file.stem for file in (SITE / "assets" / "practice").glob("*.json"))
    page = desk.open(f"#practice={first}")
    expect(desk.text).not_to_be_empty(timeout=SLOW)
    before = desk.field("debtor.name").input_value()
    page.locator("a[data-hk-language]").click()
    page.wait_for_url("**/en/letter/**")
    expect(desk.text).not_to_be_empty(timeout=SLOW)
    assert desk.field("debtor.name").input_value() != before
