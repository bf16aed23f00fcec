"""A visit to the desk: copied, printed, left and found again, forgotten; by a link, in a frame, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.window import CLIPBOARD, SLOW

pytestmark = pytest.mark.browser


def test_tabs_are_walked_with_arrows_and_a_missing_text_brings_the_nearest_document(zh: Desk) -> None:
    page = zh.open(example=True)
    zh.tab("letter").focus()
    page.keyboard.press("ArrowRight")
    expect(zh.tab("email")).to_have_attribute("aria-selected", "true")
    expect(zh.text).to_contain_text("主题：")
    page.keyboard.press("ArrowRight")
    expect(zh.tab("sms")).to_be_focused()
    expect(page.locator("[name=document]")).not_to_have_value("demand-1")
    expect(page.locator("[data-sms]")).to_contain_text("字")
    expect(page.locator("#desk-panel")).to_have_attribute("aria-labelledby", "desk-tab-sms")


def test_what_is_copied_is_what_stands_on_the_sheet(visit: Callable[..., Desk]) -> None:
    desk = visit(permissions=CLIPBOARD)
    page = desk.open(example=True)
    desk.act("copy").click()
    expect(desk.status).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == desk.text.text_content()


def test_forgetting_leaves_nothing_behind(desk: Desk) -> None:
    page = desk.open("#tone=firm", example=True)
    assert len(desk.engines()) == 1
    desk.act("forget").click()
    expect(desk.root).to_have_attribute("data-state", "idle")
    expect(desk.text).to_be_empty()
    expect(page.locator("[data-figures]")).to_be_empty()
    expect(desk.field("debtor.name")).to_have_value("")
    expect(desk.field("events.0.text")).to_have_value("")
    assert desk.field("events.1.text").count() == 0
    assert desk.engines() == []
    assert "#" not in page.url
    kept = page.evaluate(
        "Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((key) => !key.includes('__'))"
    )
    assert kept == []
    expect(desk.status).to_contain_text({"zh": "剪贴板", "en": "clipboard"}[desk.language])
    held = page.evaluate("[...document.querySelectorAll('.desk :is(input, textarea)')].map((one) => one.value).join()")
    assert "Northmoor" not in held + desk.root.inner_text()
    assert "拓远" not in held + desk.root.inner_text()


def test_one_can_begin_again_after_forgetting(zh: Desk) -> None:
    zh.open(example=True)
    zh.act("forget").click()
    expect(zh.text).to_be_empty()
    zh.act("example").click()
    expect(zh.text).to_contain_text("云州拓远", timeout=SLOW)


def test_input_and_engine_outlast_a_look_elsewhere_on_the_site(desk: Desk) -> None:
    page = desk.open(example=True)
    page.evaluate("window.sameDocument = true")
    desk.type({"debtor.name": "Elsewhere 42"})
    expect(desk.text).to_contain_text("Elsewhere 42")
    for _ in range(2):
        page.locator(".md-header a.md-logo").click()  # further down a page the theme hides its tabs
        expect(page.locator("h1")).not_to_have_id("letter")
        page.go_back()
        expect(desk.text).to_contain_text("Elsewhere 42", timeout=SLOW)
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("performance.getEntriesByName('huikuan:boot').length") == 1
    desk.type({"debtor.name": "Back Again 43"})
    expect(desk.text).to_contain_text("Back Again 43")


def test_a_link_may_choose_what_to_write_and_nothing_else(zh: Desk) -> None:
    page = zh.open("#document=call-script&excuse=c3&language=en&tone=firm&debtor.name=Mallory&__proto__=x")
    expect(page.locator("[name=document]")).to_have_value("call-script")
    expect(zh.field("excuse")).to_have_value("c3")
    expect(zh.field("language")).to_have_value("en")
    expect(zh.field("tone")).to_have_value("firm")
    expect(zh.field("debtor.name")).to_have_value("")
    zh.act("example").click()
    expect(zh.text).not_to_be_empty(timeout=SLOW)
    expect(page.locator("[name=document]")).to_have_value("call-script")
    expect(zh.field("tone")).to_have_value("firm")


@pytest.mark.parametrize("fragment", ["#document=<script>&tone=shout", "#document=" + "x" * 3000, "#%", "#how"])
def test_a_strange_link_changes_nothing(zh: Desk, fragment: str) -> None:
    page = zh.open(fragment)
    expect(zh.act("example")).to_be_enabled()
    expect(page.locator("[name=document]")).to_have_value("reminder")
    expect(zh.field("tone")).to_have_value("neutral")


def test_markup_in_a_name_stands_in_the_letter_as_it_was_typed(zh: Desk) -> None:
    hostile = '<img src=x onerror="document.title=1">{{ 7*7 }}'
    page = zh.open(example=True)
    title = page.title()
    zh.type({"debtor.name": hostile, "claims.0.number": "<b>1</b>"})
    expect(zh.text).to_contain_text(hostile)
    assert page.locator(".desk img, .desk b").count() == 0
    assert page.title() == title


def test_a_file_that_does_not_come_is_said_plainly_and_can_be_tried_again(zh: Desk) -> None:
    page = zh.open()
    page.context.route("**/runtime/**", lambda route: route.abort())
    zh.act("example").click()
    expect(zh.root).to_have_attribute("data-state", "error", timeout=SLOW)
    expect(zh.field("debtor.name")).to_have_value("云州拓远装备制造有限公司")
    page.context.unroute("**/runtime/**")
    page.get_by_role("button", name="重新启动").click()
    expect(zh.text).to_contain_text("云州拓远", timeout=SLOW)
    zh.faults.clear()  # the files that did not come


def test_only_the_letter_is_printed(zh: Desk) -> None:
    page = zh.open(example=True)
    page.emulate_media(media="print")
    expect(zh.text).to_be_visible()
    for other in (
        "form.desk-form",
        ".md-header",
        "[data-figures]",
        "[role=tablist]",
        "h1",
        "#how",
        "[data-status]",
        ".hk-checked",
    ):
        assert not page.locator(other).first.is_visible(), other


FRAME = '<iframe src="{}letter/"></iframe>'


def test_in_another_site_s_frame_the_form_is_not_offered(chromium: Browser, address: str) -> None:
    # Hosts that send our headers refuse the frame themselves; here is one that cannot.
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.route(
        "http://framing.test/", lambda route: route.fulfill(body=FRAME.format(address), content_type="text/html")
    )
    page.route("**/letter/", lambda route: route.fulfill(body=route.fetch().text(), content_type="text/html"))
    page.goto("http://framing.test/")
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-framed]")).to_be_visible()
    expect(frame.locator("form.desk-form")).to_be_hidden()
    context.close()


# Both languages share their markup, so either is looked at in two of the four ways.
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("zh", 1280, "light"), ("zh", 360, "dark"), ("en", 1280, "dark"), ("en", 360, "light")],
)
def test_the_desk_is_accessible_and_fits_the_width_in_every_state(
    visit: Callable[..., Desk], language: str, width: int, scheme: Any
) -> None:
    desk = visit(language, viewport={"width": width, "height": 780}, color_scheme=scheme)
    page = desk.open()
    expect(desk.act("example")).to_be_enabled()
    found = {"idle": faults(page, "html")}
    desk.unfold()
    found["unfolded"] = faults(page)
    page.locator("[type=submit]").click()
    expect(desk.summary).to_be_visible(timeout=SLOW)
    found["errors"] = faults(page)
    desk.act("example").click()
    expect(desk.text).not_to_be_empty()
    desk.unfold()
    found["ready"] = faults(page)
    desk.type({"claims.0.amount": "x"})
    expect(desk.summary).to_be_visible()
    found["stale"] = faults(page)
    assert found == dict.fromkeys(found, [])


def test_targets_are_large_enough_to_touch(visit: Callable[..., Desk]) -> None:
    desk = visit(viewport={"width": 360, "height": 780}, has_touch=True)
    page = desk.open(example=True)
    desk.unfold()
    small = page.evaluate(
        """[...document.querySelectorAll('.desk :is(button, select, summary, input:not(.desk-picker), textarea)')]
           .filter((one) => one.checkVisibility()).filter((one) => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) < 24; })
           .map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert small == []
