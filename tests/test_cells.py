"""Cells of users' tables: every form has one meaning, is flagged, or is refused; nothing is guessed."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import tables
from generator.cells import CellReader

CASES = tomllib.loads((Path(__file__).parent / "cases" / "cells.toml").read_text(encoding="utf-8"))
READER = CellReader(tables.table("headers"))


def each(kind: str) -> list[Any]:
    return [pytest.param(cell, row, id=f"{kind}-{cell!r}") for row in CASES[kind] for cell in row["cells"]]


@pytest.mark.parametrize(("cell", "row"), each("amount"))
def test_an_amount_is_read_as_meant(cell: str, row: dict[str, Any]) -> None:
    reading = READER.amount(cell, exponent=row.get("exponent", 0))
    assert reading.value == (Decimal(row["value"]) if "value" in row else None)
    assert reading.doubt == row.get("doubt", "")


@pytest.mark.parametrize(("cell", "row"), each("day"))
def test_a_day_is_read_as_meant(cell: str, row: dict[str, Any]) -> None:
    reader = CellReader(tables.table("headers"), day_order=row.get("order", ""), from_1904=row.get("from_1904", False))
    reading = reader.day(cell)
    assert reading.value == (date.fromisoformat(row["value"]) if "value" in row else None)
    assert reading.doubt == row.get("doubt", "")


@pytest.mark.parametrize(("cell", "row"), each("number"))
def test_a_number_stays_text_and_lost_digits_are_flagged(cell: str, row: dict[str, Any]) -> None:
    reading = READER.number(cell)
    assert reading.value == cell
    assert reading.doubt == row.get("doubt", "")


@pytest.mark.parametrize(("cell", "row"), each("currency"))
def test_a_currency_is_known_by_its_names(cell: str, row: dict[str, Any]) -> None:
    assert READER.currency(cell) == row.get("code")


def test_a_number_of_full_width_digits_becomes_plain() -> None:
    assert READER.number("２５３３ＡＢ").value == "2533AB"


@pytest.mark.parametrize(("cell", "sign"), [("$5", "$"), ("￥5", "¥"), ("HK$5", "HKD"), ("5欧元", "EUR"), ("5", "")])
def test_an_amount_tells_the_currency_it_names(cell: str, sign: str) -> None:
    assert READER.amount(cell).currency == sign


@pytest.mark.parametrize(("cell", "days"), [("30", 30), ("30天", 30), ("-5", -5), ("12.0", 12), ("31-60天", None)])
def test_days_are_counted_or_not_read(cell: str, days: int | None) -> None:
    assert READER.whole(cell) == days


amounts = st.decimals(min_value=0, max_value=10**12, places=2)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31))


@given(amounts)
def test_every_way_of_writing_an_amount_gives_the_same(amount: Decimal) -> None:
    for cell in (
        f"{amount}",
        f"{amount:,}",
        f"¥{amount:,}",
        f"{amount}元",
        f"{amount:,} CNY",
        f"{amount:,}".replace(",", "，"),
    ):
        assert READER.amount(cell).value == amount
    for cell in (f"({amount:,})", f"-{amount}", f"{amount:,}-", f"贷{amount}"):
        assert READER.amount(cell).value == -amount
    assert READER.amount(f"{amount}万").value == amount * 10_000 or amount >= 10**11


@given(days)
def test_every_unambiguous_way_of_writing_a_day_gives_the_same(day: date) -> None:
    forms = [f"{day}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"]
    forms += [f"{day} 00:00:00", f"{day:%d %b %Y}", f"{day:%B} {day.day}, {day.year}"]
    assert {READER.day(form).value for form in forms} == {day}
    assert READER.day(f"{(day - date(1899, 12, 30)).days}").value == day


@given(days)
def test_day_and_month_are_never_guessed(day: date) -> None:
    reading = READER.day(f"{day:%d/%m/%Y}")
    if day.day <= 12 and day.day != day.month:
        assert (reading.value, reading.doubt) == (None, "cell-day-or-month")
    else:
        assert reading.value == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    known = tables.messages().keys() | {""}
    assert {READER.amount(text).doubt, READER.day(text).doubt, READER.number(text).doubt} <= known
    assert READER.currency(text) in (None, "") or READER.currency(text).isupper()  # type: ignore[union-attr]
    assert READER.side(text) in (-1, 1)
    READER.whole(text)
