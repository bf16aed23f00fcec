"""The desk thinks along: age, limitation clock, checks, notes of what was said, fields that come when they have a meaning."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.example import SAMPLES
from tests.browser.window import SLOW, visiting

pytestmark = pytest.mark.browser

# They come a frame after the text, or 100 ms after it at the latest.
FIGURES_DRAWN = "new Promise((resolve) => setTimeout(resolve, 200))"


class Thinker(Desk):
    """A desk that is given one case after the other."""

    cases = 0

    @property
    def advice(self) -> Locator:
        """What the desk says is to be done next."""
        return self.page.locator("[data-advice-text]")

    @property
    def notes(self) -> Locator:
        """The buttons that note what was said."""
        return self.page.locator("[data-panel=quick] button")

    def fill(self, sample: str, *, unfold: bool = True, **changes: Any) -> None:
        """Puts a sample case in, by way of the example, and waits for its own figures, which follow the text."""
        self.cases += 1
        case = {**json.loads((SAMPLES / f"{sample}.json").read_text("utf-8")), **changes}
        case["debtor"]["name"] = name = f"Debtor {self.cases} Ltd"
        self.root.evaluate("(desk, text) => { desk.dataset.example = text; }", json.dumps(case))
        self.act("example").click()
        expect(self.text).to_contain_text(name, timeout=SLOW)
        self.page.evaluate(FIGURES_DRAWN)
        if unfold:
            self.unfold()

    def field(self, name: str) -> Locator:
        """The input with a path of the case, also one that has no meaning now and so is off."""
        return self.page.locator(f'[name="{name}"]')


@pytest.fixture(scope="module")
def desk(chromium: Browser, address: str) -> Iterator[Thinker]:
    """One visit for all tests, each with a case of its own: the engine starts once."""
    with visiting(chromium, Thinker, address) as made:
        made.open()
        yield made


def test_the_bar_and_its_words_say_how_old_the_debt_is(desk: Thinker) -> None:
    desk.fill("several-claims")
    rows = desk.page.locator(".desk-age-list li")
    assert [row.inner_text().split() for row in rows.all()] == [
        ["31–60", "天", "¥90,000.00", "47%"],
        ["61–90", "天", "¥100,000.00", "53%"],
        ["31–60", "天", "USD", "8,800.00", "100%"],
    ]
    widths = (
        desk.page.locator(".desk-age-bar")
        .first.locator("rect")
        .evaluate_all("(parts) => parts.map((one) => one.getBoundingClientRect().width)")
    )
    assert widths[1] / widths[0] == pytest.approx(10 / 9, rel=0.02)


def test_the_clock_shows_the_claim_that_runs_out_first_and_any_other(desk: Thinker) -> None:
    desk.fill("several-claims")
    choice, days = desk.page.locator("[data-clock-claim]"), desk.page.locator("[data-clock-days] li")
    ends = choice.locator("option").all_inner_texts()
    assert ends == sorted(ends, key=lambda text: text.split(" · ")[1])
    expect(desk.page.locator("[data-clock-told]")).to_contain_text("2029年10月9日")
    expect(days.filter(has_text="催款，重新起算").first).to_contain_text("诉讼时效规定")
    expect(days.filter(has_text="没有证据").first).to_be_visible()
    marks = desk.page.locator("[data-clock] .desk-mark")
    assert marks.evaluate_all("(all) => all.map((one) => one.dataset.kind)").count("last-day") == 1
    assert marks.count() == days.count()
    choice.select_option(index=1)
    expect(days.filter(has_text="时效最后一日")).to_contain_text(ends[1].split(" · ")[1][:4])
    desk.field("debtor.name").fill("别的名字")
    expect(choice).to_have_value(ends[1])


def test_what_stops_the_letter_stands_first_with_its_rule_page_and_field(desk: Thinker) -> None:
    desk.fill("old-debt")
    checks = desk.page.locator("[data-warnings] li")
    assert checks.evaluate_all("(all) => all.map((one) => one.classList.contains('desk-warning-red'))") == [True, False]
    expect(desk.page.locator("[data-checks-count]")).to_contain_text("先处理 1")
    links = checks.first.get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        "../reference/law/#cc-693",
        "../playbooks/limitation/",
    ]
    checks.first.get_by_role("button").click()
    assert desk.page.evaluate("document.activeElement.name").startswith("claims.0.guarantee.")
    expect(desk.page.locator("[data-kind=guarantee]").first).to_be_visible()


def test_a_promise_noted_with_one_click_changes_the_advice_and_can_be_taken_back(desk: Thinker) -> None:
    desk.fill("one-invoice", events=[])
    before = desk.advice.inner_text()
    desk.notes.nth(1).click()
    expect(desk.field("events.0.pay_on")).to_be_focused()
    expect(desk.field("events.0.type")).to_have_value("promise")
    expect(desk.field("events.0.date")).to_have_value("2026-11-20")
    desk.field("events.0.pay_on").fill("2026-11-27")
    expect(desk.advice).to_contain_text("对方承诺 2026年11月27日 付款，到期前不再催")
    desk.field("events.0.type").select_option("note")
    expect(desk.field("events.0.pay_on")).to_be_hidden()
    expect(desk.advice).to_have_text(before, use_inner_text=True)
    desk.field("events.0.type").select_option("promise")
    expect(desk.field("events.0.pay_on")).to_have_value("2026-11-27")
    desk.page.locator("[data-action=undo]").click()
    expect(desk.field("events.0.date")).to_have_value("")
    expect(desk.advice).to_have_text(before, use_inner_text=True)


def test_a_call_and_a_letter_are_noted_and_count_as_contacts(desk: Thinker) -> None:
    desk.fill("one-invoice", events=[])
    desk.notes.nth(0).click()
    expect(desk.field("events.0.text")).to_be_focused()
    expect(desk.field("events.0.channel")).to_have_value("电话")
    expect(desk.advice).to_contain_text("最近一次联系是 2026年11月20日")
    desk.notes.nth(2).click()
    expect(desk.field("events.1.channel")).to_have_value("函件")
    expect(desk.field("events.1.text")).to_have_value("催款函（一）")
    expect(desk.advice).to_contain_text("催款函（二）")


def test_older_entries_are_folded_to_a_line_and_the_new_one_is_open(desk: Thinker) -> None:
    desk.fill("one-invoice", unfold=False)
    lines = desk.page.locator(".desk-gist")
    assert lines.evaluate_all("(all) => all.map((one) => one.open)") == [False, False]
    assert "2026-10-21 · 承诺付款 · 2026-11-15" in (lines.nth(1).locator("summary").text_content() or "")
    desk.notes.nth(0).click()
    assert lines.evaluate_all("(all) => all.map((one) => one.open)") == [False, False, True]
    expect(lines.nth(2).locator("summary")).to_have_text("2026-11-20 · 催款 · 电话")


def test_a_debt_that_is_disputed_whole_is_advised_otherwise(desk: Thinker) -> None:
    desk.fill("one-invoice", events=[])
    desk.field("claims.0.dispute.amount").fill("126400.00")
    expect(desk.advice).to_contain_text("对账")
    expect(desk.page.locator("[data-warnings]")).to_contain_text("存在争议")


def test_interest_asks_only_what_its_ground_needs_and_sends_nothing_else(desk: Thinker) -> None:
    desk.fill("one-invoice")
    basis, clause = desk.field("interest.basis"), desk.field("interest.clause")
    expect(clause).to_be_visible()
    basis.select_option("lpr")
    expect(clause).to_be_hidden()
    expect(desk.field("interest.percent_per_year")).to_be_hidden()
    desk.field("interest.multiplier").fill("1.5")
    expect(desk.page.locator("[data-stale]")).to_be_hidden()
    expect(desk.page.locator("[data-figures]")).to_contain_text("LPR")
    basis.select_option("none")
    expect(desk.field("interest.multiplier")).to_be_hidden()
    expect(desk.page.locator("[data-figures]")).to_contain_text("未计")


def test_beside_the_sheet_of_a_wide_window_all_of_it_stands_open_and_accessible(
    visit: Callable[..., Thinker],
) -> None:
    desk = visit("en", kind=Thinker, viewport={"width": 1720, "height": 900}, color_scheme="dark")
    page = desk.open()
    desk.fill("several-claims", unfold=False)
    expect(page.locator("[data-clock]")).to_be_visible()
    expect(page.locator("[data-warnings] li").first).to_be_visible()
    sheet, panel = page.locator(".desk-sheet").bounding_box(), page.locator("#desk-think").bounding_box()
    assert sheet
    assert panel
    assert sheet["x"] + sheet["width"] <= panel["x"]
    assert faults(page) == []
