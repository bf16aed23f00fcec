"""Rates by date."""

from datetime import date
from decimal import Decimal

import pytest

from generator.errors import Refusal, TableError
from generator.rates import RateTable

TABLE = RateTable(
    ((date(2024, 1, 20), Decimal("3.5")), (date(2024, 7, 20), Decimal("3.3")), (date(2025, 1, 20), Decimal("3.1"))),
    checked_through=date(2025, 6, 20),
)


def test_a_rate_holds_from_its_day_until_the_day_before_the_next():
    assert TABLE.rate_on(date(2024, 1, 20)).percent == Decimal("3.5")
    assert TABLE.rate_on(date(2024, 7, 19)).percent == Decimal("3.5")
    assert TABLE.rate_on(date(2024, 7, 20)).percent == Decimal("3.3")


def test_after_the_day_of_checking_a_rate_is_provisional():
    assert not TABLE.rate_on(date(2025, 6, 20)).provisional
    assert TABLE.rate_on(date(2025, 6, 21)).provisional


def test_before_its_first_row_the_table_refuses():
    with pytest.raises(Refusal) as refused:
        TABLE.rate_on(date(2024, 1, 19))
    assert refused.value.problems[0].code == "lpr-before-table"
    assert refused.value.problems[0].args == {"date": "2024-01-19", "first": "2024-01-20"}


def test_changes_are_those_after_the_first_and_through_the_last_day():
    between = TABLE.changes_between(date(2024, 1, 20), date(2025, 1, 20))
    assert [rate.since for rate in between] == [date(2024, 7, 20), date(2025, 1, 20)]
    assert TABLE.changes_between(date(2025, 1, 20), date(2026, 1, 1)) == ()


@pytest.mark.parametrize("days", [[], [date(2025, 2, 1), date(2025, 1, 1)], [date(2025, 1, 1), date(2025, 1, 1)]])
def test_a_table_out_of_order_is_our_defect(days):
    with pytest.raises(TableError):
        RateTable(tuple((day, Decimal(3)) for day in days), date(2026, 1, 1))


def test_a_table_checked_before_its_last_row_is_our_defect():
    with pytest.raises(TableError):
        RateTable(((date(2025, 1, 1), Decimal(3)),), date(2024, 12, 31))
