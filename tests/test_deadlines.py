"""Periods beside limitation, and the days from which periods run."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator import deadlines, maturity, tables
from generator.limitation import period
from generator.model import Claim

CASES = tomllib.loads((Path(__file__).parent / "cases/deadlines.toml").read_text(encoding="utf-8"))
RULES = deadlines.rules(tables.table("limitation"))
AS_OF = date(2026, 11, 21)
SHARED = {"as_of": AS_OF, "calendar": tables.calendar(), "near_days": 180}


def found(case):
    if case in CASES["period"]:
        restarts = case.get("restarts", ())
        return deadlines.deadline(RULES[case["kind"]], case["start"], restarts=restarts, **SHARED)
    chosen = {name: case[name] for name in ("months", "kind", "given_on", "unclear") if name in case}
    return deadlines.guarantee(case["start"], table=RULES, **chosen, **SHARED)


@pytest.mark.parametrize("case", CASES["period"] + CASES["guarantee"], ids=lambda case: case["name"])
def test_a_period_ends(case):
    result = found(case)
    assert result.last_day == case["last_day"]
    assert result.ends == case.get("ends", case["last_day"])
    assert result.status == case.get("status", result.status)
    assert result.provisional == (case["last_day"].year > 2026)
    assert list(result.notes) == case.get("notes", list(result.notes))
    assert set(case.get("law", ())) <= set(result.law) <= set(tables.laws())


def limitation(start):
    claim = Claim("A-1", "CNY", Decimal(1), date(2021, 3, 1))
    rules, calendar = tables.limitation_rules(), tables.calendar()
    return period(claim, (), export=False, as_of=AS_OF, rules=rules, calendar=calendar, start=start)


def test_instalments_of_one_debt_run_from_the_last_one():
    start = maturity.instalments([date(2022, 6, 1), date(2022, 12, 1), date(2022, 9, 1)])
    assert limitation(start).last_day == date(2025, 12, 1)
    assert "cc-189" in limitation(start).law


def test_goods_without_a_date_run_from_receipt():
    assert limitation(maturity.received(date(2022, 12, 1))).last_day == date(2025, 12, 1)


def test_an_iou_with_a_date_runs_from_that_date():
    start = maturity.iou(written_on=date(2022, 6, 1), pay_on=date(2022, 12, 1))
    assert limitation(start).last_day == date(2025, 12, 1)


def test_an_iou_without_a_date_for_a_debt_already_due_runs_from_the_day_it_was_handed_over():
    start = maturity.iou(written_on=date(2022, 12, 1))
    assert limitation(start).last_day == date(2025, 12, 1)
    assert "reply-1994-3" in limitation(start).law


def test_any_other_iou_without_a_date_runs_from_the_end_of_the_time_given_with_the_first_demand():
    start = maturity.iou(written_on=date(2020, 6, 1), for_due_debt=False, grace_end=date(2022, 12, 1))
    assert limitation(start).last_day == date(2025, 12, 1)
    assert "lim-4" in limitation(start).law


def test_a_refusal_on_demand_goes_before_the_time_given():
    start = maturity.on_demand(grace_end=date(2023, 1, 1), refused_on=date(2022, 12, 1))
    assert start.on == date(2022, 12, 1)


def test_without_any_demand_the_period_has_not_begun():
    assert maturity.iou(written_on=date(2020, 6, 1), for_due_debt=False) is None


def test_every_start_has_its_sentence():
    starts = [
        maturity.received(AS_OF),
        maturity.instalments([AS_OF]),
        maturity.iou(written_on=AS_OF, pay_on=AS_OF),
        maturity.iou(written_on=AS_OF),
        maturity.on_demand(grace_end=AS_OF),
    ]
    assert {start.code for start in starts} <= set(tables.table("explain")["step"])
    assert {start.law for start in starts} <= set(tables.laws())
