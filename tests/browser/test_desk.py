"""The letter desk in a real browser: typed, mended, copied, left and found again, forgotten; by keyboard, on a phone, in the dark."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.example import EXAMPLE, commanded
from tests.browser.window import CLIPBOARD, SLOW

pytestmark = pytest.mark.browser

ONE_OF_EACH = [
    ("demand-1", "letter"),
    ("demand-1", "email"),
    ("overdue-notice", "sms"),
    ("overdue-notice", "wechat"),
    ("call-script", "call"),
]


def leaves(value: Any, path: str = "") -> dict[str, str | bool]:
    """A case as the form holds it: path → text."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {name: leaf for key, part in pairs for name, leaf in leaves(part, f"{path}{key}.").items()}
    return {path.removesuffix("."): value if isinstance(value, bool) else str(value)}


HERE = """() => {
  const at = document.activeElement, data = at.dataset;
  return { tag: at.tagName, name: at.name ?? "", kind: at.type ?? "", action: data.action ?? "", rows: at.closest("[data-rows]")?.dataset.rows ?? "",
           count: at.closest("[data-rows]")?.querySelectorAll(":scope > [data-row]").length ?? 0, folded: at.tagName === "SUMMARY" && !at.parentElement.open,
           values: at.tagName === "SELECT" ? [...at.options].map((one) => one.value) : [], index: at.selectedIndex ?? 0, chosen: at.getAttribute("aria-selected") }; }"""


def enter(page: Page, here: dict[str, Any], value: str | bool) -> None:
    """Puts a value into the field that has the focus, with keys alone."""
    if here["kind"] == "checkbox":
        page.keyboard.press("Space")
    elif here["tag"] == "SELECT":
        steps = here["values"].index(value) - here["index"]
        for _ in range(abs(steps)):
            page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    else:
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(str(value))


def walk(page: Page, wanted: dict[str, str | bool]) -> None:
    """Goes through the whole desk with Tab, opens what is folded, adds rows where the case has more, types every value."""
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["action"] == "add-row" and any(name.startswith(f"{here['rows']}.{here['count']}.") for name in wanted):
            page.keyboard.press("Enter")
            here = page.evaluate(HERE)
        if here["folded"]:
            page.keyboard.press("Enter")
        if here["name"] in wanted:
            enter(page, here, wanted.pop(here["name"]))
        if here["chosen"] == "true":
            break
    assert wanted == {}, "not reached by keyboard"


def test_a_case_typed_on_a_keyboard_alone_gives_the_text_of_the_command(desk: Desk) -> None:
    page = desk.open()
    page.locator(".md-skip").focus()
    walk(page, leaves(json.loads(EXAMPLE[desk.language].read_text("utf-8"))) | {"document": "demand-1"})
    expect(desk.status).to_contain_text(
        {"zh": "催款函（一）", "en": "First demand letter"}[desk.language], timeout=SLOW
    )
    assert desk.text.text_content() == commanded(desk.language, "demand-1", "letter")


@pytest.mark.parametrize("tone", ["soft", "firm"])
def test_the_example_gives_the_text_of_the_command_in_every_channel_and_tone(desk: Desk, tone: str) -> None:
    page = desk.open(example=True)
    desk.field("tone").select_option(tone)
    for document, channel in ONE_OF_EACH:
        page.locator("[name=document]").select_option(document)
        desk.tab(channel).click()
        wanted = commanded(desk.language, document, channel, "--tone", tone)
        expect(desk.text).to_have_text(wanted, use_inner_text=True)
        assert desk.text.text_content() == wanted == desk.text.inner_text()


def test_the_letter_is_written_in_the_other_language_too(desk: Desk) -> None:
    desk.open(example=True)
    other = {"zh": "en", "en": "zh"}[desk.language]
    desk.field("language").select_option(other)
    expect(desk.text).to_have_attribute("lang", {"zh": "zh-CN", "en": "en"}[other])
    assert desk.text.text_content() == commanded(desk.language, "demand-1", "letter", "--language", other)


def test_nothing_of_the_engine_is_fetched_before_the_form_is_touched(desk: Desk) -> None:
    page = desk.open()
    page.wait_for_load_state("networkidle")
    assert not [url for url in desk.fetched if "runtime" in url]
    expect(desk.root).to_have_attribute("data-state", "idle")
    desk.field("debtor.name").focus()
    expect(desk.root).to_have_attribute("data-state", "ready", timeout=SLOW)
    marks = page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
    assert {"huikuan:boot", "huikuan:ready"} <= set(marks)
    assert "huikuan:first-letter" not in marks


def test_the_form_asks_calmly_for_what_is_still_to_come(desk: Desk) -> None:
    page = desk.open()
    desk.type({"debtor.name": "云州拓远装备制造有限公司"})
    expect(desk.needed).to_be_visible(timeout=SLOW)
    expect(desk.summary).to_be_hidden()
    assert page.locator("[aria-invalid=true]").count() == 0
    desk.needed.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.closest('[data-module]') !== null")


def test_who_asks_is_told_all_and_taken_there(desk: Desk) -> None:
    page = desk.open()
    page.locator("[type=submit]").click()
    expect(desk.summary).to_be_focused(timeout=SLOW)
    assert desk.summary.get_attribute("role") == "alert"
    expect(desk.field("creditor.name")).to_have_attribute("aria-invalid", "true")
    described = desk.field("creditor.name").get_attribute("aria-describedby") or ""
    told = [page.locator(f"[id='{name}']").text_content() for name in described.split()]
    assert any(text and text.strip() for text in told)
    desk.summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


WRONG = (
    ("claims.0.due_date", "2026-02-30"),
    ("claims.0.amount", "12,00x"),
    ("claims.0.amount", "-5"),
    ("claims.0.currency", "yuan"),
    ("as_of", "soon"),
)


def test_a_wrong_value_is_told_at_its_field_and_the_last_good_text_stays(desk: Desk) -> None:
    page = desk.open(example=True)
    before = desk.text.text_content()
    for name, value in WRONG:
        right = desk.field(name).input_value()
        desk.type({name: value})
        expect(desk.field(name)).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"[id='desk.{name}.error']")).to_be_visible()
        expect(desk.summary.get_by_role("link").first).to_be_visible()
        expect(page.locator("[data-stale]")).to_be_visible()
        assert desk.text.text_content() == before
        desk.type({name: right})
        expect(page.locator("[data-stale]")).to_be_hidden()
        expect(desk.summary).to_be_hidden()
        assert desk.text.text_content() == before


def test_a_value_is_not_reproached_while_it_is_typed(zh: Desk) -> None:
    page = zh.open(example=True)
    zh.field("claims.0.due_date").fill("")
    zh.field("claims.0.due_date").press_sequentially("2026-1")
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(zh.summary).to_be_hidden()
    zh.field("claims.0.due_date").blur()
    expect(zh.summary).to_be_visible()


def test_plain_ways_of_writing_a_day_and_an_amount_are_understood(zh: Desk) -> None:
    zh.open(example=True)
    before = zh.text.text_content()
    zh.type({"claims.0.due_date": "2026年10月13日", "claims.0.amount": "￥186,400.00", "as_of": "２０２６/11/20"})
    assert zh.field("claims.0.due_date").input_value() == "2026-10-13"
    assert zh.field("claims.0.amount").input_value() == "186400.00"
    expect(zh.page.locator("[data-stale]")).to_be_hidden()
    assert zh.text.text_content() == before


def test_without_an_account_no_demand_is_written_but_the_figures_stand(zh: Desk) -> None:
    page = zh.open(example=True)
    page.get_by_role("button", name="删除账户 1").click()
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(page.locator("[data-figures]")).to_contain_text("¥126,400.00")
    expect(zh.needed).to_contain_text("收款账户")


def test_rows_come_and_go_and_keep_their_places(zh: Desk) -> None:
    page = zh.open(example=True)
    zh.unfold()
    page.get_by_role("button", name="添加应收款", exact=True).click()
    expect(zh.field("claims.1.number")).to_be_focused()
    zh.type({"claims.1.number": "26310099", "claims.1.amount": "8000", "claims.1.due_date": "2026-10-20"})
    expect(zh.text).to_contain_text("26310099")
    zh.unfold()
    zh.type({"claims.1.payments.0.date": "2026-11-02", "claims.1.payments.0.amount": "3000"})
    page.locator("fieldset[data-row='claims.1.'] .desk-rows").get_by_role("button", name="添加付款").click()
    zh.type({"claims.1.payments.1.date": "2026-11-09", "claims.1.payments.1.amount": "1000"})
    expect(page.locator("[data-figures]")).to_contain_text("¥130,400.00")
    page.get_by_role("button", name="删除应收款 1").click()
    expect(zh.field("claims.0.number")).to_have_value("26310099")
    expect(zh.field("claims.0.payments.1.amount")).to_have_value("1000")
    assert zh.field("claims.1.number").count() == 0
    expect(page.locator("[data-figures]")).to_contain_text("¥4,000.00")
    expect(zh.text).not_to_contain_text("26310078")


def test_an_untouched_row_is_no_part_of_the_case(zh: Desk) -> None:
    page = zh.open(example=True)
    before = zh.text.text_content()
    page.get_by_role("button", name="添加应收款", exact=True).click()
    zh.type({"claims.1.number": ""})
    expect(page.locator("[data-stale]")).to_be_hidden()
    expect(zh.needed).to_be_hidden()
    assert zh.text.text_content() == before


def test_problems_of_later_rows_are_told_at_their_own_row(zh: Desk) -> None:
    page = zh.open(example=True)
    page.get_by_role("button", name="添加应收款", exact=True).click()
    page.get_by_role("button", name="添加应收款", exact=True).click()
    zh.type({"claims.2.number": "26310100", "claims.2.amount": "x", "claims.2.due_date": "2026-10-20"})
    expect(zh.field("claims.2.amount")).to_have_attribute("aria-invalid", "true")
    expect(zh.summary).to_contain_text("应收款 3")


def test_the_advice_is_followed_until_one_chooses(zh: Desk) -> None:
    page = zh.open(example=True)
    expect(page.locator("[data-advice]")).to_contain_text("建议")
    zh.act("follow").click()
    expect(zh.text).to_contain_text("确认身份")
    expect(zh.act("follow")).to_be_hidden()
    page.locator("[name=document]").select_option("demand-2")
    expect(zh.act("follow")).to_be_visible()
    expect(page.locator("[name=document]")).to_have_value("demand-2")


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


def test_the_working_of_the_figures_adds_up_to_the_total(zh: Desk) -> None:
    page = zh.open(example=True)
    zh.unfold()
    rows = page.locator(".desk-sums tbody tr")
    amounts = [row.locator("td").last.inner_text().lstrip("¥").replace(",", "") for row in rows.all()]
    assert len(amounts) == 3
    assert abs(sum(map(float, amounts[:-1])) - float(amounts[-1])) < 0.01


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
