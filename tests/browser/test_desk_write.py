"""Writing on the desk: the text changed by hand, undone, the dials, a call with its excuses, own templates, keys, large type."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.window import CLIPBOARD, SLOW

pytestmark = pytest.mark.browser

THREAT = {"zh": "再不付款就报警抓人。", "en": "Pay now or we call the police."}


class Writer(Desk):
    """A desk with the example's letter on the sheet."""

    def begin(self, fragment: str = "") -> Page:
        """Goes to the desk, fills it in and waits for the letter and its dials."""
        self.open(fragment, example=True)
        expect(self.page.locator("[data-panel=dials]")).to_be_visible(timeout=SLOW)
        return self.page

    @property
    def area(self) -> Locator:
        """Where the text is changed by hand."""
        return self.page.locator("[data-editor]")

    def edit(self, name: str) -> Locator:
        """A button of the room for editing."""
        return self.page.locator(f"[data-edit={name}]")

    def add(self, words: str) -> None:
        """Adds a line to the text by hand."""
        self.edit("start").click()
        self.area.press("ControlOrMeta+End")
        self.area.press_sequentially("\n" + words)

    def key(self, key: str) -> None:
        """Presses a key while nothing is typed."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press(key)


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, visit: Callable[..., Writer]) -> Writer:
    """A desk in each language with a letter on its sheet."""
    made = visit(request.param, kind=Writer, permissions=CLIPBOARD)
    made.begin()
    return made


@pytest.fixture
def zh(visit: Callable[..., Writer]) -> Writer:
    """The Chinese desk, where the language makes no difference."""
    made = visit(kind=Writer)
    made.begin()
    return made


def test_the_text_is_changed_by_hand_checked_kept_and_given_back(desk: Writer) -> None:
    page, written = desk.page, desk.text.text_content() or ""
    threat = THREAT[desk.language]
    desk.add(threat)
    expect(page.locator("[data-edit-mark]")).to_be_visible()
    expect(page.locator("[data-edit-slips] .desk-warning-red").first).to_be_visible()
    desk.act("copy").click()
    edited = f"{written}\n{threat}"
    assert page.evaluate("navigator.clipboard.readText()") == edited == desk.text.text_content()

    desk.field("claims.0.number").fill("X-77")  # the form changes: both texts are kept
    expect(page.locator("[data-edit-newer-inside]")).to_be_visible()
    assert desk.text.text_content() == edited
    desk.edit("take").click()
    expect(desk.text).to_contain_text("X-77")
    expect(page.locator("[data-edit-mark]")).to_be_hidden()
    desk.act("undo").click()
    assert desk.text.text_content() == edited
    expect(page.locator("[data-edit-newer-inside]")).to_be_visible()

    desk.edit("keep").click()
    expect(page.locator("[data-edit-newer-inside]")).to_be_hidden()
    page.locator("[role=tab][data-channel=email]").click()  # another letter has its own words
    expect(page.locator("[data-edit-mark]")).to_be_hidden()
    page.locator("[role=tab][data-channel=letter]").click()
    expect(page.locator("[data-edit-mark]")).to_be_visible()
    desk.edit("back").click()
    expect(desk.text).not_to_contain_text(threat)
    expect(page.locator("[data-edit-slips] .desk-warning")).to_have_count(0)


def test_another_case_never_shows_the_words_of_the_first(zh: Writer) -> None:
    page = zh.page
    zh.add("只给第一家")
    zh.edit("done").click()
    zh.field("debtor.name").fill("另一家有限公司")
    zh.act("example").click()  # another case in its place
    expect(zh.field("debtor.name")).not_to_have_value("另一家有限公司")
    expect(page.locator("[data-edit-mark]")).to_be_hidden()
    expect(zh.text).not_to_contain_text("只给第一家")
    zh.act("undo").click()
    expect(zh.field("debtor.name")).to_have_value("另一家有限公司")
    expect(zh.text).to_contain_text("只给第一家")
    zh.act("forget").click()
    expect(zh.text).to_be_empty()
    zh.act("example").click()
    expect(zh.text).not_to_be_empty(timeout=SLOW)
    expect(zh.text).not_to_contain_text("只给第一家")
    held = page.evaluate("[...document.querySelectorAll('.desk textarea')].map((one) => one.value).join()")
    assert "只给第一家" not in held


def test_the_count_of_a_text_message_follows_the_edited_text(zh: Writer) -> None:
    page = zh.page
    page.locator("[name=document]").select_option("overdue-notice")
    page.locator("[role=tab][data-channel=sms]").click()
    expect(page.locator("[data-sms]")).to_be_visible()
    before = len(zh.text.text_content() or "")
    zh.add("x" * 9)
    expect(page.locator("[data-sms]")).to_contain_text(str(before + 10))


def test_what_was_done_to_the_form_is_undone_step_by_step(zh: Writer) -> None:
    page, name = zh.page, zh.field("debtor.name").input_value()
    zh.unfold()
    event = zh.field("events.0.text").input_value()
    page.locator("fieldset[data-row='events.0.'] > [data-action=remove-row]").click()
    expect(zh.field("events.0.text")).not_to_have_value(event)
    zh.field("debtor.name").fill("")
    zh.key("Control+z")
    expect(zh.field("events.0.text")).to_have_value(event)
    expect(zh.field("debtor.name")).to_have_value(name)
    zh.act("undo").click()
    expect(zh.field("debtor.name")).to_have_value("")
    expect(zh.act("undo")).to_be_hidden()


def test_relation_and_level_are_dials_and_a_skipped_level_asks_why(zh: Writer) -> None:
    page = zh.page
    rungs = page.locator("[data-rung]")
    expect(rungs).to_have_count(7)
    expect(page.locator("[data-rung=demand-1]")).to_have_attribute("aria-pressed", "true")
    page.locator("#desk-dials-relation").select_option("key")
    expect(zh.field("debtor.relation")).to_have_value("key")
    zh.unfold()
    page.locator("fieldset[data-row='events.1.'] > [data-action=remove-row]").click()  # no promise: the ladder advises
    page.locator("[data-rung=final-notice]").click()
    expect(page.locator("[name=document]")).to_have_value("final-notice")
    expect(page.locator("[data-dials=skip]")).to_be_visible()
    zh.field("fields.skip_reason").fill("the buyer is winding up")
    expect(page.locator("[data-warnings]")).to_contain_text("the buyer is winding up")


def test_a_call_brings_the_answer_to_an_excuse_and_records_the_promise(desk: Writer) -> None:
    page = desk.page
    desk.act("follow").click()
    chips = page.locator("[data-chip]")
    expect(chips).to_have_count(10)
    page.locator("[data-chip=a1]").click()
    card = page.locator("[data-calls=card]")
    expect(card.locator("[data-card=reply]")).to_contain_text({"zh": "126,400.00", "en": "26,450.00"}[desk.language])
    page.locator("#desk-calls-search").fill({"zh": "老板", "en": "boss"}[desk.language])
    expect(chips.filter(has_text={"zh": "老板", "en": "boss"}[desk.language]).first).to_be_visible()
    says = card.locator("[data-card=says]").inner_text()
    page.locator("[data-calls=note]").click()
    expect(desk.field("events.2.type")).to_have_value("note")
    expect(page.locator("[data-calls=note]")).to_contain_text("✓")
    assert says in desk.field("events.2.text").input_value()

    page.locator(".desk-promised summary").click()
    page.locator("[data-calls=record]").click()
    expect(page.locator("#desk-calls-day")).to_have_attribute("aria-invalid", "true")
    page.locator("#desk-calls-day").fill("2026/11/27")
    page.locator("#desk-calls-amount").fill("5,000")
    page.locator("[data-calls=record]").click()
    expect(page.locator("[name=document]")).to_have_value("promise-confirmation")
    expect(desk.field("events.3.pay_on")).to_have_value("2026-11-27")
    expect(desk.text).to_contain_text("5,000.00")
    expect(page.locator("[data-panel=calls]")).to_be_hidden()


def test_a_call_with_three_excuses_ends_in_a_confirmed_promise(desk: Writer) -> None:
    page = desk.page
    desk.act("follow").click()
    said = []
    for chip in ("a1", "d1", "b1"):
        page.locator("#desk-calls-search").fill("")
        page.evaluate("(id) => document.querySelector(`[data-chip=${id}]`).click()", chip)
        words = page.locator(f"[data-chip={chip}]").inner_text()
        expect(page.locator("[data-card=says]")).to_have_text(words)
        page.locator("[data-calls=note]").click()
        said.append(words)
    for row, words in enumerate(said, start=2):
        assert words in desk.field(f"events.{row}.text").input_value()
    page.locator(".desk-promised summary").click()
    page.locator("#desk-calls-day").fill("2026-11-27")
    page.locator("#desk-calls-amount").fill("20000")
    page.locator("[data-calls=record]").click()
    expect(page.locator("[name=document]")).to_have_value("promise-confirmation")
    for part in ("20,000.00", {"zh": "2026年11月27日", "en": "27 November 2026"}[desk.language]):
        expect(desk.text).to_contain_text(part)


def test_an_own_template_is_written_and_its_faults_are_named(desk: Writer) -> None:
    page = desk.page
    page.locator("[data-own=fold] > summary").click()
    page.locator("[data-own=starter]").click()
    result, template = page.locator("[data-own=text]"), page.locator("[data-own=template]")
    expect(result).to_contain_text(desk.field("debtor.contact.salutation").input_value())
    template.fill("{{ debtor.name }}\n{{ nobody }}")
    expect(page.locator("[data-own=faults] li")).to_have_count(1)
    page.locator("[data-own=faults] button").click()
    assert template.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)") == "{{ nobody }}"
    page.locator("[data-own=places-fold] > summary").click()
    page.locator("[data-place='total.open']").click()  # in the place of what is selected
    expect(page.locator("[data-own=faults]")).to_be_hidden()
    expect(result).to_contain_text({"zh": "126,400.00", "en": "26,450.00"}[desk.language])
    desk.field("debtor.name").fill("Live Preview 8")
    expect(result).to_contain_text("Live Preview 8")
    desk.act("forget").click()
    expect(template).to_have_value("")


def test_keys_work_where_nothing_is_typed_and_can_be_switched_off(zh: Writer) -> None:
    page = zh.page
    zh.key("2")
    expect(page.locator("[role=tab][data-channel=email]")).to_have_attribute("aria-selected", "true")
    zh.key("]")
    expect(page.locator("[data-rung=demand-2]")).to_have_attribute("aria-pressed", "true")
    zh.key("e")
    expect(zh.area).to_be_focused()
    page.keyboard.type("e2?")
    assert "e2?" in zh.area.input_value()
    page.keyboard.press("Escape")
    expect(zh.area).to_be_hidden()
    zh.key("?")
    dialog = page.locator("[data-tools-dialog]")
    expect(dialog).to_be_visible()
    assert faults(page) == []
    page.locator("[data-tools-single]").uncheck()
    page.keyboard.press("Escape")
    zh.key("3")
    expect(page.locator("[role=tab][data-channel=sms]")).to_have_attribute("aria-selected", "false")
    zh.field("debtor.name").fill("")
    zh.field("debtor.name").press("Control+Enter")
    expect(page.locator("[data-summary]")).to_be_focused()


@pytest.mark.parametrize(("language", "width", "scheme"), [("zh", 360, "light"), ("en", 1280, "dark")])
def test_the_rooms_are_accessible_and_fit_the_width(
    visit: Callable[..., Writer], language: str, width: int, scheme: str
) -> None:
    desk = visit(language, kind=Writer, viewport={"width": width, "height": 780}, color_scheme=scheme)
    page = desk.begin()
    desk.add(THREAT[language])
    desk.field("debtor.name").fill("X")
    expect(page.locator("[data-edit-newer-inside]")).to_be_visible()
    expect(page.locator("[data-edit-slips] .desk-warning").first).to_be_visible()
    page.locator("[data-own=fold] > summary").click()
    page.locator("[data-own=template]").fill("{{ nobody }}")
    page.locator("[data-own=places-fold] > summary").click()
    expect(page.locator("[data-place]").first).to_be_visible()
    found = {"edited": faults(page)}
    page.locator("[role=tab][data-channel=call]").click()
    page.locator("[data-chip]").first.click()
    expect(page.locator("[data-calls=card]")).to_be_visible()
    page.locator(".desk-promised summary").click()
    page.locator("[data-calls=record]").click()
    found["call"] = faults(page)
    desk.key("w")
    found["projector"] = faults(page)
    assert found == dict.fromkeys(found, [])


def test_a_link_turns_on_the_large_type_and_nothing_keeps_it(visit: Callable[..., Writer]) -> None:
    desk = visit(kind=Writer, viewport={"width": 1920, "height": 1080})
    page = desk.begin("#view=projector")
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    assert desk.text.evaluate(size) >= 30
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.key("w")
    assert desk.text.evaluate(size) < 30
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count("projector") == 0
