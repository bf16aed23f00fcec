"""Working days, and periods of months and years."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.calendar import WorkCalendar, months_after, years_after

CASES = tomllib.loads((Path(__file__).parent / "cases/calendar.toml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def named(kind):
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["name"])


@named("workday")
def test_a_day_is_worked_or_not(case):
    calendar = WorkCalendar()
    assert calendar.is_workday(case["day"]) == case["works"]
    assert calendar.is_published(case["day"]) == case.get("published", True)


@named("next")
def test_a_rest_day_moves_on(case):
    assert WorkCalendar().next_workday(case["day"]) == case["expected"]


@named("add")
def test_working_days_are_counted(case):
    assert WorkCalendar().add_workdays(case["day"], case["count"]) == case["expected"]


@named("months")
def test_a_period_of_months_ends_on_the_corresponding_day(case):
    assert months_after(case["start"], case["months"]) == case["expected"]


def test_the_year_2026_has_248_working_days():
    calendar = WorkCalendar()
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert sum(calendar.is_workday(day) for day in days) == 248


def test_a_day_entered_by_hand_outranks_the_package():
    calendar = WorkCalendar({date(2026, 10, 1): True, date(2026, 11, 23): False})
    assert calendar.is_workday(date(2026, 10, 1))
    assert calendar.next_workday(date(2026, 11, 23)) == date(2026, 11, 24)


def test_a_year_entered_by_hand_is_published():
    calendar = WorkCalendar({date(2027, 1, 1): False}, date(2027, 12, 31))
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_published(date(2027, 12, 31))
    assert not calendar.is_published(date(2028, 1, 1))


def test_the_next_working_day_can_leave_out_today():
    assert WorkCalendar().next_workday(date(2026, 11, 20), include=False) == date(2026, 11, 23)


@given(DAYS, st.integers(-40, 40))
def test_counting_there_and_back_ends_where_it_began(day, count):
    calendar = WorkCalendar()
    start = calendar.next_workday(day)
    assert calendar.add_workdays(calendar.add_workdays(start, count), -count) == start


@given(DAYS, st.integers(1, 20))
def test_years_keep_month_and_day_but_for_the_leap_day(start, years):
    end = years_after(start, years)
    assert end.year == start.year + years
    assert (end.month, end.day) == (start.month, start.day) or (start.month, start.day, end.day) == (2, 29, 28)
