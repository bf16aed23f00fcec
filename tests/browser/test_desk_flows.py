"""What is in sight, marked and within reach while one goes through an errand on the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk
from tests.browser.window import SLOW

pytestmark = pytest.mark.browser

LIST = "客户名称,发票号,到期日,金额,未收金额\n宏达机电有限公司,F-1,2026-06-01,12000.00,12000.00\n"
SATURDAY = "2026-11-21"
REQUIRED = {"zh": "必填", "en": "required"}
CUT = "(field) => field.scrollWidth > field.clientWidth"


def chip(desk: Desk, which: int) -> Locator:
    """One of the sentences that they say."""
    return desk.page.locator("[data-chip]").nth(which)


@pytest.mark.parametrize(("language", "width"), [("zh", 1280), ("en", 360)])
def test_each_answer_comes_into_view_and_is_noted_once(visit: Callable[..., Desk], language: str, width: int) -> None:
    desk = visit(language, kind=Desk, viewport={"width": width, "height": 780})
    page = desk.open(example=True)
    page.locator("[role=tab][data-channel=call]").click()
    note = page.locator("[data-calls=note]")
    said = []
    for which in range(3):
        said.append(chip(desk, which).inner_text())
        chip(desk, which).click()
        expect(page.locator("[data-card=says]")).to_have_text(said[which])
        expect(page.locator("[data-card=ask]")).to_be_in_viewport()
        expect(note).not_to_contain_text("✓")
        note.click()
        expect(note).to_contain_text("✓")
    note.click()  # what is noted is not noted twice
    events = page.locator("[name^='events.'][name$='.text']")
    expect(events).to_have_count(5)
    assert all(words in events.nth(2 + at).input_value() for at, words in enumerate(said))


def test_a_note_that_is_undone_can_be_made_again(visit: Callable[..., Desk]) -> None:
    desk = visit("zh", kind=Desk)
    page = desk.open(example=True)
    page.locator("[role=tab][data-channel=call]").click()
    note = page.locator("[data-calls=note]")
    chip(desk, 0).click()
    note.click()
    expect(note).to_contain_text("✓")
    desk.act("undo").click()
    expect(page.locator("[name^='events.'][name$='.text']")).to_have_count(2)
    page.locator("[role=tab][data-channel=call]").click()
    chip(desk, 0).click()
    expect(page.locator("[data-calls=card]")).to_be_visible()
    expect(note).not_to_contain_text("✓")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_list_that_was_taken_stands_in_view_and_says_when_work_begins(visit: Callable[..., Desk], width: int) -> None:
    desk = visit("zh", kind=Desk, viewport={"width": width, "height": 780})
    page = desk.open()
    expect(page.locator("[data-tables=read]")).to_be_enabled()
    desk.field("as_of").fill(SATURDAY)
    page.locator("[data-tables=fold] > summary").click()
    page.locator("#tables-paste").fill(LIST)
    page.locator("[data-tables=read]").click()
    page.locator(".tables-preview .desk-button-main").click(timeout=SLOW)
    title = page.locator("[data-worklist=title]")
    expect(title).to_have_text("2026年11月21日没有要办的，下一批在2026年11月23日")
    expect(title).to_be_in_viewport()
    expect(title).to_be_focused()
    desk.field("as_of").fill("2026-11-23")
    expect(title).to_contain_text("要办 1 家")
    expect(desk.field("as_of")).to_be_focused()  # who types the day goes on typing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_choice_asks_for_is_marked_while_the_choice_stands(visit: Callable[..., Desk], language: str) -> None:
    desk = visit(language, kind=Desk)
    page = desk.open(example=True)
    page.locator("[name=document]").select_option("supply-stop")
    ground, clause = desk.field("fields.ground"), desk.field("fields.clause")
    mark = page.locator("[data-document=supply-stop] [data-field='fields.clause'] .desk-required")
    expect(ground).to_have_attribute("aria-required", "true")
    ground.select_option("clause")
    expect(mark).to_have_text(REQUIRED[language])
    expect(mark).to_be_visible()
    expect(clause).to_have_attribute("aria-required", "true")
    ground.select_option("insecurity")
    expect(mark).to_be_hidden()
    expect(clause).to_have_attribute("aria-required", "false")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_large_type_cuts_neither_the_day_nor_a_choice(visit: Callable[..., Desk], language: str) -> None:
    desk = visit(language, kind=Desk)
    page = desk.open("#view=projector", example=True)
    assert not desk.field("as_of").evaluate(CUT)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    widths = page.locator(".desk-choose select").evaluate_all(
        "(all) => all.map((one) => [one.clientWidth, one.selectedOptions[0].textContent.length * parseFloat(getComputedStyle(one).fontSize)])"
    )
    fits = {"zh": 1.0, "en": 0.62}[language]  # of the type's size is one character wide
    assert all(width >= length * fits for width, length in widths)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_own_template_is_saved_as_a_file(visit: Callable[..., Desk], language: str) -> None:
    desk = visit(language, kind=Desk)
    page = desk.open(example=True)
    page.locator("[data-own=fold] > summary").click()
    page.locator("[data-own=template]").fill("{{ debtor.name }}：\n{{ as_of|date }}")
    with page.expect_download() as download:
        page.locator("[data-own=save]").click()
    assert download.value.suggested_filename == {"zh": "我的模板.txt", "en": "my template.txt"}[language]
    assert download.value.path().read_text("utf-8") == "{{ debtor.name }}：\n{{ as_of|date }}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_what_every_column_was_taken_for(visit: Callable[..., Desk], language: str) -> None:
    desk = visit(language, kind=Desk, viewport={"width": 360, "height": 780})
    page = desk.open()
    expect(page.locator("[data-tables=read]")).to_be_enabled()
    page.locator("[data-tables=fold] > summary").click()
    page.locator("#tables-paste").fill(LIST)
    page.locator("[data-tables=read]").click()
    table = page.locator(".tables-columns table")
    expect(table).to_be_visible(timeout=SLOW)
    assert not table.evaluate(CUT)
