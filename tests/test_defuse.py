"""Text for spreadsheets: nothing runs, nothing is lost on the way back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.defuse import csv_table, defused, restored


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "|calc",
        "%x",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "＋1",
        "－x",
        "＠x",
        "=cmd|'/C calc'!A0",
        "'=1",
        "-",
        '=HYPERLINK("x")',
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "上海某公司", "12,000.00", "-500.00", "+5", "0", "2026-01-05", "a=b", "'quoted'", "O'Neill"]
)
def test_plain_text_and_numbers_stay(text: str) -> None:
    assert defused(text) == text


@given(st.text())
def test_what_was_defused_comes_back(text: str) -> None:
    if not text.startswith('="'):
        assert restored(defused(text)) == text


def test_digits_kept_by_a_formula_come_out_of_it() -> None:
    assert restored('="00123"') == "00123"


def test_a_table_opens_in_excel_as_it_is_meant() -> None:
    data = csv_table([["客户", "=1"], ["甲", "-5"]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [["客户", "'=1"], ["甲", "-5"]]
    assert data.count(b'"') == 8
