"""A list on the desk: dropped or pasted, looked at, taken, worked off row by row, forgotten; in both languages."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import faults
from tests.browser.desk import Desk
from tests.browser.example import EXAMPLE

pytestmark = pytest.mark.browser

CREDITOR = json.loads(EXAMPLE["zh"].read_text("utf-8"))["creditor"]
DAY = "2026-11-20"
HEAD = "客户名称,发票号,到期日,金额,已收金额,未收金额,区域\n"
LIST = (
    HEAD + "宏达机电有限公司,F-1,2026-06-01,12000.00,2000.00,10000.00,华东\n"
    "联信物资有限公司,F-2,2026-09-10,30000.00,0,30010.00,华东\n"
    "明德器械有限公司,F-3,45-12,500.00,0,500.00,华南\n"
    "海润包装有限公司,F-4,2026-10-08,8000.00,0,8000.00,华南\n"
)
DROP = """([name, data]) => {
  const moved = new DataTransfer();
  moved.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name));
  for (const type of ["dragover", "drop"])
    document.querySelector("h1").dispatchEvent(new DragEvent(type, { dataTransfer: moved, bubbles: true, cancelable: true }));
}"""


class Clerk(Desk):
    """A desk that lists are brought to."""

    def begin(self) -> None:
        """Goes to the desk and sets the day."""
        self.open()
        expect(self.part("tables", "read")).to_be_enabled()
        self.field("as_of").fill(DAY)

    @property
    def names(self) -> Locator:
        """The debtors of the list that are on show."""
        return self.page.locator(".worklist-name")

    def part(self, panel: str, name: str) -> Locator:
        """A part of a panel."""
        return self.page.locator(f"[data-{panel}={name}]")

    def drop(self, name: str, data: bytes) -> None:
        """Drops a file onto the page, away from the panel."""
        self.page.evaluate(DROP, [name, base64.b64encode(data).decode()])

    def paste(self, text: str) -> None:
        """Puts a text where tables are pasted, and has it read."""
        self.part("tables", "fold").evaluate("(fold) => { fold.open = true; }")
        self.page.locator("#tables-paste").fill(text)
        self.part("tables", "read").click()

    def take(self, text: str) -> None:
        """Brings a list in and takes it."""
        self.paste(text)
        self.page.locator(".tables-preview .desk-button-main").click()
        expect(self.names.first).to_be_visible()

    def sender(self) -> None:
        """Fills in who we are."""
        account = {f"creditor.accounts.0.{key}": value for key, value in CREDITOR["accounts"][0].items()}
        for name, value in ({"creditor.name": CREDITOR["name"]} | account).items():
            self.field(name).evaluate("(field, value) => { field.value = value; }", value)


def rows(count: int) -> str:
    """A table of so many debtors, one line each."""
    return HEAD + "".join(f"客户{i:04d},F-{i},2026-06-01,{i + 100}.00,0,{i + 100}.00,华东\n" for i in range(count))


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, visit: Callable[..., Clerk]) -> Clerk:
    """A desk in each language, the English one in the dark."""
    made = visit(request.param, kind=Clerk)
    made.begin()
    scheme = {"zh": "default", "en": "slate"}[request.param]
    made.page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)
    return made


@pytest.fixture
def zh(visit: Callable[..., Clerk]) -> Clerk:
    """The Chinese desk, where the language makes no difference."""
    made = visit(kind=Clerk)
    made.begin()
    return made


@pytest.fixture
def phone(visit: Callable[..., Clerk]) -> Clerk:
    """The Chinese desk on a phone."""
    made = visit(kind=Clerk, viewport={"width": 360, "height": 740})
    made.begin()
    return made


def test_a_dropped_list_is_checked_taken_and_worked_off(desk: Clerk) -> None:
    desk.sender()
    desk.drop("名单.csv", LIST.encode("gb18030"))
    preview = desk.part("tables", "preview")
    expect(preview).to_be_focused()
    expect(preview).to_contain_text("GB18030")
    expect(preview.locator("tbody tr")).to_have_count(6)
    expect(preview).to_contain_text("G 区域")
    expect(preview.locator(".desk-warning-red li b")).to_have_text(["名单!C4"])
    expect(preview).to_contain_text("名单!F3")
    expect(desk.names).to_have_count(0)  # nothing is taken silently
    assert faults(desk.page) == []

    preview.locator(".desk-button-main").click()
    expect(desk.names).to_have_text(["宏达机电有限公司", "联信物资有限公司", "海润包装有限公司"])
    expect(desk.part("worklist", "title")).to_be_focused()
    expect(desk.part("worklist", "title")).to_be_in_viewport()
    expect(desk.page.locator(".worklist-row").first).to_contain_text("10,000.00")
    assert faults(desk.page) == []

    desk.names.first.press("ArrowDown")
    expect(desk.names.nth(1)).to_be_focused()
    desk.names.nth(1).press("ArrowRight")
    desk.page.keyboard.press("Space")
    desk.page.keyboard.press("ArrowUp")
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("Enter")
    expect(desk.field("claims.0.number")).to_have_value("F-1")
    expect(desk.field("creditor.name")).to_have_value(CREDITOR["name"])
    expect(desk.text).not_to_be_empty()
    expect(desk.part("worklist", "body")).to_be_hidden()
    assert faults(desk.page) == []

    desk.field("debtor.contact.name").fill("王强")
    desk.part("worklist", "done-next").click()
    expect(desk.field("debtor.name")).to_have_value("海润包装有限公司")  # the second was ticked before
    desk.part("worklist", "toggle").click()
    desk.part("worklist", "show").select_option("done")
    desk.names.first.click()
    expect(desk.field("debtor.contact.name")).to_have_value("王强")  # what was added has stayed with its debtor


def test_forgetting_everything_leaves_nothing_of_a_list(zh: Clerk) -> None:
    zh.take(LIST)
    zh.names.first.click()
    expect(zh.field("debtor.name")).to_have_value("宏达机电有限公司")
    zh.part("tables", "fold").evaluate("(fold) => { fold.open = true; }")
    zh.part("tables", "another").click()
    zh.page.locator("#tables-paste").fill(LIST)
    zh.page.locator("[data-action=forget]").click()
    expect(zh.part("worklist", "room")).to_be_hidden()
    expect(zh.page.locator("#tables-paste")).to_have_value("")
    assert "宏达" not in zh.page.locator(".desk").evaluate(
        "(desk) => desk.textContent + [...desk.querySelectorAll('input, textarea')].map((one) => one.value)"
    )


def test_a_bad_file_is_told_with_what_to_do_and_a_long_one_can_be_cancelled(zh: Clerk) -> None:
    wrong = zh.part("tables", "wrong")
    zh.drop("合同.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9)
    expect(wrong).to_contain_text("合同.pdf")
    expect(wrong).to_contain_text(".xlsx")
    assert faults(zh.page) == []

    zh.field("debtor.name").fill("海润")
    doubtful = "客户名称,发票号,到期日,金额\n宏达,F-1,05/06/2026,100.00\n"
    zh.page.locator("#tables-paste").fill(doubtful)
    zh.drop("long.csv", rows(10_000).encode())
    zh.part("tables", "cancel").click()
    expect(zh.page.locator("#tables-paste")).to_have_value(doubtful)
    expect(zh.field("debtor.name")).to_have_value("海润")

    zh.part("tables", "read").click()
    zh.page.locator(".tables-question select").first.select_option("dmy")
    zh.page.locator(".tables-preview .desk-button-main").click()
    expect(zh.names).to_have_count(1)


def test_a_chat_becomes_cards_on_a_phone_and_a_long_list_pages(phone: Clerk) -> None:
    phone.take("客户 发票号 到期日 金额\n宏达 F-1 2026-06-01 12,000.00\n联信 F-2 2026-09-10 3万\n")
    expect(phone.page.locator(".desk")).not_to_contain_text("built-in")
    expect(phone.names).to_have_text(["宏达", "联信"])
    phone.names.first.click()
    expect(phone.page.locator("#desk-output")).to_be_focused()
    expect(phone.part("worklist", "done-next")).to_be_in_viewport()
    assert faults(phone.page) == []

    phone.drop("long.csv", rows(1000).encode())
    phone.page.locator(".tables-preview .desk-button-main").click()
    expect(phone.names).to_have_count(50)
    phone.names.last.press("ArrowDown")
    expect(phone.page.locator(".worklist-rows")).to_have_attribute("start", "51")
    expect(phone.names.first).to_be_focused()
    phone.part("worklist", "find").fill("F-777")
    expect(phone.names).to_have_text(["客户0777"])
