"""What a case's terms come to: the contract's own ceiling, laws abroad, penalties on the scales, fees, bounds."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import CaseError, Refusal, api, explain, tables
from generator.money import SUM_LIMIT

SAMPLES = sorted((Path(__file__).parent / "cases/samples").glob("*.json"))
BY_CONTRACT = {"basis": "contract", "clause": "第八条", "per_mille_per_day": "1"}
ABROAD = {"name": "B", "export": True}


def raw_case(**changes: Any) -> dict[str, Any]:
    """100,000.00 yuan due on 31 May 2025, asked about a year later: 365 days overdue."""
    claim = {"number": "A-1", "amount": "100000.00", "due_date": "2025-05-31", **changes.pop("claim", {})}
    raw = {"as_of": "2026-05-31", "creditor": {"name": "A"}, "debtor": {"name": "B"}, "claims": [claim]}
    return {**raw, **changes}


def found(**changes: Any) -> dict[str, Any]:
    return api.assessment_json(api.assess(api.build(raw_case(**changes))))


def told(language: Any, **changes: Any) -> str:
    return api.working(api.assess(api.build(raw_case(**changes))), language=language)


def test_the_contract_s_own_ceiling_stops_the_penalty() -> None:
    interest = found(interest={**BY_CONTRACT, "cap_percent": "5"})["claims"][0]["interest"]
    assert (interest["total"], interest["before_cap"]) == ("5000.00", "36500.00")


def test_below_its_ceiling_a_penalty_is_as_if_there_were_none() -> None:
    interest = found(interest={**BY_CONTRACT, "cap_percent": "40"})["claims"][0]["interest"]
    assert (interest["total"], interest["before_cap"]) == ("36500.00", None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_working_shows_the_ceiling(language: str) -> None:
    words = told(language, interest={**BY_CONTRACT, "cap_percent": "5"})
    assert re.search(r"¥100,000\.00.*5%.*¥36,500\.00.*¥5,000\.00|5% of .*100,000\.00.*36,500\.00.*5,000\.00", words)


CENTS = st.integers(1, 10**7).map(lambda n: f"{Decimal(n) / 100:.2f}")


@given(
    paid=CENTS,
    cap=st.integers(1, 400).map(lambda n: f"{Decimal(n) / 10}"),
    way=st.sampled_from(["principal", "statutory"]),
)
def test_whatever_was_paid_what_is_owed_never_passes_the_amount_and_its_ceiling(paid: str, cap: str, way: str) -> None:
    terms = {**BY_CONTRACT, "cap_percent": cap, "allocation": way}
    claim = api.assess(
        api.build(raw_case(claim={"payments": [{"date": "2025-12-01", "amount": paid}]}, interest=terms))
    ).claims[0]
    limit = Decimal(100000) * Decimal(cap) / 100
    assert claim.interest.total <= limit
    assert claim.interest.covered <= claim.interest.total
    assert claim.claim.open + claim.interest.total <= 100000 + limit - Decimal(paid)


def test_an_agreed_penalty_is_weighed_against_what_a_court_bears() -> None:
    """LPR at the breach 3.00 % × 1.5 and 30 % of that (Civil Code 585, 合同编通则解释 65)."""
    penalty = found(interest=BY_CONTRACT)["claims"][0]["penalty"]
    assert {name: penalty[name] for name in ("agreed", "loss", "limit", "excess")} == {
        "agreed": "36500.00",
        "loss": "4500.00",
        "limit": "5850.00",
        "excess": "30650.00",
    }
    assert {"cc-585", "cti-65"} <= set(penalty["law"]) <= set(tables.laws())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"interest": {"basis": "lpr", "multiplier": "1.5"}},
        {"interest": BY_CONTRACT, "claim": {"currency": "USD"}},
        {"interest": BY_CONTRACT, "as_of": "2025-05-31"},
    ],
    ids=["no interest", "the statutory rate", "a foreign currency", "nothing accrued"],
)
def test_nothing_is_weighed_without_a_penalty_in_yuan(changes: dict[str, Any]) -> None:
    assert found(**changes)["claims"][0]["penalty"] is None


def test_the_fees_of_a_court_follow_what_is_open_and_its_interest() -> None:
    """《诉讼费用交纳办法》 13, 14 on 100,000: 2,300; a third of it; 1,020."""
    fees = found()["totals"][0]["fees"]
    assert fees == {
        "court": "2300.00",
        "payment_order": "766.67",
        "preservation": "1020.00",
        "law": ["fees-13", "fees-14"],
    }
    assert found(interest=BY_CONTRACT)["totals"][0]["fees"]["court"] == "3030.00"  # on 136,500


@pytest.mark.parametrize(
    "claim",
    [{"currency": "USD"}, {"payments": [{"date": "2026-01-05", "amount": "100000.00"}]}],
    ids=["dollars", "paid"],
)
def test_no_fee_is_told_for_other_money_or_no_debt(claim: dict[str, Any]) -> None:
    assert found(claim=claim)["totals"][0]["fees"] is None


def abroad(basis: str, currency: str, **changes: Any) -> dict[str, Any]:
    claim = {"amount": "10000.00", "currency": currency, "due_date": "2026-03-31"}
    return {"debtor": ABROAD, "interest": {"basis": basis}, "claim": claim, **changes}


def test_a_british_debtor_owes_interest_by_statute_and_a_fixed_sum() -> None:
    """61 days at 8 points above the Bank Rate of 3.75 %."""
    interest = found(**abroad("uk_statute", "GBP"))["claims"][0]["interest"]
    assert (interest["total"], interest["basis"], interest["fixed_sum"]) == ("196.37", "uk_statute", "100.00")
    assert interest["law"] == ["uk-1998"]


def test_a_debtor_in_the_union_owes_the_least_of_the_directive() -> None:
    interest = found(**abroad("eu_minimum", "EUR"))["claims"][0]["interest"]
    assert (interest["total"], interest["basis"], interest["fixed_sum"]) == ("169.63", "eu_minimum", "40.00")
    assert interest["law"] == ["eu-2011-7"]


def test_what_is_not_late_bears_nothing_by_either() -> None:
    interest = found(**abroad("eu_minimum", "EUR", as_of="2026-03-31"))["claims"][0]["interest"]
    assert (interest["total"], interest["fixed_sum"], interest["segments"]) == ("0.00", None, [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_law_abroad_is_told_as_unconfirmed(language: str) -> None:
    words = told(language, **abroad("uk_statute", "GBP"))
    assert "1998" in words
    assert ("未经核实" if language == "zh" else "[unconfirmed]") in words
    assert "100.00" in words


def test_interest_abroad_beyond_what_was_checked_is_refused_in_words() -> None:
    case = api.build(raw_case(**abroad("eu_minimum", "EUR", as_of="2026-07-01")))
    with pytest.raises(Refusal) as refused:
        api.assess(case)
    assert [p.code for p in refused.value.problems] == ["overseas-rate-unknown"]
    assert all("{" not in row["text"] for row in explain(refused.value, language="zh"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("basis", "currency"), [("uk_statute", "GBP"), ("eu_minimum", "EUR")])
def test_a_letter_abroad_names_the_law_it_rests_on(basis: str, currency: str, language: Any) -> None:
    account = {"currency": currency, "account_name": "A", "bank": "B", "number": "1"}
    creditor = {"name": "A", "contact": {"name": "C", "mobile": "1"}, "accounts": [account]}
    raw = raw_case(**abroad(basis, currency), creditor=creditor)
    text = api.write(api.build(raw), document="formal-notice", language=language).text
    assert "1998" in text if basis == "uk_statute" else "2011/7" in text


DEMANDS_ABROAD = ["export-firm-demand", "export-final-notice", "demand-2", "formal-notice", "final-notice"]


def letter_abroad(document: str, language: Any, **changes: Any) -> api.Letter:
    raw = raw_case(**abroad(changes.pop("basis", "uk_statute"), changes.pop("currency", "GBP"), **changes))
    currency = raw["claims"][0]["currency"]
    account = {"currency": currency, "account_name": "A", "bank": "B", "number": "1"}
    raw["creditor"] = {"name": "A", "contact": {"name": "C", "mobile": "1"}, "accounts": [account]}
    raw["fields"] = {"to": "lawyer", "step": "suit"}
    return api.write(api.build(raw), document=document, language=language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("document", DEMANDS_ABROAD)
def test_a_letter_abroad_asks_for_the_fixed_sum_beside_the_interest(document: str, language: Any) -> None:
    text = letter_abroad(document, language).text
    assert "GBP 196.37" in text
    assert "GBP 100.00" in text
    assert ("固定补偿" if language == "zh" else "fixed sum") in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_late_invoice_has_its_own_fixed_sum(language: Any) -> None:
    claim = {"currency": "GBP", "due_date": "2026-03-31"}
    claims = [{**claim, "number": "A-1", "amount": "10000.00"}, {**claim, "number": "A-2", "amount": "900.00"}]
    text = letter_abroad("export-firm-demand", language, claims=claims).text
    assert all(sum_ in text for sum_ in ("GBP 100.00", "GBP 40.00", "GBP 140.00"))


@pytest.mark.parametrize("document", DEMANDS_ABROAD)
def test_no_other_ground_asks_for_a_fixed_sum(document: str) -> None:
    clause = {"basis": "contract", "clause": "8", "percent_per_year": "6"}
    text = letter_abroad(document, "en", basis="", interest=clause).text
    assert "fixed" not in text


def test_no_fixed_sum_is_asked_for_beyond_what_was_checked() -> None:
    with pytest.raises(Refusal) as refused:
        letter_abroad("export-firm-demand", "en", basis="eu_minimum", currency="EUR", as_of="2026-07-01")
    assert [p.code for p in refused.value.problems] == ["overseas-rate-unknown"]


def test_a_law_abroad_comes_with_a_warning() -> None:
    assert "statute-abroad" in [found.code for found in letter_abroad("export-firm-demand", "en").warnings]


def test_twenty_claims_of_fifteen_digits_are_refused_with_the_bound() -> None:
    claims = [{"number": f"{n}", "amount": "999999999999999", "due_date": "2026-05-01"} for n in range(20)]
    with pytest.raises(CaseError) as refused:
        api.build(raw_case(claims=claims))
    [problem] = refused.value.problems
    assert (problem.path, problem.code) == ("claims", "total-too-large")
    assert f"{SUM_LIMIT:,}" in explain(refused.value, language="en")[0]["text"]


def test_interest_that_grows_past_what_can_be_written_is_refused_with_the_bound() -> None:
    terms = {"basis": "contract", "clause": "8", "per_mille_per_day": "100"}
    case = api.build(raw_case(claim={"amount": "999999999999999"}, interest=terms))
    with pytest.raises(Refusal) as refused:
        api.assess(case)
    assert [(p.path, p.code) for p in refused.value.problems] == [("claims", "total-too-large")]


def test_the_largest_sum_that_can_be_written_is_written() -> None:
    claims = [{"number": f"{n}", "amount": "999999999999999.99", "due_date": "2026-05-01"} for n in range(10)]
    assert found(claims=claims)["totals"][0]["open"] == "9999999999999999.90"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_result_names_rules_that_exist(sample: Path) -> None:
    assessment = api.assessment_json(api.assess(api.load(sample.read_text(encoding="utf-8"))))
    named: set[str] = set()

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            law = value.get("law", [])
            named.update([law] if isinstance(law, str) else law)
            for part in value.values():
                gather(part)
        elif isinstance(value, list):
            for part in value:
                gather(part)

    gather(assessment)
    assert named - {""} <= set(tables.laws())
    assert json.dumps(assessment)
