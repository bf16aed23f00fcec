"""The working of an assessment as text: what `huikuan assess --explain` prints."""

import json
import re
from pathlib import Path

import pytest

from generator import api, tables

SAMPLES = sorted((Path(__file__).parent / "cases/samples").glob("*.json"))
CASE = {
    "as_of": "2026-08-31",
    "creditor": {"name": "Seller"},
    "debtor": {"name": "Buyer"},
    "claims": [{"number": "A-1", "currency": "CNY", "amount": "100000", "due_date": "2025-01-15"}],
    "interest": {"basis": "lpr", "multiplier": "1.5", "lpr_mode": "floating"},
    "events": [
        {"date": "2025-06-01", "type": "demand"},
        {"date": "2026-03-02", "type": "demand", "provable": True},
        {"date": "2026-05-06", "type": "lawsuit", "provable": True},
    ],
}


def told(language, **changes):
    return api.working(api.assess(api.load(json.dumps({**CASE, **changes}))), language=language)


def test_the_interest_can_be_followed_with_a_pocket_calculator():
    found = told("zh")
    assert "2025年1月16日 至 2025年5月19日，124 天 × ¥100,000.00 × 年 4.65% ÷ 365 = 1,579.7260" in found
    assert "2025年5月20日 至 2026年8月31日，469 天 × ¥100,000.00 × 年 4.5% ÷ 365 = 5,782.1918" in found
    assert "¥7,361.92" in found


def test_the_limitation_can_be_followed_act_by_act():
    found = told("en")
    acts = [
        found.index(words) for words in ("  1 June 2025: demand", "  2 March 2026: demand", "  6 May 2026: lawsuit")
    ]
    assert acts == sorted(acts)
    assert "safe one" in found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_payments_set_off_by_statute_and_later_ones_are_told(language):
    payments = [{"date": "2025-03-01", "amount": "30000"}, {"date": "2026-09-01", "amount": "1"}]
    terms = {"basis": "contract", "percent_per_year": "10", "allocation": "statutory"}
    found = told(language, claims=[{**CASE["claims"][0], "payments": payments}], interest=terms)
    assert "1,205.48" in found
    assert tables.table("explain")["later"][language].split("}")[-1] in found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_interest_that_was_asked_but_has_not_accrued_is_not_called_unasked(language):
    found = told(language, as_of="2025-01-15", events=[])
    assert tables.table("explain")["no-interest"][language] not in found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_place_stays_unfilled(sample, language):
    found = api.working(api.assess(api.load(sample.read_text(encoding="utf-8"))), language=language)
    assert not re.search(r"[{}]|None", found)
