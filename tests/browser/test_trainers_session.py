"""What a trainer plans and hands out, in a real browser: a session put together, links and codes shared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import Learner

pytestmark = pytest.mark.browser


# ---- the agenda


def items(page: Page) -> list[str]:
    return [code.inner_text() for code in page.locator(".hk-agenda__list code").all()]


def test_a_session_is_put_together_ordered_and_carried_by_its_link(learner: Learner) -> None:
    page = learner.open("en/trainers/agenda/")
    form = page.locator(".hk-agenda form")
    form.locator("[name=title]").fill("First call")
    for kind, short, minutes in (
        ("card", "a1", "5"),
        ("practice", "practice-forgot", "12"),
        ("document", "demand-1", "8"),
    ):
        form.locator("[name=kind]").select_option(kind)
        form.locator(f"[data-kind={kind}] select").select_option(short)
        form.locator("[name=minutes]").fill(minutes)
        form.get_by_role("button", name="Add").click()
    expect(page.locator("[data-agenda-total]")).to_contain_text("3 item(s), 25 minutes")
    page.locator(".hk-agenda__list li").nth(2).get_by_role("button", name=re.compile("^Move up")).click()
    page.locator(".hk-agenda__list li").nth(0).get_by_role("button", name=re.compile("^Remove")).click()
    assert items(page) == ["en/go/demand-1/", "en/go/practice-forgot/"]
    page.get_by_role("button", name="Copy the link to this session").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.partition("#")[2] == "title=First%20call&start=09:00&plan=demand-1.8~practice-forgot.12"
    other = learner.open("en/")
    other.goto(link)
    expect(other.locator(".hk-agenda__list li")).to_have_count(2)
    assert items(other) == ["en/go/demand-1/", "en/go/practice-forgot/"]
    expect(other.locator(".hk-agenda__time").nth(1)).to_have_text("09:08–09:20")


def test_the_whole_session_has_a_code_that_follows_it_while_a_phone_can_read_it(learner: Learner) -> None:
    page = learner.open("en/trainers/agenda/")
    code = page.locator("[data-agenda-code]")
    expect(code).to_be_hidden()
    page.goto(page.url + "#start=09:00&plan=a1.5~demand-1.8")
    expect(code.get_by_role("img", name="Scan to open the whole session")).to_be_visible()
    before = code.locator("path").get_attribute("d")
    page.get_by_role("button", name=re.compile("^Move down")).first.click()
    expect(code.locator("path")).not_to_have_attribute("d", before or "")
    page.goto(
        page.url.partition("#")[0] + "#start=09:00&title=" + "%E8%AF%BE" * 60 + "&plan=" + "~".join(["demand-1.5"] * 40)
    )
    expect(code).to_contain_text("Too much for a code")
    expect(code.get_by_role("img")).to_have_count(0)


@pytest.mark.parametrize(
    "state",
    [
        "plan=__proto__.5~constructor.5~nothing.5",
        "plan=a1.0~a1.-1~a1.9999~a1.1e2~a1.x~a1",
        "plan=" + "~".join(["a1.5"] * 600),
        "title=<img src=x onerror=alert(1)>&plan=",
        "__proto__=1&start=99:99&plan=a1",
    ],
)
def test_a_malformed_link_brings_nothing_in(learner: Learner, state: str) -> None:
    page = learner.open(f"trainers/agenda/#{state}")
    assert items(page) == [] or state.startswith("plan=a1.0")
    assert set(items(page)) <= {"go/a1/"}
    assert page.locator(".hk-agenda img[src=x]").count() == 0
    assert page.evaluate("({}).plan") is None


def test_the_printed_agenda_holds_times_links_and_codes_and_no_controls(learner: Learner) -> None:
    page = learner.open("trainers/agenda/#title=%E8%AF%95&start=14:00&plan=a1.5~quiz-phone.10")
    page.emulate_media(media="print")
    expect(page.locator(".hk-agenda__list img").first).to_be_visible()
    expect(page.locator(".hk-agenda form")).to_be_hidden()
    expect(page.locator(".hk-agenda__tools").first).to_be_hidden()
    expect(page.locator("[data-agenda-title]")).to_have_text("试")
    assert page.locator(".hk-agenda__list img").nth(1).evaluate("(image) => image.naturalWidth") > 0


# ---- links and codes


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("playbooks/excuses/#c3", "c3"),
        ("playbooks/countermeasures/#cm-07", "cm-07"),
        ("reference/law/#cc-188", "cc-188"),
    ],
)
def test_a_card_a_countermeasure_and_a_rule_offer_link_and_code(learner: Learner, path: str, short: str) -> None:
    page = learner.open(path)
    page.locator(f"a[data-share='{short}']").click()
    window = page.get_by_role("dialog").filter(has=page.locator("input[readonly]"))
    expect(window.locator("img")).to_have_js_property("complete", True)
    assert window.locator("img").evaluate("(image) => image.naturalWidth") > 0
    window.get_by_role("button", name="复制链接").click()
    expect(window.get_by_role("status")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == f"{learner.address}go/{short}/"
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(page.locator(f"a[data-share='{short}']")).to_be_focused()


def test_a_page_copies_its_own_link(learner: Learner) -> None:
    page = learner.open("en/playbooks/timing/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".hk-page-share [role=status]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{learner.address}en/go/playbook-timing/"
