"""Statutory interest in the United Kingdom and the European Union."""

from datetime import date
from decimal import Decimal

import pytest

from generator import tables
from generator.errors import Refusal, TableError
from generator.model import Claim, Payment
from generator.overseas import LatePaymentLaw, laws, statutory

LAWS = laws(tables.table("overseas"))


def counted(law, amount, due, *, as_of, currency=None, payments=()):
    claim = Claim("A-1", currency or LAWS[law].currency, Decimal(amount), due, payments=payments)
    return statutory(claim, LAWS[law], as_of=as_of)


def test_ten_thousand_pounds_sixty_days_late_in_the_second_half_of_2026():
    found = counted("uk", "10000", date(2026, 7, 31), as_of=date(2026, 9, 29))
    assert found.interest.total == Decimal("193.15")  # 11.75 %
    assert found.fixed_sum == 100


def test_in_britain_the_half_year_of_the_first_day_late_decides_for_good():
    found = counted("uk", "10000", date(2025, 6, 29), as_of=date(2026, 6, 29))
    assert [segment.percent_per_year for segment in found.interest.segments] == [Decimal("12.75")]
    assert found.interest.total == Decimal("1275.00")


def test_due_on_the_last_day_of_june_is_late_in_july():
    found = counted("uk", "10000", date(2025, 6, 30), as_of=date(2025, 7, 1))
    assert found.interest.segments[0].percent_per_year == Decimal("12.25")


@pytest.mark.parametrize(("amount", "fixed"), [("999.99", 40), ("1000", 70), ("9999.99", 70), ("10000", 100)])
def test_the_british_fixed_sum_follows_the_size_of_the_debt(amount, fixed):
    assert counted("uk", amount, date(2026, 7, 31), as_of=date(2026, 9, 29)).fixed_sum == fixed


def test_what_was_paid_in_time_does_not_count_for_the_fixed_sum():
    paid = (Payment(date(2026, 7, 31), Decimal("9500")),)
    assert counted("uk", "10000", date(2026, 7, 31), as_of=date(2026, 9, 29), payments=paid).fixed_sum == 40


def test_in_the_union_every_half_year_brings_its_own_rate():
    found = counted("eu", "36500", date(2025, 6, 20), as_of=date(2025, 7, 10))
    assert [(s.days, s.percent_per_year) for s in found.interest.segments] == [
        (10, Decimal("11.15")),
        (10, Decimal("10.15")),
    ]
    assert found.interest.total == Decimal("213.00")
    assert found.fixed_sum == 40


def test_half_years_of_one_rate_are_one_segment():
    found = counted("eu", "36500", date(2025, 12, 21), as_of=date(2026, 1, 10))
    assert [segment.days for segment in found.interest.segments] == [20]


@pytest.mark.parametrize(
    ("law", "due", "as_of"),
    [
        ("uk", date(2023, 6, 1), date(2023, 7, 1)),
        ("uk", date(2026, 12, 31), date(2027, 1, 31)),
        ("eu", date(2026, 6, 1), date(2026, 7, 1)),
        ("eu", date(2023, 12, 30), date(2024, 2, 1)),
    ],
    ids=["before the table", "after the table", "beyond the day of checking", "the first day before the table"],
)
def test_beyond_what_was_checked_interest_is_refused(law, due, as_of):
    with pytest.raises(Refusal) as refused:
        counted(law, "1000", due, as_of=as_of)
    assert refused.value.problems[0].code == "overseas-rate-unknown"


def test_in_britain_a_rate_that_was_fixed_in_time_goes_on():
    found = counted("uk", "36500", date(2026, 12, 30), as_of=date(2027, 1, 9))
    assert found.interest.total == Decimal("117.50")


def test_another_currency_is_refused():
    with pytest.raises(Refusal) as refused:
        counted("eu", "1000", date(2026, 1, 1), as_of=date(2026, 2, 1), currency="USD")
    assert refused.value.problems[0].code == "overseas-currency"


@pytest.mark.parametrize("code", ["overseas-rate-unknown", "overseas-currency"])
def test_every_refusal_has_its_sentence(code):
    assert code in tables.messages()


def test_nothing_late_nothing_owed():
    assert counted("uk", "1000", date(2026, 7, 31), as_of=date(2026, 7, 31)) is None
    paid = (Payment(date(2026, 7, 1), Decimal("1000")),)
    assert counted("uk", "1000", date(2026, 7, 31), as_of=date(2026, 9, 1), payments=paid) is None


def test_half_years_out_of_order_are_our_defect():
    rows = ((date(2026, 1, 1), Decimal(1)), (date(2025, 1, 1), Decimal(1)))
    with pytest.raises(TableError):
        LatePaymentLaw("uk", "GBP", Decimal(8), "start", rows, date(2026, 12, 31), ((None, Decimal(40)),))
