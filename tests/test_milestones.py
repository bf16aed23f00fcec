"""The days on a claim's line, and the open sums by age, as the letter desk draws them."""

from decimal import Decimal
from typing import Any

import pytest

from generator import api, tables

DEMAND = {"type": "demand", "channel": "ems"}


def assessed(events: list[dict[str, Any]] | None = None, **claim: Any) -> dict[str, Any]:
    one = {"number": "A-1", "amount": "10000.00", "due_date": "2024-03-01", **claim}
    case = {"as_of": "2026-11-21", "creditor": {"name": "甲公司"}, "debtor": {"name": "乙公司"}, "claims": [one]}
    return api.assessment_json(api.assess(api.build({**case, "events": events or []})))


def days(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["on"]) for one in found["claims"][0]["milestones"]]


def test_without_a_history_there_are_due_day_today_and_last_day() -> None:
    assert days(assessed()) == [("due", "2024-03-01"), ("as-of", "2026-11-21"), ("last-day", "2027-03-01")]


def test_an_act_that_can_be_proved_restarts_and_one_that_cannot_is_shown_as_such() -> None:
    found = assessed(
        [{**DEMAND, "date": "2025-06-02", "provable": True}, {"type": "promise", "date": "2025-07-01"}],
    )
    assert days(found) == [
        ("due", "2024-03-01"),
        ("restart", "2025-06-02"),
        ("not-proved", "2025-07-01"),
        ("as-of", "2026-11-21"),
        ("last-day", "2028-06-02"),
    ]
    acts = [(one["event"], one["law"]) for one in found["claims"][0]["milestones"] if one["event"]]
    assert acts == [("demand", "lim-8"), ("promise", "lim-14")]


def test_an_act_after_the_last_day_stands_behind_it() -> None:
    found = assessed([{**DEMAND, "date": "2026-06-01", "provable": True}], due_date="2022-03-01")
    assert [kind for kind, _ in days(found)] == ["due", "last-day", "too-late", "as-of"]


def test_a_period_that_runs_from_another_day_shows_both() -> None:
    parts = [{"due_date": "2024-03-01", "amount": "5000"}, {"due_date": "2024-09-02", "amount": "5000"}]
    assert days(assessed(instalments=parts))[:2] == [("due", "2024-03-01"), ("start", "2024-09-02")]


@pytest.mark.parametrize(
    ("months", "end"), [(36, "2027-03-01"), (None, "2024-09-02")], ids=["still running", "over: the day off rest days"]
)
def test_the_end_of_a_guarantee_is_the_day_that_the_warning_names(months: int | None, end: str) -> None:
    given = {"guarantor": "丙公司", "kind": "joint"} | ({"period_months": months} if months else {})
    found = assessed(guarantee=given)
    assert ("guarantee", end) in days(found)
    warned = [one["text"] for one in found["warnings"] if one["code"].startswith("guarantee-")]
    year, month, day = map(int, end.split("-"))
    assert all(f"{year}年{month}月{day}日" in text for text in warned)


def test_the_days_are_in_order_and_their_rules_exist() -> None:
    events = [{**DEMAND, "date": f"2026-0{month}-01", "provable": month % 2 == 0} for month in range(1, 9)]
    found = assessed(events, guarantee={"guarantor": "丙公司", "kind": "joint"})
    line = found["claims"][0]["milestones"]
    assert [one["on"] for one in line] == sorted(one["on"] for one in line)
    assert {one["law"] for one in line} - {""} <= set(tables.laws())


def test_what_is_open_by_age_adds_up_to_the_total_and_paid_claims_do_not_count() -> None:
    ages = ["2026-12-01", "2026-11-01", "2026-10-01", "2026-09-10", "2026-01-05", "2026-01-06"]
    claims = [{"number": f"A-{n}", "amount": f"{n + 1}00.00", "due_date": due} for n, due in enumerate(ages)]
    claims[-1]["payments"] = [{"date": "2026-11-01", "amount": "600.00"}]
    case = {"as_of": "2026-11-21", "creditor": {"name": "甲公司"}, "debtor": {"name": "乙公司"}, "claims": claims}
    [total] = api.assessment_json(api.assess(api.build(case)))["totals"]
    assert [(one["bucket"], one["open"], one["count"]) for one in total["ageing"]] == [
        ("not-due", "100.00", 1),
        ("1-30", "200.00", 1),
        ("31-60", "300.00", 1),
        ("61-90", "400.00", 1),
        ("90+", "500.00", 1),
    ]
    assert sum(Decimal(one["open"]) for one in total["ageing"]) == Decimal(total["open"])
