"""What the desk does when things are not as they should be: its worker dies or hangs, no network, an old browser, one inside an app."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bench.restart import NEXT_TEXT, WORKERS
from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.window import SLOW

pytestmark = pytest.mark.browser

WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50"
REPLACED = 1_000  # ms until another worker has been started; to the next text: bench/restart.py


def test_a_worker_that_dies_is_replaced_and_nothing_typed_is_lost(visit: Callable[..., Desk]) -> None:
    page = visit(script=WORKERS).open(example=True)
    found = [page.evaluate(NEXT_TEXT, "die") for _ in range(2)]
    assert all(one["kept"] for one in found)
    assert min(one["states"]["loading"] for one in found) <= REPLACED, found


def test_a_worker_that_hangs_is_shown_as_busy_and_replaced(visit: Callable[..., Desk]) -> None:
    desk = visit(script=WORKERS)
    page = desk.open(example=True)
    for _ in range(4):
        page.evaluate(NEXT_TEXT, "")  # how long a text takes is known from the last few
    found = page.evaluate(NEXT_TEXT, "hang")
    assert found["kept"]
    assert 250 <= found["states"]["busy"] < found["states"]["loading"] <= REPLACED, found
    expect(desk.root).not_to_have_attribute("data-busy", "")


def test_a_call_that_hangs_twice_is_told_and_can_be_tried_again(visit: Callable[..., Desk]) -> None:
    desk = visit(script=WORKERS)
    page = desk.open(example=True)
    page.evaluate("window.hangs = true")
    desk.type({"debtor.name": "Twice 42"})
    expect(desk.act("retry")).to_be_visible(timeout=SLOW)
    expect(desk.root).to_have_attribute("data-state", "ready", timeout=SLOW)
    expect(desk.status).to_contain_text("您填的内容都在")
    expect(desk.text).not_to_be_empty()
    assert faults(page) == []
    page.evaluate("window.hangs = false")
    desk.act("retry").click()
    expect(desk.text).to_contain_text("Twice 42", timeout=SLOW)
    expect(desk.act("retry")).to_be_hidden()


def test_offline_is_said_and_writing_goes_on(visit: Callable[..., Desk]) -> None:
    desk = visit()
    page = desk.open(example=True)
    note = page.locator("[data-notice=offline]")
    expect(note).to_be_hidden()
    page.context.set_offline(True)
    expect(note).to_contain_text("照常")
    assert faults(page) == []
    desk.type({"debtor.name": "Offline 42"})
    expect(desk.text).to_contain_text("Offline 42")
    page.context.set_offline(False)
    expect(note).to_be_hidden()


@pytest.mark.parametrize("name", ["WebAssembly", "Worker"])
def test_what_a_browser_lacks_is_named_and_the_form_can_be_filled_in(visit: Callable[..., Desk], name: str) -> None:
    desk = visit(script=f"delete window.{name}")
    page = desk.open()
    expect(page.locator("[data-notice=missing]")).to_contain_text(name)
    desk.act("example").click()
    expect(desk.root).to_have_attribute("data-state", "error", timeout=SLOW)
    expect(desk.field("debtor.name")).not_to_have_value("")
    desk.faults = [
        fault for fault in desk.faults if "Worker is not defined" not in fault
    ]  # the theme's search wants one too


def test_where_the_scripts_do_not_come_the_page_says_what_to_do(visit: Callable[..., Desk]) -> None:
    desk = visit()
    desk.page.route("**/letter-desk/main.mjs", lambda route: route.abort())
    page = desk.open()
    note = page.locator(".desk-unborn")
    expect(note).to_be_hidden()
    expect(note).to_be_visible(timeout=10_000)
    expect(note).to_contain_text("模块脚本")
    assert page.locator(".desk-form").bounding_box()["x"] < 100  # type: ignore[index]
    desk.faults.clear()  # the file that did not come


def test_wechat_s_browser_is_told_the_way_out_and_a_phone_s_keyboard_fits(visit: Callable[..., Desk]) -> None:
    desk = visit(user_agent=WECHAT, viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = desk.open(example=True)
    hint = page.locator("[data-notice=app]")
    expect(hint).to_contain_text("在浏览器打开")
    assert faults(page) == []
    desk.unfold()
    assert odd_inputs(page) == []
    assert small_targets(page) == []
    modes = {name: desk.field(name).get_attribute("inputmode") for name in ("claims.0.amount", "creditor.phone")}
    assert modes == {"claims.0.amount": "decimal", "creditor.phone": "tel"}
    hint.get_by_role("button").click()
    expect(hint).to_be_hidden()


def odd_inputs(page: Page) -> list[str]:
    """Fields that a phone would zoom into, fill in by itself or correct."""
    return page.evaluate(
        """[...document.querySelectorAll('.desk :is(input, select, textarea)')].filter((one) => one.checkVisibility())
           .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16 && !['checkbox', 'radio', 'range', 'file', 'date'].includes(one.type)
             || one.autocomplete !== 'off' && !['file', 'checkbox', 'radio'].includes(one.type)).map((one) => one.outerHTML.slice(0, 120))"""
    )


def small_targets(page: Page) -> list[str]:
    """Buttons of the desk's main path lower than a fingertip."""
    return page.evaluate(
        """[...document.querySelectorAll('.desk :is(.desk-bar, .desk-out-bar, .desk-tabs) button, .desk :is(.desk-field select, .desk-field input[type=text])')]
           .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))"""
    )


def test_whatever_is_pressed_nothing_but_files_of_the_site_is_asked_for(visit: Callable[..., Desk]) -> None:
    desk = visit(script="window.print = () => {}; window.open = () => null;")
    page = desk.open(example=True)
    page.on("dialog", lambda dialog: dialog.accept())
    desk.unfold()
    pressed = page.evaluate(
        """async () => {
          const all = () => [...document.querySelectorAll('.desk button:not([disabled])')].filter((one) => one.checkVisibility());
          const done = new Set();
          for (let round = 0; round < 3; round++)
            for (const one of all()) {
              const forget = one.dataset.action === 'forget' || one.dataset.action === 'remove-row';
              if (done.has(one) || forget || done.size > 150) continue;
              done.add(one);
              one.click();
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
          document.querySelector('[data-action=forget]').click();
          return done.size; }"""
    )
    page.wait_for_timeout(500)
    assert pressed > 20
    asked = [fault for fault in desk.faults if fault.startswith("another origin")]
    desk.faults = [fault for fault in asked if "GET mailto:" not in fault]  # a user's own mail program, at a press
