"""Court fees."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import tables
from generator.fees import fee, scales

CASES = tomllib.loads((Path(__file__).parent / "cases/fees.toml").read_text(encoding="utf-8"))["case"]
SCALES = scales(tables.table("fees"))
SUMS = st.integers(0, 10**10).map(lambda n: Decimal(n) / 100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_fee(case):
    found = fee(Decimal(case["amount"]), SCALES[case["kind"]])
    assert str(found.total) == case["total"]
    assert found.capped == case.get("capped", False)


@pytest.mark.parametrize("kind", SCALES)
def test_a_fee_names_a_rule_of_the_table_of_rules(kind):
    assert SCALES[kind].law in tables.laws()


@given(SUMS, st.sampled_from(sorted(SCALES)))
def test_the_working_covers_the_whole_sum_and_adds_up(amount, kind):
    found = fee(amount, SCALES[kind])
    assert found.steps[0].above == 0
    assert found.steps[-1].up_to == amount
    assert all(a.up_to == b.above for a, b in zip(found.steps, found.steps[1:], strict=False))
    if not found.capped:
        exact = sum(step.fee for step in found.steps) * SCALES[kind].share
        assert abs(exact - Fraction(found.total)) <= Fraction(1, 200)


@given(SUMS, SUMS, st.sampled_from(sorted(SCALES)))
def test_a_larger_sum_never_costs_less(one, other, kind):
    small, large = sorted((one, other))
    assert fee(small, SCALES[kind]).total <= fee(large, SCALES[kind]).total


def test_a_negative_sum_is_refused():
    with pytest.raises(ValueError, match="negative"):
        fee(Decimal("-1"), SCALES["case"])
