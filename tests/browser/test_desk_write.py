"""Writing on the desk: the text changed by hand, undone, the dials, a call with its excuses, own templates, keys, large type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
DESK = {"zh": "letter/", "en": "en/letter/"}
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WATCH = """delete Navigator.prototype.serviceWorker;
addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI));"""
SLOW = 60_000  # ms: the engine may start on a busy machine
THREAT = {"zh": "再不付款就报警抓人。", "en": "Pay now or we call the police."}


class Visit:
    """A desk with the example's letter on the sheet; `faults` holds what no visit may bring about."""

    def __init__(self, page: Page, address: str, language: str, fragment: str = "") -> None:
        self.page = page
        self.language = language
        self.faults: list[str] = []
        page.set_default_timeout(15_000)
        page.context.add_init_script(WATCH)
        page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, address))
        page.goto(address + DESK[language] + fragment)
        self.text = page.locator("[data-output=text]")
        self.area = page.locator("[data-editor]")
        self.act("example").click()
        expect(self.text).not_to_be_empty(timeout=SLOW)
        expect(page.locator("[data-panel=dials]")).to_be_visible(timeout=SLOW)

    def act(self, name: str) -> Any:
        """A button by what it does."""
        return self.page.locator(f"[data-action={name}]")

    def edit(self, name: str) -> Any:
        """A button of the room for editing."""
        return self.page.locator(f"[data-edit={name}]")

    def field(self, name: str) -> Any:
        """The input with a path of the case."""
        return self.page.locator(f'[name="{name}"]:enabled')

    def add(self, words: str) -> None:
        """Adds a line to the text by hand."""
        self.edit("start").click()
        self.area.press("ControlOrMeta+End")
        self.area.press_sequentially("\n" + words)

    def unfold(self) -> None:
        """Opens every fold of the form."""
        self.page.evaluate("document.querySelectorAll('.desk-form details').forEach((fold) => { fold.open = true; })")

    def key(self, key: str) -> None:
        """Presses a key while nothing is typed."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press(key)

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.faults.append(f"another origin: {url}")


@pytest.fixture(params=["zh", "en"])
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    """A desk in each language, which must be left without a fault."""
    context = chromium.new_context(
        service_workers="block",
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    made = Visit(context.new_page(), address, request.param)
    yield made
    context.close()
    assert made.faults == []


@pytest.fixture
def zh(chromium: Browser, address: str) -> Iterator[Visit]:
    """The Chinese desk, where the language makes no difference."""
    context = chromium.new_context(service_workers="block", viewport={"width": 1280, "height": 800})
    made = Visit(context.new_page(), address, "zh")
    yield made
    context.close()
    assert made.faults == []


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    page.evaluate(AXE)
    result = page.evaluate("(rules) => axe.run('.desk', rules)", RULES)
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in result["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + (["wider than the window"] if wide else [])


def test_the_text_is_changed_by_hand_checked_kept_and_given_back(visit: Visit) -> None:
    page, written = visit.page, visit.text.text_content() or ""
    threat = THREAT[visit.language]
    visit.add(threat)
    expect(page.locator("[data-edit-mark]")).to_be_visible()
    expect(page.locator("[data-edit-slips] .desk-warning-red").first).to_be_visible()
    visit.act("copy").click()
    edited = f"{written}\n{threat}"
    assert page.evaluate("navigator.clipboard.readText()") == edited == visit.text.text_content()

    visit.field("claims.0.number").fill("X-77")  # the form changes: both texts are kept
    expect(page.locator("[data-edit-newer-inside]")).to_be_visible()
    assert visit.text.text_content() == edited
    visit.edit("take").click()
    expect(visit.text).to_contain_text("X-77")
    expect(page.locator("[data-edit-mark]")).to_be_hidden()
    visit.act("undo").click()
    assert visit.text.text_content() == edited
    expect(page.locator("[data-edit-newer-inside]")).to_be_visible()

    visit.edit("keep").click()
    expect(page.locator("[data-edit-newer-inside]")).to_be_hidden()
    page.locator("[role=tab][data-channel=email]").click()  # another letter has its own words
    expect(page.locator("[data-edit-mark]")).to_be_hidden()
    page.locator("[role=tab][data-channel=letter]").click()
    expect(page.locator("[data-edit-mark]")).to_be_visible()
    visit.edit("back").click()
    expect(visit.text).not_to_contain_text(threat)
    expect(page.locator("[data-edit-slips] .desk-warning")).to_have_count(0)


def test_another_case_never_shows_the_words_of_the_first(zh: Visit) -> None:
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


def test_the_count_of_a_text_message_follows_the_edited_text(zh: Visit) -> None:
    page = zh.page
    page.locator("[name=document]").select_option("overdue-notice")
    page.locator("[role=tab][data-channel=sms]").click()
    expect(page.locator("[data-sms]")).to_be_visible()
    before = len(zh.text.text_content() or "")
    zh.add("x" * 9)
    expect(page.locator("[data-sms]")).to_contain_text(str(before + 10))


def test_what_was_done_to_the_form_is_undone_step_by_step(zh: Visit) -> None:
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


def test_relation_and_level_are_dials_and_a_skipped_level_asks_why(zh: Visit) -> None:
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


def test_a_call_brings_the_answer_to_an_excuse_and_records_the_promise(visit: Visit) -> None:
    page = visit.page
    visit.act("follow").click()
    chips = page.locator("[data-chip]")
    expect(chips).to_have_count(10)
    page.locator("[data-chip=a1]").click()
    card = page.locator("[data-calls=card]")
    expect(card.locator("[data-card=reply]")).to_contain_text({"zh": "126,400.00", "en": "26,450.00"}[visit.language])
    page.locator("#desk-calls-search").fill({"zh": "老板", "en": "boss"}[visit.language])
    expect(chips.filter(has_text={"zh": "老板", "en": "boss"}[visit.language]).first).to_be_visible()
    says = card.locator("[data-card=says]").inner_text()
    page.locator("[data-calls=note]").click()
    expect(visit.field("events.2.type")).to_have_value("note")
    assert says in visit.field("events.2.text").input_value()

    page.locator(".desk-promised summary").click()
    page.locator("[data-calls=record]").click()
    expect(page.locator("#desk-calls-day")).to_have_attribute("aria-invalid", "true")
    page.locator("#desk-calls-day").fill("2026/11/27")
    page.locator("#desk-calls-amount").fill("5,000")
    page.locator("[data-calls=record]").click()
    expect(page.locator("[name=document]")).to_have_value("promise-confirmation")
    expect(visit.field("events.3.pay_on")).to_have_value("2026-11-27")
    expect(visit.text).to_contain_text("5,000.00")
    expect(page.locator("[data-panel=calls]")).to_be_hidden()


def test_an_own_template_is_written_and_its_faults_are_named(visit: Visit) -> None:
    page = visit.page
    page.locator("[data-own=fold] > summary").click()
    page.locator("[data-own=starter]").click()
    result, template = page.locator("[data-own=text]"), page.locator("[data-own=template]")
    expect(result).to_contain_text(visit.field("debtor.contact.salutation").input_value())
    template.fill("{{ debtor.name }}\n{{ nobody }}")
    expect(page.locator("[data-own=faults] li")).to_have_count(1)
    page.locator("[data-own=faults] button").click()
    assert template.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)") == "{{ nobody }}"
    page.locator("[data-own=places-fold] > summary").click()
    page.locator("[data-place='total.open']").click()  # in the place of what is selected
    expect(page.locator("[data-own=faults]")).to_be_hidden()
    expect(result).to_contain_text({"zh": "126,400.00", "en": "26,450.00"}[visit.language])
    visit.field("debtor.name").fill("Live Preview 8")
    expect(result).to_contain_text("Live Preview 8")
    visit.act("forget").click()
    expect(template).to_have_value("")


def test_keys_work_where_nothing_is_typed_and_can_be_switched_off(zh: Visit) -> None:
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
    chromium: Browser, address: str, language: str, width: int, scheme: Any
) -> None:
    context = chromium.new_context(
        service_workers="block", viewport={"width": width, "height": 780}, color_scheme=scheme
    )
    visit = Visit(context.new_page(), address, language)
    page = visit.page
    visit.add(THREAT[language])
    visit.field("debtor.name").fill("X")
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
    visit.key("w")
    found["projector"] = faults(page)
    context.close()
    assert found == dict.fromkeys(found, [])
    assert visit.faults == []


def test_a_link_turns_on_the_large_type_and_nothing_keeps_it(chromium: Browser, address: str) -> None:
    context = chromium.new_context(service_workers="block", viewport={"width": 1920, "height": 1080})
    visit = Visit(context.new_page(), address, "zh", "#view=projector")
    page = visit.page
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    assert visit.text.evaluate(size) >= 30
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.key("w")
    assert visit.text.evaluate(size) < 30
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count("projector") == 0
    context.close()
