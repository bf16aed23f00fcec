"""The ways out of the desk: every file is downloaded and opened, the letter is printed and read, nothing is sent."""

from __future__ import annotations

import email.policy
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from generator.bridge import call
from tests.browser.desk import Desk
from tests.browser.example import EXAMPLE, copied
from tests.browser.window import CLIPBOARD, SLOW, visiting

pytestmark = pytest.mark.browser

# What a press on a mail address would hand to the visitor's own program.
MAILED = """addEventListener('click', (e) => { const $a = e.target.closest?.('a[href^="mailto:"]'); if ($a) { e.preventDefault(); window.mailed = $a.href; } });"""
NAMES = {
    "docx": ("2026-11-20_云州拓远装备制造有限公司_催款函（一）.docx", "2026-11-20_Northmoor Conveyor Systems Ltd_First demand letter.docx"),
    "html": ("2026-11-20_云州拓远装备制造有限公司_催款函（一）.html", "2026-11-20_Northmoor Conveyor Systems Ltd_First demand letter.html"),
    "text": ("2026-11-20_云州拓远装备制造有限公司_催款函（一）.txt", "2026-11-20_Northmoor Conveyor Systems Ltd_First demand letter.txt"),
    "eml": ("2026-11-20_云州拓远装备制造有限公司_催款函（一）.eml", "2026-11-20_Northmoor Conveyor Systems Ltd_First demand letter.eml"),
    "ics": ("2026-11-20_云州拓远装备制造有限公司_日历提醒.ics", "2026-11-20_Northmoor Conveyor Systems Ltd_Calendar.ics"),
}  # fmt: skip
OTHER = {
    "docx": lambda data: "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist(),
    "html": lambda data: data.startswith(b"<!doctype html>"),
    "text": lambda data: "¥126,400.00" in data.decode() or "USD 26,450.00" in data.decode(),
    "eml": lambda data: bool(message_from_bytes(data, policy=email.policy.default).get_body(("html",))),
    "ics": lambda data: data.startswith(b"BEGIN:VCALENDAR\r\n") and data.count(b"BEGIN:VEVENT") == 2,
}


class Saver(Desk):
    """A desk with the example in it, whose files are taken."""

    def open_example(self) -> None:
        """Goes to the desk, fills it in and waits for the ways out."""
        self.open(example=True)
        expect(self.page.locator("[data-out-ways]")).to_be_visible(timeout=SLOW)

    def press(self, name: str) -> None:
        """Presses a button of the room."""
        self.page.locator(f"[data-out-act={name}]").click()

    def saved(self, name: str) -> tuple[str, bytes]:
        """What a button makes the browser save: name and bytes."""
        with self.page.expect_download(timeout=SLOW) as coming:
            self.press(name)
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def printed(self) -> PdfReader:
        """The sheet as the browser prints it."""
        return PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True)))


@pytest.fixture(scope="module", params=["zh", "en"])
def opened(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Saver]:
    """A desk in each language, its engine started once."""
    with visiting(chromium, Saver, address, request.param, script=MAILED, permissions=CLIPBOARD) as desk:
        desk.open_example()
        yield desk


@pytest.fixture
def desk(opened: Saver) -> Saver:
    """The desk with the example in it, as it was at first."""
    opened.act("example").click()
    opened.page.locator("[name=document]").select_option("demand-1")
    opened.tab("letter").click()
    expect(opened.text).to_contain_text({"zh": "特此函达", "en": "Yours sincerely"}[opened.language], timeout=SLOW)
    return opened


CHINESE = pytest.mark.parametrize("opened", ["zh"], indirect=True)  # where the language makes no difference


def bare(text: str) -> str:
    """Without blanks, which a page breaks lines at."""
    return "".join(text.split())


def stands(line: str, page: str) -> bool:
    """Whether a printed page holds a line; fonts name some characters by radicals, which may stand for any."""
    return any(
        all(a == b or "\u2e80" <= b <= "\u2fdf" for a, b in zip(line, page[at : at + len(line)], strict=True))
        for at in range(len(page) - len(line) + 1)
    )


def test_every_file_can_be_saved_and_opened_under_a_name_that_sorts(desk: Saver) -> None:
    for kind, names in NAMES.items():
        name, data = desk.saved(kind)
        assert name == names[desk.language == "en"]
        assert OTHER[kind](data), kind
        expect(desk.page.locator("[data-status]")).to_contain_text(name)
    asked = {"case": json.loads(EXAMPLE[desk.language].read_text("utf-8")), "document": "demand-1", "format": "text"}
    wanted = json.loads(call("export", json.dumps({**asked, "language": desk.language})))["value"]["name"]
    assert NAMES["text"][desk.language == "en"] == wanted
    name, data = desk.saved("pack")
    assert name.endswith(".zip")
    assert {"01-summary.docx", "02-chronology.docx", "manifest.json"} <= set(
        zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    expect(desk.page.locator("[data-status]")).to_contain_text(
        {"zh": "送达记录单", "en": "Not in it yet"}[desk.language]
    )


def test_the_letter_alone_is_printed_as_a_letter(desk: Saver) -> None:
    whole = desk.printed()
    page = bare(whole.pages[0].extract_text())
    assert len(whole.pages) == 1
    assert whole.pages[0].mediabox.width == pytest.approx(595, abs=2)
    for line in desk.text.inner_text().split("\n"):
        assert stands(bare(line).removeprefix("·").removeprefix("-"), page), line
    assert "1/1" in page
    assert bare(desk.page.locator("[data-action=example]").inner_text()) not in page
    assert desk.page.locator(".desk-paper").count() == 0
    desk.page.locator("[name=document]").select_option("formal-notice")
    expect(desk.text).to_contain_text("✂")
    slip = desk.printed()
    assert len(slip.pages) == 2
    assert "✂" in slip.pages[1].extract_text()  # the slip is not cut in two
    assert "✂" not in slip.pages[0].extract_text()


@CHINESE
def test_copying_for_mail_brings_tables_and_leaves_out_the_subject(desk: Saver) -> None:
    page = desk.page
    page.locator("[role=tab][data-channel=email]").click()
    expect(desk.text).to_contain_text("主题：")
    desk.press("rich")
    expect(page.locator("[data-status]")).to_contain_text("已复制")
    html, plain = page.evaluate(
        """navigator.clipboard.read().then(([item]) => Promise.all(
           ["text/html", "text/plain"].map((type) => item.getType(type).then((blob) => blob.text()))))"""
    )
    assert 'style="' in html
    assert "云州拓远" in html
    assert "主题：" not in html + plain
    assert plain.strip() in (desk.text.text_content() or "")


@CHINESE
def test_a_short_text_goes_into_the_mail_address_and_a_long_one_by_the_clipboard(desk: Saver) -> None:
    page = desk.page
    desk.press("mailto")
    expect(page.locator("[data-status]")).to_contain_text("正文已复制")
    mailed = page.evaluate("window.mailed")
    assert mailed.startswith("mailto:")
    assert "body=" not in mailed
    assert "云州拓远" in page.evaluate("navigator.clipboard.readText()")


@CHINESE
def test_a_promise_leads_to_its_confirmation(desk: Saver) -> None:
    page = desk.page
    expect(page.locator("[data-out-promise]")).to_be_hidden()  # that of the example has passed
    desk.unfold()
    page.locator('[name="events.1.pay_on"]').fill("2026-11-25")
    page.locator('[name="events.1.pay_on"]').blur()
    expect(page.locator("[data-out-promise]")).to_contain_text("2026年11月25日")
    desk.press("confirm")
    expect(page.locator("[name=document]")).to_have_value("promise-confirmation")
    expect(desk.text).to_contain_text("11月25日")
    expect(page.locator("[data-out-promise]")).to_be_hidden()


@CHINESE
def test_an_edited_text_is_what_is_saved_copied_and_printed(desk: Saver) -> None:
    page = desk.page
    page.locator("[data-edit=start]").click()
    page.locator("[data-editor]").fill((desk.text.text_content() or "").replace("特此函达。", "请于本周五前回电。"))
    page.locator("[data-edit=done]").click()
    name, data = desk.saved("docx")
    assert name.endswith("（已修改）.docx")
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert "请于本周五前回电。" in parts.read("word/document.xml").decode()
    assert 'w:val="Title"' in parts.read("word/document.xml").decode()  # the rest keeps its layout
    assert "人工修改" in parts.read("docProps/core.xml").decode()
    desk.press("rich")
    expect(page.locator("[data-status]")).to_contain_text("已复制")
    printed = bare(desk.printed().pages[0].extract_text())
    assert stands("请于本周五前回电。", printed)
    assert not stands("特此函达。", printed)
    page.locator("[data-edit=back]").click()


LIST = "客户名称,单据编号,单据日期,到期日,未收余额,币种\n" + "".join(
    f"第{n}机械有限公司,A{n},2026-07-01,2026-09-{n:02},{5000 + n},人民币\n" for n in range(1, 26)
)


@CHINESE
def test_a_list_becomes_one_zip_of_letters_or_can_be_stopped(desk: Saver) -> None:
    page, bundle = desk.page, desk.page.locator("[data-out-list]")
    expect(bundle).to_be_hidden()
    desk.unfold()
    page.locator("#tables-paste").fill(LIST)
    page.locator("[data-tables=read]").click()
    page.locator(".tables-preview .desk-button-main").click()
    expect(bundle).to_contain_text("25 家")
    name, data = desk.saved("zip")
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert name == "2026-11-20_名单_25家.zip"
    assert archive.testzip() is None
    assert len(archive.namelist()) == 3 * 25 + 2
    assert "第7机械有限公司" in archive.read("第7机械有限公司/2026-11-20-demand-2-letter.zh.txt").decode()
    hashes = json.loads(archive.read("manifest.json"))["files"]
    assert hashes == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if "/" in name
    }
    expect(page.locator("[data-out-said]")).to_contain_text("25 家写好")
    desk.press("zip")
    desk.press("stop")
    expect(page.locator("[data-out-said]")).to_contain_text("已停止")


@CHINESE
def test_forgetting_takes_the_ways_out_along(desk: Saver) -> None:
    desk.page.locator("[data-action=forget]").click()
    expect(desk.page.locator("[data-out-ways]")).to_be_hidden()
    assert "云州" not in desk.page.locator("#desk-out").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_in_one_file_saves_and_prints_too(chromium: Browser, tmp_path: Path, language: str) -> None:
    address = copied(tmp_path, language).as_uri()
    with visiting(chromium, Saver, address, language, offline=True) as desk:
        desk.place = ""  # the file is the desk itself
        desk.open_example()
        for kind in ("docx", "eml", "ics"):
            name, data = desk.saved(kind)
            assert name == NAMES[kind][language == "en"]
            assert OTHER[kind](data)
        assert len(desk.printed().pages) == 1
