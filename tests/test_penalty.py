"""Agreed penalties beside the yardstick of a court, and doubled interest after a judgment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator import tables
from generator.judgment import doubled
from generator.model import Claim, InterestTerms, Payment
from generator.penalty import weigh

CLAIM = Claim("A-1", "CNY", Decimal(100000), date(2025, 5, 31))
ONE_PER_MILLE = InterestTerms("contract", per_mille_per_day=Decimal(1))
AS_OF = date(2026, 5, 31)  # 365 days overdue, LPR at the breach 3.00 %


def weighed(claim=CLAIM, terms=ONE_PER_MILLE):
    return weigh(claim, terms, as_of=AS_OF, rules=tables.interest_rules(), lpr=tables.lpr())


def test_one_per_mille_a_day_is_far_above_what_the_law_bears():
    found = weighed()
    assert found.agreed == Decimal("36500.00")
    assert found.loss == Decimal("4500.00")  # 3.00 % × 1.5
    assert found.limit == Decimal("5850.00")  # and 30 % of that
    assert found.excess == Decimal("30650.00")


def test_a_modest_penalty_has_no_excess():
    found = weighed(terms=InterestTerms("contract", percent_per_year=Decimal("5.85")))
    assert (found.agreed, found.excess) == (Decimal("5850.00"), 0)


def test_a_hundredth_of_a_percent_more_is_excess():
    found = weighed(terms=InterestTerms("contract", percent_per_year=Decimal("5.86")))
    assert found.excess == Decimal("10.00")


def test_every_rule_named_is_in_the_table_of_rules():
    assert set(weighed().law) <= set(tables.laws())


@pytest.mark.parametrize(
    ("claim", "terms"),
    [
        (replace(CLAIM, currency="USD"), ONE_PER_MILLE),
        (replace(CLAIM, due_date=date(2019, 8, 18)), ONE_PER_MILLE),
        (CLAIM, InterestTerms("none")),
        (CLAIM, InterestTerms("lpr", multiplier=Decimal("1.5"))),
    ],
    ids=["foreign currency", "breach before the LPR", "no interest asked", "the statutory rate itself"],
)
def test_without_a_yardstick_nothing_is_weighed(claim, terms):
    assert weighed(claim, terms) is None


def after_judgment(as_of, payments=()):
    return doubled(
        Decimal(100000),
        date(2026, 1, 10),
        as_of=as_of,
        rules=tables.interest_rules(),
        lpr=tables.lpr(),
        payments=payments,
    )


def test_a_debt_under_a_judgment_bears_0_0175_percent_a_day():
    assert after_judgment(date(2026, 4, 20)).total == Decimal("1750.00")  # 100 days


def test_on_the_last_day_for_performance_nothing_is_late():
    assert after_judgment(date(2026, 1, 10)).total == 0


def test_payments_go_to_the_debt_of_the_judgment_first():
    paid = (Payment(date(2026, 3, 2), Decimal(60000)),)
    assert after_judgment(date(2026, 4, 20), paid).total == Decimal("1225.00")  # 50 days on 100000 and 50 on 40000


def test_the_rules_on_judgments_are_in_the_table_of_rules():
    assert set(after_judgment(date(2026, 4, 20)).law) <= set(tables.laws())
