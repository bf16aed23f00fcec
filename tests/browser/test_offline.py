"""Without a network: the visited site by its offline copy, and the zip unpacked and opened from its files."""

from __future__ import annotations

import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publish import serve

pytestmark = pytest.mark.browser

SITE = Path(__file__).parent.parent.parent / "site"
SLOW = 90_000  # ms: some hundred files are stored one by one
READY = re.compile("已经可以离线使用")
ENTRY = re.compile(r'\{\s*"url": "(?P<url>[^"]*)",\s*"revision": "[^"]*",\s*"integrity": "[^"]*"\s*\}')
FEW = re.compile(
    r"(|take-along/|reference/glossary/|assets/(workbox|stylesheets)/.*|assets/javascripts/pages/[m-o].*)$"
)


class Host:
    """A server of its own folder that can be changed and switched off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = serve.server(folder)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self) -> None:
        """No more answers."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The built site, on a host that a test may do anything to."""
    copy = tmp_path / "site"
    shutil.copytree(
        SITE, copy, ignore=shutil.ignore_patterns("*.pdf", "huikuan-desk-*", "huikuan-offline.zip", "rest-*")
    )
    made = Host(copy)
    yield made
    made.off()


@pytest.fixture
def small_host(host: Host) -> Host:
    """A host whose copy holds few files: they are stored one by one, and what becomes of the copy does not hang on many."""
    worker = host.folder / "sw.js"
    listed = worker.read_text("utf-8")
    kept = [entry for entry in ENTRY.finditer(listed) if FEW.match(entry["url"])]
    assert 5 < len(kept) < 50
    first, last = listed.index("FILES = [") + len("FILES = ["), max(entry.end() for entry in ENTRY.finditer(listed))
    worker.write_text(listed[:first] + ",".join(entry[0] for entry in kept) + listed[last:], "utf-8")
    return host


def visited(context: BrowserContext, host: Host) -> Page:
    """A first visit, until the copy is there."""
    page = context.new_page()
    page.goto(host.address + "take-along/")
    expect(page.locator("[data-offline-status]")).to_have_text(READY, timeout=SLOW)
    return page


def search(page: Page, words: str) -> str:
    """The address of the first place that the search finds."""
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.keyboard.press("Shift")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    return first.get_attribute("href") or ""


def test_after_one_visit_everything_works_without_a_network(chromium: Browser, host: Host) -> None:
    context = chromium.new_context()
    page = visited(context, host)
    context.set_offline(True)
    page.goto(host.address + "playbooks/limitation/")
    expect(page.locator("article h1")).to_contain_text("诉讼时效")
    page.locator("a[data-hk-language]").first.click()
    page.wait_for_url(host.address + "en/playbooks/limitation/")
    assert "limitation" in search(page, "limitation")
    page.goto(host.address + "go/a1/")
    page.wait_for_url(host.address + "playbooks/excuses/#a1")
    page.goto(host.address + "letter/")
    page.locator("[data-action=example]").click()
    expect(page.locator("[data-output=text]")).not_to_be_empty(timeout=SLOW)
    context.close()


def test_the_copy_is_removed_on_request(chromium: Browser, small_host: Host) -> None:
    context = chromium.new_context()
    page = visited(context, small_host)
    page.locator("[data-offline-remove]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("副本已删除")
    assert page.evaluate("caches.keys()") == []
    context.close()


@pytest.mark.parametrize("damage", ["changed", "missing", "cut"])
def test_a_damaged_file_never_becomes_part_of_a_copy(chromium: Browser, small_host: Host, damage: str) -> None:
    file = small_host.folder / "reference" / "glossary" / "index.html"
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(data + b"<!-- -->" if damage == "changed" else data[: len(data) // 2])
    context = chromium.new_context()
    page = context.new_page()
    page.goto(small_host.address)
    state = """async () => {
      const found = await navigator.serviceWorker.register("sw.js").catch(() => null);
      const worker = found?.installing ?? found?.waiting ?? found?.active;
      if (!worker) return "none";
      while (!["redundant", "activated"].includes(worker.state)) await new Promise((go) => setTimeout(go, 100));
      return worker.state;
    }"""
    assert page.evaluate(state) == "redundant"
    context.close()


def test_a_newer_version_is_offered_and_a_damaged_one_is_not(chromium: Browser, small_host: Host) -> None:
    context = chromium.new_context()
    page = visited(context, small_host)
    worker = small_host.folder / "sw.js"
    whole = worker.read_text("utf-8")
    worker.write_text(
        re.sub(r'"integrity": "sha256-.{6}', '"integrity": "sha256-AAAAAA', whole, count=1).replace(
            '"revision": "', '"revision": "x'
        ),
        "utf-8",
    )
    page.reload()
    page.wait_for_timeout(4_000)
    expect(page.locator(".hk-update")).to_have_count(0)
    worker.write_text(whole + "\n// newer\n", "utf-8")
    page.reload()
    expect(page.locator(".hk-update")).to_be_visible(timeout=SLOW)
    with page.expect_navigation():
        page.locator(".hk-update button").first.click()
    expect(page.locator(".hk-update")).to_have_count(0)
    context.close()


def test_the_kill_switch_deletes_the_copy(chromium: Browser, small_host: Host) -> None:
    context = chromium.new_context()
    page = visited(context, small_host)
    shutil.copyfile(Path(__file__).parents[2] / "publish" / "service_worker" / "stop.js", small_host.folder / "sw.js")
    with page.expect_navigation(timeout=SLOW):
        page.evaluate("void navigator.serviceWorker.getRegistration().then((found) => found.update())")
    loads = []
    page.on("load", lambda loaded: loads.append(loaded))
    page.wait_for_timeout(4_000)
    assert len(loads) <= 1, "the page is loaded again and again"
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_a_browser_that_refuses_storage_is_told_so_and_the_desk_works(chromium: Browser, host: Host) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'QuotaExceededError'));"
    )
    page = context.new_page()
    page.goto(host.address + "take-along/")
    expect(page.locator("[data-offline-status]")).to_contain_text("没有副本")
    page.goto(host.address + "letter/")
    page.locator("[data-action=example]").click()
    expect(page.locator("[data-output=text]")).not_to_be_empty(timeout=SLOW)
    context.close()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(SITE / "huikuan-offline.zip") as archive:
        archive.extractall(folder)
    return folder / "huikuan-offline"


@pytest.fixture
def files(chromium: Browser, unpacked: Path) -> Iterator[Page]:
    """The first page from its file; no request may leave the folder, and nothing may complain."""
    context = chromium.new_context(offline=True)
    faults: list[Any] = []
    page = context.new_page()
    page.on("console", lambda m: m.type == "error" and faults.append(m.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    context.on("request", lambda r: r.url.startswith("http") and faults.append(r.url))
    page.goto((unpacked / "index.html").as_uri())
    yield page
    context.close()
    assert [fault for fault in faults if "sitemap" not in fault and "ERR_FAILED" not in fault] == []


@pytest.mark.parametrize(
    ("words", "place"), [("诉讼时效", "playbooks/limitation/index.html"), ("没钱", "playbooks/excuses/index.html")]
)
def test_search_works_from_files(files: Page, words: str, place: str) -> None:
    assert place in search(files, words)
    files.locator(".md-search-result__link").first.click()
    expect(files.locator("article h1")).to_be_visible()


def test_pages_languages_and_the_desk_work_from_files(files: Page, unpacked: Path) -> None:
    files.goto((unpacked / "playbooks" / "excuses" / "index.html").as_uri())
    expect(files.locator(".hk-filter")).to_be_visible()
    files.locator("a[data-hk-language]").first.click()
    files.wait_for_url((unpacked / "en" / "playbooks" / "excuses" / "index.html").as_uri())
    files.goto((unpacked / "go" / "demand-1" / "index.html").as_uri())
    files.wait_for_url("**/letter/index.html#document=demand-1")
    files.locator("[data-action=example]").click()
    expect(files.locator("[data-output=text]")).not_to_be_empty(timeout=SLOW)


@pytest.mark.parametrize(("folder", "day"), [("", "2026年12月21日"), ("en", "21 December 2026")])
def test_the_limitation_calculator_works_from_files(files: Page, unpacked: Path, folder: str, day: str) -> None:
    files.goto((unpacked / folder / "playbooks" / "limitation" / "index.html").as_uri())
    form = files.locator(".hk-calculator form")
    form.locator("[name=due_date]").fill("2023-12-20")
    form.get_by_role("button").click()
    expect(files.locator(".hk-calculator__day")).to_contain_text(day, timeout=SLOW)


def test_the_code_of_a_whole_agenda_is_drawn_from_files(files: Page, unpacked: Path) -> None:
    files.goto((unpacked / "trainers" / "agenda" / "index.html").as_uri() + "#start=14:00&plan=a1.5~quiz-phone.10")
    expect(files.locator("[data-agenda-code] svg")).to_be_visible()


def test_every_link_of_the_zip_arrives(unpacked: Path) -> None:
    missing = set()
    for page in unpacked.rglob("*.html"):
        if page.name == "404.html":
            continue
        for link in re.findall(r'<a\b[^>]*\bhref="([^"#?]+)', page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", link) and not (page.parent / link).is_file():
                missing.add(f"{page.relative_to(unpacked)}: {link}")
    assert not missing
