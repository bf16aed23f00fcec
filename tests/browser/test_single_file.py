"""The desk in one file, opened by a double click: offline, under its own policy, with the words of the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site"
SAMPLES = ROOT / "tests" / "cases" / "samples"
EXAMPLE = {"zh": SAMPLES / "one-invoice.json", "en": SAMPLES / "one-invoice-en.json"}
LARGEST = 9_000_000
SLOW = 60_000  # ms: the engine may start on a busy machine
WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI));"


class Stick:
    """The file on a stick; `faults` holds what no visit may bring about."""

    def __init__(self, chromium: Browser, folder: Path, language: str) -> None:
        self.language = language
        self.file = folder / f"huikuan-desk-{language}.html"
        self.file.write_bytes((SITE / self.file.name).read_bytes())
        self.context = chromium.new_context(offline=True)
        self.context.add_init_script(WATCH)
        self.faults: list[str] = []
        self.context.on("request", lambda request: self._request(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.text = self.page.locator("[data-output=text]")

    def open(self, fragment: str = "") -> Page:
        """Double click, then the example."""
        self.page.goto(self.file.as_uri() + fragment)
        self.page.locator("[data-action=example]").click()
        return self.page

    def _request(self, url: str) -> None:
        if not url.startswith(("data:", "blob:")) and url.partition("#")[0] != self.file.as_uri():
            self.faults.append(f"asked for {url}")


@pytest.fixture(params=["zh", "en"])
def stick(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Stick]:
    """A stick with the file of each language, which must be left without a fault."""
    made = Stick(chromium, tmp_path, request.param)
    yield made
    made.context.close()
    assert made.faults == []


def commanded(case: Path, document: str, channel: str, language: str) -> str:
    """What `huikuan write` prints, without the newline of its print."""
    command = [sys.executable, "-m", "generator", "write", str(case), "--document", document, "--channel", channel]
    done = subprocess.run([*command, "--language", language], capture_output=True, cwd=ROOT, check=True)
    return done.stdout.decode("utf-8").removesuffix("\n")


def test_a_double_click_leads_to_the_letter_of_the_command_line(stick: Stick) -> None:
    page = stick.open("#document=demand-1")
    expect(stick.text).not_to_be_empty(timeout=SLOW)
    page.locator("[role=tab][data-channel=letter]").click()
    wanted = commanded(EXAMPLE[stick.language], "demand-1", "letter", stick.language)
    expect(stick.text).to_have_js_property("textContent", wanted, timeout=SLOW)
    marks = page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
    assert [name for name in marks if name.startswith("huikuan:")] == [
        "huikuan:boot",
        "huikuan:ready",
        "huikuan:first-letter",
    ]


def test_every_channel_and_document_of_the_example_can_be_written(stick: Stick) -> None:
    page = stick.open()
    expect(stick.text).not_to_be_empty(timeout=SLOW)
    for document, channel in (
        ("overdue-notice", "sms"),
        ("overdue-notice", "wechat"),
        ("call-script", "call"),
        ("demand-1", "email"),
    ):
        page.locator("select[name=document]").select_option(document)
        page.locator(f"[role=tab][data-channel={channel}]").click()
        wanted = commanded(EXAMPLE[stick.language], document, channel, stick.language)
        expect(stick.text).to_have_js_property("textContent", wanted, timeout=SLOW)


def test_forgetting_ends_the_worker_and_it_starts_again(stick: Stick) -> None:
    page = stick.open()
    expect(stick.text).not_to_be_empty(timeout=SLOW)
    page.locator("[data-action=forget]").click()
    expect(stick.text).to_be_empty()
    page.locator("[data-action=example]").click()
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
    made = Stick(chromium, tmp_path, "zh")
    made.page.goto(made.file.as_uri())
    sent = made.page.evaluate("(where) => fetch(where).then(() => 'sent', () => 'refused')", where)
    made.context.close()
    assert sent == "refused"


def test_a_changed_script_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    made = Stick(chromium, tmp_path, "zh")
    text = made.file.read_text("utf-8")
    changed = text.replace('<script type="module">', '<script type="module">window.changed = true;', 1)
    made.file.write_text(changed, "utf-8")
    made.page.goto(made.file.as_uri())
    made.page.wait_for_timeout(300)
    ran = made.page.evaluate("window.changed === true")
    made.context.close()
    assert json.dumps(ran) == "false"
