"""Headings: what each means, and which line of a sheet holds them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import headers, tables
from generator.headers import LOCAL, Aliases

CASES = tomllib.loads((Path(__file__).parent / "cases" / "headers.toml").read_text(encoding="utf-8"))
TABLE = tables.table("headers")
ALIASES = Aliases(TABLE)


def fields(lines: list[list[str]]) -> dict[str, str]:
    found = headers.find(lines, ALIASES, sheet="S")
    assert found
    return {column.letter: column.field for column in found.columns}


@pytest.mark.parametrize(
    ("text", "row"), [pytest.param(text, row, id=text) for row in CASES["heading"] for text in row["texts"]]
)
def test_a_heading_means_what_the_trade_means_by_it(text: str, row: dict[str, Any]) -> None:
    meaning = ALIASES.meaning(text)
    assert (meaning.field if meaning else None) == row.get("field")
    if meaning:
        assert (meaning.exponent, meaning.currency) == (row.get("exponent", 0), row.get("currency", ""))


def test_no_alias_stands_twice_and_every_alias_finds_its_field() -> None:
    for row in TABLE["field"]:
        for rank, alias in enumerate(row["aliases"]):
            meaning = ALIASES.meaning(alias)
            assert meaning, alias
            assert (meaning.field, meaning.rank % LOCAL) == (row["id"], rank), alias


def test_fields_are_no_longer_than_a_case_file_takes() -> None:
    claim = tables.schema()["properties"]["claims"]["items"]["properties"]
    debtor = tables.schema()["properties"]["debtor"]["properties"]
    longest = {row["id"]: row.get("longest") for row in TABLE["field"]}
    for field in ("number", "contract_no", "order_no", "description"):
        assert longest[field] == claim[field]["maxLength"]
    for field in ("name", "mobile", "email"):
        assert longest[f"contact_{field}"] == debtor["contact"]["properties"][field]["maxLength"]
    assert longest["debtor"] == debtor["name"]["maxLength"]
    assert (longest["uscc"], longest["address"]) == (debtor["uscc"]["maxLength"], debtor["address"]["maxLength"])


def test_a_column_in_the_currency_of_the_books_comes_last() -> None:
    original, base = ALIASES.meaning("应收金额（原币）"), ALIASES.meaning("应收金额（本币）")
    assert original
    assert base
    assert original.rank < LOCAL <= base.rank


def test_headings_are_found_beneath_titles() -> None:
    lines = [
        ["应收账款明细"],
        ["公司：某某", "日期：2026-10-31"],
        [""],
        ["客户", "单据号", "到期日", "金额"],
        ["甲", "1", "2026-1-1", "5"],
    ]
    found = headers.find(lines, ALIASES, sheet="S")
    assert found
    assert (found.start, found.depth, found.hits) == (3, 1, 4)


def test_headings_of_two_lines_are_read_together() -> None:
    upper = ["往来单位", "单据号", "借方", "", "", "贷方", "", "到期日"]
    lower = ["", "", "发生金额", "已结金额", "未结金额", "发生", "已结", ""]
    found = fields([upper, lower])
    assert found == {
        "A": "debtor",
        "B": "number",
        "C": "amount",
        "D": "paid",
        "E": "balance",
        "F": "receipt",
        "G": "receipt",
        "H": "due_date",
    }


def test_headings_of_three_lines_are_read_together() -> None:
    lines = [
        ["往来单位", "单号", "借方", "", "", "", "到期日"],
        ["", "", "发生", "", "未结", "", ""],
        ["", "", "金额", "本币", "金额", "本币", ""],
    ]
    found = headers.find(lines, ALIASES, sheet="S")
    assert found
    assert found.depth == 3
    assert [column.header for column in found.columns][2:5] == ["借方 发生 金额", "借方 发生 本币", "借方 未结 金额"]


def test_a_line_of_data_is_not_taken_into_the_headings() -> None:
    found = headers.find([["客户", "单号", "金额", "单据类型"], ["应收", "发票号", "5", "Invoice"]], ALIASES, sheet="S")
    assert found
    assert found.depth == 1


def test_unknown_headings_are_kept_with_their_place() -> None:
    found = headers.find([["客户", "结算组织", "单号", "金额", ""]], ALIASES, sheet="S")
    assert found
    assert [(column.letter, column.header) for column in found.unknown] == [("B", "结算组织")]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [[]],
        [["客户", "金额"]],
        [["客户：甲", "币种：美元", "日期：2026-1-1"]],
        [["客户", "单号", "到期日"]],
        [["甲", "1", "2026-1-1", "5"]] * 30,
    ],
)
def test_too_few_headings_or_none_of_money_are_none(lines: list[list[str]]) -> None:
    assert headers.find(lines, ALIASES, sheet="S") is None
    assert headers.hits(lines, ALIASES) == 0


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=5))
def test_no_lines_break_the_search(lines: list[list[str]]) -> None:
    found = headers.find(lines, ALIASES, sheet="S")
    assert found is None or found.hits >= headers.NEEDED
