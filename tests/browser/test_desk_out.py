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
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.bridge import call

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "tests" / "cases" / "samples"
EXAMPLE = {"zh": SAMPLES / "one-invoice.json", "en": SAMPLES / "one-invoice-en.json"}
DESK = {"zh": "letter/", "en": "en/letter/", "": ""}  # none: the address is that of the desk itself
WATCH = """delete Navigator.prototype.serviceWorker;
addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI));
addEventListener('click', (e) => { const $a = e.target.closest?.('a[href^="mailto:"]'); if ($a) { e.preventDefault(); window.mailed = $a.href; } });"""
SLOW = 30_000  # ms: the engine may start on a busy machine
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


class Visit:
    """A desk with the example in it; `faults` holds what no visit may bring about."""

    def __init__(self, chromium: Browser, address: str, language: str, **options: Any) -> None:
        self.language, self.address = language, address
        self.context = chromium.new_context(service_workers="block", accept_downloads=True, **options)
        self.context.add_init_script(WATCH)
        self.faults: list[str] = []
        self.context.on("request", lambda request: self._request(request.url, request.method))
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(address + DESK[language])
        self.page.locator("[data-action=example]").click()
        self.text = self.page.locator("[data-output=text]")
        expect(self.page.locator("[data-out-ways]")).to_be_visible(timeout=SLOW)

    def act(self, name: str) -> None:
        """Presses a button of the room."""
        self.page.locator(f"[data-out-act={name}]").click()

    def saved(self, name: str) -> tuple[str, bytes]:
        """What a button makes the browser save: name and bytes."""
        with self.page.expect_download(timeout=SLOW) as coming:
            self.act(name)
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def printed(self) -> PdfReader:
        """The sheet as the browser prints it."""
        return PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True)))

    def end(self) -> None:
        """Closes it; nothing may have gone wrong."""
        self.context.close()
        assert self.faults == []

    def _request(self, url: str, method: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")) or method != "GET":
            self.faults.append(f"sent: {method} {url}")


@pytest.fixture(scope="module", params=["zh", "en"])
def opened(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    """A desk in each language, its engine started once."""
    made = Visit(chromium, address, request.param, permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.end()


@pytest.fixture
def visit(opened: Visit) -> Visit:
    """The desk with the example in it, as it was at first."""
    opened.page.locator("[data-action=example]").click()
    opened.page.locator("[name=document]").select_option("demand-1")
    opened.page.locator("[role=tab][data-channel=letter]").click()
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


def test_every_file_can_be_saved_and_opened_under_a_name_that_sorts(visit: Visit) -> None:
    for kind, names in NAMES.items():
        name, data = visit.saved(kind)
        assert name == names[visit.language == "en"]
        assert OTHER[kind](data), kind
        expect(visit.page.locator("[data-status]")).to_contain_text(name)
    asked = {"case": json.loads(EXAMPLE[visit.language].read_text("utf-8")), "document": "demand-1", "format": "text"}
    wanted = json.loads(call("export", json.dumps({**asked, "language": visit.language})))["value"]["name"]
    assert NAMES["text"][visit.language == "en"] == wanted
    name, data = visit.saved("pack")
    assert name.endswith(".zip")
    assert {"01-summary.docx", "02-chronology.docx", "manifest.json"} <= set(
        zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    expect(visit.page.locator("[data-status]")).to_contain_text(
        {"zh": "送达记录单", "en": "Not in it yet"}[visit.language]
    )


def test_the_letter_alone_is_printed_as_a_letter(visit: Visit) -> None:
    whole = visit.printed()
    page = bare(whole.pages[0].extract_text())
    assert len(whole.pages) == 1
    assert whole.pages[0].mediabox.width == pytest.approx(595, abs=2)
    for line in visit.text.inner_text().split("\n"):
        assert stands(bare(line).removeprefix("·").removeprefix("-"), page), line
    assert "1/1" in page
    assert bare(visit.page.locator("[data-action=example]").inner_text()) not in page
    assert visit.page.locator(".desk-paper").count() == 0
    visit.page.locator("[name=document]").select_option("formal-notice")
    expect(visit.text).to_contain_text("✂")
    slip = visit.printed()
    assert len(slip.pages) == 2
    assert "✂" in slip.pages[1].extract_text()  # the slip is not cut in two
    assert "✂" not in slip.pages[0].extract_text()


@CHINESE
def test_copying_for_mail_brings_tables_and_leaves_out_the_subject(visit: Visit) -> None:
    page = visit.page
    page.locator("[role=tab][data-channel=email]").click()
    expect(visit.text).to_contain_text("主题：")
    visit.act("rich")
    expect(page.locator("[data-status]")).to_contain_text("已复制")
    html, plain = page.evaluate(
        """navigator.clipboard.read().then(([item]) => Promise.all(
           ["text/html", "text/plain"].map((type) => item.getType(type).then((blob) => blob.text()))))"""
    )
    assert 'style="' in html
    assert "云州拓远" in html
    assert "主题：" not in html + plain
    assert plain.strip() in (visit.text.text_content() or "")


@CHINESE
def test_a_short_text_goes_into_the_mail_address_and_a_long_one_by_the_clipboard(visit: Visit) -> None:
    page = visit.page
    visit.act("mailto")
    expect(page.locator("[data-status]")).to_contain_text("正文已复制")
    mailed = page.evaluate("window.mailed")
    assert mailed.startswith("mailto:")
    assert "body=" not in mailed
    assert "云州拓远" in page.evaluate("navigator.clipboard.readText()")


@CHINESE
def test_a_promise_leads_to_its_confirmation(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("[data-out-promise]")).to_be_hidden()  # that of the example has passed
    page.evaluate("document.querySelectorAll('.desk details').forEach((fold) => { fold.open = true; })")
    page.locator('[name="events.1.pay_on"]').fill("2026-11-25")
    page.locator('[name="events.1.pay_on"]').blur()
    expect(page.locator("[data-out-promise]")).to_contain_text("2026年11月25日")
    visit.act("confirm")
    expect(page.locator("[name=document]")).to_have_value("promise-confirmation")
    expect(visit.text).to_contain_text("11月25日")
    expect(page.locator("[data-out-promise]")).to_be_hidden()


@CHINESE
def test_an_edited_text_is_what_is_saved_copied_and_printed(visit: Visit) -> None:
    page = visit.page
    page.locator("[data-edit=start]").click()
    page.locator("[data-editor]").fill((visit.text.text_content() or "").replace("特此函达。", "请于本周五前回电。"))
    page.locator("[data-edit=done]").click()
    name, data = visit.saved("docx")
    assert name.endswith("（已修改）.docx")
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert "请于本周五前回电。" in parts.read("word/document.xml").decode()
    assert 'w:val="Title"' in parts.read("word/document.xml").decode()  # the rest keeps its layout
    assert "人工修改" in parts.read("docProps/core.xml").decode()
    visit.act("rich")
    expect(page.locator("[data-status]")).to_contain_text("已复制")
    printed = bare(visit.printed().pages[0].extract_text())
    assert stands("请于本周五前回电。", printed)
    assert not stands("特此函达。", printed)
    page.locator("[data-edit=back]").click()


LIST = "客户名称,单据编号,单据日期,到期日,未收余额,币种\n" + "".join(
    f"第{n}机械有限公司,A{n},2026-07-01,2026-09-{n:02},{5000 + n},人民币\n" for n in range(1, 26)
)


@CHINESE
def test_a_list_becomes_one_zip_of_letters_or_can_be_stopped(visit: Visit) -> None:
    page, bundle = visit.page, visit.page.locator("[data-out-list]")
    expect(bundle).to_be_hidden()
    page.evaluate("document.querySelectorAll('.desk details').forEach((fold) => { fold.open = true; })")
    page.locator("#tables-paste").fill(LIST)
    page.locator("[data-tables=read]").click()
    page.locator(".tables-preview .desk-button-main").click()
    expect(bundle).to_contain_text("25 家")
    name, data = visit.saved("zip")
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
    visit.act("zip")
    visit.act("stop")
    expect(page.locator("[data-out-said]")).to_contain_text("已停止")


@CHINESE
def test_forgetting_takes_the_ways_out_along(visit: Visit) -> None:
    visit.page.locator("[data-action=forget]").click()
    expect(visit.page.locator("[data-out-ways]")).to_be_hidden()
    assert "云州" not in visit.page.locator("#desk-out").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_in_one_file_saves_and_prints_too(chromium: Browser, tmp_path: Path, language: str) -> None:
    file = tmp_path / f"huikuan-desk-{language}.html"
    file.write_bytes((ROOT / "site" / file.name).read_bytes())
    made = Visit(chromium, file.as_uri(), "", offline=True)
    for kind in ("docx", "eml", "ics"):
        name, data = made.saved(kind)
        assert name == NAMES[kind][language == "en"]
        assert OTHER[kind](data)
    assert len(made.printed().pages) == 1
    made.end()
