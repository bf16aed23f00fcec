"""Limitation by schedule and IOU, the periods beside it, and what a judgment sets running."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import api, tables

CASES = tomllib.loads((Path(__file__).parent / "cases" / "periods.toml").read_text(encoding="utf-8"))
JUDGMENT = {"number": "（2025）甲民初1号", "date": "2025-12-20", "pay_by": "2026-01-10", "principal": "100000.00"}


def assessed(case: dict[str, Any], **more: Any) -> dict[str, Any]:
    raw = {
        "as_of": "2026-11-21",
        "creditor": {"name": "甲公司"},
        "debtor": {"name": "乙公司"},
        "claims": [{"number": "A-1", "amount": "10000.00", "due_date": "2023-03-01", **case.get("claim", {})}],
        "events": case.get("events", []),
        **more,
    }
    return api.assessment_json(api.assess(api.build(raw)))


def words(case: dict[str, Any], language: Any, **more: Any) -> str:
    raw = {"as_of": "2026-11-21", "creditor": {"name": "A"}, "debtor": {"name": "B"}, **more}
    raw["claims"] = [{"number": "A-1", "amount": "10000.00", "due_date": "2023-03-01", **case.get("claim", {})}]
    raw["events"] = case.get("events", [])
    return api.working(api.assess(api.build(raw)), language=language)


@pytest.mark.parametrize("case", CASES["limitation"], ids=lambda case: case["name"])
def test_a_limitation_period_ends(case: dict[str, Any]) -> None:
    found = assessed(case)["claims"][0]["limitation"]
    assert found["counted_from"] == f"{case['from']}"
    assert found["last_day"] == f"{case['last_day']}"
    assert set(case.get("law", ())) <= set(found["law"]) <= set(tables.laws())


@pytest.mark.parametrize("case", CASES["deadline"], ids=lambda case: case["name"])
def test_a_period_beside_it_ends(case: dict[str, Any]) -> None:
    [found] = assessed(case)["claims"][0]["deadlines"]
    assert (found["kind"], found["ends"], found["status"]) == (case["kind"], f"{case['ends']}", case["status"])
    assert found["notes"] == case["notes"]
    assert set(case["law"]) <= set(found["law"]) <= set(tables.laws())
    assert found["last_day"] >= found["ends"] > found["counted_from"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", [*CASES["limitation"], *CASES["deadline"]], ids=lambda case: case["name"])
def test_the_working_is_told_whole(case: dict[str, Any], language: str) -> None:
    assert not re.search(r"[{}]|None", words(case, language))


def test_a_reading_that_nobody_confirmed_is_marked_as_such() -> None:
    case = {"claim": {"due_date": "", "delivery_date": "2024-03-01"}}
    assert "未经核实" in words(case, "zh")
    assert "[unconfirmed]" in words(case, "en")
    assert "unconfirmed" not in words({}, "en")


def test_goods_sold_abroad_have_no_period_of_chinese_law_for_objections() -> None:
    found = assessed({"claim": {"delivery_date": "2025-02-03"}}, debtor={"name": "B", "export": True})
    assert found["claims"][0]["deadlines"] == []


def test_a_judgment_bears_doubled_interest_and_a_period_to_enforce_it() -> None:
    """100,000.00 for 315 days at 0.0175 % a day (法释〔2014〕8号 1); two years from the last day for payment (民诉法 250)."""
    found = assessed({}, judgment=JUDGMENT)["judgment"]
    assert found["interest"]["total"] == "5512.50"
    assert found["unpaid"] == "100000.00"
    assert found["enforcement"]["last_day"] == "2028-01-10"
    assert {"cpl-264", "enf-1", "enf-2", "enf-4"} <= set(found["interest"]["law"]) <= set(tables.laws())
    assert "cpl-250" in found["enforcement"]["law"]


def test_payments_after_the_judgment_go_to_its_money_debt() -> None:
    payments = [{"date": "2025-12-01", "amount": "1000.00"}, {"date": "2026-04-20", "amount": "9000.00"}]
    found = assessed({"claim": {"payments": payments}}, judgment=JUDGMENT)["judgment"]
    assert found["unpaid"] == "91000.00"
    assert [segment["principal"] for segment in found["interest"]["segments"]] == ["100000.00", "91000.00"]


@pytest.mark.parametrize(
    ("event", "last_day"),
    [
        ({"date": "2026-06-01", "type": "demand", "provable": True}, "2028-06-01"),
        ({"date": "2026-06-01", "type": "demand"}, "2028-01-10"),
        ({"date": "2026-06-01", "type": "note", "provable": True}, "2028-01-10"),
        ({"date": "2026-01-05", "type": "demand", "provable": True}, "2028-01-10"),
    ],
    ids=["a provable demand", "a demand without proof", "a note", "a demand before the last day for payment"],
)
def test_the_period_to_enforce_starts_anew_only_by_a_provable_act(event: dict[str, Any], last_day: str) -> None:
    found = assessed({"events": [event]}, judgment=JUDGMENT)["judgment"]
    assert found["enforcement"]["last_day"] == last_day


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_judgment_is_told_step_by_step(language: str) -> None:
    found = words({}, language, judgment=JUDGMENT)
    assert "5,512.50" in found
    assert "5,512.5000" in found
    assert not re.search(r"[{}]|None", found)


def test_without_a_judgment_none_is_told() -> None:
    assert assessed({})["judgment"] is None


def test_the_due_date_may_be_left_to_the_schedule() -> None:
    claim = {"due_date": "", "instalments": [{"due_date": "2024-09-02", "amount": "10000.00"}]}
    raw = {"as_of": "2026-11-21", "creditor": {"name": "A"}, "debtor": {"name": "B"}}
    case = api.build({**raw, "claims": [{"number": "A-1", "amount": "10000.00", **claim}]})
    assert case.claims[0].due_date == date(2024, 9, 2)
    assert not case.claims[0].due_by_statute
    assert case.claims[0].instalments[0].amount == Decimal(10000)
