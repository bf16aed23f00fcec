"""What learners do, in a real browser: play a case, answer a quiz, review cards, count."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.window import SLOW, Learner

pytestmark = pytest.mark.browser

OURS = re.compile(r"hk-(?!language)|md-button")
LADDER = (1, 3, 7, 14, 30)


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
