"""What is told before a text is sent: every check by a case that meets it and, where near, one that does not."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator import api, tables
from generator.model import LANGUAGES

CASES = tomllib.loads((Path(__file__).parent / "cases" / "checks.toml").read_text(encoding="utf-8"))["case"]
ACCOUNT = {"currency": "CNY", "account_name": "A", "bank": "B", "number": "1"}


def raw_case(case: dict[str, Any]) -> dict[str, Any]:
    claim = {"number": "A-1", "amount": "10000.00", "due_date": "2026-09-01", **case.get("claim", {})}
    return {
        "as_of": "2026-10-01",
        "creditor": {"name": "甲公司", "contact": {"name": "林晓", "mobile": "13800000001"}, "accounts": [ACCOUNT]},
        "debtor": {"name": "乙公司"},
        "claims": [claim],
        "events": case.get("history", []),
        "fields": case.get("fields", {}),
        **case.get("case", {}),
    }


def told(case: dict[str, Any], language: Any = "zh") -> dict[str, dict[str, str]]:
    """The warnings of a case by code; those of the letter too where a document is named."""
    built = api.build(raw_case(case))
    assessed = api.assess(built)
    if "document" not in case:
        return {row["code"]: row for row in api.assessment_json(assessed, language=language)["warnings"]}
    names = {field.id: field for field in tables.documents()[case["document"]].fields if field.required}
    given = {name: field.choices[0]["id"] if field.choices else "x" for name, field in names.items()}
    raw = raw_case(case)
    raw["fields"] = {**given, **raw["fields"]}
    letter = api.write(api.build(raw), document=case["document"])
    return {row["code"]: row for row in api.letter_json(letter, ui=language)["warnings"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_told_before_sending(case: dict[str, Any]) -> None:
    found = told(case)
    if "not" in case:
        assert case["not"] not in found
    else:
        assert found[case["code"]]["severity"] == case["severity"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in CASES if "code" in case], ids=lambda case: case["name"])
def test_a_warning_is_a_sentence_without_holes_and_cites_a_rule_that_exists(
    case: dict[str, Any], language: str
) -> None:
    row = told(case, language)[case["code"]]
    assert row["text"]
    assert "{" not in row["text"]
    assert not row["law"] or row["law"] in tables.laws()


@pytest.mark.parametrize("document", ["demand-1", "formal-notice", "final-notice"])
def test_before_the_due_date_a_demand_is_refused(document: str) -> None:
    case = api.build(raw_case({"case": {"as_of": "2026-08-20"}}))
    with pytest.raises(api.Refusal) as refused:
        api.write(case, document=document)
    assert "nothing-to-claim" in [problem.code for problem in refused.value.problems]


def test_a_demand_needs_an_account_of_the_claim_s_own_currency() -> None:
    case = api.build(raw_case({"claim": {"currency": "USD"}}))
    with pytest.raises(api.Refusal) as refused:
        api.write(case, document="demand-1")
    assert "no-account" in [problem.code for problem in refused.value.problems]


def test_a_call_can_be_made_without_an_account_and_says_that_a_demand_will_need_one() -> None:
    letter = api.write(api.build(raw_case({"claim": {"currency": "USD"}})), document="call-script")
    codes = [found.code for found in letter.warnings]
    assert "account-later" in codes
    assert "no-account" not in codes


def test_the_safe_day_of_a_guarantee_is_told_before_rest_days() -> None:
    """Due on 14 August, the guarantee ends on Sunday 14 February 2027; nobody should work to the day after the holidays."""
    claim = {"due_date": "2026-08-14", "guarantee": {"guarantor": "王海"}}
    found = told({"claim": claim, "case": {"as_of": "2027-02-01"}})
    assert "2027年2月14日" in found["guarantee-ending"]["text"]


def test_every_check_of_the_engine_is_in_the_data_and_none_is_left_over() -> None:
    folder = Path(api.__file__).parent
    text = "".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in ("checks", "letters"))
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text))
    for stem in ("limitation-{}", "enforcement-{}"):
        named |= {stem.format(status) for status in ("near", "expired")}
    assert set(tables.table("checks")) - {"checked"} <= named
