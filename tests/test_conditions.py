"""Papers to a court are refused where a condition of the law is not met."""

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import Refusal, assess, build, conditions, explain, tables, write
from generator.catalogue import _CONDITIONS as KNOWN

SOUND = json.loads((Path(__file__).parent / "cases/samples/part-paid.json").read_text(encoding="utf-8"))
SOUND["fields"] = {
    "court": "云州市人民法院",
    "our_rep": "周衡",
    "their_rep": "王海",
    "counter_duty": "no",
    "preserved": "no",
}
UNMET: dict[str, tuple[dict[str, Any], str]] = {
    "interest that no clause supports": ({"interest.clause": ""}, "interest.clause condition-clause-for-interest"),
    "interest on another ground than the contract": (
        {"interest": {"basis": "lpr", "multiplier": "1.5"}},
        "interest.basis condition-clause-for-interest",
    ),
    "a claim in dispute": (
        {"claims.0.dispute": {"amount": "1.00", "reason": "短少"}},
        "claims condition-undisputed",
    ),
    "a debtor abroad": ({"debtor.export": True}, "debtor.export condition-domestic"),
    "a debtor nobody can reach": ({"debtor.address": ""}, "debtor.address field-needed"),
    "a duty of ours in return": ({"fields.counter_duty": "yes"}, "fields.counter_duty condition-no-counter-duty"),
    "preservation before suit": ({"fields.preserved": "yes"}, "fields.preserved condition-no-preservation"),
    "nothing said of a duty in return": ({"fields.counter_duty": ""}, "fields.counter_duty field-needed"),
    "a debt not yet due": ({"as_of": "2026-10-01", "events": [], "claims.0.payments": []}, "claims nothing-to-claim"),
}


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    raw = copy.deepcopy(SOUND)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = raw
        for step in steps:
            place = place[step]
        place[last] = value
    return raw


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", UNMET)
def test_a_payment_order_is_refused_for(name: str, language: Any) -> None:
    changes, problem = UNMET[name]
    with pytest.raises(Refusal) as refused:
        write(build(changed(changes)), document="payment-order")
    assert problem in [f"{p.path} {p.code}" for p in refused.value.problems]
    assert all("{" not in row["text"] for row in explain(refused.value, language=language))


def test_a_payment_order_with_all_conditions_is_written() -> None:
    assert "支付令" in write(build(SOUND), document="payment-order").text


def test_without_any_interest_no_clause_is_needed() -> None:
    text = write(build(changed({"interest": {"basis": "none"}})), document="payment-order").text
    assert "支付货款本金" in text


def test_conditions_hold_only_for_the_documents_that_name_them() -> None:
    changes = {"interest.clause": "", "debtor.export": True}
    assert write(build(changed(changes)), document="demand-1").text


def test_the_catalogue_knows_exactly_the_conditions_that_can_be_checked() -> None:
    assert set(KNOWN) == set(conditions._CONDITIONS)
    assert any(document.conditions for document in tables.documents().values())


def test_a_debt_that_is_not_due_is_named_where_a_document_speaks_of_all_claims() -> None:
    document = replace(tables.documents()["payment-order"], claims="open")
    case = build(changed({"as_of": "2026-10-01", "events": [], "claims.0.payments": []}))
    [found] = [p for p in conditions.unmet(case, document, assess(case).claims) if p.code == "condition-due"]
    assert found.args["number"] == "26310078"
