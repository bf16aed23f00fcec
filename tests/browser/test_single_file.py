"""The desk in one file, opened by a double click: offline, under its own policy, with the words of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.desk import Desk
from tests.browser.example import SITE, commanded, copied
from tests.browser.window import SLOW, visiting

pytestmark = pytest.mark.browser

LARGEST = 9_000_000


class Stick(Desk):
    """The desk in one file; nothing but itself may be asked for."""

    def __init__(self, context: BrowserContext, address: str, language: str) -> None:
        super().__init__(context, address, language)
        self.place = ""  # the file is the desk


@pytest.fixture(params=["zh", "en"])
def stick(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Stick]:
    """A stick with the file of each language."""
    file = copied(tmp_path, request.param)
    with visiting(chromium, Stick, file.as_uri(), request.param, offline=True) as made:
        yield made


def test_a_double_click_leads_to_the_letter_of_the_command_line(stick: Stick) -> None:
    page = stick.open("#document=demand-1", example=True)
    stick.tab("letter").click()
    wanted = commanded(stick.language, "demand-1", "letter")
    expect(stick.text).to_have_js_property("textContent", wanted, timeout=SLOW)
    marks = page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
    assert [name for name in marks if name.startswith("huikuan:")] == [
        "huikuan:boot",
        "huikuan:ready",
        "huikuan:first-letter",
    ]


def test_every_channel_and_document_of_the_example_can_be_written(stick: Stick) -> None:
    page = stick.open(example=True)
    for document, channel in (
        ("overdue-notice", "sms"),
        ("overdue-notice", "wechat"),
        ("call-script", "call"),
        ("demand-1", "email"),
    ):
        page.locator("select[name=document]").select_option(document)
        before = page.locator("[role=tab][aria-selected=true]").get_attribute("data-channel") or ""
        written = commanded(stick.language, document, before)  # until that is there, the tabs may still move
        expect(stick.text).to_have_js_property("textContent", written, timeout=SLOW)
        stick.tab(channel).click()
        wanted = commanded(stick.language, document, channel)
        expect(stick.text).to_have_js_property("textContent", wanted, timeout=SLOW)


def test_forgetting_ends_the_worker_and_it_starts_again(stick: Stick) -> None:
    stick.open(example=True)
    stick.act("forget").click()
    expect(stick.text).to_be_empty()
    stick.act("example").click()
    expect(stick.text).not_to_be_empty(timeout=SLOW)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_file_is_small_and_its_policy_allows_no_connection(language: str) -> None:
    file = SITE / f"huikuan-desk-{language}.html"
    assert file.stat().st_size <= LARGEST
    page = file.read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert not re.search(r"unsafe-inline|'unsafe-eval'|\*|https?:", policy[1])
    assert page.index("Content-Security-Policy") < page.index("<style") < page.index("<script")


@pytest.mark.parametrize("where", ["https://elsewhere.example/?x=1", "data:text/plain,x"])
def test_nothing_can_be_sent_from_it(chromium: Browser, tmp_path: Path, where: str) -> None:
    with chromium.new_context(offline=True) as context:  # the policy complains, as it should
        page = Stick(context, copied(tmp_path, "zh").as_uri(), "zh").open()
        sent = page.evaluate("(where) => fetch(where).then(() => 'sent', () => 'refused')", where)
    assert sent == "refused"


def test_a_changed_script_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    file = copied(tmp_path, "zh")
    text = file.read_text("utf-8")
    changed = text.replace('<script type="module">', '<script type="module">window.changed = true;', 1)
    file.write_text(changed, "utf-8")
    with chromium.new_context(offline=True) as context:  # the policy complains, as it should
        page = Stick(context, file.as_uri(), "zh").open()
        page.wait_for_timeout(300)
        ran = page.evaluate("window.changed === true")
    assert ran is False
