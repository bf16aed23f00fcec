"""Amounts in Chinese capitals."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.capitals import capitals, rmb

CASES = tomllib.loads((Path(__file__).parent / "cases/capitals.toml").read_text(encoding="utf-8"))
AMOUNTS = st.decimals(Decimal("-9999999999999999.99"), Decimal("9999999999999999.99"), places=2)


def read(text):
    """The amount that a text in capitals says, read by place values alone."""
    sign, text = (-1, text[1:]) if text.startswith("负") else (1, text)
    whole, _, parts = text.partition("元") if "元" in text else ("", "", text)
    tenths = sum(
        digit(d) * {"角": 10, "分": 1}[unit] for d, unit in re.findall("([壹贰叁肆伍陆柒捌玖])([角分])", parts)
    )
    return sign * (Decimal(group(whole)) + Decimal(tenths) / 100)


def group(text):
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            high, _, low = text.rpartition(unit)
            return group(high) * size + group(low)
    places = {"仟": 1000, "佰": 100, "拾": 10, "": 1}
    return sum(digit(d) * places[place] for d, place in re.findall("([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)", text))


def digit(sign):
    return "零壹贰叁肆伍陆柒捌玖".index(sign)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_an_amount_is_written_in_capitals(case):
    assert rmb(case["amount"]) == case["expected"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_what_is_no_amount_is_refused(case):
    with pytest.raises(ValueError, match=r"amount|decimals|digits"):
        rmb(case["amount"])


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+16"), Decimal("0.001")])
def test_a_decimal_that_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match=r"amount|decimals|digits"):
        rmb(value)


@pytest.mark.parametrize("value", [0.1 + 0.2, 1.0, True, None, b"1"])
def test_only_exact_numbers_are_taken(value):
    with pytest.raises(TypeError):
        rmb(value)


def test_a_decimal_with_an_exponent_is_an_amount_like_any_other():
    assert rmb(Decimal("1E+5")) == "壹拾万元整"


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("100000", "CNY", "人民币壹拾万元整"),
        ("1409.50", "USD", "美元壹仟肆佰零玖元伍角整"),
        ("0.05", "EUR", "欧元伍分"),
        ("100", "JPY", "日元壹佰元整"),
        ("12.305", "KWD", "KWD壹拾贰元叁角零伍厘"),
        ("12.005", "KWD", "KWD壹拾贰元零伍厘"),
        ("7", "XAF", "XAF柒元整"),
    ],
)
def test_the_currency_is_glued_in_front(amount, currency, expected):
    assert capitals(amount, currency) == expected


@given(AMOUNTS)
def test_what_is_written_reads_back_as_the_same_amount(amount):
    assert read(rmb(amount)) == amount


@given(AMOUNTS)
def test_the_form_is_always_that_of_the_rules(amount):
    text = rmb(amount)
    assert "零零" not in text
    assert text.endswith("整") != text.endswith("分")
    assert not re.search("零[元万亿角整]", text) or text == "零元整"


@given(AMOUNTS)
def test_text_and_decimal_give_the_same(amount):
    assert rmb(f"{amount:,}") == rmb(f"{amount}") == rmb(amount)
