"""The letter desk in a real browser: typed on a keyboard, mended, in every channel and tone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.example import EXAMPLE, commanded
from tests.browser.window import SLOW

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
        before = page.locator("[role=tab][aria-selected=true]").get_attribute("data-channel") or ""
        written = commanded(desk.language, document, before, "--tone", tone)
        expect(desk.text).to_have_text(written, use_inner_text=True)  # until then the tabs may still move
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


def test_the_working_of_the_figures_adds_up_to_the_total(zh: Desk) -> None:
    page = zh.open(example=True)
    zh.unfold()
    rows = page.locator(".desk-sums tbody tr")
    amounts = [row.locator("td").last.inner_text().lstrip("¥").replace(",", "") for row in rows.all()]
    assert len(amounts) == 3
    assert abs(sum(map(float, amounts[:-1])) - float(amounts[-1])) < 0.01
