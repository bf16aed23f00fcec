"""What trainers and learners do, in a real browser: play a case, answer a quiz, review cards, plan a session, share, count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.window import CLIPBOARD, SLOW, Reader, visiting

pytestmark = pytest.mark.browser

OURS = re.compile(r"hk-(?!language)|md-button")
LADDER = (1, 3, 7, 14, 30)
DAY = "2026-11-20T09:00:00"


class Learner(Reader):
    """A reader at a fixed day."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context, address)
        self.page.clock.set_fixed_time(DAY)


@pytest.fixture
def learner(chromium: Browser, address: str) -> Iterator[Learner]:
    """A learner who was never here; nothing may go wrong during the visit."""
    with visiting(chromium, Learner, address, permissions=CLIPBOARD) as visit:
        yield visit


# ---- practice cases in the desk


@pytest.mark.parametrize(
    ("root", "name"), [("", "华岭重工集团股份有限公司"), ("en/", "Hualing Heavy Industries Group Corp.")]
)
def test_a_case_opens_in_the_desk_with_its_script_written(learner: Learner, root: str, name: str) -> None:
    page = learner.open(f"{root}trainers/practice/")
    page.locator("a[href$='#practice=approval']").click()
    expect(page.locator("[name='debtor.name']")).to_have_value(name)
    expect(page.locator("select[name=document]")).to_have_value("call-script")
    expect(page.locator("[data-output=text]")).to_contain_text("26280906", timeout=SLOW)


@pytest.mark.parametrize(("agreed", "name"), [(False, "我自己的客户"), (True, "南屏食品机械有限公司")])
def test_a_case_replaces_what_was_typed_only_if_the_user_agrees(learner: Learner, agreed: bool, name: str) -> None:
    asked: list[str] = []
    page = learner.open("letter/")

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if agreed else dialog.dismiss()

    page.on("dialog", answer)
    expect(
        page.locator("[data-action=example]")
    ).to_be_enabled()  # else the link is met twice: on arrival and as a change
    page.locator("[name='debtor.name']").fill("我自己的客户")
    page.evaluate("location.hash = '#practice=cash'")
    page.wait_for_timeout(500)
    expect(page.locator("[name='debtor.name']")).to_have_value(name)
    assert len(asked) == 1
    assert "换成练习案例吗" in asked[0]


def test_a_link_met_twice_asks_once(learner: Learner) -> None:
    asked: list[str] = []
    page = learner.open("letter/")
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    expect(page.locator("[data-action=example]")).to_be_enabled()
    page.locator("[name='debtor.name']").fill("我自己的客户")
    page.evaluate("""() => { location.hash = "#practice=cash"; dispatchEvent(new HashChangeEvent("hashchange")); }""")
    page.wait_for_timeout(500)
    assert len(asked) == 1
    assert page.evaluate("location.hash") == ""
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    page.wait_for_timeout(300)
    assert len(asked) == 1


@pytest.mark.parametrize("name", ["../../search/search_index", "CASH", "a" * 60, "cash%2F..", ""])
def test_a_link_cannot_make_the_desk_fetch_anything_else(learner: Learner, name: str) -> None:
    fetched: list[str] = []
    page = learner.page
    page.on("request", lambda request: fetched.append(request.url))
    learner.open(f"letter/#practice={name}")
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "/assets/practice/" in url]
    expect(page.locator("[name='debtor.name']")).to_have_value("")


def test_a_short_address_leads_to_the_case(learner: Learner) -> None:
    page = learner.open("go/practice-export/")
    page.wait_for_url("**/trainers/practice/#practice-export")
    expect(page.locator("#practice-export")).to_be_in_viewport()


# ---- quizzes


def test_a_quiz_tells_at_once_and_counts_first_choices_by_keyboard_alone(learner: Learner) -> None:
    page = learner.open("trainers/quiz/#quiz-timing")
    fold = page.locator("#quiz-timing ~ details.hk-quiz__fold").first
    fold.locator("> summary").focus()
    page.keyboard.press("Enter")
    first = fold.locator("#timing-1")
    first.locator("details:not([data-right]) summary").first.focus()
    page.keyboard.press("Enter")
    expect(first.get_by_text("不对。").first).to_be_visible()
    expect(fold.get_by_role("status")).to_contain_text("0 / 1")
    first.locator("details[data-right] summary").focus()
    page.keyboard.press("Enter")
    expect(first.get_by_text("对。", exact=True)).to_be_visible()
    expect(fold.get_by_role("status")).to_contain_text("0 / 1")
    fold.locator("#timing-2 details[data-right] summary").press("Enter")
    expect(fold.get_by_role("status")).to_contain_text("1 / 2")
    fold.get_by_role("button", name="全部重来").click()
    expect(fold.locator("details[open]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('huikuan'))") == []


# ---- the review


def review(page: Page, answer: str) -> None:
    page.locator(".hk-drill__card:visible summary").click()
    page.get_by_role("button", name=answer, exact=True).click()


def stored(page: Page) -> dict[str, list[object]]:
    found: dict[str, list[object]] = json.loads(page.evaluate("localStorage.getItem('huikuan:review')"))["cards"]
    return found


def test_a_known_card_comes_back_after_one_three_seven_fourteen_and_thirty_days(learner: Learner) -> None:
    page = learner.open("en/trainers/review/")
    for step, days in enumerate((*LADDER, LADDER[-1])):
        page.evaluate(
            "(step) => localStorage.setItem('huikuan:review', JSON.stringify({version: 1, cards: {c3: [step, '2026-11-20']}}))",
            step,
        )
        page.reload()
        page.get_by_role("button", name="Begin today’s review").click()
        review(page, "I had it")
        expect(page.locator("[data-review-next]")).to_contain_text(f"in {days} day")
        assert stored(page)["c3"][0] == min(step + 1, len(LADDER))


def test_an_unknown_card_comes_back_tomorrow_whatever_its_step(learner: Learner) -> None:
    page = learner.open("trainers/review/")
    page.evaluate(
        "localStorage.setItem('huikuan:review', JSON.stringify({version: 1, cards: {c3: [4, '2026-11-01']}}))"
    )
    page.reload()
    page.get_by_role("button", name="开始今天的复习").click()
    review(page, "没说出来")
    assert stored(page)["c3"] == [0, "2026-11-21"]
    expect(page.locator("[data-review-next]")).to_contain_text("2026年11月21日")


def test_the_schedule_can_be_deleted_and_holds_nothing_else(learner: Learner) -> None:
    page = learner.open("trainers/review/")
    page.get_by_role("button", name="开始今天的复习").click()
    review(page, "说得出来")
    assert all(re.fullmatch(r"[a-h]\d+", name) and len(entry) == 2 for name, entry in stored(page).items())
    page.get_by_role("button", name="删除我的复习记录").click()
    expect(page.locator("[data-review-next]")).to_contain_text("已删除")
    assert page.evaluate("localStorage.getItem('huikuan:review')") is None


@pytest.mark.parametrize(
    "raw", ["{", "null", '{"cards": {"__proto__": [1, "2026-11-01"], "zz": [1, "2026-11-01"], "c3": [99, "x"]}}']
)
def test_a_spoilt_schedule_is_passed_over(learner: Learner, raw: str) -> None:
    page = learner.open("trainers/review/")
    page.evaluate("(raw) => localStorage.setItem('huikuan:review', raw)", raw)
    page.reload()
    expect(page.locator("[data-review-status]")).to_contain_text("到期 0 张，已在排期 0 张")
    assert page.evaluate("({}).step") is None


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


# ---- the calculator


@pytest.mark.parametrize(
    ("event", "on", "export", "answer"),
    [
        ("", "", False, "2026年12月21日"),
        ("demand", "2025-02-10", False, "2028年2月10日"),
        ("", "", True, "2027年12月20日"),
    ],
)
def test_the_calculator_counts_with_the_engine(
    learner: Learner, event: str, on: str, export: bool, answer: str
) -> None:
    page = learner.open("playbooks/limitation/")
    form = page.locator(".hk-calculator form")
    form.locator("[name=due_date]").fill("2023-12-20")
    form.locator("[name=event]").select_option(event)
    form.locator("[name=event_date]").fill(on)
    form.locator("[name=export]").set_checked(export)
    form.get_by_role("button").click()
    expect(page.locator(".hk-calculator__day")).to_have_text(f"最后一天：{answer}", timeout=SLOW)


def test_the_calculator_says_what_is_missing_and_loads_nothing_for_it(learner: Learner) -> None:
    fetched: list[str] = []
    page = learner.open("en/playbooks/limitation/")
    page.on("request", lambda request: fetched.append(request.url))
    page.locator(".hk-calculator form").get_by_role("button").click()
    expect(page.locator(".hk-calculator__answer")).to_contain_text("Enter the due date")
    expect(page.locator(".hk-calculator [name=due_date]")).to_be_focused()
    assert not [url for url in fetched if "runtime" in url]


# ---- everywhere


@pytest.mark.parametrize(
    "path", ["playbooks/limitation/", "playbooks/timing/", "trainers/review/", "trainers/agenda/", "trainers/quiz/"]
)
def test_our_parts_shift_nothing_while_a_page_loads(learner: Learner, path: str) -> None:
    learner.page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "for (const { node } of entry.sources) window.shifts.push([entry.value, node?.className ?? String(node?.nodeName)]); })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page = learner.open(path)
    page.wait_for_timeout(500)
    assert [shift for shift in page.evaluate("window.shifts") if OURS.search(str(shift[1]))] == []
